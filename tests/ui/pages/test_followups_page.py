"""The playbook in the window: rules read as sentences, changed with the effect seen first, reset, kept as a file."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tests.ui.conftest import Clock, Hand
from tradesman.book.customer import Customer, Whereabouts
from tradesman.book.enquiry import CameBy
from tradesman.book.followup import Channel, Event, FollowUp, FollowUpState, Purpose
from tradesman.book.store import Session
from tradesman.exchange import playbook_files
from tradesman.services import (
    businesses,
    complaints,
    customers,
    enquiries,
    followups,
    jobs,
    listings,
    message_words,
    playbooks,
    rule_changes,
    today,
)
from tradesman.services.listings import Group
from tradesman.services.playbooks import Line, OwnWords
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.row_dialog import dialog_of
from tradesman.ui.pages.followups_page import FollowupsPage
from tradesman.ui.parts.rule_row import RuleRow
from tradesman.ui.parts.today_rows import purpose_words
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.group_heading import GroupHeading
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.table import Table

Show = Callable[..., Hand]


class Chosen(Pickers):
    """The system's dialogs, which have answered before they are asked."""

    out: Path | None = None
    source: Path | None = None

    def new_file(self, *_asked: object) -> Path | None:
        return self.out

    def file(self, *_asked: object) -> Path | None:
        return self.source


@pytest.fixture
def page(desk: Desk, theme: Theme) -> FollowupsPage:
    made = FollowupsPage(desk, theme)
    made.rules.pickers = Chosen()
    return made


@pytest.fixture
def hand(page: FollowupsPage, desk: Desk, show: Show) -> Hand:
    desk.do(daniel, label="Daniel")
    return show(page, 1366, 768)


def daniel(session: Session) -> UUID:
    """A customer whose small job is done: a thank-you and the three-month call are planned."""
    customer = customers.add(session, "Daniel Hart", phone="07700 900118", email="daniel@example.org")
    session.flush()
    jobs.done_and_paid(session, customer.id, "Outside light", 18500, "Cash")
    return customer.id


def signed_off(session: Session) -> UUID:
    """A job of Daniel's is signed off: the check-up a year on is planned."""
    customer_id = session.exec(select(Customer.id)).one()
    enquiry = enquiries.log(session, customer_id, "Consumer unit", CameBy.PHONE, answered_live=True)
    session.flush()
    jobs.complete(session, jobs.take_on(session, enquiry.id).id, who="Daniel Hart")
    return customer_id


def open_of(session: Session, customer_id: UUID) -> list[FollowUp]:
    return [one for one in followups.of_customer(session, customer_id) if one.state == FollowUpState.OPEN]


def rows(hand: Hand) -> list[RuleRow]:
    found = [row for row in hand.window.findChildren(RuleRow) if row.isVisible()]
    return sorted(found, key=lambda row: row.mapTo(hand.window, row.rect().topLeft()).y())


def row(hand: Hand, key: str) -> RuleRow:
    return next(one for one in rows(hand) if one.line is not None and one.line.key == key)


def line(desk: Desk, key: str) -> Line:
    return next(one for one in desk.ask(playbooks.lines) if one.key == key)


def seen(hand: Hand, name: str) -> str:
    return hand.find(Label, name).text()


def told(hand: Hand) -> list[tuple[str, ...]]:
    """What stands in the list of what would change."""
    table = hand.find(Table, "effects_table")
    found = [table.rows.row(number) for number in range(table.rows.rowCount())]
    return [tuple(column.words(one) for column in table.rows.columns) for one in found]


def planned(desk: Desk, purpose: Purpose) -> list[tuple[str, FollowUpState, str]]:
    def ask(session: Session) -> list[FollowUp]:
        return list(session.exec(select(FollowUp).where(FollowUp.purpose == purpose)).all())

    return [(found.due_on.isoformat(), found.state, found.reason) for found in desk.ask(ask)]


def test_it_has_all_that_goes_with_the_process(hand: Hand) -> None:
    tabs = hand.find(QWidget, "followups_tab").findChildren(QAbstractButton)
    words = [tab.text() for tab in tabs if tab.isVisible()]
    assert words == ["Rules", "Messages", "Answers", "Visit questions", "Checklists"]
    for key in ("messages", "answers", "questions", "checklists", "rules"):
        hand.press(f"followups_tab_{key}")
        assert seen(hand, "sub")


