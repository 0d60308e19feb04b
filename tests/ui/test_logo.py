from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.pictures import claims, picture
from tradesman.book.errors import BookError
from tradesman.ui import logo

pytestmark = pytest.mark.qt_log_ignore("qt.gui.imageio", "libpng", extend=True)


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_a_small_logo_is_taken_as_large_as_it_is(tmp_path: Path, kind: str) -> None:
    found = QImage.fromData(logo.read(picture(tmp_path / f"logo.{kind}", width=300, height=80)))
    assert (found.width(), found.height()) == (300, 80)


def test_a_large_one_is_made_smaller_in_its_proportions(tmp_path: Path) -> None:
    for width, height, wanted in ((2400, 600, (1200, 300)), (500, 3000, (100, 600))):
        found = QImage.fromData(logo.read(picture(tmp_path / "logo.png", width=width, height=height)))
        assert (found.width(), found.height()) == wanted


def test_what_is_called_png_may_be_a_jpeg(tmp_path: Path) -> None:
    file = picture(tmp_path / "logo.jpg").rename(tmp_path / "logo.png")
    assert logo.read(file).startswith(b"\xff\xd8\xff")


def test_what_cannot_stand_on_paper_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    svg, cut = tmp_path / "logo.svg", tmp_path / "cut.png"
    svg.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    cut.write_bytes(picture(tmp_path / "whole.png").read_bytes()[:20])
    empty = tmp_path / "empty.png"
    empty.write_bytes(b"")
    for file, why in (
        (svg, "is no PNG or JPEG"),
        (empty, "is no PNG or JPEG"),
        (tmp_path / "gone.png", "cannot be read"),
        (claims(tmp_path / "bomb.png", 60_000, 60_000), "60000 × 60000 pixels"),
        (cut, "is damaged"),
    ):
        with pytest.raises(BookError, match=rf"{why}.*Choose a PNG or JPEG"):
            logo.read(file)
