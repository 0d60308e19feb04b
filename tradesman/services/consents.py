"""Consents: on which day one may have been given or taken back, the signed form, and what is noted of it."""

import textwrap
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from tradesman.book.errors import BookError
from tradesman.book.photo import Moment, Photo
from tradesman.book.store import Session
from tradesman.book.testimonial import NameShown, Testimonial
from tradesman.services import businesses, photos

_NOTED = 60  # characters of words by which they are known again


class Before(NamedTuple):
    """What was agreed before: the name where it counts and as much of it is shown, and the place."""

    name: str | None
    place: str


def agreed(testimonial: Testimonial, name_shown: NameShown) -> Before:
    """What stays of a consent that is given for so much of the name."""
    same = testimonial.is_released and testimonial.name_shown == name_shown
    return Before(testimonial.agreed_name if same else None, testimonial.agreed_place or testimonial.place)


def check_photo(session: Session, testimonial: Testimonial, photo_id: UUID | None, *, is_shown: bool) -> None:
    """BookError for a yes to a photo without one, and for the photo of somebody else."""
    if is_shown and photo_id is None and testimonial.photo_id is None:
        raise BookError("Which photo may be shown? Nothing was changed. Choose one, or leave the photo out.")
    if photo_id is not None and session.load(Photo, photo_id).customer_id != testimonial.customer_id:
        raise BookError("This photo is of another customer. Nothing was changed. Choose another one.")


def check_day(session: Session, testimonial: Testimonial, on: date | None) -> None:
    """BookError for a consent from before the words were said, or from before it was taken back."""
    if on is not None and on < testimonial.said_on:
        said_on = _day(testimonial.said_on)
        raise BookError(
            f"The words were said on {said_on}, and allowed no earlier. Nothing was changed. Correct the day."
        )
    back = back_on(session, testimonial)
    if on is not None and back is not None and on < back:
        raise BookError(
            f"The consent was taken back on {_day(back)}, and given again no earlier. Nothing was changed. "
            "Correct the day."
        )


def back_on(session: Session, testimonial: Testimonial) -> date | None:
    """The day on which the consent was taken back, None where it was not."""
    at = testimonial.withdrawn_at
    return businesses.calendar(session).local_day(at) if at is not None else None


def moment(session: Session, on: date | None) -> datetime:
    """The instant that is kept for a day: now for today, noon for one that has passed; BookError for one to come."""
    today = businesses.today(session)
    if on is None or on == today:
        return session.now
    if on > today:
        raise BookError("This day has not come yet. Nothing was changed. Correct it.")
    return businesses.calendar(session).at_local(on, time(12))


def form(session: Session, customer_id: UUID, file: str) -> Photo:
    """The picture of a signed form among the customer's photos; one that is there is not noted again."""
    found = next((photo for photo in photos.of_customer(session, customer_id) if photo.file == file), None)
    if found is None:
        found = photos.add(session, customer_id, file, moment=Moment.AFTER, words="Signed release form")
        session.flush()
    return found


def taken_back(session: Session, testimonial: Testimonial) -> str:
    """What is noted of a consent that was taken back and is given again; empty when it was not."""
    day = back_on(session, testimonial)
    if day is None:
        return ""
    how = f" ({testimonial.withdrawn_how})" if testimonial.withdrawn_how else ""
    begins = textwrap.shorten(testimonial.words, _NOTED, placeholder="…")
    return f"The consent to show “{begins}” was taken back on {_day(day)}{how}, and given again since."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
