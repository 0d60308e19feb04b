"""The rail at the left: where you are, what waits there, and New enquiry from anywhere."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.rail_parts import Brand, EnquiryButton, RailEntry, RailItem, RailPart
from tradesman.ui.widgets.regions import mark_regions


class Rail(QFrame):
    """The list of pages; it asks for a page and lets the window decide."""

    page_asked = Signal(str)
    enquiry_asked = Signal()

    def __init__(self, entries: Sequence[RailEntry], theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("rail")
        self.setProperty("role", "rail")
        mark_regions(self)
        self.setAccessibleName(self.tr("Pages"))
        self._items = {entry.key: RailItem(entry, theme) for entry in entries}
        self._brand = Brand(theme)
        self._enquiry = EnquiryButton(self.tr("New enquiry"), theme)
        self._build(entries)
        for item in self._items.values():
            item.clicked.connect(self._on_item_clicked)
        self._enquiry.clicked.connect(self._on_enquiry_clicked)
        self.set_narrow(False)

    def set_current(self, key: str) -> None:
        """Mark where the person is; an unknown key marks nothing."""
        for name, item in self._items.items():
            item.setChecked(name == key)

    def set_count(self, key: str, count: int, *, loud: bool = False) -> None:
        """Show how much waits on a page; 0 shows nothing, `loud` is the accent."""
        self._items[key].set_count(count, loud)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons over short words, for windows narrower than 1100."""
        self._narrow = narrow
        self._brand.set_narrow(narrow)
        parts: list[RailPart] = [self._enquiry, *self._items.values()]
        for part in parts:
            part.set_narrow(narrow)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        stops: list[QWidget] = [self._enquiry, *self._items.values()]
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = next((stop for stop in stops if stop.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        target = stops[max(0, min(stops.index(focused) + step, len(stops) - 1))]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _build(self, entries: Sequence[RailEntry]) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        layout.addWidget(self._brand)
        layout.addWidget(self._enquiry)
        # A gap that gives way: large letters need all the height of a low window.
        layout.addItem(QSpacerItem(0, 12, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum))
        for entry in entries:
            if not entry.at_bottom:
                layout.addWidget(self._items[entry.key])
        layout.addStretch(1)
        below = [self._items[entry.key] for entry in entries if entry.at_bottom]
        if below:
            line = QFrame()
            line.setProperty("role", "rail-line")
            line.setFixedHeight(1)
            layout.addWidget(line)
            layout.addSpacing(6)
        for item in below:
            layout.addWidget(item)

    def _fit(self) -> None:
        width = self._theme.size("rail_width_narrow" if self._narrow else "rail_width")
        widest = max((item.narrow_width() for item in self._items.values()), default=0)
        self.setFixedWidth(max(width, widest) if self._narrow else width)

    def _on_item_clicked(self) -> None:
        for key, item in self._items.items():
            if item is self.sender():
                self.page_asked.emit(key)

    def _on_enquiry_clicked(self) -> None:
        self.enquiry_asked.emit()


__all__ = ["Rail", "RailEntry"]
