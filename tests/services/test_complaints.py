from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.owner import Owner
from tests.statements import statements
from tradesman.book.enquiry import Enquiry, EnquiryKind
from tradesman.book.entity import new_id
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.job import Job, JobKind
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.store import Session
from tradesman.book.testimonial import Complaint
from tradesman.services import (
    businesses,
    check_ins,
    complaints,
    decisions,
    enquiries,
    jobs,
    promises,
    row_facts,
    testimonials,
    today,
)
from tradesman.services.check_ins import Said
from tradesman.services.complaints import Answer, Answered
from tradesman.services.decisions import Decision
from tradesman.services.row_facts import Fact, Told


def shown(owner: Owner) -> set[Purpose | None]:
    """What today's list asks, also as part of another contact."""
    rows = owner.ask(today.rows)
    return {part.purpose for row in rows for part in (row, *row.also) if part.decision is None}


def unhappy(owner: Owner) -> list[tuple[str, str]]:
    """The complaints in today's list: what it is, and since when."""
    rows = [row for row in owner.ask(today.rows) if row.decision == Decision.PUT_RIGHT]
    return [(row.what, row.due_on.isoformat()) for row in rows]


@pytest.fixture
def job_id(owner: Owner) -> UUID:
    return owner.completed()


def complaint_of(owner: Owner, job_id: UUID, what: str = "It drips") -> Complaint:
    return owner.do(complaints.open_one, owner.get(Job, job_id).customer_id, what, job_id)


