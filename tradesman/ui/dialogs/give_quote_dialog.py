"""Gives a quote: how the customer saw it, when and by whom it is decided, and whose bid stands against it."""

from collections.abc import Callable, Sequence
from functools import partial
from textwrap import shorten
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.errors import BookError
from tradesman.book.quote import GivenBy
from tradesman.services import presentations, quote_sheets
from tradesman.services.presentations import Paper
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.services.shown_testimonials import SaidRow
from tradesman.ui import format as said
from tradesman.ui import paper_making, words
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label

_BEGINNING = 40  # letters of words that nobody's name stands under


def _tr(text: str) -> str:
    return QCoreApplication.translate("GiveQuoteDialog", text)


def _fields(sheet: QuoteSheet) -> list[Field]:
    currency, kept = sheet.quote.currency, sheet.quote.decision_on
    ways = tuple((by.value, words.words(by)) for by in (GivenBy.PRESENTED, GivenBy.SENT, GivenBy.THINK_IT_OVER))
    return [
        Field("by", _tr("How was it given?"), "segment", choices=ways, default=GivenBy.SENT.value),
        Field(
            "decision_on",
            _tr("Decides by"),
            "date",
            half=True,
            help=_tr("You are reminded the working day before."),
            check=lambda day: said.past_fault(day, sheet.today, kept),
        ),
        Field("decider", _tr("Who decides?"), half=True),
        Field("rival", _tr("Another bid, if there is one: from whom?"), half=True),
        Field("rival_price", _tr("At what price?"), half=True, check=lambda text: said.price_fault(text, currency)),
        Field("rival_differs", _tr("What differs?")),
    ]


def _left_out(rows: Sequence[SaidRow]) -> str:
    """The testimonials that do not come along, by whose they are or how they begin, and why."""
    why = (
        (
            [row for row in rows if not row.naming],
            _tr("One testimonial is left out: its customer does not allow it in print any more. {1}"),
            _tr("{0} testimonials are left out: their customers do not allow them in print any more. {1}"),
        ),
        (
            [row for row in rows if row.naming],
            _tr("One testimonial is left out: its words tell more than the consent to them covers. {1}"),
            _tr("{0} testimonials are left out: their words tell more than the consent to them covers. {1}"),
        ),
    )
    return "\n".join((one if len(of) == 1 else more).format(len(of), _by(of)) for of, one, more in why if of)


def _by(rows: Sequence[SaidRow]) -> str:
    return ", ".join(row.by or f"“{shorten(row.words, _BEGINNING, placeholder='…')}”" for row in rows)


class GiveQuoteDialog(StepDialog):
    """The PDF is kept as it leaves, what was seen is frozen in the same step, and the hidden slot begins.

    `after` is told how it was given, once it is.
    """

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        sheet: QuoteSheet,
        after: Callable[[GivenBy], object] | None = None,
    ) -> None:
        self._sheet, self._told = sheet, after
        title = _tr("Give quote {0}").format(sheet.quote.number)
        super().__init__(window, desk, theme, title, _fields(sheet), _tr("Give the quote"), name="give_quote")
        if sheet.left_out:
            left_out = Label(_left_out(sheet.left_out), theme, "small", "ink_2", wrap=True, name="give_left_out")
            self.body.addWidget(left_out)
        self.set_values({"decision_on": sheet.quote.decision_on, "decider": sheet.quote.decider or sheet.customer})
        self.ask(self._give)

    def _give(self, values: dict[str, Any]) -> None:
        """Begins to make the PDF; the sheet waits for it and goes when the quote is given."""
        price = said.money_or_none(values["rival_price"], self._sheet.quote.currency)
        rival = (values["rival"], price, values["rival_differs"])
        if not values["rival"] and (price is not None or values["rival_differs"]):
            self.form.set_error("rival", _tr("Whose bid is it?"))
            return
        paper = self._paper()
        if paper is None:
            return
        by = GivenBy(values["by"])
        self.set_busy(busy=True)
        paper_making.give(
            self.desk,
            paper,
            by,
            _tr("Quote {0} given").format(self._sheet.quote.number),
            lambda _given: self._on_given(by),
            self._on_refused,
            decision_on=values["decision_on"],
            decider=values["decider"],
            deed=partial(quote_sheets.give, rival=rival if values["rival"] else None),
        )

    def _paper(self) -> Paper | None:
        try:
            return self.desk.ask(presentations.to_give, self._sheet.quote.id)
        except BookError as error:
            self.set_error(str(error))
            return None

    def _on_given(self, by: GivenBy) -> None:
        self.set_busy(busy=False)
        self.finish()
        if self._told is not None:
            self._told(by)

    def _on_refused(self, sentence: str) -> None:
        self.set_busy(busy=False)
        self.set_error(sentence)
