from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.owner import Owner
from tests.ui.conftest import Hand
from tests.ui.stage import Stage
from tradesman.book import driver, store
from tradesman.book.customer import Customer
from tradesman.book.enquiry import CameBy, Enquiry
from tradesman.book.enquiry import Stage as At
from tradesman.book.followup import Purpose
from tradesman.book.job import Job, JobState
from tradesman.book.material import Material
from tradesman.book.quote import Quote, QuoteState
from tradesman.book.store import Book
from tradesman.services import customers, enquiries, followups, jobs, materials, promises, quotes, visits
from tradesman.services.standings import Standing
from tradesman.ui.pages.pipeline_page import PipelinePage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card_list import CARD_MIME, CardList

S = Standing
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus, offscreen


class Board:
    """The page on a stage, and what a person does with its cards."""

    def __init__(self, stage: Stage, owner: Owner) -> None:
        self.stage, self.owner = stage, owner
        self.hand = Hand(stage.qtbot, stage.window)
        self.page: Any = None

    def show(self, width: int = 1366) -> Any:
        self.page = self.stage.show(PipelinePage, width=width)
        self.page.take_focus()
        return self.page

    def cards(self, standing: Standing) -> CardList:
        found: CardList = self.page.lanes[standing].list
        return found

    def titles(self, standing: Standing) -> list[str]:
        cards = self.cards(standing)
        return [str(cards.items.index(row).data()) for row in range(cards.items.rowCount())]

    def says(self, standing: Standing, row: int = 0) -> str:
        """What comes next on a card."""
        item = self.cards(standing).items.index(row).data(Qt.ItemDataRole.UserRole)
        return str(item.upcoming).replace("\u00a0", " ")

    def focused(self) -> Standing | None:
        focus = self.stage.window.focusWidget()
        return next((standing for standing in self.page.lanes if self.cards(standing) is focus), None)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = self.stage.window.focusWidget()
        assert focus is not None
        self.stage.qtbot.keyClick(focus, key, modifiers)

    def menu(self) -> QMenu:
        return self.hand.find(QMenu, "card_menu")

    def take(self, name: str) -> None:
        """Chooses in the menu of the card that has the keyboard."""
        self.key(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        self.hand.take("card_menu", name)

    def offered(self) -> list[str]:
        self.key(Qt.Key.Key_Menu)
        menu = self.menu()
        names = [action.objectName() for action in menu.actions() if action.objectName()]
        menu.close()
        return names

    def drag(self, at: Standing, to: Standing, row: int = 0) -> None:
        """Drags a card with the mouse's own events over another list, and lets it go there."""
        source, target = self.cards(at), self.cards(to)
        data = source.items.mimeData([source.items.index(row)])
        drop(target, data)
        self.stage.qtbot.waitUntil(lambda: not target._slot_words)
        QApplication.processEvents()  # the move comes when the drop is over

    def undo(self) -> None:
        self.stage.desk.undo()


def drop(target: CardList, data: QMimeData) -> None:
    place, button, none = target.viewport().rect().center(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    move = Qt.DropAction.MoveAction
    QApplication.sendEvent(target.viewport(), QDragEnterEvent(place, move, data, button, none))
    QApplication.sendEvent(target.viewport(), QDragMoveEvent(place, move, data, button, none))
    QApplication.sendEvent(target.viewport(), QDropEvent(QPointF(place), move, data, button, none))


@pytest.fixture
def owner(book: Book, now: datetime) -> Owner:
    return Owner(book, now)


@pytest.fixture
def board(qtbot: QtBot, book: Book, now: datetime, theme: Theme, owner: Owner) -> Board:
    return Board(Stage(qtbot, book, now, theme), owner)


def by_key(board: Board, _at: Standing, to: Standing) -> None:
    board.key({S.WIN_BACK: Qt.Key.Key_Down}.get(to, Qt.Key.Key_Right), ALT)


def by_menu(board: Board, _at: Standing, to: Standing) -> None:
    board.take(f"move_{to}")


def by_drag(board: Board, at: Standing, to: Standing) -> None:
    board.drag(at, to)


WAYS = pytest.mark.parametrize("move", [by_key, by_menu, by_drag])
Move = Callable[[Board, Standing, Standing], None]


# The same move by key, by menu and by a drag


@WAYS
def test_a_visit_is_booked_on_the_way_and_one_undo_brings_it_all_back(board: Board, owner: Owner, move: Move) -> None:
    owner.enquiry()
    board.show()
    before = owner.rows()
    move(board, S.ENQUIRY, S.VISIT_BOOKED)
    board.hand.type("day", "tomorrow")
    board.hand.type("starts", "9:30")
    board.hand.press("main", board.hand.sheet("book_visit"))
    [visit] = owner.ask(visits.of_enquiry, owner.all(Enquiry)[0].id)
    assert (visit.day_on, visit.starts) == (date(2026, 11, 21), time(9, 30))
    assert (board.titles(S.ENQUIRY), board.titles(S.VISIT_BOOKED)) == ([], ["Leah Novak"])
    assert board.focused() == S.VISIT_BOOKED
    board.undo()
    assert owner.rows() == before
    assert (board.titles(S.ENQUIRY), board.titles(S.VISIT_BOOKED)) == (["Leah Novak"], [])
    assert board.focused() == S.ENQUIRY


@WAYS
def test_a_complete_quote_asks_for_the_decision_date(board: Board, owner: Owner, move: Move) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    owner.do(visits.book, enquiry_id, date(2026, 11, 20), time(9))
    quote_id = owner.drafted(enquiry_id)
    board.show()
    before = owner.rows()
    move(board, S.VISIT_BOOKED, S.QUOTED)
    board.hand.type("decision_on", "27 Nov")
    board.hand.press("main", board.hand.sheet("give_quote"))
    board.hand.qtbot.waitUntil(board.hand.no_sheet)
    assert owner.get(Quote, quote_id).decision_on == date(2026, 11, 27)
    assert owner.due(quote_id)["hidden_slot"] == "2026-11-26"
    assert board.titles(S.QUOTED) == ["Leah Novak"]
    assert board.stage.words("sum_quoted") == "£600"
    assert board.stage.words("sub") == "£600 waiting for a decision, £0 to do"
    board.undo()
    assert owner.rows() == before
    assert board.titles(S.VISIT_BOOKED) == ["Leah Novak"]


@WAYS
def test_a_yes_asks_for_the_option(board: Board, owner: Owner, move: Move) -> None:
    quote_id = owner.given(owner.drafted(prices=(50_000, 70_000)), decision_on=date(2026, 11, 27))
    board.show()
    before = owner.rows()
    move(board, S.QUOTED, S.SCHEDULED)
    board.hand.choose("option", "Better, £840.00")
    board.hand.choose("by", "By phone")
    board.hand.press("main", board.hand.sheet("accept_quote"))
    board.hand.qtbot.waitUntil(board.hand.no_sheet)
    [job] = owner.all(Job)
    assert (job.quote_id, job.price_minor) == (quote_id, 84_000)
    assert (board.titles(S.QUOTED), board.titles(S.SCHEDULED)) == ([], ["Leah Novak"])
    assert board.focused() == S.SCHEDULED
    board.undo()
    assert owner.rows() == before
    assert owner.all(Job) == []
    assert board.focused() == S.QUOTED


@WAYS
def test_the_start_asks_for_nothing(board: Board, owner: Owner, move: Move) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [date(2026, 11, 26)])
    board.show()
    before = owner.rows()
    move(board, S.SCHEDULED, S.IN_PROGRESS)
    board.stage.qtbot.waitUntil(lambda: board.titles(S.IN_PROGRESS) == ["Leah Novak"])
    assert owner.get(Job, job_id).state == JobState.IN_PROGRESS
    assert "confirm_start" not in owner.due(job_id)
    board.undo()
    assert owner.rows() == before
    assert board.titles(S.SCHEDULED) == ["Leah Novak"]


@WAYS
def test_done_asks_for_the_sign_off(board: Board, owner: Owner, move: Move) -> None:
    job_id = owner.accepted()
    owner.do(jobs.start, job_id)
    board.show()
    before = owner.rows()
    move(board, S.IN_PROGRESS, S.DONE)
    board.hand.press("main", board.hand.sheet("sign_off"))
    assert owner.get(Job, job_id).completed_on == date(2026, 11, 20)
    assert "three_months" in owner.due(job_id)
    assert (board.titles(S.DONE), board.says(S.DONE)) == (["Leah Novak"], "Thank Mon")
    board.undo()
    assert owner.rows() == before
    assert board.titles(S.IN_PROGRESS) == ["Leah Novak"]


@WAYS
def test_followed_up_asks_whether_it_is_holding(board: Board, owner: Owner, move: Move) -> None:
    job_id = owner.completed()
    board.show()
    before = owner.rows()
    move(board, S.DONE, S.FOLLOWED_UP)
    board.hand.choose("holding", "Yes")
    board.hand.press("main", board.hand.sheet("feedback"))
    assert "three_months" not in owner.due(job_id)
    assert (board.titles(S.FOLLOWED_UP), board.says(S.FOLLOWED_UP)) == (["Leah Novak"], "Is holding")
    board.undo()
    assert owner.rows() == before
    assert board.titles(S.DONE) == ["Leah Novak"]


@WAYS
def test_lost_asks_for_the_reason_the_rival_and_a_day(board: Board, owner: Owner, move: Move) -> None:
    quote_id = owner.given(decision_on=date(2026, 11, 27))
    board.show()
    before = owner.rows()
    move(board, S.QUOTED, S.WIN_BACK)
    sheet = board.hand.sheet("lose_quote")
    board.hand.type("reason", "Too dear")
    board.hand.type("to", "Drain & Co")
    board.hand.type("price", "450")
    board.hand.type("win_back_on", "15 Mar 2027")
    board.hand.press("main", sheet)
    lost = owner.get(Quote, quote_id)
    assert (lost.state, lost.lost_to, lost.lost_price_minor) == (QuoteState.LOST, "Drain & Co", 45_000)
    assert owner.due(quote_id) == {"win_back": "2027-03-15"}
    assert (board.titles(S.WIN_BACK), board.says(S.WIN_BACK)) == (["Leah Novak"], "Win back 15 Mar 2027")
    assert board.focused() == S.WIN_BACK
    board.undo()
    assert owner.rows() == before
    assert (board.titles(S.QUOTED), board.titles(S.WIN_BACK)) == (["Leah Novak"], [])


# Other ways


def test_a_draft_that_is_not_complete_opens_its_editor_and_says_what_is_missing(board: Board, owner: Owner) -> None:
    quote_id = owner.do(quotes.draft, owner.enquiry(answered_live=True), "New boiler").id
    board.show()
    board.take("move_quoted")
    assert board.stage.places == [("quote", quote_id)]
    assert board.stage.failures == ["Quote 0001 is not ready. The quote has no option."]


def test_a_draft_that_ran_out_is_not_given(board: Board, owner: Owner) -> None:
    owner.drafted()
    board.stage.now = owner.now + timedelta(days=60)
    board.show()
    board.take("move_quoted")
    assert "The day until which it was valid has passed." in board.stage.failures[0]


def test_without_a_quote_one_is_begun(board: Board, owner: Owner) -> None:
    owner.enquiry(answered_live=True)
    board.show()
    board.drag(S.ENQUIRY, S.QUOTED)
    [quote] = owner.all(Quote)
    assert board.stage.places == [("quote", quote.id)]
    assert board.stage.labels == ["Quote started"]
    assert board.stage.failures == []


def test_a_quote_that_is_begun_at_the_second_try_is_opened_as_well(board: Board, owner: Owner) -> None:
    owner.enquiry(answered_live=True)
    board.show()
    again: list[Callable[[], object]] = []
    board.stage.desk.held.connect(lambda _words, retry: again.append(retry))
    board.stage.desk.book = store.Book(owner.book.folder, busy_ms=1)
    with closing(driver.connect(owner.book.folder / store.DATABASE)) as other:
        other.execute("BEGIN IMMEDIATE")
        board.drag(S.ENQUIRY, S.QUOTED)
        other.execute("ROLLBACK")
    assert board.stage.places == []
    again[0]()
    [quote] = owner.all(Quote)
    assert board.stage.places == [("quote", quote.id)]
    board.stage.desk.book.close()


def test_work_is_agreed_without_a_quote(board: Board, owner: Owner) -> None:
    owner.enquiry(answered_live=True)
    board.show()
    board.take("move_scheduled")
    board.hand.type("price", "a lot")
    board.hand.press("main", board.hand.sheet("take_on"))
    assert owner.all(Job) == []
    board.hand.type("price", "180")
    board.hand.type("done_for", "Big Build Ltd")
    board.hand.press("main", board.hand.sheet("take_on"))
    [job] = owner.all(Job)
    assert (job.title, job.price_minor, job.done_for) == ("The boiler drips", 18_000, "Big Build Ltd")
    assert board.titles(S.SCHEDULED) == ["Leah Novak"]
    board.undo()
    assert board.titles(S.ENQUIRY) == ["Leah Novak"]


def test_with_a_draft_the_customer_sees_it_before_a_yes(board: Board, owner: Owner) -> None:
    quote_id = owner.drafted()
    board.show()
    board.drag(S.ENQUIRY, S.SCHEDULED)
    assert board.stage.places == [("quote", quote_id)]
    assert "has not seen quote 0001" in board.stage.failures[0]
    assert owner.all(Job) == []


def test_a_yes_past_the_day_is_refused_and_one_to_what_was_seen_is_not(board: Board, owner: Owner) -> None:
    quote_id = owner.given()
    board.show()
    board.stage.now = owner.now + timedelta(days=60)
    board.page.refresh()
    board.key(Qt.Key.Key_Right, ALT)
    assert board.stage.failures == ["Quote 0001 has expired. Renew it first."]
    board.stage.now = owner.now
    owner.do(quotes.add_line, quote_id, owner.option(quote_id), "A valve", 10_000)
    board.page.refresh()
    board.key(Qt.Key.Key_Right, ALT)
    assert board.stage.words("accept_revision").startswith("This is revision 1, as the customer has it.")
    assert owner.all(Job) == []


@pytest.mark.parametrize(("how", "stage"), [("A word was all it needed", At.ANSWERED), ("", At.DECLINED)])
def test_an_enquiry_without_a_quote_ends_with_a_reason(board: Board, owner: Owner, how: str, stage: At) -> None:
    enquiry_id = owner.enquiry()
    board.show()
    board.key(Qt.Key.Key_Down, ALT)
    sheet = board.hand.sheet("end_enquiry")
    if how:
        board.hand.choose("how", how)
    board.hand.type("reason", "Turn the valve")
    board.hand.press("main", sheet)
    assert (owner.get(Enquiry, enquiry_id).stage, owner.get(Enquiry, enquiry_id).reason) == (stage, "Turn the valve")
    assert board.titles(S.WIN_BACK) == (["Leah Novak"] if stage == At.DECLINED else [])


def test_a_job_that_is_called_off_lies_in_the_tray_and_is_taken_up_again(board: Board, owner: Owner) -> None:
    job_id = owner.accepted()
    board.show()
    board.key(Qt.Key.Key_Down, ALT)
    board.hand.type("reason", "They move away")
    board.hand.press("main", board.hand.sheet("call_off"))
    assert owner.get(Job, job_id).state == JobState.CANCELLED
    assert board.titles(S.WIN_BACK) == ["Leah Novak"]
    assert board.says(S.WIN_BACK) == "Not asked again"
    board.key(Qt.Key.Key_Up, ALT)
    assert board.titles(S.ENQUIRY) == ["Leah Novak"]
    assert board.focused() == S.ENQUIRY


def test_a_lost_quote_comes_back_with_a_new_one_and_an_undecided_one_as_it_was(board: Board, owner: Owner) -> None:
    lost, declined = owner.given(), owner.given()
    owner.do(quotes.lose, lost, "Too dear")
    owner.do(enquiries.decline, owner.get(Quote, declined).enquiry_id, "Too far away")
    board.show()
    board.page._take(S.WIN_BACK, 0)
    board.take("move_quoted")
    assert board.stage.labels == ["Quote started"]
    assert owner.due(lost) == {}
    board.page._take(S.WIN_BACK, 0)
    board.take("move_quoted")
    assert board.stage.labels[-1] == "Enquiry taken up again"
    assert board.titles(S.QUOTED) == ["Leah Novak"]


def test_a_visit_is_called_off_by_going_back(board: Board, owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    owner.do(visits.book, enquiry_id, date(2026, 11, 24), time(9))
    board.show()
    assert board.says(S.VISIT_BOOKED) == "Tue 09:00"
    board.key(Qt.Key.Key_Left, ALT)
    assert board.titles(S.ENQUIRY) == ["Leah Novak"]
    board.undo()
    assert board.titles(S.VISIT_BOOKED) == ["Leah Novak"]


def place_everywhere(owner: Owner) -> dict[Standing, UUID]:
    """One card in each column and in the tray, each of a customer of that name; gives what a card is about."""
    made: dict[Standing, UUID] = {}
    for standing in list(S)[:8]:
        customer_id = owner.customer(str(standing))
        enquiry_id = owner.enquiry(customer_id, answered_live=True)
        made[standing] = enquiry_id
        if standing == S.ENQUIRY:
            continue
        visit = owner.do(visits.book, enquiry_id, date(2026, 11, 20), time(9))
        owner.do(visits.finish, visit.id)
        if standing == S.VISIT_BOOKED:
            continue
        quote_id = made[standing] = owner.given(owner.drafted(enquiry_id))
        if standing == S.WIN_BACK:
            owner.do(quotes.lose, quote_id, "Too dear")
        if standing in (S.QUOTED, S.WIN_BACK):
            continue
        job_id = made[standing] = owner.accepted(quote_id)
        if standing == S.IN_PROGRESS:
            owner.do(jobs.start, job_id)
        if standing in (S.DONE, S.FOLLOWED_UP):
            owner.completed(job_id)
        if standing == S.FOLLOWED_UP:
            owner.do(followups.do, owner.asked(job_id)[Purpose.THREE_MONTHS].id)
    return made


REFUSED = [
    (S.VISIT_BOOKED, S.ENQUIRY, "The visit has been."),
    (S.ENQUIRY, S.IN_PROGRESS, "Nobody has said yes"),
    (S.QUOTED, S.VISIT_BOOKED, "The customer has the quote."),
    (S.SCHEDULED, S.QUOTED, "This work is agreed."),
    (S.SCHEDULED, S.FOLLOWED_UP, "The work is not signed off."),
    (S.IN_PROGRESS, S.SCHEDULED, "The work has begun."),
    (S.DONE, S.ENQUIRY, "This job is signed off."),
    (S.FOLLOWED_UP, S.DONE, "The customer was asked already."),
    (S.WIN_BACK, S.DONE, "This one was lost."),
]


def test_a_move_that_makes_no_sense_is_refused_with_a_sentence_and_not_offered(board: Board, owner: Owner) -> None:
    place_everywhere(owner)
    board.show()
    before = owner.rows()
    for at, to, sentence in REFUSED:
        board.page._take(at, 0)
        assert f"move_{to}" not in board.offered()
        assert board.page._slot(str(board.cards(at).current_key()), to) == ""
        board.drag(at, to)
        assert board.stage.failures[-1].startswith(sentence)
        assert board.titles(at) == [str(at)]
    assert len(board.stage.failures) == len(REFUSED)
    assert owner.rows() == before
    assert board.hand.no_sheet()


def test_alt_and_an_arrow_that_lead_nowhere_do_nothing(board: Board, owner: Owner) -> None:
    place_everywhere(owner)
    board.show()
    for at, arrow in ((S.ENQUIRY, Qt.Key.Key_Left), (S.FOLLOWED_UP, Qt.Key.Key_Right), (S.WIN_BACK, Qt.Key.Key_Down)):
        board.page._take(at, 0)
        board.key(arrow, ALT)
    assert board.stage.failures == []


def test_a_card_that_is_dropped_where_it_stands_stays(board: Board, owner: Owner) -> None:
    owner.given()
    board.show()
    board.drag(S.QUOTED, S.QUOTED)
    assert (board.stage.failures, board.stage.labels) == ([], [])
    card = next(iter(board.page._cards.values()))
    board.page._move(card, S.QUOTED)
    assert board.stage.failures == []


# Keys


def test_arrows_walk_the_cards_and_the_columns(board: Board, owner: Owner) -> None:
    place_everywhere(owner)
    owner.enquiry(answered_live=True)
    board.show()
    assert board.focused() == S.ENQUIRY
    board.key(Qt.Key.Key_Down)
    assert (board.focused(), board.cards(S.ENQUIRY).currentIndex().row()) == (S.ENQUIRY, 1)
    board.key(Qt.Key.Key_Right)
    assert board.focused() == S.VISIT_BOOKED
    board.key(Qt.Key.Key_Right)
    assert board.focused() == S.QUOTED
    board.key(Qt.Key.Key_Left)
    board.key(Qt.Key.Key_Left)
    assert board.focused() == S.ENQUIRY
    board.key(Qt.Key.Key_Left)
    board.key(Qt.Key.Key_Up)  # above the first there is nothing
    assert board.focused() == S.ENQUIRY
    board.key(Qt.Key.Key_Right)
    board.key(Qt.Key.Key_Down)
    assert board.focused() == S.WIN_BACK
    board.key(Qt.Key.Key_Down)
    board.key(Qt.Key.Key_Right)
    board.key(Qt.Key.Key_A)
    assert board.focused() == S.WIN_BACK
    board.key(Qt.Key.Key_Up)
    assert board.focused() == S.ENQUIRY


def test_enter_and_a_double_click_open_the_job_the_quote_or_the_customer(board: Board, owner: Owner) -> None:
    made = place_everywhere(owner)
    board.show()
    for at in (S.ENQUIRY, S.QUOTED, S.IN_PROGRESS):
        board.page._take(at, 0)
        board.key(Qt.Key.Key_Return)
    customer_id = owner.get(Enquiry, made[S.ENQUIRY]).customer_id
    expected = [("customer", customer_id), ("quote", made[S.QUOTED]), ("job", made[S.IN_PROGRESS])]
    assert board.stage.places == expected
    cards = board.cards(S.QUOTED)
    place = cards.visualRect(cards.items.index(0)).center()
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert board.stage.places[3:] == [("quote", made[S.QUOTED])]


def test_ctrl_enter_calls_and_logs_the_call_that_is_due(board: Board, owner: Owner, links: list[str]) -> None:
    owner.enquiry()
    board.show()
    board.key(Qt.Key.Key_Return, CTRL)
    assert links == ["tel:+442079460958"]
    board.hand.sheet("log_call").dismiss()
    assert board.focused() == S.ENQUIRY


def test_ctrl_enter_rings_who_is_not_waiting_for_a_call_and_spares_who_is_left_alone(
    board: Board, owner: Owner, links: list[str]
) -> None:
    owner.do(jobs.plan, owner.accepted(), [date(2026, 11, 26)])
    board.show()
    board.key(Qt.Key.Key_Return, CTRL)
    assert (links, board.hand.no_sheet()) == (["tel:+442079460958"], True)
    board.stage.desk.do(
        customers.set_do_not_contact, owner.all(Customer)[0].id, leave_alone=True, label="Do not contact"
    )
    board.take("card_call")
    assert len(links) == 1
    assert board.stage.failures == ["Leah Novak has no number, or is not to be contacted."]


def test_ctrl_enter_rings_back_who_is_left_alone_but_asked(board: Board, owner: Owner, links: list[str]) -> None:
    owner.enquiry()
    owner.do(customers.set_do_not_contact, owner.all(Customer)[0].id, leave_alone=True)
    board.show()
    board.key(Qt.Key.Key_Return, CTRL)
    assert links == ["tel:+442079460958"]
    board.hand.sheet("log_call").dismiss()


def test_a_call_that_opens_no_program_is_copied_and_says_so(
    board: Board, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner.enquiry()
    board.show()
    monkeypatch.setattr("tradesman.ui.links.QDesktopServices.openUrl", lambda _url: False)
    board.key(Qt.Key.Key_Return, CTRL)
    board.hand.sheet("log_call").dismiss()
    assert board.stage.failures == ["No program on this computer opens it. 020 7946 0958 is copied instead."]
    assert QGuiApplication.clipboard().text() == "020 7946 0958"


def test_the_menu_opens_where_the_mouse_is_and_leads_to_every_page(board: Board, owner: Owner) -> None:
    made = place_everywhere(owner)
    board.show()
    cards = board.cards(S.DONE)
    place = cards.visualRect(cards.items.index(0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, cards.viewport().mapToGlobal(place))
    QApplication.sendEvent(cards.viewport(), event)
    board.hand.take("card_menu", "open_quote")
    assert board.stage.places[-1][0] == "quote"
    board.page._take(S.DONE, 0)
    board.take("open_customer")
    assert board.stage.places[-1] == ("customer", owner.get(Job, made[S.DONE]).customer_id)
    nowhere = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, cards.height() - 5), QPoint(0, 0))
    QApplication.sendEvent(cards.viewport(), nowhere)
    assert not [menu for menu in board.stage.window.findChildren(QMenu, "card_menu") if menu.isVisible()]


def test_the_menu_says_the_keys_of_a_move(board: Board, owner: Owner) -> None:
    owner.given()
    board.show()
    board.key(Qt.Key.Key_Menu)
    menu = board.menu()
    texts = {action.objectName(): action.text() for action in menu.actions()}
    assert texts["move_scheduled"] == "Move to Won, scheduled\tAlt →"
    assert texts["move_win_back"] == "Move to Lost and win-back\tAlt ↓"
    assert texts["open_quote"] == "Open the quote\tEnter"
    menu.close()


# What Today asks for, from the menu


def test_material_that_should_be_here_is_noted_from_its_card(board: Board, owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [date(2026, 11, 23)])
    thing = owner.do(materials.note, job_id, "Valve")
    board.show()
    assert board.says(S.SCHEDULED) == "Material not here"
    board.take("card_due")
    assert board.stage.labels == ["Arrived: Valve"]
    assert owner.get(Material, thing.id).arrived_on == date(2026, 11, 20)


def test_a_promise_is_kept_from_its_card(board: Board, owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.start, job_id)
    customer_id = owner.get(Job, job_id).customer_id
    owner.do(promises.make, customer_id, "Bring the part", date(2026, 11, 20), job_id=job_id, due_at_time=time(12))
    board.show()
    assert board.says(S.IN_PROGRESS) == "Promise by 12:00"
    board.take("card_due")
    assert board.stage.labels == ["Promise kept"]


@pytest.mark.parametrize(("at", "sheet"), [(S.SCHEDULED, "plan_job"), (S.ENQUIRY, "next_step")])
def test_a_missing_decision_is_made_from_its_card(board: Board, owner: Owner, at: Standing, sheet: str) -> None:
    place_everywhere(owner)
    board.show()
    board.page._take(at, 0)
    board.take("card_due")
    board.hand.sheet(sheet).dismiss()
    assert board.focused() == at


def test_a_quote_is_written_or_opened_from_its_card(board: Board, owner: Owner) -> None:
    place_everywhere(owner)
    board.show()
    board.page._take(S.VISIT_BOOKED, 0)
    board.take("card_due")
    assert board.stage.labels == ["Quote started"]
    [begun] = [quote for quote in owner.all(Quote) if quote.state == QuoteState.DRAFT]
    board.page._take(S.VISIT_BOOKED, 0)
    board.take("card_due")
    assert board.stage.places == [("quote", begun.id)] * 2


def test_a_job_is_planned_and_goes_on_after_a_pause(board: Board, owner: Owner) -> None:
    job_id = owner.accepted()
    board.show()
    board.take("card_plan")
    board.hand.type("first_on", "26 Nov")
    board.hand.press("main", board.hand.sheet("plan_job"))
    assert board.says(S.SCHEDULED) == "Starts Thu"
    board.stage.desk.do(jobs.start, job_id, label="Started")
    board.stage.desk.do(jobs.pause, job_id, "Waits for tiles", label="Paused")
    assert board.says(S.IN_PROGRESS) == "Paused"
    board.take("card_go_on")
    assert owner.get(Job, job_id).state == JobState.IN_PROGRESS


def test_a_win_back_has_its_button_on_its_day(board: Board, owner: Owner, links: list[str]) -> None:
    quote_id = owner.given()
    owner.do(quotes.lose, quote_id, "Too dear")
    board.stage.now = owner.at("2027-01-05")
    board.show()
    cards = board.cards(S.WIN_BACK)
    item = cards.items.index(0).data(Qt.ItemDataRole.UserRole)
    assert (item.upcoming, item.action) == ("Win back since yesterday", "Call")
    rect = cards.visualRect(cards.items.index(0))
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(20, 20))
    assert links == []
    button = cards.delegate.button(rect, item)
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=button.center())
    assert links == ["tel:+442079460958"]
    board.hand.sheet()


