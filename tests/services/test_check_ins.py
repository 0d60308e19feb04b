from datetime import date
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.enquiry import Enquiry, EnquiryKind
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobKind
from tradesman.book.promise import Promise
from tradesman.book.testimonial import Complaint, Feedback, Testimonial
from tradesman.services import check_ins, complaints, findings, promises, testimonials
from tradesman.services.check_ins import Said

TOMORROW = date(2026, 11, 24)


@pytest.fixture
def job_id(owner: Owner) -> UUID:
    return owner.completed()


def asked(owner: Owner, job_id: UUID, purpose: Purpose = Purpose.THREE_MONTHS) -> FollowUp:
    return owner.asked(job_id)[purpose]


def test_the_sheet_has_the_facts_of_the_job(owner: Owner, job_id: UUID) -> None:
    customer_id = owner.get(Job, job_id).customer_id
    owner.do(promises.make, customer_id, "Bring the spare key", TOMORROW, job_id=job_id)
    owner.do(promises.make, customer_id, "Empty the room", TOMORROW, job_id=job_id, mine=False)
    owner.do(findings.note, job_id, "Loose tile")
    owner.do(testimonials.record_feedback, job_id, holding=True, score=8, words="Fine")
    sheet = owner.ask(check_ins.sheet, job_id, asked(owner, job_id).id)
    assert (sheet.purpose, sheet.promised, sheet.noticed) == (
        Purpose.THREE_MONTHS,
        ("Bring the spare key",),
        ("Loose tile",),
    )
    assert sheet.last is not None
    assert (sheet.last.score, sheet.unhappy, sheet.next_working_day) == (8, False, date(2026, 11, 23))
    assert owner.ask(check_ins.sheet, job_id).purpose is None


def test_nothing_said_is_nothing_kept(owner: Owner, job_id: UUID) -> None:
    with pytest.raises(BookError, match="Nothing was noted"):
        owner.do(check_ins.check_in, job_id, Said(who_else="Jane"))
    assert owner.all(Feedback) == []


def test_not_holding_leads_to_a_service_call_and_a_promise_in_one_step(owner: Owner, job_id: UUID) -> None:
    said = Said(False, 9, "It drips again", promised="Come and look", promised_on=TOMORROW)
    owner.do(check_ins.check_in, job_id, said, asked(owner, job_id).id, "It drips")
    [service] = [job for job in owner.all(Job) if job.kind == JobKind.SERVICE_CALL]
    assert (service.earlier_job_id, service.title) == (job_id, "Put right: New boiler")
    [enquiry] = [found for found in owner.all(Enquiry) if found.kind == EnquiryKind.SERVICE_CALL]
    assert (enquiry.id, enquiry.what, enquiry.answered_live) == (service.enquiry_id, "It drips again", True)
    assert owner.call_back(enquiry.id).state == FollowUpState.DONE  # said on the phone: reached at once
    [promise] = owner.all(Promise)
    assert (promise.words, promise.due_on, promise.job_id, promise.mine) == (
        "Come and look",
        TOMORROW,
        service.id,
        True,
    )
    assert [complaint.what for complaint in owner.all(Complaint)] == ["It drips again"]
    assert asked(owner, job_id).state == FollowUpState.DONE
    owner.undo()
    assert (owner.all(Promise), owner.all(Complaint), owner.all(Feedback)) == ([], [], [])
    assert asked(owner, job_id).state == FollowUpState.OPEN


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(False), "What do you promise"),
        (Said(False, no_promise=True), "What do you promise"),
        (Said(True, 4), "say that you promise nothing yet"),
        (Said(False, promised="Come"), "By when do you promise"),
        (Said(True, 4, promised="Ring back"), "By when do you promise"),
        (Said(False, promised="Come", promised_on=date(2026, 11, 19)), "has passed"),
    ],
)
def test_a_promise_has_words_and_a_day_to_come(owner: Owner, job_id: UUID, said: Said, why: str) -> None:
    with pytest.raises(BookError, match=why):
        owner.do(check_ins.check_in, job_id, said)
    assert (owner.all(Feedback), owner.all(Promise)) == ([], [])


