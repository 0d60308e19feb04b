"""Printable: what a person typed, as a sheet of paper can hold it."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

_JOINERS = ("\u200c", "\u200d")  # within letters of some scripts, and within one picture
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ONE_LINE = 60  # letters that stand at the top of a page
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")  # control and format characters, and what is none
_LONG_WORD = re.compile(r"\S{41,}")
_AS_IT_IS = ("svg", "content")  # drawings and pictures


def short(text: str) -> str:
    """As much of a text as stands in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _ONE_LINE else f"{line[: _ONE_LINE - 1].rstrip()}…"


def clean(part: Any) -> Any:
    """What is printed, without letters that cannot be seen; words that no line could hold may be parted."""
    if isinstance(part, str):
        plain = "".join(letter for letter in part if letter == "\n" or unicodedata.category(letter) not in _UNSEEN)
        return _LONG_WORD.sub(lambda word: "\u200b".join(re.findall(".{1,8}", word[0])), plain)
    if isinstance(part, list | tuple):
        return [clean(each) for each in part]
    if isinstance(part, dict):
        return {key: each if key in _AS_IT_IS else clean(each) for key, each in part.items()}
    return part


def visible(text: str) -> str:
    """A text as other programs may show it: no control characters, and no marks that turn what follows around.

    Breaks of every kind become one kind; letters that are made of several stay whole.
    """
    return "".join(
        letter
        for letter in _BREAKS.sub("\n", text).replace("\t", " ")
        if letter == "\n" or letter in _JOINERS or unicodedata.category(letter) not in _UNSEEN
    ).strip()


def lines(words: str) -> list[str]:
    """The lines of an address that say something."""
    return [line.strip() for line in words.splitlines() if line.strip()]


def joined(words: str) -> str:
    """The lines of a text as one: "3 Mill Lane, Harrow"."""
    return ", ".join(line.rstrip(",") for line in lines(visible(words)))


def svg(strokes: Sequence[Any]) -> str:
    """Strokes as a drawing: points are `[x, y, milliseconds]` in thousandths of the pad's width."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return ""
    left, top = min(point[0] for point in points), min(point[1] for point in points)
    wide, high = max(point[0] for point in points) - left, max(point[1] for point in points) - top
    paths_ = "".join(
        "<path d='M" + " L".join(f"{point[0] - left + 10} {point[1] - top + 10}" for point in stroke) + "'/>"
        for stroke in strokes
        if stroke
    )
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {wide + 20} {high + 20}' fill='none' stroke='#1B1F22'"
        f" stroke-width='5' stroke-linecap='round' stroke-linejoin='round'>{paths_}</svg>"
    )
