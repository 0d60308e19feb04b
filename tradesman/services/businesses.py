"""Setting the business up, and reading how it works."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from sqlmodel import select

from tradesman.book import clock, money, numbering
from tradesman.book.business import Business, DaysAway, OnCall, TaxRate
from tradesman.book.errors import BookError
from tradesman.book.job import Job
from tradesman.book.pricebook import PriceItem
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.services import playbooks

S = TypeVar("S", DaysAway, OnCall)

WEEKDAYS_8_TO_5 = {str(day): [["08:00", "17:00"]] for day in range(5)}
MAKES_WORKING_DAYS = frozenset({"hours", "country", "region"})
MOVES_CALLS = MAKES_WORKING_DAYS | {"zone"}
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
LONGEST_LOOK = 2 * 366  # days in which the next holidays are looked for


@dataclass(frozen=True)
class Holiday:
    """A day on which nobody works, and what it is called in its country."""

    day: date
    name: str


def set_up(session: Session, *, name: str, currency: str, zone: str, **rest: Any) -> Business:
    """Makes the business of a new book, with the default playbook.

    `hours` is working hours by weekday, "0" for Monday: {"0": [["08:00", "17:00"]]}. `tax_bp` is the standard rate in
    hundredths of a percent, `first_quote` the number that the first quote gets.
    """
    if not name.strip():
        raise BookError("The business needs a name. No book was made.")
    tax_bp, first_quote = rest.pop("tax_bp", 0), rest.pop("first_quote", 1)
    rest.setdefault("hours", WEEKDAYS_8_TO_5)
    business = Business(name=name.strip(), currency=currency.upper(), zone=zone, **rest)
    _check_currency(business.currency)
    business.check()
    if tax_bp:
        business.taxes.append(TaxRate(business_id=business.id, rate_bp=tax_bp, from_on=date(2000, 1, 1)))
    session.add(business)
    if first_quote > 1:
        numbering.start(session, "quote", first_quote)
    playbooks.install(session)
    return business


def _check_currency(currency: str) -> None:
    try:
        money.digits(currency)
    except ValueError as error:
        raise BookError(f"{error} Nothing was changed.") from error


def current(session: Session) -> Business:
    """The business of this book."""
    return session.standing("business", lambda: session.exec(select(Business)).one())


def calendar(session: Session) -> clock.Calendar:
    """Working time as the business keeps it."""
    return session.standing("calendar", lambda: current(session).calendar())


def today(session: Session) -> date:
    """The day it is now in the book's time zone."""
    return calendar(session).local_day(session.now)


def withdraw_until(session: Session) -> date | None:
    """The last day on which a customer who accepts today may withdraw; None where no law says so."""
    days = current(session).withdrawal_days
    return today(session) + timedelta(days=days) if days else None


def next_holidays(session: Session, count: int = 5) -> list[Holiday]:
    """The holidays that come next, the first of them perhaps today."""
    year, first = calendar(session), today(session)
    days = (first + timedelta(days=ahead) for ahead in range(LONGEST_LOOK))
    named = (Holiday(day, name) for day in days if (name := year.holiday_name(day)) is not None)
    return list(islice(named, count))


def change(session: Session, **fields: Any) -> Business:
    """Changes settings of the business; what a customer was given stays as it was.

    What is asked for on days that are no working days any more moves, and calls back follow the new hours. The owner's
    own words stay those of the language in which they were written. BookError for a setting that cannot be, and for
    another currency once there are prices: a book has one.
    """
    business = current(session)
    if fields.get("currency", business.currency) != business.currency:
        _check_currency(fields["currency"])
        if any(session.exec(select(kind.id).limit(1)).first() for kind in (PriceItem, Quote, Job)):
            raise BookError("There are prices in this book already. The currency was not changed. Make a new book.")
    spoken = business.language
    for key, value in fields.items():
        if key not in Business.model_fields or key in ("id", "single"):
            message = f"a business has no {key}"
            raise TypeError(message)
        setattr(business, key, value)
    _check(business)
    session.info.pop("calendar", None)
    if business.language != spoken:
        _keep_languages(session, spoken)
    if fields.keys() & MAKES_WORKING_DAYS:
        _leave_days_off(session)
    if fields.keys() & MOVES_CALLS:
        _move_calls(session)
    return business


def _check(business: Business) -> None:
    """What the window asks for as well, in the words of somebody who sees no field."""
    faults = (
        (not business.name.strip(), "The business needs a name."),
        (not any(business.hours.values()), "At least one day of the week needs working hours."),
        (business.quote_valid_days < 1, "A quote is valid for a day or more."),
        (business.withdrawal_days < 0, "The days to withdraw are none or more."),
        ((business.hour_cost_minor or 0) < 0, "An hour of work costs nothing or more."),
        (business.travel_minutes < 0, "The minutes to drive are none or more."),
        (bool(business.country) and not clock.known_region(business.country, None), "This country is not known."),
        (not is_host(business.smtp_host), "This is not the name of a server."),
        (not 1 <= business.smtp_port <= 65_535, "A port is a number from 1 to 65,535."),
        (not is_link(business.review_link), "A link begins with http:// or https://."),
        (read_colour(business.colour) != business.colour, "A colour is written #14553B."),
    )
    for wrong, sentence in faults:
        if wrong:
            raise BookError(f"{sentence} Nothing was changed.")
    if business.region and not clock.known_region(business.country, business.region):
        raise BookError("No holidays are known for this region. Nothing was changed.")
    business.check()


