"""The heading of a group of rows in a card: a strip with its title, and a few words behind it."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.text import draw_line

_HEIGHT = 28
_LEFT = 16


class GroupHeading(QLabel):
    """The first one of a card has its top corners."""

    def __init__(self, title: str, theme: Theme, *, note: str = "", first: bool = False) -> None:
        super().__init__()
        self._title, self._note, self._theme, self._first = title, note, theme, first
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(f"{title} {note}".rstrip())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()
        radius = theme.radius("large") - 1 if self._first else 0
        ground.addRoundedRect(self.rect().adjusted(0, 0, 0, radius), radius, radius)
        painter.fillPath(ground, theme.colour("surface_alt"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))
        rect = QRect(_LEFT, 0, self.width() - 2 * _LEFT, self.height())
        used = draw_line(painter, rect, self._title, theme.font("caption strong"), theme.colour("ink"))
        rest = rect.adjusted(used + theme.space("s2"), 0, 0, 0)
        draw_line(painter, rest, self._note, theme.font("caption"), theme.colour("ink_3"))
        painter.end()
