"""The sample book while it is being made: nobody reads it yet, so it need not wait for the disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event

from tradesman.book.store import DATABASE, Book, Session


class BookInMaking(Book):
    """A book that is brought to the disk when it is closed and not before, and reads no row twice in a step."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        event.listen(self._writer, "connect", _hurry)

    @contextmanager
    def write(self, label: str, now: datetime) -> Iterator[Session]:
        """One step, whose session keeps every row it has seen: the story comes back to the same few again and again."""
        rows: list[object] = []

        def keep(_session: Session, row: object) -> None:
            rows.append(row)

        with super().write(label, now) as session:
            event.listen(session, "loaded_as_persistent", keep)
            event.listen(session, "pending_to_persistent", keep)
            yield session

    def close(self) -> None:
        """Lets go of the file, which is then on the disk."""
        super().close()
        with (self.folder / DATABASE).open("rb+") as file:
            os.fsync(file.fileno())


def _hurry(raw: Any, _record: Any) -> None:
    raw.execute("PRAGMA synchronous=0").fetchone()
    raw.execute("PRAGMA journal_mode=memory").fetchone()