# What is seen


def test_an_empty_board_says_why_and_offers_an_enquiry(board: Board, qtbot: QtBot) -> None:
    page = board.show()
    assert not page.row.isVisible()
    with qtbot.waitSignal(page.enquiry_asked):
        board.hand.press("act", page.nothing)


def test_the_chip_leaves_what_needs_me_today(board: Board, owner: Owner) -> None:
    owner.do(jobs.plan, owner.accepted(), [date(2026, 11, 26)])
    page = board.show()
    board.hand.press("needs_me")
    assert page.none_due.isVisible()
    board.hand.press("act", page.none_due)
    assert board.titles(S.SCHEDULED) == ["Leah Novak"]
    assert board.stage.words("sum_win_back") == "Nothing was lost lately"
    customer_id = owner.customer("Tom Whitaker")
    board.stage.desk.do(enquiries.log, customer_id, "Lights trip", CameBy.PHONE, label="Enquiry")
    board.hand.press("needs_me")
    assert (board.titles(S.ENQUIRY), board.titles(S.SCHEDULED)) == (["Tom Whitaker"], [])
    assert page.chips._chips["needs_me"].accessibleName() == "Needs me today 1"


def test_what_is_not_shown_is_a_button_away(board: Board, owner: Owner) -> None:
    def many(session: Any) -> None:
        for number in range(32):
            customer = customers.add(session, f"Caller {number}")
            enquiries.log(session, customer.id, "A drip", CameBy.PHONE, answered_live=True)

    owner.do(many)
    board.show()
    assert len(board.titles(S.ENQUIRY)) == 30
    assert board.stage.words("more_enquiry") == "+ 2 more"
    board.stage.click("more_enquiry")
    assert len(board.titles(S.ENQUIRY)) == 32
    assert not board.stage.sees("more_enquiry")


