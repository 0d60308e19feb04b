"""The plan on paper: the year on one page, a worksheet as it was filled in, in the business's language."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.documents.test_sheet_paper import BUSINESS, pages
from tradesman.book.business import Business
from tradesman.book.plan import Figure, Goal, PlanAction, Why, Worksheet, WorksheetKind
from tradesman.documents import plan_paper
from tradesman.services import plan_sheets
from tradesman.services.plan_figures import Reading
from tradesman.services.plan_sheets import PlanSheet
from tradesman.services.plans import CHECKS, GoalRow, WhyRow
from tradesman.services.worksheets import SheetRow

TODAY = date(2026, 11, 20)
GERMAN = Business(**BUSINESS.model_dump(exclude={"language", "country"}) | {"language": "de", "country": "DE"})


def goal(words: str, **fields: Any) -> Goal:
    rest = {"checks": [check for check in CHECKS if check != "believable" or words != "Tidy the van"], **fields}
    return Goal(words=words, set_on=date(2026, 1, 5), by_on=date(2026, 12, 31), **rest)


ACTIONS = (
    PlanAction(what="Ring the bank", due_on=TODAY, done_at=datetime(2026, 11, 18, 23, 30, tzinfo=UTC)),
    PlanAction(what="Print cards", due_on=date(2026, 12, 1)),
    PlanAction(what="Buy a van", due_on=TODAY, dropped_at=datetime(2026, 11, 19, tzinfo=UTC), reason="Too *dear*"),
)
SWOT = Worksheet(
    kind=WorksheetKind.SWOT,
    title="SWOT 2026",
    made_on=date(2026, 3, 2),
    review_on=date(2027, 3, 2),
    cells={"strengths": "On time.\n#1 in Harrow", "threats": "<b>Rain</b>"},
)


def sheet() -> PlanSheet:
    why = Why(position=1, words="Fewer lost calls", figure=Figure.CALLS_RETURNED, since_on=date(2026, 1, 5))
    win, calls = Figure.WIN_RATE, Figure.CALLS_RETURNED
    income = goal("Earn by sending", figure=Figure.REFERRAL_INCOME, target=250_000)
    return PlanSheet(
        currency="GBP",
        whys=(WhyRow(why, Reading(calls, 88, 25), Reading(calls, None, 3)),),
        goals=(
            GoalRow(goal("Win more", figure=win, target=55), Reading(win, None, 0), ACTIONS),
            GoalRow(income, Reading(Figure.REFERRAL_INCOME, 106_800, 4), ()),
            GoalRow(goal("Tidy the van", review_on=date(2026, 12, 1)), None, ()),
        ),
        past=(GoalRow(goal("Six words", reached_on=date(2026, 6, 1), words_at_end="Asked each time"), None, ()),),
        sheets=(SheetRow(SWOT, ()),),
    )


def test_the_year_is_on_one_page() -> None:
    (said,) = pages(plan_paper.plan(BUSINESS, sheet(), TODAY))
    for words in (
        "Plan 2026",
        "Last 90 days",
        "90 days before it was written down",
        "Fewer lost calls Calls returned promptly 88% not enough yet, before 5 January 2026",
        "Win more Quotes won, since 5 January 2026 – 55% 31 December 2026",
        "Earn by sending Referral income, since 5 January 2026 £1,068.00 £2,500.00",
        "Tidy the van Not yet believable To be looked at again 1 December 2026",
        "– – – 31 December 2026",
        "Ring the bank, done 18 November 2026",
        "Print cards, by 1 December 2026",
        "Buy a van, dropped: Too *dear*",
        "SWOT 2026 2 March 2026",
        "Six words Reached 1 June 2026. Asked each time",
    ):
        assert words in said, words


def test_after_three_years_the_year_is_still_on_one_page() -> None:
    whole, years = sheet(), (2023, 2024, 2025)

    def at(year: int) -> datetime:
        return datetime(year, 3, 1, 12, tzinfo=UTC)

    def made(kind: WorksheetKind, year: int) -> SheetRow:
        worksheet = Worksheet(kind=kind, title=f"{kind.value} {year}", made_on=date(year, 1, 9), cells={"x": "a"})
        done = [PlanAction(what=f"Did {kind.value} {year}", due_on=date(year, 3, 1), done_at=at(year))] * 2
        dropped = PlanAction(what=f"Left {year}", due_on=date(year, 3, 1), dropped_at=at(year), reason="No time")
        late = PlanAction(what=f"Still {kind.value} {year}", due_on=date(year, 3, 1))
        return SheetRow(worksheet, (*done, late if (kind, year) == (WorksheetKind.KANO, 2023) else dropped))

    def reached(year: int) -> GoalRow:
        left = PlanAction(what="Paint the door", due_on=date(year, 4, 1))
        done = PlanAction(what="Cleared the yard", due_on=date(year, 4, 1), done_at=at(year))
        ended = Goal(
            words=f"Goal of {year}", set_on=date(year, 1, 9), by_on=date(year, 12, 31), reached_on=date(year, 9, 1)
        )
        return GoalRow(ended, None, (done, left) if year == 2024 else (done,))

    sheets = tuple(made(kind, year) for year in reversed(years) for kind in WorksheetKind)
    past = (*whole.past, *(row for year in years for row in [reached(year)] * 4))
    (said,) = pages(plan_paper.plan(BUSINESS, replace(whole, past=past, sheets=(*whole.sheets, *sheets)), TODAY))
    for words in (
        "Win more",
        "Ring the bank, done",
        "Buy a van, dropped",
        "Six words Reached 1 June 2026",
        "SWOT 2026",
    ):
        assert words in said, words
    for words in ("Still kano 2023, by 1 March 2023", "Paint the door, by 1 April 2024"):  # open, whenever it began
        assert words in said, words
    assert "kano 2025 9 January 2025" in said  # the newest of its kind
    for words in ("swot 2025", "kano 2024", "Did ", "Left ", "Goal of", "Cleared the yard"):
        assert words not in said, words


def test_what_was_done_as_the_old_year_ended_is_of_the_year_of_the_wall_clock() -> None:
    at = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    done = PlanAction(what="Ring the bank", due_on=TODAY, done_at=at)
    whole = replace(sheet(), goals=(GoalRow(goal("Win more"), None, (done,)),))
    for today, zone, told in (
        (date(2026, 12, 31), "Europe/London", True),
        (date(2027, 1, 1), "Europe/London", False),
        (date(2027, 1, 1), "Europe/Berlin", True),
    ):
        assert bool(plan_sheets.of_year(whole, today, ZoneInfo(zone)).actions) is told, (today, zone)


def test_a_worksheet_says_what_was_written_and_leaves_the_rest_out() -> None:
    said = " ".join(pages(plan_paper.worksheet(BUSINESS, SheetRow(SWOT, ACTIONS))))
    for words in ("SWOT 2026", "one sheet", "Strengths On time. #1 in Harrow", "Threats <b>Rain</b>", "2 March 2027"):
        assert words in said, words
    assert "Weaknesses" not in said
    assert "Print cards" in said


def test_a_full_sheet_goes_on_to_the_next_page() -> None:
    long = Worksheet(
        kind=WorksheetKind.SWOT, title="SWOT", made_on=TODAY, cells={"strengths": "Many words. " * 800 + "The end."}
    )
    found = pages(plan_paper.worksheet(BUSINESS, SheetRow(long, ())))
    assert len(found) > 1
    assert "The end." in found[-1]


def test_it_speaks_the_language_of_the_business() -> None:
    said = " ".join(pages(plan_paper.plan(GERMAN, sheet(), TODAY)))
    for words in (
        "Schnell zurückgerufen",
        "noch zu wenige",
        "erledigt am 1",
        "Gewonnene",
        "31. Dezember 2026",
        "Noch nicht glaubhaft",
    ):
        assert words in said, words


def test_a_worksheet_speaks_one_language() -> None:
    chain, cells = WorksheetKind.VALUE_CHAIN, {"visit": "Pünktlich"}
    plain = Worksheet(kind=chain, title="Value chain 2026", made_on=TODAY, cells=cells)
    said = " ".join(pages(plan_paper.worksheet(GERMAN, SheetRow(plain, ACTIONS))))
    for words in ("Wertkette 2026", "Besuch Pünktlich", "Was zu tun ist", "Wo auf dem Weg"):
        assert words in said, words
    assert "Value chain" not in said
    own = Worksheet(kind=WorksheetKind.SWOT, title="Our SWOT", made_on=TODAY, cells={"threats": "Regen"})
    assert "Our SWOT" in pages(plan_paper.worksheet(GERMAN, SheetRow(own, ())))[0]
