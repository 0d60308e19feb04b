"""The win-back list: who went where, until when they are bound, what they complain of, and when they are rung next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlmodel import col, func, select

from tradesman.book.customer import ContactKind, Customer, Whereabouts
from tradesman.book.enquiry import Enquiry, EnquiryKind, Outcome, Stage
from tradesman.book.errors import BookError
from tradesman.book.followup import Event, FollowUp, FollowUpState, Purpose
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Session
from tradesman.book.winback import WinBack
from tradesman.services import businesses, deeds, followups, won_back
from tradesman.services.overtaken import LET_GO
from tradesman.services.won_back import Work

BEFORE_THE_END = timedelta(weeks=6)  # of what binds a customer: the next contact that is proposed
MOST = 500  # lost quotes that are listed, the newest
ANOTHER_DAY = "Another day was chosen"


class Standing(StrEnum):
    """How it stands with a lost customer."""

    WAITS = "waits"
    WON_BACK = "won_back"
    LET_GO = "let_go"


@dataclass(frozen=True)
class WinBackRow:
    """A lost quote: to whom it went at what price (minor units), what is known since, and the next contact.

    `reachable` says whether the customer may be contacted at all; `asked_again_on` is the day on which they last asked
    for new work that is not decided yet, `back_on` that on which they gave some.
    """

    quote_id: UUID
    customer_id: UUID
    customer: str
    phone: str
    reachable: bool
    what: str
    number: str
    lost_on: date
    reason: str
    went_to: str
    price_minor: int | None
    standing: Standing
    bound_until_on: date | None = None
    unhappy_with: str = ""
    next_on: date | None = None
    asked_again_on: date | None = None
    back_on: date | None = None


def rows(session: Session) -> list[WinBackRow]:
    """The newest lost quotes: those that wait by their next contact, then who came back, then who was let go.

    One that was lost while another quote of the same enquiry stood lost no customer.
    """
    query = (
        select(Quote, Customer, WinBack)
        .join(Customer, col(Customer.id) == col(Quote.customer_id))
        .outerjoin(WinBack, col(WinBack.quote_id) == col(Quote.id))
        .where(Quote.state == QuoteState.LOST, ~won_back.another_stood())
        .order_by(col(Quote.lost_at).desc(), col(Quote.id).desc())
        .limit(MOST)
    )
    found = session.exec(query).all()
    since = _since(session, [quote for quote, _who, _known in found])
    made = [_row(session, *each, since) for each in found]
    order = list(Standing)
    return sorted(made, key=lambda row: (order.index(row.standing), row.next_on or date.max, -row.lost_on.toordinal()))


def row(session: Session, quote_id: UUID) -> WinBackRow:
    """One of them; BookError for a quote that was not lost."""
    quote = _lost(session, quote_id)
    customer, known = session.load(Customer, quote.customer_id), _known(session, quote.id)
    return _row(session, quote, customer, known, _since(session, [quote]))


@dataclass(frozen=True)
class _Since:
    """What happened since: the next contact about each quote, and what each customer asked for and gave."""

    next_on: dict[UUID, date]
    asked: dict[UUID, datetime]
    works: dict[UUID, list[Work]]


def _since(session: Session, quotes: Sequence[Quote]) -> _Since:
    customer_ids = {quote.customer_id for quote in quotes}
    next_on = _next(session, [quote.id for quote in quotes])
    return _Since(next_on, _asked(session, customer_ids), won_back.work(session, customer_ids))


def _row(session: Session, quote: Quote, customer: Customer, known: WinBack | None, since: _Since) -> WinBackRow:
    calendar, lost_at = businesses.calendar(session), quote.lost_at or quote.drafted_at
    back_on = won_back.back_on(session, quote, since.works.get(customer.id, ()))
    asked_at = since.asked.get(customer.id)
    let_go = known is not None and known.let_go_at is not None
    standing = Standing.WON_BACK if back_on is not None else Standing.LET_GO if let_go else Standing.WAITS
    return WinBackRow(
        quote_id=quote.id,
        customer_id=customer.id,
        customer=customer.name,
        phone=customer.first_contact(ContactKind.PHONE),
        reachable=not customer.do_not_contact and customer.whereabouts == Whereabouts.HERE,
        what=quote.title,
        number=quote.number,
        lost_on=calendar.local_day(lost_at),
        reason=quote.lost_reason,
        went_to=quote.lost_to,
        price_minor=quote.lost_price_minor,
        standing=standing,
        bound_until_on=known.bound_until_on if known is not None else None,
        unhappy_with=known.unhappy_with if known is not None else "",
        next_on=since.next_on.get(quote.id),
        asked_again_on=calendar.local_day(asked_at) if asked_at is not None and asked_at > lost_at else None,
        back_on=back_on,
    )


def _next(session: Session, quote_ids: Sequence[UUID]) -> dict[UUID, date]:
    """The next contact about each of these quotes: its day, or the one on which it comes again where it was put off."""
    query = select(*(col(one) for one in (FollowUp.subject_id, FollowUp.due_on, FollowUp.snoozed_until))).where(
        col(FollowUp.subject_id).in_(quote_ids),
        FollowUp.state == FollowUpState.OPEN,
        func.lower(FollowUp.purpose) == Purpose.WIN_BACK.value,  # few are of these subjects, many of this purpose
    )
    calendar, found = businesses.calendar(session), dict[UUID, date]()
    for quote_id, due_on, asleep_until in session.execute(query):
        asleep = asleep_until is not None and asleep_until > session.now
        day = max(due_on, calendar.local_day(asleep_until)) if asleep else due_on
        found[quote_id] = min(day, found.get(quote_id, day))
    return found


def _asked(session: Session, customer_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each of these customers last asked for new work that is not decided yet."""
    asked = select(Enquiry.customer_id, func.max(Enquiry.came_in_at)).where(
        col(Enquiry.customer_id).in_(list(customer_ids)),
        Enquiry.kind == EnquiryKind.NEW_WORK,
        col(Enquiry.stage).in_((Stage.ENQUIRY, Stage.VISIT, Stage.QUOTED)),
    )
    return dict(session.exec(asked.group_by(col(Enquiry.customer_id))).all())


