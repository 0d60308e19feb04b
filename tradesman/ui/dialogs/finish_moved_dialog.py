"""The sheets that open when work is moved past its promised finish, or another finish is agreed: tell the customer."""

from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from tradesman.services import bookings, overviews, promises
from tradesman.services.bookings import Shifted
from tradesman.services.messages import Occasion
from tradesman.ui import format as say
from tradesman.ui import reach
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet


class FinishMovedDialog(Sheet):
    """Nothing is agreed or sent before a button says so; the move itself is done and can be undone."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, shifted: Shifted) -> None:
        title = self.tr("After the promised finish")
        super().__init__(window, title, theme, width=theme.scaled(620), name="finish_moved")
        self._desk, self._shifted = desk, shifted
        today = desk.today()
        ends, promised = (say.day(on, today) if on else "" for on in (shifted.ends_on, shifted.promised_on))
        told = self.tr("The last day of {0} is now {1}. {2} was promised the finish for {3}.")
        words = told.format(shifted.what, ends, shifted.first_name, promised)
        self.body.addWidget(Label(words, theme, wrap=True, name="finish_moved_words"))
        hint = self.tr("A day that is agreed before the old one has passed is not missed.")
        self.body.addWidget(Label(hint, theme, "small", "ink_2", wrap=True))
        leave = Button(self.tr("Leave the promise"), theme, "quiet", name="finish_leave")
        leave.clicked.connect(self.dismiss)
        self.add_left(leave)
        self._can_write = _can_write(desk, shifted)
        write = self.add_button(
            self.tr("Only write to {0}").format(shifted.first_name), icon="mail", name="finish_write"
        )
        write.setVisible(self._can_write)
        write.clicked.connect(self._write)
        agree = self.tr("Agree {0} and write") if self._can_write else self.tr("Agree {0}")
        self.set_main(agree.format(ends))
        self.accepted.connect(self._on_agreed)

    def _on_agreed(self) -> None:
        label, promise_id = self.tr("New day agreed"), self._shifted.promise_id
        deed, on = promises.re_agree, self._shifted.ends_on
        if self._desk.do(deed, promise_id, on, label=label, on_error=self.set_error) is not None:
            self._write() if self._can_write else self.finish()

    def _write(self) -> None:
        window, desk, theme = self._window, self._desk, self._theme
        self.finish()
        write_days(window, desk, theme, self._shifted)


class FinishAgreedDialog(Sheet):
    """Another finish stands in the book; the message that tells the customer is one press away."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, shifted: Shifted, before: date) -> None:
        super().__init__(window, self.tr("The finish has moved"), theme, name="finish_agreed")
        today = desk.today()
        days = (say.day(on, today) if on else "" for on in (before, shifted.promised_on))
        words = self.tr("The finish of {0} was promised for {1} and is now promised for {2}.")
        self.body.addWidget(Label(words.format(shifted.what, *days), theme, wrap=True, name="finish_agreed_words"))
        later = Button(self.tr("Not now"), theme, "quiet", name="finish_later")
        later.clicked.connect(self.dismiss)
        self.add_left(later)
        self.set_main(self.tr("Write to {0}").format(shifted.first_name), "mail")
        self.accepted.connect(self.finish)
        self.accepted.connect(lambda: write_days(window, desk, theme, shifted))


def tell_finish(window: QWidget, desk: Desk, theme: Theme, job_id: UUID, before: date | None) -> None:
    """Asks about a plan that ends after the promised finish, and offers to write where the finish itself has moved.

    `before` is the finish that was promised until now, None where none was: then nobody was told another day.
    """
    shifted = desk.ask(bookings.shifted, job_id)
    if shifted.late:
        FinishMovedDialog(window, desk, theme, shifted).open()
    elif before is not None and shifted.promised_on not in (None, before) and _can_write(desk, shifted):
        FinishAgreedDialog(window, desk, theme, shifted, before).open()


def _can_write(desk: Desk, shifted: Shifted) -> bool:
    return reach.can_write(desk.ask(overviews.of_customer, shifted.customer_id, with_due=False).customer)


def write_days(window: QWidget, desk: Desk, theme: Theme, shifted: Shifted) -> None:
    """Opens the message that tells a customer the days of a job as they are now; nothing is sent."""
    about = shifted.job_id
    MessageDialog(window, desk, theme, shifted.customer_id, Occasion.DAYS_MOVED, subject_id=about).open()
