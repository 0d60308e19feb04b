"""To whom an answer was sent, and which of them it saved a drive."""

from PySide6.QtWidgets import QWidget

from tradesman.book.answer import Answer
from tradesman.services import answers_sent
from tradesman.services.answers_sent import SentRow, Tally
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.answer_sent_rows import AnswerSentRows, tally_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet

_WIDTH = 560


class AnswerSentDialog(Sheet):
    """A line for each time; what is said is kept at once."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, answer: Answer) -> None:
        super().__init__(window, self.tr("Sent to"), theme, width=theme.scaled(_WIDTH), name="answer_sent")
        self._desk, self._answer_id = desk, answer.id
        self._tally = Label("", theme, "small", "ink_2", name="answer_tally")
        self._rows = AnswerSentRows(desk, theme, self._told)
        self.body.addWidget(Label(answer.question, theme, "section", wrap=True, name="answer_question"))
        self.body.addWidget(self._rows)
        self.add_left(self._tally)
        self.set_main(self.tr("Done"), "check")
        self.accepted.connect(self.finish)
        desk.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        rows = self._desk.ask(answers_sent.of_answer, self._answer_id)
        self._rows.show_rows(rows)
        self._tally.setText(tally_words(Tally(len(rows), sum(row.saved_drive is True for row in rows))))

    def _told(self, row: SentRow) -> str:
        on = row.sent_at.astimezone(self._desk.zone()).date()
        return f"{row.customer}, {say.day(on, self._desk.today())}"
