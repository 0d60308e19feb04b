"""What was noticed, as its sheet gives it: kept with its photos, told, recommended or put into a quote, in one step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, or_, select

from tradesman.book.enquiry import CameBy
from tradesman.book.finding import Finding, HowSoon
from tradesman.book.followup import FollowUp, FollowUpState
from tradesman.book.job import Job
from tradesman.book.message import Message, Way
from tradesman.book.partner import Referral
from tradesman.book.photo import Photo
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.services import businesses, enquiries, findings, messages, partners, quotes


@dataclass(frozen=True)
class Seen:
    """What stands in the sheet; without `finding_id` it is something new."""

    job_id: UUID
    what: str
    how_soon: HowSoon = HowSoon.SOON
    plain_words: str = ""
    by_on: date | None = None
    photo_ids: tuple[UUID, ...] = ()
    finding_id: UUID | None = None


def keep(session: Session, seen: Seen) -> Finding:
    """Notes it, or corrects it, with the photos that show it. BookError when nothing is said."""
    plain = seen.plain_words.strip()
    if seen.finding_id is None:
        how = {"plain_words": plain, "by_on": seen.by_on}
        finding = findings.note(session, seen.job_id, seen.what, seen.how_soon, **how)  # type: ignore[arg-type]
    else:
        finding = findings.change(
            session, seen.finding_id, how_soon=seen.how_soon, plain_words=plain, what=seen.what, by_on=seen.by_on
        )
        if finding.told_at is None:  # what the customer was told stays
            finding.plain_words = plain
    _show(session, finding, seen.photo_ids)
    return finding


def _show(session: Session, finding: Finding, photo_ids: Iterable[UUID]) -> None:
    """Puts these photos to the finding and takes all others off; one that shows something else stays there."""
    wanted = set(photo_ids)
    query = select(Photo).where(or_(col(Photo.finding_id) == finding.id, col(Photo.id).in_(wanted)))
    for photo in session.exec(query).all():
        if photo.id not in wanted:
            photo.finding_id = None
        elif photo.finding_id is None and photo.customer_id == finding.customer_id:
            photo.finding_id = finding.id


def photos_for(session: Session, job_id: UUID, finding_id: UUID | None) -> list[Photo]:
    """The photos that can show it, the newest first: those of the job that show nothing else that was noticed."""
    mine = or_(col(Photo.finding_id).is_(None), col(Photo.finding_id) == finding_id)
    query = select(Photo).where(or_(col(Photo.job_id) == job_id, col(Photo.finding_id) == finding_id), mine)
    return list(session.exec(query.order_by(col(Photo.taken_at).desc(), col(Photo.id).desc())).all())


def is_own_trade(session: Session, words: str) -> bool:
    """Whether these words name the owner's own trade, in which a quote comes before any partner."""
    return partners.names_trade(words, businesses.current(session).trade) > 0


def tell(session: Session, seen: Seen) -> Finding:
    """Keeps it and notes that the customer was told, in plain words or else in those."""
    finding = keep(session, seen)
    return findings.tell(session, finding.id, finding.plain_words or finding.what)


def send(session: Session, customer_id: UUID, words: str, way: Way, *, seen: Seen, **sent: Any) -> Message:
    """Keeps it and notes the message that told the customer of it, as `messages.send_noted` wants it, in one step."""
    tell(session, seen)
    return messages.send_noted(session, customer_id, words, way, **sent)


def take_back(session: Session, finding_ids: Iterable[UUID], at: datetime) -> list[UUID]:
    """The message of this moment did not leave: gives those of these findings that nobody was told of after all.

    One that was passed on, answered for or asked about since was told in another way.
    """
    untold = []
    for finding in session.exec(select(Finding).where(col(Finding.id).in_(list(finding_ids)))).all():
        passed_on = select(Referral.id).where(Referral.finding_id == finding.id)
        settled = col(FollowUp.state).in_((FollowUpState.DONE, FollowUpState.SKIPPED))
        asked = select(FollowUp.id).where(FollowUp.subject_id == finding.id, settled)
        since = finding.outcome or session.exec(passed_on).first() or session.exec(asked).first()
        if finding.told_at == at and not since:
            finding.told_at = None
            untold.append(finding.id)
    return untold


def recommend(session: Session, seen: Seen, partner_id: UUID, *, consent: bool, ask_after: bool = True) -> Referral:
    """Keeps it, tells the customer and sends the details to a partner; only with consent."""
    finding = keep(session, seen)
    return partners.introduce(session, finding.id, partner_id, consent=consent, ask_after=ask_after)


def quote_instead(session: Session, seen: Seen) -> Quote:
    """Own trade: a new enquiry of the same customer with a quote begun; nothing more is asked about the finding."""
    finding = tell(session, seen)
    finding.own_trade = True
    job = session.load(Job, finding.job_id)
    enquiry = enquiries.log(
        session,
        finding.customer_id,
        finding.what,
        CameBy.IN_PERSON,
        answered_live=True,
        property_id=job.property_id,
    )
    enquiries.diagnose(session, enquiry.id, finding.plain_words or finding.what)
    quote = quotes.draft(session, enquiry.id, finding.what)
    findings.settle(session, finding.id, f"Quote {quote.number}")
    return quote
