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
    name = partner.name if partner is not None else ""
    due = {business.owner or business.name: statements.sums(told.sent, told.year).owed_minor}
    due |= statements.owed_to(told.received)
    still = [said.words["due"].format(who, said.money(minor)) for who, minor in due.items() if minor]
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
            Words("", "\n".join([*said.paid(told), "", *(still or [said.words["nothing_due"]])])),
        ],
    )


class _Words:
    """How days, amounts and states are said on this paper."""

    def __init__(self, told: Statement) -> None:
        business = told.business
        self._whole, self._year = told.partner is None, told.year
        self._currency, self._zone = business.currency, ZoneInfo(business.zone)
        self._locale = figures.locale_of(business.language, business.country)
        self.language = self._locale.partition("_")[0]
        self.words = paper_words.of(self.language, "statement")
        self.sheet = paper_words.of(self.language, "sheet")

    def money(self, minor: int | None) -> str:
        """An amount, or a dash."""
        return "–" if minor is None else figures.money(minor, self._currency, self._locale)

    def paid(self, told: Statement) -> list[str]:
        """What came in and went out in the year itself, whenever the customer was passed on."""
        ways = (("came_in", told.sent), ("went_out", told.received))
        amounts = [(self.words[key], statements.sums(rows, told.year).paid_minor) for key, rows in ways]
        return [words.format(told.year, self.money(minor)) for words, minor in amounts]

    def table(self, title: str, rows: tuple[LedgerRow, ...]) -> Table:
        """The referrals of one direction, and what they come to."""
        found, said = statements.sums(rows, self._year), self.words
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
            self._state(row),
            self.money(row.work_minor),
            self.money(row.bonus_minor),
        ]

    def _state(self, row: LedgerRow) -> str:
        """How far it is; what is paid says on which day, which may lie in another year."""
        state = self.words[row.state.value]
        return state if row.settled_on is None else f"{state} {figures.day(row.settled_on, self._locale, 'short')}"
