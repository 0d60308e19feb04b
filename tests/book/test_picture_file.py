"""What a picture file says of itself, without believing it."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures import claims, exif, picture, telling
from tradesman.book import picture_file

KINDS = ("jpg", "png", "webp")
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


@pytest.mark.parametrize("kind", KINDS)
def test_size_turn_and_time_are_read_of_every_kind(tmp_path: Path, kind: str) -> None:
    found = picture_file.facts(telling(tmp_path / f"a.{kind}", turned=6).read_bytes())
    assert found is not None
    assert (found.kind, found.width, found.height, found.turned) == (f".{kind}", 48, 32, 6)
    assert found.taken == datetime(2026, 10, 5, 9, 30)  # noqa: DTZ001  the camera noted no zone
    assert found.whole


@pytest.mark.parametrize("kind", KINDS)
def test_a_zone_that_the_camera_noted_counts(tmp_path: Path, kind: str) -> None:
    found = picture_file.facts(telling(tmp_path / f"a.{kind}", zone="+02:00").read_bytes())
    assert found is not None
    assert found.taken == datetime(2026, 10, 5, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    assert found.taken.astimezone(UTC).hour == 7


@pytest.mark.parametrize(("said", "turned"), [("0000:00:00 00:00:00", 1), ("yesterday", 200)])
def test_a_time_that_is_none_and_a_turn_that_is_none_are_left(tmp_path: Path, said: str, turned: int) -> None:
    found = picture_file.facts(telling(tmp_path / "a.jpg", turned=turned, taken=said).read_bytes())
    assert found is not None
    assert (found.taken, found.turned) == (None, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_ends_too_early_is_not_whole(tmp_path: Path, kind: str) -> None:
    content = picture(tmp_path / f"a.{kind}", width=300, height=300).read_bytes()
    for part in (0.3, 0.6, 0.95):
        found = picture_file.facts(content[: int(len(content) * part)])
        assert found is not None
        assert not found.whole


def test_heic_tells_its_size_and_time_and_not_its_turn() -> None:
    size = b"\0\0\0\x14ispe\0\0\0\0" + (4032).to_bytes(4, "big") + (3024).to_bytes(4, "big")
    item = b"Exif\0\0" + exif(turned=6)
    boxes = HEIC + (len(size) + 8).to_bytes(4, "big") + b"meta" + size
    found = picture_file.facts(boxes + (len(item) + 8).to_bytes(4, "big") + b"mdat" + item)
    assert found is not None
    assert (found.width, found.height, found.turned, found.whole) == (4032, 3024, 1, True)
    assert found.taken == datetime(2026, 10, 5, 9, 30)  # noqa: DTZ001  as above
    cut = picture_file.facts(boxes + b"\0\0\x10\0mdat")
    assert cut is not None
    assert not cut.whole


def test_what_it_claims_is_told_before_anything_is_read(tmp_path: Path) -> None:
    found = picture_file.facts(claims(tmp_path / "a.png", 20_000, 20_000).read_bytes())
    assert found is not None
    assert (found.width, found.height) == (20_000, 20_000)


def test_what_is_no_picture_says_nothing() -> None:
    assert picture_file.facts(b"GIF89a") is picture_file.facts(b"") is None


@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\0\0\0WEBP", HEIC]), st.binary(max_size=400))
def test_no_bytes_whatever_are_a_fault(head: bytes, rest: bytes) -> None:
    assert picture_file.facts(head + rest) is not None


@given(st.binary(max_size=200), st.integers(0, 120))
def test_no_exif_whatever_is_a_fault(noise: bytes, place: int) -> None:
    told = exif()
    turned, _taken = picture_file._exif(told[:place] + noise + told[place + len(noise) :])
    assert 1 <= turned <= 8
