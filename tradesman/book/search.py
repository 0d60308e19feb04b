"""One index over everything a person might remember of a customer, kept by the database itself.

Each customer, contact point, property, enquiry, quote, job and note has one row in it. Triggers keep it, so that
undo, migrations and imports need nothing special.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlmodel
from sqlalchemy import select, text

from tradesman.book import contact, driver

# Letters that carry no accent mark and are therefore not folded by the tokeniser.
_LETTERS = {
    "ł": "l",
    "Ł": "l",
    "ø": "o",
    "Ø": "o",
    "đ": "d",
    "Đ": "d",
    "ß": "ss",
    "æ": "ae",
    "Æ": "ae",
    "œ": "oe",
    "Œ": "oe",
}
_NOT_DIGITS = " -()+/.\u00a0"
_FEWEST = 3  # digits of a part of a number
_WHOLE = 8  # digits from which a number may be whole, so that its zero before the area may not be in every writing


@dataclass(frozen=True)
class _Source:
    """What of a table is found: its title, its other words, the digits of a number, and whose it is."""

    table: str
    title: str
    body: str = "''"
    digits: str = "''"
    customer: str = "{}.customer_id"


_SOURCES = (
    _Source("customer", "{0}.name", "{0}.greeting || ' ' || {0}.good_to_know", customer="{}.id"),
    _Source("contact_point", "{0}.value", "{0}.whose", "CASE {0}.kind WHEN 'phone' THEN {0}.value ELSE '' END"),
    _Source("property", "{0}.address", "{0}.access"),
    _Source("enquiry", "{0}.what", "{0}.diagnosis"),
    _Source("quote", "{0}.title", "{0}.number", "{0}.number"),
    _Source("job", "{0}.title"),
    _Source("note", "{0}.words"),
)


@dataclass(frozen=True)
class Hit:
    """One row that was found."""

    entity: str
    row_id: UUID
    customer_id: UUID
    title: str
    body: str = ""


def fold(words: str) -> str:
    """Words as the index keeps them, for letters that the tokeniser does not fold."""
    return words.translate(str.maketrans(_LETTERS))  # type: ignore[arg-type]


def _folded(expression: str) -> str:
    for letter, plain in _LETTERS.items():
        expression = f"replace({expression}, '{letter}', '{plain}')"
    return expression


def _only_digits(expression: str) -> str:
    for mark in _NOT_DIGITS:
        expression = f"replace({expression}, '{mark}', '')"
    return expression


def _values(source: _Source, row: str) -> str:
    columns = (
        f"'{source.table}'",
        f"{row}.id",
        source.customer.format(row),
        source.title.format(row),
        source.body.format(row),
        _only_digits(source.digits.format(row)),
    )
    return ", ".join(columns)


# The index holds folded words while the row keeps them as they were written.
_TABLES = f"""
CREATE TABLE search_row (n INTEGER PRIMARY KEY, entity TEXT NOT NULL, row_id TEXT NOT NULL,
    customer_id TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, digits TEXT NOT NULL) STRICT

CREATE UNIQUE INDEX ix_search_row_row_id ON search_row (row_id)

CREATE INDEX ix_search_row_customer_id ON search_row (customer_id)

CREATE VIEW search_folded AS SELECT n, {_folded("title")} AS title, {_folded("body")} AS body FROM search_row

