"""E-mails as bytes: drafts that a mail program opens and a person has still to send, and mails for the server."""

import mimetypes
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from tradesman import paths
from tradesman.book import contact, private_file
from tradesman.book.direction import one_line, unturned
from tradesman.book.errors import BookError
from tradesman.exchange import clean_files

SUFFIX = ".eml"
KEPT = timedelta(days=1)  # a mail program reads a draft when it opens it; after that it only tells of a customer
MOST_ATTACHED = 25 * 1024 * 1024  # bytes; more is refused by most mail servers
LONGEST_HEADER = 500  # characters of a subject or a name; more is cut off, as mail programs do when they show it
_NOT_WRITTEN = "The e-mail was not written."


class AlteredError(BookError):
    """What was written does not read back as what was put in."""


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
    return _written(letter, {"X-Unsent": "1"})


def new_mail_id(sender_address: str) -> str:
    """A Message-ID that no other mail has and that tells nothing of this computer; RFC 5322, 3.6.4."""
    _address(sender_address)
    return f"<{uuid4()}@{on_the_wire(sender_address).rpartition('@')[2]}>"


def on_the_wire(address: str) -> str:
    """An address with its domain in the letters that every server knows; RFC 5891."""
    from email_validator import validate_email  # as `contact.doubt_email`, which has looked at it

    user, _, _ = address.strip().rpartition("@")
    return f"{user}@{validate_email(address.strip(), check_deliverability=False, test_environment=True).ascii_domain}"


def mail(letter: Letter, mail_id: str, at: datetime) -> bytes:
    """The bytes of a mail as they go to the server, under its one Message-ID; BookError as of `draft`.

    `at` is when it was written, by the clock of the place where the writer is.
    """
    to = letter.to or ""
    for address in (to, letter.sender_address):
        _address(address)
    wired = replace(letter, to=on_the_wire(to), sender_address=on_the_wire(letter.sender_address))
    return _written(wired, {"Message-ID": mail_id, "Date": format_datetime(at)})


def _written(letter: Letter, first: dict[str, str]) -> bytes:
    """An e-mail; a sender's name that no header can carry is left out, and the address says who it is."""
    try:
        return _built(letter, first)
    except AlteredError:
        return _built(replace(letter, sender=""), first)


def _built(letter: Letter, first: dict[str, str]) -> bytes:
    policy = SMTP if f"{letter.to}{letter.sender_address}".isascii() else SMTPUTF8
    message = EmailMessage(policy.clone(cte_type="7bit"))  # not every server takes 8 bits
    for name, value in first.items():
        message[name] = value
    if letter.sender_address.strip():
        message["From"] = _address(letter.sender_address, letter.sender)
    if letter.to is not None:
        message["To"] = _address(letter.to)
    message["Subject"] = _literal(letter.subject)
    message.set_content(unturned(letter.words.encode("utf-8", "replace").decode()))
    for content, name in _files(letter):
        kind, encoding = mimetypes.guess_type(name)
        main, _, sub = (kind if kind and not encoding else "application/octet-stream").partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=_literal(name))
    return _proved(message.as_bytes(), message, letter)


def _files(letter: Letter) -> Iterator[tuple[bytes, str]]:
    room = MOST_ATTACHED
    for file in letter.attachments:
        content = clean_files.clean(_content(file), file.name)
        room -= len(content)
        if room < 0:
            raise BookError(
                f"The files are larger than {MOST_ATTACHED // 2**20} MB together. {_NOT_WRITTEN} Take some out."
            )
        yield content, file.name


def _proved(content: bytes, message: EmailMessage, letter: Letter) -> bytes:
    """What was written, once it reads back with the headers that were put in, each once, and to one address.

    Python before 3.11.10 let a name or a subject add a header: CVE-2024-6923.
    """
    try:
        alike = _reads_back(content, message, letter)
    except Exception:  # noqa: BLE001  what Python's own reader stumbles over, others may read in any way
        alike = False
    if not alike:
        raise AlteredError(f"The subject or a file's name would change the e-mail. {_NOT_WRITTEN} Type it anew.")
    return content


def _reads_back(content: bytes, message: EmailMessage, letter: Letter) -> bool:
    read = message_from_bytes(content, policy=message.policy)
    return (
        sorted(read.keys()) == sorted(message.keys())
        and _addresses(read["To"]) == ([letter.to.strip()] if letter.to is not None else [])
        and _addresses(read["From"]) == [letter.sender_address.strip()] * ("From" in message)
        and b"\n" not in content.replace(b"\r\n", b"")
    )


def _addresses(header: Any) -> list[str]:
    """The addresses of a header that was read; letters of other scripts come as the bytes that they are."""
    found = header.addresses if header is not None else ()
    return [one.addr_spec.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for one in found]


def _literal(text: str) -> str:
    """A text for a header as it stands, on one line: what looks like encoded words must not be decoded."""
    return one_line(text)[:LONGEST_HEADER].replace("=?", "= ?")


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
        raise BookError(f"{one_line(plain) or 'Nothing'} is not an e-mail address. {_NOT_WRITTEN} Correct it.")
    user, _, domain = plain.rpartition("@")
    return Address(display_name=_literal(name), username=user, domain=domain)


def _content(file: Path | Attached) -> bytes:
    if isinstance(file, Attached):
        return file.content
    try:
        if file.stat().st_size > MOST_ATTACHED:
            raise BookError(f"{file.name} is larger than {MOST_ATTACHED // 2**20} MB. {_NOT_WRITTEN}")
        return file.read_bytes()
    except OSError as error:
        raise BookError(f"{file.name} could not be read: {error.strerror}. {_NOT_WRITTEN}") from error
