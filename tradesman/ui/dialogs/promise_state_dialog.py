"""One promise, from wherever it is told of: kept, agreed anew, or broken."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.book.promise import PromiseState
from tradesman.services import promises
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.promise_day_dialog import PromiseBrokenDialog, PromiseDayDialog
from tradesman.ui.parts.promises_card import promise_badge, promise_more, promise_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("promise_state", text)


class PromiseStateDialog(Sheet):
    """Who promised what by when and what became of it; one press keeps it, or opens it again."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, promise_id: UUID) -> None:
        self._promise, customer = desk.ask(promises.with_customer, promise_id)
        super().__init__(window, _tr("Promise"), theme, name="promise_state")
        self._desk = desk
        promise, today = self._promise, desk.today()
        who = _tr("You promised {0}") if promise.mine else _tr("{0} promised you")
        day = say.day(promise.due_on, today)
        at = f"{day}, {say.clock(promise.due_at_time)}" if promise.due_at_time else day
        more = promise_more(promise, today)
        self.body.addWidget(Label(who.format(customer.name), theme, "small", "ink_2", wrap=True, name="who"))
        self.body.addWidget(Label(promise_words(promise), theme, "strong", wrap=True, name="promised"))
        line = QHBoxLayout()
        line.setSpacing(theme.space("s2"))
        state, kind, icon = promise_badge(promise, today)
        line.addWidget(Label(_tr("By {0}").format(at), theme, "body", "ink_2", name="by"))
        if state != day:
            line.addWidget(Badge(state, kind, theme, icon, name="state"))
        line.addStretch(1)
        self.body.addLayout(line)
        if more:
            self.body.addWidget(Label(more, theme, "small", "ink_2", wrap=True, name="more"))
        if promise.state == PromiseState.OPEN:
            self._build_open()
        elif promise.state != PromiseState.CANCELLED:
            self.set_main(_tr("Open it again"))
        self.accepted.connect(self._on_accepted)

    def _build_open(self) -> None:
        broken = Button(_tr("It will not be kept…"), self._theme, "quiet", "ban", name="promise_broken")
        self.add_left(broken)
        another = self.add_button(_tr("Agree another day…"), icon="calendar-days", name="promise_day")
        self.set_main(_tr("Kept"), "check")
        broken.clicked.connect(lambda: self._lead_to(PromiseBrokenDialog))
        another.clicked.connect(lambda: self._lead_to(PromiseDayDialog))

    def _lead_to(self, kind: type[PromiseDayDialog | PromiseBrokenDialog]) -> None:
        self.finish()
        kind(self._window, self._desk, self._theme, self._promise.id, promise_words(self._promise)).open()

    def _on_accepted(self) -> None:
        is_open = self._promise.state == PromiseState.OPEN
        deed: Any = promises.keep if is_open else promises.reopen
        label = _tr("Kept: %s") if is_open else _tr("Open again: %s")
        words = label % promise_words(self._promise)
        if self._desk.do(deed, self._promise.id, label=words, on_error=self.set_error) is not None:
            self.finish()
