"""Matching: what was typed against what is known, whatever the accents, capitals and typing errors."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from tradesman.book import search

Span = tuple[int, int]

SAME, BEGINS, HOLDS = range(3)  # how well a text fits, the best first
_WORD = re.compile(r"\w+")
SURE = 4  # a shorter word with an error in it could be anything
_LONG = 7  # from here on a word may have two errors
_CHOICES = 4  # readings of what was typed that are tried


def folded(text: str) -> str:
    """A text without capitals and accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", search.fold(text)).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words of a text, without capitals and accents."""
    return _WORD.findall(folded(text))


def fit(text: str, typed: str) -> int | None:
    """How well a text fits: SAME, BEGINS with it, HOLDS a word for each that was typed; None when it does not."""
    known, wanted = words_of(text), words_of(typed)
    if not wanted or not all(any(word.startswith(want) for word in known) for want in wanted):
        return None
    if known == wanted:
        return SAME
    begins = known[: len(wanted) - 1] == wanted[:-1] and known[len(wanted) - 1].startswith(wanted[-1])
    return BEGINS if begins else HOLDS


def forgiving_fit(text: str, typed: str) -> int | None:
    """As `fit`; a text that fits but for typing errors comes behind all that fit."""
    found = fit(text, typed)
    if found is not None or not readings(typed, words_of(text)):
        return found
    return HOLDS + 1


def readings(typed: str, known: Iterable[str], most: int = 2) -> list[str]:
    """What may have been meant, the likeliest first, where each word may have up to `most` errors; at most four.

    `known` are words as `words_of` gives them. What was typed is not among the readings.
    """
    wanted, words = words_of(typed), list(known)
    near = [_near(word, words, most) for word in wanted]
    ways = sorted(product(*near), key=lambda way: sum(errors for _word, errors in way))
    said = [" ".join(word for word, _errors in way) for way in ways]
    return [way for way in said if way != " ".join(wanted)][:_CHOICES]


def spans(text: str, typed: str) -> tuple[Span, ...]:
    """Where the letters that were typed stand in a text, as starts and ends; an error more or less does not matter."""
    found: set[Span] = set()
    for word in words_of(typed):
        begun = [_begun(match, word) for match in _WORD.finditer(text) if folded(match[0]).startswith(word)]
        found.update(begun or _near_spans(text, word))
    digits = "".join(letter for letter in typed if letter.isdigit())
    if not found and len(digits) > 2:
        found.update(_digit_spans(text, digits))
    return _joined(sorted(found))


def _joined(found: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _near(word: str, known: list[str], most: int) -> list[tuple[str, int]]:
    """Beginnings of known words that a typed word may have meant, each with its number of errors."""
    alike = [other for other in known if other[0] == word[0]]
    right = [(word, 0)] if any(other.startswith(word) for other in alike) else []
    errors = min(most, 0 if len(word) < SURE else 1 if len(word) < _LONG else 2)
    if not errors or not word.isalpha():  # a number with an error in it is another number
        return right
    # An error in the first letter is rare: the whole list is gone through only when the rest of it gives nothing.
    near = _nearest(word, alike, errors) or _nearest(word, known, errors)
    return right + [reading for reading in near if reading[1]]


def _nearest(word: str, known: Iterable[str], errors: int) -> list[tuple[str, int]]:
    lengths = (len(word), len(word) + 1)  # a letter may have been left out
    begins = {other[:length] for other in known for length in lengths}
    found = process.extract(word, begins, scorer=OSA.distance, score_cutoff=errors, limit=None)
    nearest = sorted((int(distance), begin) for begin, distance, _place in found)  # the same every time
    return [(begin, distance) for distance, begin in nearest[:_CHOICES]]


def _begun(match: re.Match[str], word: str) -> Span:
    """The first letters of a word that say as much as was typed; one letter may stand for two."""
    length = next(n for n in range(1, len(match[0]) + 1) if len(folded(match[0][:n])) >= len(word))
    return match.start(), match.start() + length


def _near_spans(text: str, word: str) -> list[Span]:
    """The letters of the nearest word that are those typed."""
    near = _near(word, words_of(text), 2)
    for match in _WORD.finditer(text):
        plain = folded(match[0])
        if near and plain.startswith(near[0][0]) and len(plain) == len(match[0]):
            blocks = Levenshtein.opcodes(word, near[0][0])
            return [(match.start() + b.dest_start, match.start() + b.dest_end) for b in blocks if b.tag == "equal"]
    return []


def _digit_spans(text: str, digits: str) -> list[Span]:
    """A part of a number, whatever stands between its digits."""
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    start = "".join(text[place] for place in places).find(digits)
    return [(places[start], places[start + len(digits) - 1] + 1)] if start >= 0 else []
