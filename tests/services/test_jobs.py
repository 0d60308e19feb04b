from datetime import date
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUpState, Purpose
from tradesman.book.job import Job, JobKind, JobState
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.quote import AcceptedBy
from tradesman.book.store import Session
from tradesman.services import businesses, jobs, promises, quotes

MONDAY, TUESDAY, THURSDAY = date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 3)


def test_a_planned_job_confirms_its_start_the_working_day_before(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [TUESDAY, MONDAY, MONDAY])
    job = owner.get(Job, job_id)
    assert ([day.day_on for day in job.days], job.starts_on, job.ends_on) == ([MONDAY, TUESDAY], MONDAY, TUESDAY)
    assert owner.due(job_id)["confirm_start"] == "2026-11-27"
    owner.do(jobs.plan, job_id, [THURSDAY])
    assert owner.due(job_id)["confirm_start"] == "2026-12-02"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((2, 3, 4), "2 Scaffold, 3 Strip, 4 Felt"),
        ((14, 15, 16), "14 Scaffold, 15 Strip, 16 Felt"),
        ((1, 2, 9), "1 Scaffold, 2 Strip, 9 Felt"),
        ((1, 2, 3, 4), "1 Scaffold, 2 Strip, 3 Felt, 4 "),
        ((14, 15, 16, 17), "14 Scaffold, 15 Strip, 16 Felt, 17 "),
        ((1, 3), "1 Scaffold, 3 Felt"),
        ((14, 15), "14 Scaffold, 15 Strip"),
    ],
)
def test_the_days_of_a_plan_move_in_their_order_with_their_words(
    owner: Owner, days: tuple[int, ...], words: str
) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [date(2026, 12, day) for day in (1, 2, 3)])
    for day, said in ((1, "Scaffold"), (2, " Strip "), (3, "Felt")):
        owner.do(jobs.describe_day, job_id, date(2026, 12, day), said)
    before = {day.words: day.id for day in owner.get(Job, job_id).days}
    owner.do(jobs.plan, job_id, [date(2026, 12, day) for day in days])
    moved = owner.get(Job, job_id)
    assert ", ".join(f"{day.day_on.day} {day.words}" for day in moved.days) == words
    assert all(day.id == before[day.words] for day in moved.days if day.words)
    assert (moved.starts_on, moved.ends_on) == (date(2026, 12, days[0]), date(2026, 12, days[-1]))


def test_a_confirmed_start_that_moves_is_asked_about_again(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [TUESDAY, THURSDAY])
    owner.do(jobs.confirm, job_id)
    owner.do(jobs.plan, job_id, [TUESDAY, date(2026, 12, 4)])
    assert "confirm_start" not in owner.due(job_id)
    owner.do(jobs.plan, job_id, [THURSDAY, date(2026, 12, 4)])
    assert owner.get(Job, job_id).confirmed_at is None
    assert owner.due(job_id)["confirm_start"] == "2026-12-02"
    asked = owner.asked(job_id)[Purpose.CONFIRM_START]
    assert (asked.outcome, asked.settled_at) == ("", None)
    owner.do(jobs.confirm, job_id)
    assert owner.asked(job_id)[Purpose.CONFIRM_START].state == FollowUpState.DONE


def test_what_is_planned_anew_after_days_that_have_been_keeps_its_words(owner: Owner) -> None:
    job_id = owner.accepted()
    days = [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)]
    owner.do(jobs.plan, job_id, days)
    for day, words in zip(days, ("Scaffold", "Strip", "Felt"), strict=True):
        owner.do(jobs.describe_day, job_id, day, words)
    owner.at("2026-11-25")
    owner.do(jobs.plan, job_id, [days[2], date(2026, 11, 26)])
    found = [(day.day_on.day, day.words) for day in owner.get(Job, job_id).days]
    assert found == [(25, "Felt"), (26, "")]


def test_only_a_day_of_the_plan_gets_words(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [TUESDAY])
    with pytest.raises(BookError, match="not in the plan"):
        owner.do(jobs.describe_day, job_id, MONDAY, "Nothing")


