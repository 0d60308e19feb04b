"""With whom a customer is made one: somebody who was written down twice in a way that the book does not see."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from tradesman.book.customer import Customer
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.merge_dialog import MergeDialog
from tradesman.ui.parts.customer_picker import CustomerPicker
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet

_WIDTH = 560


def _tr(text: str) -> str:
    return QCoreApplication.translate("merge", text)


class MergeWithDialog(Sheet):
    """Finds the other record, and opens both side by side."""

    merged = Signal(object)  # who stays

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, customer: Customer) -> None:
        title = _tr("Merge with somebody")
        super().__init__(window, title, theme, width=theme.scaled(_WIDTH), name="merge_with")
        self._desk, self._customer = desk, customer
        who = _tr("Who is the same person as {0}?").format(customer.name)
        self.picker = CustomerPicker(who, desk, theme, name="merge_who", without=customer.id)
        self.picker.picked.connect(self._on_picked)
        self.body.addWidget(self.picker)
        told = _tr("You see both side by side before anything is merged.")
        self.body.addWidget(Label(told, theme, "small", "ink_2", wrap=True))
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)

    def _on_picked(self, other_id: UUID) -> None:
        self.finish()
        sheet = MergeDialog(self._window, self._desk, self._theme, self._customer.id, other_id)
        sheet.merged.connect(self.merged)
        sheet.open()