def test_an_open_complaint_holds_back_the_testimonial_and_referral_questions(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.get(Job, job_id).customer_id
    owner.do(testimonials.record_feedback, job_id, score=10)
    owner.at("2027-03-01")
    complaint = owner.do(complaints.open_one, customer_id, " It drips ", job_id)
    assert shown(owner) == {Purpose.THANK_YOU, Purpose.SERVICE_CHECK}
    assert owner.get(Complaint, complaint.id).what == "It drips"
    owner.do(complaints.settle, complaint.id, "New seal")
    assert {Purpose.THREE_MONTHS, Purpose.ASK_WHO_ELSE} <= shown(owner)


def test_a_thank_you_with_a_review_link_waits_until_it_is_put_right(owner: Owner) -> None:
    owner.do(businesses.change, review_link="https://example.org/review")
    job_id = owner.completed()
    complaint = owner.do(complaints.open_one, owner.get(Job, job_id).customer_id, "It drips")
    owner.at("2026-11-23")
    assert shown(owner) == set()
    owner.do(complaints.settle, complaint.id, "New seal")
    assert shown(owner) == {Purpose.THANK_YOU}


def test_another_customers_complaint_holds_nothing_back(owner: Owner) -> None:
    owner.completed()
    owner.do(complaints.open_one, owner.customer("Tom Reed"), "It drips")
    owner.at("2027-02-22")
    assert Purpose.THREE_MONTHS in shown(owner)


def test_a_complaint_is_settled_once_and_says_how(owner: Owner) -> None:
    customer_id = owner.customer()
    complaint = owner.do(complaints.open_one, customer_id, "It drips")
    assert owner.ask(complaints.open_customers) == {customer_id}
    with pytest.raises(BookError, match="How was it put right"):
        owner.do(complaints.settle, complaint.id, " ")
    owner.do(complaints.settle, complaint.id, "New seal")
    with pytest.raises(BookError, match="settled already"):
        owner.do(complaints.settle, complaint.id, "Again")
    kept = owner.get(Complaint, complaint.id)
    assert (kept.how, kept.settled_at, owner.ask(complaints.open_customers)) == ("New seal", owner.now, set())
    with pytest.raises(BookError, match="What went wrong"):
        owner.do(complaints.open_one, customer_id, "")


def test_the_complaints_of_a_customer_come_newest_first(owner: Owner) -> None:
    customer_id = owner.customer()
    first = owner.do(complaints.open_one, customer_id, "It drips")
    owner.at("2026-11-23")
    second = owner.do(complaints.open_one, customer_id, "It knocks")
    assert [found.id for found in owner.ask(complaints.of_customer, customer_id)] == [second.id, first.id]
    assert owner.all(FollowUp) == []


# What Today asks for


def test_who_is_unhappy_stands_in_the_list_first_of_what_is_decided(owner: Owner, job_id: UUID) -> None:
    owner.accepted()  # whose days are to be planned
    owner.enquiry(answered_live=True)  # whose next step is not chosen
    complaint = complaint_of(owner, job_id)
    decided = [row.decision for row in owner.ask(today.rows) if row.decision is not None]
    assert (decided[0], len(decided)) == (Decision.PUT_RIGHT, 3)
    assert unhappy(owner) == [("It drips", "2026-11-20")]
    owner.at("2027-06-14")
    assert unhappy(owner) == [("It drips", "2026-11-20")]
    owner.do(complaints.settle, complaint.id, "New seal")
    assert unhappy(owner) == []
    owner.undo()
    assert unhappy(owner) == [("It drips", "2026-11-20")]


def test_a_promise_stands_for_it_until_it_is_kept(owner: Owner, job_id: UUID) -> None:
    tomorrow = owner.now.date() + timedelta(days=3)
    owner.do(check_ins.check_in, job_id, Said(True, 3, "Dust", promised="Clean it", promised_on=tomorrow))
    [promise] = owner.all(Promise)
    [complaint] = owner.all(Complaint)
    assert unhappy(owner) == []
    owner.at(tomorrow.isoformat())
    assert [row.what for row in owner.ask(today.rows) if row.kind == today.Kind.PROMISE] == ["Clean it"]
    owner.do(promises.keep, promise.id)
    assert unhappy(owner) == [("Dust", "2026-11-20")]
    assert owner.ask(complaints.sheet, complaint.id).answered == Answered(Answer.PROMISE, tomorrow)
    [row] = [row for row in owner.ask(today.rows) if row.decision == Decision.PUT_RIGHT]
    assert owner.ask(row_facts.of, [row])[complaint.id] == Fact(Told.PROMISE_KEPT, tomorrow)
    owner.do(promises.reopen, promise.id)
    assert unhappy(owner) == []
    owner.do(promises.break_, promise.id, "")
    assert unhappy(owner) == [("Dust", "2026-11-20")]


def test_what_was_promised_before_or_for_other_work_does_not_stand_for_it(owner: Owner, job_id: UUID) -> None:
    customer_id = owner.get(Job, job_id).customer_id
    later = owner.now.date() + timedelta(days=9)
    owner.do(promises.make, customer_id, "Send the papers", later)
    complaint_of(owner, job_id)
    other = owner.accepted(owner.given(owner.drafted(owner.enquiry(customer_id))))
    owner.do(promises.make, customer_id, "Bring the slates", later, job_id=other)
    owner.do(promises.make, customer_id, "Empty the loft", later, mine=False)
    owner.do(promises.make, owner.customer("Tom Reed"), "Ring back", later)
    owner.do(promises.make, customer_id, "Send the bill", later)
    owner.do(promises.make, customer_id, "Bring the key", later, job_id=job_id)
    assert unhappy(owner) == [("It drips", "2026-11-20")]
    [kept] = [one for one in owner.all(Promise) if one.words == "Send the bill"]
    owner.do(promises.keep, kept.id)
    assert owner.ask(complaints.answered, [one.id for one in owner.all(Complaint)]) == {}


def test_a_promise_for_one_complaint_says_nothing_of_another_one(owner: Owner, job_id: UUID) -> None:
    drips, knocks = complaint_of(owner, job_id), complaint_of(owner, job_id, "It knocks")
    promise = owner.do(check_ins.answer_complaint, drips.id, "Come by", date(2026, 11, 23))
    assert (promise.complaint_id, unhappy(owner)) == (drips.id, [("It knocks", "2026-11-20")])
    owner.at("2026-11-23")
    owner.do(promises.keep, promise.id)
    assert {what for what, _since in unhappy(owner)} == {"It drips", "It knocks"}
    told = owner.ask(complaints.answered, [drips.id, knocks.id])
    assert told == {drips.id: Answered(Answer.PROMISE, date(2026, 11, 23))}


def test_a_service_call_for_one_complaint_says_nothing_of_another_one(owner: Owner, job_id: UUID) -> None:
    said = Said(False, words="It drips", promised="Come", promised_on=date(2026, 11, 23))
    first = owner.do(check_ins.check_in, job_id, said).service_call
    second = owner.do(check_ins.check_in, job_id, replace(said, words="It knocks")).service_call
    assert first is not None
    assert second is not None
    drips, knocks = owner.all(Complaint)
    assert (drips.enquiry_id, knocks.enquiry_id) == (first.enquiry_id, second.enquiry_id)
    assert [one.complaint_id for one in owner.all(Promise)] == [drips.id, knocks.id]
    for promise in owner.all(Promise):
        owner.do(promises.keep, promise.id)
    owner.completed(first.id)
    assert unhappy(owner) == [("It drips", "2026-11-20")]
    told = owner.ask(complaints.answered, [drips.id, knocks.id])
    assert told[drips.id].by == Answer.SERVICE_CALL
    assert told[knocks.id].by == Answer.PROMISE


def test_a_service_call_for_one_complaint_does_not_stand_for_a_low_score(owner: Owner, job_id: UUID) -> None:
    said = Said(False, words="It drips", promised="Come", promised_on=date(2026, 11, 23))
    owner.do(check_ins.check_in, job_id, said)
    owner.do(check_ins.check_in, job_id, Said(True, 3, "Dust", no_promise=True))
    assert unhappy(owner) == [("Dust", "2026-11-20")]


def test_a_complaint_that_names_no_enquiry_waits_for_a_service_call_of_its_job(owner: Owner, job_id: UUID) -> None:
    def call() -> UUID:
        enquiry_id = owner.enquiry(owner.get(Job, job_id).customer_id, kind=EnquiryKind.SERVICE_CALL)
        return owner.do(jobs.take_on, enquiry_id, kind=JobKind.SERVICE_CALL, earlier_job_id=job_id).id

    owner.completed(call())
    owner.at("2026-11-23")
    complaint = complaint_of(owner, job_id)
    assert unhappy(owner) == [("It drips", "2026-11-23")]
    assert owner.ask(complaints.answered, [complaint.id]) == {}  # what was put right before does not answer it
    later = call()
    assert unhappy(owner) == []
    owner.completed(later)
    assert owner.ask(complaints.answered, [complaint.id]) == {
        complaint.id: Answered(Answer.SERVICE_CALL, date(2026, 11, 23))
    }


def test_a_service_call_stands_for_it_until_it_is_signed_off(owner: Owner, job_id: UUID) -> None:
    said = Said(False, words="It drips", promised="Come", promised_on=owner.now.date() + timedelta(days=3))
    made = owner.do(check_ins.check_in, job_id, said).service_call
    assert made is not None
    [complaint] = owner.all(Complaint)
    [promise] = owner.all(Promise)
    owner.at("2026-11-23")
    owner.do(promises.keep, promise.id)
    assert unhappy(owner) == []
    for one in (job_id, made.id):
        assert [found.id for found in owner.ask(lambda s, one=one: complaints.open_of_job(s, s.load(Job, one)))] == [
            complaint.id
        ]
    owner.completed(made.id)
    assert unhappy(owner) == [("It drips", "2026-11-20")]
    [row] = [row for row in owner.ask(today.rows) if row.decision == Decision.PUT_RIGHT]
    assert owner.ask(row_facts.of, [row])[complaint.id] == Fact(Told.CALL_DONE, date(2026, 11, 23))


def test_an_enquiry_stands_for_its_complaint_until_it_is_ended_or_its_job_is_over(owner: Owner) -> None:
    first = owner.enquiry(what="It drips", kind=EnquiryKind.COMPLAINT)
    second = owner.enquiry(what="It knocks", kind=EnquiryKind.COMPLAINT)
    assert (unhappy(owner), len(owner.all(Complaint))) == ([], 2)
    owner.do(enquiries.decline, first, "Not my work")
    assert unhappy(owner) == [("It drips", "2026-11-20")]
    job_id = owner.do(jobs.take_on, second, "Look at it").id
    assert unhappy(owner) == [("It drips", "2026-11-20")]
    assert [found.what for found in owner.ask(lambda s: complaints.open_of_job(s, s.load(Job, job_id)))] == [
        "It knocks"
    ]
    owner.completed(job_id)
    assert [what for what, _since in unhappy(owner)] == ["It drips", "It knocks"]


def test_the_words_of_an_enquiry_that_are_put_right_are_those_of_its_complaint(owner: Owner) -> None:
    enquiry_id = owner.enquiry(what="It dirps", kind=EnquiryKind.COMPLAINT)
    [complaint] = owner.all(Complaint)
    assert complaint.enquiry_id == enquiry_id
    came_in_at = owner.get(Enquiry, enquiry_id).came_in_at
    owner.do(enquiries.put_right, enquiry_id, "It drips", came_in_at, roles=[], kind=EnquiryKind.COMPLAINT)
    assert ([one.what for one in owner.all(Complaint)], unhappy(owner)) == (["It drips"], [])
    owner.do(enquiries.change, enquiry_id, what="It drips a lot")
    assert ([one.what for one in owner.all(Complaint)], unhappy(owner)) == (["It drips a lot"], [])
    owner.do(enquiries.decline, enquiry_id, "Not my work")
    assert unhappy(owner) == [("It drips a lot", "2026-11-20")]
    owner.do(complaints.settle, complaint.id, "New seal")
    owner.do(enquiries.change, enquiry_id, what="It knocks")
    assert owner.get(Complaint, complaint.id).what == "It drips a lot"  # that is what was put right


def test_an_enquiry_that_is_a_complaint_again_opens_no_second_one_while_the_first_is_open(owner: Owner) -> None:
    enquiry_id = owner.enquiry(what="It drips", kind=EnquiryKind.COMPLAINT)
    owner.do(enquiries.change, enquiry_id, kind=EnquiryKind.QUESTION)
    assert unhappy(owner) == [("It drips", "2026-11-20")]
    owner.do(enquiries.change, enquiry_id, what="It knocks", kind=EnquiryKind.COMPLAINT)
    [complaint] = owner.all(Complaint)
    assert (complaint.what, unhappy(owner)) == ("It knocks", [])
    owner.do(complaints.settle, complaint.id, "New seal")
    owner.do(enquiries.change, enquiry_id, kind=EnquiryKind.QUESTION)
    owner.do(enquiries.change, enquiry_id, kind=EnquiryKind.COMPLAINT)
    assert [one.settled_at is None for one in owner.all(Complaint)] == [False, True]


def test_a_complaint_whose_enquiry_puts_a_job_right_is_about_that_job(owner: Owner, job_id: UUID) -> None:
    enquiry_id = owner.enquiry(owner.get(Job, job_id).customer_id, "It drips", kind=EnquiryKind.COMPLAINT)
    call = owner.do(jobs.take_on, enquiry_id, kind=JobKind.SERVICE_CALL, earlier_job_id=job_id)
    [complaint] = owner.all(Complaint)
    assert (complaint.job_id, complaint.enquiry_id, unhappy(owner)) == (job_id, call.enquiry_id, [])
    owner.undo()
    [complaint] = owner.all(Complaint)
    assert (complaint.job_id, unhappy(owner)) == (None, [])


def test_all_complaints_are_found_with_one_question(owner: Owner, job_id: UUID) -> None:
    for number in range(5):
        complaint_of(owner, job_id, f"It drips {number}")

    def found(session: Session) -> int:
        return len(session.exec(decisions.undecided(None)[Decision.PUT_RIGHT]).all())

    owner.ask(found)
    with statements() as asked:
        assert owner.ask(found) == 5
    assert sum("complaint" in one for one in asked) == 1


# How it is answered


def test_a_day_is_promised_for_it_and_undone_in_one_step(owner: Owner, job_id: UUID) -> None:
    complaint = complaint_of(owner, job_id)
    owner.do(check_ins.answer_complaint, complaint.id, "Come by", date(2026, 11, 27))
    [promise] = owner.all(Promise)
    assert (promise.words, promise.job_id, promise.state) == ("Come by", None, PromiseState.OPEN)
    assert unhappy(owner) == []
    owner.undo()
    assert unhappy(owner) == [("It drips", "2026-11-20")]


def test_a_service_call_is_made_of_it(owner: Owner, job_id: UUID) -> None:
    complaint = complaint_of(owner, job_id)
    owner.do(check_ins.answer_complaint, complaint.id, "Come by", date(2026, 11, 27), service_call=True)
    [call] = [job for job in owner.all(Job) if job.kind == JobKind.SERVICE_CALL]
    [promise] = owner.all(Promise)
    assert (call.earlier_job_id, promise.job_id, unhappy(owner)) == (job_id, call.id, [])


def test_a_clock_that_was_ahead_when_it_was_opened_leaves_no_row_behind(
    owner: Owner, job_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, moment = owner.now, new_id().int
    with monkeypatch.context() as ahead:
        two_hours = 2 * 3600 * 1000 << 80  # an id begins with its moment, in milliseconds
        ahead.setattr(Complaint.model_fields["id"], "default_factory", lambda: UUID(int=moment + two_hours))
        owner.now = now + timedelta(hours=2)
        complaint = complaint_of(owner, job_id)
    owner.now = now
    promise = owner.do(check_ins.answer_complaint, complaint.id, "Come", date(2026, 11, 27), service_call=True)
    assert (promise.id < complaint.id, unhappy(owner)) == (True, [])
    owner.do(promises.keep, promise.id)
    assert unhappy(owner) == []  # the work is under way
    [call] = [job for job in owner.all(Job) if job.kind == JobKind.SERVICE_CALL]
    owner.completed(call.id)
    assert unhappy(owner) == [("It drips", "2026-11-20")]
    assert owner.ask(complaints.sheet, complaint.id).answered == Answered(Answer.SERVICE_CALL, date(2026, 11, 20))


def test_an_answer_is_undone_with_its_links(owner: Owner, job_id: UUID) -> None:
    complaint = complaint_of(owner, job_id)
    owner.do(check_ins.answer_complaint, complaint.id, "Come", date(2026, 11, 27), service_call=True)
    assert owner.get(Complaint, complaint.id).enquiry_id is not None
    owner.undo()
    assert (owner.get(Complaint, complaint.id).enquiry_id, owner.all(Promise)) == (None, [])
    owner.undo()
    assert owner.all(Complaint) == []


def test_an_answer_has_a_day_to_come_and_something_to_put_right(owner: Owner, job_id: UUID) -> None:
    complaint = complaint_of(owner, job_id)
    with pytest.raises(BookError, match="Choose a day"):
        owner.do(check_ins.answer_complaint, complaint.id, "Come by", None)
    with pytest.raises(BookError, match="has passed"):
        owner.do(check_ins.answer_complaint, complaint.id, "Come by", date(2026, 11, 19))
    other = owner.do(complaints.open_one, complaint.customer_id, "Mud")
    with pytest.raises(BookError, match="not known which job"):
        owner.do(check_ins.answer_complaint, other.id, "Come by", date(2026, 11, 27), service_call=True)
    owner.do(complaints.settle, complaint.id, "New seal")
    with pytest.raises(BookError, match="settled already"):
        owner.do(check_ins.answer_complaint, complaint.id, "Come by", date(2026, 11, 27))
    assert owner.all(Promise) == []
