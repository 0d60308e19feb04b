"""Today: what is owed to whom by when, as one ranked list. Nothing on it is kept by hand; every row is a query."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlmodel import col, or_, select

from tradesman.book.customer import ContactKind, Customer, Property
from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.followup import Channel, FollowUp, FollowUpState, Purpose
from tradesman.book.material import Material
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.store import Session
from tradesman.book.testimonial import Complaint
from tradesman.book.visit import Visit, VisitState
from tradesman.services import businesses, complaints, decisions, holding, materials, subjects
from tradesman.services.decisions import AHEAD, Decision, concerning

MOST = 500  # rows that are ranked; the window shows the first forty
WITHIN = 3  # working days in which two contacts due to one person are shown as one


class Kind(StrEnum):
    """What a row asks for; the chips filter by it."""

    CALL = "call"
    VISIT = "visit"
    PROMISE = "promise"
    MESSAGE = "message"
    DECISION = "decision"


class Group(StrEnum):
    """The three parts of the list."""

    NOW = "now"
    TODAY = "today"
    KEEP_IN_TOUCH = "keep_in_touch"


_KEEP_IN_TOUCH = frozenset(
    {
        Purpose.HIDDEN_SLOT,
        Purpose.WIN_BACK,
        Purpose.OFFER_TO_RENEW,
        Purpose.CHECK_UP,
        Purpose.ASK_WHO_ELSE,
        Purpose.FINDING_OUTCOME,
        Purpose.PARTNER_DID_WELL,
    }
)
_ORDER = (Kind.CALL, Kind.PROMISE, Kind.VISIT, Kind.DECISION, Kind.MESSAGE)
_GROUPS = (Group.NOW, Group.TODAY, Group.KEEP_IN_TOUCH)


@dataclass(frozen=True)
class TodayRow:
    """One thing to do: who, what, by when. `left` is working time until `due_at`, negative when it is late.

    `subject_id` is the enquiry, visit, promise, quote or job that the row is about; `followup_id` is set when the row
    is a follow-up, which alone can be snoozed or skipped. `past` is plain time since a visit should have begun, a
    promise been kept or material come, None before that. `also` holds the other contacts due to the same person within
    three working days, which the same contact can serve. `material` is what has not come, of the job that the row is
    about. What is not `mine` is a promise of the customer, of which the row reminds: it is never late. `title` says
    what a rule of the owner's own asks for.
    """

    kind: Kind
    group: Group
    customer_id: UUID
    customer: str
    phone: str
    subject_id: UUID
    what: str
    due_on: date
    due_at: datetime | None = None
    left: timedelta | None = None
    starts: time | None = None
    past: timedelta | None = None
    came_in_at: datetime | None = None
    came_by: str = ""
    place: str = ""
    purpose: Purpose | None = None
    title: str = ""
    decision: Decision | None = None
    followup_id: UUID | None = None
    also: tuple["TodayRow", ...] = ()
    material: tuple[Material, ...] = ()
    mine: bool = True

    @property
    def late(self) -> bool:
        """Whether the call-back clock has run out, or the moment of a visit, promise or delivery has passed."""
        return self.past is not None or (self.left is not None and self.left < timedelta(0))

    def parts(self, on: date) -> tuple["TodayRow", ...]:
        """The row, and what goes along with it and is due itself by this day; a call back is owed from the start."""
        return (self, *(row for row in self.also if row.due_on <= on or row.purpose == Purpose.CALL_BACK))

    def followup_ids(self, on: date) -> list[UUID]:
        """The follow-ups among the parts."""
        return [row.followup_id for row in self.parts(on) if row.followup_id is not None]


def rows(session: Session, customer_id: UUID | None = None) -> list[TodayRow]:
    """What is owed now and today, and whom to keep in touch with: late calls first, then by time.

    To everybody, or to one customer.
    """
    found = [
        *_as_one(session, _followups(session, customer_id)),
        *_visits(session, customer_id),
        *_promises(session, customer_id),
        *_decisions(session, customer_id),
        *_late_material(session, customer_id),
        *_thanks(session, customer_id),
    ]
    today = businesses.today(session)
    ranked = sorted(found, key=lambda row: _rank(row, today))
    if customer_id is None:
        session.info["today_rows"] = ranked
    return ranked


def _as_one(session: Session, found: list[TodayRow]) -> list[TodayRow]:
    """Shows the contacts due to one person as one, led by the call back that is owed. Rule: product.md, Follow-ups."""
    today = businesses.today(session)
    shown: dict[UUID, TodayRow] = {}
    for row in sorted(found, key=lambda row: _leads(row, today)):
        first = shown.get(row.customer_id)
        if first is not None:
            shown[row.customer_id] = replace(first, also=(*first.also, row))
        elif row.purpose == Purpose.CALL_BACK or row.due_on <= today:
            shown[row.customer_id] = row  # what only comes due in the next days waits unless it can go along
    return list(shown.values())


def _leads(row: TodayRow, today: date) -> tuple[Any, ...]:
    """The order in which contacts to one person stand in their row: the calls back owed, what is due, what is near."""
    return (row.purpose != Purpose.CALL_BACK, row.due_on > today, _rank(row, today))


def _rank(row: TodayRow, today: date) -> tuple[Any, ...]:
    at = row.due_at.isoformat() if row.due_at else ""
    starts = row.starts if row.starts is not None and row.due_on == today else time.max
    overdue = row.due_on < today
    late_call = row.late and row.past is None
    decided = row.decision != Decision.PUT_RIGHT  # what a customer is unhappy with goes first of what is decided
    kind = (_ORDER.index(row.kind), decided)
    return (_GROUPS.index(row.group), not late_call, at, not overdue, starts, *kind, row.due_on)


def _followups(session: Session, customer_id: UUID | None) -> list[TodayRow]:
    today = businesses.today(session)
    soon = businesses.calendar(session).add_working_days(today, WITHIN)
    awake = select(FollowUp).where(
        FollowUp.state == FollowUpState.OPEN,
        *concerning(FollowUp, customer_id),
        or_(col(FollowUp.snoozed_until).is_(None), col(FollowUp.snoozed_until) <= session.now),
    )
    # A call back stands here from the moment it is owed, whenever it falls due.
    young = select(Enquiry.id).where(Enquiry.stage == Stage.ENQUIRY)
    # Asked by subject alone: with the purpose as well, the database would walk through every call ever made.
    calls = awake.where(col(FollowUp.subject_id).in_(young))
    # What is owed now goes before what is only near: in a large book there is more of that than is ranked.
    near = awake.where(col(FollowUp.due_on) <= soon).order_by(col(FollowUp.due_on) > today, col(FollowUp.due_on).desc())
    due = {row.id: row for query in (calls, near) for row in session.exec(query.limit(MOST)).all()}
    unhappy = complaints.open_customers(session)
    held = holding.by_complaint(session)
    found = [row for row in due.values() if not (row.customer_id in unhappy and row.purpose in held)]
    customers = subjects.by_id(session, Customer, (row.customer_id for row in found))
    known = subjects.of(session, found)
    return [_followup_row(session, row, customers[row.customer_id], known.get(row.subject_id)) for row in found]


def _followup_row(session: Session, row: FollowUp, customer: Customer, subject: Any) -> TodayRow:
    call_back = row.purpose == Purpose.CALL_BACK
    left = None
    if row.due_at is not None:
        left = _left(session, row.due_at, subject)
    group = Group.NOW if call_back else Group.KEEP_IN_TOUCH if row.purpose in _KEEP_IN_TOUCH else Group.TODAY
    return TodayRow(
        kind=Kind.CALL if row.channel == Channel.CALL else Kind.MESSAGE,
        group=group,
        customer_id=customer.id,
        customer=customer.name,
        phone=customer.first_contact(ContactKind.PHONE),
        subject_id=row.subject_id,
        what=subjects.words(subject),
        due_on=row.due_on,
        due_at=row.due_at,
        left=left,
        came_in_at=subject.came_in_at if isinstance(subject, Enquiry) else None,
        came_by=subject.came_by if isinstance(subject, Enquiry) else "",
        purpose=row.purpose,
        title=row.title,
        followup_id=row.id,
    )


def _left(session: Session, due_at: datetime, enquiry: Any) -> timedelta:
    """Working time until the clock runs out; in danger it runs round the clock on days on call."""
    danger = isinstance(enquiry, Enquiry) and enquiry.urgency == "danger"
    left = businesses.calendar(session).working_time_between(session.now, due_at, danger=danger)
    # Past closing time no working time has gone by since, and still it is late.
    return min(left, -timedelta(seconds=1)) if due_at < session.now else left


def _visits(session: Session, customer_id: UUID | None) -> list[TodayRow]:
    query = (
        select(Visit, Enquiry, Customer, Property)
        .join(Enquiry, col(Enquiry.id) == col(Visit.enquiry_id))
        .join(Customer, col(Customer.id) == col(Visit.customer_id))
        .outerjoin(Property, col(Property.id) == col(Visit.property_id))
        .where(col(Visit.state).in_(AHEAD), Visit.day_on <= businesses.today(session), *concerning(Visit, customer_id))
        .limit(MOST)
    )
    return [
        TodayRow(
            kind=Kind.VISIT,
            group=Group.TODAY,
            customer_id=customer.id,
            customer=customer.name,
            phone=customer.first_contact(ContactKind.PHONE),
            subject_id=visit.id,
            what=enquiry.what,
            due_on=visit.day_on,
            starts=visit.starts,
            past=None if visit.state == VisitState.ARRIVED else _past(session, visit.day_on, visit.starts),
            place=_address(site),
        )
        for visit, enquiry, customer, site in session.exec(query).all()
    ]


def _past(session: Session, day: date, at: time | None) -> timedelta | None:
    """How long ago a day, or a time on it, has passed."""
    calendar = businesses.calendar(session)
    due = calendar.at_local(day, at) if at is not None else calendar.at_local(day + timedelta(days=1), time.min)
    return session.now - due if session.now > due else None


def _address(site: Property | None) -> str:
    return site.address if site is not None else ""


def _promises(session: Session, customer_id: UUID | None) -> list[TodayRow]:
    """From the morning of the working day before; the customer's own remind and are never late."""
    horizon = businesses.calendar(session).next_working_day(businesses.today(session))
    query = (
        select(Promise, Customer)
        .join(Customer, col(Customer.id) == col(Promise.customer_id))
        .where(
            Promise.state == PromiseState.OPEN,
            Promise.due_on <= horizon,
            *concerning(Promise, customer_id),
        )
        .limit(MOST)
    )
    return [
        TodayRow(
            kind=Kind.PROMISE,
            group=Group.TODAY,
            customer_id=customer.id,
            customer=customer.name,
            phone=customer.first_contact(ContactKind.PHONE),
            subject_id=promise.id,
            what=promise.words,
            due_on=promise.due_on,
            starts=promise.due_at_time,
            past=_past(session, promise.due_on, promise.due_at_time) if promise.mine else None,
            mine=promise.mine,
        )
        for promise, customer in session.exec(query).all()
    ]


