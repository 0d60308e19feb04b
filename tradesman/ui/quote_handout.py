"""A quote as a paper to hand out: its kept PDF, that of a draft as it would be, and the e-mail it goes with."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from tradesman.book.customer import ContactKind, Customer
from tradesman.book.errors import BookError
from tradesman.documents import figures
from tradesman.exchange import eml
from tradesman.services import businesses
from tradesman.services.presentations import Paper
from tradesman.ui import paper_making
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import Handout


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)


def quote(desk: Desk, paper: Paper, *, saves: bool = True) -> Handout:
    """The quote under its number and revision; a draft is given before it leaves by e-mail."""
    name, revision = _tr("Quote {0}").format(paper.number), paper.content["revision"]
    if revision > 1:
        name = _tr("{0}, revision {1}").format(name, revision)
    return Handout(
        name=name,
        title=name if paper.given else _tr("{0}, draft").format(name),
        saves=saves,
        make=partial(paper_making.shown, desk.book.papers, desk.book.photos, paper),
        letter=partial(_letter, desk, paper, name) if paper.given else None,
    )


def _letter(desk: Desk, paper: Paper, name: str) -> tuple[eml.Letter, UUID]:
    customer, business = desk.ask(
        lambda session: (session.load(Customer, paper.customer_id), businesses.current(session))
    )
    to = address(customer)
    sender = business.owner or business.name
    letter = eml.Letter(
        to=to,
        subject=f"{name}: {paper.content['title']}",
        words=_words(paper, customer.greet(), sender),
        sender=sender,
        sender_address=business.email,
    )
    return letter, customer.id


def address(customer: Customer) -> str:
    """Where a paper can be sent to; BookError for who has no address or is to be left alone."""
    if customer.do_not_contact:
        raise BookError(_tr("{0} asked not to be contacted. No draft was written.").format(customer.name))
    to = customer.first_contact(ContactKind.EMAIL)
    if not to:
        said = _tr("There is no e-mail address for {0}. No draft was written. Add one on the customer's page.")
        raise BookError(said.format(customer.name))
    return to


def _words(paper: Paper, greeting: str, sender: str) -> str:
    if paper.choice is not None:
        said = _tr("Dear {0},\n\nthank you for your trust. Here is the copy of what we agreed.\n\n{1}")
        return said.format(greeting, sender)
    said = _tr(
        "Dear {0},\n\nthank you for showing me everything. Here is the quote. Its prices hold until {1}."
        " Ask me anything that is not clear.\n\n{2}"
    )
    content = paper.content
    locale = figures.locale_of(content["language"], content["business"]["country"])
    return said.format(greeting, figures.day(date.fromisoformat(content["valid_until"]), locale), sender)
