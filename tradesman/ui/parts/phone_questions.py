"""Questions worth asking while somebody rings: each is one line to answer in, and what was answered stays."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Separator
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.keys import tab_through
from tradesman.ui.widgets.labels import Label

SHOWN = 5  # questions at once
_INSET = 2  # pixels that Qt leaves before the text of every line


class PhoneQuestions(QWidget):
    """The first questions, the others on demand, then one's own."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._made, self._all = theme, 0, False
        self._asked: tuple[str, ...] = ()
        self._rows: list[_Row] = []
        self.setObjectName("questions")
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.more = Button("", theme, "quiet", "plus", compact=True, name="more_questions")
        self.more.clicked.connect(self._on_more)
        below = QHBoxLayout()
        below.addWidget(self.more)
        below.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addSpacing(theme.space("s1"))
        whole.addWidget(Separator())
        whole.addLayout(self._column)
        whole.addLayout(below)

    def ask(self, questions: Sequence[str]) -> None:
        """Asks these, the first first; a question with an answer, or with the keyboard in it, stays."""
        if tuple(questions) != self._asked:
            self._asked = tuple(questions)
            self._arrange()

    def value(self) -> dict[str, str]:
        """The answers by their question; what was not answered was not asked."""
        given = {row.question(): row.answer.value() for row in self._rows}
        return {question: answer for question, answer in given.items() if question and answer}

    def set_value(self, answers: Mapping[str, str]) -> None:
        """Shows these answers and no others."""
        for row in self._rows:
            row.answer.set_value(answers.get(row.question(), ""))
        there = {row.question() for row in self._rows}
        for question, answer in answers.items():
            if question not in there:
                self._row(question).answer.set_value(answer)
        self._arrange()

    def _arrange(self) -> None:
        there = {row.question(): row for row in self._rows}
        wanted = self._asked if self._all else self._asked[:SHOWN]
        kept = [row for row in self._rows if row.is_own or (row.is_kept() and row.question() not in wanted)]
        if not self._all:  # what stays takes the place of the last ones
            wanted = wanted[: max(SHOWN - len(kept), 0)]
        self._place([*kept, *(there.get(question) or self._row(question) for question in wanted)])
        hidden = len(set(self._asked) - {row.question() for row in self._rows})
        self.more.setText(self.tr("More questions") if hidden else self.tr("A question of your own"))

    def _place(self, rows: Iterable["_Row"]) -> None:
        rows = sorted(rows, key=self._order)
        for row in self._rows:
            self._column.removeWidget(row)
            if row not in rows:
                row.hide()
                row.deleteLater()
        self._rows = rows
        for row in rows:
            self._column.addWidget(row)
            row.show()  # the layout would show it later, and what is hidden cannot take the focus
        # The button below marks the place: they come behind it, and it comes behind them.
        tab_through(self.more, *(stop for row in rows for stop in row.stops()), self.more)

    def _order(self, row: "_Row") -> int:
        """As they are asked; what is no longer asked comes first, one's own last."""
        if row.is_own:
            return len(self._asked)
        return self._asked.index(row.question()) if row.question() in self._asked else -1

    def _row(self, question: str) -> "_Row":
        row = _Row(question, self._theme, self._made)
        self._made += 1
        row.answer.changed.connect(self.changed)
        self._rows.append(row)
        return row

    def _on_more(self) -> None:
        hidden = [question for question in self._asked if question not in {row.question() for row in self._rows}]
        self._all = True
        if not hidden:
            self._row("")
        self._arrange()
        first = next((row for row in self._rows if row.question() in hidden), self._rows[-1])
        first.setFocus(Qt.FocusReason.OtherFocusReason)


class _Row(QWidget):
    """One question; the line below the answer parts it from the next."""

    def __init__(self, question: str, theme: Theme, number: int) -> None:
        super().__init__()
        self.is_own = not question
        self._question = question
        self._own = _Answer(theme, self.tr("Your question"), f"question_{number}")
        self.answer = _Answer(theme, self.tr("Not asked yet"), f"answer_{number}")
        self.answer.setAccessibleName(question or self.tr("Answer"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space("s2"), 0, 0)
        column.setSpacing(2)
        label = Label(question, theme, "small strong", wrap=True)
        label.setBuddy(self.answer)
        for widget in (label, self._own, self.answer):
            column.addWidget(widget)
        label.setVisible(not self.is_own)
        self._own.setVisible(self.is_own)
        self.setFocusProxy(self._own if self.is_own else self.answer)

    def question(self) -> str:
        """What is asked."""
        return str(self._own.value()) if self.is_own else self._question

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits, in its order."""
        return (self._own, self.answer)

    def is_kept(self) -> bool:
        """Whether it must not go away while other questions come."""
        return bool(self.answer.value()) or self.answer.hasFocus()


class _Answer(LineField):
    """A field that begins exactly below the first letter of its question."""

    def __init__(self, theme: Theme, placeholder: str, name: str) -> None:
        super().__init__(theme, placeholder=placeholder, name=name)
        self.setProperty("role", "answer")
        self.setFont(theme.font("small"))
        self.setAccessibleName(placeholder)

    def _make_room(self) -> None:
        self.setTextMargins(-_INSET, 0, 0, 0)
