"""Testimonials on paper: the sheet of those that may be printed, and the form on which a customer allows it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from tradesman.book.business import Business
from tradesman.documents import figures, paper_words, printable, sheet_paper
from tradesman.documents.sheet_paper import Paper, Pictures, Quoted, Sign, Ticks, Words
from tradesman.documents.typesetting import NoLetter
from tradesman.services.release_forms import ReleaseForm
from tradesman.services.testimonials import Shown

_BY_HAND = "_" * 24
_PLACES = ("on_website", "in_print", "on_social")


def sheet(
    business: Business,
    found: Sequence[Shown],
    pictures: Mapping[str, bytes],
    at: datetime,
    *,
    logo: bytes | None = None,
) -> tuple[bytes, int]:
    """The PDF of what may be printed, and how many were left out because the font lacks a letter of theirs.

    `pictures` are the photos that are fit to leave, JPEG or PNG, by the name that `Shown` gives. BookError where the
    business itself cannot be printed.
    """
    said, locale = words_for(business)
    language = locale.partition("_")[0]
    parts = [_quoted(each, said, locale, pictures) for each in found]
    paper = Paper(
        title=said["title"],
        business=business,
        parts=parts,
        language=language,
        lead=said["lead"],
        page=paper_words.of(language, "sheet")["page"],
        logo=logo,
    )
    while True:
        try:
            return sheet_paper.pdf(paper, at), len(parts) - len(paper.parts)
        except NoLetter as error:
            fit = [part for part in paper.parts if not _holds(part, error.letters)]
            if len(fit) == len(paper.parts):
                raise
            paper = replace(paper, parts=fit)


def words_for(business: Business, language: str = "") -> tuple[dict[str, Any], str]:
    """The texts that stand beside testimonials in a language, that of the business unless said, and their locale."""
    locale = figures.locale_of(language or business.language, business.country)
    if not paper_words.is_known(locale.partition("_")[0]):
        locale = figures.PLAIN  # texts and days are of one language
    return paper_words.of(locale.partition("_")[0], "testimonials"), locale


def _holds(part: Any, letters: str) -> bool:
    return any(letters in printable.clean(words).replace("\u200b", "") for words in (part.words, part.by, part.note))


def _quoted(shown: Shown, said: Mapping[str, Any], locale: str, pictures: Mapping[str, bytes]) -> Quoted:
    return Quoted(
        words=f"“{printable.visible(shown.words)}”",
        by=", ".join(part for part in (shown.name, printable.joined(shown.place)) if part),
        note=" · ".join([*_about(shown, locale), *notes(shown, said)]),
        content=pictures.get(shown.photo, b"") if shown.photo else b"",
        seen=said["photo"],
    )


def _about(shown: Shown, locale: str) -> list[str]:
    return [part for part in (printable.joined(shown.job), figures.day(shown.said_on, locale)) if part]


def notes(shown: Shown, said: Mapping[str, Any]) -> list[str]:
    """What must be known beside the words: that they are shortened, and what was given for them.

    `said` are the texts for testimonials in a language. Rule: product.md, Openness.
    """
    short = [said["shortened"]] if shown.shortened else []
    return short + ([said["incentive"].format(printable.joined(shown.incentive))] if shown.incentive else [])


def release(told: ReleaseForm, pictures: Sequence[tuple[bytes, str]] = ()) -> Paper:
    """The form to sign, in the customer's language; `pictures` are fit to leave, each with its words."""
    business = told.business
    locale = figures.locale_of(told.language or business.language, business.country)
    language = locale.partition("_")[0]
    said, page = paper_words.of(language, "release"), paper_words.of(language, "sheet")
    reach = ", ".join(part for part in (business.phone, business.email) if part)
    withdraw = said["withdraw_words"].format(said["reach"].format(reach) if reach else "")
    photo = said["this_photo"] if pictures else said["a_photo"]
    beside = (("place_shown", said["place"].format(printable.joined(told.place) or _BY_HAND)), ("photo_shown", photo))
    given = said["incentive"].format(told.incentive.rstrip(". ")) if told.incentive else said["nothing"]
    return Paper(
        title=said["title"],
        business=business,
        lead=said["lead"].format(told.greeting),
        for_whom=page["for_whom"],
        customer=told.customer,
        address=told.address,
        page=page["page"],
        language=told.language or business.language or language,
        parts=[
            Words(said["words"], f"“{printable.visible(told.words)}”"),
            Words(said["shortened"], f"“{printable.visible(told.shortened)}”" if told.shortened else ""),
            Ticks(said["name"], _name_rows(told, said["no_name"])),
            Ticks(said["beside"], [(_is_ticked(told, key), row) for key, row in beside]),
            Ticks(said["where"], [(_is_ticked(told, key), said[key]) for key in _PLACES]),
            Words(said["given"], given),
            Words(said["withdraw"], " ".join(withdraw.split())),
            Sign(said["sign"], (page["signature"], page["name"], page["signed_on"])),
            Pictures(said["photo"], [(content, "") for content, _words in pictures]),
        ],
    )


def _is_ticked(told: ReleaseForm, key: str) -> bool:
    return told.agreed is not None and getattr(told.agreed, key)


def _name_rows(told: ReleaseForm, none: str) -> list[tuple[bool, str]]:
    agreed = told.agreed.name if told.agreed is not None else None
    if told.agreed is not None and agreed is None:
        agreed = told.agreed.name_shown.of(told.customer)
    return [(name == agreed, name or none) for _way, name in told.names]
