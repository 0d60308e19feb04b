"""The owner's own questions in place of those that ship, and back again."""

from datetime import time, timedelta

import pytest

from tests.owner import Owner
from tradesman.book.enquiry import EnquiryKind
from tradesman.book.errors import BookError
from tradesman.book.question_list import QuestionList
from tradesman.services import question_lists, visit_sheets, visits, worth_asking
from tradesman.services.question_lists import LONGEST, MOST, Where
from tradesman.services.worth_asking import GENERAL, Question

OWN = Question("Who lives below?", "Neighbours spared", listen="children, a shop")
DRIPS = "The tap drips"


def asks(owner: Owner, trade: str = "plumbing", where: Where = Where.VISIT) -> list[str]:
    return [one.ask for one in getattr(owner.ask(worth_asking.lists).trades[trade], where)]


def test_a_new_book_asks_what_ships(owner: Owner) -> None:
    assert owner.ask(worth_asking.lists) is worth_asking.shipped()
    assert owner.ask(question_lists.own) == frozenset()


def test_a_question_is_added_changed_moved_and_taken_out(owner: Owner) -> None:
    before = asks(owner)
    owner.do(question_lists.add, "plumbing", Where.VISIT, OWN)
    assert asks(owner) == [*before, OWN.ask]
    assert owner.ask(question_lists.own) == {"plumbing"}
    for _step in before:
        assert owner.do(question_lists.move, "plumbing", Where.VISIT, OWN.ask, -1)
    assert not owner.do(question_lists.move, "plumbing", Where.VISIT, OWN.ask, -1)
    assert asks(owner) == [OWN.ask, *before]
    other = Question("  Who lives\nbelow you? ", "Neighbours spared")
    owner.do(question_lists.change, "plumbing", Where.VISIT, OWN.ask, other)
    assert asks(owner) == ["Who lives below you?", *before]
    owner.do(question_lists.remove, "plumbing", Where.VISIT, before[0])
    assert asks(owner) == ["Who lives below you?", *before[1:]]
    owner.undo()
    assert asks(owner) == ["Who lives below you?", *before]
    assert asks(owner, where=Where.PHONE) == [one.ask for one in worth_asking.shipped().trades["plumbing"].phone]


def test_they_are_asked_at_the_door_and_on_the_phone(owner: Owner) -> None:
    owner.do(question_lists.add, "plumbing", Where.VISIT, OWN)
    owner.do(question_lists.add, "plumbing", Where.PHONE, Question("Is somebody at home?", ""))
    lists = owner.ask(worth_asking.lists)
    assert OWN in lists.at_a_visit(DRIPS)
    assert "Is somebody at home?" in [one.ask for one in lists.on_the_phone(EnquiryKind.NEW_WORK, DRIPS)]
    assert lists.label_of(OWN.ask) == "Neighbours spared"
    assert OWN not in lists.at_a_visit("A slate has come off")
    visit = owner.do(visits.book, owner.enquiry(what=DRIPS), owner.now.date() + timedelta(days=3), time(10))
    asking = owner.ask(visit_sheets.of_visit, visit.id).asking
    assert [(one.matters, one.listen) for one in asking if one.question == OWN.ask] == [(OWN.label, OWN.listen)]


def test_the_same_question_in_two_lists_is_asked_once(owner: Owner) -> None:
    general = worth_asking.shipped().trades[GENERAL].visit[0]
    owner.do(question_lists.add, "plumbing", Where.VISIT, general)
    asked = [one.ask for one in owner.ask(worth_asking.lists).at_a_visit(DRIPS)]
    assert asked.count(general.ask) == 1
    assert asked[0] == general.ask


def test_whom_a_question_is_for_stays_when_it_is_changed(owner: Owner) -> None:
    first = worth_asking.shipped().trades[GENERAL].phone[0]
    owner.do(question_lists.change, GENERAL, Where.PHONE, first.ask, Question("Is it your own house?", first.label))
    changed = owner.ask(worth_asking.lists).trades[GENERAL].phone[0]
    assert (changed.ask, changed.kinds) == ("Is it your own house?", first.kinds)
    assert first.kinds


def test_reset_takes_the_original_questions_and_can_be_undone(owner: Owner) -> None:
    owner.do(question_lists.add, "roofing", Where.VISIT, OWN)
    owner.do(question_lists.add, "plumbing", Where.VISIT, OWN)
    owner.do(question_lists.reset, "roofing")
    assert owner.ask(question_lists.own) == {"plumbing"}
    assert OWN.ask not in asks(owner, "roofing")
    owner.undo()
    assert OWN.ask in asks(owner, "roofing")


def test_what_is_as_it_came_is_nobodys_own(owner: Owner) -> None:
    before = asks(owner)
    owner.do(question_lists.move, "plumbing", Where.VISIT, before[0], 1)
    assert owner.ask(question_lists.own) == {"plumbing"}
    owner.do(question_lists.move, "plumbing", Where.VISIT, before[0], -1)
    assert owner.all(QuestionList) == []


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (Question(" \n", ""), "needs words"),
        (Question("\x00\x07", ""), "needs words"),
        (Question("x" * (LONGEST + 1), ""), "at most"),
        (Question("Who lives below?", "x" * 41), "at most"),
        (Question("HAS IT leaked or blocked here before?", ""), "already"),
    ],
)
def test_what_is_no_question_is_refused(owner: Owner, question: Question, why: str) -> None:
    with pytest.raises(BookError, match=why):
        owner.do(question_lists.add, "plumbing", Where.VISIT, question)
    assert owner.all(QuestionList) == []


def test_a_list_has_an_end_and_may_be_empty(owner: Owner) -> None:
    for number in range(MOST - len(asks(owner, where=Where.PHONE))):
        owner.do(question_lists.add, "plumbing", Where.PHONE, Question(f"Question {number}?", ""))
    with pytest.raises(BookError, match="at most 30"):
        owner.do(question_lists.add, "plumbing", Where.PHONE, OWN)
    for ask in asks(owner):
        owner.do(question_lists.remove, "plumbing", Where.VISIT, ask)
    assert asks(owner) == []
    assert owner.ask(worth_asking.lists).at_a_visit(DRIPS) == list(worth_asking.shipped().trades[GENERAL].visit)


def test_what_was_taken_out_meanwhile_is_not_changed(owner: Owner) -> None:
    for deed, rest in ((question_lists.change, (OWN,)), (question_lists.remove, ()), (question_lists.move, (1,))):
        with pytest.raises(BookError, match="not in the list any more"):
            owner.do(deed, "plumbing", Where.VISIT, "Gone?", *rest)


def test_a_list_that_somebody_else_wrote_into_the_book_is_read_as_far_as_it_makes_sense(owner: Owner) -> None:
    broken = QuestionList(
        trade="plumbing", words=["tap"], phone=[None, "x", {"label": "y"}, {"ask": "Dry?"}], visit=[3]
    )
    owner.do(lambda session: session.add(broken))
    owner.do(lambda session: session.add(QuestionList(trade="of nobody")))
    lists = owner.ask(worth_asking.lists)
    assert lists.trades["plumbing"].phone == (Question("Dry?", ""),)
    assert lists.trades["plumbing"].visit == ()
    assert "of nobody" not in lists.trades
