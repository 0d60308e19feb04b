"""One index over everything a person might remember of a customer, kept by the database itself.

Each customer, contact point, property, enquiry, quote, job and note has one row in it. Triggers keep it, so that
undo, migrations and imports need nothing special.
"""

import json
from collections.abc import Callable, Container, Iterable
from contextlib import closing
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlmodel
from sqlalchemy import func, select, text

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
WIDEST = 1_000  # rows of the rarest of several words, whose customers are looked at for the others
LOOKED_AT = 5_000  # rows in which some customers' own are looked for
_COLUMNS = tuple(text(f"s.{name}") for name in ("entity", "row_id", "customer_id", "title", "body"))
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
    for table, query in _ways(words, country):
        _collect(session, table, query, limit, found)
    return list(found.values())[:limit]


def find_among(
    session: sqlmodel.Session, words: str, among: Container[UUID], limit: int = 200, country: str = ""
) -> tuple[list[Hit], bool]:
    """What `find` gives of these customers, out of the newest LOOKED_AT rows; and whether that is all of it."""
    found: dict[UUID, Hit] = {}
    looked_at = [_collect(session, table, query, LOOKED_AT, found, among) for table, query in _ways(words, country)]
    return list(found.values())[:limit], max(looked_at, default=0) < LOOKED_AT and len(found) < limit


def _ways(words: str, country: str) -> list[tuple[str, str]]:
    """The tables of the index that are asked, and what for."""
    terms = [term for term in (_bare(word) for word in fold(words).split()) if term]
    ways = [("search_words", " ".join(f'"{term}"*' for term in terms))] if terms else []
    return ways + [("search_digits", f'"{digits}"') for digits in numbers(words, country)]


@dataclass(frozen=True)
class _Part:
    """One of several words: how the index finds it, as which digits of a number, or a letter that begins a word."""

    query: str = ""
    digits: tuple[str, ...] = ()
    letter: str = ""

    @property
    def ways(self) -> list[tuple[str, str]]:
        """The tables of the index that have it, and what it is called there."""
        words = [("search_words", self.query)] if self.query else []
        return words + [("search_digits", f'"{digits}"') for digits in self.digits]

    def condition(self, n: int) -> str:
        """What a row `s` must be; the plus keeps the database from going through all rows with the word."""
        said = [f"instr(s.digits, '{digits}')" for digits in self.digits]
        if self.query:
            said.append(f"+s.n IN (SELECT rowid FROM search_words WHERE search_words MATCH :word_{n})")
        if self.letter:
            said.append(f"' ' || s.title || ' ' || s.body LIKE '% ' || :word_{n} || '%'")
        return f"({' OR '.join(said)})"


def together(
    session: sqlmodel.Session, words: str, limit: int = 200, country: str = "", among: Container[UUID] | None = None
) -> tuple[list[Hit], bool]:
    """Customers in whom each of several words is found, in one row or another: one row of each, at most `limit`.

    The newest come first, by a row that says what the name does not. Gives also whether all were looked at: the rarest
    word leads, and of that the newest WIDEST rows. One letter alone is looked for only in what the other words find.
    """
    parts = _parts(words, country)
    if len(parts) < 2 or not parts[0].ways:
        return [], True
    counted = sorted(((_count(session, part) if part.ways else WIDEST + 2, part) for part in parts), key=itemgetter(0))
    ordered = [part for _, part in counted]
    found = [each for each in _who(session, ordered) if among is None or each in among]
    shown = found[:limit]
    told: dict[UUID, list[list[Hit]]] = {each: [[] for _ in ordered] for each in shown}
    for place, part in enumerate(ordered):
        for hit in _rows_with(session, part, shown):
            told[hit.customer_id][place].append(hit)
    return [_telling(rows) for rows in told.values()], counted[0][0] <= WIDEST and len(found) <= limit


def _telling(rows: list[list[Hit]]) -> Hit:
    """Of what each word finds of one customer, the row that says what the name does not."""
    others = [hits for hits in rows if hits and all(hit.entity != "customer" for hit in hits)]
    return next((hits[0] for hits in others), None) or max(
        (hit for hits in rows for hit in hits), key=lambda hit: hit.entity != "customer"
    )


