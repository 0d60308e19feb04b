"""Copies of photos and other files that can leave: photos upright, and none tells where anything was taken.

Every photo that goes to somebody goes through `fit`. The book's own backups keep the photos as they were taken.
"""

from pathlib import Path

from tradesman.book import album, picture_file, private_file
from tradesman.book.direction import unturned
from tradesman.book.errors import BookError
from tradesman.book.picture_file import UPRIGHT
from tradesman.exchange import clean_files, clean_pictures
from tradesman.exchange.eml import MOST_ATTACHED, Attached
from tradesman.ui import picture_reading
from tradesman.ui.picture_reading import Fault

FOR_MAIL = 2000  # pixels of the longer side: enough to see a crack, and ten of them fit into one message
_UNTOUCHED = frozenset((".jpg", ".png", ".webp"))  # can be taken apart without being drawn anew


def fit(content: bytes, name: str, longest: int = 0) -> tuple[bytes, str]:
    """What can leave of a picture, and the ending for it; no longer either way than `longest` pixels, 0 for any.

    It is drawn anew only where it must be: turned, too large, or HEIC. BookError in a sentence where it cannot be.
    """
    facts = picture_file.facts(content)
    if facts is None:
        clean_pictures.clean(content, name)  # says of a raw picture what to do
        raise BookError(f"{name} is not a picture. It was left out.")
    small = not longest or max(facts.width, facts.height) <= longest
    if facts.kind in _UNTOUCHED and facts.turned == UPRIGHT and small:
        return clean_pictures.clean(content, name), facts.kind
    side = min(longest or picture_reading.LARGEST_SIDE, picture_reading.LARGEST_SIDE)
    seen = picture_reading.decode(content, facts, side)
    if seen.fault == Fault.NOT_HERE:
        raise BookError(f"{name} is HEIC, which this computer cannot turn into JPEG. It was left out.")
    if seen.fault is not None:
        raise BookError(f"{name} is damaged or too large to be read. It was left out.")
    return clean_pictures.clean(picture_reading.packed(seen.image), name), ".jpg"


def fit_file(source: Path, name: str, longest: int = 0) -> tuple[bytes, str]:
    """`fit` for a file; in any thread."""
    return fit(_read(source, name, album.LARGEST), name, longest)


def _read(source: Path, name: str, most: int) -> bytes:
    try:
        if source.stat().st_size > most:
            raise BookError(f"{name} is larger than {most // 1_000_000} MB. It was left out.")
        return source.read_bytes()
    except OSError as error:
        raise BookError(f"{name} could not be read: {error.strerror}. It was left out.") from error


def save(source: Path, target: Path, name: str) -> Path:
    """Writes a copy that can leave to a place a person picked, with the ending that fits; gives where it is.

    BookError when something is there already, or when the disk refuses.
    """
    content, ending = fit_file(source, name)
    place = target if target.suffix.lower() == ending else target.with_name(target.stem + ending)
    if place.exists() or place.is_symlink():
        raise BookError(f"There is something at {place} already. It was not touched. Choose another name.")
    with private_file.appearing(place) as handle:
        handle.write(content)
    return place


def attached(source: Path, name: str) -> Attached:
    """A file that somebody picked for a message, fit to leave; of a picture a copy in a size for mail. In any thread.

    BookError for one that cannot leave.
    """
    content = _read(source, name, album.LARGEST)
    if clean_pictures.is_picture(content):
        fitting, ending = fit(content, name, FOR_MAIL)
        return Attached(f"{name.removesuffix(Path(name).suffix)}{ending}", fitting)
    if len(content) > MOST_ATTACHED:
        raise BookError(f"{name} is larger than {MOST_ATTACHED // 2**20} MB. It was left out.")
    return Attached(name, clean_files.clean(content, name))


def file_name(words: str) -> str:
    """Words as the name of a file: what some system does not allow becomes a space."""
    plain = "".join(" " if sign in '<>:"/\\|?*' or sign < " " else sign for sign in unturned(words))
    return " ".join(plain.split())[:60].strip(" .") or "Photo"
