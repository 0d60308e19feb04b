"""What was it: the cause of a service call, who bears it, and what it cost."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import jobs, service_calls
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts import service_call_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("PutRightDialog", text)


def _fields(currency: str) -> list[Field]:
    bears = (("yes", _tr("Under guarantee")), ("no", _tr("Not under guarantee")))
    return [
        Field("cause", _tr("What was the cause?"), "text", required=True),
        Field("covered", _tr("Who bears it?"), "segment", required=True, choices=bears),
        Field(
            "cost",
            _tr("What did it cost you?"),
            help=_tr("Your hours, material and the way. Leave it empty while it is not known."),
            check=lambda text: _cost_fault(text, currency),
        ),
    ]


def _cost_fault(text: str, currency: str) -> str:
    fault = say.money_fault(text, currency)
    below = not fault and (say.money_or_none(text, currency) or 0) < 0
    return _tr("A cost cannot be less than nothing.") if below else fault


class PutRightDialog(StepDialog):
    """Opens over a service call; whether it is under guarantee is suggested from the job that it puts right."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, job_id: UUID) -> None:
        call = desk.ask(service_calls.sheet, job_id)
        self._job_id, self._currency = job_id, call.currency
        super().__init__(
            window, desk, theme, _tr("What was it?"), _fields(call.currency), _tr("Save"), name="put_right"
        )
        job, today = call.job, desk.today()
        facts = service_call_words.earlier_words(call.earlier, call.came_in_on, today)
        more = service_call_words.days_words(call, today)
        self.body.insertWidget(0, Label(f"{facts} {more}", theme, "small", "ink_2", wrap=True, name="earlier_words"))
        self.body.insertWidget(0, Label(f"{call.customer}: {job.title}", theme, "strong", wrap=True, name="who"))
        cost = job.cost_to_me_minor
        self.set_values(
            {
                "cause": job.cause,
                "covered": {True: "yes", False: "no", None: None}[call.covered],
                "cost": say.plain_amount(cost, call.currency) if cost is not None else "",
            }
        )
        self.ask(self._put_right)

    def _put_right(self, values: dict[str, Any]) -> Any:
        cost = say.money_or_none(values["cost"], self._currency)
        covered = values["covered"] == "yes"
        label = _tr("Cause of the service call noted")
        return self.do(jobs.put_right, self._job_id, values["cause"], cost, under_guarantee=covered, label=label)
