from collections.abc import Callable
from datetime import date, timedelta
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QWidget

from tests.owner import Filled, Owner
from tests.ui.conftest import Clock, Hand
from tradesman.book.store import Book
from tradesman.services import quote_listings, quotes
from tradesman.ui.desk import Desk
from tradesman.ui.pages.quotes_page import QuotesPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.labels import Label

Show = Callable[..., Hand]


@pytest.fixture
def owner(book: Book, clock: Clock) -> Owner:
    return Owner(book, clock.now)


@pytest.fixture
def page(desk: Desk, theme: Theme) -> Any:
    made = QuotesPage(desk, theme)
    yield made
    desk.background.wait()


def _five(owner: Owner) -> dict[str, UUID]:
    made = {}
    for name in ("Ann Ash", "Bo Reed", "Carl Moor", "Leah Novak", "Dee Quist"):
        made[name] = owner.drafted(owner.enquiry(owner.customer(name), "Boiler", answered_live=True), (50_000, 80_000))
        owner.now += timedelta(minutes=1)
    owner.do(quotes.change, made["Dee Quist"], title="A kitchen tap")
    owner.do(quotes.change, made["Ann Ash"], valid_until_on=date(2026, 11, 21))
    for name in ("Ann Ash", "Bo Reed", "Carl Moor"):
        owner.given(made[name])
    owner.given(made["Leah Novak"], decision_on=date(2026, 11, 27))
    owner.accepted(made["Bo Reed"])
    owner.do(quotes.add_rival, made["Carl Moor"], "Cheap & Co", 48_000, "No guarantee")
    owner.do(quotes.lose, made["Carl Moor"], "Too dear", "Drain & Co", 72_000)
    owner.do(quotes.add_rival, made["Leah Novak"], "Silent Ltd", None)
    owner.at("2026-11-25")
    return made


@pytest.fixture
def five(owner: Owner, clock: Clock, filled: Filled) -> dict[str, UUID]:
    """A quote of each kind; the draft was begun before the others were given."""
    made = filled.by(_five, owner)
    clock.now = owner.now
    return made


def names(page: QuotesPage) -> list[str]:
    model = page.table.rows
    return [model.row(number).customer for number in range(model.rowCount())]


def cells(page: QuotesPage, name: str) -> list[str]:
    model = page.table.rows
    number = names(page).index(name)
    return [model.index(number, column).data() for column in range(model.columnCount())]


def column(page: QuotesPage, key: str) -> Any:
    return next(column for column in page.table.rows.columns if column.key == key)


def row(page: QuotesPage, name: str) -> Any:
    return page.table.rows.row(names(page).index(name))


def chips(page: QuotesPage) -> dict[str, str]:
    return {chip.text(): chip._count for chip in page.frame.chips.findChildren(Chip)}


def said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def previewed(page: QuotesPage, qtbot: Any, name: str) -> None:
    """Picks a customer's quote and waits until the preview is about it."""
    page.table.pick(names(page).index(name))

    def is_there() -> bool:
        found = page.preview.findChild(Label, "preview_customer")
        return isinstance(found, Label) and found.text().startswith(name)

    qtbot.waitUntil(is_there)


def sort_by(page: QuotesPage, hand: Hand, key: str) -> None:
    heading = page.table.horizontalHeader()
    number = [column.key for column in page.table.rows.columns].index(key)
    place = heading.viewport().rect().topLeft()
    place.setX(heading.sectionViewportPosition(number) + 20)
    place.setY(10)
    hand.click(heading.viewport(), place)


def test_no_quote_yet_offers_an_enquiry(page: QuotesPage, show: Show, qtbot: Any) -> None:
    hand = show(page)
    assert page.nothing.isVisible()
    assert not page.frame.card.isVisible()
    qtbot.waitUntil(lambda: page.prices.answer is not None)
    assert not page.rivals.isVisible()
    with qtbot.waitSignal(page.enquiry_asked):
        hand.press("act", page.nothing)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(page.frame.search, key)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert hand.no_sheet()


