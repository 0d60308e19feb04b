"""The head of an option: its tier, whether it is the best value, its title and what it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.quote import Option
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui import words
from tradesman.ui.parts.in_place import InPlace
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import IconButton
from tradesman.ui.widgets.labels import Badge, Label


class OptionHeading(QWidget):
    """Title and words are changed where they stand; `more` opens the menu."""

    named = Signal(str)
    described = Signal(str)

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self._tier = Label("", theme, "section")
        self._best = Badge(self.tr("Best value"), "accent", theme, "star-filled", name=f"option_best_{number}")
        self._suggested = Badge(self.tr("Suggested"), "outline", theme, "star", name=f"option_suggested_{number}")
        self.more = IconButton(
            "ellipsis", self.tr("More for this option"), theme, compact=True, name=f"option_more_{number}"
        )
        title, name = self.tr("Title of the option"), self.tr("Give it a name")
        self._title = InPlace(theme, title, "strong", placeholder=name, name=f"option_title_{number}")
        what, say = self.tr("What the option is"), self.tr("Say in a few words what it is")
        self._words = InPlace(theme, what, placeholder=say, name=f"option_words_{number}")
        self._title.committed.connect(self.named)
        self._words.committed.connect(self.described)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 0, -5)  # the button is hit on more than is drawn
        head.setSpacing(theme.space("s2"))
        for widget in (self._tier, self._best, self._suggested):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 2, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._title)
        column.addWidget(self._words)

    def show_option(self, sheet: QuoteSheet, option: Option) -> None:
        """Shows an option of a quote."""
        locked, tier = sheet.quote.is_settled, words.tier(option.position)
        self._tier.setText(tier)
        self._best.setVisible(option.best_value)
        self._suggested.setVisible(not option.best_value and option.id == sheet.proposed_id and not locked)
        self.more.setVisible(not locked)
        self._title.set_value("" if option.title == tier else option.title)
        self._words.set_value(option.words)
        for field in (self._title, self._words):
            field.setReadOnly(locked)
