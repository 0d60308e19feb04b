"""Before a quote: work agreed without one, and an enquiry that ends."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import enquiries, jobs, overviews
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("TakeOnDialog", text)


class TakeOnDialog(StepDialog):
    """Agrees work without a quote: what it is, and its price if one is known."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, enquiry_id: UUID, currency: str) -> None:
        fields = [
            Field("title", _tr("What is agreed?"), required=True),
            Field(
                "price",
                _tr("At what price, tax included?"),
                help=_tr("Leave it empty while it is not known."),
                check=lambda text: said.money_fault(text, currency),
            ),
            Field("subcontracted", _tr("For another contractor: the client is asked nothing"), "check"),
        ]
        super().__init__(window, desk, theme, _tr("Agree it without a quote"), fields, _tr("Agree"), name="take_on")
        case = desk.ask(overviews.case, enquiry_id)
        self.body.insertWidget(0, Label(case.customer.name, theme, "strong", wrap=True, name="who"))
        self.set_values({"title": case.enquiry.what})

        def take_on(values: dict[str, Any]) -> Any:
            price = said.money_or_none(values["price"], currency)
            label = _tr("Work agreed with %s") % case.customer.name
            rest = {"price_minor": price, "subcontracted": values["subcontracted"]}
            return self.do(jobs.take_on, enquiry_id, values["title"], label=label, **rest)

        self.ask(take_on)


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
