"""The plan on paper, the year on one page, and a worksheet with the actions in which it ended."""

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from zoneinfo import ZoneInfo

from tradesman.book.business import Business
from tradesman.book.plan import Figure, Goal, PlanAction, Worksheet
from tradesman.documents import figures, paper_words
from tradesman.documents.sheet_paper import Facts, Paper, Part, Table, Ticks, Words
from tradesman.services import plan_figures, plan_sheets, worksheets
from tradesman.services.plan_figures import Reading, Unit
from tradesman.services.plan_sheets import PlanSheet
from tradesman.services.plans import CHECKS, GoalRow, WhyRow
from tradesman.services.worksheets import SheetRow


def plan(business: Business, sheet: PlanSheet, today: date) -> Paper:
    """The year on one page, in the business's language: what is open, and what was settled in the year of today."""
    said = _Words(business)
    year = plan_sheets.of_year(sheet, today, said.zone)
    return Paper(
        title=said.words["title"].format(today.year),
        business=business,
        facts=[(said.words["as_of"], said.day(today))],
        page=paper_words.of(said.language, "sheet")["page"],
        language=said.language,
        parts=[
            said.whys(sheet.whys),
            said.goals(sheet.goals),
            Ticks(said.words["actions"], [said.tick(action) for action in year.actions]),
            Facts(said.words["worksheets"], [_dated(said, row) for row in year.sheets]),
            Facts(said.words["settled"], [(row.goal.words, said.ended(row)) for row in year.settled]),
        ],
    )


def worksheet(business: Business, row: SheetRow) -> Paper:
    """A worksheet as it was filled in, in the business's language; cells without words are left out."""
    said = _Words(business)
    sheet, printed = row.worksheet, worksheets.printed(row.worksheet.kind, said.language)
    facts = [(said.words["made_on"], said.day(sheet.made_on))]
    if sheet.review_on is not None:
        facts.append((said.words["review"], said.day(sheet.review_on)))
    cells: list[Part] = [Words(cell.label, sheet.cells.get(cell.key, "")) for cell in printed.cells]
    return Paper(
        title=said.named(sheet),
        business=business,
        lead=printed.purpose,
        facts=facts,
        page=paper_words.of(said.language, "sheet")["page"],
        language=said.language,
        parts=[*cells, Ticks(said.words["actions"], [said.tick(action) for action in row.actions])],
    )


def _dated(said: "_Words", row: SheetRow) -> tuple[str, str]:
    return said.named(row.worksheet), said.day(row.worksheet.made_on)


class _Words:
    """How days, figures and actions are said on this paper."""

    def __init__(self, business: Business) -> None:
        self._locale = figures.locale_of(business.language, business.country)
        self._currency = business.currency
        self.zone: tzinfo = ZoneInfo(business.zone)
        self.language = self._locale.partition("_")[0]
        self.words = paper_words.of(self.language, "plan")

    def day(self, on: date) -> str:
        """A day in full."""
        return figures.day(on, self._locale)

    def named(self, sheet: Worksheet) -> str:
        """The title of a worksheet; what it has from its template is said in the language of the paper."""
        rest = sheet.title.removeprefix(worksheets.template(sheet.kind).title)
        shipped = rest in ("", f" {sheet.made_on.year}")
        return f"{worksheets.printed(sheet.kind, self.language).title}{rest}" if shipped else sheet.title

    def whys(self, rows: Sequence[WhyRow]) -> Table:
        """A row for each why."""
        heads = [self.words[key].format(plan_figures.DAYS) for key in ("why", "figure", "lately", "then")]
        return Table(self.words["whys"], heads, [False, False, True, True], [self._why(row) for row in rows])

    def _why(self, row: WhyRow) -> list[str]:
        then = self.words["before"].format(self._value(row.then), self.day(row.why.since_on))
        return [row.why.words, self._figure(row.why.figure), self._value(row.now), then]

    def goals(self, rows: Sequence[GoalRow]) -> Table:
        """A row for each goal that is still to be reached."""
        heads = [self.words[key] for key in ("goal", "figure", "now", "target", "by")]
        return Table(self.words["goals"], heads, [False, False, True, True, False], [self._goal(row) for row in rows])

    def _goal(self, row: GoalRow) -> list[str]:
        goal, figure, now, target = row.goal, "–", "–", "–"
        if goal.figure is not None and goal.target is not None and row.reading is not None:
            figure = self.words["since"].format(self._figure(goal.figure), self.day(goal.set_on))
            now = self._value(row.reading)
            target = self._amount(goal.figure, goal.target)
        return ["\n".join((goal.words, *self._looked_at(goal))), figure, now, target, self.day(goal.by_on)]

    def _looked_at(self, goal: Goal) -> Iterator[str]:
        """Which of the five checks it does not pass yet, and when it is looked at again."""
        missing = [self.words["checks"][key] for key in CHECKS if key not in goal.checks]
        if missing:
            yield self.words["not_yet"].format(", ".join(missing))
        if goal.review_on is not None:
            yield self.words["again"].format(self.day(goal.review_on))

    def tick(self, action: PlanAction) -> tuple[bool, str]:
        """An action, ticked when it is done."""
        if action.done_at is not None:
            done = self.day(action.done_at.astimezone(self.zone).date())
            return True, f"{action.what}, {self.words['done'].format(done)}"
        if action.dropped_at is not None:
            return False, f"{action.what}, {self.words['dropped'].format(action.reason)}"
        return False, f"{action.what}, {self.words['due'].format(self.day(action.due_on))}"

    def ended(self, row: GoalRow) -> str:
        """What became of a goal."""
        reached = row.goal.reached_on
        on, key = (reached, "reached") if reached is not None else (row.goal.dropped_on or row.goal.by_on, "given_up")
        words = str(self.words[key].format(self.day(on)))
        return f"{words}. {row.goal.words_at_end}" if row.goal.words_at_end else words

    def _figure(self, figure: Figure) -> str:
        return str(self.words["names"][figure.value])

    def _value(self, reading: Reading) -> str:
        if reading.value is None:
            return self.words["few"] if reading.cases else "–"
        return self._amount(reading.figure, reading.value)

    def _amount(self, figure: Figure, number: float) -> str:
        unit = plan_figures.unit_of(figure)
        if unit == Unit.PERCENT:
            return figures.percent(round(number) * 100, self._locale)
        if unit == Unit.MONEY:
            return figures.money(round(number), self._currency, self._locale)
        return figures.quantity(round(number * 10) * 100, "", self._locale)
