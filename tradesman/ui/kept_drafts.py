"""What was typed and not saved yet: kept beside the book, so that it survives closing, a crash and a power cut."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from tradesman.book.errors import BookError
from tradesman.book.private_file import appearing

FILE = "drafts.json"
PUT_ASIDE = "drafts.damaged.json"
WAIT_MS = 400  # from the last key until it is written

Kept = dict[str, Any]


class Drafts(QObject):
    """Drafts by their key, in a file that only its owner may read; one that cannot be read is put aside."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = folder / FILE
        self._drafts: dict[str, Kept] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self._write)

    def get(self, key: str) -> Kept | None:
        """The draft of this key, None when there is none."""
        return self._all().get(key)

    def newest(self, beginning: str) -> str:
        """The key that was kept last of those that begin so; empty when there is none."""
        return next((key for key in reversed(self._all()) if key.startswith(beginning)), "")

    def keep(self, key: str, draft: Kept) -> None:
        """Keeps what stands in a sheet now; it is written when nothing was typed for a moment."""
        self._all().pop(key, None)  # what is kept last stands last
        self._all()[key] = draft
        self._soon.start()

    def drop(self, key: str) -> None:
        """Forgets a draft that was saved or is not wanted."""
        if self._all().pop(key, None) is not None:
            self._write()

    def forget(self, customer_id: UUID) -> None:
        """Forgets every draft that speaks of a person, who is being erased."""
        who = str(customer_id)
        speaking = [key for key, draft in self._all().items() if who in key or who in json.dumps(draft)]
        for key in speaking:
            self._all().pop(key)
        (self._file.parent / PUT_ASIDE).unlink(missing_ok=True)  # nobody can tell of whom it speaks
        if speaking:
            self._write()

    def hand_over(self, gone_id: UUID, kept_id: UUID) -> None:
        """Gives what was drafted for one of two records to the one that takes the other in."""
        gone, kept = str(gone_id), str(kept_id)
        for key, draft in list(self._all().items()):
            if gone in key or gone in json.dumps(draft):
                self._all().pop(key)
                self.keep(key.replace(gone, kept), json.loads(json.dumps(draft).replace(gone, kept)))
        self.flush()

    def flush(self) -> None:
        """Writes now what waits to be written."""
        if self._soon.isActive():
            self._write()

    def _all(self) -> dict[str, Kept]:
        if self._drafts is None:
            self._drafts = self._read()
        return self._drafts

    def _read(self) -> dict[str, Kept]:
        try:
            found = json.loads(self._file.read_bytes().decode("utf-8", "surrogatepass"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            found = None
        if isinstance(found, dict) and all(isinstance(draft, dict) for draft in found.values()):
            return found
        with suppress(OSError):
            self._file.replace(self._file.parent / PUT_ASIDE)
        return {}

    def _write(self) -> None:
        """A disk that refuses takes nothing away: the drafts stay in memory until it takes them."""
        self._soon.stop()
        drafts = self._all()
        with suppress(BookError, OSError):
            if drafts:
                with appearing(self._file) as file:
                    file.write(json.dumps(drafts, ensure_ascii=False).encode("utf-8", "surrogatepass"))
            else:
                self._file.unlink(missing_ok=True)
