"""The place where the next option will stand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tradesman.book.quote import MOST_OPTIONS
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui import words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Label


class AddOptionsCard(Card):
    """A dashed card: three options at once on an empty quote, otherwise the next one."""

    picked = Signal(list)
    template_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, look="dashed", name="quote_add_options")
        self._free: list[tuple[int, str]] = []
        self.setMinimumWidth(theme.scaled(180))
        self._title = Label("", theme, "section", wrap=True)
        self._words = Label("", theme, "small", "ink_2", wrap=True)
        self._all = Button(self.tr("Add Good, Better and Best"), theme, "plain", "plus", name="quote_add_all")
        self._next = Button("", theme, "plain", "plus", name="quote_add_option")
        self._template = Button(self.tr("Start from a template"), theme, "quiet", "copy", name="quote_start_template")
        self._template.clicked.connect(self.template_asked)
        self._all.clicked.connect(self._on_all)
        self._next.clicked.connect(self._on_next)
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addSpacing(theme.space("s12"))
        self.body.addWidget(self._title)
        self.body.addWidget(self._words)
        self.body.addSpacing(theme.space("s2"))
        for button in (self._all, self._next, self._template):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch(1)

    def show_sheet(self, sheet: QuoteSheet) -> None:
        """Offers what is still free; nothing on a quote with three options or one that is decided."""
        taken = {row.option.position for row in sheet.options}
        free = [place for place in range(1, MOST_OPTIONS + 1) if place not in taken]
        self._free = [(place, words.tier(place)) for place in free[: MOST_OPTIONS - len(taken)]]
        self.setVisible(bool(self._free) and not sheet.quote.is_settled)
        if not self._free:
            return
        empty = len(self._free) == MOST_OPTIONS
        tier = self._free[0][1]
        self._title.setText(self.tr("Three ways to do it") if empty else self.tr("Room for %s") % tier)
        self._words.setText(
            self.tr("People choose more easily between good, better and best than between yes and no.")
            if empty
            else self.tr("Another way to do it gives the customer a choice.")
        )
        self._all.setVisible(empty)
        self._template.setVisible(empty)
        self._next.setText(self.tr("Only one option") if empty else self.tr("Add %s") % tier)

    def buttons(self) -> tuple[QWidget, ...]:
        """What can be pressed here."""
        return (self._all, self._next, self._template)

    def _on_all(self) -> None:
        self.picked.emit(list(self._free))

    def _on_next(self) -> None:
        self.picked.emit(self._free[:1])
