from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.followup import Purpose
from tradesman.book.job import Job
from tradesman.book.message import Way
from tradesman.book.outbox import MailState
from tradesman.services import (
    businesses,
    check_ins,
    complaints,
    customers,
    followups,
    mailing,
    messages,
    score_facts,
    testimonials,
    words_to_come,
)
from tradesman.services.check_ins import Said
from tradesman.services.messages import Occasion
from tradesman.services.score_cases import About
from tradesman.services.score_facts import Beside
from tradesman.services.scorecard import Period


@pytest.fixture
def job_id(owner: Owner) -> UUID:
    return owner.completed()


def whose(owner: Owner, job_id: UUID) -> UUID:
    return owner.get(Job, job_id).customer_id


def ask_by_message(owner: Owner, customer_id: UUID, **rest: object) -> None:
    owner.do(messages.send_noted, customer_id, "A few words?", Way.EMAIL, occasion=Occasion.ASK_WORDS, **rest)


def test_to_ask_is_who_is_due_three_months_on(owner: Owner, job_id: UUID) -> None:
    assert owner.ask(words_to_come.to_ask) == []
    owner.at("2027-02-22")
    [row] = owner.ask(words_to_come.to_ask)
    assert (row.customer, row.job, row.done_on, row.due_on) == (
        "Leah Novak",
        "New boiler",
        date(2026, 11, 20),
        date(2027, 2, 22),
    )
    owner.do(complaints.open_one, row.customer_id, "Mud")
    assert owner.ask(words_to_come.to_ask) == []


def test_what_was_put_off_is_not_asked_before(owner: Owner, job_id: UUID) -> None:
    later = owner.at("2027-03-01")
    owner.at("2027-02-22")
    owner.snooze(owner.asked(job_id)[Purpose.THREE_MONTHS].id, later)
    assert owner.ask(words_to_come.to_ask) == []
    owner.at("2027-03-01", "11:00")
    assert len(owner.ask(words_to_come.to_ask)) == 1


def test_who_was_asked_by_message_is_waited_for_until_words_come(owner: Owner, job_id: UUID) -> None:
    owner.at("2027-02-22")
    [row] = owner.ask(words_to_come.to_ask)
    ask_by_message(owner, row.customer_id, followup_id=row.followup_id, outcome="Sent")
    assert owner.ask(words_to_come.to_ask) == []
    [waits] = owner.ask(words_to_come.waiting)
    assert (waits.customer, waits.job, waits.asked_on, waits.said_yes) == (
        "Leah Novak",
        "New boiler",
        date(2027, 2, 22),
        False,
    )
    owner.do(testimonials.write_down, row.customer_id, "Very tidy", job_id=waits.job_id)
    assert owner.ask(words_to_come.waiting) == []


def test_words_from_before_the_question_do_not_answer_it(owner: Owner, job_id: UUID) -> None:
    owner.do(testimonials.write_down, whose(owner, job_id), "Very tidy")
    owner.at("2026-12-01")
    ask_by_message(owner, whose(owner, job_id))
    assert [row.job for row in owner.ask(words_to_come.waiting)] == [""]


def test_a_yes_without_words_is_waited_for(owner: Owner, job_id: UUID) -> None:
    owner.do(check_ins.check_in, job_id, Said(True, 9, may_quote=True))
    [row] = owner.ask(words_to_come.waiting)
    assert (row.said_yes, row.job_id) == (True, job_id)


def test_nobody_is_waited_for_who_is_left_alone_or_was_asked_long_ago(owner: Owner, job_id: UUID) -> None:
    ask_by_message(owner, whose(owner, job_id))
    owner.do(customers.set_do_not_contact, whose(owner, job_id), leave_alone=True)
    assert owner.ask(words_to_come.waiting) == []
    owner.do(customers.set_do_not_contact, whose(owner, job_id), leave_alone=False)
    assert len(owner.ask(words_to_come.waiting)) == 1
    owner.at("2027-06-01")
    assert owner.ask(words_to_come.waiting) == []


def test_other_messages_ask_for_nothing(owner: Owner, job_id: UUID) -> None:
    owner.do(messages.send_noted, whose(owner, job_id), "Hello", Way.TEXT, occasion=Occasion.FREE)
    assert (owner.ask(words_to_come.waiting), owner.ask(words_to_come.asked)) == ([], 0)


def test_asked_counts_the_calls_and_the_messages_beside_them(owner: Owner, job_id: UUID) -> None:
    ask_by_message(owner, whose(owner, job_id))
    call = owner.asked(job_id)[Purpose.THREE_MONTHS]
    assert owner.ask(words_to_come.asked) == 1
    owner.do(followups.do, call.id, "Well")
    assert owner.ask(words_to_come.asked) == 2


def test_the_scorecard_counts_the_same_questions_as_the_wall_and_who_answered(owner: Owner, job_id: UUID) -> None:
    customer_id = whose(owner, job_id)
    ask_by_message(owner, customer_id)
    owner.do(messages.send_noted, owner.customer("Ruth Okafor"), "Words?", Way.TEXT, occasion=Occasion.ASK_WORDS)
    thanks = owner.asked(job_id)[Purpose.THANK_YOU]
    ask_by_message(owner, customer_id, followup_id=thanks.id, outcome="Sent")  # the thanks asked for them
    owner.at("2027-02-22")
    owner.do(followups.do, owner.asked(job_id)[Purpose.THREE_MONTHS].id, "Well")
    owner.do(testimonials.write_down, customer_id, "Very tidy")

    def counted(first: date, last: date) -> list[tuple[About, bool | None]]:
        found = owner.ask(score_facts.facts, Beside.ASKED, Period(first, last))
        return sorted((fact.about, fact.kept) for fact in found)

    november, february = (date(2026, 11, 1), date(2026, 11, 30)), (date(2027, 2, 1), date(2027, 2, 28))
    assert counted(*november) == [(About.CUSTOMER, False), (About.CUSTOMER, True), (About.CUSTOMER, True)]
    assert counted(*february) == [(About.FOLLOW_UP, True)]
    assert owner.ask(words_to_come.asked) == 4


def test_a_mail_that_has_not_left_asked_nobody(owner: Owner, job_id: UUID) -> None:
    owner.do(businesses.change, smtp_host="smtp.example.org", smtp_user="sam", email="sam@harrow.example")
    owner.at("2027-02-22")
    call = owner.asked(job_id)[Purpose.THREE_MONTHS]
    ways: tuple[dict[str, Any], ...] = ({"followup_id": call.id}, {"occasion": Occasion.ASK_WORDS})
    for number, how in enumerate(ways):
        about = {"to": "leah@example.org", "mail_id": f"<{number}@x>", "file": "1.eml"}
        mail = owner.do(mailing.queue, call.customer_id, "A few words?", **about, **how)
        assert (owner.ask(words_to_come.asked), owner.ask(words_to_come.waiting)) == (0, [])
        owner.do(mailing.begin, mail.id)
        owner.do(mailing.failed, mail.id, MailState.UNSURE, "It did not go.")  # it may have arrived
        assert (owner.ask(words_to_come.asked), len(owner.ask(words_to_come.waiting))) == (1, 1)
        owner.do(mailing.take_back, mail.id)
        assert (owner.ask(words_to_come.asked), owner.ask(words_to_come.waiting)) == (0, [])
