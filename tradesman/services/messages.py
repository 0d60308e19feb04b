"""Messages: what they are for, what their words are filled with, and what was sent. Nothing is sent here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import history
from tradesman.book.customer import ContactKind, Customer, Property
from tradesman.book.enquiry import Enquiry
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job
from tradesman.book.message import Message, Way
from tradesman.book.partner import Partner, Referral
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.book.visit import Visit
from tradesman.services import answers_sent, businesses, followups, playbooks, promises, thanks

SENT = "A message that was sent stays in the timeline."
LEFT_ALONE = "{0} asked not to be contacted. Nothing was sent. Lift that on the customer's page first, if they agree."
MOST_SENT = 20_000  # characters
ENGLISH = "en"
_BY_NAME = frozenset({"de"})  # languages in which nobody is greeted by the first name alone


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
    ASK_WORDS = "ask_words"
    THANK_RECOMMENDER = "thank_recommender"


# Parts of another message, and what a partner gets.
NOT_TO_CUSTOMERS = frozenset({Occasion.RECOMMEND, Occasion.OPENNESS, Occasion.REMIND_PARTNER})

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
    language: str = ENGLISH
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


def facts(session: Session, followup_id: UUID, language: str = "") -> Facts:
    """The facts for the message that a follow-up asks for."""
    found = session.load(FollowUp, followup_id)
    return facts_about(session, found.customer_id, found.subject_id, language)


def facts_about(session: Session, customer_id: UUID, subject_id: UUID | None = None, language: str = "") -> Facts:
    """The facts for a message to a customer, about a visit, quote, job, finding, referral or enquiry, or nothing.

    It is written in `language`, otherwise in the customer's, otherwise in that of the business.
    """
    customer = session.load(Customer, customer_id)
    business = businesses.current(session)
    language = language or customer.language or business.language or ENGLISH
    return Facts(
        customer_id=customer.id,
        customer=customer.name,
        greeting=customer.greeting or customer.name if language in _BY_NAME else customer.greet(),
        language=language,
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


def language_of(session: Session, customer_id: UUID | None = None) -> str:
    """The language to write to a customer in; without one, that of the business."""
    customer = session.load(Customer, customer_id) if customer_id is not None else None
    return (customer.language if customer else "") or businesses.current(session).language or ENGLISH


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
    elif playbooks.has_own_words(occasion):
        due = select(FollowUp.customer_id).where(FollowUp.rule_key == occasion).order_by(col(FollowUp.due_on).desc())
        if (found := session.exec(due.limit(1)).first()) is not None:
            return found
    return session.exec(select(Customer.id).order_by(col(Customer.id).desc()).limit(1)).first()


# What was sent


def note(
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
    occasion: str = "",
    answers: Iterable[UUID] = (),
) -> Message:
    """Notes a message that leaves, word for word, and does the follow-up that asked for it in the same step.

    `occasion` is what the words are for, `also` names other follow-ups to the same person that it served, `attachments`
    the files that go along, `answers` those of the library that were put in. BookError for somebody who is to be left
    alone.
    """
    customer = _addressee(session, customer_id, words)
    if followup_id is not None:
        followups.do(session, followup_id, outcome, also=also)
    if occasion == Occasion.THANK_RECOMMENDER:
        thanks.say(session, customer.id)
    message = Message(
        customer_id=customer.id,
        followup_id=followup_id,
        sent_at=session.now,
        way=way,
        to=to.strip(),
        subject=subject.strip(),
        words=words.strip(),
        occasion=str(occasion),
        attachments=list(attachments),
    )
    session.add(message)
    answers_sent.note(session, message, answers)
    return message


def _addressee(session: Session, customer_id: UUID, words: str) -> Customer:
    """Whom it is for; BookError for somebody who is to be left alone, and for words that cannot be sent."""
    customer = session.load(Customer, customer_id)
    if customer.do_not_contact:
        raise BookError(LEFT_ALONE.format(customer.name))
    if not words.strip():
        raise BookError("There are no words. Nothing was noted.")
    if len(words) > MOST_SENT:
        raise BookError(f"A message has at most {MOST_SENT:,} characters. Nothing was noted. Shorten it.")
    return customer


def send_noted(
    session: Session, customer_id: UUID, words: str, way: Way, *, sealed: bool = True, **rest: Any
) -> Message:
    """Notes that a person sent a message: as `note`, and what left the house is not taken back.

    One that waits in the outbox is not `sealed` yet. Rule: product.md, Undo.
    """
    message = note(session, customer_id, words, way, **rest)
    if sealed:
        history.seal(session, SENT)
    return message


def sent(session: Session, message_id: UUID) -> tuple[Message, str]:
    """A message that was sent, and to whom."""
    found = session.load(Message, message_id)
    return found, session.load(Customer, found.customer_id).name
