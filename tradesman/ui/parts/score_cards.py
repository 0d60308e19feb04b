"""The cards below the six steps: how the selling went, and how it was for the customers."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout

from tradesman.services import selling
from tradesman.services.score_cases import Fact
from tradesman.services.score_facts import Beside
from tradesman.services.score_sheets import WAITS, Month, ScoreSheet
from tradesman.services.scorecard import FEWEST, Share
from tradesman.services.selling import Came
from tradesman.ui import format as say
from tradesman.ui.parts import rival_words, score_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.bar_rows import BarLine, BarRows
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.count_line import CountLine
from tradesman.ui.widgets.labels import Label, LeadLabel
from tradesman.ui.widgets.month_bars import MonthBar, MonthBars
from tradesman.ui.widgets.press_area import PressArea
from tradesman.ui.widgets.share_ring import ShareRing
from tradesman.ui.words import tier

Wanted = Callable[[Fact], bool]
_NONE = "none"  # the key of quotes that were not accepted


def _tr(text: str) -> str:
    return QCoreApplication.translate("scorecard", text)


class ScoreCard(Card):
    """A card of the scorecard; it asks for the cases of a figure, and says which of them where it is not all."""

    cases_asked = Signal(object, object, str)  # the figure, what picks its cases or None, and what these are called

    def __init__(self, title: str, theme: Theme, *, name: str) -> None:
        super().__init__(theme, title, name=name)
        self.heading.removeWidget(self._count)  # at the right, as in the rows of figures below it
        self.heading.addWidget(self._count)
        self._shown = theme

    def line(self, figure: Beside, *, behind: bool = False, name: str = "") -> CountLine:
        """A line at the end of the card that opens the cases of a figure."""
        made = CountLine(self._shown, behind=behind, name=name or f"score_{figure}")
        made.clicked.connect(lambda: self.cases_asked.emit(figure, None, ""))
        self.body.addWidget(made)
        return made

    def show_sheet(self, sheet: ScoreSheet) -> None:
        """Shows the figures of a period; cards fill this in."""
        raise NotImplementedError


class WinsCard(ScoreCard):
    """Which option was taken, as a share of all quotes decided on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(_tr("Win rate by option"), theme, name="score_wins_card")
        self._bars = BarRows(theme, name="score_option")
        self._bars.pressed.connect(self._on_pressed)
        self._best = CountLine(theme, name="score_best_value")
        self._best.clicked.connect(self._on_best)
        self.body.addWidget(self._bars)
        self.body.addStretch(1)
        self.body.addWidget(self._best)

    def show_sheet(self, sheet: ScoreSheet) -> None:
        due = sheet.wins.share.due
        self.set_count(_tr("1 quote") if due == 1 else _tr("{0} quotes").format(due))
        counted = [(str(place), tier(place), number) for place, number in enumerate(sheet.wins.by_option, 1)]
        counted.sort(key=lambda row: -row[2])
        best = counted[0][0] if counted[0][2] else ""
        lines = [
            BarLine(key, words, number, _figure(number, due), series=1 if key == best else 0)
            for key, words, number in counted
        ]
        none = due - sheet.wins.share.kept
        lines.append(BarLine(_NONE, _tr("None"), none, _figure(none, due), tone="border_strong"))
        self._bars.set_lines(lines)
        self._best.set_count(str(sheet.wins.best_value), score_words.best_value(sheet.wins.share.kept))

    def _on_best(self) -> None:
        wanted: Wanted = lambda fact: bool(fact.kept) and fact.words == selling.BEST_VALUE  # noqa: E731
        self.cases_asked.emit(Beside.WINS, wanted, _tr("best value"))

    def _on_pressed(self, key: str) -> None:
        words = _tr("none taken") if key == _NONE else tier(int(key))
        self.cases_asked.emit(Beside.WINS, lambda fact: fact.group == ("" if key == _NONE else key), words)


