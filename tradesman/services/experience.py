"""How it was for the customer: how long each step took, what was promised and kept, the scores and the words.

Each gives the cases of a period by one question. Rule: product.md, Experience and Scorecard.
"""

from collections.abc import Iterator

from sqlalchemy import and_, exists, func, select
from sqlmodel import col

from tradesman.book.enquiry import Enquiry, Stage, Urgency
from tradesman.book.job import Job, JobKind
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.quote import GivenQuote, Quote
from tradesman.book.store import Session
from tradesman.book.testimonial import Feedback, Testimonial
from tradesman.services import businesses, first_offers, words_to_come
from tradesman.services.jobs import CALLED_OFF
from tradesman.services.score_cases import About, Fact
from tradesman.services.scorecard import Period

MOVED = "moved"  # the group of a promise that was agreed anew before its day


def call_backs(session: Session, period: Period) -> Iterator[Fact]:
    """Working time until each call was returned. Answered live, there was none to return."""
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    query = select(
        col(Enquiry.id),
        col(Enquiry.customer_id),
        col(Enquiry.came_in_at),
        col(Enquiry.call_due_at),
        col(Enquiry.first_attempt_at),
        col(Enquiry.urgency),
    ).where(
        col(Enquiry.call_due_at) >= first,
        col(Enquiry.call_due_at) < after,
        col(Enquiry.stage) != Stage.SPAM,
        ~col(Enquiry.answered_live),
        col(Enquiry.first_attempt_at).is_not(None),
    )
    for row in session.execute(query):
        danger = row.urgency == Urgency.DANGER
        waited = calendar.working_time_between(row.came_in_at, row.first_attempt_at, danger=danger)
        yield Fact(
            row.customer_id,
            About.ENQUIRY,
            row.id,
            calendar.local_day(row.call_due_at),
            kept=row.first_attempt_at <= row.call_due_at,
            amount=waited.total_seconds(),
        )


def scores(session: Session, period: Period) -> Iterator[Fact]:
    """Every score that was given, 0 to 10, with the customer's words."""
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    query = select(
        *(col(column) for column in (Feedback.customer_id, Feedback.job_id, Feedback.at, Feedback.score)),
        col(Feedback.words),
    ).where(col(Feedback.at) >= first, col(Feedback.at) < after, col(Feedback.score).is_not(None))
    for row in session.execute(query):
        yield Fact(
            row.customer_id, About.JOB, row.job_id, calendar.local_day(row.at), amount=row.score, words=row.words
        )


def to_visit(session: Session, period: Period) -> Iterator[Fact]:
    """Days from the enquiry to the first visit, by the day of the visit."""
    calendar = businesses.calendar(session)
    there = first_offers.visited_between(period.first, period.last)
    query = select(col(Enquiry.id), col(Enquiry.customer_id), col(Enquiry.came_in_at), first_offers.first_look())
    for row in session.execute(query.where(col(Enquiry.id).in_(there))):
        if period.holds(row.looked_on):
            days = (row.looked_on - calendar.local_day(row.came_in_at)).days
            yield Fact(row.customer_id, About.ENQUIRY, row.id, row.looked_on, amount=max(days, 0))


def to_quote(session: Session, period: Period) -> Iterator[Fact]:
    """Days from the first visit, or without one from the enquiry, to the quote, by the day it was first given."""
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    given_at = func.min(col(GivenQuote.given_at)).label("given_at")
    query = (
        select(col(Quote.id), col(Quote.customer_id), col(Enquiry.came_in_at), given_at, first_offers.first_look())
        .join(GivenQuote, col(GivenQuote.quote_id) == col(Quote.id))
        .join(Enquiry, col(Enquiry.id) == col(Quote.enquiry_id))
        .where(col(Quote.given_at) >= first)
        .group_by(col(Quote.id))
        .having(and_(given_at >= first, given_at < after))
    )
    for row in session.execute(query):
        given_on, came_on = calendar.local_day(row.given_at), calendar.local_day(row.came_in_at)
        since = row.looked_on if row.looked_on is not None and row.looked_on <= given_on else came_on
        yield Fact(row.customer_id, About.QUOTE, row.id, given_on, amount=max((given_on - since).days, 0))


