"""The sheets of a promise that will not be kept as it was said: another day, or openly broken."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from tradesman.book.promise import PromiseKind
from tradesman.services import promises
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.finish_moved_dialog import tell_finish
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.labels import Label


class PromiseDayDialog(FormDialog):
    """Another day, agreed with the customer."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, promise_id: UUID, what: str) -> None:
        fields = [
            Field(
                "day",
                self.tr("New day"),
                "date",
                required=True,
                help=self.tr("A day that is agreed before the old one has passed is not missed."),
            )
        ]
        title = self.tr("Agree another day")
        super().__init__(window, title, theme, fields, self.tr("Agree"), today=desk.today, name="promise_day")
        self._desk, self._promise_id = desk, promise_id
        self._before = desk.ask(promises.with_customer, promise_id)[0].due_on
        self.body.insertWidget(0, Label(what, theme, "strong", wrap=True))
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self) -> None:
        label = self.tr("New day agreed")
        day = self.values()["day"]
        agreed = self._desk.do(promises.re_agree, self._promise_id, day, label=label, on_error=self.set_error)
        if agreed is None:
            return
        self.finish()
        if agreed.kind == PromiseKind.FINISH and agreed.job_id is not None:
            tell_finish(self._window, self._desk, self._theme, agreed.job_id, self._before)


class PromiseBrokenDialog(FormDialog):
    """It will not be kept; what the customer is offered for it, or what follows from it where it is the customer's."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, promise_id: UUID, what: str) -> None:
        asked, example = self.tr("What do you offer for it?"), self.tr("An apology, an hour for free")
        if not desk.ask(promises.with_customer, promise_id)[0].mine:
            asked, example = self.tr("What follows from it?"), self.tr("The work begins two days later")
        fields = [Field("offered", asked, placeholder=example)]
        title = self.tr("This promise will not be kept")
        super().__init__(window, title, theme, fields, self.tr("Note it"), today=desk.today, name="promise_broken")
        self._desk, self._promise_id = desk, promise_id
        self.body.insertWidget(0, Label(what, theme, "strong", wrap=True))
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self) -> None:
        label = self.tr("Promise noted as broken")
        offered = self.values()["offered"]
        done = self._desk.do(promises.break_, self._promise_id, offered, label=label, on_error=self.set_error)
        if done is not None:
            self.finish()
