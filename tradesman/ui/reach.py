"""Reaching a customer by phone or in writing, from wherever they are shown."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.customer import ContactKind, Customer
from tradesman.book.followup import Purpose
from tradesman.book.store import Session
from tradesman.services import businesses
from tradesman.services.today import Kind, TodayRow
from tradesman.ui import links
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme


def _tr(text: str) -> str:
    return QCoreApplication.translate("reach", text)


def due(rows: Iterable[TodayRow], kind: Kind, on: date) -> TodayRow | None:
    """The call or the message among what is due to a customer by this day that comes first."""
    return next((part for row in rows for part in row.parts(on) if part.kind == kind), None)


def can_call(customer: Customer, due: Purpose | None = None) -> bool:
    """Whether there is a number, and the customer may be rung; who is left alone is rung back alone: they asked."""
    asked_for = due == Purpose.CALL_BACK
    return (asked_for or not customer.do_not_contact) and bool(customer.first_contact(ContactKind.PHONE))


def why_no_call(customer: Customer, due: Purpose | None = None) -> str:
    """Why a customer cannot be rung; empty words when they can."""
    if can_call(customer, due):
        return ""
    if customer.do_not_contact:
        return _tr("{0} asked not to be contacted.").format(customer.name)
    return _tr("There is no number of {0} yet.").format(customer.name)


def why_no_message(customer: Customer) -> str:
    """Why a customer cannot be written to; empty words when they can."""
    if can_write(customer):
        return ""
    if customer.do_not_contact:
        return _tr("{0} asked not to be contacted.").format(customer.name)
    return _tr("There is no number and no e-mail address of {0} yet.").format(customer.name)


def left_alone(session: Session, rows: Iterable[TodayRow]) -> frozenset[UUID]:
    """Who is not to be contacted and still is rung back in these rows."""
    asked = {row.customer_id for row in rows if row.purpose == Purpose.CALL_BACK}
    return frozenset(one for one in asked if session.load(Customer, one).do_not_contact)


def can_write(customer: Customer) -> bool:
    """Whether there is an address or a number, and the customer may be written to."""
    somewhere = customer.first_contact(ContactKind.EMAIL) or customer.first_contact(ContactKind.PHONE)
    return not customer.do_not_contact and bool(somewhere)


def call(desk: Desk, customer: Customer) -> None:
    """Rings the number of a customer that comes first."""
    ring(desk, customer.first_contact(ContactKind.PHONE))


def ring(desk: Desk, number: str) -> None:
    """Hands a number to the phone program, or to the clipboard when there is none."""
    if number and not links.open_call(number, desk.ask(businesses.current).country):
        _copy(desk, number)


def write(window: QWidget, desk: Desk, theme: Theme, customer: Customer) -> None:
    """Opens the sheet for a message of one's own; nothing is sent."""
    from tradesman.ui.dialogs.message_dialog import MessageDialog  # with papers and mail: not before Today stands

    MessageDialog(window, desk, theme, customer.id).open()


def _copy(desk: Desk, value: str) -> None:
    QGuiApplication.clipboard().setText(value)
    desk.failed.emit(_tr("No program on this computer opens it. {0} is copied instead.").format(value))
