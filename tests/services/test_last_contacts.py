from datetime import UTC, date, datetime, time, timedelta

from tests.owner import Owner
from tradesman.book.enquiry import Outcome
from tradesman.book.followup import Purpose
from tradesman.book.message import Message, Way
from tradesman.book.store import Session
from tradesman.services import businesses, customers, enquiries, followups, last_contacts, mailing, visits
from tradesman.services.last_contacts import moment


def last(owner: Owner) -> date | datetime | None:
    """Of the only customer, asked for alone and among all."""
    everybody = owner.ask(last_contacts.last)
    (customer_id,) = everybody or (None,)
    if customer_id is None:
        return None
    assert owner.ask(last_contacts.last, [customer_id]) == everybody
    return everybody[customer_id]


def test_nobody_was_in_touch_yet(owner: Owner) -> None:
    owner.customer()
    assert last(owner) is None


def test_an_enquiry_a_call_a_visit_a_quote_and_a_job_count(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    assert last(owner) == owner.now
    owner.now += timedelta(hours=1)
    owner.do(enquiries.attempt, enquiry_id, Outcome.NO_ANSWER)
    assert last(owner) == owner.now
    visit = owner.do(visits.book, enquiry_id, date(2026, 11, 24), time(9))
    called = last(owner)
    assert called == owner.now  # a visit to come is no contact yet
    owner.at("2026-11-24")
    owner.do(visits.finish, visit.id)
    assert last(owner) == date(2026, 11, 24)
    quote_id = owner.given(owner.drafted(enquiry_id))
    assert last(owner) == owner.now
    owner.at("2026-11-30")
    owner.completed(owner.accepted(quote_id))
    assert last(owner) == date(2026, 11, 30)


def test_a_note_a_message_and_a_follow_up_that_was_done_count(owner: Owner) -> None:
    job_id = owner.completed()
    owner.at("2026-11-25")
    customer_id = owner.do(followups.do, owner.asked(job_id)[Purpose.THANK_YOU].id, "Sent").customer_id
    assert last(owner) == owner.now
    owner.at("2026-11-26")
    owner.do(customers.add_note, customer_id, "Met in town")
    assert last(owner) == owner.now
    owner.at("2026-11-27")

    def write(session: Session) -> None:
        session.add(Message(customer_id=customer_id, sent_at=session.now, way=Way.TEXT, words="Hello"))

    owner.do(write)
    assert last(owner) == owner.now
    owner.at("2026-12-10")
    owner.do(followups.skip, owner.asked(job_id)[Purpose.SERVICE_CHECK].id, "Met")
    assert last(owner) == owner.at("2026-11-27")  # what was left out was no contact


def test_what_a_mail_did_that_has_not_left_is_no_contact(owner: Owner) -> None:
    owner.do(businesses.change, smtp_host="smtp.example.org", smtp_user="sam", email="sam@harrow.example")
    job_id = owner.completed()
    before = last(owner)
    owner.at("2026-11-25")
    asked = owner.asked(job_id)
    about = {"to": "leah@example.org", "mail_id": "<1@x>", "file": "1.eml", "followup_id": asked[Purpose.THANK_YOU].id}
    mail = owner.do(mailing.queue, asked[Purpose.THANK_YOU].customer_id, "Thank you", **about)
    assert last(owner) == before
    owner.do(mailing.begin, mail.id)
    owner.do(mailing.sent, mail.id)
    assert last(owner) == owner.now


def test_what_fell_through_is_no_contact(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    visit = owner.do(visits.book, enquiry_id, date(2026, 11, 24), time(9))
    before = last(owner)
    owner.at("2026-11-24")
    owner.do(visits.cancel, visit.id, "Ill")
    assert last(owner) == before


def test_a_day_counts_from_its_first_minute() -> None:
    assert moment(date(2026, 11, 24)) == datetime(2026, 11, 24, tzinfo=UTC)
    assert moment(datetime(2026, 11, 24, 9, tzinfo=UTC)) == datetime(2026, 11, 24, 9, tzinfo=UTC)
