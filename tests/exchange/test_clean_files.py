"""Whatever kind of file leaves, no photo and no film in it tells where it was taken."""

import zipfile
import zlib
from base64 import b64encode, encodebytes
from io import BytesIO
from pathlib import Path

import pytest

from tests.films import TELLS as FILM_TELLS
from tests.films import film
from tests.pictures import TELLS, XMP, telling
from tradesman.book.errors import BookError
from tradesman.exchange import clean_files, clean_pdfs


def tells(content: bytes) -> list[bytes]:
    return [said for said in (*TELLS, *FILM_TELLS) if said in content]


def pdf(photo: bytes = b"", packed: bytes = b"", more: bytes = b"") -> bytes:
    """A PDF as far as it matters here: a photo as the camera made it, and a packed part."""
    made = b"%PDF-1.7\n1 0 obj <</Filter/DCTDecode>> stream\n" + photo + b"\nendstream\n"
    made += b"2 0 obj <</Filter/FlateDecode>> stream\r\n" + (zlib.compress(packed) if packed else b"xnothing")
    return made + b"\nendstream\n3 0 obj <</Type/Metadata>> stream\n" + more + b"\nendstream\n%%EOF"


def packed(files: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("name", ["roof.mp4", "roof.jpg", "roof.pdf", "roof"])
def test_a_file_is_what_it_holds_and_not_what_its_name_says(tmp_path: Path, name: str) -> None:
    photo = telling(tmp_path / "a.jpg").read_bytes()
    for content in (film(), photo):
        assert tells(content)
        assert tells(clean_files.clean(content, name)) == []


@pytest.mark.parametrize("name", ["quote.mp4", "quote.MKV"])
def test_words_that_call_themselves_a_film_do_not_leave(name: str) -> None:
    with pytest.raises(BookError, match="is damaged or no film at all"):
        clean_files.clean(b"Only words", name)


def test_photos_in_a_pdf_stay_and_tell_no_longer_where(tmp_path: Path) -> None:
    photo = telling(tmp_path / "a.jpg").read_bytes().partition(b"moov")[0]
    before = pdf(photo, b"words, packed", XMP)
    after = clean_files.clean(before, "Roof.pdf")
    assert len(after) == len(before)
    assert b"Phone of Sam" in before
    assert [said for said in (b"Phone of Sam", b"Exif\0\0II", b"51,30.4410N", b"0,7.6680W") if said in after] == []
    assert after.find(b"%%EOF") == before.find(b"%%EOF")
    assert zlib.compress(b"words, packed") in after
    assert clean_files.clean(after, "Roof.pdf") == after


def test_a_pdf_without_photos_leaves_as_it_is() -> None:
    assert clean_files.clean(pdf(b"", b"words"), "Quote.pdf") == pdf(b"", b"words")


def test_a_pdf_that_hides_it_or_is_locked_does_not_leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = telling(tmp_path / "a.jpg").read_bytes()
    for hidden in (photo, XMP, bytes(clean_pdfs._PIECE - 4) + XMP):
        with pytest.raises(BookError, match=r"Roof\.pdf holds photos that tell .* Print it to a new PDF"):
            clean_files.clean(pdf(b"", hidden), "Roof.pdf")
    with pytest.raises(BookError, match=r"Roof\.pdf is locked"):
        clean_files.clean(pdf(more=b"/Encrypt 4 0 R"), "Roof.pdf")
    monkeypatch.setattr(clean_pdfs, "_MOST", 100)
    with pytest.raises(BookError, match="too large to be looked through"):
        clean_files.clean(pdf(b"", bytes(101)), "Roof.pdf")


def test_photos_in_an_office_text_or_a_zip_tell_no_longer_where(tmp_path: Path) -> None:
    photo = telling(tmp_path / "a.jpg").read_bytes()
    inner = {"mimetype": b"office text", "word/": b"", "word/words.xml": b"<p/>" * 50, "word/media/image1.jpeg": photo}
    before = packed({"letter.docx": packed(inner), "film.mov": film()})
    after = clean_files.clean(before, "all.zip")
    with zipfile.ZipFile(BytesIO(after)) as outer:
        assert outer.namelist() == ["letter.docx", "film.mov"]
        assert tells(outer.read("film.mov")) == []
        with zipfile.ZipFile(BytesIO(outer.read("letter.docx"))) as found:
            assert found.namelist() == [*inner]
            assert tells(found.read("word/media/image1.jpeg")) == []
            assert found.read("word/words.xml") == inner["word/words.xml"]
    plain = packed({"a.txt": b"words"})
    assert clean_files.clean(plain, "all.zip") == plain


def test_what_cannot_be_looked_through_does_not_leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = telling(tmp_path / "a.jpg").read_bytes()
    deep = packed({"a.zip": packed({"b.zip": packed({"c.zip": packed({"a.txt": b"x"})})})})
    locked = bytearray(packed({"a.txt": b"words"}))
    locked[locked.find(b"PK\1\2") + 8] |= 1
    cases = [
        (deep, "is packed in too many packed files"),
        (bytes(locked), "is locked"),
        (packed({"a.txt": b"words"})[:-9], "is damaged or cannot be unpacked"),
        (packed({"roof.tif": b"II*\0 a picture"}), r"left out because of what is in it\. roof\.tif may tell"),
        (b"\x1f\x8b packed", "is packed, and its photos may tell"),
        (bytes(257) + b"ustar", "is packed, and its photos may tell"),
        (b"\xd0\xcf\x11\xe0 an old text with " + photo, "holds photos that tell where they were taken"),
    ]
    for content, why in cases:
        with pytest.raises(BookError, match=why):
            clean_files.clean(content, "all.xyz")
    monkeypatch.setattr(clean_files, "_MOST", 3)
    with pytest.raises(BookError, match="is too large to be looked through"):
        clean_files.clean(packed({"a.txt": b"words"}), "all.xyz")


def test_words_leave_as_they_are() -> None:
    assert clean_files.clean(b"Only words", "note.txt") == b"Only words"
    assert clean_files.clean(b"", "nothing") == b""


@pytest.mark.parametrize(
    "head",
    [b"\0\0\0\x1cftypavif", b"\0\0\0\x18ftypcrx ", b"8BPS\0\1", b"\0\0\0\x0cJXL \r\n", b"IIU\0", b"FUJIFILMCCD-RAW"],
)
def test_pictures_of_other_kinds_do_not_leave(head: bytes) -> None:
    with pytest.raises(BookError, match=r"roof\.xyz may tell where it was taken\. It was left out\. Save it as JPEG"):
        clean_files.clean(head + bytes(50), "roof.xyz")


def test_photos_written_as_letters_do_not_leave(tmp_path: Path) -> None:
    photo = telling(tmp_path / "a.jpg").read_bytes()
    page = b'<img src="data:image/jpeg;base64,' + b64encode(photo) + b'">'
    mail = b"Content-Transfer-Encoding: base64\r\n\r\n" + encodebytes(photo)
    for content in (page, mail):
        with pytest.raises(BookError, match="holds photos that tell"):
            clean_files.clean(content, "Roof.html")
    harmless = b'<img src="data:image/jpeg;base64,/9j/' + b"A" * 200 + b'">'
    assert clean_files.clean(harmless, "Roof.html") == harmless
    lettered = pdf().replace(b"/Filter/DCTDecode", b"/Filter[/ASCII85Decode /DCTDecode]")
    with pytest.raises(BookError, match="Print it to a new PDF"):
        clean_files.clean(lettered, "Roof.pdf")


def test_a_packed_part_is_read_to_its_end_and_no_further(tmp_path: Path) -> None:
    part = zlib.compress(XMP + bytes(100_000))
    followed = pdf(b"", b"", b"x") + b"stream\n" + part + b"endstream" + bytes(100_000)
    with pytest.raises(BookError, match="holds photos that tell"):
        clean_files.clean(followed, "Roof.pdf")
