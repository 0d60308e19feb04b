from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.followup import Purpose
from tradesman.book.job import Job
from tradesman.book.message import Way
from tradesman.services import jobs, materials, messages, photos, promises, updates

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
    assert (found.number, found.done, found.coming) == (2, ("Slates",), ((PLAN[6], "Lead"),))
    assert [one.file[0] for one in found.photos] == ["e"]
    assert found.due is None or found.due.purpose == Purpose.PROGRESS_UPDATE


def test_a_job_that_rests_says_why(owner: Owner, job_id: UUID) -> None:
    owner.do(jobs.start, job_id)
    owner.do(jobs.pause, job_id, "Waiting for the part")
    assert told(owner, job_id).paused == "Waiting for the part"


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
