"""The words of a text by which a customer can be known: parts of the name, the street, the town."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, product

from tradesman.book import contact
from tradesman.book.testimonial import TITLES
from tradesman.services import matching

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_ENDS = re.compile(r"[.!?…:][\"'”’)]*\s*$")
_GAP = re.compile(r"[^\S\n]*[-_]?[^\S\n]*")  # between two words that stand together
_GOES_ON = re.compile(r"\s*(?:&|(?:and|und|says|sagt)\b)")  # as after a name
_NUMBER = re.compile(r"\+?\d(?:[-()/. \t\u00a0\u2009\u202f\u2010-\u2015]{0,4}\d)+")  # of a telephone, in any writing
_ADDRESS = re.compile(r"[^\s<>(),;:\"“”]+")
_SEEN_BREAKS = "\n\r\t\x0b\x0c\x85"
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_LONG_NUMBER = 5  # digits; a shorter number is that of a house, or a year
_FEWEST_DIGITS = 6  # of a number that tells a person
_SHORTEST = 3  # letters of a name that is found when it is written small
_GROWN = 4  # letters of two words that are written as one
_PLURALS = ("s", "es")  # the Novaks, Novaks Bad
# What stands in many names and addresses and tells nobody, and what a number is noted to be: of work, of the wife.
_NEVER = TITLES | frozenset(
    """
    a ag am an and apartment auf aus avenue bei bros calle city close co company cottage county da de del den der
    des di die do dos drive du east el et flat floor garden gardens gasse gmbh great haus house im in inc kg la lane
    las le les limited llc los lower ltd new north ob of old on platz plc road rue s sons south square stiege
    strasse street ten ter the to town tur und upon upper van via vom von way weg west y zu zum zur
    agent arbeit caretaker dad daughter dear father frau hallo hello hi home husband landlady landlord liebe lieber
    mobile mother mum neighbour number office partner phone private privat son tenant wife work
    """.split()
)
# Names of people, streets and firms that are words too: written small they name nobody.
_ORDINARY = frozenset(
    """
    alt amber apple art ash association bach baker bakery banks bar bath battle beech bell berg best bill birch
    bishop black braun bridge bright brook brown building buildings burns bush butler cafe carpenter case castle
    cedar centre chapel cherry church clinic club cook council court cross daisy dawn day deal dental don dot drew
    elm estate faith farm field fields ford forest fox frank frost garage glass gold good grace gray green grey
    gross group grove gut guy hall hand harbour hardy heath high hill holly homes hope hospital hotel housing
    hull hunt inn ivy jack joy jung kiln kind king kirche kitchen klein koch kurz lake lang library little long love
    main management march mark market markt marsh mason max may meadow mill miller mills moody moss mount neu noble
    oak olive orchard page park parks parsons pat pearl pine pool power powers practice price property pub
    quick railway ray reading reed restaurant rich rise river rivers rob robin rose roy ruby rugby salon sandwich
    school schwarz services sharp shop short silver small smart smith snow sommer spring station stein stone store
    strong studio sue summer surgery sweet swift team terrace trust turner valley view wald walk wall walls ware
    waters weiss wells white will willow winter wise wood woods yard young
    """.split()
)
# Those of them with which many sentences begin.
_BEGINS = frozenset(
    """
    alt best bright deal good gross gut high jung klein kurz lang little long love mark may neu quick sharp short small
    smart strong sweet swift will wise young
    """.split()
)


@dataclass(frozen=True)
class Tells:
    """All by which a customer can be known, each thing in a line.

    `name` is the name and how to address them, `rest` addresses and whose a number is, `reach` phone numbers and e-mail
    addresses; `country` is where a number without a code is of, ISO 3166.
    """

    name: str
    rest: str = ""
    reach: str = ""
    country: str = ""

    def and_before(self, name: str, rest: str, reach: str) -> "Tells":
        """With what was known of the customer before."""
        return replace(
            self, name=_lines(self.name, name), rest=_lines(self.rest, rest), reach=_lines(self.reach, reach)
        )


def naming(text: str, tells: Tells, allowed: str = "") -> tuple[str, ...]:
    """The words of a text that tell who a customer is and do not stand in what may be shown of it, each once.

    Letters that cannot be seen do not matter, nor do capitals, accents, and the endings of "Novak's" and "the Novaks";
    titles, and what stands in any address, name nobody. A word of the name that is a word of the language too counts
    first in a sentence, and written small beside another one of the name. A number is the same in any writing, with or
    without the code of the country; an e-mail address counts whole. Neither may ever be shown.
    """
    seen, shown, whole = _seen(text), _spelt(allowed), _spelt(tells.name)
    names, others = whole - shown, _spelt(tells.rest) - shown
    matches = list(_WORD.finditer(seen))
    together = _together(seen, matches, whole)
    found = []
    for match in matches:
        roots = _roots(match[0])
        if roots & (names | others):
            meant = match.start() in together or _is_meant(seen, match, is_name=bool(roots & names))
        else:
            meant = not roots & shown and any(_tells_inside(part, names | others) for part in _parts(match[0]))
        if meant:
            found.append(match[0])
    found += _reaching(seen, tells)
    return tuple({matching.folded(word): word for word in reversed(found)}.values())[::-1]


def quoted(words: Iterable[str]) -> str:
    """Words as a sentence names them: “Novak”, “Harrow”."""
    return ", ".join(f"“{word}”" for word in words)


def _lines(*texts: str) -> str:
    """The lines of some texts, each once."""
    return "\n".join(dict.fromkeys(line for text in texts for line in text.splitlines() if line.strip()))


def _reaching(seen: str, tells: Tells) -> Iterator[str]:
    """The numbers and e-mail addresses in a text that are the customer's."""
    known = tells.reach.splitlines()
    addresses = {matching.folded(each.strip()) for each in known if "@" in each}
    for match in _ADDRESS.finditer(seen):
        address = match[0].strip(".!?'’")
        if "@" in address and matching.folded(address) in addresses:
            yield address
    written = {match[0]: _digits(match[0]) for match in _NUMBER.finditer(seen)}
    if not any(len(digits) >= _FEWEST_DIGITS for digits in written.values()):
        return  # to read the known numbers takes a moment
    numbers = {contact.national(each, tells.country) for each in known if "@" not in each}
    for words, digits in written.items():
        if any(_is_number(digits, number) for number in numbers):
            yield words


