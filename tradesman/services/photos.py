"""Photos: what was seen at a customer's, beside the enquiry, job or finding it shows."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import history
from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding
from tradesman.book.job import Job
from tradesman.book.photo import Moment, Photo
from tradesman.book.store import Session
from tradesman.services import businesses

CHANGEABLE = frozenset({"words", "moment", "job_id", "enquiry_id", "finding_id"})


def add(session: Session, customer_id: UUID, file: str, *, moment: Moment | None = None, **subject: Any) -> Photo:
    """Notes a picture that `book.album` has kept, with what it shows: enquiry_id, job_id or finding_id.

    Without a moment it is from before the work, during it or after it, as the job stands.
    """
    customer = session.load(Customer, customer_id)
    for key, kind in (("enquiry_id", Enquiry), ("job_id", Job), ("finding_id", Finding)):
        if subject.get(key) is not None:
            session.load(kind, subject[key])
    photo = Photo(
        customer_id=customer.id,
        file=file,
        taken_at=session.now,
        moment=moment or _moment(session, subject.get("job_id")),
        words=subject.pop("words", "").strip(),
        **subject,
    )
    session.add(photo)
    return photo


def add_all(session: Session, customer_id: UUID, files: Iterable[str], **subject: Any) -> list[Photo]:
    """Notes several pictures at once; one that is with the customer already is not noted again.

    BookError when all of them are there.
    """
    known = {photo.file for photo in of_customer(session, customer_id)}
    fresh = [file for file in dict.fromkeys(files) if file not in known]
    if not fresh:
        raise BookError("This is among the photos already. Nothing was added.")
    return [add(session, customer_id, file, **subject) for file in fresh]


def _moment(session: Session, job_id: UUID | None) -> Moment:
    if job_id is None:
        return Moment.BEFORE
    job = session.load(Job, job_id)
    if job.completed_on is not None:
        return Moment.AFTER
    return Moment.DURING if job.started_at is not None else Moment.BEFORE


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
    """Takes a picture off; its file stays in the book, so that this can be taken back."""
    session.delete(session.load(Photo, photo_id))


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
