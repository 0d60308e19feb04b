"""The ranked list of what to do, in groups, with the keys that walk it."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.action_row import Action, ActionRow
from tradesman.ui.widgets.group_heading import GroupHeading


@dataclass(frozen=True)
class ActionGroup:
    """Rows under one heading."""

    title: str
    note: str
    actions: tuple[Action, ...]


A_TIME = 3  # rows and headings that are made in one go: more would hold the window up


class ActionList(QFrame):
    """A card of action rows; Up and Down move between them, D acts, S snoozes, X skips."""

    acted = Signal(str)
    snooze_asked = Signal(str)
    skip_asked = Signal(str)
    opened = Signal(str)
    row_made = Signal(object)

    def __init__(self, theme: Theme, *, words: str = "", name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[ActionRow] = []
        self._waiting: deque[Callable[[], None]] = deque()
        self._unchanged: dict[Action, ActionRow] = {}
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._put_some)
        self._last = ("", 0)  # key and place of the row that had the focus last
        self._by_key = False  # whether that row is marked
        self._silent = False  # whether the focus came with the page: then the first Up or Down only shows where it is
        self.setObjectName(name)
        self.setProperty("card", "true")
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def set_groups(self, groups: Sequence[ActionGroup]) -> None:
        """Show these rows, keeping the focus on the same row, or on its place if it is gone."""
        focused, (key, place) = bool(self.current_key()), self._last
        self._unchanged |= self._emptied()
        self._waiting.clear()
        for number, group in enumerate(groups):
            self._waiting.append(partial(self._put_heading, group, first=number == 0))
            self._waiting.extend(partial(self._put_row, action) for action in group.actions)
        self._put_some(A_TIME + len(self._unchanged))
        wanted = {action for group in groups for action in group.actions}
        for action in [action for action in self._unchanged if action not in wanted]:
            _discard(self._unchanged.pop(action))
        place = next((n for n, row in enumerate(self._rows) if row.action.key == key), place)
        self._last = (key, place)
        if focused:
            self._focus(place)

    @property
    def filling(self) -> bool:
        """Whether rows are still to come."""
        return bool(self._waiting)

    def current_key(self) -> str:
        """The key of the row that has the focus, empty if none has."""
        return next((row.action.key for row in self._rows if row.selected), "")

    def row(self, key: str) -> ActionRow:
        """The row of a key, to hang a menu on its buttons."""
        return next(row for row in self._rows if row.action.key == key)

    def take_focus(self, *, by_key: bool) -> None:
        """The first row has the keyboard, marked when a key led here."""
        self._last, self._by_key = ("", 0), by_key
        self.setFocus(Qt.FocusReason.TabFocusReason if by_key else Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A sheet that was opened from a row gives the focus to the list when that row is gone.
        super().focusInEvent(event)
        self._silent = event.reason() == Qt.FocusReason.OtherFocusReason
        self._by_key = not self._silent and self._by_key
        self._focus(self._last[1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, key = self._place(), event.key()
        silent, self._silent = self._silent, False
        self._by_key = True
        if place < 0 or event.modifiers():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._focus(place if silent else place + step)
        elif key in (Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_X):
            row = self._rows[place]
            if not row.by_key:  # it cannot be seen which row would be worked: the first letter shows it
                self._focus(place)
                return
            {Qt.Key.Key_D: row.main, Qt.Key.Key_S: row.snooze, Qt.Key.Key_X: row.skip}[Qt.Key(key)].click()
        else:
            super().keyPressEvent(event)

    def _made(self, action: Action) -> ActionRow:
        row = ActionRow(action, self._theme)
        row.acted.connect(self.acted)
        row.snooze_asked.connect(self.snooze_asked)
        row.skip_asked.connect(self.skip_asked)
        row.opened.connect(self.opened)
        row.focused.connect(self._on_row_focused)
        self.row_made.emit(row)
        return row

    def _put_some(self, most: int = A_TIME) -> None:
        """Puts the next rows."""
        for _ in range(min(most, len(self._waiting))):
            self._waiting.popleft()()
        self._chain()
        if self._waiting:
            self._next.start()

    def _put_heading(self, group: ActionGroup, *, first: bool) -> None:
        self._put(GroupHeading(group.title, self._theme, note=group.note, first=first))

    def _put_row(self, action: Action) -> None:
        row = self._unchanged.pop(action, None) or self._made(action)
        self._rows.append(row)
        self._put(row)

    def _put(self, widget: QWidget) -> None:
        self._layout.addWidget(widget)
        widget.show()  # the layout would show it later, and a hidden row cannot take the focus

    def _emptied(self) -> dict[Action, ActionRow]:
        """Take everything out of the layout; rows are costly to make, so those that stay the same are kept."""
        rows = {row.action: row for row in self._rows}
        self._rows.clear()
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, GroupHeading):
                _discard(widget)
        return rows

    def _chain(self) -> None:
        """Let Tab walk the rows in the order in which they stand, whenever they were made."""
        for row, following in pairwise(self._rows):
            self.setTabOrder(row.skip, following)
            self.setTabOrder(following, following.main)
            self.setTabOrder(following.main, following.snooze)
            self.setTabOrder(following.snooze, following.skip)

    def _place(self) -> int:
        return next((number for number, row in enumerate(self._rows) if row.selected), -1)

    def _focus(self, place: int) -> None:
        if self._rows:
            row = self._rows[max(0, min(place, len(self._rows) - 1))]
            row.take_focus(by_key=self._by_key)

    def _on_row_focused(self, key: str) -> None:
        place = self._place()
        if place >= 0:  # not a row on its way out
            self._last, self._by_key = (key, place), self._rows[place].by_key


def _discard(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()
