"""Sending e-mails from the window, beside it: the password is asked for where nobody knows it, and the end is told."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tradesman.book import cut_off
from tradesman.book.outbox import MailState
from tradesman.exchange import post
from tradesman.exchange.post import Posted
from tradesman.exchange.smtp import Trouble
from tradesman.services import businesses, mailing
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.mail_password_dialog import MailPasswordDialog
from tradesman.ui.theme import Theme

# The server let the user in before these came up.
_LET_IN = frozenset({Trouble.SENDER, Trouble.RECIPIENT, Trouble.TOO_LARGE, Trouble.CONTENT, Trouble.UNSURE})
TOUCHED = frozenset({"outgoing_mail", "message"})


def _tr(text: str) -> str:
    return QCoreApplication.translate("outbox", text)


def send(window: QWidget, desk: Desk, theme: Theme, mail_ids: Sequence[UUID], given: str = "") -> None:
    """Tries each of these mails once; a person has just asked for it. What does not go stays in the outbox.

    The password is the one that was `given` for this, or that of the keyring.
    """
    business, book, passwords = desk.ask(businesses.current), desk.book, desk.passwords
    user, host = business.smtp_user, business.smtp_host
    desk.changed.emit(TOUCHED)
    if not desk.ask(mailing.is_set_up):
        desk.warned.emit(_tr("No mail server is set up."), _tr("Nothing was sent. Set it up under Settings, E-mail."))
        return

    def work() -> list[Posted] | None:
        password = given or passwords.get(user, host)  # which may wait for the system
        if not password:
            return None
        posted = post.post(book, lambda: desk.now, mail_ids, password)
        if any(one.trouble in _LET_IN or (one.trouble is None and one.state == MailState.SENT) for one in posted):
            passwords.taken(user, host)
        return posted

    def done(posted: list[Posted] | None) -> None:
        if not isValid(desk):
            return
        if posted is None:
            _ask(window, desk, theme, mail_ids)
            return
        if posted[-1].trouble == Trouble.PASSWORD:
            passwords.doubt(user, host)
        settle_not_noted(desk)
        _tell(desk, posted)

    desk.background.run(work, done, partial(_on_broken, desk))


def settle_not_noted(desk: Desk) -> None:
    """What is on its way no more, and of which the book does not know what became, waits for a person to say."""
    cut_off.settle_not_noted(desk.book, desk.now)
    desk.changed.emit(TOUCHED)


def _on_broken(desk: Desk, sentence: str) -> None:
    if isValid(desk):
        settle_not_noted(desk)
        desk.failed.emit(sentence)


def _ask(window: QWidget, desk: Desk, theme: Theme, mail_ids: Sequence[UUID]) -> None:
    if not isValid(window) or any(sheet.isVisible() for sheet in window.findChildren(MailPasswordDialog)):
        return
    sheet = MailPasswordDialog(window, desk, theme)
    sheet.given.connect(lambda password: send(window, desk, theme, mail_ids, password))
    sheet.dismissed.connect(lambda: desk.warned.emit(_tr("Kept in the outbox."), _tr("Nothing was sent.")))
    sheet.open()


def _tell(desk: Desk, posted: Sequence[Posted]) -> None:
    sent = sum(one.state == MailState.SENT for one in posted)
    if sent:
        desk.told.emit(_tr("E-mail sent.") if sent == 1 else _tr("{0} e-mails sent.").format(sent), "")
    for one in posted:
        if one.trouble == Trouble.NOT_REACHED:
            desk.warned.emit(_tr("Kept in the outbox. Send it when you are online."), one.fault)
        elif one.state not in (MailState.SENT, MailState.SENDING):
            said = _tr("It may have arrived.") if one.state == MailState.UNSURE else _tr("The e-mail was not sent.")
            desk.warned.emit(said, one.fault)
