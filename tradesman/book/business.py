"""The business itself: its name, its hours, its money, its numbers."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Column
from sqlmodel import Field, Relationship

from tradesman.book import clock
from tradesman.book.entity import Entity, choice, part_of
from tradesman.book.errors import BookError


class MailSecurity(StrEnum):
    """How the way to the mail server is kept private; nothing is sent in the clear."""

    STARTTLS = "starttls"
    TLS = "tls"


class Business(Entity, table=True):
    """The one business of this book. The password of the mail server is never in it."""

    __table_args__ = (CheckConstraint("single = 1", name="single"),)

    single: int = Field(default=1, unique=True)
    name: str
    owner: str = ""
    trade: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    currency: str
    zone: str
    country: str = ""
    region: str = ""
    hours: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    tax_label: str = "VAT"
    tax_number: str = ""
    prices_gross: bool = False
    quote_valid_days: int = 30
    withdrawal_days: int = 0
    hour_cost_minor: int | None = None
    travel_minutes: int = 30
    quote_pattern: str = "{:04d}"
    review_link: str = ""
    logo: str = ""
    colour: str = ""
    paper: str = "a4"
    language: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: MailSecurity = choice(MailSecurity, MailSecurity.STARTTLS)
    smtp_user: str = ""
    smtp_copy: bool = False

    taxes: list["TaxRate"] = Relationship(sa_relationship_kwargs=part_of("TaxRate.from_on"))
    away: list["DaysAway"] = Relationship(sa_relationship_kwargs=part_of("DaysAway.from_on"))
    on_call: list["OnCall"] = Relationship(sa_relationship_kwargs=part_of("OnCall.from_on"))

    def calendar(self) -> clock.Calendar:
        """Working time as this business keeps it."""
        return clock.Calendar(
            zone=self.zone,
            hours=clock.WorkingHours.from_json(self.hours),
            country=self.country or None,
            region=self.region or None,
            away=tuple((span.from_on, span.until_on) for span in self.away),
            on_call=tuple((span.from_on, span.until_on) for span in self.on_call),
        )

    def tax_bp(self, on: date) -> int:
        """The standard tax rate on a day, in hundredths of a percent; 0 before the first rate."""
        return self.tax_rates(on).get("", 0)

    def tax_rates(self, on: date) -> dict[str, int]:
        """Each rate that counts on a day, by its name, the standard one without a name first."""
        begun = sorted((rate for rate in self.taxes if rate.from_on <= on), key=lambda rate: rate.from_on)
        rates = {rate.name: rate.rate_bp for rate in begun}
        return dict(sorted(rates.items(), key=lambda item: item[0]))

    def check(self) -> None:
        """BookError when a setting cannot be: hours, zone or the pattern of the quote numbers."""
        try:
            self.calendar().next_working_day(date(2026, 1, 1))  # somewhere in two years there must be one
            number = self.quote_pattern.format(1)
        except (ValueError, KeyError, IndexError) as error:
            raise BookError(f"This setting cannot be: {str(error).rstrip('.')}. Nothing was changed.") from error
        if number == self.quote_pattern.format(2):
            raise BookError("The pattern of the quote numbers has no place for the number. Nothing was changed.")


class TaxRate(Entity, table=True):
    """A tax rate from a day on, in hundredths of a percent; without a name it is the standard one."""

    __tablename__ = "tax_rate"

    business_id: UUID = Field(foreign_key="business.id", index=True)
    rate_bp: int
    from_on: date
    name: str = ""


class DaysAway(Entity, table=True):
    """Days on which the owner does not work, both included."""

    __tablename__ = "days_away"

    business_id: UUID = Field(foreign_key="business.id", index=True)
    from_on: date
    until_on: date
    words: str = ""


class OnCall(Entity, table=True):
    """Days on which danger now is answered round the clock, both included."""

    __tablename__ = "on_call"

    business_id: UUID = Field(foreign_key="business.id", index=True)
    from_on: date
    until_on: date
