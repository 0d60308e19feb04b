import errno
import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest

from tradesman.book import album, picture_file
from tradesman.book.errors import BookError

JPEG = b"\xff\xd8\xff\xe0" + b"a picture" * 100


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


def picture(tmp_path: Path, content: bytes = JPEG, name: str = "IMG_0001.JPG") -> Path:
    file = tmp_path / name
    file.write_bytes(content)
    return file


def test_a_picture_is_kept_once_under_what_it_holds(tmp_path: Path, photos: Path) -> None:
    name = album.keep(photos, picture(tmp_path))
    assert name == f"{sha256(JPEG).hexdigest()}.jpg"
    assert album.keep(photos, picture(tmp_path, name="the same.png")) == name
    assert [file.name for file in photos.iterdir()] == [name]
    assert (photos / name).read_bytes() == JPEG
    if os.name == "posix":
        assert stat.S_IMODE((photos / name).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (JPEG, ".jpg"),
        (b"\x89PNG\r\n\x1a\n0000", ".png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", ".webp"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", ".heic"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", None),
        (b"GIF89a", None),
        (b"MZ\x90", None),
        (b"", None),
    ],
)
def test_what_a_file_is_follows_from_its_content_not_its_name(head: bytes, suffix: str | None) -> None:
    assert picture_file.suffix(head) == suffix


def test_what_is_no_picture_is_refused_whatever_its_name(tmp_path: Path, photos: Path) -> None:
    with pytest.raises(BookError, match=r"holiday\.jpg is not a picture\. It was not added"):
        album.keep(photos, picture(tmp_path, b"MZ not a picture", "holiday.jpg"))
    assert list(photos.iterdir()) == []


def test_what_is_too_large_or_cannot_be_read_is_refused(
    tmp_path: Path, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BookError, match=r"gone\.jpg cannot be read: No such file"):
        album.keep(photos, tmp_path / "gone.jpg")
    monkeypatch.setattr(album, "LARGEST", 100)
    with pytest.raises(BookError, match="larger than"):
        album.keep(photos, picture(tmp_path))
    assert list(photos.iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BookError, match="No space left"):
        album.keep(photos, picture(tmp_path))
    assert list(photos.iterdir()) == []


def test_a_file_that_is_taken_out_twice_is_gone(tmp_path: Path, photos: Path) -> None:
    name = album.keep(photos, picture(tmp_path))
    album.remove(photos, [name, name])
    assert list(photos.iterdir()) == []
