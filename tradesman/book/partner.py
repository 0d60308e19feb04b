"""Partners and referrals: trusted firms of other trades, and what passes between us."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from tradesman.book import money
from tradesman.book.entity import Entity, choice
from tradesman.book.errors import BookError

BEFORE_TAX, LABOUR = "the price before tax", "the labour alone"  # what a share is taken of, if not of the whole price
ENDS_SOON = 30  # days before which a paper that ends is said


class Direction(StrEnum):
    """Who sent the customer."""

    SENT = "sent"
    RECEIVED = "received"


class ReferralState(StrEnum):
    """How far a referral has come."""

    INTRODUCED = "introduced"
    AGREED = "agreed"
    DONE = "done"
    BONUS_DUE = "bonus_due"
    BONUS_RECEIVED = "bonus_received"
    DECLINED = "declined"


class Partner(Entity, table=True):
    """A trusted firm of another trade, with its terms and why the owner vouches for it.

    A bonus to me, a discount for my customer and a fee to the partner for a customer sent to me are each a fixed
    amount in minor units, a share of the work in basis points, or both. `terms_of` says what the share is taken of.
    """

    name: str = Field(index=True)
    trades: str
    contact: str = ""
    phone: str = ""
    email: str = ""
    bonus_minor: int = 0
    bonus_bp: int = 0
    discount_minor: int = 0
    discount_bp: int = 0
    fee_minor: int = 0
    fee_bp: int = 0
    terms_of: str = ""
    vouch: str = ""
    paused: bool = False
    insurer: str = ""
    insured_until_on: date | None = None
    licence: str = ""
    licensed_until_on: date | None = None
    fee_note: str = ""

    def bonus_for(self, work_minor: int | None) -> int:
        """What the partner owes for one referral, in minor units; the share needs the work's price."""
        share = money.round_half_away((work_minor or 0) * self.bonus_bp, 10_000)
        return self.bonus_minor + share

    def fee_for(self, work_minor: int | None) -> int:
        """What I owe the partner for a customer sent to me, in minor units; the share needs the work's price."""
        return self.fee_minor + money.round_half_away((work_minor or 0) * self.fee_bp, 10_000)

    def discount_for(self, work_minor: int | None) -> int:
        """What the customer saves, in minor units."""
        share = money.round_half_away((work_minor or 0) * self.discount_bp, 10_000)
        return self.discount_minor + share

    def ends_soon(self, today: date) -> list[tuple[str, date]]:
        """Which of "insurance" and "licence" have ended or end within thirty days, and when."""
        papers = (("insurance", self.insured_until_on), ("licence", self.licensed_until_on))
        return [(paper, until) for paper, until in papers if until is not None and (until - today).days <= ENDS_SOON]

    @property
    def pays(self) -> bool:
        """Whether the owner earns from a recommendation, which the customer must be told."""
        return bool(self.bonus_minor or self.bonus_bp)


class Referral(Entity, table=True):
    """One customer sent to one partner, or sent to me."""

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    partner_id: UUID = Field(foreign_key="partner.id", index=True)
    finding_id: UUID | None = Field(default=None, foreign_key="finding.id", index=True)
    enquiry_id: UUID | None = Field(default=None, foreign_key="enquiry.id", index=True)
    direction: Direction = choice(Direction, Direction.SENT)
    state: ReferralState = choice(ReferralState, ReferralState.INTRODUCED, index=True)
    introduced_at: datetime
    consent_at: datetime
    handed_over_at: datetime | None = None
    reminded_at: datetime | None = None
    work_minor: int | None = None
    saved_minor: int | None = None
    bonus_minor: int | None = None
    bonus_due_on: date | None = None
    received_on: date | None = None
    received_minor: int | None = None
    did_well: bool | None = None
    words: str = ""

    def agree(self) -> None:
        """The customer took the partner's offer."""
        self._from(ReferralState.INTRODUCED)
        self.state = ReferralState.AGREED

    def finish(self, on: date, work_minor: int | None, partner: Partner) -> None:
        """The partner's work is done, or its price is corrected; what is owed and saved follows from the terms."""
        self._from(ReferralState.INTRODUCED, ReferralState.AGREED, ReferralState.DONE, ReferralState.BONUS_DUE)
        sent = self.direction == Direction.SENT
        bonus_minor = partner.bonus_for(work_minor) if sent else partner.fee_for(work_minor)
        # Mine is said in the ledger: it must not keep a job from being signed off.
        if sent and work_minor is not None and bonus_minor > work_minor:
            raise BookError(
                "By the terms, the bonus would be more than the work. Nothing was changed."
                " Look at the price and the terms."
            )
        saved_minor = partner.discount_for(work_minor) if sent else None
        if work_minor is not None and saved_minor is not None and saved_minor > work_minor:
            raise BookError(
                "By the terms, the discount would be more than the work. Nothing was changed."
                " Look at the price and the terms."
            )
        self.work_minor, self.bonus_minor = work_minor, bonus_minor
        self.saved_minor = saved_minor
        self.state = ReferralState.BONUS_DUE if self.bonus_minor else ReferralState.DONE
        self.bonus_due_on = (self.bonus_due_on or on) if self.bonus_minor else None

    def settle(self, on: date, amount_minor: int) -> None:
        """The bonus has come."""
        self._from(ReferralState.BONUS_DUE)
        if amount_minor < 0:
            raise BookError("A bonus cannot be less than nothing. Nothing was changed.")
        if self.work_minor is not None and amount_minor > self.work_minor:
            raise BookError("This bonus would be more than the work. Nothing was changed. Look at the amount.")
        self.state, self.received_on, self.received_minor = ReferralState.BONUS_RECEIVED, on, amount_minor

    def decline(self, words: str = "") -> None:
        """The customer said no."""
        self._from(ReferralState.INTRODUCED, ReferralState.AGREED)
        self.state, self.words = ReferralState.DECLINED, words.strip()

    def take_up(self) -> None:
        """It was not the end after all."""
        self._from(ReferralState.DECLINED)
        self.state, self.words = ReferralState.INTRODUCED, ""

    def _from(self, *states: ReferralState) -> None:
        if self.state not in states:
            raise BookError("This referral is past that step. Nothing was changed.")
