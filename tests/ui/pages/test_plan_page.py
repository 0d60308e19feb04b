"""The plan in the window. NOW is Friday 20 November 2026, 10:00 in Harrow."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.owner import Owner
from tests.ui.conftest import Clock, Hand
from tests.ui.papers import settle, words_of
from tradesman.book.enquiry import Need, Outcome
from tradesman.book.entity import Entity
from tradesman.book.plan import Figure, Goal, PlanAction, Why, Worksheet, WorksheetKind
from tradesman.book.store import Session
from tradesman.services import enquiries, plan_actions, plans, worksheets
from tradesman.services.plan_actions import Wanted
from tradesman.ui.desk import Desk
from tradesman.ui.pages.plan_page import PlanPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.fields import ChoiceField, TextField
from tradesman.ui.widgets.pdf_view import PdfView
from tradesman.ui.widgets.share_bar import ShareBar

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus, offscreen

Show = Callable[..., Hand]
E = TypeVar("E", bound=Entity)
BY = date(2027, 6, 30)
SOON = date(2026, 11, 24)


@pytest.fixture
def owner(desk: Desk, clock: Clock) -> Owner:
    return Owner(desk.book, clock.now)


@pytest.fixture
def page(desk: Desk, theme: Theme) -> PlanPage:
    return PlanPage(desk, theme)


def words(inside: QWidget) -> str:
    return " | ".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible() and label.text())


def one(owner: Owner, kind: type[E]) -> E:
    (found,) = owner.all(kind)
    return found


def test_an_empty_plan_asks_why_and_the_first_why_is_two_clicks(page: PlanPage, owner: Owner, show: Show) -> None:
    hand = show(page)
    assert "Why did you start this?" in words(page)
    hand.press("act")
    hand.press("why_proposal_0", hand.sheet("why"))
    hand.press("main", hand.sheet())
    assert (one(owner, Why).words, one(owner, Why).figure) == ("Fewer lost calls", Figure.CALLS_RETURNED)
    assert "Fewer lost calls | Calls returned promptly" in words(page)
    assert "Nothing is written down yet" not in words(page)
    hand.press("why_add")
    hand.type("words", "Home by six", hand.sheet())
    hand.press("main", hand.sheet())
    hand.press("why_add")
    offered = [chip.text() for chip in hand.sheet().findChildren(Chip)]
    assert offered[0] == "Better prices"  # what is there already is not
    hand.press("why_proposal_1", hand.sheet())
    hand.press("main", hand.sheet())
    assert len(owner.all(Why)) == 3
    assert not [one for one in page.findChildren(QWidget, "why_add") if one.isVisible()]


def test_a_why_shows_its_figure_and_is_changed_and_taken_away(
    page: PlanPage, desk: Desk, owner: Owner, show: Show
) -> None:
    for number in range(5):
        enquiry = owner.enquiry(owner.customer(f"Caller {number}"), came_in_at=owner.now - timedelta(minutes=10))
        owner.do(enquiries.attempt, enquiry, Outcome.REACHED)
    owner.do(plans.add_why, "Fewer lost calls", Figure.CALLS_RETURNED)
    hand = show(page)
    assert hand.find(QLabel, "why_now_0").text() == "100%"
    assert hand.find(QLabel, "why_figure_0").text() == "Calls returned promptly, last 90 days"
    hand.press("why_more_0")
    hand.take("why_menu", "why_change")
    hand.type("words", "No lost calls", hand.sheet("why"))
    hand.press("main", hand.sheet())
    assert hand.find(QLabel, "why_words_0").text() == "No lost calls"
    hand.press("why_more_0")
    hand.take("why_menu", "why_drop")
    assert one(owner, Why).dropped_on == date(2026, 11, 20)
    assert "Why did you start this?" in words(page)
    desk.undo()
    assert hand.find(QLabel, "why_words_0").text() == "No lost calls"


def test_a_goal_is_set_with_its_figure_and_its_questions(page: PlanPage, owner: Owner, show: Show) -> None:
    hand = show(page)
    hand.press("plan_goal")
    sheet = hand.sheet("goal")
    hand.press("main", sheet)
    assert "This is needed." in words(sheet)
    hand.type("words", "Win more than half", sheet)
    hand.find(ChoiceField, "figure", sheet).set_value(Figure.WIN_RATE)
    assert "Last 90 days: —" in words(sheet)
    for typed, says in (("", "from 1 to 100"), ("most", "from 1 to 100"), ("101", "from 1 to 100"), ("0", "from 1")):
        hand.type("target", typed, sheet) if typed else None
        hand.press("main", sheet)
        assert says in words(sheet), typed
    hand.type("target", "55 %", sheet)
    hand.type("by_on", "2026-11-19", sheet)
    hand.press("main", sheet)
    assert "This day has passed" in words(sheet)
    hand.type("by_on", "2027-01-31", sheet)  # before the day that was offered to look at it again
    hand.press("main", sheet)
    assert "It would be looked at again after its own day." in words(sheet)
    hand.type("by_on", "2027-06-30", sheet)
    hand.press("is_relevant", sheet)
    hand.press("is_measurable", sheet)
    hand.press("main", sheet)
    goal = one(owner, Goal)
    assert (goal.figure, goal.target, goal.by_on, goal.checks) == (
        Figure.WIN_RATE,
        55,
        BY,
        ["relevant", "measurable"],
    )
    assert goal.review_on == date(2027, 2, 20)
    assert "Not yet understandable, believable, achievable" in words(page)
    assert "Quotes won: not enough yet to count since today, target 55%" in words(page)


@pytest.mark.parametrize(
    ("figure", "typed", "target"),
    [(Figure.REFERRAL_INCOME, "1,250.50", 125_050), (Figure.TESTIMONIALS, "12", 12), (Figure.EXPERIENCE, "9", 9)],
)
def test_a_target_is_typed_as_its_figure_counts(
    page: PlanPage, owner: Owner, show: Show, figure: Figure, typed: str, target: int
) -> None:
    hand = show(page)
    hand.press("plan_goal")
    sheet = hand.sheet("goal")
    hand.type("words", "Goal", sheet)
    hand.find(ChoiceField, "figure", sheet).set_value(figure)
    hand.type("target", "-3", sheet)
    hand.press("main", sheet)
    assert owner.all(Goal) == []
    hand.type("target", typed, sheet)
    hand.press("main", sheet)
    assert one(owner, Goal).target == target
    hand.press("goal_more_0")
    hand.take("goal_menu", "goal_change")
    assert hand.sheet("goal").values()["target"] == typed  # type: ignore[attr-defined]


def test_the_bar_shows_how_much_of_the_target_is_reached(page: PlanPage, owner: Owner, show: Show) -> None:
    owner.do(plans.set_goal, "Ring back", BY, figure=Figure.CALLS_RETURNED, target=80)
    for number in range(5):
        wait = 10 if number < 2 else 90
        enquiry = owner.enquiry(owner.customer(f"Caller {number}"), came_in_at=owner.now - timedelta(minutes=wait))
        owner.do(enquiries.attempt, enquiry, Outcome.REACHED)
    hand = show(page)
    bar = hand.find(ShareBar, "goal_bar_0")
    assert bar.used == pytest.approx(0.5)
    assert bar.accessibleName() == "Calls returned promptly: 40% since today, target 80%"


def test_a_goal_ends_with_words_and_its_actions_with_it(page: PlanPage, desk: Desk, owner: Owner, show: Show) -> None:
    goal = owner.do(plans.set_goal, "Tidy the van", BY)
    hand = show(page)
    hand.press("goal_add_0")
    sheet = hand.sheet("plan_action")
    hand.type("what", "Buy boxes", sheet)
    hand.type("due_on", "2026-11-19", sheet)
    hand.press("main", sheet)
    assert "This day has passed" in words(sheet)
    hand.type("due_on", "2026-11-24", sheet)
    hand.press("main", sheet)
    assert (one(owner, PlanAction).what, one(owner, PlanAction).due_on) == ("Buy boxes", SOON)
    hand.press("goal_more_0")
    hand.take("goal_menu", "goal_dropped")
    hand.press("main", hand.sheet("goal_dropped"))
    assert "This is needed." in words(hand.sheet())
    hand.type("words", "The van is sold", hand.sheet())
    hand.press("main", hand.sheet())
    assert one(owner, PlanAction).reason == "The van is sold"
    assert "Settled | Tidy the van | Dropped today. The van is sold" in words(page)
    desk.undo()
    assert one(owner, PlanAction).is_open
    hand.press("goal_more_0")
    hand.take("goal_menu", "goal_reached")
    hand.press("main", hand.sheet("goal_reached"))
    assert owner.get(Goal, goal.id).reached_on == date(2026, 11, 20)
    assert "Reached today" in words(page)


def reached(page: PlanPage, owner: Owner, show: Show) -> tuple[Hand, Goal]:
    """The sheet in which a goal is noted as reached that has two open actions and one that is done."""
    goal = owner.do(plans.set_goal, "Tidy the van", BY)
    done, *_open = (owner.do(plan_actions.add_to_goal, goal.id, what, SOON).id for what in ("Sweep", "Boxes", "Labels"))
    owner.do(plan_actions.do, done)
    hand = show(page)
    hand.press("goal_more_0")
    hand.take("goal_menu", "goal_reached")
    assert "2 actions are still open" in words(hand.sheet("goal_reached"))
    return hand, goal


def test_what_is_open_for_a_goal_that_is_reached_stays_to_be_done(
    page: PlanPage, desk: Desk, owner: Owner, show: Show
) -> None:
    hand, _goal = reached(page, owner, show)
    hand.press("main", hand.sheet())
    assert [action.is_open for action in owner.all(PlanAction)] == [False, True, True]
    assert "Settled | Tidy the van | Reached today | Boxes | Tue 24 Nov | Labels | Tue 24 Nov" in words(page)
    hand.press("plan_paper")
    said = paper_words(hand, desk)
    assert all(part in said for part in ("Boxes, by 24 November 2026", "Labels", "Tidy the van")), said
    hand.press("past_action_0_0_done")
    assert [action.is_open for action in owner.all(PlanAction)] == [False, False, True]
    assert "Boxes" not in words(page)


def test_what_is_open_for_a_goal_that_is_reached_is_dropped_with_it(
    page: PlanPage, desk: Desk, owner: Owner, show: Show
) -> None:
    hand, goal = reached(page, owner, show)
    hand.choose("open", "Drop")
    hand.press("main", hand.sheet())
    assert [action.reason for action in owner.all(PlanAction)] == ["", plans.GOAL_REACHED, plans.GOAL_REACHED]
    assert "Settled | Tidy the van | Reached today | Why" not in words(page)
    assert "Boxes" not in words(page)
    desk.undo()
    assert (owner.get(Goal, goal.id).reached_on, owner.all(PlanAction)[1].is_open) == (None, True)


@pytest.mark.parametrize("menu", ["goal_reached", "goal_dropped"])
def test_a_goal_that_was_settled_by_mistake_is_opened_again_with_its_actions(
    page: PlanPage, owner: Owner, clock: Clock, show: Show, menu: str
) -> None:
    hand, goal = reached(page, owner, show)
    hand.press("cancel", hand.sheet())
    hand.press("goal_action_0_1_more")
    hand.take("action_menu", "action_drop")
    hand.type("reason", "No room", hand.sheet())
    hand.press("main", hand.sheet())
    hand.press("goal_more_0")
    hand.take("goal_menu", menu)
    hand.type("words", "The van is sold", hand.sheet())
    if menu == "goal_reached":
        hand.choose("open", "Drop")
    hand.press("main", hand.sheet())
    assert not any(action.is_open for action in owner.all(PlanAction))
    clock.later(days=3)
    hand.press("past_more_0")
    hand.take("past_menu", "goal_reopen")
    found = owner.get(Goal, goal.id)
    assert (found.reached_on, found.dropped_on, found.words_at_end) == (None, None, "")
    assert [(action.what, action.is_open) for action in owner.all(PlanAction)] == [
        ("Sweep", False),
        ("Boxes", False),  # dropped before, for a reason of its own
        ("Labels", True),
    ]
    assert "Settled" not in words(page)
    assert hand.find(QLabel, "goal_words_0").text() == "Tidy the van"


def test_a_goal_without_open_actions_asks_nothing_of_them(page: PlanPage, owner: Owner, show: Show) -> None:
    owner.do(plans.set_goal, "Tidy the van", BY)
    hand = show(page)
    hand.press("goal_more_0")
    hand.take("goal_menu", "goal_reached")
    assert "still open" not in words(hand.sheet("goal_reached"))


def test_another_flag_on_a_need_changes_the_figure_of_a_why(
    page: PlanPage, desk: Desk, owner: Owner, show: Show
) -> None:
    for number in range(5):
        enquiry_id = owner.enquiry(owner.customer(f"Customer {number}"), answered_live=True)
        for need in "abc":
            owner.do(enquiries.ask, enquiry_id, f"{need}?", "Yes", need)
        owner.given(owner.drafted(enquiry_id, (1, 2)), decision_on=SOON)
    owner.do(plans.add_why, "Help to choose", Figure.HELPED_TO_CHOOSE)
    hand = show(page)
    assert hand.find(QLabel, "why_now_0").text() == "100%"
    need_id = owner.all(Need)[0].id

    def unflag(session: Session) -> None:
        session.load(Need, need_id).flagged = False

    desk.do(unflag, label="It does not matter")
    assert hand.find(QLabel, "why_now_0").text() == "80%"


def test_a_goal_in_error_is_deleted_and_told_with_its_actions(
    page: PlanPage, desk: Desk, owner: Owner, show: Show
) -> None:
    goal = owner.do(plans.set_goal, "Tidy the van", BY)
    owner.do(plan_actions.add_to_goal, goal.id, "Buy boxes", SOON)
    hand, told = show(page), []
    desk.stepped.connect(lambda label, _step: told.append(label))
    hand.press("goal_more_0")
    hand.take("goal_menu", "goal_delete")
    assert (owner.all(Goal), told) == ([], ["Goal deleted, with its action"])
    desk.undo()
    assert one(owner, PlanAction).what == "Buy boxes"


def test_an_action_is_done_moved_and_dropped(page: PlanPage, desk: Desk, owner: Owner, show: Show) -> None:
    goal = owner.do(plans.set_goal, "Tidy the van", BY)
    action = owner.do(plan_actions.add_to_goal, goal.id, "Buy boxes", SOON)
    hand = show(page)
    hand.press("goal_action_0_0_done")
    assert owner.get(PlanAction, action.id).done_at == owner.now
    assert hand.find(QLabel, "goal_action_0_0_when").text() == "Done today"
    desk.undo()
    hand.press("goal_action_0_0_more")
    hand.take("action_menu", "action_day")
    hand.type("day", "2026-12-01", hand.sheet("plan_action_day"))
    hand.press("main", hand.sheet())
    assert hand.find(QLabel, "goal_action_0_0_when").text() == "Tue 1 Dec"
    hand.press("goal_action_0_0_more")
    hand.take("action_menu", "action_drop")
    hand.press("main", hand.sheet("plan_action_dropped"))
    assert "This is needed." in words(hand.sheet())
    hand.type("reason", "No room", hand.sheet())
    hand.press("main", hand.sheet())
    assert hand.find(QLabel, "goal_action_0_0_when").text() == "Dropped: No room"


def test_a_worksheet_is_filled_in_by_keyboard_and_kept_in_one_step(
    page: PlanPage, desk: Desk, owner: Owner, show: Show
) -> None:
    hand = show(page)
    hand.press("plan_worksheet")
    hand.take("plan_worksheet_menu", "worksheet_swot")
    sheet = hand.sheet("worksheet")
    assert hand.find(QAbstractButton, "main", sheet).text() == "Save"  # as when it is opened again
    hand.press("main", sheet)
    assert "Nothing is written on this sheet yet" in words(sheet)
    hand.type("cell_strengths", "On time", sheet)
    cell = hand.find(TextField, "cell_strengths", sheet)
    hand.qtbot.keyClick(cell, Qt.Key.Key_Tab)
    assert hand.find(TextField, "cell_weaknesses", sheet).hasFocus()
    hand.type("action_what_0", "Ask the bank", sheet)
    hand.qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "By which day?" in words(sheet)
    hand.type("action_day_0", "2026-11-24", sheet)
    hand.type("action_day_1", "2026-11-25", sheet)
    hand.press("main", sheet)
    assert "What will you do?" in words(sheet)
    hand.type("action_what_1", "Print cards", sheet)
    hand.press("main", sheet)
    assert hand.no_sheet()
    kept = one(owner, Worksheet)
    assert (kept.title, kept.cells, kept.review_on) == ("SWOT 2026", {"strengths": "On time"}, date(2027, 2, 20))
    assert [action.what for action in owner.all(PlanAction)] == ["Ask the bank", "Print cards"]
    assert "Ask the bank | Tue 24 Nov | Print cards" in words(page)
    desk.undo()
    assert (owner.all(Worksheet), owner.all(PlanAction)) == ([], [])


def test_a_sheet_of_last_year_starts_the_next_and_what_is_written_stays(
    page: PlanPage, owner: Owner, clock: Clock, show: Show
) -> None:
    owner.do(worksheets.add, WorksheetKind.PEST, "", {"social": "Pensioners", "economic": "Rates"})
    clock.later(days=365)
    hand = show(page)
    hand.press("plan_worksheet")
    hand.take("plan_worksheet_menu", "worksheet_pest")
    sheet = hand.sheet("worksheet")
    hand.type("cell_social", "Families", sheet)
    hand.press("worksheet_start", sheet)
    hand.press("main", sheet)
    newest = max(owner.all(Worksheet), key=lambda found: found.made_on)
    assert newest.cells == {"social": "Families", "economic": "Rates"}
    assert len(owner.all(Worksheet)) == 2


def test_a_cell_that_is_too_long_is_kept_as_typed(page: PlanPage, owner: Owner, show: Show) -> None:
    hand = show(page)
    hand.press("plan_worksheet")
    hand.take("plan_worksheet_menu", "worksheet_kano")
    sheet = hand.sheet("worksheet")
    cell = hand.find(TextField, "cell_must", sheet)
    cell.set_value("x" * 50_000)
    hand.press("main", sheet)
    assert "holds 10,000 characters and this has 50,000" in words(sheet)
    assert len(cell.value()) == 50_000
    assert owner.all(Worksheet) == []


def test_an_action_of_a_sheet_is_not_lost_by_emptying_its_line(page: PlanPage, owner: Owner, show: Show) -> None:
    cells, actions = {"strengths": "On time"}, [Wanted("Ask the bank", SOON)]
    owner.do(worksheets.add, WorksheetKind.SWOT, "", cells, actions=actions)
    hand = show(page)
    hand.press("sheet_open_0")
    sheet = hand.sheet("worksheet")
    hand.find(QWidget, "action_what_0", sheet).set_value("")  # type: ignore[attr-defined]
    hand.press("main", sheet)
    assert "Drop it on the plan, with a reason." in words(sheet)
    hand.type("action_what_0", "Ask two banks", sheet)
    hand.press("main", sheet)
    assert one(owner, PlanAction).what == "Ask two banks"


def test_what_is_done_is_one_of_the_three_actions_of_a_sheet(page: PlanPage, owner: Owner, show: Show) -> None:
    actions = [Wanted("Ask the bank", SOON), Wanted("Print cards", SOON)]
    owner.do(worksheets.add, WorksheetKind.SWOT, "", {"strengths": "On time"}, actions=actions)
    owner.do(plan_actions.do, owner.all(PlanAction)[0].id)
    hand = show(page)
    hand.press("sheet_open_0")
    sheet = hand.sheet("worksheet")
    assert "Ask the bank. Done today" in words(sheet)
    lines = [one for one in sheet.findChildren(QWidget) if one.objectName().startswith("action_what_")]
    assert [one.objectName() for one in lines] == ["action_what_0", "action_what_1"]


def test_an_action_that_is_done_after_its_day_says_so(page: PlanPage, owner: Owner, clock: Clock, show: Show) -> None:
    actions = [Wanted("Ask the bank", SOON)]
    owner.do(worksheets.add, WorksheetKind.SWOT, "", {"strengths": "On time"}, actions=actions)
    owner.at("2026-11-25")
    owner.do(plan_actions.do, one(owner, PlanAction).id)
    clock.now = owner.now
    hand = show(page)
    assert hand.find(QLabel, "sheet_action_0_0_when").text() == "Done today, late"


def test_a_sheet_that_is_deleted_takes_its_open_actions_and_says_so(
    page: PlanPage, desk: Desk, owner: Owner, show: Show
) -> None:
    actions = [Wanted("Ask the bank", SOON), Wanted("Print cards", SOON)]
    owner.do(worksheets.add, WorksheetKind.SWOT, "", {"strengths": "On time"}, actions=actions)
    hand, told = show(page), []
    desk.stepped.connect(lambda label, _step: told.append(label))
    hand.press("sheet_more_0")
    hand.take("sheet_menu", "sheet_delete")
    assert (owner.all(PlanAction), told) == ([], ["Worksheet deleted, with 2 actions"])
    desk.undo()
    assert len(owner.all(PlanAction)) == 2
    assert "Ask the bank" in words(page)


@pytest.mark.parametrize("kind", WorksheetKind)
def test_every_sheet_has_a_field_with_a_name_for_each_cell(page: PlanPage, show: Show, kind: WorksheetKind) -> None:
    hand = show(page, width=1093, height=614)
    hand.press("plan_worksheet")
    hand.take("plan_worksheet_menu", f"worksheet_{kind}")
    sheet = hand.sheet("worksheet")
    fields = sheet.findChildren(TextField)
    assert len(fields) == len(worksheets.template(kind).cells)
    assert all(field.accessibleName() and field.accessibleDescription() for field in fields)
    assert sheet.width() <= 1093


def test_the_plan_and_a_sheet_are_shown_as_pdf(page: PlanPage, desk: Desk, owner: Owner, show: Show) -> None:
    owner.do(plans.add_why, "Fewer lost calls", Figure.CALLS_RETURNED)
    goal = owner.do(plans.set_goal, "Win more", BY, figure=Figure.WIN_RATE, target=55)
    owner.do(plan_actions.add_to_goal, goal.id, "Print cards", SOON)
    owner.do(worksheets.add, WorksheetKind.SWOT, "", {"strengths": "On time"})
    hand = show(page)
    hand.press("plan_paper")
    said = paper_words(hand, desk)
    assert all(part in said for part in ("Plan 2026", "Fewer lost calls", "Win more", "Print cards", "55%")), said
    hand.press("sheet_more_0")
    hand.take("sheet_menu", "sheet_paper")
    said = paper_words(hand, desk)
    assert all(part in said for part in ("SWOT", "Strengths", "On time")), said


def paper_words(hand: Hand, desk: Desk) -> str:
    """What stands on the paper that is shown, which is put away again."""
    settle(desk)
    said = words_of(hand.find(PdfView, "paper_view")._content)
    hand.sheet("paper").dismiss()
    return said
