"""The picked item beside the list: what it comes to, what it is made of, where it is used, how often it failed."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services import price_sheets
from tradesman.services.price_sheets import PriceSheet
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.parts.failures_box import FailuresBox
from tradesman.ui.parts.price_words import PriceWords
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.scroll import Scroll

_QUOTES = 4  # numbers of quotes that are named


class PriceCard(Card):
    """A card about one item; what is higher than it scrolls, its buttons stay."""

    edit_asked = Signal()
    remove_asked = Signal()
    page_asked = Signal(str, object)

    def __init__(self, desk: Desk, theme: Theme, words: PriceWords) -> None:
        super().__init__(theme, padding=1, name="price_card")
        self.setAccessibleName(self.tr("The item"))
        self._desk, self._theme, self._said = desk, theme, words
        self._scroll = Scroll()
        self._edit = Button(self.tr("Change"), theme, icon="pencil", name="price_edit")
        self._remove = Button(self.tr("Remove"), theme, "quiet", "trash-2", name="price_remove")
        self._edit.clicked.connect(self.edit_asked)
        self._remove.clicked.connect(self.remove_asked)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 15)
        foot.setSpacing(theme.space("s2"))
        foot.addWidget(self._edit, 1)
        foot.addWidget(self._remove)
        self.body.setSpacing(0)
        self.body.addWidget(self._scroll, 1)
        self.body.addLayout(foot)

    def show_item(self, item_id: UUID | None) -> None:
        """Shows an item, or asks to pick one."""
        for button in (self._edit, self._remove):
            button.setVisible(item_id is not None)
        if item_id is None:
            nothing = Label(self.tr("Pick an item to see what it comes to."), self._theme, "small", "ink_2", wrap=True)
            nothing.setContentsMargins(16, 16, 16, 16)
            nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._scroll.setWidget(nothing)
            return
        sheet = self._desk.ask(price_sheets.sheet, item_id)
        self._scroll.setWidget(_Content(sheet, self._desk.today(), self._theme, self._said, self.page_asked))


class _Content(QWidget):
    """All about one item, made for each anew."""

    def __init__(
        self, sheet: PriceSheet, today: date, theme: Theme, words: PriceWords, page_asked: SignalInstance
    ) -> None:
        super().__init__()
        self._sheet, self._theme, self._said = sheet, theme, words
        self.setProperty("role", "scrolled")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._add(*self._head())
        self._add(self._figures())
        if sheet.parts:
            self._add(self._title(self.tr("Made of")), *map(self._part, range(len(sheet.parts))))
        if sheet.kits:
            kits = Label("\n".join(sheet.kits), theme, "small", wrap=True, name="price_kits")
            self._add(self._title(self.tr("Part of")), kits)
        self._add(self._title(self.tr("In quotes")), Label(self._uses(), theme, "small", wrap=True, name="price_uses"))
        if sheet.failures:
            failed = FailuresBox(sheet.failures, today, theme)
            failed.job_asked.connect(lambda job_id: page_asked.emit("job", job_id))
            self._add(self._title(self.tr("Service calls")), failed)
        self._column.addStretch(1)

    def _add(self, *parts: QWidget) -> None:
        if self._column.count():
            self._column.addWidget(Separator())
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(self._theme.space("s1"))
        for part in parts:
            inner.addWidget(part)
        self._column.addLayout(inner)

    def _title(self, text: str) -> QWidget:
        return Label(text, self._theme, "caption strong", "ink_2")

    def _head(self) -> list[QWidget]:
        row, theme = self._sheet.row, self._theme
        second = ", ".join(part for part in (row.code, row.supplier) if part)
        head: list[QWidget] = [Label(row.words, theme, "section", wrap=True, name="price_title")]
        if second:
            head.append(ElidedLabel(second, theme, "small", "ink_2", name="price_second"))
        return head

    def _figures(self) -> QWidget:
        row, theme, words = self._sheet.row, self._theme, self._said
        kept = row.keeps(words.terms)
        told = [(self.tr("Price"), words.price_for(row)), (self.tr("Cost"), words.cost(row))]
        if kept is not None:
            told.append((self.tr("You keep"), f"{words.money(kept[0])}, {kept[1]}%"))
        if not row.is_kit:
            standard = self.tr("{0}, the standard rate") if row.tax_bp is None else "{0}"
            told.append((self.tr("Tax"), standard.format(words.tax(row))))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.space("s2"))
        grid.setHorizontalSpacing(theme.space("s3"))
        grid.setColumnStretch(1, 1)
        for number, (label, value) in enumerate(told):
            grid.addWidget(Label(label, theme, "small", "ink_3"), number, 0)
            shown = Label(value, theme, "small strong" if not number else "small", name=f"price_figure_{number}")
            shown.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(shown, number, 1)
        return holder

    def _part(self, number: int) -> QWidget:
        part, theme = self._sheet.parts[number], self._theme
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space("s2"))
        line.addWidget(ElidedLabel(part.item.words, theme, "small", name=f"price_part_{number}"), 1)
        quantity = said.quantity(part.quantity_thousandths, part.item.unit)
        line.addWidget(Label(quantity, theme, "small", "ink_3"))
        line.addWidget(Label(self._said.money(part.price_minor), theme, "small", tabular=True))
        return holder

    def _uses(self) -> str:
        numbers = self._sheet.quotes
        if not numbers:
            return self.tr("In none so far.")
        named = ", ".join(numbers[:_QUOTES])
        if len(numbers) > _QUOTES:
            return self.tr("In {0} quotes, lately {1}.").format(len(numbers), named)
        return self.tr("In quote {0}.").format(named) if len(numbers) == 1 else self.tr("In quotes {0}.").format(named)
