"""The palette as it is used: typed into, walked with the arrows, left by Enter, Ctrl+Enter and Esc."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget

from tests.owner import set_contact
from tests.ui.conftest import Clock, Hand
from tradesman.book.answer import Answer
from tradesman.book.customer import ContactKind
from tradesman.book.enquiry import CameBy
from tradesman.book.quote import AcceptedBy, GivenBy, Quote
from tradesman.book.store import Session
from tradesman.services import answers, customers, enquiries, partners, quotes
from tradesman.services.palette import Kind, Place
from tradesman.ui.commands import Command
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.palette_dialog import PaletteDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.found_list import Line
from tradesman.ui.widgets.labels import Label

CTRL = Qt.KeyboardModifier.ControlModifier


def do(desk: Desk, deed: Callable[..., Any], *args: Any, **rest: Any) -> Any:
    """One step."""
    return desk.do(deed, *args, label="Done", **rest)


def person(session: Session, name: str = "Marion Ellis", **rest: Any) -> Any:
    return customers.add(session, name, phone=rest.pop("phone", "07700 900109"), address="14 Mill Lane", **rest)


def given(session: Session) -> Quote:
    leah = person(session, "Leah Novak")
    session.flush()
    asked = enquiries.log(session, leah.id, "The boiler drips", came_by=CameBy.PHONE, answered_live=True)
    session.flush()
    quote = quotes.draft(session, asked.id, "New boiler")
    quotes.add_line(session, quote.id, quotes.add_option(session, quote.id, "Good").id, "Boiler", 50_000)
    quotes.give(session, quote.id, GivenBy.SENT)
    return quote


def keep(session: Session, question: str, words: str) -> Answer:
    answer = Answer(question=question, words=words, reviewed_on=date(2026, 3, 2))
    session.add(answer)
    return answer


class Palette:
    """The palette over a page with one button, and what came of it."""

    def __init__(self, hand: Hand, desk: Desk, theme: Theme, lately: Sequence[Place]) -> None:
        self.hand, self.opener = hand, hand.find(QWidget, "opener")
        self.heard: list[Any] = []
        self.opener.setFocus()
        commands = [
            Command("New enquiry", "plus", "Ctrl+N", partial(self.heard.append, "new enquiry")),
            Command("Go to Customers", "users", "Ctrl+2", partial(self.heard.append, "customers")),
            Command("Settings", "settings", "", partial(self.heard.append, "settings")),
            Command("Go back", "arrow-left", "Esc", partial(self.heard.append, "back"), offered=False),
        ]
        self.dialog = PaletteDialog(hand.window, desk, theme, commands, lately)
        self.dialog.page_asked.connect(lambda key, subject: self.heard.append((key, subject)))
        self.dialog.call_asked.connect(lambda key: self.heard.append(("call", key)))
        self.dialog.enquiry_asked.connect(lambda about: self.heard.append(("enquiry", about)))
        self.dialog.open()

    def type(self, words: str) -> None:
        self.dialog.field.clear()
        self.hand.qtbot.keyClicks(self.dialog.field, words)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.hand.qtbot.keyClick(self.dialog.field, key, modifier)

    def titles(self) -> list[str]:
        return [line.title for line in self.dialog.list.lines()]

    def marked(self) -> str:
        line = self.dialog.list.line()
        return line.title if line is not None else ""

    def place(self, title: str) -> QPoint:
        row = self.titles().index(title)
        return self.dialog.list.visualRect(self.dialog.list.model().index(row, 0)).center()


@pytest.fixture
def palette(show: Callable[..., Hand], desk: Desk, theme: Theme) -> Callable[..., Palette]:
    kept: list[Palette] = []

    def open_one(lately: Sequence[Place] = (), **size: int) -> Palette:
        kept.append(Palette(show(Button("Here", theme, name="opener"), **size), desk, theme, lately))
        return kept[-1]

    return open_one


def test_a_few_letters_and_enter_open_a_customer(palette: Callable[..., Palette], desk: Desk) -> None:
    marion = do(desk, person)
    opened = palette()
    opened.type("mar")
    assert opened.titles() == [
        *("People and jobs", "Marion Ellis", "Do", "Call Marion Ellis", "New enquiry for Marion Ellis")
    ]
    assert opened.marked() == "Marion Ellis"
    assert opened.dialog.field.accessibleDescription() == "Marion Ellis, 14 Mill Lane. Enter to choose."
    opened.press(Qt.Key.Key_Return)
    assert opened.heard == [("customer", marion.id)]
    assert opened.hand.no_sheet()


def test_a_typing_error_does_not_matter(palette: Callable[..., Palette], desk: Desk) -> None:
    marion = do(desk, person)
    opened = palette()
    opened.type("marrion elis")
    assert opened.marked() == "Marion Ellis"
    opened.press(Qt.Key.Key_Enter)
    assert opened.heard == [("customer", marion.id)]


def test_the_arrows_walk_over_headings_and_stop_at_both_ends(palette: Callable[..., Palette], desk: Desk) -> None:
    do(desk, person)
    opened = palette()
    opened.type("mar")
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_PageUp):
        opened.press(key)
        seen.append(opened.marked())
    assert seen == [
        *("Marion Ellis", "Call Marion Ellis", "New enquiry for Marion Ellis", "New enquiry for Marion Ellis"),
        "Marion Ellis",
    ]
    assert opened.dialog.field.hasFocus()


def test_ctrl_enter_calls_whom_is_marked_or_else_who_was_found_first(
    palette: Callable[..., Palette], desk: Desk
) -> None:
    do(desk, person, "Marion Ellis")
    other = do(desk, person, "Marius Brown")
    opened = palette()
    opened.type("mar")
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Return, CTRL)
    assert opened.heard == [("call", other.id)]
    marion = palette()
    marion.type("marion")
    marion.press(Qt.Key.Key_PageDown)
    assert marion.marked() == "New enquiry for Marion Ellis"
    marion.press(Qt.Key.Key_Return)
    assert marion.heard[0][0] == "enquiry"


def test_who_is_left_alone_or_has_no_number_is_not_called(palette: Callable[..., Palette], desk: Desk) -> None:
    alone = do(desk, person, "Marion Ellis")
    do(desk, customers.set_do_not_contact, alone.id, leave_alone=True)
    mute = do(desk, person, "Tom Reed")
    do(desk, set_contact, mute.id, ContactKind.PHONE, "")
    opened = palette()
    opened.type("marion")
    assert opened.dialog.list.lines()[1].right == "Do not contact"
    assert "Call Marion Ellis" not in opened.titles()
    opened.press(Qt.Key.Key_Return, CTRL)
    assert opened.dialog.said.text() == "Marion Ellis is not to be contacted."
    opened.type("tom")
    assert opened.dialog.said.text() == ""
    opened.press(Qt.Key.Key_Return, CTRL)
    assert opened.dialog.said.text() == "Tom Reed has no phone number."
    assert opened.heard == []


def test_who_is_left_alone_and_asked_for_a_call_is_rung_back(palette: Callable[..., Palette], desk: Desk) -> None:
    alone = do(desk, person, "Marion Ellis")
    do(desk, customers.set_do_not_contact, alone.id, leave_alone=True)
    do(desk, enquiries.log, alone.id, "The boiler drips", CameBy.PHONE)
    opened = palette()
    opened.type("marion")
    assert opened.dialog.list.lines()[1].right == "Do not contact"
    assert "Call Marion Ellis" in opened.titles()
    opened.press(Qt.Key.Key_Return, CTRL)
    assert opened.heard == [("call", alone.id)]


def test_with_nobody_to_call_ctrl_enter_does_nothing(palette: Callable[..., Palette]) -> None:
    opened = palette()
    opened.press(Qt.Key.Key_Return, CTRL)
    assert opened.heard == []
    assert not opened.hand.no_sheet()


def test_a_quote_and_a_job_are_opened_and_their_customer_is_called(palette: Callable[..., Palette], desk: Desk) -> None:
    quote_id = do(desk, given)
    first = palette()
    first.type("boiler")
    assert first.marked() == f"Quote {quote_id.number}"
    assert first.dialog.list.line().second == "Leah Novak, new boiler"  # type: ignore[union-attr]
    first.press(Qt.Key.Key_Return, CTRL)
    assert first.heard == [("call", quote_id.customer_id)]
    second = palette()
    second.type("boiler")
    second.press(Qt.Key.Key_Return)
    assert second.heard == [("quote", quote_id.id)]
    job = do(desk, quotes.accept, quote_id.id, quote_id.options[0].id, AcceptedBy.PHONE, "Leah")
    third = palette()
    third.type("boiler")
    third.press(Qt.Key.Key_Down)
    assert third.dialog.list.line().right == "Planned"  # type: ignore[union-attr]
    third.press(Qt.Key.Key_Return)
    assert third.heard == [("job", job.id)]


def test_what_comes_next_stands_at_the_right(palette: Callable[..., Palette], desk: Desk, clock: Clock) -> None:
    do(desk, given)
    opened = palette()
    opened.type("leah")
    assert opened.dialog.list.lines()[1].right == "Answer open questions, Tue 24 Nov"
    clock.later(days=6)
    opened.type("leah")
    assert opened.dialog.list.lines()[1].right == "Answer open questions, since Tue 24 Nov"


def test_the_call_of_the_list_calls_too(palette: Callable[..., Palette], desk: Desk) -> None:
    marion = do(desk, person)
    opened = palette()
    opened.type("mar")
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Return)
    assert opened.heard == [("call", marion.id)]


def test_nobody_found_offers_a_new_enquiry(palette: Callable[..., Palette]) -> None:
    opened = palette()
    opened.type("Zed Zander")
    assert opened.titles() == ["Nothing found for “Zed Zander”", "Do", "New enquiry for “Zed Zander”"]
    assert opened.marked() == "New enquiry for “Zed Zander”"
    opened.press(Qt.Key.Key_Return)
    assert opened.heard == [("enquiry", "Zed Zander")]


def test_a_command_is_found_with_an_error_in_it_and_done(palette: Callable[..., Palette]) -> None:
    opened = palette()
    opened.type("cusotmers")
    assert opened.titles()[:2] == ["Do", "Go to Customers"]
    assert opened.dialog.list.line().keys == "Ctrl 2"  # type: ignore[union-attr]
    opened.press(Qt.Key.Key_Return)
    assert opened.heard == ["customers"]


def test_a_command_that_is_meant_comes_before_people_in_whose_notes_it_stands(
    palette: Callable[..., Palette], desk: Desk
) -> None:
    tom = do(desk, person, "Tom Reed")
    do(desk, customers.add_note, tom.id, "Asked about the settings of the boiler")
    opened = palette()
    opened.type("setti")
    assert opened.titles() == [
        *("Do", "Settings", "Call Tom Reed", "New enquiry for Tom Reed", "People and jobs", "Tom Reed")
    ]
    assert opened.dialog.list.lines()[-1].second == "Asked about the settings of the boiler"


def test_before_anything_is_typed_it_offers_what_was_opened_lately_and_what_is_done_most(
    palette: Callable[..., Palette], desk: Desk
) -> None:
    marion = do(desk, person)
    opened = palette([(Kind.PERSON, marion.id)])
    assert opened.titles() == [
        *("Opened lately", "Marion Ellis", "Do", "New enquiry", "Go to Customers", "Settings"),
    ]
    opened.press(Qt.Key.Key_Return)
    assert opened.heard == [("customer", marion.id)]


def test_a_partner_is_shown_among_the_partners(palette: Callable[..., Palette], desk: Desk) -> None:
    harker = do(desk, partners.add, "Harker Masonry", "Mason")
    opened = palette()
    opened.type("mason")
    assert "Call Harker Masonry" not in opened.titles()
    opened.press(Qt.Key.Key_Return)
    assert opened.heard == [("partners", harker.id)]


def test_an_answer_is_shown_and_copied(palette: Callable[..., Palette], desk: Desk) -> None:
    words = "The maker asks for it, and so do I: leave a margin of 15 cm on all sides of it."
    do(desk, keep, "How much space must be left around a cylinder?", words)
    opened = palette()
    opened.type("margin")
    line = opened.dialog.list.line()
    assert isinstance(line, Line)
    assert line.second == "…it, and so do I: leave a margin of 15 cm on all sides of it."
    assert [line.second[start:end] for start, end in line.second_spans] == ["margin"]
    opened.press(Qt.Key.Key_Return)
    sheet = opened.hand.sheet("show_answer")
    opened.hand.press("main", sheet)
    assert QGuiApplication.clipboard().text() == words
    assert opened.hand.find(Button, "main", sheet).text() == "Copied"
    assert opened.hand.find(Label, "answer_reviewed").text() == "Looked over 2 March. Not sent yet."
    opened.hand.qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert opened.opener.hasFocus()


def test_an_old_answer_is_still_right_with_one_click(palette: Callable[..., Palette], desk: Desk) -> None:
    answer = do(desk, keep, "How much space must be left around a cylinder?", "15 cm on all sides.")
    do(desk, _looked_over_long_ago, answer.id)
    opened = palette()
    opened.type("cylinder")
    opened.press(Qt.Key.Key_Return)
    opened.hand.press("answer_right", opened.hand.sheet("show_answer"))
    assert desk.ask(answers.rows)[0].reviewed_on == desk.today()
    assert opened.hand.find(Label, "answer_reviewed").text() == "Looked over today."


def _looked_over_long_ago(session: Session, answer_id: UUID) -> None:
    session.load(Answer, answer_id).reviewed_on = date(2024, 3, 2)


@pytest.mark.parametrize("how", ["esc", "outside"])
def test_it_is_left_without_doing_anything_and_the_focus_returns(palette: Callable[..., Palette], how: str) -> None:
    opened = palette()
    opened.type("mar")
    if how == "esc":
        opened.press(Qt.Key.Key_Escape)
    else:
        scrim = opened.dialog.parentWidget()
        opened.hand.qtbot.mouseClick(scrim, Qt.MouseButton.LeftButton, pos=opened.dialog.geometry().center())
        assert not opened.hand.no_sheet()
        opened.hand.qtbot.mouseClick(scrim, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert opened.hand.no_sheet()
    assert opened.opener.hasFocus()
    assert opened.heard == []


def test_the_mouse_marks_what_it_moves_over_and_a_click_takes_it(palette: Callable[..., Palette], desk: Desk) -> None:
    marion = do(desk, person)
    opened = palette()
    opened.type("mar")
    view = opened.dialog.list.viewport()
    for title in ("New enquiry for Marion Ellis", "Do"):  # a heading takes no mark
        at = QPointF(opened.place(title))
        button, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        move = QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), button, button, none)
        QApplication.sendEvent(view, move)
        assert opened.marked() == "New enquiry for Marion Ellis"
    opened.hand.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=opened.place("Do"))
    assert opened.heard == []
    opened.hand.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=opened.place("New enquiry for Marion Ellis"))
    assert opened.heard == [("enquiry", marion.id)]


def test_the_list_is_a_sound_model_that_reads_its_rows_aloud(palette: Callable[..., Palette], desk: Desk) -> None:
    do(desk, person)
    opened = palette()
    model = opened.dialog.list.model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    opened.type("mar")
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [model.index(row, 0).data(role) for row in range(3)] == [
        "People and jobs",
        "Marion Ellis, 14 Mill Lane. Enter to choose.",
        "Do",
    ]
    assert model.index(0, 0).flags() == Qt.ItemFlag.NoItemFlags
    assert model.data(model.index(99, 0)) is None
    assert tester.model() is model


def test_in_a_small_window_the_list_scrolls_and_the_mark_stays_in_sight(
    palette: Callable[..., Palette], desk: Desk
) -> None:
    for number in range(9):
        do(desk, person, f"Marion Ellis {number}")
    opened = palette(width=1093, height=400)
    opened.type("marion")
    dialog = opened.dialog
    assert dialog.geometry().bottom() < 400 - 20
    dialog.list.walk(Qt.Key.Key_PageDown)
    dialog.list.walk(Qt.Key.Key_PageDown)
    view = dialog.list
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    assert view.verticalScrollBar().value() > 0
    dialog.list.walk(Qt.Key.Key_PageUp)
    dialog.list.walk(Qt.Key.Key_PageUp)
    assert view.verticalScrollBar().value() == 0  # the first heading too


def test_text_of_a_user_stays_text_in_every_line(palette: Callable[..., Palette], desk: Desk) -> None:
    name = "<b>x</b><img src=y>"
    do(desk, person, name)
    opened = palette()
    opened.type("x")
    opened.type("<b>x")
    assert opened.titles()[1] == name
    assert opened.dialog.list.grab().width() > 0


def test_it_grows_with_the_text(palette: Callable[..., Palette], theme: Theme) -> None:
    opened = palette()
    before = opened.dialog.list.sizeHint().height()
    theme.set_text_percent(130)
    try:
        assert opened.dialog.list.sizeHint().height() > before
    finally:
        theme.set_text_percent(100)