class LostCard(ScoreCard):
    """Why quotes were lost, and what came back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(_tr("Lost, and why"), theme, name="score_lost_card")
        self._bars = BarRows(theme, name="score_reason")
        self._bars.pressed.connect(self._on_pressed)
        self._reasons: tuple[str, ...] = ()
        self.body.addWidget(self._bars)
        self._nothing = Label(_tr("No quote was lost."), theme, "small", "ink_2", name="score_nothing_lost")
        self.body.addWidget(self._nothing)
        self.body.addStretch(1)
        self.body.setSpacing(0)
        self._won_back = self.line(Beside.WON_BACK)
        self._due = self.line(Beside.WIN_BACKS_DUE)

    def show_sheet(self, sheet: ScoreSheet) -> None:
        lost = sheet.lost
        self.set_count(_tr("1 quote") if lost.number == 1 else _tr("{0} quotes").format(lost.number))
        self._reasons = tuple(selling.reason(words) for words, _ in lost.reasons if words)
        self._bars.set_lines(
            [
                BarLine(selling.reason(words), score_words.lost(words), count, str(count))
                for words, count in lost.reasons
            ]
        )
        self._nothing.setVisible(not lost.number)
        self._won_back.set_count(str(lost.won_back), _tr("won back"))
        self._due.set_count(str(lost.due), _tr("win-back due now") if lost.due == 1 else _tr("win-backs due now"))

    def _on_pressed(self, key: str) -> None:
        named = self._reasons
        if key:
            self.cases_asked.emit(Beside.LOST, lambda fact: fact.group == key, key)
        else:
            self.cases_asked.emit(Beside.LOST, lambda fact: fact.group not in named, _tr("other reasons"))


class IncomeCard(ScoreCard):
    """What partners paid in twelve months, and how many customers they were sent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(_tr("Referral income"), theme, name="score_income_card")
        self._bars = MonthBars(theme, name="score_months")
        self._bars.pressed.connect(self._on_pressed)
        self._months: tuple[Month, ...] = ()
        self.body.addWidget(self._bars)
        self.body.addStretch(1)
        self.body.setSpacing(0)
        self._sent = self.line(Beside.SENT)
        self._paid = self.line(Beside.INCOME)

    def show_sheet(self, sheet: ScoreSheet) -> None:
        months, currency = sheet.months, sheet.currency
        self._months = months
        whole = sum(month.income_minor for month in months)
        self.set_count(_tr("{0} in 12 months").format(say.money(whole, currency, decimals=False)))
        mark = _round_mark(max(month.income_minor for month in months))
        told = [f"{say.month(month.first)} {say.money(month.income_minor, currency)}" for month in months]
        self._bars.set_bars(
            [
                MonthBar(say.month_short(month.first), month.income_minor, words)
                for month, words in zip(months, told, strict=True)
            ],
            mark,
            say.money(mark, currency, decimals=False) if mark else "",
            ", ".join(told),
        )
        self._sent.set_count(str(sum(month.sent for month in months)), _tr("sent to partners"))
        self._paid.set_count(str(sum(month.paid for month in months)), _tr("paid for"))

    def _on_pressed(self, number: int) -> None:
        first = self._months[number].first
        self.cases_asked.emit(Beside.INCOME, lambda fact: fact.on.replace(day=1) == first, say.month(first))


