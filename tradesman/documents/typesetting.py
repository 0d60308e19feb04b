"""Typesetting: a template of the resources and its data become a PDF, with the bundled fonts and nothing else.

Templates read their data from JSON, so that nothing a person typed is ever run. Nothing is fetched, nothing outside the
resources is read, and the same data at the same moment gives the same bytes.
"""

import json
import re
import tempfile
import threading
from datetime import datetime
from functools import cache
from typing import Any

import typst

from tradesman import paths
from tradesman.book.errors import BookError

STANDARD = "ua-1"  # tagged, so that it can be read aloud; also refuses a letter that no font has
_MISSING = re.compile(r"the text (.+?) could not be displayed")
_TOO_LONG = "too long for one page"  # as templates say it
_lock = threading.Lock()  # one compiler serves everybody


class TooLong(BookError):
    """A picture has one page only."""

    def __init__(self) -> None:
        super().__init__("This is too long for one page. No picture was made. Shorten the words first.")


class NoLetter(BookError):
    """A letter cannot be printed; `letters` are those that stand together with it."""

    def __init__(self, letters: str) -> None:
        super().__init__(
            f"“{letters}” cannot be printed: the font has no such letter. No paper was made. Write it another way."
        )
        self.letters = letters


def pdf(template: str, data: dict[str, Any], at: datetime) -> bytes:
    """The PDF of `resources/papers/<template>.typ`; BookError that names a letter which cannot be printed.

    `at` is the moment written into the file, to the second. Takes some tens of milliseconds, without the interpreter's
    lock: beside the window.
    """
    return _compile(template, data, at, format="pdf", pdf_standards=[STANDARD])


def png(template: str, data: dict[str, Any], at: datetime, *, ppi: float) -> bytes:
    """The picture of a template's only page; BookError as for a PDF, and TooLong where a second would be needed."""
    pdf(template, data, at)  # a picture alone would show a box for a letter that the font has not
    return _compile(template, data, at, format="png", ppi=ppi)


def _compile(template: str, data: dict[str, Any], at: datetime, **rest: Any) -> bytes:
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        with _lock:
            made: Any = _compiler(template).compile(sys_inputs=inputs, timestamp=at.replace(microsecond=0), **rest)
    except typst.TypstError as error:
        raise _fault(error) from error
    if not isinstance(made, bytes):
        raise TooLong
    return made


@cache
def _compiler(template: str) -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(paths.resource("fonts"))]
    )
    nowhere = tempfile.gettempdir()
    return typst.Compiler(
        input=str(paths.resource("papers", f"{template}.typ")),
        root=str(paths.resource()),
        font_paths=fonts,
        package_path=nowhere,
        package_cache_path=nowhere,
    )


def _fault(error: typst.TypstError) -> BookError:
    said = str(getattr(error, "message", error))
    letters = _MISSING.search(said)
    if letters is not None:
        return NoLetter(letters[1].strip('`"'))
    if _TOO_LONG in said:
        return TooLong()
    return BookError(f"The paper could not be made: {said.splitlines()[0]}. Nothing was changed.")
