"""Week notes: how full some days of the calendar are, and what about them must be said in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations, pairwise
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.job import Job
from tradesman.book.promise import Promise, PromiseKind, PromiseState
from tradesman.book.store import Session
from tradesman.services import businesses
from tradesman.services.calendars import Day, Due, DueKind, Entry, Span, without

TIGHT = 60  # minutes; a day with less left of it than this is tight when something is due on it


class NoteKind(StrEnum):
    """What is the matter with a day, the worst first."""

    CLASH = "clash"
    NO_TRAVEL = "no_travel"
    LATE_FINISH = "late_finish"
    DAY_OFF = "day_off"
    TIGHT = "tight"


@dataclass(frozen=True)
class Note:
    """One thing to be said of a day: between which entries, how many minutes there are, what is due."""

    kind: NoteKind
    on: date
    entries: tuple[Entry, ...] = ()
    minutes: int = 0
    dues: tuple[Due, ...] = ()
    promised_on: date | None = None


@dataclass(frozen=True)
class Totals:
    """The minutes that are booked, free and reckoned for driving between places, and the number of visits."""

    booked: int
    free: int
    visits: int
    driving: int


def totals(session: Session, days: Sequence[Day]) -> Totals:
    """How full the days are; minutes that two entries want are counted once, breaks are not."""
    travel = businesses.current(session).travel_minutes
    booked, free, driving = 0, 0, 0
    for day in days:
        busy = _busy(day)
        booked += sum(ends - begins for begins, ends in busy)
        free += free_minutes(day)
        driving += travel * sum(one.is_elsewhere(other) for one, other in pairwise(day.entries))
    visits = sum(1 for day in days for entry in day.entries if entry.is_visit)
    return Totals(booked, free, visits, driving)


def free_minutes(day: Day) -> int:
    """What is left of the working hours of a day."""
    busy = _busy(day)
    return sum(ends - begins for hours in day.hours for begins, ends in without(hours, busy))


def _busy(day: Day) -> list[Span]:
    """The minutes that are taken, joined; work without a time is not done in the breaks between the hours."""
    taken: list[Span] = []
    for entry in day.entries:
        if entry.timed or not day.hours:
            taken.append((entry.begins, entry.ends))
            continue
        parts = ((max(begins, entry.begins), min(ends, entry.ends)) for begins, ends in day.hours)
        taken += [part for part in parts if part[0] < part[1]]
    joined: list[Span] = []
    for begins, ends in sorted(taken):
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        else:
            joined.append((begins, ends))
    return joined


def notes(session: Session, days: Iterable[Day]) -> list[Note]:
    """What must be said of the days from today on, day by day, the worst of each first."""
    travel, today = businesses.current(session).travel_minutes, businesses.today(session)
    found: list[Note] = []
    ahead = [day for day in days if day.on >= today]
    late = _late_finishes(session, ahead)
    for day in ahead:
        of_day = [*_clashes(day), *_without_travel(day, travel), *late.get(day.on, ()), *_days_off(day), *_tight(day)]
        found += sorted(of_day, key=lambda note: list(NoteKind).index(note.kind))
    return found


def _clashes(day: Day) -> list[Note]:
    """Two things at once, but for what has been: nobody can still choose between them."""
    pairs = combinations([entry for entry in day.entries if not entry.over], 2)
    return [Note(NoteKind.CLASH, day.on, pair) for pair in pairs if pair[0].meets(pair[1])]


def _without_travel(day: Day, travel: int) -> list[Note]:
    found = []
    for one, other in pairwise([entry for entry in day.entries if not entry.over]):
        gap = other.begins - one.ends
        if one.is_elsewhere(other) and 0 <= gap < travel:
            found.append(Note(NoteKind.NO_TRAVEL, day.on, (one, other), gap))
    return found


def _days_off(day: Day) -> list[Note]:
    return [Note(NoteKind.DAY_OFF, day.on, day.entries)] if day.is_off and day.entries else []


def _tight(day: Day) -> list[Note]:
    """A day that is full, on which something is due that cannot wait."""
    pressing = (DueKind.PROMISE, DueKind.FINISH, DueKind.DECISION)
    dues = tuple(due for due in day.dues if due.kind in pressing)
    full = bool(day.hours) and bool(day.entries) and free_minutes(day) < TIGHT
    return [Note(NoteKind.TIGHT, day.on, day.entries, free_minutes(day), dues)] if dues and full else []


def _late_finishes(session: Session, days: Sequence[Day]) -> dict[date, list[Note]]:
    """Work whose last day stands here and lies after the finish that was promised."""
    last: dict[UUID, Entry] = {}
    for day in days:
        last |= {entry.subject_id: entry for entry in day.entries if not entry.is_visit and entry.number == entry.count}
    query = (
        select(Job, Promise)
        .join(Promise, col(Promise.job_id) == col(Job.id))
        .where(
            col(Job.id).in_(list(last)),
            Promise.kind == PromiseKind.FINISH,
            Promise.state == PromiseState.OPEN,
            col(Job.ends_on) > col(Promise.due_on),
        )
    )
    found: dict[date, list[Note]] = {}
    for job, promise in session.exec(query).all():
        entry = last[job.id]
        note = Note(NoteKind.LATE_FINISH, entry.on, (entry,), promised_on=promise.due_on)
        found.setdefault(entry.on, []).append(note)
    return found
