"""What is noted at a visit: answers, what is wrong, what was measured, and the budget."""

from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services import deeds
from tradesman.services.visit_sheets import Asking, VisitSheet
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, Form
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.questions import QuestionLine, Questions


def _tr(text: str) -> str:
    return QCoreApplication.translate("visit", text)


def fields(currency: str) -> list[Field]:
    """What is noted beside the answers."""
    return [
        Field("diagnosis", _tr("What is wrong"), "text", help=_tr("In the customer's words; the quote prints it.")),
        Field(
            "measurements",
            _tr("Measurements"),
            "text",
            help=_tr("One to a line, in any unit."),
            placeholder=_tr("Shower tray 900 × 760 mm"),
        ),
        Field(
            "budget",
            _tr("Budget, if it was named"),
            placeholder="1500",
            check=lambda text: say.price_fault(text, currency),
        ),
    ]


class VisitNotes(QWidget):
    """Questions at the left, what was found at the right."""

    changed = Signal()

    def __init__(self, theme: Theme, sheet: VisitSheet, currency: str, desk: Desk) -> None:
        super().__init__()
        self._currency = currency
        self.questions = Questions([_line(one) for one in sheet.asking], theme, name="questions")
        self.form = Form(fields(currency), theme, today=desk.today)
        enquiry = sheet.case.enquiry
        budget = say.plain_amount(enquiry.budget_minor, currency) if enquiry.budget_minor is not None else ""
        noted = {"diagnosis": enquiry.diagnosis, "measurements": sheet.visit.measurements, "budget": budget}
        self.form.set_values(noted)
        left = QVBoxLayout()
        left.setSpacing(theme.space("s3"))
        left.addWidget(Label(_tr("Worth asking"), theme, "section"))
        left.addWidget(self.questions)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addStretch(1)
        line = QFrame()
        line.setProperty("role", "separator")
        line.setFixedWidth(1)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.space("s5"))
        columns.addLayout(left, 3)
        columns.addWidget(line)
        columns.addLayout(right, 2)
        self.questions.changed.connect(self.changed)
        self.form.changed.connect(self.changed)

    def check(self) -> bool:
        """Shows what cannot be noted as it is, and tells whether there is nothing of it."""
        return all([self.form.check(), self.questions.check()])

    def read(self) -> dict[str, Any]:
        """What `deeds.note_visit` takes."""
        values = self.form.values()
        return {
            "answers": [deeds.Reply(one.question, one.answer, one.label, one.key) for one in self.questions.value()],
            "diagnosis": values["diagnosis"],
            "measurements": values["measurements"],
            "budget_minor": say.money_or_none(values["budget"], self._currency),
        }

    def draft(self) -> dict[str, Any]:
        """What is kept of it while it is not noted, in what a JSON file can hold."""
        said = [[one.question, one.answer, one.label] for one in self.questions.value() if one.answer or one.label]
        return {"answers": said, "values": self.form.values()}

    def show_draft(self, kept: dict[str, Any]) -> None:
        """Shows what was kept. Some error of Python's when it makes no sense."""
        lines = [QuestionLine(str(question), str(answer), str(label)) for question, answer, label in kept["answers"]]
        values = {key: str(kept["values"][key]) for key in ("diagnosis", "measurements", "budget")}
        self.questions.set_value(lines)
        self.form.set_values(values)


def _line(one: Asking) -> QuestionLine:
    return QuestionLine(one.question, one.answer, one.label, one.need_id, one.matters, one.listen)
