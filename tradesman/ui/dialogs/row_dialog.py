"""Which sheet a row of Today opens; a call is handed to the phone program first."""

from PySide6.QtWidgets import QWidget

from tradesman.book.customer import Customer
from tradesman.book.followup import Purpose
from tradesman.services import playbooks
from tradesman.services.decisions import Decision
from tradesman.services.messages import Occasion
from tradesman.services.today import Kind, TodayRow
from tradesman.ui import reach
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.complaint_dialog import ComplaintDialog
from tradesman.ui.dialogs.feedback_dialog import FeedbackDialog
from tradesman.ui.dialogs.follow_up_dialog import ASKS_HOW_IT_WAS, FollowUpCallDialog
from tradesman.ui.dialogs.log_call_dialog import LogCallDialog, NextStepDialog
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.dialogs.visit_dialog import VisitDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.sheet import Sheet


def dialog_of(window: QWidget, desk: Desk, theme: Theme, row: TodayRow) -> Sheet:
    """The sheet in which a row is done."""
    if row.followup_id is None:
        return _of_no_follow_up(window, desk, theme, row)
    if row.kind == Kind.MESSAGE and row.purpose is not None:
        occasion = desk.ask(playbooks.speaks, row.followup_id)
        place = (window, desk, theme, row.customer_id, occasion)
        return MessageDialog(*place, followup_id=row.followup_id, also=row.also)
    customer = desk.ask(lambda session: session.load(Customer, row.customer_id))
    if reach.can_call(customer, row.purpose):
        reach.call(desk, customer)
    if row.purpose == Purpose.CALL_BACK:
        return LogCallDialog(window, desk, theme, row.subject_id, row.also)
    if row.purpose in ASKS_HOW_IT_WAS:
        return FeedbackDialog(window, desk, theme, row.subject_id, row.followup_id, also=row.also)
    return FollowUpCallDialog(window, desk, theme, row.followup_id, row.also)


def _of_no_follow_up(window: QWidget, desk: Desk, theme: Theme, row: TodayRow) -> Sheet:
    if row.kind == Kind.VISIT:
        return VisitDialog(window, desk, theme, row.subject_id)
    if row.decision == Decision.PUT_RIGHT:
        return ComplaintDialog(window, desk, theme, row.subject_id)
    if row.decision == Decision.THANK:
        return MessageDialog(window, desk, theme, row.customer_id, Occasion.THANK_RECOMMENDER)
    return NextStepDialog(window, desk, theme, row.subject_id)
