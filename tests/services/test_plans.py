"""Whys and goals of the plan. NOW is Friday 20 November 2026, 10:00 in Harrow."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.owner import Owner
from tradesman.book.enquiry import Outcome
from tradesman.book.errors import BookError
from tradesman.book.job import Job
from tradesman.book.plan import Figure, Goal, PlanAction, Why
from tradesman.book.quote import AcceptedBy
from tradesman.services import enquiries, plan_actions, plan_days, plan_figures, plans, quotes, testimonials
from tradesman.services.plan_figures import Unit
from tradesman.services.scorecard import Period

NEXT_YEAR = date(2027, 6, 30)


def calls(owner: Owner, day: str, late: int, prompt: int) -> None:
    """Calls of a day, some of them returned after the hour is over."""
    for number in range(late + prompt):
        owner.at(day, "09:00")
        enquiry = owner.enquiry(owner.customer(f"Caller {day} {number}"), came_in_at=owner.now)
        owner.at(day, "11:30" if number < late else "09:10")
        owner.do(enquiries.attempt, enquiry, Outcome.REACHED)


def test_a_why_shows_its_figure_now_and_as_it_was_when_it_was_written_down(owner: Owner) -> None:
    calls(owner, "2026-06-08", 3, 2)
    owner.at("2026-06-15")
    owner.do(plans.add_why, "  Fewer   lost calls ", Figure.CALLS_RETURNED)
    calls(owner, "2026-11-16", 1, 4)
    owner.at("2026-11-20")
    (row,) = owner.ask(plans.why_rows)
    assert (row.why.words, row.why.since_on) == ("Fewer lost calls", date(2026, 6, 15))
    assert (row.then.value, row.now.value, row.better_by) == (40, 80, 40)


def test_with_too_few_cases_a_why_says_nothing(owner: Owner) -> None:
    calls(owner, "2026-11-16", 1, 3)
    owner.do(plans.add_why, "Fewer lost calls", Figure.CALLS_RETURNED)
    (row,) = owner.ask(plans.why_rows)
    assert (row.now.value, row.now.cases, row.better_by) == (None, 4, None)


def test_there_are_three_whys_at_most_and_none_twice(owner: Owner) -> None:
    picked = [("Better prices", Figure.WIN_RATE), ("More recommendations", Figure.RECOMMENDED)]
    owner.do(plans.pick_whys, picked)
    with pytest.raises(BookError, match="there already"):
        owner.do(plans.add_why, "better PRICES", Figure.WIN_RATE)
    third = owner.do(plans.add_why, "Quieter evenings", Figure.PROMISES_KEPT)
    with pytest.raises(BookError, match="Three whys are the most"):
        owner.do(plans.add_why, "More words", Figure.TESTIMONIALS)
    with pytest.raises(BookError, match="Three whys"):
        owner.do(plans.pick_whys, [("More words", Figure.TESTIMONIALS)])
    owner.do(plans.drop_why, third.id)
    owner.do(plans.add_why, "More words", Figure.TESTIMONIALS)
    assert [why.words for why in owner.ask(plans.whys)] == ["Better prices", "More recommendations", "More words"]
    assert len(owner.all(Why)) == 4
    owner.undo()
    owner.undo()
    assert [why.words for why in owner.ask(plans.whys)][-1] == "Quieter evenings"


def test_another_figure_of_a_why_is_counted_from_today(owner: Owner) -> None:
    owner.at("2026-06-15")
    why = owner.do(plans.add_why, "Better prices", Figure.WIN_RATE)
    owner.at("2026-11-20")
    assert owner.do(plans.change_why, why.id, "Better pay", Figure.WIN_RATE).since_on == date(2026, 6, 15)
    assert owner.do(plans.change_why, why.id, "Better pay", Figure.REFERRAL_INCOME).since_on == date(2026, 11, 20)


@pytest.mark.parametrize(("words", "says"), [("  ", "Why do you do this"), ("w" * 301, "301 characters")])
def test_what_is_no_why_is_refused(owner: Owner, words: str, says: str) -> None:
    with pytest.raises(BookError, match=says):
        owner.do(plans.add_why, words, Figure.WIN_RATE)
    assert owner.all(Why) == []


def test_a_goal_is_counted_from_the_day_it_was_set(owner: Owner) -> None:
    calls(owner, "2026-11-16", 4, 0)
    owner.at("2026-11-17", "08:00")
    fields: dict[str, Any] = {"figure": Figure.CALLS_RETURNED, "target": 90, "checks": ["achievable", "relevant", "no"]}
    goal = owner.do(plans.set_goal, "Ring back within the hour", NEXT_YEAR, **fields)
    assert goal.checks == ["relevant", "achievable"]
    (row,) = owner.ask(plans.goals)
    assert (row.reading and row.reading.value, row.progress) == (None, None)
    calls(owner, "2026-11-18", 2, 3)
    owner.at("2026-11-20")
    (row,) = owner.ask(plans.goals)
    assert row.reading is not None
    assert row.reading.value == 60
    assert row.progress == pytest.approx(60 / 90)


def test_a_goal_beyond_its_target_is_whole(owner: Owner) -> None:
    owner.do(plans.set_goal, "Two words a year", NEXT_YEAR, figure=Figure.TESTIMONIALS, target=1)
    owner.do(plans.set_goal, "Tidy the van", NEXT_YEAR)
    job_id = owner.completed()
    for words in ("Not a crumb left", "On time each day"):
        owner.do(testimonials.record_feedback, job_id, score=9, words=words)
        owner.do(testimonials.write_down, owner.get(Job, job_id).customer_id, words, job_id=job_id)
    counted, without = sorted(owner.ask(plans.goals), key=lambda row: row.progress is None)
    assert counted.progress == 1.0
    assert (without.reading, without.progress) == (None, None)


@pytest.mark.parametrize(
    ("words", "by_on", "fields", "says"),
    [
        ("", NEXT_YEAR, {}, "What shall the year bring"),
        ("Goal", date(2026, 11, 19), {}, "over already"),
        ("Goal", NEXT_YEAR, {"review_on": date(2026, 1, 1)}, "over already"),
        ("Goal", date(2026, 12, 1), {"review_on": date(2026, 12, 2)}, "after its own day"),
        ("Goal", NEXT_YEAR, {"target": 4}, "needs a figure"),
        ("Goal", NEXT_YEAR, {"figure": Figure.WIN_RATE}, "cannot have that target"),
        ("Goal", NEXT_YEAR, {"figure": Figure.WIN_RATE, "target": 101}, "cannot have that target"),
        ("Goal", NEXT_YEAR, {"figure": Figure.EXPERIENCE, "target": 11}, "cannot have that target"),
        ("Goal", NEXT_YEAR, {"figure": Figure.TESTIMONIALS, "target": 0}, "cannot have that target"),
        ("Goal", NEXT_YEAR, {"figure": Figure.TESTIMONIALS, "target": -3}, "cannot have that target"),
    ],
)
def test_what_is_no_goal_is_refused(owner: Owner, words: str, by_on: date, fields: dict[str, Any], says: str) -> None:
    with pytest.raises(BookError, match=says):
        owner.do(plans.set_goal, words, by_on, **fields)
    assert owner.all(Goal) == []


def test_a_goal_whose_day_has_passed_can_still_be_changed(owner: Owner) -> None:
    goal = owner.do(plans.set_goal, "Goal", date(2026, 11, 30), review_on=date(2026, 11, 25))
    owner.at("2026-12-10")
    changed = owner.do(plans.change_goal, goal.id, "Better words", date(2026, 11, 30), review_on=date(2026, 11, 25))
    assert changed.words == "Better words"
    later = owner.do(plans.change_goal, goal.id, "Better words", date(2026, 11, 30), review_on=date(2026, 12, 20))
    assert later.review_on == date(2026, 12, 20)  # when it is over, it can only be looked at later
    with pytest.raises(BookError, match="over already"):
        owner.do(plans.change_goal, goal.id, "Better words", date(2026, 12, 1))


def test_a_goal_that_is_dropped_takes_its_open_actions_along_and_undo_brings_all_back(owner: Owner) -> None:
    goal = owner.do(plans.set_goal, "Goal", NEXT_YEAR, review_on=NEXT_YEAR)
    done = owner.do(plan_actions.add_to_goal, goal.id, "Ring the bank", date(2026, 11, 20))
    left = owner.do(plan_actions.add_to_goal, goal.id, "Print cards", date(2026, 11, 25))
    owner.do(plan_actions.do, done.id)
    with pytest.raises(BookError, match="Why is the goal dropped"):
        owner.do(plans.drop_goal, goal.id, " ")
    owner.do(plans.drop_goal, goal.id, "The van broke")
    assert owner.ask(plans.goals) == []
    assert [row.goal.words_at_end for row in owner.ask(plans.past_goals)] == ["The van broke"]
    assert owner.get(PlanAction, left.id).reason == "The van broke"
    assert owner.get(PlanAction, done.id).dropped_at is None
    assert owner.ask(plan_days.rows) == []
    with pytest.raises(BookError, match="settled already"):
        owner.do(plans.reach, goal.id)
    with pytest.raises(BookError, match="settled already"):
        owner.do(plan_actions.add_to_goal, goal.id, "More", NEXT_YEAR)
    owner.undo()
    assert owner.get(PlanAction, left.id).is_open
    assert [row.goal.review_on for row in owner.ask(plans.goals)] == [NEXT_YEAR]


@pytest.mark.parametrize("drop_actions", [True, False])
def test_what_is_open_for_a_goal_that_is_reached_stays_in_today_unless_it_is_dropped(
    owner: Owner, drop_actions: bool
) -> None:
    goal = owner.do(plans.set_goal, "Tidy the van", NEXT_YEAR)
    action = owner.do(plan_actions.add_to_goal, goal.id, "Buy boxes", date(2026, 11, 20))
    owner.do(plans.reach, goal.id, drop_actions=drop_actions)
    left = [] if drop_actions else [action.id]
    assert [row.id for row in owner.ask(plan_days.rows)] == left
    (row,) = owner.ask(plans.past_goals)
    assert [one.id for one in row.open_actions] == left
    owner.do(plans.reopen, goal.id)
    (again,) = owner.ask(plans.goals)
    assert [one.id for one in again.open_actions] == [action.id]
    with pytest.raises(BookError, match="still to be reached"):
        owner.do(plans.reopen, goal.id)


def test_a_goal_that_is_reached_counts_no_further(owner: Owner) -> None:
    calls(owner, "2026-11-20", 0, 5)
    goal = owner.do(plans.set_goal, "Goal", NEXT_YEAR, figure=Figure.CALLS_RETURNED, target=90)
    owner.do(plans.reach, goal.id, "The phone is in the breast pocket")
    calls(owner, "2026-11-23", 5, 0)
    (row,) = owner.ask(plans.past_goals)
    assert row.reading is not None
    assert (row.reading.value, plans.ended_on(row.goal)) == (100, date(2026, 11, 20))
    assert owner.ask(plans.goal_row, goal.id) == row


def test_a_goal_written_in_error_goes_with_its_actions(owner: Owner) -> None:
    goal = owner.do(plans.set_goal, "Goal", NEXT_YEAR)
    owner.do(plan_actions.add_to_goal, goal.id, "Print cards", date(2026, 11, 25))
    owner.do(plans.remove_goal, goal.id)
    assert (owner.all(Goal), owner.all(PlanAction)) == ([], [])
    owner.undo()
    assert (len(owner.all(Goal)), len(owner.all(PlanAction))) == (1, 1)


def test_every_figure_is_read_as_the_scorecard_counts_it(owner: Owner) -> None:
    for number in range(5):
        quote = owner.given(owner.drafted(owner.enquiry(owner.customer(f"Caller {number}"), answered_live=True)))
        if number < 3:
            owner.do(quotes.accept, quote, owner.option(quote), AcceptedBy.PHONE, "Ruth")
        else:
            owner.do(quotes.lose, quote, "Too dear")
    for job in owner.all(Job):
        owner.completed(job.id)
        owner.do(testimonials.record_feedback, job.id, score=8, words="")
    month = Period(date(2026, 11, 1), date(2026, 11, 30))

    def value(figure: Figure) -> tuple[float | None, int]:
        found = owner.ask(plan_figures.reading, figure, month)
        return found.value, found.cases

    assert value(Figure.WIN_RATE) == (60, 5)
    assert value(Figure.CALLS_RETURNED) == (100, 5)
    assert value(Figure.EXPERIENCE) == (None, 3)  # fewer than five
    assert value(Figure.RECOMMENDED) == (0, 0)
    assert value(Figure.REFERRAL_INCOME) == (0, 0)
    assert value(Figure.TESTIMONIALS) == (0, 0)
    for figure in Figure:
        found = owner.ask(plan_figures.reading, figure, month)
        assert found.figure == figure
        assert found.value is None or found.cases >= 5 or plan_figures.unit_of(figure) in (Unit.NUMBER, Unit.MONEY)


@pytest.mark.parametrize(
    ("deed", "says"),
    [
        (lambda owner, goal: owner.do(plan_actions.add_to_goal, goal, " ", NEXT_YEAR), "What is to be done"),
        (lambda owner, goal: owner.do(plan_actions.add_to_goal, goal, "x" * 201, NEXT_YEAR), "at most 200"),
        (lambda owner, goal: owner.do(plan_actions.add_to_goal, goal, "Ring", date(2026, 11, 19)), "over already"),
    ],
)
def test_what_is_no_action_is_refused(owner: Owner, deed: Callable[..., Any], says: str) -> None:
    goal = owner.do(plans.set_goal, "Goal", NEXT_YEAR)
    with pytest.raises(BookError, match=says):
        deed(owner, goal.id)
    assert owner.all(PlanAction) == []


def test_three_actions_are_open_at_most(owner: Owner) -> None:
    goal = owner.do(plans.set_goal, "Goal", NEXT_YEAR)
    first = owner.do(plan_actions.add_to_goal, goal.id, "One", NEXT_YEAR)
    for words in ("Two", "Three"):
        owner.do(plan_actions.add_to_goal, goal.id, words, NEXT_YEAR)
    with pytest.raises(BookError, match="3 actions are open"):
        owner.do(plan_actions.add_to_goal, goal.id, "Four", NEXT_YEAR)
    owner.do(plan_actions.do, first.id)
    owner.do(plan_actions.add_to_goal, goal.id, "Four", NEXT_YEAR)
    assert len(owner.all(PlanAction)) == 4


def test_an_action_is_kept_like_a_promise(owner: Owner) -> None:
    goal = owner.do(plans.set_goal, "Goal", NEXT_YEAR)
    action = owner.do(plan_actions.add_to_goal, goal.id, "Print cards", date(2026, 11, 24))
    assert owner.ask(plan_days.rows) == []
    owner.at("2026-11-23", "08:00")  # the working day before
    (row,) = owner.ask(plan_days.rows)
    assert (row.is_action, row.what, row.of, row.due_on) == (True, "Print cards", "Goal", date(2026, 11, 24))
    owner.do(plan_actions.move, action.id, date(2026, 12, 1))
    assert owner.ask(plan_days.rows) == []
    with pytest.raises(BookError, match="over already"):
        owner.do(plan_actions.move, action.id, date(2026, 11, 1))
    with pytest.raises(BookError, match="Why not"):
        owner.do(plan_actions.drop, action.id, "")
    owner.do(plan_actions.drop, action.id, "Nobody reads them")
    with pytest.raises(BookError, match="settled already"):
        owner.do(plan_actions.do, action.id)
    owner.undo()
    owner.at("2026-12-04")
    (row,) = owner.ask(plan_days.rows)  # it stays until it is settled
    assert row.due_on == date(2026, 12, 1)
    owner.do(plan_actions.do, action.id)
    assert owner.ask(plan_days.rows) == []


def test_on_a_friday_mondays_action_is_shown(owner: Owner) -> None:
    goal = owner.do(plans.set_goal, "Goal", NEXT_YEAR)
    owner.do(plan_actions.add_to_goal, goal.id, "Print cards", date(2026, 11, 23))
    assert [row.what for row in owner.ask(plan_days.rows)] == ["Print cards"]


def test_a_review_is_due_on_its_day_and_can_be_put_off(owner: Owner) -> None:
    goal = owner.do(plans.set_goal, "Goal", NEXT_YEAR, review_on=date(2026, 11, 23))
    assert owner.ask(plan_days.rows) == []
    owner.at("2026-11-23")
    (row,) = owner.ask(plan_days.rows)
    assert (row.due, row.id, row.is_action) == (plan_days.Due.GOAL, goal.id, False)
    with pytest.raises(BookError, match="over already"):
        owner.do(plan_days.put_off_review, row.due, row.id, date(2026, 11, 20))
    owner.do(plan_days.put_off_review, row.due, row.id, date(2026, 11, 30))
    assert owner.ask(plan_days.rows) == []
    owner.undo()
    assert len(owner.ask(plan_days.rows)) == 1
    owner.do(plan_days.put_off_review, row.due, row.id, None)
    assert owner.get(Goal, goal.id).review_on is None
