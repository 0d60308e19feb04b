"""The library: what is written once and used again and again in quotes, a tab for each kind."""

from typing import ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP

from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.page import Page
from tradesman.ui.parts.prices_tab import PricesTab
from tradesman.ui.parts.promises_tab import PromisesTab
from tradesman.ui.parts.tab_frame import TabFrame
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.header import PageHeader


class LibraryPage(Page):
    """The price book, and what is promised."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"business", "tax_rate", "price_item", "kit_part", "line", "guarantee", "terms", "job", "enquiry"}
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
        self.header = PageHeader(self.tr("Library"), theme)
        parts = [kind(desk, theme, self) for kind in (PricesTab, PromisesTab)]
        words = self.tr("What is in the library")
        self.frame = TabFrame(self.header, theme, parts, {PricesTab.key: 288}, words=words, name="library")
        self.tabs, self.parts = self.frame.tabs, self.frame.parts
        self.frame.picked.connect(self.invalidate)
        self.column.addWidget(self.header)
        self.column.addWidget(self.frame, 1)

    def refresh(self) -> None:
        self.frame.refresh()

    def show_count(self) -> None:
        """Says how much the tab shows."""
        self.frame.show_count()

    def focus_search(self) -> None:
        self.frame.part.focus_search()
