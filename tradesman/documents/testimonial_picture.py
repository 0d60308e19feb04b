"""A testimonial as a picture for social media: 1080 × 1080 pixels in the colours of the business, with its logo."""

from datetime import datetime
from typing import Any

from tradesman.book.business import Business
from tradesman.documents import printable, testimonial_paper, typesetting
from tradesman.services.testimonials import Shown

TEMPLATE = "testimonial"
SIDE = 1080  # pixels
LONGEST = 700  # letters; with more, nobody could read them on a telephone
INK = "#1B1F22"  # where the logo says no colour
_EASY_IN_WHITE, _EASY_IN_INK = 0.183, 0.24  # luminance up to which and from which on text has 4.5:1
_PIXELS_PER_POINT = 72.0  # one point of the template is one pixel


def png(
    business: Business,
    shown: Shown,
    at: datetime,
    *,
    colour: str = "",
    logo: bytes | None = None,
    photo: bytes | None = None,
) -> bytes:
    """The picture; `colour` is that of the business, "#14553B", and `logo` and `photo` are JPEG or PNG.

    TooLong for words that are too long, and for a letter that cannot be printed.
    """
    told = data(business, shown, colour=colour)
    if len(told["words"]) > LONGEST:
        raise typesetting.TooLong
    pictures = {"logo": list(logo) if logo else None, "photo": list(photo) if photo else None}
    return typesetting.png(TEMPLATE, {**told, **pictures}, at, ppi=_PIXELS_PER_POINT)


def data(business: Business, shown: Shown, *, colour: str = "") -> dict[str, Any]:
    """What the template prints, all of it words, and the colours: what stands on one can be read."""
    said, locale = testimonial_paper.words_for(business, shown.language)
    ground, ink = _readable(colour or INK)
    words = {
        "lang": locale.partition("_")[0],
        "title": said["title"],
        "business": business.name,
        "words": f"“{printable.visible(shown.words)}”",
        "name": printable.short(shown.name),
        "about": " · ".join(printable.short(printable.joined(part)) for part in (shown.place, shown.job) if part),
        "notes": " · ".join(testimonial_paper.notes(shown, said)),
        "seen": said["photo"],
    }
    return {**printable.clean(words), "ground": ground, "ink": ink}


def _readable(colour: str) -> tuple[str, str]:
    """A ground like this colour, and what can be read on it: of the middle tones, a darker one."""
    ground = colour
    while _EASY_IN_WHITE < _luminance(ground) < _EASY_IN_INK:
        ground = "#" + "".join(f"{int(ground[place : place + 2], 16) * 19 // 20:02X}" for place in (1, 3, 5))
    return ground, "#FFFFFF" if _luminance(ground) <= _EASY_IN_WHITE else INK


def _luminance(colour: str) -> float:
    """Rule: WCAG 2, relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
