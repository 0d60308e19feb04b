"""Feedback and testimonials: is it holding, how was it, and may I show your words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.customer import Customer, Property
from tradesman.book.errors import BookError
from tradesman.book.followup import Event
from tradesman.book.job import Job
from tradesman.book.store import Session
from tradesman.book.testimonial import KIND_FROM, LOW_TO, Feedback, NameShown, Testimonial
from tradesman.services import businesses, complaints, followups


def record_feedback(
    session: Session, job_id: UUID, *, holding: bool | None = None, score: int | None = None, words: str = ""
) -> Feedback:
    """Notes what the customer says of a job. Not holding or a score up to 6 opens a complaint; 9 and 10 are kind words.

    `score` is 0 to 10. Rule: product.md, Follow-ups and Complaint.
    """
    if score is not None and not 0 <= score <= 10:
        raise BookError("The score goes from 0 to 10. Nothing was saved.")
    job = session.load(Job, job_id)
    feedback = Feedback(
        customer_id=job.customer_id, job_id=job.id, at=session.now, holding=holding, score=score, words=words.strip()
    )
    session.add(feedback)
    if holding is False or (score is not None and score <= LOW_TO):
        complaints.open_one(session, job.customer_id, words.strip() or "It is not holding", job.id)
    elif score is not None and score >= KIND_FROM:
        _kind_words(session, job)
    return feedback


def _kind_words(session: Session, job: Job) -> None:
    day = businesses.today(session)
    followups.plan(session, Event.KIND_WORDS, job.id, job.customer_id, day, job=job)


def take_down(
    session: Session, customer_id: UUID, words: str, job_id: UUID | None = None, *, incentive: str = ""
) -> Testimonial:
    """Keeps the customer's words as they were said; nothing may be shown before consent is given.

    `incentive` is the discount or gift they were given for, which is shown beside them. Rule: product.md, Openness.
    """
    if not words.strip():
        raise BookError("What did the customer say? Nothing was saved.")
    testimonial = Testimonial(
        customer_id=customer_id,
        job_id=job_id,
        words=words.strip(),
        said_on=businesses.today(session),
        incentive=incentive.strip(),
    )
    session.add(testimonial)
    if job_id is not None:
        _kind_words(session, session.load(Job, job_id))
    else:
        followups.plan(session, Event.KIND_WORDS, testimonial.id, customer_id, testimonial.said_on)
    return testimonial


def shorten(session: Session, testimonial_id: UUID, shortened: str) -> Testimonial:
    """Keeps a shortened version beside the words that were said."""
    testimonial = session.load(Testimonial, testimonial_id)
    testimonial.shortened = shortened.strip()
    return testimonial


def release(
    session: Session,
    testimonial_id: UUID,
    how: str,
    name_shown: NameShown,
    *,
    place_shown: bool = False,
    photo_shown: bool = False,
    on_website: bool = False,
    in_print: bool = False,
    on_social: bool = False,
) -> Testimonial:
    """Notes the consent, apart for name, place, photo and where, with how it was given."""
    testimonial = session.load(Testimonial, testimonial_id)
    testimonial.release(
        session.now,
        how,
        name_shown,
        place_shown=place_shown,
        photo_shown=photo_shown,
        on_website=on_website,
        in_print=in_print,
        on_social=on_social,
    )
    return testimonial


def withdraw(session: Session, testimonial_id: UUID) -> Testimonial:
    """The customer takes the consent back: gone from every later export."""
    testimonial = session.load(Testimonial, testimonial_id)
    testimonial.withdraw(session.now)
    return testimonial


@dataclass(frozen=True)
class WallRow:
    """A testimonial as the wall shows it."""

    testimonial: Testimonial
    customer: str
    job: str
    place: str


def rows(session: Session) -> list[WallRow]:
    """All testimonials, newest first."""
    query = (
        select(Testimonial, Customer, Job, Property)
        .join(Customer, col(Customer.id) == col(Testimonial.customer_id))
        .outerjoin(Job, col(Job.id) == col(Testimonial.job_id))
        .outerjoin(Property, col(Property.id) == col(Job.property_id))
        .order_by(col(Testimonial.said_on).desc(), col(Testimonial.id).desc())
    )
    return [
        WallRow(testimonial, customer.name, _title(job), _address(site))
        for testimonial, customer, job, site in session.exec(query).all()
    ]


def _title(job: Job | None) -> str:
    return job.title if job is not None else ""


def _address(site: Property | None) -> str:
    return site.address if site is not None else ""


@dataclass(frozen=True)
class Shown:
    """A testimonial as far as consent allows it to be shown."""

    words: str
    shortened: bool
    name: str
    place: str
    job: str
    said_on: date
    incentive: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Export:
    """What may leave the book, and how many were left out for which reason."""

    shown: tuple[Shown, ...]
    withdrawn: int
    without_consent: int
    elsewhere: int = 0


def for_export(session: Session, place: str = "") -> Export:
    """The testimonials that may be shown, and a count of the others by reason.

    With a place, "website", "print" or "social", those whose consent is for elsewhere are left out and counted too.
    """
    shown = []
    withdrawn = without = elsewhere = 0
    for row in rows(session):
        testimonial = row.testimonial
        if testimonial.withdrawn_at is not None:
            withdrawn += 1
        elif not testimonial.is_released:
            without += 1
        elif place and place not in _places(testimonial):
            elsewhere += 1
        else:
            shown.append(_shown(row))
    return Export(tuple(shown), withdrawn, without, elsewhere)


def _places(said: Testimonial) -> tuple[str, ...]:
    places = {"website": said.on_website, "print": said.in_print, "social": said.on_social}
    return tuple(place for place, allowed in places.items() if allowed)


def _shown(row: WallRow) -> Shown:
    said = row.testimonial
    return Shown(
        words=said.shortened or said.words,
        shortened=bool(said.shortened),
        name=said.shown_name(row.customer),
        place=row.place if said.place_shown else "",
        job=row.job,
        said_on=said.said_on,
        incentive=said.incentive,
        places=_places(said),
    )


def write_down(
    session: Session, customer_id: UUID, words: str, *, incentive: str = "", job_id: UUID | None = None
) -> Testimonial:
    """Keeps words said by mouth or letter, with what was given for them; about the newest finished job unless said."""
    if job_id is None:
        finished = select(Job).where(Job.customer_id == customer_id, col(Job.completed_on).is_not(None))
        newest = session.exec(finished.order_by(col(Job.completed_on).desc())).first()
        job_id = newest.id if newest is not None else None
    testimonial = take_down(session, customer_id, words, job_id)
    testimonial.incentive = incentive.strip()
    return testimonial


def shown(session: Session, testimonial_id: UUID) -> Shown:
    """One testimonial as far as consent allows it to be shown; BookError where it does not."""
    testimonial = session.load(Testimonial, testimonial_id)
    if not testimonial.is_released:
        raise BookError("There is no consent to show these words. Nothing was copied. Ask the customer first.")
    customer = session.load(Customer, testimonial.customer_id)
    job = session.get(Job, testimonial.job_id) if testimonial.job_id else None
    site = session.get(Property, job.property_id) if job is not None and job.property_id else None
    place = site.address if site is not None else ""
    return _shown(WallRow(testimonial, customer.name, job.title if job is not None else "", place))
