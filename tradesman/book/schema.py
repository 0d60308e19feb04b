"""The tables of a book as this program writes them, and the number of their shape."""

import re
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import CheckConstraint, Column, Integer, String, Table
from sqlalchemy.schema import CreateIndex, CreateTable

from tradesman.book import (  # noqa: F401  every entity must be known before the tables are made
    answer,
    business,
    checklist,
    cost,
    customer,
    driver,
    enquiry,
    finding,
    followup,
    guarantee,
    history,
    job,
    material,
    message,
    numbering,
    outbox,
    partner,
    photo,
    plan,
    pricebook,
    promise,
    question_list,
    quote,
    signature,
    template,
    testimonial,
    variation,
    visit,
    winback,
)
from tradesman.book.entity import Entity, new_id

NUMBER = 8

info = Table(
    "book_info",
    Entity.metadata,
    Column("id", Integer, primary_key=True),
    Column("book_id", String, nullable=False),
    Column("needs_version", String, nullable=False),
    CheckConstraint("id = 1", name="single"),
)


def finish() -> None:
    """Gives every table what no single field can say: STRICT types, and keys that are checked at the commit.

    The unit of work does not order rows by foreign key across aggregates, so the check has to wait.
    """
    for table in Entity.metadata.tables.values():
        table.dialect_options["sqlite"]["strict"] = True
        for key in table.foreign_key_constraints:
            key.deferrable = True
            key.initially = "DEFERRED"


finish()


def _statements() -> list[str]:
    """The statements that make an empty book of this shape."""
    dialect = driver.Dialect()
    made = []
    for table in Entity.metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)))
        made += [
            str(CreateIndex(index).compile(dialect=dialect))
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        ]
    return made


def install(file: Path, version: str) -> None:
    """Writes the tables into an empty file, in one transaction, and marks it as a book of this shape."""
    with closing(driver.connect(file)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        for statement in _statements():
            raw.execute(statement)
        raw.execute("INSERT INTO book_info VALUES (1, ?, ?)", (new_id().hex, version))
        mark(raw, NUMBER)
        raw.execute("COMMIT")


def shape(raw: Any) -> frozenset[str]:
    """What a book is made of, as statements that two books of one shape have in common.

    A migrated table has the same columns and constraints as a fresh one, in another order or with other quotes.
    """
    found = raw.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return frozenset(_normal(sql) for kind, name, sql in found if (kind, name) != ("table", "sqlite_stat1"))


def _normal(sql: str) -> str:
    plain = re.sub(r'["`\[\]]', "", " ".join(sql.split()))
    if not plain.startswith("CREATE TABLE"):
        return plain
    start, end = plain.index("("), plain.rindex(")")
    parts, depth = [""], 0
    for letter in plain[start + 1 : end]:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return f"{plain[:start]}({', '.join(sorted(part.strip() for part in parts))}){plain[end + 1 :]}"


def mark(raw: Any, number: int) -> None:
    """Writes the marks by which a book and its shape are recognised."""
    raw.execute(f"PRAGMA application_id={driver.APPLICATION_ID}")
    raw.execute(f"PRAGMA user_version={number}")
