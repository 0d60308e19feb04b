"""The scorecard in the window. NOW is Friday 20 November 2026, 10:00 in Harrow."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.owner import Owner
from tests.ui.conftest import Clock, Hand
from tests.ui.papers import settle, words_of
from tradesman import settings
from tradesman.book.enquiry import CameBy, Outcome
from tradesman.book.errors import BookError
from tradesman.book.job import Job
from tradesman.book.plan import Figure
from tradesman.book.quote import AcceptedBy
from tradesman.services import enquiries, plans, quotes, score_sheets, testimonials
from tradesman.ui.desk import Desk
from tradesman.ui.pages.scorecard_page import ScorecardPage
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.count_line import CountLine
from tradesman.ui.widgets.figure_button import FigureButton
from tradesman.ui.widgets.pdf_view import PdfView
from tradesman.ui.widgets.press_area import PressArea
from tradesman.ui.widgets.score_row import ScoreRow
from tradesman.ui.widgets.scroll import Scroll
from tradesman.ui.widgets.skeleton import Skeleton
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.text import text_width

Show = Callable[..., Hand]


class Saves(Pickers):
    """Somebody who has chosen where, or nothing."""

    def __init__(self) -> None:
        self.target: Path | None = None

    def new_file(self, _parent: QWidget, _title: str, _proposed: Path, _kinds: str) -> Path | None:
        return self.target


@pytest.fixture
def saves() -> Saves:
    return Saves()


@pytest.fixture
def page(desk: Desk, theme: Theme, saves: Saves) -> ScorecardPage:
    settings.write(score_period="quarter")
    return ScorecardPage(desk, theme, pickers=saves)


@pytest.fixture
def job_id(desk: Desk, clock: Clock) -> UUID:
    """In November five calls, one of them late; a quote won with its best value and its job done; one lost.

    In August one call.
    """
    owner = Owner(desk.book, clock.now)
    owner.at("2026-08-03", "09:00")
    owner.do(enquiries.attempt, owner.enquiry(came_in_at=owner.now), Outcome.REACHED)
    for number, wait in enumerate((10, 20, 30, 90)):
        owner.at("2026-11-16", "09:00")
        call = owner.enquiry(owner.customer(f"Caller {number}"), came_in_at=owner.now)
        owner.at("2026-11-16", f"{9 + wait // 60:02d}:{wait % 60:02d}")
        owner.do(enquiries.attempt, call, Outcome.REACHED)
    won = owner.given(owner.drafted(owner.enquiry(owner.customer("Ruth Okafor"), answered_live=True), (1_000, 2_000)))
    job_id = owner.completed(owner.do(quotes.accept, won, owner.option(won, 1), AcceptedBy.PHONE, "Ruth").id)
    owner.do(testimonials.record_feedback, job_id, score=9, words="Not a crumb left")
    owner.do(quotes.lose, owner.given(), "Too dear")
    return job_id


def counted(page: ScorecardPage) -> None:
    """Waits until the figures stand there."""
    for _ in range(3):
        page.reader.background.wait()
        QApplication.processEvents()


def shown(page: ScorecardPage, show: Show, width: int = 1366, height: int = 768) -> Hand:
    hand = show(page, width, height)
    counted(page)
    return hand


def rows(hand: Hand) -> list[Any]:
    table = hand.find(Table, "cases_table")
    return [table.rows.row(number) for number in range(table.rows.rowCount())]


def test_the_steps_and_the_figures_are_shown_and_said(page: ScorecardPage, show: Show, job_id: UUID) -> None:
    hand = shown(page, show)
    # Four calls returned, and two enquiries that were answered live.
    assert hand.find(QLabel, "score_period").text() == "Oct – Dec 2026"
    row = hand.find(ScoreRow, "score_step_1")
    assert row.accessibleName().startswith(
        "1. Returned the call promptly, inside the clock, or answered live: 83%, 5 of 6."
    )
    assert "The weakest step." in row.accessibleName()
    assert "The eight periods: not enough," in row.accessibleName()
    few = hand.find(ScoreRow, "score_step_4").accessibleName()
    assert few.startswith("4. Noticed and recommended, a finding told, or nothing found: 0 of 1, not enough yet.")
    figures = {name: hand.find(FigureButton, f"score_{name}") for name in ("call_back", "wins", "promises", "asked")}
    assert {name: (one.value, one.note) for name, one in figures.items()} == {
        "call_back": ("—", "not enough yet"),  # four were to be returned
        "wins": ("1 of 2", "not enough yet"),
        "promises": ("—", ""),
        "asked": ("0", ""),
    }
    assert hand.find(CountLine, "score_best_value").words == "1 of 1 win was the best value"
    assert hand.find(QWidget, "score_option_0").accessibleName() == "Better: 1"
    assert hand.find(QWidget, "score_reason_0").accessibleName() == "Too dear: 1"
    assert hand.find(CountLine, "score_came_elsewhere").words == "1 found you elsewhere"
    months = hand.find(QWidget, "score_months").accessibleName()
    assert months.startswith("December 2025 £0.00, January 2026 £0.00")


def test_an_empty_book_says_what_will_stand_there(page: ScorecardPage, show: Show) -> None:
    asked: list[bool] = []
    page.enquiry_asked.connect(lambda: asked.append(True))
    hand = shown(page, show)
    hand.press("act")
    assert asked == [True]
    assert not page._header.export.isEnabled()


def test_where_nothing_was_due_it_says_so(page: ScorecardPage, desk: Desk, clock: Clock, show: Show) -> None:
    owner = Owner(desk.book, clock.now)
    owner.at("2026-08-03", "09:00")
    owner.do(enquiries.attempt, owner.enquiry(came_in_at=owner.now), Outcome.REACHED)
    hand = shown(page, show)
    assert hand.find(QLabel, "score_stuck").text() == "Nothing was due in this period."
    assert hand.find(PressArea, "score_together").accessibleName() == "Stuck to it, Nothing was due in this period."
    hand.press("score_earlier")
    counted(page)
    assert hand.find(QLabel, "score_stuck").text() == "1 of 1 kept. From 5 on it is a percentage."


def test_the_cases_of_all_steps_have_room_for_what_and_step(page: ScorecardPage, show: Show, job_id: UUID) -> None:
    hand = shown(page, show)
    hand.press("score_together")
    table = hand.find(Table, "cases_table")
    found = [table.rows.index(number, 3).data() for number in range(table.rows.rowCount())]
    assert {"1. Called back", "4. Noticed and told", "5. Great job"} <= set(found)
    widths = [table.columnWidth(number) for number in (1, 3)]
    needed = text_width("2. Came and explained", page.theme.font("small"))
    assert widths[0] >= page.theme.scaled(220)
    assert widths[1] >= needed + page.theme.space("s3")


def test_earlier_periods_are_leafed_through_up_to_the_first(page: ScorecardPage, show: Show, job_id: UUID) -> None:
    hand = shown(page, show)
    with pytest.raises(AssertionError, match="score_later cannot be pressed"):
        hand.press("score_later")
    hand.press("score_earlier")
    counted(page)
    assert hand.find(QLabel, "score_period").text() == "Jul – Sept 2026"
    assert hand.find(ScoreRow, "score_step_1").accessibleName().count("1 of 1, not enough yet")
    with pytest.raises(AssertionError, match="score_earlier cannot be pressed"):
        hand.press("score_earlier")
    hand.choose("score_kind", "Year")
    counted(page)
    assert hand.find(QLabel, "score_period").text() == "2026"
    hand.choose("score_kind", "30 days")
    counted(page)
    assert hand.find(QLabel, "score_period").text() == "22 Oct – 20 Nov 2026"


def test_a_step_shows_its_cases_and_enter_opens_the_customer(
    page: ScorecardPage, desk: Desk, show: Show, job_id: UUID, asked: Callable[[Any], list[Any]]
) -> None:
    heard = asked(page)
    hand = shown(page, show)
    row = hand.find(ScoreRow, "score_step_1")
    row.setFocus()
    hand.qtbot.keyClick(row, Qt.Key.Key_Return)
    assert hand.sheet("cases").accessibleName() == "1. Returned the call promptly"
    found = rows(hand)
    assert [row.customer for row in found if not row.fact.kept] == ["Caller 3"] == [found[0].customer]
    table = hand.find(Table, "cases_table")
    said = table.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Caller 3, The boiler drips, Mon 16 Nov, rang back late"
    hand.choose("cases_which", "Kept 5")
    assert len(rows(hand)) == 5
    hand.choose("cases_which", "Not kept 1")
    table.setFocus()
    hand.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert hand.no_sheet()
    assert heard == [("customer", found[0].fact.customer_id)]


def test_the_cases_of_an_option_lead_to_its_quote_and_those_of_a_score_to_the_job(
    page: ScorecardPage, desk: Desk, show: Show, job_id: UUID, asked: Callable[[Any], list[Any]]
) -> None:
    heard = asked(page)
    hand = shown(page, show)
    hand.press("score_option_0")
    assert hand.find(QLabel, "cases_about").text() == "Better, Oct – Dec 2026"
    hand.press("main")
    hand.press("score_option_3")
    assert [row.fact.words for row in rows(hand)] == ["Too dear"]
    hand.press("close")
    hand.press("score_scores_0")
    hand.press("main")
    quote_id = desk.ask(lambda session: session.load(Job, job_id).quote_id)
    assert heard == [("quote", quote_id), ("job", job_id)]


def test_a_figure_without_a_case_says_so(page: ScorecardPage, show: Show, job_id: UUID) -> None:
    hand = shown(page, show)
    for name in ("score_won_back", "score_promises", "score_sent", "score_rival_0", "score_service_calls"):
        hand.press(name)
        assert hand.find(QLabel, "cases_none").text() == "There is no case in this period."
        hand.press("close")


def test_every_figure_opens_its_cases(page: ScorecardPage, show: Show, job_id: UUID) -> None:
    hand = shown(page, show)
    names = [f"score_step_{number}" for number in range(1, 7)]
    names += ["score_call_back", "score_wins", "score_asked", "score_reason_0", "score_income", "score_win_backs_due"]
    names += ["score_ring", "score_came_recommended", "score_came_elsewhere", "score_scores_1", "score_given"]
    names += ["score_together", "score_best_value", "score_mean_all", "score_rival_middle", "score_months_3"]
    names += [f"score_wait_{wait}" for wait in ("call_back", "to_visit", "to_quote", "to_start", "to_finish")]
    for name in names:
        hand.press(name)
        hand.sheet("cases")
        hand.press("close")


def test_all_steps_the_best_value_and_a_month_show_their_own_cases(
    page: ScorecardPage, desk: Desk, show: Show, job_id: UUID
) -> None:
    hand = shown(page, show)
    together = hand.find(PressArea, "score_together")
    assert together.accessibleName().startswith("Stuck to it, ")
    together.setFocus()
    hand.qtbot.keyClick(together, Qt.Key.Key_Return)
    assert hand.sheet("cases").accessibleName() == "Stuck to it"
    found = rows(hand)
    assert len(found) == page.sheet.all_steps.share.due if page.sheet else 0
    table = hand.find(Table, "cases_table")
    assert "1. Called back" in [table.rows.index(n, 3).data() for n in range(len(found))]
    hand.press("close")
    hand.press("score_best_value")
    assert hand.find(QLabel, "cases_about").text() == "best value, Oct – Dec 2026"
    assert [row.fact.kept for row in rows(hand)] == [True]
    hand.press("close")
    last = hand.find(QAbstractButton, "score_months_11")
    assert last.accessibleName() == "November 2026 £0.00"
    last.setFocus()
    hand.qtbot.keyClick(last, Qt.Key.Key_Left)
    before = hand.find(QAbstractButton, "score_months_10")
    assert before.hasFocus()
    hand.qtbot.keyClick(before, Qt.Key.Key_Return)
    assert hand.find(QLabel, "cases_about").text() == "October 2026"


def test_it_opens_on_the_period_that_was_chosen_last(
    desk: Desk, theme: Theme, show: Show, job_id: UUID, page: ScorecardPage
) -> None:
    hand = shown(page, show)
    hand.choose("score_kind", "30 days")
    assert settings.read()["score_period"] == "days"
    again = ScorecardPage(desk, theme)
    assert again._header.kind == "days"
    settings.write(score_period="")
    counted(first := ScorecardPage(desk, theme))
    first.refresh()
    counted(first)
    assert (first._header.kind, settings.read()["score_period"]) == ("year", "")  # there is little to count yet


def test_only_the_rows_of_the_cases_scroll(page: ScorecardPage, show: Show, job_id: UUID) -> None:
    hand = shown(page, show, 909, 614)
    hand.press("score_together")
    sheet = hand.sheet("cases")
    table = hand.find(Table, "cases_table")
    assert table.verticalScrollBar().maximum() > 0
    assert [one for one in sheet.findChildren(Scroll) if one.verticalScrollBar().maximum() > 0] == []


def test_a_change_of_the_book_is_counted_anew(page: ScorecardPage, desk: Desk, show: Show, job_id: UUID) -> None:
    hand = shown(page, show)
    customer_id = desk.ask(lambda session: session.load(Job, job_id).customer_id)
    desk.do(enquiries.log, customer_id, "A tap", CameBy.PHONE, answered_live=True, label="Enquiry")
    counted(page)
    assert "86%, 6 of 7" in hand.find(ScoreRow, "score_step_1").accessibleName()


def test_what_takes_long_shows_that_it_works(
    page: ScorecardPage, show: Show, job_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = show(page)
    page.reader.waits.emit()
    assert [one for one in page.findChildren(Skeleton) if one.isVisible()]
    counted(page)
    assert hand.find(ScoreRow, "score_step_1").isVisible()

    def refuse(*_args: Any) -> Any:
        raise BookError("The book is being written to. Nothing was changed.")

    monkeypatch.setattr(score_sheets, "of", refuse)
    hand.press("score_earlier")
    counted(page)
    assert hand.find(ScoreRow, "score_step_1").isVisible()
    assert page._notice.words == "The figures could not be counted. The book is being written to. Nothing was changed."


def test_the_paper_has_what_the_page_shows(page: ScorecardPage, desk: Desk, show: Show, job_id: UUID) -> None:
    hand = shown(page, show)
    hand.qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    hand.sheet("paper")
    settle(desk)
    text = " ".join(words_of(hand.find(PdfView, "paper_view")._content).split())
    for words in (
        "Scorecard, 1 October 2026 – 31 December 2026",
        "1 Returned the call promptly 83% 5 6",
        "Lost: Too dear 1",
    ):
        assert words in text, words


def test_the_figures_leave_as_a_table_that_no_spreadsheet_runs(
    page: ScorecardPage, desk: Desk, show: Show, saves: Saves, clock: Clock, job_id: UUID, tmp_path: Path
) -> None:
    owner = Owner(desk.book, clock.now)
    owner.at("2026-11-17")
    owner.do(quotes.lose, owner.given(), '=HYPERLINK("x")')
    hand = shown(page, show)
    page._header.table_asked.emit()  # nothing chosen
    saves.target = tmp_path / "Scorecard.csv"
    page._header.table_asked.emit()
    with saves.target.open(encoding="utf-8-sig", newline="") as file:
        told = {row[0]: row[1:] for row in csv.reader(file)}
    assert told["First day"] == [date(2026, 10, 1).isoformat(), "", ""]
    assert told["1 Returned the call promptly, percent"] == ["86", "6", "7"]
    assert told["4 Noticed and recommended, percent"] == ["not enough yet", "0", "1"]
    assert told["Win rate, percent"] == ["not enough yet", "1", "3"]
    assert told["Call back, minutes"] == ["not enough yet", "", "4"]
    assert told["Score, of 10"] == ["not enough yet", "", "1"]
    assert told["Promises kept, percent"] == ["", "0", "0"]
    assert told["Service calls, days to put right"] == ["", "", "0"]
    assert told['Lost: =HYPERLINK("x")'] == ["1", "", ""]
    assert told["Option taken: Better"] == ["1", "", ""]
    assert not [key for key in told if key.startswith(("=", "+", "-", "@"))]
    assert "figures are in Scorecard.csv" in page._notice.words
    page._header.table_asked.emit()  # there is one already
    assert page._notice.words.startswith("Nothing was exported. There is something at")
    assert hand.no_sheet()


@pytest.mark.parametrize(("width", "columns"), [(1366, 4), (1029, 2)])
def test_the_cards_stand_side_by_side_as_there_is_room(
    page: ScorecardPage, show: Show, job_id: UUID, width: int, columns: int
) -> None:
    shown(page, show, width - 184 if width > 1100 else width, 614)
    tops = {card.y() for card in page._cards}
    assert len(page._cards) / len(tops) == columns


def test_it_says_how_each_why_goes_and_leads_to_the_plan(
    page: ScorecardPage, desk: Desk, job_id: UUID, show: Show
) -> None:
    asked: list[str] = []
    page.page_asked.connect(lambda key, _subject: asked.append(key))
    hand = show(page)
    counted(page)
    assert not [one for one in page.findChildren(QWidget, "score_whys") if one.isVisible()]
    with desk.book.write("Why", desk.now) as session:
        plans.add_why(session, "Fewer lost calls", Figure.CALLS_RETURNED)
    page.invalidate()
    counted(page)
    assert hand.find(QLabel, "score_why_0").text() == "Fewer lost calls Calls returned promptly, last 90 days: 83%"
    assert hand.find(QLabel, "score_why_since_0").text() == "the same as in the 90 days before today"
    hand.press("score_plan")
    hand.window.resize(700, 614)
    QApplication.processEvents()
    hand.press("score_plan_small")
    assert asked == ["plan", "plan"]
