from pathlib import Path

import pytest

from tests.owner import Owner
from tradesman.book.checklist import MOST
from tradesman.book.errors import BookError
from tradesman.book.job import Job
from tradesman.services import checklists, jobs, photos

STEPS = [("Flue tested", True), (" Floor swept ", False), ("  ", False)]


def test_a_checklist_is_copied_into_a_job_and_later_changes_leave_it_alone(owner: Owner) -> None:
    kept = owner.do(checklists.add, " Boiler ", STEPS, trade="Plumber")
    job_id = owner.accepted()
    owner.do(jobs.add_to_checklist, job_id, "FLOOR SWEPT")
    owner.do(checklists.take, job_id, kept.id)
    owner.do(checklists.change, kept.id, name="Boilers", trade="", steps=[("Something else", False)])
    found = [(item.words, item.wants_photo) for item in owner.get(Job, job_id).checklist]
    assert found == [("FLOOR SWEPT", False), ("Flue tested", True)]
    (row,) = owner.ask(checklists.rows)
    assert (row.name, row.trade) == ("Boilers", "")
    owner.do(checklists.remove, kept.id)
    assert owner.ask(checklists.rows) == []
    assert len(owner.get(Job, job_id).checklist) == 2


def test_a_jobs_checklist_is_kept_for_the_next(owner: Owner) -> None:
    job_id = owner.accepted()
    with pytest.raises(BookError, match="from 1 to"):
        owner.do(checklists.keep, job_id, "Boiler")
    owner.do(jobs.add_to_checklist, job_id, "Flue tested", wants_photo=True)
    assert owner.do(checklists.keep, job_id, "Boiler").steps == [{"words": "Flue tested", "wants_photo": True}]


@pytest.mark.parametrize(
    ("name", "steps", "says"),
    [("", STEPS, "needs a name"), ("Boiler", [], "from 1 to"), ("Boiler", [("Look", False)] * (MOST + 1), "from 1 to")],
)
def test_what_is_no_checklist_is_refused(owner: Owner, name: str, steps: list[tuple[str, bool]], says: str) -> None:
    with pytest.raises(BookError, match=says):
        owner.do(checklists.add, name, steps)
    assert owner.ask(checklists.rows) == []


def test_a_step_that_wants_a_photo_is_ticked_with_one(owner: Owner, tmp_path: Path) -> None:
    job_id = owner.accepted()
    item = owner.do(jobs.add_to_checklist, job_id, "Flue tested", wants_photo=True)
    with pytest.raises(BookError, match="wants a photo"):
        owner.do(jobs.tick, job_id, item.id)
    customer_id = owner.get(Job, job_id).customer_id
    photo = owner.do(photos.add, customer_id, "f" * 64 + ".jpg", job_id=job_id)
    owner.do(jobs.show_step, job_id, item.id, photo.id)
    assert owner.get(Job, job_id).checklist[0].done_at == owner.now
    owner.do(jobs.tick, job_id, item.id, done=False)
    owner.do(jobs.tick, job_id, item.id)
    assert owner.get(Job, job_id).unfinished() == []
    owner.do(jobs.show_step, job_id, item.id, None)
    (found,) = owner.get(Job, job_id).checklist
    assert (found.done_at, found.photo_id) == (None, None)
    other = owner.do(photos.add, customer_id, "e" * 64 + ".jpg")
    with pytest.raises(BookError, match="other work"):
        owner.do(jobs.show_step, job_id, item.id, other.id)
