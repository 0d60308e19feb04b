"""A question put to the customer, the answer, and whether it matters."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.enquiry import Need
from tradesman.services import enquiries, quote_sheets
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts.best_value_words import renewing
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("NeedDialog", text)


def _fields() -> list[Field]:
    return [
        Field("question", _tr("What did you ask?"), required=True),
        Field("answer", _tr("What was the answer?"), "text"),
        Field(
            "label",
            _tr("If it matters, in two or three words"),
            help=_tr("Options are measured by it. Empty means it does not decide."),
        ),
    ]


class NeedDialog(StepDialog):
    """A new question, or another answer to one that was asked."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: QuoteSheet, need: Need | None) -> None:
        self._sheet, self._need = sheet, need
        title = _tr("Another question") if need is None else _tr("What was answered")
        super().__init__(window, desk, theme, title, _fields(), _tr("Keep"), name="need")
        if need is not None:
            self.set_values({"question": need.question, "answer": need.answer, "label": need.label})
            self.form.box("question").setEnabled(False)
        self.ask(self._keep)

    def _keep(self, values: dict[str, Any]) -> Any:
        quote_id = self._sheet.quote.id
        if self._need is None:
            asked = (values["question"], values["answer"], values["label"])
            deed = renewing(enquiries.ask, quote_id)
            return self.do(deed, self._sheet.enquiry_id, *asked, label=_tr("Question noted"))
        kept = (values["answer"], values["label"])
        return self.do(renewing(quote_sheets.answer, quote_id), self._need.id, *kept, label=_tr("Answer changed"))
