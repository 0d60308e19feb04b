"""What was said to the customer with a day to it, and what the customer said."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.promise import Promise, PromiseKind, PromiseState
from tradesman.services import promises
from tradesman.services.job_sheets import JobSheet
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.switches import CheckField


@dataclass(frozen=True)
class PromiseRow:
    """A promise as the card shows it."""

    promise: Promise
    today: date
    customer: str


class PromisesCard(Card):
    """Mine and the customer's; a tick keeps one, the pencil re-agrees or breaks it."""

    add_asked = Signal()
    change_asked = Signal(object)
    break_asked = Signal(object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        add = Button(self.tr("Add"), theme, "quiet", "plus", compact=True, name="job_promise_add")
        super().__init__(theme, "-", "-", add, name="job_promises")
        add.clicked.connect(self.add_asked)
        self._desk, self._theme = desk, theme
        self.set_title(self.tr("Promises"))
        self._empty = Label(
            self.tr("Nothing is promised. What you say with a day to it belongs here."),
            theme,
            "small",
            "ink_2",
            wrap=True,
        )
        rows = QVBoxLayout()
        rows.setSpacing(2)
        self._rows: RowPool[PromiseRow] = RowPool(rows, self._make_row)
        self.body.addWidget(self._empty)
        self.body.addLayout(rows)

    def show_sheet(self, sheet: JobSheet) -> None:
        """Shows the promises of a job."""
        left = sum(1 for promise in sheet.promises if promise.state == PromiseState.OPEN)
        self.set_count(self.tr("%s open") % left if sheet.promises else "")
        self._empty.setVisible(not sheet.promises)
        self._rows.show([PromiseRow(promise, sheet.today, sheet.first_name) for promise in sheet.promises])

    def _make_row(self, number: int) -> QWidget:
        row = _PromiseLine(number, self._theme)
        row.box.clicked.connect(lambda: self._on_tick(number))
        row.change.clicked.connect(lambda: self.change_asked.emit(self._rows.rows[number].promise))
        row.broken.clicked.connect(lambda: self.break_asked.emit(self._rows.rows[number].promise))
        return row

    def _on_tick(self, number: int) -> None:
        promise = self._rows.rows[number].promise
        if promise.state == PromiseState.OPEN:
            self._desk.do(promises.keep, promise.id, label=self.tr("Kept: %s") % promise.words)
        else:
            self._desk.do(promises.reopen, promise.id, label=self.tr("Open again: %s") % promise.words)


class _PromiseLine(QWidget):
    """A promise, its badge, and what can be done with it while it is open."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self.box = CheckField("", theme, fades=True, name=f"job_promise_{number}")
        self._badge = Badge("", "neutral", theme, name=f"job_promise_badge_{number}")
        self.change = IconButton(
            "calendar-days", self.tr("Agree another day"), theme, compact=True, name=f"job_promise_day_{number}"
        )
        self.broken = IconButton(
            "ban", self.tr("It will not be kept"), theme, compact=True, name=f"job_promise_break_{number}"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.box, 1)
        for widget in (self._badge, self.change, self.broken):
            row.addWidget(widget)

    def show_row(self, row: PromiseRow) -> None:
        """Shows a promise."""
        promise = row.promise
        words = self.tr("The work is finished") if promise.kind == PromiseKind.FINISH else promise.words
        self.box.setText(words if promise.mine else f"{row.customer}: {words}")
        self.box.set_value(promise.state == PromiseState.KEPT)
        self.box.setEnabled(promise.state != PromiseState.CANCELLED)
        self.box.updateGeometry()
        self._badge.set_state(*promise_badge(promise, row.today))
        for button in (self.change, self.broken):
            button.setVisible(promise.state == PromiseState.OPEN)


def promise_badge(promise: Promise, today: date) -> tuple[str, str, str]:
    """Words, kind and icon of a promise's badge: "by 12:00", "kept 5 Oct", "2 days late"."""
    if promise.state == PromiseState.CANCELLED:
        return _tr("called off"), "outline", ""
    if promise.state == PromiseState.BROKEN:
        return _tr("broken"), "danger", "ban"
    if promise.state == PromiseState.KEPT and promise.kept_on is not None:
        day, kept = said.day(promise.kept_on, today), promise.in_time(today)
        return (_tr("kept %s") if kept else _tr("late, %s")) % day, *(("good", "check") if kept else ("warn", "clock"))
    return _open_badge(promise, today)


def _open_badge(promise: Promise, today: date) -> tuple[str, str, str]:
    if today > promise.due_on:
        late = (today - promise.due_on).days
        return (_tr("1 day late") if late == 1 else _tr("%s days late") % late), "danger", "timer"
    if promise.due_on == today and promise.due_at_time is not None:
        return _tr("by %s") % said.clock(promise.due_at_time), "warn", "clock"
    return said.day(promise.due_on, today), "warn" if promise.due_on == today else "neutral", ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("PromisesCard", words)