def test_a_card_reads_as_a_sentence_and_shows_what_was_typed(board: Board, owner: Owner) -> None:
    owner.enquiry(owner.customer("<b>x</b><img src=y>"), "Two <i>taps</i>", answered_live=True)
    board.show()
    index = board.cards(S.ENQUIRY).items.index(0)
    sentence = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert sentence == "<b>x</b><img src=y>, Two <i>taps</i>, No price yet, Next step?. Enquiry. Enter to open."
    assert index.data() == "<b>x</b><img src=y>"


def test_the_words_follow_the_minute(board: Board, owner: Owner) -> None:
    owner.enquiry()
    board.show()
    assert board.says(S.ENQUIRY) == "Call by 11:00"
    board.stage.now += timedelta(minutes=97)
    board.page.invalidate()
    assert board.says(S.ENQUIRY) == "Call: 37 min late"


# Dragging


def test_a_dragged_card_shows_where_it_may_be_dropped_and_what_that_asks(board: Board, owner: Owner) -> None:
    owner.given()
    board.show()
    source, target = board.cards(S.QUOTED), board.cards(S.SCHEDULED)
    data = source.items.mimeData([source.items.index(0)])
    place, none = target.viewport().rect().center(), Qt.KeyboardModifier.NoModifier
    empty = target.viewport().grab().toImage()
    enter = QDragEnterEvent(place, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, none)
    QApplication.sendEvent(target.viewport(), enter)
    assert enter.isAccepted()
    assert target._slot_words == "The option"
    assert target.viewport().grab().toImage() != empty
    assert target.viewport().rect().contains(target.slot_rect())
    QApplication.sendEvent(target.viewport(), QDragLeaveEvent())
    assert target._slot_words == ""
    tray = board.cards(S.WIN_BACK)
    assert tray.viewport().rect().contains(tray.slot_rect())
    assert not board.page.row._timer.isActive()


