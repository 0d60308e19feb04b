"""Before a quote: work agreed without one, and an enquiry that ends."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.enquiry import EnquiryKind
from tradesman.book.job import Job, JobKind
from tradesman.services import enquiries, jobs, overviews, service_calls
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts import service_call_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("TakeOnDialog", text)


def _fields(currency: str, earlier: Sequence[Job] | None, today: date) -> list[Field]:
    named = []
    if earlier is not None:
        known = tuple((job.id, service_call_words.job_words(job, today, short=True)) for job in earlier)
        other = _tr("None of these: it is other work") if known else _tr("None: it is other work")
        named.append(Field("earlier", _tr("Which job is put right?"), "choice", choices=(*known, ("", other))))
    return [
        *named,
        Field("title", _tr("What is agreed?"), required=True),
        Field(
            "price",
            _tr("At what price, tax included?"),
            help=_tr("Leave it empty while it is not known."),
            check=lambda text: said.money_fault(text, currency),
        ),
        Field(
            "done_for",
            _tr("For another contractor? Which?"),
            help=_tr("Their client is asked nothing. Leave it empty for a customer of your own."),
        ),
    ]


class TakeOnDialog(StepDialog):
    """Agrees work without a quote: what it is, its price if one is known, and which earlier job it puts right."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, enquiry_id: UUID, currency: str) -> None:
        self._enquiry_id, self._currency = enquiry_id, currency
        self._case = case = desk.ask(overviews.case, enquiry_id)
        calls = case.enquiry.kind == EnquiryKind.SERVICE_CALL
        self._earlier = desk.ask(service_calls.earlier_jobs, case.customer.id) if calls else None
        fields = _fields(currency, self._earlier, desk.today())
        super().__init__(window, desk, theme, _tr("Agree it without a quote"), fields, _tr("Agree"), name="take_on")
        self.body.insertWidget(0, Label(case.customer.name, theme, "strong", wrap=True, name="who"))
        self.set_values({"title": case.enquiry.what})
        if self._earlier is not None:
            self._cover = Label("", theme, "small", "ink_2", wrap=True, name="cover")
            self.body.insertWidget(1, self._cover)
            proposed = desk.ask(jobs.put_right_by, case.enquiry)
            self.set_values({"earlier": proposed.id if proposed is not None else ""})
            self.form.box("earlier").editor.changed.connect(self._on_earlier_changed)
            self._on_earlier_changed()
        self.ask(self._take_on)

    def _on_earlier_changed(self) -> None:
        """Says whether the guarantee of the job that is chosen holds."""
        chosen = self.values()["earlier"]
        found = next((job for job in self._earlier or () if job.id == chosen), None)
        if found is not None:
            came = self._case.enquiry.came_in_at.astimezone(self.desk.zone()).date()
            cover = self.desk.ask(service_calls.cover, found)
            words = service_call_words.cover_words(cover, came, self.desk.today())
        elif self._earlier:
            words = _tr("It becomes work of its own, and no service call.")
        else:
            words = _tr("No earlier job of this customer is in the book, so it becomes work of its own.")
        self._cover.setText(words)

    def _take_on(self, values: dict[str, Any]) -> Any:
        price = said.money_or_none(values["price"], self._currency)
        label = _tr("Work agreed with %s") % self._case.customer.name
        done_for = values["done_for"]
        rest = {"price_minor": price, "subcontracted": bool(done_for), "done_for": done_for}
        if values.get("earlier"):
            rest |= {"kind": JobKind.SERVICE_CALL, "earlier_job_id": values["earlier"]}
        return self.do(jobs.take_on, self._enquiry_id, values["title"], label=label, **rest)


class EndEnquiryDialog(StepDialog):
    """Ends an enquiry that has no quote: declined, or answered; the reason stays in the book."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, enquiry_id: UUID) -> None:
        ways = (("decline", _tr("It comes to nothing")), ("answer", _tr("A word was all it needed")))
        fields = [
            Field("how", _tr("What happened?"), "segment", choices=ways, default="decline"),
            Field("reason", _tr("Why, in a few words"), required=True),
        ]
        super().__init__(window, desk, theme, _tr("End the enquiry"), fields, _tr("End it"), name="end_enquiry")
        case = desk.ask(overviews.case, enquiry_id)
        words = f"{case.customer.name}: {case.enquiry.what}"
        self.body.insertWidget(0, Label(words, theme, "body", "ink_2", wrap=True, name="what"))

        def end(values: dict[str, Any]) -> Any:
            if values["how"] == "answer":
                return self.do(enquiries.answer, enquiry_id, values["reason"], label=_tr("Enquiry answered"))
            return self.do(enquiries.decline, enquiry_id, values["reason"], label=_tr("Enquiry declined"))

        self.ask(end)
