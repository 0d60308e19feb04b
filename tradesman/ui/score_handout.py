"""The scorecard leaves the book: on paper, and as a table of its figures."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

from babel.numbers import get_currency_precision
from PySide6.QtCore import QCoreApplication

from tradesman.documents import scorecard_paper
from tradesman.exchange import tables
from tradesman.services import businesses
from tradesman.services.score_facts import Beside
from tradesman.services.score_sheets import WAITS, ScoreSheet
from tradesman.services.scorecard import Share, Step
from tradesman.services.selling import Came
from tradesman.ui import sheet_making
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import Handout
from tradesman.ui.parts import score_words
from tradesman.ui.words import tier

Figures = Iterator[tuple[str, str, str, str]]  # what, its value, and of a share what was kept and due


def _tr(text: str) -> str:
    return QCoreApplication.translate("scorecard", text)


def name(sheet: ScoreSheet) -> str:
    """What the file is called: it says nothing of a customer."""
    return f"{_tr('Scorecard')} {sheet.period.first.isoformat()} {sheet.period.last.isoformat()}"


def paper(desk: Desk, sheet: ScoreSheet) -> Handout:
    """The PDF of a period, for the owner's files."""
    business = desk.ask(businesses.current)
    make = partial(scorecard_paper.paper, business, sheet)
    return Handout(
        name=name(sheet),
        title=f"{_tr('Scorecard')}, {score_words.period(sheet.kind, sheet.period)}",
        make=partial(sheet_making.made, desk.book.photos, desk.now, lambda _pictures: make()),
    )


def save(sheet: ScoreSheet, target: Path) -> int:
    """Writes the figures as CSV; gives how many. BookError when something is there, or when the disk refuses."""
    heading = [_tr("Figure"), _tr("Value"), _tr("Kept"), _tr("Due")]
    rows = ([tables.harmless(words), *figures] for words, *figures in _figures(sheet))  # only words can be others'
    return tables.write(target, heading, rows)


def _figures(sheet: ScoreSheet) -> Figures:
    yield _tr("First day"), sheet.period.first.isoformat(), "", ""
    yield _tr("Last day"), sheet.period.last.isoformat(), "", ""
    yield _share(_tr("Stuck to it, percent"), sheet.all_steps.share)
    for step in Step:
        yield _share(f"{int(step)} {score_words.title(step)}, {_tr('percent')}", sheet.steps[step].share)
    yield from _selling(sheet)
    yield from _experience(sheet)
    for month in sheet.months:
        said = f"{month.first:%Y-%m}"
        yield f"{_tr('Referral income')} {said}", _amount(month.income_minor, sheet.currency), "", ""
        yield f"{_tr('Sent to partners')} {said}", str(month.sent), "", ""


def _selling(sheet: ScoreSheet) -> Figures:
    yield _share(_tr("Win rate, percent"), sheet.wins.share)
    for place, count in enumerate(sheet.wins.by_option, 1):
        yield f"{_tr('Option taken')}: {tier(place)}", str(count), "", ""
    yield _tr("Best value taken"), str(sheet.wins.best_value), "", ""
    for reason, count in sheet.lost.reasons:
        yield f"{_tr('Lost')}: {score_words.lost(reason)}", str(count), "", ""
    yield score_words.beside(Beside.WON_BACK), str(sheet.lost.won_back), "", ""
    yield score_words.beside(Beside.WIN_BACKS_DUE), str(sheet.lost.due), "", ""
    rivals = sheet.rivals
    for words, count in (
        (_tr("Rivals cheaper"), rivals.cheaper),
        (_tr("Rivals dearer"), rivals.dearer),
        (_tr("Rivals the same"), rivals.same),
    ):
        yield words, str(count), "", ""
    middle = rivals.median_bp / 100 if rivals.median_bp is not None else None
    yield _tr("Rival in the middle, percent dearer"), _value(middle, rivals.count), "", ""
    for came in Came:
        yield f"{_tr('Jobs')}: {score_words.came(came)}", str(sheet.came[came]), "", ""


def _experience(sheet: ScoreSheet) -> Figures:
    for figure in WAITS:
        waited, first = sheet.waits[figure], figure == Beside.CALL_BACK
        unit = _tr("minutes") if first else _tr("days")
        middle = waited.median / 60 if first and waited.median is not None else waited.median
        yield f"{score_words.beside(figure)}, {unit}", _value(middle, waited.count), "", str(waited.count)
    yield _share(_tr("Promises kept, percent"), sheet.promises)
    score = sheet.experience
    mean = round(score.mean, 1) if score.mean is not None else None
    yield _tr("Score, of 10"), _value(mean, score.number), "", str(score.number)
    yield _share(_tr("Asked for words, percent"), sheet.asked)
    yield score_words.beside(Beside.GIVEN), str(sheet.given), "", ""
    calls = sheet.service_calls
    yield score_words.beside(Beside.SERVICE_CALLS), str(calls.number), "", ""
    days = _value(calls.median_days, calls.put_right)
    yield _tr("Service calls, days to put right"), days, "", str(calls.put_right)
    yield _tr("Service calls, cost to you"), _amount(calls.cost_to_me_minor, sheet.currency), "", ""
    yield _share(_tr("Service calls under guarantee, percent"), calls.under_guarantee)


def _share(words: str, found: Share) -> tuple[str, str, str, str]:
    return words, _value(found.percent, found.due), str(found.kept), str(found.due)


def _value(number: float | None, cases: int) -> str:
    """A figure, or that there are too few cases for it; empty without any."""
    if number is None:
        return score_words.too_few(cases) if cases else ""
    return f"{number:g}"


def _amount(minor: int, currency: str) -> str:
    """An amount as every spreadsheet reads it: "1068.00"."""
    return str(Decimal(minor).scaleb(-get_currency_precision(currency)))
