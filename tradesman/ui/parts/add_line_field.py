"""The field below an option's lines: typing finds the price book, Enter adds."""

import re
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.services import prices
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.scroll import bring_into_sight
from tradesman.ui.widgets.suggestions import Suggestion, Suggestions

_MOST = 5
# "3x valve", "11 h labour"; "15 mm pipe" and "2 doors" are words
_SEVERAL = re.compile(
    r"(?P<count>[0-9][0-9.,]*)\s*(?:[x\u00d7]|(?P<unit>h|hrs|days|m|m2|m²|m3|m³|kg|l|pcs))\s+(?P<words>\S.*)"
)
_TOTAL = 56  # the total lies over the foot of what is seen


class AddLineField(QWidget):
    """Words for a new line; what the price book knows is offered with its price, one's own words come last.

    "3x valve" takes three of them, "11 h labour" eleven hours of it. Quantities are in thousandths, with their unit.
    """

    item_picked = Signal(object, int)
    words_entered = Signal(str, int, str)

    def __init__(self, desk: Desk, theme: Theme, *, name: str) -> None:
        super().__init__()
        self._desk, self._theme, self._currency = desk, theme, ""
        self._field = LineField(theme, placeholder=self.tr("Add from price book"), icon="plus", name=name)
        self._field.setAccessibleName(self.tr("Add a line, from the price book or in your own words"))
        self._field.setProperty("role", "addline")
        self._field.setFont(theme.font("small"))
        self._found = Suggestions(theme, name=f"{name}_found")
        self._found.watch(self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 4)
        column.setSpacing(2)
        column.addWidget(self._field)
        column.addWidget(self._found)
        self._field.textEdited.connect(self._on_typed)
        self._field.returnPressed.connect(self._on_return)
        self._found.taken.connect(self._on_taken)
        self.setFocusProxy(self._field)

    def set_currency(self, currency: str) -> None:
        """Prices are offered in this currency."""
        self._currency = currency

    def go(self) -> None:
        """Puts the keyboard here."""
        self._field.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_typed(self, text: str) -> None:
        typed = several(text)[2]
        found = self._desk.ask(prices.find, typed, _MOST) if typed else []
        offers = [Suggestion(item.id, item.words, self._price(item.price_minor, item.unit)) for item in found]
        own = [Suggestion(None, f"“{typed}”", self.tr("in your own words"))] if offers else []
        self._found.set_suggestions([*offers, *own])
        QTimer.singleShot(0, self, lambda: bring_into_sight(self._found, self._theme.scaled(_TOTAL)))

    def _price(self, price_minor: int, unit: str) -> str:
        price = said.money(price_minor, self._currency)
        return self.tr("{0} for one {1}").format(price, unit) if unit else price

    def _on_return(self) -> None:
        self._on_taken(None)

    def _on_taken(self, item_id: UUID | None) -> None:
        thousandths, unit, words = several(self._field.value())
        self._field.clear()
        self._found.set_suggestions([])
        if item_id is not None:
            self.item_picked.emit(item_id, thousandths)
        elif words:
            self.words_entered.emit(words, thousandths, unit)


def several(typed: str) -> tuple[int, str, str]:
    """How many thousandths are meant, of which unit, and the words without that: "3x valve" is three times "valve"."""
    match = _SEVERAL.fullmatch(typed.strip())
    try:
        if match is not None:
            return said.read_quantity(match["count"])[0], match["unit"] or "", match["words"]
    except ValueError:
        pass  # words that only look like it
    return 1000, "", typed.strip()
