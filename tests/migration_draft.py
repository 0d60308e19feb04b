"""Drafts a migration: prints what turns the newest book that the migrations make into one of today's entities.

After a change of an entity, count schema.NUMBER up, run

    python -m tests.migration_draft > tradesman/book/migrations/versions/0009_what_changed.py

and read it over: it sees no check and no index over an expression, and rebuilding a table loses the latter; the test
that compares a migrated book with a fresh one sees both. What is added to a table with rows in it goes through
`tradesman.book.reshaping`.
"""

import re
import warnings
from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.operations.ops import UpgradeOps
from alembic.runtime.migration import MigrationContext

from tradesman.book import driver, renewal, schema
from tradesman.book.entity import Entity

FILE = '''"""What changed."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    {body}
'''


def strict_engine() -> sa.Engine:
    """A book in memory whose types are those of a file."""
    return sa.create_engine(driver.URL, module=driver.sqlite)


def _differs(context: Any, _column: Any, _its: Any, is_type: Any, wanted: Any) -> bool:
    return bool(is_type.compile(context.dialect) != wanted.compile(context.dialect))


def _ours(_object: Any, name: str | None, kind: str, _reflected: Any, _other: Any) -> bool:
    return not (kind == "table" and name is not None and name.startswith("search_"))


def operations(connection: sa.Connection) -> tuple[MigrationContext, UpgradeOps]:
    """What is to be done to this book, as far as Alembic sees it."""
    opts = {"compare_type": _differs, "include_object": _ours, "target_metadata": Entity.metadata}
    context = MigrationContext.configure(connection, opts=opts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an index over an expression cannot be compared
        found = produce_migrations(context, Entity.metadata).upgrade_ops
    assert found is not None
    return context, found


def draft() -> str:
    """A migration as the text of its file."""
    with strict_engine().begin() as connection:
        renewal.migrate(connection, 0)
        context, found = operations(connection)
        body = render_python_code(found, migration_context=context, render_as_batch=True)
    # A migration must not change its meaning with a library's types: a text stays a text.
    body = re.sub(r"sqlmodel\.sql\.sqltypes\.AutoString\(\)", "sa.String()", body)
    body = re.sub(r"sqlmodel\.sql\.sqltypes\.UTCDateTime\(\)", "sa.DateTime()", body)
    body = re.sub(r" *# ###.*\n?", "", body).strip()
    return FILE.format(revision=f"{schema.NUMBER:04d}", before=f"{schema.NUMBER - 1:04d}", body=body)


if __name__ == "__main__":
    print(draft(), end="")
