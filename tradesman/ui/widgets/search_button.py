"""The way into the palette: a button that looks like the field it leads to."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.key_cap import key_cap_size, paint_key_cap
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import draw_line

_WIDTH = 264
_SIDE = 11
_GAP = 8
_ICON = 18


class SearchButton(PaintedButton):
    """Icon, words and the keys that do the same; in little room the words give way."""

    def __init__(self, words: str, keys: str, theme: Theme, *, name: str = "") -> None:
        super().__init__(theme, name=name)
        self._keys = keys
        self.setText(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(_WIDTH), self._theme.size("input"))

    def minimumSizeHint(self) -> QSize:
        cap = key_cap_size(self._theme, self._keys).width()
        return QSize(self._theme.scaled(_ICON) + cap + 2 * _SIDE + _GAP, self._theme.size("input"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, side = self._theme, self._theme.scaled(_ICON)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border_strong"), 1))
        painter.setBrush(theme.colour("hover" if self.underMouse() or self.isDown() else "surface"))
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(shape, theme.radius("medium"), theme.radius("medium"))
        pixmap = theme.pixmap("search", "ink_2", _ICON, self.devicePixelRatio())
        painter.drawPixmap(_SIDE, (self.height() - side) // 2, pixmap)
        cap = key_cap_size(theme, self._keys)
        place = QRect(QPoint(self.width() - _SIDE + 2 - cap.width(), (self.height() - cap.height()) // 2), cap)
        paint_key_cap(painter, place, theme, self._keys)
        left = _SIDE + side + _GAP
        words = QRect(left, 0, place.left() - _GAP - left, self.height())
        draw_line(painter, words, self.text(), theme.font("body"), theme.colour("ink_3"))
        painter.end()
