"""Tables from other programs and for them: how a file is written is found out when it is read.

CSV in UTF-8, UTF-16 or Windows-1252, separated by commas, semicolons, tabs or bars, with a heading or without.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tradesman.book import private_file
from tradesman.book.direction import unturned
from tradesman.book.errors import BookError

# Rule: OWASP, CSV injection, with the full-width forms that spreadsheets read alike.
FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")
MOST_BYTES = 200_000_000
MOST_COLUMNS = 200
_SEPARATORS = ",;\t|^~"
_LOOKED_AT = 30  # rows by which separator and heading are found
_NUMBER = re.compile(r"[^\d\n]{0,4}\d[\d.,' \u00a0\u202f]*[^\d\n]{0,4}")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True)
class Table:
    """A file's heading and its rows, each with the number of its line, and how the file was written."""

    heading: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    separator: str
    encoding: str

    def sample(self, column: int) -> str:
        """The first thing that stands in a column."""
        cells = (row[column].strip() for _line, row in self.rows if column < len(row))
        return next((cell for cell in cells if cell), "")


def read(file: Path) -> Table:
    """A file as a table; BookError when it cannot be read, is no table, or is larger than any price list."""
    text, encoding = _decoded(_content(file))
    first, separator = text.partition("\n")[0].strip().lower(), ""
    if first.startswith("sep=") and len(first) == 5:  # how a spreadsheet is told the separator
        separator, text = first[4], text.partition("\n")[2]
    separator = separator or _separator(text)
    told = list(_rows(text, separator))
    if not told:
        raise BookError(f"There is nothing in {file.name}. Nothing was read.")
    place = _heading_place([row for _line, row in told[:_LOOKED_AT]])
    width = max(len(row) for _line, row in told[:_LOOKED_AT])
    if place is None:
        heading, rows = [f"Column {number}" for number in range(1, width + 1)], told
    else:
        names = [*told[place][1], *([""] * (width - len(told[place][1])))]
        heading = [name.strip() or f"Column {number}" for number, name in enumerate(names, 1)]
        rows = told[place + 1 :]
    return Table(tuple(heading[:MOST_COLUMNS]), tuple(rows), separator, encoding)


def _content(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise BookError(f"{file} is not a file. Nothing was read. Choose another one.")
        if file.stat().st_size > MOST_BYTES:
            raise BookError(f"{file.name} is too large for a table. Nothing was read. Divide it into parts.")
        return file.read_bytes()
    except OSError as error:
        raise BookError(f"{file.name} could not be read: {error.strerror}. Nothing was changed.") from error


def _decoded(content: bytes) -> tuple[str, str]:
    """The text of a file and its encoding; what is neither UTF-8 nor UTF-16 is read as Windows writes."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "") or _unmarked(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        encoding = "cp1252" if encoding in ("utf-8", "utf-8-sig") else encoding
        text = content.decode(encoding, errors="replace")
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n"), encoding


def _unmarked(content: bytes) -> str:
    """UTF-16 without its mark has a zero in every second byte; in other texts there is none."""
    start = content[:4000]
    zeros = start[1::2].count(0), start[::2].count(0)
    if max(zeros) * 3 > len(start) // 2:
        return "utf-16-le" if zeros[0] > zeros[1] else "utf-16-be"
    return "utf-8"


def _separator(text: str) -> str:
    """The one that cuts the first rows into the most columns, the same number in most of them."""

    def worth(separator: str) -> tuple[int, int]:
        try:
            counts = [len(row) for _line, row in islice(_rows(text, separator), _LOOKED_AT)]
        except BookError:
            return 0, 0
        usual = max(counts, key=counts.count, default=1)
        return (counts.count(usual), usual) if usual > 1 else (0, 0)

    return max(_SEPARATORS, key=worth)


def _rows(text: str, separator: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every row in which something stands, with the line on which it ends."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, tuple(row)
    except csv.Error as error:
        line = reader.line_num
        raise BookError(f"From line {line} on this is no table: a quotation mark is not closed.") from error


def _heading_place(rows: list[tuple[str, ...]]) -> int | None:
    """Which row is the heading: the first as wide as the table in which no number stands; None without one."""
    widths = [sum(bool(cell.strip()) for cell in row) for row in rows]
    wide = max(widths)
    for place, row in enumerate(rows):
        if any(_NUMBER.fullmatch(cell.strip()) for cell in row):
            return None if widths[place] * 2 >= wide else _after(rows, place)
        if widths[place] * 2 >= wide:
            return place
    return 0


def _after(rows: list[tuple[str, ...]], place: int) -> int | None:
    below = _heading_place(rows[place + 1 :]) if rows[place + 1 :] else None
    return None if below is None else place + 1 + below


# Writing


def harmless(text: str) -> str:
    """A text that a spreadsheet cannot take for a formula, and that turns no words round; `plain` gives it back.

    One that begins with an apostrophe gets another, so that what was read is what was written.
    """
    text = unturned(text)
    return f"'{text}" if FORMULA.match(text) or text.startswith("'") else text


def plain(text: str) -> str:
    """A text as it was before `harmless`."""
    return text[1:] if text.startswith("'") and (text[1:2] == "'" or FORMULA.match(text[1:])) else text


def write(file: Path, heading: list[str], rows: Iterable[list[str]]) -> int:
    """Writes a new CSV file that spreadsheets know by its mark; gives how many rows.

    BookError for a file that is there already, and when the disk refuses.
    """
    if file.exists():
        raise BookError(f"There is something at {file} already. It was not touched. Choose another name.")
    count = 0
    with private_file.appearing(file) as handle:
        text = io.TextIOWrapper(handle, "utf-8-sig", newline="", errors="replace")
        writer = csv.writer(text)
        writer.writerow(heading)
        for row in rows:
            writer.writerow(row)
            count += 1
        text.detach()
    return count
