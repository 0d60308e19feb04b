"""Each step of a journey is said in a title and two small lines."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tradesman.services.journey import Journey, StepRow, StepState
from tradesman.services.scorecard import Fault, Step
from tradesman.services.today import Group, Kind, TodayRow
from tradesman.ui.parts import step_words

TODAY = date(2026, 10, 13)
DAY = date(2026, 5, 20)
NOBODY = UUID(int=0)


def said(row: StepRow, **figures: Any) -> tuple[str, str, str]:
    known: dict[str, Any] = {"came_on": DAY, "answered_live": False, "waited": None, "looked_on": None} | figures
    shown = step_words.steps(Journey(steps=(row,), **known), TODAY)[0]
    assert shown.state == row.state.value
    return shown.title, shown.first, shown.second


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"waited": timedelta(minutes=12)}, "in 12 minutes"),
        ({"waited": timedelta(minutes=1)}, "in 1 minute"),
        ({"waited": timedelta(hours=2, minutes=5)}, "in 2 h 5 min"),
        ({"waited": timedelta(), "answered_live": True}, "answered live"),
    ],
)
def test_how_soon_the_call_was_returned(figures: dict[str, Any], words: str) -> None:
    row = StepRow(Step.CALLED_BACK, StepState.DONE, DAY)
    assert said(row, **figures) == ("Called back", words, "20 May")


@pytest.mark.parametrize(
    ("days", "options", "words"),
    [
        (0, 3, "same day, 3 options"),
        (1, 1, "next day, 1 option"),
        (5, 2, "after 5 days, 2 options"),
        (None, 2, "2 options"),
    ],
)
def test_how_soon_somebody_came_and_with_what(days: int | None, options: int, words: str) -> None:
    looked_on = DAY + timedelta(days=days) if days is not None else None
    row = StepRow(Step.EXPLAINED, StepState.DONE, DAY)
    assert said(row, looked_on=looked_on, options=options) == ("Came and explained", words, "20 May")


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"chosen": 2, "chose_best": True}, "Better, best value"),
        ({"chosen": 1}, "Good"),
        ({"lost": True}, "went elsewhere"),
        ({}, "still deciding"),
    ],
)
def test_what_was_chosen(figures: dict[str, Any], words: str) -> None:
    row = StepRow(Step.HELPED_TO_CHOOSE, StepState.DONE, DAY)
    assert said(row, **figures) == ("Helped to choose", words, "20 May")


@pytest.mark.parametrize(
    ("figures", "title", "words"),
    [
        ({"noticed": 3, "referred": 2, "taken_up": 2}, "Noticed 3 things", "2 partners booked"),
        ({"noticed": 1, "referred": 1, "taken_up": 1}, "Noticed 1 thing", "1 partner booked"),
        ({"noticed": 3, "referred": 1}, "Noticed 3 things", "1 recommended"),
        ({"noticed": 3, "referred": 2}, "Noticed 3 things", "2 recommended"),
        ({"noticed": 1}, "Noticed 1 thing", "told"),
        ({}, "Looked round", "found nothing"),
    ],
)
def test_what_was_noticed(figures: dict[str, Any], title: str, words: str) -> None:
    assert said(StepRow(Step.NOTICED, StepState.DONE, DAY), **figures) == (title, words, "20 May")


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({}, "signed off, no snags"),
        ({"snags": 1}, "signed off, 1 snag"),
        ({"snags": 2, "small": True}, "done and paid, 2 snags"),
    ],
)
def test_how_the_job_went(figures: dict[str, Any], words: str) -> None:
    assert said(StepRow(Step.GREAT_JOB, StepState.DONE, DAY), **figures) == ("Great job", words, "20 May")


def row(left: timedelta | None = None) -> TodayRow:
    return TodayRow(Kind.CALL, Group.NOW, NOBODY, "Leah Novak", "", NOBODY, "", TODAY, left=left)


@pytest.mark.parametrize(
    ("on", "due", "words"),
    [
        (TODAY, row(), ("due today", "13 Oct")),
        (date(2026, 10, 9), row(), ("due since", "9 Oct")),
        (date(2026, 10, 19), row(), ("due Monday", "19 Oct")),
        (TODAY, row(timedelta(minutes=-5)), ("late", "13 Oct")),
    ],
)
def test_what_is_due_now(on: date, due: TodayRow, words: tuple[str, str]) -> None:
    shown = said(StepRow(Step.THREE_MONTHS_ON, StepState.TODAY, on, due=due))
    assert shown == ("Three months on", *words)


def test_what_is_done_missed_open_and_not_needed() -> None:
    step = Step.THREE_MONTHS_ON
    assert said(StepRow(step, StepState.DONE, DAY))[1:] == ("in time", "20 May")
    assert said(StepRow(step, StepState.OPEN, date(2027, 1, 5)))[1:] == ("by Jan 2027", "")
    assert said(StepRow(step, StepState.OPEN))[1:] == ("", "")
    assert said(StepRow(step, StepState.NOT_NEEDED))[1:] == ("not needed here", "")


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_a_short_reason(fault: Fault) -> None:
    reason = said(StepRow(Step.GREAT_JOB, StepState.MISSED, DAY, fault))[1]
    assert 0 < len(reason) <= 22
