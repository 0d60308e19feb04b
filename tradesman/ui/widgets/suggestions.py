"""What is known already, offered below the field in which one types."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.key_cap import key_cap_size, paint_key_cap
from tradesman.ui.widgets.text import CENTRE, draw_line

_DISC = 32


@dataclass(frozen=True)
class Suggestion:
    """One thing that is known: two lines of words and the key of what they stand for; a person has initials."""

    key: Any
    title: str
    second: str
    initials: str = ""


class Suggestions(QFrame):
    """A short list below a field: Enter takes the marked one, the arrows move the mark, a click takes any."""

    taken = Signal(object)

    def __init__(self, theme: Theme, *, name: str = "") -> None:
        super().__init__()
        self._theme, self._marked = theme, 0
        self._rows: list[_Row] = []
        self.setObjectName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def watch(self, field: QLineEdit) -> None:
        """Listen to the keys of a field."""
        field.installEventFilter(self)

    def set_suggestions(self, found: Sequence[Suggestion]) -> None:
        """Offer these; nothing hides the list."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [_Row(one, self._theme, self, number) for number, one in enumerate(found)]
        for row in self._rows:
            self._column.addWidget(row)
            row.show()  # the layout would show it later
            row.clicked.connect(self._on_clicked)
        self._mark(0)
        self.setVisible(bool(found))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not self._rows or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._mark(self._marked + (1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self._rows[self._marked].suggestion.key)
        elif key == Qt.Key.Key_Escape:
            self.set_suggestions([])
        else:
            return False
        return True

    def _mark(self, number: int) -> None:
        self._marked = max(0, min(number, len(self._rows) - 1))
        for place, row in enumerate(self._rows):
            row.set_marked(place == self._marked)

    def _on_clicked(self) -> None:
        row: QObject = self.sender()
        if isinstance(row, _Row):
            self.taken.emit(row.suggestion.key)


class _Row(QAbstractButton):
    """One suggestion; it leaves the focus in the field."""

    def __init__(self, suggestion: Suggestion, theme: Theme, parent: QWidget, number: int) -> None:
        super().__init__(parent)
        self.suggestion, self._theme, self._marked = suggestion, theme, False
        self.setObjectName(f"suggestion_{number}")
        self.setText(suggestion.title)
        self.setAccessibleName(f"{suggestion.title}, {suggestion.second}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_marked(self, marked: bool) -> None:
        """Show whether Enter takes this one."""
        self._marked = marked
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        return QSize(200, theme.line_height("small") * 2 + theme.space("s3"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, space = self._theme, self._theme.space("s3")
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("accent_soft" if self._marked else "surface_alt"))
        painter.setPen(QPen(theme.colour("accent_edge" if self._marked else "border"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        cap = key_cap_size(theme, self.tr("Enter"))
        right = self.width() - space
        if self._marked:
            place = self.rect()
            place.setSize(cap)
            place.moveTo(right - cap.width(), (self.height() - cap.height()) // 2)
            paint_key_cap(painter, place, theme, self.tr("Enter"))
        height = theme.line_height("small")
        left = space + self._paint_disc(painter, space)
        first = self.rect().adjusted(left, space // 2, -2 * space - cap.width(), 0)
        first.setHeight(height)
        draw_line(painter, first, self.suggestion.title, theme.font("small strong"), theme.colour("ink"))
        second = first.translated(0, height)
        draw_line(painter, second, self.suggestion.second, theme.font("small"), theme.colour("ink_2"))
        painter.end()

    def _paint_disc(self, painter: QPainter, left: int) -> int:
        """The initials before the words; gives the room they take."""
        if not self.suggestion.initials:
            return 0
        theme, side = self._theme, self._theme.scaled(_DISC)
        disc = QRectF(left, (self.height() - side) / 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface" if self._marked else "hover"))
        painter.drawEllipse(disc)
        font = theme.font("caption strong")
        draw_line(painter, disc.toRect(), self.suggestion.initials, font, theme.colour("ink_2"), CENTRE)
        return side + left
