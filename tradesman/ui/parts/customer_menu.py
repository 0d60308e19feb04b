"""The menu of a customer's page: what is done to a customer now and then."""

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtWidgets import QWidget

from tradesman.book.customer import Customer, Whereabouts
from tradesman.services import customers, photos
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.menu import Menu


def _tr(text: str) -> str:
    return QCoreApplication.translate("customer", text)


class CustomerMenu(Menu):
    """Opens below its button; where the customer is now is noted at once, the rest is asked for."""

    edit_asked = Signal()
    enquiry_asked = Signal()
    note_asked = Signal()
    promise_asked = Signal()
    photo_asked = Signal()
    save_photos_asked = Signal()
    merge_asked = Signal()
    erase_asked = Signal()

    def __init__(self, desk: Desk, theme: Theme, button: QWidget, customer: Customer) -> None:
        super().__init__(theme, button, words=_tr("More"))
        self._desk, self._customer_id = desk, customer.id
        self.setObjectName("customer_menu")
        self.aboutToHide.connect(self.deleteLater)
        self.add_choice(_tr("Edit…"), name="menu_edit").triggered.connect(self.edit_asked)
        self.add_choice(_tr("New enquiry…"), name="menu_enquiry").triggered.connect(self.enquiry_asked)
        self.add_choice(_tr("Add note"), name="menu_note").triggered.connect(self.note_asked)
        self.add_choice(_tr("Note a promise…"), name="menu_promise").triggered.connect(self.promise_asked)
        self.add_choice(_tr("Add photos…"), name="menu_photo").triggered.connect(self.photo_asked)
        if desk.ask(photos.of_customer, customer.id):
            self.add_choice(_tr("Save all photos…"), name="menu_save").triggered.connect(self.save_photos_asked)
        for where, words in (
            (Whereabouts.HERE, _tr("Lives here again")),
            (Whereabouts.MOVED, _tr("Moved away")),
            (Whereabouts.DIED, _tr("Died")),
        ):
            if where != customer.whereabouts:
                self._add_move(where, words)
        self.add_choice(_tr("Merge with somebody…"), name="menu_merge").triggered.connect(self.merge_asked)
        self.add_choice(_tr("Erase this person…"), name="menu_erase").triggered.connect(self.erase_asked)
        left = button.width() - self.sizeHint().width()
        self.popup(button.mapToGlobal(QPoint(left, button.height())))

    def _add_move(self, where: Whereabouts, words: str) -> None:
        def move() -> None:
            self._desk.do(customers.set_whereabouts, self._customer_id, where, label=words)

        self.add_choice(words, name=f"menu_{where}").triggered.connect(move)
