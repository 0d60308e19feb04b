"""An answer of the library, to read out or to copy into a message."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import answers, answers_sent
from tradesman.services.answers_sent import Tally
from tradesman.services.palette import FoundAnswer
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.answer_sent_rows import tally_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet

_WIDTH = 560


class ShowAnswerDialog(Sheet):
    """The question, the answer, and when it was looked over; Copy takes the answer along."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, answer: FoundAnswer) -> None:
        super().__init__(window, self.tr("Answer"), theme, width=theme.scaled(_WIDTH), name="show_answer")
        self._desk, self._answer = desk, answer
        self.body.addWidget(Label(answer.question, theme, "section", wrap=True, name="answer_question"))
        self.body.addWidget(Label(answer.words, theme, "body", "ink_2", wrap=True, name="answer_words"))
        looked = self.tr("Looked over %s") % say.day(answer.reviewed_on, desk.today())
        tally = desk.ask(answers_sent.tallies).get(answer.id, Tally())
        told = f"{looked}. {tally_words(tally)}."
        self._when = Label(told, theme, "small", "ink_3", wrap=True, name="answer_reviewed")
        self.add_left(self._when)
        if answers.is_old(answer, desk.today()):
            self._right = self.add_button(self.tr("Still right"), icon="check", name="answer_right")
            self._right.clicked.connect(self._on_right)
        self._copy = self.set_main(self.tr("Copy"), "copy")
        self.accepted.connect(self._on_copied)

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self._answer.words)
        self._copy.setText(self.tr("Copied"))
        self._copy.set_icon("check")

    def _on_right(self) -> None:
        label = self.tr("Answer looked over")
        self._desk.do(
            answers.still_right, self._answer.id, label=label, on_error=self.set_error, after=self._show_right
        )

    def _show_right(self, _done: object) -> None:
        self._when.setText(self.tr("Looked over today."))
        self._right.setEnabled(False)
