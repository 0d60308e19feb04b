"""Asks for the password of the mail server, where no keyring knows it."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from tradesman.services import businesses
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import PasswordField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("outbox", text)


def where_kept(in_keyring: bool) -> str:
    """Where a password is kept, in words; the book never has it."""
    if in_keyring:
        return _tr("The keyring of this computer keeps it, not the book.")
    return _tr("This computer has no keyring, so it is asked for each time you send, and kept nowhere.")


class MailPasswordDialog(Sheet):
    """One field; the e-mail waits in the outbox meanwhile. `given` has what was typed, for this sending.

    The keyring gets it once the server took it.
    """

    given = Signal(str)

    def __init__(self, window: QWidget, desk: Desk, theme: Theme) -> None:
        super().__init__(window, _tr("Password of the mail server"), theme, name="mail_password")
        self._desk = desk
        business = desk.ask(businesses.current)
        self._user, self._host = business.smtp_user, business.smtp_host
        who = _tr("{0} at {1}. The e-mail waits in the outbox.").format(self._user, self._host)
        self.typed = PasswordField(theme, name="password")
        self.box = FieldBox(_tr("Password"), self.typed, theme, where_kept(desk.passwords.can_keep()))
        self.body.addWidget(Label(who, theme, "body", "ink_2", wrap=True, name="who"))
        self.body.addWidget(self.box)
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self.set_main(_tr("Send"), "send")
        self.typed.returnPressed.connect(self.accepted)
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        password = self.typed.value()
        if not password:
            self.box.set_error(_tr("This is needed."))
            self.typed.setFocus()
            return
        self._desk.passwords.hold(self._user, self._host, password)
        self.typed.clear()
        self.finish()
        self.given.emit(password)
