"""A letter as it is printed: for an envelope with a window, with room to sign, photos on pages of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from tradesman.book.business import Business
from tradesman.documents import figures, paper_words, printable, typesetting

TEMPLATE = "letter"
_FIGURES: Final = MappingProxyType({"page": "{0} / {1}", "photo": "{0}"})  # in a language without texts
_SHORT = 60  # letters of a line that can be a goodbye or a name


@dataclass(frozen=True)
class Letter:
    """What it says, to whom, and in which language; `photos` are fit to leave, JPEG or PNG."""

    business: Business
    customer: str
    address: str
    on: date
    subject: str
    words: str
    language: str = ""
    photos: Sequence[bytes] = field(default=(), repr=False)
    logo: bytes | None = field(default=None, repr=False)


def pdf(letter: Letter, at: datetime) -> bytes:
    """The PDF of a letter; BookError for a letter of the alphabet that cannot be printed. Beside the window."""
    return typesetting.pdf(TEMPLATE, _data(letter), at)


def _data(letter: Letter) -> dict[str, Any]:
    business = letter.business
    locale = figures.locale_of(letter.language or business.language, business.country)
    language, _, region = locale.partition("_")
    say = paper_words.of(language, "letter") if paper_words.is_known(language) else _FIGURES
    reach = [part for part in (business.phone, business.email) if part]
    parts, closing = _parted(letter.words)
    told = {
        "title": printable.clean(letter.subject).strip() or business.name,
        "running": printable.short(letter.subject or business.name),
        "lang": language,
        "region": region or None,
        "paper": "us-letter" if business.paper == "letter" else "a4",
        "business": {"name": business.name, "lines": [*printable.lines(business.address), *reach]},
        "sender": " · ".join((business.name, *printable.lines(business.address))),
        "customer": {"name": letter.customer, "lines": _address(letter)},
        "date": figures.day(letter.on, locale),
        "subject": letter.subject.strip(),
        "parts": parts,
        "closing": closing,
        "head": letter.customer,
        "foot": " · ".join(part for part in (business.name, business.owner) if part),
        "page_words": say["page"],
    }
    photos = [
        {"content": list(content), "words": say["photo"].format(number)}
        for number, content in enumerate(letter.photos, 1)
    ]
    return {**printable.clean(told), "photos": photos, "logo": list(letter.logo) if letter.logo else None}


def _address(letter: Letter) -> list[str]:
    """The lines of the address, a line for each part where it was written in one."""
    lines = printable.lines(letter.address)
    return [part.strip() for line in lines for part in line.split(",") if part.strip()]


def _parted(words: str) -> tuple[list[list[str]], list[str]]:
    """The paragraphs, and the goodbye with the name below it, between which there is room to sign."""
    parts = [part.splitlines() for part in words.strip().split("\n\n") if part.strip()]
    last = parts[-1] if parts else []
    if len(parts) > 1 and 2 <= len(last) <= 3 and all(0 < len(line) <= _SHORT for line in last):
        return parts[:-1], last
    return parts, []
