"""The window's keys: what Ctrl+K leads to, what F1 shows, and that both work wherever one is."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Hand
from tradesman.book.customer import Note
from tradesman.book.enquiry import CameBy
from tradesman.book.store import Session
from tradesman.services import customers, enquiries, overviews, partners
from tradesman.ui import catalogue, jump
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.palette_dialog import PaletteDialog
from tradesman.ui.main_window import MainWindow
from tradesman.ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier


class Window:
    """The whole window over a book, with the palette behind Ctrl+K as the program wires it."""

    def __init__(self, qtbot: QtBot, desk: Desk, theme: Theme) -> None:
        self.qtbot = qtbot
        self.window = MainWindow(theme)
        self.window.palette_asked.connect(lambda: jump.OPENS["palette"](self.window, desk, theme))
        self.window.win_backs_asked.connect(lambda: jump.OPENS["win_backs"](self.window, desk, theme))
        self.window.set_pages(catalogue.makers(desk, theme))
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitActive(self.window)
        self.hand = Hand(qtbot, self.window)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.window.focusWidget(), key, modifier)

    def jump(self, typed: str, *keys: tuple[Qt.Key, Qt.KeyboardModifier] | Qt.Key) -> None:
        """Ctrl+K, some letters, and the keys that end it."""
        self.press(Qt.Key.Key_K, CTRL)
        sheet = self.hand.sheet("palette")
        assert isinstance(sheet, PaletteDialog)
        self.qtbot.keyClicks(sheet.field, typed)
        for key in keys:
            self.qtbot.keyClick(sheet.field, *(key if isinstance(key, tuple) else (key,)))


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, theme: Theme) -> Iterator[Window]:
    window = Window(qtbot, desk, theme)
    yield window
    window.window.close()


def do(desk: Desk, deed: Callable[..., Any], *args: Any, **rest: Any) -> Any:
    """One step."""
    return desk.do(deed, *args, label="Done", **rest)


def person(session: Session, name: str = "Marion Ellis") -> Any:
    return customers.add(session, name, phone="07700 900109", address="14 Mill Lane")


def asks(session: Session, customer_id: Any) -> Any:
    return enquiries.log(session, customer_id, "The boiler drips", came_by=CameBy.PHONE)


def test_the_win_back_list_is_a_command(opened: Window) -> None:
    opened.jump("win-back", Qt.Key.Key_Return)
    assert opened.hand.sheet().objectName() == "win_backs"


@pytest.mark.parametrize("typed", ["mar", "marrion elis"])
def test_six_keys_lead_to_a_customer(opened: Window, desk: Desk, typed: str) -> None:
    do(desk, person)
    opened.jump(typed, Qt.Key.Key_Return)
    assert opened.window.page.objectName() == "customer_page"
    opened.press(Qt.Key.Key_Escape)
    assert opened.window.page.objectName() == "today_page"


def test_it_opens_from_a_field_too_and_gives_the_keyboard_back(opened: Window) -> None:
    opened.press(Qt.Key.Key_2, CTRL)
    opened.window.open_page("customers")
    opened.press(Qt.Key.Key_F, CTRL)
    field = opened.window.focusWidget()
    assert isinstance(field, QLineEdit)
    opened.jump("mar", Qt.Key.Key_Escape)
    assert field.hasFocus()


def test_the_field_in_the_header_opens_it(opened: Window) -> None:
    opened.hand.press("jump")
    opened.hand.sheet("palette")
    opened.press(Qt.Key.Key_Escape)
    button = opened.hand.find(QAbstractButton, "jump")
    button.setFocus()
    opened.press(Qt.Key.Key_Return)
    opened.hand.sheet("palette")


def test_a_call_that_is_not_due_may_leave_a_note(opened: Window, desk: Desk, links: list[str]) -> None:
    marion = do(desk, person)
    opened.jump("mar", (Qt.Key.Key_Return, CTRL))
    assert links == ["tel:+447700900109"]
    sheet = opened.hand.sheet("note")
    opened.hand.type("words", "Rings back on Friday", sheet)
    opened.hand.press("main", sheet)
    assert [note.words for note in _notes(desk, marion.id)] == ["Rings back on Friday"]


def _notes(desk: Desk, customer_id: Any) -> list[Note]:
    from sqlmodel import select

    return desk.ask(lambda session: list(session.exec(select(Note).where(Note.customer_id == customer_id)).all()))


def test_a_call_that_is_due_is_to_be_logged(opened: Window, desk: Desk, links: list[str]) -> None:
    marion = do(desk, person)
    do(desk, asks, marion.id)
    opened.jump("mar", (Qt.Key.Key_Return, CTRL))
    assert links == ["tel:+447700900109"]
    opened.hand.sheet("log_call")


def test_an_enquiry_of_somebody_found_is_theirs(opened: Window, desk: Desk) -> None:
    marion = do(desk, person)
    opened.jump("mar", Qt.Key.Key_PageDown, Qt.Key.Key_Return)
    sheet = opened.hand.sheet("new_enquiry")
    opened.hand.type("what", "The tap drips", sheet)
    opened.hand.press("save", sheet)
    assert [enquiry.what for enquiry in desk.ask(overviews.of_customer, marion.id).enquiries] == ["The tap drips"]


@pytest.mark.parametrize(("typed", "field"), [("Zed Zander", "who"), ("07700 900777", "phone")])
def test_nobody_found_becomes_a_new_enquiry_and_keeps_its_draft(opened: Window, typed: str, field: str) -> None:
    opened.jump(typed, Qt.Key.Key_Return)
    sheet = opened.hand.sheet("new_enquiry")
    assert opened.hand.find(QLineEdit, field, sheet).text() == typed
    opened.hand.type("what", "No light in the hall", sheet)
    opened.press(Qt.Key.Key_Escape)
    opened.jump(typed, Qt.Key.Key_Return)
    again: Any = opened.hand.find(QWidget, "what", opened.hand.sheet("new_enquiry"))
    assert again.value() == "No light in the hall"


def test_a_partner_is_picked_on_the_page_of_partners(opened: Window, desk: Desk) -> None:
    do(desk, partners.add, "Harker Masonry", "Mason", vouch="Tidy and on time")
    opened.jump("harker", Qt.Key.Key_Return)
    assert opened.window.page.objectName() == "partners_page"
    assert "Tidy and on time" in opened.hand.find(QLabel, "partner_vouch").text()


def test_what_was_opened_lately_is_offered_the_newest_first(opened: Window, desk: Desk) -> None:
    for name in ("Ann Lee", "Bob Moor", "Cy Nash", "Dee Orr", "Eli Poe"):
        opened.window.open_page("customer", do(desk, person, name).id)
    opened.press(Qt.Key.Key_K, CTRL)
    sheet = opened.hand.sheet("palette")
    assert isinstance(sheet, PaletteDialog)
    titles = [line.title for line in sheet.list.lines()]
    assert titles[:5] == ["Opened lately", "Eli Poe", "Dee Orr", "Cy Nash", "Bob Moor"]


def test_a_page_is_reached_by_its_name(opened: Window) -> None:
    opened.jump("partn", Qt.Key.Key_Return)
    assert opened.window.page.objectName() == "partners_page"


def test_f1_shows_the_keys_of_the_page_and_of_the_window(opened: Window) -> None:
    opened.press(Qt.Key.Key_F1)
    sheet = opened.hand.sheet("keys")
    words = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"On this page", "S", "Snooze it", "Everywhere", "Ctrl K", "F1"} <= words
    opened.press(Qt.Key.Key_Escape)
    assert opened.hand.no_sheet()


def test_before_a_book_is_open_f1_and_ctrl_f_wait(qtbot: QtBot, theme: Theme) -> None:
    window = MainWindow(theme)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    assert Hand(qtbot, window).no_sheet()


def test_no_two_commands_have_the_same_keys_and_every_page_has_its_command(theme: Theme, qtbot: QtBot) -> None:
    window = MainWindow(theme)
    qtbot.addWidget(window)
    keys = [QKeySequence(command.keys).toString() for command in window.commands if command.keys]
    assert "" not in keys
    assert len(keys) == len(set(keys))
    assert all(command.words and command.icon for command in window.commands)
    numbers = [
        command.keys for command in window.commands if command.keys.startswith("Ctrl+") and command.keys[5:].isdigit()
    ]
    assert numbers == [f"Ctrl+{number % 10}" for number in range(1, len(numbers) + 1)]


def test_what_the_window_does_is_offered_but_for_its_bare_keys(opened: Window) -> None:
    opened.press(Qt.Key.Key_K, CTRL)
    sheet = opened.hand.sheet("palette")
    assert isinstance(sheet, PaletteDialog)
    offered = [line.title for line in sheet.list.lines()]
    assert offered[:2] == ["Do", "New enquiry"]
    assert "Go back" not in offered


@pytest.mark.parametrize(
    ("typed", "tab", "name", "words"),
    [
        ("rule: three months", "rules", "rule_title", "Three months on"),
        ("playbook: messages", "messages", "template_title", "A message of your own"),
    ],
)
def test_the_rules_and_tabs_of_the_playbook_are_found(
    opened: Window, typed: str, tab: str, name: str, words: str
) -> None:
    opened.window.resize(1366, 768)
    opened.jump(typed, Qt.Key.Key_Return)
    page = opened.window.page
    assert (page.objectName(), page.tabs.value()) == ("followups_page", tab)
    assert opened.hand.find(QLabel, name).text() == words
