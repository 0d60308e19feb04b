"""Answers that were sent: kept with the message they went with, counted, and gone with what they belong to."""

from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.answer import Answer, AnswerSent
from tradesman.book.errors import BookError
from tradesman.book.message import Message, Way
from tradesman.book.outbox import MailState
from tradesman.book.store import Session
from tradesman.services import answers, answers_sent, businesses, customers, duplicates, mailing, messages
from tradesman.services.answers_sent import Tally

WORDS = "Turn the water off at the stopcock. Mostly it is the washer, which costs little."
SAID = f"Hello Leah,\n\n{WORDS}\n\nKind regards\nSam"


@pytest.fixture
def tap(owner: Owner) -> UUID:
    return owner.do(answers.add, "My tap drips", WORDS).id


def send(owner: Owner, customer_id: UUID, words: str, *answer_ids: UUID) -> Message:
    return owner.do(messages.send_noted, customer_id, words, Way.EMAIL, to="leah@example.org", answers=answer_ids)


def test_what_was_put_in_is_kept_with_the_message_and_counted(owner: Owner, tap: UUID) -> None:
    leah = owner.customer()
    message = send(owner, leah, SAID, tap, tap)
    (row,) = owner.ask(answers_sent.of_answer, tap)
    assert (row.customer, row.customer_id, row.message_id) == ("Leah Novak", leah, message.id)
    assert (row.sent_at, row.saved_drive) == (message.sent_at, None)
    assert [each.question for each in owner.ask(answers_sent.of_message, message.id)] == ["My tap drips"]
    assert owner.ask(answers_sent.tallies) == {tap: Tally(1, 0)}
    owner.do(answers_sent.say, row.id, saved_drive=True)
    assert owner.ask(answers_sent.tallies) == {tap: Tally(1, 1)}
    owner.do(answers_sent.say, row.id, saved_drive=False)
    assert owner.ask(answers_sent.tallies) == {tap: Tally(1, 0)}


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        ("The washer, mostly: it costs little. Turn off the water at your stopcock first.", 1),
        ("Hello Leah, I will come on Monday.", 0),
        ("It is the washer.", 0),
    ],
)
def test_only_what_still_stands_in_the_message_was_sent(owner: Owner, tap: UUID, words: str, sent: int) -> None:
    send(owner, owner.customer(), words, tap)
    assert len(owner.all(AnswerSent)) == sent


def test_an_answer_taken_out_while_one_wrote_does_not_stand_in_the_way(owner: Owner, tap: UUID) -> None:
    owner.do(answers.remove, tap)
    send(owner, owner.customer(), SAID, tap)
    assert owner.all(AnswerSent) == []
    assert len(owner.all(Message)) == 1


def test_an_answer_goes_with_the_record_of_whom_it_was_sent_to_and_comes_back_with_it(owner: Owner, tap: UUID) -> None:
    leah = owner.customer()
    send(owner, leah, SAID, tap)
    kept = owner.all(AnswerSent)
    owner.do(answers.remove, tap)
    assert (owner.all(Answer), owner.all(AnswerSent), len(owner.all(Message))) == ([], [], 1)
    owner.undo()
    assert [answer.id for answer in owner.all(Answer)] == [tap]
    assert [row.model_dump() for row in owner.all(AnswerSent)] == [row.model_dump() for row in kept]


def test_a_mail_that_is_taken_back_sent_no_answer(owner: Owner, tap: UUID) -> None:
    owner.do(_with_a_server)
    about = {"to": "leah@example.org", "mail_id": "<1@example.org>", "file": "1.eml", "answers": [tap]}
    mail = owner.do(mailing.queue, owner.customer(), SAID, **about)
    assert (owner.ask(answers_sent.tallies), owner.ask(answers_sent.of_answer, tap)) == ({}, [])  # it only waits
    for state, tallies in ((MailState.REFUSED, {}), (MailState.UNSURE, {tap: Tally(1, 0)})):
        owner.do(mailing.begin, mail.id)
        owner.do(mailing.failed, mail.id, state, "It did not go.")
        assert owner.ask(answers_sent.tallies) == tallies
        owner.do(mailing.wait_again, mail.id)
    owner.do(mailing.take_back, mail.id)
    assert owner.all(AnswerSent) == []


def _with_a_server(session: Session) -> None:
    business = businesses.current(session)
    business.smtp_host, business.smtp_user, business.email = "mail.example.org", "sam", "sam@example.org"


def test_what_one_of_two_records_got_belongs_to_the_one_that_stays(owner: Owner, tap: UUID) -> None:
    leah, double = owner.customer(), owner.customer("Lea Novak")
    send(owner, double, SAID, tap)
    owner.do(duplicates.merge, leah, double)
    (row,) = owner.ask(answers_sent.of_answer, tap)
    assert (row.customer_id, row.customer) == (leah, "Leah Novak")
    owner.undo()
    assert owner.ask(answers_sent.of_answer, tap)[0].customer_id == double


def test_whom_it_was_sent_to_is_erased_with_the_person(owner: Owner, tap: UUID) -> None:
    leah = owner.customer()
    send(owner, leah, SAID, tap)
    owner.do(customers.erase, leah)
    assert (owner.all(AnswerSent), owner.all(Message)) == ([], [])
    assert [answer.id for answer in owner.all(Answer)] == [tap]


def test_what_is_no_longer_in_the_book_saved_nothing(owner: Owner, tap: UUID) -> None:
    send(owner, owner.customer(), SAID, tap)
    (row,) = owner.all(AnswerSent)
    owner.do(answers.remove, tap)
    with pytest.raises(BookError, match="no longer in the book"):
        owner.do(answers_sent.say, row.id, saved_drive=True)
