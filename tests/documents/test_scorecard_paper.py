"""The scorecard on paper: what the page shows, in the business's language, and nothing said of too few cases."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from tests.documents.test_sheet_paper import BUSINESS, pages
from tradesman.book.business import Business
from tradesman.documents import scorecard_paper
from tradesman.services.call_figures import CallCase, ServiceCalls
from tradesman.services.rivals import Standing
from tradesman.services.score_facts import Beside
from tradesman.services.score_periods import PeriodKind
from tradesman.services.score_sheets import WAITS, Experience, Lost, Middle, Month, ScoreSheet, StepScore, Wins
from tradesman.services.scorecard import Period, Share, Step
from tradesman.services.selling import Came

FIRST = date(2026, 1, 1)
NOTHING = Share(0, 0)


def score(kept: int, due: int, before: int | None = 86, year_ago: int | None = 80) -> StepScore:
    share = Share(kept, due)
    return StepScore(share, (*(None,) * 6, before, share.percent), year_ago)


def called(days: int, cost_minor: int | None, *, covered: bool) -> CallCase:
    return CallCase(uuid4(), uuid4(), FIRST, days, cost_minor, covered, fixed_by_me=True, failed_item_id=None)


def sheet(**rest: Any) -> ScoreSheet:
    fields: dict[str, Any] = {
        "kind": PeriodKind.YEAR,
        "period": Period(FIRST, date(2026, 12, 31)),
        "since": FIRST,
        "currency": "GBP",
        "steps": dict.fromkeys(Step, score(9, 10)) | {Step.NOTICED: score(3, 4), Step.GREAT_JOB: score(22, 25)},
        "all_steps": score(61, 69),
        "wins": Wins(Share(14, 24), NOTHING, (3, 9, 2), 9),
        "lost": Lost((("Price #1 *dear*", 4), ("", 6)), 10, 2, 1),
        "rivals": Standing(1, 4, 1, -762),
        "months": tuple(
            Month(date(2026, month, 1), 4_000 * (month == 10), int(month == 10), 1) for month in range(1, 13)
        ),
        "came": {Came.AGAIN: 17, Came.RECOMMENDED: 9, Came.BY_PARTNER: 0, Came.ELSEWHERE: 15},
        "experience": Experience(19, 8.26, 9, 9, 1),
        "waits": dict.fromkeys(WAITS, Middle(3, 9, None)) | {Beside.CALL_BACK: Middle(1440, 9, None)},
        "promises": Share(31, 32),
        "asked": Share(17, 31),
        "given": 18,
        "service_calls": ServiceCalls((*[called(1, 2_500, covered=True)] * 4, called(2, None, covered=False)), ()),
    }
    return ScoreSheet(**fields | rest)


def test_every_figure_is_on_it() -> None:
    said = " ".join(pages(scorecard_paper.paper(BUSINESS, sheet())))
    for words in (
        "Scorecard, 2026",
        "Stuck to it 88%, 61 of 69",
        "Weakest 5 Did a great job",
        "1 Returned the call promptly 90% 9 10 86% 80%",
        "4 Noticed and recommended not enough yet 3 4",
        "Quotes won 58%, 14 of 24",
        "Better taken 9",
        "The best value taken 9",
        "Lost: Price #1 *dear* 4",
        "Lost: other reasons 6",
        "Rivals in the middle 8% cheaper",
        "recommended by a customer 9",
        "Median call-back 24 min",
        "To the visit 3 days",
        "Promises kept in time 97%, 31 of 32",
        "Score, of 10 on average 8.3",
        "Asked for words, gave some 17 of 31",
        "Days to put it right 1",
        "Cost to me £100.00",
        "October 2026 1 1 £40.00",
        "All 12 1 £40.00",
    ):
        assert words in said, words


def test_fewer_than_five_cases_say_so_for_every_figure() -> None:
    few = sheet(
        rivals=Standing(1, 1, 1, None),
        experience=Experience(4, None, 4, 0, 0),
        waits=dict.fromkeys(WAITS, Middle(None, 4, None)),
        promises=Share(3, 4),
        service_calls=ServiceCalls((called(1, 2_500, covered=True),) * 4, ()),
    )
    said = " ".join(pages(scorecard_paper.paper(BUSINESS, few)))
    for figure in (
        *("Rivals in the middle", "Median call-back", "To the visit", "To the quote", "To the start", "To the finish"),
        *("Promises kept in time 3 of 4,", "Score, of 10 on average", "Days to put it right"),
    ):
        assert f"{figure} not enough yet" in said, figure


def test_an_empty_period_says_nothing_that_it_does_not_know() -> None:
    nothing = sheet(
        steps=dict.fromkeys(Step, score(0, 0, None, None)),
        all_steps=score(0, 0, None, None),
        wins=Wins(NOTHING, NOTHING, (0, 0, 0), 0),
        lost=Lost((), 0, 0, 0),
        rivals=Standing(0, 0, 0, None),
        months=tuple(Month(date(2026, month, 1), 0, 0, 0) for month in range(1, 13)),
        came=dict.fromkeys(Came, 0),
        experience=Experience(0, None, 0, 0, 0),
        waits=dict.fromkeys(WAITS, Middle(None, 0, None)),
        promises=NOTHING,
        asked=NOTHING,
        given=0,
        service_calls=ServiceCalls((), ()),
    )
    said = " ".join(pages(scorecard_paper.paper(BUSINESS, nothing)))
    assert "%" not in said
    assert "Stuck to it –" in said
    assert "Referral income" not in said


@pytest.mark.parametrize(("bp", "words"), [(500, "5 % teurer"), (0, "gleich"), (-50, "0,5 % billiger")])
def test_it_speaks_the_language_of_the_business(bp: int, words: str) -> None:
    german = Business(**BUSINESS.model_dump(exclude={"language", "country"}) | {"language": "de", "country": "DE"})
    told = replace(sheet(), kind=PeriodKind.QUARTER, rivals=Standing(3, 1, 1, bp), currency="EUR")
    said = " ".join(pages(scorecard_paper.paper(german, told)))
    assert f"Die anderen in der Mitte {words}".replace(" %", "\u00a0%") in said.replace(" %", "\u00a0%")
    for each in (
        "Auswertung, 1. Januar 2026 – 31. Dezember 2026",
        "4 Etwas bemerkt und empfohlen noch zu wenige",
        "40,00",
    ):
        assert each in said, each
