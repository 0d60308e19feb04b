"""Consents: on which day one may have been given or taken back, the signed form, and what is noted of it."""

import textwrap
from datetime import date, datetime, time
from uuid import UUID

from tradesman.book.errors import BookError
from tradesman.book.photo import Moment, Photo
from tradesman.book.store import Session
from tradesman.book.testimonial import Testimonial
from tradesman.services import businesses, photos

_NOTED = 60  # characters of words by which they are known again


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
