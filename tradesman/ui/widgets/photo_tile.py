"""Photo tiles: a picture with its words, the place to add one, and what is said where a picture cannot be shown."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import badge_size, paint_badge
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import CENTRE, TextBlock, draw_line
from tradesman.ui.widgets.tips import plain_tip

_ICON = 24
_TICK = 20
_INSET = 6  # of the badge
_WORDS = 4  # between the picture and the words


@dataclass(frozen=True)
class Shape:
    """How large a tile is at 100 % text, whether its words stand below it, and whether it takes the width there is."""

    wide: int = 189
    tall: int = 126
    worded: bool = True
    grows: bool = False


TILE = Shape()


class PhotoTile(PaintedButton):
    """A picture filling its tile, a badge in its corner and one line below; `fault` stands in its place.

    One that can be checked shows a tick. `exposed` tells that it is seen and has no picture yet.
    """

    exposed = Signal()

    def __init__(
        self,
        caption: str,
        theme: Theme,
        badge: str = "",
        badge_kind: str = "inverse",
        *,
        shape: Shape = TILE,
        name: str,
    ) -> None:
        super().__init__(theme, name=name)
        self._badge, self._badge_kind, self._shape = badge, badge_kind, shape
        self._picture = QPixmap()
        self._fault = ""
        wide = QSizePolicy.Policy.Expanding if shape.grows else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.set_words(caption, badge, badge_kind)

    @property
    def fault(self) -> str:
        """Why there is no picture, in words; empty when there is one, or may still come."""
        return self._fault

    @property
    def shows_picture(self) -> bool:
        """Whether the picture has come."""
        return not self._picture.isNull()

    def set_words(self, caption: str, badge: str = "", badge_kind: str = "inverse") -> None:
        """Say something else below and in the corner."""
        self._badge, self._badge_kind = badge, badge_kind
        self.setText(caption)
        self.setToolTip(plain_tip(caption))
        self._tell()

    def clear_picture(self) -> None:
        """Hold nothing, as long as nobody looks."""
        if self.shows_picture or self._fault:
            self._picture, self._fault = QPixmap(), ""
            self._tell()

    def set_picture(self, image: QImage) -> None:
        """Show a picture."""
        self._picture, self._fault = QPixmap.fromImage(image), ""
        self._tell()

    def set_fault(self, words: str) -> None:
        """Say why there is none."""
        self._picture, self._fault = QPixmap(), words
        self._tell()

    def sizeHint(self) -> QSize:
        words = _WORDS + self._theme.line_height("caption") if self._shape.worded else 0
        return QSize(self._theme.scaled(self._shape.wide), self._theme.scaled(self._shape.tall) + words)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.space("s8"), self.sizeHint().height()) if self._shape.grows else self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = self._frame()
        if self._picture.isNull():
            self._paint_blank(painter, frame)
            if not self._fault:
                self.exposed.emit()
        else:
            self._paint_picture(painter, frame)
        if self.isCheckable():
            self._paint_tick(painter, frame)
        if self._badge:
            place = QRect(frame.topLeft() + QPoint(_INSET, _INSET), badge_size(theme, self._badge))
            paint_badge(painter, place, theme, self._badge, self._badge_kind)
        if self._shape.worded:
            below = QRect(0, frame.height() + _WORDS, self.width(), theme.line_height("caption"))
            draw_line(painter, below, self.text(), theme.font("caption"), theme.colour("ink_2"))
        painter.end()

    def _frame(self) -> QRect:
        return QRect(0, 0, self.width(), self._theme.scaled(self._shape.tall))

    def _paint_tick(self, painter: QPainter, frame: QRect) -> None:
        theme, side = self._theme, self._theme.scaled(_TICK)
        place = QRect(frame.right() - side - _INSET, frame.top() + _INSET, side, side)
        painter.setPen(QPen(theme.colour("on_primary" if self.isChecked() else "border_strong"), 1))
        painter.setBrush(theme.colour("primary" if self.isChecked() else "surface"))
        painter.drawRoundedRect(QRectF(place), theme.radius("small"), theme.radius("small"))
        if self.isChecked():
            inner = place.topLeft() + QPoint((side - theme.scaled(14)) // 2, (side - theme.scaled(14)) // 2)
            painter.drawPixmap(inner, theme.pixmap("check-bold", "on_primary", 14, self.devicePixelRatio()))

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
        if self._fault and self._shape.worded:
            self._paint_below(painter, frame, self._fault)

    def _paint_icon(self, painter: QPainter, frame: QRect, icon: str, ink: str) -> None:
        theme, side = self._theme, self._theme.scaled(_ICON)
        lifted = theme.scaled(16) if self._fault and self._shape.worded else 0
        middle = frame.center() - QPoint(side // 2, side // 2 + lifted)
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

    def __init__(self, words: str, theme: Theme, *, shape: Shape = TILE, name: str) -> None:
        super().__init__(words, theme, shape=shape, name=name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, radius = self._theme, self._theme.radius("medium")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self._frame()
        painter.setPen(QPen(theme.colour("border_strong"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        lift = theme.line_height("small") if self._shape.worded else 0
        self._paint_icon(painter, frame.adjusted(0, 0, 0, -lift), "camera", "ink")
        if not self._shape.worded:
            painter.end()
            return
        words = QRect(0, frame.center().y() + theme.scaled(8), frame.width(), theme.line_height("small"))
        draw_line(painter, words, self.text(), theme.font("small strong"), theme.colour("ink"), CENTRE)
        painter.end()