def test_what_comes_from_elsewhere_is_no_card(board: Board, owner: Owner) -> None:
    owner.given()
    board.show()
    text, stranger = QMimeData(), QMimeData()
    text.setText("Leah Novak")
    stranger.setData(CARD_MIME, b"\xff not a card")
    for data in (text, stranger):
        drop(board.cards(S.SCHEDULED), data)
        QApplication.processEvents()
    assert board.hand.no_sheet()
    assert board.stage.failures == []


def test_near_an_edge_a_dragged_card_scrolls_the_board_and_the_column(board: Board, owner: Owner) -> None:
    for _ in range(6):
        owner.enquiry(answered_live=True)
    board.show(width=900)
    row, cards = board.page.row, board.cards(S.ENQUIRY)
    down, across = cards.verticalScrollBar(), row.horizontalScrollBar()
    view = cards.viewport()
    row.follow(view.mapToGlobal(QPoint(60, view.height() - 5)))
    assert row._timer.isActive()
    row.scroll_on()
    assert (down.value(), across.value()) == (12, 0)
    row.follow(view.mapToGlobal(QPoint(60, 5)))
    row.scroll_on()
    assert down.value() == 0
    row.follow(row.viewport().mapToGlobal(QPoint(row.viewport().width() - 5, 200)))
    row.scroll_on()
    assert across.value() == 12
    row.follow(row.viewport().mapToGlobal(QPoint(5, 200)))
    row.scroll_on()
    assert across.value() == 0
    row.let_go()
    assert not row._timer.isActive()


