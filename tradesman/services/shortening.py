"""Shortened words: what was said with words left out, and nothing put in."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from tradesman.services import matching

_APOSTROPHES, _HYPHENS = "'’´`‘", "‐‑-"  # the plain hyphen last, as a pattern wants it
# "don't", "un-helpful" and "1,000" are one word each, of which "don", "helpful" and "1" are no part.
_WORD = re.compile(rf"\d+(?:[.,]\d+)+|[^\W_]+(?:[{_APOSTROPHES}{_HYPHENS}][^\W_]+)*")
_ALIKE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-"))
_PUNCTUATION = frozenset(f'….,;:!?"“”()–{_APOSTROPHES}{_HYPHENS}')  # says nothing by itself
_LEFT_OUT = re.compile(r"…|\.\.\.")
# What turns a sentence round, English and German.
_DENIALS = frozenset(
    """
    anything barely cannot few hardly less little neither never no nobody none nor not nothing nowhere rarely scarcely
    seldom without
    aint arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt mustnt neednt shouldnt wasnt werent wont wouldnt
    kaum kein keine keinem keinen keiner keines keinesfalls keineswegs nein nicht nichts nie niemals niemand niemandem
    niemanden nirgends ohne selten weder wenig weniger
    """.split()
)


@dataclass(frozen=True)
class _Way:
    """One way to find some words in what was said: how often words are left out inside, and before which."""

    gaps: int
    before: tuple[int, ...] = ()


def not_said(words: str, shortened: str) -> tuple[str, ...]:
    """The words of a shortened version that do not stand in what was said, or not so often, or not in this order.

    Behind them its signs that are no punctuation, such as stars, and do not stand there, or not so often.
    """
    rest, missing = _words(words), []
    for word in _words(shortened):
        if word in rest:
            rest = rest[rest.index(word) + 1 :]
        else:
            missing.append(word)
    return tuple(dict.fromkeys([*missing, *_signs_added(words, shortened)]))


def denials_left_out(words: str, shortened: str) -> tuple[str, ...]:
    """The words of denial that were said and do not stand in a shortened version: it may say the opposite."""
    left = Counter(_words(words)) - Counter(_words(shortened))
    return tuple(word for word in left if any(_denies(part) for part in word.split("-")))


def marked(words: str, shortened: str) -> str:
    """A shortened version with an ellipsis wherever words are left out inside; one that is there is enough."""
    places = [*_WORD.finditer(shortened)]
    parts, done = [], 0
    for number in _gaps(_words(words), _words(shortened)):
        ends, begins = places[number - 1].end(), places[number].start()
        between = shortened[ends:begins]
        if not _LEFT_OUT.search(between):
            blank = between.rstrip(" ")
            parts.append(f"{shortened[done:ends]}{blank}{'' if blank.endswith(chr(10)) else ' '}… ")
            done = begins
    return "".join([*parts, shortened[done:]])


def _words(text: str) -> list[str]:
    return [matching.folded(word.translate(_ALIKE)) for word in _WORD.findall(text)]


def _denies(word: str) -> bool:
    return word in _DENIALS or word.endswith("n't")


def _signs_added(words: str, shortened: str) -> list[str]:
    """What stands together is one sign: five stars, or an emoji of several characters."""
    said, added, beside = Counter(unicodedata.normalize("NFC", words)), [""], False
    for letter in unicodedata.normalize("NFC", shortened):
        plain = letter.isalnum() or letter.isspace() or letter in _PUNCTUATION
        if plain or said[letter]:
            said[letter] -= not plain
            beside = False
        else:
            added.append(added.pop() + letter if beside else letter)
            beside = True
    return [_visible(sign) for sign in added if sign]


def _visible(sign: str) -> str:
    """A sign that nobody sees is told by its name."""
    return sign if any(letter.isprintable() for letter in sign) else unicodedata.name(sign[0], "?").lower()


def _gaps(said: list[str], short: list[str]) -> tuple[int, ...]:
    """Before which words of a shortened version some are left out: as rarely as it can be read."""
    ways: list[_Way | None] = []  # by the place where the word before stands
    for number, word in enumerate(short):
        best: _Way | None = None  # the way with fewest gaps whose last word stands before the one before this
        after: list[_Way | None] = []
        for place, other in enumerate(said):
            near = ways[place - 1] if number and place else None
            if other != word:
                after.append(None)
            elif not number:
                after.append(_Way(0))
            else:
                far = _Way(best.gaps + 1, (*best.before, number)) if best is not None else None
                after.append(_fewer(near, far))
            best = _fewer(best, near)
        ways = after
    found = None
    for way in ways:
        found = _fewer(found, way)
    return found.before if found is not None else ()


def _fewer(one: _Way | None, other: _Way | None) -> _Way | None:
    if one is None or other is None:
        return one or other
    return other if other.gaps < one.gaps else one
