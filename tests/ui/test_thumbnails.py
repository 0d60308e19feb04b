"""Photos are made small whatever their files claim."""

import stat
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtGui import QColor, QImage, QImageReader
from pytestqt.qtbot import QtBot

from tests.pictures import claims, picture
from tradesman.book import album, backup, inspection
from tradesman.ui import thumbnails
from tradesman.ui.picture_reading import Fault, Seen, read
from tradesman.ui.thumbnails import FOLDER, SIDE, Thumbnails

pytestmark = pytest.mark.qt_log_ignore("qt.gui.imageio", "libpng", "Unsupported marker", extend=True)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


def made(qtbot: QtBot, loader: Thumbnails, name: str) -> Seen:
    """Asks until the thumbnail is at hand."""
    with qtbot.waitSignal(loader.made):
        assert loader.ask(name) is None
    seen = loader.ask(name)
    assert seen is not None
    return seen


def test_it_is_made_once_and_kept_for_its_owner_alone(qtbot: QtBot, photos: Path, tmp_path: Path) -> None:
    picture(photos / "a.png", width=1200, height=600)
    loader = Thumbnails(tmp_path, photos)
    seen = made(qtbot, loader, "a.png")
    assert (seen.fault, seen.image.width(), seen.image.height()) == (None, SIDE, SIDE // 2)
    kept = tmp_path / FOLDER / "a.jpg"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    picture(kept, "blue")  # what is on the disk is taken, and the photo is not read again
    again = made(qtbot, Thumbnails(tmp_path, photos), "a.png")
    assert again.image.pixelColor(5, 5).blue() > 200


def test_a_thumbnail_that_was_damaged_is_made_anew(photos: Path, tmp_path: Path) -> None:
    picture(photos / "a.png")
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "a.jpg").write_bytes(b"\xff\xd8\xff nothing")
    assert thumbnails.thumbnail(photos / "a.png", tmp_path / "small").fault is None
    assert read(tmp_path / "small" / "a.jpg", SIDE).fault is None


def test_a_disk_that_cannot_be_written_shows_it_all_the_same(photos: Path, tmp_path: Path) -> None:
    picture(photos / "a.png")
    (tmp_path / "small").write_text("in the way")
    assert thumbnails.thumbnail(photos / "a.png", tmp_path / "small").fault is None


def test_a_missing_file_is_said_and_found_when_it_is_back(qtbot: QtBot, photos: Path, tmp_path: Path) -> None:
    loader = Thumbnails(tmp_path, photos)
    assert made(qtbot, loader, "a.png").fault == Fault.MISSING
    picture(photos / "a.png")
    assert made(qtbot, loader, "a.png").fault is None


def test_what_lies_about_its_type_is_read_as_what_it_is(photos: Path) -> None:
    picture(photos / "a.jpg").rename(photos / "a.png")
    assert read(photos / "a.png", SIDE).fault is None


@pytest.mark.parametrize("content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"GIF89a;"])
def test_what_is_no_photo_is_not_opened(photos: Path, content: bytes) -> None:
    (photos / "a.png").write_bytes(content)
    assert read(photos / "a.png", SIDE) == Seen(fault=Fault.DAMAGED)


def test_a_broken_picture_is_said_to_be(photos: Path) -> None:
    file = picture(photos / "a.png", width=300, height=300)
    file.write_bytes(file.read_bytes()[:40])
    assert read(file, SIDE).fault == Fault.DAMAGED


@pytest.mark.parametrize(("width", "height"), [(20_000, 20_000), (30_000, 30_000), (2_000_000_000, 2_000_000_000)])
def test_a_small_file_that_claims_to_be_huge_takes_no_memory(photos: Path, width: int, height: int) -> None:
    fault = read(claims(photos / "a.png", width, height), SIDE).fault
    assert fault in (Fault.TOO_LARGE, Fault.DAMAGED)


def test_thirty_thousand_wide_and_flat_is_shown(photos: Path) -> None:
    seen = read(picture(photos / "a.png", width=30_000, height=20), SIDE)
    assert (seen.fault, seen.image.width(), seen.image.height()) == (None, SIDE, 1)


def test_where_qt_cannot_read_heic_that_is_said(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (photos / "a.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0")
    monkeypatch.setattr(QImageReader, "supportedImageFormats", list)
    assert read(photos / "a.heic", SIDE).fault == Fault.NOT_HERE


def test_what_can_be_seen_through_stands_on_white(photos: Path) -> None:
    clear = QImage(20, 20, QImage.Format.Format_ARGB32)
    clear.fill(QColor(0, 0, 0, 0))
    clear.save(str(photos / "a.png"))
    assert read(photos / "a.png", SIDE).image.pixelColor(5, 5) == QColor("white")


def test_only_so_many_are_kept_in_memory(
    qtbot: QtBot, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnails, "MOST_KEPT", 2)
    loader = Thumbnails(tmp_path, photos)
    for name in ("a.png", "b.png", "c.png"):
        picture(photos / name)
        made(qtbot, loader, name)
    assert loader.ask("c.png") is not None
    with qtbot.waitSignal(loader.made):
        assert loader.ask("a.png") is None  # the oldest went, and is read from the disk


def test_asked_twice_it_is_read_once_and_large_ones_are_larger(qtbot: QtBot, photos: Path, tmp_path: Path) -> None:
    picture(photos / "a.png", width=2000, height=1000)
    loader = Thumbnails(tmp_path, photos)
    told: list[str] = []
    loader.made.connect(lambda name, _seen: told.append(name))
    assert loader.ask("a.png") is loader.ask("a.png") is None
    seen: list[Seen] = []
    loader.look("a.png", seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert (told, seen[0].image.width()) == (["a.png"], thumbnails.LARGE)


def test_an_unforeseen_fault_is_a_damaged_file(
    qtbot: QtBot, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object) -> Seen:
        raise MemoryError

    monkeypatch.setattr(thumbnails, "read", fails)
    picture(photos / "a.png")
    loader = Thumbnails(tmp_path, photos)
    assert made(qtbot, loader, "a.png").fault == Fault.DAMAGED
    seen: list[Seen] = []
    loader.look("a.png", seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].fault == Fault.DAMAGED


def test_the_thumbnails_of_what_is_gone_go_too(photos: Path, tmp_path: Path) -> None:
    picture(photos / "a.png")
    thumbnails.thumbnail(photos / "a.png", tmp_path / FOLDER)
    thumbnails.forget(tmp_path, ["a.png", "never.jpg"])
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_a_backup_takes_the_photos_alone(folder: Path, tmp_path: Path, now: datetime) -> None:
    name = album.keep(folder / "photos", picture(tmp_path / "a.png"))
    thumbnails.thumbnail(folder / "photos" / name, folder / FOLDER)
    made = backup.back_up(folder, tmp_path / "backup.zip", now)
    assert (made.photos, made.strays) == (1, 0)
    with ZipFile(made.file) as packed:
        assert sorted(packed.namelist()) == ["book.sqlite", "manifest.json", f"photos/{name}"]
    assert "Photos: 1, each as it was taken." in list(inspection.inspect(folder))
