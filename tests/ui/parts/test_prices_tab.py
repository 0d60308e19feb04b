"""The price book on the screen: found by typing, narrowed, put in order, changed and taken out."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Hand
from tradesman.book.enquiry import CameBy, EnquiryKind
from tradesman.book.job import JobKind
from tradesman.book.store import Session
from tradesman.services import businesses, customers, enquiries, jobs, kits, prices, quotes
from tradesman.ui.desk import Desk
from tradesman.ui.pages.library_page import LibraryPage
from tradesman.ui.parts import prices_tab
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.table import Table

Show = Callable[..., Hand]


class Chosen(Pickers):
    """Somebody who knows which file."""

    def __init__(self) -> None:
        self.answer: Path | None = None
        self.proposed: Path | None = None

    def new_file(self, _parent: QWidget, _title: str, proposed: Path, _kinds: str) -> Path | None:
        self.proposed = proposed
        return self.answer

    def file(self, _parent: QWidget, _title: str, _folder: Path, _kinds: str) -> Path | None:
        return self.answer


@pytest.fixture
def page(desk: Desk, theme: Theme) -> LibraryPage:
    return LibraryPage(desk, theme)


@pytest.fixture
def picks(page: LibraryPage) -> Chosen:
    chosen = Chosen()
    page.parts["prices"].pickers = chosen  # type: ignore[attr-defined]
    return chosen


def stocked(session: Session) -> None:
    tap = prices.add(session, "Tap <b>x</b>", 4_000, code="T1", cost_minor=3_000, supplier="Pipes")
    prices.add(session, "Pipe", 333, code="P15", cost_minor=400, supplier="Müller", unit="m")
    prices.add(session, "Credit", -500, tax_bp=500)
    session.flush()
    kits.make(session, "Basin", [(tap.id, 2_000)], code="K1")


@pytest.fixture
def hand(desk: Desk, page: LibraryPage, show: Show) -> Hand:
    desk.do(stocked, label="Prices")
    return show(page)


def rows(hand: Hand) -> list[str]:
    table = hand.find(Table, "prices_table")
    return [table.rows.row(number).words for number in range(table.rows.rowCount())]


def cells(hand: Hand, number: int) -> list[str]:
    model = hand.find(Table, "prices_table").rows
    return [model.data(model.index(number, column)) for column in range(model.columnCount())]


def seen(hand: Hand, name: str) -> str:
    return hand.find(Label, name).text()


def sees(hand: Hand, name: str) -> bool:
    return any(widget.isVisible() for widget in hand.window.findChildren(QWidget, name))


def test_an_empty_book_offers_to_import_or_to_add(page: LibraryPage, picks: Chosen, desk: Desk, show: Show) -> None:
    hand = show(page)
    assert seen(hand, "sub") == "0 items"
    assert not sees(hand, "prices_table")
    assert not sees(hand, "prices_search")
    assert not hand.find(QAbstractButton, "prices_export").isEnabled()
    hand.press("act")  # nothing was chosen
    assert hand.no_sheet()
    hand.press("price_add")
    sheet = hand.sheet("price_item")
    hand.type("words", "Tap", sheet)
    hand.type("price", "40", sheet)
    hand.press("main", sheet)
    assert seen(hand, "sub") == "1 item"
    assert [row.price_minor for row in desk.ask(prices.find, "")] == [4_000]
    assert rows(hand) == ["Tap"]


def test_every_column_says_what_an_item_is(hand: Hand) -> None:
    assert rows(hand) == ["Basin", "Credit", "Pipe", "Tap <b>x</b>"]
    assert cells(hand, 0) == ["K1", "Basin", "", "£60.00", "£80.00", "25%", "—", ""]
    assert cells(hand, 1) == ["", "Credit", "", "—", "-£5.00", "—", "5%", ""]
    assert cells(hand, 2) == ["P15", "Pipe", "m", "£4.00", "£3.33", "-20%", "20%", "Müller"]
    table = hand.find(Table, "prices_table")
    margin = table.rows.columns[5]
    assert [margin.tone(table.rows.row(number)) for number in (0, 2)] == ["ink_2", "danger"]  # type: ignore[misc]
    spoken = table.rows.data(table.rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "K1, Basin, kit, £80.00, cost £60.00, margin 25%. Enter to change."
    badge = table.rows.columns[1].badge
    assert badge is not None
    assert badge(table.rows.row(0)) is not None


def test_typing_finds_wherever_the_keyboard_is(hand: Hand, page: LibraryPage, qtbot: QtBot) -> None:
    page.focus_search()
    search: Any = hand.find(QWidget, "prices_search")
    assert search.hasFocus()
    qtbot.keyClicks(search, "mul")
    assert rows(hand) == ["Pipe"]
    assert seen(hand, "sub") == "1 of 4 items"
    search.clear()
    assert len(rows(hand)) == 4
    table = hand.find(Table, "prices_table")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_T)
    assert search.hasFocus()
    qtbot.keyClicks(search, "a")
    assert (search.value(), rows(hand)) == ("ta", ["Tap <b>x</b>"])
    qtbot.keyClicks(search, "zz")
    assert not sees(hand, "prices_table")
    hand.press("act")
    assert (search.value(), len(rows(hand))) == ("", 4)


def test_arrows_walk_and_enter_changes_while_one_types(hand: Hand, desk: Desk, page: LibraryPage, qtbot: QtBot) -> None:
    page.focus_search()
    search = hand.find(QWidget, "prices_search")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(search, key)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    sheet = hand.sheet("price_item")
    hand.type("price", "5.50", sheet)
    hand.press("main", sheet)
    assert desk.ask(prices.find, "pipe")[0].price_minor == 550
    assert cells(hand, 2)[4] == "£5.50"


def test_kits_and_suppliers_narrow_the_list(hand: Hand) -> None:
    assert hand.find(QAbstractButton, "all").accessibleName() == "All 4"
    hand.press("kits")
    assert rows(hand) == ["Basin"]
    supplier: Any = hand.find(QWidget, "prices_supplier")
    supplier.set_value("Pipes")
    assert not sees(hand, "prices_table")
    hand.press("act")
    assert len(rows(hand)) == 4
    supplier.set_value("Pipes")
    assert rows(hand) == ["Tap <b>x</b>"]
    assert supplier.itemText(1) == "Müller"


def test_a_supplier_that_is_gone_narrows_nothing(hand: Hand, desk: Desk) -> None:
    supplier: Any = hand.find(QWidget, "prices_supplier")
    supplier.set_value("Müller")
    desk.do(prices.remove, desk.ask(prices.find, "pipe")[0].id, label="Item removed")
    assert (supplier.value(), len(rows(hand))) == ("", 3)


def test_a_click_on_a_heading_puts_the_list_in_order(hand: Hand) -> None:
    table = hand.find(Table, "prices_table")
    heading: Any = table.horizontalHeader()
    for asked, words in (
        (4, ["Credit", "Pipe", "Tap <b>x</b>", "Basin"]),
        (4, ["Basin", "Tap <b>x</b>", "Pipe", "Credit"]),
        (0, ["Basin", "Pipe", "Tap <b>x</b>", "Credit"]),
    ):
        heading.sectionClicked.emit(asked)
        assert rows(hand) == words


def test_delete_takes_out_with_undo_and_says_what_still_needs_it(
    desk: Desk, page: LibraryPage, show: Show, qtbot: QtBot
) -> None:
    desk.do(stocked, label="Prices")
    desk.failed.disconnect()
    faults: list[str] = []
    desk.failed.connect(faults.append)
    hand = show(page)
    table = hand.find(Table, "prices_table")
    table.setFocus()
    table.pick(3)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert faults == ["“Tap <b>x</b>” is part of Basin. It stays in the book. Take it out of there first."]
    table.pick(0)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert rows(hand) == ["Credit", "Pipe", "Tap <b>x</b>"]
    assert desk.undo() == "Kit removed"
    assert len(rows(hand)) == 4
    table.pick(1)
    page.parts["prices"].show_picked()  # type: ignore[attr-defined]
    hand.press("price_remove")
    assert desk.undo() == "Item removed"


def test_insert_adds_an_item(hand: Hand, qtbot: QtBot) -> None:
    table = hand.find(Table, "prices_table")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Insert)
    assert hand.sheet("price_item").accessibleName() == "Add item"


def test_the_picked_item_stands_beside_the_list(hand: Hand, desk: Desk, page: LibraryPage) -> None:
    tap = desk.ask(prices.find, "tap")[0].id

    def quoted(session: Session) -> None:
        customer = customers.add(session, "Leah Novak")
        session.flush()
        enquiry = enquiries.log(session, customer.id, "Tap", CameBy.PHONE, answered_live=True)
        session.flush()
        for _ in range(6):
            quote = quotes.draft(session, enquiry.id, "Tap")
            session.flush()
            option = quote.options[0] if quote.options else quotes.add_option(session, quote.id, "Good")
            quotes.add_from_price_book(session, quote.id, option.id, tap)

    tab: Any = page.parts["prices"]
    table = hand.find(Table, "prices_table")
    table.pick(3)
    tab.show_picked()
    assert seen(hand, "price_title") == "Tap <b>x</b>"
    assert seen(hand, "price_second") == "T1, Pipes"
    assert [seen(hand, f"price_figure_{number}") for number in range(4)] == [
        "£40.00",
        "£30.00",
        "£10.00, 25%",
        "20%, the standard rate",
    ]
    assert seen(hand, "price_kits") == "Basin"
    assert seen(hand, "price_uses") == "In none so far."
    desk.do(quoted, label="Quotes")
    tab.show_picked()
    assert seen(hand, "price_uses").startswith("In 6 quotes, lately 0006, ")
    table.pick(0)
    tab.show_picked()
    assert seen(hand, "price_part_0") == "Tap <b>x</b>"
    table.pick(2)
    tab.show_picked()
    assert seen(hand, "price_figure_0") == "£3.33 for one m"
    tab.side.show_item(None)
    assert not sees(hand, "price_edit")


def drips(session: Session) -> UUID:
    """Twice the pipe failed, once in an earlier year."""
    pipe = next(row.id for row in prices.find(session, "P15"))
    customer = customers.add(session, "Leah Novak")
    session.flush()
    earlier = jobs.done_and_paid(session, customer.id, "New tap", 9_000, "Cash")
    calls = []
    for what, came_in_at in (("Drips", session.now - timedelta(days=365)), ("Drips again", session.now)):
        rest: dict[str, Any] = {"kind": EnquiryKind.SERVICE_CALL, "answered_live": True, "came_in_at": came_in_at}
        asked = enquiries.log(session, customer.id, what, CameBy.PHONE, **rest)
        session.flush()
        calls.append(jobs.take_on(session, asked.id, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier.id))
        session.flush()
        jobs.put_right(session, calls[-1].id, "Washer", None, under_guarantee=True, failed_item_id=pipe)
    return calls[0].id


def test_an_item_that_failed_leads_to_its_service_calls(hand: Hand, desk: Desk, page: LibraryPage) -> None:
    asked: list[tuple[str, Any]] = []
    tab: Any = page.parts["prices"]
    page.page_asked.connect(lambda key, subject: asked.append((key, subject)))
    hand.type("prices_search", "P15")
    tab.show_picked()
    assert not sees(hand, "price_failed")
    first = desk.do(drips, label="Drips")
    tab.show_picked()
    assert seen(hand, "price_failed") == "Failed 2 times, last on 20 November."
    lines = [hand.find(QAbstractButton, f"price_failure_{number}").accessibleName() for number in (0, 1)]
    assert lines == ["Leah Novak: Drips again, today", "Leah Novak: Drips, Nov 2025"]
    hand.press("price_failure_1")
    assert asked == [("job", first)]
    hand.press("price_edit")  # where there is no room beside the list, the sheet says it too
    sheet = hand.sheet("price_item")
    assert hand.find(Label, "price_failed", sheet).text() == "Failed 2 times, last on 20 November."
    hand.press("price_failure_1", sheet)
    assert hand.no_sheet()
    assert asked == [("job", first)] * 2
    desk.do(jobs.cancel, first, "The neighbour's", label="Off")
    tab.show_picked()
    assert seen(hand, "price_failed") == "Failed once, on 20 November."
    hand.press("price_remove")
    assert not sees(hand, "prices_table")
    assert desk.undo() is not None
    tab.show_picked()
    assert seen(hand, "price_failed") == "Failed once, on 20 November."


def test_without_room_the_list_has_it_alone(desk: Desk, page: LibraryPage, show: Show) -> None:
    desk.do(stocked, label="Prices")
    hand = show(page, 1093, 614)
    assert not sees(hand, "price_card")
    assert len(rows(hand)) == 4
    hand.click(hand.find(QWidget, "library_tab_promises"))
    assert sees(hand, "promise_card")


def test_prices_with_tax_are_reckoned_net(hand: Hand, desk: Desk) -> None:
    desk.do(businesses.change, prices_gross=True, label="Gross")
    assert cells(hand, 0)[5] == "10%"  # 80.00 is 66.67 and its tax


def test_the_price_book_is_exported(hand: Hand, page: LibraryPage, picks: Chosen, desk: Desk, tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    desk.told.connect(lambda words, detail: told.append((words, detail)))
    hand.press("prices_export")  # nothing was chosen
    assert picks.proposed is not None
    assert picks.proposed.name == "Price book 2026-11-20.csv"
    picks.answer = tmp_path / "out.csv"
    hand.press("prices_export")
    hand.qtbot.waitUntil(lambda: bool(told))
    assert told == [("4 items exported.", str(picks.answer))]
    assert picks.answer.read_text("utf-8-sig").splitlines()[1] == "K1,Basin,,60.00,80.00,,,2 * T1"


def test_only_the_largest_suppliers_are_offered(
    desk: Desk, page: LibraryPage, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prices_tab, "MOST_SUPPLIERS", 1)
    desk.do(stocked, label="Prices")
    desk.do(prices.add, "Bend", 5, supplier="Müller", label="Item")
    supplier: Any = show(page).find(QWidget, "prices_supplier")
    assert [supplier.itemText(place) for place in range(supplier.count())] == ["Every supplier", "Müller"]


def test_sheets_open_from_the_header(hand: Hand, picks: Chosen, tmp_path: Path, desk: Desk) -> None:
    hand.press("prices_raise")
    hand.sheet("raise_prices").dismiss()
    picks.answer = tmp_path / "list.csv"
    picks.answer.write_text("Code,Words,Price\nT1,Tap,50\n")
    hand.press("prices_import")
    desk.background.wait()
    assert hand.sheet("import").accessibleName() == "Import list.csv"
