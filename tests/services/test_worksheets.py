"""The worksheets of the plan. NOW is Friday 20 November 2026, 10:00 in Harrow."""

from datetime import date
from typing import Any

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.plan import PlanAction, Worksheet, WorksheetKind
from tradesman.services import plan_actions, plan_days, worksheets
from tradesman.services.plan_actions import Wanted
from tradesman.services.worksheets import Shape

SWOT = {"strengths": "On time", "threats": "  "}
SOON = date(2026, 11, 23)


@pytest.mark.parametrize("kind", WorksheetKind)
def test_every_template_says_what_it_is_for_and_asks_for_each_cell(kind: WorksheetKind) -> None:
    found = worksheets.template(kind)
    assert found.title
    assert found.purpose.count(".") == 1
    assert all(cell.key and cell.label and cell.question.count("?") >= 1 for cell in found.cells)
    assert len({cell.key for cell in found.cells}) == len(found.cells)
    assert (found.shape == Shape.SQUARE) == (len(found.cells) == 4)


def test_a_sheet_is_kept_by_its_date_with_its_actions_in_one_step(owner: Owner) -> None:
    kept = owner.do(
        worksheets.add, WorksheetKind.SWOT, " ", SWOT, review_on=SOON, actions=[Wanted("Ask the bank", SOON)]
    )
    (row,) = owner.ask(worksheets.rows)
    assert (row.worksheet.title, row.worksheet.made_on) == ("SWOT", date(2026, 11, 20))
    assert row.worksheet.cells == {"strengths": "On time"}
    assert sum(action.is_open for action in row.actions) == 1
    due = owner.ask(plan_days.rows)
    assert [(one.what, one.of) for one in due] == [("Ask the bank", "SWOT")]
    owner.at("2026-11-23")
    assert {one.due for one in owner.ask(plan_days.rows)} == {plan_days.Due.ACTION, plan_days.Due.WORKSHEET}
    owner.undo()
    assert (owner.all(Worksheet), owner.all(PlanAction)) == ([], [])
    assert owner.ask(worksheets.last_of, WorksheetKind.SWOT) is None
    assert kept.title == "SWOT"


def test_the_next_year_starts_from_the_newest_of_its_kind(owner: Owner) -> None:
    owner.do(worksheets.add, WorksheetKind.SWOT, "SWOT 2026", SWOT)
    owner.at("2027-11-19")
    newer = owner.do(worksheets.add, WorksheetKind.SWOT, "SWOT 2027", {"strengths": "On time, and tidy"})
    owner.do(worksheets.add, WorksheetKind.PEST, "", {"social": "More pensioners"})
    last = owner.ask(worksheets.last_of, WorksheetKind.SWOT)
    assert last is not None
    assert last.id == newer.id
    assert [row.worksheet.made_on.year for row in owner.ask(worksheets.rows)] == [2027, 2027, 2026]


def test_what_a_sheet_says_is_changed_and_settled_actions_stay(owner: Owner) -> None:
    actions = [Wanted("One", SOON), Wanted("Two", SOON), Wanted("Three", SOON)]
    kept = owner.do(worksheets.add, WorksheetKind.SWOT, "", SWOT, actions=actions)
    one, two, three = owner.ask(worksheets.row, kept.id).actions
    owner.do(plan_actions.do, one.id)
    later = date(2026, 12, 1)
    asked = [Wanted("Two and a half", later, two.id), Wanted("Four", SOON)]
    with pytest.raises(BookError, match="dropped with a reason"):
        owner.do(worksheets.change, kept.id, "Ours", {"threats": "Rain"}, actions=asked)
    owner.do(plan_actions.drop, three.id, "Too dear")
    owner.do(worksheets.change, kept.id, "Ours", {"threats": "Rain"}, actions=asked)
    row = owner.ask(worksheets.row, kept.id)
    assert row.worksheet.cells == {"threats": "Rain"}
    assert [(action.what, action.due_on) for action in row.actions] == [
        ("One", SOON),
        ("Three", SOON),
        ("Four", SOON),
        ("Two and a half", later),
    ]
    owner.undo()
    row = owner.ask(worksheets.row, kept.id)
    assert sorted(action.what for action in row.actions) == ["One", "Three", "Two"]


