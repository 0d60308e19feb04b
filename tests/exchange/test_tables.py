"""Files of other programs are read however they were written, and refused with a sentence when they are no tables."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradesman.book.direction import unturned
from tradesman.book.errors import BookError
from tradesman.exchange import tables

LINES = ["Code{0}Words{0}Price", "A1{0}Tuyau à 15 mm{0}1", "A2{0}“Coude”{0}2"]


def written(folder: Path, content: bytes) -> Path:
    file = folder / "list.csv"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separator_encoding_and_line_ends_are_found_out(
    tmp_path: Path, separator: str, encoding: str, end: str
) -> None:
    text = end.join(line.format(separator) for line in LINES)
    table = tables.read(written(tmp_path, text.encode(encoding)))
    assert table.heading == ("Code", "Words", "Price")
    assert table.rows == ((2, ("A1", "Tuyau à 15 mm", "1")), (3, ("A2", "“Coude”", "2")))
    assert table.separator == separator
    assert table.sample(1) == "Tuyau à 15 mm"


def test_a_spreadsheet_may_name_the_separator(tmp_path: Path) -> None:
    table = tables.read(written(tmp_path, b"sep=^\nCode^Words, all\nA1^Pipe\n"))
    assert (table.separator, table.heading) == ("^", ("Code", "Words, all"))


def test_what_stands_above_the_heading_is_passed_over(tmp_path: Path) -> None:
    table = tables.read(written(tmp_path, b"Prices 2027\n\n,,\nCode,,Price\nA1,Pipe,1\n,,\nA2,Elbow,2,surplus\n"))
    assert table.heading == ("Code", "Column 2", "Price", "Column 4")
    assert [row for _line, row in table.rows] == [("A1", "Pipe", "1"), ("A2", "Elbow", "2", "surplus")]
    assert table.sample(3) == "surplus"
    stamped = tables.read(written(tmp_path, b"12 Nov 2026,\n20.11,\nCode,Words,Price\nA1,Pipe,1\n"))
    assert stamped.heading == ("Code", "Words", "Price")


def test_without_a_heading_the_columns_are_numbered(tmp_path: Path) -> None:
    table = tables.read(written(tmp_path, b"A1,Pipe,1.50\nA2,Elbow,2.00\n"))
    assert table.heading == ("Column 1", "Column 2", "Column 3")
    assert len(table.rows) == 2


def test_cells_may_hold_line_breaks_quotation_marks_and_zeros(tmp_path: Path) -> None:
    table = tables.read(written(tmp_path, b'Code,Words\nA1,"Pipe\n15 mm, ""soft"""\nA\x002,x\n'))
    assert table.rows == ((3, ("A1", 'Pipe\n15 mm, "soft"')), (4, ("A2", "x")))


def test_one_column_is_a_table_too(tmp_path: Path) -> None:
    table = tables.read(written(tmp_path, b"Words\nPipe\nElbow\n"))
    assert (table.heading, len(table.rows)) == (("Words",), 2)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "nothing in list.csv"),
        (b"\n \n,,\n", "nothing in list.csv"),
        (b"\x00" * 50, "nothing in list.csv"),
        (b'Code,Words\nA1,"' + b"x" * 140_000, "quotation mark is not closed"),
    ],
)
def test_what_is_no_table_is_said(tmp_path: Path, content: bytes, fault: str) -> None:
    with pytest.raises(BookError, match=fault):
        tables.read(written(tmp_path, content))


def test_what_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BookError, match="is not a file"):
        tables.read(tmp_path)
    file = written(tmp_path, b"Code,Words\n")
    monkeypatch.setattr(tables, "MOST_BYTES", 5)
    with pytest.raises(BookError, match="too large"):
        tables.read(file)

    def refuse(_self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.undo()
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(BookError, match="could not be read: Permission denied"):
        tables.read(file)


@settings(derandomize=True, deadline=None, max_examples=300, database=None)
@given(st.binary(max_size=300))
def test_no_file_is_too_strange(content: bytes) -> None:
    text, _encoding = tables._decoded(content)
    assert "\0" not in text
    assert "\r" not in text


@settings(derandomize=True, deadline=None, max_examples=500, database=None)
@given(st.text(max_size=20) | st.from_regex(r"['=+@\-\t]{0,4}[a-z]?", fullmatch=True))
def test_a_harmless_text_is_no_formula_and_read_back_as_it_was(text: str) -> None:
    safe = tables.harmless(text)
    assert tables.plain(safe) == unturned(text)
    assert not tables.FORMULA.match(safe)


def test_a_file_is_written_for_spreadsheets_and_none_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    assert tables.write(file, ["Code", "Words"], iter([["A1", "é, ö"], ["A2", "\ud800"]])) == 2
    assert file.read_bytes() == '\ufeffCode,Words\r\nA1,"é, ö"\r\nA2,?\r\n'.encode()
    with pytest.raises(BookError, match="There is something at"):
        tables.write(file, [], [])
    assert tables.read(file).rows[0] == (2, ("A1", "é, ö"))