# How it reads


def test_every_rule_reads_as_a_sentence_in_its_part(hand: Hand, desk: Desk) -> None:
    assert seen(hand, "sub") == "19 rules, 19 on. Nothing is sent without you"
    said = [one.accessibleName() for one in rows(hand)]
    assert said[0] == "Someone calls or writes, within 1 working hour, Call, Return the call"
    assert "A quote is accepted, 7 days later and every 7 days after that, Message, Weekly update" in said
    assert "A quote is lost, 2 weeks later, Call, Win back, regular customers" in said
    assert "A job is signed off, 3 months later, Call, Three months on" in said
    assert len(said) == 19
    headings = [one.text() for one in hand.window.findChildren(GroupHeading)]
    assert headings == ["Before the job", "During the job", "After the job"]


def test_the_rule_that_is_picked_is_seen_for_a_real_customer(hand: Hand) -> None:
    hand.click(row(hand, "three_months"))
    assert seen(hand, "rule_title") == "Three months on"
    assert seen(hand, "rule_when") == "a job is signed off"
    assert seen(hand, "rule_wait") == "3 months, then a working day"
    assert seen(hand, "rule_unless") == "do not contact, open complaint, moved away"
    words: Any = hand.find(QWidget, "preview_words")
    assert words.value().startswith(
        "Hello Daniel,\n\nThank you again for trusting me with the work (“Outside light”) three months ago."
    )
    assert hand.find(Badge, "fields").text() == "All 3 fields filled"
    hand.press("rule_copy")
    assert QGuiApplication.clipboard().text() == words.value()
    hand.press("rule_write")
    sheet: Any = hand.sheet("message")
    assert sheet.words.value() == words.value()


def test_a_missing_field_and_do_not_contact_disable_sending(hand: Hand, desk: Desk, qtbot: QtBot) -> None:
    hand.click(row(hand, "offer_to_renew"))
    assert hand.find(Badge, "fields").text() == "1 field missing"
    for name in ("rule_write", "rule_copy"):
        assert not hand.find(QAbstractButton, name).isEnabled()
    hand.click(row(hand, "three_months"))
    assert hand.find(QAbstractButton, "rule_write").isEnabled()
    otto = desk.do(customers.add, "Otto Lang", label="Customer")
    assert otto is not None
    desk.do(customers.set_do_not_contact, otto.id, leave_alone=True, label="Alone")
    hand.type("rule_preview_for", "otto")
    qtbot.keyClick(hand.find(QWidget, "rule_preview_for"), Qt.Key.Key_Return)
    button = hand.find(QAbstractButton, "rule_write")
    assert not button.isEnabled()
    assert "asked not to be contacted" in button.accessibleDescription()


def test_what_is_held_back_in_today_is_not_sent_from_its_rule(hand: Hand, desk: Desk) -> None:
    (who,) = desk.ask(lambda session: session.exec(select(Customer)).all())
    hand.click(row(hand, "three_months"))
    assert hand.find(QAbstractButton, "rule_write").isEnabled()
    desk.do(complaints.open_one, who.id, "It flickers", label="Complaint")
    hand.click(row(hand, "service_check"))
    assert hand.find(QAbstractButton, "rule_write").isEnabled()
    hand.click(row(hand, "three_months"))
    button = hand.find(QAbstractButton, "rule_write")
    assert not button.isEnabled()
    assert button.accessibleDescription() == "Daniel Hart has a complaint that is open. Put it right first."
    desk.do(customers.set_whereabouts, who.id, Whereabouts.DIED, label="Died")
    hand.click(row(hand, "service_check"))
    button = hand.find(QAbstractButton, "rule_write")
    assert not button.isEnabled()
    assert button.accessibleDescription() == "Nobody is there to ask any more."


def test_a_message_that_is_due_is_done_by_sending_it(hand: Hand, desk: Desk, clock: Clock) -> None:
    clock.later(days=4)
    hand.click(row(hand, "thank_you"))
    hand.press("rule_write")
    hand.press("main", hand.sheet("message"))
    assert [state for _due, state, _reason in planned(desk, Purpose.THANK_YOU)] == [FollowUpState.DONE]