CREATE VIRTUAL TABLE search_words USING fts5(title, body, content='search_folded', content_rowid='n',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3')

CREATE VIRTUAL TABLE search_digits USING fts5(digits, content='search_row', content_rowid='n', tokenize='trigram')

CREATE TRIGGER search_row_in AFTER INSERT ON search_row BEGIN
    INSERT INTO search_words (rowid, title, body) VALUES (new.n, {_folded("new.title")}, {_folded("new.body")});
    INSERT INTO search_digits (rowid, digits) VALUES (new.n, new.digits);
END

CREATE TRIGGER search_row_out AFTER DELETE ON search_row BEGIN
    INSERT INTO search_words (search_words, rowid, title, body)
        VALUES ('delete', old.n, {_folded("old.title")}, {_folded("old.body")});
    INSERT INTO search_digits (search_digits, rowid, digits) VALUES ('delete', old.n, old.digits);
END
""".split("\n\n")


def _triggers(source: _Source) -> tuple[str, ...]:
    name, columns = source.table, "entity, row_id, customer_id, title, body, digits"
    put = f"INSERT INTO search_row ({columns}) VALUES ({_values(source, 'new')});"
    drop = "DELETE FROM search_row WHERE row_id = old.id;"
    return (
        f"CREATE TRIGGER search_{name}_in AFTER INSERT ON {name} BEGIN {put} END",
        f"CREATE TRIGGER search_{name}_out AFTER DELETE ON {name} BEGIN {drop} END",
        f"CREATE TRIGGER search_{name}_new AFTER UPDATE ON {name} BEGIN {drop} {put} END",
    )


def install(file: Path) -> None:
    """Makes the index anew from what the book holds, in a step of its own."""
    with closing(driver.connect(file)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        remove(raw.execute)
        build(raw.execute)
        raw.execute("COMMIT")


def remove(execute: Callable[[str], Any]) -> None:
    """Takes the index and its triggers out, inside a running transaction; a migration must not meet them."""
    names = execute(
        "SELECT type, name FROM sqlite_schema WHERE name LIKE 'search\\_%' ESCAPE '\\'"
        " AND type IN ('trigger', 'table', 'view')"
        " AND (type != 'table' OR sql LIKE 'CREATE VIRTUAL%' OR name = 'search_row')"
    ).fetchall()
    # Triggers go first, then the index, then what it stands on.
    for kind, name in sorted(names, key=lambda found: (found[0] != "trigger", found[1] == "search_row")):
        execute(f'DROP {kind} IF EXISTS "{name}"')


def build(execute: Callable[[str], Any]) -> None:
    """Makes the index from what the book holds, inside a running transaction."""
    for statement in _TABLES:
        execute(statement)
    for source in _SOURCES:
        execute(
            "INSERT INTO search_row (entity, row_id, customer_id, title, body, digits)"
            f" SELECT {_values(source, source.table)} FROM {source.table}"
        )
        for statement in _triggers(source):
            execute(statement)
    if driver.sqlite.sqlite_version_info >= (3, 42, 0):  # what is erased leaves the index too
        for name in ("search_words", "search_digits"):
            execute(f"INSERT INTO {name} ({name}, rank) VALUES ('secure-delete', 1)")


def fault(raw: Any) -> str | None:
    """What is wrong with the index, or None; looks only, on a connection that need not be able to write."""
    for source in _SOURCES:
        wanted = f"SELECT {_values(source, source.table)} FROM {source.table}"
        there = (
            f"SELECT entity, row_id, customer_id, title, body, digits FROM search_row WHERE entity = '{source.table}'"
        )
        for one, other in ((wanted, there), (there, wanted)):
            if raw.execute(f"SELECT 1 FROM ({one} EXCEPT {other}) LIMIT 1").fetchone():
                return source.table
    raw.execute("PRAGMA query_only=0")  # the index checks itself by a statement that reads like a write
    raw.execute("BEGIN")
    try:
        for name in ("search_words", "search_digits"):
            raw.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
    except driver.sqlite.DatabaseError as error:
        if "malformed" not in str(error):
            raise
        return "its words"
    finally:
        raw.execute("ROLLBACK")
        raw.execute("PRAGMA query_only=1")
    return None


def find(session: sqlmodel.Session, words: str, limit: int = 200, country: str = "") -> list[Hit]:
    """Rows in which every word begins a word, or whose number holds the digits; at most `limit`, newest first.

    Accents and capitals do not matter. Three digits or more also find a part of a phone or quote number; a number as
    it is dialled from abroad, or whole, is found in every writing that the `country` (ISO 3166) has for it.
    """
    found: dict[UUID, Hit] = {}
    terms = [term for term in (_bare(word) for word in fold(words).split()) if term]
    if terms:
        query = " ".join(f'"{term}"*' for term in terms)
        _collect(session, "search_words", query, limit, found)
    for digits in numbers(words, country):
        _collect(session, "search_digits", f'"{digits}"', limit, found)
    return list(found.values())[:limit]


def numbers(words: str, country: str = "") -> list[str]:
    """The digits that are looked for in numbers: as they were typed, and without what only some writings have."""
    digits = contact.only_digits(words)
    if len(digits) < _FEWEST or any(letter.isalpha() for letter in words):
        return []
    from_abroad = words.strip().startswith(("+", "00"))
    plain = contact.national(words, country) if from_abroad or len(digits) >= _WHOLE else digits
    return list(dict.fromkeys(each for each in (digits, plain) if len(each) >= _FEWEST))


def _bare(word: str) -> str:
    return word.replace('"', "").strip("'.,;:!?()[]{}*^")


def _collect(session: sqlmodel.Session, table: str, query: str, limit: int, found: dict[UUID, Hit]) -> None:
    columns = [text(f"s.{name}") for name in ("entity", "row_id", "customer_id", "title", "body")]
    statement = (
        select(*columns)
        .select_from(text(f"{table} f JOIN search_row s ON s.n = f.rowid"))
        .where(text(f"{table} MATCH :query"))
        .order_by(text("f.rowid DESC"))
        .limit(limit)
    )
    for entity, row_id, customer_id, title, body in session.execute(statement, {"query": query}):
        key = UUID(row_id)
        found.setdefault(key, Hit(entity, key, UUID(customer_id), title, body))
