"""A page of tabs: each brings its list, what stands beside it, and its buttons in the page's header."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.regions import mark_regions
from tradesman.ui.widgets.tabs import Tab, Tabs

NARROW = 1100  # of the window, below which a list that needs the room has it alone
_SIDE, _NARROW_SIDE = 340, 300  # widths of what stands beside a list


class TabPart(Protocol):
    """What a tab is made of: `body` stands in the card, `side` beside it, `action` in the header."""

    @property
    def key(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def body(self) -> QWidget: ...

    @property
    def side(self) -> QWidget: ...

    @property
    def action(self) -> QWidget: ...

    def count(self) -> str: ...

    def refresh(self) -> None: ...

    def focus_search(self) -> None: ...


class TabFrame(QWidget):
    """The tabs with their parts; the page decides when they are refreshed."""

    picked = Signal()

    def __init__(
        self,
        header: PageHeader,
        theme: Theme,
        parts: Sequence[TabPart],
        roomy: dict[str, int],
        *,
        words: str,
        name: str,
    ) -> None:
        """`roomy` are the tabs whose lists have the width of a small window alone, with the width of their side.

        `name` begins the names of the widgets.
        """
        super().__init__()
        self._header, self._theme, self._roomy = header, theme, roomy
        self.parts = {part.key: part for part in parts}
        self.tabs = Tabs(theme, words=words, name=f"{name}_tab")
        self.tabs.set_tabs([Tab(key, part.title) for key, part in self.parts.items()])
        self.tabs.picked.connect(self._on_picked)
        self._lists, self._sides = QStackedWidget(), QStackedWidget()
        self._sides.hide()  # until it is known whether there is room: it would make a small window larger
        for part in self.parts.values():
            self._lists.addWidget(part.body)
            self._sides.addWidget(part.side)
            header.add_action(part.action)
            part.action.hide()
        self._build(f"{name}_card")

    def _build(self, name: str) -> None:
        theme = self._theme
        card = Card(theme, padding=1, name=name)
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
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(columns)
        mark_regions(card, self._sides)

    @property
    def part(self) -> TabPart:
        """The tab that is seen."""
        return self.parts[self.tabs.value()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_side()

    def refresh(self) -> None:
        """Shows the tab that is on, as the book has it now."""
        part = self.part
        place = list(self.parts).index(part.key)
        self._lists.setCurrentIndex(place)
        self._sides.setCurrentIndex(place)
        for other in self.parts.values():
            other.action.hide()  # before the next is shown: together they are wider than a window
        part.action.show()
        self.show_side()
        part.refresh()
        self.show_count()

    def show_count(self) -> None:
        """Says how much the tab shows."""
        self._header.set_sub(self.part.count())

    def show_side(self) -> None:
        """What stands beside the list, as wide as there is room, or nothing."""
        key = self.part.key
        width = self._roomy.get(key, _SIDE) if self.width() > NARROW else _NARROW_SIDE
        self._sides.setFixedWidth(self._theme.scaled(width))
        self._sides.setVisible(key not in self._roomy or self.has_room())

    def has_room(self) -> bool:
        """Whether what needs the room stands beside its list."""
        return self.window().width() >= self._theme.scaled(NARROW)

    def _on_picked(self) -> None:
        self.picked.emit()
