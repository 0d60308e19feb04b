"""Statements: what was passed on in a year in both directions, what came of it, and what is owed for it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy
from sqlmodel import col, select

from tradesman.book.business import Business
from tradesman.book.partner import Direction, Partner, Referral, ReferralState
from tradesman.book.store import Session
from tradesman.services import businesses, partners
from tradesman.services.partners import LedgerRow, Wanted


@dataclass(frozen=True)
class Sums:
    """Minor units: the work, what fell due for it, what was paid in the year, and what is still owed."""

    work_minor: int
    bonus_minor: int
    paid_minor: int
    owed_minor: int


@dataclass(frozen=True)
class Statement:
    """The referrals of a year, passed on or paid in it, those of one partner or of all, oldest first."""

    business: Business
    partner: Partner | None
    year: int
    sent: tuple[LedgerRow, ...]
    received: tuple[LedgerRow, ...]


def of(session: Session, year: int, partner_id: UUID | None = None) -> Statement:
    """What was passed on or paid in a year, by the day in the business's zone on which it was."""
    partner = session.load(Partner, partner_id) if partner_id is not None else None
    return Statement(
        business=businesses.current(session),
        partner=partner,
        year=year,
        sent=_rows(session, year, partner_id, Direction.SENT),
        received=_rows(session, year, partner_id, Direction.RECEIVED),
    )


def _rows(session: Session, year: int, partner_id: UUID | None, direction: Direction) -> tuple[LedgerRow, ...]:
    found = partners.page(session, Wanted(partner_id, direction, fulfils=_of_year(year, _zone(session))))
    return tuple(reversed(found))


def _of_year(year: int, zone: ZoneInfo) -> Any:
    """What was passed on or paid in a year, and what is still due from before."""
    begins, ends = (datetime(number, 1, 1, tzinfo=zone).astimezone(UTC) for number in (year, year + 1))
    passed_on = (col(Referral.introduced_at) >= begins) & (col(Referral.introduced_at) < ends)
    paid = col(Referral.received_on).between(date(year, 1, 1), date(year, 12, 31))
    return passed_on | paid | ((col(Referral.state) == ReferralState.BONUS_DUE) & (col(Referral.introduced_at) < ends))


def _zone(session: Session) -> ZoneInfo:
    return ZoneInfo(businesses.current(session).zone)


def years(session: Session) -> list[int]:
    """The years in which somebody was passed on or a bonus was paid, the newest first; this year at least."""
    calendar = businesses.calendar(session)
    found = {calendar.local_day(at).year for at in session.exec(select(Referral.introduced_at)).all()}
    settled = session.execute(sqlalchemy.select(col(Referral.received_on))).scalars()
    found |= {on.year for on in settled if on is not None}
    return sorted(found | {businesses.today(session).year}, reverse=True)


def sums(rows: tuple[LedgerRow, ...], year: int) -> Sums:
    """What these referrals come to; what was paid counts in the year in which it was."""
    due = [row.bonus_minor or 0 for row in rows if row.state == ReferralState.BONUS_DUE]
    settled = [row for row in rows if row.settled_on is not None]
    paid = sum(row.bonus_minor or 0 for row in settled if row.settled_on is not None and row.settled_on.year == year)
    fell_due = sum(due) + sum(row.bonus_minor or 0 for row in settled)
    return Sums(sum(row.work_minor or 0 for row in rows), fell_due, paid, sum(due))


def owed_to(rows: tuple[LedgerRow, ...]) -> dict[str, int]:
    """What I still owe to each partner, in minor units, by name."""
    found: dict[str, int] = {}
    for row in rows:
        if row.state == ReferralState.BONUS_DUE and row.bonus_minor:
            found[row.partner] = found.get(row.partner, 0) + row.bonus_minor
    return found
