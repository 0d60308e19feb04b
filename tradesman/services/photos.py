"""Photos: what was seen at a customer's, beside the enquiry, job or finding it shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, or_, select

from tradesman.book import history
from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding
from tradesman.book.job import ChecklistItem, Job
from tradesman.book.photo import Moment, Photo
from tradesman.book.store import Session
from tradesman.book.testimonial import Testimonial
from tradesman.services import businesses

CHANGEABLE = frozenset({"words", "moment", "job_id", "enquiry_id", "finding_id"})
FIRST_YEAR = 1995  # a camera that says it is earlier has lost its clock


def add(
    session: Session,
    customer_id: UUID,
    file: str,
    *,
    moment: Moment | None = None,
    taken_at: datetime | None = None,
    **subject: Any,
) -> Photo:
    """Notes a picture that `book.album` has kept, with what it shows: enquiry_id, job_id or finding_id.

    `taken_at` is what the camera noted, in the business's zone where it noted none; a time that cannot be is now.
    Without a moment it is from before the work, during it or after it, as the job then stood.
    """
    customer = session.load(Customer, customer_id)
    for key, kind in (("enquiry_id", Enquiry), ("job_id", Job), ("finding_id", Finding)):
        if subject.get(key) is not None:
            session.load(kind, subject[key])
    at = _taken_at(session, taken_at)
    photo = Photo(
        customer_id=customer.id,
        file=file,
        taken_at=at,
        moment=moment or _moment(session, subject.get("job_id"), at),
        words=subject.pop("words", "").strip(),
        **subject,
    )
    session.add(photo)
    return photo


def add_all(
    session: Session,
    customer_id: UUID,
    files: Iterable[str],
    *,
    taken: Mapping[str, datetime] | None = None,
    **subject: Any,
) -> list[Photo]:
    """Notes several pictures at once, but none twice at the same work.

    `taken` says of a file when it was taken, as `add` wants it. BookError when all of them are there.
    """
    fresh = not_there(session, customer_id, files, subject)
    if not fresh:
        raise BookError("This is among the photos already. Nothing was added.")
    times = taken or {}
    return [add(session, customer_id, file, taken_at=times.get(file), **subject) for file in fresh]


def not_there(session: Session, customer_id: UUID, files: Iterable[str], subject: Mapping[str, Any]) -> list[str]:
    """Those of the files that are not noted yet with the job or enquiry of the subject, or else with the customer.

    A picture of one job can show another job of the same customer as well.
    """
    job = session.get(Job, subject["job_id"]) if subject.get("job_id") is not None else None
    if job is not None:
        found = of_work(session, job.id)
    elif subject.get("enquiry_id") is not None:
        found = of_enquiry(session, subject["enquiry_id"])
    else:
        found = of_customer(session, customer_id)
    known = {photo.file for photo in found}
    return [file for file in dict.fromkeys(files) if file not in known]


def in_place(found: Iterable[Photo]) -> list[Photo]:
    """These photos without the ones of which they hold a copy that was drawn on: the copy goes in their place."""
    every = list(found)
    drawn_on = {photo.drawn_on_id for photo in every}
    return [photo for photo in every if photo.id not in drawn_on]


def _taken_at(session: Session, said: datetime | None) -> datetime:
    """When it was taken; now, where the camera's clock is wrong beyond doubt."""
    if said is None or said.year < FIRST_YEAR:
        return session.now
    at = said if said.tzinfo is not None else said.replace(tzinfo=ZoneInfo(businesses.current(session).zone))
    return min(at.astimezone(session.now.tzinfo), session.now)


def _moment(session: Session, job_id: UUID | None, at: datetime) -> Moment:
    if job_id is None:
        return Moment.BEFORE
    job = session.load(Job, job_id)
    zone = ZoneInfo(businesses.current(session).zone)
    if job.completed_on is not None and at.astimezone(zone).date() >= job.completed_on:
        return Moment.AFTER
    return Moment.DURING if job.started_at is not None and at >= job.started_at else Moment.BEFORE


def draw_on(session: Session, photo_id: UUID, file: str) -> Photo:
    """Notes a copy with marks drawn on it, beside the photo it was drawn on, which stays as it is."""
    photo = session.load(Photo, photo_id)
    copied = ("customer_id", "enquiry_id", "job_id", "finding_id", "taken_at", "moment", "words")
    drawn = Photo(file=file, drawn_on_id=photo.id, **{name: getattr(photo, name) for name in copied})
    session.add(drawn)
    return drawn


