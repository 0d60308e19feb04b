"""How testimonials leave the book: asked where to, written beside the window, and told what was left out and why."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.book.errors import BookError
from tradesman.book.store import Session
from tradesman.exchange import testimonial_exports, testimonial_files
from tradesman.exchange.exports import Exported, LeftOut
from tradesman.exchange.testimonial_exports import Kind
from tradesman.services import businesses, testimonials
from tradesman.services.progress import Progress
from tradesman.ui import clipboard, leaving, links, logo, paper_making, sheet_making
from tradesman.ui.desk import Desk
from tradesman.ui.long_work import LongWork
from tradesman.ui.parts.notice import Notice
from tradesman.ui.parts.progress_line import ProgressLine
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme

_Write = Callable[[Session, Progress, dict[str, Any]], Exported]


def _tr(text: str) -> str:
    return QCoreApplication.translate("TestimonialLeaving", text)


class TestimonialLeaving(QWidget):
    """Says above the wall how far an export is and what came of it; takes no room otherwise."""

    def __init__(self, desk: Desk, theme: Theme, pickers: Pickers | None = None) -> None:
        super().__init__()
        self._desk, self._pickers = desk, pickers or Pickers()
        self._work = LongWork(desk.background, self)
        self._progress = ProgressLine(self._work, theme, name="export_progress", last=_tr("Finishing"))
        self.notice = Notice(theme, name="testimonial_notice")
        self._folder = Path()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        self._line = QWidget()
        inner = QVBoxLayout(self._line)
        inner.setContentsMargins(20, 12, 20, 0)
        inner.addWidget(self._progress)
        self._line.setVisible(False)
        column.addWidget(self._line)
        self._work.ended.connect(self._on_ended)
        self._work.failed.connect(self._on_failed)
        self.notice.acted.connect(self._on_folder)

    def export(self, kind: Kind) -> None:
        """Writes all that may be shown where this kind of file is for."""
        target = self._pickers.any_file(
            self.window(), _tr("Where to?"), Path.home() / f"testimonials.{kind.value}", _kinds()[kind]
        )
        if target is None:
            return
        told = _tr("Search engines show no stars for it.") if kind == Kind.HTML else ""

        def write(session: Session, _progress: Progress, rest: dict[str, Any]) -> Exported:
            return testimonial_exports.write(session, target, kind, replace=True, **rest)

        self._begin(target.parent, target.name, write, told)

    def cards(self) -> None:
        """Writes a picture of each that may be shown on social media, into a folder."""
        into = self._pickers.folder(self.window(), _tr("Into which folder?"), Path.home())
        if into is None:
            return

        def write(session: Session, progress: Progress, rest: dict[str, Any]) -> Exported:
            colour = _colour(session, rest["folder"])
            return testimonial_exports.cards(session, into, progress=progress, colour=colour, **rest)

        self._begin(into, into.name, write)

    def card(self, testimonial_id: UUID) -> None:
        """Writes one as a picture for social media; says so at once where its consent is for elsewhere."""
        try:
            self._desk.ask(testimonials.shown, testimonial_id, testimonial_exports.CARDS)
        except BookError as error:
            self._on_failed(str(error))
            return
        proposed = Path.home() / f"{_tr('testimonial')}.png"
        target = self._pickers.any_file(self.window(), _tr("Where to?"), proposed, _tr("Pictures (*.png)"))
        if target is None:
            return

        def write(session: Session, _progress: Progress, rest: dict[str, Any]) -> Exported:
            colour = _colour(session, rest["folder"])
            return testimonial_exports.card(session, target, testimonial_id, replace=True, colour=colour, **rest)

        self._begin(target.parent, target.name, write)

    def copy(self, testimonial_id: UUID) -> None:
        """Puts one onto the clipboard, as text and as HTML, as far as consent goes."""
        try:
            shown, business = self._desk.ask(
                lambda session: (testimonials.shown(session, testimonial_id), businesses.current(session))
            )
        except BookError as error:
            self.notice.say(_tr("It was not copied."), str(error), kind="danger")
            return
        clipboard.put(testimonial_files.plain_words(business, shown), testimonial_files.figure(business, shown))
        where = _tr("It may be shown: {0}.").format(_together(shown.places))
        self.notice.say(_tr("Copied."), f"{_tr('Name and place stand there as far as consent goes.')} {where}")

    # How it is done

    def _begin(self, folder: Path, where: str, write: _Write, told: str = "") -> None:
        self.notice.clear()
        self._progress.begin(_tr("Writing"))
        self._line.show()
        book, now = self._desk.book, self._desk.now

        def work(progress: Progress) -> tuple[Exported, Path, str, str]:
            with book.read(now) as session:
                done = write(session, progress, {"folder": book.photos, "fit": _fit, "fit_logo": _fit_logo})
            return done, folder, where, told

        self._work.run(work)

    def _on_ended(self, found: tuple[Exported, Path, str, str]) -> None:
        done, self._folder, where, told = found
        self._line.hide()
        self._progress.hide()
        written = _tr("1 written to {0}.") if done.written == 1 else _tr("{1} written to {0}.")
        parts = (_left_out(done), _taken_away(done.taken_away), *done.told, told)
        detail = " ".join(part for part in parts if part)
        self.notice.say(written.format(where, done.written), detail, action=_tr("Open folder"))

    def _on_failed(self, sentence: str) -> None:
        self._line.hide()
        self._progress.hide()
        self.notice.say(_tr("The export was not finished."), sentence, kind="danger")

    def _on_folder(self) -> None:
        if not links.open_folder(self._folder):
            self.notice.say(_tr("The folder could not be opened."), str(self._folder), kind="warn")


def _fit(file: Path, name: str) -> tuple[bytes, str]:
    return leaving.fit_file(file, name, sheet_making.LONGEST)


def _fit_logo(file: Path, _name: str) -> tuple[bytes, str]:
    return logo.read(file), file.suffix


def _colour(session: Session, folder: Path) -> str:
    """That of the business, or else that of its logo."""
    business = businesses.current(session)
    if business.colour:
        return business.colour
    picture, _fault = paper_making.logo_of(folder, business.logo)
    return logo.colour(picture) if picture is not None else ""


# What is said


def _kinds() -> dict[Kind, str]:
    return {
        Kind.CSV: _tr("CSV (*.csv)"),
        Kind.JSON: _tr("JSON (*.json)"),
        Kind.MARKDOWN: _tr("Markdown (*.md)"),
        Kind.HTML: _tr("HTML (*.html)"),
        Kind.PDF: _tr("PDF (*.pdf)"),
    }


def _left_out(done: Exported) -> str:
    """How many were left out, and why."""
    said = {
        LeftOut.WITHDRAWN: _tr("{0} with consent taken back"),
        LeftOut.NO_CONSENT: _tr("{0} without consent"),
        LeftOut.NAMING: _tr("{0} with words that tell the name or the place"),
        LeftOut.UNPRINTABLE: _tr("{0} with a letter that cannot be printed"),
        LeftOut.TOO_LONG: _tr("{0} too long for a picture"),
        LeftOut.STOPPED: _tr("{0} after you stopped"),
    }
    why = [said[reason].format(count) for reason, count in done.left_out.items()]
    why += [_tr("{0} for {1} only").format(count, _together(places)) for places, count in done.elsewhere.items()]
    left = sum(done.left_out.values()) + sum(done.elsewhere.values())
    return _tr("{0} left out: {1}.").format(left, ", ".join(why)) if left else _tr("Nothing was left out.")


def _taken_away(count: int) -> str:
    """How many cards of an earlier export are gone from the folder."""
    if not count:
        return ""
    return (
        _tr("1 earlier card was taken away.") if count == 1 else _tr("{0} earlier cards were taken away.").format(count)
    )


def _together(places: tuple[str, ...]) -> str:
    """Places in words: "website and print"."""
    said = {"website": _tr("website"), "print": _tr("print"), "social": _tr("social media")}
    *first, last = [said[place] for place in places]
    return _tr("{0} and {1}").format(", ".join(first), last) if first else last