def _digits(text: str) -> str:
    """The digits of any script as those of ours."""
    return "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())


def _is_number(digits: str, number: str) -> bool:
    """Whether digits hold a number, with whatever stands before it, or end it: written without the town's code."""
    if min(len(digits), len(number)) < _FEWEST_DIGITS:
        return False
    return number in digits or number.endswith(digits)


def _seen(text: str) -> str:
    """A text as it is seen: without letters that take no room."""
    kept = (letter for letter in unicodedata.normalize("NFC", text) if letter in _SEEN_BREAKS or not _is_unseen(letter))
    return unicodedata.normalize("NFC", "".join(kept))


def _is_unseen(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind in _UNSEEN or (kind == "Mn" and not unicodedata.combining(letter))


def _spelt(text: str) -> set[str]:
    """The words of a name or an address by which somebody can be known, in every spelling, two of them also as one."""
    found = set()
    for line in _seen(text).splitlines():
        words = [(_spellings(word), _names(matching.folded(word))) for word in _WORD.findall(line)]
        found |= {spelling for spellings, names in words if names for spelling in spellings}
        for (one, first), (other, second) in pairwise(words):
            if first or second:
                grown = [pair for a, b in product(one, other) for pair in (a + b, b + a)]
                found |= {pair for pair in grown if len(pair) >= _GROWN and pair not in _NEVER}
    return found


def _spellings(word: str) -> set[str]:
    """A word without capitals and accents: Müller as Muller and as Mueller."""
    return {matching.folded(word), matching.folded(word.lower().translate(_UMLAUTS))}


def _names(word: str) -> bool:
    """Whether somebody can be known by a word of a name or an address."""
    return len(word) > 1 and word not in _NEVER and (not word.isdigit() or len(word) >= _LONG_NUMBER)


def _roots(word: str) -> set[str]:
    """A word with and without the ending of more than one."""
    plain = _spellings(word)
    return plain | {spelling.removesuffix(ending) for spelling in plain for ending in _PLURALS}


def _together(seen: str, matches: list[re.Match[str]], names: set[str]) -> set[int]:
    """Where words stand of which two of a name stand together."""
    found = set()
    for one, other in pairwise(matches):
        first, second = _roots(one[0]) & names, _roots(other[0]) & names
        if first and second and first != second and _GAP.fullmatch(seen[one.end() : other.start()]):
            found |= {one.start(), other.start()}
    return found


def _parts(word: str) -> Iterator[str]:
    """The words of what was written as one: LeahNovak."""
    cuts = [place for place in range(1, len(word)) if word[place - 1].islower() and word[place].isupper()]
    if cuts:
        for begins, ends in pairwise([0, *cuts, len(word)]):
            yield word[begins:ends]


def _tells_inside(part: str, hidden: set[str]) -> bool:
    return len(part) >= _SHORTEST and part[0].isupper() and bool(_roots(part) & hidden)


def _is_meant(seen: str, match: re.Match[str], *, is_name: bool) -> bool:
    """Whether a word that is found names somebody, and does not just read like a name."""
    begins, ends = match.span()
    ordinary = _ORDINARY & _roots(match[0])
    if not match[0][:1].isupper():
        return len(match[0]) >= _SHORTEST and not ordinary
    before, behind = seen[:begins].strip(" \"'“‘(\t"), seen[ends:].strip(" .!\"'”’)\n\t")
    first = not before or before[-1:] == "\n" or _SENTENCE_ENDS.search(before) is not None
    if not (first and behind and ordinary):
        return True
    return is_name and (not ordinary & _BEGINS or _GOES_ON.match(seen, ends) is not None)