def _parts(words: str, country: str) -> list[_Part]:
    """The words, each once; the pieces of a number that is whole are one."""
    bare = (_bare(word) for word in fold(words).split())
    terms = list(dict.fromkeys(term for term in bare if any(map(str.isalnum, term))))
    pieces = [term for term in terms if not any(letter.isalpha() for letter in term)]
    whole = numbers(" ".join(pieces), country) if len(contact.only_digits("".join(pieces))) >= _WHOLE else []
    longer = [term for term in terms if len(term) > 1 and not (whole and term in pieces)]
    return [
        *([_Part(digits=tuple(whole))] if whole else []),
        *(_Part(f'"{term}"*', tuple(numbers(term))) for term in longer),
        *(_Part(letter=term) for term in terms if len(term) == 1),
    ]


def _count(session: sqlmodel.Session, part: _Part) -> int:
    """In how many rows a word is found, as far as it matters."""
    found = 0
    for table, query in part.ways:
        rows = select(text("1")).select_from(text(table)).where(text(f"{table} MATCH :query")).limit(WIDEST + 1)
        found += session.execute(select(func.count()).select_from(rows.subquery()), {"query": query}).scalar_one()
    return found


def _who(session: sqlmodel.Session, parts: list[_Part]) -> list[UUID]:
    """Customers who have the first word in one of its newest rows and the others in any, the newest first."""
    rows = (
        f"SELECT * FROM (SELECT s.customer_id FROM {table} f JOIN search_row s ON s.n = f.rowid"
        f" WHERE {table} MATCH :lead_{n} ORDER BY f.rowid DESC LIMIT {WIDEST})"
        for n, (table, _) in enumerate(parts[0].ways)
    )
    who = " UNION ".join(rows)
    for n, part in enumerate(parts[1:], start=1):
        who = f"SELECT s.customer_id FROM search_row s WHERE s.customer_id IN ({who}) AND {part.condition(n)}"
    values = {f"lead_{n}": query for n, (_, query) in enumerate(parts[0].ways)} | _values_of(parts[1:], start=1)
    asked = select(text("customer_id")).distinct().select_from(text(f"({who})")).order_by(text("customer_id DESC"))
    return [UUID(each) for each in session.execute(asked, values).scalars()]


def _rows_with(session: sqlmodel.Session, part: _Part, among: Iterable[UUID]) -> list[Hit]:
    """The rows of these customers that have the word."""
    whose = text("s.customer_id IN (SELECT value FROM json_each(:whose))")
    asked = select(*_COLUMNS).select_from(text("search_row s")).where(whose, text(part.condition(0)))
    values = {"whose": json.dumps([customer_id.hex for customer_id in among]), **_values_of([part], start=0)}
    return [_hit(*row) for row in session.execute(asked, values)]


def _values_of(parts: list[_Part], *, start: int) -> dict[str, str]:
    return {f"word_{n}": part.query or part.letter for n, part in enumerate(parts, start) if part.query or part.letter}


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


def _collect(
    session: sqlmodel.Session,
    table: str,
    query: str,
    limit: int,
    found: dict[UUID, Hit],
    among: Container[UUID] | None = None,
) -> int:
    """Adds the newest rows, of everybody or of these customers, to what was found; gives how many were looked at."""
    statement = (
        select(*_COLUMNS)
        .select_from(text(f"{table} f JOIN search_row s ON s.n = f.rowid"))
        .where(text(f"{table} MATCH :query"))
        .order_by(text("f.rowid DESC"))
        .limit(limit)
    )
    rows = session.execute(statement, {"query": query}).all()
    for row in rows:
        hit = _hit(*row)
        if among is None or hit.customer_id in among:
            found.setdefault(hit.row_id, hit)
    return len(rows)


def _hit(entity: str, row_id: str, customer_id: str, title: str, body: str) -> Hit:
    return Hit(entity, UUID(row_id), UUID(customer_id), title, body)
