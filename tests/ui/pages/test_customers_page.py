from collections.abc import Callable
from datetime import date, time
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.conftest import Clock, Hand
from tradesman.book import followup
from tradesman.book.customer import Customer, Source, Whereabouts
from tradesman.book.enquiry import CameBy, Outcome
from tradesman.book.errors import BookError
from tradesman.book.quote import GivenBy
from tradesman.book.store import Book, Session
from tradesman.services import (
    businesses,
    customers,
    directory,
    enquiries,
    followups,
    jobs,
    listings,
    overviews,
    partners,
    promises,
    quotes,
    visits,
)
from tradesman.services.listings import Order, View
from tradesman.ui.desk import Desk
from tradesman.ui.pages.customers_page import CustomersPage
from tradesman.ui.parts.listing_reader import ListingReader
from tradesman.ui.theme import Theme
from tradesman.ui.widgets import regions
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.labels import Label

Show = Callable[..., Any]


def three(session: Session) -> bool:
    daniel = customers.add(session, "Daniel Hart", phone="07700 900118", address="8 Orchard Close, Ashcombe")
    customers.add(session, "Leah Novak", phone="07700 900161", email="leah@example.org", address="The Old Mill, Harrow")
    colin = customers.add(session, "Colin Baird")
    session.flush()
    jobs.done_and_paid(session, daniel.id, "Outside light", 18_500, "Cash")
    jobs.done_and_paid(session, daniel.id, "Two sockets", 12_000, "Cash")
    customers.set_do_not_contact(session, colin.id, leave_alone=True)
    return True


@pytest.fixture
def page(desk: Desk, theme: Theme, qtbot: Any) -> Any:
    made = CustomersPage(desk, theme)
    yield made
    desk.background.wait()


def names(page: CustomersPage) -> list[str]:
    model = page.table.rows
    return [model.row(number).name for number in range(model.rowCount())]


def cells(page: CustomersPage, number: int) -> list[str]:
    model = page.table.rows
    return [model.index(number, column).data() for column in range(model.columnCount())]


def column(page: CustomersPage, key: str) -> Any:
    return next(column for column in page.table.rows.columns if column.key == key)


def chips(page: CustomersPage) -> dict[str, str]:
    return {chip.text(): chip._count for chip in page.frame.chips.findChildren(Chip)}


def previewed(page: CustomersPage, qtbot: Any, name: str) -> None:
    """Waits until the preview is about somebody."""

    def is_there() -> bool:
        found = page.preview.findChild(Label, "preview_name")
        return isinstance(found, Label) and found.text() == name

    qtbot.waitUntil(is_there)


def pick(page: CustomersPage, name: str) -> None:
    page.table.pick(names(page).index(name))


def sort_by(page: CustomersPage, hand: Hand, key: str) -> None:
    heading = page.table.horizontalHeader()
    number = [column.key for column in page.table.rows.columns].index(key)
    place = heading.viewport().rect().topLeft()
    place.setX(heading.sectionViewportPosition(number) + 20)
    place.setY(10)
    hand.click(heading.viewport(), place)


