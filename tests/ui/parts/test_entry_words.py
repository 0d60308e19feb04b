from datetime import date

import pytest

from tradesman.services.timelines import Entry, Happened
from tradesman.ui.parts.entry_words import told


@pytest.mark.parametrize(
    ("more", "second", "badge"),
    [
        (("New boiler", "", None), "Puts right: New boiler", ""),
        (("New boiler", "Washer split.", True), "Puts right: New boiler. Washer split", "Under guarantee"),
        (("", "Frost", False), "The earlier job is no longer in the book. Frost", "Not under guarantee"),
    ],
)
def test_a_service_call_names_what_it_puts_right(more: object, second: str, badge: str) -> None:
    entry = Entry(date(2026, 12, 1), "", Happened.SERVICE_CALL, "It drips again", more=more)
    said = told(entry, "GBP")
    assert (said.title, said.second, said.badge, said.icon) == (
        *("Service call: It drips again", second),
        *(badge, "wrench"),
    )


@pytest.mark.parametrize(
    ("more", "title", "second"),
    [
        ((True, "An hour free"), "Promise not kept", "Drawing, offered: An hour free"),
        ((True, ""), "Promise not kept", "Drawing"),
        ((False, "We begin on Friday"), "Promise to you not kept", "Drawing, what follows: We begin on Friday"),
    ],
)
def test_a_promise_not_kept_says_whose_it_was(more: object, title: str, second: str) -> None:
    said = told(Entry(date(2026, 12, 1), "", Happened.PROMISE_BROKEN, "Drawing", more=more), "GBP")
    assert (said.title, said.second) == (title, second)


@pytest.mark.parametrize(
    ("more", "title", "second"),
    [
        ((True, 9, ""), "Said how it was: 9 of 10", "It is holding. Very tidy"),
        ((None, None, "Jane"), "Said how it was", "Very tidy. Named: Jane"),
        ((False, None, ""), "It is not holding", "Very tidy"),
    ],
)
def test_feedback_tells_whom_they_named(more: object, title: str, second: str) -> None:
    said = told(Entry(date(2026, 12, 1), "", Happened.FEEDBACK, "Very tidy.", more=more), "GBP")
    assert (said.title, said.second) == (title, second)
