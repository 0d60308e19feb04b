"""Quotes: a numbered, revisable offer with good, better and best, one of them marked as the best value."""

from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Relationship

from tradesman.book import money
from tradesman.book.entity import Entity, choice, optional_choice, part_of
from tradesman.book.errors import BookError
from tradesman.book.guarantee import GuaranteeKind
from tradesman.book.rival import RivalBid

MOST_OPTIONS = 3
MOST_MINOR = 10**12  # of a price, so that no sum of them outgrows the book
MOST_QUANTITY = 10**9  # thousandths


class QuoteState(StrEnum):
    """How far a quote has come; that it has expired follows from its date."""

    DRAFT = "draft"
    GIVEN = "given"
    ACCEPTED = "accepted"
    LOST = "lost"


class GivenBy(StrEnum):
    """How the customer saw the quote."""

    PRESENTED = "presented"
    SENT = "sent"
    THINK_IT_OVER = "think_it_over"
    ACCEPTING = "accepting"


class AcceptedBy(StrEnum):
    """How the customer said yes."""

    SIGNED = "signed"
    PHONE = "phone"
    EMAIL = "email"


class Line(Entity, table=True):
    """Words, a quantity in thousandths, a price for one unit; copies, so the price book can change.

    `item_id` tells which item it was copied from; the item may be gone.
    """

    option_id: UUID = Field(foreign_key="option.id", index=True)
    position: int
    words: str
    quantity_thousandths: int = 1000
    unit: str = ""
    price_minor: int = 0
    cost_minor: int = 0
    discount_minor: int = 0
    tax_bp: int = 0
    extra: bool = False
    item_id: UUID | None = Field(default=None, index=True)

    @property
    def amount_minor(self) -> int:
        """Quantity × price − discount in minor units; net or gross as the quote's prices are entered."""
        return money.line_net(self.quantity_thousandths, self.price_minor, self.discount_minor)

    def check(self) -> None:
        """BookError for a line that says nothing, or whose numbers cannot be; a credit has a price below zero."""
        if not self.words.strip():
            raise BookError("A line needs words. Nothing was changed.")
        if not 0 <= self.tax_bp <= money.FULL_BP:
            raise BookError("A tax rate lies between 0 and 100 %. Nothing was changed.")
        amounts = (self.price_minor, self.cost_minor, self.discount_minor)
        if max(map(abs, amounts)) > MOST_MINOR or abs(self.quantity_thousandths) > MOST_QUANTITY:
            raise BookError("This number is larger than a line can hold. Nothing was changed.")
        whole = money.line_net(self.quantity_thousandths, self.price_minor)
        if not 0 <= self.discount_minor <= max(whole, 0):
            raise BookError("A discount is at most what the line comes to, and not below nothing. Nothing was changed.")


class NeedMet(Entity, table=True):
    """One need of the customer that an option meets, and when the customer saw at the work that it does."""

    __tablename__ = "need_met"

    option_id: UUID = Field(foreign_key="option.id", index=True)
    need_id: UUID = Field(foreign_key="need.id", index=True)
    seen_at: datetime | None = None