class CameCard(ScoreCard):
    """How the customers of the work came."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(_tr("Repeat and recommended"), theme, name="score_came_card")
        self._ring = ShareRing(theme, name="score_ring")
        self._ring.clicked.connect(lambda: self._on_pressed(Came.AGAIN))
        self._again = LeadLabel("", "", theme, name="score_again")
        row = QHBoxLayout()
        row.setSpacing(theme.space("s4"))
        row.addWidget(self._ring)
        row.addWidget(self._again, 1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.body.setSpacing(0)
        self._lines: dict[Came, CountLine] = {}
        for came in (Came.RECOMMENDED, Came.BY_PARTNER, Came.ELSEWHERE):
            made = CountLine(theme, name=f"score_came_{came}")
            made.clicked.connect(lambda _on=False, came=came: self._on_pressed(came))
            self.body.addWidget(made)
            self._lines[came] = made

    def show_sheet(self, sheet: ScoreSheet) -> None:
        again, whole = sheet.came[Came.AGAIN], sheet.jobs
        self.set_count(_tr("1 job") if whole == 1 else _tr("{0} jobs").format(whole))
        found = Share(again, whole)
        words = _tr("{0} of {1} jobs for people you had worked for before").format(again, whole)
        self._ring.set_share(found.percent, words)
        self._again.set_words(str(again), _tr("for people you had worked for before"))
        for came, line in self._lines.items():
            line.set_count(str(sheet.came[came]), score_words.came(came))

    def _on_pressed(self, came: Came) -> None:
        self.cases_asked.emit(Beside.WORK, lambda fact: fact.group == came, score_words.came(came))


class ExperienceCard(ScoreCard):
    """The scores that customers gave, and the words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(_tr("Experience"), theme, name="score_experience_card")
        self._mean = Label("", theme, "display", name="score_mean")
        self._of = Label("", theme, "small", "ink_2", wrap=True, name="score_mean_words")
        self._all = PressArea(theme, name="score_mean_all")
        self._all.clicked.connect(lambda: self.cases_asked.emit(Beside.EXPERIENCE, None, ""))
        self._all.row.setSpacing(theme.space("s2"))
        self._all.row.addWidget(self._mean)
        self._all.row.addWidget(self._of, 1)
        self.body.addWidget(self._all)
        self.body.setSpacing(0)
        self._bars = BarRows(theme, name="score_scores")
        self._bars.pressed.connect(self._on_pressed)
        self.body.addWidget(self._bars)
        self.body.addStretch(1)
        self._asked = self.line(Beside.ASKED, name="score_asked_line")
        self._given = self.line(Beside.GIVEN)

    def show_sheet(self, sheet: ScoreSheet) -> None:
        found = sheet.experience
        self.set_count(_tr("1 score") if found.number == 1 else _tr("{0} scores").format(found.number))
        self._mean.setText(say.quantity(round(found.mean * 10) * 100) if found.mean is not None else "")
        self._mean.setVisible(found.mean is not None)
        self._of.setText(_tr("of 10 on average") if found.mean is not None else _too_few(found.number))
        self._all.set_words(" ".join(part for part in (self._mean.text(), self._of.text()) if part))
        bars = (
            ("9", _tr("9 and 10"), found.kind),
            ("7", _tr("7 and 8"), found.between),
            ("0", _tr("up to 6"), found.low),
        )
        self._bars.set_lines([BarLine(key, words, number, str(number)) for key, words, number in bars])
        asked = sheet.asked
        said = _tr("{0} of {1}").format(asked.kept, asked.due) if asked.due else "0"
        self._asked.set_count(said, _tr("asked gave words") if asked.due else _tr("asked for words"))
        self._given.set_count(str(sheet.given), _tr("testimonial") if sheet.given == 1 else _tr("testimonials"))

    def _on_pressed(self, key: str) -> None:
        low, high = {"9": (9, 10), "7": (7, 8), "0": (0, 6)}[key]
        wanted: Wanted = lambda fact: low <= (fact.amount or 0) <= high  # noqa: E731
        self.cases_asked.emit(Beside.EXPERIENCE, wanted, _tr("{0} to {1} of 10").format(low, high))


