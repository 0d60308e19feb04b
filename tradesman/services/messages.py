"""Messages: what their words are filled with, the words for each occasion, and what was sent. Nothing is sent here."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman import paths
from tradesman.book import history
from tradesman.book.customer import ContactKind, Customer, Property
from tradesman.book.enquiry import Enquiry
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job
from tradesman.book.message import Message, MessageTemplate, Way
from tradesman.book.partner import Partner, Referral
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.book.visit import Visit
from tradesman.services import businesses, followups, promises

SENT = "A message that was sent stays in the timeline."
LEFT_ALONE = "{0} asked not to be contacted. Nothing was sent. Lift that on the customer's page first, if they agree."
MOST_SENT = 20_000  # characters


class Occasion(StrEnum):
    """What a message is for when no follow-up asks for it; a follow-up's occasion is its purpose."""

    FREE = "free"
    LEFT_MESSAGE = "left_message"
    DECLINE = "decline"
    RUNNING_LATE = "running_late"
    AT_YOUR_DOOR = "at_your_door"
    VISIT_OFF = "visit_off"
    DAYS_MOVED = "days_moved"
    JOB_RESTS = "job_rests"
    THEIR_PROMISE = "their_promise"
    JOB_OFF = "job_off"
    RECOMMEND = "recommend"
    OPENNESS = "openness"
    REMIND_PARTNER = "remind_partner"


# What a message about a customer speaks of when it is not said: the newest of these, the first kind that there is.
_SPEAKS_OF: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys((Purpose.CALL_BACK, Occasion.LEFT_MESSAGE, Occasion.DECLINE), (Enquiry,)),
    **dict.fromkeys(
        (Purpose.CONFIRM_VISIT, Occasion.RUNNING_LATE, Occasion.AT_YOUR_DOOR, Occasion.VISIT_OFF), (Visit, Enquiry)
    ),
    **dict.fromkeys(
        (Purpose.ANSWER_QUESTIONS, Purpose.HIDDEN_SLOT, Purpose.OFFER_TO_RENEW, Purpose.WIN_BACK), (Quote, Enquiry)
    ),
    **dict.fromkeys((Purpose.FINDING_DECIDED, Purpose.FINDING_OUTCOME), (Finding,)),
    Purpose.PARTNER_DID_WELL: (Referral,),
}
_OTHERWISE = (Job, Quote, Enquiry)


@dataclass(frozen=True)
class Reach:
    """One way to a customer: by which way, to which address or number, and whose it is."""

    way: Way
    to: str
    whose: str = ""


@dataclass(frozen=True)
class Facts:
    """What a message may say: to whom, about what, when, and in whose name."""

    customer_id: UUID
    customer: str
    greeting: str
    phone: str
    email: str
    reaches: tuple[Reach, ...]
    left_alone: bool
    sender: str
    business: str
    business_phone: str
    business_email: str
    review_link: str = ""
    what: str = ""
    day: date | None = None
    starts: time | None = None
    place: str = ""
    quote_number: str = ""
    valid_until_on: date | None = None
    decision_on: date | None = None
    ends_on: date | None = None
    finish_on: date | None = None
    partner: str = ""
    partner_pays: bool = False
    job_id: UUID | None = None


@dataclass(frozen=True)
class TemplateRow:
    """The words for an occasion, and whether they are the owner's own."""

    occasion: Purpose | Occasion
    subject: str
    words: str
    own: bool = False


def facts(session: Session, followup_id: UUID) -> Facts:
    """The facts for the message that a follow-up asks for."""
    found = session.load(FollowUp, followup_id)
    return facts_about(session, found.customer_id, found.subject_id)


