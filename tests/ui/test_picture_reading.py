"""A picture is upright wherever it is shown, however the camera was held."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tests.pictures import XMP, corners, telling
from tradesman.book import album, picture_file
from tradesman.ui import picture_reading
from tradesman.ui.picture_reading import Fault, packed, read

pytestmark = pytest.mark.qt_log_ignore("qt.gui.imageio", "libpng", extend=True)
STORED = ["red", "green", "blue", "yellow"]  # top left, top right, bottom left, bottom right
SHOWN = {
    1: ["red", "green", "blue", "yellow"],
    2: ["green", "red", "yellow", "blue"],
    3: ["yellow", "blue", "green", "red"],
    4: ["blue", "yellow", "red", "green"],
    5: ["red", "blue", "green", "yellow"],
    6: ["blue", "red", "yellow", "green"],
    7: ["yellow", "green", "blue", "red"],
    8: ["green", "yellow", "red", "blue"],
}


def nearest(image: QImage, x: int, y: int) -> str:
    def far(name: str) -> int:
        one, other = QColor(name), image.pixelColor(x, y)
        return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue())

    return min(STORED, key=far)


def read_corners(image: QImage) -> list[str]:
    wide, tall = image.width(), image.height()
    places = [(wide // 4, tall // 4), (wide * 3 // 4, tall // 4), (wide // 4, tall * 3 // 4)]
    return [nearest(image, *place) for place in [*places, (wide * 3 // 4, tall * 3 // 4)]]


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
@pytest.mark.parametrize("turned", range(1, 9))
def test_it_stands_upright_and_no_mirror_is_left(tmp_path: Path, kind: str, turned: int) -> None:
    file = telling(tmp_path / f"a.{kind}", turned)
    for side in (1000, 24):  # as large as it is, and made small
        seen = read(file, side)
        assert seen.fault is None
        assert read_corners(seen.image) == SHOWN[turned]
        upright = turned < 5
        assert (seen.image.width() > seen.image.height()) is upright


def test_a_picture_that_would_take_much_memory_is_not_begun() -> None:
    plain = picture_file.Facts(".jpg", 11_000, 11_000)
    assert picture_reading.most_pixels(plain) > plain.width * plain.height
    steps = picture_file.Facts(".jpg", 11_000, 11_000, in_steps=True)
    assert picture_reading.most_pixels(steps) < steps.width * steps.height
    assert picture_reading.decode(b"\xff\xd8\xff", steps, 400).fault == Fault.TOO_LARGE


def test_what_a_picture_says_in_words_is_not_written_again() -> None:
    image = corners()
    image.setText("XML:com.adobe.xmp", XMP.decode())
    image.setText("Comment", "garden of Leah")
    assert b"GPS" not in packed(image)
    assert b"Leah" not in packed(image)


def test_a_file_larger_than_any_camera_makes_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = telling(tmp_path / "a.png")
    monkeypatch.setattr(album, "LARGEST", 100)
    assert read(file, 400).fault == Fault.TOO_LARGE
