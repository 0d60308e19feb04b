"""What a migration does to a table that is there already; Alembic, hence imported by migrations only."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy import Column, Uuid, text
from sqlalchemy.exc import SAWarning


def add_columns(table: str, *columns: Column[object]) -> None:
    """Adds columns to a table with rows in it.

    One that may not be empty comes with a server_default for the rows that are there. A fresh book has no such
    default, so it goes again.
    """
    with rebuilt(table) as batch:
        for column in columns:
            batch.add_column(column)
    filled = [column for column in columns if column.server_default is not None]
    if filled:
        with rebuilt(table) as batch:
            for column in filled:
                batch.alter_column(column.name, server_default=None)


@contextmanager
def rebuilt(table: str) -> Iterator[BatchOperations]:
    """A table that is written anew with what changes in it.

    Alembic cannot read an index over an expression, so the one over customers' names is made again.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Skipped unsupported reflection", SAWarning)
        with op.batch_alter_table(table, recreate="always") as batch:
            yield batch
    if table == "customer":
        op.create_index("ix_customer_lower_name", "customer", [text("lower(name)")])


def point(table: str, column: str, to: str) -> None:
    """Adds a column that may name a row of another table."""
    with rebuilt(table) as batch:
        batch.add_column(Column(column, Uuid(), nullable=True))
        batch.create_foreign_key(
            op.f(f"fk_{table}_{column}"), to, [column], ["id"], initially="DEFERRED", deferrable=True
        )
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