def facts_about(session: Session, customer_id: UUID, subject_id: UUID | None = None) -> Facts:
    """The facts for a message to a customer, about a visit, quote, job, finding, referral or enquiry, or nothing."""
    customer = session.load(Customer, customer_id)
    business = businesses.current(session)
    return Facts(
        customer_id=customer.id,
        customer=customer.name,
        greeting=customer.greet(),
        phone=customer.first_contact(ContactKind.PHONE),
        email=customer.first_contact(ContactKind.EMAIL),
        reaches=_reaches(customer),
        left_alone=customer.do_not_contact,
        sender=business.owner or business.name,
        business=business.name,
        business_phone=business.phone,
        business_email=business.email,
        review_link=business.review_link,
        **(_subject(session, subject_id) if subject_id is not None else {}),
    )


def _reaches(customer: Customer) -> tuple[Reach, ...]:
    ways = {ContactKind.EMAIL: Way.EMAIL, ContactKind.PHONE: Way.TEXT}
    points = sorted(customer.contacts, key=lambda point: (point.kind != ContactKind.EMAIL, not point.preferred))
    reached = [Reach(ways[point.kind], point.value, point.whose) for point in points]
    return (*reached, *(Reach(Way.LETTER, site.address) for site in customer.properties))


def _subject(session: Session, subject_id: UUID) -> dict[str, Any]:
    if (promise := session.get(Promise, subject_id)) is not None:  # of its job
        return _subject(session, promise.job_id) if promise.job_id is not None else {}
    if (visit := session.get(Visit, subject_id)) is not None:
        site = session.get(Property, visit.property_id) if visit.property_id else None
        what = session.load(Enquiry, visit.enquiry_id).what
        return {"what": what, "day": visit.day_on, "starts": visit.starts, "place": site.address if site else ""}
    if (quote := session.get(Quote, subject_id)) is not None:
        days = {"valid_until_on": quote.valid_until_on, "decision_on": quote.decision_on}
        return {"what": quote.title, "quote_number": quote.number, **days}
    if (job := session.get(Job, subject_id)) is not None:
        site = session.get(Property, job.property_id) if job.property_id else None
        days = {"day": job.starts_on, "ends_on": job.ends_on, "finish_on": _finish_on(session, job)}
        return {"what": job.title, **days, "place": site.address if site else "", "job_id": job.id}
    if (referral := session.get(Referral, subject_id)) is not None:
        finding = session.get(Finding, referral.finding_id) if referral.finding_id else None
        partner = session.load(Partner, referral.partner_id)
        what = finding.what if finding is not None else ""
        return {"what": what, "partner": partner.name, "partner_pays": partner.pays}
    found = session.get(Finding, subject_id) or session.get(Enquiry, subject_id)
    return {"what": found.what if found is not None else ""}


def _finish_on(session: Session, job: Job) -> date | None:
    """The promised finish, as long as the plan keeps it: a message does not promise what cannot be."""
    finish = promises.finish_of(promises.of_job(session, job.id))
    if finish is None or finish.state != PromiseState.OPEN:
        return None
    return finish.due_on if job.ends_on is None or job.ends_on <= finish.due_on else None


def subject_of(session: Session, customer_id: UUID, occasion: str) -> UUID | None:
    """What a message to a customer speaks of: what an open follow-up asks it for, otherwise the newest that fits."""
    if occasion in set(Purpose):
        asked = select(FollowUp).where(
            FollowUp.customer_id == customer_id, FollowUp.purpose == occasion, FollowUp.state == FollowUpState.OPEN
        )
        if due := session.exec(asked).all():  # ordered here: see `followups.of_subject`
            return min(due, key=lambda found: found.due_on).subject_id
    for kind in _SPEAKS_OF.get(occasion, _OTHERWISE):
        newest = select(kind.id).where(kind.customer_id == customer_id).order_by(kind.id.desc()).limit(1)
        if (found := session.exec(newest).first()) is not None:
            return UUID(str(found))
    return None


