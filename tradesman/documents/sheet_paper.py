"""A plain sheet on the business's paper: words, facts, tables, steps, pictures and a line to sign."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, ClassVar

from tradesman.book.business import Business
from tradesman.documents import figures, printable, typesetting

TEMPLATE = "sheet"


@dataclass(frozen=True)
class Words:
    """A paragraph under a heading."""

    kind: ClassVar[str] = "words"
    title: str
    words: str


@dataclass(frozen=True)
class Facts:
    """Rows of a name and what it is."""

    kind: ClassVar[str] = "facts"
    title: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Steps:
    """Rows with a box to tick, or ticked."""

    kind: ClassVar[str] = "steps"
    title: str
    rows: Sequence[str]
    ticked: bool = False


@dataclass(frozen=True)
class Ticks:
    """Rows with a box each, of which some are ticked already and the others are ticked by hand."""

    kind: ClassVar[str] = "ticks"
    title: str
    rows: Sequence[tuple[bool, str]]


@dataclass(frozen=True)
class Quoted:
    """Somebody's words, who said them, what is to be known of it, and a picture beside them, JPEG or PNG."""

    kind: ClassVar[str] = "quoted"
    words: str
    by: str
    note: str = ""
    content: bytes = field(default=b"", repr=False)
    seen: str = ""  # what the picture shows


@dataclass(frozen=True)
class Table:
    """Columns with heads, of which some hold figures; the heads stand on each page, no row is parted."""

    kind: ClassVar[str] = "table"
    title: str
    heads: Sequence[str]
    numbers: Sequence[bool]
    rows: Sequence[Sequence[str]]
    sum: Sequence[str] = ()


@dataclass(frozen=True)
class Pictures:
    """Pictures, JPEG or PNG, each with its words."""

    kind: ClassVar[str] = "pictures"
    title: str
    files: Sequence[tuple[bytes, str]]


@dataclass(frozen=True)
class Sign:
    """A line to sign, or what was signed on it; strokes as `Signature` keeps them."""

    kind: ClassVar[str] = "sign"
    words: str
    labels: tuple[str, str, str]
    who: str = ""
    on: date | None = None
    strokes: Sequence[Any] = ()


Part = Words | Facts | Steps | Ticks | Quoted | Table | Pictures | Sign


@dataclass(frozen=True)
class Paper:
    """What a sheet says: to whom, by whom, its few facts and its parts; empty parts are left out.

    `language` is that of the words, which come ready. `page` says which page of how many, with two places.
    """

    title: str
    business: Business
    parts: Sequence[Part]
    language: str = "en"
    lead: str = ""
    for_whom: str = ""
    customer: str = ""
    address: str = ""
    facts: Sequence[tuple[str, str]] = ()
    page: str = "{0} / {1}"
    head: str = ""
    logo: bytes | None = field(default=None, repr=False)


def pdf(paper: Paper, at: datetime) -> bytes:
    """The PDF of a sheet; BookError for a letter that cannot be printed. Beside the window."""
    return typesetting.pdf(TEMPLATE, _data(paper), at)


def with_logo(paper: Paper, logo: bytes | None) -> Paper:
    """The same sheet under the business's picture."""
    return replace(paper, logo=logo)


def _data(paper: Paper) -> dict[str, Any]:
    business = paper.business
    locale = figures.locale_of(paper.language, business.country)
    language, _, region = locale.partition("_")
    reach = " · ".join(part for part in (business.phone, business.email) if part)
    lines = [*printable.lines(business.address), *([reach] if reach else [])]
    told = {
        "title": printable.clean(paper.title).strip() or business.name,
        "running": printable.short(paper.title),
        "lang": language,
        "region": region or None,
        "paper": "us-letter" if business.paper == "letter" else "a4",
        "business": {"name": business.name, "lines": lines},
        "words": {"for_whom": paper.for_whom if paper.customer else ""},
        "customer": {"name": paper.customer, "lines": printable.lines(paper.address)},
        "facts": [list(fact) for fact in paper.facts],
        "head": paper.head,
        "foot": " · ".join(part for part in (business.name, business.owner) if part),
        "page_words": paper.page,
        "lead": paper.lead,
        "parts": [_part(part, locale) for part in paper.parts if not _is_empty(part)],
    }
    return {**printable.clean(told), "logo": list(paper.logo) if paper.logo else None}


def _is_empty(part: Part) -> bool:
    if isinstance(part, Words | Quoted):
        return not part.words.strip()
    if isinstance(part, Pictures):
        return not part.files
    return not isinstance(part, Sign) and not part.rows


def _part(part: Part, locale: str) -> dict[str, Any]:
    if isinstance(part, Pictures):
        files = [{"content": list(content), "words": words} for content, words in part.files]
        return {"kind": part.kind, "title": part.title, "files": files}
    told = {"kind": part.kind, **asdict(part)}
    if isinstance(part, Quoted):
        told["content"] = list(part.content)
    if isinstance(part, Sign):
        del told["strokes"]
        told |= {"svg": printable.svg(part.strokes), "on": figures.day(part.on, locale) if part.on else ""}
    return told
