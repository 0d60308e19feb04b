"""How an e-mail leaves: through the owner's mail server, opened in a mail program, or saved as a draft."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book import shelf
from tradesman.book.outbox import OutgoingMail
from tradesman.exchange import eml
from tradesman.exchange.eml import Attached, Letter
from tradesman.services import businesses, mailing
from tradesman.services.messages import Facts
from tradesman.ui import links
from tradesman.ui.desk import Desk
from tradesman.ui.pickers import Pickers


def _tr(text: str) -> str:
    return QCoreApplication.translate("message", text)


def not_taken() -> str:
    """What to say when nothing opened."""
    return _tr("No program on this computer takes it, or it is too long for a link. Copy the words instead.")


def what_goes(desk: Desk, to: str, files: Sequence[str]) -> str:
    """What pressing Send does, to the last file; with nobody to send it to, that nothing is sent from here."""
    if not to:
        return _tr("Nothing is sent from here by itself. Your words are kept as a draft if you leave.")
    business = desk.ask(businesses.current)
    with_files = _tr(", with {0}").format(", ".join(files)) if files else ""
    copy = _tr(" A copy goes to {0}.").format(business.email) if business.smtp_copy else ""
    said = _tr("With Send it goes to {0} from {1}{2}.{3} While you are offline it waits in the outbox.")
    return said.format(to, business.email, with_files, copy)


def letter(facts: Facts, to: str, subject: str, words: str, files: Sequence[Path | Attached]) -> Letter:
    """The e-mail with these words, from the business."""
    return Letter(
        to=to,
        subject=subject,
        words=words,
        sender=facts.sender,
        sender_address=facts.business_email,
        attachments=files,
    )


def open_in_mail(desk: Desk, customer_id: UUID, letter: Letter) -> tuple[bool, str]:
    """By a link; with files, or where a link would be cut off, by a draft. Whether it opened, and what to say then."""
    said = (letter.to or "", letter.subject, letter.words)
    if not letter.attachments and links.fits_a_link(*said):
        opened = links.open_mail(*said)
        return opened, _tr("Your mail program has the message. Send it there, then mark it as sent.")
    file = eml.keep(letter, customer_id, desk.now)
    why = _tr("with its files") if letter.attachments else _tr("because it is too long for a link")
    done = _tr("Your mail program has it as a draft, {0}. Send it there, then mark it as sent.")
    return links.open_draft(file), done.format(why)


def save_draft(parent: QWidget, letter: Letter) -> str:
    """Asks where to, saves it there and gives what to say; nothing where no place was picked."""
    proposed, kinds = Path.home() / f"message{eml.SUFFIX}", _tr("E-mail draft (*.eml)")
    picked = Pickers().new_file(parent, _tr("Save as draft"), proposed, kinds)
    if picked is None:
        return ""
    done = _tr("The draft is saved as {0}. Open it in your mail program and send it, then mark it as sent.")
    return done.format(eml.save(picked, letter).name)


def queue(desk: Desk, customer_id: UUID, letter: Letter, on_error: Callable[[str], None], **noted: Any) -> UUID | None:
    """Puts it into the outbox and notes the message, in one step that can be undone until it is tried."""
    mail_id = eml.new_mail_id(letter.sender_address)
    content = eml.mail(letter, mail_id, desk.now.astimezone(desk.zone()))
    file = shelf.keep(desk.book.papers, content, shelf.MAIL)
    queued: OutgoingMail | None = desk.do(
        mailing.queue,
        customer_id,
        letter.words,
        mail_id=mail_id,
        file=file,
        label=_tr("E-mail to send"),
        on_error=on_error,
        quiet=True,
        **noted,
    )
    if queued is None:
        (desk.book.papers / file).unlink(missing_ok=True)
        return None
    return queued.id