def test_arrows_walk_enter_changes_and_right_leads_to_the_switch(hand: Hand, qtbot: QtBot) -> None:
    first, second = rows(hand)[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    assert second.isChecked()
    assert seen(hand, "rule_title") == "Confirm the visit"
    qtbot.keyClick(second, Qt.Key.Key_Right)
    assert second.switch.hasFocus()
    qtbot.keyClick(second.switch, Qt.Key.Key_Left)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert hand.sheet("rule_sheet").accessibleName() == "Confirm the visit"


# On and off


def test_a_rule_without_anything_planned_goes_off_at_once(hand: Hand, desk: Desk) -> None:
    hand.click(row(hand, "check_up").switch)
    assert hand.no_sheet()
    assert not line(desk, "check_up").enabled
    assert row(hand, "check_up").text() == "A job is signed off (off)"
    assert seen(hand, "sub") == "19 rules, 18 on. Nothing is sent without you"
    desk.undo()
    assert line(desk, "check_up").enabled
    assert row(hand, "check_up").switch.value()


def test_what_a_switch_would_cancel_is_seen_first(hand: Hand, desk: Desk) -> None:
    hand.click(row(hand, "three_months").switch)
    assert line(desk, "three_months").enabled
    assert row(hand, "three_months").switch.value()  # not yet
    assert told(hand) == [("Daniel Hart", "Outside light", "22 Feb 2027", "Cancelled")]
    hand.press("cancel", hand.sheet("rule_change"))
    assert line(desk, "three_months").enabled
    hand.click(row(hand, "three_months").switch)
    hand.press("main", hand.sheet("rule_change"))
    assert planned(desk, Purpose.THREE_MONTHS) == [("2027-02-22", FollowUpState.CANCELLED, followups.RULE_OFF)]
    hand.click(row(hand, "three_months").switch)
    assert told(hand) == [("Daniel Hart", "Outside light", "cancelled", "Back on 22 Feb 2027")]
    hand.press("main", hand.sheet("rule_change"))
    assert planned(desk, Purpose.THREE_MONTHS) == [("2027-02-22", FollowUpState.OPEN, "")]


def test_the_call_back_cannot_be_switched_off(hand: Hand) -> None:
    switch = row(hand, "call_back").switch
    assert switch.value()
    assert not switch.isEnabled()
    assert switch.accessibleDescription() == "Every enquiry is rung back: this rule stays on."


# A change


def test_what_a_change_would_move_is_seen_while_one_types(hand: Hand, desk: Desk) -> None:
    hand.click(row(hand, "three_months"))
    hand.press("rule_edit")
    sheet: Any = hand.sheet("rule_sheet")
    assert seen(hand, "effects_said") == "Nothing that is planned changes"
    hand.type("count", "4", sheet)
    assert seen(hand, "effects_said") == "1 follow-up moves"
    assert told(hand) == [("Daniel Hart", "Outside light", "22 Feb 2027", "22 Mar 2027")]
    assert planned(desk, Purpose.THREE_MONTHS)[0][0] == "2027-02-22"
    hand.choose("channel", "Message")
    hand.press("main", sheet)
    assert planned(desk, Purpose.THREE_MONTHS)[0][0] == "2027-03-22"
    assert (line(desk, "three_months").wait, line(desk, "three_months").channel) == ("4 months", "message")
    assert row(hand, "three_months").accessibleName() == "A job is signed off, 4 months later, Message, Three months on"
    desk.undo()
    assert planned(desk, Purpose.THREE_MONTHS)[0][0] == "2027-02-22"


def test_a_check_up_is_made_yearly(hand: Hand, desk: Desk, clock: Clock) -> None:
    customer_id = desk.do(signed_off, label="Signed off")
    assert customer_id is not None
    hand.click(row(hand, "check_up"))
    hand.press("rule_edit")
    sheet: Any = hand.sheet("rule_sheet")
    again = sheet.form.box("repeats")
    hand.type("count", "12", sheet)
    hand.press("repeats", sheet)
    assert again._below.text() == "12 months later and every 12 months after that."
    assert told(hand) == [("Daniel Hart", "Consumer unit", "20 Oct 2027", "22 Nov 2027")]
    hand.press("main", sheet)
    said = "A job is signed off, 12 months later and every 12 months after that, Message, Yearly check-up"
    assert row(hand, "check_up").accessibleName() == said
    assert seen(hand, "rule_wait") == "12 months later and every 12 months after that"
    clock.now = datetime(2027, 11, 22, 10, tzinfo=UTC)
    assert desk.ask(listings.groups)[Group.CHECK_UP] == {customer_id}
    [due] = desk.ask(lambda session: [one for one in open_of(session, customer_id) if one.purpose == Purpose.CHECK_UP])
    desk.do(followups.do, due.id, label="Done")
    assert desk.ask(listings.groups)[Group.CHECK_UP] == set()
    assert [day for day, state, _ in planned(desk, Purpose.CHECK_UP) if state == FollowUpState.OPEN] == ["2028-11-20"]


def test_a_wait_that_cannot_be_is_said_and_not_saved(hand: Hand, desk: Desk) -> None:
    hand.click(row(hand, "three_months"))
    hand.press("rule_edit")
    sheet: Any = hand.sheet("rule_sheet")
    hand.type("count", "many", sheet)
    hand.press("main", sheet)
    assert sheet.form.box("count").error == "A number such as 3."
    hand.type("count", "3", sheet)
    sheet.form.box("unit").editor.set_value(next(key for key in sheet.form.box("unit").editor._keys if key[1] < 0))
    assert seen(hand, "effects_none").startswith("Nobody knows that day before it comes.")
    hand.press("main", sheet)
    assert seen(hand, "error").startswith("Nobody knows that day before it comes.")
    assert line(desk, "three_months").wait == "3 months"


def test_of_the_call_back_only_the_wait_is_asked(hand: Hand, desk: Desk) -> None:
    hand.click(row(hand, "call_back"))
    hand.press("rule_edit")
    sheet: Any = hand.sheet("rule_sheet")
    assert set(sheet.form.values()) == {"count", "unit"}
    hand.type("count", "2", sheet)
    hand.press("main", sheet)
    assert line(desk, "call_back").wait == "2 working_hours"


# Rules of one's own


def add_photos(hand: Hand) -> None:
    hand.press("rule_add")
    sheet: Any = hand.sheet("rule_sheet")
    hand.type("title", "Send the photos", sheet)
    hand.type("count", "2", sheet)
    hand.press("main", sheet)


def test_a_rule_of_one_s_own_asks_under_its_title_everywhere(
    hand: Hand, desk: Desk, theme: Theme, clock: Clock
) -> None:
    hand.press("rule_add")
    sheet: Any = hand.sheet("rule_sheet")
    hand.press("main", sheet)
    assert sheet.form.box("title").error == "This is needed."
    sheet.dismiss()
    add_photos(hand)
    made = desk.ask(playbooks.lines)[-1]
    assert (made.title, made.event, made.wait, made.purpose) == (
        "Send the photos",
        Event.JOB_COMPLETED,
        "2 working_days",
        Purpose.OWN,
    )
    assert rows(hand)[-1].accessibleName() == "A job is signed off, 2 working days later, Message, Send the photos"
    desk.do(rule_changes.change, desk.ask(playbooks.rules)[-1].id, for_small_jobs=True, label="Small jobs too")
    desk.do(daniel, label="Another job")
    clock.later(days=4)
    due = next(one for one in desk.ask(today.rows) for one in (one, *one.also) if one.purpose == Purpose.OWN)
    assert purpose_words(due) == "Send the photos"
    opened: Any = dialog_of(hand.window, desk, theme, due)
    opened.open()
    assert opened.template.value() == "own"
    opened.dismiss()


def test_words_of_its_own_are_written_with_the_rule(hand: Hand, desk: Desk) -> None:
    add_photos(hand)
    hand.click(rows(hand)[-1])
    hand.press("rule_edit")
    sheet: Any = hand.sheet("rule_sheet")
    sheet.form.box("occasion").editor.set_value("own words")
    assert sheet.words.value().startswith("Hello {{ greeting }},")
    sheet.words.set_value("Hello {{ greting }}")
    assert sheet._box.error.startswith("Nobody knows what to write for greting.")
    assert not hand.find(QAbstractButton, "main", sheet).isEnabled()
    sheet.words.set_value("Hello {{ greeting }}, look.")
    hand.press("main", sheet)
    made = desk.ask(playbooks.lines)[-1]
    assert [one.words for one in made.own_words] == ["Hello {{ greeting }}, look."]
    assert desk.ask(message_words.template, made.key).words == "Hello {{ greeting }}, look."
    assert seen(hand, "rule_words") == "its own words"
    words: Any = hand.find(QWidget, "preview_words")
    assert words.value() == "Hello Daniel, look."
    hand.press("followups_tab_messages")
    table = hand.find(Table, "messages_table")
    last = table.rows.row(table.rows.rowCount() - 1)
    assert table.rows.columns[0].words(last) == "Send the photos"
    table.pick(table.rows.rowCount() - 1)
    assert not hand.find(QAbstractButton, "template_reset").isEnabled()


def test_words_of_its_own_keep_the_language_they_were_written_in(hand: Hand, desk: Desk) -> None:
    words = OwnWords("", "Photos", "Here they are, {{ greeting }}.")
    made = desk.do(
        rule_changes.add, "Photos", Event.JOB_COMPLETED, "1 week", Channel.MESSAGE, own_words=(words,), label="Added"
    )
    assert made is not None
    desk.do(businesses.change, language="de", label="Settings changed")
    hand.click(rows(hand)[-1])
    hand.press("rule_edit")
    sheet: Any = hand.sheet("rule_sheet")
    assert (sheet.words.value(), sheet.words.accessibleName()) == (words.words, "Words, English")
    sheet.words.set_value("Here are your photos, {{ greeting }}.")
    hand.press("main", sheet)
    assert line(desk, made.key).own_words == (OwnWords("en", "Photos", "Here are your photos, {{ greeting }}."),)


def test_a_new_rule_can_have_words_of_its_own_at_once(hand: Hand, desk: Desk) -> None:
    hand.press("rule_add")
    sheet: Any = hand.sheet("rule_sheet")
    hand.type("title", "Send the photos", sheet)
    sheet.form.box("occasion").editor.set_value("own words")
    sheet.words.set_value("Look, {{ greeting }}.")
    hand.press("main", sheet)
    made = desk.ask(playbooks.lines)[-1]
    assert (made.occasion, made.own_words[0].words) == (made.key, "Look, {{ greeting }}.")


def test_a_rule_of_one_s_own_is_removed_with_what_it_planned_seen_first(hand: Hand, desk: Desk) -> None:
    add_photos(hand)
    rule = desk.ask(playbooks.rules)[-1]
    hand.click(rows(hand)[-1])
    hand.press("rule_remove")
    assert hand.no_sheet()  # nothing was planned
    assert rule.key not in {one.key for one in desk.ask(playbooks.lines)}
    desk.undo()
    desk.do(rule_changes.change, rule.id, for_small_jobs=True, label="Small jobs too")
    desk.do(daniel, label="Another job")
    hand.click(rows(hand)[-1])
    hand.press("rule_remove")
    assert told(hand)[0][3] == "Cancelled"
    hand.press("main", hand.sheet("rule_change"))
    assert len(desk.ask(playbooks.lines)) == 19
    hand.click(row(hand, "three_months"))
    assert not any(one.isVisible() for one in hand.window.findChildren(QWidget, "rule_remove"))


# The whole playbook


def test_a_reset_shows_what_changes_and_asks_about_one_s_own(hand: Hand, desk: Desk) -> None:
    add_photos(hand)
    three = next(rule.id for rule in desk.ask(playbooks.rules) if rule.key == "three_months")
    desk.do(rule_changes.change, three, wait="5 months", label="Later")
    hand.press("rules_reset")
    sheet: Any = hand.sheet("playbook_turn")
    assert seen(hand, "rules_said") == "1 rule changes"
    table = hand.find(Table, "rules_table")
    columns = table.rows.columns
    assert [column.words(table.rows.row(0)) for column in columns] == [
        "Three months on",
        "3 months later, was 5 months later",
    ]
    assert told(hand) == [("Daniel Hart", "Three months on, Outside light", "20 Apr 2027", "22 Feb 2027")]
    hand.press("drop_own", sheet)
    assert seen(hand, "rules_said") == "2 rules change"
    hand.press("drop_own", sheet)
    hand.press("main", sheet)
    assert line(desk, "three_months").wait == "3 months"
    assert desk.ask(playbooks.lines)[-1].title == "Send the photos"
    hand.press("rules_reset")
    assert seen(hand, "rules_said") == "The rules are these already"
    assert not hand.find(QAbstractButton, "main", hand.sheet()).isEnabled()


def test_a_playbook_is_exported_and_comes_back(hand: Hand, page: FollowupsPage, desk: Desk, tmp_path: Path) -> None:
    picks: Any = page.rules.pickers
    picks.out = picks.source = tmp_path / "rules.toml"
    said: list[tuple[str, str]] = []
    desk.told.connect(lambda *words: said.append(words))
    add_photos(hand)
    kept = desk.ask(playbooks.lines)
    hand.press("rules_more")
    hand.take("", "playbook_export")
    assert said == [("20 rules exported.", str(picks.out))]
    desk.do(rule_changes.reset, drop_own=True, label="Reset")
    hand.press("rules_more")
    hand.take("", "playbook_import")
    assert seen(hand, "rules_said") == "1 rule changes"
    hand.press("main", hand.sheet("playbook_turn"))
    assert desk.ask(playbooks.lines) == kept
    assert desk.undo() == "Playbook imported"


def test_a_file_that_is_no_playbook_is_said(page: FollowupsPage, desk: Desk, tmp_path: Path) -> None:
    said: list[str] = []
    desk.failed.disconnect()
    desk.failed.connect(said.append)
    picks: Any = page.rules.pickers
    picks.source = tmp_path / "x.toml"
    page.rules._on_import()
    picks.source.write_text("[[rule]")
    page.rules._on_import()
    bad = playbook_files.written(desk.ask(playbooks.lines)) + (
        '\n[[rule]]\nkey = "own_1"\nevent = "job_completed"\nwait = "1 weeks"\npurpose = "own"\nchannel = "call"\n'
        'title = "Ask"\noccasion = "own_1"\nown_words = [{words = "{{ password }}"}]\n'
    )
    picks.source.write_text(bad)
    page.rules._on_import()
    picks.out = tmp_path / "letter.toml"
    picks.out.write_text("Dear Sam")
    page.rules._on_export()
    assert [words.split(" ")[0] for words in said] == ["x.toml", "x.toml", "Ask:", str(picks.out)]
    assert all("Nothing was changed" in words for words in said[:3])


# In little room


def test_without_room_the_rule_stands_in_a_sheet(page: FollowupsPage, desk: Desk, show: Show) -> None:
    desk.do(daniel, label="Daniel")
    hand = show(page, 1093, 614)
    assert not any(one.isVisible() for one in hand.window.findChildren(QWidget, "rule_card"))
    hand.click(row(hand, "confirm_visit"))
    sheet = hand.sheet("rule_side_sheet")
    assert sheet.accessibleName() == "Confirm the visit"
    hand.press("rule_edit", sheet)
    assert hand.sheet("rule_sheet").accessibleName() == "Confirm the visit"


def test_an_own_rule_is_removed_from_its_sheet(page: FollowupsPage, desk: Desk, show: Show) -> None:
    desk.do(rule_changes.add, "Ask", Event.VISIT_BOOKED, "1 days", Channel.CALL, label="Rule")
    hand = show(page, 1093, 614)
    hand.click(next(one for one in rows(hand) if one.line is not None and one.line.own))
    hand.press("rule_remove", hand.sheet("rule_side_sheet"))
    assert len(desk.ask(playbooks.lines)) == 19


def test_a_rule_that_is_asked_for_is_picked(page: FollowupsPage, desk: Desk, show: Show) -> None:
    page.tabs.set_value("answers")
    page.show_subject(next(rule.id for rule in desk.ask(playbooks.rules) if rule.key == "check_up"))
    hand = show(page, 1366, 768)
    assert seen(hand, "rule_title") == "Yearly check-up"
    page.focus_search()
    assert row(hand, "check_up").hasFocus()


def test_without_customers_samples_are_shown(page: FollowupsPage, show: Show) -> None:
    hand = show(page, 1366, 768)
    hand.click(row(hand, "three_months"))
    words: Any = hand.find(QWidget, "preview_words")
    assert "Consumer unit upgrade" in words.value()
    assert not hand.find(QAbstractButton, "rule_write").isEnabled()
    assert not any(one.isVisible() for one in hand.window.findChildren(QWidget, "rule_preview_for"))
