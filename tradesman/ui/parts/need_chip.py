"""A need of the customer on an option: met with a tick, unmet with a cross, turned by a click."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import draw_line, text_width

_PADDING = 6
_GAP = 4
_ICON = 14


class NeedChip(PaintedButton):
    """Icon and words in a small box; green when the option meets the need."""

    def __init__(self, theme: Theme, *, name: str = "") -> None:
        super().__init__(theme, name=name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_need(self, words: str, *, met: bool) -> None:
        """Shows a need and whether it is met."""
        self.setText(words)
        self.setChecked(met)
        self.setAccessibleName(self.tr("%s, met") % words if met else self.tr("%s, not met") % words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = text_width(self.text(), self._theme.font("caption medium"))
        width = words + self._theme.scaled(_ICON) + _GAP + 2 * _PADDING
        return QSize(min(width, self._theme.scaled(236)), self._theme.size("badge"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, met = self._theme, self.isChecked()
        line, fill, ink = ("good_soft", "good_soft", "good") if met else ("border_strong", "surface", "ink_2")
        if self.isEnabled() and self.underMouse():
            line, fill = ("good_edge" if met else "border_strong"), (fill if met else "hover")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(line), 1))
        painter.setBrush(theme.colour(fill))
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(shape, theme.radius("small"), theme.radius("small"))
        side = theme.scaled(_ICON)
        pixmap = theme.pixmap("check" if met else "x", ink, _ICON, self.devicePixelRatio())
        painter.drawPixmap(_PADDING, (self.height() - side) // 2, pixmap)
        left = _PADDING + side + _GAP
        words = QRect(left, 0, self.width() - left - _PADDING + 1, self.height())
        draw_line(painter, words, self.text(), theme.font("caption medium"), theme.colour(ink))
        painter.end()
