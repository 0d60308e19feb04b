"""An answer of the library: the question as customers ask it, and what an expert says."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.answer import Answer
from tradesman.services import answers
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, FormDialog


def _tr(text: str) -> str:
    return QCoreApplication.translate("answer", text)


def _fields() -> list[Field]:
    return [
        Field("question", _tr("Question, as customers ask it"), required=True, placeholder=_tr("My light flickers")),
        Field("words", _tr("Answer, in words you can send"), "text", required=True),
    ]


class AnswerDialog(FormDialog):
    """Adds an answer, or changes one that is there."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, answer: Answer | None = None) -> None:
        title = _tr("Add answer") if answer is None else _tr("Edit answer")
        main = _tr("Add answer") if answer is None else _tr("Save")
        super().__init__(window, title, theme, _fields(), main, today=desk.today, name="answer_sheet")
        self._desk, self._answer = desk, answer
        if answer is not None:
            self.set_values({"question": answer.question, "words": answer.words})
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self, values: dict[str, Any]) -> None:
        written = (values["question"], values["words"])
        if self._answer is None:
            done = self._desk.do(answers.add, *written, label=_tr("Answer added"), on_error=self.set_error)
        else:
            place = (self._answer.id, *written)
            done = self._desk.do(answers.change, *place, label=_tr("Answer changed"), on_error=self.set_error)
        if done is not None:
            self.finish()
