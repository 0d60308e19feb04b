"""A line of a card that opens something: words at the left, a state or an amount at the right."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import badge_size, paint_badge
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import RIGHT, draw_line, text_width

_HEIGHT = 28


class CardLine(PaintedButton):
    """One line; its words give way, what stands behind them never does. A badge has its kind, an amount none."""

    def __init__(self, words: str, behind: str, theme: Theme, kind: str = "", *, tone: str = "ink", name: str) -> None:
        super().__init__(theme, name=name)
        self._behind, self._kind, self._tone = behind, kind, tone
        self.setText(words)
        self.setAccessibleName(", ".join(part for part in (words, behind) if part))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = text_width(self.text(), self._theme.font("small"))
        return QSize(words + self._gap() + self._behind_width(), self._theme.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._gap() + self._behind_width() + 40, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, rect = self._theme, self.rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pressed" if self.isDown() else "hover"))
            painter.drawRoundedRect(QRectF(rect), theme.radius("small"), theme.radius("small"))
        if self._kind:
            size = badge_size(theme, self._behind)
            place = QPoint(rect.right() + 1 - size.width(), (rect.height() - size.height()) // 2)
            paint_badge(painter, QRect(place, size), theme, self._behind, self._kind)
        else:
            font = theme.tabular(theme.font("small"))
            draw_line(painter, rect, self._behind, font, theme.colour("ink"), RIGHT)
        words = rect.adjusted(0, 0, -self._behind_width() - self._gap(), 0)
        draw_line(painter, words, self.text(), theme.font("small"), theme.colour(self._tone))
        painter.end()

    def _gap(self) -> int:
        return self._theme.space("s2") if self._behind else 0

    def _behind_width(self) -> int:
        if not self._behind:
            return 0
        if self._kind:
            return badge_size(self._theme, self._behind).width()
        return text_width(self._behind, self._theme.tabular(self._theme.font("small")))
