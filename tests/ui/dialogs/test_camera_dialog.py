"""The camera's folder: what is new there is offered, what was offered before is a button away."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from tests.pictures import picture
from tests.ui.parts.test_photo_adding import daniel, kept
from tradesman.ui.desk import Desk
from tradesman.ui.pages.customer_page import CustomerPage
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.photo_tile import PhotoTile

Show = Callable[..., Any]


class Points(Pickers):
    """Somebody who points at a folder."""

    def __init__(self, folder: Path) -> None:
        self.chosen: Path | None = folder

    def folder(self, _parent: QWidget, _title: str, _folder: Path) -> Path | None:
        return self.chosen


@pytest.fixture
def camera(tmp_path: Path) -> Path:
    folder = tmp_path / "DCIM"
    folder.mkdir()
    for number, colour in enumerate(("red", "green", "blue")):
        arrives(picture(folder / f"IMG_{number}.png", colour), number)
    return folder


def arrives(file: Path, number: int) -> None:
    os.utime(file, (4_000_000_000 + number, 4_000_000_000 + number))


@pytest.fixture
def page(desk: Desk, theme: Theme, camera: Path) -> CustomerPage:
    made = CustomerPage(desk, theme)
    made.adder.pickers = Points(camera)
    customer_id: UUID = desk.do(daniel, label="Made")  # type: ignore[assignment]
    made.show_subject(customer_id)
    return made


def offered(hand: Any) -> list[PhotoTile]:
    return [tile for tile in hand.sheet("camera").findChildren(PhotoTile) if tile.isVisible()]


def opened(qtbot: QtBot, hand: Any, page: CustomerPage, count: int) -> list[PhotoTile]:
    page.adder.from_camera()
    qtbot.waitUntil(lambda: len(offered(hand)) == count)
    return offered(hand)


def test_the_folder_is_asked_for_once_and_what_is_new_is_ticked_and_added(
    qtbot: QtBot, page: CustomerPage, desk: Desk, show: Show, camera: Path
) -> None:
    hand = show(page)
    page.line.tabs.set_value("photos")
    page.adder.from_camera()
    sheet = hand.sheet("camera")
    assert "It is remembered" in hand.find(Label, "camera_said", sheet).text()
    assert not hand.find(QAbstractButton, "main", sheet).isEnabled()
    hand.press("camera_folder", sheet)
    qtbot.waitUntil(lambda: len(offered(hand)) == 3)
    qtbot.waitUntil(lambda: all(tile.shows_picture for tile in offered(hand)))
    assert [tile.text() for tile in offered(hand)] == ["IMG_2.png", "IMG_1.png", "IMG_0.png"]
    hand.click(offered(hand)[0])
    hand.click(offered(hand)[2])
    assert hand.find(QAbstractButton, "main", sheet).text() == "Add 2 photos"
    with qtbot.waitSignal(page.adder.ended):
        hand.press("main", sheet)
    assert len(kept(desk, page._customer_id)) == 2  # type: ignore[arg-type]
    # The next time only what came since is offered; the one that was not ticked is not lost.
    arrives(picture(camera / "IMG_9.png", "yellow"), 9)
    assert [tile.text() for tile in opened(qtbot, hand, page, 1)] == ["IMG_9.png"]
    assert "1 new in" in hand.find(Label, "camera_said").text()
    hand.press("camera_earlier")
    qtbot.waitUntil(lambda: len(offered(hand)) == 4)
    hand.press("camera_all")
    with qtbot.waitSignal(page.adder.ended):
        hand.press("main", hand.sheet("camera"))
    assert len(kept(desk, page._customer_id)) == 4  # type: ignore[arg-type]
    assert not (desk.book.folder / "thumbnails" / "IMG_9.jpg").exists()  # a name of a camera is no name of the book's


def test_a_folder_that_is_gone_is_said(qtbot: QtBot, page: CustomerPage, show: Show, camera: Path) -> None:
    hand = show(page)
    page.adder.from_camera()
    hand.press("camera_folder")
    qtbot.waitUntil(lambda: len(offered(hand)) == 3)
    hand.sheet("camera").dismiss()
    camera.rename(camera.with_name("away"))
    page.adder.from_camera()
    qtbot.waitUntil(lambda: "Plug the camera or the card in" in hand.sheet("camera")._error.text())
    hand.sheet("camera").dismiss()
