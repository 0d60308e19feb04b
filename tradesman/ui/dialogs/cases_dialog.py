"""The cases behind a figure of the scorecard: who, what, on which day, and whether it was kept or why not."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QWidget

from tradesman.services import businesses, score_cases
from tradesman.services.score_cases import Fact, Named
from tradesman.services.score_facts import Beside
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts import case_words, score_words
from tradesman.ui.parts.case_words import Asked
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import Column

_WIDTH = 960
_STEP = 176  # width of a step with its number
_ROWS = 9  # that are seen without scrolling, at most
_LEAST = 3
_ALL, _KEPT, _MISSED = "all", "kept", "missed"


def _tr(text: str) -> str:
    return QCoreApplication.translate("cases", text)


class CasesDialog(Sheet):
    """What was not kept stands first; Enter opens the customer, quote or job."""

    page_asked = Signal(str, object)

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, asked: Asked, facts: Sequence[Fact], *, about: str
    ) -> None:
        """`about` says which period the cases are of, and which of them where they are not all."""
        super().__init__(window, case_words.title(asked), theme, width=theme.scaled(_WIDTH), name="cases")
        self._desk, self._asked = desk, asked
        self._currency = desk.ask(businesses.current).currency
        self._facts = sorted(facts, key=lambda fact: (fact.kept is not False, -fact.on.toordinal()))
        self.header.insertWidget(1, Label(about, theme, "small", "ink_2", name="cases_about"))
        self._which = Segmented(self._choices(), theme, compact=True, name="cases_which")
        self._which.set_value(_ALL)
        self._table = self._built_table()
        card = Card(theme, padding=1)
        card.body.addWidget(self._table)
        self.body.addWidget(self._which)
        self.body.addWidget(card)
        nothing = Label(_tr("There is no case in this period."), theme, "body", "ink_2", name="cases_none")
        self.body.addWidget(nothing)
        card.setVisible(bool(facts))
        nothing.setVisible(not facts)
        self._which.setVisible(len(self._choices()) > 1)
        self._build_foot()
        self._show()

    # How it is made

    def _choices(self) -> list[tuple[str, str]]:
        kept = sum(fact.kept is True for fact in self._facts)
        missed = sum(fact.kept is False for fact in self._facts)
        choices = [(_ALL, _tr("All {0}").format(len(self._facts)))]
        if kept and missed:
            words = [say.capital(outcome) for outcome in case_words.outcomes(self._asked)]
            choices += [(_MISSED, f"{words[1]} {missed}"), (_KEPT, f"{words[0]} {kept}")]
        return choices

    def _built_table(self) -> Table:
        columns = [
            Column("customer", _tr("Customer"), style="name", sortable=False, least=184),
            Column("what", _tr("What"), sortable=False, least=220),
            Column("on", _tr("Day"), 108, text=self._day, sortable=False, firm=True),
        ]
        if any(case_words.more(self._asked, fact, self._currency) for fact in self._facts):
            steps = self._asked == Beside.TOGETHER
            words, width = (_tr("Step"), _STEP) if steps else (_tr("What is known"), 0)
            columns.append(Column("more", words, width, text=self._more, sortable=False, firm=steps, least=280))
        if any(case_words.badge(self._asked, fact) for fact in self._facts):
            columns.append(
                Column(
                    "kept",
                    _tr("Outcome"),
                    190,
                    badge=lambda row: case_words.badge(self._asked, row.fact),
                    sortable=False,
                )
            )
        words = _tr("The cases. Enter opens what a case is about.")
        table = _CaseTable(columns, self._theme, self._sentence, _key, words=words, name="cases_table")
        tall = self._theme.size("row_table")
        table.setMinimumHeight((_LEAST + 1) * tall)
        table.wished = (max(min(len(self._facts), _ROWS), _LEAST) + 1) * tall + 2
        table.row_opened.connect(self._on_opened)
        table.row_picked.connect(self._on_picked)
        return table

    def _build_foot(self) -> None:
        close = Button(_tr("Close"), self._theme, "quiet", name="cancel")
        close.clicked.connect(self.dismiss)
        self.add_left(close)
        self._open = self.set_main(_tr("Open"), "arrow-right")
        self._open.setEnabled(False)
        self._which.changed.connect(self._show)
        self.accepted.connect(lambda: self._on_opened(self._table.picked()))

    # What it shows

    def _show(self) -> None:
        wanted = {_KEPT: True, _MISSED: False}.get(self._which.value())
        shown = self._facts if wanted is None else [fact for fact in self._facts if fact.kept is wanted]

        def fetch(offset: int, limit: int) -> list[Named]:
            return self._desk.ask(score_cases.named, shown[offset : offset + limit])

        self._table.set_source(len(shown), fetch)
        if shown:
            self._table.pick(0)

    def _day(self, row: Named) -> str:
        return score_words.on(row.fact.on, self._desk.today())

    def _more(self, row: Named) -> str:
        return case_words.more(self._asked, row.fact, self._currency)

    def _sentence(self, row: Named) -> str:
        badge = case_words.badge(self._asked, row.fact)
        parts = (row.customer, row.what, self._day(row), badge.text if badge else "", self._more(row))
        return ", ".join(part for part in parts if part)

    # What is asked of it

    def _on_picked(self, row: Any) -> None:
        self._open.setEnabled(row is not None)

    def _on_opened(self, row: Any) -> None:
        if row is None:
            return
        fact = row.fact
        place = case_words.PLACES.get(fact.about, "customer")
        self.finish()
        self.page_asked.emit(place, fact.customer_id if place == "customer" else fact.subject_id)


class _CaseTable(Table):
    """As high as its rows wish; where there is less room it gives way, and it alone scrolls."""

    wished = 0

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.wished)


def _key(row: Named) -> Any:
    return row.fact.subject_id, row.fact.on, row.fact.words
