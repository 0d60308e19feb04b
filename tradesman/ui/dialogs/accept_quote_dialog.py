"""The customer says yes: to which option, who, and how."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.quote import AcceptedBy
from tradesman.services import quotes
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field


def _tr(text: str) -> str:
    return QCoreApplication.translate("AcceptQuoteDialog", text)


def _fields(sheet: QuoteSheet) -> list[Field]:
    options = tuple(
        (
            str(row.option.id),
            f"{words.tier(row.option.position)}, {said.money(row.totals.total_minor, sheet.quote.currency)}",
        )
        for row in sheet.options
    )
    kind = "segment" if len(options) > 1 else "choice"
    return [
        # None is chosen beforehand: the dearest must not be, and the cheapest is as good a choice as any.
        Field("option", _tr("Which option?"), kind, required=True, choices=options),
        Field("who", _tr("Who said yes?"), required=True, default=sheet.quote.decider or sheet.customer),
        Field("by", _tr("How?"), "segment", required=True, choices=tuple(words.choices(AcceptedBy))),
    ]


class AcceptQuoteDialog(StepDialog):
    """Exactly one option is taken; the job begins, and the way leads to it."""

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, sheet: QuoteSheet, after: Callable[[Any], object]
    ) -> None:
        self._sheet = sheet
        title = _tr("{0} says yes").format(sheet.first_name)
        super().__init__(window, desk, theme, title, _fields(sheet), _tr("Accept"), name="accept_quote")
        self.ask(self._accept, after)

    def _accept(self, values: dict[str, Any]) -> Any:
        label = _tr("Quote {0} accepted").format(self._sheet.quote.number)
        by, option_id = AcceptedBy(values["by"]), UUID(values["option"])
        return self.do(quotes.accept, self._sheet.quote.id, option_id, by, values["who"], label=label)
