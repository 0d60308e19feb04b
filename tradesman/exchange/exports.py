"""Testimonials and customers as files for other programs: whole, private, and harmless in a spreadsheet.

A CSV file is UTF-8 with a mark at its start, by which spreadsheets know it. A text that a spreadsheet would take for a
formula, because it begins with = + - @, a tab or a line break, gets an apostrophe in front, and so does one that begins
with an apostrophe: what is read back is what was written, but for signs that turn words round. A phone number such as
+44 7700 900123 is left as it is. JSON files hold every text as it was written.

A table of testimonials has all that may be shown anywhere; each row says where. Photos go along with neither kind.
"""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from sqlmodel import col, func, select

from tradesman.book import private_file
from tradesman.book.customer import ContactKind, ContactPoint, Property
from tradesman.book.direction import TURN
from tradesman.book.entity import Entity
from tradesman.book.errors import BookError
from tradesman.book.store import Session, refuse_inside_a_book
from tradesman.exchange import tables
from tradesman.services.testimonials import Shown

PHONES = re.compile(r"\+?[0-9 ()/.\-]+(; \+?[0-9 ()/.\-]+)*")  # digits and what stands between them, no formula

_Lists = defaultdict[UUID, list[str]]
TESTIMONIAL_KEYS = ["words", "shortened", "name", "place", "job", "said_on", "incentive", "allowed", "language"]


_NO_ROWS = b"[\n]\n"  # as no other program writes an empty list, so that it can be told


class Format(StrEnum):
    """What kind of file is written."""

    CSV = "csv"
    JSON = "json"


class LeftOut(StrEnum):
    """Why something was left out."""

    WITHDRAWN = "consent withdrawn"
    NO_CONSENT = "no consent"
    NAMING = "words that tell the name or the place"
    UNPRINTABLE = "a letter that cannot be printed"
    TOO_LONG = "too long for a picture"
    STOPPED = "stopped before"


@dataclass(frozen=True)
class Exported:
    """How many were written, and how many were left out for which reason.

    `elsewhere` counts testimonials whose consent is for other places only, by these; `told` are sentences on pictures
    that were left out; `taken_away` counts files of earlier exports that are gone.
    """

    written: int
    left_out: dict[LeftOut, int] = field(default_factory=dict)
    elsewhere: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    taken_away: int = 0


def testimonials(out: Path, form: Format, found: Sequence[Shown]) -> None:
    """Writes the words that may be shown, as far as the consent to each goes.

    BookError when the disk refuses, and for a place that is taken by anything but an earlier export.
    """
    rows = [
        {
            "words": shown.words,
            "shortened": shown.shortened,
            "name": shown.name,
            "place": shown.place,
            "job": shown.job,
            "said_on": shown.said_on.isoformat(),
            "incentive": shown.incentive,
            "allowed": list(shown.places),
            "language": shown.language,
        }
        for shown in found
    ]
    _write(out, form, TESTIMONIAL_KEYS, rows)


def customers(session: Session, out: Path, form: Format) -> Exported:
    """Writes every customer by name, also those who are to be left alone.

    Ends the session. BookError when the disk refuses, and for a place that is taken by anything but an earlier export.
    """
    phones: _Lists = defaultdict(list)
    emails: _Lists = defaultdict(list)
    addresses: _Lists = defaultdict(list)
    points = select(ContactPoint.customer_id, ContactPoint.kind, ContactPoint.value)
    for customer_id, kind, value in session.exec(
        points.order_by(col(ContactPoint.preferred).desc(), col(ContactPoint.id))
    ):
        (phones if kind == ContactKind.PHONE else emails)[customer_id].append(value)
    for customer_id, address in session.exec(select(Property.customer_id, Property.address).order_by(col(Property.id))):
        addresses[customer_id].append(address)
    # Columns, not customers: of a hundred thousand, the objects alone would take a minute.
    table = Entity.metadata.tables["customer"]
    found = session.execute(table.select().order_by(func.lower(table.c.name), table.c.id)).mappings()
    rows = [
        {
            "name": row["name"],
            "greeting": row["greeting"],
            "phones": phones[row["id"]],
            "emails": emails[row["id"]],
            "addresses": addresses[row["id"]],
            "good_to_know": row["good_to_know"],
            "source": row["source"].value if row["source"] else "",
            "do_not_contact": row["do_not_contact"],
            "whereabouts": row["whereabouts"].value,
            "since": row["since"].isoformat(timespec="seconds"),
        }
        for row in found
    ]
    keys = ["name", "greeting", "phones", "emails", "addresses", "good_to_know", "source", "do_not_contact"]
    session.close()
    _write(out, form, [*keys, "whereabouts", "since"], rows)
    return Exported(len(rows))


def _write(out: Path, form: Format, keys: list[str], rows: list[dict[str, Any]]) -> None:
    def put(handle: BinaryIO) -> None:
        if form == Format.JSON:
            handle.write(told_in_json(rows).encode() + b"\n" if rows else _NO_ROWS)
            return
        text = io.TextIOWrapper(handle, "utf-8-sig", newline="")
        writer = csv.writer(text)
        writer.writerow(keys)
        writer.writerows([_cell(key, row[key]) for key in keys] for row in rows)
        text.detach()

    key = keys[0]
    begins = (f"\ufeff{key},".encode(),) if form == Format.CSV else (_NO_ROWS, f'[\n {{\n  "{key}"'.encode())
    write(out, begins, put)


def told_in_json(rows: Any) -> str:
    """Rows as JSON, which holds every text as it was written: a sign that turns words round stands as a number."""
    written = json.dumps(rows, ensure_ascii=False, indent=1)
    return TURN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)


def write(out: Path, begins: tuple[bytes, ...], put: Callable[[BinaryIO], object]) -> None:
    """Writes an export whole or not at all, in the place of an earlier one, which `begins` so, and of nothing else.

    BookError when the disk refuses, for a place inside a book, and for one that is taken by a book, a backup, a letter.
    """
    refuse_inside_a_book(out)
    private_file.clear_leftovers(out.parent)
    with private_file.appearing(out) as handle:
        _refuse_what_is_no_export(out, begins)
        put(handle)


def _refuse_what_is_no_export(out: Path, begins: tuple[bytes, ...]) -> None:
    if out.exists():
        with out.open("rb") as there:
            head = there.read(100)
        if head and not head.startswith(begins):
            raise BookError(f"{out} is there already and no earlier export. It was not touched. Choose another name.")


def _cell(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "; ".join(value) if isinstance(value, list) else str(value).replace("\0", "")
    if key == "phones" and PHONES.fullmatch(text):
        return text
    return tables.harmless(text)
