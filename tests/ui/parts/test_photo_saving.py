"""All photos of a customer or a job go into a folder in one go, from where they are looked at."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from tests.pictures import TELLS, telling
from tests.ui.parts.test_photo_adding import daniel
from tradesman.book import album
from tradesman.book.job import Job
from tradesman.book.store import Session
from tradesman.services import jobs, photos
from tradesman.ui import leaving
from tradesman.ui.desk import Desk
from tradesman.ui.pages.customer_page import CustomerPage
from tradesman.ui.pages.job_page import JobPage
from tradesman.ui.parts.photo_saving import PhotoSaver
from tradesman.ui.parts.photos_card import PhotosCard
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label

Show = Callable[..., Any]
pytestmark = pytest.mark.qt_log_ignore("qt.gui.imageio", "libpng", extend=True)


class Folder(Pickers):
    """Somebody who has chosen a folder, or none."""

    def __init__(self, chosen: Path | None) -> None:
        self.chosen = chosen

    def folder(self, _parent: QWidget, _title: str, _folder: Path) -> Path | None:
        return self.chosen


@pytest.fixture
def job(desk: Desk, tmp_path: Path) -> Job:
    def make(session: Session) -> Job:
        return jobs.done_and_paid(session, daniel(session), "Fuse board for Daniel Hart", 18_500, "Cash")

    made: Job = desk.do(make, label="Made")  # type: ignore[assignment]
    for number in (1, 2, 3):
        file = album.keep(desk.book.photos, telling(tmp_path / f"{number}.png", number))
        desk.do(photos.add, made.customer_id, file, job_id=made.id, label="Made")
    return made


@pytest.fixture
def page(desk: Desk, theme: Theme, job: Job) -> CustomerPage:
    made = CustomerPage(desk, theme)
    made.show_subject(job.customer_id)
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def saved(qtbot: QtBot, saver: PhotoSaver, press: Callable[[], object]) -> None:
    with qtbot.waitSignal(saver.ended):
        press()


def clean(stick: Path) -> list[str]:
    """The names in a folder; what is in it tells nothing."""
    for file in stick.iterdir():
        assert [said for said in (*TELLS, b"Daniel") if said in file.read_bytes()] == []
        assert "Hart" not in file.name
    return sorted(file.name for file in stick.iterdir())


def test_from_the_customers_menu_and_again(
    qtbot: QtBot, desk: Desk, page: CustomerPage, show: Show, stick: Path
) -> None:
    hand = show(page)
    page.saver.pickers = Folder(stick)
    hand.press("customer_more")
    saved(qtbot, page.saver, lambda: hand.take("customer_menu", "menu_save"))
    sheet = hand.sheet("photo_batch")
    told = hand.find(Label, "batch_said", sheet)
    assert told.text() == f"3 photos are in {stick}, without what tells where they were taken."
    hand.press("main", sheet)
    assert hand.no_sheet()
    day = desk.today().isoformat()
    assert [name.partition(".")[0] for name in clean(stick)] == [f"Fuse board {day} 0{at}" for at in (1, 2, 3)]
    hand.press("customer_more")
    saved(qtbot, page.saver, lambda: hand.take("customer_menu", "menu_save"))
    told = hand.find(Label, "batch_said", hand.sheet("photo_batch"))
    assert told.text() == "Nothing new was written. 3 were there already."
    assert len(clean(stick)) == 3


def test_from_the_photos_of_a_customer(qtbot: QtBot, page: CustomerPage, show: Show, stick: Path) -> None:
    hand = show(page)
    page.saver.pickers = Folder(stick)
    page.line.tabs.set_value("photos")
    saved(qtbot, page.saver, lambda: hand.press("photos_save"))
    assert len(clean(stick)) == 3


def test_from_the_photos_of_a_job(qtbot: QtBot, desk: Desk, theme: Theme, job: Job, show: Show, stick: Path) -> None:
    page = JobPage(desk, theme)
    page.show_subject(job.id)
    hand = show(page)
    card = page.findChild(PhotosCard)
    assert isinstance(card, PhotosCard)
    card.saver.pickers = Folder(stick)
    hand.press("job_photo_add")
    saved(qtbot, card.saver, lambda: hand.take("job_photo_menu", "save_all"))
    assert len(clean(stick)) == 3


def test_without_photos_there_is_nothing_to_save(desk: Desk, page: CustomerPage, show: Show, job: Job) -> None:
    for photo in desk.ask(photos.of_customer, job.customer_id):
        desk.do(photos.remove, photo.id, label="Removed")
    hand = show(page)
    hand.press("customer_more")
    assert hand.find(QMenu, "customer_menu").findChild(QAction, "menu_save") is None
    page.line.tabs.set_value("photos")
    assert not page.line.photos.tiles.save.isVisible()


def test_no_folder_and_the_books_own_folder(desk: Desk, page: CustomerPage, show: Show) -> None:
    hand = show(page)
    before = sorted(desk.book.photos.iterdir())
    page.saver.pickers = Folder(None)
    page.saver.save(page._customer_id)
    assert hand.no_sheet()
    desk.failed.disconnect()
    faults: list[str] = []
    desk.failed.connect(faults.append)
    page.saver.pickers = Folder(desk.book.photos)
    page.saver.save(page._customer_id)
    assert faults == ["This folder is the book's own. Nothing was written. Choose another folder."]
    assert hand.no_sheet()
    assert sorted(desk.book.photos.iterdir()) == before


def test_a_file_that_is_missing_is_named(
    qtbot: QtBot, desk: Desk, page: CustomerPage, show: Show, stick: Path, job: Job
) -> None:
    (desk.book.photos / desk.ask(photos.of_job, job.id)[1].file).unlink()
    hand = show(page)
    page.saver.pickers = Folder(stick)
    saved(qtbot, page.saver, lambda: page.saver.save(job.customer_id))
    sheet = hand.sheet("photo_batch")
    assert hand.find(Label, "batch_said", sheet).text().startswith("2 photos are in")
    said = hand.find(Label, "batch_faults", sheet).text()
    assert "02 could not be read: No such file or directory. It was left out." in said
    hand.press("batch_copy", sheet)
    assert QGuiApplication.clipboard().text() == said


@pytest.mark.parametrize("by_key", [True, False])
def test_it_is_stopped_and_what_is_written_stays(
    qtbot: QtBot, page: CustomerPage, show: Show, stick: Path, monkeypatch: pytest.MonkeyPatch, by_key: bool
) -> None:
    fit, go_on, counted = leaving.fit_file, Event(), list[int]()

    def slow(*args: Any) -> Any:
        counted.append(1)
        if len(counted) == 2:
            go_on.wait(10)  # until somebody has pressed Stop
        return fit(*args)

    monkeypatch.setattr(leaving, "fit_file", slow)
    hand = show(page)
    page.saver.pickers = Folder(stick)
    customer_id: UUID | None = page._customer_id
    with qtbot.waitSignal(page.saver.ended):
        page.saver.save(customer_id)
        sheet = hand.sheet("photo_batch")
        bar = hand.find(QProgressBar, "", sheet)
        qtbot.waitUntil(lambda: (bar.value(), bar.maximum()) == (1, 3))
        if by_key:
            qtbot.keyClick(sheet, Qt.Key.Key_Escape)
        else:
            hand.press("batch_stop", sheet)
        assert hand.find(Label, "batch_said", sheet).text() == "Stopping. What is written already stays."
        go_on.set()
    assert hand.find(Label, "batch_said", sheet).text().startswith("2 photos are in")
    assert hand.find(Label, "batch_faults", sheet).text() == "1 more was not written. Save again to go on."
    assert len(clean(stick)) == 2