def said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_nobody_yet_offers_the_first_enquiry(page: CustomersPage, show: Show, qtbot: Any) -> None:
    hand = show(page)
    assert page.nobody.isVisible()
    assert not page.frame.card.isVisible()
    assert not page.frame.side.isVisible()
    with qtbot.waitSignal(page.enquiry_asked):
        hand.press("act", page.nobody)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(page.frame.search, key)
    qtbot.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def test_the_list_says_who_stands_where(page: CustomersPage, desk: Desk, show: Show, qtbot: Any) -> None:
    desk.do(three, label="Three")
    show(page)
    QAbstractItemModelTester(page.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert names(page) == ["Daniel Hart", "Colin Baird", "Leah Novak"]
    row = page.table.rows.row(0)
    assert cells(page, 0) == ["Daniel Hart", "8 Orchard Close", "", "today 10:00", "Say thank you, Mon", "£305"]
    assert cells(page, 1)[3:] == ["—", "Do not contact", "—"]
    assert cells(page, 2)[1] == "The Old Mill, Harrow"
    sentence = (
        "Daniel Hart, 8 Orchard Close, repeat, Done, last contact today 10:00, Say thank you, Mon, £305. Enter to open."
    )
    assert page._columns.sentence(row) == sentence
    badge = column(page, "name").badge
    assert (badge(row).text, badge(page.table.rows.row(2))) == ("repeat", None)
    alone = page.table.rows.row(1)
    assert {column(page, key).tone(alone) for key in ("name", "address", "last", "next", "worth")} == {"ink_3"}
    assert column(page, "next").icon(alone) == "ban"


@pytest.mark.parametrize(("where", "words"), [(Whereabouts.MOVED, "Moved away"), (Whereabouts.DIED, "Died")])
def test_who_is_gone_is_marked(
    page: CustomersPage, desk: Desk, show: Show, qtbot: Any, where: Whereabouts, words: str
) -> None:
    leah = desk.do(customers.add, "Leah Novak", label="Customer")
    assert leah is not None
    desk.do(customers.set_whereabouts, leah.id, where, label="Gone")
    show(page)
    assert column(page, "name").badge(page.table.rows.row(0)).text == words
    previewed(page, qtbot, "Leah Novak")
    assert words in said(page.preview)


def test_search_as_one_types_marks_what_was_typed(page: CustomersPage, desk: Desk, show: Show) -> None:
    desk.do(three, label="Three")
    hand = show(page)
    page.focus_search()
    hand.type("customers_search", "orch")
    assert names(page) == ["Daniel Hart"]
    row = page.table.rows.row(0)
    assert cells(page, 0)[1] == "8 Orchard Close, Ashcombe"
    assert column(page, "address").marks(row) == ((2, 6),)
    assert column(page, "name").marks(row) == ()
    assert page.header._sub.text() == "1 found"
    hand.type("customers_search", "hart")
    assert column(page, "name").marks(page.table.rows.row(0)) == ((7, 11),)
    hand.type("customers_search", "sock")
    assert cells(page, 0)[1] == "“Two sockets”"
    assert column(page, "address").marks(page.table.rows.row(0)) == ((5, 9),)
    page.frame.search.clear()
    assert len(names(page)) == 3
    assert column(page, "name").marks(page.table.rows.row(0)) == ()


@pytest.mark.parametrize("typed", ["900161", "+44 7700 900161", "0044 7700-900161", "(07700) 900161"])
def test_a_number_in_any_writing_is_found_and_marked(page: CustomersPage, desk: Desk, show: Show, typed: str) -> None:
    desk.do(three, label="Three")
    hand = show(page)
    hand.type("customers_search", typed)
    assert names(page) == ["Leah Novak"]
    assert cells(page, 0)[1] == "“07700 900161”"
    assert column(page, "address").marks(page.table.rows.row(0))


def test_what_is_not_there_offers_everybody(page: CustomersPage, desk: Desk, show: Show) -> None:
    desk.do(three, label="Three")
    hand = show(page)
    hand.press("repeat")
    hand.type("customers_search", "zzz")
    assert page.not_found.isVisible()
    assert not page.frame.side.isVisible()
    hand.press("act", page.not_found)
    assert (page.frame.search.text(), page.frame.chips.value(), len(names(page))) == ("", "all", 3)


def test_a_name_that_looks_like_a_page_is_shown_as_its_letters(
    page: CustomersPage, desk: Desk, show: Show, qtbot: Any
) -> None:
    name = "<b>x</b><img src=y>"
    desk.do(customers.add, name, phone=name, address=name, label="Customer")
    show(page)
    assert cells(page, 0)[:2] == [name, name]
    previewed(page, qtbot, name)
    labels = [label for label in page.preview.findChildren(QLabel) if label.text() == name]
    assert len(labels) == 3
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_chips_say_how_many_and_go_with_the_search(page: CustomersPage, desk: Desk, show: Show, qtbot: Any) -> None:
    desk.do(three, label="Three")
    hand = show(page)
    qtbot.waitUntil(lambda: chips(page)["All"] == "3")
    again = {"Check-up due": "0", "Guarantee ends soon": "0", "Not seen for long": "0"}
    assert chips(page) == {"All": "3", "Active": "0", "Repeat": "1", "Win-back": "0", "Do not contact": "1"} | again
    hand.press("left_alone")
    assert names(page) == ["Colin Baird"]
    hand.press("repeat")
    assert names(page) == ["Daniel Hart"]
    hand.type("customers_search", "mill")
    assert page.not_found.isVisible()
    assert chips(page) == {"All": "1", "Active": "0", "Repeat": "0", "Win-back": "0", "Do not contact": "0"} | again
    hand.press("all")
    assert names(page) == ["Leah Novak"]
    leah = page.table.picked().id
    desk.do(enquiries.log, leah, "Boiler drips", CameBy.PHONE, label="Enquiry")
    qtbot.waitUntil(lambda: chips(page)["Active"] == "1")


def test_headings_order_and_turn_round(page: CustomersPage, desk: Desk, show: Show) -> None:
    desk.do(three, label="Three")
    hand = show(page)
    heading = page.table._heading
    assert (heading.sort_key, heading.ascending) == ("next", False)
    sort_by(page, hand, "name")
    assert names(page) == ["Colin Baird", "Daniel Hart", "Leah Novak"]
    sort_by(page, hand, "name")
    assert (names(page)[0], heading.ascending) == ("Leah Novak", True)
    for key in ("last", "worth", "next"):
        sort_by(page, hand, key)
        assert (names(page)[0], heading.sort_key) == ("Daniel Hart", key)
    hand.type("customers_search", "a")
    assert QGuiApplication.overrideCursor() is None


def test_enter_and_double_click_open(
    page: CustomersPage, desk: Desk, show: Show, asked: Callable[..., list[Any]], qtbot: Any
) -> None:
    desk.do(three, label="Three")
    heard = asked(page)
    hand = show(page)
    hand.type("customers_search", "daniel")
    qtbot.keyClick(page.frame.search, Qt.Key.Key_Return)
    daniel = page.table.rows.row(0).id
    assert heard == [("customer", daniel)]
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert heard == [("customer", daniel)] * 2
    previewed(page, qtbot, "Daniel Hart")
    hand.press("preview_open")
    assert len(heard) == 3


def test_the_arrows_move_while_one_types(page: CustomersPage, desk: Desk, show: Show, qtbot: Any) -> None:
    desk.do(three, label="Three")
    show(page)
    qtbot.keyClick(page.frame.search, Qt.Key.Key_Down)
    assert page.table.picked().name == "Colin Baird"
    qtbot.keyClick(page.frame.search, Qt.Key.Key_Down)
    qtbot.keyClick(page.frame.search, Qt.Key.Key_Down)
    assert page.table.picked().name == "Leah Novak"
    qtbot.keyClick(page.frame.search, Qt.Key.Key_Up)
    assert page.table.picked().name == "Colin Baird"


def test_preview_follows_the_row(page: CustomersPage, desk: Desk, show: Show, links: list[str], qtbot: Any) -> None:
    desk.do(three, label="Three")
    hand = show(page)
    previewed(page, qtbot, "Daniel Hart")
    assert {"Done, £305", "07700 900118", "8 Orchard Close, Ashcombe", "Not asked yet."} <= set(said(page.preview))
    pick(page, "Colin Baird")
    previewed(page, qtbot, "Colin Baird")
    assert not hand.find(QWidget, "preview_call").isEnabled()
    assert {"Do not contact", "No number and no address yet.", "No enquiry yet"} <= set(said(page.preview))
    pick(page, "Leah Novak")
    previewed(page, qtbot, "Leah Novak")
    hand.press("preview_call")
    assert links == ["tel:+447700900161"]
    hand.type("words", "Rings back")
    hand.press("main", hand.sheet("note"))
    qtbot.waitUntil(lambda: "Rings back" in said(page.preview))
    hand.press("preview_message")
    hand.sheet().dismiss()


def test_who_is_left_alone_is_rung_back_from_here_too(
    page: CustomersPage, desk: Desk, show: Show, links: list[str], qtbot: Any
) -> None:
    leah = desk.do(customers.add, "Leah Novak", phone="07700 900161", label="Customer")
    assert leah is not None
    desk.do(enquiries.log, leah.id, "Boiler drips", CameBy.PHONE, label="Enquiry")
    desk.do(customers.set_do_not_contact, leah.id, leave_alone=True, label="Do not contact")
    hand = show(page)
    previewed(page, qtbot, "Leah Novak")
    qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hand.sheet("log_call").dismiss()
    hand.press("preview_call")
    hand.sheet("log_call").dismiss()
    assert links == ["tel:+447700900161"] * 2


def test_a_call_that_is_due_is_logged_from_here(
    page: CustomersPage, desk: Desk, show: Show, links: list[str], qtbot: Any, asked: Callable[..., list[Any]]
) -> None:
    leah = desk.do(customers.add, "Leah Novak", phone="07700 900161", label="Customer")
    assert leah is not None
    enquiry = desk.do(enquiries.log, leah.id, "Boiler drips", CameBy.PHONE, label="Enquiry")
    assert enquiry is not None
    hand = show(page)
    previewed(page, qtbot, "Leah Novak")
    qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert links == ["tel:+447700900161"]
    hand.press("no_answer", hand.sheet())
    (attempt,) = desk.ask(overviews.case, enquiry.id).enquiry.attempts
    assert attempt.outcome == Outcome.NO_ANSWER


def test_a_message_that_is_due_is_offered(
    page: CustomersPage, desk: Desk, show: Show, clock: Clock, qtbot: Any
) -> None:
    desk.do(three, label="Three")
    clock.later(days=3)
    hand = show(page)
    previewed(page, qtbot, "Daniel Hart")
    hand.press("preview_message")
    assert hand.sheet("message")


def test_who_cannot_be_rung_is_told(page: CustomersPage, desk: Desk, show: Show, qtbot: Any, links: list[str]) -> None:
    desk.do(three, label="Three")
    desk.do(customers.add, "Zoe Abbott", label="Customer")
    told: list[str] = []
    desk.told.connect(lambda _words, more: told.append(more))
    show(page)
    for name in ("Colin Baird", "Zoe Abbott"):
        pick(page, name)
        qtbot.keyClick(page.frame.search, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert told == ["Colin Baird asked not to be contacted.", "There is no number of Zoe Abbott yet."]
    assert links == []


def test_numbers_are_copied(page: CustomersPage, desk: Desk, show: Show, qtbot: Any) -> None:
    desk.do(three, label="Three")
    told: list[str] = []
    desk.told.connect(lambda words, _more: told.append(words))
    hand = show(page)
    page.table.setFocus()
    copies = (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, *copies)
    assert QGuiApplication.clipboard().text() == "07700 900118"
    pick(page, "Colin Baird")
    qtbot.keyClick(page.table, *copies)
    pick(page, "Leah Novak")
    previewed(page, qtbot, "Leah Novak")
    hand.press("preview_copy_1")
    assert QGuiApplication.clipboard().text() == "leah@example.org"
    assert told == ["07700 900118 copied", "No phone number to copy", "leah@example.org copied"]


def test_space_hides_the_preview_and_brings_it_back(page: CustomersPage, desk: Desk, show: Show, qtbot: Any) -> None:
    desk.do(three, label="Three")
    show(page)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert not page.frame.side.isVisible()
    pick(page, "Leah Novak")
    assert not page.frame.side.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.frame.side.isVisible()
    previewed(page, qtbot, "Leah Novak")


def test_in_a_narrow_window_the_preview_is_a_sheet(
    page: CustomersPage, desk: Desk, show: Show, qtbot: Any, asked: Callable[..., list[Any]], links: list[str]
) -> None:
    desk.do(three, label="Three")
    heard = asked(page)
    hand = show(page, 1093, 614)
    assert not page.frame.side.isVisible()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    sheet = hand.sheet("preview_sheet")
    assert "Daniel Hart" in said(sheet)
    hand.press("preview_back", sheet)
    assert hand.no_sheet()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    hand.press("preview_open")
    assert hand.no_sheet()
    assert heard == [("customer", page.table.picked().id)]
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    hand.press("preview_call")
    assert links == ["tel:+447700900118"]
    hand.sheet("note").dismiss()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    hand.press("preview_message")
    hand.sheet("message").dismiss()


def test_two_records_that_look_alike_are_merged_from_here(
    page: CustomersPage, desk: Desk, show: Show, qtbot: Any
) -> None:
    desk.do(three, label="Three")
    desk.do(customers.add, "D. Hart", phone="+44 7700 900118", label="Customer")
    hand = show(page)
    previewed(page, qtbot, "Daniel Hart")
    hand.press("act", page.preview)
    hand.press("main", hand.sheet("merge"))
    assert names(page) == ["Daniel Hart", "Colin Baird", "Leah Novak"]
    assert page.table.picked().name == "Daniel Hart"
    qtbot.waitUntil(lambda: page.preview.findChild(QWidget, "preview_twin") is None)
    assert desk.undo() == "Two customers made one"
    assert desk.ask(directory.count) == 4


def test_two_records_that_are_two_people_are_not_offered_again(
    page: CustomersPage, desk: Desk, show: Show, qtbot: Any
) -> None:
    desk.do(three, label="Three")
    desk.do(customers.add, "D. Hart", phone="+44 7700 900118", label="Customer")
    hand = show(page)
    previewed(page, qtbot, "Daniel Hart")
    hand.press("act", page.preview)
    hand.press("apart", hand.sheet("merge"))
    qtbot.waitUntil(lambda: page.preview.findChild(QWidget, "preview_twin") is None)
    assert desk.ask(directory.count) == 4
    assert desk.undo() == "Kept as two people"
    qtbot.waitUntil(lambda: page.preview.findChild(QWidget, "preview_twin") is not None)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"source": Source.REFERRED}, "Recommended by somebody."),
        ({"source": Source.REFERRED, "source_words": "the vicar"}, "Recommended by the vicar."),
        ({"source": Source.INTERNET, "source_words": "the June advert"}, "On the internet: the June advert"),
        ({"source": Source.OTHER}, "In another way."),
        ({"source": Source.KNOWS_ME}, "You know each other."),
    ],
)
def test_how_they_found_the_owner_is_said(
    page: CustomersPage, desk: Desk, show: Show, qtbot: Any, fields: dict[str, Any], words: str
) -> None:
    desk.do(customers.add, "Leah Novak", label="Customer", **fields)
    hand = show(page)
    previewed(page, qtbot, "Leah Novak")
    assert hand.find(Label, "preview_source").text() == words


