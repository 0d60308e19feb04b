"""Questions worth asking, each with room for the answer and, where asked for, the need it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label


@dataclass(frozen=True)
class QuestionLine:
    """A question, its answer, the need it stands for, and the key of one that was asked before."""

    question: str
    answer: str = ""
    label: str = ""
    key: Any = None


class Questions(QWidget):
    """A column of questions with fields; another question can be added below."""

    def __init__(
        self, lines: Sequence[QuestionLine], theme: Theme, *, with_needs: bool = False, name: str = ""
    ) -> None:
        super().__init__()
        self._theme, self._with_needs = theme, with_needs
        self._rows: list[_Row] = []
        self.setObjectName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("s3"))
        self._another = Button(self.tr("Another question"), theme, "quiet", "plus", compact=True, name="another")
        self._another.clicked.connect(self._on_another)
        bottom = QHBoxLayout()
        bottom.addWidget(self._another)
        bottom.addStretch(1)
        self._column.addLayout(bottom)
        for line in lines:
            self._add(line)

    def value(self) -> list[QuestionLine]:
        """Every question with what stands in its fields."""
        return [row.value() for row in self._rows]

    def set_answers(self, answers: dict[str, str]) -> None:
        """Fill in answers by their question; a question that is not there is added."""
        there = {row.value().question: row for row in self._rows}
        for question, answer in answers.items():
            if question in there:
                there[question].answer.set_value(answer)
            else:
                self._add(QuestionLine(question, answer))

    def _add(self, line: QuestionLine) -> "_Row":
        row = _Row(line, self._theme, len(self._rows), with_needs=self._with_needs)
        self._column.insertWidget(len(self._rows), row)
        self._rows.append(row)
        return row

    def _on_another(self) -> None:
        row = self._add(QuestionLine(""))
        row.show()  # the layout would show it later, and what is hidden cannot take the focus
        row.setFocus()


class _Row(QWidget):
    """One question."""

    def __init__(self, line: QuestionLine, theme: Theme, number: int, *, with_needs: bool) -> None:
        super().__init__()
        self._line = line
        self._asked: LineField | None = None
        self.answer = LineField(theme, placeholder=self.tr("Not asked yet"), name=f"answer_{number}")
        self.label = LineField(theme, placeholder=self.tr("Need, if it matters"), name=f"need_{number}")
        self.answer.set_value(line.answer)
        self.label.set_value(line.label)
        self.answer.setAccessibleName(line.question or self.tr("Answer"))
        self.label.setAccessibleName(self.tr("Need, if it matters: %s") % line.question)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s1"))
        if line.question:
            words = Label(line.question, theme, "small strong", wrap=True)
            words.setBuddy(self.answer)
            column.addWidget(words)
        else:
            self._asked = LineField(theme, placeholder=self.tr("Your question"), name=f"question_{number}")
            column.addWidget(FieldBox(self.tr("Question"), self._asked, theme))
        fields = QHBoxLayout()
        fields.setSpacing(theme.space("s2"))
        fields.addWidget(self.answer, 3)
        if with_needs:
            fields.addWidget(self.label, 2)
        else:
            self.label.hide()
            self.label.setParent(self)
        column.addLayout(fields)
        self.setFocusProxy(self._asked or self.answer)

    def value(self) -> QuestionLine:
        """The question with what stands in its fields."""
        question = self._asked.value() if self._asked is not None else self._line.question
        return QuestionLine(question, self.answer.value(), self.label.value(), self._line.key)
