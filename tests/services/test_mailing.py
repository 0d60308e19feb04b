"""The outbox: noted at once, sent once, taken back as long as it waits, and never twice without a person."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, time
from functools import partial
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.owner import Owner
from tradesman.book import cut_off
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding, HowSoon
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job
from tradesman.book.message import Message
from tradesman.book.outbox import MailState, OutgoingMail
from tradesman.book.quote import Quote
from tradesman.services import (
    businesses,
    customers,
    duplicates,
    enquiries,
    finding_sheets,
    findings,
    followups,
    jobs,
    last_contacts,
    mail_doubts,
    mailing,
    overtaken,
    partners,
    quotes,
    timelines,
    updates,
    visits,
    win_backs,
)
from tradesman.services.finding_sheets import Seen
from tradesman.services.timelines import Happened

FILE = f"{'a' * 64}.eml"


@pytest.fixture
def customer(owner: Owner) -> UUID:
    set_up(owner)
    return owner.customer()


def set_up(owner: Owner) -> None:
    fields = {"smtp_host": "smtp.example.org", "smtp_user": "sam", "email": "sam@harrow.example"}
    owner.do(businesses.change, **fields)


def queued(owner: Owner, customer: UUID, number: int = 1, **rest: Any) -> UUID:
    about = {"to": " leah@example.org", "mail_id": f"<{number}@x>", "file": FILE, "subject": "About the tap", **rest}
    return owner.do(mailing.queue, customer, "Hello Leah", **about).id


def mail(owner: Owner) -> OutgoingMail:
    return owner.all(OutgoingMail)[-1]


def tried(owner: Owner, mail_id: UUID, state: MailState) -> None:
    owner.do(mailing.begin, mail_id)
    owner.do(mailing.failed, mail_id, state, "It did not go.")


def test_queueing_notes_the_message_and_the_follow_up_in_one_step_that_can_be_taken_back(owner: Owner) -> None:
    set_up(owner)
    asked = owner.asked(owner.completed())[Purpose.THANK_YOU]
    before = owner.rows()
    queued(owner, asked.customer_id, followup_id=asked.id, outcome="Sent", attachments=["care.pdf"])
    assert owner.get(FollowUp, asked.id).state == FollowUpState.DONE
    (row,) = owner.ask(mailing.rows)
    assert (row.to, row.subject, row.files) == ("leah@example.org", "About the tap", ("care.pdf",))
    assert (row.state, row.fault, row.tried_at) == (MailState.WAITING, "", None)
    owner.undo()
    assert owner.all(OutgoingMail) == []
    assert owner.all(Message) == []
    assert owner.rows() == before


def test_without_a_mail_server_nothing_is_queued(owner: Owner) -> None:
    with pytest.raises(BookError, match=r"No mail server is set up\. Nothing was sent\."):
        queued(owner, owner.customer())
    assert owner.all(Message) == []


def test_who_is_left_alone_gets_nothing_also_not_what_waits(owner: Owner, customer: UUID) -> None:
    mail_id = queued(owner, customer)
    owner.do(customers.set_do_not_contact, customer, leave_alone=True)
    (row,) = owner.ask(mailing.rows)
    assert "asked not to be contacted. Nothing was sent" in row.barred
    with pytest.raises(BookError, match="asked not to be contacted"):
        owner.do(mailing.begin, mail_id)
    with pytest.raises(BookError, match="asked not to be contacted"):
        queued(owner, customer, 2)
    assert mail(owner).state == MailState.WAITING
    owner.do(customers.set_do_not_contact, customer, leave_alone=False)
    owner.do(mailing.begin, mail_id)
    assert mail(owner).state == MailState.SENDING


def test_it_is_marked_before_it_goes_and_nobody_else_can_send_it(owner: Owner, customer: UUID) -> None:
    mail_id = queued(owner, customer)
    owner.do(mailing.begin, mail_id)
    assert (mail(owner).state, mail(owner).tries, mail(owner).tried_at) == (MailState.SENDING, 1, owner.now)
    with pytest.raises(BookError, match="does not wait in the outbox any more"):
        owner.do(mailing.begin, mail_id)
    with pytest.raises(BookError, match="not in the outbox any more"):
        owner.do(mailing.take_back, mail_id)


def test_what_was_sent_is_not_undone_and_stands_at_the_moment_when_it_went(owner: Owner, customer: UUID) -> None:
    owner.do(customers.change, customer, greeting="L")
    mail_id = queued(owner, customer)
    owner.at("2026-11-24")
    owner.do(mailing.begin, mail_id)
    owner.do(mailing.sent, mail_id)
    assert (mail(owner).state, mail(owner).sent_at) == (MailState.SENT, owner.now)
    assert owner.all(Message)[0].sent_at == owner.now
    assert owner.ask(mailing.rows) == []
    owner.undo()  # steps over it, to the greeting
    assert mail(owner).state == MailState.SENT
    assert owner.all(Message) != []
    for again in (mailing.begin, mailing.sent, mailing.take_back, mailing.wait_again):
        with pytest.raises(BookError):
            owner.do(again, mail_id)
    assert mail(owner).state == MailState.SENT


def test_a_mail_that_was_tried_is_not_undone_but_taken_back(owner: Owner, customer: UUID) -> None:
    mail_id = queued(owner, customer)
    last = owner.book.last_step(owner.now)
    step = last.id if last is not None else None
    tried(owner, mail_id, MailState.WAITING)
    assert (mail(owner).state, mail(owner).fault) == (MailState.WAITING, "It did not go.")
    with pytest.raises(BookError, match="Take it back in the outbox"):
        owner.book.undo(owner.now, step)
    owner.do(mailing.take_back, mail_id)
    assert mail(owner).state == MailState.TAKEN_BACK
    owner.undo()
    assert mail(owner).state == MailState.WAITING
    owner.do(mailing.begin, mail_id)
    assert mail(owner).tries == 2
    assert mail(owner).mail_id == "<1@x>"


def test_taken_back_what_it_was_to_do_is_asked_again_once(owner: Owner) -> None:
    set_up(owner)
    job = owner.accepted()
    asked = owner.asked(job)[Purpose.PROGRESS_UPDATE]
    before = owner.rows()
    mail_id = queued(owner, asked.customer_id, followup_id=asked.id)
    tried(owner, mail_id, MailState.REFUSED)
    owner.do(mailing.take_back, mail_id)
    assert owner.rows() == before
    told = [entry.happened for entry in owner.ask(timelines.of_customer, asked.customer_id)]
    assert Happened.NEXT in told
    assert Happened.MESSAGE in told


def test_taken_back_after_the_next_one_was_settled_that_one_and_those_after_it_stay(owner: Owner) -> None:
    set_up(owner)
    job = owner.accepted()
    first = owner.asked(job)[Purpose.PROGRESS_UPDATE]
    mail_id = queued(owner, first.customer_id, followup_id=first.id)
    owner.at("2026-12-04")
    owner.do(followups.do, owner.asked(job)[Purpose.PROGRESS_UPDATE].id, "Told on the phone")
    third = owner.asked(job)[Purpose.PROGRESS_UPDATE]
    owner.do(mailing.take_back, mail_id)
    taken = owner.get(FollowUp, first.id)
    assert (taken.state, taken.reason, taken.outcome) == (FollowUpState.CANCELLED, mail_doubts.ASKED_SINCE, "")
    assert owner.due(job)["progress_update"] == "2026-12-11"
    owner.do(followups.skip, third.id, "Nothing new")
    assert owner.due(job)["progress_update"] == "2026-12-18"


def test_two_updates_that_wait_are_taken_back_one_after_the_other(owner: Owner) -> None:
    set_up(owner)
    job = owner.accepted()
    before, mails = owner.rows(), []
    for number in (1, 2):
        asked = owner.asked(job)[Purpose.PROGRESS_UPDATE]
        mails.append(queued(owner, asked.customer_id, number, followup_id=asked.id))
    for mail_id in reversed(mails):
        owner.do(mailing.take_back, mail_id)
    assert owner.rows() == before


@pytest.mark.parametrize("refused", [False, True])
def test_what_asked_for_a_mail_that_is_taken_back_can_be_taken_back_too(owner: Owner, refused: bool) -> None:
    set_up(owner)
    job = owner.accepted()
    owner.completed(job)
    signed_off = owner.book.last_step(owner.now)
    assert signed_off is not None
    asked = owner.asked(job)[Purpose.THANK_YOU]
    mail_id = queued(owner, asked.customer_id, followup_id=asked.id)
    with pytest.raises(BookError, match="“queue” came later"):
        owner.book.undo(owner.now, signed_off.id)
    if refused:
        tried(owner, mail_id, MailState.REFUSED)
    owner.do(mailing.take_back, mail_id)
    assert owner.get(FollowUp, asked.id).state == FollowUpState.OPEN
    owner.book.undo(owner.now, signed_off.id)
    assert Purpose.THANK_YOU not in owner.asked(job)
    assert mail(owner).state == MailState.TAKEN_BACK
    owner.book.redo(owner.now)
    assert owner.get(FollowUp, asked.id).state == FollowUpState.OPEN


def test_two_who_are_made_one_are_parted_again_though_a_mail_was_tried(owner: Owner, customer: UUID) -> None:
    other = owner.customer("Leah N")
    mail_id = queued(owner, other)
    owner.do(duplicates.merge, customer, other)
    assert mail(owner).customer_id == customer
    tried(owner, mail_id, MailState.REFUSED)
    owner.undo()
    assert mail(owner).customer_id == other
    assert (mail(owner).state, owner.all(Message)[0].customer_id) == (MailState.REFUSED, other)
    owner.book.redo(owner.now)
    assert mail(owner).customer_id == customer


def test_an_update_that_nothing_asked_for_is_not_asked_for_when_it_is_taken_back(owner: Owner) -> None:
    set_up(owner)
    owner.rule("progress_update", repeats=False)
    job = owner.accepted()
    owner.do(followups.skip, owner.asked(job)[Purpose.PROGRESS_UPDATE].id, "Seen them")
    before = owner.rows()
    customer_id = owner.get(Job, job).customer_id
    mail_id = queued(owner, customer_id, note=updates.sent, job_id=job)
    owner.do(mailing.take_back, mail_id)
    assert owner.rows() == before
    assert mail(owner).state == MailState.TAKEN_BACK


def by_mail(owner: Owner, subject_id: UUID, purpose: Purpose) -> tuple[UUID, UUID]:
    """The mail that waits, and the follow-up that it did."""
    asked = owner.asked(subject_id)[purpose]
    return queued(owner, asked.customer_id, next(NUMBERS), followup_id=asked.id), asked.id


def arrive(owner: Owner, visit_id: UUID) -> str:
    owner.do(visits.arrive, visit_id)
    return overtaken.VISIT_BEGUN


def accept(owner: Owner, quote_id: UUID) -> str:
    owner.accepted(quote_id)
    return overtaken.SAID_YES


def lose(owner: Owner, quote_id: UUID) -> str:
    owner.do(quotes.lose, quote_id, "Too dear")
    return overtaken.SAID_NO


def decline(owner: Owner, quote_id: UUID) -> str:
    owner.do(enquiries.decline, owner.get(Quote, quote_id).enquiry_id, "Too far")
    return overtaken.ENQUIRY_CLOSED


def complete(owner: Owner, job_id: UUID) -> str:
    owner.completed(job_id)
    return overtaken.WORK_DONE


def call_off(owner: Owner, job_id: UUID) -> str:
    owner.do(jobs.cancel, job_id, "They sold the house")
    return overtaken.CALLED_OFF


def start(owner: Owner, job_id: UUID) -> str:
    owner.do(jobs.start, job_id)
    return overtaken.WORK_BEGUN


def booked(owner: Owner) -> UUID:
    return owner.do(visits.book, owner.enquiry(), date(2026, 12, 1), time(9)).id


def planned(owner: Owner) -> UUID:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [date(2026, 12, 1)])
    return job_id


@pytest.mark.parametrize(
    ("subject", "purpose", "goes_on"),
    [
        (booked, Purpose.CONFIRM_VISIT, arrive),
        (Owner.given, Purpose.OFFER_TO_RENEW, accept),
        (Owner.given, Purpose.OFFER_TO_RENEW, lose),
        (Owner.given, Purpose.OFFER_TO_RENEW, decline),
        (Owner.accepted, Purpose.CONFIRM_CHOICE, call_off),
        (Owner.accepted, Purpose.CONFIRM_CHOICE, complete),
        (Owner.accepted, Purpose.PROGRESS_UPDATE, complete),
        (planned, Purpose.CONFIRM_START, start),
    ],
)
def test_what_the_world_has_overtaken_meanwhile_is_not_asked_again(
    owner: Owner, subject: Callable[[Owner], UUID], purpose: Purpose, goes_on: Callable[[Owner, UUID], str]
) -> None:
    set_up(owner)
    subject_id = subject(owner)
    mail_id, asked_id = by_mail(owner, subject_id, purpose)
    reason = goes_on(owner, subject_id)
    owner.do(mailing.take_back, mail_id)
    found = owner.get(FollowUp, asked_id)
    assert (found.state, found.reason) == (FollowUpState.CANCELLED, reason)
    assert purpose not in owner.due(subject_id)


def test_a_finding_of_which_it_is_known_what_became_is_not_asked_about_again(owner: Owner) -> None:
    set_up(owner)
    job_id = owner.completed()
    partner = owner.do(partners.add, "Dry Walls", "Damp proofing")
    told, sent = [owner.do(findings.note, job_id, "Damp wall", plain_words="The wall is wet") for _ in range(2)]
    owner.do(findings.tell, told.id)
    referral = owner.do(partners.introduce, sent.id, partner.id, consent=True)
    by_hand = by_mail(owner, told.id, Purpose.FINDING_OUTCOME)
    by_partner = by_mail(owner, sent.id, Purpose.FINDING_OUTCOME)
    of_partner = by_mail(owner, referral.id, Purpose.PARTNER_DID_WELL)
    owner.do(findings.settle, told.id, "A new damp course")
    owner.do(partners.finish, referral.id, 40_000)
    owner.do(partners.how_it_went, referral.id, well=True)
    for mail_id, _asked_id in (by_hand, by_partner, of_partner):
        owner.do(mailing.take_back, mail_id)
    reasons = [owner.get(FollowUp, asked_id).reason for _mail_id, asked_id in (by_hand, by_partner, of_partner)]
    assert reasons == [overtaken.OUTCOME_KNOWN, "Dry Walls has done it", overtaken.WENT_KNOWN]


def test_who_came_back_or_was_let_go_is_not_won_back_by_a_mail_that_is_taken_back(owner: Owner) -> None:
    set_up(owner)
    lost = [owner.given() for _ in range(4)]
    for quote_id in lost:
        owner.do(quotes.lose, quote_id, "Too dear")
    mails = [by_mail(owner, quote_id, Purpose.WIN_BACK) for quote_id in lost]
    asked_again, let_go, new_work, waits = (owner.get(Quote, quote_id) for quote_id in lost)
    owner.do(enquiries.reopen, asked_again.enquiry_id)
    owner.do(win_backs.let_go, let_go.id)
    owner.at("2026-11-23")
    owner.do(jobs.done_and_paid, new_work.customer_id, "Tap", 6_000, "cash")
    for mail_id, _asked_id in mails:
        owner.do(mailing.take_back, mail_id)
    reasons = [owner.get(FollowUp, asked_id).reason for _mail_id, asked_id in mails]
    assert reasons == [overtaken.CAME_BACK, overtaken.LET_GO, overtaken.CAME_BACK, ""]
    assert owner.due(waits.id) == {"win_back": "2027-01-04"}


def test_an_offer_to_renew_that_is_taken_back_counts_from_the_day_to_which_it_was_renewed(owner: Owner) -> None:
    set_up(owner)
    quote_id = owner.given()
    mail_id, _asked_id = by_mail(owner, quote_id, Purpose.OFFER_TO_RENEW)
    owner.do(quotes.renew, quote_id, date(2027, 3, 31))
    owner.do(mailing.take_back, mail_id)
    assert owner.due(quote_id)["offer_to_renew"] == "2027-03-24"  # Good Friday and Easter are none of the three


def test_what_is_taken_back_counts_from_the_day_of_the_event_as_it_was_corrected(owner: Owner) -> None:
    set_up(owner)
    owner.at("2026-11-30")
    job_id = owner.completed()
    mails = [by_mail(owner, job_id, purpose) for purpose in (Purpose.THANK_YOU, Purpose.SERVICE_CHECK)]
    owner.completed(job_id, on=date(2026, 11, 25))
    owner.rule("service_check", wait="21 days")
    for mail_id, asked_id in mails:
        owner.do(mailing.take_back, mail_id)
        assert owner.get(FollowUp, asked_id).counted_from_on == date(2026, 11, 25)
    due = owner.due(job_id)
    assert (due["thank_you"], due["service_check"]) == ("2026-11-26", "2026-12-16")


def test_a_win_back_that_is_taken_back_stands_on_the_day_that_was_chosen(owner: Owner) -> None:
    set_up(owner)
    quote_id = owner.given()
    owner.do(quotes.lose, quote_id, "Too dear", win_back_on=date(2027, 3, 1))
    before = owner.due(quote_id)
    mail_id, _asked_id = by_mail(owner, quote_id, Purpose.WIN_BACK)
    owner.do(mailing.take_back, mail_id)
    assert owner.due(quote_id) == before
    assert list(before.values()) == ["2027-03-01"]


def test_what_is_taken_back_for_a_day_that_came_too_near_is_not_asked_any_more(owner: Owner) -> None:
    set_up(owner)
    quote_id = owner.given()
    mail_id, asked_id = by_mail(owner, quote_id, Purpose.OFFER_TO_RENEW)
    owner.do(quotes.renew, quote_id, owner.now.date())
    owner.do(mailing.take_back, mail_id)
    assert owner.get(FollowUp, asked_id).reason == followups.TOO_NEAR


def told_by_mail(owner: Owner) -> tuple[UUID, UUID]:
    """The mail that waits, and the finding that it tells of."""
    job_id = owner.accepted()
    tell = partial(finding_sheets.send, seen=Seen(job_id, "Pane cracked", HowSoon.NOW))
    mail_id = queued(owner, owner.get(Job, job_id).customer_id, next(NUMBERS), note=tell)
    return mail_id, owner.all(Finding)[-1].id


def test_a_finding_that_a_mail_was_to_tell_of_is_not_told_when_it_is_taken_back(owner: Owner) -> None:
    set_up(owner)
    mail_id, finding_id = told_by_mail(owner)
    owner.do(findings.change, finding_id, how_soon=HowSoon.SOON)
    owner.do(mailing.take_back, mail_id)
    assert (owner.get(Finding, finding_id).told_at, owner.due(finding_id)) == (None, {})
    told_at = owner.at("2026-11-30")
    owner.do(findings.tell, finding_id)
    assert owner.get(Finding, finding_id).told_at == told_at
    assert owner.due(finding_id) == {"finding_outcome": "2026-12-30"}


def pass_on(owner: Owner, finding_id: UUID) -> None:
    partner = owner.do(partners.add, "Glaziers", "Glass")
    owner.do(partners.introduce, finding_id, partner.id, consent=True)


def settle(owner: Owner, finding_id: UUID) -> None:
    owner.do(findings.settle, finding_id, "A new pane")


def ask_about(owner: Owner, finding_id: UUID) -> None:
    owner.do(followups.do, owner.asked(finding_id)[Purpose.FINDING_DECIDED].id, "They think it over")


@pytest.mark.parametrize("otherwise", [pass_on, settle, ask_about])
def test_a_finding_that_was_told_in_another_way_meanwhile_stays_told(
    owner: Owner, otherwise: Callable[[Owner, UUID], None]
) -> None:
    set_up(owner)
    mail_id, finding_id = told_by_mail(owner)
    otherwise(owner, finding_id)
    before = owner.rows()
    owner.do(mailing.take_back, mail_id)
    assert owner.get(Finding, finding_id).told_at is not None
    assert owner.rows() == before


def test_a_check_up_by_mail_that_is_taken_back_gives_way_to_that_of_later_work(owner: Owner) -> None:
    set_up(owner)
    owner.rule("check_up", wait="12 months", repeats=True)
    first = owner.completed()
    customer_id = owner.get(Job, first).customer_id
    mail_id, _asked_id = by_mail(owner, first, Purpose.CHECK_UP)
    owner.at("2026-12-04")
    second = owner.completed(owner.accepted(owner.given(owner.drafted(owner.enquiry(customer_id)))))
    owner.do(mailing.take_back, mail_id)
    assert [owner.due(job_id).get("check_up") for job_id in (first, second)] == [None, "2027-12-06"]


def test_a_start_that_was_not_confirmed_after_all(owner: Owner) -> None:
    set_up(owner)
    owner.at("2026-11-16")
    job = owner.accepted()
    owner.do(jobs.plan, job, [date(2026, 11, 23)])
    asked = owner.asked(job)[Purpose.CONFIRM_START]
    mail_id = queued(owner, asked.customer_id, followup_id=asked.id)
    assert owner.get(Job, job).confirmed_at == owner.now
    owner.do(mailing.take_back, mail_id)
    assert owner.get(Job, job).confirmed_at is None


def test_a_start_that_the_customer_confirmed_by_phone_stays_confirmed(owner: Owner) -> None:
    set_up(owner)
    owner.at("2026-11-16")
    job = owner.accepted()
    owner.do(jobs.plan, job, [date(2026, 11, 23)])
    mail_id, asked_id = by_mail(owner, job, Purpose.CONFIRM_START)
    rung = owner.at("2026-11-17")
    owner.do(jobs.confirm, job)
    owner.do(mailing.take_back, mail_id)
    asked = owner.get(FollowUp, asked_id)
    assert owner.get(Job, job).confirmed_at == rung
    assert (asked.state, asked.settled_at, asked.outcome) == (FollowUpState.DONE, rung, jobs.CONFIRMED)


def test_an_update_that_is_taken_back_was_not_sent(owner: Owner) -> None:
    set_up(owner)
    job = owner.accepted()
    owner.at("2026-11-27")
    mail_id, asked_id = by_mail(owner, job, Purpose.PROGRESS_UPDATE)
    assert owner.ask(updates.of, job).number == 2
    owner.do(mailing.take_back, mail_id)
    told = owner.ask(updates.of, job)
    assert (told.number, told.due and told.due.id) == (1, asked_id)


@pytest.mark.parametrize("state", [MailState.REFUSED, MailState.UNSURE])
def test_only_a_person_sends_it_again(owner: Owner, customer: UUID, state: MailState) -> None:
    mail_id = queued(owner, customer)
    tried(owner, mail_id, state)
    with pytest.raises(BookError):
        owner.do(mailing.begin, mail_id)
    owner.do(mailing.wait_again, mail_id)
    owner.do(mailing.begin, mail_id)
    owner.do(mailing.sent, mail_id)
    assert (mail(owner).state, mail(owner).tries) == (MailState.SENT, 2)


def test_what_may_have_arrived_did(owner: Owner, customer: UUID) -> None:
    mail_id = queued(owner, customer)
    tried(owner, mail_id, MailState.UNSURE)
    went = owner.now
    owner.at("2026-11-24")
    owner.do(mailing.sent, mail_id)
    assert mail(owner).state == MailState.SENT
    assert owner.all(Message)[0].sent_at == went


def test_killed_while_it_was_sent_it_may_have_arrived(owner: Owner, customer: UUID) -> None:
    first, second = queued(owner, customer), queued(owner, customer, 2)
    owner.do(mailing.begin, first)
    cut_off.settle(owner.book, owner.now)
    states = {row.id: (row.state, row.fault) for row in owner.ask(mailing.rows)}
    assert states == {first: (MailState.UNSURE, cut_off.CUT_OFF), second: (MailState.WAITING, "")}
    with pytest.raises(BookError, match="does not wait"):
        owner.do(mailing.begin, first)
    cut_off.settle(owner.book, owner.now)
    owner.undo()  # takes back the second, and not the doubt
    assert [row.id for row in owner.ask(mailing.rows)] == [first]
    assert owner.ask(mailing.rows)[0].state == MailState.UNSURE
    owner.do(mailing.sent, first)  # the server's answer may still come from another window
    assert mail(owner).state == MailState.SENT


def test_whom_a_mail_was_for_is_erased_and_so_is_the_mail(owner: Owner, customer: UUID) -> None:
    mail_id = queued(owner, customer)
    assert owner.ask(mailing.files) == {FILE}
    owner.do(mailing.begin, mail_id)
    owner.do(customers.erase, customer)
    assert owner.all(OutgoingMail) == []
    assert owner.ask(mailing.files) == frozenset()
    owner.do(mailing.sent, mail_id)
    owner.do(mailing.failed, mail_id, MailState.UNSURE, "x")
    assert owner.all(OutgoingMail) == []


def test_bytes_are_wanted_while_they_may_go_or_come_back(owner: Owner, customer: UUID) -> None:
    mail_id = queued(owner, customer)
    owner.undo()
    assert owner.ask(mailing.files) == {FILE}
    owner.book.redo(owner.now)
    owner.do(mailing.begin, mail_id)
    assert owner.ask(mailing.files) == {FILE}
    owner.do(mailing.sent, mail_id)
    assert owner.ask(mailing.files) == frozenset()


def test_what_is_not_sent_is_counted_by_its_state_and_is_no_contact(owner: Owner, customer: UUID) -> None:
    before = owner.ask(last_contacts.last)
    ids = [queued(owner, customer, number) for number in range(4)]
    tried(owner, ids[0], MailState.REFUSED)
    assert owner.ask(last_contacts.last) == before
    for mail_id in ids[1:3]:
        tried(owner, mail_id, MailState.UNSURE)
    told = owner.ask(mailing.count)
    assert (told.waiting, told.refused, told.unsure, told.all) == (1, 1, 2, 4)
    assert owner.ask(last_contacts.last)[customer] == owner.now  # it may have arrived
    owner.do(mailing.sent, ids[1])
    assert owner.ask(mailing.count).all == 3


def test_the_timeline_tells_how_far_it_has_come(owner: Owner, customer: UUID) -> None:
    mail_id = queued(owner, customer)

    def told() -> MailState:
        entries = owner.ask(timelines.of_customer, customer)
        (entry,) = [one for one in entries if one.happened == Happened.MESSAGE]
        state: MailState = entry.more[1]
        assert owner.ask(mailing.state, mail(owner).message_id) == state
        return state

    assert told() == MailState.WAITING
    owner.do(mailing.begin, mail_id)
    assert told() == MailState.SENDING
    owner.do(mailing.sent, mail_id)
    assert told() == MailState.SENT
    assert owner.ask(mailing.state, customer) is None


NUMBERS = count(100)
DEEDS = ("queue", "sent", "refused", "offline", "dropped", "killed", "again", "arrived", "take_back", "undo", "redo")


class Post:
    """Does one thing after another to the newest mail, and counts how often each went out, and was to go again."""

    def __init__(self, owner: Owner, customer: UUID) -> None:
        self.owner, self.customer = owner, customer
        self.went: Counter[str] = Counter()
        self.agreed: Counter[str] = Counter()

    def act(self, deed: str) -> None:
        owner, mails = self.owner, self.owner.all(OutgoingMail)
        if deed == "queue" or not mails:
            queued(owner, self.customer, next(NUMBERS))
        elif deed == "undo":
            owner.undo()
        elif deed == "redo":
            owner.book.redo(owner.now)
        elif deed == "again":
            owner.do(mailing.wait_again, mails[-1].id)
            self.agreed[mails[-1].mail_id] += mails[-1].state == MailState.UNSURE
        elif deed in ("arrived", "take_back"):
            owner.do(mailing.sent if deed == "arrived" else mailing.take_back, mails[-1].id)
        else:
            self._send(deed, mails[-1])

    def _send(self, deed: str, mail: OutgoingMail) -> None:
        self.owner.do(mailing.begin, mail.id)
        self.went[mail.mail_id] += deed in ("sent", "dropped", "killed")
        if deed == "sent":
            self.owner.do(mailing.sent, mail.id)
        elif deed == "killed":
            cut_off.settle(self.owner.book, self.owner.now)
        else:
            states = {"refused": MailState.REFUSED, "offline": MailState.WAITING, "dropped": MailState.UNSURE}
            self.owner.do(mailing.failed, mail.id, states[deed], "It did not go.")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.sampled_from(DEEDS), min_size=3, max_size=12))
def test_whatever_happens_nothing_goes_twice_unless_a_person_says_so(
    owner: Owner, customer: UUID, deeds: list[str]
) -> None:
    post = Post(owner, customer)
    for deed in deeds:
        with suppress(BookError):
            post.act(deed)
        assert all(times <= 1 + post.agreed[mail_id] for mail_id, times in post.went.items())
        sent_states = {mail.mail_id: mail.state for mail in owner.all(OutgoingMail)}
        gone = [mail_id for mail_id, times in post.went.items() if times and mail_id not in sent_states]
        assert gone == []  # what went out stays in the book
        assert MailState.SENDING not in sent_states.values()
