"""Setting the business up, and reading how it works."""

from datetime import date, timedelta
from typing import Any, TypeVar
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
    found = session.info.get("business")
    if found is None:
        found = session.info["business"] = session.exec(select(Business)).one()
    return found


def calendar(session: Session) -> clock.Calendar:
    """Working time as the business keeps it, read once per session."""
    found = session.info.get("calendar")
    if found is None:
        found = session.info["calendar"] = current(session).calendar()
    return found


def today(session: Session) -> date:
    """The day it is now in the book's time zone."""
    return calendar(session).local_day(session.now)


def withdraw_until(session: Session) -> date | None:
    """The last day on which a customer who accepts today may withdraw; None where no law says so."""
    days = current(session).withdrawal_days
    return today(session) + timedelta(days=days) if days else None


def change(session: Session, **fields: Any) -> Business:
    """Changes settings of the business; what a customer was given stays as it was.

    BookError for a setting that cannot be, and for another currency once there are prices: a book has one.
    """
    business = current(session)
    if fields.get("currency", business.currency) != business.currency:
        _check_currency(fields["currency"])
        if any(session.exec(select(kind.id).limit(1)).first() for kind in (PriceItem, Quote, Job)):
            raise BookError("There are prices in this book already. The currency was not changed. Make a new book.")
    for key, value in fields.items():
        if key not in Business.model_fields or key in ("id", "single"):
            message = f"a business has no {key}"
            raise TypeError(message)
        setattr(business, key, value)
    business.check()
    session.info.pop("calendar", None)
    return business


def set_tax(session: Session, rate_bp: int, from_on: date) -> TaxRate:
    """Sets the standard tax rate from a day on; earlier days keep theirs."""
    if not 0 <= rate_bp <= 10_000:
        raise BookError("A tax rate lies between 0 and 100 %. Nothing was changed.")
    business = current(session)
    for rate in business.taxes:
        if rate.from_on == from_on:
            rate.rate_bp = rate_bp
            return rate
    rate = TaxRate(business_id=business.id, rate_bp=rate_bp, from_on=from_on)
    business.taxes.append(rate)
    return rate


def add_days_away(session: Session, from_on: date, until_on: date, words: str = "") -> DaysAway:
    """Notes days on which the owner does not work, both included."""
    return _add_span(
        session, DaysAway(business_id=current(session).id, from_on=from_on, until_on=until_on, words=words)
    )


def add_on_call(session: Session, from_on: date, until_on: date) -> OnCall:
    """Notes days on which danger now is answered round the clock, both included."""
    return _add_span(session, OnCall(business_id=current(session).id, from_on=from_on, until_on=until_on))


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
    """Takes days away out again."""
    business = current(session)
    business.away[:] = [span for span in business.away if span.id != span_id]
    session.info.pop("calendar", None)


def remove_on_call(session: Session, span_id: UUID) -> None:
    """Takes days on call out again."""
    business = current(session)
    business.on_call[:] = [span for span in business.on_call if span.id != span_id]
    session.info.pop("calendar", None)