def test_the_list_says_how_each_quote_stands(page: QuotesPage, five: dict[str, UUID], show: Show) -> None:
    show(page)
    QAbstractItemModelTester(page.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert names(page) == ["Leah Novak", "Carl Moor", "Bo Reed", "Ann Ash", "Dee Quist"]
    assert cells(page, "Dee Quist") == ["0005", "Dee Quist", "A kitchen tap", "", "—", "—", "£960"]
    assert cells(page, "Leah Novak") == [
        *("0004", "Leah Novak", "New boiler", "", "20 Nov", "Fri 27 Nov", "£960"),
    ]
    assert cells(page, "Bo Reed")[4:] == ["20 Nov", "—", "£600"]
    assert cells(page, "Ann Ash")[5] == "until 21 Nov"
    badges = {name: column(page, "state").badge(row(page, name)).text for name in names(page)}
    assert badges == {
        "Dee Quist": "Draft",
        "Leah Novak": "Given",
        "Carl Moor": "Lost",
        "Bo Reed": "Accepted",
        "Ann Ash": "Expired",
    }
    assert page._columns.sentence(row(page, "Leah Novak")) == (
        "Quote 0004, Leah Novak, New boiler, 2 options, Given, given 20 Nov, decides Fri 27 Nov, £960. Enter to open."
    )
    assert "Expired, given 20 Nov, prices held until 21 Nov" in page._columns.sentence(row(page, "Ann Ash"))
    assert page.header._sub.text() == "5"


def test_a_decision_that_is_due_stands_out_and_a_revision_is_named(
    page: QuotesPage, owner: Owner, five: dict[str, UUID], clock: Clock, show: Show
) -> None:
    owner.do(quotes.change, five["Leah Novak"], title="New boiler and tank")
    owner.given(five["Leah Novak"], decision_on=date(2026, 11, 25))
    show(page)
    assert cells(page, "Leah Novak")[0] == "0004, rev. 2"
    assert cells(page, "Leah Novak")[4:6] == ["today", "today"]
    assert column(page, "decides").tone(row(page, "Leah Novak")) == "warn"
    assert column(page, "decides").tone(row(page, "Bo Reed")) == "ink_2"


def test_search_as_one_types_marks_what_was_typed(page: QuotesPage, five: dict[str, UUID], show: Show) -> None:
    hand = show(page)
    page.focus_search()
    hand.type("quotes_search", "novak boil")
    assert names(page) == ["Leah Novak"]
    found = row(page, "Leah Novak")
    assert column(page, "customer").marks(found) == ((5, 10),)
    assert column(page, "title").marks(found) == ((4, 8),)
    assert column(page, "number").marks(found) == ()
    assert page.header._sub.text() == "1 found"
    hand.type("quotes_search", "003")
    assert names(page) == ["Carl Moor"]
    assert column(page, "number").marks(row(page, "Carl Moor")) == ((1, 4),)


def test_chips_say_how_many_and_go_with_the_search(page: QuotesPage, five: dict[str, UUID], show: Show) -> None:
    hand = show(page)
    one = dict.fromkeys(("Drafts", "Decides", "Expired", "Accepted", "Lost"), "1")
    assert chips(page) == {"All": "5", "No day": "0"} | one
    hand.press("lost")
    assert names(page) == ["Carl Moor"]
    hand.type("quotes_search", "ash")
    assert chips(page) == {"All": "1", "Expired": "1"} | dict.fromkeys(
        ("Drafts", "No day", "Decides", "Accepted", "Lost"), "0"
    )
    hand.press("act")  # nothing lost is found: all is offered
    assert (page.frame.search.text(), page.frame.chips.value(), len(names(page))) == ("", "all", 5)


def test_headings_order_and_turn_round(page: QuotesPage, five: dict[str, UUID], show: Show) -> None:
    hand = show(page)
    sort_by(page, hand, "customer")
    assert names(page) == ["Ann Ash", "Bo Reed", "Carl Moor", "Dee Quist", "Leah Novak"]
    sort_by(page, hand, "customer")
    assert names(page)[0] == "Leah Novak"
    sort_by(page, hand, "number")
    assert names(page)[0] == "Ann Ash"
    sort_by(page, hand, "decides")
    assert names(page)[0] == "Leah Novak"


def test_enter_double_click_and_preview_open(
    page: QuotesPage, five: dict[str, UUID], show: Show, asked: Callable[..., list[Any]], qtbot: Any
) -> None:
    heard = asked(page)
    hand = show(page)
    hand.type("quotes_search", "novak")
    qtbot.keyClick(page.frame.search, Qt.Key.Key_Return)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    previewed(page, qtbot, "Leah Novak")
    hand.press("preview_open")
    assert heard == [("quote", five["Leah Novak"])] * 3
    hand.press("preview_who")
    assert heard[-1] == ("customer", row(page, "Leah Novak").customer_id)


def test_the_preview_says_how_it_stands_and_what_others_bid(
    page: QuotesPage, five: dict[str, UUID], show: Show, qtbot: Any
) -> None:
    hand = show(page)
    previewed(page, qtbot, "Carl Moor")
    assert hand.find(Label, "preview_standing").text() == "Given Fri 20 Nov: sent. Lost Fri 20 Nov: Too dear."
    assert {"Good", "£600", "Better", "£960", "best value"} <= set(said(page.preview))
    assert hand.find(Label, "preview_rival_0").text() == "Cheap & Co, £480"
    assert hand.find(Label, "preview_rival_says_0").text() == "£480 cheaper than your £960 (50%). No guarantee"
    assert hand.find(Label, "preview_rival_1").text() == "Drain & Co, £720"
    assert hand.find(Label, "preview_rival_says_1").text() == "£240 cheaper than your £960 (25%)"
    previewed(page, qtbot, "Leah Novak")
    standing = hand.find(Label, "preview_standing").text()
    assert standing == "Given Fri 20 Nov: sent. Leah Novak decides Fri 27 Nov. Prices hold until 20 December."
    assert hand.find(Label, "preview_rival_0").text() == "Silent Ltd, price not known"
    previewed(page, qtbot, "Bo Reed")
    assert hand.find(Label, "preview_standing").text().endswith("Leah Novak said yes Fri 20 Nov.")
    assert {"taken", "best value", "No other bid is known."} <= set(said(page.preview))
    previewed(page, qtbot, "Dee Quist")
    assert hand.find(Label, "preview_standing").text().startswith("The customer has not seen it yet.")
    previewed(page, qtbot, "Ann Ash")
    assert hand.find(Label, "preview_standing").text().endswith("The prices held until 21 November.")


def test_what_is_noted_elsewhere_is_seen_and_the_row_stays_picked(
    page: QuotesPage, five: dict[str, UUID], desk: Desk, show: Show, qtbot: Any
) -> None:
    hand = show(page)
    previewed(page, qtbot, "Leah Novak")
    desk.do(quotes.decide_by, five["Leah Novak"], date(2026, 11, 26), "Jo", "Whether it fits", label="Decision")
    qtbot.waitUntil(lambda: "Jo decides tomorrow." in hand.find(Label, "preview_standing").text())
    assert "What will decide it: Whether it fits." in hand.find(Label, "preview_standing").text()
    assert page.table.picked().customer == "Leah Novak"
    assert cells(page, "Leah Novak")[5] == "tomorrow"


def test_rivals_prices_are_compared_once_there_are_enough(
    page: QuotesPage, five: dict[str, UUID], desk: Desk, show: Show, qtbot: Any
) -> None:
    show(page)
    qtbot.waitUntil(page.rivals.isVisible)
    assert page.rivals.text() == "2 rivals’ prices are known. With fewer than 5 they say nothing yet."
    for who, price in (("A", 120_000), ("B", 96_000), ("C", 90_000)):
        desk.do(quotes.add_rival, five["Leah Novak"], who, price, label="Bid noted")
    words = "Of 5 rivals’ prices: 3 cheaper than yours, 1 dearer, 1 the same. The one in the middle is 6% cheaper."
    qtbot.waitUntil(lambda: page.rivals.text() == words)


def test_without_a_rival_it_says_what_to_do(page: QuotesPage, owner: Owner, show: Show, qtbot: Any) -> None:
    owner.drafted()
    show(page)
    qtbot.waitUntil(page.rivals.isVisible)
    assert page.rivals.text().startswith("No rival’s price is known yet.")


def test_the_customer_is_rung_from_here(
    page: QuotesPage, five: dict[str, UUID], show: Show, qtbot: Any, links: list[str]
) -> None:
    hand = show(page)
    previewed(page, qtbot, "Bo Reed")
    qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hand.sheet("note").dismiss()
    hand.press("preview_call")
    hand.sheet("note").dismiss()
    assert links == ["tel:+442079460958"] * 2


def test_in_a_narrow_window_the_preview_is_a_sheet(
    page: QuotesPage, five: dict[str, UUID], show: Show, qtbot: Any, asked: Callable[..., list[Any]]
) -> None:
    heard = asked(page)
    hand = show(page, 1093, 614)
    assert not page.frame.side.isVisible()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    sheet = hand.sheet("preview_sheet")
    assert "Quote 0004" in said(sheet)
    hand.press("preview_back", sheet)
    assert hand.no_sheet()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    hand.press("preview_open")
    assert hand.no_sheet()
    assert heard == [("quote", five["Leah Novak"])]


def test_space_hides_the_preview_and_brings_it_back(
    page: QuotesPage, five: dict[str, UUID], show: Show, qtbot: Any
) -> None:
    show(page)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert not page.frame.side.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.frame.side.isVisible()


def test_a_large_book_is_put_in_order_beside_the_window(
    page: QuotesPage, five: dict[str, UUID], desk: Desk, show: Show, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand, goes_on = show(page), Event()
    monkeypatch.setattr(quote_listings, "MANY", 4)
    desk.background.wait()
    desk.background.run(goes_on.wait, lambda _done: None, lambda _words: None)
    sort_by(page, hand, "decides")
    qtbot.waitUntil(page.frame.loading.isVisible)
    assert not page.frame.card.isVisible()
    goes_on.set()
    qtbot.waitUntil(page.frame.card.isVisible)
    assert names(page)[0] == "Leah Novak"
    sort_by(page, hand, "customer")  # which an index holds
    assert names(page)[0] == "Ann Ash"


def test_many_that_are_found_may_be_more(
    page: QuotesPage, five: dict[str, UUID], show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quote_listings, "MOST", 2)
    monkeypatch.setattr("tradesman.ui.parts.quote_list_columns.MOST", 2)
    hand = show(page)
    hand.type("quotes_search", "boiler")
    assert page.header._sub.text() == "2 found, and perhaps more"


def test_a_name_that_looks_like_a_page_is_shown_as_its_letters(
    page: QuotesPage, owner: Owner, show: Show, qtbot: Any
) -> None:
    name = "<b>x</b><img src=y>"
    quote_id = owner.drafted(owner.enquiry(owner.customer(name), "Boiler", answered_live=True))
    owner.do(quotes.change, quote_id, title=name)
    owner.do(quotes.add_rival, quote_id, name, 1_000, name)
    show(page)
    assert cells(page, name)[1:3] == [name, name]
    previewed(page, qtbot, name)
    labels = [label for label in page.preview.findChildren(QLabel) if name in label.text()]
    assert len(labels) >= 4
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
