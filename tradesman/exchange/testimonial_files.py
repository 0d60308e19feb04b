"""Testimonials as text for other programs: Markdown for notes, and a piece of HTML for the business's own website.

Everything that was typed is shown as text: markup is told as it was written, control characters and marks that turn the
reading around are gone. A shortened version and what was given for the words stand beside them.

The HTML is to be pasted into a page of any encoding, in which it brings no style and no script along. Beside it stands
what search engines read, schema.org's Review in JSON-LD. It holds no rating, and search engines show no stars for what
a business says of itself.
"""

import html
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from tradesman.book.business import Business
from tradesman.documents import figures, printable, testimonial_paper
from tradesman.services.testimonials import Shown

MARK = "<!-- testimonials -->"  # with which every such piece of HTML begins
NOTES_MARK = "<!-- testimonials as notes -->"  # with which all such Markdown begins; nobody sees it
_ANYWHERE = re.compile(r"[\\`*_\[\]<>&~|$^]|(?<=:)/(?=/)|(?<=www)\.|@")
_AT_THE_START = re.compile(r"(?m)^(?=[#+\-=])")
_NUMBERED = re.compile(r"(?m)^(\d+)(?=[.)])")
_PARAGRAPHS = re.compile(r"\n\s*\n")


def plain_words(business: Business, shown: Shown) -> str:
    """One testimonial as plain text: the words, who said them, and what must be known beside them."""
    said, _locale = testimonial_paper.words_for(business, shown.language)
    who = ", ".join(printable.joined(part) for part in (shown.name, shown.place, shown.job) if part)
    notes = "".join(f"{note}. " for note in testimonial_paper.notes(shown, said)).rstrip()
    return "\n".join(part for part in (f"“{printable.visible(shown.words)}”", who, notes) if part)


# Markdown


def markdown(business: Business, found: Sequence[Shown]) -> str:
    """Each as a quotation with who said it; every one says where it may be shown."""
    said, _locale = testimonial_paper.words_for(business)
    return "\n\n".join([NOTES_MARK, f"# {_plain(said['title'])}", *(_note(business, shown) for shown in found)]) + "\n"


def _note(business: Business, shown: Shown) -> str:
    said, locale = testimonial_paper.words_for(business, shown.language)
    about = ", ".join(part for part in (shown.name, printable.joined(shown.place)) if part)
    who = [about, printable.joined(shown.job), figures.day(shown.said_on, locale)]
    where = said["where"].format(", ".join(said[place] for place in shown.places))
    last = ". ".join([*testimonial_paper.notes(shown, said), where])
    quoted = "\n".join(f"> {line}".rstrip() for line in _broken(_plain(shown.words)))
    return "\n\n".join([quoted, f"— {_plain(' · '.join(part for part in who if part))}", _plain(f"{last}.")])


def _plain(text: str) -> str:
    """A text as Markdown shows it unchanged."""
    lines = "\n".join(line.strip() for line in printable.visible(text).split("\n"))
    safe = _ANYWHERE.sub(lambda sign: f"\\{sign[0]}", lines)
    return _NUMBERED.sub(r"\1\\", _AT_THE_START.sub(r"\\", safe))


def _broken(text: str) -> list[str]:
    """The lines of a text, each but the last of its paragraph with the sign that the next is a new one."""
    lines = text.split("\n")
    followed = [bool(line and after) for line, after in zip(lines, [*lines[1:], ""], strict=True)]
    return [f"{line}\\" if more else line for line, more in zip(lines, followed, strict=True)]


# HTML


def page_part(business: Business, found: Sequence[Shown], photos: Mapping[str, str]) -> bytes:
    """The piece of HTML; `photos` are the names of the files beside it, by the name that `Shown` gives.

    It is written in ASCII, all other letters as HTML's own signs for them.
    """
    figures_ = [figure(business, shown, photos.get(shown.photo, "") if shown.photo else "") for shown in found]
    told = {"@context": "https://schema.org", "@graph": [_review(business, shown) for shown in found]}
    parts = [MARK, '<section class="testimonials">', *figures_]
    if found:
        parts += ['<script type="application/ld+json">', _harmless_json(told), "</script>"]
    return ("\n".join([*parts, "</section>"]) + "\n").encode("ascii", "xmlcharrefreplace")


def figure(business: Business, shown: Shown, photo: str = "") -> str:
    """One testimonial: the words, who said them as far as consent goes, and what must be known beside them."""
    said, locale = testimonial_paper.words_for(business, shown.language)
    day = figures.day(shown.said_on, locale)
    who = [
        *([f"<cite><bdi>{_text(shown.name)}</bdi></cite>"] if shown.name else []),
        *(f"<bdi>{_text(printable.joined(part))}</bdi>" for part in (shown.place, shown.job) if part),
        f'<time datetime="{shown.said_on.isoformat()}">{_text(day)}</time>',
        *(f"<small>{_text(note)}</small>" for note in testimonial_paper.notes(shown, said)),
    ]
    picture = f'  <img src="{_text(photo)}" alt="{_text(said["photo"])}" loading="lazy">\n' if photo else ""
    lang = f' lang="{_text(shown.language)}"' if shown.language else ""
    paragraphs = "".join(f"<p>{_lines(part)}</p>" for part in _PARAGRAPHS.split(printable.visible(shown.words)))
    return (
        f"<figure{lang}>\n{picture}"
        f'  <blockquote dir="auto">{paragraphs}</blockquote>\n'
        f"  <figcaption>{', '.join(who)}</figcaption>\n</figure>"
    )


def _lines(paragraph: str) -> str:
    return "<br>".join(_text(line.strip()) for line in paragraph.split("\n"))


def _text(text: str) -> str:
    return html.escape(printable.visible(text))


def _review(business: Business, shown: Shown) -> dict[str, Any]:
    """What search engines read of one: no rating, for none was given."""
    said, _locale = testimonial_paper.words_for(business, shown.language)
    notes = testimonial_paper.notes(shown, said)
    told = {
        "@type": "Review",
        "itemReviewed": {"@type": "LocalBusiness", "name": printable.visible(business.name)},
        "reviewBody": printable.visible(shown.words),
        "datePublished": shown.said_on.isoformat(),
        "inLanguage": shown.language,
        "description": ". ".join(notes),
    }
    if shown.name:
        told["author"] = {"@type": "Person", "name": printable.visible(shown.name)}
    return {key: value for key, value in told.items() if value}


def _harmless_json(told: dict[str, Any]) -> str:
    """JSON that cannot end the element it stands in, whatever was typed."""
    written = json.dumps(told, indent=1)
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