# What is known, and when to ask


def note(session: Session, quote_id: UUID, *, bound_until_on: date | None, unhappy_with: str) -> WinBack:
    """Keeps until when their contract or guarantee runs, and what they complain of."""
    found = _kept(session, quote_id)
    found.bound_until_on, found.unhappy_with = bound_until_on, unhappy_with.strip()
    return found


def change(
    session: Session, quote_id: UUID, *, bound_until_on: date | None, unhappy_with: str, ask_on: date | None
) -> WinBack:
    """Keeps what is known, and asks again on a day if another one than before is chosen."""
    found = note(session, quote_id, bound_until_on=bound_until_on, unhappy_with=unhappy_with)
    if ask_on is not None and ask_on != _next(session, [found.quote_id]).get(found.quote_id):
        ask_again(session, quote_id, ask_on)
    return found


def proposed(session: Session, bound_until_on: date) -> date | None:
    """Six weeks before they are free, on a working day; None where that day has come."""
    day = businesses.calendar(session).on_or_next_working_day(bound_until_on - BEFORE_THE_END)
    return day if day > businesses.today(session) else None


def ask_again(session: Session, quote_id: UUID, day: date) -> FollowUp:
    """Asks on a day that the owner chose, on the next working day where it is none, in place of what was planned.

    BookError for a day that has come, and for somebody who is not asked any more.
    """
    quote = _lost(session, quote_id)
    if day <= businesses.today(session):
        raise BookError("The next contact lies ahead. Nothing was changed. Choose a later day.")
    customer = session.load(Customer, quote.customer_id)
    barred = followups.barring(customer, Purpose.WIN_BACK)
    if barred:
        raise BookError(f"{barred}: {customer.name} is not asked again. Nothing was changed. Leave the day empty.")
    followups.overtake(session, quote.id, ANOTHER_DAY, Event.QUOTE_LOST)
    _kept(session, quote.id).let_go_at = None
    asked = won_back.contact(session, quote, day)
    session.add(asked)
    return asked


def log_call(
    session: Session,
    followup_id: UUID,
    outcome: Outcome,
    words: str = "",
    also: Iterable[UUID] = (),
    *,
    together: Iterable[UUID] = (),
    bound_until_on: date | None,
    unhappy_with: str,
    ask_on: date | None,
) -> FollowUp:
    """Logs a win-back call as `deeds.log_follow_up` does; once the customer was reached, what they said is kept."""
    found = deeds.log_follow_up(session, followup_id, outcome, words, also, together=together)
    if outcome == Outcome.REACHED:
        note(session, found.subject_id, bound_until_on=bound_until_on, unhappy_with=unhappy_with)
        if ask_on is not None:
            ask_again(session, found.subject_id, ask_on)
    return found


def let_go(session: Session, quote_id: UUID) -> WinBack:
    """Nobody asks them any more; what was planned is cancelled."""
    found = _kept(session, quote_id)
    found.let_go_at = session.now
    followups.overtake(session, found.quote_id, LET_GO, Event.QUOTE_LOST)
    return found


def _kept(session: Session, quote_id: UUID) -> WinBack:
    quote = _lost(session, quote_id)
    found = _known(session, quote.id)
    if found is None:
        found = WinBack(quote_id=quote.id, customer_id=quote.customer_id)
        session.add(found)
        session.flush()
    return found


def _known(session: Session, quote_id: UUID) -> WinBack | None:
    return session.exec(select(WinBack).where(WinBack.quote_id == quote_id)).first()


def _lost(session: Session, quote_id: UUID) -> Quote:
    quote = session.load(Quote, quote_id)
    if quote.state != QuoteState.LOST:
        raise BookError("This quote is not lost. Nothing was changed.")
    return quote
