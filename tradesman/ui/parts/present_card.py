"""One option as a customer is shown it: what it does, what it leaves, what it costs."""

from typing import Any

from babel.numbers import get_currency_precision
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tradesman.documents import figures
from tradesman.services import presentations
from tradesman.ui.parts.present_controls import PresentButton, PresentCheck
from tradesman.ui.parts.present_price import BestBadge, Price
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Separator
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.picture import Picture

_PADDING = 24
_BELOW = 21
_LONGEST_NAME = 28  # characters of a title that fit on a button
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _tr(text: str) -> str:
    return QCoreApplication.translate("present", text)


def running(words: str) -> str:
    """Words inside a sentence: the first letter small, but for those that are all in capitals."""
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


class PresentCard(QFrame):
    """What an option says, and a button that weighs the same on every card; it scrolls where there is little room."""

    chosen = Signal()

    def __init__(
        self, number: int, content: dict[str, Any], printed: dict[str, Any], locale: str, theme: Theme
    ) -> None:
        """`content` is the paper's data; `printed` what stands on paper of this option."""
        super().__init__()
        self._content, self.option = content, content["options"][number]
        self.printed, self.locale_name, self._theme, self._number = printed, locale, theme, number
        best = bool(printed["best"])
        self.setObjectName(f"present_{number}")
        self.setProperty("card", "best" if best else "true")
        self.setAccessibleName(printed["heading"])
        self.extras: list[tuple[str, PresentCheck]] = []
        self._price = Price(theme, name=f"present_price_{number}")
        self.button = PresentButton(self._button_words(), theme, name=f"present_choose_{number}")
        self.button.set_short(self._short_words())
        self.button.setAccessibleName(_tr("Choose {0}").format(printed["heading"]))
        self.button.clicked.connect(self.chosen)
        # Equal widths whatever stands in them; no option is given more room than another.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        edge = 2 if best else 1
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, _BELOW - edge)
        layout.setSpacing(0)
        layout.addWidget(self._scrolled(edge), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(_PADDING, theme.space("s4"), _PADDING, 0)
        foot.addWidget(self.button)
        layout.addLayout(foot)
        self._show_price()

    def ticked(self) -> frozenset[str]:
        """The ids of the extras that are ticked."""
        return frozenset(line_id for line_id, tick in self.extras if tick.isChecked())

    def total_minor(self) -> int:
        """What it costs with these, in minor units."""
        return presentations.total_minor(self._content, self.option, self.ticked())

    def total(self) -> str:
        """The same in words."""
        return self._money(self.total_minor())

    def scroll_by(self, pages: int) -> None:
        """Moves what does not fit."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep() // 2)

    # How it is made

    def _button_words(self) -> str:
        title = self.printed["title"]
        return _tr("Choose {0}").format(running(title)) if len(title) <= _LONGEST_NAME else self._short_words()

    def _short_words(self) -> str:
        rank = self.printed["name"]
        return _tr("Choose {0}").format(running(rank)) if rank else _tr("Choose this")

    def _scrolled(self, edge: int) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(_PADDING, 19 - edge, _PADDING, 0)
        column.setSpacing(0)
        self._add_head(column)
        column.addSpacing(13)
        column.addWidget(self._price)
        column.addSpacing(6)
        column.addWidget(Label(self.printed["tax_note"], self._theme, "small", "ink_3"))
        column.addSpacing(14)
        column.addWidget(Separator())
        column.addSpacing(13)
        self._add_checks(column)
        self._add_extras(column)
        column.addSpacing(12)
        column.addStretch(1)
        self._add_facts(column)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Page up and Page down move it
        self.area.setWidget(inner)
        return self.area

    def _add_head(self, column: QVBoxLayout) -> None:
        theme, printed = self._theme, self.printed
        line = QHBoxLayout()
        line.addWidget(Label(printed["name"], theme, "section", "ink_2"))
        line.addStretch(1)
        if printed["best"]:
            line.addWidget(BestBadge(_tr("Best value"), theme, name=f"present_best_{self._number}"))
        else:
            line.addSpacing(1)
        row = QWidget()
        row.setFixedHeight(theme.scaled(28))
        row.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        column.addSpacing(8)
        if printed["title"] != printed["name"]:
            column.addWidget(Label(printed["title"], theme, "present_name", wrap=True))
        if printed["subtitle"]:
            column.addWidget(Label(printed["subtitle"], theme, "present_small", "ink_2", wrap=True))

    def _add_checks(self, column: QVBoxLayout) -> None:
        theme = self._theme
        for check in self.printed["checks"]:
            column.addLayout(self._check(check["words"], kept=check["kept"]))
            column.addSpacing(5)
        needs = self.option["meets"]
        if len(needs) > 1 and all(needs):
            box = QFrame()
            box.setProperty("surface", "best")
            box.setProperty("rounded", "true")
            layout = QVBoxLayout(box)
            layout.setContentsMargins(12, 8, 12, 8)
            layout.addWidget(Label(_all_of(len(needs)), theme, "section", "accent_text", wrap=True))
            column.addSpacing(5)
            column.addWidget(box)

    def _check(self, words: str, *, kept: bool) -> QHBoxLayout:
        theme = self._theme
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        mark = Picture("check" if kept else "minus", theme, "good" if kept else "ink_3", 20)
        side = QVBoxLayout()
        side.addSpacing((theme.line_height("present") - theme.scaled(20)) // 2)
        side.addWidget(mark)
        side.addStretch(1)
        row.addLayout(side)
        label = Label(words, theme, "present", "ink" if kept else "ink_3", wrap=True)
        # The mark says it to the eye; read aloud, the words say it.
        label.setAccessibleDescription(_tr("Yes") if kept else _tr("Not with this one"))
        row.addWidget(label, 1)
        return row

    def _add_extras(self, column: QVBoxLayout) -> None:
        lines = [line for line in self.option["lines"] if line["extra"]]
        if not lines:
            return
        column.addSpacing(8)
        column.addWidget(Label(_tr("You can add"), self._theme, "small", "ink_3"))
        for place, (line, printed) in enumerate(zip(lines, self.printed["extras"], strict=True)):
            words = _tr("{0}, {1}").format(printed["words"], printed["amount"])
            tick = PresentCheck(words, self._theme, name=f"present_extra_{self._number}_{place}")
            tick.changed.connect(self._show_price)
            self.extras.append((line["id"], tick))
            column.addWidget(tick)

    def _add_facts(self, column: QVBoxLayout) -> None:
        if not self.printed["facts"]:
            return
        theme = self._theme
        column.addWidget(Separator())
        column.addSpacing(13)
        row = QHBoxLayout()
        row.setSpacing(24)
        for place, (words, value) in enumerate(self.printed["facts"]):
            fact = QVBoxLayout()
            fact.setSpacing(0)
            fact.addWidget(Label(words, theme, "small", "ink_3"))
            fact.addWidget(Label(value, theme, "present strong", wrap=True))
            fact.addStretch(1)
            row.addLayout(fact, 1 if place else 0)
        if len(self.printed["facts"]) == 1:
            row.addStretch(1)
        column.addLayout(row)

    def _money(self, minor: int) -> str:
        return figures.money(minor, self._content["currency"], self.locale_name)

    def _show_price(self) -> None:
        self._price.set_amount(self.total(), get_currency_precision(self._content["currency"]))


def _all_of(count: int) -> str:
    number = _tr(_NUMBERS[count - 2]) if count - 2 < len(_NUMBERS) else str(count)
    return _tr("All {0} things you asked for").format(number)
