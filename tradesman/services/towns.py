"""The town of an address, where it can be told: what may stand beside a name without telling the house."""

import re

from tradesman.services import matching

_PARTS = re.compile(r"[,;\n]")
_CODES = re.compile(
    r"\b(?:(?i:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]\d[\dW] ?[A-Z\d]{4}"  # GB, CA, IE
    r"|(?:[A-Z]{2} |[A-Z]{1,3}-)?\d{4,5}(?:-\d{3,4})?(?: ?[A-Z]{2})?(?![\d-])|\d{2}-\d{3}|\d{3} \d{2})\b"  # elsewhere
)
_STATE = re.compile(r"[A-Z]{2,3}")
# What ends or begins the name of a street, as a word of its own or as the end of one.
_STREETS = frozenset(
    [
        *("alley", "avenue", "ave", "boulevard", "blvd", "broadway", "bypass", "close", "court", "crescent", "drive"),
        *("gardens", "grove", "hill", "lane", "mews", "parade", "place", "rd", "rise", "road", "row", "square"),
        *("street", "terrace", "view", "walk", "way", "yard", "apartment", "apt", "flat", "floor", "house", "unit"),
        *("cottage", "farm", "lodge", "calle", "chemin", "corso", "impasse", "piazza", "rua", "rue", "ulica", "via"),
    ]
)
_STREET_ENDS = ("strasse", "str", "gasse", "weg", "allee", "platz", "straat", "laan", "gatan", "vagen", "gade", "vej")
_WIDER = frozenset(  # countries, and counties that are no towns
    [
        *("uk", "gb", "united kingdom", "great britain", "england", "scotland", "wales", "northern ireland"),
        *("ireland", "eire", "germany", "deutschland", "austria", "osterreich", "switzerland", "schweiz", "france"),
        *("usa", "us", "united states", "canada", "australia", "new zealand", "netherlands", "nederland", "belgium"),
        *("norfolk", "suffolk", "kent", "essex", "surrey", "sussex", "east sussex", "west sussex", "devon", "cornwall"),
        *("dorset", "somerset", "cumbria", "rutland", "northumberland", "merseyside", "west midlands", "tyne and wear"),
    ]
)


def of(address: str) -> str:
    """The town of an address; empty where a part of it might as well be a street or a house.

    It is the part that has a post code, or else the last that has no number and is no street. What comes first is a
    street unless one with a number follows it.
    """
    parts = [" ".join(part.split()) for part in _PARTS.split(address)]
    first, *later = [part for part in parts if part and not _is_wider(part)] or [""]
    later.reverse()
    found = sorted(later, key=lambda part: _CODES.search(part) is None)
    if _CODES.search(first) and any(letter.isdigit() for part in later for letter in part):
        found.append(first)
    return next(filter(None, map(_town, found)), "")


def _is_wider(part: str) -> bool:
    name = matching.folded(part)
    return name in _WIDER or name.endswith("shire")


def _is_street(part: str) -> bool:
    """Whether a part of an address reads like a street or a house."""
    words = matching.words_of(part.replace("ß", "ss"))
    return words[-1:] == ["st"] or any(word in _STREETS or word.endswith(_STREET_ENDS) for word in words)


def _town(part: str) -> str:
    """The name in a part of an address, without its post code; empty for a street, a number and a state."""
    code = _CODES.search(part)
    name = part
    if code is not None:
        name = part[code.end() :].strip() or part[: code.start()].strip()
    *first, last = name.split() or [""]
    if code is not None and first and _STATE.fullmatch(last):
        name = " ".join(first)  # "Springfield IL 62701"
    is_house = code is None and name.lower().startswith("the ")  # "The Hollies"
    tells_more = _STATE.fullmatch(name) or _is_street(name) or is_house or any(letter.isdigit() for letter in name)
    return "" if tells_more else name.strip(" .-")
