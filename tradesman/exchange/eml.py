"""E-mail drafts as .eml files: a mail program opens one as a message that a person has still to send."""

import mimetypes
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path
from uuid import UUID

from tradesman import paths
from tradesman.book import contact, private_file
from tradesman.book.errors import BookError
from tradesman.documents.wording import one_line
from tradesman.exchange import clean_files

SUFFIX = ".eml"
KEPT = timedelta(days=1)  # a mail program reads a draft when it opens it; after that it only tells of a customer
MOST_ATTACHED = 25 * 1024 * 1024  # bytes; more is refused by most mail servers


@dataclass(frozen=True)
class Attached:
    """A file that was made for a message, as photos that were made smaller."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """What goes into a draft: from whom, to which address, subject, words and the files to attach.

    Without an address, which is None, it is written in the mail program.
    """

    to: str | None
    subject: str
    words: str
    sender: str = ""
    sender_address: str = ""
    attachments: Sequence[Path | Attached] = ()


def draft(letter: Letter) -> bytes:
    """The bytes of a draft; BookError for an address that is none, and for files that cannot be read or are too large.

    No file tells where a picture or a film was taken; BookError for one of which that cannot be taken out.
    Whatever stands in names and subjects, they cannot add a header: line breaks and control characters become spaces.
    """
    message = EmailMessage(SMTP if f"{letter.to}{letter.sender_address}".isascii() else SMTPUTF8)
    message["X-Unsent"] = "1"
    if letter.sender_address.strip():
        message["From"] = _address(letter.sender_address, letter.sender)
    if letter.to is not None:
        message["To"] = _address(letter.to)
    message["Subject"] = one_line(letter.subject)
    message.set_content(letter.words.encode("utf-8", "replace").decode())
    room = MOST_ATTACHED
    for file in letter.attachments:
        content = clean_files.clean(_content(file), file.name)
        room -= len(content)
        if room < 0:
            raise BookError(
                f"The files are larger than {MOST_ATTACHED // 2**20} MB together. No draft was written. Take some out."
            )
        kind, encoding = mimetypes.guess_type(file.name)
        main, _, sub = (kind if kind and not encoding else "application/octet-stream").partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=one_line(file.name))
    return message.as_bytes()


def save(target: Path, letter: Letter) -> Path:
    """Writes a draft to a place a person picked, for its owner only; BookError when something is there already."""
    if target.exists() or target.is_symlink():
        raise BookError(f"There is something at {target} already. It was not touched. Choose another name.")
    return _write(target, letter)


def keep(letter: Letter, customer_id: UUID, now: datetime) -> Path:
    """Writes a draft for the mail program to open, one for each customer; those of yesterday and before go.

    Its name says nothing of the customer to others.
    """
    folder = drafts_folder()
    paths.private_folder(folder)
    for old in folder.glob(f"*{SUFFIX}"):
        with suppress(OSError):
            if datetime.fromtimestamp(old.stat().st_mtime, now.tzinfo) < now - KEPT:
                old.unlink()
    return _write(folder / f"{customer_id}{SUFFIX}", letter)


def forget(customer_id: UUID) -> None:
    """Removes the draft that was kept for a customer."""
    (drafts_folder() / f"{customer_id}{SUFFIX}").unlink(missing_ok=True)


def drafts_folder() -> Path:
    """Where drafts lie until the mail program has them."""
    return paths.home() / "drafts"


def _write(target: Path, letter: Letter) -> Path:
    content = draft(letter)
    with private_file.appearing(target) as handle:
        handle.write(content)
    return target


def _address(address: str, name: str = "") -> Address:
    plain = address.strip()
    if not plain or contact.doubt_email(plain) is not None:
        raise BookError(f"{one_line(plain) or 'Nothing'} is not an e-mail address. No draft was written. Correct it.")
    user, _, domain = plain.rpartition("@")
    return Address(display_name=one_line(name), username=user, domain=domain)


def _content(file: Path | Attached) -> bytes:
    if isinstance(file, Attached):
        return file.content
    try:
        if file.stat().st_size > MOST_ATTACHED:
            raise BookError(f"{file.name} is larger than {MOST_ATTACHED // 2**20} MB. No draft was written.")
        return file.read_bytes()
    except OSError as error:
        raise BookError(f"{file.name} could not be read: {error.strerror}. No draft was written.") from error
