import json
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tests.ui.conftest import Hand, Start
from tradesman import paths, sample, settings
from tradesman.app import App
from tradesman.book import driver, store
from tradesman.book.errors import BookError
from tradesman.book.message import Message, Way
from tradesman.book.store import Session
from tradesman.services import businesses, customers, directory, followups, jobs, messages, promises
from tradesman.ui import backing_up
from tradesman.ui.cover import Cover
from tradesman.ui.kept_drafts import Drafts
from tradesman.ui.parts.settings_backup import BackupSection
from tradesman.ui.single import SingleWindow
from tradesman.ui.widgets.banner import Banner
from tradesman.ui.widgets.labels import ElidedLabel, LeadLabel
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.toast import Toast


def press(app: App, qtbot: QtBot, name: str) -> None:
    def found() -> list[QAbstractButton]:
        return [button for button in app.window.findChildren(QAbstractButton, name) if button.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))  # what is put into a window that is seen shows only at the next turn
    qtbot.mouseClick(found()[-1], Qt.MouseButton.LeftButton)


def toasts(app: App) -> list[str]:
    shown = [toast for toast in app.window.findChildren(Toast) if toast.isVisible()]
    return [label.text() for toast in shown for label in toast.findChildren(LeadLabel)]


def test_a_book_that_is_named_is_opened_on_today(start: Start, folder: Path) -> None:
    app = start(folder)
    assert app.window.page.objectName() or app.window.page is not None
    assert settings.read()["last_book"] == str(folder)


def test_the_book_opened_last_is_opened_again(start: Start, folder: Path) -> None:
    settings.write(last_book=str(folder))
    app = start()
    assert app.desk is not None
    assert app.desk.book.folder == folder


def test_a_first_start_offers_three_ways(start: Start) -> None:
    app = start(cover=True)
    names = {button.objectName() for button in app.window.findChildren(QAbstractButton)}
    assert {"cover_make", "cover_sample", "cover_open"} <= names
    assert not app.window.rail.isVisible()


def test_a_missing_book_is_named_and_nothing_is_made_in_its_place(start: Start, tmp_path: Path) -> None:
    gone = tmp_path / "Gone.tradesman"
    app = start(gone, cover=True)
    [banner] = app.window.findChildren(Banner)
    assert str(gone) in banner.accessibleName()
    assert not gone.exists()


def test_my_own_book_is_made_from_a_few_answers(start: Start, qtbot: QtBot) -> None:
    app = start(cover=True)
    press(app, qtbot, "cover_make")
    [sheet] = app.window.findChildren(Sheet)
    editor = sheet.form.box("name").editor  # type: ignore[attr-defined]
    qtbot.keyClicks(editor, "Rowan & Daughter")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: app.desk is not None, timeout=20_000)
    assert app.desk is not None
    assert app.desk.book.folder == paths.home() / "Rowan   Daughter.tradesman"
    assert app.desk.ask(directory.count) == 0


def test_an_empty_name_is_said_below_its_field(start: Start, qtbot: QtBot) -> None:
    app = start(cover=True)
    press(app, qtbot, "cover_make")
    [sheet] = app.window.findChildren(Sheet)
    box = sheet.form.box("name")  # type: ignore[attr-defined]
    qtbot.keyClick(box.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert box.error
    assert app.desk is None


def test_the_sample_book_says_that_nothing_in_it_is_real(start: Start, qtbot: QtBot, now: datetime) -> None:
    sample.make(paths.sample_book(), now=now)
    app = start(cover=True)
    press(app, qtbot, "cover_sample")
    qtbot.waitUntil(lambda: app.desk is not None, timeout=20_000)
    assert "sample book" in app.window.findChildren(Banner)[-1].accessibleName()
    assert settings.read()["last_book"] is None


def test_the_choice_of_a_book_leaves_the_sample_alone(start: Start, folder: Path, qtbot: QtBot, now: datetime) -> None:
    shutil.copytree(folder, paths.sample_book())
    app = start(paths.sample_book())
    assert app.desk is not None
    app.desk.do(customers.add, "Leah Novak", label="Customer added")
    app.window.open_page("customers")
    press(app, qtbot, "act")  # Make my own
    control = Qt.KeyboardModifier.ControlModifier
    for key, modifier in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_N, control),
        (Qt.Key.Key_K, control),
        (Qt.Key.Key_Z, control),
    ):
        qtbot.keyClick(app.window, key, modifier)
        assert isinstance(app.window.page, Cover)
        assert not app.window.findChildren(Sheet)
    app._on_minute()
    book = store.open_book(paths.sample_book(), now)
    last = book.last_step(now)
    book.close()
    assert last is not None
    assert last.label == "Customer added"
    assert not toasts(app)


