"""The picked quote beside the list: how it stands, what it offers, what the customer has from others."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from tradesman.book.quote import QuoteState
from tradesman.services import quote_sheets
from tradesman.services.quote_listings import Group, QuoteRow
from tradesman.services.quote_sheets import OptionSheet
from tradesman.ui import format as say
from tradesman.ui import words
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.rivals_dialog import of_quote
from tradesman.ui.parts import rival_words
from tradesman.ui.parts.preview_actions import PreviewActions
from tradesman.ui.parts.preview_card import PreviewContent
from tradesman.ui.parts.quote_list_columns import BADGES, state_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Badge, ElidedLabel, Label
from tradesman.ui.widgets.picture import Picture


def _tr(text: str) -> str:
    return QCoreApplication.translate("quotes", text)


class QuoteContent(PreviewContent):
    """All about one quote."""

    def __init__(self, desk: Desk, theme: Theme, row: QuoteRow, page_asked: SignalInstance, **margin: int) -> None:
        super().__init__(theme, **margin)
        self._desk, self._row = desk, row
        self._page_asked = page_asked  # of what outlives this widget
        self._sheet = desk.ask(quote_sheets.sheet, row.id)
        self._quote = self._sheet.quote
        self.add(self._head(), self._actions())
        self.add(self.title(_tr("How it stands")), *self._standing())
        if self._sheet.options:
            self.add(self.title(_tr("What it offers")), *map(self._option, self._sheet.options))
        self.add(self.title(_tr("Other bids")), *self._rivals())
        self.column.addStretch(1)

    def _head(self) -> QLayout:
        row, theme = self._row, self.theme
        head = QVBoxLayout()
        head.setSpacing(theme.space("s1"))
        head.addWidget(Label(row.title, theme, "strong", wrap=True, name="preview_title"))
        where = ", ".join(part for part in (row.customer, self._sheet.place) if part)
        head.addWidget(ElidedLabel(where, theme, "small", "ink_2", name="preview_customer"))
        state = QHBoxLayout()
        state.setSpacing(theme.space("s2"))
        state.addWidget(Badge(state_words(row.group), BADGES[row.group], theme, name="preview_state"))
        number = _tr("Quote {0}") if row.revision == 1 else _tr("Quote {0}, revision {1}")
        state.addWidget(ElidedLabel(number.format(row.number, row.revision), theme, "small", "ink_2"), 1)
        head.addLayout(state)
        return head

    def _actions(self) -> PreviewActions:
        row = self._row
        words = _tr("Open quote {0}").format(row.number)
        made = PreviewActions(self._desk, self.theme, row, "quote", words, self._page_asked)
        made.left.connect(self.left)
        return made

    def _standing(self) -> list[QWidget]:
        """When it was given and how it was decided, or by when and by what it will be."""
        quote, said = self._quote, []
        today, zone = self._desk.today(), self._desk.zone()
        if quote.given_at is not None and self._sheet.given:
            on = say.day(quote.given_at.astimezone(zone).date(), today)
            said.append(_tr("Given {0}: {1}.").format(on, words.words(self._sheet.given[-1].given_by).lower()))
        if quote.accepted_at is not None and quote.state == QuoteState.ACCEPTED:
            on = say.day(quote.accepted_at.astimezone(zone).date(), today)
            said.append(_tr("{0} said yes {1}.").format(quote.accepted_who, on))
        elif quote.lost_at is not None and quote.state == QuoteState.LOST:
            on = say.day(quote.lost_at.astimezone(zone).date(), today)
            said.append(_tr("Lost {0}: {1}.").format(on, quote.lost_reason.rstrip(".")))
        else:
            said += self._ahead()
        tone = "warn" if self._row.group == Group.EXPIRED else "ink"
        return [Label(" ".join(said), self.theme, "small", tone, wrap=True, name="preview_standing")]

    def _ahead(self) -> list[str]:
        quote, today, said = self._quote, self._desk.today(), []
        if quote.state == QuoteState.DRAFT:
            said.append(_tr("The customer has not seen it yet.") if quote.revision == 1 else _tr("Changed since."))
        if quote.decision_on is not None:
            who = quote.decider or self._row.customer
            said.append(_tr("{0} decides {1}.").format(who, say.day(quote.decision_on, today)))
        elif quote.state == QuoteState.GIVEN:
            said.append(_tr("It is not known yet when the decision falls."))
        if quote.decides:
            said.append(_tr("What will decide it: {0}.").format(quote.decides.rstrip(".")))
        until = say.plain_day(quote.valid_until_on, today)
        held = _tr("The prices held until {0}.") if self._row.group == Group.EXPIRED else _tr("Prices hold until {0}.")
        return [*said, held.format(until)]

    def _option(self, shown: OptionSheet) -> QLayout:
        option, theme, quote = shown.option, self.theme, self._quote
        taken = option.id == quote.accepted_option_id
        icon, means = ("check", _tr("taken")) if taken else ("star-filled", _tr("best value"))
        marked = taken or option.best_value
        line = QHBoxLayout()
        line.setSpacing(theme.space("s2"))
        name = words.option_name(option.position, option.title) if len(self._sheet.options) > 1 else option.title
        label = ElidedLabel(
            name, theme, "small strong" if marked else "small", name=f"preview_option_{option.position}"
        )
        line.addWidget(label, 1)
        if marked:
            line.addWidget(Picture(icon, theme, "good" if taken else "accent_text", 14))
            line.addWidget(Label(means, theme, "caption", "ink_2"))
        total = say.money(self._total(shown), quote.currency, decimals=False)
        line.addWidget(Label(total, theme, "small", tabular=True))
        return line

    def _total(self, shown: OptionSheet) -> int:
        """What an option comes to, with the extras that were taken of it."""
        quote = self._quote
        extras = quote.accepted_extras if shown.option.id == quote.accepted_option_id else frozenset[UUID]()
        return shown.option.totals(gross=quote.gross, extras=extras).total_minor

    def _rivals(self) -> list[QWidget]:
        _quote, bids = self._desk.ask(of_quote, self._row.id)
        theme, currency, said = self.theme, self._quote.currency, list[QWidget]()
        known = {(against.who, against.price_minor) for _bid, against in bids if against is not None}
        told = [(bid.who, bid.price_minor, against, bid.differs) for bid, against in bids]
        won = [row for row in self._sheet.against if (row.who, row.price_minor) not in known]
        told += [(row.who, row.price_minor, row, "") for row in won]
        for number, (who, price, against, differs) in enumerate(told):
            amount = say.money(price, currency, decimals=False) if price is not None else _tr("price not known")
            lead = f"{who or _tr('Who won')}, {amount}"
            said.append(Label(lead, theme, "small strong", wrap=True, name=f"preview_rival_{number}"))
            more = [rival_words.compared(against, currency)] if against is not None else []
            if text := ". ".join([*more, *filter(None, [differs])]):
                said.append(Label(text, theme, "small", "ink_2", wrap=True, name=f"preview_rival_says_{number}"))
        return said or [
            Label(_tr("No other bid is known."), theme, "small", "ink_3", wrap=True, name="preview_no_rival")
        ]
