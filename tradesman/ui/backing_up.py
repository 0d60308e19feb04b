"""When and where each book was last backed up from this computer, and what a new backup is called."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tradesman import paths, settings

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
