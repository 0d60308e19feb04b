"""Feedback and testimonials: is it holding, how was it, and may I show your words."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.customer import ContactPoint, Customer, Property
from tradesman.book.errors import BookError
from tradesman.book.followup import Event
from tradesman.book.job import Job
from tradesman.book.photo import Photo
from tradesman.book.store import Session
from tradesman.book.testimonial import KIND_FROM, LOW_TO, Complaint, Feedback, NameShown, Testimonial
from tradesman.services import businesses, complaints, consents, customers, followups, shortening, telling_words, towns
from tradesman.services.telling_words import Tells

PLACES = ("website", "print", "social")  # where consent is given for


def record_feedback(
    session: Session,
    job_id: UUID,
    *,
    holding: bool | None = None,
    score: int | None = None,
    words: str = "",
    may_quote: bool | None = None,
    who_else: str = "",
) -> tuple[Feedback, Complaint | None]:
    """Notes what the customer says of a job. Not holding or a score up to 6 opens a complaint; 9 and 10 are kind words.

    Gives the complaint too if there is one. `score` is 0 to 10. Rule: product.md, Follow-ups and Complaint.
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
    complaint = None
    if holding is False or (score is not None and score <= LOW_TO):
        complaint = complaints.open_one(session, job.customer_id, words.strip() or feedback.told, job.id)
    elif score is not None and score >= KIND_FROM:
        _kind_words(session, job)
    return feedback, complaint


def _kind_words(session: Session, job: Job) -> None:
    day = businesses.today(session)
    followups.plan(session, Event.KIND_WORDS, job.id, job.customer_id, day, job=job)


def take_down(
    session: Session,
    customer_id: UUID,
    words: str,
    job_id: UUID | None = None,
    *,
    incentive: str = "",
    on: date | None = None,
) -> Testimonial:
    """Keeps the customer's words as they were said, today unless said; nothing may be shown before consent is given.

    `incentive` is the discount or gift they were given for, which is shown beside them. They are in the customer's
    language; the same words of the same day are kept once. BookError without words, and for a day to come. Rule:
    product.md, Openness.
    """
    if not words.strip():
        raise BookError("What did the customer say? Nothing was saved.")
    today = businesses.today(session)
    if on is not None and on > today:
        raise BookError("This day has not come yet. Nothing was saved. Correct it.")
    same = select(Testimonial).where(Testimonial.customer_id == customer_id, Testimonial.said_on == (on or today))
    kept = session.exec(same.where(Testimonial.words == words.strip())).first()
    if kept is not None:
        kept.incentive = incentive.strip() or kept.incentive
        return kept
    testimonial = Testimonial(
        customer_id=customer_id,
        job_id=job_id,
        words=words.strip(),
        language=session.load(Customer, customer_id).language or businesses.current(session).language,
        said_on=on or today,
        incentive=incentive.strip(),
    )
    session.add(testimonial)
    if job_id is not None:
        _kind_words(session, session.load(Job, job_id))
    else:
        followups.plan(session, Event.KIND_WORDS, testimonial.id, customer_id, today)
    return testimonial


def shorten(session: Session, testimonial_id: UUID, shortened: str) -> Testimonial:
    """Keeps a shortened version beside the words that were said, an ellipsis where it leaves some out inside.

    BookError for what was not said like this: a shorter version only leaves words out.
    """
    testimonial = session.load(Testimonial, testimonial_id)
    added = shortening.not_said(testimonial.words, shortened)
    if added:
        raise BookError(
            f"Not said like this: {', '.join(added)}. Nothing was kept. A shorter version only leaves words out."
        )
    testimonial.shortened = shortening.marked(testimonial.words, shortened.strip())
    return testimonial


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
    place: str | None = None,
    keep_name: bool = False,
    **shown: bool,
) -> Testimonial:
    """Notes the consent, apart for name, place, photo and where, with how it was given and on which day.

    `shown` is of place_shown, photo_shown, on_website, in_print and on_social. `photo_id` is the picture that may stand
    beside the words, `form` the file of a picture of the signed form, which is kept with the customer's photos,
    `incentive` what was given for the words, `place` the place as it may be shown; left out, each stays as it is.
    With `keep_name` a name that was agreed before stays where no more and no less of it may be shown, else it is that
    of today's record. Consent that was taken back and is given again leaves a note of that. BookError for a day to
    come, before the words were said or the consent was taken back, for a yes to a photo without one or somebody else's.
    """
    testimonial = session.load(Testimonial, testimonial_id)
    taken_back, before = consents.taken_back(session, testimonial), consents.agreed(testimonial, name_shown)
    consents.check_day(session, testimonial, on)
    consents.check_photo(session, testimonial, photo_id, is_shown=shown.get("photo_shown", False))
    testimonial.release(consents.moment(session, on), how, name_shown, **shown)
    testimonial.photo_id = (photo_id or testimonial.photo_id) if testimonial.photo_shown else None
    if form:
        testimonial.consent_photo_id = consents.form(session, testimonial.customer_id, form).id
    if incentive is not None:
        testimonial.incentive = incentive.strip()
    testimonial.place = before.place if place is None else place.strip()
    _agree(session, testimonial, before.name if keep_name else None)
    if taken_back:
        customers.add_note(session, testimonial.customer_id, taken_back)
    return testimonial


