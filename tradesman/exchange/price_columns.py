"""What the columns of a price list mean: found by their names, and by how amounts are written in them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from tradesman.book import money
from tradesman.exchange.tables import Table
from tradesman.services import matching

HEADING = ("Code", "Words", "Unit", "Cost", "Price", "Tax %", "Supplier", "Parts")
_LOOKED_AT = 2000  # rows by which the decimals are found
_BEFORE = r"(?:[^\W\d_]{1,4}\.?|[^\w\s.,()'\-−+])?\s?"  # £, CHF, Rs.
_BEHIND = r"\s?(?:[^\W\d_]{2,4}\.?|[^\w\s.,()'\-−+])?"  # €, EUR, kr.; one letter is a slip of the finger
_AMOUNT = re.compile(rf"(\(?)([-−+]?)\s?{_BEFORE}([-−+]?)([\d.,'\s]+?)(-?){_BEHIND}(\)?)")
_GROUPED = {comma: re.compile(rf"\d{{1,3}}([{groups}]\d{{3}})+") for comma, groups in ((False, ",' "), (True, ".' "))}


class Column(StrEnum):
    """What a column holds."""

    CODE = "code"
    WORDS = "words"
    UNIT = "unit"
    COST = "cost"
    PRICE = "price"
    TAX = "tax"
    SUPPLIER = "supplier"
    PARTS = "parts"


Mapping = tuple[Column | None, ...]

# Names that suppliers and other programs give their columns, without accents and marks, the surest first.
_NAMES: dict[Column, tuple[str, ...]] = {
    Column.CODE: (
        *("code", "item code", "product code", "sku", "part number", "part no", "item no", "item number"),
        *("article", "article no", "article number", "stock code", "catalogue number", "artikelnummer", "artikelnr"),
        *("art nr", "artikel nr", "reference", "ref", "codigo", "codice", "bestellnummer"),
    ),
    Column.WORDS: (
        *("words", "description", "product description", "item description", "name", "item name", "product name"),
        *("product", "item", "title", "bezeichnung", "beschreibung", "artikel", "designation", "libelle"),
        *("descripcion", "descrizione", "omschrijving", "kurztext"),
    ),
    Column.UNIT: ("unit", "uom", "unit of measure", "per", "einheit", "me", "unite", "unidad", "unita", "eenheid"),
    Column.COST: (
        *("cost", "cost price", "unit cost", "trade", "trade price", "net cost", "purchase price", "buy price"),
        *("buying price", "your price", "ek", "einkaufspreis", "ek preis", "nettopreis", "net price", "prix achat"),
        *("prix d achat", "costo", "coste", "inkoopprijs"),
    ),
    Column.PRICE: (
        *("price", "selling price", "sell price", "sales price", "sell", "unit price", "retail price", "retail"),
        *("rrp", "list price", "vk", "verkaufspreis", "vk preis", "preis", "listenpreis", "prix", "prix de vente"),
        *("precio", "prezzo", "prijs", "amount"),
    ),
    Column.TAX: ("tax", "vat", "tax rate", "vat rate", "gst", "mwst", "ust", "steuer", "tva", "iva", "btw"),
    Column.SUPPLIER: (
        *("supplier", "vendor", "supplier name", "manufacturer", "brand", "lieferant", "hersteller", "fournisseur"),
        *("proveedor", "fornitore", "leverancier"),
    ),
    Column.PARTS: ("parts",),
}


def is_own(table: Table) -> bool:
    """Whether this program wrote the file."""
    return table.heading[: len(HEADING)] == HEADING


def mapped(table: Table) -> Mapping:
    """What each column holds, by its name; None for what the price book has no place for."""
    names = [" ".join(matching.words_of(name)) for name in table.heading]
    found: list[Column | None] = [None] * len(names)
    for close in (False, True):  # names that say it outright before names that say more
        for column, known in _NAMES.items():
            if column in found or (column == Column.PARTS and not is_own(table)):
                continue
            ranks = [(_nearness(name, known, close=close), place) for place, name in enumerate(names)]
            rank, place = min(ranks, key=lambda pair: (pair[0], pair[1]))
            if rank < len(known) and found[place] is None:
                found[place] = column
    return tuple(found)


def _nearness(name: str, known: Sequence[str], *, close: bool) -> int:
    for rank, word in enumerate(known):
        if name == word or (close and (name.startswith(f"{word} ") or name.endswith(f" {word}"))):
            return rank
    return len(known)


def writes_commas(table: Table, mapping: Mapping) -> bool:
    """Whether decimals stand behind a comma: told by the first amount that can be read in one way only."""
    if is_own(table) and table.separator == ",":
        return False
    places = [place for place, column in enumerate(mapping) if column in (Column.COST, Column.PRICE)]
    for _line, row in table.rows[:_LOOKED_AT]:
        for cell in (row[place] for place in places if place < len(row)):
            dot, comma = cell.rfind("."), cell.rfind(",")
            behind = len(re.sub(r"\D", "", cell[max(dot, comma) + 1 :]))
            once = cell.count(".") + cell.count(",") == 1
            if min(dot, comma) >= 0 or (once and behind != 3):
                return comma > dot
            if max(cell.count("."), cell.count(",")) > 1:
                return dot >= 0
    return table.separator == ";"  # which is what is written where the comma is taken


def read_amount(text: str, *, comma: bool, digits: int) -> int | None:
    """Minor units of an amount as others write it: "£1,250.00", "1.250,00 EUR", "(12.50)"; None for what is none.

    What has more decimals than the currency is rounded half away from zero.
    """
    match = _AMOUNT.fullmatch(text.strip().replace("\u00a0", " ").replace("\u202f", " "))
    if match is None or (bool(match[1]) != bool(match[6])):
        return None
    number = _number(match[4].strip(), comma=comma)
    if number is None or len(number) > 30:
        return None
    less = bool({"-", "−"} & {match[2], match[3], match[5]}) or bool(match[1])
    try:
        minor = money.to_minor(Decimal(number), digits)
    except ValueError:
        return None
    return -minor if less else minor


def _number(text: str, *, comma: bool) -> str | None:
    """Digits with a dot, as a Decimal takes them; thousands stand in threes or not apart at all."""
    mark = "," if comma else "."
    whole, _, decimals = text.partition(mark)
    if decimals and not _only_digits(decimals):
        return None
    if _GROUPED[comma].fullmatch(whole):
        whole = re.sub(r"\D", "", whole)
    if whole and not _only_digits(whole):
        return None
    return f"{whole or '0'}.{decimals or '0'}" if whole or decimals else None


def _only_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
