from datetime import date, time

import pytest

from tradesman.book.followup import Purpose
from tradesman.services.messages import Facts
from tradesman.ui.parts.proposed_words import proposed

TODAY = date(2026, 10, 13)


def facts(purpose: Purpose, what: str = "Outside tap", review_link: str = "") -> Facts:
    return Facts(
        purpose, "Alma Reyes", "Alma", "", "", "Sam Harrow", what, date(2026, 10, 14), time(9, 30), review_link
    )


@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_message_greets_and_is_signed(purpose: Purpose) -> None:
    subject, words = proposed(facts(purpose), TODAY)
    assert subject
    assert words.startswith("Hello Alma,\n\n")
    assert words.endswith("Kind regards\nSam Harrow")
    assert "!" not in words
    assert words.count("?") <= 1 or purpose == Purpose.THANK_YOU
    assert "{" not in words


def test_the_visit_says_day_and_time() -> None:
    assert "on Wednesday 14 October at 09:30" in proposed(facts(Purpose.CONFIRM_VISIT), TODAY)[1]
    assert "come today at 09:30" in proposed(facts(Purpose.CONFIRM_VISIT), date(2026, 10, 14))[1]


def test_the_thank_you_carries_the_review_link_if_there_is_one() -> None:
    assert "http" not in proposed(facts(Purpose.THANK_YOU), TODAY)[1]
    assert "https://r.example" in proposed(facts(Purpose.THANK_YOU, review_link="https://r.example"), TODAY)[1]


def test_names_in_capitals_keep_them() -> None:
    assert "with RCD board" in proposed(facts(Purpose.THANK_YOU, "RCD board"), TODAY)[1]
