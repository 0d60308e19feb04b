"""What the columns of a price list hold: guessed by their names, and changed by hand."""

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tradesman.exchange.price_columns import Column, Mapping, mapped, writes_commas
from tradesman.exchange.price_files import Reading
from tradesman.exchange.tables import Table
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import ChoiceField, LineField
from tradesman.ui.widgets.labels import ElidedLabel
from tradesman.ui.widgets.segmented import Segmented

_CHOICE = 150


def _tr(text: str) -> str:
    return QCoreApplication.translate("ColumnMatching", text)


def column_words(column: Column) -> str:
    """What a column holds, in the words of the price book."""
    return {
        Column.CODE: _tr("Code"),
        Column.WORDS: _tr("Words"),
        Column.UNIT: _tr("Unit"),
        Column.COST: _tr("Cost"),
        Column.PRICE: _tr("Price"),
        Column.TAX: _tr("Tax"),
        Column.SUPPLIER: _tr("Supplier"),
        Column.PARTS: _tr("Parts of a kit"),
    }[column]


class ColumnMatching(QWidget):
    """One line for each column of the file: its name, an example, and what it holds; none holds the same twice."""

    changed = Signal()

    def __init__(self, table: Table, theme: Theme) -> None:
        super().__init__()
        self._theme, self._table = theme, table
        self.setProperty("role", "scrolled")
        mapping = mapped(table)
        choices = [(None, _tr("Do not import")), *((column, column_words(column)) for column in Column)]
        self._choices: list[ChoiceField] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space("s3"))
        grid.setVerticalSpacing(theme.space("s2"))
        grid.setColumnStretch(0, 1)
        for number, (name, column) in enumerate(zip(table.heading, mapping, strict=True)):
            choice = ChoiceField(choices, theme, name=f"import_column_{number}")
            choice.setAccessibleName(_tr("What {0} holds").format(name))
            choice.setFixedWidth(theme.scaled(_CHOICE))
            choice.set_value(column)
            choice.changed.connect(lambda number=number: self._on_chosen(number))
            self._choices.append(choice)
            grid.addWidget(self._named(name, table.sample(number)), number, 0)
            grid.addWidget(choice, number, 1)
        self._decimals = Segmented(((False, "1,234.50"), (True, "1.234,50")), theme, name="import_decimals")
        self._decimals.set_value(writes_commas(table, mapping))
        self._decimals.changed.connect(self.changed)
        self._supplier = LineField(theme, placeholder=_tr("Pipe & Joint"), name="import_supplier")
        self._supplier.changed.connect(self.changed)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 4, 0)
        column_box.setSpacing(theme.space("s4"))
        column_box.addLayout(grid)
        column_box.addWidget(FieldBox(_tr("How amounts are written"), self._decimals, theme))
        column_box.addWidget(FieldBox(_tr("Supplier, where the file names none"), self._supplier, theme))
        column_box.addStretch(1)

    def reading(self) -> Reading:
        """How the file is to be read."""
        mapping: Mapping = tuple(choice.value() for choice in self._choices)
        return Reading(mapping, bool(self._decimals.value()), self._supplier.value())

    def lacking(self) -> str:
        """What has to be matched before anything can be told; empty when nothing has."""
        held = {choice.value() for choice in self._choices}
        if not held & {Column.CODE, Column.WORDS}:
            return _tr("Choose which column holds the words, or the code of items that are in the book.")
        if not held & {Column.COST, Column.PRICE, Column.WORDS, Column.SUPPLIER, Column.TAX, Column.UNIT}:
            return _tr("Choose what else the file says of an item: its words, its price or its cost.")
        return ""

    def how_written(self) -> str:
        """The file in a few words: "7 columns, semicolon, Windows-1252"."""
        separators = {
            ",": _tr("comma"),
            ";": _tr("semicolon"),
            "\t": _tr("tab"),
            "|": _tr("bar"),
        }
        encodings = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}
        columns = len(self._table.heading)
        return _tr("{0} columns, {1}, {2}").format(
            columns,
            separators.get(self._table.separator, self._table.separator),
            encodings.get(self._table.encoding, "UTF-16"),
        )

    def _named(self, name: str, sample: str) -> QWidget:
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(ElidedLabel(name, self._theme, "small medium"))
        lines.addWidget(ElidedLabel(sample[:80], self._theme, "caption", "ink_3"))
        return holder

    def _on_chosen(self, number: int) -> None:
        value = self._choices[number].value()
        for place, choice in enumerate(self._choices):
            if place != number and value is not None and choice.value() == value:
                with QSignalBlocker(choice):
                    choice.set_value(None)
        self.changed.emit()
