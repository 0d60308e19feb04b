"""How full days are, and what is said of them."""

from datetime import date, time, timedelta
from uuid import UUID

from tests.owner import Owner
from tradesman.book.job import Job
from tradesman.services import businesses, calendars, jobs, promises, visits, week_notes
from tradesman.services.week_notes import Note, NoteKind, Totals

MON = date(2026, 11, 23)


def totals(owner: Owner, first: date = MON, count: int = 7) -> Totals:
    return owner.ask(week_notes.totals, owner.ask(calendars.span, first, count))


def notes(owner: Owner, first: date = MON, count: int = 7) -> list[Note]:
    return owner.ask(week_notes.notes, owner.ask(calendars.span, first, count))


def visit(owner: Owner, at: str, minutes: int = 60, on: date = MON, enquiry: UUID | None = None) -> UUID:
    return owner.do(visits.book, enquiry or owner.enquiry(), on, time.fromisoformat(at), minutes=minutes).id


def planned(owner: Owner, *days: date) -> UUID:
    job = owner.accepted()
    owner.do(jobs.plan, job, list(days))
    return job


def test_a_week_without_entries_is_free(owner: Owner) -> None:
    assert totals(owner) == Totals(booked=0, free=5 * 9 * 60, visits=0, driving=0)
    assert notes(owner) == []


def test_minutes_are_counted_once_and_driving_between_places(owner: Owner) -> None:
    planned(owner, MON)
    visit(owner, "13:30")
    visit(owner, "15:00")
    # Work 08:00 to 13:00, visits 13:30 to 14:30 and 15:00 to 16:00.
    assert totals(owner) == Totals(booked=7 * 60, free=5 * 9 * 60 - 7 * 60, visits=2, driving=60)
    owner.do(businesses.change, travel_minutes=0)
    assert totals(owner).driving == 0


def test_two_at_once_are_booked_once_and_said(owner: Owner) -> None:
    visit(owner, "09:00", 120)
    visit(owner, "10:00", 120)
    assert totals(owner).booked == 180
    (clash,) = notes(owner)
    assert (clash.kind, clash.on, len(clash.entries)) == (NoteKind.CLASH, MON, 2)
    owner.at("2026-11-23", "20:00")
    assert notes(owner) == []  # it has been


def test_breaks_are_neither_booked_nor_free(owner: Owner) -> None:
    owner.do(businesses.change, hours={"0": [["08:00", "12:00"], ["13:00", "17:00"]]})
    assert totals(owner).free == 8 * 60
    planned(owner, MON)
    assert totals(owner) == Totals(booked=8 * 60, free=0, visits=0, driving=0)


def test_a_day_without_time_to_drive_is_said(owner: Owner) -> None:
    visit(owner, "09:00")
    visit(owner, "10:15")
    (note,) = notes(owner)
    assert (note.kind, note.minutes, [entry.begins for entry in note.entries]) == (NoteKind.NO_TRAVEL, 15, [540, 615])
    owner.do(businesses.change, travel_minutes=15)
    assert notes(owner) == []


def test_nobody_drives_from_a_place_to_itself(owner: Owner) -> None:
    customer = owner.customer()
    visit(owner, "09:00", enquiry=owner.enquiry(customer))
    visit(owner, "10:00", enquiry=owner.enquiry(customer, "The tap drips"))
    assert notes(owner) == []
    assert totals(owner).driving == 0


def test_two_works_on_one_day_clash(owner: Owner) -> None:
    planned(owner, MON)
    planned(owner, MON)
    assert [note.kind for note in notes(owner)] == [NoteKind.CLASH]


def test_work_on_a_day_off_is_said(owner: Owner) -> None:
    planned(owner, MON)
    owner.do(businesses.add_days_away, MON, MON)
    (note,) = notes(owner)
    assert (note.kind, note.on) == (NoteKind.DAY_OFF, MON)
    assert totals(owner).booked == 9 * 60  # what stands there, stands there


def test_work_that_ends_after_the_promise_is_said_on_its_last_day(owner: Owner) -> None:
    job = owner.accepted()
    owner.do(jobs.plan, job, [MON, MON + timedelta(days=1)], promised_finish=MON + timedelta(days=1))
    assert not notes(owner)[1:]  # the full day on which the finish is promised is tight, and that is all
    owner.do(jobs.plan, job, [MON, MON + timedelta(days=3)])
    late = [note for note in notes(owner) if note.kind == NoteKind.LATE_FINISH]
    assert [(note.on, note.promised_on) for note in late] == [(MON + timedelta(days=3), MON + timedelta(days=1))]


def test_a_full_day_with_something_due_is_tight(owner: Owner) -> None:
    customer = owner.get(Job, planned(owner, MON)).customer_id
    assert notes(owner) == []
    promise = owner.do(promises.make, customer, "Bring the tiles", MON)
    (note,) = notes(owner)
    assert (note.kind, note.minutes, [due.what for due in note.dues]) == (NoteKind.TIGHT, 0, ["Bring the tiles"])
    owner.do(promises.keep, promise.id)
    assert notes(owner) == []


def test_what_has_been_is_not_spoken_of(owner: Owner) -> None:
    visit(owner, "09:00")
    visit(owner, "09:30")
    owner.at("2026-11-24")
    assert notes(owner) == []
