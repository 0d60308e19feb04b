"""Photos on their way out in one go: a copy of each that tells nothing, written into a folder beside the window."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tradesman.book import private_file
from tradesman.book.errors import BookError
from tradesman.services.photo_names import NamedPhoto
from tradesman.services.progress import Progress
from tradesman.ui import leaving

_LONGEST = 40  # letters of what work it is, so that the day behind it is seen


@dataclass
class Copied:
    """What became of a batch: how many were written, how many were there already, a sentence for each left out.

    `left` is how many were not tried, because it was stopped or the disk refused.
    """

    written: int = 0
    there: int = 0
    faults: list[str] = field(default_factory=list)
    left: int = 0


def name_of(photo: NamedPhoto, otherwise: str) -> str:
    """The name of a copy without its ending: the work, or else another word, the day and a number."""
    work = leaving.file_name(photo.work)[:_LONGEST].strip(" .") if photo.work else otherwise
    return f"{work} {photo.taken_on.isoformat()} {photo.number:02}"


def write_all(folder: Path, target: Path, photos: Sequence[NamedPhoto], otherwise: str, progress: Progress) -> Copied:
    """Writes copies of the photos of a book's `folder` into another; what is there already stays as it is.

    One that cannot leave is left out with the reason; a disk that refuses ends it.
    """
    result = Copied()
    progress.begin(len(photos))
    for number, photo in enumerate(photos):
        if progress.stopped:
            result.left = len(photos) - number
            break
        name = name_of(photo, otherwise)
        try:
            content, ending = leaving.fit_file(folder / Path(photo.file).name, name)
        except BookError as error:
            result.faults.append(str(error))
        else:
            try:
                fresh = _write(target, name, ending, content)
            except BookError as error:
                result.faults.append(str(error))
                result.left = len(photos) - number
                break
            result.written += fresh
            result.there += not fresh
        progress.done = number + 1
    return result


def _write(target: Path, name: str, ending: str, content: bytes) -> bool:
    """Writes a copy under a name that is free; whether it had to: the same one may be there already."""
    place, number = target / f"{name}{ending}", 1
    try:
        while place.exists() or place.is_symlink():
            if place.is_file() and place.stat().st_size == len(content) and place.read_bytes() == content:
                return False
            number += 1
            place = target / f"{name} ({number}){ending}"
    except OSError as error:
        raise BookError(f"{target} cannot be read: {error.strerror}. Choose another folder.") from error
    with private_file.appearing(place) as handle:
        handle.write(content)
    return True