class Option(Entity, table=True):
    """Good, better or best: what is done, what it leaves, how long it takes, what is guaranteed, what it costs."""

    quote_id: UUID = Field(foreign_key="quote.id", index=True)
    position: int
    title: str = ""
    words: str = ""
    leaves: str = ""
    takes: str = ""
    guarantee: str = ""
    guarantee_kind: GuaranteeKind | None = optional_choice(GuaranteeKind)
    guarantee_months: int | None = None
    guarantee_promise: str = ""
    guarantee_teeth: str = ""
    discount_minor: int = 0
    best_value: bool = False

    lines: list[Line] = Relationship(sa_relationship_kwargs=part_of("Line.position"))
    needs_met: list[NeedMet] = Relationship(sa_relationship_kwargs=part_of("NeedMet.id"))

    def totals(self, *, gross: bool, extras: frozenset[UUID] = frozenset()) -> money.Totals:
        """Net, tax and total in minor units of the lines and the extras that are picked."""
        counted = self.counted(extras)
        amounts = [(line.amount_minor, line.tax_bp) for line in counted]
        # An option in the making may have a discount before it has a line; there is nothing to take it from yet.
        return money.totals(amounts, gross=gross, discount_minor=self.discount_minor if amounts else 0)

    def counted(self, extras: frozenset[UUID] = frozenset()) -> list[Line]:
        """The lines without extras but those that are picked."""
        return [line for line in self.lines if not line.extra or line.id in extras]

    def cost_minor(self, extras: frozenset[UUID] = frozenset()) -> int:
        """What the lines and the extras that are picked cost the owner, in minor units without tax."""
        return sum(money.line_net(line.quantity_thousandths, line.cost_minor) for line in self.counted(extras))

    def add_line(self, words: str, price_minor: int, **rest: Any) -> Line:
        """Adds a line at the end; BookError when it says nothing."""
        position = 1 + max((line.position for line in self.lines), default=0)
        line = Line(option_id=self.id, position=position, words=words.strip(), price_minor=price_minor, **rest)
        line.check()
        self.lines.append(line)
        return line

    def move_line(self, line_id: UUID, by: int) -> None:
        """Moves a line so many places down, or up where `by` is below zero, as far as there are places."""
        order = sorted(self.lines, key=lambda line: line.position)
        place = next((place for place, line in enumerate(order) if line.id == line_id), None)
        if place is None:
            raise BookError("This line is no longer in the option. Nothing was changed.")
        order.insert(min(max(place + by, 0), len(order) - 1), order.pop(place))
        for position, line in enumerate(order, 1):
            line.position = position
        self.lines.sort(key=lambda line: line.position)

    def meets(self, need_id: UUID) -> bool:
        """Whether this option meets the need."""
        return any(met.need_id == need_id for met in self.needs_met)


class PaymentStep(Entity, table=True):
    """A share of the total, in hundredths of a percent, and when it is due; the deposit is due on acceptance."""

    __tablename__ = "payment_step"

    quote_id: UUID = Field(foreign_key="quote.id", index=True)
    position: int
    words: str
    share_bp: int
    deposit: bool = False


class ShownTestimonial(Entity, table=True):
    """A testimonial of similar work that a quote carries, as far as its consent goes when it is given."""

    __tablename__ = "shown_testimonial"

    quote_id: UUID = Field(foreign_key="quote.id", index=True)
    testimonial_id: UUID = Field(foreign_key="testimonial.id", index=True)


class Fault(NamedTuple):
    """One thing that keeps a quote from being given, and the option it is about, None for the whole."""

    words: str
    option_id: UUID | None = None


class GivenQuote(Entity, table=True):
    """What the customer saw, byte for byte; later changes of the quote, prices, tax or business leave it alone.

    `file` is the name of its PDF in the book's papers folder, the SHA-256 of its content, and `signed_file` that of
    the one with the decision in it.
    """

    __tablename__ = "given_quote"
    __table_args__ = (UniqueConstraint("quote_id", "revision"),)

    quote_id: UUID = Field(foreign_key="quote.id", index=True)
    revision: int
    given_at: datetime
    given_by: GivenBy = choice(GivenBy)
    document: str
    fingerprint: str
    file: str = ""
    signed_file: str = ""

    @classmethod
    def of(cls, quote: "Quote", at: datetime, by: GivenBy, document: str) -> "GivenQuote":
        """Freezes a document as the quote's present revision, with its SHA-256 as fingerprint."""
        fingerprint = sha256(document.encode()).hexdigest()
        return cls(
            quote_id=quote.id,
            revision=quote.revision,
            given_at=at,
            given_by=by,
            document=document,
            fingerprint=fingerprint,
        )