def test_who_recommended_them_is_said(page: CustomersPage, desk: Desk, show: Show, qtbot: Any) -> None:
    otto = desk.do(customers.add, "Otto Lang", label="Customer")
    mason = desk.do(partners.add, "Harker Masonry", "Chimneys", label="Partner")
    assert otto is not None
    assert mason is not None
    desk.do(customers.add, "Leah Novak", recommended_by_id=otto.id, label="Customer")
    desk.do(customers.add, "Tom Reed", partner_id=mason.id, label="Customer")
    hand = show(page)
    for name, words in (("Leah Novak", "Otto Lang."), ("Tom Reed", "Harker Masonry, a partner.")):
        pick(page, name)
        previewed(page, qtbot, name)
        assert hand.find(Label, "preview_source").text() == f"Recommended by {words}"


def coming(session: Session) -> dict[str, Customer]:
    """One of each kind of next step."""
    made = {name: customers.add(session, name, phone="1") for name in ("Call", "Visit", "Promise", "Start")}
    session.flush()
    enquiries.log(session, made["Call"].id, "Leak", CameBy.PHONE)
    asked = enquiries.log(session, made["Visit"].id, "Leak", CameBy.PHONE, answered_live=True)
    session.flush()
    visits.book(session, asked.id, date(2026, 11, 20), time(13, 30))
    promises.make(session, made["Promise"].id, "Sample", date(2026, 11, 20), due_at_time=time(17))
    return made


