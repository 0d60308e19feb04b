from collections.abc import Callable
from typing import Any

import pytest

from tradesman.book.customer import ContactKind, Customer, Source, Whereabouts
from tradesman.book.enquiry import CameBy, Enquiry
from tradesman.book.errors import BookError
from tradesman.book.store import Session
from tradesman.services import customers, enquiries, jobs, overviews, quotes
from tradesman.ui.desk import Desk
from tradesman.ui.pages.customer_page import CustomerPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.timeline_delegate import ENTRY_ROLE, TimelineEntry

Show = Callable[..., Any]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus, offscreen


def daniel(session: Session) -> Customer:
    customer = customers.add(session, "Daniel Hart", phone="07700 900118", address="8 Orchard Close")
    session.flush()
    jobs.done_and_paid(session, customer.id, "Outside light", 18_500, "Cash")
    return customer


def leah(session: Session) -> Enquiry:
    customer = customers.add(session, "Leah Novak", phone="07700 900161", email="leah@example.org")
    session.flush()
    return enquiries.log(session, customer.id, "Water on the floor", CameBy.MISSED_CALL)


@pytest.fixture
def page(desk: Desk, theme: Theme) -> CustomerPage:
    return CustomerPage(desk, theme)


def made(desk: Desk, deed: Any, *args: Any) -> Any:
    done = desk.do(deed, *args, label="Made")
    assert done is not None
    return done


def line(page: CustomerPage) -> list[TimelineEntry]:
    model = page.line.line.model()
    return [model.index(number, 0).data(ENTRY_ROLE) for number in range(model.rowCount())]


def said(page: CustomerPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def test_timeline_contact_and_money(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    show(page)
    entries = line(page)
    assert [entry.state for entry in entries][:2] == ["next", "next"]
    assert {entry.title for entry in entries} >= {
        "Three months on",
        "Say thank you",
        "Job done",
        "Asked: Outside light",
    }
    assert {"Daniel Hart", "07700 900118", "8 Orchard Close", "£185.00"} <= set(said(page))
    assert not page.repeat.isVisible()
    made(desk, jobs.done_and_paid, customer.id, "Sockets", 10_000, "Cash")
    assert page.repeat.text() == "Repeat customer, 2 jobs"
    assert "£285.00" in said(page)


def test_the_call_that_is_due_is_logged_from_here(page: CustomerPage, desk: Desk, show: Show, links: list[str]) -> None:
    enquiry = made(desk, leah)
    page.show_subject(enquiry.customer_id)
    hand = show(page)
    today = next(entry for entry in line(page) if entry.state == "today")
    assert (today.title, today.action) == ("Return the call", "Call")
    assert not page.enquiry.isVisible()  # one is open
    hand.press("customer_call")
    hand.sheet("log_call")
    assert links == ["tel:07700900161"]
    hand.choose("outcome", "Left a message")
    hand.press("main", hand.sheet())
    assert "Rung back: left a message" in [entry.title for entry in line(page)]
    hand.press("open_enquiry_0")
    hand.sheet("log_call").dismiss()


def test_any_other_call_may_leave_a_note(page: CustomerPage, desk: Desk, show: Show, links: list[str]) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_call")
    hand.type("words", "Wants a quote in spring")
    hand.press("main", hand.sheet("note"))
    assert links == ["tel:07700900118"]
    assert any(entry.second == "Wants a quote in spring" for entry in line(page))
    hand.press("customer_message")
    assert links[1:] == ["sms:07700900118"]


def test_add_a_note(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_add_note")
    hand.press("main", hand.sheet("note"))
    assert hand.sheet().form.box("words").error == "This is needed."
    hand.type("words", "Has a dog")
    hand.press("main", hand.sheet())
    assert any(entry.second == "Has a dog" for entry in line(page))


def test_do_not_contact_and_back(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_do_not_contact")
    assert desk.ask(overviews.of_customer, customer.id).customer.do_not_contact
    assert page.state.text() == "Do not contact"
    assert not page.call.isEnabled()
    assert not page.message.isEnabled()
    assert not any(entry.state == "next" for entry in line(page))
    hand.press("customer_do_not_contact")
    assert page.call.isEnabled()
    assert any(entry.state == "next" for entry in line(page))


def test_edit(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_edit")
    sheet = hand.sheet("customer")
    hand.type("email", "daniel@example")
    hand.press("main", sheet)
    assert sheet.form.box("email").error.startswith("The part after the dot is missing")
    hand.type("email", "daniel@example.org")
    hand.type("address", "9 Orchard Close")
    hand.choose("source", "Referred")
    hand.type("good_to_know", "Dog")
    hand.press("main", sheet)
    found = desk.ask(overviews.of_customer, customer.id).customer
    assert found.first_contact(ContactKind.EMAIL) == "daniel@example.org"
    assert (found.properties[0].address, found.source, found.good_to_know) == (
        "9 Orchard Close",
        Source.REFERRED,
        "Dog",
    )
    assert desk.undo() == "Customer changed"
    assert "8 Orchard Close" in said(page)


def test_moved_away(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_more")
    hand.take("customer_menu", f"menu_{Whereabouts.MOVED}")
    assert desk.ask(overviews.of_customer, customer.id).customer.whereabouts == Whereabouts.MOVED
    assert page.state.text() == "Moved away"


def test_erase_needs_the_name(page: CustomerPage, desk: Desk, show: Show, qtbot: Any) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_more")
    hand.take("customer_menu", "menu_erase")
    sheet = hand.sheet("erase")
    hand.type("name", "Daniel")
    hand.press("main", sheet)
    assert "Nothing was erased" in sheet.box.error
    hand.type("name", "daniel hart")
    with qtbot.waitSignal(page.back_asked):
        hand.press("main", sheet)
    with pytest.raises(BookError):
        desk.ask(overviews.of_customer, customer.id)


def test_quotes_and_jobs_are_one_press_away(
    page: CustomerPage, desk: Desk, show: Show, asked: Callable[..., list[Any]], qtbot: Any
) -> None:
    enquiry = made(desk, leah)
    quote = made(desk, quotes.draft, enquiry.id, "New trap")
    heard = asked(page)
    page.show_subject(enquiry.customer_id)
    hand = show(page)
    hand.press(f"open_quote_{quote.number}")
    row = next(number for number, entry in enumerate(line(page)) if entry.title == "Quote started")
    page.line.line.entry_opened.emit(line(page)[row].key)
    assert heard == [("quote", quote.id)] * 2


def test_past_years_are_folded(page: CustomerPage, desk: Desk, show: Show, clock: Any) -> None:
    customer = made(desk, daniel)
    clock.later(days=60)
    made(desk, customers.add_note, customer.id, "Rang to say thank you")
    page.show_subject(customer.id)
    show(page)
    fold = line(page)[-1]
    assert (fold.state, fold.title) == ("fold", "2026")
    page.line.line.entry_opened.emit(fold.key)
    assert "Asked: Outside light" in [entry.title for entry in line(page)]


def test_new_enquiry_for_this_customer(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_enquiry")
    hand.type("what", "Another light")
    hand.press("save")
    found = desk.ask(overviews.of_customer, customer.id)
    assert [enquiry.what for enquiry in found.enquiries] == ["Another light"]
    assert not page.enquiry.isVisible()
