"""The ground every row in the book stands on: its id, its table, its kinds of value."""

import re
import threading
import time
from enum import StrEnum
from secrets import randbits
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Column, Enum, MetaData
from sqlmodel import Field, SQLModel

from tradesman.book.direction import TURNS
from tradesman.book.errors import BookError

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

# What no person types: control characters but tab and line end, halves of a character, and what turns words round.
UNFIT = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{TURNS}]")
LONGEST = 50_000  # letters, some twenty pages; finding words in more of them would hold up every step


class _Ticker:
    """Gives each id of this process a later moment than the one before it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def tick(self) -> int:
        """Milliseconds since 1970, twelve bits finer, never the same twice."""
        with self._lock:
            self._last = max(self._last + 1, (time.time_ns() << 12) // 1_000_000)
            return self._last


_ticker = _Ticker()


def new_id() -> UUID:
    """A UUID of version 7 (RFC 9562): unique everywhere, and in order within one process."""
    moment, fine = divmod(_ticker.tick(), 1 << 12)
    return UUID(int=(moment & (2**48 - 1)) << 80 | 0x7 << 76 | fine << 64 | 0b10 << 62 | randbits(62))


class Entity(SQLModel):
    """A thing the book keeps; every change of one is recorded and can be undone."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)
    # A table's row is never validated, so what would validate it is not built at each start.
    model_config = {"defer_build": True}

    id: UUID = Field(default_factory=new_id, primary_key=True)

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, _clean(value))


def clean(text: str) -> str:
    """A text without what nobody types: control characters, signs that turn it round; BookError when it is too long."""
    if len(text) > LONGEST:
        raise BookError(f"This text is longer than {LONGEST:,} characters. Nothing was changed. Shorten it.")
    return UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _clean(value: Any) -> Any:
    """A value with every text in it clean; lists and dictionaries are the book's as JSON."""
    if type(value) is str:
        return clean(value)
    if type(value) is list:
        return [_clean(each) for each in value]
    if type(value) is dict:
        return {key: _clean(each) for key, each in value.items()}
    return value


def choice(kind: type[StrEnum], default: StrEnum | None = None, *, index: bool = False) -> Any:
    """A field that holds one value of an enumeration, kept by its value and checked by the database.

    Without a default the field is required; `optional_choice` is the one that may be empty.
    """
    column: Column[Any] = Column(_enum(kind), nullable=False, index=index)
    return Field(sa_column=column) if default is None else Field(default=default, sa_column=column)


def optional_choice(kind: type[StrEnum]) -> Any:
    """A field that holds one value of an enumeration, or nothing."""
    return Field(default=None, sa_column=Column(_enum(kind), nullable=True))


def _enum(kind: type[StrEnum]) -> Enum:
    return Enum(
        kind,
        native_enum=False,
        length=20,
        values_callable=lambda members: [member.value for member in members],
        create_constraint=True,
        name=kind.__name__.lower(),
    )


def part_of(order_by: str = "") -> dict[str, Any]:
    """Relationship settings for rows that live and die with their parent and are loaded with it."""
    settings: dict[str, Any] = {"cascade": "all, delete-orphan", "lazy": "selectin"}
    if order_by:
        settings["order_by"] = order_by
    return settings
