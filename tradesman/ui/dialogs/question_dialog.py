"""A question worth asking: how it is asked, what to listen for, and what the need is called when it matters."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import question_lists
from tradesman.services.question_lists import Where
from tradesman.services.worth_asking import Question
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("question", text)


def _fields() -> list[Field]:
    return [
        Field("ask", _tr("Question, as you ask it"), required=True, placeholder=_tr("Who lives below?")),
        Field(
            "label",
            _tr("If it matters, in two or three words"),
            placeholder=_tr("Neighbours spared"),
            help=_tr("What the need is called. Options are measured by it."),
        ),
        Field("listen", _tr("What to listen for"), placeholder=_tr("children, a shop, an old ceiling")),
    ]


class QuestionDialog(StepDialog):
    """Adds a question at the end of a list, or writes another in the place of one."""

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, trade: str, where: Where, question: Question | None = None
    ) -> None:
        self._list, self._question = (trade, where), question
        title = _tr("Add question") if question is None else _tr("Edit question")
        main = _tr("Add question") if question is None else _tr("Save")
        super().__init__(window, desk, theme, title, _fields(), main, name="question_sheet")
        if question is not None:
            self.set_values({"ask": question.ask, "label": question.label, "listen": question.listen})
        self.ask(self._keep)

    def _keep(self, values: dict[str, Any]) -> Any:
        written = Question(values["ask"], values["label"], listen=values["listen"])
        if self._question is None:
            return self.do(question_lists.add, *self._list, written, label=_tr("Question added"))
        label = _tr("Question changed")
        return self.do(question_lists.change, *self._list, self._question.ask, written, label=label)
