"""What a follow-up is about: the enquiry, visit, quote, job, finding or referral that set it off."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy.orm import lazyload
from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry
from tradesman.book.finding import Finding
from tradesman.book.followup import Event, FollowUp
from tradesman.book.job import Job
from tradesman.book.partner import Partner, Referral
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.book.visit import Visit

SUBJECTS: dict[Event, type[Any]] = {
    Event.ENQUIRY_RECEIVED: Enquiry,
    Event.VISIT_BOOKED: Visit,
    Event.QUOTE_GIVEN: Quote,
    Event.QUOTE_DECISION: Quote,
    Event.QUOTE_EXPIRING: Quote,
    Event.QUOTE_LOST: Quote,
    Event.QUOTE_ACCEPTED: Job,
    Event.JOB_PLANNED: Job,
    Event.JOB_COMPLETED: Job,
    Event.GUARANTEE_ENDS: Job,
    Event.KIND_WORDS: Job,
    Event.FINDING_NOW: Finding,
    Event.FINDING_TOLD: Finding,
    Event.REFERRAL_INTRODUCED: Referral,
}


def of(session: Session, found: Iterable[FollowUp]) -> dict[UUID, Any]:
    """What each follow-up is about, by its id: of a visit the enquiry, of a referral the partner."""
    found = list(found)
    subjects: dict[UUID, Any] = {}
    for kind in set(SUBJECTS.values()):
        ids = [row.subject_id for row in found if SUBJECTS[row.event] is kind]
        subjects |= by_id(session, kind, ids)
    visits = [subject for subject in subjects.values() if isinstance(subject, Visit)]
    referrals = [subject for subject in subjects.values() if isinstance(subject, Referral)]
    enquiries = by_id(session, Enquiry, (visit.enquiry_id for visit in visits))
    partners = by_id(session, Partner, (referral.partner_id for referral in referrals))
    subjects |= {visit.id: enquiries[visit.enquiry_id] for visit in visits}
    subjects |= {referral.id: partners[referral.partner_id] for referral in referrals}
    return subjects


def words(subject: Any) -> str:
    """What a subject is called, in the words that were noted; empty where it is gone."""
    for name in ("what", "title", "name"):
        if hasattr(subject, name):
            return str(getattr(subject, name))
    return ""


def by_id(session: Session, kind: type[Any], ids: Iterable[UUID | None]) -> dict[UUID, Any]:
    """Rows by their ids, without what belongs to them but for a customer's."""
    wanted = list({one for one in ids if one is not None})
    if not wanted:
        return {}
    query = select(kind).where(col(kind.id).in_(wanted))
    if kind is not Customer:  # only a title is read of the others, not the lines and days that belong to them
        query = query.options(lazyload("*"))
    return {row.id: row for row in session.exec(query).all()}
