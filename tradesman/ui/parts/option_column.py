"""One option of a quote as a column: what it is, which needs it meets, its lines, what it costs."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.quote import Line, Option
from tradesman.services import quotes
from tradesman.services.quote_sheets import OptionSheet, QuoteSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.desk import Desk
from tradesman.ui.parts.add_line_field import AddLineField
from tradesman.ui.parts.best_value_words import renewing
from tradesman.ui.parts.lines_table import LinesTable
from tradesman.ui.parts.need_chip import NeedChip
from tradesman.ui.parts.option_alert import OptionAlert
from tradesman.ui.parts.option_heading import OptionHeading
from tradesman.ui.parts.option_menu import OptionMenus
from tradesman.ui.parts.option_total import OptionTotal
from tradesman.ui.parts.option_totals import OptionTotals
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Separator
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.keys import tab_through
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.polish import set_look


class OptionColumn(QFrame):
    """Everything of an option is changed where it stands; each change is one step."""

    best_value_asked = Signal(object)
    line_asked = Signal(object)
    guarantee_asked = Signal(object)

    def __init__(self, number: int, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk, self._theme, self._number = desk, theme, number
        self._sheet: QuoteSheet | None = None
        self._option: Option | None = None
        self._new_line = False
        self.setObjectName(f"option_{number}")
        self.setProperty("card", "true")
        self.setMinimumWidth(theme.scaled(200))
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        self._alert = OptionAlert(number, theme)
        self._heading = OptionHeading(number, theme)
        column.addWidget(self._heading)
        column.addWidget(self._alert)
        column.addWidget(self._build_worth())
        column.addWidget(self._build_needs())
        column.addWidget(Separator())
        self._build_lines(column)
        column.addStretch(1)
        self._totals = OptionTotals(number, theme)
        self._totals.committed.connect(self._on_totals_committed)
        self._totals.discounted.connect(self._on_discounted)
        self._total = OptionTotal(number, theme, self, self._worth)
        column.addWidget(self._totals)
        column.addWidget(self._total.place)
        self._build_menus()

    @property
    def option_id(self) -> UUID | None:
        """The option that is shown."""
        return self._option.id if self._option is not None else None

    def go_to_lines(self) -> None:
        """Puts the keyboard where a line is added."""
        self._add.go()

    # What it shows

    def show_row(self, row: tuple[QuoteSheet, OptionSheet, bool]) -> None:
        """Shows an option of a quote, and whether to say what is missing in it."""
        sheet, shown, missing = row
        option, locked = shown.option, sheet.quote.is_settled
        self._sheet, self._option = sheet, option
        set_look(self, "card", "best" if option.best_value else "true")
        self.setAccessibleName(words.option_name(option.position, option.title))
        self._heading.show_option(sheet, option)
        self._alert.show_option(sheet, shown, missing=missing)
        self._show_worth(sheet, shown)
        needs = [(need.label, need.id in shown.met, not locked) for need in sheet.flagged]
        self._needs.setVisible(bool(needs))
        self._chips.show(needs)
        tab_through(self._mark, *self._chips.widgets)
        self._table.show_lines(option.lines, sheet.quote.currency, locked=locked)
        self._show_fault()
        self._add.set_currency(sheet.quote.currency)
        self._add.setVisible(not locked)
        self._totals.show_option(sheet, shown, locked=locked)
        self._total.show_option(sheet, shown)
        self._go_to_new_line()

    def _show_worth(self, sheet: QuoteSheet, shown: OptionSheet) -> None:
        best, locked = shown.option.best_value, sheet.quote.is_settled
        set_look(self._worth, "surface", "best" if best else "alt")
        met = self.tr("Meets {0} of {1} needs").format(len(shown.met), len(sheet.flagged))
        self._meets.setText(said.capital(sheet.quote.best_value_reason) if best else met if sheet.flagged else "")
        self._meets.set_tone("accent_text" if best else "ink_2")
        several = len(sheet.options) > 1
        self._mark.setVisible(several and not locked)
        self._mark.setText(self.tr("Reason") if best else self.tr("Mark best value"))
        self._mark.setAccessibleName(
            self.tr("Change the reason for the best value")
            if best
            else self.tr("Mark %s as the best value") % self.accessibleName()
        )
        self._worth.setVisible(several or bool(sheet.flagged))

    def _show_fault(self) -> None:
        fault = self._table.lines.fault
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))

    def _go_to_new_line(self) -> None:
        """After a line in one's own words, its price is typed next."""
        if self._new_line and self._option is not None and self._option.lines:
            self._new_line = False
            self._table.edit_cell(len(self._option.lines) - 1, 2)

    # How it is made

    def _build_worth(self) -> QWidget:
        theme, number = self._theme, self._number
        self._worth = QFrame()
        self._worth.setProperty("surface", "alt")
        self._meets = Label("", theme, "small", "ink_2", wrap=True, name=f"option_meets_{number}")
        self._mark = Button("", theme, "quiet", compact=True, name=f"option_mark_{number}")
        self._mark.clicked.connect(self._on_mark_clicked)
        row = QHBoxLayout(self._worth)
        row.setContentsMargins(10, 0, 0, 0)
        row.setSpacing(theme.space("s1"))
        words_room = QVBoxLayout()
        words_room.setContentsMargins(0, 5, 0, 5)
        words_room.addWidget(self._meets)
        row.addLayout(words_room, 1)
        row.addWidget(self._mark)
        return self._worth

    def _build_needs(self) -> QWidget:
        self._needs = QWidget()
        outer = QVBoxLayout(self._needs)
        outer.setContentsMargins(9, 6, 8, 6)
        flow = Flow(self._theme.space("s1"))
        outer.addWidget(flow)
        self._chips: RowPool[tuple[str, bool, bool]] = RowPool(flow, self._make_chip)
        return self._needs

    def _make_chip(self, number: int) -> QWidget:
        chip = _Chip(self._theme, name=f"option_{self._number}_need_{number}")
        chip.clicked.connect(lambda: self._on_need_clicked(number))
        return chip

    def _build_lines(self, column: QVBoxLayout) -> None:
        number = self._number
        self._table = LinesTable(self._theme, self.tr("Lines"), name=f"option_lines_{number}")
        self._table.edited.connect(self._on_line_edited)
        self._table.refused.connect(self._show_fault)
        self._table.given_up.connect(self._show_fault)
        self._table.remove_asked.connect(self._on_remove_asked)
        self._table.move_asked.connect(self._on_move_asked)
        self._table.menu_asked.connect(self._on_menu_asked)
        self._fault = Label("", self._theme, "small", "danger", wrap=True, name=f"option_fault_{number}")
        self._fault.setContentsMargins(12, 4, 12, 4)
        self._fault.hide()
        self._add = AddLineField(self._desk, self._theme, name=f"option_add_line_{number}")
        self._table.add_asked.connect(self._add.go)
        self._add.item_picked.connect(self._on_item_picked)
        self._add.words_entered.connect(self._on_words_entered)
        for widget in (self._table, self._fault, self._add):
            column.addWidget(widget)

    def _build_menus(self) -> None:
        self._heading.named.connect(self._on_title_committed)
        self._heading.described.connect(lambda text: self._on_field_committed({"words": text}))
        self._heading.more.clicked.connect(self._on_more_clicked)
        self._menus = OptionMenus(self._desk, self._theme, self)
        self._menus.best_value_asked.connect(self.best_value_asked)
        self._menus.guarantee_asked.connect(self.guarantee_asked)
        self._menus.line_asked.connect(self.line_asked)
        self._menus.discount_asked.connect(self._totals.go_to_discount)

    # Steps

    def _do(self, deed: Any, *args: Any, quiet: bool = True, **fields: Any) -> Any:
        if self._sheet is None or self._option is None:
            return None
        quote_id = self._sheet.quote.id
        return self._desk.do(renewing(deed, quote_id), quote_id, self._option.id, *args, quiet=quiet, **fields)

    def _on_title_committed(self, title: str) -> None:
        if self._option is not None:
            tier = words.tier(self._option.position)
            self._do(quotes.change_option, label=self.tr("Option named"), title=title or tier)

    def _on_field_committed(self, fields: dict[str, Any]) -> None:
        self._do(quotes.change_option, label=self.tr("Option changed"), **fields)

    def _on_totals_committed(self, fields: dict[str, Any]) -> None:
        refuse = self._totals.refuse if "discount_minor" in fields else None
        self._do(quotes.change_option, label=self.tr("Option changed"), on_error=refuse, **fields)

    def _on_discounted(self, share_bp: int) -> None:
        self._do(quotes.discount_option, share_bp, label=self.tr("Discount given"), on_error=self._totals.refuse)

    def _on_mark_clicked(self) -> None:
        if self._option is not None:
            self.best_value_asked.emit(self._option.id)

    def _on_need_clicked(self, number: int) -> None:
        if self._sheet is None or self._option is None:
            return
        need = self._sheet.flagged[number]
        meets = not self._option.meets(need.id)
        label = self.tr("Need ticked") if meets else self.tr("Tick taken away")
        self._do(quotes.meet_need, need.id, meets=meets, label=label)

    def _on_item_picked(self, item_id: UUID, thousandths: int) -> None:
        taken = self._do(quotes.add_from_price_book, item_id, thousandths, label=self.tr("Line added"))
        if taken is not None and taken.split:
            self._desk.told.emit(self.tr("The kit came as its parts."), self.tr("Their tax rates differ."))

    def _on_words_entered(self, text: str, thousandths: int, unit: str) -> None:
        self._new_line = True
        label = self.tr("Line added")
        if self._do(quotes.add_line, text, 0, label=label, quantity_thousandths=thousandths, unit=unit) is None:
            self._new_line = False

    def _on_line_edited(self, line: Line, fields: dict[str, Any]) -> None:
        if self._sheet is not None:
            how: dict[str, Any] = {
                "label": self.tr("Line changed"),
                "quiet": True,
                "on_error": self._table.lines.refuse,
            }
            quote_id = self._sheet.quote.id
            self._desk.do(renewing(quotes.change_line, quote_id), quote_id, line.id, **how, **fields)

    def _on_move_asked(self, line: Line, by: int) -> None:
        if self._sheet is not None:
            self._menus.move(self._sheet, line, by)

    def _on_remove_asked(self, line: Line) -> None:
        if self._sheet is not None:
            self._menus.remove(self._sheet, line)

    # Menus

    def _on_more_clicked(self) -> None:
        if self._sheet is not None and self._option is not None:
            below = self._heading.more.mapToGlobal(QPoint(0, self._heading.more.height()))
            self._menus.option(self._sheet, self._option, self._table.picked(), below)

    def _on_menu_asked(self, line: Line, place: QPoint) -> None:
        if self._sheet is not None and not self._sheet.quote.is_settled:
            self._menus.line(self._sheet, line, place)


class _Chip(NeedChip):
    """A need chip that shows a row of the pool."""

    def show_row(self, row: tuple[str, bool, bool]) -> None:
        """Shows a need, whether it is met, and whether that can be changed."""
        label, met, free = row
        self.show_need(label, met=met)
        self.setEnabled(free)
