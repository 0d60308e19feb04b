"""The one way out of the program: links that a person has just asked for, to the phone and mail programs."""

from itertools import takewhile
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_ALLOWED = frozenset({"tel", "mailto", "sms", "https"})
LONGEST_MAIL = 2000  # characters of a mailto link that every system hands over whole


def open_call(number: str) -> bool:
    """Hands a number to the phone program; False when there is none, or no number."""
    dialled = _dialled(number)
    return bool(dialled) and _open(f"tel:{dialled}")


def open_text(number: str, words: str = "") -> bool:
    """Hands a number and a text to the messages program."""
    dialled = _dialled(number)
    body = f"?body={quote(words)}" if words else ""
    return bool(dialled) and _open(f"sms:{dialled}{body}")


def open_mail(address: str, subject: str = "", words: str = "") -> bool:
    """Opens a mail with these words in the mail program; nothing is sent. False where it would arrive cut off."""
    return fits_a_link(address, subject, words) and _open(_mail(address, subject, words))


def fits_a_link(address: str, subject: str, words: str) -> bool:
    """Whether a link can carry a mail whole; a longer one goes as a draft."""
    return "@" in address and len(_mail(address, subject, words)) <= LONGEST_MAIL


def open_draft(file: Path) -> bool:
    """Opens an e-mail draft that was just written in the mail program: the one kind of file that is ever opened."""
    if file.suffix.lower() != ".eml" or file.is_symlink() or not file.is_file():
        return False
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.resolve())))


def _mail(address: str, subject: str, words: str) -> str:
    body = words.replace("\n", "\r\n")  # as RFC 6068 has it
    parts = [f"{key}={quote(value)}" for key, value in (("subject", subject), ("body", body)) if value]
    return f"mailto:{quote(address.strip(), safe='@+')}" + (f"?{'&'.join(parts)}" if parts else "")


def _dialled(number: str) -> str:
    """The digits up to the first letter: "ext 4" behind a number is for the person, not for the line."""
    plain = takewhile(lambda letter: not letter.isalpha(), number)
    return "".join(letter for letter in plain if letter.isdigit() or letter == "+")


def _open(link: str) -> bool:
    url = QUrl(link)
    return url.isValid() and url.scheme() in _ALLOWED and QDesktopServices.openUrl(url)
