"""Variations: extra work that is noted, agreed and signed while a job goes on."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.errors import BookError
from tradesman.book.job import Job, JobKind
from tradesman.book.quote import AcceptedBy
from tradesman.book.store import Session
from tradesman.book.variation import Variation
from tradesman.services import signatures


def of_job(session: Session, job_id: UUID) -> list[Variation]:
    """What changed during a job, in its order."""
    query = select(Variation).where(Variation.job_id == job_id).order_by(col(Variation.number))
    return list(session.exec(query).all())


def note(session: Session, job_id: UUID, words: str, price_minor: int, days: int = 0) -> Variation:
    """Notes extra work to be agreed: its price in minor units with tax, less than nothing for what falls away."""
    job = session.load(Job, job_id)
    if not job.is_open:
        raise BookError("This job is over. Nothing was saved. Log a new enquiry for more work.")
    number = 1 + max((one.number for one in of_job(session, job_id)), default=0)
    variation = Variation(
        customer_id=job.customer_id,
        job_id=job.id,
        number=number,
        words=words.strip(),
        price_minor=price_minor,
        days=days,
        noted_at=session.now,
    )
    _fits(job, variation)
    session.add(variation)
    return variation


def change(session: Session, variation_id: UUID, words: str, price_minor: int, days: int = 0) -> Variation:
    """Corrects one that is not agreed yet; what was agreed stands."""
    variation = session.load(Variation, variation_id)
    _still_open(variation)
    variation.words, variation.price_minor, variation.days = words.strip(), price_minor, days
    _fits(session.load(Job, variation.job_id), variation)
    return variation


def remove(session: Session, variation_id: UUID) -> None:
    """Takes out one that is not agreed."""
    variation = session.load(Variation, variation_id)
    _still_open(variation)
    session.delete(variation)


def _fits(job: Job, variation: Variation) -> None:
    """BookError for what cannot be agreed: more cannot fall away than the work costs."""
    variation.check()
    price_minor = _price(job)
    if price_minor is not None and price_minor + variation.price_minor < 0:
        raise BookError("More would fall away than the work costs. Nothing was saved. Correct the price.")


def _price(job: Job) -> int | None:
    """What the work costs so far, None while nobody has said; a service call without a price costs nothing."""
    return 0 if job.price_minor is None and job.kind == JobKind.SERVICE_CALL else job.price_minor


def _still_open(variation: Variation) -> None:
    if variation.agreed_at is not None:
        raise BookError("The customer has agreed to this. Nothing was changed. Note another variation.")


def agree(session: Session, variation_id: UUID, by: AcceptedBy, who: str, strokes: Sequence[Any] = ()) -> Variation:
    """The customer agrees, who and how: the job's price follows; one that nobody has said stays unsaid.

    Signed here, the signature is kept with the fingerprint of what was signed. BookError where more falls away than the
    work costs.
    """
    variation = session.load(Variation, variation_id)
    job = session.load(Job, variation.job_id)
    _fits(job, variation)
    variation.agree(session.now, by, who)
    price_minor = _price(job)
    if price_minor is not None:
        job.price_minor = price_minor + variation.price_minor
    if by == AcceptedBy.SIGNED:
        signatures.sign(session, variation.id, who, fingerprint(variation), strokes)
    return variation


def fingerprint(variation: Variation) -> str:
    """The SHA-256 of what the customer signs: its words, price and days."""
    said = {"words": variation.words, "price_minor": variation.price_minor, "days": variation.days}
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def agreed_minor(session: Session, job_id: UUID) -> int:
    """What the agreed ones add to the price, in minor units with tax."""
    return sum(one.price_minor for one in of_job(session, job_id) if one.agreed_at is not None)