def _agree(session: Session, testimonial: Testimonial, name: str | None) -> None:
    """Keeps what is shown since, and by what the customer is known and was before."""
    wall = row(session, testimonial.id)
    testimonial.agree_on(testimonial.name_shown.of(wall.customer) if name is None else name, wall.place)
    tells = wall.tells
    testimonial.known_as, testimonial.known_at, testimonial.known_reach = tells.name, tells.rest, tells.reach


def withdraw(session: Session, testimonial_id: UUID, how: str = "", *, on: date | None = None) -> Testimonial:
    """The customer takes the consent back, by a letter or on the phone: gone from every later export.

    BookError for a day to come, or one before the consent was given.
    """
    testimonial = session.load(Testimonial, testimonial_id)
    at, given = consents.moment(session, on), testimonial.consent_at
    calendar = businesses.calendar(session)
    if given is not None and calendar.local_day(given) == calendar.local_day(at):
        at = max(at, given)
    testimonial.withdraw(at, how)
    return testimonial


@dataclass(frozen=True)
class WallRow:
    """A testimonial as the wall shows it.

    `address` is where the work was, or else the customer's first; `tells` is all by which the customer can be known, or
    could be by the consent; `photo` is the name of the file that may stand beside the words.
    """

    testimonial: Testimonial
    customer: str
    job: str
    address: str
    tells: Tells
    photo: str

    @property
    def place(self) -> str:
        """The place as it may be shown, or would be: what was agreed, or else the town where it can be told."""
        return self.testimonial.place or towns.of(self.address)

    def naming(
        self, name: str | None = None, place: str | None = None, incentive: str | None = None
    ) -> tuple[str, ...]:
        """The words to be shown that tell more than the name and the place beside them, or than these would.

        What was given for them is shown too, and is looked through like them.
        """
        said = self.testimonial
        given = said.incentive if incentive is None else incentive
        shown = f"{self.shown_name if name is None else name} {self.shown_place if place is None else place}"
        return telling_words.naming(f"{said.shortened or said.words}\n{given}", self.tells, shown)

    @property
    def shown_name(self) -> str:
        """The name as it was agreed, or else as far as consent allows."""
        return self.testimonial.shown_name(self.customer)

    @property
    def shown_place(self) -> str:
        """The place as it was agreed, or else as far as consent allows."""
        if self.testimonial.agreed_place is not None:
            return self.testimonial.agreed_place
        return self.place if self.testimonial.place_shown else ""

    @property
    def agreed_otherwise(self) -> str:
        """Name and place as they were agreed, where today's record would show others; else empty."""
        said = self.testimonial
        today = (said.name_shown.of(self.customer), self.place if said.place_shown else "")
        agreed = (self.shown_name, self.shown_place)
        return "" if agreed == today else ", ".join(part for part in agreed if part)


def row(session: Session, testimonial_id: UUID) -> WallRow:
    """One testimonial as the wall shows it."""
    session.load(Testimonial, testimonial_id)
    return rows(session, [testimonial_id])[0]


