"""The scorecard on paper: the six steps, what stands beside them, and twelve months of referral income."""

from tradesman.book.business import Business
from tradesman.documents import figures, paper_words
from tradesman.documents.sheet_paper import Facts, Paper, Table
from tradesman.services import rivals
from tradesman.services.score_facts import Beside
from tradesman.services.score_periods import PeriodKind
from tradesman.services.score_sheets import Middle, ScoreSheet
from tradesman.services.scorecard import FEWEST, Share, Step
from tradesman.services.selling import Came

_WAITS = (
    (Beside.TO_VISIT, "to_visit"),
    (Beside.TO_QUOTE, "to_quote"),
    (Beside.TO_START, "to_start"),
    (Beside.TO_FINISH, "to_finish"),
)


def paper(business: Business, sheet: ScoreSheet) -> Paper:
    """The sheet of a period for the owner's files, in the business's language."""
    said = _Words(business, sheet)
    return Paper(
        title=said.words["title"].format(said.period()),
        business=business,
        lead=said.words["lead"].format(FEWEST),
        facts=said.facts(),
        page=paper_words.of(said.language, "sheet")["page"],
        language=said.language,
        parts=[
            said.steps(),
            Facts(said.words["selling"], said.selling()),
            Facts(said.words["experience"], said.experience()),
            said.income(),
        ],
    )


class _Words:
    """How shares, lengths and amounts are said on this paper."""

    def __init__(self, business: Business, sheet: ScoreSheet) -> None:
        self._sheet, self._locale = sheet, figures.locale_of(business.language, business.country)
        self.language = self._locale.partition("_")[0]
        self.words = paper_words.of(self.language, "scorecard")

    def period(self) -> str:
        """The year, or the first and the last day."""
        first, last = self._sheet.period.first, self._sheet.period.last
        if self._sheet.kind == PeriodKind.YEAR:
            return str(first.year)
        return f"{figures.day(first, self._locale)} – {figures.day(last, self._locale)}"

    def facts(self) -> list[tuple[str, str]]:
        """What stands above the rest: all steps together, and the weakest."""
        told = [(self.words["stuck"], self._told(self._sheet.all_steps.share))]
        weakest = self._sheet.weakest
        return told if weakest is None else [*told, (self.words["weakest"], self.words["steps"][weakest - 1])]

    def steps(self) -> Table:
        """A row for each step."""
        said = self.words
        return Table(
            "",
            [said[key] for key in ("step", "share", "kept", "due", "before", "year_ago")],
            [False, True, True, True, True, True],
            [self._step(step) for step in Step],
        )

    def _step(self, step: Step) -> list[str]:
        score = self._sheet.steps[step]
        share = score.share
        return [
            self.words["steps"][step - 1],
            self._percent(share.percent) if share.percent is not None else self._few(share.due),
            str(share.kept),
            str(share.due),
            self._percent(score.before),
            self._percent(score.year_ago),
        ]

    def selling(self) -> list[tuple[str, str]]:
        """Quotes, what came of them, rivals, and how customers came."""
        said, sheet = self.words, self._sheet
        wins, lost, others = sheet.wins, sheet.lost, sheet.rivals
        rows = [(said["decided"], str(wins.share.due)), (said["won"], self._told(wins.share))]
        rows += [(words, str(count)) for words, count in zip(said["options"], wins.by_option, strict=True)]
        rows.append((said["best_value"], str(wins.best_value)))
        rows += [(said["lost"].format(reason or said["other"]), str(count)) for reason, count in lost.reasons]
        rows += [(said["won_back"], str(lost.won_back)), (said["win_backs"], str(lost.due))]
        rows.append((said["rivals"], str(others.count)))
        middle = self._against(others.median_bp) if others.median_bp is not None else self._few(others.count)
        rows.append((said["rival"], middle))
        rows.append((said["jobs"], str(sheet.jobs)))
        return rows + [(said[came.value], str(sheet.came[came])) for came in Came]

    def experience(self) -> list[tuple[str, str]]:
        """Waits, promises, scores, words and what came back."""
        said, sheet = self.words, self._sheet
        score, calls = sheet.experience, sheet.service_calls
        waited = sheet.waits[Beside.CALL_BACK]
        minutes = said["minutes"].format(round(waited.median / 60)) if waited.median is not None else ""
        rows = [(said["call_back"], minutes or self._few(waited.count))]
        rows += [(said[key], self._days(sheet.waits[figure])) for figure, key in _WAITS]
        rows.append((said["promises"], self._told(sheet.promises)))
        mean = self._number(score.mean) if score.mean is not None else self._few(score.number)
        rows += [
            (said["score"], mean),
            (said["asked"], self._of(sheet.asked)),
            (said["testimonials"], str(sheet.given)),
        ]
        rows.append((said["service_calls"], str(calls.number)))
        if calls.number:
            days = self._number(calls.median_days) if calls.median_days is not None else self._few(calls.put_right)
            rows += [(said["service_days"], days), (said["service_cost"], self._money(calls.cost_to_me_minor))]
            rows.append((said["covered"], self._of(calls.under_guarantee)))
        return rows

    def income(self) -> Table:
        """A row for each of the twelve months."""
        said, months = self.words, self._sheet.months
        rows = [
            [
                figures.day(month.first, self._locale, "LLLL y"),
                str(month.sent),
                str(month.paid),
                self._money(month.income_minor),
            ]
            for month in months
        ]
        sent, paid = sum(month.sent for month in months), sum(month.paid for month in months)
        whole = [said["all"], str(sent), str(paid), self._money(sum(month.income_minor for month in months))]
        heads = [said[key] for key in ("month", "sent", "paid", "amount")]
        return Table(said["income"], heads, [False, True, True, True], rows if sent or paid else [], whole)

    def _percent(self, percent: int | None) -> str:
        return "–" if percent is None else figures.percent(percent * 100, self._locale)

    def _few(self, cases: int) -> str:
        """What stands for a figure that says nothing yet."""
        return str(self.words["few"]) if cases else "–"

    def _of(self, share: Share) -> str:
        return str(self.words["of"].format(share.kept, share.due)) if share.due else "–"

    def _told(self, share: Share) -> str:
        if share.percent is None:
            return f"{self._of(share)}, {self._few(share.due)}" if share.due else "–"
        return f"{self._percent(share.percent)}, {self._of(share)}"

    def _number(self, number: float) -> str:
        return figures.quantity(round(number * 10) * 100, "", self._locale)

    def _days(self, middle: Middle) -> str:
        if middle.median is None:
            return self._few(middle.count)
        one = middle.median == 1
        return str(self.words["one_day"] if one else self.words["days"].format(self._number(middle.median)))

    def _against(self, bp: int) -> str:
        if not bp:
            return str(self.words["same"])
        words = self.words["dearer"] if bp > 0 else self.words["cheaper"]
        return str(words.format(figures.percent(rivals.apart(bp), self._locale)))

    def _money(self, minor: int) -> str:
        return figures.money(minor, self._sheet.currency, self._locale)