def _decisions(session: Session, customer_id: UUID | None) -> list[TodayRow]:
    """No enquiry without a next step: what only the owner can decide."""
    return [
        _decision_row(session, decision, subject, customer)
        for decision, query in decisions.undecided(customer_id).items()
        for subject, customer in session.exec(query.limit(MOST)).all()
    ]


def _thanks(session: Session, customer_id: UUID | None) -> list[TodayRow]:
    from tradesman.services import thanks  # which stands on this module

    return thanks.rows(session, customer_id)


def _decision_row(session: Session, decision: Decision, subject: Any, customer: Customer) -> TodayRow:
    today = businesses.today(session)
    unhappy = isinstance(subject, Complaint)  # who is has waited since they said so
    return TodayRow(
        kind=Kind.DECISION,
        group=Group.TODAY,
        customer_id=customer.id,
        customer=customer.name,
        phone=customer.first_contact(ContactKind.PHONE),
        subject_id=subject.id,
        what=subjects.words(subject),
        due_on=businesses.calendar(session).local_day(subject.opened_at) if unhappy else today,
        decision=decision,
    )


def _late_material(session: Session, customer_id: UUID | None) -> list[TodayRow]:
    """Of each job what should be there and is not, and what it needs when it begins on the next working day."""
    today = businesses.today(session)
    found: dict[UUID, TodayRow] = {}
    for material, job, customer in materials.awaited(session, customer_id)[:MOST]:
        row = found.get(job.id) or _decision_row(session, Decision.LATE_MATERIAL, job, customer)
        due_on = min(row.due_on, material.expected_on or today)
        past = _past(session, due_on, None)
        found[job.id] = replace(row, due_on=due_on, past=past, material=(*row.material, material))
    return list(found.values())