def test_the_mouse_drags_a_card(board: Board, owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    owner.given()
    board.show()
    source, target = board.cards(S.QUOTED), board.cards(S.SCHEDULED)
    dragged: list[str] = []

    class Drag:
        """What the desktop does between press and release: it carries the data to the other list."""

        def __init__(self, _source: CardList) -> None:
            self.data = QMimeData()

        def setMimeData(self, data: QMimeData) -> None:
            self.data = data

        def setPixmap(self, pixmap: Any) -> None:
            assert not pixmap.isNull()

        def setHotSpot(self, _place: QPoint) -> None:
            dragged.append(source.delegate.dragged)

        def exec(self, _action: Qt.DropAction) -> None:
            dragged.append(source.delegate.dragged)
            drop(target, self.data)

    monkeypatch.setattr("tradesman.ui.widgets.card_list.QDrag", Drag)
    place = source.visualRect(source.items.index(0)).center()
    QTest.mousePress(source.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(source.viewport(), place + QPoint(40, 0))
    QTest.mouseMove(source.viewport(), place + QPoint(60, 0))
    QApplication.processEvents()
    QTest.mouseRelease(source.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dragged == ["", source.current_key()]
    board.hand.sheet("accept_quote")
    assert source.delegate.dragged == ""


def test_a_larger_text_makes_larger_cards(board: Board, owner: Owner, theme: Theme) -> None:
    place_everywhere(owner)
    page = board.show(width=1100)
    cards, tray = board.cards(S.ENQUIRY), board.cards(S.WIN_BACK)
    small, low = cards.visualRect(cards.items.index(0)).height(), tray.height()
    theme.set_text_percent(130)
    try:
        QApplication.processEvents()
        assert cards.visualRect(cards.items.index(0)).height() > small
        assert tray.height() > low
        assert page.row.horizontalScrollBar().maximum() > 0
        assert not page.hint.isVisible()
    finally:
        theme.set_text_percent(100)
