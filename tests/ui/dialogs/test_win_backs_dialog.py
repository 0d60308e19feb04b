"""The win-back list in the window: opened from the tray, changed, let go, and filled by the call."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.ui.conftest import Clock, Hand
from tradesman.book.enquiry import CameBy
from tradesman.book.followup import Purpose
from tradesman.book.quote import GivenBy, Quote
from tradesman.services import customers, enquiries, followups, jobs, quotes, win_backs
from tradesman.services.win_backs import Standing
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.follow_up_dialog import FollowUpCallDialog
from tradesman.ui.dialogs.win_backs_dialog import WinBacksDialog
from tradesman.ui.pages.pipeline_page import PipelinePage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.table import Table

Show = Callable[..., Hand]


@pytest.fixture
def quote_id(desk: Desk) -> UUID:
    """A quote that went to somebody else."""
    with desk.book.write("Lost", desk.now) as session:
        customer = customers.add(session, "Leah Novak", phone="020 7946 0958")
        session.flush()
        enquiry = enquiries.log(session, customer.id, "New boiler", "phone", answered_live=True)  # type: ignore[arg-type]
        session.flush()
        quote = quotes.draft(session, enquiry.id, "New boiler")
        session.flush()
        option = quotes.add_option(session, quote.id, "Good")
        quotes.add_line(session, quote.id, option.id, "Boiler", 50_000)
        quotes.give(session, quote.id, GivenBy.SENT)
        quotes.lose(session, quote.id, "Too dear", "Quick Pipes", 45_000)
        return quote.id


@pytest.fixture
def hand(desk: Desk, theme: Theme, show: Show) -> Hand:
    hand = show()
    WinBacksDialog(hand.window, desk, theme).open()
    return hand


def shown(hand: Hand) -> list[str]:
    rows = hand.find(Table, "win_backs_table").rows
    return [rows.row(number).customer for number in range(rows.rowCount())]


def cells(hand: Hand) -> list[str]:
    """What the cells of the first row say, then the row as one sentence."""
    rows = hand.find(Table, "win_backs_table").rows
    row = [rows.index(0, column) for column in range(rows.columnCount())]
    return [str(cell.data()) for cell in row] + [str(row[0].data(Qt.ItemDataRole.AccessibleTextRole))]


@pytest.mark.usefixtures("quote_id")
def test_the_tray_of_the_pipeline_opens_the_list(desk: Desk, theme: Theme, show: Show) -> None:
    hand = show(PipelinePage(desk, theme))
    hand.press("win_back_list")
    assert hand.sheet().objectName() == "win_backs"
    assert shown(hand) == ["Leah Novak"]


def test_what_is_known_is_kept_and_the_next_call_is_proposed(quote_id: UUID, hand: Hand, desk: Desk) -> None:
    hand.press("main", hand.sheet("win_backs"))
    sheet = hand.sheet("win_back")
    assert "Went to Quick Pipes for £450.00." in hand.find(QLabel, "went", sheet).text()
    hand.type("bound_until_on", "30 June 2027", sheet)
    hand.type("unhappy_with", "It drips", sheet)
    hand.press("main", sheet)
    row = desk.ask(win_backs.row, quote_id)
    assert (row.bound_until_on, row.unhappy_with, row.next_on) == (date(2027, 6, 30), "It drips", date(2027, 5, 19))
    assert hand.sheet().objectName() == "win_backs"


def test_a_day_that_has_passed_is_told_and_nothing_is_kept(quote_id: UUID, hand: Hand, desk: Desk) -> None:
    hand.press("main", hand.sheet("win_backs"))
    sheet = hand.sheet("win_back")
    hand.type("unhappy_with", "It drips", sheet)
    hand.type("ask_on", "20 November 2026", sheet)
    hand.press("main", sheet)
    assert hand.sheet().objectName() == "win_back"
    assert desk.ask(win_backs.row, quote_id).unhappy_with == ""


def test_let_go_they_leave_the_list(quote_id: UUID, hand: Hand, desk: Desk) -> None:
    hand.press("main", hand.sheet("win_backs"))
    hand.press("let_go", hand.sheet("win_back"))
    assert desk.ask(win_backs.row, quote_id).standing == Standing.LET_GO
    assert "Who says no to a quote comes here" in hand.find(QLabel, "win_backs_none").text()
    assert not hand.find(QAbstractButton, "win_backs_call").isEnabled()
    hand.choose("win_backs_which", "Let go")
    assert shown(hand) == ["Leah Novak"]


def test_nobody_was_lost(hand: Hand) -> None:
    assert hand.find(QLabel, "win_backs_none").isVisible()
    hand.press("cancel")
    assert hand.no_sheet()


def test_the_call_keeps_what_the_customer_says(quote_id: UUID, desk: Desk, theme: Theme, show: Show) -> None:
    hand = show()
    with desk.book.read(desk.now) as session:
        [call] = followups.of_subject(session, quote_id, Purpose.WIN_BACK)
    FollowUpCallDialog(hand.window, desk, theme, call.id).open()
    sheet = hand.sheet("follow_up_call")
    hand.choose("outcome", "No answer")
    assert not any(one.isVisible() for one in sheet.findChildren(QWidget, "unhappy_with"))
    hand.choose("outcome", "Reached")
    hand.type("bound_until_on", "30 June 2027", sheet)
    hand.type("unhappy_with", "Nobody answers", sheet)
    hand.press("main", sheet)
    row = desk.ask(win_backs.row, quote_id)
    assert (row.unhappy_with, row.next_on) == ("Nobody answers", date(2027, 5, 19))


def test_where_only_the_price_is_known_it_reads_as_one(quote_id: UUID, desk: Desk, theme: Theme, show: Show) -> None:
    with desk.book.write("Only a price", desk.now) as session:
        session.load(Quote, quote_id).lost_to = ""
        session.load(Quote, quote_id).lost_price_minor = 120_000
    hand = show()
    WinBacksDialog(hand.window, desk, theme).open()
    assert cells(hand)[1:3] == ["—", "£1,200"]
    assert "went to another for £1,200" in cells(hand)[-1]
    hand.press("main", hand.sheet("win_backs"))
    assert "Went to another for £1,200.00." in hand.find(QLabel, "went").text()


def test_a_call_that_was_put_off_shows_when_it_comes_again(quote_id: UUID, hand: Hand, desk: Desk) -> None:
    with desk.book.read(desk.now) as session:
        [call] = followups.of_subject(session, quote_id, Purpose.WIN_BACK)
    day = call.due_on + timedelta(days=7)
    until = datetime.combine(day, time(8), desk.zone())
    assert desk.do(followups.snooze, call.id, until, label="Snoozed") is not None
    assert say.capital(say.near_day(day, desk.today())) in cells(hand)


def test_who_asks_for_new_work_has_asked_again_and_is_won_back_by_a_job(
    quote_id: UUID, hand: Hand, desk: Desk, clock: Clock
) -> None:
    row = desk.ask(win_backs.row, quote_id)
    clock.later(days=14)
    asked = desk.do(
        enquiries.log, row.customer_id, "A new bathroom", CameBy.PHONE, answered_live=True, label="Enquiry logged"
    )
    assert asked is not None
    assert shown(hand) == ["Leah Novak"]
    assert "asked again" in cells(hand)[-1]
    assert desk.do(jobs.take_on, asked.id, label="Taken on") is not None
    assert "Who says no to a quote comes here" in hand.find(QLabel, "win_backs_none").text()
    hand.choose("win_backs_which", "Won back")
    assert shown(hand) == ["Leah Novak"]
    with desk.book.read(desk.now) as session:
        assert followups.of_subject(session, quote_id, Purpose.WIN_BACK) == []
    desk.undo()
    hand.choose("win_backs_which", "Waiting")
    assert shown(hand) == ["Leah Novak"]
