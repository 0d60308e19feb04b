"""Papers of a job to hand out: the care sheet, with photos that are fit to leave."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from tradesman.book.customer import Customer
from tradesman.documents import care_paper
from tradesman.exchange import eml
from tradesman.services import care_sheets
from tradesman.services.care_sheets import CareSheet
from tradesman.ui import quote_handout, sheet_making
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import Handout


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)


def care(desk: Desk, job_id: UUID) -> Handout:
    """The care sheet of a job, for its customer."""
    told = desk.ask(care_sheets.of, job_id)
    paper = partial(care_paper.paper, told)
    return Handout(
        name=_tr("Care sheet"),
        title=_tr("Care sheet: {0}").format(told.title),
        make=partial(sheet_making.made, desk.book.photos, desk.now, paper, told.photos),
        letter=partial(_letter, desk, told),
    )


def _letter(desk: Desk, told: CareSheet) -> tuple[eml.Letter, UUID]:
    customer = desk.ask(lambda session: session.load(Customer, told.customer_id))
    sender = told.business.owner or told.business.name
    said = _tr(
        "Dear {0},\n\nthank you for your trust. Here is how to use and keep what was done."
        " If anything is not as it should be, tell me and I put it right.\n\n{1}"
    )
    letter = eml.Letter(
        to=quote_handout.address(customer),
        subject=_tr("How to use and keep it: {0}").format(told.title),
        words=said.format(told.greeting, sender),
        sender=sender,
        sender_address=told.business.email,
    )
    return letter, customer.id
