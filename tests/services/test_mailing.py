"""The outbox: noted at once, sent once, taken back as long as it waits, and never twice without a person."""

from collections import Counter
from contextlib import suppress
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.owner import Owner
from tradesman.book import cut_off
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job
from tradesman.book.message import Message
from tradesman.book.outbox import MailState, OutgoingMail
from tradesman.services import businesses, customers, jobs, last_contacts, mailing, timelines
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
    for mail_id, state in zip(ids, (MailState.REFUSED, MailState.UNSURE, MailState.UNSURE), strict=False):
        tried(owner, mail_id, state)
    told = owner.ask(mailing.count)
    assert (told.waiting, told.refused, told.unsure, told.all) == (1, 1, 2, 4)
    assert owner.ask(last_contacts.last) == before
    owner.do(mailing.sent, ids[1])
    assert owner.ask(last_contacts.last)[customer] == owner.now
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
