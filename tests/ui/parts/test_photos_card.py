"""The photos of a job on its page: how it was, how it is, and the two under one edge."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.pictures import picture
from tests.ui.conftest import Clock
from tests.ui.parts.test_photo_adding import Chooses, daniel, kept
from tradesman.book import album
from tradesman.book.job import Job
from tradesman.book.photo import Moment
from tradesman.book.store import Session
from tradesman.services import jobs, photos
from tradesman.ui.desk import Desk
from tradesman.ui.pages.job_page import JobPage
from tradesman.ui.parts.photos_card import PhotosCard
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.compare_view import CompareView
from tradesman.ui.widgets.fields import ChoiceField
from tradesman.ui.widgets.photo_tile import AddTile, PhotoTile

Show = Callable[..., Any]


@pytest.fixture
def job(desk: Desk) -> Job:
    def make(session: Session) -> Job:
        return jobs.done_and_paid(session, daniel(session), "Fuse board", 18_500, "Cash")

    made = desk.do(make, label="Made")
    assert made is not None
    return made


@pytest.fixture
def page(desk: Desk, theme: Theme, job: Job) -> JobPage:
    made = JobPage(desk, theme)
    made.show_subject(job.id)
    return made


@pytest.fixture
def card(page: JobPage) -> PhotosCard:
    found = page.findChild(PhotosCard)
    assert isinstance(found, PhotosCard)
    return found


def add(desk: Desk, clock: Clock, job: Job, tmp_path: Path, colour: str, moment: Moment, **said: Any) -> UUID:
    """A photo of the job, a minute after the one before."""
    clock.later(minutes=1)
    file = album.keep(desk.book.photos, picture(tmp_path / f"{colour}.png", colour, 120, 80))
    made = desk.do(photos.add, job.customer_id, file, job_id=job.id, moment=moment, label="Made", **said)
    assert made is not None
    return UUID(str(made.id))


def tiles(card: PhotosCard) -> list[PhotoTile]:
    QApplication.processEvents()  # they are laid out a moment later
    found = [tile for tile in card.findChildren(PhotoTile) if tile.isVisible() and not isinstance(tile, AddTile)]
    return sorted(found, key=lambda tile: (tile.mapTo(card, QPoint()).y(), tile.mapTo(card, QPoint()).x()))


def test_before_and_now_stand_large_and_the_others_small(
    qtbot: QtBot, desk: Desk, clock: Clock, job: Job, page: JobPage, card: PhotosCard, show: Show, tmp_path: Path
) -> None:
    hand = show(page)
    assert tiles(card) == []
    assert not card.compare.isEnabled()
    colours = ("red", "orange", "yellow", "green", "cyan", "blue", "black")
    moments = (Moment.BEFORE, Moment.BEFORE, *[Moment.DURING] * 3, Moment.AFTER, Moment.AFTER)
    for colour, moment in zip(colours, moments, strict=True):
        add(desk, clock, job, tmp_path, colour, moment, words=colour)
    assert [tile.accessibleName() for tile in tiles(card)[:2]] == ["Before, red", "Now, black"]
    assert [tile.text() for tile in tiles(card)[2:]] == ["blue", "cyan", "green", "yellow"]
    assert card._count.text() == "7"
    assert tiles(card)[0].width() > 2 * tiles(card)[2].width()
    qtbot.waitUntil(lambda: all(tile.shows_picture for tile in tiles(card)))
    hand.press("job_photos_all")
    everyone = [tile for tile in hand.sheet("all_photos").findChildren(PhotoTile) if tile.isVisible()]
    assert len(everyone) == 8  # with the one that adds
    hand.click(next(tile for tile in everyone if tile.text() == "orange"))
    hand.press("photo_remove", hand.sheet("photo"))
    assert len([tile for tile in hand.sheet("all_photos").findChildren(PhotoTile) if tile.isVisible()]) == 7
    hand.press("main", hand.sheet("all_photos"))
    assert card._count.text() == "6"
    assert desk.undo() == "Photo removed"
    assert card._count.text() == "7"


def test_photos_are_added_from_the_card(
    qtbot: QtBot, desk: Desk, job: Job, page: JobPage, card: PhotosCard, show: Show, tmp_path: Path
) -> None:
    hand = show(page)
    card.adder.pickers = Chooses(picture(tmp_path / "a.png"))
    hand.press("job_photo_add")
    with qtbot.waitSignal(card.adder.ended):
        hand.take("job_photo_menu", "pick")
    (photo,) = kept(desk, job.customer_id)
    assert photo.job_id == job.id
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    QGuiApplication.clipboard().setImage(image)
    hand.press("job_photo_add")
    with qtbot.waitSignal(card.adder.ended):
        hand.take("job_photo_menu", "paste")
    assert len(kept(desk, job.customer_id)) == 2
    hand.press("job_photo_add")
    hand.take("job_photo_menu", "camera")
    hand.sheet("camera").dismiss()


def test_a_photo_opens_is_described_and_is_now_from_before(
    desk: Desk, clock: Clock, job: Job, page: JobPage, card: PhotosCard, show: Show, tmp_path: Path
) -> None:
    hand = show(page)
    add(desk, clock, job, tmp_path, "red", Moment.AFTER)
    hand.click(tiles(card)[0])
    hand.type("words", "The old board", hand.sheet("photo"))
    hand.choose("moment", "Before")
    hand.press("main", hand.sheet("photo"))
    assert tiles(card)[0].accessibleName() == "Before, The old board"
    assert desk.undo() == "Photo changed"
    assert tiles(card)[0].accessibleName().startswith("Now, ")


@pytest.fixture
def compared(
    qtbot: QtBot, desk: Desk, clock: Clock, job: Job, page: JobPage, card: PhotosCard, show: Show, tmp_path: Path
) -> tuple[Any, CompareView]:
    hand = show(page)
    for colour, moment in (("red", Moment.BEFORE), ("lime", Moment.DURING), ("blue", Moment.AFTER)):
        add(desk, clock, job, tmp_path, colour, moment)
    hand.press("job_compare")
    view: CompareView = hand.find(QWidget, "compare_view")
    qtbot.waitUntil(lambda: view.shows_both)
    return hand, view


def colours(view: CompareView) -> list[str]:
    """What is seen at a quarter and at three quarters of the width of the frame."""
    frame, image = view._frames()[0], view.grab().toImage()
    seen = []
    for part in (0.25, 0.75):
        colour = image.pixelColor(frame.left() + round(frame.width() * part), frame.bottom() - 20)
        seen.append(max(("red", "lime", "blue"), key=lambda name: -_far(colour, QColor(name))))
    return seen


def _far(one: QColor, other: QColor) -> int:
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue())


def test_the_edge_between_two_photos_moves_with_mouse_and_keys(qtbot: QtBot, compared: Any) -> None:
    hand, view = compared
    assert colours(view) == ["red", "blue"]  # the first from before, the latest since
    frame = view._frames()[0]
    place = QPoint(frame.left() + round(frame.width() * 0.9), frame.center().y())
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=frame.center())
    qtbot.mouseMove(view, place)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place)
    assert (view.value(), colours(view)) == (90, ["red", "red"])
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert (view.value(), colours(view)) == (0, ["blue", "blue"])
    for _ in range(20):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert (view.value(), colours(view)) == (40, ["red", "blue"])
    hand.press("main", hand.sheet("compare"))
    assert hand.no_sheet()


def test_a_screen_reader_hears_where_the_edge_is(compared: Any) -> None:
    _hand, view = compared
    told = QAccessible.queryAccessibleInterface(view)
    assert told.role() == QAccessible.Role.Slider
    assert told.valueInterface().currentValue() == view.value() == 50
    assert view.accessibleDescription().startswith("50 percent of “Before, ")


def test_any_two_are_chosen_and_lie_side_by_side_in_the_same_size(qtbot: QtBot, compared: Any) -> None:
    hand, view = compared
    second = hand.find(ChoiceField, "compare_second")
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: view.shows_both and colours(view) == ["red", "lime"])
    hand.choose("compare_way", "Side by side")
    first, other = view._frames()
    assert first.size() == other.size()
    assert first.right() < other.left()
    hand.find(QAbstractButton, "main")
    hand.sheet("compare").dismiss()


def test_a_file_that_is_gone_is_said_in_its_place(
    qtbot: QtBot, desk: Desk, clock: Clock, job: Job, page: JobPage, show: Show, tmp_path: Path
) -> None:
    hand = show(page)
    add(desk, clock, job, tmp_path, "red", Moment.BEFORE)
    desk.do(photos.add, job.customer_id, "gone.jpg", job_id=job.id, moment=Moment.AFTER, label="Made")
    hand.press("job_compare")
    view = hand.find(CompareView, "compare_view")
    qtbot.waitUntil(lambda: view._said[1] == "The file is missing")
    hand.sheet("compare").dismiss()
