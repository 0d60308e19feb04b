"""Photo tiles: a picture with its words, the place to add one, and what is said where a picture cannot be shown."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import badge_size, paint_badge
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import CENTRE, TextBlock, draw_line
from tradesman.ui.widgets.tips import plain_tip

_WIDTH = 189
_PICTURE = 126
_ICON = 24
_INSET = 6  # of the badge
_WORDS = 4  # between the picture and the words


class PhotoTile(PaintedButton):
    """A picture filling its tile, a badge in its corner and one line below; `fault` stands in its place."""

    def __init__(self, caption: str, theme: Theme, badge: str = "", badge_kind: str = "inverse", *, name: str) -> None:
        super().__init__(theme, name=name)
        self._badge, self._badge_kind = badge, badge_kind
        self._picture = QPixmap()
        self._fault = ""
        self.setText(caption)
        self.setToolTip(plain_tip(caption))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tell()

    @property
    def fault(self) -> str:
        """Why there is no picture, in words; empty when there is one, or may still come."""
        return self._fault

    @property
    def shows_picture(self) -> bool:
        """Whether the picture has come."""
        return not self._picture.isNull()

    def set_picture(self, image: QImage) -> None:
        """Show a picture."""
        self._picture, self._fault = QPixmap.fromImage(image), ""
        self._tell()

    def set_fault(self, words: str) -> None:
        """Say why there is none."""
        self._picture, self._fault = QPixmap(), words
        self._tell()

    def sizeHint(self) -> QSize:
        words = _WORDS + self._theme.line_height("caption")
        return QSize(self._theme.scaled(_WIDTH), self._theme.scaled(_PICTURE) + words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRect(0, 0, self.width(), theme.scaled(_PICTURE))
        if self._picture.isNull():
            self._paint_blank(painter, frame)
        else:
            self._paint_picture(painter, frame)
        if self._badge:
            place = QRect(frame.topLeft() + QPoint(_INSET, _INSET), badge_size(theme, self._badge))
            paint_badge(painter, place, theme, self._badge, self._badge_kind)
        below = QRect(0, frame.height() + _WORDS, self.width(), theme.line_height("caption"))
        draw_line(painter, below, self.text(), theme.font("caption"), theme.colour("ink_2"))
        painter.end()

    def _paint_picture(self, painter: QPainter, frame: QRect) -> None:
        """The middle of the picture, as much as fills the frame."""
        radius = self._theme.radius("medium")
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(frame), radius, radius)
        shown = QSize(frame.size()).scaled(self._picture.size(), Qt.AspectRatioMode.KeepAspectRatio)
        part = QRect(QPoint(0, 0), shown)
        part.moveCenter(self._picture.rect().center())
        painter.save()
        painter.setClipPath(shape)
        painter.drawPixmap(frame, self._picture, part)
        painter.restore()
        if self.underMouse() or self.isDown():
            painter.setPen(QPen(self._theme.colour("border_strong"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(frame).adjusted(1, 1, -1, -1), radius, radius)

    def _paint_blank(self, painter: QPainter, frame: QRect) -> None:
        theme, radius = self._theme, self._theme.radius("medium")
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("pressed" if self.isDown() else "hover"))
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_icon(painter, frame, "triangle-alert" if self._fault else "image", "ink_2")
        if self._fault:
            self._paint_below(painter, frame, self._fault)

    def _paint_icon(self, painter: QPainter, frame: QRect, icon: str, ink: str) -> None:
        theme, side = self._theme, self._theme.scaled(_ICON)
        middle = frame.center() - QPoint(side // 2, side // 2 + (theme.scaled(16) if self._fault else 0))
        painter.drawPixmap(middle, theme.pixmap(icon, ink, _ICON, self.devicePixelRatio()))

    def _paint_below(self, painter: QPainter, frame: QRect, words: str) -> None:
        theme = self._theme
        room = frame.width() - 2 * theme.space("s3")
        block = TextBlock(words, theme.font("caption"), theme.line_height("caption"), room, CENTRE)
        block.draw(painter, frame.left() + theme.space("s3"), frame.center().y(), theme.colour("ink_2"))

    def _tell(self) -> None:
        parts = (self._badge, self.text(), self._fault)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()


class AddTile(PhotoTile):
    """The dashed tile that adds a picture."""

    def __init__(self, words: str, theme: Theme, *, name: str) -> None:
        super().__init__(words, theme, name=name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, radius = self._theme, self._theme.radius("medium")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRect(0, 0, self.width(), theme.scaled(_PICTURE))
        painter.setPen(QPen(theme.colour("border_strong"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_icon(painter, frame.adjusted(0, 0, 0, -theme.line_height("small")), "camera", "ink")
        words = QRect(0, frame.center().y() + theme.scaled(8), frame.width(), theme.line_height("small"))
        draw_line(painter, words, self.text(), theme.font("small strong"), theme.colour("ink"), CENTRE)
        painter.end()