def drawn_on(session: Session, photo_id: UUID) -> Photo | None:
    """The photo that a copy was drawn on, None when it was removed since."""
    original_id = session.load(Photo, photo_id).drawn_on_id
    return session.get(Photo, original_id) if original_id is not None else None


def before_and_now(found: Sequence[Photo]) -> tuple[Photo | None, Photo | None]:
    """The two of a job's photos, the oldest first, that tell most: the first from before, and the latest since."""
    before = next((photo for photo in found if photo.moment == Moment.BEFORE), None)
    latest = [photo for photo in found if photo.moment == Moment.AFTER] or [
        photo for photo in found if photo.moment == Moment.DURING
    ]
    return before, latest[-1] if latest else None


def change(session: Session, photo_id: UUID, **fields: Any) -> Photo:
    """Changes the words under a picture, when it was taken, or what it belongs to."""
    photo = session.load(Photo, photo_id)
    for key, value in fields.items():
        if key not in CHANGEABLE:
            message = f"a photo's {key} cannot be changed"
            raise TypeError(message)
        setattr(photo, key, value.strip() if key == "words" else value)
    return photo


def remove(session: Session, photo_id: UUID) -> None:
    """Takes a picture off; its file stays in the book, so that this can be taken back.

    What was drawn on a copy of it stays; a testimonial that it stands beside is shown without. BookError when a step of
    a checklist is shown by it, or when it is the signed form of a testimonial.
    """
    photo = session.load(Photo, photo_id)
    step = session.exec(select(ChecklistItem).where(ChecklistItem.photo_id == photo_id)).first()
    if step is not None:
        raise BookError(f"This photo shows the step “{step.words}”. It was not removed. Take it off the step first.")
    if session.exec(select(Testimonial).where(Testimonial.consent_photo_id == photo_id)).first() is not None:
        raise BookError("This is the signed form of a testimonial. It was not removed: it may be asked for.")
    for drawn in session.exec(select(Photo).where(Photo.drawn_on_id == photo_id)).all():
        drawn.drawn_on_id = None
    for said in session.exec(select(Testimonial).where(Testimonial.photo_id == photo_id)).all():
        said.photo_id = None
    session.delete(photo)


def of_customer(session: Session, customer_id: UUID) -> list[Photo]:
    """All pictures of one customer, the newest first."""
    query = select(Photo).where(Photo.customer_id == customer_id)
    return list(session.exec(query.order_by(col(Photo.taken_at).desc(), col(Photo.id).desc())).all())


def of_enquiry(session: Session, enquiry_id: UUID) -> list[Photo]:
    """The pictures of one enquiry, the oldest first."""
    query = select(Photo).where(Photo.enquiry_id == enquiry_id)
    return list(session.exec(query.order_by(col(Photo.taken_at), col(Photo.id))).all())


def of_job(session: Session, job_id: UUID) -> list[Photo]:
    """The pictures of one job, the oldest first."""
    query = select(Photo).where(Photo.job_id == job_id)
    return list(session.exec(query.order_by(col(Photo.taken_at), col(Photo.id))).all())


def of_work(session: Session, job_id: UUID) -> list[Photo]:
    """The pictures of a job and of the enquiry it came from, which tell how it was before; the oldest first."""
    job = session.load(Job, job_id)
    query = select(Photo).where(or_(col(Photo.job_id) == job.id, col(Photo.enquiry_id) == job.enquiry_id))
    return list(session.exec(query.order_by(col(Photo.taken_at), col(Photo.id))).all())


def only_of(session: Session, customer_id: UUID) -> list[str]:
    """The files that nobody else's photos use, nor the logo: those that go when the person is erased.

    Photos that were taken off count too, as long as that can be taken back.
    """
    mine = set(session.exec(select(Photo.file).where(Photo.customer_id == customer_id)).all())
    others = set(session.exec(select(Photo.file).where(Photo.customer_id != customer_id)).all())
    others.add(businesses.current(session).logo)
    for row in _taken_off(session):
        (mine if row["customer_id"] == customer_id.hex else others).add(row["file"])
    return sorted(mine - others)


def _taken_off(session: Session) -> Iterator[dict[str, Any]]:
    """The rows of photos that the record of changes could bring back."""
    changes = history.changes.c
    query = select(changes.before).where(changes.entity == "photo", changes.after.is_(None))
    yield from (row for row in session.execute(query).scalars() if row)
