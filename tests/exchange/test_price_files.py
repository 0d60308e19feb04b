"""The price book as a file: round trip, suppliers' lists, and rows that are set aside with their sentence."""

import csv
import io
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.store import Book, Session
from tradesman.exchange import price_columns, price_files, price_imports, tables
from tradesman.exchange.price_files import Fate, Judged, Reading
from tradesman.exchange.price_imports import Brought
from tradesman.services import kits, prices
from tradesman.services.price_index import PriceRow
from tradesman.services.progress import Progress


@pytest.fixture
def owner(book: Book, now: Any) -> Owner:
    return Owner(book, now)


def stocked(session: Session) -> None:
    """Items with everything that could go wrong in a file, and kits of kits."""
    tap = prices.add(session, '=HYPERLINK("http://x")', 1_234, code="+T1", cost_minor=500, supplier="Pipe & Joint")
    pipe = prices.add(session, "Café; \\pipe * 2", -500, unit="m²", tax_bp=550)
    prices.add(session, "'quoted", 0, code="-7", unit="@", supplier="'=x")
    prices.add(session, "x" * 500, 10**12, code="LONG")
    session.flush()
    basin = kits.make(session, "Basin", [(tap.id, 1_000), (pipe.id, 2_500)], code="K;1")
    session.flush()
    kits.make(session, "Bathroom", [(basin.id, 2_000), (tap.id, 333)])


def contents(owner: Owner) -> list[tuple[Any, ...]]:
    """Everything but the ids."""
    rows = owner.ask(prices.find, "", 1_000)
    names = {row.id: row.words for row in rows}
    return [(*row[1:8], tuple((names[item_id], quantity) for item_id, quantity in row.parts)) for row in rows]


def judged(owner: Owner, file: Path, supplier: str = "") -> list[Judged]:
    table = tables.read(file)
    mapping = price_columns.mapped(table)
    reading = Reading(mapping, price_columns.writes_commas(table, mapping), supplier)
    return price_files.judge(table, reading, owner.ask(price_files.known))


def brought(owner: Owner, file: Path, **rest: Any) -> Brought:
    return owner.do(price_imports.take_in, judged(owner, file, **rest))


def listed(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "list.csv"
    file.write_text(text, encoding, newline="")
    return file


# Out and in again


def test_our_own_file_is_read_again_unchanged(owner: Owner, tmp_path: Path) -> None:
    owner.do(stocked)
    before, file = contents(owner), tmp_path / "prices.csv"
    assert owner.ask(price_files.export, file) == 6
    assert {row.fate for row in judged(owner, file)} == {Fate.SAME}
    assert brought(owner, file) == Brought(0, 0)
    for row in sorted(owner.ask(prices.find, ""), key=lambda row: ("Bathroom", "Basin", row.words).index(row.words)):
        owner.do(prices.remove, row.id)  # what is part of something goes after it
    assert brought(owner, file) == Brought(6, 0)
    assert contents(owner) == before
    owner.undo()
    assert contents(owner) == []


def test_no_cell_of_the_file_is_a_formula(owner: Owner, tmp_path: Path) -> None:
    owner.do(stocked)
    file = tmp_path / "prices.csv"
    owner.ask(price_files.export, file)
    heading, *rows = csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline=""))
    assert heading == ["Code", "Words", "Unit", "Cost", "Price", "Tax %", "Supplier", "Parts"]
    for row in rows:
        assert not any(cell[:1] in "=+-@" and cell for cell in (*row[:3], *row[5:]))
        assert float(row[4]) == float(row[4])  # an amount, a negative one too, is a plain number
    assert ["'+T1", '\'=HYPERLINK("http://x")', "", "5.00", "12.34", "", "Pipe & Joint", ""] in rows
    assert ["", "Bathroom", "", "11.67", "3.79", "", "", "2 * K\\;1; 0.333 * +T1"] in rows


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
items = st.lists(
    st.tuples(
        texts, texts, texts, st.integers(-(10**9), 10**12), st.integers(0, 10**6), st.none() | st.integers(0, 10_000)
    ),
    max_size=6,
)


