"""Piles: what fell due while nobody was at the book, gone through in one go."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import takewhile
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from tradesman.book.business import DaysAway
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.history import steps
from tradesman.book.store import Session
from tradesman.services import businesses, days, followups, today
from tradesman.services.today import TodayRow

HANDFUL = 5  # that can be overdue before it is a pile; also what one working day takes of it
MOST = 60  # rows that are gone through at once
NEAR = timedelta(days=7)  # days away that ended so long before the oldest of a pile have made it
GAP = timedelta(days=3)  # without a step: nobody was at the book


class Choice(StrEnum):
    """What becomes of one thing of a pile."""

    TODAY = "today"
    LATER = "later"
    SKIP = "skip"


@dataclass(frozen=True)
class Pile:
    """What is overdue and was not put off before, and whether the owner was away meanwhile; in the order of Today."""

    rows: tuple[TodayRow, ...] = ()
    away: bool = False


def pile(session: Session) -> Pile:
    """What has piled up; nothing while it is no more than a handful. Calls back stay where they are: they are late.

    What goes along with a call back is part of the pile without it.
    """
    day = businesses.today(session)
    ranked: list[TodayRow] | None = session.info.get("today_rows")
    # What fell due while the owner was away was moved to the first day after it.
    upto = day if _just_back(session, day) else day - timedelta(days=1)
    late = [
        row
        for row in map(_without_calls_back, ranked if ranked is not None else today.rows(session))
        if row is not None and row.followup_id is not None and row.due_on <= upto
    ]
    if len(late) <= HANDFUL:
        return Pile()
    put_off = _put_off(session, [row.followup_id for row in late if row.followup_id is not None])
    found = [row for row in late if row.followup_id not in put_off]
    if len(found) <= HANDFUL:
        return Pile()
    return Pile(tuple(found[:MOST]), _was_away(session, min(row.due_on for row in found), day))


def _without_calls_back(row: TodayRow) -> TodayRow | None:
    others = [one for one in (row, *row.also) if one.purpose != Purpose.CALL_BACK]
    return replace(others[0], also=tuple(others[1:])) if others else None


def _put_off(session: Session, ids: list[UUID]) -> set[UUID]:
    query = select(col(FollowUp.id)).where(col(FollowUp.id).in_(ids), col(FollowUp.snoozed_until).is_not(None))
    return set(session.execute(query).scalars())


def _just_back(session: Session, day: date) -> bool:
    """Whether this is the first working day after days away."""
    calendar = businesses.calendar(session)
    free = (day - timedelta(days=back) for back in range(1, 8))
    return any(map(calendar.is_away, takewhile(lambda one: not calendar.is_working_day(one), free)))


def _was_away(session: Session, since: date, day: date) -> bool:
    """Whether days away lie between, or no step was done for days."""
    spans = select(col(DaysAway.id)).where(col(DaysAway.from_on) < day, col(DaysAway.until_on) >= since - NEAR).limit(1)
    if session.execute(spans).first() is not None:
        return True
    calendar = businesses.calendar(session)
    newest = select(steps.c.at).order_by(steps.c.id.desc()).limit(200)
    moments = (datetime.fromisoformat(at) for at in session.execute(newest).scalars())
    before = next((at for at in moments if calendar.local_day(at) < day), session.now)
    return session.now - before >= GAP


def go_through(session: Session, choices: Iterable[tuple[TodayRow, Choice]], reason: str = "") -> int:
    """Puts off, in their order a handful a working day, and skips for one reason; what is for today stays.

    What goes along with a row goes with it. Gives how many were changed; BookError when nothing would be.
    """
    changed, later = 0, 0
    for row, choice in choices:
        if choice == Choice.LATER:
            changed += _put(session, row, later_on(session, later))
            later += 1
        elif choice == Choice.SKIP:
            for each in _late(session, row):
                followups.skip(session, each, reason)
                changed += 1
    if not changed:
        raise BookError("Everything stays for today. Nothing was changed.")
    return changed


def later_on(session: Session, place: int) -> datetime:
    """The morning on which the thing at this place, from 0, comes up again."""
    calendar = businesses.calendar(session)
    return days.next_opening(session, calendar.add_working_days(businesses.today(session), 1 + place // HANDFUL))


def _put(session: Session, row: TodayRow, until: datetime) -> int:
    late = _late(session, row)
    followups.snooze_all(session, late, until)
    return len(late)


def _late(session: Session, row: TodayRow) -> list[UUID]:
    """The row itself, and what goes along with it and is due as well."""
    return row.followup_ids(businesses.today(session))
