"""An answer of the library, to read out or to copy into a message."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tradesman.services.palette import FoundAnswer
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet

_WIDTH = 560


class ShowAnswerDialog(Sheet):
    """The question, the answer, and when it was looked over; Copy takes the answer along."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, answer: FoundAnswer) -> None:
        super().__init__(window, self.tr("Answer"), theme, width=theme.scaled(_WIDTH), name="show_answer")
        self._answer = answer
        self.body.addWidget(Label(answer.question, theme, "section", wrap=True, name="answer_question"))
        self.body.addWidget(Label(answer.words, theme, "body", "ink_2", wrap=True, name="answer_words"))
        looked = self.tr("Looked over %s") % say.day(answer.reviewed_on, desk.today())
        self.add_left(Label(looked, theme, "small", "ink_3", name="answer_reviewed"))
        self._copy = self.set_main(self.tr("Copy"), "copy")
        self.accepted.connect(self._on_copied)

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self._answer.words)
        self._copy.setText(self.tr("Copied"))
        self._copy.set_icon("check")
