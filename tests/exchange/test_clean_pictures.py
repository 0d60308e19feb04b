"""No picture that leaves tells where it was taken, and none loses a pixel by that."""

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from tests.pictures import TELLS, picture, telling
from tradesman.book import picture_file
from tradesman.book.errors import BookError
from tradesman.exchange import clean_pictures

KINDS = ("jpg", "png", "webp")
pytestmark = pytest.mark.qt_log_ignore("qt.gui.imageio", "libpng", extend=True)


def seen(content: bytes) -> QImage:
    image = QImage()
    assert image.loadFromData(content)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def tells(content: bytes) -> list[bytes]:
    return [said for said in TELLS if said in content]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("turned", [1, 6])
def test_what_tells_of_the_place_goes_and_every_pixel_stays(tmp_path: Path, kind: str, turned: int) -> None:
    before = telling(tmp_path / f"a.{kind}", turned).read_bytes()
    assert len(tells(before)) >= 4  # it did tell
    after = clean_pictures.clean(before)
    assert tells(after) == []
    found = picture_file.facts(after)
    assert found is not None
    assert (found.turned, found.taken, found.whole) == (turned, None, True)
    assert seen(after) == seen(before)
    assert clean_pictures.clean(after) == after


def test_colours_of_a_camera_stay(tmp_path: Path) -> None:
    content = picture(tmp_path / "a.jpg").read_bytes()
    profile = b"\xff\xe2\x00\x12ICC_PROFILE\0\x01\x01xy"
    assert profile in clean_pictures.clean(content[:2] + profile + content[2:])


@pytest.mark.parametrize(
    "content", [b"\0\0\0\x18ftypheic\0\0\0\0", b"II*\0 a raw picture", b"MM\0* a raw picture", b"\xff\xd8\xff\xe0 cut"]
)
def test_what_cannot_be_taken_apart_does_not_leave(content: bytes) -> None:
    assert clean_pictures.is_picture(content)
    with pytest.raises(BookError, match=r"roof\.xyz .* It was left out"):
        clean_pictures.clean(content, "roof.xyz")


def test_what_is_no_picture_comes_back_as_it_is() -> None:
    assert clean_pictures.clean(b"%PDF-1.7 a quote") == b"%PDF-1.7 a quote"
    assert not clean_pictures.is_picture(b"%PDF-1.7 a quote")


@pytest.mark.parametrize("length", [0, 200, 400])
def test_a_part_with_a_wrong_length_hides_nothing(tmp_path: Path, length: int) -> None:
    content = telling(tmp_path / "a.webp").read_bytes()
    damaged = content[:16] + struct.pack("<I", length) + content[20:]
    with pytest.raises(BookError, match="damaged"):
        clean_pictures.clean(damaged)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(KINDS), part=st.floats(0, 1), noise=st.binary(max_size=8))
def test_a_damaged_file_tells_nothing_either(tmp_path: Path, kind: str, part: float, noise: bytes) -> None:
    file = tmp_path / f"a.{kind}"
    content = file.read_bytes() if file.exists() else telling(file).read_bytes()
    place = 16 + int((len(content) - 16) * part)
    damaged = content[:place] + noise + content[place + len(noise) :]
    try:
        after = clean_pictures.clean(damaged)
    except BookError:
        return
    assert [said for said in TELLS if said in after and said not in noise] == []
