"""The library of answers: kept, changed, and found by the words a customer uses."""

from datetime import date, timedelta

import pytest

from tests.owner import Owner
from tradesman.book.answer import Answer
from tradesman.book.errors import BookError
from tradesman.services import answers

LIGHT = "Why does my light flicker?"
CYLINDER = "How much space must be left around a hot water cylinder?"
TAP = "My tap drips"
BOILER = "The boiler has lost its pressure"


@pytest.fixture
def library(owner: Owner) -> Owner:
    owner.do(answers.add, LIGHT, "Turn the lamp tighter in its holder.")
    owner.do(answers.add, CYLINDER, "Leave 300 mm in front of the valves.")
    owner.do(answers.add, TAP, "Mostly it is the washer.")
    owner.do(answers.add, BOILER, "Open the filling loop below the boiler. A dripping valve loses pressure too.")
    return owner


def found(owner: Owner, words: str) -> list[str]:
    return [answer.question for answer in owner.ask(answers.matching, words)]


def test_a_new_book_has_no_answers(owner: Owner) -> None:
    assert owner.ask(answers.rows) == []
    assert found(owner, "light") == []


def test_an_answer_is_kept_changed_and_taken_out(library: Owner) -> None:
    assert [row.question for row in library.ask(answers.rows)] == [CYLINDER, TAP, BOILER, LIGHT]
    tap = library.ask(answers.rows)[1]
    assert tap.reviewed_on == library.now.date()
    library.at("2026-12-01")
    library.do(answers.change, tap.id, " The tap drips ", " Send me a photo. ")
    changed = library.get(Answer, tap.id)
    assert (changed.question, changed.words) == ("The tap drips", "Send me a photo.")
    assert changed.reviewed_on == date(2026, 12, 1)
    library.do(answers.remove, tap.id)
    assert len(library.ask(answers.rows)) == 3
    library.undo()
    assert len(library.ask(answers.rows)) == 4


@pytest.mark.parametrize(("question", "words"), [("", "words"), ("question", " \n")])
def test_an_answer_needs_both(owner: Owner, question: str, words: str) -> None:
    with pytest.raises(BookError, match="needs the question and the answer"):
        owner.do(answers.add, question, words)
    assert owner.all(Answer) == []


@pytest.mark.parametrize(
    ("words", "questions"),
    [
        ("light", [LIGHT]),
        ("LIGHTS flickering", [LIGHT]),
        ("flick", [LIGHT]),
        ("flickeri", [LIGHT]),
        ("The light in the kitchen flickers since yesterday", [LIGHT]),
        ("dripping taps", [TAP]),
        ("the tap drips", [TAP]),
        ("cylindre", []),
        ("cylinders", [CYLINDER]),
        ("boiler pressure", [BOILER]),
        ("drips", [TAP, BOILER]),
        ("tap light", []),
        ("washer", [TAP]),
        ("li", []),
        ("", []),
        ("what is it", []),
        ("?!", []),
    ],
)
def test_what_is_found(library: Owner, words: str, questions: list[str]) -> None:
    assert found(library, words) == questions


def test_what_stands_in_the_question_comes_before_what_stands_in_the_answer(library: Owner) -> None:
    library.do(answers.add, "Is the filling loop safe?", "Yes.")
    assert found(library, "filling loop") == ["Is the filling loop safe?", BOILER]


def test_accents_do_not_matter(owner: Owner) -> None:
    owner.do(answers.add, "Is the façade dry?", "Touch it after rain.")
    assert found(owner, "facades") == found(owner, "FAÇADE") == ["Is the façade dry?"]


def test_small_words_of_a_german_question_find_nothing(owner: Owner) -> None:
    owner.do(answers.add, "Warum tropft der Hahn?", "Die Dichtung ist alt und wird ersetzt.")
    assert found(owner, "Der Wasserhahn tropft und die Dichtung ist alt") == ["Warum tropft der Hahn?"]
    assert found(owner, "Warum ist die Heizung kalt und was kann man tun?") == []


def test_an_answer_nobody_looked_over_for_a_year_is_old_until_somebody_says_it_is_still_right(library: Owner) -> None:
    tap = next(row for row in library.ask(answers.rows) if row.question == TAP)
    day = tap.reviewed_on + timedelta(days=364)
    assert not answers.is_old(tap, day)
    assert answers.is_old(tap, day + timedelta(days=1))
    library.at((day + timedelta(days=1)).isoformat())
    library.do(answers.still_right, tap.id)
    kept = library.get(Answer, tap.id)
    assert (kept.words, kept.reviewed_on) == (tap.words, day + timedelta(days=1))
    library.undo()
    assert library.get(Answer, tap.id).reviewed_on == tap.reviewed_on
