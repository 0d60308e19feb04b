from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.followup import Purpose
from tradesman.book.job import Job
from tradesman.book.message import Way
from tradesman.book.promise import PromiseState
from tradesman.services import bookings, jobs, materials, messages, photos, promises, updates

MONDAY = date(2026, 11, 23)
PLAN = [MONDAY + timedelta(days=days) for days in (0, 1, 2, 3, 4, 7, 8)]


@pytest.fixture
def job_id(owner: Owner) -> UUID:
    """A job of seven days that begins on Monday and is promised for the second Tuesday."""
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, PLAN, PLAN[-1])
    for day, words in zip(PLAN, ("Scaffold", "Strip", "", "Felt", "Battens", "Slates", "Lead"), strict=True):
        owner.do(jobs.describe_day, job_id, day, words)
    return job_id


def told(owner: Owner, job_id: UUID) -> updates.Update:
    return owner.ask(updates.of, job_id)


def sent(owner: Owner, job_id: UUID) -> None:
    due = told(owner, job_id).due
    assert due is not None
    customer_id = owner.get(Job, job_id).customer_id
    owner.do(messages.send_noted, customer_id, "So far so good", Way.EMAIL, followup_id=due.id)


def test_an_update_is_gathered_from_days_checklist_promises_and_photos(owner: Owner, job_id: UUID) -> None:
    customer_id = owner.get(Job, job_id).customer_id
    owner.at("2026-11-23", "08:00")
    owner.do(jobs.start, job_id)
    item = owner.do(jobs.add_to_checklist, job_id, "Flue tested")
    owner.do(jobs.add_to_checklist, job_id, "Floor swept")
    owner.do(promises.make, customer_id, "Drive free", PLAN[3], job_id=job_id, mine=False)
    owner.do(promises.make, customer_id, "Bring the sample", PLAN[3], job_id=job_id)
    owner.do(materials.note, job_id, "The sink", by_customer=True)
    owner.at("2026-11-25", "16:00")
    owner.do(jobs.tick, job_id, item.id)
    owner.do(photos.add, customer_id, "f" * 64 + ".jpg", job_id=job_id)
    found = told(owner, job_id)
    assert found.done == ("Scaffold", "Strip")
    assert found.coming == ((PLAN[3], "Felt"), (PLAN[4], "Battens"), (PLAN[5], "Slates"), (PLAN[6], "Lead"))
    assert found.finish is not None
    assert not found.rests
    assert [one.words for one in found.owed] == ["Drive free"]
    assert (found.to_bring, len(found.photos)) == (("The sink",), 1)
    assert (found.number, found.of) == (1, 1)


def test_where_no_day_has_words_the_checklist_tells(owner: Owner) -> None:
    job_id = owner.accepted()
    item = owner.do(jobs.add_to_checklist, job_id, "Flue tested")
    owner.do(jobs.tick, job_id, item.id)
    assert told(owner, job_id).done == ("Flue tested",)


def test_the_next_one_tells_what_came_since(owner: Owner, job_id: UUID) -> None:
    customer_id = owner.get(Job, job_id).customer_id
    owner.at("2026-11-23", "08:00")
    owner.do(jobs.start, job_id)
    owner.do(photos.add, customer_id, "f" * 64 + ".jpg", job_id=job_id)
    owner.at("2026-11-27", "16:00")
    sent(owner, job_id)
    owner.at("2026-11-30", "16:00")
    owner.do(photos.add, customer_id, "e" * 64 + ".jpg", job_id=job_id)
    found = told(owner, job_id)
    # Sent on Friday before the day's work was done, the first one told of Friday as of what comes next.
    assert (found.number, found.done, found.coming) == (2, ("Battens",), ((PLAN[5], "Slates"), (PLAN[6], "Lead")))
    owner.at("2026-11-30", "17:00")
    assert told(owner, job_id).done == ("Battens", "Slates")
    assert [one.file[0] for one in found.photos] == ["e"]
    assert found.due is None or found.due.purpose == Purpose.PROGRESS_UPDATE


def test_a_photo_that_was_drawn_on_is_told_once(owner: Owner, job_id: UUID) -> None:
    owner.do(jobs.start, job_id)
    owner.now += timedelta(hours=1)
    photo = owner.do(photos.add, owner.get(Job, job_id).customer_id, "f" * 64 + ".jpg", job_id=job_id)
    drawn = owner.do(photos.draw_on, photo.id, "e" * 64 + ".jpg")
    assert [one.id for one in told(owner, job_id).photos] == [drawn.id]


def test_a_job_that_rests_says_why(owner: Owner, job_id: UUID) -> None:
    owner.do(jobs.start, job_id)
    owner.do(jobs.pause, job_id, "Waiting for the part")
    found = told(owner, job_id)
    assert (found.rests, found.paused) == (True, "Waiting for the part")


