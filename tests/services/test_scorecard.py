"""Each step of the process against cases counted by hand. NOW is Friday 20 November 2026, 10:00 in Harrow."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.enquiry import EnquiryKind, Outcome
from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.job import Job, JobKind
from tradesman.book.quote import GivenBy
from tradesman.services import complaints, customers, enquiries, findings, followups, jobs, promises, quotes, visits
from tradesman.services import scorecard as scores
from tradesman.services.scorecard import Fault, Period, Share, Step

YEAR = Period(date(2026, 1, 1), date(2027, 12, 31))


def faults(owner: Owner, step: Step, period: Period = YEAR) -> list[Fault | None]:
    return [case.fault for case in owner.ask(scores.cases, step, period)]


def asked(owner: Owner, **rest: Any) -> UUID:
    """An enquiry of somebody new, in this very moment."""
    return owner.enquiry(owner.customer(), came_in_at=owner.now, **rest)


def test_a_call_is_returned_in_time_late_or_not_at_all(owner: Owner) -> None:
    owner.at("2026-11-23", "09:00")
    prompt, late, never, live = asked(owner), asked(owner), asked(owner), asked(owner, answered_live=True)
    owner.at("2026-11-23", "09:59")
    owner.do(enquiries.attempt, prompt, Outcome.NO_ANSWER)
    assert faults(owner, Step.CALLED_BACK) == [None, None]  # the other two have still a minute
    owner.at("2026-11-23", "10:01")
    owner.do(enquiries.attempt, late, Outcome.REACHED)
    found = {case.subject_id: case.fault for case in owner.ask(scores.cases, Step.CALLED_BACK, YEAR)}
    assert found == {prompt: None, late: Fault.CALLED_LATE, never: Fault.NOT_CALLED, live: None}


def test_spam_and_whoever_asked_not_to_be_called_is_no_case(owner: Owner) -> None:
    spam, kind, busy = asked(owner), asked(owner), asked(owner)
    owner.do(enquiries.mark_spam, spam)
    owner.do(followups.skip, owner.call_back(kind).id, "Asked me not to", customer_asked=True)
    owner.do(followups.skip, owner.call_back(busy).id, "No time")
    owner.at("2026-11-24")
    assert [case.subject_id for case in owner.ask(scores.cases, Step.CALLED_BACK, YEAR)] == [busy]


def test_a_call_counts_on_the_day_it_was_due(owner: Owner) -> None:
    owner.at("2026-11-20", "16:45")
    asked(owner)
    owner.at("2026-11-24")
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    assert faults(owner, Step.CALLED_BACK, Period(friday, friday)) == []
    assert faults(owner, Step.CALLED_BACK, Period(monday, monday)) == [Fault.NOT_CALLED]


def looked_at(owner: Owner, diagnosis: str = "The trap is dry") -> UUID:
    """An enquiry with a visit this morning."""
    enquiry_id = asked(owner, answered_live=True)
    visit = owner.do(visits.book, enquiry_id, owner.ask(lambda s: s.now.date()), time(9))
    owner.do(visits.arrive, visit.id)
    owner.do(visits.finish, visit.id)
    if diagnosis:
        owner.do(enquiries.diagnose, enquiry_id, diagnosis)
    return enquiry_id


def test_a_visit_asks_for_a_diagnosis_and_two_options_within_three_working_days(owner: Owner) -> None:
    owner.at("2026-11-20")
    whole, one_option, wordless, late, waiting = (
        looked_at(owner),
        looked_at(owner),
        looked_at(owner, ""),
        looked_at(owner),
        looked_at(owner),
    )
    owner.at("2026-11-25")  # the third working day
    for enquiry_id, prices in ((whole, (1, 2)), (one_option, (1,)), (wordless, (1, 2, 3))):
        owner.given(owner.drafted(enquiry_id, prices))
    assert faults(owner, Step.EXPLAINED) == [None]  # the others have until tonight
    owner.at("2026-11-26")
    owner.given(owner.drafted(late, (1, 2)))
    found = {case.subject_id: case.fault for case in owner.ask(scores.cases, Step.EXPLAINED, YEAR)}
    assert found == {
        whole: None,
        one_option: Fault.NO_OPTIONS,
        wordless: Fault.NO_DIAGNOSIS,
        late: Fault.QUOTE_LATE,
        waiting: Fault.NO_OPTIONS,
    }
    assert {case.on for case in owner.ask(scores.cases, Step.EXPLAINED, YEAR)} == {date(2026, 11, 25)}


def test_until_its_day_has_come_a_visit_is_neither_kept_nor_missed(owner: Owner) -> None:
    owner.at("2026-11-20")
    for enquiry_id, prices in ((looked_at(owner), (1, 2)), (looked_at(owner), (1,))):
        owner.given(owner.drafted(enquiry_id, prices))
    declined = owner.given(owner.drafted(looked_at(owner), (1,)))
    owner.do(quotes.lose, declined, "Too dear")
    for day, counted in (("2026-11-24", []), ("2026-11-25", [None, Fault.NO_OPTIONS])):
        owner.at(day)
        assert sorted(faults(owner, Step.EXPLAINED), key=str) == counted
    owner.at("2026-11-26")
    assert faults(owner, Step.EXPLAINED).count(Fault.NO_OPTIONS) == 2
    # What is decided is known before its day, to be shown for the customer.
    owner.at("2026-11-24")
    known = [case.fault for case in owner.ask(scores.known, Step.EXPLAINED, YEAR)]
    assert sorted(known, key=str) == [None, Fault.NO_OPTIONS]


def test_a_call_returned_before_its_day_counts_when_that_has_come(owner: Owner) -> None:
    owner.at("2026-11-20", "16:45")
    enquiry_id = asked(owner)  # due on Monday
    owner.at("2026-11-20", "16:50")
    owner.do(enquiries.attempt, enquiry_id, Outcome.REACHED)
    assert faults(owner, Step.CALLED_BACK) == []
    owner.at("2026-11-23", "08:00")
    assert faults(owner, Step.CALLED_BACK) == [None]


@pytest.mark.parametrize(
    ("prices_before", "options_after", "given_again", "fault"),
    [
        ((1,), 1, "2026-11-20", None),  # a rough price by phone, and the choice three working days after the visit
        ((1,), 1, "2026-11-23", Fault.QUOTE_LATE),
        ((1,), 0, "2026-11-18", Fault.NO_OPTIONS),
        ((1, 2), 0, None, None),  # the choice was there before the visit
    ],
)
def test_the_days_begin_with_the_visit_whatever_was_given_before_it(
    owner: Owner, prices_before: tuple[int, ...], options_after: int, given_again: str | None, fault: Fault | None
) -> None:
    owner.at("2026-11-02")
    enquiry_id = owner.enquiry(answered_live=True)
    owner.do(enquiries.diagnose, enquiry_id, "The valve is worn")
    quote_id = owner.given(owner.drafted(enquiry_id, prices_before))
    owner.at("2026-11-06")
    assert faults(owner, Step.EXPLAINED) == [None if len(prices_before) > 1 else Fault.NO_OPTIONS]
    visit = owner.do(visits.book, enquiry_id, date(2026, 11, 17), time(9))
    owner.at("2026-11-17")
    owner.do(visits.arrive, visit.id)
    if given_again is not None:
        owner.at(given_again)
        for _ in range(options_after):
            option = owner.do(quotes.add_option, quote_id, "Better")
            owner.do(quotes.add_line, quote_id, option.id, "Boiler, fitted", 2)
            owner.do(quotes.mark_best_value, quote_id, option.id, "It does all you need")
        owner.given(quote_id)
    owner.at("2026-11-24")
    [case] = owner.ask(scores.cases, Step.EXPLAINED, YEAR)
    assert (case.on, case.fault) == (date(2026, 11, 20), fault)


def test_a_quote_without_a_visit_counts_and_what_was_declined_or_is_no_new_work_does_not(owner: Owner) -> None:
    owner.at("2026-11-20")
    declined = looked_at(owner)
    owner.do(enquiries.decline, declined, "Too far away")
    question = asked(owner, answered_live=True, kind=EnquiryKind.QUESTION)
    owner.do(visits.book, question, date(2026, 11, 20), time(9))
    by_phone = asked(owner, answered_live=True)
    owner.do(enquiries.diagnose, by_phone, "A worn washer")
    owner.given(owner.drafted(by_phone, (1, 2)))
    owner.at("2026-12-01")
    assert [(case.subject_id, case.fault) for case in owner.ask(scores.cases, Step.EXPLAINED, YEAR)] == [
        (by_phone, None)
    ]


def test_a_quote_helps_to_choose_by_needs_best_value_and_a_date(owner: Owner) -> None:
    def quoted(needs: int, prices: tuple[int, ...], decision_on: date | None) -> UUID:
        enquiry_id = asked(owner, answered_live=True)
        for number in range(needs):
            owner.do(enquiries.ask, enquiry_id, f"Question {number}?", "Yes", f"Need {number}")
        owner.do(enquiries.ask, enquiry_id, "And?", "Nothing that matters")
        return owner.given(owner.drafted(enquiry_id, prices), decision_on=decision_on)

    friday = date(2026, 11, 27)
    whole = quoted(3, (1, 2, 3), friday)
    wanted = {
        whole: None,
        quoted(2, (1, 2), friday): Fault.FEW_NEEDS,
        quoted(3, (1,), friday): Fault.NO_BEST_VALUE,
        quoted(4, (1, 2), None): Fault.NO_DECISION_DATE,
    }
    found = owner.ask(scores.cases, Step.HELPED_TO_CHOOSE, YEAR)
    assert {case.subject_id: case.fault for case in found} == wanted
    # Given again, it counts where the customer saw it first.
    owner.at("2026-12-04")
    owner.do(quotes.renew, whole, date(2027, 1, 31))
    owner.do(quotes.give, whole, GivenBy.SENT)
    assert {case.on for case in owner.ask(scores.cases, Step.HELPED_TO_CHOOSE, YEAR)} == {date(2026, 11, 20)}


def test_a_completed_job_noticed_something_or_looked_round(owner: Owner) -> None:
    nothing, looked, noted, told = (owner.completed() for _ in range(4))
    owner.do(jobs.looked_round, looked)
    owner.do(findings.note, noted, "Damp wall", plain_words="The wall is damp")
    finding = owner.do(findings.note, told, "Damp wall", plain_words="The wall is damp")
    owner.do(findings.tell, finding.id)
    again = owner.do(jobs.take_on, asked(owner, answered_live=True), kind=JobKind.SERVICE_CALL, earlier_job_id=told)
    owner.completed(again.id)
    owner.accepted()  # not completed
    found = {case.subject_id: case.fault for case in owner.ask(scores.cases, Step.NOTICED, YEAR)}
    missing = Fault.NOTHING_NOTICED
    assert found == {nothing: missing, looked: None, noted: missing, told: None}


def test_a_great_job_keeps_its_finish_its_promises_and_is_signed_off(owner: Owner) -> None:
    def finished(promised: date | None, *, who: str = "Leah Novak", also: date | None = None) -> UUID:
        job_id = owner.accepted()
        if promised is not None:
            owner.do(jobs.plan, job_id, [date(2026, 11, 23)], promised)
        if also is not None:
            customer_id = owner.ask(lambda s: s.load(Job, job_id).customer_id)
            owner.do(promises.make, customer_id, "Bring the key", also, job_id=job_id)
            owner.do(promises.make, customer_id, "Clear the room", date(2026, 1, 1), job_id=job_id, mine=False)
        owner.do(jobs.complete, job_id, on=date(2026, 11, 25), who=who)
        return job_id

    first = owner.now
    owner.at("2026-11-25")
    wanted = {
        finished(date(2026, 11, 25)): None,
        finished(None): None,
        finished(None, also=date(2026, 11, 24)): Fault.PROMISE_MISSED,
        finished(None, who=""): Fault.NOT_SIGNED,
    }
    owner.now = first
    late = owner.accepted()
    owner.do(jobs.plan, late, [date(2026, 11, 23)], date(2026, 11, 24))
    owner.at("2026-11-25")
    owner.do(jobs.complete, late, who="Leah Novak")
    wanted[late] = Fault.FINISH_MISSED
    small = owner.do(jobs.done_and_paid, owner.customer(), "A washer", 4_000, "Cash")
    wanted[small.id] = None
    found = {case.subject_id: case.fault for case in owner.ask(scores.cases, Step.GREAT_JOB, YEAR)}
    assert found == wanted


def test_a_job_with_a_promise_still_to_come_counts_when_that_is_kept_or_missed(owner: Owner) -> None:
    jobs_done = []
    for _ in range(2):
        job_id = owner.accepted()
        customer_id = owner.get(Job, job_id).customer_id
        promised = owner.do(promises.make, customer_id, "Send the certificate", date(2026, 11, 25), job_id=job_id)
        owner.completed(job_id)
        jobs_done.append((job_id, promised.id))
    owner.at("2026-11-25")
    assert faults(owner, Step.GREAT_JOB) == []
    assert [case.kept for case in owner.ask(scores.known, Step.GREAT_JOB, YEAR)] == [True, True]
    owner.do(promises.keep, jobs_done[0][1])
    assert faults(owner, Step.GREAT_JOB) == [None]
    owner.at("2026-11-26")
    found = {case.subject_id: (case.on, case.fault) for case in owner.ask(scores.cases, Step.GREAT_JOB, YEAR)}
    friday = date(2026, 11, 20)
    assert found == {jobs_done[0][0]: (friday, None), jobs_done[1][0]: (friday, Fault.PROMISE_MISSED)}


@pytest.mark.parametrize(
    ("days_later", "deed", "fault"),
    [
        (0, "do", [None]),
        (7, "do", [None]),
        (8, "do", [Fault.LATE]),
        (0, "skip", [Fault.SKIPPED]),
        (0, "customer asked", []),
        (7, "nothing", []),
        (8, "nothing", [Fault.NOT_DONE]),
    ],
)
def test_three_months_on_the_call_is_made_within_a_week(
    owner: Owner, days_later: int, deed: str, fault: list[Fault | None]
) -> None:
    job_id = owner.completed()
    due = owner.asked(job_id)[Purpose.THREE_MONTHS]
    owner.at((due.due_on + timedelta(days=days_later)).isoformat())
    if deed == "do":
        owner.do(followups.do, due.id, "All well")
    elif deed != "nothing":
        owner.do(followups.skip, due.id, "Because", customer_asked=deed == "customer asked")
    assert faults(owner, Step.THREE_MONTHS_ON) == fault


def test_a_call_made_before_its_day_counts_when_that_has_come(owner: Owner) -> None:
    due = owner.asked(owner.completed())[Purpose.THREE_MONTHS]
    owner.at((due.due_on - timedelta(days=1)).isoformat())
    owner.do(followups.do, due.id, "All well")
    assert faults(owner, Step.THREE_MONTHS_ON) == []
    owner.at(due.due_on.isoformat())
    assert faults(owner, Step.THREE_MONTHS_ON) == [None]


def held_back(owner: Owner, opened: int) -> tuple[FollowUp, UUID]:
    """A call three months on, and a complaint opened so many days after its day."""
    due = owner.asked(owner.completed())[Purpose.THREE_MONTHS]
    owner.at((due.due_on + timedelta(days=opened)).isoformat())
    return due, owner.do(complaints.open_one, due.customer_id, "It drips again").id


@pytest.mark.parametrize(("days_later", "fault"), [(0, []), (7, [None]), (8, [Fault.LATE])])
def test_a_call_held_back_by_a_complaint_is_due_when_that_is_put_right(
    owner: Owner, days_later: int, fault: list[Fault | None]
) -> None:
    due, complaint_id = held_back(owner, -30)
    owner.at((due.due_on + timedelta(days=40)).isoformat())
    assert faults(owner, Step.THREE_MONTHS_ON) == []  # it is not asked for
    put_right = owner.ask(lambda s: s.now.date())
    owner.do(complaints.settle, complaint_id, "New washer")
    owner.at((put_right + timedelta(days=days_later)).isoformat())
    if days_later:
        owner.do(followups.do, due.id, "All well")
    found = owner.ask(scores.cases, Step.THREE_MONTHS_ON, YEAR)
    assert [(case.on, case.fault) for case in found] == [(put_right, one) for one in fault]
    month = Period(put_right, put_right + timedelta(days=30))  # its own day was before
    assert faults(owner, Step.THREE_MONTHS_ON, month) == fault
    assert faults(owner, Step.THREE_MONTHS_ON, Period(YEAR.first, put_right - timedelta(days=1))) == []


def test_a_complaint_after_the_week_or_out_of_the_call_itself_holds_nothing_back(owner: Owner) -> None:
    late, _ = held_back(owner, 8)
    assert faults(owner, Step.THREE_MONTHS_ON) == [Fault.NOT_DONE]
    owner.do(followups.do, late.id, "It drips")
    owner.now -= timedelta(days=100)
    told = owner.asked(owner.completed())[Purpose.THREE_MONTHS]
    owner.at(told.due_on.isoformat())
    owner.do(followups.do, told.id, "It drips")
    owner.do(complaints.open_one, told.customer_id, "It drips")
    found = {case.subject_id: case.fault for case in owner.ask(scores.cases, Step.THREE_MONTHS_ON, YEAR)}
    assert found == {late.id: Fault.LATE, told.id: None}


def test_a_call_made_although_it_was_held_back_is_kept(owner: Owner) -> None:
    due, _ = held_back(owner, -3)
    owner.at((due.due_on + timedelta(days=20)).isoformat())
    owner.do(followups.do, due.id, "Rang all the same")
    assert faults(owner, Step.THREE_MONTHS_ON) == [None]


def test_what_was_cancelled_was_not_due(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.asked(job_id)[Purpose.THREE_MONTHS].customer_id
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    owner.at("2027-06-01")
    assert faults(owner, Step.THREE_MONTHS_ON) == []


def test_the_cases_of_one_customer_are_asked_for_alone(owner: Owner) -> None:
    mine, other = owner.completed(), owner.completed()
    customer_id = owner.ask(lambda s: s.load(Job, mine).customer_id)
    period = Period(YEAR.first, YEAR.last, customer_id)
    for step in Step:
        found = owner.ask(scores.cases, step, period)
        assert {case.customer_id for case in found} <= {customer_id}
    assert [case.subject_id for case in owner.ask(scores.cases, Step.NOTICED, period)] == [mine] != [other]


@pytest.mark.parametrize(
    ("kept", "due", "percent"),
    [(4, 4, None), (5, 5, 100), (2, 3, None), (6, 7, 86), (0, 5, 0), (5, 8, 63), (3, 24, 13), (199, 200, 99)],
)
def test_fewer_than_five_cases_have_no_percentage(kept: int, due: int, percent: int | None) -> None:
    assert Share(kept, due).percent == percent
