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
    said = _Words(told)
    owed_me, i_owe = statements.sums(told.sent).owed_minor, statements.sums(told.received).owed_minor
    name = partner.name if partner is not None else ""
    due = [(business.owner or business.name, owed_me), (name, i_owe)]
    still = [said.words["due"].format(who, said.money(minor)) for who, minor in due if minor and who]
    return Paper(
        title=said.words["title"].format(told.year),
        business=business,
        lead=said.words["lead"],
        for_whom=said.sheet["for_whom"],
        customer=name,
        address=partner.contact if partner is not None else "",
        page=said.sheet["page"],
        language=said.language,
        parts=[
            said.table(said.words["sent"], told.sent),
            said.table(said.words["received"], told.received),
            Words("", "\n".join(still) or said.words["nothing_due"]),
        ],
    )


class _Words:
    """How days, amounts and states are said on this paper."""

    def __init__(self, told: Statement) -> None:
        business = told.business
        self._whole = told.partner is None
        self._currency, self._zone = business.currency, ZoneInfo(business.zone)
        self._locale = figures.locale_of(business.language, business.country)
        self.language = self._locale.partition("_")[0]
        self.words = paper_words.of(self.language, "statement")
        self.sheet = paper_words.of(self.language, "sheet")

    def money(self, minor: int | None) -> str:
        """An amount, or a dash."""
        return "–" if minor is None else figures.money(minor, self._currency, self._locale)

    def table(self, title: str, rows: tuple[LedgerRow, ...]) -> Table:
        """The referrals of one direction, and what they come to."""
        found, said = statements.sums(rows), self.words
        sums = [said["all"], "", "", "", self.money(found.work_minor), self.money(found.bonus_minor)]
        return Table(
            title,
            [said[key] for key in ("date", "customer", "what", "state", "work", "bonus")],
            [False, False, False, False, True, True],
            [self._row(row) for row in rows],
            sums if rows else (),
        )

    def _row(self, row: LedgerRow) -> list[str]:
        return [
            figures.day(row.sent_at.astimezone(self._zone).date(), self._locale, "short"),
            row.customer,
            f"{row.what} · {row.partner}" if self._whole else row.what,
            self.words[row.state.value],
            self.money(row.work_minor),
            self.money(row.bonus_minor),
        ]
