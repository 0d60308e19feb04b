"""Backing a book up beside the window; when and where each was last backed up, and what a new backup is called."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman import paths, settings
from tradesman.ui.desk import Desk
from tradesman.ui.pickers import Pickers

if TYPE_CHECKING:
    from tradesman.book.backup import BackupReport

KIND = ".zip"


@dataclass(frozen=True)
class LastBackup:
    """A backup that was read back after it was written."""

    at: datetime
    file: Path


def last(folder: Path) -> LastBackup | None:
    """The last good backup of the book in this folder; None when this computer knows of none."""
    kept = settings.read()["backups"]
    try:
        found = kept[_key(folder)]
        at, file = datetime.fromisoformat(found["at"]), Path(found["file"])
    except (TypeError, KeyError, ValueError):
        return None
    return LastBackup(at, file) if at.tzinfo is not None else None


def last_backup(folder: Path) -> datetime | None:
    """When the book in this folder was last backed up."""
    found = last(folder)
    return found.at if found is not None else None


def note(folder: Path, file: Path, at: datetime) -> None:
    """Remembers a good backup of the book in this folder."""
    kept = settings.read()["backups"]
    others = kept if isinstance(kept, dict) else {}
    settings.write(backups={**others, _key(folder): {"at": at.isoformat(), "file": str(file)}})


def where(desk: Desk, pick: Pickers, parent: QWidget) -> Path | None:
    """Asks where the next backup of the open book goes."""
    kinds = _tr("Backups (*.zip)")
    return pick.new_file(parent.window(), _tr("Back up"), proposed(desk.book.folder, desk.today()), kinds)


def back_up(desk: Desk, out: Path, done: Callable[[], None], failed: Callable[[str], None]) -> None:
    """Writes a backup of the open book there, beside the window, notes it and tells of it; `failed` gets a sentence."""
    folder, now = desk.book.folder, desk.now

    def work() -> "BackupReport":
        from tradesman.book import backup

        return backup.back_up(folder, out, now)

    def ended(report: "BackupReport") -> None:
        note(folder, report.file, now)
        desk.told.emit(_tr("Backed up."), str(report.file))
        done()

    desk.background.run(work, ended, failed)


def _tr(text: str) -> str:
    return QCoreApplication.translate("backup", text)


def proposed(folder: Path, day: date) -> Path:
    """Where the next backup may go: beside the last one, under a name with the day that is not taken."""
    found = last(folder)
    beside = found.file.parent if found is not None and found.file.parent.is_dir() else Path.home()
    return _free(beside, f"{folder.name.removesuffix(paths.SUFFIX)} {day.isoformat()}", KIND)


def proposed_book(file: Path) -> Path:
    """Where a book out of this backup may go, under a name that is not taken."""
    return _free(paths.home(), file.stem, paths.SUFFIX)


def _free(folder: Path, name: str, suffix: str) -> Path:
    found, number = folder / f"{name}{suffix}", 2
    while found.exists():
        found, number = folder / f"{name} {number}{suffix}", number + 1
    return found


def _key(folder: Path) -> str:
    return str(folder.resolve())
