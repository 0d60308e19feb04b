"""The header of a page: where you are, in words, and what you can do here."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import IconButton
from tradesman.ui.widgets.labels import ElidedLabel
from tradesman.ui.widgets.regions import mark_regions
from tradesman.ui.widgets.search_button import SearchButton


class PageHeader(QFrame):
    """Title, small words, badges and actions; with a way back the words stand below the title."""

    back_asked = Signal()
    search_asked = Signal()

    def __init__(self, title: str, theme: Theme, sub: str = "", *, back: bool = False, search: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("header")
        self.setProperty("role", "header")
        mark_regions(self)
        self._title = ElidedLabel(title, theme, "title", name="title")
        self._sub = ElidedLabel(sub, theme, "small" if back else "body", "ink_2", name="sub")
        self._badges = QHBoxLayout()
        self._badges.setSpacing(theme.space("s2"))
        self._actions = QHBoxLayout()
        self._actions.setSpacing(theme.space("s2"))
        self._back = IconButton("arrow-left", self.tr("Back"), theme, name="back")
        if not back:
            self._back.hide()
        self._back.clicked.connect(self._on_back_clicked)
        self._build(below=back)
        if search:
            self._add_search()
        self._fit()

    @property
    def title(self) -> str:
        """Where you are."""
        return self._title.text()

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_sub(self, words: str) -> None:
        """Change the small words; empty words take no room."""
        self._sub.setText(words)
        self._sub.setVisible(bool(words))

    def add_badge(self, badge: QWidget) -> None:
        """Put a badge behind the title."""
        self._badges.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_action(self, widget: QWidget) -> None:
        """Put a button or a search field at the right."""
        self._actions.addWidget(widget)

    def add_first(self, widget: QWidget) -> None:
        """Put a button before the others at the right."""
        self._actions.insertWidget(0, widget)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _build(self, *, below: bool) -> None:
        first = QHBoxLayout()
        first.setSpacing(self._theme.space("s3"))
        first.addWidget(self._title)
        first.addLayout(self._badges)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addLayout(first)
        if below:
            first.addStretch(1)
            words.addWidget(self._sub)
        else:
            first.addSpacing(4)
            first.addWidget(self._sub, 1)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 20, 0)
        layout.setSpacing(theme_gap := self._theme.space("s3"))
        layout.addWidget(self._back)
        layout.addLayout(words, 1)
        layout.addSpacing(theme_gap)
        layout.addLayout(self._actions)
        self._sub.setVisible(bool(self._sub.text()))

    def _add_search(self) -> None:
        search = SearchButton(self.tr("Search or jump to…"), "Ctrl K", self._theme, name="jump")
        search.clicked.connect(self._on_search_clicked)
        self.add_action(search)

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.size("header_height"))

    def _on_back_clicked(self) -> None:
        self.back_asked.emit()

    def _on_search_clicked(self) -> None:
        self.search_asked.emit()
