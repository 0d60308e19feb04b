"""Menus of a button or a row."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from tradesman.ui.theme import Theme


class Menu(QMenu):
    """Choices of 40 px with an icon before and small words behind them."""

    def __init__(self, theme: Theme, parent: QWidget, *, words: str = "") -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(words)
        # Else the corners outside the round ones are filled.
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def add_choice(self, words: str, icon: str = "", hint: str = "", *, name: str = "") -> QAction:
        """Add a choice; connect to its `triggered`."""
        action = QAction(f"{words}\t{hint}" if hint else words, self)
        action.setObjectName(name)
        if icon:
            action.setIcon(self._theme.icon(icon))
        self.addAction(action)
        return action
