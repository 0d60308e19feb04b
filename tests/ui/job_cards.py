"""One card of a job's page, in a window of its own, over a book with a job that has begun."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from tradesman.book.enquiry import CameBy
from tradesman.book.job import Job
from tradesman.book.quote import AcceptedBy, GivenBy
from tradesman.book.store import Session
from tradesman.services import customers, enquiries, job_sheets, jobs, prices, quote_sheets, quotes
from tradesman.ui.desk import Desk
from tradesman.ui.page import Page
from tradesman.ui.theme import Theme

DAYS = [date(2026, 11, 20), date(2026, 11, 23)]  # a Friday, which is today, and the Monday after


class CardPage(Page):
    """Shows one card, and shows it again after every change."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"job", "job_day", "checklist_item", "checklist", "promise", "photo", "material", "variation", "cost"}
    )

    def __init__(self, desk: Desk, theme: Theme, kind: Any, job_id: UUID) -> None:
        super().__init__(desk, theme)
        self.card, self._job_id = kind(desk, theme), job_id
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        self.card.show_sheet(self.desk.ask(job_sheets.sheet, self._job_id))


def begun(session: Session, name: str = "Ruth Okafor") -> Job:
    """Work for 7,350.00 without tax, of which 2,000.00 are reckoned as cost, from an accepted quote; it has begun."""
    customer = customers.add(session, name, phone="07700 900123", address="27 Station Road")
    enquiry = enquiries.log(session, customer.id, "The dormer leaks", CameBy.PHONE, answered_live=True)
    quote = quotes.draft(session, enquiry.id, "Re-roof the dormer")
    option = quote_sheets.add_options(session, quote.id, [(2, "Slate")])[0]
    quotes.add_line(session, quote.id, option.id, "Roof", 705_000, cost_minor=200_000)
    slate = prices.add(session, "Slate, blue", 250, supplier="Marley")
    session.flush()
    quotes.add_from_price_book(session, quote.id, option.id, slate.id, 120_000)
    quotes.give(session, quote.id, GivenBy.SENT)
    job = quotes.accept(session, quote.id, option.id, AcceptedBy.PHONE, "Ruth")
    session.flush()
    jobs.plan(session, job.id, DAYS, DAYS[-1])
    jobs.start(session, job.id)
    return job


def taken_on(session: Session) -> Job:
    """Work without a quote and without a price."""
    customer = customers.add(session, "Leah Novak", phone="07700 900124")
    enquiry = enquiries.log(session, customer.id, "The boiler drips", CameBy.PHONE, answered_live=True)
    session.flush()
    return jobs.take_on(session, enquiry.id)
