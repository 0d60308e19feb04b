"""What was typed and not saved yet: kept beside the book, so that it survives closing, a crash and a power cut."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from tradesman.book.errors import BookError
from tradesman.book.private_file import appearing

FILE = "drafts.json"
PUT_ASIDE = "drafts.damaged.json"
MERGED = "merged/"
WAIT_MS = 400  # from the last key until it is written

Kept = dict[str, Any]


class Drafts(QObject):
    """Drafts by their key, in a file that only its owner may read; one that cannot be read is put aside.

    A key names what the draft is about, by ids. Of two customers who were made one, the drafts of the one who is gone
    are found under the one who stays; `has` says whether the book has a customer, so that Undo parts the drafts too.
    What a step used up is set aside, in memory only, and comes back when the step is taken back.
    """

    def __init__(
        self, folder: Path, parent: QObject | None = None, has: Callable[[UUID], bool] = lambda _customer_id: False
    ) -> None:
        super().__init__(parent)
        self._file = folder / FILE
        self._has = has
        self._drafts: dict[str, Kept] | None = None
        self._step: int | None = None
        self._aside: dict[int, dict[str, Kept]] = {}  # by the step that used them up
        self._back: list[list[str]] = []  # what each step that was taken back gave back
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self._write)

    def get(self, key: str) -> Kept | None:
        """The draft of this key, None when there is none."""
        draft = self._all().get(self._place(key))
        merged = self._merged()
        return json.loads(_as_merged(json.dumps(draft), merged)) if draft is not None and merged else draft

    def newest(self, beginning: str) -> str:
        """The key that was kept last of those that begin so; empty when there is none."""
        return next((key for key in reversed(self._all()) if key.startswith(beginning)), "")

    def keep(self, key: str, draft: Kept) -> None:
        """Keeps what stands in a sheet now; it is written when nothing was typed for a moment."""
        place = self._place(key)
        self._all().pop(place, None)  # what is kept last stands last
        self._all()[place] = draft
        self._soon.start()

    def drop(self, key: str) -> None:
        """Forgets a draft that is not wanted."""
        if self._all().pop(self._place(key), None) is not None:
            self._write()

    def forget(self, customer_id: UUID) -> None:
        """Forgets every draft that speaks of a person, who is being erased."""
        who, merged = str(customer_id), self._merged()
        names = [who, *(gone for gone in merged if _as_merged(gone, merged) == who)]
        speaking = [key for key, draft in self._all().items() if _speaks(names, key, draft)]
        for key in speaking:
            self._all().pop(key)
        for step, drafts in self._aside.items():
            self._aside[step] = {key: draft for key, draft in drafts.items() if not _speaks(names, key, draft)}
        (self._file.parent / PUT_ASIDE).unlink(missing_ok=True)  # nobody can tell of whom it speaks
        if speaking:
            self._write()

    # Two customers made one

    def hand_over(self, gone_id: UUID, kept_id: UUID) -> None:
        """Notes that one of two records took the other in, where there are drafts of the one that is gone."""
        gone = str(gone_id)
        if any(_speaks([gone], key, draft) for key, draft in self._all().items()):
            self._all()[MERGED + gone] = {"into": str(kept_id)}
            self._write()

    def _merged(self) -> dict[str, str]:
        """Who was taken in by whom."""
        return {
            key.removeprefix(MERGED): str(draft.get("into"))
            for key, draft in self._all().items()
            if key.startswith(MERGED) and not self._has(UUID(key.removeprefix(MERGED)))
        }

    def _place(self, key: str) -> str:
        """Under which key the draft stands: its own, or that of a record that was taken in."""
        merged = self._merged() if key not in self._all() else {}
        theirs = (each for each in reversed(self._all()) if merged and not each.startswith(MERGED))
        return next((each for each in theirs if _as_merged(each, merged) == key), key)

    def _settled_merges(self) -> list[str]:
        """The notes of merges of whom no draft speaks any more."""
        said = {key: key + json.dumps(draft) for key, draft in self._all().items()}
        merges = [key for key in said if key.startswith(MERGED)]
        return [one for one in merges if not any(one.removeprefix(MERGED) in said[key] for key in said if key != one)]

    # What a step uses up

    def stepped(self, step_id: int | None) -> None:
        """A step was done: what is used from here on is given back with it."""
        self._step = step_id
        self._back.clear()

    def use(self, key: str) -> None:
        """What was drafted is in the book now, by the step that was just done."""
        self._set_aside([self._place(key)])

    def sweep(self, closed: Callable[[list[UUID]], dict[UUID, datetime]], *, for_good: bool = False) -> None:
        """Sets aside what was drafted before its follow-up or enquiry was closed; for good, nothing brings it back.

        `closed` says when each of these ids was.
        """
        about = {key: ids for key in self._all() if (ids := _ids(key))}
        ends = closed([each for ids in about.values() for each in ids]) if about else {}
        over = [
            key
            for key, ids in about.items()
            if any(each in ends and _begun(self._all()[key], ends[each]) for each in ids)
        ]
        if for_good:
            self._step = None
            over += self._settled_merges()
        self._set_aside(over)

    def undone(self, step_id: int) -> None:
        """A step was taken back: what it used up stands there again, unless something was begun anew."""
        drafts = {key: draft for key, draft in self._aside.pop(step_id, {}).items() if key not in self._all()}
        self._all().update(drafts)
        self._back.append(list(drafts))
        if drafts:
            self._write()

    def redone(self, step_id: int | None) -> None:
        """The step that was taken back last was done again, as this one."""
        keys = self._back.pop() if self._back else []
        self._step = step_id
        self._set_aside(keys)

    def _set_aside(self, keys: list[str]) -> None:
        used = {key: self._all().pop(key) for key in keys if key in self._all()}
        if used:
            if self._step is not None:
                self._aside.setdefault(self._step, {}).update(used)
            self._write()

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


def _as_merged(words: str, merged: dict[str, str]) -> str:
    """A text in which the ids of who was taken in are those of who took them in, and may have been taken in too."""
    for _ in merged:
        for gone, kept in merged.items():
            words = words.replace(gone, kept)
    return words


def _speaks(names: list[str], key: str, draft: Kept) -> bool:
    said = key + json.dumps(draft)
    return any(name in said for name in names)


def _ids(key: str) -> list[UUID]:
    """The ids in a key: whom and what a draft is about."""
    if key.startswith(MERGED):
        return []
    found = []
    for part in key.split("/"):
        with suppress(ValueError):
            found.append(UUID(part))
    return found


def _begun(draft: Kept, end: datetime) -> bool:
    """Whether a draft was last written before an end; one that does not say when was."""
    try:
        return datetime.fromisoformat(draft["at"]) <= end
    except (KeyError, TypeError, ValueError):
        return True