def to_start(session: Session, period: Period) -> Iterator[Fact]:
    """Days from the agreement to the first day of work, by that day."""
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    query = select(col(Job.id), col(Job.customer_id), col(Job.agreed_on), col(Job.started_at)).where(
        col(Job.started_at) >= first, col(Job.started_at) < after, col(Job.kind) == JobKind.WORK
    )
    for row in session.execute(query):
        on = calendar.local_day(row.started_at)
        yield Fact(row.customer_id, About.JOB, row.id, on, amount=max((on - row.agreed_on).days, 0))


def to_finish(session: Session, period: Period) -> Iterator[Fact]:
    """Days from the first day of work to the last, both counted, by the last."""
    calendar = businesses.calendar(session)
    query = select(col(Job.id), col(Job.customer_id), col(Job.started_at), col(Job.completed_on)).where(
        col(Job.completed_on) >= period.first,
        col(Job.completed_on) <= period.last,
        col(Job.started_at).is_not(None),
        col(Job.kind) == JobKind.WORK,
        col(Job.state).not_in(CALLED_OFF),
    )
    for row in session.execute(query):
        days = (row.completed_on - calendar.local_day(row.started_at)).days + 1
        yield Fact(row.customer_id, About.JOB, row.id, row.completed_on, amount=max(days, 1))


def promises(session: Session, period: Period) -> Iterator[Fact]:
    """Mine that were due: kept in time or not, and whether the day was agreed anew in time."""
    today = businesses.today(session)
    query = select(Promise).where(
        col(Promise.mine),
        col(Promise.state) != PromiseState.CANCELLED,
        col(Promise.due_on) >= period.first,
        col(Promise.due_on) <= period.last,
    )
    for row in session.execute(query).scalars():
        kept = row.in_time(today)
        if kept is not None:
            about, subject_id = (About.JOB, row.job_id) if row.job_id else (About.CUSTOMER, row.customer_id)
            group = MOVED if kept and row.first_due_on < row.due_on else ""
            yield Fact(row.customer_id, about, subject_id, row.due_on, kept=kept, group=group, words=row.words)


def words_asked(session: Session, period: Period) -> Iterator[Fact]:
    """Each time words were asked for, and whether the customer gave some of that job, or since."""
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    asked = words_to_come.questions().subquery()
    said_on = select(func.max(col(Testimonial.said_on))).where(col(Testimonial.customer_id) == asked.c.customer_id)
    of_it = exists().where(col(Testimonial.job_id) == asked.c.job_id).label("of_it")
    query = select(
        *(asked.c[name] for name in ("customer_id", "followup_id", "at")),
        said_on.scalar_subquery().label("said_on"),
        of_it,
    ).where(asked.c.at >= first, asked.c.at < after)
    for row in session.execute(query):
        on = calendar.local_day(row.at)
        given = row.of_it or (row.said_on is not None and row.said_on >= on)
        called = row.followup_id is not None
        about, subject_id = (About.FOLLOW_UP, row.followup_id) if called else (About.CUSTOMER, row.customer_id)
        yield Fact(row.customer_id, about, subject_id, on, kept=given)


def words_given(session: Session, period: Period) -> Iterator[Fact]:
    """The testimonials, asked for or not."""
    query = select(col(Testimonial.customer_id), col(Testimonial.said_on), col(Testimonial.words)).where(
        col(Testimonial.said_on) >= period.first, col(Testimonial.said_on) <= period.last
    )
    for row in session.execute(query):
        yield Fact(row.customer_id, About.CUSTOMER, row.customer_id, row.said_on, words=row.words)


def service_calls(session: Session, period: Period) -> Iterator[Fact]:
    """What came back, by the day it was asked for; minor units of cost to me, and whether a guarantee covers it."""
    calendar = businesses.calendar(session)
    first, after = period.instants(calendar)
    query = (
        select(
            *(col(column) for column in (Job.id, Job.customer_id, Job.cost_to_me_minor, Job.under_guarantee)),
            *(col(column) for column in (Job.cause, Enquiry.came_in_at)),
        )
        .join(Enquiry, col(Enquiry.id) == col(Job.enquiry_id))
        .where(
            col(Job.kind) == JobKind.SERVICE_CALL,
            col(Job.state).not_in(CALLED_OFF),
            col(Enquiry.came_in_at) >= first,
            col(Enquiry.came_in_at) < after,
        )
    )
    for row in session.execute(query):
        on, covered = calendar.local_day(row.came_in_at), row.under_guarantee
        cost = row.cost_to_me_minor
        yield Fact(row.customer_id, About.JOB, row.id, on, kept=covered, amount=cost, words=row.cause)
