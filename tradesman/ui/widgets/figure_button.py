"""A figure with its name above and a few words behind it; pressed, it shows what it is made of."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import draw_line, text_width

_PAD = 6
_GAP = 5


class FigureButton(PaintedButton):
    """Two lines: the title, and the value with its note."""

    def __init__(self, title: str, theme: Theme, *, name: str = "") -> None:
        super().__init__(theme, name=name)
        self._title, self._value, self._note, self._tone = title, "", "", "ink_2"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> str:
        """The figure as it stands there."""
        return self._value

    @property
    def note(self) -> str:
        """The words behind it."""
        return self._note

    def set_figure(self, value: str, note: str = "", tone: str = "ink_2") -> None:
        """Show another figure; the note in the colour of its tone."""
        self._value, self._note, self._tone = value, note, tone
        self.setAccessibleName(" ".join(part for part in (f"{self._title}:", value, note) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        title = text_width(self._title, theme.font("small"))
        note = text_width(self._note, theme.font("caption")) + _GAP if self._note else 0
        wide = max(title, text_width(self._value, theme.font("section")) + note)
        tall = theme.line_height("small") + theme.line_height("section")
        return QSize(wide + 2 * _PAD, max(tall + 2, theme.size("target_min")))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), theme.radius("medium"), theme.radius("medium"))
        first, second = theme.line_height("small"), theme.line_height("section")
        top, wide = (self.height() - first - second) // 2, self.width() - 2 * _PAD
        title = QRect(_PAD, top, wide, first)
        draw_line(painter, title, self._title, theme.font("small"), theme.colour("ink_2"))
        value = QRect(_PAD, top + first, wide, second)
        taken = draw_line(painter, value, self._value, theme.font("section"), theme.colour("ink")) + _GAP
        note = QRect(_PAD + taken, top + first, wide - taken, second)
        draw_line(painter, note, self._note, theme.font("caption"), theme.colour(self._tone))
        painter.end()
