"""Something said to a customer that has a day, or that the customer said."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.job import Job
from tradesman.services import overviews, promises
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("PromiseDialog", text)


def _fields(customer: str, open_jobs: Sequence[Job]) -> list[Field]:
    """The job is asked for where the customer has one that is open, and nobody said which is meant."""
    jobs = tuple((job.id, job.title) for job in open_jobs)
    which = Field("job", _tr("For which job?"), "choice", choices=(*jobs, (None, _tr("For none of them"))))
    return [
        Field(
            "whose",
            _tr("Who promises?"),
            "segment",
            choices=(("mine", _tr("I do")), ("theirs", customer)),
            default="mine",
        ),
        Field("words", _tr("What?"), required=True),
        Field("due_on", _tr("By which day?"), "date", required=True, half=True),
        Field("at", _tr("At what time?"), "time", half=True),
        *([which] if jobs else []),
    ]


class PromiseDialog(StepDialog):
    """A new promise to a customer, of a job or of none; mine shows in Today from the working day before."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        customer_id: UUID,
        job_id: UUID | None = None,
        *,
        after: Callable[[Any], object] | None = None,
    ) -> None:
        self._customer_id, self._job_id = customer_id, job_id
        found = desk.ask(overviews.of_customer, customer_id, with_due=False)
        jobs = found.jobs if job_id is None else []
        fields = _fields(found.customer.greet(), jobs)
        super().__init__(window, desk, theme, _tr("New promise"), fields, _tr("Promise"), name="promise")
        if jobs:
            self.set_values({"job": jobs[0].id if len(jobs) == 1 else None})
        self.ask(self._promise, after, doubt=lambda values: self._past(values["due_on"]))

    def _past(self, day: date) -> str:
        if day >= self.desk.today():
            return ""
        return _tr("This day has passed: the promise would be late at once. Press again to note it all the same.")

    def _promise(self, values: dict[str, Any]) -> Any:
        return self.do(
            promises.make,
            self._customer_id,
            values["words"],
            values["due_on"],
            job_id=self._job_id or values.get("job"),
            due_at_time=values["at"],
            mine=values["whose"] == "mine",
            label=_tr("Promise noted"),
        )