def test_a_promised_finish_is_kept_with_the_plan_and_re_agreed_when_it_moves(owner: Owner) -> None:
    job_id = owner.accepted()
    with pytest.raises(BookError, match="before the first day"):
        owner.do(jobs.plan, job_id, [TUESDAY, MONDAY], MONDAY.replace(day=29))
    assert owner.get(Job, job_id).days == []
    owner.do(jobs.plan, job_id, [MONDAY, TUESDAY], TUESDAY)
    owner.do(jobs.plan, job_id, [MONDAY, THURSDAY], THURSDAY)
    (promise,) = owner.ask(promises.of_job, job_id)
    assert (promise.due_on, promise.first_due_on, promise.missed) == (THURSDAY, TUESDAY, False)


def test_a_plan_needs_a_day(owner: Owner) -> None:
    with pytest.raises(BookError, match="at least one day"):
        owner.do(jobs.plan, owner.accepted(), [])


def test_starting_pausing_and_going_on(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [MONDAY])
    first = owner.at("2026-11-30")
    owner.do(jobs.start, job_id)
    assert owner.asked(job_id)[Purpose.CONFIRM_START].reason == "The work has begun"
    owner.do(jobs.pause, job_id, "Waiting for the part")
    owner.at("2026-12-02")
    owner.do(jobs.start, job_id)
    job = owner.get(Job, job_id)
    assert (job.state, job.started_at) == (JobState.IN_PROGRESS, first)
    with pytest.raises(BookError, match="not waiting to start"):
        owner.do(jobs.start, job_id)


def test_planning_work_that_has_begun_confirms_no_start(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.start, job_id)
    owner.do(jobs.plan, job_id, [MONDAY])
    assert "confirm_start" not in owner.due(job_id)


def test_what_is_not_ticked_keeps_the_job_open_or_takes_a_reason(owner: Owner) -> None:
    job_id = owner.accepted()
    first = owner.do(jobs.add_to_checklist, job_id, "Flue tested")
    owner.do(jobs.add_to_checklist, job_id, "Papers handed over")
    third = owner.do(jobs.add_to_checklist, job_id, "Floor swept")
    owner.do(jobs.tick, job_id, first.id)
    owner.do(jobs.remove_from_checklist, job_id, third.id)
    with pytest.raises(BookError, match="Papers handed over"):
        owner.do(jobs.complete, job_id)
    assert owner.get(Job, job_id).state == JobState.PLANNED
    owner.do(jobs.complete, job_id, who="Leah Novak", forced_because="They come by post")
    job = owner.get(Job, job_id)
    assert (job.state, job.signed_who, job.reason) == (JobState.COMPLETED, "Leah Novak", "They come by post")
    owner.do(jobs.complete, job_id, on=date(2026, 11, 19))
    corrected = owner.get(Job, job_id)
    assert (corrected.completed_on, corrected.reason) == (date(2026, 11, 19), "They come by post")


def test_a_tick_can_be_taken_away(owner: Owner) -> None:
    job_id = owner.accepted()
    item = owner.do(jobs.add_to_checklist, job_id, "Flue tested")
    owner.do(jobs.tick, job_id, item.id)
    assert owner.get(Job, job_id).checklist[0].done_at == owner.now
    owner.do(jobs.tick, job_id, item.id, done=False)
    assert owner.get(Job, job_id).unfinished() == ["Flue tested"]
    owner.do(jobs.remove_from_checklist, job_id, item.id)
    with pytest.raises(BookError, match="no longer on the checklist"):
        owner.do(jobs.tick, job_id, item.id)
    with pytest.raises(BookError, match="needs words"):
        owner.do(jobs.add_to_checklist, job_id, " ")


def test_no_job_is_completed_before_its_day(owner: Owner) -> None:
    job_id = owner.accepted()
    with pytest.raises(BookError, match="not come yet"):
        owner.do(jobs.complete, job_id, on=date(2026, 11, 21))
    assert owner.get(Job, job_id).is_open


def test_completing_keeps_the_promised_finish_and_ends_what_the_job_asked_for(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [MONDAY], TUESDAY)
    owner.at("2026-12-03")
    owner.completed(job_id, on=TUESDAY)
    (promise,) = owner.ask(promises.of_job, job_id)
    assert (promise.state, promise.in_time(owner.now.date())) == (PromiseState.KEPT, True)
    overtaken = (Purpose.CONFIRM_CHOICE, Purpose.PROGRESS_UPDATE, Purpose.CONFIRM_START)
    asked = owner.asked(job_id)
    assert {asked[purpose].state for purpose in overtaken} == {FollowUpState.CANCELLED}
    owner.do(jobs.complete, job_id, on=date(2026, 12, 2))
    (promise,) = owner.ask(promises.of_job, job_id)
    assert promise.in_time(owner.now.date()) is False


