from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tradesman.services.glance import PERIODS, Glance
from tradesman.services.scorecard import Share, Step
from tradesman.ui.parts.stuck_to_it import StuckToIt
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.picture import Picture
from tradesman.ui.widgets.sparkline import Sparkline
from tradesman.ui.widgets.step_bars import StepBars

MIN = timedelta(minutes=1)
NOTHING = Share(0, 0)
KEPT = (7, 10, 10, 6, 10, 9)


def glance(**rest: Any) -> Glance:
    fields: dict[str, Any] = {
        "steps": {step: Share(kept, 10) for step, kept in zip(Step, KEPT, strict=True)},
        "all_steps": Share(52, 60),
        "trend": (None, None, 80, 82, 84, 86, 85, 87),
        "call_backs": (*(None,) * 5, 30 * MIN, 33 * MIN, 24 * MIN),
        "wins": (*(NOTHING,) * 6, Share(3, 6), Share(4, 7)),
        "kept": (*(NOTHING,) * 7, Share(31, 32)),
        "moved": 1,
    }
    return Glance(**fields | rest)


def empty() -> Glance:
    nothing = (NOTHING,) * PERIODS
    none = (None,) * PERIODS
    steps = dict.fromkeys(Step, Share(0, 0))
    return Glance(steps, Share(0, 0), none, none, nothing, nothing, 0)


@pytest.fixture
def card(theme: Theme, show: Any) -> StuckToIt:
    made = StuckToIt(theme)
    show(made)
    return made


def texts(card: StuckToIt) -> list[str]:
    return [label.text() for label in card.findChildren(Label) if label.isVisible()]


def test_it_says_that_it_counts_and_keeps_its_room(card: StuckToIt) -> None:
    assert texts(card) == ["Stuck to it", "last 30 days", "Being counted."]
    assert not card.counted
    assert card.minimumHeight() > 200


def test_an_empty_book_is_told_what_it_will_show(card: StuckToIt) -> None:
    card.show_glance(empty())
    assert texts(card)[2].startswith("Once there are calls, quotes and jobs")
    assert not card.findChildren(StepBars)[-1:] or not card.findChildren(StepBars)[-1].isVisible()
    assert card.minimumHeight() == 0


def test_figures_that_could_not_be_counted_are_said(card: StuckToIt) -> None:
    card.show_glance(None, failed=True)
    assert "The figures could not be counted." in texts(card)


def test_the_steps_and_the_weakest_of_them(card: StuckToIt) -> None:
    card.show_glance(glance())
    assert card.counted
    assert {"87%", "step 4, noticing things"} <= set(texts(card))
    (bars,) = [bars for bars in card.findChildren(StepBars) if bars.isVisible()]
    assert bars.accessibleName().splitlines()[3] == "4: noticing things, 60%, 6 of 10"
    trend = next(line for line in card.findChildren(Sparkline) if line.isVisible())
    assert trend.accessibleName().endswith("not enough, not enough, 80%, 82%, 84%, 86%, 85%, 87%")


def test_better_and_worse_are_words_and_arrows(card: StuckToIt) -> None:
    card.show_glance(glance())
    assert {"24 min", "9 min faster", "70% in time", "57%", "7 points", "31 / 32"} <= set(texts(card))
    assert "1 late or broken, 1 moved, told first" in texts(card)
    assert [one._icon for one in card.findChildren(Picture) if one.isVisible()] == ["arrow-down", "arrow-up"]
    worse = glance(call_backs=(*(None,) * 6, 24 * MIN, 25 * MIN), wins=(*(NOTHING,) * 6, Share(4, 5), Share(79, 100)))
    card.show_glance(worse)
    assert {"1 min slower", "1 point"} <= set(texts(card))
    same = glance(call_backs=(*(None,) * 6, 24 * MIN, 24 * MIN), wins=(*(NOTHING,) * 6, Share(4, 5), Share(4, 5)))
    card.show_glance(same)
    assert texts(card).count("as before") == 2


def test_fewer_than_five_cases_have_no_percentage(card: StuckToIt) -> None:
    steps = dict.fromkeys(Step, Share(0, 0)) | {Step.CALLED_BACK: Share(2, 3)}
    few = glance(
        steps=steps,
        all_steps=Share(2, 3),
        trend=(None,) * PERIODS,
        wins=(*(NOTHING,) * 7, Share(1, 2)),
        kept=(NOTHING,) * PERIODS,
        call_backs=(*(None,) * 7, 24 * MIN),
        moved=0,
    )
    card.show_glance(few)
    told = texts(card)
    assert not any("%" in words for words in told)
    assert {"2 of 3 in time", "1 / 2", "not enough yet", "—"} <= set(told)
    assert "Not enough yet: 2 of 3 kept. From 5 on it is a percentage." in told
    (bars,) = [bars for bars in card.findChildren(StepBars) if bars.isVisible()]
    assert "1: returning calls, 2 of 3, not enough yet" in bars.accessibleName()
    assert "2: explaining and giving options, nothing due" in bars.accessibleName()


def test_all_promises_kept_and_no_call_at_all(card: StuckToIt) -> None:
    calls = dict.fromkeys(Step, Share(5, 5)) | {Step.CALLED_BACK: Share(0, 0)}
    card.show_glance(glance(steps=calls, call_backs=(None,) * PERIODS, kept=(*(NOTHING,) * 7, Share(3, 3)), moved=0))
    assert {"all in time", "—"} <= set(texts(card))
    assert "Weakest:" not in texts(card)
    card.show_glance(glance(steps=calls, call_backs=(None,) * PERIODS, kept=(*(NOTHING,) * 7, Share(3, 3)), moved=0))
    assert texts(card).count("Stuck to it") == 1


def test_it_leads_to_the_scorecard_by_its_button_and_anywhere_else(card: StuckToIt, qtbot: QtBot) -> None:
    card.show_glance(glance())
    heard: list[bool] = []
    card.asked.connect(lambda: heard.append(True))
    (button,) = [one for one in card.findChildren(QAbstractButton, "stuck_open") if one.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(heard) == 1
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert len(heard) == 2
    qtbot.mouseClick(card, Qt.MouseButton.RightButton, pos=QPoint(20, 20))
    assert len(heard) == 2
