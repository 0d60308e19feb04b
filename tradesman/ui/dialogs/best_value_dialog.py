"""Marks an option as the best value, with the reason that the customer reads."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import quotes
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui import words
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts.best_value_words import is_proposed, proposed_reason
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
        kept = "" if is_proposed(kept) else kept
        self.set_values({"reason": kept or ("" if overrules else proposed_reason(sheet, shown))})
        suggested_words = _tr("{0} is suggested. Say in your own words why this one is better.").format(suggested)

        def mark(values: dict[str, Any]) -> Any:
            if overrules and is_proposed(values["reason"]):
                self.form.set_error("reason", suggested_words)
                return None
            label = _tr("Best value marked")
            return self.do(quotes.mark_best_value, sheet.quote.id, option_id, values["reason"], label=label)

        self.ask(mark)
