from datetime import date, time
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.guarantee import GuaranteeKind
from tradesman.book.promise import Promise, PromiseKind, PromiseState
from tradesman.book.quote import AcceptedBy
from tradesman.services import jobs, promises, quotes, today

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)


def test_a_promise_is_kept_in_time_or_late(owner: Owner) -> None:
    customer_id = owner.customer()
    first, second = (owner.do(promises.make, customer_id, " Send the drawing ", MONDAY) for _ in range(2))
    owner.at("2026-11-23", "23:00")
    owner.do(promises.keep, first.id)
    owner.at("2026-11-24")
    owner.do(promises.keep, second.id)
    kept = [owner.get(Promise, promise.id) for promise in (first, second)]
    assert [promise.in_time(WEDNESDAY) for promise in kept] == [True, False]
    assert kept[0].words == "Send the drawing"
    with pytest.raises(BookError, match="kept already"):
        owner.do(promises.keep, first.id)


def test_re_agreed_before_its_day_has_passed_nothing_is_missed(owner: Owner) -> None:
    promise = owner.do(promises.make, owner.customer(), "Bring the part", MONDAY)
    owner.at("2026-11-23", "23:00")
    owner.do(promises.re_agree, promise.id, WEDNESDAY)
    owner.at("2026-11-25")
    owner.do(promises.keep, promise.id)
    kept = owner.get(Promise, promise.id)
    assert (kept.in_time(WEDNESDAY), kept.due_on, kept.first_due_on) == (True, WEDNESDAY, MONDAY)


def test_re_agreed_afterwards_it_was_missed_all_the_same(owner: Owner) -> None:
    promise = owner.do(promises.make, owner.customer(), "Bring the part", MONDAY)
    owner.at("2026-11-24")
    owner.do(promises.re_agree, promise.id, WEDNESDAY)
    owner.do(promises.keep, promise.id)
    assert owner.get(Promise, promise.id).in_time(WEDNESDAY) is False


def test_no_promise_is_re_agreed_for_a_day_that_has_passed(owner: Owner) -> None:
    promise = owner.do(promises.make, owner.customer(), "Bring the part", MONDAY)
    with pytest.raises(BookError, match="has passed"):
        owner.do(promises.re_agree, promise.id, date(2026, 11, 19))
    assert owner.get(Promise, promise.id).due_on == MONDAY


def test_a_broken_promise_keeps_what_was_offered_and_kept_after_all_it_is_late(owner: Owner) -> None:
    promise = owner.do(promises.make, owner.customer(), "Bring the part", MONDAY)
    owner.do(promises.break_, promise.id, " An hour free ")
    broken = owner.get(Promise, promise.id)
    assert (broken.state, broken.offered, broken.in_time(owner.now.date())) == (
        PromiseState.BROKEN,
        "An hour free",
        False,
    )
    with pytest.raises(BookError, match="not open any more"):
        owner.do(promises.break_, promise.id, "")
    with pytest.raises(BookError, match="not open any more"):
        owner.do(promises.re_agree, promise.id, TUESDAY)
    owner.do(promises.keep, promise.id)
    assert owner.get(Promise, promise.id).in_time(owner.now.date()) is False


def test_taken_back_that_it_was_broken_it_can_still_be_kept_in_time(owner: Owner) -> None:
    promise = owner.do(promises.make, owner.customer(), "Bring the part", MONDAY)
    owner.do(promises.break_, promise.id, "An hour free")
    owner.do(promises.reopen, promise.id)
    owner.do(promises.keep, promise.id)
    assert owner.get(Promise, promise.id).in_time(TUESDAY) is True


def test_a_promised_finish_that_was_broken_stays_on_record_beside_the_new_one(owner: Owner) -> None:
    job_id = owner.accepted()
    customer = owner.all(Customer)[0].id
    first = owner.do(promises.promise_finish, customer, job_id, MONDAY)
    owner.do(promises.break_, first.id, "")
    second = owner.do(promises.promise_finish, customer, job_id, WEDNESDAY)
    third = owner.do(promises.promise_finish, customer, job_id, WEDNESDAY)
    found = owner.ask(promises.of_job, job_id)
    assert second.id == third.id
    assert [(promise.kind, promise.state, promise.due_on) for promise in found] == [
        (PromiseKind.FINISH, PromiseState.BROKEN, MONDAY),
        (PromiseKind.FINISH, PromiseState.OPEN, WEDNESDAY),
    ]


def test_mine_and_the_customers_are_on_todays_list_and_only_mine_is_ever_late(owner: Owner) -> None:
    customer_id = owner.customer()
    mine = owner.do(promises.make, customer_id, "Send the drawing", MONDAY, due_at_time=time(12))
    theirs = owner.do(promises.make, customer_id, "Empty the room", MONDAY, mine=False)
    rows = owner.ask(today.rows)
    assert [(row.subject_id, row.starts, row.mine) for row in rows] == [
        (mine.id, time(12), True),
        (theirs.id, None, False),
    ]
    owner.at("2026-11-25")
    assert {row.subject_id: row.late for row in owner.ask(today.rows)} == {mine.id: True, theirs.id: False}
    owner.do(promises.keep, theirs.id)
    assert [row.subject_id for row in owner.ask(today.rows)] == [mine.id]


