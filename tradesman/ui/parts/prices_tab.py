"""The price book of the library: typed into to find, narrowed by supplier and kits, changed in sheets."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.exchange import price_files
from tradesman.services import price_index, prices
from tradesman.services.price_index import Listing, Order, PriceRow, View
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.import_prices_dialog import ImportPricesDialog
from tradesman.ui.dialogs.price_item_dialog import PriceItemDialog
from tradesman.ui.dialogs.raise_prices_dialog import RaisePricesDialog
from tradesman.ui.parts.price_card import PriceCard
from tradesman.ui.parts.price_words import PriceWords
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.fields import ChoiceField, LineField
from tradesman.ui.widgets.table import Table

SEARCH, SUPPLIER = 232, 190  # widths of the fields above the list
MOST_SUPPLIERS = 200  # that are offered; the others are found by typing
_PAUSE = 120  # ms after the last key or move, before the item is shown beside the list
_ALL, _KITS = "all", "kits"


class PricesTab(QObject):
    """`body` stands in the page's card, `side` beside it, `action` in its header."""

    key = "prices"

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget, pickers: Pickers | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._page = desk, theme, parent
        self.pickers = pickers or Pickers()
        self.title = self.tr("Price book")
        self._said = PriceWords(desk)
        self._order, self._backwards = Order.WORDS, False
        self._listing = Listing((), 0, 0)
        self._all = 0
        self.action = self._built_actions()
        self.body = self._built_body()
        self.side = PriceCard(desk, theme, self._said)
        self._listen()

    def count(self) -> str:
        """How much there is, for the page's header."""
        shown, everything = len(self._listing.rows), f"{self._all:,}"
        if shown != self._all:
            return self.tr("{0} of {1} items").format(f"{shown:,}", everything)
        return self.tr("1 item") if self._all == 1 else self.tr("{0} items").format(everything)

    def refresh(self) -> None:
        """Asks the book again."""
        self._said.read_business()
        known = self._desk.ask(price_index.suppliers)
        self._all = self._desk.ask(price_index.listing, View()).found
        most = sorted(known, key=lambda name: -known[name])[:MOST_SUPPLIERS]
        self._show_suppliers([name for name in known if name in most])
        self._find()

    def focus_search(self) -> None:
        """Puts the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # How it is made

    def _built_actions(self) -> QWidget:
        theme = self._theme
        self._raise = Button(self.tr("Raise prices"), theme, icon="arrow-up", name="prices_raise")
        self._import = Button(self.tr("Import"), theme, icon="download", name="prices_import")
        self._export = Button(self.tr("Export"), theme, icon="upload", name="prices_export")
        self._add = Button(self.tr("Add item"), theme, "primary", "plus", name="price_add")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s2"))
        for button in (self._raise, self._import, self._export, self._add):
            row.addWidget(button)
        return holder

    def _built_body(self) -> QWidget:
        theme = self._theme
        words = self.tr("Code or words")
        self.search = LineField(theme, placeholder=words, icon="search", keys="Ctrl F", name="prices_search")
        self.search.setAccessibleName(self.tr("Search the price book"))
        choices = [(_ALL, self.tr("All")), (_KITS, self.tr("Kits"))]
        self.chips = ChipRow(choices, theme, words=self.tr("Which items"), name="prices_chips")
        self.supplier = ChoiceField([("", self.tr("Every supplier"))], theme, name="prices_supplier")
        self.supplier.setAccessibleName(self.tr("Supplier"))
        columns, sentence = self._said.columns(), self._said.sentence
        self.table = Table(
            columns, theme, sentence, lambda row: row.id, words=self.tr("Price book"), name="prices_table"
        )
        self.table.set_sort(Order.WORDS)
        bring = self.tr(
            "Import your supplier’s price list, or add the first item. Quotes then come from here by typing."
        )
        self._empty = EmptyState(
            "package-open", self.tr("No prices yet"), bring, theme, self.tr("Import a price list"), "download"
        )
        fewer, everything = self.tr("Try fewer letters, or look among all."), self.tr("Show all")
        self._not_found = EmptyState("search", self.tr("Nothing found"), fewer, theme, everything)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(14, 10, 14, 6)
        head.setSpacing(theme.space("s3"))
        head.addWidget(self.search, 3)
        head.addWidget(self.chips, 2, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.supplier, 2)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        for widget in (self.table, self._empty, self._not_found):
            column.addWidget(widget, 1)
            widget.hide()  # together they are higher than a small window
        return body

    def _listen(self) -> None:
        self.search.changed.connect(self._on_view_changed)
        self.search.returnPressed.connect(self._on_edit)
        self.chips.picked.connect(self._on_view_changed)
        self.supplier.changed.connect(self._on_view_changed)
        self.table.row_opened.connect(self._on_edit)
        self.table.row_picked.connect(self._on_row_picked)
        self.table.sort_asked.connect(self._on_sort_asked)
        self.side.edit_asked.connect(self._on_edit)
        self.side.remove_asked.connect(self._on_remove)
        self.side.page_asked.connect(self._page.page_asked)  # type: ignore[attr-defined]
        self._empty.acted.connect(self._on_import)
        self._not_found.acted.connect(self._on_show_all)
        self._raise.clicked.connect(self._on_raise)
        self._import.clicked.connect(self._on_import)
        self._export.clicked.connect(self._on_export)
        self._add.clicked.connect(self._on_add)
        for field in (self.search, self.table):
            field.installEventFilter(self)
        self._theme.changed.connect(self._fit)
        self._fit()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.show_picked)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Insert), self.body, self._on_add, context=inside)
        QShortcut(
            QKeySequence(Qt.Key.Key_Delete), self.table, self._on_remove, context=Qt.ShortcutContext.WidgetShortcut
        )

    # What it shows

    def _view(self) -> View:
        supplier = self.supplier.value() or ""
        kits = self.chips.value() == _KITS
        return View(self.search.value(), kits, supplier, self._order, self._backwards)

    def _find(self) -> None:
        view = self._view()
        self._listing = self._desk.ask(price_index.listing, view)
        self._said.typed = view.words
        rows = self._listing.rows
        self.table.set_source(len(rows), lambda offset, limit: rows[offset : offset + limit])
        self.chips.set_counts({_ALL: self._listing.found, _KITS: self._listing.kits})
        if rows and self.table.picked() is None:
            self.table.pick(0)
        self._head.setVisible(self._all > 0)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not self._all)
        self._not_found.setVisible(bool(self._all) and not rows)
        for button in (self._raise, self._export):
            button.setEnabled(self._all > 0)
        self._pause.start()

    def _show_suppliers(self, names: list[str]) -> None:
        picked = self.supplier.value()
        with QSignalBlocker(self.supplier):
            self.supplier.set_choices([("", self.tr("Every supplier")), *((name, name) for name in names)])
            self.supplier.set_value(picked if picked in names else "")

    def show_picked(self) -> None:
        """Shows the picked item beside the list now; it comes a moment after the last key."""
        self._pause.stop()
        row = self.table.picked()
        self.side.show_item(row.id if row is not None and self.side.isVisible() else None)

    def _fit(self) -> None:
        self.search.setMaximumWidth(self._theme.scaled(SEARCH))
        self.supplier.setMaximumWidth(self._theme.scaled(SUPPLIER))
        self.supplier.setMinimumWidth(self._theme.scaled(SUPPLIER) // 2)  # else it is as wide as its longest name

    # What is done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while one types; letters typed in the list are looked for."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self.table:
            text, plain = event.text(), event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if plain or not text.strip() or not text.isprintable():
                return False
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.setText(text)
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._listing.rows:
            row = self.table.currentIndex().row() + step
            self.table.pick(max(0, min(row, len(self._listing.rows) - 1)))
        return bool(step)

    def _on_view_changed(self) -> None:
        with QSignalBlocker(self.table):  # nothing is picked for a moment only
            self.table.clearSelection()
            self.table.setCurrentIndex(self.table.rows.index(-1, -1))
        self._find()
        self._page.show_count()  # type: ignore[attr-defined]

    def _on_show_all(self) -> None:
        self.chips.set_value(_ALL)
        for field, empty in ((self.search, self.search.clear), (self.supplier, lambda: self.supplier.set_value(""))):
            with QSignalBlocker(field):
                empty()
        self._on_view_changed()
        self.search.setFocus()

    def _on_sort_asked(self, key: str, ascending: bool) -> None:
        self._order, self._backwards = Order(key), not ascending
        self._on_view_changed()

    def _on_row_picked(self, _row: Any) -> None:
        self._pause.start()

    def _on_add(self) -> None:
        PriceItemDialog(self._page.window(), self._desk, self._theme, self._said)

    def _on_edit(self) -> None:
        row: PriceRow | None = self.table.picked()
        if row is not None:
            sheet = PriceItemDialog(self._page.window(), self._desk, self._theme, self._said, row.id)
            sheet.page_asked.connect(self.side.page_asked)

    def _on_remove(self) -> None:
        row: PriceRow | None = self.table.picked()
        if row is not None:
            label = self.tr("Kit removed") if row.is_kit else self.tr("Item removed")
            self._desk.do(prices.remove, row.id, label=label)

    def _on_raise(self) -> None:
        RaisePricesDialog(self._page.window(), self._desk, self._theme, self._said, self._view()).open()

    def _on_import(self) -> None:
        kinds = self.tr("Price lists (*.csv *.txt *.tsv)")
        file = self.pickers.file(self._page.window(), self.tr("Choose a price list"), Path.home(), kinds)
        if file is not None:
            ImportPricesDialog(self._page.window(), self._desk, self._theme, self._said, file, self.pickers).open()

    def _on_export(self) -> None:
        desk, now = self._desk, self._desk.now
        proposed = Path.home() / f"{self.title} {desk.today().isoformat()}.csv"
        file = self.pickers.new_file(
            self._page.window(), self.tr("Export the price book"), proposed, self.tr("Tables (*.csv)")
        )
        if file is None:
            return

        def work() -> int:
            with desk.book.read(now) as session:
                return price_files.export(session, file)

        def done(count: int) -> None:
            desk.told.emit(self.tr("{0} items exported.").format(f"{count:,}"), str(file))

        desk.background.run(work, done, desk.failed.emit)
