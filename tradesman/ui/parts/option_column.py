"""One option of a quote as a column: what it is, which needs it meets, its lines, what it costs."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from tradesman.book.quote import Line, Option
from tradesman.services import quotes
from tradesman.services.quote_sheets import OptionSheet, QuoteSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.desk import Desk
from tradesman.ui.parts.add_line_field import AddLineField
from tradesman.ui.parts.in_place import InPlace
from tradesman.ui.parts.lines_table import LinesTable
from tradesman.ui.parts.need_chip import NeedChip
from tradesman.ui.parts.option_total import OptionTotal
from tradesman.ui.parts.option_totals import OptionTotals
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Separator
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.keys import tab_through
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.polish import set_look


class OptionColumn(QFrame):
    """Everything of an option is changed where it stands; each change is one step."""

    best_value_asked = Signal(object)
    line_asked = Signal(object)

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
        column.addLayout(self._build_heading())
        column.addWidget(self._build_worth())
        column.addWidget(self._build_needs())
        column.addWidget(Separator())
        self._build_lines(column)
        column.addStretch(1)
        self._totals = OptionTotals(number, theme)
        self._totals.committed.connect(self._on_field_committed)
        self._total = OptionTotal(number, theme, self, self._worth)
        column.addWidget(self._totals)
        column.addWidget(self._total.place)

    # What it shows

    def show_row(self, row: tuple[QuoteSheet, OptionSheet]) -> None:
        """Shows an option of a quote."""
        sheet, shown = row
        option, locked = shown.option, sheet.quote.is_settled
        self._sheet, self._option = sheet, option
        set_look(self, "card", "best" if option.best_value else "true")
        tier = words.tier(option.position)
        self.setAccessibleName(words.option_name(option.position, option.title))
        self._tier.setText(tier)
        self._best.setVisible(option.best_value)
        self._suggested.setVisible(not option.best_value and option.id == sheet.proposed_id and not locked)
        self._more.setVisible(not locked)
        self._title.set_value("" if option.title == tier else option.title)
        self._words.set_value(option.words)
        for field in (self._title, self._words):
            field.setReadOnly(locked)
        self._show_worth(sheet, shown)
        needs = [(need.label, need.id in shown.met, not locked) for need in sheet.flagged]
        self._needs.setVisible(bool(needs))
        self._chips.show(needs)
        tab_through(self._mark, *self._chips.widgets)
        self._table.show_lines(option.lines, sheet.quote.currency, locked=locked)
        self._fault.setVisible(False)
        self._add.set_currency(sheet.quote.currency)
        self._add.setVisible(not locked)
        self._totals.show_option(sheet, shown, locked=locked)
        self._total.show_option(sheet, shown)
        self._go_to_new_line()

    def _show_worth(self, sheet: QuoteSheet, shown: OptionSheet) -> None:
        best, locked = shown.option.best_value, sheet.quote.is_settled
        set_look(self._worth, "surface", "best" if best else "alt")
        met = self.tr("Meets {0} of {1} needs").format(len(shown.met), len(sheet.flagged))
        self._meets.setText(sheet.quote.best_value_reason if best else met if sheet.flagged else "")
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

    def _go_to_new_line(self) -> None:
        """After a line in one's own words, its price is typed next."""
        if self._new_line and self._option is not None and self._option.lines:
            self._new_line = False
            self._table.edit_cell(len(self._option.lines) - 1, 2)

    # How it is made

    def _build_heading(self) -> QVBoxLayout:
        theme, number = self._theme, self._number
        self._tier = Label("", theme, "section")
        self._best = Badge(self.tr("Best value"), "accent", theme, "star-filled", name=f"option_best_{number}")
        self._suggested = Badge(self.tr("Suggested"), "outline", theme, "star", name=f"option_suggested_{number}")
        self._more = IconButton(
            "ellipsis", self.tr("More for this option"), theme, compact=True, name=f"option_more_{number}"
        )
        self._more.clicked.connect(self._on_more_clicked)
        self._title = InPlace(
            theme,
            self.tr("Title of the option"),
            "strong",
            placeholder=self.tr("Give it a name"),
            name=f"option_title_{number}",
        )
        self._words = InPlace(
            theme,
            self.tr("What the option is"),
            placeholder=self.tr("Say in a few words what it is"),
            name=f"option_words_{number}",
        )
        self._title.committed.connect(self._on_title_committed)
        self._words.committed.connect(lambda text: self._on_field_committed({"words": text}))
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 0, -5)  # the button is hit on more than is drawn
        head.setSpacing(theme.space("s2"))
        for widget in (self._tier, self._best, self._suggested):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._more)
        heading = QVBoxLayout()
        heading.setContentsMargins(4, 0, 2, 4)
        heading.setSpacing(0)
        heading.addLayout(head)
        heading.addWidget(self._title)
        heading.addWidget(self._words)
        return heading

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
        self._table.refused.connect(self._on_line_refused)
        self._table.remove_asked.connect(self._on_remove_asked)
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

    # Steps

    def _do(self, deed: Any, *args: Any, quiet: bool = True, **fields: Any) -> Any:
        if self._sheet is None or self._option is None:
            return None
        return self._desk.do(deed, self._sheet.quote.id, self._option.id, *args, quiet=quiet, **fields)

    def _on_title_committed(self, title: str) -> None:
        if self._option is not None:
            tier = words.tier(self._option.position)
            self._do(quotes.change_option, label=self.tr("Option named"), title=title or tier)

    def _on_field_committed(self, fields: dict[str, Any]) -> None:
        self._do(quotes.change_option, label=self.tr("Option changed"), **fields)

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

    def _on_item_picked(self, item_id: UUID) -> None:
        self._do(quotes.add_from_price_book, item_id, label=self.tr("Line added"))

    def _on_words_entered(self, text: str) -> None:
        self._new_line = True
        if self._do(quotes.add_line, text, 0, label=self.tr("Line added")) is None:
            self._new_line = False

    def _on_line_edited(self, line: Line, fields: dict[str, Any]) -> None:
        if self._sheet is not None:
            self._desk.do(
                quotes.change_line, self._sheet.quote.id, line.id, label=self.tr("Line changed"), quiet=True, **fields
            )

    def _on_line_refused(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.show()

    def _on_remove_asked(self, line: Line) -> None:
        if self._sheet is not None:
            self._desk.do(quotes.remove_line, self._sheet.quote.id, line.id, label=self.tr("Line removed"))

    # Menus

    def _on_more_clicked(self) -> None:
        menu = QMenu(self)
        line = self._table.picked()
        if line is not None:
            self._line_actions(menu, line)
            menu.addSeparator()
        remove = menu.addAction(self._theme.icon("trash-2"), self.tr("Remove this option"))
        remove.triggered.connect(self._on_remove_option)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _on_menu_asked(self, line: Line, place: QPoint) -> None:
        menu = QMenu(self)
        self._line_actions(menu, line)
        menu.popup(place)

    def _line_actions(self, menu: QMenu, line: Line) -> None:
        if self._sheet is None or self._sheet.quote.is_settled:
            return
        whole = menu.addAction(self._theme.icon("pencil"), self.tr("Edit “%s”") % line.words)
        whole.triggered.connect(lambda: self.line_asked.emit(line))
        remove = menu.addAction(self._theme.icon("trash-2"), self.tr("Remove “%s”") % line.words)
        remove.triggered.connect(lambda: self._on_remove_asked(line))

    def _on_remove_option(self) -> None:
        name = said.capital(self.accessibleName())
        self._do(quotes.remove_option, label=self.tr("%s removed") % name, quiet=False)


class _Chip(NeedChip):
    """A need chip that shows a row of the pool."""

    def show_row(self, row: tuple[str, bool, bool]) -> None:
        """Shows a need, whether it is met, and whether that can be changed."""
        label, met, free = row
        self.show_need(label, met=met)
        self.setEnabled(free)
