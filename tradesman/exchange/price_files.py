"""The price book as a CSV file: written whole, and read again unchanged; the price lists of suppliers too.

What a row of a file would do is found out before anything is written: `judge` looks, `take_in` does.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from tradesman.book import money
from tradesman.book.store import Session
from tradesman.exchange import tables
from tradesman.exchange.price_columns import HEADING, Column, Mapping, is_own, read_amount
from tradesman.exchange.tables import Table
from tradesman.services import businesses, price_index, prices
from tradesman.services.price_index import PriceRow

FAULT_HEADING = "What is wrong"
_TOKEN = re.compile(r"(?:\\.|[^;\\])+")
Reference = tuple[str, int]  # a code, or words in quotation marks, and how much of it in thousandths


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAULTY = "faulty"


class Judged(NamedTuple):
    """A row of a file and what it would do: the fields it sets, of which item; or why it is set aside."""

    line: int
    fate: Fate
    fields: dict[str, Any]
    item_id: UUID | None = None
    parts: tuple[Reference, ...] = ()
    fault: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """The items that are in the book, by their keys, and how parts of kits are named."""

    digits: int
    rows: dict[str, PriceRow]
    names: dict[UUID, str]


@dataclass(frozen=True)
class Reading:
    """How a file is to be read: what its columns hold, how decimals are written, who supplies what says no supplier."""

    mapping: Mapping
    comma: bool = False
    supplier: str = ""


# Out


def export(session: Session, file: Path) -> int:
    """Writes every item and kit into a new file; gives how many; BookError for one that is there already."""
    digits = money.digits(businesses.current(session).currency)
    index = price_index.of(session)
    names = {row.id: name_of(row) for row in index.rows}
    return tables.write(file, list(HEADING), (_written(row, names, digits) for row in index.rows))


def _written(row: PriceRow, names: dict[UUID, str], digits: int) -> list[str]:
    cost, price = (f"{money.from_minor(minor, digits):f}" for minor in (row.cost_minor, row.price_minor))
    tax = "" if row.tax_bp is None else _figure(Decimal(row.tax_bp) / 100)
    code, words, unit, supplier = (tables.harmless(text) for text in (row.code, row.words, row.unit, row.supplier))
    parts = "; ".join(f"{_figure(Decimal(part[1]) / 1000)} * {_escaped(names[part[0]])}" for part in row.parts)
    return [code, words, unit, cost, price, tax, supplier, tables.harmless(parts)]


def name_of(row: PriceRow) -> str:
    """How a part of a kit is named in a file: by its code, or by its words in quotation marks."""
    return row.code or f'"{row.words}"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;")


def _figure(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def save_faults(file: Path, table: Table, judged: Iterable[Judged]) -> int:
    """Writes the rows that were set aside, each with its sentence, to be corrected and read again."""
    rows = ([*map(tables.harmless, _even(one.cells, table)), one.fault] for one in judged if one.fate == Fate.FAULTY)
    return tables.write(file, [*table.heading, FAULT_HEADING], rows)


def _even(cells: Sequence[str], table: Table) -> list[str]:
    width = len(table.heading)
    return [*cells[:width], *[""] * (width - len(cells))]


# In: what each row would do


def known(session: Session) -> Known:
    """What the book has, for the rows of a file to be held against."""
    rows = price_index.of(session).rows
    digits = money.digits(businesses.current(session).currency)
    by_key: dict[str, PriceRow] = {}
    for row in rows:
        by_key.setdefault(_key(row.code, row.words, row.supplier), row)
    return Known(digits, by_key, {row.id: name_of(row) for row in rows})


def _key(code: str, words: str, supplier: str) -> str:
    """An item is known by its code; without one by its words and its supplier."""
    return code.lower() if code else f"\n{words.lower()}\n{supplier.lower()}"


def judge(table: Table, reading: Reading, book: Known) -> list[Judged]:
    """What every row of a file would do; a row with a fault does nothing and says why."""
    judge_one = _Judge(table, reading, book)
    judged = [judge_one.row(line, cells) for line, cells in table.rows]
    kits = {one.line: one for one in judged if one.parts and one.fate != Fate.FAULTY}
    if not kits:
        return judged
    faults = judge_one.faults_of_kits(list(kits.values()))
    return [
        one._replace(fate=Fate.FAULTY, fault=faults[one.line]) if one.line in faults and one.line in kits else one
        for one in judged
    ]


class _Judge:
    """Holds one row after the other against the book and against the rows before it."""

    def __init__(self, table: Table, reading: Reading, book: Known) -> None:
        self._table, self._reading, self._book = table, reading, book
        self._own = is_own(table)
        self._seen: dict[str, int] = {}

    def row(self, line: int, cells: tuple[str, ...]) -> Judged:
        """What one row would do."""
        told: dict[Column, str] = {}
        for column, cell in zip(self._reading.mapping, cells, strict=False):
            text = prices.clean(tables.plain(cell.strip()))
            # Where a supplier says nothing, what the book knows stays; in a file of our own, nothing is meant.
            if column is not None and (text or self._own or column == Column.PRICE):
                told[column] = text
        try:
            fields, parts = self._fields(told)
            found, key = self._found(fields)
            if key in self._seen:
                raise ValueError(f"This item stands in line {self._seen[key]} already.")  # noqa: TRY301  said with the others
            self._check_new(fields, parts, found)
        except ValueError as fault:
            named = {key.value: told.get(key, "") for key in (Column.CODE, Column.WORDS)}
            return Judged(line, Fate.FAULTY, named, fault=str(fault), cells=cells)
        self._seen[key] = line
        if found is None:
            return Judged(line, Fate.NEW, fields, parts=parts)
        if parts or found.is_kit:
            fields = {key: value for key, value in fields.items() if key not in ("cost_minor", "price_minor")}
        changes = {key: value for key, value in fields.items() if getattr(found, key) != value}
        same_parts = not parts or self._names(parts) == self._names(self._parts_of(found))
        fate = Fate.SAME if not changes and same_parts else Fate.CHANGED
        return Judged(line, fate, changes, found.id, () if same_parts else parts)

    def _fields(self, told: dict[Column, str]) -> tuple[dict[str, Any], tuple[Reference, ...]]:
        fields: dict[str, Any] = {
            key.value: told[key] for key in (Column.CODE, Column.WORDS, Column.UNIT, Column.SUPPLIER) if key in told
        }
        if self._reading.supplier and not fields.get("supplier"):
            fields["supplier"] = prices.clean(self._reading.supplier)
        if Column.TAX in told:
            fields["tax_bp"] = _tax(told[Column.TAX])
        parts = _parts(told.get(Column.PARTS, ""))
        for column in (Column.COST, Column.PRICE):
            if column in told and not parts:
                fields[f"{column.value}_minor"] = self._amount(column, told[column])
        if not fields.get("code") and not fields.get("words"):
            raise ValueError("The words are missing.")
        if "words" in fields and not fields["words"]:
            raise ValueError("The words are missing.")
        if fault := prices.fault(fields):
            raise ValueError(fault)
        return fields, parts

    def _amount(self, column: Column, text: str) -> int:
        if not text and column == Column.COST:
            return 0
        if not text:
            raise ValueError("The price is missing.")
        minor = read_amount(text, comma=self._reading.comma, digits=self._book.digits)
        if minor is None:
            raise ValueError(f"“{text[:40]}” is no amount.")
        return minor

    def _found(self, fields: dict[str, Any]) -> tuple[PriceRow | None, str]:
        key = _key(fields.get("code", ""), fields.get("words", ""), fields.get("supplier", ""))
        return self._book.rows.get(key), key

    def _check_new(self, fields: dict[str, Any], parts: tuple[Reference, ...], found: PriceRow | None) -> None:
        if found is not None:
            return
        if not fields.get("words"):
            raise ValueError("This item is new, and the file has no words for it.")
        if "price_minor" not in fields and not parts:
            raise ValueError("This item is new, and the file has no price for it.")

    def _parts_of(self, row: PriceRow) -> tuple[Reference, ...]:
        return tuple((self._book.names[item_id], quantity) for item_id, quantity in row.parts)

    def _names(self, parts: tuple[Reference, ...]) -> list[Reference]:
        return [(name.lower(), quantity) for name, quantity in parts]

    def faults_of_kits(self, kits: Sequence[Judged]) -> dict[int, str]:
        """Kits with a part that is nowhere, or that would be in themselves, by their lines."""
        names = {name.lower() for name in self._book.names.values()}
        made_of = {
            name_of(row).lower(): {name.lower() for name, _quantity in self._parts_of(row)}
            for row in self._book.rows.values()
            if row.is_kit
        }
        ids = {row.id: row for row in self._book.rows.values()}
        called: dict[int, str] = {}
        for key, line in self._seen.items():
            called[line] = key if not key.startswith("\n") else f'"{key.split(chr(10))[1]}"'
        names |= set(called.values())
        for kit in kits:
            name = name_of(ids[kit.item_id]).lower() if kit.item_id is not None else called[kit.line]
            called[kit.line] = name
            made_of[name] = {part.lower() for part, _quantity in kit.parts}
        faults = {}
        for kit in kits:
            lost = next((part for part, _quantity in kit.parts if part.lower() not in names), None)
            if lost is not None:
                faults[kit.line] = f"{lost} is neither in the book nor in this file."
            elif _is_in_itself(called[kit.line], made_of):
                faults[kit.line] = "A kit cannot be part of itself."
        return faults


def _is_in_itself(name: str, made_of: dict[str, set[str]]) -> bool:
    seen, fresh = set[str](), set(made_of.get(name, ()))
    while fresh:
        seen |= fresh
        fresh = {part for one in fresh for part in made_of.get(one, ())} - seen
    return name in seen


def _tax(text: str) -> int | None:
    if not text:
        return None
    try:
        percent = Decimal(text.removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        percent = Decimal(-1)
    if not (percent.is_finite() and 0 <= percent <= 100 and percent * 100 == int(percent * 100)):
        raise ValueError(f"“{text[:40]}” is no tax rate between 0 and 100 %.")
    return int(percent * 100)


def _parts(text: str) -> tuple[Reference, ...]:
    return tuple(_part(token.strip()) for token in _TOKEN.findall(text) if token.strip())


def _part(token: str) -> Reference:
    quantity, star, name = token.partition("*")
    if not star:
        quantity, name = "1", token
    try:
        thousandths = Decimal(quantity.strip().replace(",", ".")) * 1000
    except InvalidOperation:
        thousandths = Decimal(0)
    if not (thousandths.is_finite() and 0 < thousandths <= prices.MOST_MINOR and thousandths == int(thousandths)):
        raise ValueError(f"“{token[:40]}” is no part of a kit. Write 2 * CODE.")
    return re.sub(r"\\(.)", r"\1", name.strip()), int(thousandths)
