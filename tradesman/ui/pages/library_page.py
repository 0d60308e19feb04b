"""The library: what is written once and used again and again, a tab for each kind."""

from typing import ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.page import Page
from tradesman.ui.parts.answers_tab import AnswersTab
from tradesman.ui.parts.checklists_tab import ChecklistsTab
from tradesman.ui.parts.prices_tab import PricesTab
from tradesman.ui.parts.promises_tab import PromisesTab
from tradesman.ui.parts.templates_tab import TemplatesTab
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.regions import mark_regions
from tradesman.ui.widgets.tabs import Tab, Tabs

NARROW = 1100  # of the window, below which a list that needs the room has it alone


class LibraryPage(Page):
    """Each tab brings its list, what stands beside it, and its buttons in the header."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            *("answer", "message_template", "customer", "business", "tax_rate"),
            *("price_item", "kit_part", "line", "guarantee", "terms", "checklist", "job", "enquiry"),
        }
    )
    keys: ClassVar[PageKeys] = (
        ("↑ ↓", QT_TRANSLATE_NOOP("keys", "Choose a row")),
        ("A … Z", QT_TRANSLATE_NOOP("keys", "Find in the price book")),
        ("Enter", QT_TRANSLATE_NOOP("keys", "Change it")),
        ("Insert", QT_TRANSLATE_NOOP("keys", "Add an item to the price book")),
        ("Delete", QT_TRANSLATE_NOOP("keys", "Take it out of the price book")),
    )

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.setObjectName("library_page")
        kinds = (PricesTab, PromisesTab, ChecklistsTab, AnswersTab, TemplatesTab)
        self.parts = {part.key: part for part in (kind(desk, theme, self) for kind in kinds)}
        self._build()

    def _build(self) -> None:
        theme = self.theme
        self.header = PageHeader(self.tr("Library"), theme)
        self.tabs = Tabs(theme, words=self.tr("What is in the library"), name="library_tab")
        self.tabs.set_tabs([Tab(key, part.title) for key, part in self.parts.items()])
        self.tabs.picked.connect(self._on_tab)
        self._lists, self._sides = QStackedWidget(), QStackedWidget()
        for part in self.parts.values():
            self._lists.addWidget(part.body)
            self._sides.addWidget(part.side)
            self.header.add_action(part.action)
            part.action.hide()
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
        mark_regions(card, self._sides)
        self.column.addWidget(self.header)
        self.column.addWidget(inner, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_side()

    def refresh(self) -> None:
        part = self.parts[self.tabs.value()]
        place = list(self.parts).index(part.key)
        self._lists.setCurrentIndex(place)
        self._sides.setCurrentIndex(place)
        for other in self.parts.values():
            other.action.hide()  # before the next is shown: together they are wider than a window
        part.action.show()
        self._show_side()
        part.refresh()
        self.show_count()

    def show_count(self) -> None:
        """Says how much the tab shows."""
        self.header.set_sub(self.parts[self.tabs.value()].count())

    def focus_search(self) -> None:
        self.parts[self.tabs.value()].focus_search()

    def _show_side(self) -> None:
        roomy = self.tabs.value() == PricesTab.key
        self._sides.setFixedWidth(self.theme.scaled((288 if roomy else 340) if self.width() > NARROW else 300))
        self._sides.setVisible(not roomy or self.window().width() >= self.theme.scaled(NARROW))

    def _on_tab(self) -> None:
        self.invalidate()
