"""Why an option is the best value, as needs and budget give it; written anew until somebody writes another."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from tradesman.book.quote import Fault, Quote, QuoteState
from tradesman.book.store import Session
from tradesman.services import quote_sheets, quotes
from tradesman.services.quote_sheets import OptionSheet, QuoteSheet
from tradesman.ui import format as said
from tradesman.ui import words


def _tr(text: str) -> str:
    return QCoreApplication.translate("BestValueDialog", text)


def _needs_words() -> tuple[str, str, str]:
    return _tr("Only one that meets all {0} needs"), _tr("Meets all {0} needs"), _tr("Meets most needs, {0} of {1}")


def _budget_words() -> tuple[str, str]:
    return _tr("{0} under budget"), _tr("within the budget")


def proposed_reason(sheet: QuoteSheet, shown: OptionSheet) -> str:
    """The reason as the needs and the budget give it: "Only one that meets all 5 needs, £375 under budget"."""
    most, needs = len(shown.met), len(sheet.flagged)
    rivals = max((len(row.met) for row in sheet.options if row.option.id != shown.option.id), default=0)
    only, every, many = _needs_words()
    below, within = _budget_words()
    parts = []
    if needs and most == needs:
        parts.append((only if rivals < most else every).format(needs))
    elif most and most > rivals:
        parts.append(many.format(most, needs))
    if sheet.budget_minor is not None and shown.totals.total_minor <= sheet.budget_minor:
        under = sheet.budget_minor - shown.totals.total_minor
        amount = said.money(under, sheet.quote.currency, decimals=False)
        parts.append(below.format(amount) if under else within)
    return said.capital(", ".join(parts))


def is_proposed(reason: str) -> bool:
    """Whether a reason is one that was proposed, of whatever figures, and nobody's own words."""
    needs, budget = ("|".join(map(_pattern, each)) for each in (_needs_words(), _budget_words()))
    return bool(reason) and re.fullmatch(f"(?:{needs})?(?:, )?(?:{budget})?", reason, re.IGNORECASE) is not None


def _pattern(template: str) -> str:
    return re.sub(r"\\\{\d\\\}", r"(?=.{0,8}\\d).{1,24}?", re.escape(template))


def _reasoned(sheet: QuoteSheet) -> OptionSheet | None:
    """The best value, where its reason is a proposed one that says no longer what is so."""
    best = next((row for row in sheet.options if row.option.best_value), None)
    reason = sheet.quote.best_value_reason
    if best is None or sheet.proposal is None or sheet.quote.state != QuoteState.DRAFT or not is_proposed(reason):
        return None
    return best if sheet.overruled or reason != proposed_reason(sheet, best) else None


def doubt(sheet: QuoteSheet) -> Fault | None:
    """That the reason for the best value does not hold, in a draft; None while it does."""
    best = _reasoned(sheet)
    if best is None:
        return None
    name = words.tier(best.option.position)
    sentence = _tr("The reason for {0} no longer holds.").format(name)
    if sheet.overruled and sheet.proposal is not None:
        now = words.tier(sheet.proposal.place)
        sentence = _tr("The reason for {0} no longer holds: {1} is suggested now.").format(name, now)
    return Fault(sentence, best.option.id)


def checked(sheet: QuoteSheet) -> QuoteSheet:
    """The sheet, with a fault more where the reason for the best value does not hold."""
    found = doubt(sheet)
    return sheet if found is None else replace(sheet, faults=(*sheet.faults, found))


def renewing(deed: Callable[..., Any], quote_id: UUID) -> Callable[..., Any]:
    """The deed, and in the same step the reason written anew where it is a proposed one and the proposal stays."""

    def run(session: Session, *args: Any, **fields: Any) -> Any:
        result = deed(session, *args, **fields)
        quote = session.load(Quote, quote_id)
        if quote.best_value is not None and is_proposed(quote.best_value_reason):
            sheet = quote_sheets.sheet(session, quote_id)
            best = _reasoned(sheet)
            reason = proposed_reason(sheet, best) if best is not None and not sheet.overruled else ""
            if best is not None and reason:
                quotes.mark_best_value(session, quote_id, best.option.id, reason)
        return result

    return run