def is_host(text: str) -> bool:
    """Whether a text is nothing, or can be the name of a server; no web address and no port behind it."""
    if not text:
        return True
    labels = text.split(".")
    letters = text.replace("-", "").replace(".", "")
    return len(text) <= 253 and letters.isalnum() and all(label.strip("-") == label != "" for label in labels)


def read_colour(text: str) -> str | None:
    """A colour as the book keeps it, "#14553B", from what was typed; empty for nothing, None for what is no colour."""
    found = _COLOUR.fullmatch(text.strip())
    if found is None:
        return None if text.strip() else ""
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return f"#{digits.upper()}"


def is_link(text: str) -> bool:
    """Whether a text is nothing, or the address of a web page that a customer may be sent."""
    if not text:
        return True
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    plain = text.isprintable() and " " not in text and "@" not in parts.netloc
    return parts.scheme in ("http", "https") and "." in host.strip(".") and plain


def _leave_days_off(session: Session) -> None:
    from tradesman.services import followups  # which stands on this module

    followups.leave_days_off(session)


def _come_back(session: Session, before: clock.Calendar) -> None:
    from tradesman.services import days_back  # which stands on this module

    days_back.come_back(session, before)


def _keep_languages(session: Session, spoken: str) -> None:
    from tradesman.services import message_words  # which stands on this module

    message_words.keep_languages(session, spoken)


def _move_calls(session: Session) -> None:
    from tradesman.services import enquiries  # which stands on this module

    enquiries.follow_clock(session)


def set_tax(session: Session, rate_bp: int, from_on: date, name: str = "") -> TaxRate:
    """Sets a tax rate from a day on, the standard one unless it is named; earlier days keep theirs."""
    if not 0 <= rate_bp <= 10_000:
        raise BookError("A tax rate lies between 0 and 100 %. Nothing was changed.")
    business = current(session)
    for rate in business.taxes:
        if (rate.name, rate.from_on) == (name.strip(), from_on):
            rate.rate_bp = rate_bp
            return rate
    rate = TaxRate(business_id=business.id, rate_bp=rate_bp, from_on=from_on, name=name.strip())
    business.taxes.append(rate)
    return rate


def rename_tax(session: Session, name: str, new: str) -> None:
    """Gives a named tax rate another name on all its days; BookError when another has it, or for the standard one."""
    business, new = current(session), new.strip()
    rates = [rate for rate in business.taxes if name and rate.name == name]
    if not rates or not new:
        raise BookError("The standard rate has no name, every other needs one. Nothing was changed.")
    if new != name and any(rate.name == new for rate in business.taxes):
        raise BookError(f"There is a tax rate “{new}” already. Nothing was changed. Choose another name.")
    for rate in rates:
        rate.name = new


def remove_tax(session: Session, rate_id: UUID) -> None:
    """Takes a tax rate out again; BookError for the standard one once it counts. Lines keep the rates they have."""
    business = current(session)
    if any(rate.id == rate_id and not rate.name and rate.from_on <= today(session) for rate in business.taxes):
        raise BookError("This rate counts already. It stays in the book. Set another rate from a day on.")
    business.taxes[:] = [rate for rate in business.taxes if rate.id != rate_id]


def add_days_away(session: Session, from_on: date, until_on: date, words: str = "") -> DaysAway:
    """Notes days on which the owner does not work, both included; what is asked for on one of them moves."""
    span = _add_span(
        session, DaysAway(business_id=current(session).id, from_on=from_on, until_on=until_on, words=words.strip())
    )
    try:
        calendar(session).next_working_day(from_on)
    except clock.NoWorkingTime as error:
        raise BookError("No working day would be left within two years. Nothing was changed.") from error
    _leave_days_off(session)
    _move_calls(session)
    return span


def add_on_call(session: Session, from_on: date, until_on: date) -> OnCall:
    """Notes days on which danger now is answered round the clock, both included; calls due follow."""
    span = _add_span(session, OnCall(business_id=current(session).id, from_on=from_on, until_on=until_on))
    _move_calls(session)
    return span


def _add_span(session: Session, span: S) -> S:
    if span.until_on < span.from_on:
        raise BookError("The last day lies before the first. Nothing was changed.")
    business = current(session)
    if isinstance(span, DaysAway):
        business.away.append(span)
    else:
        business.on_call.append(span)
    session.info.pop("calendar", None)
    return span


def remove_days_away(session: Session, span_id: UUID) -> None:
    """Takes days away out again; what they put off moves back, and calls due follow."""
    business, before = current(session), calendar(session)
    business.away[:] = [span for span in business.away if span.id != span_id]
    session.info.pop("calendar", None)
    _come_back(session, before)
    _move_calls(session)


def remove_on_call(session: Session, span_id: UUID) -> None:
    """Takes days on call out again; calls due follow."""
    business = current(session)
    business.on_call[:] = [span for span in business.on_call if span.id != span_id]
    session.info.pop("calendar", None)
    _move_calls(session)
