"""Yes or no: a check box for a list, a switch for a setting; painted, as a sheet would lose the tick."""

from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.text import NO_LIMIT, TextBlock

_BOX = 20
_GAP = 12
_TRACK = QSize(40, 24)


class CheckField(QCheckBox):
    """A check box whose words wrap; `fades` greys the words of what is done."""

    changed = Signal()

    def __init__(self, text: str, theme: Theme, *, fades: bool = False, name: str = "") -> None:
        super().__init__(text)
        self._theme, self._fades = theme, fades
        self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.checkStateChanged.connect(self._on_state_changed)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick it or not."""
        self.setChecked(bool(value))

    def fault(self) -> str:
        """A tick is never wrong by itself."""
        return ""

    def set_wrong(self, wrong: bool) -> None:
        """Nothing more than the words below it."""

    def words_left(self) -> int:
        """Where its words begin."""
        return self._theme.scaled(_BOX) + _GAP

    def lines(self, width: int) -> int:
        """How many lines its words take where it is so wide."""
        return self._block(width - self.words_left()).height // self._theme.line_height("small")

    def sizeHint(self) -> QSize:
        block = self._block(NO_LIMIT)
        return QSize(self.words_left() + block.width, self.heightForWidth(NO_LIMIT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.words_left() + 40, self._theme.scaled(32))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._block(width - self.words_left()).height + 8, self._theme.scaled(32))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter)
        block = self._block(self.width() - self.words_left())
        tone = "ink_3" if self._fades and self.isChecked() else "ink"
        colour = theme.colour(tone if self.isEnabled() else "disabled")
        block.draw(painter, self.words_left(), (self.height() - block.height) // 2, colour)
        painter.end()

    def _paint_box(self, painter: QPainter) -> None:
        theme, side = self._theme, self._theme.scaled(_BOX)
        top = (self.height() - side) // 2
        box = QRectF(0.5, top + 0.5, side - 1, side - 1)
        empty = self.checkState() == Qt.CheckState.Unchecked
        line, fill = ("border_strong", "surface") if empty else ("primary", "primary")
        if not self.isEnabled():
            line, fill = "border", "surface_alt"
        elif empty and self.underMouse():
            fill = "hover"
        painter.setPen(QPen(theme.colour(line), 1))
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(box, theme.radius("small"), theme.radius("small"))
        if not empty:
            mark = "minus-bold" if self.checkState() == Qt.CheckState.PartiallyChecked else "check-bold"
            ink = "on_primary" if self.isEnabled() else "disabled"
            inset = (side - theme.scaled(14)) // 2
            pixmap = theme.pixmap(mark, ink, 14, self.devicePixelRatio())
            painter.drawPixmap(inset, top + inset, pixmap)

    def _block(self, width: int) -> TextBlock:
        theme = self._theme
        return TextBlock(self.text(), theme.font("small"), theme.line_height("small"), max(width, 40))

    def _on_state_changed(self) -> None:
        self.changed.emit()


class SwitchField(QAbstractButton):
    """A switch for a setting that takes effect at once; `words` name it, shown beside it or not."""

    changed = Signal()

    def __init__(self, words: str, theme: Theme, *, shows_words: bool = True, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setText(words if shows_words else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._on_toggled)

    def value(self) -> bool:
        """Whether it is on."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Turn it on or off."""
        self.setChecked(bool(value))

    def fault(self) -> str:
        """A switch is never wrong by itself."""
        return ""

    def set_wrong(self, wrong: bool) -> None:
        """Nothing more than the words below it."""

    def sizeHint(self) -> QSize:
        words = TextBlock(self.text(), self._theme.font("small"), self._theme.line_height("small"))
        beside = _GAP + words.width if self.text() else 0
        return QSize(self._theme.scaled(_TRACK.width()) + beside, self._theme.scaled(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = theme.scaled(_TRACK.width()), theme.scaled(_TRACK.height())
        top = (self.height() - height) // 2
        line, fill, knob = self._colours()
        painter.setPen(QPen(line, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(0.5, top + 0.5, width - 1, height - 1), height / 2, height / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(knob)
        middle = width - height / 2 if self.isChecked() else height / 2
        painter.drawEllipse(QPointF(middle, top + height / 2), height / 2 - 4, height / 2 - 4)
        words = TextBlock(self.text(), theme.font("small"), theme.line_height("small"))
        ink = theme.colour("ink" if self.isEnabled() else "disabled")
        words.draw(painter, width + _GAP, (self.height() - words.height) // 2, ink)
        painter.end()

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        theme = self._theme
        if not self.isEnabled():
            return theme.colour("border"), theme.colour("surface_alt"), theme.colour("disabled")
        if self.isChecked():
            return theme.colour("primary"), theme.colour("primary"), theme.colour("on_primary")
        return theme.colour("border_strong"), theme.colour("surface"), theme.colour("border_strong")

    def _on_toggled(self) -> None:
        self.changed.emit()