@pytest.mark.parametrize("score", range(11))
def test_a_low_score_is_put_right_first_and_asks_no_favour(owner: Owner, score: int) -> None:
    job_id = owner.completed()
    done = owner.do(check_ins.check_in, job_id, Said(True, score, "So so", may_quote=True, no_promise=True))
    low = score <= 6
    assert (done.testimonial is None, len(owner.all(Complaint)), done.service_call) == (low, int(low), None)
    assert len(owner.all(Testimonial)) == int(not low)


def test_a_low_score_may_come_with_a_promise_of_its_own(owner: Owner, job_id: UUID) -> None:
    owner.do(check_ins.check_in, job_id, Said(True, 3, promised="Pay the cleaning", promised_on=TOMORROW))
    [promise] = owner.all(Promise)
    assert (promise.words, promise.job_id) == ("Pay the cleaning", None)


def test_kind_words_become_a_draft_that_is_shown_to_nobody(owner: Owner, job_id: UUID) -> None:
    done = owner.do(check_ins.check_in, job_id, Said(True, 9, " Quick, and tidy. ", may_quote=True))
    assert done.testimonial is not None
    kept = owner.get(Testimonial, done.testimonial.id)
    assert (kept.words, kept.job_id, kept.is_released, kept.consent_at) == ("Quick, and tidy.", job_id, False, None)
    [feedback] = owner.all(Feedback)
    assert feedback.may_quote is True
    assert "ask_who_else" in owner.due(job_id)


@pytest.mark.parametrize(
    ("score", "may_quote", "drafts"),
    [
        (9, None, 1),  # the question was left open: it can be asked later
        (10, None, 1),
        (8, None, 0),
        (None, None, 0),
        (8, True, 1),  # who may show them says that they are kind
        (None, True, 1),
        (9, False, 0),  # a plain no is an answer
    ],
)
def test_kind_words_are_a_draft_whether_or_not_they_may_be_shown(
    owner: Owner, job_id: UUID, score: int | None, may_quote: bool | None, drafts: int
) -> None:
    owner.do(check_ins.check_in, job_id, Said(True, score, "Quick", may_quote=may_quote))
    assert [(kept.words, kept.consent_at) for kept in owner.all(Testimonial)] == [("Quick", None)] * drafts
    assert owner.all(Feedback)[0].may_quote is may_quote
    export = owner.ask(testimonials.for_export)
    assert (export.shown, export.without_consent) == ((), drafts)


def test_a_score_without_words_is_no_draft(owner: Owner, job_id: UUID) -> None:
    owner.do(check_ins.check_in, job_id, Said(True, 10, " "))
    assert owner.all(Testimonial) == []


def test_an_open_complaint_loses_no_kind_words(owner: Owner, job_id: UUID) -> None:
    customer_id = owner.get(Job, job_id).customer_id
    owner.do(complaints.open_one, customer_id, "Mud on the carpet")
    assert owner.ask(check_ins.sheet, job_id).unhappy  # so nothing is asked for
    owner.do(check_ins.check_in, job_id, Said(True, 9, "Quick"))
    assert [(kept.words, kept.is_released) for kept in owner.all(Testimonial)] == [("Quick", False)]


def test_whom_they_named_is_kept_and_not_asked_for_again(owner: Owner, job_id: UUID) -> None:
    said = Said(True, 10, "Quick", may_quote=True, who_else=" Jane next door ")
    owner.do(check_ins.check_in, job_id, said)
    assert owner.all(Feedback)[0].who_else == "Jane next door"
    found = asked(owner, job_id, Purpose.ASK_WHO_ELSE)
    assert (found.state, found.reason) == (FollowUpState.CANCELLED, check_ins.NAMED)


def test_the_same_call_serves_what_else_is_due(owner: Owner, job_id: UUID) -> None:
    other = asked(owner, job_id, Purpose.SERVICE_CHECK)
    owner.do(check_ins.check_in, job_id, Said(True), asked(owner, job_id).id, "Well", [other.id])
    assert {row.state for row in owner.all(FollowUp) if row.id == other.id} == {FollowUpState.DONE}
    with pytest.raises(BookError, match="not open any more"):
        owner.do(check_ins.check_in, job_id, Said(True), other.id)
