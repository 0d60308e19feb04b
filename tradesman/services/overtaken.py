"""What has overtaken a follow-up: whether there is still something to ask about, by what is known of its subject."""

from collections.abc import Callable
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.enquiry import Enquiry
from tradesman.book.finding import Finding, HowSoon
from tradesman.book.followup import ASKS_THE_CLIENT, Event, FollowUp
from tradesman.book.job import Job, JobState
from tradesman.book.partner import Direction, Partner, Referral, ReferralState
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Session
from tradesman.book.visit import FELL_THROUGH, Visit, VisitState
from tradesman.book.winback import WinBack
from tradesman.services import playbooks

# The subject may yet become another one, and then it is asked about.
NO_DATE = "No decision date"
SUBCONTRACTED = "The client belongs to another contractor"
OTHER_URGENCY = "It is more or less urgent than it seemed"
WITH_LATER_WORK = "Later work at the same property is checked with it"
# The world has gone on.
ENQUIRY_CLOSED = "The enquiry is closed"
VISIT_BEGUN = "The visit has begun"
VISIT_BEEN = "The visit has been"
SAID_YES = "The customer said yes"
SAID_NO = "The customer said no"
CAME_BACK = "The customer came back"
LET_GO = "Let go"
WORK_BEGUN = "The work has begun"
WORK_DONE = "The work is done"
CALLED_OFF = "The job was called off"
OUTCOME_KNOWN = "It is known what became of it"
PARTNER_DONE = "{} has done it"
WENT_KNOWN = "It is known how it went"
_PAST = frozenset({ReferralState.DONE, ReferralState.BONUS_DUE, ReferralState.BONUS_RECEIVED})


def why(session: Session, found: FollowUp) -> str:
    """Why there is nothing to ask about, by what is known of its subject now; empty when there is."""
    look = _LOOKS.get(found.event)
    gone_on = look(session, found) if look is not None else ""
    if gone_on or found.event not in ASKS_THE_CLIENT:
        return gone_on
    job = _job_of(session, found.subject_id)
    if job is not None and job.id == found.subject_id and job.state in (JobState.CANCELLED, JobState.WITHDRAWN):
        return CALLED_OFF
    return SUBCONTRACTED if job is not None and job.subcontracted else ""


def prepares(found: FollowUp) -> bool:
    """Whether it lies before the event it is counted from."""
    return found.event in playbooks.AHEAD and found.due_on <= found.counted_from_on


def _job_of(session: Session, subject_id: UUID) -> Job | None:
    """The job that a follow-up goes back to: its subject, or where the finding was made that it is about."""
    finding = session.get(Finding, subject_id)
    referral = session.get(Referral, subject_id) if finding is None else None
    if referral is not None and referral.finding_id is not None:
        finding = session.get(Finding, referral.finding_id)
    return session.get(Job, finding.job_id if finding is not None else subject_id)


def _of_visit(session: Session, found: FollowUp) -> str:
    visit = session.get(Visit, found.subject_id)
    if visit is None or visit.is_ahead:
        return ""
    if visit.state in FELL_THROUGH:
        return visit.words
    begun = VISIT_BEGUN if visit.state == VisitState.ARRIVED else VISIT_BEEN
    return begun if prepares(found) else ""


def _of_quote(session: Session, found: FollowUp) -> str:
    quote = session.get(Quote, found.subject_id)
    if quote is None:
        return ""
    if quote.is_settled:
        return SAID_YES if quote.state == QuoteState.ACCEPTED else SAID_NO
    if not session.load(Enquiry, quote.enquiry_id).is_open:
        return ENQUIRY_CLOSED
    return NO_DATE if found.event == Event.QUOTE_DECISION and quote.decision_on is None else ""


def _of_lost_quote(session: Session, found: FollowUp) -> str:
    quote = session.get(Quote, found.subject_id)
    if quote is None:
        return ""
    known = session.exec(select(WinBack).where(WinBack.quote_id == quote.id)).first()
    if known is not None and known.let_go_at is not None:
        return LET_GO
    if found.rule_key == playbooks.BY_HAND:  # chosen for this customer, whatever was asked for again
        return ""
    return CAME_BACK if session.load(Enquiry, quote.enquiry_id).is_open else ""


def _of_work(session: Session, found: FollowUp) -> str:
    job = session.get(Job, found.subject_id)
    if job is None:
        return ""
    if not job.is_open:
        return WORK_DONE if job.state == JobState.COMPLETED else CALLED_OFF
    begun = job.started_at is not None and found.event == Event.JOB_PLANNED
    return WORK_BEGUN if begun and prepares(found) else ""


def _of_finding(session: Session, found: FollowUp) -> str:
    finding = session.get(Finding, found.subject_id)
    if finding is None:
        return ""
    if finding.outcome:
        return OUTCOME_KNOWN
    query = select(Partner.name).join(Referral, col(Referral.partner_id) == col(Partner.id))
    query = query.where(Referral.finding_id == finding.id, col(Referral.state).in_(_PAST))
    partner = session.exec(query.where(Referral.direction == Direction.SENT)).first()
    if partner is not None:
        return PARTNER_DONE.format(partner)
    return OTHER_URGENCY if (found.event == Event.FINDING_NOW) != (finding.how_soon == HowSoon.NOW) else ""


def _of_referral(session: Session, found: FollowUp) -> str:
    referral = session.get(Referral, found.subject_id)
    if referral is None:
        return ""
    if referral.state == ReferralState.DECLINED:
        return SAID_NO
    return WENT_KNOWN if referral.did_well is not None else ""


_LOOKS: dict[Event, Callable[[Session, FollowUp], str]] = {
    Event.VISIT_BOOKED: _of_visit,
    Event.QUOTE_GIVEN: _of_quote,
    Event.QUOTE_DECISION: _of_quote,
    Event.QUOTE_EXPIRING: _of_quote,
    Event.QUOTE_LOST: _of_lost_quote,
    Event.QUOTE_ACCEPTED: _of_work,
    Event.JOB_PLANNED: _of_work,
    Event.FINDING_NOW: _of_finding,
    Event.FINDING_TOLD: _of_finding,
    Event.REFERRAL_INTRODUCED: _of_referral,
}