@pytest.mark.parametrize(("deed", "state"), [(jobs.cancel, JobState.CANCELLED), (jobs.withdraw, JobState.WITHDRAWN)])
def test_a_job_called_off_asks_for_nothing_and_breaks_no_promise(owner: Owner, deed: object, state: JobState) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [MONDAY], TUESDAY)
    assert callable(deed)
    with pytest.raises(BookError, match="Why does this job end"):
        owner.do(deed, job_id, " ")
    owner.do(deed, job_id, "Sold the house")
    job = owner.get(Job, job_id)
    assert (job.state, job.reason, owner.due(job_id)) == (state, "Sold the house", {})
    assert owner.all(Promise)[0].state == PromiseState.CANCELLED
    enquiry = owner.get(Enquiry, job.enquiry_id)
    assert (enquiry.stage, enquiry.reason) == (Stage.LOST, "Sold the house")
    for again in (jobs.plan, jobs.pause):
        with pytest.raises(BookError, match="over"):
            owner.do(again, job_id, [MONDAY] if again is jobs.plan else "x")
    with pytest.raises(BookError, match="ended without work"):
        owner.do(jobs.complete, job_id)


def test_one_job_called_off_does_not_lose_a_customer_with_another(owner: Owner) -> None:
    first = owner.accepted()
    enquiry_id = owner.get(Job, first).enquiry_id
    second = owner.accepted(owner.given(owner.drafted(enquiry_id)))
    owner.do(jobs.cancel, first, "Not needed")
    assert owner.get(Enquiry, enquiry_id).stage == Stage.WON
    owner.do(jobs.cancel, second, "Not needed either")
    assert owner.get(Enquiry, enquiry_id).stage == Stage.LOST


def test_done_and_paid_is_one_sheet(owner: Owner) -> None:
    job = owner.do(jobs.done_and_paid, owner.customer(), "Tap washer", 6_000, " cash ")
    kept, enquiry = owner.get(Job, job.id), owner.all(Enquiry)[0]
    assert (kept.kind, kept.state, kept.price_minor, kept.paid_how) == (
        JobKind.SMALL,
        JobState.COMPLETED,
        6_000,
        "cash",
    )
    assert (kept.completed_on, kept.property_id) == (owner.now.date(), enquiry.property_id)
    assert (enquiry.stage, enquiry.answered_live, enquiry.called_in_time) == (Stage.WON, True, True)


def test_an_emergency_is_taken_on_without_a_quote(owner: Owner) -> None:
    enquiry_id = owner.enquiry(what="Burst pipe", answered_live=True)
    job = owner.do(jobs.take_on, enquiry_id, price_minor=30_000)
    kept = owner.get(Job, job.id)
    assert (kept.title, kept.price_minor, kept.quote_id, kept.kind) == ("Burst pipe", 30_000, None, JobKind.WORK)
    assert owner.get(Enquiry, enquiry_id).stage == Stage.WON
    assert owner.due(job.id) == {"progress_update": "2026-11-27"}  # nothing was chosen that could be confirmed
    theirs = owner.do(jobs.take_on, owner.enquiry(), "Tiles", subcontracted=True, done_for="Big & Sons")
    assert owner.due(theirs.id) == {}
    owner.do(jobs.set_subcontracted, theirs.id, subcontracted=False)
    assert owner.due(theirs.id) == {"progress_update": "2026-11-27"}


def test_a_service_call_names_the_job_it_puts_right(owner: Owner) -> None:
    first = owner.completed()
    enquiry_id = owner.enquiry(owner.get(Job, first).customer_id, "It drips again", answered_live=True)
    with pytest.raises(BookError, match="Which job"):
        owner.do(jobs.take_on, enquiry_id, kind=JobKind.SERVICE_CALL)
    job = owner.do(jobs.take_on, enquiry_id, "Seal replaced", kind=JobKind.SERVICE_CALL, earlier_job_id=first)
    assert (owner.get(Job, job.id).earlier_job_id, owner.get(Job, job.id).title) == (first, "Seal replaced")


