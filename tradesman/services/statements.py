"""Statements: what was passed on in a year in both directions, what came of it, and what is owed for it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import select

from tradesman.book.business import Business
from tradesman.book.partner import Direction, Partner, Referral, ReferralState
from tradesman.book.store import Session
from tradesman.services import businesses, partners
from tradesman.services.partners import LedgerRow, Wanted


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
    since, until = (datetime(number, 1, 1, tzinfo=_zone(session)).astimezone(UTC) for number in (year, year + 1))
    found = partners.page(session, Wanted(partner_id, direction, since=since, until=until))
    return tuple(reversed(found))


def _zone(session: Session) -> ZoneInfo:
    return ZoneInfo(businesses.current(session).zone)


def years(session: Session) -> list[int]:
    """The years in which somebody was passed on, the newest first; this year at least."""
    calendar = businesses.calendar(session)
    found = {calendar.local_day(at).year for at in session.exec(select(Referral.introduced_at)).all()}
    return sorted(found | {businesses.today(session).year}, reverse=True)


def sums(rows: tuple[LedgerRow, ...]) -> Sums:
    """What these referrals come to."""
    paid = sum(row.bonus_minor or 0 for row in rows if row.state == ReferralState.BONUS_RECEIVED)
    owed = sum(row.bonus_minor or 0 for row in rows if row.state == ReferralState.BONUS_DUE)
    return Sums(sum(row.work_minor or 0 for row in rows), paid + owed, paid, owed)
