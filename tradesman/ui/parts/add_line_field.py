"""The field below an option's lines: typing finds the price book, Enter adds."""

from uuid import UUID

from PySide6.QtCore import QStringListModel, QTimer, Signal
from PySide6.QtWidgets import QCompleter

from tradesman.services import prices
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import LineField

_MOST = 8


class AddLineField(LineField):
    """Words for a new line; what the price book knows is offered with its price."""

    item_picked = Signal(object)
    words_entered = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, *, name: str = "") -> None:
        super().__init__(theme, icon="plus", name=name)
        self._desk = desk
        self.setProperty("role", "addline")
        self.setFont(theme.font("small"))
        self._items: dict[str, UUID] = {}
        self._exact: UUID | None = None
        self._currency = ""
        self._model = QStringListModel(self)
        self._finder = finder = QCompleter(self._model, self)
        finder.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        finder.setMaxVisibleItems(_MOST)
        self.setCompleter(finder)
        self.setPlaceholderText(self.tr("Add from price book"))
        self.setAccessibleName(self.tr("Add a line, from the price book or in your own words"))
        self.textEdited.connect(self._on_text_edited)
        self.returnPressed.connect(self._on_return_pressed)
        finder.activated.connect(self._on_activated)

    def set_currency(self, currency: str) -> None:
        """Prices are offered in this currency."""
        self._currency = currency

    def offered(self) -> list[str]:
        """What the price book offers for what is typed."""
        return list(self._items)

    def _on_text_edited(self, typed: str) -> None:
        found = self._desk.ask(prices.find, typed, _MOST) if typed.strip() else []
        self._items = {self._offer(item.words, item.unit, item.price_minor): item.id for item in found}
        self._exact = next(
            (item.id for item in found if typed.strip().lower() in (item.words.lower(), item.code.lower())), None
        )
        self._model.setStringList(list(self._items))

    def _offer(self, words: str, unit: str, price_minor: int) -> str:
        price = said.money(price_minor, self._currency)
        return self.tr("{0}, {1} for one {2}").format(words, price, unit) if unit else f"{words}, {price}"

    def _on_return_pressed(self) -> None:
        words = self.value()
        self._hide_offers()
        item_id = self._items.get(words, self._exact)
        if item_id is not None:
            self._take(item_id)
        elif words:
            self.clear()
            self.words_entered.emit(words)

    def _on_activated(self, offer: str) -> None:
        item_id = self._items.get(offer)
        if item_id is not None:
            self._take(item_id)

    def _take(self, item_id: UUID) -> None:
        self._items, self._exact = {}, None
        self.clear()
        # The completer writes the offer into the field after this; the field is for the next line by then.
        QTimer.singleShot(0, self, self.clear)
        self.item_picked.emit(item_id)

    def _hide_offers(self) -> None:
        popup = self._finder.popup()
        if popup is not None:
            popup.hide()
