"""A banner that says what came of something, until it is closed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.banner import Banner


class Notice(QWidget):
    """Takes no room while there is nothing to say; with an action, `acted` says that it was asked for."""

    acted = Signal()

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._banner: Banner | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 12, 20, 0)
        self.hide()

    def say(self, words: str, detail: str, *, kind: str = "info", action: str = "") -> None:
        """Shows this in place of what was said before."""
        self.clear()
        close = self.tr("Close")
        if action:
            self._banner = Banner(kind, words, detail, self._theme, action, closes=close, name=self._name)
            self._banner.acted.connect(self.acted)
            self._banner.closed.connect(self.clear)
        else:
            self._banner = Banner(kind, words, detail, self._theme, close, name=self._name)
            self._banner.acted.connect(self.clear)
        self._column.addWidget(self._banner)
        self._banner.show()
        self.show()

    def clear(self) -> None:
        """Says nothing any more."""
        self.hide()
        if self._banner is not None:
            self._banner.hide()
            self._banner.setObjectName("")
            self._banner.deleteLater()
            self._banner = None

    @property
    def words(self) -> str:
        """What is said now."""
        return self._banner.accessibleName() if self._banner is not None else ""
