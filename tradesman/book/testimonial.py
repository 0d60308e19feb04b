"""What customers say: feedback, complaints, and the words they allow to be shown."""

import re
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from tradesman.book.entity import Entity, choice
from tradesman.book.errors import BookError

KIND_FROM = 9  # a score of 9 or 10 counts as kind words
LOW_TO = 6  # a score of 6 or less opens a complaint


_AROUND = re.compile(r"^\W+|\W+$")  # marks and brackets at the ends of a word
# What stands before a name, without its full stop.
TITLES = frozenset("mr mrs ms mx miss dr prof sir dame lady rev herr frau mag ing dipl family familie".split())
_BETWEEN = frozenset(("and", "und"))
# What stands in the name of a firm, which has no first name.
_FIRMS = frozenset("ltd limited gmbh mbh ag kg ohg gbr ug inc llc llp plc co".split())


class NameShown(StrEnum):
    """How much of the name may be shown."""

    FULL = "full"
    FIRST = "first"
    INITIALS = "initials"
    NONE = "none"

    def of(self, name: str) -> str:
        """So much of a name: a title is no first name, a firm has none, and "Novak, Leah" begins with the surname."""
        if self == NameShown.FULL:
            return name
        surname, comma, first = name.partition(",")
        parts = [*first.split(), *surname.split()] if comma and first.strip() else name.split()
        letters = [_AROUND.sub("", part) for part in parts]
        named = [word for word in letters if word and word.casefold() not in TITLES | _BETWEEN]
        if self == NameShown.FIRST:
            is_firm = any(word.casefold() in _FIRMS for word in letters)
            return named[0] if named and not is_firm and (len(named) > 1 or len(parts) == 1) else ""
        return " ".join(f"{word[0]}." for word in named) if self == NameShown.INITIALS else ""


class Feedback(Entity, table=True):
    """Is it holding, how was it from 0 to 10, in the customer's words.

    `may_quote` is None where it was not asked, `who_else` whom the customer named when asked who else needs help.
    """

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    job_id: UUID = Field(foreign_key="job.id", index=True)
    at: datetime
    holding: bool | None = None
    score: int | None = None
    words: str = ""
    may_quote: bool | None = None
    who_else: str = ""

    @property
    def told(self) -> str:
        """What is wrong where the customer said no words of it."""
        return "It is not holding" if self.holding is False else f"{self.score} of 10, without a word"


class Complaint(Entity, table=True):
    """Something a customer is unhappy with; open until it is put right.

    `enquiry_id` is the enquiry that brought it, or the one that answers it as a service call.
    """

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    job_id: UUID | None = Field(default=None, foreign_key="job.id", index=True)
    enquiry_id: UUID | None = Field(default=None, foreign_key="enquiry.id", index=True)
    what: str
    opened_at: datetime
    settled_at: datetime | None = None
    how: str = ""

    def settle(self, at: datetime, how: str) -> None:
        """It is put right; how is noted."""
        if self.settled_at is not None:
            raise BookError("This complaint is settled already. Nothing was changed.")
        if not how.strip():
            raise BookError("How was it put right? Nothing was changed. A few words are enough.")
        self.settled_at, self.how = at, how.strip()


class Testimonial(Entity, table=True):
    """Words a customer allows to be shown. Consent is given apart for name, place, photo and where.

    `place` is where the customer lives as it may be shown, "Leeds" rather than the street; `photo_id` is the picture
    that may stand beside the words, `consent_photo_id` one of the release form as it was signed. `agreed_name` and
    `agreed_place` are what is shown since the consent, None for a consent from before they were kept; all by which the
    customer could be known by then stands in `known_as`, names, in `known_at`, addresses and whose a number is, and in
    `known_reach`, numbers and e-mail addresses, each thing in a line.
    """

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    job_id: UUID | None = Field(default=None, foreign_key="job.id", index=True)
    words: str
    shortened: str = ""
    language: str = ""
    photo_id: UUID | None = Field(default=None, foreign_key="photo.id", index=True)
    said_on: date
    incentive: str = ""
    name_shown: NameShown = choice(NameShown, NameShown.NONE)
    place_shown: bool = False
    place: str = ""
    photo_shown: bool = False
    on_website: bool = False
    in_print: bool = False
    on_social: bool = False
    consent_how: str = ""
    consent_at: datetime | None = None
    consent_photo_id: UUID | None = Field(default=None, foreign_key="photo.id", index=True)
    withdrawn_at: datetime | None = None
    withdrawn_how: str = ""
    agreed_name: str | None = None
    agreed_place: str | None = None
    known_as: str = ""
    known_at: str = ""
    known_reach: str = ""

    @property
    def is_released(self) -> bool:
        """Whether it may be shown somewhere today."""
        somewhere = self.on_website or self.in_print or self.on_social
        return self.consent_at is not None and self.withdrawn_at is None and somewhere

    def release(self, at: datetime, how: str, name_shown: NameShown, **where: bool) -> None:
        """Notes the consent: how and when it was given, and for what; name and place are agreed on apart."""
        allowed = {"place_shown", "photo_shown", "on_website", "in_print", "on_social"}
        if set(where) - allowed:
            message = f"no such consent: {set(where) - allowed}"
            raise TypeError(message)
        if not how.strip():
            raise BookError("How was consent given? Nothing was changed. Write it down, it may be asked for.")
        if not any(where.get(place) for place in ("on_website", "in_print", "on_social")):
            raise BookError("Where may it be shown? Nothing was changed. Choose at least one place.")
        self.consent_at, self.consent_how, self.name_shown = at, how.strip(), name_shown
        self.withdrawn_at, self.withdrawn_how = None, ""
        self.agreed_name = self.agreed_place = None
        for key in allowed:
            setattr(self, key, where.get(key, False))

    def withdraw(self, at: datetime, how: str = "") -> None:
        """Takes it out of every later export; what was consented to before stays on record."""
        if self.consent_at is None:
            raise BookError("No consent was given, so there is none to withdraw. Nothing was changed.")
        if at < self.consent_at:
            raise BookError("It cannot be taken back before it was given. Nothing was changed. Correct the day.")
        if self.withdrawn_at is None:
            self.withdrawn_at, self.withdrawn_how = at, how.strip()

    def agree_on(self, name: str, place: str) -> None:
        """Keeps the name and the place as they are shown from now on, whatever the customer's record says later."""
        self.agreed_name, self.agreed_place = name, place if self.place_shown else ""

    def shown_name(self, name: str) -> str:
        """The name as it was agreed, or else so much of today's as consent allows."""
        return self.name_shown.of(name) if self.agreed_name is None else self.agreed_name
