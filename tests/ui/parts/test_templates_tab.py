"""The words for each occasion: seen as a real customer would get them, and written anew."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tests.ui.conftest import Clock, Hand
from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.store import Session
from tradesman.documents import drafts
from tradesman.services import complaints, customers, jobs, message_words
from tradesman.services.messages import Occasion
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.template_dialog import TemplateDialog
from tradesman.ui.pages.followups_page import FollowupsPage
from tradesman.ui.parts.templates_tab import TemplatesTab
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import TextField
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.table import Table

Show = Callable[..., Hand]


@pytest.fixture
def page(desk: Desk, theme: Theme) -> FollowupsPage:
    made = FollowupsPage(desk, theme)
    made.tabs.set_value("answers")
    return made


def daniel(session: Session) -> UUID:
    customer = customers.add(session, "Daniel Hart", phone="07700 900118", email="daniel@example.org")
    session.flush()
    jobs.done_and_paid(session, customer.id, "Outside light", 18500, "Cash")
    return customer.id


def seen(hand: Hand, name: str) -> str:
    return hand.find(Label, name).text()


def read(hand: Hand, name: str) -> str:
    return hand.find(TextField, name).value()


def hidden(hand: Hand, name: str) -> bool:
    return not any(widget.isVisible() for widget in hand.window.findChildren(QWidget, name))


@pytest.fixture
def hand(page: FollowupsPage, desk: Desk, show: Show) -> Hand:
    desk.do(daniel, label="Daniel")
    hand = show(page)
    hand.click(hand.find(QWidget, "followups_tab_messages"))
    return hand


def pick(hand: Hand, occasion: Purpose | Occasion) -> None:
    table = hand.find(Table, "messages_table")
    rows = [table.rows.row(number).occasion for number in range(table.rows.rowCount())]
    table.pick(rows.index(occasion))


def shown(hand: Hand) -> tuple[str, str]:
    return read(hand, "preview_subject"), read(hand, "preview_words")


def test_the_words_are_seen_for_a_real_customer(hand: Hand, page: FollowupsPage) -> None:
    assert seen(hand, "sub") == f"{len(message_words.shipped())} messages"
    assert hidden(hand, "answer_add")
    pick(hand, Purpose.THANK_YOU)
    assert seen(hand, "template_title") == "Say thank you"
    subject, words = shown(hand)
    assert subject == "Thank you"
    assert words.startswith("Hello Daniel,\n\nThank you for trusting me with the work (“Outside light”).")
    assert hand.find(Badge, "fields").text() == "All 3 fields filled"
    pick(hand, Purpose.OFFER_TO_RENEW)
    assert hand.find(Badge, "fields").text() == "1 field missing"
    assert seen(hand, "preview_lacking") == "Missing: valid until"


def test_the_preview_can_be_of_anybody(hand: Hand, desk: Desk, qtbot: QtBot) -> None:
    other = desk.do(customers.add, "Otto Lang", label="Customer")
    assert other is not None
    pick(hand, Purpose.THANK_YOU)
    field: Any = hand.find(QWidget, "preview_for")
    assert field.value() == "Daniel Hart"
    hand.type("preview_for", "otto")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == "Otto Lang"
    assert shown(hand)[1].startswith("Hello Otto,")
    pick(hand, Occasion.DECLINE)
    assert shown(hand)[1].startswith("Hello Otto,")
    desk.do(customers.erase, other.id, label="Erased")
    assert shown(hand)[1].startswith("Hello Daniel,")


def test_a_field_that_is_emptied_offers_nobody(hand: Hand, qtbot: QtBot) -> None:
    field: Any = hand.find(QWidget, "preview_for")
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert hidden(hand, "preview_for_offers")


def test_a_message_is_written_from_its_words(hand: Hand) -> None:
    pick(hand, Purpose.THANK_YOU)
    hand.press("template_write")
    sheet: Any = hand.sheet("message")
    assert sheet.template.value() == "thank_you"
    assert "Outside light" in sheet.words.value()
    sheet.dismiss()
    pick(hand, Occasion.OPENNESS)
    assert hidden(hand, "template_write")


def state_of(desk: Desk, purpose: Purpose) -> FollowUpState:
    (found,) = desk.ask(lambda session: session.exec(select(FollowUp).where(FollowUp.purpose == purpose)).all())
    return FollowUpState(found.state)


def test_what_is_written_does_the_follow_up_that_is_due(hand: Hand, desk: Desk, clock: Clock) -> None:
    pick(hand, Purpose.THANK_YOU)
    hand.press("template_write")
    hand.press("main", hand.sheet("message"))
    assert state_of(desk, Purpose.THANK_YOU) == FollowUpState.OPEN  # it was not due yet
    clock.later(days=4)
    hand.press("template_write")
    hand.press("main", hand.sheet("message"))
    assert state_of(desk, Purpose.THANK_YOU) == FollowUpState.DONE


def test_it_is_written_in_the_customers_language_unless_another_is_chosen(hand: Hand, desk: Desk) -> None:
    (who,) = desk.ask(lambda session: session.exec(select(Customer)).all())
    desk.do(customers.change, who.id, language="de", label="Language")

    def written() -> str:
        hand.press("template_write")
        sheet: Any = hand.sheet("message")
        sheet.dismiss()
        return str(sheet.writing.language.value())

    pick(hand, Purpose.THANK_YOU)
    assert written() == "de"
    hand.choose("template_language", "Deutsch")
    hand.choose("template_language", "English")
    assert written() == "en"
    desk.do(customers.change, who.id, greeting="Dani", label="Greeting")
    assert written() == "en"
    pick(hand, Purpose.SERVICE_CHECK)
    assert written() == "de"


def test_what_a_complaint_holds_back_is_not_written(hand: Hand, desk: Desk) -> None:
    (who,) = desk.ask(lambda session: session.exec(select(Customer)).all())
    pick(hand, Occasion.ASK_WORDS)
    assert hand.find(QAbstractButton, "template_write").isEnabled()
    desk.do(complaints.open_one, who.id, "It flickers", label="Complaint")
    for occasion in (Occasion.ASK_WORDS, Purpose.THREE_MONTHS):
        pick(hand, occasion)
        button = hand.find(QAbstractButton, "template_write")
        assert not button.isEnabled()
        assert button.accessibleDescription() == "Daniel Hart has a complaint that is open. Put it right first."
    pick(hand, Purpose.SERVICE_CHECK)
    assert hand.find(QAbstractButton, "template_write").isEnabled()


def test_without_customers_samples_are_shown(page: FollowupsPage, show: Show) -> None:
    hand = show(page)
    hand.click(hand.find(QWidget, "followups_tab_messages"))
    assert hidden(hand, "preview_for")
    assert hidden(hand, "template_write")
    pick(hand, Purpose.OFFER_TO_RENEW)
    assert "Consumer unit upgrade" in shown(hand)[1]


def test_own_words_are_written_with_the_preview_beside_them(hand: Hand, desk: Desk, qtbot: QtBot) -> None:
    table = hand.find(Table, "messages_table")
    pick(hand, Purpose.THANK_YOU)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    sheet: Any = hand.sheet("template_sheet")
    assert seen(hand, "whom") == "As Daniel Hart would get it"
    assert not sheet.findChild(QWidget, "reset")
    hand.type("words", "Thank you, ", sheet)
    hand.click(hand.find(QWidget, "field_greeting", sheet))
    qtbot.keyClicks(sheet.words, ", for ")
    hand.find(QWidget, "field_what", sheet).setFocus()
    qtbot.keyClick(hand.window.focusWidget(), Qt.Key.Key_Return)
    assert sheet.words.value() == "Thank you, {{ greeting }}, for {{ what }}"
    assert sheet._preview.words.value() == "Thank you, Daniel, for Outside light"
    hand.type("subject", "From ", sheet)
    hand.click(hand.find(QWidget, "field_business", sheet))
    assert sheet.subject.value() == "From {{ business }}"
    assert sheet._preview.subject.value() == "From Harrow Plumbing"
    hand.press("main", sheet)
    row = desk.ask(message_words.template, Purpose.THANK_YOU)
    assert (row.subject, row.words, row.own) == (
        "From {{ business }}",
        "Thank you, {{ greeting }}, for {{ what }}",
        True,
    )
    assert seen(hand, "sub").endswith("1 in your own words")
    assert shown(hand) == ("From Harrow Plumbing", "Thank you, Daniel, for Outside light")


def test_what_cannot_be_filled_is_said_and_not_saved(hand: Hand, desk: Desk, qtbot: QtBot) -> None:
    hand.press("template_edit")
    sheet: Any = hand.sheet("template_sheet")
    main = hand.find(QWidget, "main", sheet)
    for words, fault in (
        ("{{ dya }}", "Nobody knows what to write for dya. Take one of the fields offered."),
        ("{{ day + 1 }}", "Line 1: this is not allowed in a message."),
        ("{% if day", "Line 1 cannot be read."),
        ("{{ partner }}", "A customer is told what a partner pays. Put in the field openness."),
    ):
        sheet.words.set_value(words)
        assert sheet._box.error.startswith(fault)
        assert not main.isEnabled()
    sheet.words.set_value("")
    assert not sheet._box.error
    assert not main.isEnabled()
    sheet.words.set_value("Hello")
    assert main.isEnabled()
    hand.press("cancel", sheet)
    assert not any(row.own for row in desk.ask(message_words.templates))


def test_the_tags_are_marked(hand: Hand, theme: Theme) -> None:
    hand.press("template_edit")
    sheet: Any = hand.sheet("template_sheet")
    sheet.words.set_value("👷 {{ greeting }} x {% if day %}")
    formats = sheet.words.document().firstBlock().layout().formats()
    assert [(part.start, part.length) for part in formats] == [(3, 14), (20, 12)]


def test_the_original_words_come_back(hand: Hand, desk: Desk) -> None:
    desk.do(drafts.change, Purpose.THANK_YOU, "Thanks", "Thank you.", label="Words")
    pick(hand, Purpose.THANK_YOU)
    hand.press("template_edit")
    sheet: Any = hand.sheet("template_sheet")
    hand.press("reset", sheet)
    assert sheet.words.value().startswith("Hello {{ greeting }},")
    hand.press("main", sheet)
    assert not desk.ask(message_words.template, Purpose.THANK_YOU).own
    desk.undo()
    assert desk.ask(message_words.template, Purpose.THANK_YOU).own
    hand.press("template_reset")
    assert not desk.ask(message_words.template, Purpose.THANK_YOU).own
    assert not hand.find(QWidget, "template_reset").isEnabled()


def test_what_the_book_refuses_is_said(hand: Hand, desk: Desk, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    row = desk.ask(message_words.template, Occasion.FREE)
    sheet = TemplateDialog(hand.window, desk, theme, row)
    sheet.open()
    monkeypatch.setattr(drafts, "change", _refused)
    hand.press("main", sheet)
    assert seen(hand, "error") == "No."


def _refused(_session: Session, *_args: object) -> None:
    raise BookError("No.")


def test_ctrl_f_leads_to_the_list(hand: Hand, page: FollowupsPage) -> None:
    page.focus_search()
    assert hand.find(Table, "messages_table").hasFocus()


def test_nothing_is_shown_for_no_row(desk: Desk, theme: Theme, page: FollowupsPage) -> None:
    part = TemplatesTab(desk, theme, page)
    part._show(None)
    assert part._title.text() == ""


def test_words_in_another_language_are_the_owners_own_apart_from_the_others(hand: Hand, desk: Desk) -> None:
    hand.choose("template_language", "Deutsch")
    pick(hand, Purpose.THANK_YOU)
    assert shown(hand)[1].startswith("Guten Tag Daniel Hart,\n\nvielen Dank")
    hand.press("template_edit")
    sheet: Any = hand.sheet("template_sheet")
    hand.type("words", "Danke, ", sheet)
    hand.click(hand.find(QWidget, "field_greeting", sheet))
    assert sheet._preview.words.value() == "Danke, Daniel Hart"
    hand.press("main", sheet)
    assert shown(hand)[1] == "Danke, Daniel Hart"
    assert desk.ask(message_words.template, Purpose.THANK_YOU, "de").own
    assert not desk.ask(message_words.template, Purpose.THANK_YOU).own
    hand.choose("template_language", "English")
    assert shown(hand)[1].startswith("Hello Daniel,")
    assert not hand.find(QAbstractButton, "template_reset").isEnabled()
    hand.choose("template_language", "Deutsch")
    hand.press("template_reset")
    assert shown(hand)[1].startswith("Guten Tag Daniel Hart,")
    assert not desk.ask(message_words.template, Purpose.THANK_YOU, "de").own
