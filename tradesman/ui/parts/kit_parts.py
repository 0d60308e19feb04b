"""The parts of a kit while it is put together: found by typing, each with how much of it."""

from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book import money
from tradesman.services import prices
from tradesman.services.price_index import Part, PriceRow
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.parts.price_words import PriceWords
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import IconButton
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.suggestions import Suggestion, Suggestions

_MOST = 4  # items that are offered
_QUANTITY, _SUM = 84, 92  # widths


class _Part(NamedTuple):
    """One part and its quantity as it is typed."""

    item: PriceRow
    quantity: str


class KitParts(QWidget):
    """Enter takes the item that is marked and asks how much of it; Enter there goes back to the search."""

    changed = Signal()

    def __init__(self, desk: Desk, theme: Theme, words: PriceWords) -> None:
        super().__init__()
        self._desk, self._theme, self._said = desk, theme, words
        self._parts: list[_Part] = []
        self._found: dict[UUID, PriceRow] = {}
        self._kit_id: UUID | None = None
        rows = QVBoxLayout()
        rows.setSpacing(theme.space("s1"))
        self._rows: RowPool[_Part] = RowPool(rows, self._made)
        self._search = LineField(theme, placeholder=self.tr("Code or words"), icon="search", name="kit_search")
        self._offers = Suggestions(theme, name="kit_offers")
        self._offers.watch(self._search)
        self._box = FieldBox(self.tr("Add a part"), self._search, theme)
        self._total = Label("", theme, "small strong", name="kit_total")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s2"))
        column.addWidget(Label(self.tr("Made of"), theme, "small strong"))
        column.addLayout(rows)
        column.addWidget(self._total)
        column.addWidget(self._box)
        column.addWidget(self._offers)
        self._search.textEdited.connect(self._on_typed)
        self._offers.taken.connect(self._on_taken)
        self._show()

    def show_parts(self, kit_id: UUID, parts: list[tuple[PriceRow, int]]) -> None:
        """Shows the parts of a kit, which is itself not offered."""
        self._kit_id = kit_id
        self._parts = [_Part(item, said.quantity(quantity)) for item, quantity in parts]
        self._show()

    def go(self) -> None:
        """Puts the keyboard into the search."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self) -> list[Part] | None:
        """The parts; None, with the fault shown, when there is none or a quantity cannot be read."""
        self._box.set_error("" if self._parts else self.tr("A kit needs at least one part."))
        faults = [row.show_fault() for row in self._rows.widgets[: len(self._parts)]]
        if not self._parts or any(faults):
            return None
        return [(part.item.id, said.read_quantity(part.quantity)[0]) for part in self._parts]

    def _made(self, number: int) -> QWidget:
        row = _Row(self._theme, self._said, number)
        row.quantity.textEdited.connect(lambda text: self._on_quantity(number, text))
        row.quantity.returnPressed.connect(self.go)
        row.remove.clicked.connect(lambda: self._on_removed(number))
        return row

    def _show(self) -> None:
        self._rows.show(self._parts)
        self._show_total()

    def _show_total(self) -> None:
        known = [(part.item, _thousandths(part.quantity)) for part in self._parts]
        price = sum(money.line_net(quantity, item.price_minor) for item, quantity in known)
        cost = sum(money.line_net(quantity, item.cost_minor) for item, quantity in known)
        words = self.tr("Price {0}, cost {1}. It follows the prices of its parts.")
        self._total.setText(words.format(self._said.money(price), self._said.money(cost)))
        self._total.setVisible(bool(known))

    def _on_typed(self, text: str) -> None:
        found = self._desk.ask(prices.find, text, _MOST + 1) if text.strip() else []
        offered = [row for row in found if row.id != self._kit_id][:_MOST]
        self._found = {row.id: row for row in offered}
        self._offers.set_suggestions([Suggestion(row.id, row.words, self._second(row)) for row in offered])

    def _second(self, row: PriceRow) -> str:
        return ", ".join(part for part in (row.code, self._said.price_for(row), row.supplier) if part)

    def _on_taken(self, item_id: UUID) -> None:
        self._search.clear()
        self._offers.set_suggestions([])
        self._box.set_error("")
        places = [place for place, part in enumerate(self._parts) if part.item.id == item_id]
        if not places:
            self._parts.append(_Part(self._found[item_id], "1"))
            self._show()
        place = places[0] if places else len(self._parts) - 1
        QTimer.singleShot(0, self, lambda: self._ask_how_much(place))
        self.changed.emit()

    def _ask_how_much(self, place: int) -> None:
        field = self._rows.widgets[place].quantity
        field.setFocus(Qt.FocusReason.TabFocusReason)
        field.selectAll()

    def _on_quantity(self, number: int, text: str) -> None:
        self._parts[number] = self._parts[number]._replace(quantity=text)
        self._rows.rows[number] = self._parts[number]
        self._rows.widgets[number].show_sum(self._parts[number])
        self._show_total()
        self.changed.emit()

    def _on_removed(self, number: int) -> None:
        del self._parts[number]
        self._show()
        self.go()
        self.changed.emit()


class _Row(QWidget):
    """One part: how much, of what, what that comes to, and its way out."""

    def __init__(self, theme: Theme, words: PriceWords, number: int) -> None:
        super().__init__()
        self._said = words
        self.quantity = LineField(theme, name=f"kit_quantity_{number}")
        self.quantity.setFixedWidth(theme.scaled(_QUANTITY))
        self._box = FieldBox("", self.quantity, theme, check=lambda text: said.fault(said.read_quantity, text))
        self._unit = Label("", theme, "small", "ink_3")
        self._words = ElidedLabel("", theme, "small", name=f"kit_part_{number}")
        self._sum = Label("", theme, "small", tabular=True, name=f"kit_sum_{number}")
        self._sum.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._sum.setMinimumWidth(theme.scaled(_SUM))
        self.remove = IconButton("x", "-", theme, compact=True, name=f"kit_remove_{number}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s2"))
        row.addWidget(self._box, 0)
        row.addWidget(self._unit)
        row.addWidget(self._words, 1)
        row.addWidget(self._sum)
        row.addWidget(self.remove)

    def show_row(self, part: _Part) -> None:
        """Shows a part."""
        self._words.setText(part.item.words)
        self._unit.setText(part.item.unit)
        self._unit.setVisible(bool(part.item.unit))
        self.quantity.setAccessibleName(self.tr("How much of {0}").format(part.item.words))
        self.remove.set_words(self.tr("Remove {0}").format(part.item.words))
        if self.quantity.text() != part.quantity:
            self.quantity.setText(part.quantity)
        self._box.set_error("")
        self.show_sum(part)

    def show_sum(self, part: _Part) -> None:
        """Shows what this much of it comes to."""
        self._sum.setText(self._said.money(money.line_net(_thousandths(part.quantity), part.item.price_minor)))

    def show_fault(self) -> str:
        """Shows what is wrong with the quantity; empty when nothing is."""
        fault = said.fault(said.read_quantity, self.quantity.value())
        self._box.set_error(fault)
        return fault


def _thousandths(text: str) -> int:
    try:
        return said.read_quantity(text)[0]
    except ValueError:
        return 0
