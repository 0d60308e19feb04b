"""Pictures come into the book from a choice of files, from a drop and from the clipboard."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QClipboard, QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.pictures import claims, picture
from tradesman.book.enquiry import CameBy
from tradesman.book.photo import Moment, Photo
from tradesman.book.store import Session
from tradesman.services import customers, enquiries, jobs, photos
from tradesman.ui.desk import Desk
from tradesman.ui.pages.customer_page import CustomerPage
from tradesman.ui.parts import photo_tiles
from tradesman.ui.parts.photo_adding import PhotoAdder
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.photo_tile import PhotoTile

Show = Callable[..., Any]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "qt.gui.imageio", "libpng", extend=True)


class Chooses(Pickers):
    """Somebody who has chosen already."""

    def __init__(self, *files: Path) -> None:
        self.chosen = list(files)

    def files(self, _parent: QWidget, _title: str, _folder: Path, _kinds: str) -> list[Path]:
        return self.chosen


@pytest.fixture
def faults(desk: Desk) -> list[str]:
    """What was said to have gone wrong; expected here."""
    desk.failed.disconnect()
    heard: list[str] = []
    desk.failed.connect(heard.append)
    return heard


@pytest.fixture
def page(desk: Desk, theme: Theme) -> CustomerPage:
    return CustomerPage(desk, theme)


def daniel(session: Session) -> UUID:
    customer = customers.add(session, "Daniel Hart", phone="07700 900118")
    session.flush()
    return customer.id


@pytest.fixture
def customer_id(desk: Desk, page: CustomerPage) -> UUID:
    made: UUID = desk.do(daniel, label="Made")  # type: ignore[assignment]
    page.show_subject(made)
    return made


def kept(desk: Desk, customer_id: UUID) -> list[Photo]:
    return desk.ask(photos.of_customer, customer_id)


def added(qtbot: QtBot, adder: PhotoAdder, add: Callable[[], object]) -> None:
    with qtbot.waitSignal(adder.ended):
        add()


def tiles(page: CustomerPage) -> list[PhotoTile]:
    return [tile for tile in page.line.photos.findChildren(PhotoTile) if tile.isVisible()][:-1]


def loaded(qtbot: QtBot, page: CustomerPage) -> list[PhotoTile]:
    """The tiles once each has its picture, or what is said in its place."""
    qtbot.waitUntil(lambda: all(tile.shows_picture or tile.fault for tile in tiles(page)))
    return tiles(page)


def test_a_batch_is_one_step(
    qtbot: QtBot, page: CustomerPage, desk: Desk, show: Show, customer_id: UUID, tmp_path: Path
) -> None:
    show(page).window.setWindowTitle("")
    page.adder.pickers = Chooses(picture(tmp_path / "a.png"), picture(tmp_path / "b.jpg", "blue"))
    assert page.line.photo.isVisible()
    added(qtbot, page.adder, page.line.photo.click)
    assert len(kept(desk, customer_id)) == 2
    assert all((desk.book.photos / photo.file).is_file() for photo in kept(desk, customer_id))
    assert page.line.tabs.value() == "photos"
    assert len([tile for tile in loaded(qtbot, page) if tile.shows_picture]) == 2
    assert desk.undo() == "2 photos added"
    assert (kept(desk, customer_id), page.line.tabs.value()) == ([], "experience")


def test_nothing_chosen_adds_nothing(page: CustomerPage, desk: Desk, show: Show, customer_id: UUID) -> None:
    show(page)
    page.adder.pickers = Chooses()
    page.line.photo.click()
    assert page.line.photo.isEnabled()
    assert kept(desk, customer_id) == []


def test_what_is_no_picture_is_named_and_the_rest_is_kept(
    qtbot: QtBot,
    page: CustomerPage,
    desk: Desk,
    show: Show,
    customer_id: UUID,
    tmp_path: Path,
) -> None:
    hand = show(page)
    bad = [tmp_path / f"{name}.jpg" for name in ("notes", "more", "most")]
    for file in bad:
        file.write_text("not a picture")
    page.adder.pickers = Chooses(bad[0], picture(tmp_path / "a.png"), *bad[1:])
    added(qtbot, page.adder, page.adder.pick)
    assert len(kept(desk, customer_id)) == 1
    told = hand.sheet("photo_batch")
    said = hand.find(Label, "batch_faults", told).text().splitlines()
    assert said[0].startswith("notes.jpg is not a picture. It was not added.")
    assert [line.split(" ")[0] for line in said] == ["notes.jpg", "more.jpg", "most.jpg"]
    hand.press("batch_copy", told)
    assert QGuiApplication.clipboard().text().splitlines() == said
    hand.press("main", told)
    assert hand.no_sheet()


def test_the_same_picture_twice_is_there_once(
    qtbot: QtBot,
    page: CustomerPage,
    desk: Desk,
    show: Show,
    customer_id: UUID,
    tmp_path: Path,
    faults: list[str],
) -> None:
    show(page)
    page.adder.pickers = Chooses(picture(tmp_path / "a.png"))
    added(qtbot, page.adder, page.adder.pick)
    added(qtbot, page.adder, page.adder.pick)
    assert len(kept(desk, customer_id)) == 1
    assert faults == ["This is among the photos already. Nothing was added."]


def test_what_was_there_already_is_not_counted(
    qtbot: QtBot,
    page: CustomerPage,
    desk: Desk,
    show: Show,
    customer_id: UUID,
    tmp_path: Path,
    faults: list[str],
) -> None:
    show(page)
    first = [picture(tmp_path / "a.png"), picture(tmp_path / "b.png", "blue")]
    page.adder.pickers = Chooses(*first)
    added(qtbot, page.adder, page.adder.pick)
    page.adder.pickers = Chooses(*first, picture(tmp_path / "c.png", "green"))
    told: list[str] = []
    desk.told.connect(lambda _title, words: told.append(words))
    added(qtbot, page.adder, page.adder.pick)
    assert len(kept(desk, customer_id)) == 3
    assert (told, faults) == (["2 are among the photos already. They were not added again."], [])
    assert desk.undo() == "Photo added"


def test_files_are_dropped_onto_the_page(
    qtbot: QtBot, page: CustomerPage, desk: Desk, show: Show, customer_id: UUID, tmp_path: Path
) -> None:
    show(page)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture(tmp_path / "a.png"))), QUrl("https://example.org/b.png")])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enters = QDragEnterEvent(QPoint(9, 9), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, enters)
    assert enters.isAccepted()
    drops = QDropEvent(QPointF(9, 9), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    added(qtbot, page.adder, lambda: QApplication.sendEvent(page, drops))
    assert len(kept(desk, customer_id)) == 1


def test_words_are_not_taken_for_pictures(page: CustomerPage, desk: Desk, show: Show, customer_id: UUID) -> None:
    show(page)
    mime = QMimeData()
    mime.setText("Hello")
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enters = QDragEnterEvent(QPoint(9, 9), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    enters.ignore()
    QApplication.sendEvent(page, enters)
    assert not enters.isAccepted()
    assert kept(desk, customer_id) == []


def test_a_picture_is_pasted(qtbot: QtBot, page: CustomerPage, desk: Desk, show: Show, customer_id: UUID) -> None:
    show(page)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    QGuiApplication.clipboard().setImage(image)
    page.setFocus()
    added(qtbot, page.adder, lambda: QTest.keySequence(page, QKeySequence(QKeySequence.StandardKey.Paste)))
    assert [photo.file.rpartition(".")[2] for photo in kept(desk, customer_id)] == ["png"]


def test_what_left_the_clipboard_with_its_program_adds_nothing(
    page: CustomerPage, desk: Desk, show: Show, customer_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(page)
    monkeypatch.setattr(QClipboard, "mimeData", lambda _self: None)  # as Qt has it then
    page.setFocus()
    QTest.keySequence(page, QKeySequence(QKeySequence.StandardKey.Paste))
    assert kept(desk, customer_id) == []


def test_new_photos_belong_to_the_one_job_that_is_open(
    qtbot: QtBot, page: CustomerPage, desk: Desk, show: Show, customer_id: UUID, tmp_path: Path
) -> None:
    show(page)
    enquiry = desk.do(enquiries.log, customer_id, "Drip", CameBy.PHONE, answered_live=True, label="Made")
    assert enquiry is not None
    page.adder.pickers = Chooses(picture(tmp_path / "a.png"))
    added(qtbot, page.adder, page.adder.pick)
    assert kept(desk, customer_id)[0].enquiry_id == enquiry.id
    assert kept(desk, customer_id)[0].moment == Moment.BEFORE


def test_a_photo_is_looked_at_described_and_removed(
    qtbot: QtBot, page: CustomerPage, desk: Desk, show: Show, customer_id: UUID, tmp_path: Path
) -> None:
    hand = show(page)
    page.adder.pickers = Chooses(picture(tmp_path / "a.png"))
    added(qtbot, page.adder, page.adder.pick)
    hand.click(loaded(qtbot, page)[0])
    sheet = hand.sheet("photo")
    qtbot.waitUntil(lambda: not sheet.picture.said)
    hand.press("main", sheet)  # nothing was changed
    assert desk.ask(photos.of_customer, customer_id)[0].words == ""
    hand.click(tiles(page)[0])
    hand.type("words", "<b>Behind the bath</b>", hand.sheet())
    hand.choose("moment", "After")
    hand.press("main", hand.sheet())
    photo = kept(desk, customer_id)[0]
    assert (photo.words, photo.moment) == ("<b>Behind the bath</b>", Moment.AFTER)
    assert tiles(page)[0].accessibleName() == "After, <b>Behind the bath</b>"
    hand.click(tiles(page)[0])
    hand.press("photo_remove", hand.sheet("photo"))
    assert (kept(desk, customer_id), hand.no_sheet()) == ([], True)
    assert desk.undo() == "Photo removed"
    assert [one.id for one in kept(desk, customer_id)] == [photo.id]


def test_a_photo_that_is_gone_meanwhile_is_said(
    qtbot: QtBot, page: CustomerPage, desk: Desk, show: Show, customer_id: UUID, tmp_path: Path
) -> None:
    hand = show(page)
    page.adder.pickers = Chooses(picture(tmp_path / "a.png"))
    added(qtbot, page.adder, page.adder.pick)
    hand.click(loaded(qtbot, page)[0])
    sheet = hand.sheet("photo")
    desk.undo()
    hand.press("photo_remove", sheet)
    assert "no longer in the book" in sheet._error.text()
    sheet.dismiss()


def test_what_cannot_be_seen_says_why(
    qtbot: QtBot, page: CustomerPage, desk: Desk, show: Show, customer_id: UUID, tmp_path: Path
) -> None:
    claims(desk.book.photos / "huge.png", 20_000, 20_000)
    (desk.book.photos / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    for file in ("gone.jpg", "broken.png", "huge.png"):
        desk.do(photos.add, customer_id, file, words=file, label="Made")
    show(page)
    page.line.tabs.set_value("photos")
    said = {tile.text(): tile.fault for tile in loaded(qtbot, page)}
    assert said == {
        "gone.jpg": "The file is missing",
        "broken.png": "The file is damaged",
        "huge.png": "Too large to show",
    }


def test_of_many_the_first_are_shown(
    page: CustomerPage, desk: Desk, show: Show, customer_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo_tiles, "AT_ONCE", 2)
    page.line.photos.tiles._most = 2
    hand = show(page)
    for number in range(5):
        desk.do(photos.add, customer_id, f"{number}.jpg", label="Made")
    page.line.tabs.set_value("photos")
    assert len(tiles(page)) == 2
    assert hand.find(QAbstractButton, "photos_more").text() == "Show all 5"
    hand.press("photos_more")
    assert (len(tiles(page)), page.line.photos.tiles.more.isVisible()) == (5, False)


def test_the_keyboard_stays_on_its_tile(page: CustomerPage, desk: Desk, show: Show, customer_id: UUID) -> None:
    photo = desk.do(photos.add, customer_id, "a.jpg", label="Made")
    assert photo is not None
    show(page)
    page.line.tabs.set_value("photos")
    tiles(page)[0].setFocus()
    desk.do(photos.change, photo.id, words="Old board", label="Changed")
    assert tiles(page)[0].hasFocus()
    assert tiles(page)[0].text() == "Old board"


def test_photos_of_a_job_show_here_too(page: CustomerPage, desk: Desk, show: Show, customer_id: UUID) -> None:
    job = desk.do(jobs.done_and_paid, customer_id, "Outside light", 18_500, "Cash", label="Made")
    assert job is not None
    show(page)
    desk.do(photos.add, customer_id, "a.jpg", job_id=job.id, label="Made")
    names = {one.accessibleName() for one in page.line.tabs.findChildren(QToolButton) if one.isVisible()}
    assert "Photos 1" in names


def test_the_files_and_drafts_of_an_erased_person_go_and_shared_ones_stay(
    qtbot: QtBot, page: CustomerPage, desk: Desk, show: Show, customer_id: UUID, tmp_path: Path
) -> None:
    hand = show(page)
    page.adder.pickers = Chooses(
        picture(tmp_path / "a.png"), picture(tmp_path / "b.png", "blue"), picture(tmp_path / "c.png", "green")
    )
    added(qtbot, page.adder, page.adder.pick)
    loaded(qtbot, page)
    shared, _mine, removed = kept(desk, customer_id)
    other: UUID = desk.do(daniel, label="Made")  # type: ignore[assignment]
    desk.do(photos.add, other, shared.file, label="Made")
    desk.do(photos.remove, removed.id, label="Removed")  # it could come back, and must go as well
    desk.drafts.keep("half an enquiry", {"known": str(customer_id)})
    hand.press("customer_more")
    hand.take("customer_menu", "menu_erase")
    hand.type("name", "Daniel Hart")
    hand.press("main", hand.sheet("erase"))
    desk.background.wait()
    assert desk.drafts.get("half an enquiry") is None
    assert [file.name for file in desk.book.photos.iterdir()] == [shared.file]
    small = [file.stem for file in (desk.book.folder / "thumbnails").iterdir()]
    assert small == [shared.file.partition(".")[0]]
