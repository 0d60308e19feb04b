"""What a job cost: time and money noted by day, held against what was reckoned, for the owner alone."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import Hand
from tests.ui.job_cards import CardPage, begun, taken_on
from tradesman.book.cost import Cost, CostKind
from tradesman.book.store import Session
from tradesman.services import businesses, costs
from tradesman.ui.desk import Desk
from tradesman.ui.parts.costs_card import CostsCard
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.share_bar import ShareBar

Show = Callable[..., Hand]
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def job_id(desk: Desk) -> UUID:
    job = desk.do(begun, label="Job")
    assert job is not None
    return UUID(str(job.id))


@pytest.fixture
def hand(desk: Desk, theme: Theme, show: Show, job_id: UUID) -> Hand:
    return show(CardPage(desk, theme, CostsCard, job_id))


def seen(hand: Hand, name: str) -> str:
    return hand.find(Label, name).text()


def sees(hand: Hand, name: str) -> bool:
    return any(widget.isVisible() for widget in hand.window.findChildren(QWidget, name))


def time(hand: Hand, hours: str, words: str = "", hour: str = "") -> None:
    hand.press("job_costs_time_add")
    hand.type("hours", hours)
    if words:
        hand.type("words", words)
    if hour:
        hand.type("hour", hour)
    hand.press("main")


def spent(hand: Hand, words: str, cost: str) -> None:
    hand.press("job_costs_spent_add")
    hand.type("words", words)
    hand.type("cost", cost)
    hand.press("main")


def of(desk: Desk, job_id: UUID) -> list[Cost]:
    return desk.ask(costs.of_job, job_id)


def test_only_the_owner_sees_it(hand: Hand) -> None:
    assert hand.find(Badge, "job_costs_secret").text() == "only you see this"
    assert seen(hand, "job_costs_price") == "£7,350.00"
    assert seen(hand, "job_costs_reckoned") == "£2,000.00"
    assert seen(hand, "job_costs_left") == "£7,350.00"


def test_time_asks_once_what_an_hour_costs(hand: Hand, desk: Desk, job_id: UUID) -> None:
    time(hand, "2½", "Slates, south", "30")
    assert desk.ask(businesses.current).hour_cost_minor == 3_000
    assert [(one.minutes, one.cost_minor, one.on) for one in of(desk, job_id)] == [(150, 7_500, FRIDAY)]
    assert seen(hand, "job_costs_time") == "2 h 30 min, £75.00"
    assert (seen(hand, "job_cost_day_0"), seen(hand, "job_cost_0")) == ("Today", "2 h 30 min, Slates, south")
    hand.press("job_costs_time_add")
    assert not sees(hand, "hour")


@pytest.mark.parametrize(("hours", "hour"), [("2,5", ""), ("25", ""), ("0", ""), ("2:30", "3.000,00"), ("2:30", "-3")])
def test_hours_and_money_are_read_strictly(hand: Hand, desk: Desk, job_id: UUID, hours: str, hour: str) -> None:
    time(hand, hours, hour=hour)
    sheet: Any = hand.sheet("cost_time")
    assert any(sheet.form.box(key).error for key in ("hours", "hour"))
    assert of(desk, job_id) == []


def test_what_was_spent_and_what_came_back(hand: Hand, desk: Desk, job_id: UUID) -> None:
    spent(hand, "Slates", "1,900")
    hand.press("job_costs_spent_add")
    hand.choose("kind", "Something else")
    hand.type("words", "Skip")
    hand.type("on", "19 Nov")
    hand.type("cost", "200")
    hand.press("main")
    assert [one.kind for one in of(desk, job_id)] == [CostKind.OTHER, CostKind.MATERIAL]
    assert seen(hand, "job_costs_verdict") == "£100.00 over what was reckoned."
    assert hand.find(ShareBar, "job_costs_bar").used == 1.0
    spent(hand, "Slates given back", "-300")
    assert seen(hand, "job_costs_verdict") == "£200.00 of what was reckoned is left."
    assert seen(hand, "job_costs_material") == "£1,800.00"
    assert hand.find(ShareBar, "job_costs_bar").used == pytest.approx(0.9)
    days = [label.text() for label in hand.window.findChildren(Label) if label.objectName().startswith("job_cost_day")]
    assert days == ["Today", "Today", "Yesterday"]
    assert not sees(hand, "job_cost_day_1")


@pytest.mark.parametrize("cost", ["1.900,00", "19,0", "£", "1e9", ""])
def test_a_cost_that_is_no_amount_is_not_noted(hand: Hand, desk: Desk, job_id: UUID, cost: str) -> None:
    hand.press("job_costs_spent_add")
    hand.type("words", "Slates")
    hand.type("cost", cost)
    hand.press("main")
    hand.sheet("cost_spent")
    assert of(desk, job_id) == []


def test_a_day_that_has_not_come_is_refused(hand: Hand, desk: Desk, job_id: UUID) -> None:
    hand.press("job_costs_time_add")
    hand.type("hours", "2")
    hand.type("on", "30 Nov 2026")
    hand.press("main")
    assert seen(hand, "error") == "This day has not come yet. Nothing was saved."
    assert of(desk, job_id) == []


def test_time_without_a_cost_is_reckoned_later(hand: Hand, desk: Desk, job_id: UUID) -> None:
    time(hand, "2")
    assert seen(hand, "job_costs_free").startswith("2 h count as nothing: say in the settings")
    assert not sees(hand, "job_costs_reckon")
    desk.do(businesses.change, hour_cost_minor=3_000, label="Settings")
    hand.window.findChildren(CardPage)[0].invalidate()
    hand.press("job_costs_reckon")
    assert [one.cost_minor for one in of(desk, job_id)] == [6_000]
    assert not sees(hand, "job_costs_free")


def test_an_entry_is_taken_out_and_comes_back(hand: Hand, desk: Desk, job_id: UUID) -> None:
    spent(hand, "Slates", "10")
    hand.press("job_cost_remove_0")
    assert of(desk, job_id) == []
    desk.undo()
    assert len(of(desk, job_id)) == 1


def test_of_many_the_newest_are_shown(hand: Hand, desk: Desk, job_id: UUID) -> None:
    def many(session: Session) -> bool:
        for number in range(40):
            costs.note_spent(session, job_id, date(2026, 10, 1 + number % 20), f"Bill {number}", 100)
        return True

    desk.do(many, label="Noted")
    assert seen(hand, "job_cost_day_0") == "Tue 20 Oct"
    assert not sees(hand, "job_cost_6")
    hand.press("job_costs_all")
    assert sees(hand, "job_cost_39")


def test_work_without_a_quote_has_nothing_to_hold_against(desk: Desk, theme: Theme, show: Show) -> None:
    job = desk.do(taken_on, label="Job")
    assert job is not None
    hand = show(CardPage(desk, theme, CostsCard, job.id))
    spent(hand, "W" * 500, "10")
    assert (seen(hand, "job_costs_price"), seen(hand, "job_costs_left")) == ("—", "—")
    assert seen(hand, "job_costs_verdict") == "No price is agreed, so nothing can be held against it."
    assert hand.find(Label, "job_cost_0").width() < hand.window.width()
