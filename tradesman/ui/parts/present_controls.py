"""The larger buttons and ticks of what a customer is shown."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QResizeEvent

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.switches import CheckField
from tradesman.ui.widgets.text import TextBlock, text_width

_AROUND = 12  # between words and edge, at least


class PresentButton(Button):
    """A button of 56 px; every one weighs the same but the one that ends the matter."""

    def __init__(
        self, text: str, theme: Theme, role: str = "plain", icon: str = "", *, font: str = "present strong", name: str
    ) -> None:
        self._words_font = font
        self._whole = self._short = ""
        super().__init__(text, theme, role, icon, name=name)

    def set_short(self, words: str) -> None:
        """Says this where the words have no room; the button then gives way to what is around it."""
        self._whole, self._short = self.text(), words

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(12, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._side()) if self._short else self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._short:
            fits = text_width(self._whole, self._font()) + 2 * _AROUND <= self.width()
            self.setText(self._whole if fits else self._short)

    def _side(self) -> int:
        return self._theme.size("button_present")

    def _font(self) -> QFont:
        return self._theme.font(self._words_font)

    def _icon_size(self) -> int:
        return 20


class PresentCheck(CheckField):
    """A tick with words as large as those around it."""

    def __init__(self, text: str, theme: Theme, role: str = "present", *, name: str) -> None:
        self._words_role = role
        super().__init__(text, theme, name=name)

    def _block(self, width: int) -> TextBlock:
        theme, role = self._theme, self._words_role
        return TextBlock(self.text(), theme.font(role), theme.line_height(role), max(width, 40))
