"""No film that leaves tells where it was taken, and what is seen and heard in it stays where it is."""

import re
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.films import HEARD, SEEN, TAKEN, TELLS, Track, box, film, full
from tradesman.book.errors import BookError
from tradesman.exchange import clean_films


def tells(content: bytes) -> list[bytes]:
    return [said for said in (*TELLS, struct.pack(">I", TAKEN)) if said in content]


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("version", [0, 1])
def test_what_tells_goes_and_picture_and_sound_stay_in_their_places(first: bool, wide: bool, version: int) -> None:
    before = film(first=first, wide=wide, version=version)
    assert len(tells(before)) == len(TELLS) + 1  # it did tell
    after = clean_films.clean(before)
    assert tells(after) == []
    assert len(after) == len(before)
    for piece in (b"".join(SEEN[:2]), SEEN[2], b"".join(HEARD[:2]), b"".join(HEARD[2:]), b"stco", b"avc1"):
        assert after.find(piece) == before.find(piece)
    assert after.count(b"trak") == 2
    assert clean_films.clean(after) == after


def test_data_without_a_length_go_to_the_end() -> None:
    track = Track(b"vide", b"hvc1", [[b"picture"]])
    start = box(b"moov", full(b"mvhd", bytes(96)) + track.box())
    track.places = [len(start) + 8]
    start = box(b"moov", full(b"mvhd", bytes(96)) + track.box())
    after = clean_films.clean(start + b"\0\0\0\0mdat" + b"picture" + b"+51.5074-000.1278")
    assert after[len(start) :] == b"\0\0\0\0mdatpicture" + bytes(17)


@pytest.mark.parametrize("bits", [4, 8, 16])
def test_small_samples_are_found_by_their_short_sizes(bits: int) -> None:
    sizes = {4: bytes([0x31, 0x21]), 8: bytes([3, 1, 2, 1]), 16: bytes([0, 3, 0, 1, 0, 2, 0, 1])}[bits]
    plain = full(b"stsz", struct.pack(">IIIIII", 0, 4, 3, 1, 2, 1))
    compact = full(b"stz2", bytes([0, 0, 0, bits]) + struct.pack(">I", 4) + sizes)
    compact += box(b"skip", bytes(len(plain) - len(compact) - 8))
    before = _with_sound([[b"abc", b"d", b"ef", b"g"]], plain, compact)
    assert b"abcdefg" in clean_films.clean(before)


def test_sound_that_is_not_packed_is_whole_in_older_films() -> None:
    sizes = full(b"stsz", struct.pack(">IIIII", 0, 3, 2, 2, 2))
    ones = full(b"stsz", struct.pack(">II", 1, 3)) + box(b"skip", bytes(4))
    before = _with_sound([[b"ab", b"cd", b"ef"]], sizes, ones, coded=b"sowt")
    plain, two_bytes = b"\0\1" + bytes(20), b"\0\1" + bytes(8) + b"\0\1\0\x10" + bytes(8)
    old = before.replace(b"sowt" + bytes(6) + plain, b"sowt" + bytes(6) + two_bytes)
    assert b"abcdef" in clean_films.clean(old)


def _with_sound(pieces: list[list[bytes]], sizes: bytes, others: bytes, coded: bytes = b"samr") -> bytes:
    """A film of one track of sound, with another table of sizes of the same length."""
    track = Track(b"soun", coded, pieces)
    moov = box(b"moov", track.box())
    track.places = [len(moov) + 8]
    moov = box(b"moov", track.box())
    assert sizes in moov
    return moov.replace(sizes, others) + box(b"mdat", b"".join(pieces[0]))


@pytest.mark.parametrize(
    "content",
    [
        b"\x1aE\xdf\xa3 a Matroska film",
        b"RIFF\0\0\0\0AVI LIST",
        b"\0\0\1\xba MPEG",
        b"0&\xb2u\x8ef\xcf\x11 Windows",
        (b"G" + bytes(187)) * 4,
        bytes(4) + (b"G" + bytes(191)) * 4,
        film() + box(b"moof", full(b"mfhd")),
        film().replace(b"mvhd", b"mvex"),
        film().replace(b"avc1", b"jpeg"),
        film().replace(b"vide", b"text").replace(b"soun", b"text"),
    ],
)
def test_a_film_that_cannot_be_freed_for_sure_does_not_leave(content: bytes) -> None:
    assert clean_films.is_film(content, "roof.xyz")
    with pytest.raises(BookError, match=r"roof\.xyz may tell where .* It was left out\. Save it as an ordinary MP4"):
        clean_films.clean(content, "roof.xyz")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"These are words, and no film.",
        film()[:-3],
        film()[:200],
        film(wide=True)[:90],
        box(b"ftyp", b"isom") + box(b"mdat", b"data and nothing that describes them"),
        re.sub(
            rb"(?<=stco.{8}).{4}", lambda _place: b"\0\0\0\x09", film(), flags=re.DOTALL
        ),  # its data lie where its name is
        film() + b"\0\0\0\7free",
        film().replace(b"stsc\0\0\0\0\0\0\0\2", b"stsc\0\0\0\0\x7f\xff\xff\xff"),
        film().replace(b"stco\0\0\0\0\0\0\0\2", b"stco\0\0\0\0\x7f\xff\xff\xff"),
        film().replace(struct.pack(">I", len(SEEN[0])) + struct.pack(">I", len(SEEN[1])), b"\x7f\xff\xff\xff" * 2),
    ],
)
def test_what_is_damaged_or_lies_about_its_kind_does_not_leave(content: bytes) -> None:
    assert content != film()
    assert clean_films.is_film(content, "roof.mp4")
    with pytest.raises(BookError, match=r"roof\.mp4 is damaged or no film at all\. It was left out"):
        clean_films.clean(content, "roof.mp4")


def test_what_is_no_film_is_not_taken_for_one() -> None:
    assert not clean_films.is_film(b"%PDF-1.7 a quote", "quote.pdf")
    assert not clean_films.is_film(b"", "empty")
    assert not clean_films.is_film(b"The wide window is cracked.", "note.txt")
    assert clean_films.is_film(box(b"wide") + box(b"mdat"), "roof.txt")
    assert clean_films.is_film(film(), "roof.txt")


@given(cut=st.integers(0, len(film())), at=st.integers(0, len(film()) - 1), value=st.integers(0, 255))
def test_whatever_is_damaged_nothing_breaks_and_what_described_the_place_stays_away(
    cut: int, at: int, value: int
) -> None:
    content = bytearray(film(first=True))
    content[at] = value
    try:
        after = clean_films.clean(bytes(content[:cut]))
    except BookError:
        return
    assert b"\xa9xyz" not in after
    assert b"location.ISO6709" not in after
