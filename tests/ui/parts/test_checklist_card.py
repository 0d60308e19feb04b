"""The checklist of a job: from a list, with photos where a step wants one, and kept for the library."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QMenu, QWidget

from tests import pictures
from tests.ui.conftest import Hand
from tests.ui.job_cards import CardPage, begun
from tradesman.book.errors import BookError
from tradesman.book.job import ChecklistItem, Job
from tradesman.services import checklists, jobs, photos
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_photo_dialog import StepPhotoDialog
from tradesman.ui.parts.checklist_card import ChecklistCard
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.photo_tile import PhotoTile
from tradesman.ui.widgets.switches import CheckField

Show = Callable[..., Hand]
STEPS = [("Felt lapped and taped", True), ("Gutters cleared", False)]


@pytest.fixture
def job_id(desk: Desk) -> UUID:
    job = desk.do(begun, label="Job")
    assert job is not None
    return UUID(str(job.id))


@pytest.fixture
def hand(desk: Desk, theme: Theme, show: Show, job_id: UUID) -> Hand:
    return show(CardPage(desk, theme, ChecklistCard, job_id))


def items(desk: Desk, job_id: UUID) -> list[ChecklistItem]:
    return list(desk.ask(lambda session: session.load(Job, job_id)).checklist)


def tick(hand: Hand, number: int) -> None:
    hand.click(hand.find(CheckField, f"job_check_{number}"), QPoint(10, 12))


def sees(hand: Hand, name: str) -> bool:
    return any(widget.isVisible() for widget in hand.window.findChildren(QWidget, name))


def test_a_list_of_the_library_is_taken_once(hand: Hand, desk: Desk, job_id: UUID) -> None:
    desk.do(checklists.add, "Roof & gutter", STEPS, label="List")
    told: list[str] = []
    desk.told.connect(lambda _title, words: told.append(words))
    for _time in range(2):
        hand.press("job_check_lists")
        hand.take("job_check_menu", "list_0")
    assert [(one.words, one.wants_photo) for one in items(desk, job_id)] == STEPS
    assert told == ["All its steps are on the checklist already."]
    assert sees(hand, "job_check_photo_0")
    assert not sees(hand, "job_check_photo_1")


def test_where_there_is_no_list_the_menu_says_so(hand: Hand) -> None:
    hand.press("job_check_lists")
    menu = hand.find(QMenu, "job_check_menu")
    told = {action.objectName(): action.isEnabled() for action in menu.actions() if action.objectName()}
    assert told == {"list_none": False, "list_keep": False}
    menu.close()


def test_what_a_job_has_is_kept_as_a_list(hand: Hand, desk: Desk, job_id: UUID) -> None:
    desk.do(jobs.add_to_checklist, job_id, "Hose test", wants_photo=True, label="Added")
    hand.press("job_check_lists")
    hand.take("job_check_menu", "list_keep")
    hand.type("name", "Roof")
    hand.press("main")
    (kept,) = desk.ask(checklists.rows)
    assert (kept.name, kept.steps) == ("Roof", [{"words": "Hose test", "wants_photo": True}])


def test_a_step_is_added_that_wants_a_photo(hand: Hand, desk: Desk, job_id: UUID) -> None:
    assert not sees(hand, "job_check_add_photo")
    hand.type("job_check_add", "Lead dressed")
    hand.press("job_check_add_photo")
    hand.qtbot.keyClick(hand.find(QWidget, "job_check_add"), "\r")
    (item,) = items(desk, job_id)
    assert (item.words, item.wants_photo) == ("Lead dressed", True)
    hand.type("job_check_add", "Swept")
    hand.qtbot.keyClick(hand.find(QWidget, "job_check_add"), "\r")
    assert [one.wants_photo for one in items(desk, job_id)] == [True, False]


@pytest.fixture
def wanting(desk: Desk, job_id: UUID) -> UUID:
    """A step that wants a photo, and a photo of the job."""
    desk.do(jobs.add_to_checklist, job_id, "Felt lapped", wants_photo=True, label="Added")
    desk.book.photos.mkdir(exist_ok=True)
    pictures.picture(desk.book.photos / "there.jpg")

    def add(session: object) -> UUID:
        job = session.load(Job, job_id)  # type: ignore[attr-defined]
        return photos.add(session, job.customer_id, "there.jpg", job_id=job.id).id  # type: ignore[arg-type]

    photo_id = desk.do(add, label="Photo")
    assert photo_id is not None
    return photo_id


def test_a_step_that_wants_a_photo_is_ticked_with_one_of_the_job(
    hand: Hand, desk: Desk, job_id: UUID, wanting: UUID
) -> None:
    tick(hand, 0)
    assert not hand.find(CheckField, "job_check_0").value()
    hand.sheet("step_photo")
    hand.press(f"photo_{wanting}")
    assert hand.no_sheet()
    (item,) = items(desk, job_id)
    assert (item.photo_id, item.done_at is not None) == (wanting, True)
    assert hand.find(CheckField, "job_check_0").value()


def test_dismissed_the_step_stays_open(hand: Hand, desk: Desk, job_id: UUID, wanting: UUID) -> None:
    tick(hand, 0)
    hand.press("cancel")
    assert items(desk, job_id)[0].done_at is None
    assert not hand.find(CheckField, "job_check_0").value()


def test_a_photo_that_is_added_ticks_the_step(
    hand: Hand, desk: Desk, job_id: UUID, wanting: UUID, tmp_path: Path
) -> None:
    file = pictures.picture(tmp_path / "felt.jpg", "blue")

    class Picks(Pickers):
        def files(self, *_asked: object) -> list[Path]:
            return [file]

    tick(hand, 0)
    sheet = hand.sheet("step_photo")
    assert isinstance(sheet, StepPhotoDialog)
    sheet.adder.pickers = Picks()
    with hand.qtbot.waitSignal(sheet.closed, timeout=20_000):
        hand.press("main")
    (item,) = items(desk, job_id)
    assert item.photo_id not in (None, wanting)
    assert item.done_at is not None


def test_a_picture_that_is_pasted_ticks_the_step(hand: Hand, desk: Desk, job_id: UUID, wanting: UUID) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    QGuiApplication.clipboard().setImage(image)
    tick(hand, 0)
    sheet = hand.sheet("step_photo")
    with hand.qtbot.waitSignal(sheet.closed, timeout=20_000):
        hand.qtbot.keyClick(sheet, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (item,) = items(desk, job_id)
    assert item.photo_id not in (None, wanting)
    assert len(desk.ask(photos.of_work, job_id)) == 2


def test_a_tick_goes_and_comes_with_its_photo_until_that_is_taken_off(
    hand: Hand, desk: Desk, job_id: UUID, wanting: UUID
) -> None:
    desk.do(jobs.show_step, job_id, items(desk, job_id)[0].id, wanting, label="Ticked")
    tick(hand, 0)
    tick(hand, 0)
    (item,) = items(desk, job_id)
    assert (item.photo_id, item.done_at is not None) == (wanting, True)
    hand.press("job_check_photo_0")
    assert hand.find(PhotoTile, "step_photo_now").isVisible()
    hand.press("step_photo_off")
    (item,) = items(desk, job_id)
    assert (item.photo_id, item.done_at) == (None, None)


def test_what_could_not_be_done_stands_as_the_book_has_it(
    hand: Hand, desk: Desk, job_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do(jobs.add_to_checklist, job_id, "Gutters cleared", label="Step")
    desk.failed.disconnect()
    said: list[str] = []
    desk.failed.connect(said.append)

    def refuse(*_args: object, **_fields: object) -> None:
        raise BookError("The disk is full.")

    with monkeypatch.context() as full:
        full.setattr(jobs, "tick", refuse)
        full.setattr(jobs, "add_to_checklist", refuse)
        tick(hand, 0)
        hand.type("job_check_add", "Sweep up")
        hand.qtbot.keyClick(hand.find(QWidget, "job_check_add"), Qt.Key.Key_Return)
    assert said == ["The disk is full."] * 2
    assert not hand.find(CheckField, "job_check_0").value()
    assert hand.find(LineField, "job_check_add").value() == "Sweep up"  # nothing is lost
    hand.qtbot.keyClick(hand.find(QWidget, "job_check_add"), Qt.Key.Key_Return)
    assert [one.words for one in items(desk, job_id)] == ["Gutters cleared", "Sweep up"]
    assert hand.find(LineField, "job_check_add").value() == ""