def test_what_was_seen_and_paid_is_noted(owner: Owner) -> None:
    job_id = owner.completed()
    owner.do(jobs.looked_round, job_id)
    owner.do(jobs.note_paid, job_id, " bank transfer ")
    job = owner.get(Job, job_id)
    assert (job.looked_round, job.paid_how) == (True, "bank transfer")


def test_the_jobs_of_a_customer_come_newest_first(owner: Owner) -> None:
    first = owner.accepted()
    customer_id = owner.get(Job, first).customer_id
    owner.at("2026-11-23")
    second = owner.accepted(owner.given(owner.drafted(owner.enquiry(customer_id, answered_live=True))))
    assert [job.id for job in owner.ask(jobs.of_customer, customer_id)] == [second, first]


def test_a_job_carries_the_price_of_its_option(owner: Owner) -> None:
    quote_id: UUID = owner.given(owner.drafted(prices=(50_000, 80_000)))
    job = owner.do(quotes.accept, quote_id, owner.option(quote_id, 1), AcceptedBy.SIGNED, "Leah Novak")
    assert owner.get(Job, job.id).price_minor == 96_000


def test_where_the_law_lets_customers_withdraw_the_job_waits_unless_the_customer_wants_it_sooner(owner: Owner) -> None:
    owner.do(businesses.change, withdrawal_days=14)
    job_id = owner.accepted()
    assert owner.get(Job, job_id).withdraw_until_on == date(2026, 12, 4)
    with pytest.raises(BookError, match="may withdraw until 2026-12-04"):
        owner.do(jobs.plan, job_id, [MONDAY, date(2026, 12, 7)])
    assert owner.get(Job, job_id).days == []
    owner.do(jobs.plan, job_id, [date(2026, 12, 7)])
    owner.do(jobs.let_begin_early, job_id, wanted=True)
    owner.do(jobs.plan, job_id, [MONDAY])
    assert owner.get(Job, job_id).starts_on == MONDAY


def test_without_such_a_law_a_job_can_begin_at_once(owner: Owner) -> None:
    assert owner.get(Job, owner.accepted()).withdraw_until_on is None


def test_a_service_call_says_what_failed_what_it_cost_and_who_bears_it(owner: Owner) -> None:
    earlier = owner.completed()
    asked = owner.enquiry(owner.get(Job, earlier).customer_id, "It drips again")
    call = owner.do(jobs.take_on, asked, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier).id
    owner.do(jobs.put_right, call, " Washer split ", 4_500, under_guarantee=True)
    job = owner.get(Job, call)
    assert (job.cause, job.cost_to_me_minor, job.under_guarantee) == ("Washer split", 4_500, True)
    with pytest.raises(BookError, match="What was the cause"):
        owner.do(jobs.put_right, call, "", None, under_guarantee=False)
    with pytest.raises(BookError, match="less than nothing"):
        owner.do(jobs.put_right, call, "Washer", -1, under_guarantee=False)
    with pytest.raises(BookError, match="Only a service call"):
        owner.do(jobs.put_right, earlier, "Washer", None, under_guarantee=False)


def test_work_that_rests_is_looked_at_again(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.start, job_id)
    with pytest.raises(BookError, match="Why does the work rest"):
        owner.do(jobs.rest, job_id, " ")
    with pytest.raises(BookError, match="has passed"):
        owner.do(jobs.rest, job_id, "Scaffold", date(2026, 11, 19))
    owner.do(jobs.rest, job_id, "Scaffold")
    (said,) = owner.ask(promises.of_job, job_id)
    assert (said.words, said.due_on, said.mine) == (jobs.SAYS_WHEN, date(2026, 11, 27), True)
    owner.at("2026-11-24")
    owner.do(jobs.start, job_id)
    (kept,) = owner.ask(promises.of_job, job_id)
    assert (kept.state, kept.kept_on) == (PromiseState.KEPT, date(2026, 11, 24))


def test_a_withdrawal_in_time_says_so_on_the_job_alone(owner: Owner) -> None:
    job_id = owner.accepted()

    def may(session: Session) -> None:
        session.load(Job, job_id).withdraw_until_on = date(2026, 11, 20)

    owner.do(may)
    job = owner.do(jobs.withdraw, job_id, "Changed plans")
    assert job.reason == "Changed plans (withdrawn in time)"
    assert owner.get(Enquiry, job.enquiry_id).reason == "Changed plans"
