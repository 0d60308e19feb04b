"""Material that is not here: Today says so in time, and it is noted from there when it has come."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QMenu

from tests.ui.conftest import Clock, Hand
from tests.ui.job_cards import begun, taken_on
from tradesman.book.material import Material
from tradesman.services import jobs, materials
from tradesman.ui.desk import Desk
from tradesman.ui.pages.today_page import TodayPage
from tradesman.ui.parts import material_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.action_row import ActionRow

Show = Callable[..., Hand]
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus, offscreen


@pytest.fixture
def page(desk: Desk, theme: Theme) -> TodayPage:
    return TodayPage(desk, theme)


def ordered(desk: Desk, job_id: UUID, words: str, expected_on: date = FRIDAY) -> UUID:
    made = desk.do(materials.note, job_id, words, quantity_thousandths=120_000, label="Noted")
    assert made is not None
    desk.do(materials.order, made.id, expected_on, label="Ordered")
    return UUID(str(made.id))


def job_of(desk: Desk, deed: Any) -> UUID:
    made = desk.do(deed, label="Job")
    assert made is not None
    return UUID(str(made.id))


def row(page: TodayPage) -> ActionRow | None:
    found = [key for key in page._rows if key.startswith("late_material-")]
    return page.list.row(found[0]) if found else None


def shown(page: TodayPage) -> ActionRow:
    found = row(page)
    assert found is not None
    return found


def arrived(desk: Desk, material_id: UUID) -> date | None:
    return desk.ask(lambda session: session.load(Material, material_id)).arrived_on


def test_what_should_have_come_is_noted_as_here_with_one_press(
    page: TodayPage, desk: Desk, show: Show, clock: Clock
) -> None:
    job_id = job_of(desk, begun)
    slates = ordered(desk, job_id, "slates")
    hand = show(page)
    assert row(page) is None
    clock.later(days=3)
    page.invalidate()
    action = shown(page).action
    assert (action.name, action.purpose) == ("Ruth Okafor", "Material is not here")
    assert action.second == "120 slates. Re-roof the dormer"
    assert (action.when, action.tone, action.main_words) == ("Late since Fri 20 Nov", "danger", "Arrived")
    assert action.when_second == ""
    desk.do(materials.change, slates, supplier="Marley", label="Supplier")
    assert shown(page).action.when_second == "From Marley"
    hand.click(shown(page).main)
    assert arrived(desk, slates) == MONDAY
    assert row(page) is None
    assert desk.undo() == "Arrived: slates"
    assert shown(page).action.main_words == "Arrived"


def test_several_things_open_the_job_and_each_is_noted_from_the_menu(
    page: TodayPage, desk: Desk, show: Show, clock: Clock, asked: Callable[..., list[Any]]
) -> None:
    job_id = job_of(desk, begun)
    things = [ordered(desk, job_id, words) for words in ("slates", "Nuts & bolts", "battens")]
    clock.later(days=3)
    heard = asked(page)
    hand = show(page)
    assert shown(page).action.second == "120 slates, 120 Nuts & bolts and 1 more. Re-roof the dormer"
    assert not shown(page).snooze.isVisible()
    hand.click(shown(page).main)
    assert heard == [("job", job_id)]
    hand.click(shown(page).skip)
    menu = hand.find(QMenu, "row_menu")
    assert [action.objectName() for action in menu.actions()] == [
        *("arrived_0", "arrived_1", "arrived_2"),
        "open_customer",
    ]
    hand.take("row_menu", "arrived_1")
    assert [arrived(desk, one) for one in things] == [None, MONDAY, None]
    assert shown(page).action.second == "120 slates, 120 battens. Re-roof the dormer"


def test_another_day_takes_it_off_the_list_and_the_job_is_opened_from_the_menu(
    page: TodayPage, desk: Desk, show: Show, clock: Clock, asked: Callable[..., list[Any]]
) -> None:
    job_id = job_of(desk, begun)
    slates = ordered(desk, job_id, "slates")
    clock.later(days=3)
    heard = asked(page)
    hand = show(page)
    hand.click(shown(page).skip)
    hand.take("row_menu", "open_job")
    assert heard == [("job", job_id)]
    hand.click(shown(page).skip)
    hand.take("row_menu", "material_day")
    hand.type("expected_on", "25 Nov")
    hand.press("main", hand.sheet("order"))
    assert desk.ask(lambda session: session.load(Material, slates)).expected_on == date(2026, 11, 25)
    assert row(page) is None


def test_before_the_work_begins_it_is_asked_for_and_planning_is_another_row(
    page: TodayPage, desk: Desk, show: Show, clock: Clock
) -> None:
    job_id = job_of(desk, taken_on)
    valves = ordered(desk, job_id, "valves", MONDAY)
    show(page)
    assert row(page) is None
    desk.do(jobs.plan, job_id, [MONDAY], label="Planned")
    action = shown(page).action
    assert (action.when, action.when_second) == ("Today", "Starts on Monday")
    desk.do(materials.set_arrived, valves, label="Here")
    assert row(page) is None
    desk.do(materials.set_arrived, valves, arrived=False, label="Not here")
    desk.do(jobs.plan, job_id, [MONDAY + timedelta(days=7)], label="Planned")
    assert row(page) is None


def test_late_for_a_job_that_is_not_planned_there_are_two_rows(
    page: TodayPage, desk: Desk, show: Show, clock: Clock
) -> None:
    job_id = job_of(desk, taken_on)
    ordered(desk, job_id, "valves")
    clock.later(days=3)
    show(page)
    assert {f"late_material-{job_id}", f"decision-{job_id}"} <= set(page._rows)


@pytest.mark.parametrize(("count", "said"), [(1, "a"), (2, "a, b"), (3, "a, b and 1 more"), (5, "a, b and 3 more")])
def test_things_are_named_as_far_as_there_is_room(desk: Desk, count: int, said: str) -> None:
    job_id = job_of(desk, taken_on)
    for words in "abcde"[:count]:
        desk.do(materials.note, job_id, words, label="Noted")
    assert material_words.several(desk.ask(materials.of_job, job_id)) == said
