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
