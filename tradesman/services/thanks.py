"""Thanks: whoever recommended the owner to somebody is thanked for it. What is owed is asked of the book, not kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from tradesman.book.customer import ContactKind, Customer, Whereabouts
from tradesman.book.errors import BookError
from tradesman.book.followup import Channel, Event, FollowUp, FollowUpState, Purpose
from tradesman.book.store import Session
from tradesman.services import businesses
from tradesman.services.decisions import Decision
from tradesman.services.today import Group, Kind, TodayRow

SKIPPED = "thank_recommender"  # the key under which a thank-you that was left out is kept
FOR_SO_LONG = timedelta(days=365)  # after that nobody is thanked any more
MOST = 500  # rows that are read at once
_NOBODY = UUID(int=0)  # asked for more than that, the database looks only at those whom somebody recommended


@dataclass(frozen=True)
class Sent:
    """Somebody who came because a customer recommended the owner, and when the customer was thanked for it."""

    customer_id: UUID
    customer: str
    thanked_at: datetime | None


def rows(session: Session, customer_id: UUID | None = None) -> list[TodayRow]:
    """Whom to thank, as rows of Today: all, or one customer. Who is left alone or died is not asked for."""
    calendar, today = businesses.calendar(session), businesses.today(session)
    sent, by = aliased(Customer), aliased(Customer)
    left_out = exists().where(
        col(FollowUp.subject_id) == sent.id, col(FollowUp.customer_id) == by.id, col(FollowUp.rule_key) == SKIPPED
    )
    query = (
        select(sent, by)
        .join(by, col(by.id) == col(sent.recommended_by_id))
        .where(
            col(sent.recommended_by_id) > _NOBODY,
            col(sent.recommender_thanked_at).is_(None),
            col(sent.since) > session.now - FOR_SO_LONG,
            ~col(by.do_not_contact),
            col(by.whereabouts) != Whereabouts.DIED,
            ~left_out,
        )
    )
    if customer_id is not None:
        query = query.where(col(by.id) == customer_id)
    return [
        TodayRow(
            kind=Kind.DECISION,
            group=Group.KEEP_IN_TOUCH,
            customer_id=friend.id,
            customer=friend.name,
            phone=friend.first_contact(ContactKind.PHONE),
            subject_id=came.id,
            what=came.name,
            due_on=min(calendar.local_day(came.since), today),
            decision=Decision.THANK,
        )
        for came, friend in session.exec(query.order_by(col(sent.since)).limit(MOST)).all()
    ]


def sent_by(session: Session, customer_id: UUID) -> list[Sent]:
    """Whom a customer has sent, the newest first."""
    query = select(Customer).where(Customer.recommended_by_id == customer_id).order_by(col(Customer.since).desc())
    return [Sent(one.id, one.name, one.recommender_thanked_at) for one in session.exec(query).all()]


def say(session: Session, customer_id: UUID) -> int:
    """Notes that a customer is thanked for everybody they sent so far; gives for how many."""
    query = select(Customer).where(
        Customer.recommended_by_id == customer_id, col(Customer.recommender_thanked_at).is_(None)
    )
    owed = session.exec(query).all()
    for one in owed:
        one.recommender_thanked_at = session.now
    return len(owed)


def take_back(session: Session, customer_id: UUID, at: datetime) -> None:
    """The thank-you of this moment did not leave the house after all."""
    query = select(Customer).where(Customer.recommended_by_id == customer_id, Customer.recommender_thanked_at == at)
    for one in session.exec(query).all():
        one.recommender_thanked_at = None


def skip(session: Session, sent_id: UUID, reason: str) -> FollowUp:
    """Leaves the thank-you for one customer out, with a reason; BookError without one, or where nothing is owed."""
    came = session.load(Customer, sent_id)
    if came.recommended_by_id is None or came.recommender_thanked_at is not None:
        raise BookError("Nobody is to be thanked for this customer. Nothing was changed.")
    today = businesses.today(session)
    before = select(func.count()).where(FollowUp.subject_id == came.id, FollowUp.rule_key == SKIPPED)
    left_out = FollowUp(
        customer_id=came.recommended_by_id,
        repetition=session.exec(before).one(),
        rule_key=SKIPPED,
        subject_id=came.id,
        event=Event.KIND_WORDS,
        purpose=Purpose.OWN,
        channel=Channel.MESSAGE,
        title="Thank for a recommendation",
        counted_from_on=today,
        due_on=today,
        state=FollowUpState.OPEN,
    )
    left_out.skip(session.now, reason)
    session.add(left_out)
    return left_out
