import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget

from tradesman.book import shelf
from tradesman.book.customer import ContactKind, Customer, Whereabouts
from tradesman.book.enquiry import CameBy, Enquiry, RoleKind
from tradesman.book.errors import BookError
from tradesman.book.finding import HowSoon
from tradesman.book.followup import FollowUpState, Purpose
from tradesman.book.message import Message, Way
from tradesman.book.store import Session
from tradesman.services import (
    customers,
    deeds,
    directory,
    duplicates,
    enquiries,
    findings,
    followups,
    jobs,
    overviews,
    partners,
    promises,
    quotes,
    timelines,
)
from tradesman.services.timelines import Happened
from tradesman.ui.desk import Desk
from tradesman.ui.pages.customer_page import CustomerPage
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.timeline_delegate import ENTRY_ROLE, TimelineEntry
from tradesman.ui.widgets.tips import plain_tip

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
    hand = show(page)
    entries = line(page)
    assert [entry.state for entry in entries][:2] == ["next", "next"]
    assert {entry.title for entry in entries} >= {
        "Three months on",
        "Say thank you",
        "Job done",
        "Asked: Outside light",
    }
    assert {"Daniel Hart", "07700 900118", "8 Orchard Close"} <= set(said(page))
    assert hand.find(QAbstractButton, "earned_0").accessibleName() == "Outside light, 2026, £185.00"
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
    assert links == ["tel:+447700900161"]
    hand.press("left_message")
    assert "Rung back: left a message" in [entry.title for entry in line(page)]
    hand.press("open_enquiry_0")
    hand.sheet("log_call").dismiss()


def test_what_goes_along_with_a_call_back_is_said_and_has_its_own_way_too(
    page: CustomerPage, desk: Desk, show: Show, clock: Any
) -> None:
    enquiry = made(desk, leah)
    made(desk, jobs.done_and_paid, enquiry.customer_id, "Tap", 6_000, "Cash")
    clock.now = clock.now.replace(day=23)
    bath = made(desk, enquiries.log, enquiry.customer_id, "A new bath", CameBy.PHONE)
    page.show_subject(enquiry.customer_id)
    hand = show(page)
    (today,) = [entry for entry in line(page) if entry.state == "today"]
    assert today.second.endswith("also: return the call (A new bath), say thank you")
    hand.press("open_enquiry_0")  # the newest
    hand.press("no_answer", hand.sheet("log_call"))
    assert len(desk.ask(overviews.case, bath.id).enquiry.attempts) == 1
    assert desk.ask(overviews.case, enquiry.id).enquiry.attempts == []
    hand.press("customer_message")
    assert hand.sheet("message").accessibleName() == "Say thank you"
    hand.press("main", hand.sheet("message"))
    told = {row.purpose: row.state for row in desk.ask(followups.of_customer, enquiry.customer_id)}
    assert (told[Purpose.THANK_YOU], told[Purpose.CALL_BACK]) == (FollowUpState.DONE, FollowUpState.OPEN)


def test_a_call_back_due_later_is_told_once(page: CustomerPage, desk: Desk, show: Show, clock: Any) -> None:
    clock.now = clock.now.replace(hour=16, minute=55)  # on a Friday
    enquiry = made(desk, leah)
    page.show_subject(enquiry.customer_id)
    show(page)
    assert [entry.state for entry in line(page) if entry.title == "Return the call"] == ["today"]
    steps = [button.accessibleName() for button in page.strip.findChildren(QAbstractButton)]
    assert any("Called back" in step and "due Monday" in step for step in steps)


@pytest.mark.parametrize(("hours", "second"), [(1, "Today"), (400, "Mon 23 Nov")])
def test_a_call_back_that_was_put_off_comes_next(
    page: CustomerPage, desk: Desk, show: Show, hours: int, second: str
) -> None:
    enquiry = made(desk, leah)
    [call] = desk.ask(followups.of_customer, enquiry.customer_id)
    desk.do(followups.snooze, call.id, desk.now + timedelta(hours=hours), label="Snoozed")
    page.show_subject(enquiry.customer_id)
    show(page)
    [told] = [entry for entry in line(page) if entry.title == "Return the call"]
    assert (told.when, told.second, told.state) == ("Next", second, "next")