def test_work_that_nobody_began_has_done_nothing(owner: Owner, job_id: UUID) -> None:
    owner.at("2026-11-25", "18:00")
    assert told(owner, job_id).done == ()
    owner.do(jobs.start, job_id)
    owner.at("2026-11-26", "18:00")
    assert told(owner, job_id).done == ("Felt",)


def test_a_day_is_done_when_its_work_has_ended_and_comes_next_until_then(owner: Owner, job_id: UUID) -> None:
    owner.at("2026-11-23", "08:00")
    owner.do(jobs.start, job_id)
    owner.at("2026-11-24", "09:00")
    assert (told(owner, job_id).done, told(owner, job_id).coming[0]) == (("Scaffold",), (PLAN[1], "Strip"))
    owner.at("2026-11-24", "17:00")
    assert (told(owner, job_id).done, told(owner, job_id).coming[0]) == (("Scaffold", "Strip"), (PLAN[2], ""))
    day = owner.get(Job, job_id).days[3]
    owner.do(bookings.move_day, day.id, day.day_on, 9 * 60, 120)
    owner.at("2026-11-26", "11:00")
    assert told(owner, job_id).done == ("Scaffold", "Strip", "Felt")


def test_what_was_planned_while_the_work_rested_is_not_told_as_done(owner: Owner, job_id: UUID) -> None:
    owner.at("2026-11-23", "08:00")
    owner.do(jobs.start, job_id)
    owner.at("2026-11-24", "12:00")
    owner.do(jobs.rest, job_id, "Storm")
    owner.at("2026-11-26", "09:00")
    assert told(owner, job_id).done == ("Scaffold",)
    owner.do(jobs.start, job_id)
    owner.at("2026-11-26", "18:00")
    assert told(owner, job_id).done == ("Scaffold", "Felt")


def test_a_pause_that_was_taken_back_hides_nothing(owner: Owner, job_id: UUID) -> None:
    owner.at("2026-11-23", "08:00")
    owner.do(jobs.start, job_id)
    owner.do(jobs.rest, job_id, "Storm")
    owner.undo()
    owner.at("2026-11-23", "18:00")
    assert told(owner, job_id).done == ("Scaffold",)


def test_of_several_finishes_the_one_that_is_open_counts_else_the_newest(owner: Owner, job_id: UUID) -> None:
    owner.do(promises.break_, owner.ask(promises.of_job, job_id)[0].id, "Ten per cent off")
    broken = told(owner, job_id).finish
    assert broken is not None
    assert broken.state == PromiseState.BROKEN
    owner.do(jobs.plan, job_id, PLAN, date(2026, 12, 10))
    agreed = told(owner, job_id).finish
    assert agreed is not None
    assert (agreed.state, agreed.due_on) == (PromiseState.OPEN, date(2026, 12, 10))
    owner.do(promises.break_, agreed.id, "")
    newest = told(owner, job_id).finish
    assert newest is not None
    assert newest.id == agreed.id


def test_work_without_a_quote_is_told_of_every_week_as_well(owner: Owner) -> None:
    job_id = owner.do(jobs.take_on, owner.enquiry(), "Emergency").id
    assert owner.due(job_id) == {"progress_update": "2026-11-27"}
    owner.at("2026-11-27")
    sent(owner, job_id)
    assert owner.due(job_id) == {"progress_update": "2026-12-04"}
    assert told(owner, job_id).number == 2


def test_an_update_that_nothing_asked_for_counts_too(owner: Owner) -> None:
    owner.rule("progress_update", enabled=False)
    job_id = owner.do(jobs.take_on, owner.enquiry(), "Emergency").id
    assert told(owner, job_id).due is None
    customer_id = owner.get(Job, job_id).customer_id
    owner.do(jobs.start, job_id)
    for number, day in ((1, "2026-11-25"), (2, "2026-12-02")):
        owner.at(day)
        owner.do(photos.add, customer_id, "abc"[number] * 64 + ".jpg", job_id=job_id)
        found = told(owner, job_id)
        assert (found.number, len(found.photos)) == (number, 1)
        owner.do(updates.sent, customer_id, "So far so good", Way.EMAIL, job_id=job_id)
    assert (told(owner, job_id).number, told(owner, job_id).photos) == (3, ())


def test_without_a_plan_nothing_is_said_of_days(owner: Owner) -> None:
    found = told(owner, owner.accepted())
    assert (found.of, found.coming, found.ends_on, found.finish) == (None, (), None, None)


def test_what_a_supplier_has_not_brought_by_its_day_is_told(owner: Owner, job_id: UUID) -> None:
    slates = owner.do(materials.note, job_id, "Slates", supplier="Quarry")
    sink = owner.do(materials.note, job_id, "The sink", by_customer=True)
    for one in (slates, sink):
        owner.do(materials.order, one.id, MONDAY)
    assert told(owner, job_id).late == ()
    owner.at("2026-11-24")
    assert (told(owner, job_id).late, told(owner, job_id).to_bring) == (("Slates",), ("The sink",))
