"""What leaves the book is what consent allows, whole, private, and harmless in a spreadsheet."""

import csv
import io
import json
import os
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.said_tables import read_back
from tradesman.book import driver, store
from tradesman.book.customer import ContactKind, Whereabouts
from tradesman.book.direction import unturned
from tradesman.book.entity import clean
from tradesman.book.errors import BookError
from tradesman.book.store import Book
from tradesman.exchange import exports, tables
from tradesman.exchange.exports import Exported, Format
from tradesman.services import customers
from tradesman.services.testimonials import Shown

steady = settings(derandomize=True, deadline=None, max_examples=300, database=None)


def export(book: Book, now: datetime, write: Callable[..., Exported], out: Path) -> Exported:
    with book.read(now) as session:
        return write(session, out, Format(out.suffix[1:]))


def table(out: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.fixture
def full(book: Book, now: datetime) -> Book:
    """A book with customers."""
    with book.write("Add", now) as session:
        ann = customers.add(
            session, "Ann Mary Field", phone="+44 7700 900123", email="ann@example.org", address="1 Elm Road"
        )
        customers.add_contact(session, ann.id, ContactKind.PHONE, "(01632) 960-001")
        evil = customers.add(session, '=HYPERLINK("http://example.org")', phone="=1+1", good_to_know="-2\n3; “ü”")
        customers.set_do_not_contact(session, evil.id, leave_alone=True)
        customers.set_whereabouts(session, evil.id, Whereabouts.MOVED)
    return book


# Testimonials, and the way back


LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
FORMULAS = st.sampled_from(
    ["=1+1", "'=1+1", "''", "'", "＝1", "\t=1", "\r\n", " +1", "a\r\nb", '"', ";", "-", "@x", "\ufeff", "yes", "שרה"]
)
TEXTS = (LETTERS | FORMULAS).map(clean)  # as the book holds them
SHOWN = st.builds(
    Shown,
    words=TEXTS,
    shortened=st.booleans(),
    name=TEXTS,
    place=TEXTS,
    job=TEXTS,
    said_on=st.dates(),
    incentive=TEXTS,
    places=st.sampled_from([("website",), ("print", "social"), ("website", "print", "social")]),
    language=st.sampled_from(["", "de"]),
)


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@steady
@given(found=st.lists(SHOWN, max_size=3))
def test_a_table_of_testimonials_reads_back_as_it_was_and_holds_no_formula(beside: Path, found: list[Shown]) -> None:
    out = beside / "words.csv"
    exports.testimonials(out, Format.CSV, found)
    assert read_back(out) == found
    for row in table(out):
        for cell in row.values():
            assert not cell.strip().startswith(tuple("=+-@＝＋－＠"))
            assert not cell.startswith(tuple("\t\r\n"))


# Customers


def test_every_customer_is_exported_as_written(full: Book, tmp_path: Path, now: datetime) -> None:
    assert export(full, now, exports.customers, tmp_path / "out.json") == Exported(2)
    evil, ann = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert evil["name"] == '=HYPERLINK("http://example.org")'
    assert (evil["do_not_contact"], evil["whereabouts"]) == (True, "moved")
    assert ann == {
        "name": "Ann Mary Field",
        "greeting": "",
        "phones": ["+44 7700 900123", "(01632) 960-001"],
        "emails": ["ann@example.org"],
        "addresses": ["1 Elm Road"],
        "good_to_know": "",
        "source": "",
        "do_not_contact": False,
        "whereabouts": "here",
        "since": "2026-11-20T10:00:00+00:00",
    }


def test_no_cell_is_a_formula_and_a_phone_number_stays_one(full: Book, tmp_path: Path, now: datetime) -> None:
    export(full, now, exports.customers, tmp_path / "out.csv")
    evil, ann = table(tmp_path / "out.csv")
    assert evil["name"].startswith("'=HYPERLINK")
    assert evil["phones"] == "'=1+1"
    assert evil["good_to_know"] == "'-2\n3; “ü”"
    assert ann["phones"] == "+44 7700 900123; (01632) 960-001"
    assert ann["do_not_contact"] == "no"


@steady
@given(key=st.sampled_from(["name", "phones", "words"]), text=st.text(max_size=30))
def test_no_text_at_all_becomes_a_formula(key: str, text: str) -> None:
    cell = exports._cell(key, text)
    harmless = key == "phones" and set(cell) <= set("0123456789 ()/.-+;")
    assert harmless or not cell.strip().startswith(tuple("=+-@＝＋－＠"))
    assert harmless or not cell.startswith(tuple("\t\r\n"))
    assert harmless or tables.plain(cell) == unturned(text.replace("\0", ""))


def test_many_customers_are_exported_once_each_by_name(book: Book, tmp_path: Path, now: datetime) -> None:
    with book.write("Add", now) as session:
        for number in range(10):
            customers.add(session, f"{'Cc' if number % 2 else 'cC'} {number}")
    assert export(book, now, exports.customers, tmp_path / "out.csv").written == 10
    assert [row["name"][3:] for row in table(tmp_path / "out.csv")] == [str(number) for number in range(10)]


def test_what_an_older_book_holds_turns_no_row_round(full: Book, tmp_path: Path, now: datetime) -> None:
    """Until signs that turn words round were left out of the book they could get into it."""
    older = "Ann \u202eMary\u2067 Field"
    with driver.sqlite.connect(full.folder / store.DATABASE) as raw:
        raw.execute("UPDATE customer SET name = ?, good_to_know = ? WHERE name LIKE 'Ann%'", (older, "\u202e=1+1"))
    raw.close()
    for kind in Format:
        export(full, now, exports.customers, tmp_path / f"out.{kind}")
        assert unturned(written := (tmp_path / f"out.{kind}").read_text("utf-8-sig")) == written
    ann = next(row for row in table(tmp_path / "out.csv") if row["name"].startswith("Ann"))
    assert (ann["name"], ann["good_to_know"]) == ("Ann Mary Field", "'=1+1")
    assert older in [row["name"] for row in json.loads((tmp_path / "out.json").read_text("utf-8"))]


# The file itself


def test_an_export_replaces_an_older_one_in_one_move(full: Book, tmp_path: Path, now: datetime) -> None:
    out = tmp_path / "out.csv"
    out.write_text("\ufeffname,greeting\nold")
    before = os.umask(0)
    export(full, now, exports.customers, out)
    os.umask(before)
    assert len(table(out)) == 2
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["out.csv"]
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600


OTHERS = {
    "a database": b"SQLite format 3\0" + b"x" * 200,
    "a backup": b"PK\x03\x04",
    "words": b"old",
    "a table of another kind": b"\xef\xbb\xbfwords,shortened,name\r\n",
    "a table without its mark": b"name,greeting\r\n",
    "settings": b'{"name": 1}',
    "a list of another kind": b'[\n {\n  "words": "x"\n }\n]\n',
}


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("content", OTHERS.values(), ids=OTHERS.keys())
def test_an_export_takes_the_place_of_nothing_but_an_export(
    full: Book, tmp_path: Path, now: datetime, content: bytes, form: str
) -> None:
    out = tmp_path / f"out.{form}"
    out.write_bytes(content)
    with pytest.raises(BookError, match=r"is there already and no earlier export\. It was not touched\. Choose"):
        export(full, now, exports.customers, out)
    assert out.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [out.name]


def test_an_export_into_json_may_be_repeated(full: Book, tmp_path: Path, now: datetime) -> None:
    out = tmp_path / "out.json"
    for before in ("", "[\n]\n"):  # an empty list as it is written here
        out.write_text(before)
        assert export(full, now, exports.customers, out) == export(full, now, exports.customers, out)


@pytest.mark.parametrize("name", ["book.sqlite", "out.csv", "photos/out.csv"])
def test_nothing_is_exported_into_the_folder_of_a_book(full: Book, now: datetime, name: str) -> None:
    before = {path: path.read_bytes() for path in full.folder.rglob("*") if path.is_file()}
    with pytest.raises(BookError, match=r"inside the book at .* Nothing was written\. Choose"), full.read(now) as look:
        exports.customers(look, full.folder / name, Format.CSV)
    assert {path: path.read_bytes() for path in full.folder.rglob("*") if path.is_file()} == before


def test_a_slow_stick_holds_up_nobody_who_writes_to_the_book(
    full: Book, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "BUSY_MS", 20)
    synced = []

    def slow(_handle: int) -> None:
        with full.write("Meanwhile", now) as session:
            synced.append(customers.add(session, "Dan Ford").id)

    monkeypatch.setattr(os, "fsync", slow)
    export(full, now, exports.customers, tmp_path / "out.csv")
    assert synced


def test_a_link_in_the_place_of_the_file_is_not_followed(full: Book, tmp_path: Path, now: datetime) -> None:
    (tmp_path / "precious").write_text("mine")
    out = tmp_path / "out.csv"
    out.symlink_to(tmp_path / "precious")
    with pytest.raises(BookError, match=r"not an ordinary file\. It was not touched"):
        export(full, now, exports.customers, out)
    assert (tmp_path / "precious").read_text() == "mine"
    assert out.is_symlink()


def test_a_folder_in_the_place_of_the_file_is_left_alone(full: Book, tmp_path: Path, now: datetime) -> None:
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(BookError, match="not an ordinary file"):
        export(full, now, exports.customers, tmp_path / "out.csv")


def test_an_export_that_fails_keeps_the_older_one(
    full: Book, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    out = tmp_path / "out.csv"
    out.touch()
    export(full, now, exports.customers, out)
    older = out.read_bytes()
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(BookError, match=r"out\.csv could not be written: No space left .* Nothing was left behind"):
        export(full, now, exports.customers, out)
    assert out.read_bytes() == older
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.csv"]


def test_a_folder_that_is_not_there_is_named(full: Book, tmp_path: Path, now: datetime) -> None:
    with pytest.raises(BookError, match="could not be written: No such file"):
        export(full, now, exports.customers, tmp_path / "gone" / "out.csv")
