"""The bids that the customer has from others, each beside the price of this quote."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.quote import Quote
from tradesman.book.rival import RivalBid
from tradesman.book.store import Session
from tradesman.services import quotes, rivals
from tradesman.services.rivals import Against
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.step_dialog import StepDialog
from tradesman.ui.parts.rival_words import compared
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import IconButton
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.layouts import clear
from tradesman.ui.widgets.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("RivalsDialog", text)


def _fields(currency: str) -> list[Field]:
    return [
        Field("who", _tr("Whose bid is it?"), required=True, half=True),
        Field("price", _tr("At what price?"), half=True, check=lambda text: said.price_fault(text, currency)),
        Field("differs", _tr("What differs?"), placeholder=_tr("No guarantee, starts later ...")),
    ]


def of_quote(session: Session, quote_id: UUID) -> tuple[Quote, list[tuple[RivalBid, Against | None]]]:
    """The bids against a quote, each with how it compares where its price is known."""
    quote = session.load(Quote, quote_id)
    prices = {(row.who, row.price_minor): row for row in rivals.of(quote)}
    return quote, [(bid, prices.get((bid.who, bid.price_minor or 0))) for bid in quote.rivals]


class RivalsDialog(Sheet):
    """A list that is changed in place; another bid is added by the main button."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, quote_id: UUID) -> None:
        super().__init__(window, _tr("Other bids"), theme, name="rivals")
        self._desk, self._quote_id = desk, quote_id
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.space("s2"))
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        close = self.add_button(_tr("Close"), name="rivals_close")
        close.clicked.connect(self.dismiss)
        self.set_main(_tr("Add a bid"), "plus")
        self.accepted.connect(lambda: self._edit(None))
        self._show()

    def _show(self) -> None:
        clear(self._list)
        self._quote, bids = self._desk.ask(of_quote, self._quote_id)
        self._currency = self._quote.currency
        if not bids:
            why = _tr("No other bid is known. Ask what else is on the table; the price is rarely all that differs.")
            self._put(Label(why, self._theme, "small", "ink_2", wrap=True, name="rivals_none"))
        for number, (bid, against) in enumerate(bids):
            self._put(self._row(number, bid, against))

    def _put(self, widget: QWidget) -> None:
        self._list.addWidget(widget)
        widget.show()  # the layout would show it later

    def _row(self, number: int, bid: RivalBid, against: Against | None) -> QWidget:
        theme, holder = self._theme, QWidget()
        price = said.money(bid.price_minor, self._currency) if bid.price_minor is not None else _tr("price not known")
        told = [compared(against, self._currency)] if against is not None else []
        told += [bid.differs] if bid.differs else []
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(f"{bid.who}, {price}", theme, "strong", wrap=True, name=f"rival_{number}"))
        words.addWidget(Label(". ".join(told), theme, "small", "ink_2", wrap=True, name=f"rival_says_{number}"))
        edit = IconButton("pencil", _tr("Change the bid of {0}").format(bid.who), theme, name=f"rival_edit_{number}")
        remove = IconButton(
            "trash-2", _tr("Remove the bid of {0}").format(bid.who), theme, name=f"rival_remove_{number}"
        )
        edit.clicked.connect(lambda: self._edit(bid))
        remove.clicked.connect(lambda: self._remove(bid))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        for button in (edit, remove):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _edit(self, bid: RivalBid | None) -> None:
        RivalDialog(self._window, self._desk, self._theme, (self._quote, bid), self._show)

    def _remove(self, bid: RivalBid) -> None:
        self._desk.do(rivals.remove, self._quote_id, bid.id, label=_tr("Bid removed"), on_error=self.set_error)
        self._show()


class RivalDialog(StepDialog):
    """One bid: whose, at what price, and what differs."""

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, of: tuple[Quote, RivalBid | None], after: Callable[[], object]
    ) -> None:
        quote, bid = of
        currency, quote_id = quote.currency, quote.id
        title = _tr("Another bid") if bid is None else _tr("The bid of {0}").format(bid.who)
        super().__init__(window, desk, theme, title, _fields(currency), _tr("Keep"), name="rival")
        if bid is not None:
            price = said.plain_amount(bid.price_minor, currency) if bid.price_minor is not None else ""
            self.set_values({"who": bid.who, "price": price, "differs": bid.differs})

        def keep(values: dict[str, Any]) -> Any:
            price = said.money_or_none(values["price"], currency)
            if bid is None:
                kept = (values["who"], price, values["differs"])
                return self.do(quotes.add_rival, quote_id, *kept, label=_tr("Bid noted"))
            fields = {"who": values["who"], "price_minor": price, "differs": values["differs"]}
            return self.do(rivals.change, quote_id, bid.id, label=_tr("Bid changed"), **fields)

        self.ask(keep, lambda _kept: after())
