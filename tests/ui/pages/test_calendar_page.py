"""The calendar page over a book: what a drag, a key and the menu do is in the book, and on the screen."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import vobject  # type: ignore[import-untyped]
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.owner import Owner
from tests.ui.stage import Stage
from tradesman.book.enquiry import Urgency
from tradesman.book.job import Job
from tradesman.book.message import Message
from tradesman.book.promise import Promise
from tradesman.book.store import Book
from tradesman.book.visit import Visit, VisitState
from tradesman.services import jobs, promises, visits
from tradesman.ui.desk import Desk
from tradesman.ui.pages.calendar_page import CalendarPage
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.entry_block import EntryBlock
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.pdf_view import PdfView
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.text import text_width

MON = date(2026, 11, 23)
TUE, WED = MON + timedelta(days=1), MON + timedelta(days=2)
NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


class Chosen(Pickers):
    """A person who knows where the file shall go."""

    target: Path | None = None

    def new_file(self, *_asked: Any, **_named: Any) -> Path | None:
        return self.target


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def owner(book: Book, now: datetime) -> Owner:
    return Owner(book, now)


@pytest.fixture
def stage(qtbot: QtBot, book: Book, now: datetime, theme: Theme) -> Stage:
    return Stage(qtbot, book, now, theme)


def visit(owner: Owner, at: str = "09:00", on: date = MON, minutes: int = 60) -> UUID:
    return owner.do(visits.book, owner.enquiry(), on, time.fromisoformat(at), minutes=minutes).id


def planned(owner: Owner, *days: date, promised: date | None = None) -> UUID:
    job = owner.accepted()
    owner.do(jobs.plan, job, list(days), promised)
    return job


def entry(stage: Stage, row_id: UUID) -> EntryBlock:
    found: EntryBlock = stage.find(f"entry_{row_id.hex}")
    return found


def pixels(stage: Stage, *, days: int = 0, minutes: int = 0) -> QPoint:
    measures = stage.page.frame.grid.measures
    return QPoint(days * (measures.left(1) - measures.left(0)), measures.top(minutes))


def drag(stage: Stage, row_id: UUID, by: QPoint, start: QPoint | None = None) -> None:
    shown = entry(stage, row_id)
    place = start or QPoint(30, min(shown.height() // 2, 30))
    QTest.mousePress(shown, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(shown, place + by / 2)
    QTest.mouseMove(shown, place + by)
    QTest.mouseRelease(shown, Qt.MouseButton.LeftButton, pos=place + by)
    QApplication.processEvents()


def press(stage: Stage, key: Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    focus = stage.window.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    QApplication.processEvents()


def take(menu_entry: str, stage: Stage) -> None:
    shown = next(menu for menu in stage.window.findChildren(Menu) if menu.isVisible())
    action = next(action for action in shown.actions() if action.objectName() == menu_entry)
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.actionGeometry(action).center())
    QApplication.processEvents()


def sheet(stage: Stage) -> str:
    return next((one.objectName() for one in stage.window.findChildren(Sheet) if one.isVisible()), "")


def sub(stage: Stage) -> str:
    return str(stage.page.header._sub.text())


# What it shows


def test_the_week_with_its_entries_as_sentences(owner: Owner, stage: Stage) -> None:
    held = visit(owner, "13:30")
    job = planned(owner, MON, TUE)
    stage.show(CalendarPage)
    assert sub(stage) == "Week 48, November 2026"
    said = entry(stage, held).accessibleName()
    assert said == (
        "Visit: The boiler drips, Leah Novak, Monday 23 Nov, 13:30 to 14:30, 3 Mill Lane, Harrow,"
        " held until the customer confirms. Enter to open."
    )
    work = entry(stage, owner.get(Job, job).days[0].id)
    assert "Work: New boiler, Leah Novak" in work.accessibleName()
    assert "day 1 of 2" in work.accessibleName()
    assert not work.geometry().intersects(entry(stage, held).geometry())
    figures = [label.text() for label in stage.page.side.findChildren(Label) if label.isVisible()]
    assert [figures[figures.index(words) + 1] for words in ("Booked", "Free", "Visits")] == ["15 h", "30 h", "1"]


def test_a_change_elsewhere_is_seen_at_once(owner: Owner, stage: Stage) -> None:
    stage.show(CalendarPage)
    booked = stage.desk.do(visits.book, owner.enquiry(), MON, time(9), label="Booked")
    assert booked is not None
    assert entry(stage, booked.id).isVisible()
    stage.desk.undo()
    assert not stage.sees(f"entry_{booked.id.hex}")


def test_sunday_shows_only_when_something_stands_there(owner: Owner, stage: Stage) -> None:
    stage.show(CalendarPage)
    assert stage.page.frame.grid.measures.days == 6
    visit(owner, on=MON + timedelta(days=6))
    stage.page.invalidate()
    assert stage.page.frame.grid.measures.days == 7


def test_the_line_of_now_follows_the_minute(owner: Owner, stage: Stage) -> None:
    stage.show(CalendarPage)
    assert stage.page.frame.grid._now == (0, 450)
    stage.now = NOW + timedelta(minutes=1)
    stage.page.invalidate()  # as the window does at the turn of a minute
    assert stage.page.frame.grid._now == (0, 451)
    stage.click("calendar_on")
    assert stage.page.frame.grid._now is None


# The ways to other days


def test_views_and_the_way_between_days(owner: Owner, stage: Stage) -> None:
    held = visit(owner)
    stage.show(CalendarPage)
    stage.click("calendar_on")
    assert sub(stage) == "Week 49, December 2026"
    assert not stage.sees(f"entry_{held.hex}")
    stage.click("calendar_back")
    stage.click("calendar_back")
    assert sub(stage) == "Week 47, November 2026"
    stage.click("calendar_today")
    stage.click("calendar_view-day")
    assert sub(stage) == "Monday 23 November"
    assert stage.sees(f"entry_{held.hex}")
    stage.click("calendar_view-month")
    assert sub(stage) == "November 2026"
    assert entry(stage, held).text() == "09:00 Leah Novak"
    press(stage, Key.Key_PageDown)
    assert sub(stage) == "December 2026"


def test_the_month_opens_a_day_by_key(owner: Owner, stage: Stage) -> None:
    stage.show(CalendarPage)
    stage.click("calendar_view-month")
    stage.page.take_focus()
    press(stage, Key.Key_Right)
    press(stage, Key.Key_Return)
    assert sub(stage) == "Tuesday 24 November"


def test_keys_lead_to_other_weeks_and_back_to_today(owner: Owner, stage: Stage) -> None:
    stage.show(CalendarPage)
    stage.page.take_focus()
    press(stage, Key.Key_Left)
    assert sub(stage) == "Week 47, November 2026"
    assert stage.page.frame.grid.cursor_at == (5, 7 * 60)
    press(stage, Key.Key_PageUp)
    assert sub(stage) == "Week 46, November 2026"
    press(stage, Key.Key_T)
    assert sub(stage) == "Week 48, November 2026"
    assert stage.page.frame.grid.cursor_at == (0, 7 * 60)


# Moving


def test_a_visit_is_dragged_to_another_day_and_hour_in_one_step(owner: Owner, stage: Stage) -> None:
    held = visit(owner)
    owner.do(visits.confirm, held)
    stage.show(CalendarPage)
    drag(stage, held, pixels(stage, days=1, minutes=90))
    kept = owner.get(Visit, held)
    assert (kept.day_on, kept.starts, kept.minutes, kept.state) == (TUE, time(10, 30), 60, VisitState.BOOKED)
    assert stage.labels == ["Visit moved"]
    measures = stage.page.frame.grid.measures
    assert measures.day_at(entry(stage, held).geometry().center().x()) == 1
    stage.desk.undo()
    assert (owner.get(Visit, held).day_on, owner.get(Visit, held).state) == (MON, VisitState.CONFIRMED)


def test_an_edge_makes_a_visit_longer(owner: Owner, stage: Stage) -> None:
    held = visit(owner)
    stage.show(CalendarPage)
    drag(stage, held, pixels(stage, minutes=45), QPoint(30, entry(stage, held).height() - 2))
    assert owner.get(Visit, held).minutes == 105
    assert stage.labels == ["Visit takes another time"]


def test_a_drag_that_is_refused_says_why_and_changes_nothing(owner: Owner, stage: Stage) -> None:
    owner.at("2026-11-20")
    held = visit(owner, "09:00", MON)
    stage.now = datetime(2026, 11, 23, 8, 55, tzinfo=UTC)
    stage.show(CalendarPage)
    before = entry(stage, held).geometry()
    drag(stage, held, pixels(stage, minutes=-60))
    assert stage.failures == ["That time has passed. Nothing was changed. Choose a later one."]
    assert owner.get(Visit, held).starts == time(9)
    assert entry(stage, held).geometry() == before


def test_a_day_of_work_moves_and_keeps_its_hours_until_it_is_given_some(owner: Owner, stage: Stage) -> None:
    job = planned(owner, MON, TUE)
    day = owner.get(Job, job).days[1].id
    stage.show(CalendarPage)
    drag(stage, day, pixels(stage, days=1))
    kept = owner.get(Job, job).days[1]
    assert (kept.id, kept.day_on, kept.starts) == (day, WED, None)
    drag(stage, day, pixels(stage, minutes=-120), QPoint(30, entry(stage, day).height() - 2))
    kept = owner.get(Job, job).days[1]
    assert (kept.starts, kept.minutes) == (time(8), 7 * 60)
    assert stage.labels == ["Work moved", "Work takes another time"]


def test_work_dragged_into_the_past_says_why_and_stays(owner: Owner, stage: Stage) -> None:
    job = planned(owner, MON, WED)
    day = owner.get(Job, job).days[1].id
    stage.now = datetime(2026, 11, 25, 8, tzinfo=UTC)
    stage.show(CalendarPage)
    drag(stage, day, pixels(stage, days=-1))
    assert stage.failures == ["That day has passed. Nothing was changed. Choose a later one."]
    assert owner.get(Job, job).days[1].day_on == WED


def test_keys_do_what_the_mouse_does(owner: Owner, stage: Stage) -> None:
    held = visit(owner)
    stage.show(CalendarPage)
    stage.page.frame.grid.take(held.hex)
    press(stage, Key.Key_Right, ALT)
    press(stage, Key.Key_Down, ALT)
    press(stage, Key.Key_Down, ALT | SHIFT)
    kept = owner.get(Visit, held)
    assert (kept.day_on, kept.starts, kept.minutes) == (TUE, time(9, 30), 90)
    assert stage.window.focusWidget() is entry(stage, held)
    assert len(stage.labels) == 3


def test_a_key_leads_an_entry_into_the_next_week(owner: Owner, stage: Stage) -> None:
    held = visit(owner, on=MON + timedelta(days=5))
    stage.show(CalendarPage)
    stage.page.frame.grid.take(held.hex)
    press(stage, Key.Key_Right, ALT)
    assert owner.get(Visit, held).day_on == MON + timedelta(days=6)
    press(stage, Key.Key_Right, ALT)
    assert owner.get(Visit, held).day_on == MON + timedelta(days=7)
    assert sub(stage) == "Week 49, December 2026"
    assert stage.window.focusWidget() is entry(stage, held)


def test_the_menu_does_the_same_in_words(owner: Owner, stage: Stage) -> None:
    held = visit(owner)
    stage.show(CalendarPage)
    stage.page.frame.grid.take(held.hex)
    for choice in ("entry_later", "entry_day_on", "entry_longer", "entry_confirm"):
        press(stage, Key.Key_Menu)
        take(choice, stage)
    kept = owner.get(Visit, held)
    assert (kept.day_on, kept.starts, kept.minutes, kept.state) == (TUE, time(9, 30), 90, VisitState.CONFIRMED)
    press(stage, Key.Key_Menu)
    take("entry_customer", stage)
    assert stage.places == [("customer", kept.customer_id)]
    press(stage, Key.Key_Menu)
    take("entry_off", stage)
    assert sheet(stage) == "visit_off"


def test_work_is_confirmed_and_given_the_day_again_by_the_menu(owner: Owner, stage: Stage) -> None:
    job = planned(owner, TUE)
    day = owner.get(Job, job).days[0].id
    stage.show(CalendarPage)
    stage.page.frame.grid.take(day.hex)
    press(stage, Key.Key_Down, ALT)
    assert owner.get(Job, job).days[0].starts == time(8, 30)
    for choice in ("entry_whole", "entry_confirm"):
        press(stage, Key.Key_Menu)
        take(choice, stage)
    assert owner.get(Job, job).days[0].starts is None
    assert owner.get(Job, job).confirmed_at is not None
    press(stage, Key.Key_Menu)
    take("entry_plan", stage)
    assert sheet(stage) == "plan_job"


def test_what_is_over_is_opened_and_no_more(owner: Owner, stage: Stage) -> None:
    held = visit(owner)
    owner.do(visits.finish, held)
    stage.show(CalendarPage)
    drag(stage, held, pixels(stage, days=1))
    assert owner.get(Visit, held).day_on == MON
    stage.page.frame.grid.take(held.hex)
    press(stage, Key.Key_Menu)
    shown = next(menu for menu in stage.window.findChildren(Menu) if menu.isVisible())
    assert [action.objectName() for action in shown.actions() if action.objectName()] == [
        "entry_open",
        "entry_customer",
    ]
    shown.close()


def test_in_the_month_an_entry_keeps_its_time(owner: Owner, stage: Stage) -> None:
    held = visit(owner, "14:15")
    stage.show(CalendarPage)
    stage.click("calendar_view-month")
    month = stage.page.month
    wide = month.cell(1).left() - month.cell(0).left()
    drag(stage, held, QPoint(2 * wide, 0), QPoint(40, 10))
    assert (owner.get(Visit, held).day_on, owner.get(Visit, held).starts) == (WED, time(14, 15))


# The promised finish


def test_work_moved_past_the_promise_asks_to_agree_another_day_and_to_write(owner: Owner, stage: Stage) -> None:
    job = planned(owner, MON, TUE, promised=TUE)
    day = owner.get(Job, job).days[1].id
    stage.show(CalendarPage)
    drag(stage, day, pixels(stage, days=2))
    assert owner.get(Job, job).ends_on == MON + timedelta(days=3)
    assert sheet(stage) == "finish_moved"
    assert stage.words("finish_moved_words") == (
        "The last day of New boiler is now Thu 26 Nov. Leah was promised the finish for tomorrow."
    )
    promise = owner.all(Promise)[0]
    assert promise.due_on == TUE
    stage.click("main")
    assert owner.get(Promise, promise.id).due_on == MON + timedelta(days=3)
    assert not owner.get(Promise, promise.id).missed
    assert sheet(stage) == "message"
    words = stage.find("words").toPlainText()
    assert "has changed" in words
    assert "Thursday 26 November" in words
    assert owner.all(Message) == []  # nothing leaves by itself


def test_the_promise_can_be_left_and_the_side_says_so(owner: Owner, stage: Stage) -> None:
    job = planned(owner, MON, TUE, promised=TUE)
    stage.show(CalendarPage)
    drag(stage, owner.get(Job, job).days[1].id, pixels(stage, days=2))
    stage.click("finish_leave")
    assert owner.all(Promise)[0].due_on == TUE
    said = stage.find("calendar_note_0").accessibleName()
    assert said.startswith("Thursday is too late. Leah was promised the finish for Tuesday 24 Nov.")


def test_an_earlier_day_that_moves_asks_nothing(owner: Owner, stage: Stage) -> None:
    job = planned(owner, MON, WED, promised=WED)
    stage.show(CalendarPage)
    drag(stage, owner.get(Job, job).days[0].id, pixels(stage, days=1))
    assert owner.get(Job, job).starts_on == TUE
    assert sheet(stage) == ""


# Booking


def test_what_waits_is_dragged_into_the_week(owner: Owner, stage: Stage) -> None:
    enquiry = owner.enquiry(what="A new bath")
    stage.show(CalendarPage)
    row, grid = stage.find("to_book_0"), stage.page.frame.grid
    assert row.accessibleName() == "Leah Novak, A new bath, 1 h"
    to = row.mapFromGlobal(grid.mapToGlobal(grid.measures.cell(2, 600, 615).center()))
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(row, QPoint(40, 30))
    QTest.mouseMove(row, to)
    assert stage.find("calendar_ghost").accessibleName() == "Wed 25, 10:00–11:00"
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=to)
    (booked,) = owner.all(Visit)
    assert (booked.enquiry_id, booked.day_on, booked.starts) == (enquiry, WED, time(10))
    assert stage.labels == ["Visit booked"]
    assert not stage.sees("calendar_ghost")
    assert not stage.sees("to_book_0")


def test_how_long_it_takes_is_read_however_long_the_words_are(owner: Owner, stage: Stage) -> None:
    owner.enquiry(what="Water on the floor of the cellar below the boiler", urgency=Urgency.DANGER)
    stage.show(CalendarPage)
    row = stage.find("to_book_0")
    assert row.words_shown().startswith("Water on")
    assert row.words_shown().replace("\N{NO-BREAK SPACE}", " ").endswith("… 1 h, soonest")
    assert text_width(row.words_shown(), stage.theme.font("caption")) <= row.width()


def test_let_go_beside_the_hours_nothing_is_booked(owner: Owner, stage: Stage) -> None:
    owner.enquiry()
    stage.show(CalendarPage)
    row = stage.find("to_book_0")
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(row, QPoint(20, 200))
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=QPoint(20, 200))
    assert owner.all(Visit) == []
    assert sheet(stage) == ""


def test_enter_on_a_free_hour_books_what_waits(owner: Owner, stage: Stage) -> None:
    owner.enquiry(what="A new bath")
    stage.show(CalendarPage)
    stage.page.frame.grid.go_to(1, 11 * 60)
    press(stage, Key.Key_Return)
    assert sheet(stage) == "book"
    stage.click("main")
    (booked,) = owner.all(Visit)
    assert (booked.day_on, booked.starts, booked.minutes) == (TUE, time(11), 60)


def test_work_is_booked_from_a_day_on_without_a_time(owner: Owner, stage: Stage) -> None:
    job = owner.accepted()
    stage.show(CalendarPage)
    stage.click("to_book_0")
    assert sheet(stage) == "book"
    assert not stage.sees("starts")
    stage.write("day", "25 Nov 2026")
    stage.click("main")
    assert [(day.day_on, day.starts) for day in owner.get(Job, job).days] == [(WED, None)]


def test_where_nothing_waits_it_is_said(owner: Owner, stage: Stage) -> None:
    told: list[Any] = []
    stage.desk.told.connect(lambda *words: told.append(words))
    stage.show(CalendarPage)
    stage.click("calendar_book")
    assert told == [("Nothing waits for a day.", "A new enquiry comes first.")]
    assert stage.words("to_book_hint") == "Nothing waits for a day."


# Opening


def test_enter_opens_the_visit_and_the_job(owner: Owner, stage: Stage) -> None:
    held, job = visit(owner), planned(owner, TUE)
    stage.show(CalendarPage)
    stage.click(f"entry_{owner.get(Job, job).days[0].id.hex}")
    assert stage.places == [("job", job)]
    stage.page.frame.grid.take(held.hex)
    press(stage, Key.Key_Return)
    assert sheet(stage) == "visit"


def test_what_is_due_leads_to_where_it_is_looked_after(owner: Owner, stage: Stage) -> None:
    job = planned(owner, MON)
    owner.do(promises.make, owner.get(Job, job).customer_id, "Bring the tiles", WED, job_id=job)
    stage.show(CalendarPage)
    chip = next(
        chip
        for chip in stage.page.frame.heads.findChildren(QAbstractButton)
        if chip.accessibleName() == "You promised Leah Novak: Bring the tiles"
    )
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert stage.places == [("job", job)]


# A narrow window


def test_in_a_narrow_window_the_side_is_a_sheet(owner: Owner, stage: Stage) -> None:
    owner.enquiry()
    stage.show(CalendarPage, width=1029)
    assert not stage.sees("calendar_side")
    stage.click("calendar_side_open")
    assert sheet(stage) == "calendar_sheet"
    stage.click("to_book_0")
    assert sheet(stage) == "book"


# How it leaves


def test_the_export_is_read_by_another_program_and_replaces_itself(
    owner: Owner, stage: Stage, tmp_path: Path, qtbot: QtBot
) -> None:
    held = visit(owner)
    planned(owner, TUE)
    chosen = Chosen()
    chosen.target = tmp_path / "Calendar.ics"
    told: list[Any] = []
    stage.desk.told.connect(lambda *words: told.append(words))

    def page(desk: Desk, theme: Theme) -> CalendarPage:
        return CalendarPage(desk, theme, chosen)

    def export() -> list[Any]:
        stage.click("calendar_more")
        take("calendar_export", stage)
        stage.desk.background.wait()
        qtbot.waitUntil(lambda: bool(told))
        told.clear()
        assert chosen.target is not None
        return list(vobject.readOne(chosen.target.read_text("utf-8")).contents["vevent"])

    stage.show(page)
    first = export()
    assert {event.summary.value for event in first} == {
        "Visit: Leah Novak, The boiler drips",
        "Work: Leah Novak, New boiler",
    }
    drag(stage, held, pixels(stage, days=1))
    again = export()
    assert {event.uid.value for event in again} == {event.uid.value for event in first}
    moved = next(event for event in again if event.uid.value.startswith(str(held)))
    assert moved.dtstart.value.date() == TUE
    assert stage.failures == []


def test_an_export_never_overwrites_something_else(owner: Owner, stage: Stage, tmp_path: Path, qtbot: QtBot) -> None:
    chosen = Chosen()
    chosen.target = tmp_path / "accounts.csv"
    chosen.target.write_text("mine")
    stage.show(lambda desk, theme: CalendarPage(desk, theme, chosen))
    stage.click("calendar_more")
    take("calendar_export", stage)
    stage.desk.background.wait()
    qtbot.waitUntil(lambda: bool(stage.failures))
    assert "It was not touched" in stage.failures[0]
    assert chosen.target.read_text() == "mine"


def test_the_week_is_printed_from_its_pdf(owner: Owner, stage: Stage, qtbot: QtBot) -> None:
    visit(owner)
    stage.show(CalendarPage)
    stage.page.take_focus()
    press(stage, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert sheet(stage) == "paper"
    stage.desk.background.wait()
    save = stage.find("paper_save")
    qtbot.waitUntil(save.isEnabled)
    view: PdfView = stage.find("paper_view")
    assert view._content.startswith(b"%PDF")


def test_every_part_that_can_be_reached_has_a_name(owner: Owner, stage: Stage) -> None:
    visit(owner)
    owner.enquiry()
    stage.show(CalendarPage)
    for part in stage.page.findChildren(QWidget):
        if isinstance(part, QAbstractButton) and part.isVisible():
            assert part.objectName(), part
            assert part.accessibleName() or part.text(), part.objectName()
