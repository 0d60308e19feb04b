from datetime import date, time, timedelta

from tests.owner import Owner
from tradesman.book.followup import Purpose
from tradesman.services import complaints, followups, jobs, next_steps, promises, visits
from tradesman.services.decisions import Decision
from tradesman.services.next_steps import Coming, Step, Walk


def test_the_first_step_is_what_comes_first_of_all_kinds(owner: Owner) -> None:
    customer_id = owner.customer()
    assert owner.ask(next_steps.first, [customer_id]) == {}
    job_id = owner.accepted(owner.given(owner.drafted(owner.enquiry(customer_id, answered_live=True))))
    today = owner.now.date()
    assert owner.ask(next_steps.first, [customer_id])[customer_id] == Step(Decision.PLAN_JOB, today)
    owner.do(jobs.plan, job_id, [date(2026, 11, 23)])
    assert owner.ask(next_steps.first, [customer_id])[customer_id] == Step(Purpose.CONFIRM_START, date(2026, 11, 20))
    owner.do(promises.make, customer_id, "Sample", date(2026, 11, 20), due_at_time=time(15))
    owner.do(promises.make, customer_id, "Their deposit", date(2026, 11, 19), mine=False)
    step = Step(Coming.PROMISE, date(2026, 11, 20), at=time(15))
    assert owner.ask(next_steps.first, [customer_id])[customer_id] == step
    assert owner.ask(next_steps.first) == {customer_id: step}


def test_what_only_the_owner_can_decide_is_due_today_as_in_today(owner: Owner) -> None:
    customer_id = owner.customer()
    enquiry_id = owner.enquiry(customer_id, answered_live=True)
    seen = [owner.ask(next_steps.first)[customer_id].what]
    visit = owner.do(visits.book, enquiry_id, owner.now.date(), time(9))
    owner.do(visits.arrive, visit.id)
    owner.do(visits.finish, visit.id, "The washer is worn")
    seen.append(owner.ask(next_steps.first)[customer_id].what)
    quote_id = owner.drafted(enquiry_id)
    seen.append(owner.ask(next_steps.first, [customer_id])[customer_id].what)
    owner.given(quote_id)
    owner.now += timedelta(days=60)
    for asked in owner.asked(quote_id).values():
        owner.do(followups.skip, asked.id, "Away")
    step = owner.ask(next_steps.first)[customer_id]
    assert [*seen, step.what] == [
        Decision.NEXT_STEP,
        Decision.WRITE_QUOTE,
        Decision.GIVE_QUOTE,
        Decision.RENEW_QUOTE,
    ]
    assert step == Step(Decision.RENEW_QUOTE, owner.now.date())
    assert owner.ask(Walk().more, 1) == [customer_id]


def test_what_is_put_off_comes_next_when_it_wakes(owner: Owner) -> None:
    first, second = owner.customer(), owner.customer("Tom Reed")
    enquiry_id = owner.enquiry(first)
    owner.now += timedelta(hours=2)
    owner.enquiry(second)
    call = owner.call_back(enquiry_id)
    assert owner.ask(Walk().more, 1) == [first, first, second]
    tomorrow = owner.now + timedelta(days=1)
    owner.snooze(call.id, tomorrow)
    assert owner.ask(next_steps.first)[first] == Step(Purpose.CALL_BACK, tomorrow.date(), tomorrow)
    assert owner.ask(Walk().more, 1) == [second, first]
    owner.now = tomorrow
    assert owner.ask(next_steps.first)[first].late


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


def test_the_day_on_which_a_customer_decides_is_told_beside_that_of_the_call(owner: Owner) -> None:
    drafted = owner.drafted(owner.enquiry(owner.customer(), answered_live=True))
    quote_id = owner.given(drafted, decision_on=date(2026, 11, 24))
    owner.do(followups.skip, owner.asked(quote_id)[Purpose.ANSWER_QUESTIONS].id, "Not needed")
    (step,) = owner.ask(next_steps.first).values()
    assert step == Step(Purpose.HIDDEN_SLOT, date(2026, 11, 23), decides_on=date(2026, 11, 24))


def test_what_is_to_be_put_right_comes_next(owner: Owner) -> None:
    customer_id = owner.customer()
    complaint = owner.do(complaints.open_one, customer_id, "It drips")
    assert owner.ask(next_steps.first)[customer_id] == Step(Decision.PUT_RIGHT, owner.now.date())
    assert owner.ask(Walk().more, 1) == [customer_id]
    owner.do(complaints.settle, complaint.id, "New seal")
    assert owner.ask(next_steps.first) == {}
