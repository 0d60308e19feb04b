"""Names for photos that leave: what work each shows, on which day and which of that day, and never whose it is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry
from tradesman.book.job import Job
from tradesman.book.photo import Photo
from tradesman.book.store import Session
from tradesman.services import businesses, photos, subjects

_WORDS = re.compile(r"[\w'’-]+")
_LEFT_ALONE = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"})


@dataclass(frozen=True)
class NamedPhoto:
    """A photo's file in the book, and what names it: the work, empty where nobody knows, the day, and a number."""

    file: str
    work: str
    taken_on: date
    number: int


def of_customer(session: Session, customer_id: UUID) -> list[NamedPhoto]:
    """All photos of a customer, the oldest first."""
    customer = session.load(Customer, customer_id)
    return _named(session, customer, photos.of_customer(session, customer_id)[::-1])


def of_work(session: Session, job_id: UUID) -> list[NamedPhoto]:
    """The photos of a job and of the enquiry it came from, the oldest first."""
    job = session.load(Job, job_id)
    return _named(session, session.load(Customer, job.customer_id), photos.of_work(session, job_id))


def _named(session: Session, customer: Customer, found: Sequence[Photo]) -> list[NamedPhoto]:
    zone = ZoneInfo(businesses.current(session).zone)
    titles = _titles(session, found)
    private = _private(customer)
    counted: Counter[tuple[str, date]] = Counter()
    named = []
    for photo in found:
        work, on = without(titles.get(photo.id, ""), private), photo.taken_at.astimezone(zone).date()
        counted[work, on] += 1
        named.append(NamedPhoto(photo.file, work, on, counted[work, on]))
    return named


def _titles(session: Session, found: Sequence[Photo]) -> dict[UUID, str]:
    """What each shows: its job, the job that its enquiry became, or what was asked for."""
    jobs = subjects.by_id(session, Job, (photo.job_id for photo in found))
    asked = {photo.enquiry_id for photo in found if photo.job_id is None and photo.enquiry_id is not None}
    titles = {one.id: one.what for one in subjects.by_id(session, Enquiry, asked).values()}
    became = select(Job.enquiry_id, Job.title).where(col(Job.enquiry_id).in_(asked)) if asked else None
    titles |= dict(session.exec(became).all()) if became is not None else {}
    return {
        photo.id: jobs[photo.job_id].title if photo.job_id is not None else titles.get(photo.enquiry_id or photo.id, "")
        for photo in found
    }


def _private(customer: Customer) -> frozenset[str]:
    """The words of a customer's names and addresses, in small letters."""
    said = [customer.name, customer.greeting, *(site.address for site in customer.properties)]
    return frozenset(_bare(word) for text in said for word in _WORDS.findall(text)) - _LEFT_ALONE


def without(words: str, private: frozenset[str]) -> str:
    """Words without those that tell whose it is; what joined them to the rest goes from the end too."""
    kept = [word for word in words.split() if not any(_bare(part) in private for part in _WORDS.findall(word))]
    while kept and _bare(kept[-1]) in _LEFT_ALONE:
        kept.pop()
    return " ".join(kept)


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.casefold())
