"""Writing to a customer from the rules and words of the playbook: what is due to them by then is done with it."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.followup import Purpose
from tradesman.services import followups, holding, own_accord
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.theme import Theme


def _tr(text: str) -> str:
    return QCoreApplication.translate("words_writing", text)


def write(
    window: QWidget, desk: Desk, theme: Theme, customer_id: UUID, occasion: str, *, key: str = "", language: str = ""
) -> None:
    """Opens the message with these words, in the customer's language unless another one was chosen.

    The follow-up that asks for it by today is done when it is sent; with a key, that of this rule.
    """
    due = desk.ask(own_accord.due, customer_id, occasion, desk.today(), key)
    MessageDialog(window, desk, theme, customer_id, occasion, followup_id=due, language=language).open()


def why_not(desk: Desk, customer_id: UUID, customer: str, occasion: str, purpose: Purpose | None = None) -> str:
    """Why these words are not for a customer now, as Today sees it; empty when they are."""
    held = desk.ask(own_accord.why_not, customer_id, occasion, purpose)
    if held == followups.DO_NOT_CONTACT:
        return _tr("{0} asked not to be contacted.").format(customer)
    if held == holding.UNHAPPY:
        return _tr("{0} has a complaint that is open. Put it right first.").format(customer)
    return _tr("{0}.").format(held) if held else ""
