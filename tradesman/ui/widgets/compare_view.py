"""Two pictures in one frame of the same size: one over the other with an edge to move, or side by side."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QSlider

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import badge_size, paint_badge
from tradesman.ui.widgets.text import CENTRE, draw_line

_INSET = 10  # of the badges
_GRIP = 14  # half of it
_WHOLE = 100


class CompareView(QSlider):
    """A slider, which keys and screen readers know: its value is how much of the first picture is seen, in percent."""

    def __init__(self, theme: Theme, tall: int, *, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme, self._tall = theme, tall
        self._pictures = [QPixmap(), QPixmap()]
        self._words = ["", ""]
        self._said = ["", ""]
        self._beside = False
        self.setObjectName(name)
        self.setRange(0, _WHOLE)
        self.setValue(_WHOLE // 2)
        self.setSingleStep(2)
        self.setPageStep(10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._on_value)
        self._on_value()

    def show_side_by_side(self, beside: bool) -> None:
        """Lays them side by side instead of over one another."""
        self._beside = beside
        self.setCursor(Qt.CursorShape.ArrowCursor if beside else Qt.CursorShape.SplitHCursor)
        self.update()

    def set_words(self, place: int, words: str) -> None:
        """What stands in the corner of the first picture (0) or the second (1)."""
        self._words[place] = words
        self._on_value()

    def show_picture(self, place: int, image: QImage, said: str = "") -> None:
        """The first (0) or the second (1) picture, or what is said in its place."""
        self._pictures[place], self._said[place] = QPixmap.fromImage(image), said
        self.update()

    @property
    def shows_both(self) -> bool:
        """Whether both pictures have come."""
        return not any(picture.isNull() for picture in self._pictures)

    def sizeHint(self) -> QSize:
        return QSize(600, self._tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._tall)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._beside:
            self._move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and not self._beside:
            self._move_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _move_to(self, across: float) -> None:
        frame = self._frames()[0]
        self.setValue(round((across - frame.left()) * _WHOLE / max(frame.width(), 1)))

    def _frames(self) -> tuple[QRect, QRect]:
        """Where the two stand: the same size for both, in the shape of the first picture."""
        room = self.rect()
        if self._beside:
            gap = self._theme.space("s2")
            room = QRect(0, 0, (room.width() - gap) // 2, room.height())
        first = next((picture.size() for picture in self._pictures if not picture.isNull()), QSize(4, 3))
        size = QSize(first).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        frame = QRect(QPoint(0, 0), size)
        frame.moveCenter(room.center())
        other = QRect(frame)
        if self._beside:
            other.moveLeft(self.width() - frame.right() - 1)
        return frame, other

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.colour("surface_alt"))
        first, second = self._frames()
        edge = first.left() + first.width() * self.value() // _WHOLE
        self._paint_picture(painter, 1, second)
        if not self._beside:
            painter.save()
            painter.setClipRect(QRect(first.left(), first.top(), edge - first.left(), first.height()))
        self._paint_picture(painter, 0, first)
        if not self._beside:
            painter.restore()
            self._paint_edge(painter, first, edge)
        left = QPoint(first.left() + _INSET, first.top() + _INSET)
        paint_badge(painter, QRect(left, badge_size(theme, self._words[0])), theme, self._words[0], "inverse")
        size = badge_size(theme, self._words[1])
        right = QPoint(second.right() - _INSET - size.width(), second.top() + _INSET)
        paint_badge(painter, QRect(right, size), theme, self._words[1], "accent")
        painter.end()

    def _paint_picture(self, painter: QPainter, place: int, frame: QRect) -> None:
        """The middle of the picture, as much as fills the frame."""
        picture, theme = self._pictures[place], self._theme
        if picture.isNull():
            painter.fillRect(frame, theme.colour("hover"))
            draw_line(painter, frame, self._said[place], theme.font("body"), theme.colour("ink_2"), CENTRE)
            return
        part = QRect(QPoint(0, 0), QSize(frame.size()).scaled(picture.size(), Qt.AspectRatioMode.KeepAspectRatio))
        part.moveCenter(picture.rect().center())
        painter.drawPixmap(frame, picture, part)

    def _paint_edge(self, painter: QPainter, frame: QRect, edge: int) -> None:
        theme, grip = self._theme, self._theme.scaled(_GRIP)
        painter.fillRect(QRect(edge - 2, frame.top(), 4, frame.height()), theme.colour("ink"))
        painter.fillRect(QRect(edge - 1, frame.top(), 2, frame.height()), theme.colour("surface"))
        circle = QRectF(edge - grip, frame.center().y() - grip, 2 * grip, 2 * grip)
        painter.setPen(QPen(theme.colour("ink"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(circle)
        side, ratio = theme.scaled(12), self.devicePixelRatio()
        for icon, left in (("chevron-left", edge - side), ("chevron-right", edge)):
            top = frame.center().y() - side // 2
            painter.drawPixmap(left, top, theme.pixmap(icon, "ink", 12, ratio))

    def _on_value(self) -> None:
        said = self.tr("{0} percent of “{1}”, the rest of “{2}”")
        self.setAccessibleName(self.tr("How much of the first picture is seen"))
        self.setAccessibleDescription(said.format(self.value(), *self._words))
        self.update()
