"""Statements: what was passed on in a year in both directions, what came of it, and what is owed for it."""

from dataclasses import dataclass
from uuid import UUID

from tradesman.book.business import Business
from tradesman.book.partner import Direction, Partner, ReferralState
from tradesman.book.store import Session
from tradesman.services import businesses, partners
from tradesman.services.partners import LedgerRow


@dataclass(frozen=True)
class Sums:
    """Minor units: the work, what fell due for it, what was paid of that, and what is still owed."""

    work_minor: int
    bonus_minor: int
    paid_minor: int
    owed_minor: int


@dataclass(frozen=True)
class Statement:
    """The referrals of a year, those of one partner or of all, oldest first."""

    business: Business
    partner: Partner | None
    year: int
    sent: tuple[LedgerRow, ...]
    received: tuple[LedgerRow, ...]


def of(session: Session, year: int, partner_id: UUID | None = None) -> Statement:
    """What was passed on in a year, by the day in the business's zone on which it was."""
    partner = session.load(Partner, partner_id) if partner_id is not None else None
    return Statement(
        business=businesses.current(session),
        partner=partner,
        year=year,
        sent=_rows(session, year, partner_id, Direction.SENT),
        received=_rows(session, year, partner_id, Direction.RECEIVED),
    )


def _rows(session: Session, year: int, partner_id: UUID | None, direction: Direction) -> tuple[LedgerRow, ...]:
    calendar = businesses.calendar(session)
    found = partners.ledger(session, partner_id, direction)
    return tuple(row for row in reversed(found) if calendar.local_day(row.sent_at).year == year)


def years(session: Session) -> list[int]:
    """The years in which somebody was passed on, the newest first; this year at least."""
    calendar = businesses.calendar(session)
    rows = (row for direction in Direction for row in partners.ledger(session, direction=direction))
    found = {calendar.local_day(row.sent_at).year for row in rows}
    return sorted(found | {businesses.today(session).year}, reverse=True)


def sums(rows: tuple[LedgerRow, ...]) -> Sums:
    """What these referrals come to."""
    paid = sum(row.bonus_minor or 0 for row in rows if row.state == ReferralState.BONUS_RECEIVED)
    owed = sum(row.bonus_minor or 0 for row in rows if row.state == ReferralState.BONUS_DUE)
    return Sums(sum(row.work_minor or 0 for row in rows), paid + owed, paid, owed)
