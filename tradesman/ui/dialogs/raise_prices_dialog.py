"""Raising prices by a percentage: each old and new price is seen before it is done."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.services import price_index, price_raises
from tradesman.services.price_index import PriceRow, View
from tradesman.services.price_raises import LEAST_BP, MOST_BP, Change, Raise, Raised
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.long_step import LongStep
from tradesman.ui.parts.price_words import PriceWords
from tradesman.ui.parts.progress_line import ProgressLine
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.form import Field, Form
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import Column

WIDTH, FORM = 1020, 280
TABLE, LEAST, AROUND = 400, 200, 330  # heights: of the table, wished and least, and of what is around it
STEPS = (1, 5, 10, 100)  # minor units up to which is rounded
_SHOWN, _EVERYTHING = "shown", "everything"


def _tr(text: str) -> str:
    return QCoreApplication.translate("RaisePricesDialog", text)


def read_raise(text: str) -> int:
    """Hundredths of a percent of a raise as it is typed: "4.5", "+3 %", "-2"; ValueError with a sentence."""
    try:
        percent = Decimal(text.replace("−", "-").removesuffix("%").strip())
    except InvalidOperation:
        percent = Decimal(0)
    if not (percent.is_finite() and percent and LEAST_BP <= percent * 100 <= MOST_BP and percent * 100 % 1 == 0):
        raise ValueError(_tr("A percentage from -99.99 to 1000, but not 0. Try 4.5 or -2."))
    return int(percent * 100)


class RaisePricesDialog(Sheet):
    """What is raised at the left, what becomes of each item at the right; one step, one Undo."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, words: PriceWords, view: View) -> None:
        super().__init__(window, _tr("Raise prices"), theme, width=theme.scaled(WIDTH), name="raise_prices")
        self._desk, self._said, self._view = desk, words, view
        self._rows: Sequence[PriceRow] = ()
        self._rise: Raise | None = None
        self._step = LongStep(desk, self)
        self.form = Form(self._fields(), theme, today=desk.today)
        self.form.setFixedWidth(theme.scaled(FORM))
        self.form.set_values({"which": _SHOWN if self._narrowed() else _EVERYTHING, "what": Raised.PRICE, "step": 1})
        self._table = Table(
            self._columns(),
            theme,
            self._sentence,
            lambda change: change.old.id,
            words=_tr("Prices"),
            name="raise_table",
        )
        self._table.setMinimumHeight(max(LEAST, min(theme.scaled(TABLE), window.height() - theme.scaled(AROUND))))
        self._note = Label("", theme, "small", "ink_2", wrap=True, name="raise_note")
        self._progress = ProgressLine(self._step, theme, name="raise_progress")
        card = Card(theme, padding=1)
        card.body.addWidget(self._table)
        columns = QHBoxLayout()
        columns.setSpacing(theme.space("s5"))
        columns.addWidget(self.form)
        columns.addWidget(card, 1)
        self.body.addLayout(columns)
        self.body.addWidget(self._note)
        self.body.addWidget(self._progress)
        self._cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        self._cancel.clicked.connect(self.dismiss)
        self.add_left(self._cancel)
        self._go = self.set_main("")
        self._listen()
        self._on_changed()

    # How it is made

    def _narrowed(self) -> bool:
        return self._view != View(order=self._view.order, backwards=self._view.backwards)

    def _fields(self) -> list[Field]:
        which = [(_EVERYTHING, _tr("The whole price book"))]
        if self._narrowed():
            which.append((_SHOWN, _tr("What the list shows")))
        # By its place, so that a supplier of any name is not taken for another choice.
        self._suppliers = list(self._desk.ask(price_index.suppliers))
        which += [(place, name) for place, name in enumerate(self._suppliers)]  # type: ignore[misc]
        steps = [(1, _tr("To the nearest {0}").format(self._said.money(1)))]
        steps += [(step, _tr("Up to whole {0}").format(self._said.money(step))) for step in STEPS[1:]]
        what = ((Raised.PRICE, _tr("Prices")), (Raised.COST, _tr("Costs")), (Raised.BOTH, _tr("Both")))
        return [
            Field("which", _tr("Which items"), "choice", choices=tuple(which)),
            Field("what", _tr("What is raised"), "segment", choices=what),
            Field(
                "percent",
                _tr("By how much, in %"),
                required=True,
                placeholder="4.5",
                help=_tr("Less than nothing lowers them."),
                check=lambda text: said.fault(read_raise, text),
            ),
            Field("step", _tr("Prices are rounded"), "choice", choices=tuple(steps)),
        ]

    def _columns(self) -> list[Column]:
        words, terms = self._said, self._said.terms

        def margin(row: PriceRow) -> str:
            kept = row.keeps(terms)
            return f"{kept[1]}%" if kept is not None else said.DASH

        return [
            Column("words", _tr("Words"), least=150, text=lambda change: change.old.words, tone=_ink, sortable=False),
            Column("cost", _tr("Cost"), 96, "number", text=self._cost, sortable=False),
            Column("old", _tr("Price"), 84, "number", text=lambda c: words.money(c.old.price_minor), sortable=False),
            Column("new", _tr("New price"), 92, "number", text=self._new_price, tone=_ink, sortable=False),
            Column("margin", _tr("Margin"), 70, "number", text=lambda c: margin(c.old), sortable=False),
            Column("then", _tr("Then"), 60, "number", text=lambda c: margin(c.new), tone=self._tone, sortable=False),
        ]

    def _listen(self) -> None:
        self.form.changed.connect(self._on_changed)
        self.accepted.connect(self._on_accepted)
        self._step.ended.connect(self._on_ended)
        self._step.failed.connect(self._on_failed)

    # What it shows

    def _cost(self, change: Change) -> str:
        old, new = self._said.cost(change.old), self._said.cost(change.new)
        return old if old == new else f"{old} → {new}"

    def _new_price(self, change: Change) -> str:
        if change.new.price_minor == change.old.price_minor:
            return said.DASH
        return self._said.money(change.new.price_minor)

    def _tone(self, change: Change) -> str:
        kept = change.new.keeps(self._said.terms)
        return "danger" if kept is not None and kept[0] < 0 else "ink"

    def _sentence(self, change: Change) -> str:
        old, new = self._said.money(change.old.price_minor), self._said.money(change.new.price_minor)
        return _tr("{0}, from {1} to {2}").format(change.old.words, old, new)

    def _asked_view(self) -> View:
        which = self.form.values()["which"]
        if which == _SHOWN:
            return self._view
        return View(supplier=self._suppliers[which]) if isinstance(which, int) else View()

    def _on_changed(self) -> None:
        values = self.form.values()
        try:
            self._rise = Raise(read_raise(values["percent"]), values["step"] or 1, values["what"] or Raised.PRICE)
        except ValueError:
            self._rise = None
        self._rows = self._desk.ask(price_raises.rows, self._asked_view())
        rows, rise = self._rows, self._rise or Raise(0)
        self._table.set_source(
            len(rows), lambda offset, limit: [price_raises.preview(row, rise) for row in rows[offset : offset + limit]]
        )
        self._show_words(len(rows))

    def _show_words(self, count: int) -> None:
        lower = self._rise is not None and self._rise.bp < 0
        one, many = (
            (_tr("Lower 1 item"), _tr("Lower {0} items")) if lower else (_tr("Raise 1 item"), _tr("Raise {0} items"))
        )
        self._go.setText(one if count == 1 else many.format(f"{count:,}"))
        self._go.setEnabled(count > 0)
        self._note.setText(
            _tr("Kits follow their parts. Quotes keep the prices they have. One Undo takes all of it back.")
            if count
            else _tr("There is no item to raise here. Kits follow their parts.")
        )

    # What is done

    def _on_accepted(self) -> None:
        self.set_error("")
        if not self.form.check() or self._rise is None:
            return
        self._hold(busy=True)
        self._progress.begin(_tr("Raising prices") if self._rise.bp > 0 else _tr("Lowering prices"))
        ids = [row.id for row in self._rows]
        label = _tr("Prices raised by {0}") if self._rise.bp > 0 else _tr("Prices lowered by {0}")
        self._step.start(partial(_apply, ids, self._rise), label.format(said.percent(abs(self._rise.bp))))

    def _hold(self, *, busy: bool) -> None:
        for widget in (self.form, self._cancel, self._go, self._close):
            widget.setEnabled(not busy)
        self._progress.setVisible(busy)

    def _on_ended(self, _count: Any) -> None:
        self.finish()

    def _on_failed(self, sentence: str) -> None:
        self._hold(busy=False)
        self.set_error(sentence)


def _apply(ids: list[Any], rise: Raise, session: Any, progress: Any) -> int:
    return price_raises.apply(session, ids, rise, progress)


def _ink(_change: Change) -> str:
    return "ink"
