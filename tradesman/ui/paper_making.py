"""PDFs of quotes, made beside the window: shown as they were kept, and kept before a quote counts as given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from tradesman.book import shelf
from tradesman.book.errors import BookError
from tradesman.book.quote import GivenBy
from tradesman.documents import quote_paper
from tradesman.services import presentations
from tradesman.services.presentations import Choice, Paper
from tradesman.ui import logo
from tradesman.ui.desk import Desk

Failed = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """A PDF, and what had to be left out of it, in a sentence."""

    content: bytes
    told: str = ""


@dataclass(frozen=True)
class Kept:
    """The names of the PDFs that were kept; empty where a letter cannot be printed, which is told."""

    file: str = ""
    signed_file: str = ""
    told: str = ""


def give(
    desk: Desk,
    paper: Paper,
    by: GivenBy,
    label: str,
    done: Callable[[Any], None],
    failed: Failed,
    *,
    decision_on: date | None = None,
    decider: str | None = None,
    deed: Callable[..., Any] = presentations.give,
) -> None:
    """Keeps the PDF of what was shown, then freezes it in one step, the `deed`; `done` gets the given quote.

    A disk that refuses the PDF leaves the quote as it was, and so does a letter that cannot be printed where the PDF is
    what is sent. What was shown here was seen all the same: it is frozen in words, and the sentence is told.
    """

    def freeze(kept: Kept) -> None:
        rest: dict[str, Any] = {"file": kept.file, "decision_on": decision_on, "decider": decider}
        _finish(desk, kept, partial(deed, paper=paper, by=by, **rest), label, done, failed)

    sent = by == GivenBy.SENT
    desk.background.run(partial(_kept, desk.book.papers, desk.book.photos, paper, None, sent=sent), freeze, failed)


def accept(
    desk: Desk,
    paper: Paper,
    choice: Choice,
    label: str,
    done: Callable[[Any], None],
    failed: Failed,
    *,
    deed: Callable[..., Any] = presentations.accept,
) -> None:
    """Keeps the PDFs of what was seen and agreed, then accepts in one step, the `deed`; `done` gets the job."""

    def agree(kept: Kept) -> None:
        rest: dict[str, Any] = {"file": kept.file, "signed_file": kept.signed_file}
        _finish(desk, kept, partial(deed, paper=paper, choice=choice, **rest), label, done, failed)

    desk.background.run(partial(_kept, desk.book.papers, desk.book.photos, paper, choice), agree, failed)


def _finish(
    desk: Desk, kept: Kept, deed: Callable[..., Any], label: str, done: Callable[[Any], None], failed: Failed
) -> None:
    result = desk.do(deed, label=label, on_error=failed)
    if result is None:
        return
    if kept.told:
        desk.failed.emit(kept.told)
    done(result)


def _kept(papers: Path, photos: Path, paper: Paper, choice: Choice | None, *, sent: bool = False) -> Kept:
    try:
        made = None if shelf.read(papers, paper.file) else typeset(photos, paper)
        signed = typeset(photos, paper, choice) if choice is not None else None
    except BookError as error:
        if sent:
            raise
        return Kept(told=str(error))
    file = shelf.keep(papers, made.content) if made is not None else paper.file
    signed_file = shelf.keep(papers, signed.content) if signed is not None else ""
    return Kept(file, signed_file, next((each.told for each in (made, signed) if each is not None), ""))


def shown(papers: Path, photos: Path, paper: Paper) -> Made:
    """The PDF of a quote: the kept file byte for byte where there is one, otherwise one that is made now.

    BookError for a letter that cannot be printed.
    """
    content = shelf.read(papers, paper.signed_file if paper.choice is not None else paper.file)
    return Made(content) if content is not None else typeset(photos, paper, paper.choice)


def typeset(photos: Path, paper: Paper, choice: Choice | None = None) -> Made:
    """The PDF of a paper, with the decision in it where there is one; the same paper gives the same bytes.

    BookError for a letter that cannot be printed. A logo that cannot be used is left out, which is told.
    """
    content = paper.content
    picture, told = logo_of(photos, content["business"]["logo"])
    decision = None if choice is None else _decision(choice)
    return Made(quote_paper.pdf(content, paper.at, logo=picture, decision=decision), told)


def logo_of(photos: Path, name: str) -> tuple[bytes | None, str]:
    """The business's picture for a paper, or why it cannot be used."""
    if not name:
        return None, ""
    try:
        return logo.read(photos / Path(name).name), ""
    except BookError as error:
        return None, str(error)


def _decision(choice: Choice) -> quote_paper.Decision:
    return quote_paper.Decision(
        option_id=choice.option_id.hex,
        extras=frozenset(extra.hex for extra in choice.extras),
        who=choice.who,
        on=choice.on,
        by=choice.by.value,
        strokes=choice.strokes,
    )
