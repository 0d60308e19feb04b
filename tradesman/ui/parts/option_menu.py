"""The menus of an option and of a line: everything that can be done to it, in words, each one step or a sheet."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from tradesman.book.quote import MOST_OPTIONS, Line, Option
from tradesman.services import businesses, quote_copies, quote_sheets, quotes
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.desk import Desk
from tradesman.ui.parts.best_value_words import renewing
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.menu import Menu


class OptionMenus(QObject):
    """Builds the menu that is asked for; what needs more than a click is asked of the page."""

    best_value_asked = Signal(object)
    guarantee_asked = Signal(object)
    discount_asked = Signal()
    line_asked = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._parent = desk, theme, parent

    def option(self, sheet: QuoteSheet, option: Option, picked: Line | None, place: QPoint) -> None:
        """What can be done with an option, and with the line that has the cursor."""
        menu = self._menu("option_menu", words.option_name(option.position, option.title))
        free = sorted(set(range(1, MOST_OPTIONS + 1)) - {row.option.position for row in sheet.options})
        if free:
            target = option.position + 1 if option.position + 1 in free else free[0]
            to = self.tr("Copy to %s") % words.tier(target)
            self._add(menu, "option_copy", to, "copy", lambda: self._copy(sheet, option, target))
        if option.position > 1:
            left = self.tr("Move left, to %s") % words.tier(option.position - 1)
            self._add(menu, "option_left", left, "arrow-left", lambda: self._move(sheet, option, -1))
        if option.position < MOST_OPTIONS:
            right = self.tr("Move right, to %s") % words.tier(option.position + 1)
            self._add(menu, "option_right", right, "arrow-right", lambda: self._move(sheet, option, 1))
        menu.addSeparator()
        if len(sheet.options) > 1:
            best = self.tr("Change the reason") if option.best_value else self.tr("Mark best value")
            asked = self.best_value_asked
            self._add(menu, "option_mark", best, "star", lambda: asked.emit(option.id), hint=self.tr("Ctrl B"))
        guarantee = self.tr("Guarantee from the library")
        self._add(menu, "option_promise", guarantee, "shield-check", lambda: self.guarantee_asked.emit(option.id))
        self._add(menu, "option_take_off", self.tr("Give a discount"), "minus", self.discount_asked.emit)
        if picked is not None:
            menu.addSeparator()
            self._add(
                menu, "option_line", self.tr("Edit “%s”") % picked.words, "pencil", lambda: self.line_asked.emit(picked)
            )
        menu.addSeparator()
        self._add(menu, "option_remove", self.tr("Remove this option"), "trash-2", lambda: self._remove(sheet, option))
        menu.popup(place)

    def line(self, sheet: QuoteSheet, line: Line, place: QPoint) -> None:
        """What can be done with a line."""
        menu = self._menu("line_menu", line.words)
        self._add(menu, "line_edit", self.tr("Edit every part"), "pencil", lambda: self.line_asked.emit(line))
        extra = self.tr("Make it part of the option") if line.extra else self.tr("Make it an optional extra")
        change = self._change
        self._add(menu, "line_extra", extra, "plus", lambda: change(sheet, line, extra=not line.extra))
        self._add(menu, "line_keep", self.tr("Keep in the price book"), "book-open", lambda: self._keep(sheet, line))
        menu.addSeparator()
        for number, (name, rate_bp) in enumerate(self._rates().items()):
            label = f"{name or sheet.tax_label} {said.percent(rate_bp)}"
            icon = "check" if rate_bp == line.tax_bp else ""

            def tax(rate_bp: int = rate_bp) -> None:
                change(sheet, line, tax_bp=rate_bp)

            self._add(menu, f"line_tax_{number}", label, icon, tax)
        menu.addSeparator()
        up, down = self.tr("Move up"), self.tr("Move down")
        self._add(menu, "line_up", up, "arrow-up", lambda: self.move(sheet, line, -1), hint=self.tr("Alt Up"))
        self._add(menu, "line_down", down, "arrow-down", lambda: self.move(sheet, line, 1), hint=self.tr("Alt Down"))
        remove = self.tr("Remove the line")
        self._add(menu, "line_remove", remove, "trash-2", lambda: self.remove(sheet, line), hint=self.tr("Del"))
        menu.popup(place)

    def move(self, sheet: QuoteSheet, line: Line, by: int) -> None:
        """Moves a line up or down in its option."""
        self._desk.do(quotes.move_line, sheet.quote.id, line.id, by, label=self.tr("Line moved"), quiet=True)

    def remove(self, sheet: QuoteSheet, line: Line) -> None:
        """Takes a line out, with a way back."""
        self._do(sheet, quotes.remove_line, line.id, label=self.tr("Line removed"))

    def _do(self, sheet: QuoteSheet, deed: Callable[..., Any], *args: Any, **fields: Any) -> None:
        self._desk.do(renewing(deed, sheet.quote.id), sheet.quote.id, *args, **fields)

    def _menu(self, name: str, label: str) -> Menu:
        menu = Menu(self._theme, self._parent, words=label)
        menu.setObjectName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _add(self, menu: Menu, name: str, label: str, icon: str, deed: Callable[[], object], *, hint: str = "") -> None:
        menu.add_choice(label, icon, hint, name=name).triggered.connect(lambda _on=False: deed())

    def _rates(self) -> dict[str, int]:
        business = self._desk.ask(businesses.current)
        return business.tax_rates(self._desk.today())

    def _change(self, sheet: QuoteSheet, line: Line, **fields: Any) -> None:
        self._do(sheet, quotes.change_line, line.id, label=self.tr("Line changed"), quiet=True, **fields)

    def _keep(self, sheet: QuoteSheet, line: Line) -> None:
        label = self.tr("“%s” kept in the price book") % line.words
        self._desk.do(quote_sheets.keep_line, sheet.quote.id, line.id, label=label)

    def _copy(self, sheet: QuoteSheet, option: Option, place: int) -> None:
        title = words.tier(place) if option.title == words.tier(option.position) else ""
        label = self.tr("{0} copied to {1}").format(words.tier(option.position), words.tier(place))
        self._do(sheet, quote_copies.copy_option, option.id, title, label=label)

    def _move(self, sheet: QuoteSheet, option: Option, by: int) -> None:
        tiers = [words.tier(place) for place in range(1, MOST_OPTIONS + 1)]
        place = option.position + by
        label = self.tr("Option moved to %s") % words.tier(place)
        self._desk.do(quote_sheets.move_option, sheet.quote.id, option.id, place, tiers, label=label)

    def _remove(self, sheet: QuoteSheet, option: Option) -> None:
        name = said.capital(words.option_name(option.position, option.title))
        self._do(sheet, quotes.remove_option, option.id, label=self.tr("%s removed") % name)
