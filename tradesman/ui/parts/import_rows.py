"""What every row of a price list would do, seen before it is done."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.exchange.price_files import Fate, Judged, Known
from tradesman.services.price_index import PriceRow
from tradesman.ui import format as said
from tradesman.ui.parts.price_words import PriceWords
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import Column

_ALL = "all"
_TONES = {Fate.NEW: "good", Fate.CHANGED: "info", Fate.SAME: "ink_3", Fate.FAULTY: "danger"}
_ICONS = {Fate.NEW: "plus", Fate.CHANGED: "pencil", Fate.SAME: "check", Fate.FAULTY: "triangle-alert"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportRows", text)


class ImportRows(Card):
    """Chips with how many rows have which fate, and the rows themselves with the reason where one is set aside."""

    def __init__(self, theme: Theme, words: PriceWords) -> None:
        super().__init__(theme, padding=1, name="import_card")
        self._said = words
        self._rows: dict[str, Sequence[Judged]] = {_ALL: ()}
        self._known: dict[object, PriceRow] = {}
        choices = [
            (_ALL, _tr("All")),
            (Fate.NEW, _tr("New")),
            (Fate.CHANGED, _tr("Changed")),
            (Fate.SAME, _tr("Nothing new")),
            (Fate.FAULTY, _tr("To check")),
        ]
        self.chips = ChipRow(choices, theme, words=_tr("Which rows"), name="import_chips")
        self.chips.picked.connect(self._show)
        self.table = Table(
            self._columns(), theme, self._sentence, lambda row: row.line, words=_tr("Rows"), name="import_table"
        )
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 6)
        head.setSpacing(theme.space("s3"))
        head.addWidget(Label(_tr("What will happen"), theme, "section"))
        head.addWidget(self.chips, 1)
        holder = QWidget()
        holder.setLayout(head)
        self.body.setSpacing(0)
        self.body.addWidget(holder)
        self.body.addWidget(self.table, 1)

    def show_rows(self, judged: Sequence[Judged], known: Known) -> None:
        """Shows these rows and counts them."""
        self._known = {row.id: row for row in known.rows.values()}
        self._rows = {_ALL: judged, **{fate.value: [row for row in judged if row.fate == fate] for fate in Fate}}
        self.chips.set_counts({key: len(rows) for key, rows in self._rows.items()})
        self._show()

    def count(self, fate: Fate) -> int:
        """How many rows have this fate."""
        return len(self._rows.get(fate.value, ()))

    def _columns(self) -> list[Column]:
        return [
            Column("line", _tr("Line"), 64, "number", text=lambda row: f"{row.line:,}", sortable=False),
            Column("code", _tr("Code"), 96, text=lambda row: self._field(row, "code"), sortable=False),
            Column("words", _tr("Words"), least=140, text=lambda row: self._field(row, "words"), sortable=False),
            Column("cost", _tr("Cost"), 84, "number", text=lambda row: self._amount(row, "cost_minor"), sortable=False),
            Column(
                "price", _tr("Price"), 84, "number", text=lambda row: self._amount(row, "price_minor"), sortable=False
            ),
            Column(
                "fate",
                _tr("What happens"),
                least=190,
                text=self._fate,
                tone=lambda row: _TONES[row.fate],
                icon=lambda row: _ICONS[row.fate],
                sortable=False,
            ),
        ]

    def _field(self, row: Judged, key: str) -> str:
        old = self._known.get(row.item_id)
        return str(row.fields.get(key, getattr(old, key) if old is not None else ""))

    def _amount(self, row: Judged, key: str) -> str:
        old = self._known.get(row.item_id)
        minor = row.fields.get(key, getattr(old, key) if old is not None else None)
        return said.DASH if minor is None else self._said.money(minor)

    def _fate(self, row: Judged) -> str:
        if row.fate == Fate.FAULTY:
            return row.fault
        if row.fate == Fate.NEW:
            return _tr("New kit") if row.parts else _tr("New")
        if row.fate == Fate.SAME:
            return _tr("Nothing new")
        words = {
            "code": _tr("code"),
            "words": _tr("words"),
            "unit": _tr("unit"),
            "supplier": _tr("supplier"),
            "cost_minor": _tr("cost"),
            "price_minor": _tr("price"),
            "tax_bp": _tr("tax"),
        }
        changed = [words[key] for key in words if key in row.fields]
        return _tr("Changes {0}").format(", ".join([*changed, _tr("parts")] if row.parts else changed))

    def _sentence(self, row: Judged) -> str:
        parts = (self._field(row, "code"), self._field(row, "words"), self._fate(row))
        return _tr("Line {0}: {1}").format(row.line, ", ".join(part for part in parts if part))

    def _show(self) -> None:
        self.table.set_rows(self._rows.get(self.chips.value(), ()))
