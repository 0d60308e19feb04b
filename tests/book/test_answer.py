from datetime import date

import pytest

from tradesman.book.answer import Answer
from tradesman.book.errors import BookError


def test_writing_an_answer_notes_when_it_was_looked_over() -> None:
    answer = Answer(question="", words="", reviewed_on=date(2025, 1, 1))
    answer.write(" Why does it drip? ", "The washer is worn.", date(2026, 11, 20))
    assert (answer.question, answer.words) == ("Why does it drip?", "The washer is worn.")
    assert answer.reviewed_on == date(2026, 11, 20)


@pytest.mark.parametrize(("question", "words"), [("", "The washer."), ("Why?", " ")])
def test_half_an_answer_is_refused(question: str, words: str) -> None:
    answer = Answer(question="Kept", words="Kept", reviewed_on=date(2025, 1, 1))
    with pytest.raises(BookError, match="needs the question and the answer"):
        answer.write(question, words, date(2026, 11, 20))
    assert (answer.question, answer.words) == ("Kept", "Kept")
