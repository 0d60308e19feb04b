"""The release form of a testimonial as a paper to hand out: to print, to save, or to send to the customer."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from tradesman.book.customer import Customer
from tradesman.documents import testimonial_paper
from tradesman.exchange import eml
from tradesman.services import release_forms
from tradesman.services.release_forms import Agreed, ReleaseForm
from tradesman.ui import quote_handout, sheet_making
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import Handout


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)


def release(desk: Desk, testimonial_id: UUID, agreed: Agreed | None = None) -> Handout:
    """The form with what was just agreed, or with the consent that counts today; otherwise ticked by hand."""
    told = desk.ask(release_forms.of, testimonial_id, agreed)
    return Handout(
        name=_tr("Release form"),
        title=_tr("Release form for {0}").format(told.customer),
        make=partial(
            sheet_making.made, desk.book.photos, desk.now, partial(testimonial_paper.release, told), told.photos
        ),
        letter=partial(_letter, desk, told),
    )


def _letter(desk: Desk, told: ReleaseForm) -> tuple[eml.Letter, UUID]:
    customer = desk.ask(lambda session: session.load(Customer, told.customer_id))
    sender = told.business.owner or told.business.name
    said = _tr(
        "Dear {0},\n\nthank you for your kind words. May I show them? Please tick on the form what I may show and"
        " where, sign it, and send it back. You can take it back at any time.\n\n{1}"
    )
    letter = eml.Letter(
        to=quote_handout.address(customer),
        subject=_tr("May I show your words?"),
        words=said.format(told.greeting, sender),
        sender=sender,
        sender_address=told.business.email,
    )
    return letter, customer.id
