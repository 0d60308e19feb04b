"""A tile shows its picture, or says why there is none."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.photo_tile import AddTile, PhotoTile

from .conftest import Shown


@pytest.fixture
def tile(theme: Theme, shown: Shown) -> PhotoTile:
    tile = PhotoTile("Old board", theme, "Before", name="photo")
    shown(tile)
    return tile


def red(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    return image


def middle(tile: PhotoTile) -> QColor:
    return tile.grab().toImage().pixelColor(tile.width() // 2, tile.height() // 2)


def test_it_waits_then_shows_its_picture(tile: PhotoTile) -> None:
    assert (tile.accessibleName(), tile.shows_picture) == ("Before, Old board", False)
    tile.set_picture(red(300, 40))
    assert middle(tile) == QColor("red")


@pytest.mark.parametrize(("width", "height"), [(30_000, 3), (3, 3_000), (1, 1)])
def test_a_picture_of_any_shape_fills_the_frame(tile: PhotoTile, width: int, height: int) -> None:
    tile.set_picture(red(width, height))
    image = tile.grab().toImage()
    places = (QPoint(8, 40), QPoint(tile.width() - 8, 40), QPoint(tile.width() // 2, 4), QPoint(tile.width() // 2, 110))
    assert {image.pixelColor(place).name() for place in places} == {"#ff0000"}


def test_a_missing_file_is_said_in_words(tile: PhotoTile) -> None:
    tile.set_picture(red(10, 10))
    tile.set_fault("The file is missing")
    assert (tile.fault, tile.shows_picture) == ("The file is missing", False)
    assert tile.accessibleName() == "Before, Old board, The file is missing"
    assert middle(tile) != QColor("red")


def test_mouse_and_key_open_it(qtbot: QtBot, tile: PhotoTile) -> None:
    with qtbot.waitSignal(tile.clicked):
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    tile.setFocus()
    with qtbot.waitSignal(tile.clicked):
        QTest.keyClick(tile, Qt.Key.Key_Return)


def test_the_tile_that_adds_is_dashed(theme: Theme, shown: Shown) -> None:
    tile = AddTile("Add photo", theme, name="add")
    shown(tile)
    image = tile.grab().toImage()
    along = {image.pixelColor(x, 0).name() for x in range(20, tile.width() - 20)}
    assert len(along) > 1
    assert tile.accessibleName() == "Add photo"
