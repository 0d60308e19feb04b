"""Finding an expert's answer in a keystroke, wherever a customer is written to."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.book.answer import Answer
from tradesman.services import answers
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.suggestions import Suggestion, Suggestions

OFFERED = 3


class AnswerFinder(QWidget):
    """A search field over the library; Enter takes the answer that is marked."""

    taken = Signal(object)  # the answer

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._offered: dict[UUID, Answer] = {}
        words = self.tr("Insert an answer")
        self.field = LineField(theme, placeholder=words, icon="search", name="answer")
        self.field.setAccessibleName(words)
        self.suggestions = Suggestions(theme, name="answers")
        self.suggestions.watch(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.suggestions)
        self.field.changed.connect(self._on_changed)
        self.suggestions.taken.connect(self._on_taken)

    def _on_changed(self) -> None:
        typed = self.field.value()
        found = self._desk.ask(answers.matching, typed)[:OFFERED] if len(typed) > 1 else []
        self._offered = {answer.id: answer for answer in found}
        self.suggestions.set_suggestions(
            [Suggestion(answer.id, answer.question, self._told(answer)) for answer in found]
        )

    def _told(self, answer: Answer) -> str:
        """The words in one line, after a warning where they may not hold any more."""
        told = " ".join(answer.words.split())
        old = answers.is_old(answer, self._desk.today())
        return self.tr("Not looked over for a year. {0}").format(told) if old else told

    def _on_taken(self, answer_id: UUID) -> None:
        answer = self._offered[answer_id]
        self.field.clear()
        self.taken.emit(answer)
