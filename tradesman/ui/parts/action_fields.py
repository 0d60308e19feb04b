"""The actions in which a worksheet ends: three at most with a day each, those that are settled included."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tradesman.book.plan import MOST_ACTIONS, PlanAction
from tradesman.services.plan_actions import Wanted
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts import plan_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.dates import DateField
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("ActionFields", text)


class ActionFields(QWidget):
    """A line without words and without a day is no action; one with only the one of them asks for the other."""

    def __init__(self, desk: Desk, theme: Theme, actions: Sequence[PlanAction] = ()) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self._known = [action for action in actions if action.is_open]
        self._done = sum(action.done_at is not None for action in actions)
        self._lines: list[tuple[LineField, DateField]] = []
        self._boxes: list[tuple[FieldBox, FieldBox]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s2"))
        column.addWidget(Label(_tr("What follows from it, at most three actions"), theme, "section"))
        for action in actions:
            if not action.is_open:
                column.addWidget(self._settled(action))
        column.addLayout(self._built_lines())

    def _settled(self, action: PlanAction) -> Label:
        zone = self._desk.zone()
        done_on = action.done_at.astimezone(zone).date() if action.done_at is not None else None
        words, tone = plan_words.action_when(action, self._desk.today(), done_on)
        return Label(f"{action.what}. {words}", self._theme, "small", tone, wrap=True)

    def _built_lines(self) -> QGridLayout:
        theme, grid = self._theme, QGridLayout()
        grid.setSpacing(theme.space("s2"))
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 1)
        for number in range(max(MOST_ACTIONS - self._done, len(self._known))):
            what = LineField(theme, placeholder=_tr("What will you do?"), name=f"action_what_{number}")
            day = DateField(theme, self._desk.today, placeholder=_tr("By"), name=f"action_day_{number}")
            what.setAccessibleName(_tr("Action {0}").format(number + 1))
            day.setAccessibleName(_tr("Day of action {0}").format(number + 1))
            if number < len(self._known):
                what.set_value(self._known[number].what)
                day.set_value(self._known[number].due_on)
            self._lines.append((what, day))
            self._boxes.append((FieldBox("", what, theme), FieldBox("", day, theme)))
            for place, box in enumerate(self._boxes[-1]):
                grid.addWidget(box, number, place, Qt.AlignmentFlag.AlignTop)
        return grid

    def value(self) -> list[Wanted]:
        """The actions that are written down."""
        wanted = []
        for number, (what, day) in enumerate(self._lines):
            known = self._known[number] if number < len(self._known) else None
            on = day.value()
            if what.value() and on is not None:
                wanted.append(Wanted(what.value(), on, known.id if known is not None else None))
        return wanted

    def check(self) -> bool:
        """Shows what is wrong with each line, and tells whether nothing is."""
        faults = [self._shows_fault(number) for number in range(len(self._lines))]
        return not any(faults)

    def _shows_fault(self, number: int) -> bool:
        what, day = self._lines[number]
        known = self._known[number] if number < len(self._known) else None
        written, on = what.value(), day.value()
        day_fault, what_fault = day.fault(), ""
        if known is not None and not written:
            what_fault = _tr("It was promised. Drop it on the plan, with a reason.")
        elif written and not day_fault and on is None:
            day_fault = _tr("By which day?")
        elif on is not None and not written:
            what_fault = _tr("What will you do?")
        if on is not None and not day_fault:
            day_fault = say.past_fault(on, self._desk.today(), known.due_on if known is not None else None)
        for box, fault in zip(self._boxes[number], (what_fault, day_fault), strict=True):
            box.set_error(fault)
        return bool(what_fault or day_fault)
