"""Every copy that leaves is upright and tells nothing, whatever it was made of."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.films import film
from tests.pictures import TELLS, corners, telling
from tests.ui.test_picture_reading import SHOWN, read_corners
from tradesman.book import picture_file
from tradesman.book.errors import BookError
from tradesman.exchange.eml import Attached
from tradesman.ui import leaving, picture_reading
from tradesman.ui.picture_reading import Fault, Seen

pytestmark = pytest.mark.qt_log_ignore("qt.gui.imageio", "libpng", extend=True)


def tells(content: bytes) -> list[bytes]:
    return [said for said in TELLS if said in content]


def image_of(content: bytes) -> QImage:
    image = QImage()
    assert image.loadFromData(content)
    return image


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("longest", [0, 20])
def test_it_is_upright_for_programs_that_know_no_turn(tmp_path: Path, kind: str, turned: int, longest: int) -> None:
    content, ending = leaving.fit_file(telling(tmp_path / f"a.{kind}", turned), "Roof", longest)
    found = picture_file.facts(content)
    assert found is not None
    assert (tells(content), found.turned, found.taken) == ([], 1, None)
    assert ending == (f".{kind}" if turned == 1 and not longest else ".jpg")
    assert read_corners(image_of(content)) == SHOWN[turned]
    assert max(image_of(content).width(), image_of(content).height()) == (longest or 48)


def test_one_that_is_upright_keeps_every_pixel(tmp_path: Path) -> None:
    file = telling(tmp_path / "a.jpg")
    assert image_of(leaving.fit_file(file, "Roof")[0]) == image_of(file.read_bytes())


def test_heic_leaves_as_jpeg_where_it_can_be_read_and_not_at_all_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    heic = b"\0\0\0\x18ftypheic\0\0\0\0"
    monkeypatch.setattr(picture_reading, "can_read", lambda _kind: False)
    with pytest.raises(BookError, match=r"Roof is HEIC, which this computer cannot turn into JPEG\. It was left out"):
        leaving.fit(heic, "Roof")
    monkeypatch.setattr(picture_reading, "decode", lambda *_args: Seen(corners()))
    assert leaving.fit(heic, "Roof")[1] == ".jpg"
    monkeypatch.setattr(picture_reading, "decode", lambda *_args: Seen(fault=Fault.DAMAGED))
    with pytest.raises(BookError, match="damaged or too large"):
        leaving.fit(heic, "Roof")


def test_what_is_no_picture_or_is_gone_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_text("words")
    with pytest.raises(BookError, match="Roof is not a picture"):
        leaving.fit_file(tmp_path / "a.jpg", "Roof")
    with pytest.raises(BookError, match="Roof could not be read: No such file"):
        leaving.fit_file(tmp_path / "gone.jpg", "Roof")


def test_a_copy_gets_the_ending_that_fits_and_takes_nobodys_place(tmp_path: Path) -> None:
    source = telling(tmp_path / "a.png", turned=3)
    assert leaving.save(source, tmp_path / "Roof.png", "Roof") == tmp_path / "Roof.jpg"
    assert tells((tmp_path / "Roof.jpg").read_bytes()) == []
    with pytest.raises(BookError, match=r"already\. It was not touched"):
        leaving.save(source, tmp_path / "Roof.jpg", "Roof")
    assert len(tells(source.read_bytes())) >= 5  # the book's own stays as it was taken


def test_what_goes_with_a_message_has_a_name_that_people_read(tmp_path: Path) -> None:
    photo, turned = telling(tmp_path / "1.jpg"), telling(tmp_path / "2.png", turned=6)
    for source, name in ((photo, "Roof.jpg"), (photo, "South side, 1.5 m"), (turned, "Roof.png")):
        made = leaving.attached(source, name)
        assert made.name == {"South side, 1.5 m": "South side, 1.jpg"}.get(name, "Roof.jpg")
        assert tells(made.content) == []


def test_films_and_other_files_go_along_as_they_are_but_for_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "roof.mov").write_bytes(film())
    (tmp_path / "list.txt").write_bytes(b"A list")
    made = leaving.attached(tmp_path / "roof.mov", "roof.mov")
    assert (made.name, len(made.content)) == ("roof.mov", len(film()))
    assert b"51.5074" not in made.content
    assert leaving.attached(tmp_path / "list.txt", "list.txt") == Attached("list.txt", b"A list")
    (tmp_path / "roof.mkv").write_bytes(b"\x1aE\xdf\xa3 a film")
    with pytest.raises(BookError, match=r"roof\.mkv may tell where it was taken"):
        leaving.attached(tmp_path / "roof.mkv", "roof.mkv")
    monkeypatch.setattr(leaving, "MOST_ATTACHED", 3)
    with pytest.raises(BookError, match=r"list\.txt is larger than 0 MB\. It was left out"):
        leaving.attached(tmp_path / "list.txt", "list.txt")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Roof: south/west?", "Roof south west"),
        ("Roof \u202egpj.exe", "Roof gpj.exe"),
        ("גג", "גג"),
        ("...", "Photo"),
        ("x" * 80, "x" * 60),
        ("", "Photo"),
    ],
)
def test_words_become_the_name_of_a_file(words: str, name: str) -> None:
    assert leaving.file_name(words) == name