def test_any_other_call_may_leave_a_note(page: CustomerPage, desk: Desk, show: Show, links: list[str]) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_call")
    hand.type("words", "Wants a quote in spring")
    hand.press("main", hand.sheet("note"))
    assert links == ["tel:+447700900118"]
    assert any(entry.second == "Wants a quote in spring" for entry in line(page))
    hand.press("customer_message")
    assert hand.sheet("message").words.value().startswith("Hello Daniel,")


def notes(desk: Desk, customer: Customer) -> list[str]:
    return [entry.what for entry in desk.ask(timelines.of_customer, customer.id) if entry.happened == Happened.NOTE]


def test_a_note_is_written_in_place(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_add_note")
    hand.press("note_keep")
    assert page.line.field.box.error == "The note is empty. Nothing was saved."
    hand.type("note_words", "Has a dog")
    hand.qtbot.keyClick(page.line.field.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert notes(desk, customer) == ["Has a dog"]
    assert any(entry.second == "Has a dog" for entry in line(page))
    assert not page.line.field.isVisible()
    assert page.line.note.hasFocus()
    assert desk.undo() == "Note kept"
    assert notes(desk, customer) == []


def test_esc_closes_the_field_and_keeps_what_was_typed(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer, other = made(desk, daniel), made(desk, leah)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_add_note")
    hand.type("note_words", "Half a thought")
    hand.qtbot.keyClick(page.line.field.words, Qt.Key.Key_Escape)
    assert not page.line.field.isVisible()
    page.show_subject(other.customer_id)
    assert not page.line.field.isVisible()
    hand.press("customer_add_note")
    assert page.line.field.words.value() == ""
    page.show_subject(customer.id)
    assert page.line.field.isVisible()
    assert page.line.field.words.value() == "Half a thought"
    hand.press("note_discard")
    page.show_subject(other.customer_id)
    page.show_subject(customer.id)
    assert (page.line.field.isVisible(), notes(desk, customer)) == (False, [])


def test_a_note_survives_a_minute_that_passes(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_add_note")
    hand.type("note_words", "Being typed")
    page.invalidate()
    assert page.line.field.words.value() == "Being typed"
    assert page.line.field.words.hasFocus()


@pytest.mark.parametrize(
    "words",
    ["ß " * 4999 + "ßß", "Danke 🙏🏽 👩‍🔧", "שלום, השער: 12#", "<b>x</b><img src=y>", "10\u00a0000 €\n\tzwei"],
    ids=["long", "emoji", "right-to-left", "markup", "hard space"],
)
def test_any_words_are_kept_as_they_are(page: CustomerPage, desk: Desk, show: Show, words: str) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_add_note")
    rich = QMimeData()
    rich.setText(words)
    rich.setHtml("<h1>Something else</h1>")
    QGuiApplication.clipboard().setMimeData(rich)
    page.line.field.words.paste()
    QGuiApplication.clipboard().clear()  # at its end Qt would let go of it a second time
    hand.press("note_keep")
    assert notes(desk, customer) == [words]


def test_a_note_that_is_too_long_stays_as_typed(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_add_note")
    page.line.field.words.set_value("x" * 10_001)
    hand.press("note_keep")
    assert page.line.field.box.error.startswith("A note holds 10,000 characters and this has 10,001.")
    assert len(page.line.field.words.value()) == 10_001
    assert notes(desk, customer) == []


def test_a_note_is_opened_changed_and_removed(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    made(desk, customers.add_note, customer.id, "Has a dog")
    page.show_subject(customer.id)
    hand = show(page)
    open_first(page, "notes")
    hand.press("main", hand.sheet("edit_note"))  # nothing was changed
    assert desk.undo() == "Made"
    desk.redo()
    open_first(page, "notes")
    hand.type("words", "Has two dogs", hand.sheet())
    hand.press("main", hand.sheet())
    assert notes(desk, customer) == ["Has two dogs"]
    open_first(page, "notes")
    hand.type("words", " ", hand.sheet())
    hand.press("main", hand.sheet())
    assert notes(desk, customer) == ["Has two dogs"]
    hand.press("note_remove", hand.sheet("edit_note"))
    assert (notes(desk, customer), hand.no_sheet()) == ([], True)
    assert desk.undo() == "Note removed"
    assert desk.undo() == "Note changed"
    assert notes(desk, customer) == ["Has a dog"]


def open_first(page: CustomerPage, tab: str) -> None:
    page.line.tabs.set_value(tab)
    page.line.line.entry_opened.emit(line(page)[0].key)


def test_the_tabs_leave_what_they_are_about(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    tabs = {button.accessibleName() for button in page.line.tabs.findChildren(QToolButton) if button.isVisible()}
    assert tabs == {"Experience", "Jobs 1", "Money", "Notes"}  # nothing else there is anything of
    hand.press("customer_tab_jobs")
    assert [entry.title for entry in line(page)] == ["Job done"]
    hand.press("customer_tab_notes")
    assert "No notes yet" in said(page)
    hand.press("customer_add_note")
    hand.type("note_words", "Has a dog")
    hand.press("note_keep")
    assert [entry.second for entry in line(page)] == ["Has a dog"]
    assert page.line.tabs.value() == "notes"
    desk.undo()
    assert page.line.tabs.value() == "notes"
    page.show_subject(made(desk, leah).customer_id)
    assert page.line.tabs.value() == "experience"


def test_promises_of_both_are_on_the_line(page: CustomerPage, desk: Desk, show: Show, clock: Any) -> None:
    customer = made(desk, daniel)
    day = desk.today()
    desk.do(promises.make, customer.id, "Bring the sample", day + timedelta(days=5), label="Made")
    desk.do(promises.make, customer.id, "Clear the loft", day, mine=False, label="Made")
    page.show_subject(customer.id)
    hand = show(page)
    ahead = {entry.title: entry for entry in line(page)}
    assert ahead["You promised"].state == "next"
    assert ahead["Promised you"].state == "today"  # it reminds, as Today does
    hand.press("customer_tab_promises")
    assert {entry.second for entry in line(page)} == {"Bring the sample", "Clear the loft"}
    clock.later(days=5)
    page.line.tabs.set_value("experience")
    page.invalidate()
    assert "You promised" not in [entry.title for entry in line(page)]  # it stands among what is due


def test_a_promise_is_noted_from_the_menu_and_kept_from_the_line(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_more")
    hand.take("customer_menu", "menu_promise")
    hand.choose("whose", "Daniel")
    hand.type("words", "Clear the loft")
    hand.type("due_on", "23 Nov")
    hand.press("main", hand.sheet("promise"))
    assert hand.no_sheet()
    (promised,) = (entry for entry in line(page) if entry.title == "Promised you")
    assert (promised.when, promised.second) == ("Today", "Mon 23 Nov, Clear the loft")  # due the working day before
    page.line.line.entry_opened.emit(promised.key)
    hand.press("main", hand.sheet("promise_state"))
    assert [entry.second for entry in line(page) if entry.title == "Promise kept"] == ["Clear the loft"]


def test_the_steps_and_what_they_lead_to(page: CustomerPage, desk: Desk, show: Show, clock: Any) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    steps = [button for button in page.strip.findChildren(QAbstractButton) if button.isVisible()]
    assert [step.accessibleName() for step in steps] == [
        "Called back, done, answered live, Fri 20",
        "Came and explained, not needed here",
        "Helped to choose, not needed here",
        "Noticed and told, missed, did not look round, Fri 20",
        "Great job, done, done and paid, no snags, Fri 20",
        "Three months on, not yet, by Feb 2027",
    ]
    hand.press("customer_tab_jobs")
    hand.click(steps[4])
    assert page.line.tabs.value() == "experience"
    assert chosen(page).title == "Job done"
    hand.click(steps[0])
    assert chosen(page).title == "Asked: Outside light"
    hand.click(steps[1])  # there is nothing yet: what comes next stands first
    assert chosen(page) == line(page)[0]
    clock.later(days=400)
    made(desk, customers.add_note, customer.id, "Still there")
    assert "Asked: Outside light" not in [entry.title for entry in line(page)]
    hand.click(next(step for step in page.strip.findChildren(QAbstractButton) if step.isVisible()))
    assert chosen(page).title == "Asked: Outside light"  # its year was unfolded


def chosen(page: CustomerPage) -> TimelineEntry:
    found = page.line.line.currentIndex().data(ENTRY_ROLE)
    assert isinstance(found, TimelineEntry)
    return found


def test_the_step_of_today_leads_to_its_button(page: CustomerPage, desk: Desk, show: Show) -> None:
    enquiry = made(desk, leah)
    page.show_subject(enquiry.customer_id)
    hand = show(page)
    first = page.strip.findChildren(QAbstractButton)[0]
    assert first.accessibleName().startswith("Called back, due today, 20 Nov")
    hand.click(first)
    assert chosen(page).action == "Call"


def test_findings_and_jobs_open_from_their_cards(
    page: CustomerPage, desk: Desk, show: Show, asked: Callable[..., list[Any]]
) -> None:
    customer = made(desk, daniel)
    job = desk.ask(jobs.of_customer, customer.id)[0]
    made(desk, findings.note, job.id, "Loose coping stone", HowSoon.SOON)
    heard = asked(page)
    page.show_subject(customer.id)
    hand = show(page)
    assert hand.find(QAbstractButton, "finding_0").accessibleName() == "Loose coping stone, Not told yet"
    hand.press("finding_0")
    hand.press("earned_0")
    assert heard == [("job", job.id)] * 2


def test_the_keyboard_stays_where_it_is_when_a_minute_passes(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    for kind, name in ((QAbstractButton, "earned_0"), (QWidget, "customer_timeline")):
        hand.find(kind, name).setFocus()
        page.invalidate()
        assert hand.find(kind, name).hasFocus(), name


def test_on_a_narrow_page_the_name_is_whole(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page, width=700)
    assert not page.enquiry.isVisible()
    hand.press("customer_more")
    hand.take("customer_menu", "menu_note")
    assert page.line.field.isVisible()


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


def test_who_is_left_alone_is_rung_back_when_they_asked(
    page: CustomerPage, desk: Desk, show: Show, links: list[str]
) -> None:
    intake = deeds.Intake("Leah Novak", "No hot water", CameBy.PHONE, phone="020 7946 0161")
    asked = desk.do(deeds.take, intake, label="New enquiry")
    assert asked is not None
    desk.do(customers.set_do_not_contact, asked.customer_id, leave_alone=True, label="Do not contact")
    page.show_subject(asked.customer_id)
    hand = show(page)
    assert not page.message.isEnabled()
    hand.press("customer_call")
    assert links == ["tel:+442079460161"]
    hand.sheet("log_call")


def test_edit(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    hand.press("customer_edit")
    hand.type("name", "Daniel <b>Hart</b>")
    hand.press("main", hand.sheet("customer"))
    assert desk.ask(overviews.of_customer, customer.id).customer.name == "Daniel <b>Hart</b>"
    assert "Daniel <b>Hart</b>" in said(page)
    assert desk.undo() == "Customer changed"
    assert "Daniel Hart" in said(page)


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
    stray = shelf.keep(desk.book.papers, b"%PDF-1.7 of a quote that the book does not know any more")
    yesterday = (desk.now - timedelta(days=1)).timestamp()
    os.utime(desk.book.papers / stray, (yesterday, yesterday))
    with qtbot.waitSignal(page.back_asked):
        hand.press("main", sheet)
    desk.background.wait()
    assert list(desk.book.papers.iterdir()) == []
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
    assert (fold.state, fold.title) == ("fold", "2026: outside light, £185")
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


def test_what_became_of_a_finding_is_on_its_badge(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    job = desk.ask(jobs.of_customer, customer.id)[0]
    glazier = made(desk, partners.add, "Lowther Glazing", "Glazier").id
    noted = [made(desk, findings.note, job.id, f"Thing {number}", HowSoon.SOON) for number in range(5)]
    for finding in noted[1:]:
        made(desk, findings.tell, finding.id, "It holds.")
    sent: list[Any] = [desk.do(partners.introduce, one.id, glazier, consent=True, label="Sent") for one in noted[2:]]
    made(desk, partners.agree, sent[1].id)
    made(desk, partners.agree, sent[2].id)
    made(desk, partners.finish, sent[2].id, 10_000)
    page.show_subject(customer.id)
    hand = show(page)
    badges = {hand.find(QAbstractButton, f"finding_{number}").accessibleName() for number in range(5)}
    assert badges == {
        "Thing 0, Not told yet",
        "Thing 1, Told",
        "Thing 2, Sent",
        "Thing 3, Booked",
        "Thing 4, Fixed",
    }


def test_more_leads_to_editing_and_to_an_enquiry(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    page.show_subject(customer.id)
    hand = show(page)
    for entry, sheet in (("menu_edit", "customer"), ("menu_enquiry", "new_enquiry")):
        hand.press("customer_more")
        hand.take("customer_menu", entry)
        hand.sheet(sheet).dismiss()


def test_a_message_that_was_sent_opens(page: CustomerPage, desk: Desk, show: Show) -> None:
    customer = made(desk, daniel)
    made(desk, message_sent, customer.id)
    page.show_subject(customer.id)
    hand = show(page)
    sent = next(entry for entry in line(page) if entry.title == "Message sent")
    page.line.line.entry_opened.emit(sent.key)
    hand.sheet().dismiss()


def message_sent(session: Session, customer_id: Any) -> Message:
    message = Message(customer_id=customer_id, sent_at=session.now, way=Way.TEXT, words="On my way")
    session.add(message)
    return message


def test_who_else_is_involved_is_shown_and_opens(
    page: CustomerPage, desk: Desk, show: Show, asked: Callable[[Any], list[Any]]
) -> None:
    enquiry = made(desk, leah)
    landlord = made(desk, daniel)
    desk.do(enquiries.give_role, enquiry.id, landlord.id, RoleKind.PAYS, label="Role")
    page.show_subject(enquiry.customer_id)
    hand, heard = show(page), asked(page)
    line = hand.find(QAbstractButton, "involved_0")
    assert line.accessibleName() == "Daniel Hart, Pays"
    hand.press("involved_0")
    assert heard == [("customer", landlord.id)]
    page.show_subject(landlord.id)
    assert hand.find(QAbstractButton, "involved_0").accessibleName() == "For Leah Novak, Pays"


def test_who_cannot_be_reached_is_told_why(page: CustomerPage, desk: Desk, show: Show) -> None:
    ann = made(desk, customers.add, "Ann <Ash>")
    page.show_subject(ann.id)
    show(page)
    for button, why in (
        (page.call, "There is no number of Ann <Ash> yet."),
        (page.message, "There is no number and no e-mail address of Ann <Ash> yet."),
    ):
        assert not button.isEnabled()
        assert (button.toolTip(), button.accessibleDescription()) == (plain_tip(why), why)
    desk.do(customers.add_contact, ann.id, ContactKind.PHONE, "07700 900118", label="Number added")
    assert [(button.isEnabled(), button.toolTip()) for button in (page.call, page.message)] == [(True, "")] * 2
    desk.do(customers.set_do_not_contact, ann.id, leave_alone=True, label="Left alone")
    assert page.message.toolTip() == plain_tip("Ann <Ash> asked not to be contacted.")


def test_whoever_was_told_apart_by_mistake_is_merged_from_the_menu(
    page: CustomerPage, desk: Desk, show: Show, asked: Callable[..., list[Any]], qtbot: Any
) -> None:
    old, new = made(desk, daniel), made(desk, customers.add, "D. Hart")
    made(desk, duplicates.tell_apart, old.id, new.id)
    heard = asked(page)
    page.show_subject(new.id)
    hand = show(page)
    hand.click(page.more)
    hand.take("customer_menu", "menu_merge")
    hand.type("merge_who", "hart")  # nobody is offered to oneself
    qtbot.keyClick(hand.find(QWidget, "merge_who"), Qt.Key.Key_Return)
    sheet = hand.sheet("merge")
    assert sheet.stays.value() == "right"
    hand.press("main", sheet)
    assert hand.no_sheet()
    assert heard[-1] == ("customer", old.id)
    assert desk.ask(directory.count) == 1
    desk.undo()
    assert desk.ask(directory.count) == 2
