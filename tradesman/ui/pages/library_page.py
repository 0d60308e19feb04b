"""The library: what is written once and used again and again, a tab for each kind."""

from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from tradesman.ui.desk import Desk
from tradesman.ui.page import Page
from tradesman.ui.parts.answers_tab import AnswersTab
from tradesman.ui.parts.templates_tab import TemplatesTab
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.tabs import Tab, Tabs


class LibraryPage(Page):
    """Answers and messages; each tab brings its list, what stands beside it, and its button in the header."""

    shows: ClassVar[frozenset[str]] = frozenset({"answer", "message_template", "customer", "business"})

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.setObjectName("library_page")
        self._parts = {part.key: part for part in (AnswersTab(desk, theme, self), TemplatesTab(desk, theme, self))}
        self._build()

    def _build(self) -> None:
        theme = self.theme
        self.header = PageHeader(self.tr("Library"), theme)
        self.tabs = Tabs(theme, words=self.tr("What is in the library"), name="library_tab")
        self.tabs.set_tabs([Tab(key, part.title) for key, part in self._parts.items()])
        self.tabs.picked.connect(self._on_tab)
        self._lists, self._sides = QStackedWidget(), QStackedWidget()
        for part in self._parts.values():
            self._lists.addWidget(part.body)
            self._sides.addWidget(part.side)
            self.header.add_action(part.action)
        card = Card(theme, padding=1, name="library_card")
        card.body.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self.tabs)
        card.body.addLayout(head)
        card.body.addWidget(Separator())
        card.body.addWidget(self._lists, 1)
        columns = QHBoxLayout()
        columns.setContentsMargins(20, 12, 20, 12)
        columns.setSpacing(theme.space("s3"))
        columns.addWidget(card, 1)
        columns.addWidget(self._sides)
        inner = QWidget()
        inner.setLayout(columns)
        self.column.addWidget(self.header)
        self.column.addWidget(inner, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sides.setFixedWidth(self.theme.scaled(340 if self.width() > 1100 else 300))

    def refresh(self) -> None:
        part = self._parts[self.tabs.value()]
        part.refresh()
        self.header.set_sub(part.count())
        place = list(self._parts).index(part.key)
        self._lists.setCurrentIndex(place)
        self._sides.setCurrentIndex(place)
        for other in self._parts.values():
            other.action.setVisible(other is part)

    def focus_search(self) -> None:
        self._parts[self.tabs.value()].focus_search()

    def _on_tab(self) -> None:
        self.invalidate()
