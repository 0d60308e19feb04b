"""The win-back list in the window: opened from the tray, changed, let go, and filled by the call."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.ui.conftest import Hand
from tradesman.book.followup import Purpose
from tradesman.book.quote import GivenBy
from tradesman.services import customers, enquiries, followups, quotes, win_backs
from tradesman.services.win_backs import Standing
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


@pytest.mark.usefixtures("quote_id")
def test_the_tray_of_the_pipeline_opens_the_list(desk: Desk, theme: Theme, show: Show) -> None:
    hand = show(PipelinePage(desk, theme))
    hand.press("win_back_list")
    assert hand.sheet().objectName() == "win_backs"
    assert shown(hand) == ["Leah Novak"]


def test_what_is_known_is_kept_and_the_next_call_is_proposed(quote_id: UUID, hand: Hand, desk: Desk) -> None:
    hand.press("main", hand.sheet("win_backs"))
    sheet = hand.sheet("win_back")
    assert "Quick Pipes, £450" in hand.find(QLabel, "went", sheet).text()
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