class WaitsCard(ScoreCard):
    """How long customers waited at each step, the one in the middle of all."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(_tr("How long they waited"), theme, name="score_waits_card")
        self.body.setSpacing(0)
        self._lines = {figure: self.line(figure, behind=True, name=f"score_wait_{figure}") for figure in WAITS}
        self.body.addStretch(1)
        self.body.addWidget(Label(_tr("The one in the middle of all."), theme, "small", "ink_2", wrap=True))

    def show_sheet(self, sheet: ScoreSheet) -> None:
        for figure, line in self._lines.items():
            middle = sheet.waits[figure]
            first = figure == Beside.CALL_BACK
            line.set_count(
                score_words.call_back(middle) if first else score_words.days(middle), score_words.beside(figure)
            )


class RivalsCard(ScoreCard):
    """How the prices of others stand against mine."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(_tr("Rival prices"), theme, name="score_rivals_card")
        self._bars = BarRows(theme, name="score_rival")
        self._bars.pressed.connect(self._on_pressed)
        self._words = Label("", theme, "small", "ink_2", wrap=True, name="score_rival_words")
        self._middle = PressArea(theme, name="score_rival_middle")
        self._middle.clicked.connect(lambda: self.cases_asked.emit(Beside.RIVALS, None, ""))
        self._middle.row.addWidget(self._words, 1)
        self.body.addWidget(self._bars)
        self.body.addStretch(1)
        self.body.addWidget(self._middle)

    def show_sheet(self, sheet: ScoreSheet) -> None:
        found = sheet.rivals
        self.set_count(_tr("1 price") if found.count == 1 else _tr("{0} prices").format(found.count))
        bars = (
            ("-1", _tr("Cheaper"), found.cheaper),
            ("1", _tr("Dearer"), found.dearer),
            ("0", _tr("The same"), found.same),
        )
        self._bars.set_lines([BarLine(key, words, number, str(number)) for key, words, number in bars])
        self._words.setText(rival_words.middle(found))
        self._middle.set_words(self._words.text())

    def _on_pressed(self, key: str) -> None:
        words = {"-1": _tr("cheaper than yours"), "1": _tr("dearer than yours"), "0": _tr("the same")}[key]
        self.cases_asked.emit(Beside.RIVALS, lambda fact: _way(fact.amount or 0) == int(key), words)


class ServiceCard(ScoreCard):
    """What came back, and how it was put right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(_tr("Service calls"), theme, name="score_service_card")
        self.body.setSpacing(0)
        self._number = self.line(Beside.SERVICE_CALLS, behind=True)
        self._rows: dict[str, CountLine] = {}
        for key in ("days", "cost", "covered"):
            self._rows[key] = self.line(Beside.SERVICE_CALLS, behind=True, name=f"score_service_{key}")
        self.body.addStretch(1)

    def show_sheet(self, sheet: ScoreSheet) -> None:
        found = sheet.service_calls
        self._number.set_count(str(found.number), _tr("Came back"))
        days = score_words.too_few(found.put_right)
        if found.median_days is not None:
            days = score_words.number_of_days(found.median_days)
        self._rows["days"].set_count(days, _tr("To put it right"))
        self._rows["cost"].set_count(say.money(found.cost_to_me_minor, sheet.currency), _tr("Cost to you"))
        covered = found.under_guarantee
        words = score_words.of(covered) if covered.due else say.DASH
        self._rows["covered"].set_count(words, _tr("Under guarantee"))


KINDS: tuple[Any, ...] = (
    *(WinsCard, LostCard, IncomeCard, CameCard),
    *(ExperienceCard, WaitsCard, RivalsCard, ServiceCard),
)


def _figure(number: int, due: int) -> str:
    """A share of the quotes, or their number where there are too few."""
    percent = Share(number, due).percent
    return f"{percent}%" if percent is not None else str(number)


def _too_few(number: int) -> str:
    return _tr("not enough yet, from {0} on").format(FEWEST) if number else _tr("nothing yet")


def _way(amount: float) -> int:
    return (amount > 0) - (amount < 0)


def _round_mark(most: int) -> int:
    """A round amount in minor units below the longest bar: 1, 2 or 5 and zeros."""
    mark = 0
    step = 100
    while step <= most:
        mark = next(step * times for times in (5, 2, 1) if step * times <= most)
        step *= 10
    return mark
