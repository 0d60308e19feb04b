"""What is asked of SQLite: to hold a list to as many questions as it needs."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from tradesman.book.entity import Entity

_READ = re.compile(r'(?:\bFROM|\bJOIN|,)\s+"?(\w+)"?(?![\w.])')


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of SQLite meanwhile."""
    asked: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    yield asked
    event.remove(Engine, "before_cursor_execute", listen)


def tables_of(asked: Iterable[str]) -> set[str]:
    """The tables of the book that statements read."""
    return {name for statement in asked for name in _READ.findall(statement)} & set(Entity.metadata.tables)
