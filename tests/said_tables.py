"""A table of testimonials read back: by Python's reader of CSV, and as the program reads a price list."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tradesman.exchange import exports, tables
from tradesman.services.testimonials import Shown


def read_back(file: Path) -> list[Shown]:
    """What stands in it, whatever it is."""
    heading, *rows = csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
    return _said(heading, rows)


def imported(file: Path) -> list[Shown]:
    """What the program's own import finds in it, which has to guess how it is written."""
    table = tables.read(file)
    return _said(table.heading, [row for _line, row in table.rows])


def _said(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Shown]:
    assert list(heading) == exports.TESTIMONIAL_KEYS
    return [_shown(dict(zip(heading, map(tables.plain, row), strict=True))) for row in rows]


def _shown(told: dict[str, Any]) -> Shown:
    places, day, short = told.pop("allowed"), told.pop("said_on"), told.pop("shortened")
    assert short in ("yes", "no")
    return Shown(**told, shortened=short == "yes", said_on=date.fromisoformat(day), places=tuple(places.split("; ")))
