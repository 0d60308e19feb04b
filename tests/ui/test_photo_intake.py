"""Whatever is thrown at the book comes in whole or not at all, and each that does not is named with the reason."""

import errno
import os
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from tests.pictures import claims, picture, telling
from tradesman.book import album
from tradesman.services.progress import Progress
from tradesman.ui import photo_intake, picture_reading
from tradesman.ui.photo_intake import take_all

pytestmark = pytest.mark.qt_log_ignore("qt.gui.imageio", "libpng", extend=True)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


def many(folder: Path, count: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    return [picture(folder / f"IMG_{number:04}.png", f"#{number:06x}", 8, 8) for number in range(count)]


def test_two_hundred_come_in_and_are_made_small_on_the_way(photos: Path, tmp_path: Path) -> None:
    progress = Progress()
    result = take_all(photos, tmp_path / "small", many(tmp_path / "in", 200), progress)
    assert (len(result.files), result.faults, result.left) == (200, [], 0)
    assert (progress.done, progress.total) == (200, 200)
    assert {file.stem for file in photos.iterdir()} == {file.stem for file in (tmp_path / "small").iterdir()}


def test_stopped_in_the_middle_what_is_in_is_whole(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress, keep = Progress(), album.keep

    def stop_after_three(*args: Any) -> str:
        if progress.done == 2:
            progress.stop()
        return keep(*args)

    monkeypatch.setattr(album, "keep", stop_after_three)
    result = take_all(photos, tmp_path / "small", many(tmp_path / "in", 10), progress)
    assert (len(result.files), result.left) == (3, 7)
    assert sorted(file.name for file in photos.iterdir()) == sorted(result.files)


def test_a_disk_that_is_full_in_the_middle_ends_it_and_leaves_nothing_half(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync, calls = os.fsync, iter(range(1000))

    def full(handle: int) -> None:
        if next(calls) > 12:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(handle)

    monkeypatch.setattr("os.fsync", full)
    result = take_all(photos, tmp_path / "small", many(tmp_path / "in", 20), Progress())
    assert 0 < len(result.files) < 20
    assert len(result.files) + 1 + result.left == 20
    assert len(result.faults) == 1
    assert "could not be kept: No space left" in result.faults[0]
    assert "Free some space" in result.faults[0]
    assert set(result.files) <= {file.name for file in photos.iterdir()}
    assert all(sha256(file.read_bytes()).hexdigest() == file.stem for file in photos.iterdir())  # none is half there


def test_each_that_cannot_be_added_has_its_reason(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = picture(tmp_path / "whole.jpg", width=600, height=400)
    lying = picture(tmp_path / "lying.png").rename(tmp_path / "lying.jpg")  # a PNG: it comes in as what it is
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(whole.read_bytes()[:-200])
    (tmp_path / "words.jpg").write_text("not a picture")
    claims(tmp_path / "huge.png", 20_000, 20_000)
    (tmp_path / "phone.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    (tmp_path / "torn.png").write_bytes(claims(tmp_path / "torn.png", 900, 900).read_bytes())
    names = ("whole.jpg", "lying.jpg", "cut.jpg", "words.jpg", "huge.png", "phone.heic", "torn.png", "gone.jpg")
    monkeypatch.setattr(picture_reading, "can_read", lambda kind: kind != ".heic")
    result = take_all(photos, tmp_path / "small", [tmp_path / name for name in names], Progress())
    assert sorted(Path(name).suffix for name in result.files) == [".jpg", ".png"]
    assert lying.exists()
    said = {fault.split(" ")[0]: fault for fault in result.faults}
    assert "its end is missing" in said["cut.jpg"]
    assert "is not a picture" in said["words.jpg"]
    assert "20,000 × 20,000 pixels" in said["huge.png"]
    assert "choose Most Compatible" in said["phone.heic"]
    assert "is damaged" in said["torn.png"]
    assert "cannot be read: No such file" in said["gone.jpg"]
    assert all("It was not added" in fault for fault in result.faults)
    assert len(list(photos.iterdir())) == 2


def test_folders_are_looked_through_and_hidden_ones_left(photos: Path, tmp_path: Path) -> None:
    many(tmp_path / "DCIM", 2)
    many(tmp_path / "DCIM" / "100APPLE", 1)
    many(tmp_path / "DCIM" / ".trash", 1)
    (tmp_path / "DCIM" / "notes.txt").write_text("no")
    (tmp_path / "DCIM" / "._IMG_1.png").write_text("no")
    found = photo_intake.expand([tmp_path / "DCIM"])
    assert [Path(str(file)).name for file in found] == ["IMG_0000.png", "IMG_0001.png", "IMG_0000.png"]
    (tmp_path / "empty").mkdir()
    result = take_all(photos, tmp_path / "small", [tmp_path / "empty"], Progress())
    assert result.faults == ["There is no picture in this folder. Nothing was added."]


def test_when_it_was_taken_comes_from_the_camera_else_from_the_file(photos: Path, tmp_path: Path) -> None:
    camera, scan = telling(tmp_path / "a.jpg", zone="+02:00"), picture(tmp_path / "b.png")
    os.utime(scan, (1_760_000_000, 1_760_000_000))
    result = take_all(photos, tmp_path / "small", [camera, scan, QImage(4, 4, QImage.Format.Format_RGB32)], Progress())
    first, second, pasted = result.files.values()
    assert first is not None
    assert first.astimezone(UTC) == datetime(2026, 10, 5, 7, 30, tzinfo=UTC)
    assert second == datetime.fromtimestamp(1_760_000_000, UTC)
    assert pasted is None


def test_what_arrived_last_comes_first(tmp_path: Path) -> None:
    old, new = many(tmp_path / "in", 2)
    os.utime(new, (4_000_000_000, 4_000_000_000))
    assert [file for file, _at in photo_intake.arrived(tmp_path / "in")] == [new, old]
