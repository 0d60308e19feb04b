"""The sample's photos are whole pictures, the same each time."""

import struct
import zlib
from pathlib import Path

import pytest

from tradesman.book import picture_file
from tradesman.sample import pictures


@pytest.mark.parametrize("name", pictures.DRAWN)
def test_each_is_a_whole_picture(name: str) -> None:
    data = pictures.DRAWN[name]().png()
    assert picture_file.suffix(data) == ".png"
    place, parts = 8, {}
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        assert struct.unpack(">I", data[place + 8 + length : place + 12 + length])[0] == zlib.crc32(kind + body)
        parts[kind], place = body, place + 12 + length
    assert len(zlib.decompress(parts[b"IDAT"])) == pictures.HEIGHT * (1 + 3 * pictures.WIDTH)


def test_they_are_kept_under_the_same_names_each_time(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    kept = pictures.keep_all(tmp_path / "one")
    assert kept == pictures.keep_all(tmp_path / "two")
    assert len(set(kept.values())) == len(pictures.DRAWN) == 10
    assert all((tmp_path / "one" / file).is_file() for file in kept.values())
