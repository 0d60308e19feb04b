"""The year's referrals on paper, for the owner's files and for the partner."""

from zoneinfo import ZoneInfo

from tradesman.documents import figures, paper_words
from tradesman.documents.sheet_paper import Paper, Table, Words
from tradesman.services import statements
from tradesman.services.partners import LedgerRow
from tradesman.services.statements import Statement


def paper(told: Statement) -> Paper:
    """The sheet of a statement, in the business's language; amounts with their tax, as they were agreed."""
    business, partner = told.business, told.partner
    locale = figures.locale_of(business.language, business.country)
    language, zone = locale.partition("_")[0], ZoneInfo(business.zone)
    said, sheet = paper_words.of(language, "statement"), paper_words.of(language, "sheet")

    def money(minor: int | None) -> str:
        return "–" if minor is None else figures.money(minor, business.currency, locale)

    def table(title: str, rows: tuple[LedgerRow, ...]) -> Table:
        found = statements.sums(rows)
        return Table(
            title,
            [said[key] for key in ("date", "customer", "what", "state", "work", "bonus")],
            [False, False, False, False, True, True],
            [
                [
                    figures.day(row.sent_at.astimezone(zone).date(), locale, "short"),
                    row.customer,
                    row.what if partner is not None else f"{row.what} · {row.partner}",
                    said[row.state.value],
                    money(row.work_minor),
                    money(row.bonus_minor),
                ]
                for row in rows
            ],
            [said["all"], "", "", "", money(found.work_minor), money(found.bonus_minor)] if rows else (),
        )

    owed_me, i_owe = statements.sums(told.sent).owed_minor, statements.sums(told.received).owed_minor
    name = partner.name if partner is not None else ""
    due = [(business.owner or business.name, owed_me), (name, i_owe)]
    still = [said["due"].format(who, money(minor)) for who, minor in due if minor and who]
    return Paper(
        title=said["title"].format(told.year),
        business=business,
        lead=said["lead"],
        for_whom=sheet["for_whom"],
        customer=name,
        address=partner.contact if partner is not None else "",
        page=sheet["page"],
        language=language,
        parts=[
            table(said["sent"], told.sent),
            table(said["received"], told.received),
            Words("", "\n".join(still) or said["nothing_due"]),
        ],
    )
