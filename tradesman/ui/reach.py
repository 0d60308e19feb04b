"""Reaching a customer by phone or in writing, from wherever they are shown."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.customer import ContactKind, Customer
from tradesman.ui import links
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.theme import Theme


def _tr(text: str) -> str:
    return QCoreApplication.translate("reach", text)


def can_call(customer: Customer) -> bool:
    """Whether there is a number, and the customer may be rung."""
    return not customer.do_not_contact and bool(customer.first_contact(ContactKind.PHONE))


def can_write(customer: Customer) -> bool:
    """Whether there is an address or a number, and the customer may be written to."""
    somewhere = customer.first_contact(ContactKind.EMAIL) or customer.first_contact(ContactKind.PHONE)
    return not customer.do_not_contact and bool(somewhere)


def call(desk: Desk, customer: Customer) -> None:
    """Hands the number to the phone program, or to the clipboard when there is none."""
    number = customer.first_contact(ContactKind.PHONE)
    if not links.open_call(number):
        _copy(desk, number)


def write(window: QWidget, desk: Desk, theme: Theme, customer: Customer) -> None:
    """Opens the sheet for a message of one's own; nothing is sent."""
    MessageDialog(window, desk, theme, customer.id).open()


def _copy(desk: Desk, value: str) -> None:
    QGuiApplication.clipboard().setText(value)
    desk.failed.emit(_tr("No program on this computer opens it. {0} is copied instead.").format(value))