def test_a_promise_says_something(owner: Owner) -> None:
    with pytest.raises(BookError, match="What was promised"):
        owner.do(promises.make, owner.customer(), " ", MONDAY)


@pytest.fixture
def late_job(owner: Owner) -> UUID:
    """A job guaranteed to be on time, promised for Tuesday; it is Wednesday."""
    quote_id = owner.drafted()
    option_id = owner.option(quote_id)
    fields = {"guarantee": "On time", "guarantee_kind": GuaranteeKind.ON_TIME, "guarantee_teeth": "£50 off a day"}
    owner.do(quotes.change_option, quote_id, option_id, **fields)
    owner.given(quote_id)
    job_id = owner.do(quotes.accept, quote_id, option_id, AcceptedBy.PHONE, "Leah Novak").id
    owner.do(jobs.plan, job_id, [date(2026, 11, 23)], date(2026, 11, 24))
    assert owner.ask(promises.teeth, job_id) is None
    owner.at("2026-11-25")
    return job_id


def test_a_missed_finish_proposes_the_guarantees_teeth_and_the_owner_confirms(owner: Owner, late_job: UUID) -> None:
    proposed = owner.ask(promises.teeth, late_job)
    assert proposed is not None
    assert (proposed.guarantee, proposed.words) == ("On time", "£50 off a day")
    assert [one.words for one in owner.ask(promises.of_job, late_job)] == ["Finished"]  # nothing fell due by itself
    with pytest.raises(BookError, match="What does the customer get"):
        owner.do(promises.give_teeth, proposed.promise_id, " ")
    owner.do(promises.give_teeth, proposed.promise_id, "£50 off the bill")
    given = owner.ask(promises.of_job, late_job)[-1]
    assert (given.words, given.due_on, given.mine) == ("£50 off the bill", date(2026, 11, 26), True)
    assert owner.ask(promises.teeth, late_job) is None
    with pytest.raises(BookError, match="settled already"):
        owner.do(promises.waive_teeth, proposed.promise_id, "No")
    owner.undo()
    assert owner.ask(promises.teeth, late_job) == proposed


def test_a_guarantee_that_does_not_apply_is_set_aside_with_a_reason(owner: Owner, late_job: UUID) -> None:
    proposed = owner.ask(promises.teeth, late_job)
    assert proposed is not None
    with pytest.raises(BookError, match="Why does"):
        owner.do(promises.waive_teeth, proposed.promise_id, "")
    owner.do(promises.waive_teeth, proposed.promise_id, "Leah was away")
    assert owner.ask(promises.teeth, late_job) is None
    (kept,) = owner.ask(promises.of_job, late_job)
    assert (kept.teeth, kept.offer, kept.why_no_teeth) == ("", "", "Leah was away")


def test_why_a_guarantee_does_not_apply_outlives_what_else_becomes_of_the_promise(owner: Owner, late_job: UUID) -> None:
    (finish,) = owner.ask(promises.of_job, late_job)

    def said() -> tuple[str, str]:
        kept = owner.get(Promise, finish.id)
        return kept.offer, kept.why_no_teeth

    owner.do(promises.break_, finish.id, "An hour\nfree")
    owner.do(promises.waive_teeth, finish.id, "Leah was\naway")
    assert said() == ("An hour free", "Leah was away")
    owner.do(promises.reopen, finish.id)
    assert said() == ("", "Leah was away")
    owner.do(promises.break_, finish.id, "A new lamp")
    assert said() == ("A new lamp", "Leah was away")
    owner.do(promises.reopen, finish.id)
    owner.completed(late_job)
    owner.do(jobs.complete, late_job, on=date(2026, 11, 24))
    assert said() == ("", "Leah was away")


def test_work_that_was_in_time_after_all_owes_no_teeth(owner: Owner, late_job: UUID) -> None:
    (finish,) = owner.ask(promises.of_job, late_job)
    owner.completed(late_job)
    given = owner.do(promises.give_teeth, finish.id, "£50 off the bill")
    owner.do(jobs.complete, late_job, on=date(2026, 11, 24))
    assert owner.get(Promise, given.id).state == PromiseState.CANCELLED
    assert owner.ask(promises.teeth, late_job) is None
    owner.do(jobs.complete, late_job, on=date(2026, 11, 25))
    proposed = owner.ask(promises.teeth, late_job)
    assert proposed is not None
    assert proposed.promise_id == finish.id


def test_what_the_customer_got_already_is_not_taken_back(owner: Owner, late_job: UUID) -> None:
    (finish,) = owner.ask(promises.of_job, late_job)
    owner.completed(late_job)
    given = owner.do(promises.give_teeth, finish.id, "£50 off the bill")
    owner.do(promises.keep, given.id)
    owner.do(jobs.complete, late_job, on=date(2026, 11, 24))
    assert owner.get(Promise, given.id).state == PromiseState.KEPT


def test_a_finish_re_agreed_in_time_has_no_teeth(owner: Owner, late_job: UUID) -> None:
    owner.at("2026-11-24")
    (finish,) = owner.ask(promises.of_job, late_job)
    owner.do(promises.re_agree, finish.id, date(2026, 12, 4))
    owner.at("2026-11-27")
    assert owner.ask(promises.teeth, late_job) is None