def test_what_comes_next_grows_more_pressing(page: CustomersPage, desk: Desk, show: Show, clock: Clock) -> None:
    desk.do(coming, label="Coming")
    show(page)

    def upcoming() -> dict[str, tuple[str, str]]:
        found = column(page, "next")
        rows = [page.table.rows.row(number) for number in range(4)]
        return {row.name: (found.words(row), found.tone(row)) for row in rows if row.step is not None}

    assert upcoming() == {
        "Call": ("Call by 11:00", "warn"),
        "Visit": ("Visit 13:30", "ink_2"),
        "Promise": ("Promise by 17:00", "warn"),
    }
    clock.later(hours=8)
    page.invalidate()
    assert upcoming() == {
        "Call": ("Call, 7 h late", "danger"),
        "Visit": ("Was to visit 13:30", "danger"),
        "Promise": ("Promise by 17:00", "danger"),
    }
    clock.later(days=1)
    page.invalidate()
    assert upcoming() == {
        "Call": ("Call, late since Fri", "danger"),
        "Visit": ("Was to visit Fri 13:30", "danger"),
        "Promise": ("Promise, since Fri", "danger"),
    }


def test_what_only_the_owner_can_decide_is_said_in_list_and_preview(
    page: CustomersPage, desk: Desk, show: Show, qtbot: Any
) -> None:
    def enquiry(session: Session) -> None:
        asked = customers.add(session, "Leah Novak", phone="07700 900161")
        session.flush()
        enquiries.log(session, asked.id, "Leak", CameBy.PHONE, answered_live=True)

    desk.do(enquiry, label="Enquiry")
    show(page)
    assert cells(page, 0)[4] == "Next step?"
    assert column(page, "next").tone(page.table.rows.row(0)) == "warn"
    previewed(page, qtbot, "Leah Novak")
    assert "Choose the next step" in said(page.preview)


