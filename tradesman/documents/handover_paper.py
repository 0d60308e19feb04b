"""The hand-over on paper: what a partner needs of a customer who agreed to it."""

from collections.abc import Sequence

from tradesman.book.finding import HowSoon
from tradesman.documents import figures, paper_words
from tradesman.documents.sheet_paper import Facts, Paper, Pictures, Words
from tradesman.services.handovers import Handover

_SOON = {HowSoon.NOW: "now", HowSoon.SOON: "soon_words", HowSoon.KEEP_AN_EYE: "keep_an_eye"}


def paper(given: Handover, pictures: Sequence[tuple[bytes, str]] = ()) -> Paper:
    """The sheet for the partner, in the business's language; `pictures` are fit to leave, each with its words."""
    business = given.business
    locale = figures.locale_of(business.language, business.country)
    language = locale.partition("_")[0]
    said, sheet = paper_words.of(language, "handover"), paper_words.of(language, "sheet")
    reach = [(sheet["phone"], given.phone), (sheet["email"], given.email), (sheet["address"], given.address)]
    soon = "" if given.how_soon is None else said[_SOON[given.how_soon]]
    if given.by_on is not None:
        soon = ", ".join((soon, said["by"].format(figures.day(given.by_on, locale))))
    found = [given.what, given.plain_words] if given.plain_words != given.what else [given.what]
    agreed = figures.day(given.agreed_on, locale)
    return Paper(
        title=said["title"].format(given.customer, given.what),
        business=business,
        lead=said["lead"].format(given.customer, agreed),
        for_whom=sheet["for_whom"],
        customer=given.partner.name,
        address=given.partner.contact,
        facts=[(sheet["date"], agreed)],
        page=sheet["page"],
        language=language,
        parts=[
            Facts(said["customer"], [(sheet["name"], given.customer), *(fact for fact in reach if fact[1])]),
            Words(said["found"], "\n".join(part for part in found if part)),
            Words(said["soon"], soon),
            Pictures(said["photos"], pictures),
            Words("", said["only"]),
        ],
    )
