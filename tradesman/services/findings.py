"""Findings: noticed on a job in seconds, told in plain words, and passed on to somebody who can help."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.errors import BookError
from tradesman.book.finding import Finding, HowSoon
from tradesman.book.followup import Event
from tradesman.book.job import Job
from tradesman.book.store import Session
from tradesman.services import businesses, followups, overtaken


def note(
    session: Session,
    job_id: UUID,
    what: str,
    how_soon: HowSoon = HowSoon.SOON,
    *,
    plain_words: str = "",
    own_trade: bool = False,
    by_on: date | None = None,
) -> Finding:
    """Logs something noticed outside the scope of a job."""
    if not what.strip():
        raise BookError("What did you see? Nothing was saved; a few words are enough.")
    job = session.load(Job, job_id)
    finding = Finding(
        customer_id=job.customer_id,
        job_id=job.id,
        what=what.strip(),
        plain_words=plain_words.strip(),
        how_soon=how_soon,
        own_trade=own_trade,
        by_on=by_on,
        noticed_at=session.now,
    )
    session.add(finding)
    return finding


def tell(session: Session, finding_id: UUID, plain_words: str = "") -> Finding:
    """Notes that the customer was told; asking what became of it is scheduled."""
    finding = session.load(Finding, finding_id)
    finding.tell(session.now, plain_words)
    event = Event.FINDING_NOW if finding.how_soon == HowSoon.NOW else Event.FINDING_TOLD
    job = session.load(Job, finding.job_id)
    day = businesses.calendar(session).local_day(finding.told_at or session.now)
    if not finding.outcome:
        followups.plan(session, event, finding.id, finding.customer_id, day, job=job)
    return finding


def change(
    session: Session, finding_id: UUID, *, how_soon: HowSoon | None = None, plain_words: str = "", **fields: Any
) -> Finding:
    """Corrects a finding: `what`, `by_on`, `own_trade`, its plain words, or how soon; what asks about it follows."""
    if set(fields) - {"what", "by_on", "own_trade"}:
        message = f"a finding's {set(fields) - {'what', 'by_on', 'own_trade'}} cannot be changed here"
        raise TypeError(message)
    if not fields.get("what", "?").strip():
        raise BookError("What did you see? Nothing was changed; a few words are enough.")
    finding = session.load(Finding, finding_id)
    for key, value in fields.items():
        setattr(finding, key, value.strip() if key == "what" else value)
    finding.plain_words = plain_words.strip() or finding.plain_words
    if how_soon is not None and how_soon != finding.how_soon:
        finding.how_soon = how_soon
        if finding.told_at is not None:
            followups.overtake(session, finding.id, overtaken.OTHER_URGENCY)
            tell(session, finding.id)
    return finding


def settle(session: Session, finding_id: UUID, outcome: str) -> Finding:
    """Notes what became of it; nothing more is asked."""
    finding = session.load(Finding, finding_id)
    finding.outcome = outcome.strip()
    followups.overtake(session, finding.id, overtaken.OUTCOME_KNOWN)
    return finding


def of_job(session: Session, job_id: UUID) -> list[Finding]:
    """What was noticed on one job, oldest first."""
    return list(session.exec(select(Finding).where(Finding.job_id == job_id).order_by(col(Finding.noticed_at))).all())
