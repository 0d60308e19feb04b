"""Marks an option as the best value, with the reason that the customer reads."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import quotes
from tradesman.services.quote_sheets import OptionSheet, QuoteSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("BestValueDialog", text)


def _fields(overruled: str) -> list[Field]:
    help_words = _tr("{0} is suggested. Say in your own words why this one is better.").format(overruled)
    reason = _tr("Why, in words the customer reads")
    return [Field("reason", reason, "text", required=True, help=help_words if overruled else "")]


class BestValueDialog(StepDialog):
    """One reason for one option; for the one that is proposed it is written already, another takes a written one."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: QuoteSheet, option_id: UUID) -> None:
        shown = next(row for row in sheet.options if row.option.id == option_id)
        name = words.option_name(shown.option.position, shown.option.title)
        proposal = sheet.proposal
        overrules = proposal is not None and proposal.option_id != option_id
        suggested = words.tier(proposal.place) if proposal is not None and overrules else ""
        title = _tr("{0} is the best value").format(name)
        super().__init__(window, desk, theme, title, _fields(suggested), _tr("Mark best value"), name="best_value")
        kept = sheet.quote.best_value_reason if shown.option.best_value else ""
        self.set_values({"reason": kept or ("" if overrules else proposed_reason(sheet, shown))})
        self.ask(
            lambda values: self.do(
                quotes.mark_best_value, sheet.quote.id, option_id, values["reason"], label=_tr("Best value marked")
            )
        )


def proposed_reason(sheet: QuoteSheet, shown: OptionSheet) -> str:
    """The reason as the needs and the budget give it: "Only one that meets all 5 needs, £375 under budget"."""
    most, needs = len(shown.met), len(sheet.flagged)
    rivals = [len(row.met) for row in sheet.options if row.option.id != shown.option.id]
    parts = []
    if needs and most == needs:
        parts.append(
            (
                _tr("Only one that meets all {0} needs")
                if max(rivals, default=0) < most
                else _tr("Meets all {0} needs")
            ).format(needs)
        )
    elif most and most > max(rivals, default=0):
        parts.append(_tr("Meets most needs, {0} of {1}").format(most, needs))
    if sheet.budget_minor is not None and shown.totals.total_minor <= sheet.budget_minor:
        under = sheet.budget_minor - shown.totals.total_minor
        amount = said.money(under, sheet.quote.currency, decimals=False)
        parts.append(_tr("{0} under budget").format(amount) if under else _tr("within the budget"))
    return said.capital(", ".join(parts))
