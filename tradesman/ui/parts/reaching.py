"""Ringing and writing from wherever a customer is shown: what is due to them is done on the way."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import overviews
from tradesman.services.today import Kind
from tradesman.ui import reach
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.note_dialog import NoteDialog
from tradesman.ui.dialogs.row_dialog import dialog_of
from tradesman.ui.parts.row_deeds import OpensPage, open_sheet
from tradesman.ui.theme import Theme


def _tr(text: str) -> str:
    return QCoreApplication.translate("reach", text)


def call(window: QWidget, desk: Desk, theme: Theme, customer_id: UUID, page_asked: OpensPage) -> None:
    """Rings a customer: a call that is due is logged as that, any other may leave a note."""
    found = desk.ask(overviews.of_customer, customer_id)
    due = reach.due(found.rows, Kind.CALL, desk.today())
    why_not = reach.why_no_call(found.customer, due.purpose if due is not None else None)
    if why_not:
        desk.told.emit(_tr("Not rung"), why_not)
        return
    if due is not None:
        sheet = dialog_of(window, desk, theme, due)
    else:
        reach.call(desk, found.customer)
        sheet = NoteDialog(window, desk, theme, customer_id, _tr("What was said?"))
    open_sheet(sheet, page_asked)


def write(window: QWidget, desk: Desk, theme: Theme, customer_id: UUID) -> None:
    """Opens the message that is due to a customer, or one of one's own."""
    found = desk.ask(overviews.of_customer, customer_id)
    due = reach.due(found.rows, Kind.MESSAGE, desk.today())
    if due is not None:
        dialog_of(window, desk, theme, due).open()
    else:
        reach.write(window, desk, theme, found.customer)


def copy(desk: Desk, value: str) -> None:
    """Puts a number or an address into the clipboard, and says so."""
    QGuiApplication.clipboard().setText(value)
    desk.told.emit(_tr("{0} copied").format(value), "")


def copy_phone(desk: Desk, phone: str, name: str) -> None:
    """The same for a number that there may not be."""
    if phone:
        copy(desk, phone)
    else:
        desk.told.emit(_tr("No phone number to copy"), name)
