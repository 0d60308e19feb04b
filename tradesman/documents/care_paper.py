"""The care sheet: how to use and keep what was done, and what is guaranteed."""

from collections.abc import Sequence

from tradesman.documents import figures, paper_words
from tradesman.documents.sheet_paper import Paper, Pictures, Words
from tradesman.services.care_sheets import CareSheet


def paper(told: CareSheet, pictures: Sequence[tuple[bytes, str]] = ()) -> Paper:
    """The sheet for the customer, in the customer's language; `pictures` are fit to leave, each with its words."""
    business = told.business
    locale = figures.locale_of(told.language or business.language, business.country)
    language = locale.partition("_")[0]
    said, sheet = paper_words.of(language, "care"), paper_words.of(language, "sheet")
    until = figures.day(told.guarantee_until_on, locale) if told.guarantee_until_on is not None else ""
    guarantee = said["until"].format(told.guarantee, until) if until and told.guarantee else told.guarantee or until
    on = figures.day(told.finished_on, locale) if told.finished_on is not None else ""
    return Paper(
        title=told.title,
        business=business,
        lead=said["lead"].format(told.greeting, told.title),
        for_whom=sheet["for_whom"],
        customer=told.customer,
        address=told.address,
        facts=[(said["finished"], on)] if on else [],
        page=sheet["page"],
        language=told.language or business.language or language,
        parts=[
            Words(said["care"], told.care),
            Words(said["guarantee"], "\n".join(part for part in (guarantee, told.promise, told.teeth) if part)),
            Words(said["watch"], said["call"].format(business.phone) if business.phone else ""),
            Pictures(said["photos"], pictures),
        ],
    )
