"""A call three months on that is answered by an e-mail is made when that left the house, and not before."""

from datetime import date, timedelta

import pytest

from tests.owner import Owner
from tests.services.test_mailing import queued, set_up, tried
from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.outbox import MailState
from tradesman.services import complaints, followups, mailing, scorecard
from tradesman.services.scorecard import Fault, Period, Step

YEARS = Period(date(2026, 1, 1), date(2028, 12, 31))


@pytest.fixture
def call(owner: Owner) -> FollowUp:
    """One that is due today."""
    set_up(owner)
    due = owner.asked(owner.completed())[Purpose.THREE_MONTHS]
    owner.at(due.due_on.isoformat())
    return due


def faults(owner: Owner) -> list[Fault | None]:
    return [case.fault for case in owner.ask(scorecard.cases, Step.THREE_MONTHS_ON, YEARS)]


@pytest.mark.parametrize("state", [MailState.REFUSED, MailState.WAITING])
def test_an_e_mail_that_never_left_keeps_nothing(owner: Owner, call: FollowUp, state: MailState) -> None:
    mail_id = queued(owner, call.customer_id, followup_id=call.id)
    assert faults(owner) == []  # there is still time to send it
    tried(owner, mail_id, state)
    assert faults(owner) == []
    owner.now += timedelta(days=8)
    assert faults(owner) == [Fault.NOT_DONE]
    if state == MailState.REFUSED:
        owner.do(mailing.wait_again, mail_id)
    owner.do(mailing.begin, mail_id)
    owner.do(mailing.sent, mail_id)
    assert faults(owner) == [Fault.LATE]


@pytest.mark.parametrize("state", [MailState.SENT, MailState.UNSURE])
def test_one_that_left_or_may_have_in_time_keeps_it(owner: Owner, call: FollowUp, state: MailState) -> None:
    mail_id = queued(owner, call.customer_id, followup_id=call.id)
    owner.now += timedelta(days=6)
    owner.do(mailing.begin, mail_id)
    if state == MailState.SENT:
        owner.do(mailing.sent, mail_id)
    else:
        owner.do(mailing.failed, mail_id, state, "It did not go.")
    owner.now += timedelta(days=30)
    assert faults(owner) == [None]


def test_taken_back_and_called_instead_it_is_kept(owner: Owner, call: FollowUp) -> None:
    mail_id = queued(owner, call.customer_id, followup_id=call.id)
    tried(owner, mail_id, MailState.REFUSED)
    owner.do(mailing.take_back, mail_id)
    owner.now += timedelta(hours=1)
    owner.do(followups.do, call.id, "It holds")
    assert faults(owner) == [None]


def test_a_complaint_holds_back_the_call_whose_e_mail_did_not_leave(owner: Owner, call: FollowUp) -> None:
    queued(owner, call.customer_id, followup_id=call.id)
    owner.now += timedelta(days=1)
    complaint = owner.do(complaints.open_one, call.customer_id, "It drips").id
    owner.now += timedelta(days=30)
    assert faults(owner) == []
    owner.do(complaints.settle, complaint, "A new washer")
    owner.now += timedelta(days=8)
    assert faults(owner) == [Fault.NOT_DONE]