def test_a_book_that_is_open_elsewhere_raises_that_window_and_this_one_stays(
    start: Start, folder: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda: left.append(True))
    other = SingleWindow()
    assert other.claim(tmp_path / "Other.tradesman")
    app = start(folder)
    desk = app.desk
    with qtbot.waitSignal(other.raise_asked):
        app.open_book(tmp_path / "Other.tradesman")
    assert app.desk is desk is not None
    assert not left
    assert app.window.page.isVisible()
    assert toasts(app) == ["That book is open in another window."]
    with qtbot.waitSignal(app.single.raise_asked):  # type: ignore[union-attr]
        assert not SingleWindow().claim(folder)


def test_from_the_choice_of_a_book_one_that_is_open_elsewhere_is_told(start: Start, tmp_path: Path) -> None:
    other = SingleWindow()
    assert other.claim(tmp_path / "Other.tradesman")
    app = start(cover=True)
    app.open_book(tmp_path / "Other.tradesman")
    assert "open in another window" in app.window.page.findChild(Banner).accessibleName()


def test_a_second_start_on_a_book_leaves(
    start: Start, folder: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = start(folder)
    left: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda: left.append(True))
    second = App(qapp, first._clock)
    qtbot.addWidget(second.window)
    second.start(folder)
    qtbot.waitUntil(lambda: bool(left))
    assert second.desk is None
    second.stop()


def test_settings_that_cannot_be_kept_stand_in_nobodys_way(start: Start, folder: Path) -> None:
    paths.settings_file().with_suffix(".new").mkdir(parents=True)
    app = start(folder)
    assert app._minute.isActive()
    assert app.window.page.isVisible()
    assert settings.read()["last_book"] is None