def test_a_large_book_is_put_in_order_beside_the_window(
    page: CustomersPage, desk: Desk, show: Show, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "MANY", 0)
    desk.do(three, label="Three")
    hand, goes_on = show(page), Event()
    desk.background.run(goes_on.wait, lambda _done: None, lambda _words: None)
    sort_by(page, hand, "worth")
    assert page.frame.card.isVisible()
    qtbot.waitUntil(page.frame.loading.isVisible)
    assert not page.frame.card.isVisible()
    goes_on.set()
    qtbot.waitUntil(page.frame.card.isVisible)
    assert not page.frame.loading.isVisible()
    assert names(page) == ["Daniel Hart", "Colin Baird", "Leah Novak"]


def test_a_list_that_is_not_wanted_any_more_is_not_shown(
    page: CustomersPage, desk: Desk, show: Show, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "MANY", 0)
    desk.do(three, label="Three")
    hand, goes_on = show(page), Event()
    desk.background.run(goes_on.wait, lambda _done: None, lambda _words: None)
    sort_by(page, hand, "worth")
    sort_by(page, hand, "name")
    goes_on.set()
    desk.background.wait()
    QApplication.processEvents()
    assert names(page) == ["Colin Baird", "Daniel Hart", "Leah Novak"]
    assert page.frame.card.isVisible()


