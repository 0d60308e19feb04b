"""Copies of all photos: whole, telling nothing, under names that take nobody's place, as far as the disk goes."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.pictures import TELLS, picture, telling
from tradesman.book import private_file
from tradesman.services.photo_names import NamedPhoto
from tradesman.services.progress import Progress
from tradesman.ui import photo_copies
from tradesman.ui.photo_copies import Copied

DAY = date(2026, 3, 4)
pytestmark = pytest.mark.qt_log_ignore("qt.gui.imageio", "libpng", extend=True)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    made = tmp_path / "photos"
    made.mkdir()
    telling(made / "a.jpg", 6)
    telling(made / "b.png")
    picture(made / "c.png", "lime")
    return made


@pytest.fixture
def target(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


NAMED = [NamedPhoto(f"{file}", "Fuse board", DAY, at + 1) for at, file in enumerate(("a.jpg", "b.png", "c.png"))]


def written(target: Path) -> list[str]:
    return sorted(file.name for file in target.iterdir())


def write(photos: Path, target: Path, named: list[NamedPhoto] = NAMED, progress: Progress | None = None) -> Copied:
    return photo_copies.write_all(photos, target, named, "Photo", progress or Progress())


def test_every_copy_tells_nothing_and_its_name_says_what_it_is(photos: Path, target: Path) -> None:
    progress = Progress()
    assert write(photos, target, progress=progress) == Copied(written=3)
    assert (progress.done, progress.total) == (3, 3)
    assert written(target) == [
        f"Fuse board 2026-03-04 0{at}.{kind}" for at, kind in ((1, "jpg"), (2, "png"), (3, "png"))
    ]
    for file in target.iterdir():
        assert [said for said in TELLS if said in file.read_bytes()] == []


def test_what_is_there_already_stays_and_is_not_there_twice(photos: Path, target: Path) -> None:
    first = target / "Fuse board 2026-03-04 01.jpg"
    first.write_bytes(b"somebody's own")
    (target / "Fuse board 2026-03-04 02.png").symlink_to(photos / "gone")
    assert write(photos, target) == Copied(written=3)
    assert first.read_bytes() == b"somebody's own"
    assert "Fuse board 2026-03-04 01 (2).jpg" in written(target)
    assert "Fuse board 2026-03-04 02 (2).png" in written(target)
    assert write(photos, target) == Copied(there=3)
    assert len(written(target)) == 5


def test_work_without_words_and_work_of_many_words_and_signs(photos: Path, target: Path) -> None:
    named = [NamedPhoto("c.png", work, DAY, 1) for work in ("", "Roof: south/west?", "x" * 90)]
    assert write(photos, target, named).written == 3
    assert written(target) == [
        "Photo 2026-03-04 01.png",
        "Roof south west 2026-03-04 01.png",
        f"{'x' * 40} 2026-03-04 01.png",
    ]


def test_what_is_missing_or_cannot_leave_is_named_and_the_rest_is_written(photos: Path, target: Path) -> None:
    (photos / "a.jpg").unlink()
    content = (photos / "b.png").read_bytes()
    (photos / "b.png").write_bytes(content[: len(content) // 2])
    result = write(photos, target)
    assert (result.written, result.left) == (1, 0)
    assert result.faults[0].startswith("Fuse board 2026-03-04 01 could not be read: No such file")
    assert result.faults[1].startswith("Fuse board 2026-03-04 02 is damaged")
    assert written(target) == ["Fuse board 2026-03-04 03.png"]


def test_a_disk_that_is_full_in_the_middle_ends_it(photos: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, calls = private_file.create, list[Path]()

    def full(file: Path) -> Any:
        calls.append(file)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return whole(file)

    monkeypatch.setattr(private_file, "create", full)
    result = write(photos, target)
    assert (result.written, result.left) == (1, 2)
    assert "could not be written: No space left on device. Nothing was left behind" in result.faults[0]
    assert written(target) == ["Fuse board 2026-03-04 01.jpg"]
    monkeypatch.setattr(private_file, "create", whole)
    assert write(photos, target) == Copied(written=2, there=1)


def test_a_folder_that_is_gone_ends_it(photos: Path, tmp_path: Path) -> None:
    result = write(photos, tmp_path / "pulled out")
    assert (result.written, result.left, len(result.faults)) == (0, 3, 1)


def test_a_place_that_cannot_be_looked_at_ends_it(photos: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_file: Path) -> bool:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Path, "exists", refuses)
    result = write(photos, target)
    assert (result.written, result.left) == (0, 3)
    assert "cannot be read: Input/output error. Choose another folder." in result.faults[0]


def test_it_is_stopped_between_two(photos: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    progress, whole = Progress(), private_file.appearing

    @contextmanager
    def last(place: Path) -> Iterator[Any]:
        with whole(place) as handle:
            yield handle
        progress.stop()

    monkeypatch.setattr(private_file, "appearing", last)
    assert write(photos, target, progress=progress) == Copied(written=1, left=2)