def test_a_page_that_cannot_be_read_says_why_and_asks_again_when_it_is_shown(
    start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(folder)
    page, asked = app.window.page, list[str]()

    def refuse() -> None:
        raise BookError("Another program is writing to the book.")

    monkeypatch.setattr(sys, "excepthook", app.crashed)
    monkeypatch.setattr(page, "refresh", refuse)
    page.invalidate()
    assert toasts(app) == ["Another program is writing to the book."]
    assert not paths.log_file().exists()
    monkeypatch.setattr(page, "refresh", lambda: asked.append("again"))
    page.hide()
    page.show()
    assert asked == ["again"]


def test_a_step_shows_a_toast_and_its_undo_takes_it_back(start: Start, folder: Path, qtbot: QtBot) -> None:
    app = start(folder)
    assert app.desk is not None
    app.desk.do(customers.add, "Leah Novak", label="Customer added")
    [toast] = app.window.findChildren(Toast)
    [undo] = toast.findChildren(QAbstractButton)
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert app.desk.ask(directory.count) == 0
    assert any("Taken back" in words for words in toasts(app))


def test_a_step_that_another_program_holds_up_is_said_soon_and_tried_again(
    start: Start, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "WINDOW_BUSY_MS", 1)
    app = start(folder)
    assert app.desk is not None
    app.desk.do(customers.add, "Leah Novak", label="Customer added")
    with closing(driver.connect(folder / store.DATABASE)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert app.desk.do(customers.add, "Tom Reed", label="Customer added") is None
        held = "Another program is writing to the book. Nothing was changed. Close it there, then try again."
        assert toasts(app)[-1] == held
        assert app.desk.ask(directory.count) == 1
        press(app, qtbot, "undo")  # Try again
        assert toasts(app)[-1] == held
        qtbot.keyClick(app.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert app.desk.ask(directory.count) == 1
        other.execute("ROLLBACK")
    again = [toast for toast in app.window.findChildren(Toast) if toast.isVisible() and held in toast.accessibleName()]
    buttons = [button for toast in again for button in toast.findChildren(QAbstractButton)]
    assert [button.text() for button in buttons] == ["Try again"] * 2
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert [row.name for row in app.desk.ask(directory.page)] == ["Leah Novak", "Tom Reed"]
    qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert toasts(app) == ["Taken back. Customer added"]
    assert app.desk.ask(directory.count) == 1


def test_undo_that_steps_over_a_message_says_that_it_stays(start: Start, folder: Path, qtbot: QtBot) -> None:
    app = start(folder)
    desk = app.desk
    assert desk is not None
    ann = desk.do(customers.add, "Ann Field", phone="07700 900161", label="Customer added")
    assert ann is not None
    desk.do(customers.add_note, ann.id, "Has a dog", label="Note kept")
    desk.do(messages.send_noted, ann.id, "On my way", Way.TEXT, label="Message sent")
    qtbot.keyClick(app.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert toasts(app) == ["Taken back. Note kept. A message that was sent stays in the timeline."]
    assert [sent.words for sent in desk.ask(lambda session: session.exec(select(Message)).all())] == ["On my way"]
    qtbot.keyClick(app.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    [refused] = [words for words in toasts(app) if "stands on this" in words]
    assert refused.endswith("A message that was sent stays in the timeline. Both stay as they are.")


def test_undo_and_redo_have_their_keys_after_a_restart_too(start: Start, folder: Path, qtbot: QtBot) -> None:
    first = start(folder)
    assert first.desk is not None
    first.desk.do(customers.add, "Leah Novak", label="Customer added")
    first.window.close()
    assert first.single is not None
    first.single._server.close()
    app = start(folder)
    assert app.desk is not None
    qtbot.keyClick(app.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert app.desk.ask(directory.count) == 0
    qtbot.keyClick(app.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert app.desk.ask(directory.count) == 1


def test_new_enquiry_opens_from_anywhere(start: Start, folder: Path, qtbot: QtBot) -> None:
    app = start(folder)
    for key in ("today", "customers", "partners", "testimonials"):
        app.window.open_page(key)
        qtbot.keyClick(app.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        [sheet] = [found for found in app.window.findChildren(Sheet) if found.isVisible()]
        sheet.dismiss()
        qtbot.waitUntil(lambda: not app.window.findChildren(Sheet))


def test_a_crash_is_noted_and_the_window_stays(start: Start, folder: Path) -> None:
    app = start(folder)
    app.crashed(KeyError, KeyError("Leah Novak"), None)
    assert any("KeyError" in words for words in toasts(app))
    assert "Leah" not in paths.log_file().read_text()


def test_the_minute_brings_todays_words_up_to_date(start: Start, folder: Path, qtbot: QtBot, now: datetime) -> None:
    app = start(folder)
    assert 0 < app._minute.remainingTime() <= 60_050
    app._clock = lambda: now + timedelta(days=1)
    app._on_minute()
    assert app._minute.isActive()


def test_after_a_sleep_of_days_the_window_shows_the_new_day(start: Start, folder: Path, now: datetime) -> None:
    app = start(folder)
    assert app.desk is not None

    def promised(session: Session) -> None:
        customer = customers.add(session, "Ruth Okafor")
        session.flush()
        promises.make(session, customer.id, "Bring the slate", now.date() + timedelta(days=11))

    app.desk.do(promised, label="Promise noted")
    assert not app.window.page.list.isVisible()
    app._clock = app.desk._clock = lambda: now + timedelta(days=11)
    app._minute.timeout.emit()
    assert app.window.page.header.findChild(ElidedLabel, "sub").text() == "Tuesday 1 December, 10:00"
    assert app.window.page.list.isVisible()
    assert any(one.accessibleName().startswith("Today, 1") for one in app.window.rail.findChildren(QAbstractButton))
    assert app._minute.isActive()


def test_a_page_that_counts_does_so_again_when_time_has_passed(
    start: Start, folder: Path, qtbot: QtBot, now: datetime
) -> None:
    def ends_with(day: str) -> None:
        qtbot.waitUntil(lambda: hand.find(QLabel, "score_period").text().endswith(day))

    app = start(folder)
    assert app.desk is not None
    hand = Hand(qtbot, app.window)
    app.window.open_page("scorecard")
    hand.choose("score_kind", "30 days")
    ends_with("20 Nov 2026")
    app._clock = app.desk._clock = lambda: now + timedelta(days=1)
    app._minute.timeout.emit()
    ends_with("21 Nov 2026")
    app.window.open_page("today")
    app._clock = app.desk._clock = lambda: now + timedelta(days=2)
    app.window.open_page("scorecard")
    ends_with("22 Nov 2026")


def test_a_backup_is_told_and_a_restored_book_is_opened_in_its_place(
    start: Start, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    app = start(folder)
    app.window.open_page("settings")
    page = app.window.page
    page.show_section("backup")
    section = page.findChild(BackupSection)
    section.back_up(tmp_path / "kept.zip")
    qtbot.waitUntil(lambda: any("Backed up." in words for words in toasts(app)))
    again = tmp_path / "Again.tradesman"
    section.restore(tmp_path / "kept.zip", again)
    qtbot.waitUntil(lambda: any(found.isVisible() for found in page.findChildren(Banner, "restored")))
    press(app, qtbot, "act")
    qtbot.waitUntil(lambda: app.desk is not None and app.desk.book.folder == again, timeout=20_000)
    assert settings.read()["last_book"] == str(again)


def test_a_backup_that_ends_after_its_page_is_gone_is_remembered(
    start: Start, folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    app = start(folder)
    app.window.open_page("settings")
    app.window.page.show_section("backup")
    section = app.window.page.findChild(BackupSection)
    section.back_up(tmp_path / "kept.zip")
    section.restore(tmp_path / "none.zip", tmp_path / "Again.tradesman")
    app.open_book(folder)  # waits for what runs; its answer comes when the pages are gone
    qtbot.waitUntil(lambda: app.desk is not None, timeout=20_000)
    qtbot.waitUntil(lambda: backing_up.last_backup(folder) is not None)


def test_what_is_being_typed_when_the_window_is_closed_is_kept(start: Start, folder: Path, qtbot: QtBot) -> None:
    app = start(folder)
    app.window.open_page("settings")
    field = app.window.page.findChild(QLineEdit, "owner")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Ann Harrow")
    app.window.close()
    book = store.open_book(folder, app._clock())
    with book.read(app._clock()) as session:
        assert businesses.current(session).owner == "Ann Harrow"
    book.close()


def test_the_settings_file_holds_no_customer(start: Start, folder: Path) -> None:
    app = start(folder)
    assert app.desk is not None
    app.desk.do(customers.add, "Leah Novak", label="Customer added")
    app.window.close()
    assert "Leah" not in json.dumps(settings.read())


def test_undo_in_a_field_takes_back_what_was_typed_and_only_then_the_book(
    start: Start, folder: Path, qtbot: QtBot
) -> None:
    app = start(folder)
    assert app.desk is not None
    app.desk.do(customers.add, "Leah Novak", label="Customer added")
    app.window.open_page("customers")
    search = app.window.page.findChild(QLineEdit, "customers_search")
    search.setFocus()
    qtbot.keyClicks(search, "Nov")
    qtbot.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert search.text() == ""
    assert app.desk.ask(directory.count) == 1
    qtbot.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert app.desk.ask(directory.count) == 0


def test_a_picture_of_a_book_that_is_not_there_ends_with_a_sentence(tmp_path: Path) -> None:
    gone, picture = tmp_path / "Gone.tradesman", tmp_path / "window.png"
    command = [sys.executable, "-m", "tradesman", "--book", str(gone), "--picture", str(picture)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert f"There is no book at {gone}" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not picture.exists()


def test_what_was_drafted_for_a_follow_up_that_is_closed_goes_when_the_book_is_opened(
    start: Start, qtbot: QtBot, folder: Path, now: datetime
) -> None:
    book = store.open_book(folder, now)
    with book.write("Made", now) as session:
        customer = customers.add(session, "Leah Novak")
        session.flush()
        job = jobs.done_and_paid(session, customer.id, "Tap", 6_000, "Cash")
        thanks, *others = followups.of_subject(session, job.id)
        followups.skip(session, thanks.id, "No use")
    book.close()
    drafts = Drafts(folder)
    drafts.keep(f"message/{customer.id}/{thanks.id}/thank_you", {"words": "Leah, it was a pleasure"})
    drafts.keep(f"message/{customer.id}/{others[0].id}/three_months", {"words": "Is it holding?"})
    drafts.flush()
    start(folder)
    qtbot.waitUntil(lambda: "pleasure" not in (folder / "drafts.json").read_text(), timeout=10_000)
    assert "Is it holding?" in (folder / "drafts.json").read_text()
