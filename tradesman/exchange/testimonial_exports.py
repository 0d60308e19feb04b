"""What customers say on its way out of the book: every kind of file, each obeying the consent to where it is shown.

HTML is for the website, the PDF for print, the picture for social media: each holds what may be shown there. A table,
JSON and Markdown may go anywhere: they hold all that may be shown somewhere, and every row says where. What was
withdrawn is in none of them, and the photos that an earlier export of the same name had for it are taken away too, as
are the pictures for social media that an earlier export left in the same folder; nor are words that tell more of the
name or the place than the consent to them covers.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from tradesman.book import album, picture_file, private_file
from tradesman.book.business import Business
from tradesman.book.errors import BookError
from tradesman.book.store import Session, refuse_inside_a_book
from tradesman.documents import testimonial_paper, testimonial_picture
from tradesman.documents.typesetting import NoLetter, TooLong
from tradesman.exchange import clean_pictures, exports, testimonial_files
from tradesman.exchange.exports import Exported, Format, LeftOut
from tradesman.services import businesses
from tradesman.services import testimonials as said
from tradesman.services.progress import Progress
from tradesman.services.testimonials import Export, Shown

MOST_PIXELS = 50_000_000
_PDF, _PNG = b"%PDF-", b"\x89PNG\r\n"  # with which every such file begins
_BESIDE, _CARD = "testimonial-", "testimonial-card-"  # what the names of photos and of cards begin with
_EARLIER_CARD = re.compile(_CARD + r"[0-9a-f]{12}\.png")
_PHOTO = re.compile(rb'src="(testimonial-[0-9a-f]{12}\.(?:jpg|png|webp))"')

# A picture file and what to call it, and what can leave of it, with its ending; BookError in a sentence.
Fit = Callable[[Path, str], tuple[bytes, str]]


class Kind(StrEnum):
    """What kind of file is written, by its ending."""

    CSV = "csv"
    JSON = "json"
    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"


PLACES = {Kind.HTML: "website", Kind.PDF: "print"}
CARDS = "social"


def clean_copy(file: Path, name: str) -> tuple[bytes, str]:
    """What can leave of a picture without it being drawn anew; BookError for what only a window can make fit."""
    try:
        if file.stat().st_size > album.LARGEST:
            raise BookError(f"{name} is larger than {album.LARGEST // 1_000_000} MB. It was left out.")
        content = file.read_bytes()
    except OSError as error:
        raise BookError(f"{name} could not be read: {error.strerror}. It was left out.") from error
    facts = picture_file.facts(content)
    if facts is None or facts.width * facts.height > MOST_PIXELS:
        raise BookError(f"{name} is no picture, or too large to be read. It was left out.")
    return clean_pictures.clean(content, name), facts.kind


class _Pictures:
    """The photos and the logo that go along; of what cannot leave, it is told why."""

    def __init__(self, folder: Path, fit: Fit, fit_logo: Fit) -> None:
        self._folder, self._fit, self._fit_logo = folder, fit, fit_logo
        self._made: dict[str, tuple[bytes, str]] = {}
        self.told: list[str] = []

    def of(self, found: Sequence[Shown]) -> dict[str, tuple[bytes, str]]:
        """Content and ending of each photo that may be shown, by its name in the book."""
        for number, shown in enumerate(found, 1):
            if shown.photo and shown.photo not in self._made:
                self._make(shown.photo, f"Photo {number}")
        return {shown.photo: self._made[shown.photo] for shown in found if self._made.get(shown.photo, (b"",))[0]}

    def logo(self, business: Business) -> bytes | None:
        """The picture of the business, None without one."""
        if not business.logo:
            return None
        try:
            return self._fit_logo(self._folder / Path(business.logo).name, "The logo")[0]
        except BookError as error:
            self.told.append(str(error))
            return None

    def _make(self, name: str, called: str) -> None:
        try:
            self._made[name] = self._fit(self._folder / Path(name).name, called)
        except BookError as error:
            self._made[name] = b"", ""
            self.told.append(str(error))


def write(
    session: Session,
    out: Path,
    kind: Kind,
    folder: Path,
    *,
    replace: bool = False,
    fit: Fit = clean_copy,
    fit_logo: Fit = clean_copy,
) -> Exported:
    """Writes what may be shown where this kind of file is for; `folder` is that of the book's photos.

    Ends the session. BookError when the disk refuses, and for a place that is taken by anything but an earlier export;
    of a PDF that cannot be told, so that one is replaced only where somebody was asked, and `replace` says so.
    """
    found, business, at = said.for_export(session, PLACES.get(kind, "")), businesses.current(session), session.now
    session.close()  # a slow stick holds up nobody who writes to the book
    refuse_inside_a_book(out)
    private_file.refuse_other_than_files(out)
    pictures, unprintable = _Pictures(folder, fit, fit_logo), 0
    match kind:
        case Kind.CSV | Kind.JSON:
            exports.testimonials(out, Format(kind.value), found.shown)
        case Kind.MARKDOWN:
            note = testimonial_files.markdown(business, found.shown).encode()
            exports.write(out, (testimonial_files.NOTES_MARK.encode(),), lambda handle: handle.write(note))
        case Kind.HTML:
            _write_html(out, business, found.shown, pictures)
        case Kind.PDF:
            photos = {name: content for name, (content, _ending) in pictures.of(found.shown).items()}
            made = testimonial_paper.sheet(business, found.shown, photos, at, logo=pictures.logo(business))
            content, unprintable = made
            _write_drawn(out, content, _PDF, replace=replace)
    done = _exported(found, len(found.shown) - unprintable, pictures)
    return _with(done, LeftOut.UNPRINTABLE, unprintable)


def _exported(found: Export, written: int, pictures: _Pictures, taken_away: int = 0) -> Exported:
    left_out = {
        LeftOut.WITHDRAWN: found.withdrawn,
        LeftOut.NO_CONSENT: found.without_consent,
        LeftOut.NAMING: found.naming,
    }
    counted = {reason: count for reason, count in left_out.items() if count}
    return Exported(written, counted, found.elsewhere, tuple(pictures.told), taken_away)


def _with(done: Exported, reason: LeftOut, count: int) -> Exported:
    if count:
        done.left_out[reason] = count
    return done


def _write_drawn(out: Path, content: bytes, begins: bytes, *, replace: bool) -> None:
    """Writes a PDF or a picture where there is none, or in the place of another, as is said."""
    if not replace and (out.exists() or out.is_symlink()):
        raise BookError(f"There is something at {out} already. It was not touched. Choose another name.")
    exports.write(out, (begins,), lambda handle: handle.write(content))


# HTML and the photos beside it


def _write_html(out: Path, business: Business, found: Sequence[Shown], pictures: _Pictures) -> None:
    """Photos stand beside the piece, each under a name made of what it holds; those of an earlier one go."""
    made = pictures.of(found)
    names = {photo: _name(content, ending) for photo, (content, ending) in made.items()}
    before = _photos_of(out)
    with _all_or_none() as new:
        for photo, name in names.items():
            _keep_beside(out.with_name(name), made[photo][0], new)
        piece = testimonial_files.page_part(business, found, names)
        exports.write(out, (testimonial_files.MARK.encode(),), lambda handle: handle.write(piece))
    for gone in before - set(names.values()):
        _take_away(out.with_name(gone), _BESIDE)


def _name(content: bytes, ending: str, begins: str = _BESIDE) -> str:
    return f"{begins}{sha256(content).hexdigest()[:12]}{ending}"


@contextmanager
def _all_or_none() -> Iterator[list[Path]]:
    """Collects the files that are new here; when one cannot be written, those before it go again."""
    new: list[Path] = []
    try:
        yield new
    except BookError:
        for left in new:
            with suppress(OSError):
                left.unlink()
        raise


def _keep_beside(place: Path, content: bytes, new: list[Path]) -> None:
    """Writes a picture under the name made of what it holds, and adds it to what is new unless it is there already."""
    private_file.refuse_other_than_files(place)
    if not _is_there(place, content):
        with private_file.appearing(place) as handle:
            handle.write(content)
        new.append(place)


def _is_there(place: Path, content: bytes) -> bool:
    try:
        if not place.exists():
            return False
        if place.read_bytes() == content:
            return True
    except OSError as error:
        why = f"{place} could not be read: {error.strerror or error}."
        raise BookError(f"{why} It was not touched, and nothing new was left. Choose another folder.") from error
    raise BookError(f"There is something at {place} already. It was not touched. Choose another folder.")


def _photos_of(out: Path) -> set[str]:
    """The names of the photos that an earlier piece of HTML has beside it."""
    with suppress(OSError):
        earlier = out.read_bytes()
        if earlier.startswith(testimonial_files.MARK.encode()):
            return {name.decode() for name in _PHOTO.findall(earlier)}
    return set()


def _take_away(place: Path, begins: str) -> bool:
    """Removes a picture that was written here; anything else under its name stays. Whether it is gone."""
    with suppress(OSError):
        if not place.is_symlink() and place.name == _name(place.read_bytes(), place.suffix, begins):
            place.unlink()
            return True
    return False


# Pictures for social media


def card(
    session: Session,
    out: Path,
    testimonial_id: UUID,
    folder: Path,
    *,
    replace: bool = False,
    colour: str = "",
    fit: Fit = clean_copy,
    fit_logo: Fit = clean_copy,
) -> Exported:
    """Writes one testimonial as a picture in a colour of the business; ends the session.

    `replace` as for `write`. BookError without consent for social media, for words that do not fit, for a place that is
    taken, and when the disk refuses.
    """
    shown, business, at = said.shown(session, testimonial_id, CARDS), businesses.current(session), session.now
    session.close()
    pictures = _Pictures(folder, fit, fit_logo)
    photo = pictures.of([shown]).get(shown.photo, (None, ""))[0]
    logo = pictures.logo(business)
    content = testimonial_picture.png(business, shown, at, colour=colour, logo=logo, photo=photo)
    _write_drawn(out, content, _PNG, replace=replace)
    return Exported(1, told=tuple(pictures.told))


def cards(
    session: Session,
    into: Path,
    folder: Path,
    progress: Progress,
    *,
    colour: str = "",
    fit: Fit = clean_copy,
    fit_logo: Fit = clean_copy,
) -> Exported:
    """Writes a picture of each that may be shown on social media into a folder, named by what it holds.

    What an earlier export wrote there and this one does not is taken away: it was withdrawn, or is in another colour.
    Ends the session; stopped, it keeps what is written, and what is there. BookError as `card`, with nothing new left,
    but words that do not fit are left out.
    """
    found, business, at = said.for_export(session, CARDS), businesses.current(session), session.now
    session.close()
    refuse_inside_a_book(into / "card")
    pictures = _Pictures(folder, fit, fit_logo)
    photos, logo = pictures.of(found.shown), pictures.logo(business)
    progress.begin(len(found.shown))

    def draw(shown: Shown) -> bytes:
        photo = photos.get(shown.photo, (None, ""))[0]
        return testimonial_picture.png(business, shown, at, colour=colour, logo=logo, photo=photo)

    names, faults = _put_cards(into, found.shown, draw, progress)
    left = len(found.shown) - progress.done
    done = _exported(found, progress.done - len(faults), pictures, 0 if left else _without_earlier(into, names))
    for reason in (LeftOut.UNPRINTABLE, LeftOut.TOO_LONG):
        _with(done, reason, faults.count(reason))
    return _with(done, LeftOut.STOPPED, left)


def _put_cards(
    into: Path, found: Sequence[Shown], draw: Callable[[Shown], bytes], progress: Progress
) -> tuple[set[str], list[LeftOut]]:
    """Writes each card until it is stopped: their names, and why others could not be drawn."""
    names: set[str] = set()
    faults: list[LeftOut] = []
    with _all_or_none() as new:
        for shown in found:
            if progress.stopped:
                break
            try:
                content = draw(shown)
            except NoLetter:
                faults.append(LeftOut.UNPRINTABLE)
            except TooLong:
                faults.append(LeftOut.TOO_LONG)
            else:
                name = _name(content, ".png", _CARD)
                _keep_beside(into / name, content, new)
                names.add(name)
            progress.done += 1
    return names, faults


def _without_earlier(into: Path, names: set[str]) -> int:
    """Takes away the cards that an earlier export left in a folder, and gives their number."""
    try:
        there = [place for place in into.iterdir() if _EARLIER_CARD.fullmatch(place.name)]
    except OSError:
        return 0
    return sum(_take_away(place, _CARD) for place in there if place.name not in names)
