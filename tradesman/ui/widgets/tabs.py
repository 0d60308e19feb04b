"""Tabs: one of several views of a thing, by name; what has no room goes into a menu."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import IconButton
from tradesman.ui.widgets.keys import is_enter
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.text import draw_line, text_width

_PADDING = 2
_GAP = 20  # between the words of two tabs
_COUNT = 6
_UNDERLINE = 3


@dataclass(frozen=True)
class Tab:
    """One tab; a count stands small behind its words."""

    key: str
    words: str
    count: str = ""


class Tabs(QWidget):
    """A row of tabs of which one is on; left, right, Home and End move it, and no words are ever cut."""

    picked = Signal(str)

    def __init__(self, theme: Theme, *, words: str = "", name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._tabs: tuple[Tab, ...] = ()
        self._buttons: dict[str, _TabButton] = {}
        self._group = QButtonGroup(self)
        self.more = IconButton("ellipsis", self.tr("More tabs"), theme, name=f"{name}_more")
        self.more.setParent(self)
        self.more.hide()
        self.more.clicked.connect(self._on_more)
        self._group.buttonClicked.connect(self._on_clicked)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tabs(self, tabs: Sequence[Tab]) -> None:
        """Show these tabs; the one that is on stays on, or else the first is."""
        if tuple(tabs) == self._tabs:
            return
        on, old = self.value(), self._buttons
        self._tabs, self._buttons = tuple(tabs), {}
        for tab in tabs:
            button = old.pop(tab.key, None)
            if button is None:
                button = _TabButton(self, self._theme, f"{self.objectName()}_{tab.key}")
                self._group.addButton(button)
            button.set_tab(tab)
            self._buttons[tab.key] = button
        for button in old.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        if tabs:
            self._buttons.get(on, self._buttons[tabs[0].key]).setChecked(True)
        for before, after in zip([None, *self._buttons.values()], self._buttons.values(), strict=False):
            if before is not None:
                QWidget.setTabOrder(before, after)
        self.updateGeometry()
        self._fit()

    def value(self) -> str:
        """The key of the tab that is on."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Turn a tab on; one that is not there changes nothing."""
        if key in self._buttons and key != self.value():
            self._buttons[key].setChecked(True)
            self._fit()
            self.picked.emit(key)

    def step(self, key: int) -> None:
        """Move as the arrow keys ask, and take the focus along."""
        keys = list(self._buttons)
        here = keys.index(self.value())
        there = {
            Qt.Key.Key_Left: max(here - 1, 0),
            Qt.Key.Key_Right: min(here + 1, len(keys) - 1),
            Qt.Key.Key_Home: 0,
        }.get(Qt.Key(key), len(keys) - 1)
        self.set_value(keys[there])
        self._buttons[keys[there]].setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._buttons), self._theme.size("button"))

    def minimumSizeHint(self) -> QSize:
        widest = max((button.sizeHint().width() for button in self._buttons.values()), default=0)
        return QSize(widest + _GAP + self.more.sizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _width(self, keys: Sequence[str] | dict[str, "_TabButton"]) -> int:
        return sum(self._buttons[key].sizeHint().width() + _GAP for key in keys) - (_GAP if keys else 0)

    def _fit(self) -> None:
        """Shows as many tabs as have room, always with the one that is on; the rest is in the menu."""
        keys = list(self._buttons)
        fits = self._width(keys) <= self.width()
        if not fits:
            room = self.width() - self.more.sizeHint().width()
            on = self.value()
            while len(keys) > 1 and self._width(keys) > room:
                keys.remove(next(key for key in reversed(keys) if key != on))
        left = 0
        for key, button in self._buttons.items():
            hint = button.sizeHint()
            button.setGeometry(left, 0, hint.width(), self.height())
            button.setVisible(key in keys)
            left += hint.width() + _GAP if key in keys else 0
        side = self.more.sizeHint()
        self.more.setGeometry(left - _GAP // 2, (self.height() - side.height()) // 2, side.width(), side.height())
        self.more.setVisible(not fits)

    def _on_clicked(self, button: QToolButton) -> None:
        self.picked.emit(next(key for key, one in self._buttons.items() if one is button))

    def _on_more(self) -> None:
        menu = Menu(self._theme, self, words=self.more.accessibleName())
        menu.setObjectName(f"{self.objectName()}_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for tab in self._tabs:
            if not self._buttons[tab.key].isVisible():
                choice = menu.add_choice(tab.words, hint=tab.count, name=tab.key)
                choice.triggered.connect(lambda _on=False, key=tab.key: self.set_value(key))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))


class _TabButton(QToolButton):
    """One tab: its words, a small count, and a line below it while it is on."""

    def __init__(self, tabs: Tabs, theme: Theme, name: str) -> None:
        super().__init__(tabs)
        self._tabs, self._theme, self._count = tabs, theme, ""
        self.setObjectName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_tab(self, tab: Tab) -> None:
        """Say something else."""
        self._count = tab.count
        self.setText(tab.words)
        self.setAccessibleName(f"{tab.words} {tab.count}".rstrip())
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        words = text_width(self.text(), theme.font("strong"))  # of the heavier look, so that nothing moves
        count = _COUNT + text_width(self._count, theme.font("small")) if self._count else 0
        return QSize(words + count + 2 * _PADDING, theme.size("button"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._tabs.step(event.key())
        elif is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, on = self._theme, self.isChecked()
        ink = "ink" if on or self.underMouse() else "ink_2"
        font = theme.font("strong" if on else "body medium")
        painter = QPainter(self)
        rect = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        used = draw_line(painter, rect, self.text(), font, theme.colour(ink))
        if self._count:
            behind = QRect(rect.left() + used + _COUNT, 0, rect.width(), rect.height())
            draw_line(painter, behind, self._count, theme.font("small"), theme.colour("ink_3"))
        if on:
            line = QRect(0, self.height() - _UNDERLINE, self.width(), _UNDERLINE)
            painter.fillRect(line, theme.colour("primary"))
        painter.end()