def somebody(session: Session, occasion: str) -> UUID | None:
    """A customer to whom these words could be shown: one who is due to get them, otherwise the newest; or nobody."""
    if occasion in set(Purpose):
        due = select(FollowUp.customer_id).where(FollowUp.purpose == occasion)
        due = due.order_by(col(FollowUp.state) != FollowUpState.OPEN, col(FollowUp.due_on).desc())
        if (found := session.exec(due.limit(1)).first()) is not None:
            return found
    return session.exec(select(Customer.id).order_by(col(Customer.id).desc()).limit(1)).first()


# The words for each occasion


def shipped() -> dict[str, TemplateRow]:
    """The words that ship with the program, by occasion, in the order of the journey."""
    with paths.resource("messages", "messages.toml").open("rb") as file:
        data = tomllib.load(file)
    return {key: TemplateRow(_occasion(key), each["subject"], each["words"].strip()) for key, each in data.items()}


def _occasion(key: str) -> Purpose | Occasion:
    return Purpose(key) if key in set(Purpose) else Occasion(key)


def templates(session: Session) -> list[TemplateRow]:
    """The words in force for every occasion: the owner's own, otherwise those that ship."""
    own = {row.occasion: row for row in session.exec(select(MessageTemplate)).all()}
    return [
        TemplateRow(row.occasion, own[key].subject, own[key].words, own=True) if key in own else row
        for key, row in shipped().items()
    ]


def template(session: Session, occasion: str) -> TemplateRow:
    """The words in force for one occasion."""
    row = _own(session, occasion)
    return TemplateRow(_occasion(occasion), row.subject, row.words, own=True) if row else shipped()[occasion]


def change_template(session: Session, occasion: str, subject: str, words: str) -> None:
    """Keeps the owner's own words for an occasion, as they were checked; those that ship are nobody's own."""
    if not words.strip():
        raise BookError(
            "There are no words. Nothing was changed. Write some, or take those that came with the program."
        )
    row, as_shipped = _own(session, occasion), shipped()[occasion]
    subject, words = subject.strip(), words.strip()
    if (subject, words) == (as_shipped.subject, as_shipped.words):
        reset_template(session, occasion)
    elif row is None:
        session.add(MessageTemplate(occasion=occasion, subject=subject, words=words))
    else:
        row.subject, row.words = subject, words


def reset_template(session: Session, occasion: str) -> None:
    """Takes the words that ship with the program again."""
    row = _own(session, occasion)
    if row is not None:
        session.delete(row)


def _own(session: Session, occasion: str) -> MessageTemplate | None:
    return session.exec(select(MessageTemplate).where(MessageTemplate.occasion == str(occasion))).first()


# What was sent


def send_noted(
    session: Session,
    customer_id: UUID,
    words: str,
    way: Way,
    *,
    to: str = "",
    subject: str = "",
    followup_id: UUID | None = None,
    also: Iterable[UUID] = (),
    attachments: Iterable[str] = (),
    outcome: str = "",
) -> Message:
    """Notes that a person sent a message, word for word, and does the follow-up that asked for it in the same step.

    `also` names other follow-ups to the same person that it served, `attachments` the files that went along. BookError
    for somebody who is to be left alone. What left the house is not taken back. Rule: product.md, Undo.
    """
    customer = session.load(Customer, customer_id)
    if customer.do_not_contact:
        raise BookError(LEFT_ALONE.format(customer.name))
    if not words.strip():
        raise BookError("There are no words. Nothing was noted.")
    if len(words) > MOST_SENT:
        raise BookError(f"A message has at most {MOST_SENT:,} characters. Nothing was noted. Shorten it.")
    if followup_id is not None:
        followups.do(session, followup_id, outcome, also=also)
    message = Message(
        customer_id=customer.id,
        followup_id=followup_id,
        sent_at=session.now,
        way=way,
        to=to.strip(),
        subject=subject.strip(),
        words=words.strip(),
        attachments=list(attachments),
    )
    session.add(message)
    history.seal(session, SENT)
    return message


def sent(session: Session, message_id: UUID) -> tuple[Message, str]:
    """A message that was sent, and to whom."""
    found = session.load(Message, message_id)
    return found, session.load(Customer, found.customer_id).name
