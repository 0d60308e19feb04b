"""What was it: which job a service call puts right, its cause and cost, who bears it, who put it right, what failed."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import failures, jobs, service_calls
from tradesman.services.service_calls import Earlier, ServiceCall
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts import service_call_words
from tradesman.ui.parts.price_item_field import PriceItemField
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label

_OF_A_CALL = ("cause", "covered", "fixed_by", "cost")
_GONE, _OTHER_WORK = "gone", "other_work"
_BEARS = {True: "yes", False: "no", None: None}
_FIXED = {True: "me", False: "other", None: "me"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("PutRightDialog", text)


def _fields(currency: str, earlier: tuple[tuple[Any, str], ...]) -> list[Field]:
    bears = (("yes", _tr("Under guarantee")), ("no", _tr("Not under guarantee")))
    fixed = (("me", _tr("I did")), ("other", _tr("Somebody else")))
    return [
        Field("earlier", _tr("Which job is put right?"), "choice", choices=earlier),
        Field("cause", _tr("What was the cause?"), "text", required=True),
        Field("covered", _tr("Who bears it?"), "segment", required=True, choices=bears),
        Field("fixed_by", _tr("Who put it right?"), "segment", required=True, choices=fixed, half=True),
        Field(
            "cost",
            _tr("What did it cost you?"),
            half=True,
            help=_tr("Hours, material, the way. Empty if not known."),
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
        self._call = call = desk.ask(service_calls.sheet, job_id)
        self._known = {job.id: job for job in desk.ask(service_calls.earlier_than, call.job)}
        today = desk.today()
        choices: list[tuple[Any, str]] = [
            (job.id, service_call_words.job_words(job, today, short=True)) for job in self._known.values()
        ]
        if call.earlier is None:
            choices.insert(0, (_GONE, _tr("A job that is no longer in the book")))
        choices.append((_OTHER_WORK, _tr("None: it is other work")))
        fields = _fields(call.currency, tuple(choices))
        super().__init__(window, desk, theme, _tr("What was it?"), fields, _tr("Save"), name="put_right")
        self._told = Label("", theme, "small", "ink_2", wrap=True, name="earlier_words")
        self.body.insertWidget(0, self._told)
        self.body.insertWidget(0, Label(f"{call.customer}: {call.job.title}", theme, "strong", wrap=True, name="who"))
        of_the_book = _tr("if it is one of your price book")
        self._item = PriceItemField(_tr("Which item failed?"), desk, theme, optional=of_the_book, name="failed_item")
        self.body.addWidget(self._item)
        self._show(call)
        self.form.box("earlier").editor.changed.connect(self._on_earlier_changed)
        self._on_earlier_changed()
        self.ask(self._put_right)
        self.form.box("cause").editor.setFocus()

    def _show(self, call: ServiceCall) -> None:
        job, cost = call.job, call.job.cost_to_me_minor
        self.set_values(
            {
                "earlier": call.earlier.job.id if call.earlier is not None else _GONE,
                "cause": job.cause,
                "covered": _BEARS[call.covered],
                "fixed_by": _FIXED[job.fixed_by_me],
                "cost": say.plain_amount(cost, call.currency) if cost is not None else "",
            }
        )
        self._item.set_value(job.failed_item_id, call.failed)

    def _on_earlier_changed(self) -> None:
        """Says whether the guarantee of the job that is chosen holds, and offers what was used there."""
        chosen, call, today = self.values()["earlier"], self._call, self.desk.today()
        for key in _OF_A_CALL:
            self.form.box(key).setVisible(chosen != _OTHER_WORK)
        self._item.setVisible(chosen != _OTHER_WORK)
        if chosen == _OTHER_WORK:
            self._told.setText(_tr("It becomes work of its own, and no service call. What is noted of a cause goes."))
            return
        job = self._known.get(chosen)
        earlier = Earlier(job, self.desk.ask(service_calls.cover, job)) if job is not None else None
        cover = service_call_words.earlier_cover_words(earlier, call.came_in_on, today)
        self._told.setText(f"{cover} {service_call_words.days_words(call, today)}")
        if earlier is not None and call.job.under_guarantee is None and chosen != call.job.earlier_job_id:
            holds = earlier.cover.holds(call.came_in_on) if earlier.cover is not None else None
            self.set_values({"covered": _BEARS[holds]})
        likely = self.desk.ask(failures.suspects, job.id) if job is not None else []
        self._item.set_likely(likely, _tr("used in that job"))

    def _put_right(self, values: dict[str, Any]) -> Any:
        job_id, earlier = self._call.job.id, values["earlier"]
        if earlier == _OTHER_WORK:
            return self.do(jobs.puts_nothing_right, job_id, label=_tr("It is other work"))
        if not self._item.check():
            return None
        return self.do(
            jobs.put_right,
            job_id,
            values["cause"],
            say.money_or_none(values["cost"], self._call.currency),
            under_guarantee=values["covered"] == "yes",
            fixed_by_me=values["fixed_by"] == "me",
            failed_item_id=self._item.value(),
            earlier_job_id=earlier if earlier != _GONE else None,
            label=_tr("Cause of the service call noted"),
        )