def rows(session: Session, ids: Collection[UUID] | Any = None) -> list[WallRow]:
    """All testimonials, newest first, or those that are named, by their ids or a question for them."""
    query: Any = (
        select(Testimonial, Customer.name, Customer.greeting, Job.title)
        .add_columns(col(Property.address), col(Photo.file))
        .join(Customer, col(Customer.id) == col(Testimonial.customer_id))
        .outerjoin(Job, col(Job.id) == col(Testimonial.job_id))
        .outerjoin(Property, col(Property.id) == col(Job.property_id))
        .outerjoin(Photo, col(Photo.id) == col(Testimonial.photo_id))
        .order_by(col(Testimonial.said_on).desc(), col(Testimonial.id).desc())
    )
    customers_of = select(Testimonial.customer_id)
    if ids is not None:
        named = col(Testimonial.id).in_(ids)
        query, customers_of = query.where(named), customers_of.where(named)
    homes = _kept_of(session, Property, (Property.address,), customers_of)
    points = _kept_of(session, ContactPoint, (ContactPoint.whose, ContactPoint.value), customers_of)
    country, made = businesses.current(session).country, []
    for said, name, greeting, title, address, photo in session.exec(query).all():
        theirs = [home for (home,) in homes[said.customer_id]]
        where = address or next(iter(theirs), "")
        whose, values = [*zip(*points[said.customer_id], strict=True)] or ((), ())
        now = Tells(f"{name}\n{greeting}", "\n".join((where, *theirs, *whose)), "\n".join(values), country)
        tells = now.and_before(said.known_as, said.known_at, said.known_reach)
        made.append(WallRow(said, name, title or "", where, tells, photo or ""))
    return made


def _kept_of(session: Session, kind: Any, what: Any, customers_of: Any) -> defaultdict[UUID, list[tuple[str, ...]]]:
    """Texts of each thing that belongs to some customers, by customer."""
    found: defaultdict[UUID, list[tuple[str, ...]]] = defaultdict(list)
    query: Any = select(kind.customer_id, *what).where(kind.customer_id.in_(customers_of)).order_by(kind.id)
    for customer_id, *texts in session.exec(query):
        found[customer_id].append(tuple(texts))
    return found


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

    `elsewhere` says how many may be shown in other places only, by these places; `naming` counts those whose words
    tell more of the name or the place than is allowed.
    """

    shown: tuple[Shown, ...]
    withdrawn: int
    without_consent: int
    elsewhere: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    naming: int = 0


def for_export(session: Session, place: str = "") -> Export:
    """The testimonials that may be shown, and a count of the others by reason.

    With a place, "website", "print" or "social", those whose consent is for elsewhere are left out and counted too.
    """
    shown = []
    withdrawn = without = naming = 0
    elsewhere: Counter[tuple[str, ...]] = Counter()
    for row in rows(session):
        testimonial = row.testimonial
        if testimonial.withdrawn_at is not None:
            withdrawn += 1
        elif not testimonial.is_released:
            without += 1
        elif place and place not in _places(testimonial):
            elsewhere[_places(testimonial)] += 1
        elif row.naming():
            naming += 1
        else:
            shown.append(_shown(row))
    return Export(tuple(shown), withdrawn, without, elsewhere, naming)


def _places(said: Testimonial) -> tuple[str, ...]:
    places = {"website": said.on_website, "print": said.in_print, "social": said.on_social}
    return tuple(place for place, allowed in places.items() if allowed)


def _shown(row: WallRow) -> Shown:
    said = row.testimonial
    name, place = row.shown_name, row.shown_place
    return Shown(
        words=said.shortened or said.words,
        shortened=bool(said.shortened),
        name=name,
        place=place,
        job="" if telling_words.naming(row.job, row.tells, f"{name} {place}") else row.job,
        said_on=said.said_on,
        incentive=said.incentive,
        places=_places(said),
        language=said.language,
        photo=row.photo if said.photo_shown else "",
    )


def write_down(
    session: Session,
    customer_id: UUID,
    words: str,
    *,
    incentive: str = "",
    job_id: UUID | None = None,
    on: date | None = None,
) -> Testimonial:
    """Keeps words said by mouth or letter, with what was given for them; about the newest finished job unless said."""
    if job_id is None:
        finished = select(Job).where(Job.customer_id == customer_id, col(Job.completed_on).is_not(None))
        newest = session.exec(finished.order_by(col(Job.completed_on).desc())).first()
        job_id = newest.id if newest is not None else None
    return take_down(session, customer_id, words, job_id, incentive=incentive, on=on)


def shown(session: Session, testimonial_id: UUID, place: str = "") -> Shown:
    """One testimonial as far as consent allows it to be shown, in one of `PLACES` or anywhere.

    BookError without consent, for another place than it was given for, and for words that tell more than is allowed.
    """
    found = row(session, testimonial_id)
    allowed, naming = _places(found.testimonial), found.naming()
    if not found.testimonial.is_released:
        raise BookError("There is no consent to show these words. Nothing left the book. Ask the customer first.")
    if place and place not in allowed:
        where = " and ".join(allowed)
        raise BookError(f"The consent to these words is for {where} only. Nothing was made. Ask the customer first.")
    if naming:
        told = telling_words.quoted(naming)
        raise BookError(f"The words name {told}, which the consent leaves out. Nothing was made. Shorten them first.")
    return _shown(found)