class Quote(Entity, table=True):
    """An offer to one customer."""

    number: str = Field(unique=True)
    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    enquiry_id: UUID = Field(foreign_key="enquiry.id", index=True)
    property_id: UUID | None = Field(default=None, foreign_key="property.id", index=True)
    title: str
    drafted_at: datetime = Field(index=True)
    revision: int = 1
    state: QuoteState = choice(QuoteState, QuoteState.DRAFT, index=True)
    currency: str
    gross: bool = False
    valid_until_on: date
    given_at: datetime | None = Field(default=None, index=True)
    decision_on: date | None = None
    decider: str = ""
    decides: str = ""
    terms: str = ""
    best_value_reason: str = ""
    accepted_at: datetime | None = None
    accepted_option_id: UUID | None = None
    accepted_by: AcceptedBy | None = optional_choice(AcceptedBy)
    accepted_who: str = ""
    extras: str = ""
    lost_at: datetime | None = None
    lost_reason: str = ""
    lost_to: str = ""
    lost_price_minor: int | None = None

    options: list[Option] = Relationship(sa_relationship_kwargs=part_of("Option.position"))
    rivals: list[RivalBid] = Relationship(sa_relationship_kwargs=part_of("RivalBid.id"))
    payments: list[PaymentStep] = Relationship(sa_relationship_kwargs=part_of("PaymentStep.position"))
    shown: list[ShownTestimonial] = Relationship(sa_relationship_kwargs=part_of("ShownTestimonial.id"))
    given: list[GivenQuote] = Relationship(sa_relationship_kwargs=part_of("GivenQuote.revision"))

    @property
    def in_order(self) -> list[Option]:
        """The options by their places, whenever they were added."""
        return sorted(self.options, key=lambda option: option.position)

    @property
    def is_settled(self) -> bool:
        """Whether the customer has decided."""
        return self.state in (QuoteState.ACCEPTED, QuoteState.LOST)

    def expired(self, today: date) -> bool:
        """Whether a given quote is past the day it was valid until."""
        return self.state == QuoteState.GIVEN and self.valid_until_on < today

    def option(self, option_id: UUID) -> Option:
        """One of the options; BookError when it is not in this quote."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise BookError("This option is no longer in the quote. Nothing was changed.")

    @property
    def best_value(self) -> Option | None:
        """The option marked as the best value."""
        return next((option for option in self.options if option.best_value), None)

    def change(self) -> None:
        """Opens the quote for a change; what a customer has seen stays, and this becomes the next revision."""
        if self.is_settled:
            raise BookError("The customer has decided on this quote. Nothing was changed. Draft a new one.")
        if self.state == QuoteState.GIVEN:
            self.state, self.revision = QuoteState.DRAFT, self.revision + 1

    def add_option(self, title: str) -> Option:
        """Adds an option at the end, or at the first place that is free; BookError past three."""
        if len(self.options) >= MOST_OPTIONS:
            raise BookError("A quote has at most three options. Nothing was changed.")
        taken = {option.position for option in self.options}
        after = 1 + max(taken, default=0)
        position = after if after <= MOST_OPTIONS else min(set(range(1, MOST_OPTIONS + 1)) - taken)
        option = Option(quote_id=self.id, position=position, title=title.strip())
        self.options.append(option)
        return option

    def place_option(self, option_id: UUID, place: int) -> None:
        """Puts an option at a place from 1 to 3; what stands there takes the place it leaves."""
        moved = self.option(option_id)
        if not 1 <= place <= MOST_OPTIONS:
            raise BookError("A quote has three places. Nothing was changed.")
        for option in self.options:
            if option.position == place:
                option.position = moved.position
        moved.position = place
        self.options.sort(key=lambda option: option.position)

    def remove_option(self, option_id: UUID) -> None:
        """Takes an option out with its lines; the best value and its reason go with it."""
        gone = self.option(option_id)
        if gone.best_value:
            self.best_value_reason = ""
        self.options.remove(gone)

    def mark_best_value(self, option_id: UUID, reason: str) -> None:
        """Marks exactly one option as the best value, for a reason that is printed."""
        if not reason.strip():
            raise BookError("Why is it the best value? Nothing was changed. Write the reason; the customer reads it.")
        marked = self.option(option_id)
        for option in self.options:
            option.best_value = option is marked
        self.best_value_reason = reason.strip()

    def faults(self) -> list[Fault]:
        """What still keeps the quote from being given, each with the option it is about; empty when nothing does."""
        found = [] if self.title.strip() else [Fault("The quote has no title.")]
        found += [] if self.options else [Fault("The quote has no option.")]
        for option in self.options:
            name = f"“{option.title}”" if option.title else f"Option {option.position}"
            if not option.title:
                found.append(Fault(f"{name} has no title.", option.id))
            if all(line.extra for line in option.lines):
                found.append(Fault(f"{name} has no line.", option.id))
            elif option.totals(gross=self.gross).total_minor < 0:
                found.append(Fault(f"{name} comes to less than nothing.", option.id))
        if len(self.options) > 1 and self.best_value is None:
            found.append(Fault("No option is marked as the best value."))
        elif len(self.options) > 1 and not self.best_value_reason:
            found.append(Fault("The best value has no reason."))
        return found

    def missing(self) -> list[str]:
        """What still keeps the quote from being given, in sentences; empty when nothing does."""
        return [fault.words for fault in self.faults()]

    @property
    def accepted_extras(self) -> frozenset[UUID]:
        """The extras that were taken with the option."""
        return frozenset(UUID(extra) for extra in self.extras.split())

    @property
    def last_given(self) -> GivenQuote | None:
        """What the customer saw last."""
        return max(self.given, key=lambda given: given.revision, default=None)

    def give(self, at: datetime, by: GivenBy, document: str) -> GivenQuote:
        """Freezes what the customer saw; BookError that says all that is missing."""
        if self.is_settled:
            raise BookError("The customer has decided on this quote. Nothing was changed.")
        if faults := self.missing():
            raise BookError(f"{' '.join(faults)} The quote was not given and is kept as a draft.")
        seen = next((given for given in self.given if given.revision == self.revision), None)
        if seen is None:
            seen = GivenQuote.of(self, at, by, document)
            self.given.append(seen)
        self.state, self.given_at = QuoteState.GIVEN, at
        return seen

    def accept(
        self, option_id: UUID, at: datetime, by: AcceptedBy, who: str, extras: frozenset[UUID] = frozenset()
    ) -> Option:
        """Takes exactly one option and the extras that were picked of it; who said yes and how is noted."""
        if self.is_settled:
            raise BookError("The customer has decided on this quote already. Nothing was changed.")
        if self.state != QuoteState.GIVEN:
            raise BookError("The customer has not seen this quote. Nothing was changed. Give it first.")
        if not who.strip():
            raise BookError("Who said yes? Nothing was changed. Write the name.")
        chosen = self.option(option_id)
        if extras - {line.id for line in chosen.lines if line.extra}:
            raise BookError("This extra does not belong to the option. Nothing was changed.")
        self.extras = " ".join(sorted(extra.hex for extra in extras))
        self.state, self.accepted_at, self.accepted_option_id = QuoteState.ACCEPTED, at, chosen.id
        self.accepted_by, self.accepted_who = by, who.strip()
        return chosen

    def lose(self, at: datetime, reason: str, to: str = "", price_minor: int | None = None) -> None:
        """Ends the quote without the work; the reason is needed, who won and at what price is noted if known."""
        if self.is_settled:
            raise BookError("The customer has decided on this quote already. Nothing was changed.")
        if not reason.strip():
            raise BookError("Why was it lost? Nothing was changed. A few words are enough.")
        if price_minor is not None and price_minor < 0:
            raise BookError("A price is not below nothing. Nothing was changed.")
        self.state, self.lost_at, self.lost_reason = QuoteState.LOST, at, reason.strip()
        self.lost_to, self.lost_price_minor = to.strip(), price_minor