def test_a_list_that_cannot_be_read_says_why(book: Book, clock: Clock, qtbot: Any) -> None:
    desk = Desk(book, clock)
    reader = ListingReader(desk, desk)
    listing = listings.Listing(View(order=Order.WORTH), 1, {})
    listing.slow = True
    listing.follow([fails], None)
    with qtbot.waitSignal(desk.failed) as failed:
        reader.read(listing)
    assert failed.args == ["The book cannot be read."]


def fails(_session: Session, _least: int) -> list[Any]:
    raise BookError("The book cannot be read.")


def test_a_change_of_the_book_is_seen_and_the_row_stays_picked(
    page: CustomersPage, desk: Desk, show: Show, qtbot: Any
) -> None:
    desk.do(three, label="Three")
    show(page)
    pick(page, "Colin Baird")
    desk.do(customers.add, "Aaron Aldous", label="Customer")
    assert names(page)[1] == "Aaron Aldous"
    assert page.table.picked().name == "Colin Baird"
    desk.do(businesses.change, country="DE", region="", label="Moved")
    assert page._columns._country == "DE"


def test_many_that_are_found_may_be_more(
    page: CustomersPage, desk: Desk, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory, "MOST", 2)
    desk.do(three, label="Three")
    hand = show(page)
    hand.type("customers_search", "example")
    assert page.header._sub.text() == "1 found"
    hand.type("customers_search", "07700")
    assert page.header._sub.text() == "2 found, and perhaps more"
    assert desk.ask(listings.listing, listings.View("07700")).count == 2
    again = {"Check-up due": "0+", "Guarantee ends soon": "0+", "Not seen for long": "0+"}
    found = {"All": "2+", "Active": "0+", "Repeat": "1+", "Win-back": "0+", "Do not contact": "0+"}
    assert chips(page) == found | again
    hand.click(page.frame.chips.findChild(Chip, "repeat"))
    assert (names(page), chips(page)["Repeat"]) == (["Daniel Hart"], "1")


