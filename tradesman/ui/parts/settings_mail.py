"""The mail server: where e-mails go out, its password, and whether it answers. Without one, nothing is missing."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from tradesman.book.business import Business, MailSecurity
from tradesman.exchange import post, smtp
from tradesman.services import businesses
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.mail_password_dialog import where_kept
from tradesman.ui.parts.settings_section import Section
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import PasswordField
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label
from tradesman.ui.words import choices

PORTS = {MailSecurity.STARTTLS: 587, MailSecurity.TLS: 465}  # RFC 6409 and RFC 8314
_KEYS = ("smtp_host", "smtp_security", "smtp_user", "smtp_copy")


def _tr(text: str) -> str:
    return QCoreApplication.translate("MailSection", text)


def _fields() -> list[Field]:
    return [
        Field("smtp_host", _tr("Server"), half=True, placeholder="smtp.example.com", check=_host_fault),
        Field("smtp_user", _tr("User name"), half=True, help=_tr("Mostly your whole e-mail address.")),
        Field("smtp_security", _tr("Encryption"), "segment", choices=tuple(choices(MailSecurity)), half=True),
        Field("smtp_port", _tr("Port"), required=True, half=True, check=_port_fault),
        Field("smtp_copy", _tr("Send a copy of each e-mail to my own address"), "switch"),
    ]


class MailSection(Section):
    """The password goes to the keyring and never into the book; trying the connection logs in and sends nothing."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme, name="section_mail")
        self._sender = Label("", theme, "small", "ink_2", wrap=True, name="mail_sender")
        self._state = Label("", theme, "small", "ink_2", wrap=True, name="mail_state")
        self._password = PasswordField(theme, name="smtp_password")
        self._box = FieldBox(_tr("Password"), self._password, theme, where_kept(desk.passwords.can_keep()))
        self._hold = Button(_tr("Keep the password"), theme, icon="lock", name="mail_keep")
        self._forget = Button(_tr("Forget it"), theme, "quiet", "trash-2", name="mail_forget")
        self._try = Button(_tr("Try the connection"), theme, "primary", "send", name="mail_try")
        self._hold.clicked.connect(self._on_keep)
        self._forget.clicked.connect(self._on_forget)
        self._try.clicked.connect(self._on_try)
        if not desk.passwords.can_keep():
            self._hold.hide()
            self._forget.hide()
        for card in (self._build_server(), self._build_password(), self._build_help()):
            self.column.addWidget(card)

    # How it is made

    def _build_server(self) -> Card:
        words = _tr(
            "With it, Send in a message sends at once. Without it, a message opens in your mail program."
            " Nothing is ever sent by itself, and nothing without encryption."
        )
        card = Card(self.theme, _tr("Mail server"), name="card_mail")
        for part in (self.note(words), self.form(_fields()), self._sender):
            card.body.addWidget(part)
        return card

    def _build_password(self) -> Card:
        card = Card(self.theme, _tr("Password and connection"), name="card_mail_password")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(self.theme.space("s2"))
        for button in (self._try, self._hold, self._forget):
            row.addWidget(button)
        row.addStretch(1)
        for part in (self._box, holder, self._state):
            card.body.addWidget(part)
        self._state.hide()
        return card

    def _build_help(self) -> Card:
        card = Card(self.theme, _tr("Which mailboxes can be used"), name="card_mail_help")
        told = (
            _tr("A mailbox with your own domain or website: server, user name and password are in its settings."),
            _tr("Gmail and Google Workspace: make an app password in your Google account and use it here."),
            _tr("Outlook.com, Hotmail and most of Microsoft 365 take no password any more. Use Open in mail for them."),
        )
        for words in told:
            card.body.addWidget(self.note(words))
        return card

    # What it shows

    def refresh(self) -> None:
        business = self.desk.ask(businesses.current)
        self.keeper.show({**{key: getattr(business, key) for key in _KEYS}, "smtp_port": str(business.smtp_port)})
        if business.email:
            self._sender.set_tone("ink_2")
            self._sender.setText(_tr("E-mails come from {0}, which stands under Business.").format(business.email))
        else:
            self._sender.set_tone("warn")
            self._sender.setText(_tr("Your own e-mail address is missing. Write it under Business first."))
        ready = bool(business.smtp_host and business.smtp_user)
        for button in (self._try, self._hold, self._forget):
            button.setEnabled(ready)

    def _say(self, words: str, tone: str = "ink_2") -> None:
        self._state.set_tone(tone)
        self._state.setText(words)
        self._state.setVisible(bool(words))

    # What is changed

    def read(self, key: str, value: Any) -> dict[str, Any]:
        """The port follows the encryption, unless it is one of its own."""
        if key == "smtp_port":
            return {key: int(value)}
        if key == "smtp_security":
            chosen = MailSecurity(value)
            usual = self.desk.ask(businesses.current).smtp_port in PORTS.values()
            return {key: chosen, **({"smtp_port": PORTS[chosen]} if usual else {})}
        return {key: value}

    # The password

    def _typed(self) -> str:
        """What was typed; a fault stands below the field where nothing was."""
        typed = self._password.value()
        self._box.set_error("" if typed else _tr("Type the password first."))
        return typed

    def _on_keep(self) -> None:
        password = self._typed()
        if password:
            self._keep_password(self.desk.ask(businesses.current), password, "")

    def _keep_password(self, business: Business, password: str, before: str) -> None:
        passwords, user, host = self.desk.passwords, business.smtp_user, business.smtp_host

        def kept(in_keyring: bool) -> None:
            if isValid(self):
                self._password.clear()
                said = (
                    _tr("The password is kept.") if in_keyring else _tr("The password is asked for each time you send.")
                )
                self._say(f"{before} {said}".strip(), "good")

        self.desk.background.run(lambda: passwords.keep(user, host, password), kept, self._on_failed)

    def _on_forget(self) -> None:
        business, passwords = self.desk.ask(businesses.current), self.desk.passwords

        def forgotten(_none: None) -> None:
            if isValid(self):
                self._password.clear()
                self._say(_tr("The password is forgotten. It is asked for when you send."))

        user, host = business.smtp_user, business.smtp_host
        self.desk.background.run(lambda: passwords.forget(user, host), forgotten, self._on_failed)

    def _on_try(self) -> None:
        business, passwords, typed = self.desk.ask(businesses.current), self.desk.passwords, self._password.value()
        given_up = post.given_up(self.desk.book)
        self._box.set_error("")
        self._busy(_tr("Asking {0} ...").format(business.smtp_host))

        def work() -> bool:
            password = typed or passwords.get(business.smtp_user, business.smtp_host)
            if password:
                smtp.try_connection(post.account(business, password), given_up)
            return bool(password)

        def done(had_password: bool) -> None:
            if not isValid(self):
                return
            self._busy("")
            if not had_password:
                self._typed()
                return
            said = _tr("{0} knows you. Nothing was sent.").format(business.smtp_host)
            if typed:
                self._keep_password(business, typed, said)
            else:
                self._say(said, "good")

        self.desk.background.run(work, done, self._on_failed)

    def _busy(self, words: str) -> None:
        self._say(words)
        for button in (self._try, self._hold, self._forget):
            button.setEnabled(not words)

    def _on_failed(self, sentence: str) -> None:
        if isValid(self):
            self._busy("")
            self._say(sentence, "danger")


def _host_fault(text: str) -> str:
    known = businesses.is_host(text)
    return "" if known else _tr("Only the name of the server, as smtp.example.com. Kept as typed.")


def _port_fault(text: str) -> str:
    known = text.isdecimal() and 1 <= int(text) <= 65_535
    return "" if known else _tr("A number from 1 to 65535, mostly 587 or 465. Kept as typed.")
