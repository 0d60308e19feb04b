from datetime import date, time, timedelta

from tests.owner import Owner
from tradesman.book.followup import Purpose
from tradesman.services import jobs, next_steps, promises, visits
from tradesman.services.next_steps import Coming, Step, Walk


def test_the_first_step_is_what_comes_first_of_all_kinds(owner: Owner) -> None:
    customer_id = owner.customer()
    assert owner.ask(next_steps.first, [customer_id]) == {}
    job_id = owner.accepted(owner.given(owner.drafted(owner.enquiry(customer_id, answered_live=True))))
    assert owner.ask(next_steps.first, [customer_id])[customer_id].what == Purpose.CONFIRM_CHOICE
    owner.do(jobs.plan, job_id, [date(2026, 11, 23)])
    assert owner.ask(next_steps.first, [customer_id])[customer_id] == Step(Purpose.CONFIRM_START, date(2026, 11, 20))
    owner.do(promises.make, customer_id, "Sample", date(2026, 11, 20), due_at_time=time(15))
    owner.do(promises.make, customer_id, "Their deposit", date(2026, 11, 19), mine=False)
    step = Step(Coming.PROMISE, date(2026, 11, 20), at=time(15))
    assert owner.ask(next_steps.first, [customer_id])[customer_id] == step
    assert owner.ask(next_steps.first) == {customer_id: step}


def test_a_start_and_a_visit_have_their_day_and_time(owner: Owner) -> None:
    start = Step(Coming.START, date(2026, 11, 23))
    visit = Step(Coming.VISIT, date(2026, 11, 23), at=time(9))
    assert sorted([start, visit], key=lambda step: step.rank) == [visit, start]
    enquiry_id = owner.enquiry(answered_live=True)
    owner.do(visits.book, enquiry_id, date(2026, 11, 20), time(16))
    (found,) = owner.ask(next_steps.first).values()
    assert found == Step(Coming.VISIT, date(2026, 11, 20), at=time(16))


def test_a_call_is_late_when_its_clock_has_run_out(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    (step,) = owner.ask(next_steps.first).values()
    assert (step.what, step.late, step.due_at) == (Purpose.CALL_BACK, False, owner.call_back(enquiry_id).due_at)
    owner.now += timedelta(hours=2)
    (late,) = owner.ask(next_steps.first).values()
    assert late.late
    assert late.rank < step.rank


def test_a_walk_tells_everybody_once_it_has_ended_nothing_more(owner: Owner) -> None:
    walk = Walk()
    late, soon = owner.customer(), owner.customer("Tom Reed")
    owner.enquiry(late)
    owner.now += timedelta(hours=3)
    owner.enquiry(soon)
    assert owner.ask(walk.more, 1) == [late, late, soon]
    assert owner.ask(walk.more, 1) == []
