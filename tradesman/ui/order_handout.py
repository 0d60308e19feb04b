"""A supplier's list as a paper to hand out or to send: what is still to be ordered for all open jobs."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from tradesman.book.business import Business
from tradesman.documents import order_paper
from tradesman.documents.sheet_paper import Paper
from tradesman.exchange import eml
from tradesman.services import businesses, materials
from tradesman.ui import sheet_making
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import Handout
from tradesman.ui.sheet_making import Pictures


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)


def handout(desk: Desk, supplier: str) -> Handout:
    """The list for one supplier, as it stands now; its file is not named after anybody."""
    business, listed = desk.ask(
        lambda session: (businesses.current(session), materials.to_order(session, supplier)),
    )

    def paper(_pictures: Pictures) -> Paper:
        return order_paper.paper(business, supplier, listed)

    return Handout(
        name=_tr("Order list"),
        title=_tr("To order from {0}").format(supplier),
        make=partial(sheet_making.made, desk.book.photos, desk.now, paper),
        letter=partial(_letter, desk, business, supplier),
    )


def _letter(desk: Desk, business: Business, supplier: str) -> tuple[eml.Letter, UUID]:
    """A supplier who is no partner has no address in the book; then it is written in the mail program."""
    sender = business.owner or business.name
    said = _tr("Hello,\n\nplease send me what is on the list, and tell me when it comes.\n\n{0}")
    letter = eml.Letter(
        to=desk.ask(materials.address_of, supplier) or None,
        subject=_tr("An order from {0}").format(business.name),
        words=said.format(sender),
        sender=sender,
        sender_address=business.email,
    )
    return letter, business.id
