"""Hours as people type them, strictly; and what a balance comes to."""

import pytest

from tradesman.services.costs import Balance
from tradesman.ui.parts import cost_words


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("2:30", 150),
        ("2:05 h", 125),
        ("2.5", 150),
        ("2.5 h", 150),
        (".5", 30),
        ("2½", 150),
        ("2 ½ h", 150),
        ("¾", 45),
        ("2.33", 140),
        ("8", 480),
        ("2h30", 150),
        ("2 h 30 min", 150),
        ("2 h 5", 125),
        ("45 min", 45),
        ("90m", 90),
        ("24", 1440),
    ],
)
def test_hours_are_read(typed: str, minutes: int) -> None:
    assert cost_words.read_hours(typed) == minutes


@pytest.mark.parametrize(
    "typed", ["", "h", "two", "2,5", "2:60", "2:5", "1:2:3", "-2", "2.5½", "2.555", "0", "0:00", "24:01", "90", "1e3"]
)
def test_what_is_no_time_of_a_day_is_said(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        cost_words.read_hours(typed)


@pytest.mark.parametrize(
    ("balance", "says", "share"),
    [
        (Balance(50_000, 20_000, 5_000, 10_000, 60), "£50.00 of what was reckoned is left.", 0.75),
        (Balance(50_000, 20_000, 5_000, 17_000, 60), "£20.00 over what was reckoned.", 1.1),
        (Balance(50_000, 20_000, 5_000, 50_000, 60), "It costs you £50.00 more than it brings.", 2.75),
        (Balance(50_000, 0, 5_000, 0, 60), "The quote reckoned no costs.", 0.1),
        (Balance(None, 0, 5_000, 0, 60), "No price is agreed, so nothing can be held against it.", 1.0),
        (Balance(None, 0, 0, -500, 0), "No price is agreed, so nothing can be held against it.", 0.0),
    ],
)
def test_the_balance_in_words(balance: Balance, says: str, share: float) -> None:
    assert cost_words.verdict(balance, "GBP")[0] == says
    assert cost_words.share(balance) == pytest.approx(share)
