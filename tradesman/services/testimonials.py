"""Feedback and testimonials: is it holding, how was it, and may I show your words."""

import textwrap
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.customer import Customer, Property
from tradesman.book.errors import BookError
from tradesman.book.followup import Event
from tradesman.book.job import Job
from tradesman.book.photo import Moment, Photo
from tradesman.book.store import Session
from tradesman.book.testimonial import KIND_FROM, LOW_TO, Feedback, NameShown, Testimonial
from tradesman.services import businesses, complaints, customers, followups, matching, photos

PLACES = ("website", "print", "social")  # where consent is given for
_NOTED = 60  # characters of words by which they are known again
_TELLING = 3  # letters of a word by which somebody could be known


def record_feedback(
    session: Session,
    job_id: UUID,
    *,
    holding: bool | None = None,
    score: int | None = None,
    words: str = "",
    may_quote: bool | None = None,
    who_else: str = "",
) -> Feedback:
    """Notes what the customer says of a job. Not holding or a score up to 6 opens a complaint; 9 and 10 are kind words.

    `score` is 0 to 10. Rule: product.md, Follow-ups and Complaint.
    """
    if score is not None and not 0 <= score <= 10:
        raise BookError("The score goes from 0 to 10. Nothing was saved.")
    job = session.load(Job, job_id)
    feedback = Feedback(
        customer_id=job.customer_id,
        job_id=job.id,
        at=session.now,
        holding=holding,
        score=score,
        words=words.strip(),
        may_quote=may_quote,
        who_else=who_else.strip(),
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


def not_said(words: str, shortened: str) -> tuple[str, ...]:
    """The words of a shortened version that do not stand in what was said, or not so often, or not in this order."""
    rest, missing = matching.words_of(words), []
    for word in matching.words_of(shortened):
        if word in rest:
            rest = rest[rest.index(word) + 1 :]
        else:
            missing.append(word)
    return tuple(dict.fromkeys(missing))


def release(
    session: Session,
    testimonial_id: UUID,
    how: str,
    name_shown: NameShown,
    *,
    on: date | None = None,
    photo_id: UUID | None = None,
    form: str = "",
    incentive: str | None = None,
    **shown: bool,
) -> Testimonial:
    """Notes the consent, apart for name, place, photo and where, with how it was given and on which day.

    `shown` is of place_shown, photo_shown, on_website, in_print and on_social. `photo_id` is the picture that may stand
    beside the words, `form` the file of a picture of the signed form, which is kept with the customer's photos,
    `incentive` what was given for the words; left out, each stays as it is. Consent that was taken back and is given
    again leaves a note of that. BookError for a day to come, or somebody else's photo.
    """
    testimonial = session.load(Testimonial, testimonial_id)
    taken_back = _taken_back(session, testimonial)
    testimonial.release(_moment(session, on), how, name_shown, **shown)
    if photo_id is not None and session.load(Photo, photo_id).customer_id != testimonial.customer_id:
        raise BookError("This photo is of another customer. Nothing was changed. Choose another one.")
    testimonial.photo_id = (photo_id or testimonial.photo_id) if testimonial.photo_shown else None
    if form:
        testimonial.consent_photo_id = _form(session, testimonial.customer_id, form).id
    if incentive is not None:
        testimonial.incentive = incentive.strip()
    if taken_back:
        customers.add_note(session, testimonial.customer_id, taken_back)
    return testimonial


def _moment(session: Session, on: date | None) -> datetime:
    """The instant that is kept for a day: now for today, noon for one that has passed."""
    today = businesses.today(session)
    if on is None or on == today:
        return session.now
    if on > today:
        raise BookError("This day has not come yet. Nothing was changed. Correct it.")
    return businesses.calendar(session).at_local(on, time(12))


def _form(session: Session, customer_id: UUID, file: str) -> Photo:
    """The picture of a signed form among the customer's photos; one that is there is not noted again."""
    found = next((photo for photo in photos.of_customer(session, customer_id) if photo.file == file), None)
    if found is None:
        found = photos.add(session, customer_id, file, moment=Moment.AFTER, words="Signed release form")
        session.flush()
    return found


def _taken_back(session: Session, testimonial: Testimonial) -> str:
    """What is noted of a consent that was taken back and is given again; empty when it was not."""
    if testimonial.withdrawn_at is None:
        return ""
    day = businesses.calendar(session).local_day(testimonial.withdrawn_at)
    how = f" ({testimonial.withdrawn_how})" if testimonial.withdrawn_how else ""
    begins = textwrap.shorten(testimonial.words, _NOTED, placeholder="…")
    return f"The consent to show “{begins}” was taken back on {day.day} {day:%B %Y}{how}, and given again since."


def withdraw(session: Session, testimonial_id: UUID, how: str = "", *, on: date | None = None) -> Testimonial:
    """The customer takes the consent back, by a letter or on the phone: gone from every later export.

    BookError for a day to come, or one before the consent was given.
    """
    testimonial = session.load(Testimonial, testimonial_id)
    at, given = _moment(session, on), testimonial.consent_at
    calendar = businesses.calendar(session)
    if given is not None and calendar.local_day(given) == calendar.local_day(at):
        at = max(at, given)
    testimonial.withdraw(at, how)
    return testimonial


@dataclass(frozen=True)
class WallRow:
    """A testimonial as the wall shows it."""

    testimonial: Testimonial
    customer: str
    job: str
    place: str


def row(session: Session, testimonial_id: UUID) -> WallRow:
    """One testimonial as the wall shows it."""
    session.load(Testimonial, testimonial_id)
    return rows(session, testimonial_id)[0]


def rows(session: Session, testimonial_id: UUID | None = None) -> list[WallRow]:
    """All testimonials, newest first, or the one that is named."""
    query = (
        select(Testimonial, Customer, Job, Property)
        .join(Customer, col(Customer.id) == col(Testimonial.customer_id))
        .outerjoin(Job, col(Job.id) == col(Testimonial.job_id))
        .outerjoin(Property, col(Property.id) == col(Job.property_id))
        .order_by(col(Testimonial.said_on).desc(), col(Testimonial.id).desc())
    )
    if testimonial_id is not None:
        query = query.where(Testimonial.id == testimonial_id)
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
    """A testimonial as far as consent allows it to be shown.

    `places` are those of `PLACES` where it may stand; `photo` is the name of a file in the book's photos folder. The
    title of a job that tells more of the name or the place than is allowed is left out.
    """

    words: str
    shortened: bool
    name: str
    place: str
    job: str
    said_on: date
    incentive: str
    places: tuple[str, ...]
    language: str = ""
    photo: str = ""


@dataclass(frozen=True)
class Export:
    """What may leave the book, and how many were left out for which reason.

    `elsewhere` says how many may be shown in other places only, by these places.
    """

    shown: tuple[Shown, ...]
    withdrawn: int
    without_consent: int
    elsewhere: Mapping[tuple[str, ...], int] = field(default_factory=dict)


def for_export(session: Session, place: str = "") -> Export:
    """The testimonials that may be shown, and a count of the others by reason.

    With a place, "website", "print" or "social", those whose consent is for elsewhere are left out and counted too.
    """
    shown = []
    withdrawn = without = 0
    elsewhere: Counter[tuple[str, ...]] = Counter()
    for row in rows(session):
        testimonial = row.testimonial
        if testimonial.withdrawn_at is not None:
            withdrawn += 1
        elif not testimonial.is_released:
            without += 1
        elif place and place not in _places(testimonial):
            elsewhere[_places(testimonial)] += 1
        else:
            shown.append(_shown(session, row))
    return Export(tuple(shown), withdrawn, without, elsewhere)


def _places(said: Testimonial) -> tuple[str, ...]:
    places = {"website": said.on_website, "print": said.in_print, "social": said.on_social}
    return tuple(place for place, allowed in places.items() if allowed)


def _shown(session: Session, row: WallRow) -> Shown:
    said = row.testimonial
    name, place = said.shown_name(row.customer), row.place if said.place_shown else ""
    photo = session.get(Photo, said.photo_id) if said.photo_shown and said.photo_id else None
    hidden = _telling(f"{row.customer} {row.place}") - _telling(f"{name} {place}")
    return Shown(
        words=said.shortened or said.words,
        shortened=bool(said.shortened),
        name=name,
        place=place,
        job="" if hidden & _telling(row.job) else row.job,
        said_on=said.said_on,
        incentive=said.incentive,
        places=_places(said),
        language=said.language,
        photo=photo.file if photo is not None else "",
    )


def _telling(text: str) -> set[str]:
    """The words of a text by which somebody could be known."""
    return {word for word in matching.words_of(text) if len(word) >= _TELLING}


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


def shown(session: Session, testimonial_id: UUID, place: str = "") -> Shown:
    """One testimonial as far as consent allows it to be shown, in one of `PLACES` or anywhere; BookError otherwise."""
    testimonial = session.load(Testimonial, testimonial_id)
    if not testimonial.is_released:
        raise BookError("There is no consent to show these words. Nothing was copied. Ask the customer first.")
    if place and place not in _places(testimonial):
        allowed = " and ".join(_places(testimonial))
        raise BookError(f"The consent to these words is for {allowed} only. Nothing was made. Ask the customer first.")
    customer = session.load(Customer, testimonial.customer_id)
    job = session.get(Job, testimonial.job_id) if testimonial.job_id else None
    site = session.get(Property, job.property_id) if job is not None and job.property_id else None
    place = site.address if site is not None else ""
    return _shown(session, WallRow(testimonial, customer.name, job.title if job is not None else "", place))
