"""What was said to the customer with a day to it, and what the customer said."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtGui import QResizeEvent
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
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.switches import CheckField

_BESIDE = 2  # lines of words that the badge still stands beside


@dataclass(frozen=True)
class PromiseRow:
    """A promise as the card shows it."""

    promise: Promise
    today: date
    customer: str


class PromisesCard(Card):
    """Mine and the customer's; a tick keeps one, its menu agrees another day or breaks it."""

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
        row.more.clicked.connect(lambda: self._offer(number))
        return row

    def _on_tick(self, number: int) -> None:
        promise = self._rows.rows[number].promise
        if promise.state == PromiseState.OPEN:
            self._desk.do(promises.keep, promise.id, label=self.tr("Kept: %s") % promise.words)
        else:
            self._desk.do(promises.reopen, promise.id, label=self.tr("Open again: %s") % promise.words)

    def _offer(self, number: int) -> None:
        promise, button = self._rows.rows[number].promise, self._rows.widgets[number].more
        menu = Menu(self._theme, button, words=button.accessibleName())
        menu.setObjectName("job_promise_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for name, words, icon, asked in (
            ("promise_day", self.tr("Agree another day…"), "calendar-days", self.change_asked),
            ("promise_broken", self.tr("It will not be kept…"), "ban", self.break_asked),
        ):
            choice = menu.add_choice(words, icon, name=name)
            choice.triggered.connect(lambda _on=False, asked=asked: asked.emit(promise))
        left = button.width() - menu.sizeHint().width()
        menu.popup(button.mapToGlobal(QPoint(left, button.height())))


class _PromiseLine(QWidget):
    """A promise, its badge, what else is to be said of it, and the menu of one that is open.

    The badge stands beside the words, or below them where they would be squeezed.
    """

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self.box = CheckField("", theme, fades=True, name=f"job_promise_{number}")
        self._badge = Badge("", "neutral", theme, name=f"job_promise_badge_{number}")
        self._more = Label("", theme, "caption", "ink_2", wrap=True, name=f"job_promise_more_{number}")
        self.more = IconButton("ellipsis", "", theme, compact=True, name=f"job_promise_menu_{number}")
        self._row = row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s1"))
        row.addWidget(self.box, 1)
        row.addWidget(self._badge)
        row.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        self._below = QVBoxLayout()
        self._below.setSpacing(theme.space("s1"))
        self._below.addWidget(self._more)
        column.addLayout(self._below)

    def show_row(self, row: PromiseRow) -> None:
        """Shows a promise."""
        promise = row.promise
        words = promise_words(promise)
        self.box.setText(words if promise.mine else f"{row.customer}: {words}")
        self.box.set_value(promise.state == PromiseState.KEPT)
        self.box.setEnabled(promise.state != PromiseState.CANCELLED)
        self.box.updateGeometry()
        self._badge.set_state(*promise_badge(promise, row.today))
        more = promise_more(promise, row.today)
        self._below.setContentsMargins(self.box.words_left(), 0, 0, 0)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.more.set_words(self.tr("More for “%s”") % words)
        self.more.setVisible(promise.state == PromiseState.OPEN)
        self._place_badge()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_badge()

    def _place_badge(self) -> None:
        beside = [widget for widget in (self._badge, self.more) if not widget.isHidden()]
        room = self.width() - sum(widget.sizeHint().width() + self._row.spacing() for widget in beside)
        squeezed, is_below = self.box.lines(room) > _BESIDE, self._below.indexOf(self._badge) == 0
        if squeezed and not is_below:
            self._row.removeWidget(self._badge)
            self._below.insertWidget(0, self._badge)
        elif is_below and not squeezed:
            self._below.removeWidget(self._badge)
            self._row.insertWidget(1, self._badge)


def promise_more(promise: Promise, today: date) -> str:
    """What else is to be said of a promise: what was offered for it, why it has no teeth, or which day was first."""
    parts = []
    if promise.offer:
        parts.append((_tr("Offered: %s") if promise.mine else _tr("What follows: %s")) % promise.offer)
    if promise.why_no_teeth:
        parts.append(_tr("The guarantee does not apply: %s") % promise.why_no_teeth)
    if parts:
        return "\n".join(parts)
    if promise.due_on != promise.first_due_on:
        return _tr("Agreed anew, it was %s") % said.day(promise.first_due_on, today)
    return ""


def promise_words(promise: Promise) -> str:
    """What is promised."""
    return _tr("The work is finished") if promise.kind == PromiseKind.FINISH else promise.words


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
