"""The header of the scorecard: which period is seen, the way to earlier ones, and how it leaves the book."""

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from tradesman import settings
from tradesman.services.score_periods import PeriodKind
from tradesman.services.score_sheets import ScoreSheet
from tradesman.ui.parts import score_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.segmented import Segmented

_PERIOD = 150  # width of the words, so that the arrows stay where they are
_SUB_FROM = 1040  # width of the header, from which there is room for the words behind the title
_PLAN_FROM = 920  # width of the header, from which there is room for the words on the way to the plan


def _tr(text: str) -> str:
    return QCoreApplication.translate("scorecard", text)


class ScoreHeader(PageHeader):
    """Says what is wanted; `back` counts the periods back from the one with today in it."""

    asked = Signal()
    paper_asked = Signal()
    table_asked = Signal()
    plan_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(_tr("Scorecard"), theme)
        self.back = 0
        self._words = Label("", theme, "small strong", name="score_period")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._earlier = IconButton("chevron-left", _tr("Earlier"), theme, name="score_earlier")
        self._later = IconButton("chevron-right", _tr("Later"), theme, name="score_later")
        choices = (
            (PeriodKind.DAYS, _tr("30 days")),
            (PeriodKind.QUARTER, _tr("Quarter")),
            (PeriodKind.YEAR, _tr("Year")),
        )
        self._kinds = Segmented(choices, theme, name="score_kind")
        self._kinds.setAccessibleName(_tr("Period"))
        self._kinds.set_value(settings.read()["score_period"])
        self._kinds.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.export = Button(_tr("Export"), theme, icon="file-down", name="score_export")
        self.export.setMenu(self._built_menu(theme))
        leaf = QWidget()
        row = QHBoxLayout(leaf)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part in (self._earlier, self._words, self._later):
            row.addWidget(part)
        self._plan = Button(_tr("Plan"), theme, icon="flag", name="score_plan")
        self._small_plan = IconButton("flag", _tr("Plan"), theme, name="score_plan_small")
        for widget in (leaf, self._kinds, self.export, self._plan, self._small_plan):
            self.add_action(widget)
        for button in (self._plan, self._small_plan):
            button.clicked.connect(self.plan_asked)
        self._earlier.clicked.connect(lambda: self._leaf(1))
        self._later.clicked.connect(lambda: self._leaf(-1))
        self._kinds.changed.connect(self._on_kind)
        self._fit_parts()
        theme.changed.connect(self._fit_parts)

    @property
    def kind(self) -> PeriodKind | None:
        """How long the period is; None until one was chosen or counted."""
        return self._kinds.value()  # type: ignore[no-any-return]

    def _built_menu(self, theme: Theme) -> Menu:
        menu = Menu(theme, self, words=_tr("Export"))
        menu.setObjectName("score_export_menu")
        paper = menu.add_choice(_tr("PDF, to read and print"), "file-text", name="score_pdf")
        table = menu.add_choice(_tr("CSV, for a spreadsheet"), "table", name="score_csv")
        paper.triggered.connect(self.paper_asked)
        table.triggered.connect(self.table_asked)
        return menu

    def show_sheet(self, sheet: ScoreSheet) -> None:
        """Says which period is seen; before the book began there is nothing to go back to."""
        with QSignalBlocker(self._kinds):
            self._kinds.set_value(sheet.kind)
        self._words.setText(score_words.period(sheet.kind, sheet.period))
        self._earlier.setEnabled(sheet.since is not None and sheet.since < sheet.period.first)
        self._later.setEnabled(self.back > 0)
        self.export.setEnabled(not sheet.is_empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_sub(_tr("Did I stick to the process?") if self.width() >= self._theme.scaled(_SUB_FROM) else "")
        roomy = self.width() >= self._theme.scaled(_PLAN_FROM)
        self._plan.setVisible(roomy)
        self._small_plan.setVisible(not roomy)

    def _fit_parts(self) -> None:
        self._words.setFixedWidth(self._theme.scaled(_PERIOD))
        parts = self._kinds.findChildren(QAbstractButton)
        self._kinds.setFixedWidth(len(parts) * max(part.sizeHint().width() for part in parts))

    def _leaf(self, by: int) -> None:
        self.back = max(self.back + by, 0)
        self.asked.emit()

    def _on_kind(self) -> None:
        self.back = 0
        settings.write(score_period=self.kind)
        self.asked.emit()
