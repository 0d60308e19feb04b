"""A rule of the playbook in the list: a sentence to pick, and the switch that turns it on and off."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from tradesman.services.playbooks import CALL_BACK, Line
from tradesman.ui.parts import rule_words
from tradesman.ui.parts.rule_words import Sentence
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.keys import is_enter
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.switches import SwitchField
from tradesman.ui.widgets.text import draw_line
from tradesman.ui.widgets.tips import allow

_EDGE = 4  # the bar of the row that is picked
_LEFT = 16
_GAP = 12
_HEIGHT = 48
_FOLDED = 600  # of the row's width, below which the sentence takes two lines
_PARTS = (29, 27, 12, 32)  # how the room is shared: when, wait, channel, message


class RuleRow(PaintedButton):
    """A click picks it, Enter changes it; Up and Down walk the list, Right goes to its switch."""

    edit_asked = Signal()
    switched = Signal(bool)
    step_asked = Signal(int)

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__(theme, name=name)
        self.line: Line | None = None
        self._said: Sentence | None = None
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.switch = SwitchField("", theme, shows_words=False, name=f"{name}_switch")
        self.switch.changed.connect(self._on_switched)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 14, 1)
        layout.addStretch(1)
        layout.addWidget(self.switch)

    def show_row(self, row: tuple[Line, bool]) -> None:
        """Shows a rule, and whether it is the one that is picked."""
        one, picked = row
        self.line, self._said = one, rule_words.sentence(one)
        self.setChecked(picked)
        self.setText(self._said.when)
        self.setAccessibleName(self._said.whole)
        self.switch.blockSignals(True)
        self.switch.set_value(one.enabled)
        self.switch.blockSignals(False)
        stays = self.tr("Every enquiry is rung back: this rule stays on.")
        allow(self.switch, stays if one.key == CALL_BACK else "")
        self.switch.setAccessibleName(self.tr("On or off: {0}").format(self._said.whole))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(240), self._theme.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.step_asked.emit(step)
        elif event.key() == Qt.Key.Key_Right and self.switch.isEnabled():
            self.switch.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_Left:
            self.setFocus(Qt.FocusReason.TabFocusReason)
        elif is_enter(event):
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """A click picks it and never lets go."""
        self.setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(self.rect(), theme.colour("accent_soft"))
            painter.fillRect(0, 0, _EDGE, self.height() - 1, theme.colour("accent_edge"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))
        if self._said is not None:
            self._paint_sentence(painter, self._said)
        painter.end()

    def _paint_sentence(self, painter: QPainter, said: Sentence) -> None:
        theme, side = self._theme, self._theme.scaled(18)
        ink = "ink" if said.enabled else "ink_2"
        icon = theme.pixmap(said.icon, "ink_2", 18, self.devicePixelRatio())
        painter.drawPixmap(_LEFT, (self.height() - side) // 2, icon)
        left = _LEFT + side + _GAP
        right = self.switch.x() - _GAP
        folded = right - left < theme.scaled(_FOLDED)
        places = _two_lines(left, right, self.height()) if folded else _one_line(left, right, self.height())
        when, wait, by, message = places
        font, small = theme.font("body medium"), theme.font("small")
        draw_line(painter, when, said.when, font, theme.colour(ink))
        clock = theme.pixmap("clock", "ink_3", 16, self.devicePixelRatio())
        tall = theme.scaled(16)
        painter.drawPixmap(wait.left(), wait.top() + (wait.height() - tall) // 2, clock)
        draw_line(painter, wait.adjusted(tall + 6, 0, 0, 0), said.wait, small, theme.colour("ink_2"))
        draw_line(painter, by, said.channel, small, theme.colour("ink_2"))
        draw_line(painter, message, said.message, small, theme.colour(ink))

    def _on_switched(self) -> None:
        self.switched.emit(self.switch.value())


def _one_line(left: int, right: int, height: int) -> tuple[QRect, QRect, QRect, QRect]:
    """The four pieces beside each other."""
    room, at, rects = right - left, left, []
    for part in _PARTS:
        width = room * part // 100
        rects.append(QRect(at, 0, width - _GAP, height))
        at += width
    return rects[0], rects[1], rects[2], rects[3]


def _two_lines(left: int, right: int, height: int) -> tuple[QRect, QRect, QRect, QRect]:
    """When and what above; how long and by which way below."""
    room, half = right - left, height // 2
    first, second = room * 56 // 100, room * 56 // 100
    return (
        QRect(left, 3, first - _GAP, half - 2),
        QRect(left, half - 1, second - _GAP, half - 2),
        QRect(left + second, half - 1, room - second, half - 2),
        QRect(left + first, 3, room - first, half - 2),
    )