@settings(
    derandomize=True,
    deadline=None,
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(items)
def test_whatever_is_in_the_book_comes_back(owner: Owner, tmp_path: Path, rows: list[tuple[Any, ...]]) -> None:
    for row in owner.ask(prices.find, "", 1_000):
        owner.do(prices.remove, row.id)
    for words, code, supplier, price, cost, tax in rows:
        fields = {"code": code, "supplier": supplier, "cost_minor": cost, "tax_bp": tax}
        known = {prices.clean(row.code).lower() for row in owner.ask(prices.find, "", 1_000)}
        twins = {(row.words.lower(), row.supplier.lower()) for row in owner.ask(prices.find, "", 1_000) if not row.code}
        new = prices.clean(code).lower()
        twin = not new and (prices.clean(words).lower(), prices.clean(supplier).lower()) in twins
        if prices.clean(words) and not twin and (not new or new not in known):
            owner.do(prices.add, words, price, **fields)
    file = tmp_path / "prices.csv"
    file.unlink(missing_ok=True)
    owner.ask(price_files.export, file)
    assert {row.fate for row in judged(owner, file)} <= {Fate.SAME} or not contents(owner)


# A supplier's list


def test_a_suppliers_list_changes_what_is_there_and_adds_what_is_not(owner: Owner, tmp_path: Path) -> None:
    owner.do(prices.add, "Pipe, 15 mm", 2_000, code="A1", cost_minor=1_000, supplier="Müller", unit="m", tax_bp=500)
    owner.do(prices.add, "My own", 5_000, code="MINE")
    file = listed(
        tmp_path,
        "Großhandel 2027;;;\r\nArt.-Nr.;Bezeichnung;EK;VK\r\na1;;1.234,50;2.500,00\r\nA2;Bogen;;3,10\r\n",
        "cp1252",
    )
    assert brought(owner, file, supplier="Müller") == Brought(1, 1)
    assert contents(owner) == [
        ("A2", "Bogen", "", 0, 310, None, "Müller", ()),
        ("MINE", "My own", "", 0, 5_000, None, "", ()),
        ("a1", "Pipe, 15 mm", "m", 123_450, 250_000, 500, "Müller", ()),
    ]
    owner.undo()
    assert [row[1] for row in contents(owner)] == ["My own", "Pipe, 15 mm"]


def test_columns_that_are_not_there_leave_what_is_known(owner: Owner, tmp_path: Path) -> None:
    owner.do(prices.add, "Pipe", 2_000, code="A1", cost_minor=1_000, supplier="Müller")
    file = listed(tmp_path, "SKU,Trade price,Unit\nA1,11.50,\nA9,5,m\n")
    rows = judged(owner, file)
    assert [(row.fate, row.fields, row.fault) for row in rows] == [
        (Fate.CHANGED, {"cost_minor": 1_150}, ""),
        (Fate.FAULTY, {"code": "A9", "words": ""}, "This item is new, and the file has no words for it."),
    ]
    owner.do(price_imports.take_in, rows)
    assert contents(owner) == [("A1", "Pipe", "", 1_150, 2_000, None, "Müller", ())]


def test_a_kit_keeps_its_own_worth(owner: Owner, tmp_path: Path) -> None:
    owner.do(stocked)
    rows = judged(owner, listed(tmp_path, "Code,Words,Price\nK;1,Basin and tap,99\n"))
    assert [(row.fate, row.fields) for row in rows] == [(Fate.CHANGED, {"words": "Basin and tap"})]
    owner.do(price_imports.take_in, rows)
    (basin,) = owner.ask(prices.find, "Basin and tap")
    assert (basin.is_kit, basin.price_minor) == (True, -16)


def test_parts_of_a_kit_are_changed_and_an_item_becomes_a_kit(owner: Owner, tmp_path: Path) -> None:
    owner.do(stocked)
    owner.do(prices.add, "Screw", 10, code="S")
    heading = ",".join(price_columns.HEADING)
    text = f'{heading}\nK;1,Basin,,0,0,,,"4 * S"\nNEW,New kit,,,,,,"2*K;1"\n'
    text += 'N2,Second,,,,,,"2*K\\;1; S"\nS2,Screws,,,,,,100 * s\n'
    rows = judged(owner, listed(tmp_path, text))
    assert [row.fault for row in rows] == ["", "K is neither in the book nor in this file.", "", ""]
    assert owner.do(price_imports.take_in, rows) == Brought(2, 1)
    worth = {row[1]: (row[4], row[7]) for row in contents(owner)}
    assert worth["Basin"] == (40, (("Screw", 4_000),))
    assert worth["Second"] == (90, (("Basin", 2_000), ("Screw", 1_000)))
    assert worth["Screws"] == (1_000, (("Screw", 100_000),))


def test_what_is_wrong_is_said_row_by_row(owner: Owner, tmp_path: Path) -> None:
    owner.do(stocked)
    rows = [
        (",,,,,,,", None),
        ("B1,,,1,2,,,", "The words are missing."),
        (",,,1,2,,x,", "The words are missing."),
        ("B2,Pipe,,1,,,,", "The price is missing."),
        ('B3,Pipe,,1,"1,25",,,', "“1,25” is no amount."),
        ("B4,Pipe,,free,2,,,", "“free” is no amount."),
        ("B5,Pipe,,1,99999999999999,,,", "This amount is too large for the book."),
        (f"B6,{'x' * 1001},,1,2,,,", "These words are too long: 1000 letters at most."),
        ("B7,Pipe,,1,2,abc,,", "“abc” is no tax rate between 0 and 100 %."),
        ("B7,Pipe,,1,2,101,,", "“101” is no tax rate between 0 and 100 %."),
        ("B7,Pipe,,1,2,5.555,,", "“5.555” is no tax rate between 0 and 100 %."),
        ("B7,Pipe,,1,2,nan,,", "“nan” is no tax rate between 0 and 100 %."),
        ('B8,Pipe,,1,-2,"5,5 %",,', ""),
        ("b8,Pipe,,1,2,,,", "This item stands in line 14 already."),
        (",Pipe,,1,2,,Müller,", ""),
        (",PIPE,,1,2,,müller,", "This item stands in line 16 already."),
        ("B9,Kit,,,,,,x * B8", "“x * B8” is no part of a kit. Write 2 * CODE."),
        ("B9,Kit,,,,,,0 * B8", "“0 * B8” is no part of a kit. Write 2 * CODE."),
        ("B9,Kit,,,,,,1 * B99", "B99 is neither in the book nor in this file."),
        ("C1,Kit,,,,,,1 * C2", "A kit cannot be part of itself."),
        ("C2,Kit,,,,,,1 * C1", "A kit cannot be part of itself."),
        ("B10,\x00,,1,2,,,", "The words are missing."),
        ('B11,"Pipe, ""\x00soft""",,1,2', ""),
    ]
    heading = ",".join(price_columns.HEADING)
    found = judged(owner, listed(tmp_path, "\n".join([heading, *(text for text, _fault in rows)])))
    assert [row.fault for row in found] == [fault for _text, fault in rows if fault is not None]
    assert owner.do(price_imports.take_in, found) == Brought(3, 0)
    assert [row.words for row in owner.ask(prices.find, "soft")] == ['Pipe, "soft"']


def test_rows_that_are_set_aside_are_saved_corrected_and_read_again(owner: Owner, tmp_path: Path) -> None:
    file = listed(tmp_path, "Code;Words;Price\nA1;=1+1;\nA2;Pipe;2\nA3\n")
    rows, table = judged(owner, file), tables.read(file)
    owner.do(price_imports.take_in, rows)
    out = tmp_path / "to check.csv"
    assert price_files.save_faults(out, table, rows) == 2
    assert out.read_text("utf-8-sig").splitlines() == [
        "Code,Words,Price,What is wrong",
        "A1,'=1+1,,The price is missing.",
        'A3,,,"This item is new, and the file has no words for it."',
    ]
    out.write_text(out.read_text("utf-8-sig").replace("=1+1,,", "=1+1,5.00,"), "utf-8")
    assert brought(owner, out) == Brought(1, 0)
    assert [row[1] for row in contents(owner)] == ["=1+1", "Pipe"]


def test_an_import_can_be_stopped_and_what_is_done_is_kept(
    owner: Owner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(price_imports, "_AT_ONCE", 2)
    rows = judged(owner, listed(tmp_path, "Code,Words,Price\n" + "".join(f"A{n},Pipe,1\n" for n in range(7))))

    class Impatient(Progress):
        @property
        def stopped(self) -> bool:
            return self.done >= 4

    progress = Impatient()
    assert owner.do(price_imports.take_in, rows, progress) == Brought(4, 0, 3)
    assert (progress.done, progress.total) == (4, 7)
    assert len(contents(owner)) == 4
    owner.undo()
    assert contents(owner) == []


def test_an_item_that_is_gone_meanwhile_stops_the_import(owner: Owner, tmp_path: Path) -> None:
    item = owner.do(prices.add, "Pipe", 1, code="A1")
    rows = judged(owner, listed(tmp_path, "Code,Words,Price\nA0,New,1\nA1,Pipe,2\n"))
    owner.do(prices.remove, item.id)
    with pytest.raises(BookError, match="no longer in the book"):
        owner.do(price_imports.take_in, rows)
    assert contents(owner) == []


def test_an_existing_file_is_left_alone(owner: Owner, tmp_path: Path) -> None:
    file = listed(tmp_path, "mine")
    with pytest.raises(BookError, match="It was not touched"):
        owner.ask(price_files.export, file)
    assert file.read_text() == "mine"


def test_a_part_is_named_by_its_code_or_by_its_words() -> None:
    row = PriceRow(UUID(int=1), "", "Pipe", "", 0, 1, None, "")
    assert price_files.name_of(row) == '"Pipe"'
    assert price_files.name_of(row._replace(code="A1")) == "A1"
