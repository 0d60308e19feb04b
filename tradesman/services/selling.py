"""How the selling went: quotes decided on, lost and won back, rivals' prices, referrals, and how customers came.

Each gives the cases of a period by one question. Rule: product.md, Scorecard.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from tradesman.book.customer import Customer, Source
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobKind
from tradesman.book.partner import Direction, Referral
from tradesman.book.quote import Option, Quote, QuoteState
from tradesman.book.rival import RivalBid
from tradesman.book.store import Session
from tradesman.services import businesses
from tradesman.services import rivals as rival_bids
from tradesman.services.jobs import CALLED_OFF
from tradesman.services.score_cases import About, Fact
from tradesman.services.scorecard import Period
from tradesman.services.won_back import another_stood, came_back

_AT_ONCE = 500  # quotes in one question
BEST_VALUE = "best value"  # the words of a quote whose customer took it


class Came(StrEnum):
    """How the customer of a job came."""

    AGAIN = "again"
    RECOMMENDED = "recommended"
    BY_PARTNER = "by_partner"
    ELSEWHERE = "elsewhere"


def decided(session: Session, period: Period) -> Iterator[Fact]:
    """The quotes decided on, and which option was accepted.

    One that gave way to another of the same enquiry lost nobody, and work that was called off since was not won.
    """
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    at = func.coalesce(col(Quote.accepted_at), col(Quote.lost_at)).label("at")
    called_off = exists().where(col(Job.quote_id) == Quote.id, col(Job.state).in_(CALLED_OFF))
    won = and_(col(Quote.state) == QuoteState.ACCEPTED, ~called_off)
    lost_with_it = and_(col(Quote.state) == QuoteState.LOST, ~another_stood())
    query = (
        select(
            *(col(column) for column in (Quote.id, Quote.customer_id, Quote.state, Quote.lost_reason)),
            *(col(column) for column in (Quote.accepted_at, Quote.lost_at, Option.position, Option.best_value)),
        )
        .outerjoin(Option, col(Option.id) == col(Quote.accepted_option_id))
        .where(or_(won, lost_with_it), at >= first, at < after)
    )
    for row in session.execute(query):
        accepted = row.state == QuoteState.ACCEPTED
        yield Fact(
            row.customer_id,
            About.QUOTE,
            row.id,
            calendar.local_day(row.accepted_at if accepted else row.lost_at),
            kept=accepted,
            group=str(row.position or 1) if accepted else "",
            words=(BEST_VALUE if row.best_value else "") if accepted else row.lost_reason,
        )


def lost(session: Session, period: Period) -> Iterator[Fact]:
    """The quotes that were lost, grouped by why."""
    return lost_of(decided(session, period))


def lost_of(found: Iterable[Fact]) -> Iterator[Fact]:
    """Those of the quotes decided on that were lost, grouped by why."""
    for fact in found:
        if not fact.kept:
            yield Fact(
                fact.customer_id, fact.about, fact.subject_id, fact.on, group=reason(fact.words), words=fact.words
            )


def reason(words: str) -> str:
    """A reason as it is counted: "too dear." and "Too dear" are one."""
    return " ".join(words.split()).rstrip(".!,; ").casefold()


def won_back(session: Session, period: Period) -> Iterator[Fact]:
    """The lost quotes whose customers came back, on the day on which each did."""
    for quote, on in came_back(session, period.first, period.last):
        yield Fact(quote.customer_id, About.QUOTE, quote.id, on)


def win_backs_due(session: Session, _period: Period) -> Iterator[Fact]:
    """What is due today or has been since."""
    query = select(col(FollowUp.id), col(FollowUp.customer_id), col(FollowUp.due_on)).where(
        col(FollowUp.purpose) == Purpose.WIN_BACK,
        col(FollowUp.state) == FollowUpState.OPEN,
        col(FollowUp.due_on) <= businesses.today(session),
    )
    for row in session.execute(query):
        yield Fact(row.customer_id, About.FOLLOW_UP, row.id, row.due_on)


def rivals(session: Session, period: Period) -> Iterator[Fact]:
    """What rivals asked beside mine, of the quotes given in a period."""
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    known = exists().where(col(RivalBid.quote_id) == Quote.id, col(RivalBid.price_minor).is_not(None))
    query = select(col(Quote.id), col(Quote.customer_id), col(Quote.given_at)).where(
        col(Quote.given_at) >= first,
        col(Quote.given_at) < after,
        or_(known, col(Quote.lost_price_minor).is_not(None)),
    )
    given = {row.id: row for row in session.execute(query)}
    for start in range(0, len(given), _AT_ONCE):
        for quote_id, rows in rival_bids.against(session, list(given)[start : start + _AT_ONCE]).items():
            quote = given[quote_id]
            for row in rows:
                on = calendar.local_day(quote.given_at)
                yield Fact(quote.customer_id, About.QUOTE, quote_id, on, amount=row.bp, words=row.who)


def income(session: Session, period: Period) -> Iterator[Fact]:
    """What partners paid for customers I sent, in minor units."""
    query = select(col(Referral.id), col(Referral.customer_id), col(Referral.received_on), col(Referral.received_minor))
    paid = query.where(
        col(Referral.direction) == Direction.SENT,
        col(Referral.received_on) >= period.first,
        col(Referral.received_on) <= period.last,
    )
    for row in session.execute(paid):
        yield Fact(row.customer_id, About.CUSTOMER, row.customer_id, row.received_on, amount=row.received_minor or 0)


def sent(session: Session, period: Period) -> Iterator[Fact]:
    """The customers I sent to partners."""
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    query = select(col(Referral.customer_id), col(Referral.introduced_at)).where(
        col(Referral.direction) == Direction.SENT,
        col(Referral.introduced_at) >= first,
        col(Referral.introduced_at) < after,
    )
    for row in session.execute(query):
        on = calendar.local_day(row.introduced_at)
        yield Fact(row.customer_id, About.CUSTOMER, row.customer_id, on)


def work(session: Session, period: Period) -> Iterator[Fact]:
    """The work that was agreed on, but for what puts earlier work right, and how its customers came."""
    earlier = aliased(Job)
    before = exists().where(
        col(earlier.customer_id) == Job.customer_id,
        col(earlier.completed_on) < col(Job.agreed_on),
        col(earlier.kind) != JobKind.SERVICE_CALL,
    )
    query = (
        select(
            *(col(column) for column in (Job.id, Job.customer_id, Job.agreed_on)),
            *(col(column) for column in (Customer.recommended_by_id, Customer.partner_id, Customer.source)),
            before.label("again"),
        )
        .join(Customer, col(Customer.id) == col(Job.customer_id))
        .where(
            col(Job.agreed_on) >= period.first,
            col(Job.agreed_on) <= period.last,
            col(Job.kind) != JobKind.SERVICE_CALL,
            col(Job.state).not_in(CALLED_OFF),
        )
    )
    for row in session.execute(query):
        yield Fact(row.customer_id, About.JOB, row.id, row.agreed_on, group=_came(row))


def _came(row: Any) -> Came:
    if row.again:
        return Came.AGAIN
    if row.partner_id is not None:
        return Came.BY_PARTNER
    recommended = row.recommended_by_id is not None or row.source == Source.REFERRED
    return Came.RECOMMENDED if recommended else Came.ELSEWHERE
