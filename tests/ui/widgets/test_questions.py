from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.questions import FRESH, SHOWN, QuestionLine, Questions

WORTH = [QuestionLine(f"Question {number}?", matters=f"Need {number}", hint=f"hint {number}") for number in range(9)]


@pytest.fixture
def made(theme: Theme, show: Callable[..., Any]) -> Callable[..., tuple[Any, Questions]]:
    def make(lines: list[QuestionLine]) -> tuple[Any, Questions]:
        questions = Questions(lines, theme, name="questions")
        return show(questions), questions

    return make


Made = Callable[..., tuple[Any, Questions]]


def test_the_first_are_asked_then_the_others_then_ones_own(made: Made) -> None:
    hand, questions = made(WORTH)
    assert len(questions.value()) == SHOWN
    assert questions.more.text() == "More questions"
    hand.press("more_questions")
    assert [line.question for line in questions.value()] == [line.question for line in WORTH]
    assert hand.window.focusWidget().objectName() == f"answer_{SHOWN}"
    assert questions.more.text() == "A question of your own"
    hand.press("more_questions")
    assert hand.window.focusWidget().objectName() == "question_9"


def test_what_was_asked_before_leaves_room_for_new_questions(made: Made) -> None:
    before = [QuestionLine(f"Asked {number}?", "Yes", key=number) for number in range(5)]
    _, questions = made(before + WORTH)
    assert len(questions.value()) == 5 + FRESH
    assert [line.key for line in questions.value()][:5] == [0, 1, 2, 3, 4]


def test_it_matters_with_one_click_and_under_another_name(made: Made) -> None:
    hand, questions = made(WORTH)
    hand.press("matters_0")
    assert questions.value()[0].label == "Need 0"
    hand.press("matters_0")
    assert questions.value()[0].label == ""
    hand.type("need_1", "Mine")
    assert questions._rows[1].matters.isChecked()
    assert questions._rows[0].answer.placeholderText() == "Listen for: hint 0"


def test_a_question_of_ones_own_needs_its_words(made: Made) -> None:
    hand, questions = made([])
    hand.press("more_questions")
    assert questions.check()
    hand.press("matters_0")  # there is no name for it yet
    assert hand.window.focusWidget().objectName() == "need_0"
    assert not questions._rows[0].matters.isChecked()
    hand.type("answer_0", "Yes")
    assert not questions.check()
    assert questions._rows[0]._box.error == "What did you ask?"
    hand.type("question_0", "Does the dog bite?")
    assert questions.check()
    assert questions.value() == [QuestionLine("Does the dog bite?", "Yes")]


def test_enter_goes_on_to_the_next_empty_answer(made: Made, qtbot: QtBot) -> None:
    hand, questions = made(WORTH[:3])
    questions._rows[1].answer.set_value("There")
    questions.focus_next()
    for wanted in ("answer_0", "answer_2", "more_questions"):
        assert hand.window.focusWidget().objectName() == wanted
        qtbot.keyClicks(hand.window.focusWidget(), "x") if wanted != "more_questions" else None
        qtbot.keyClick(hand.window.focusWidget(), Qt.Key.Key_Return)


def test_answers_come_back_at_their_questions(made: Made) -> None:
    hand, questions = made(WORTH)
    questions.set_value([QuestionLine("Question 8?", "Late"), QuestionLine("Mine?", "Own", "Need")])
    assert [line for line in questions.value() if line.answer] == [
        QuestionLine("Question 8?", "Late"),
        QuestionLine("Mine?", "Own", "Need"),
    ]
    hand.press("more_questions")
    assert len({line.question for line in questions.value()}) == 10


def test_tab_goes_from_the_answer_to_what_it_means(made: Made, qtbot: QtBot) -> None:
    hand, questions = made(WORTH[:2])
    questions.focus_next()
    stops = []
    for _ in range(6):
        stops.append(hand.window.focusWidget().objectName())
        qtbot.keyClick(hand.window.focusWidget(), Qt.Key.Key_Tab)
    assert stops == ["answer_0", "matters_0", "need_0", "answer_1", "matters_1", "need_1"]