def test_a_sheet_ends_in_three_actions_whether_done_or_not(owner: Owner) -> None:
    actions = [Wanted("One", SOON), Wanted("Two", SOON), Wanted("Three", SOON)]
    kept = owner.do(worksheets.add, WorksheetKind.SWOT, "", SWOT, actions=actions)
    one, two, three = owner.ask(worksheets.row, kept.id).actions
    owner.do(plan_actions.do, one.id)
    still = [Wanted("Two", SOON, two.id), Wanted("Three", SOON, three.id)]
    with pytest.raises(BookError, match="those that are done included"):
        owner.do(worksheets.change, kept.id, "", SWOT, actions=[*still, Wanted("Four", SOON)])
    owner.do(plan_actions.drop, three.id, "Too dear")
    owner.do(worksheets.change, kept.id, "", SWOT, actions=[*still[:1], Wanted("Four", SOON)])
    assert [action.what for action in owner.ask(worksheets.row, kept.id).actions] == ["One", "Two", "Three", "Four"]


@pytest.mark.parametrize("kind", WorksheetKind)
def test_every_form_is_printed_in_german_as_well(kind: WorksheetKind) -> None:
    english, german = worksheets.printed(kind, "en"), worksheets.printed(kind, "de")
    assert english.purpose == worksheets.template(kind).purpose == worksheets.printed(kind, "fr").purpose
    assert german.purpose != english.purpose
    assert [cell.key for cell in german.cells] == [cell.key for cell in english.cells]
    assert not {cell.label for cell in german.cells} & {cell.label for cell in english.cells}


def test_an_overdue_action_can_stand_while_the_sheet_is_changed(owner: Owner) -> None:
    kept = owner.do(worksheets.add, WorksheetKind.SWOT, "", SWOT, review_on=SOON, actions=[Wanted("One", SOON)])
    (one,) = owner.ask(worksheets.row, kept.id).actions
    owner.at("2026-12-10")
    owner.do(worksheets.change, kept.id, "", SWOT, review_on=SOON, actions=[Wanted("One", SOON, one.id)])
    with pytest.raises(BookError, match="over already"):
        owner.do(worksheets.change, kept.id, "", SWOT, review_on=date(2026, 12, 1))
    with pytest.raises(BookError, match="over already"):
        owner.do(worksheets.change, kept.id, "", SWOT, actions=[Wanted("One", date(2026, 12, 1), one.id)])
    assert owner.get(PlanAction, one.id).due_on == SOON


def test_a_sheet_goes_with_its_actions_and_comes_back_with_them(owner: Owner) -> None:
    kept = owner.do(worksheets.add, WorksheetKind.SWOT, "", SWOT, actions=[Wanted("One", SOON), Wanted("Two", SOON)])
    owner.do(worksheets.remove, kept.id)
    assert (owner.all(Worksheet), owner.all(PlanAction), owner.ask(plan_days.rows)) == ([], [], [])
    owner.undo()
    assert sum(action.is_open for action in owner.ask(worksheets.row, kept.id).actions) == 2


@pytest.mark.parametrize(
    ("title", "cells", "fields", "says"),
    [
        ("", {}, {}, "Nothing is written"),
        ("", {"strengths": " \n "}, {}, "Nothing is written"),
        ("", {"nonsense": "words"}, {}, "Nothing is written"),
        ("", {"strengths": "x" * 50_000}, {}, "holds 10,000 characters and this has 50,000"),
        ("t" * 81, SWOT, {}, "at most 80"),
        ("", SWOT, {"review_on": date(2026, 11, 19)}, "over already"),
        ("", SWOT, {"actions": [Wanted("One", date(2026, 11, 19))]}, "over already"),
        ("", SWOT, {"actions": [Wanted(" ", SOON)]}, "What is to be done"),
        ("", SWOT, {"actions": [Wanted(str(number), SOON) for number in range(4)]}, "at most 3 actions"),
    ],
)
def test_what_is_no_sheet_is_refused_whole(
    owner: Owner, title: str, cells: dict[str, str], fields: dict[str, Any], says: str
) -> None:
    with pytest.raises(BookError, match=says):
        owner.do(worksheets.add, WorksheetKind.SWOT, title, cells, **fields)
    assert (owner.all(Worksheet), owner.all(PlanAction)) == ([], [])


def test_a_long_cell_is_kept_as_it_was_typed(owner: Owner) -> None:
    long = "A line of words.\n" * 588  # nearly 10,000 characters
    kept = owner.do(worksheets.add, WorksheetKind.SWOT, "", {"strengths": long})
    assert owner.get(Worksheet, kept.id).cells["strengths"] == long.strip()
