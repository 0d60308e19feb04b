"""Menus of a button or a row."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QStyleOptionMenuItem, QWidget

from tradesman.book.direction import apart
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.text import draw_line

_MARGIN = 12  # behind the small words


class Menu(QMenu):
    """Choices of 40 px with an icon before and small words behind them."""

    def __init__(self, theme: Theme, parent: QWidget, *, words: str = "") -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons: dict[QAction, str] = {}
        self.setAccessibleName(words)
        # Else the corners outside the round ones are filled.
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def add_choice(self, words: str, icon: str = "", hint: str = "", *, name: str = "") -> QAction:
        """Add a choice; connect to its `triggered`."""
        words = apart(words)
        action = QAction(f"{words}\t{hint}" if hint else words, self)
        action.setObjectName(name)
        if icon:
            action.setIcon(self._theme.icon(icon))
            self._icons[action] = icon
        self.addAction(action)
        return action

    def show_again(self) -> None:
        """For a menu that outlives a change between light and dark: icons are as they are now."""
        for action, icon in self._icons.items():
            action.setIcon(self._theme.icon(icon))

    def initStyleOption(self, option: QStyleOptionMenuItem, action: QAction) -> None:
        super().initStyleOption(option, action)
        option.text = option.text.partition("\t")[0]  # what stands behind it is drawn below

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, painter = self._theme, QPainter(self)
        for action in self.actions():
            hint = action.text().partition("\t")[2]
            if hint:
                rect = self.actionGeometry(action).adjusted(0, 0, -_MARGIN, 0)
                ink = theme.colour("ink_2" if action.isEnabled() else "disabled")
                draw_line(painter, rect, hint, theme.font("small"), ink, Qt.AlignmentFlag.AlignRight)
        painter.end()
