"""Reaching a customer by phone or in writing, from wherever they are shown."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from tradesman.book.customer import ContactKind, Customer
from tradesman.ui import links
from tradesman.ui.desk import Desk


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


def write(desk: Desk, customer: Customer) -> None:
    """Opens a mail, or a text message where there is no e-mail address; nothing is sent."""
    email, phone = customer.first_contact(ContactKind.EMAIL), customer.first_contact(ContactKind.PHONE)
    opened = links.open_mail(email) if email else links.open_text(phone)
    if not opened:
        _copy(desk, email or phone)


def _copy(desk: Desk, value: str) -> None:
    QGuiApplication.clipboard().setText(value)
    desk.failed.emit(_tr("No program on this computer opens it. {0} is copied instead.").format(value))
