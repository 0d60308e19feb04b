"""Drafts a migration: prints what turns the newest book that the migrations make into one of today's entities.

Run `python -m tests.migration_draft` after a change of an entity, put what it prints into the next file of
tradesman/book/migrations/versions and read it over: checks that were added or changed are not seen by it.
With `--all` it prints what makes the tables from nothing.
"""

import sys
from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext

from tradesman.book import driver, renewal, schema
from tradesman.book.entity import Entity


def strict_engine() -> sa.Engine:
    """A book in memory whose types are those of a file."""
    engine = sa.create_engine("sqlite://", module=driver.sqlite)
    engine.dialect.type_compiler_instance = driver.strict_types(engine.dialect)
    return engine


def _differ(context: Any, _column: Any, _its: Any, is_type: Any, wanted: Any) -> bool:
    return bool(is_type.compile(context.dialect) != wanted.compile(context.dialect))


def _is_ours(_object: Any, name: str | None, kind: str, _reflected: Any, _other: Any) -> bool:
    return not (kind == "table" and name is not None and name.startswith("search_"))


def draft(*, whole: bool) -> str:
    """The body of an upgrade, as Python."""
    with strict_engine().begin() as connection:
        if not whole:
            renewal.migrate(connection, 0)
        opts = {"compare_type": _differ, "include_object": _is_ours, "render_as_batch": True, "target_metadata": Entity.metadata}
        context = MigrationContext.configure(connection, opts=opts)
        script = produce_migrations(context, Entity.metadata)
        assert script.upgrade_ops is not None
        return render_python_code(script.upgrade_ops, render_as_batch=True, migration_context=context)


if __name__ == "__main__":
    print(f"# from {'nothing' if '--all' in sys.argv else 'the newest migration'} to shape {schema.NUMBER}")
    print(draft(whole="--all" in sys.argv))
