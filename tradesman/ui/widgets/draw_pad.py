"""A picture to draw on with mouse or keys: arrow, circle and words, each of which can be moved, and taken back."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from tradesman.ui import marks
from tradesman.ui.marks import Kind, Mark
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.keys import is_enter
from tradesman.ui.widgets.text import CENTRE, draw_line

_STEP = 0.02  # of the picture, for one press of an arrow key
_FINE = 0.004
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
Marks = tuple[Mark, ...]


class Ink(StrEnum):
    """The colours of marks, as tokens of the theme; each has an outline of the other lightness."""

    YELLOW = "accent"
    RED = "danger"
    WHITE = "surface"


_OUTLINES = {Ink.YELLOW: "ink", Ink.RED: "surface", Ink.WHITE: "ink"}


class DrawPad(QWidget):
    """Draws what `kind`, `ink` and `words` say; every change is a step that can be taken back and done again.

    With the keyboard: Enter puts a mark into the middle, arrows move it, Shift with arrows stretches it, Ctrl makes
    small steps, Page Down goes to the next mark, Del takes it away.
    """

    changed = Signal()
    words_wanted = Signal()

    def __init__(self, theme: Theme, tall: int, *, name: str) -> None:
        super().__init__()
        # Marks are part of the picture: they look the same whatever the scheme is.
        self._theme, self._light, self._tall = theme, theme.light(), tall
        self.kind, self.ink, self.words = Kind.ARROW, Ink.YELLOW, ""
        self._picture = QPixmap()
        self._said = ""
        self._steps: list[Marks] = [()]
        self._step = 0
        self._chosen = -1
        self._drawing: Mark | None = None
        self._held: tuple[int, QPointF] | None = None
        self._at = QPointF()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    # What its owner asks

    def show_picture(self, image: QImage) -> None:
        """Shows what is drawn on."""
        self._picture, self._said = QPixmap.fromImage(image), ""
        self.update()

    def say(self, words: str) -> None:
        """Words in place of the picture."""
        self._said = words
        self.update()

    @property
    def marks(self) -> Marks:
        """What is drawn, in the order in which it was."""
        return self._steps[self._step]

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._step > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is one that was taken back."""
        return self._step < len(self._steps) - 1

    def undo(self) -> None:
        """Takes the last step back."""
        self._go(self._step - 1 if self.can_undo else self._step)

    def redo(self) -> None:
        """Does again what was taken back last."""
        self._go(self._step + 1 if self.can_redo else self._step)

    def drawn(self, image: QImage) -> QImage:
        """A copy of a picture of any size with the marks on it."""
        copy = image.convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(copy)
        for mark in self.marks:
            self._paint_mark(painter, mark, QRectF(copy.rect()))
        painter.end()
        return copy

    # What the hand does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._picture.isNull():
            return
        place = self._at = event.position()
        if 0 <= self._chosen == self._mark_at(place):  # only the chosen one: others can be drawn over
            self._held = (self._chosen, place)
            return
        x, y = self._parts(place)
        if self.kind == Kind.WORDS:
            self._put(Mark(self.kind, x, y, x, y, self.ink, self.words))
        else:
            self._drawing = Mark(self.kind, x, y, x, y, self.ink)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawing is not None:
            x, y = self._parts(event.position())
            self._drawing = Mark(self.kind, self._drawing.x, self._drawing.y, x, y, self.ink)
            self.update()
        elif self._held is not None:
            self._at = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drawing is not None:
            x, y = self._parts(event.position())
            done, self._drawing = Mark(self.kind, self._drawing.x, self._drawing.y, x, y, self.ink), None
            if done.counts:
                self._put(done)
            else:
                self._choose(self._mark_at(event.position()))
        elif self._held is not None:
            (number, start), self._held = self._held, None
            room, moved = self._room(), event.position() - start
            if moved.manhattanLength() > 3:
                self._replace(number, self.marks[number].moved(moved.x() / room.width(), moved.y() / room.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif self._picture.isNull() or not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers()
        if is_enter(event) and not held & Qt.KeyboardModifier.ControlModifier:
            where = (0.5, 0.5) if self.kind == Kind.WORDS else (0.4, 0.4)
            self._put(Mark(self.kind, *where, 0.6, 0.6, self.ink, self.words if self.kind == Kind.WORDS else ""))
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self.marks:
            self._choose((self._chosen + (1 if key == Qt.Key.Key_PageDown else -1)) % len(self.marks))
        elif self._chosen < 0:
            return False
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._push(tuple(mark for number, mark in enumerate(self.marks) if number != self._chosen), -1)
        elif key in _ARROWS:
            size = _FINE if held & Qt.KeyboardModifier.ControlModifier else _STEP
            right, down = (part * size for part in _ARROWS[key])
            mark = self.marks[self._chosen]
            stretch = held & Qt.KeyboardModifier.ShiftModifier
            self._replace(self._chosen, mark.stretched(right, down) if stretch else mark.moved(right, down))
        else:
            return False
        return True

    def _put(self, mark: Mark) -> None:
        if not mark.counts:
            self.words_wanted.emit()
            return
        self._push((*self.marks, mark), len(self.marks))

    def _replace(self, number: int, mark: Mark) -> None:
        self._push((*self.marks[:number], mark, *self.marks[number + 1 :]), number)

    def _push(self, now: Marks, chosen: int) -> None:
        del self._steps[self._step + 1 :]
        self._steps.append(now)
        self._go(self._step + 1, chosen)

    def _go(self, step: int, chosen: int = -1) -> None:
        self._step = step
        self._choose(chosen)
        self.changed.emit()

    def _choose(self, number: int) -> None:
        self._chosen = number
        self._tell()
        self.update()

    # How it is drawn

    def sizeHint(self) -> QSize:
        return QSize(600, self._tall)

    def _room(self) -> QRectF:
        size = QSize(self._picture.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        room = QRectF(0, 0, size.width(), size.height())
        room.moveCenter(QRectF(self.rect()).center())
        return room

    def _parts(self, place: QPointF) -> tuple[float, float]:
        room = self._room()
        across, down = (place.x() - room.left()) / room.width(), (place.y() - room.top()) / room.height()
        return min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0)

    def _mark_at(self, place: QPointF) -> int:
        room, font = self._room(), self._theme.font("strong")
        hits = [n for n, mark in enumerate(self.marks) if marks.frame(mark, room, font).contains(place)]
        return self._chosen if self._chosen in hits else hits[-1] if hits else -1

    def _paint_mark(self, painter: QPainter, mark: Mark, room: QRectF) -> None:
        ink, outline = self._light.colour(mark.colour), self._light.colour(_OUTLINES[Ink(mark.colour)])
        marks.paint(painter, mark, room, ink, outline, self._light.font("strong"))

    def _shown(self) -> Marks:
        if self._drawing is not None:
            return (*self.marks, self._drawing)
        if self._held is None:
            return self.marks
        number, start = self._held
        room, moved = self._room(), self._at - start
        mark = self.marks[number].moved(moved.x() / room.width(), moved.y() / room.height())
        return (*self.marks[:number], mark, *self.marks[number + 1 :])

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.colour("surface_alt"))
        if self._said or self._picture.isNull():
            draw_line(painter, self.rect(), self._said, theme.font("body"), theme.colour("ink_2"), CENTRE)
        else:
            room = self._room()
            painter.drawPixmap(room.toRect(), self._picture)
            for mark in self._shown():
                self._paint_mark(painter, mark, room)
            if 0 <= self._chosen < len(self.marks) and self._held is None:
                around = marks.frame(self.marks[self._chosen], room, theme.font("strong"))
                painter.setPen(QPen(theme.colour("surface"), 3))
                painter.drawRect(around)
                painter.setPen(QPen(theme.colour("ink"), 1, Qt.PenStyle.DashLine))
                painter.drawRect(around)
        painter.end()

    def _tell(self) -> None:
        count = len(self.marks)
        said = self.tr("1 mark") if count == 1 else self.tr("{0} marks").format(count)
        self.setAccessibleName(self.tr("Picture to draw on, {0}").format(said))
