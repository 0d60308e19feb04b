"""Moving a day of a job's plan from its page: one step, and a question when the promised finish is no longer met."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.job import JobDay
from tradesman.services import bookings
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.finish_moved_dialog import FinishMovedDialog
from tradesman.ui.theme import Theme


def place(window: QWidget, desk: Desk, theme: Theme, day: JobDay, position: int) -> None:
    """Puts a day in another place of the plan, counted from 0; what cannot be is said and changes nothing."""
    before = desk.ask(bookings.shifted, day.job_id).ends_on
    label = QCoreApplication.translate("plan_moves", "Day moved")

    def ask(result: bookings.Shifted) -> None:
        if result.late and result.ends_on != before:
            FinishMovedDialog(window, desk, theme, result).open()

    desk.do(bookings.place_day, day.id, position, label=label, after=ask)
