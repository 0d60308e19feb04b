"""Questions worth asking, each with room for the answer and for the need it becomes when it matters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.keys import tab_through
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.tips import plain_tip

SHOWN = 6  # questions at once
FRESH = 3  # of them at least that were not asked yet


@dataclass(frozen=True)
class QuestionLine:
    """A question, its answer, the need it stands for, and the key of one that was asked before.

    `matters` is what the need is called unless somebody says otherwise, `hint` what to listen for.
    """

    question: str
    answer: str = ""
    label: str = ""
    key: Any = None
    matters: str = ""
    hint: str = ""


class Questions(QWidget):
    """The first questions, the others on demand, then one's own. Enter goes on to the next answer."""

    changed = Signal()

    def __init__(self, lines: Sequence[QuestionLine], theme: Theme, *, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[_Row] = []
        self._waiting: list[QuestionLine] = []
        self.setObjectName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("s3"))
        self.more = Button("", theme, "quiet", "plus", compact=True, name="more_questions")
        self.more.clicked.connect(self._on_more)
        bottom = QHBoxLayout()
        bottom.addWidget(self.more)
        bottom.addStretch(1)
        self._column.addLayout(bottom)
        asked = [line for line in lines if line.answer or line.key is not None]
        fresh = [line for line in lines if line not in asked]
        now = max(SHOWN - len(asked), FRESH)
        self._add([*asked, *fresh[:now]])
        self._waiting = fresh[now:]
        self._show_more()

    def value(self) -> list[QuestionLine]:
        """Every question that is shown, with what stands in its fields."""
        return [row.value() for row in self._rows]

    def set_value(self, lines: Iterable[QuestionLine]) -> None:
        """Shows these answers and needs at their questions; a question that is not there is added."""
        for line in lines:
            waiting = next((one for one in self._waiting if one.question == line.question), None)
            if waiting is not None:
                self._waiting.remove(waiting)
                self._add([waiting])
            row = next((row for row in self._rows if row.value().question == line.question), None)
            if row is None:
                self._add([QuestionLine(line.question)])
                row = self._rows[-1]
            row.answer.set_value(line.answer)
            row.need.set_value(line.label)
        self._show_more()

    def check(self) -> bool:
        """Shows which answers have no question, and tells whether there is none."""
        faulty = [row for row in self._rows if not row.check()]
        if faulty:
            faulty[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return not faulty

    def focus_next(self, before: "_Row | None" = None) -> None:
        """Puts the keyboard into the first answer that is still empty, behind a row where one is named."""
        rows = self._rows[self._rows.index(before) + 1 :] if before is not None else self._rows
        row = next((row for row in rows if not row.answer.value()), None)
        (row.answer if row is not None else self.more).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, lines: Iterable[QuestionLine]) -> None:
        for line in lines:
            row = _Row(line, self._theme, len(self._rows))
            row.changed.connect(self.changed)
            row.answer.returnPressed.connect(partial(self.focus_next, row))
            self._column.insertWidget(len(self._rows), row)
            self._rows.append(row)
            row.show()  # the layout would show it later, and what is hidden cannot take the focus
        # The button below marks the place: they come behind it, and it comes behind them.
        tab_through(self.more, *(stop for row in self._rows for stop in row.stops()), self.more)

    def _show_more(self) -> None:
        self.more.setText(self.tr("More questions") if self._waiting else self.tr("A question of your own"))

    def _on_more(self) -> None:
        first = len(self._rows)
        self._add(self._waiting or [QuestionLine("")])
        self._waiting = []
        self._show_more()
        self._rows[first].setFocus(Qt.FocusReason.OtherFocusReason)


class _Row(QWidget):
    """One question."""

    changed = Signal()

    def __init__(self, line: QuestionLine, theme: Theme, number: int) -> None:
        super().__init__()
        self._line = line
        hint = self.tr("Listen for: %s") % line.hint if line.hint else self.tr("Not asked yet")
        self._asked = LineField(theme, placeholder=self.tr("Your question"), name=f"question_{number}")
        self._box = FieldBox(self.tr("Question"), self._asked, theme)
        self.answer = LineField(theme, placeholder=hint, name=f"answer_{number}")
        self.need = LineField(theme, placeholder=self.tr("Need, if it matters"), name=f"need_{number}")
        self.matters = Chip(self.tr("Matters"), theme, name=f"matters_{number}")
        self._name(theme)
        self.answer.set_value(line.answer)
        self.need.set_value(line.label)
        self._lay_out(theme)
        self._on_need()
        self.setFocusProxy(self.answer if line.question else self._asked)
        self.need.changed.connect(self._on_need)
        self.matters.clicked.connect(self._on_matters)
        for field in (self._asked, self.answer, self.need):
            field.changed.connect(self.changed)

    def _name(self, theme: Theme) -> None:
        question = self._line.question
        self._label = Label(question, theme, "small strong", wrap=True)
        self._label.setBuddy(self.answer)
        self.answer.setAccessibleName(question or self.tr("Answer"))
        if self._line.hint:
            self.answer.setAccessibleDescription(self.answer.placeholderText())
        self.need.setAccessibleName(self.tr("Need, if it matters: %s") % question)
        self.matters.setAccessibleName(self.tr("It matters: %s") % (self._line.matters or question))
        note = self.tr("Note it as a need: %s") % self._line.matters if self._line.matters else ""
        self.matters.setToolTip(plain_tip(note))

    def _lay_out(self, theme: Theme) -> None:
        top, fields, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for part in (top, fields):
            part.setSpacing(theme.space("s2"))
        own = not self._line.question
        top.addWidget(self._box if own else self._label, 1)
        top.addWidget(self.matters, 0, Qt.AlignmentFlag.AlignBottom)
        fields.addWidget(self.answer, 5)
        fields.addWidget(self.need, 3)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s1"))
        column.addLayout(top)
        column.addLayout(fields)
        hidden = self._label if own else self._box
        hidden.setParent(self)
        hidden.hide()

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        return (self._asked, self.answer, self.matters, self.need)

    def value(self) -> QuestionLine:
        """The question with what stands in its fields."""
        question = self._line.question or self._asked.value()
        return QuestionLine(question, self.answer.value(), self.need.value(), self._line.key)

    def check(self) -> bool:
        """Whether what was answered has a question."""
        found = self.value()
        fault = "" if found.question or not (found.answer or found.label) else self.tr("What did you ask?")
        self._box.set_error(fault)
        return not fault

    def _on_need(self) -> None:
        self.matters.setChecked(bool(self.need.value()))

    def _on_matters(self) -> None:
        self.need.set_value(self._line.matters if self.matters.isChecked() else "")
        if self.matters.isChecked() and not self._line.matters:
            self.need.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_need()
