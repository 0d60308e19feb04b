"""The side of the calendar: what waits for a day, how full the week is, and what about it must be said."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tradesman.services.bookings import ToBook
from tradesman.services.week_notes import Note, Totals
from tradesman.ui.parts import calendar_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.picture import Picture
from tradesman.ui.widgets.text import draw_line, fitted
from tradesman.ui.widgets.tips import plain_tip

MOST_NOTES = 6
MOST_WAITING = 20  # that are shown; the pipeline has them all


class CalendarSide(QWidget):
    """Three parts below each other; what waits is dragged into the calendar, or pressed."""

    book_asked = Signal(object)
    dragged = Signal(object, QPoint)  # what waits, and where the mouse is on the screen
    dropped = Signal(object, QPoint)

    def __init__(self, theme: Theme, *, inside: bool = False) -> None:
        """`inside` a sheet there is nowhere to drag to."""
        super().__init__()
        self._theme, self._inside = theme, inside
        self.setObjectName("calendar_side")
        self.setProperty("role", "scrolled")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s3"))
        self._waiting, self._week = QVBoxLayout(), QVBoxLayout()
        self._notes = QVBoxLayout()
        self.cards = (
            Card(theme, self.tr("To book"), name="to_book"),
            Card(theme, self.tr("This week"), name="this_week"),
        )
        for card, rows in zip(self.cards, (self._waiting, self._week), strict=True):
            rows.setSpacing(theme.space("s2"))
            card.body.addLayout(rows)
            column.addWidget(card)
        self._notes.setSpacing(theme.space("s3"))
        column.addLayout(self._notes)
        column.addStretch(1)
        self._shown: tuple[object, ...] = ()

    def show_week(self, rows: Sequence[ToBook], totals: Totals, notes: Sequence[Note], span: str, today: date) -> None:
        """Shows what waits, and the figures and words of the days that are called `span`."""
        shown = (tuple(rows), totals, tuple(notes), span, today, self._theme.text_percent)
        if shown == self._shown:
            return
        self._shown = shown
        self.cards[1].set_title(span)
        for layout in (self._waiting, self._week, self._notes):
            _clear(layout)
        self._show_waiting(rows)
        for words, figure in calendar_words.facts(totals):
            self._week.addWidget(_fact(words, figure, self._theme))
        for number, note in enumerate(notes[:MOST_NOTES]):
            self._notes.addWidget(_NoteBox(*calendar_words.note(note, today), self._theme, f"calendar_note_{number}"))

    def _show_waiting(self, rows: Sequence[ToBook]) -> None:
        theme = self._theme
        ways = self.tr("Press to choose a time") if self._inside else self.tr("Drag to a time, or press")
        hint = ways if rows else self.tr("Nothing waits for a day.")
        self._waiting.addWidget(Label(hint, theme, "small", "ink_2", wrap=True, name="to_book_hint"))
        for number, row in enumerate(rows[:MOST_WAITING]):
            line = _WaitingRow(row, theme, f"to_book_{number}")
            line.clicked.connect(lambda _on=False, row=row: self.book_asked.emit(row))
            if not self._inside:
                line.dragged.connect(lambda place, row=row: self.dragged.emit(row, place))
                line.dropped.connect(lambda place, row=row: self.dropped.emit(row, place))
            self._waiting.addWidget(line)
        if len(rows) > MOST_WAITING:
            more = self.tr("{0} more wait. The pipeline shows them.").format(len(rows) - MOST_WAITING)
            self._waiting.addWidget(Label(more, theme, "small", "ink_2", wrap=True, name="to_book_more"))


class SideScroll(QScrollArea):
    """Holds the side beside the days, where it may be longer than the window is high."""

    def __init__(self, side: CalendarSide) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(side)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def _fact(words: str, figure: str, theme: Theme) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(Label(words, theme, "small", "ink_2", wrap=True), 1)
    row.addWidget(Label(figure, theme, "small strong", tabular=True))
    return line


class _NoteBox(QFrame):
    """Something that must be said, with an icon beside it."""

    def __init__(self, title: str, words: str, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("banner", "warn")
        self.setAccessibleName(f"{title}. {words}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 12, 12)
        row.setSpacing(theme.space("s2"))
        row.addWidget(Picture("triangle-alert", theme, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Label(title, theme, "small strong", wrap=True))
        column.addWidget(Label(words, theme, "small", "ink_2", wrap=True))
        row.addLayout(column, 1)


class _WaitingRow(PaintedButton):
    """Who waits for what; pressed it asks for a time, dragged it is put there."""

    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, row: ToBook, theme: Theme, name: str) -> None:
        super().__init__(theme, name=name)
        self._row, self._words = row, calendar_words.to_book(row)
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setText(row.customer)
        what = "" if self._words.startswith(row.what) else f", {row.what}"
        said = f"{row.customer}{what}, {self._words}"
        self.setAccessibleName(said)
        self.setToolTip(plain_tip(said))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def words_shown(self) -> str:
        """What stands below the name; where it is too long what is wanted is cut, and never how long it takes."""
        whole = calendar_words.takes(self._row).replace(" ", "\N{NO-BREAK SPACE}")
        words = f"{self._words.removesuffix(calendar_words.takes(self._row))}{whole}"
        return fitted(words, self._theme.font("caption"), self._room())

    def _left(self) -> int:
        return 8 + self._theme.scaled(16) + 8

    def _room(self) -> int:
        return self.width() - self._left() - 8

    def sizeHint(self) -> QSize:
        theme = self._theme
        return QSize(120, theme.line_height("small") + theme.line_height("caption") + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.globalPosition().toPoint()
        if self._pressed is None:
            return
        if not self._dragging and (place - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        self._dragging = True
        self.setDown(False)
        self.dragged.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging, self._dragging, self._pressed = self._dragging, False, None
        if dragging:
            self.setDown(False)
            self.dropped.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "surface"))
        radius = theme.radius("medium")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        side = theme.scaled(16)
        pixmap = theme.pixmap("grip-vertical", "ink_3", 16, self.devicePixelRatio())
        painter.drawPixmap(8, (self.height() - side) // 2, pixmap)
        left, room = self._left(), self._room()
        first, second = theme.line_height("small"), theme.line_height("caption")
        draw_line(painter, QRect(left, 10, room, first), self.text(), theme.font("small strong"), theme.colour("ink"))
        below = QRect(left, 10 + first, room, second)
        draw_line(painter, below, self.words_shown(), theme.font("caption"), theme.colour("ink_2"))
        painter.end()
