"""Keeping a customer right, and erasing a person who asks for it."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from tradesman.book.customer import ContactKind, Customer, Source
from tradesman.services import customers, deeds
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.words import choices


def _tr(text: str) -> str:
    return QCoreApplication.translate("customer", text)


def fields() -> list[Field]:
    """What is kept of a customer."""
    return [
        Field("name", _tr("Name"), required=True, half=True),
        Field("greeting", _tr("How you address them"), half=True),
        Field("phone", _tr("Phone"), half=True),
        Field("email", _tr("E-mail"), half=True, check=_email_fault),
        Field("address", _tr("Address")),
        Field("source", _tr("How did they find you?"), "segment", choices=tuple(choices(Source))),
        Field("good_to_know", _tr("Good to know"), "text", placeholder=_tr("Dog, parking, when to ring")),
    ]


def _email_fault(value: str) -> str:
    name, at, place = value.partition("@")
    if not value or (name and at and "." in place.strip(".")):
        return ""
    return _tr("The part after the dot is missing. Kept as typed.") if at else _tr("The @ is missing. Kept as typed.")


class CustomerDialog(FormDialog):
    """Changes a customer."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, customer: Customer) -> None:
        title = _tr("Edit {0}").format(customer.name)
        super().__init__(window, title, theme, fields(), _tr("Save"), today=desk.today, name="customer")
        self._desk, self._customer = desk, customer
        self.set_values(
            {
                "name": customer.name,
                "greeting": customer.greeting,
                "phone": customer.first_contact(ContactKind.PHONE),
                "email": customer.first_contact(ContactKind.EMAIL),
                "address": customer.properties[0].address if customer.properties else "",
                "source": customer.source,
                "good_to_know": customer.good_to_know,
            }
        )
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self) -> None:
        values = self.values()
        values["source"] = Source(values["source"]) if values["source"] else None
        label = self.tr("Customer changed")
        done = self._desk.do(deeds.change_customer, self._customer.id, label=label, on_error=self.set_error, **values)
        if done is not None:
            self.finish()


class EraseDialog(Sheet):
    """Asks for the name before it erases, since Undo cannot reach it."""

    erased = Signal()

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, customer_id: UUID, customer: str) -> None:
        super().__init__(window, _tr("Erase {0}?").format(customer), theme, name="erase")
        self._desk, self._customer_id, self._customer = desk, customer_id, customer
        what = _tr(
            "Everything about {0} leaves this book for good: numbers and addresses, enquiries, visits, quotes, jobs,"
            " promises, notes, testimonials, and what the record of changes and the search know."
        )
        self.body.addWidget(Label(what.format(customer), theme, wrap=True))
        self.body.addWidget(Label(_tr("Undo cannot bring it back."), theme, "strong", wrap=True))
        self.typed = LineField(theme, name="name")
        self.box = FieldBox(_tr("Type the name to erase it"), self.typed, theme)
        self.body.addWidget(self.box)
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self.set_main(_tr("Erase"), "trash-2", role="danger")
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        if self.typed.value().casefold() != self._customer.casefold():
            self.box.set_error(_tr("This is not the name: {0}. Nothing was erased.").format(self._customer))
            self.typed.setFocus()
            return
        label = self.tr("Person erased")
        done = self._desk.do(customers.erase, self._customer_id, label=label, on_error=self.set_error)
        if done is not None:
            self.finish()
            self.erased.emit()
