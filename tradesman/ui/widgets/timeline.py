"""What happened with a customer, newest first, and what comes next."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.keys import is_enter
from tradesman.ui.widgets.timeline_delegate import ENTRY_ROLE, TimelineDelegate, TimelineEntry


class Timeline(QListView):
    """A list of entries; Enter or a click opens the source of one, today's entry may carry a button."""

    entry_opened = Signal(str)
    acted = Signal(str)

    def __init__(self, theme: Theme, *, words: str = "", name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._entries = TimelineModel(self)
        self.setObjectName(name)
        self.setProperty("role", "bare")
        self.setAccessibleName(words)
        self.setModel(self._entries)
        self.setItemDelegate(TimelineDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these entries, the newest first; the one the keyboard is on stays it."""
        if tuple(entries) == self._entries.entries:
            return
        place, here = self.verticalScrollBar().value(), self.currentIndex().data(ENTRY_ROLE)
        self._entries.set_entries(entries)
        for number, entry in enumerate(entries):
            if entry.action:
                self.setIndexWidget(self._entries.index(number), self._action(entry))
        if here is not None:
            self._go_to(here.key)
        self.verticalScrollBar().setValue(place)

    def show_entry(self, key: str) -> None:
        """Bring an entry into view, and the keyboard onto it; with an unknown key, the first one."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._go_to(key):
            self.setCurrentIndex(self._entries.index(0))
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _go_to(self, key: str) -> bool:
        """Puts the keyboard onto an entry; says whether it is there."""
        place = next((n for n, entry in enumerate(self._entries.entries) if entry.key == key), None)
        if place is not None:
            self.setCurrentIndex(self._entries.index(place))
        return place is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def _action(self, entry: TimelineEntry) -> QWidget:
        holder = QWidget()
        button = Button(entry.action, self._theme, "primary", entry.action_icon, compact=True, name="act")
        button.setProperty("entry", entry.key)
        button.clicked.connect(self._on_action_clicked)
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 16, 0)
        layout.addStretch(1)
        layout.addWidget(button)
        return holder

    def _open(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, TimelineEntry):
            self.entry_opened.emit(entry.key)

    def _on_action_clicked(self) -> None:
        sender: QObject = self.sender()
        self.acted.emit(str(sender.property("entry")))


class TimelineModel(QAbstractListModel):
    """The entries as a list with a sentence for each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[TimelineEntry, ...] = ()

    @property
    def entries(self) -> tuple[TimelineEntry, ...]:
        """What is shown, the newest first."""
        return self._entries

    def set_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.when, entry.title, entry.second, entry.badge) if part)
        return entry if role == ENTRY_ROLE else None
