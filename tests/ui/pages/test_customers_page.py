from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tradesman.book.store import Session
from tradesman.services import customers, jobs
from tradesman.ui.desk import Desk
from tradesman.ui.pages.customers_page import CustomersPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label

Show = Callable[..., Any]


def three(session: Session) -> bool:
    daniel = customers.add(session, "Daniel Hart", phone="07700 900118", address="8 Orchard Close")
    customers.add(session, "Leah Novak", phone="07700 900161", email="leah@example.org", address="19 Tannery Yard")
    colin = customers.add(session, "Colin Baird")
    session.flush()
    jobs.done_and_paid(session, daniel.id, "Outside light", 18_500, "Cash")
    jobs.done_and_paid(session, daniel.id, "Two sockets", 12_000, "Cash")
    customers.set_do_not_contact(session, colin.id, leave_alone=True)
    return True


@pytest.fixture
def page(desk: Desk, theme: Theme) -> CustomersPage:
    return CustomersPage(desk, theme)


def names(page: CustomersPage) -> list[str]:
    model = page.table.rows
    return [model.row(number).name for number in range(model.rowCount())]


def test_nobody_yet_offers_the_first_enquiry(page: CustomersPage, show: Show, qtbot: Any) -> None:
    hand = show(page)
    assert page.nobody.isVisible()
    assert not page.card.isVisible()
    with qtbot.waitSignal(page.enquiry_asked):
        hand.press("act", page.nobody)


def test_the_list_says_who_stands_where(page: CustomersPage, desk: Desk, show: Show, qtbot: Any) -> None:
    desk.do(three, label="Three")
    show(page)
    QAbstractItemModelTester(page.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert names(page) == ["Colin Baird", "Daniel Hart", "Leah Novak"]
    row = page.table.rows.row(1)
    assert page._sentence(row) == "Daniel Hart, 8 Orchard Close, Done, Say thank you, Mon 23 Nov, £305"
    badge = page._repeat(row)
    assert badge is not None
    assert badge.text == "repeat"
    assert "Do not contact" in page._sentence(page.table.rows.row(0))


def test_search_as_one_types(page: CustomersPage, desk: Desk, show: Show, qtbot: Any) -> None:
    desk.do(three, label="Three")
    hand = show(page)
    page.focus_search()
    hand.type("customers_search", "orch")
    assert names(page) == ["Daniel Hart"]
    assert page._where(page.table.rows.row(0)) == "“8 Orchard Close”"
    hand.type("customers_search", "900161")
    assert names(page) == ["Leah Novak"]
    hand.type("customers_search", "zzz")
    assert page.not_found.isVisible()
    assert not page.side.isVisible()
    page.search.clear()
    assert len(names(page)) == 3


def test_enter_and_double_click_open(
    page: CustomersPage, desk: Desk, show: Show, asked: Callable[..., list[Any]], qtbot: Any
) -> None:
    desk.do(three, label="Three")
    heard = asked(page)
    hand = show(page)
    hand.type("customers_search", "daniel")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    daniel = page.table.rows.row(0).id
    assert heard == [("customer", daniel)]
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert heard == [("customer", daniel)] * 2
    hand.press("preview_open")
    assert len(heard) == 3


def test_preview_follows_the_row(page: CustomersPage, desk: Desk, show: Show, links: list[str]) -> None:
    desk.do(three, label="Three")
    hand = show(page)
    assert hand.find(Label, "preview_name").text() == "Colin Baird"
    assert page.preview.findChild(Label, "preview_name") is not None
    page.table.pick(2)
    assert hand.find(Label, "preview_name").text() == "Leah Novak"
    hand.press("preview_call")
    hand.press("preview_message")
    assert links == ["tel:07700900161", "mailto:leah@example.org"]
    hand.window.resize(1093, 614)
    assert not page.side.isVisible()


def test_a_change_of_the_book_is_seen_and_the_row_stays_picked(page: CustomersPage, desk: Desk, show: Show) -> None:
    desk.do(three, label="Three")
    show(page)
    page.table.pick(1)
    desk.do(customers.add, "Aaron Aldous", label="Customer")
    assert names(page)[0] == "Aaron Aldous"
    assert page.table.picked().name == "Daniel Hart"
