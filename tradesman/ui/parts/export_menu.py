"""The menu of what testimonials can leave the book as, with how many of them may."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget, QWidgetAction

from tradesman.exchange.testimonial_exports import Kind
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.menu import Menu

_WIDTH = 312


class ExportMenu(Menu):
    """Each choice says what it is good for; below stands how many are with consent."""

    file_asked = Signal(object)
    cards_asked = Signal()

    def __init__(self, theme: Theme, button: QWidget) -> None:
        super().__init__(theme, button, words="")
        self.setAccessibleName(self.tr("Export as"))
        self._button = button
        self.setObjectName("testimonial_export_menu")
        for kind, icon, words, hint in (
            (Kind.CSV, "table", self.tr("CSV"), self.tr("for a spreadsheet")),
            (Kind.JSON, "list", self.tr("JSON"), self.tr("for another program")),
            (Kind.MARKDOWN, "hash", self.tr("Markdown"), self.tr("for notes")),
            (Kind.HTML, "code", self.tr("HTML"), self.tr("for your website")),
            (Kind.PDF, "file-text", self.tr("PDF"), self.tr("to print")),
        ):
            self._add(words, icon, hint, kind)
        self._add(self.tr("Image card"), "image", "1080 × 1080", None)
        self.addSeparator()
        self._count = Label("", theme, "small strong", name="export_count")
        self.addAction(self._foot(theme))
        self.aboutToShow.connect(self.show_again)

    def _add(self, words: str, icon: str, hint: str, kind: Kind | None) -> None:
        choice = self.add_choice(words, icon, hint, name=f"export_{kind.value if kind is not None else 'card'}")
        if kind is None:
            choice.triggered.connect(self._on_cards)
        else:
            choice.triggered.connect(lambda: self.file_asked.emit(kind))

    def _foot(self, theme: Theme) -> QWidgetAction:
        foot = QWidget()
        grid = QGridLayout(foot)
        grid.setContentsMargins(12, 4, 12, 8)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Label(self.tr("Only with consent"), theme, "small"), 0, 0)
        grid.addWidget(self._count, 0, 1)
        private = Label(self.tr("Private ones never leave the book."), theme, "small", "ink_2")
        private.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # the choices make the width
        grid.addWidget(private, 1, 0, 1, 2)
        action = QWidgetAction(self)
        action.setDefaultWidget(foot)
        action.setEnabled(False)  # it is read, not chosen,
        foot.setEnabled(True)  # but in full ink
        return action

    def show_again(self) -> None:
        self.setMinimumWidth(self._theme.scaled(_WIDTH))
        super().show_again()

    def set_counts(self, allowed: int, total: int) -> None:
        """How many of how many may be shown; with none an export can still take the place of an earlier one."""
        self._count.setText(self.tr("{0} of {1}").format(allowed, total))

    def _on_cards(self) -> None:
        self.cards_asked.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        button = self._button
        self.move(button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4)))
