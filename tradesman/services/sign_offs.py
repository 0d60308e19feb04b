"""Sign-offs: the walk round with the customer, what was seen on it, the signature, and what begins with it."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.enquiry import Need
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding
from tradesman.book.job import Job
from tradesman.book.promise import PromiseKind, PromiseState
from tradesman.book.quote import Option, Quote
from tradesman.book.store import Session
from tradesman.services import jobs, promises, signatures, variations


@dataclass(frozen=True)
class NeedSeen:
    """A need of the accepted option, as the customer said it, and whether it was seen to be met."""

    need_id: UUID
    words: str
    seen: bool


@dataclass(frozen=True)
class WalkRound:
    """What is looked at before a job is signed off; each list but the needs names what is still open."""

    needs: tuple[NeedSeen, ...]
    unticked: tuple[str, ...]
    promises: tuple[str, ...]
    variations: tuple[str, ...]
    looked: bool

    @property
    def open(self) -> tuple[str, ...]:
        """What would be left open, in words; signing off in spite of it takes a reason."""
        unseen = tuple(need.words for need in self.needs if not need.seen)
        return (*unseen, *self.unticked, *self.promises, *self.variations)


@dataclass(frozen=True)
class SignOff:
    """How a job was signed off: on which day, by whom, which needs were seen, and why in spite of what is open.

    `strokes` as `signatures.sign` takes them; without a name nobody signed. `care` are the words of the care sheet,
    `extra_given` the small extra that was given.
    """

    on: date
    who: str = ""
    seen: frozenset[UUID] = frozenset()
    strokes: Sequence[Any] = ()
    because: str = ""
    looked_round: bool = False
    care: str = ""
    extra_given: str = ""


def walk_round(session: Session, job_id: UUID) -> WalkRound:
    """What there is to look at with the customer."""
    job = session.load(Job, job_id)
    mine = (one for one in promises.of_job(session, job.id) if one.mine and one.kind != PromiseKind.FINISH)
    noticed = session.exec(select(Finding.id).where(Finding.job_id == job.id)).first() is not None
    return WalkRound(
        needs=tuple(_needs(session, job)),
        unticked=tuple(job.unfinished()),
        promises=tuple(one.words for one in mine if one.state == PromiseState.OPEN),
        variations=tuple(one.words for one in variations.of_job(session, job.id) if one.agreed_at is None),
        looked=noticed or job.looked_round,
    )


def _needs(session: Session, job: Job) -> list[NeedSeen]:
    option = _accepted(session, job)
    if option is None:
        return []
    seen = {met.need_id: met.seen_at is not None for met in option.needs_met}
    needs = session.exec(select(Need).where(col(Need.id).in_(seen)).order_by(col(Need.position))).all()
    return [NeedSeen(need.id, need.label or need.answer or need.question, seen[need.id]) for need in needs]


def _accepted(session: Session, job: Job) -> Option | None:
    quote = session.load(Quote, job.quote_id) if job.quote_id else None
    if quote is None or quote.accepted_option_id is None:
        return None
    return quote.option(quote.accepted_option_id)


def sign_off(session: Session, job_id: UUID, given: SignOff) -> Job:
    """Signs a job off in one step: needs seen, signature, guarantee, and the follow-ups.

    Raises BookError when something is open and no reason is given, and as `jobs.complete`.
    """
    job = session.load(Job, job_id)
    _see(session, job, given.seen)
    if given.looked_round:
        jobs.looked_round(session, job.id)
    session.flush()
    open_ = walk_round(session, job.id).open
    if open_ and not given.because.strip():
        raise BookError(
            f"Still open: {'; '.join(open_[:5])}. The job was not signed off. Do it, or write why it stays open."
        )
    jobs.complete(session, job.id, on=given.on, who=given.who, forced_because=given.because)
    if given.who.strip():
        signatures.sign(session, job.id, given.who, fingerprint(session, job), given.strokes)
    job.care, job.extra_given = given.care.strip(), given.extra_given.strip()
    return job


def _see(session: Session, job: Job, seen: Collection[UUID]) -> None:
    option = _accepted(session, job)
    for met in option.needs_met if option is not None else ():
        met.seen_at = (met.seen_at or session.now) if met.need_id in seen else None


def fingerprint(session: Session, job: Job) -> str:
    """The SHA-256 of what the customer signs for: the work, the day, what was ticked and seen, what was agreed."""
    said = {
        "title": job.title,
        "on": job.completed_on.isoformat() if job.completed_on else "",
        "ticked": [item.words for item in job.checklist if item.done_at is not None],
        "seen": [need.words for need in _needs(session, job) if need.seen],
        "agreed": [[one.words, one.price_minor] for one in variations.of_job(session, job.id) if one.agreed_at],
    }
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
