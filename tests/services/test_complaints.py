import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.job import Job
from tradesman.book.testimonial import Complaint
from tradesman.services import businesses, complaints, testimonials, today


def shown(owner: Owner) -> set[Purpose | None]:
    """What today's list asks, also as part of another contact."""
    rows = owner.ask(today.rows)
    return {row.purpose for row in rows} | {other.purpose for row in rows for other in row.also}


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