def test_what_is_remembered_of_somebody_may_be_of_different_kinds(page: CustomersPage, desk: Desk, show: Show) -> None:
    desk.do(three, label="Three")
    hand = show(page)
    hand.type("customers_search", "hart orchard")
    assert names(page) == ["Daniel Hart"]
    hand.type("customers_search", "leah 900161")
    assert names(page) == ["Leah Novak"]
    assert page.header._sub.text() == "1 found"


def quoted(session: Session) -> None:
    """Somebody who decides on Tuesday."""
    customer = customers.add(session, "Ivo Brandt", phone="1")
    session.flush()
    enquiry = enquiries.log(session, customer.id, "Shower", CameBy.PHONE, answered_live=True)
    quote = quotes.draft(session, enquiry.id, "Shower")
    session.flush()
    option = quotes.add_option(session, quote.id, "Shower")
    quotes.add_line(session, quote.id, option.id, "Shower", 50_000)
    quotes.give(session, quote.id, GivenBy.SENT, decision_on=date(2026, 11, 24))
    followups.overtake(session, quote.id, "No use", followup.Event.QUOTE_GIVEN)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, ("Decides Tue", "ink_2")), (3, ("Decides Tue", "warn")), (4, ("Decides today", "warn"))],
)
def test_who_decides_has_the_day_of_the_decision_in_the_list(
    page: CustomersPage, desk: Desk, show: Show, clock: Clock, days: int, words: tuple[str, str]
) -> None:
    desk.do(quoted, label="Quoted")
    clock.later(days=days)
    show(page)
    found, row = column(page, "next"), page.table.rows.row(0)
    assert (found.words(row), found.tone(row)) == words
    clock.later(days=12)
    page.invalidate()
    assert found.words(page.table.rows.row(0)) == "Was to decide 24 Nov"


def test_f6_comes_to_what_is_typed_into_and_the_chips(page: CustomersPage, desk: Desk, show: Show) -> None:
    desk.do(three, label="Customers")
    hand = show(page)
    page.frame.table.setFocus()
    regions.go_on(hand.window, forward=False)
    assert hand.window.focusWidget() is page.frame.search
    regions.go_on(hand.window, forward=True)
    assert hand.window.focusWidget() is page.frame.table
