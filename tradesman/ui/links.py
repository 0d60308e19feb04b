"""The one way out of the program: links that a person has just asked for, to the phone and mail programs."""

from itertools import takewhile
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_ALLOWED = frozenset({"tel", "mailto", "sms", "https"})


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
    """Opens a mail with these words in the mail program; nothing is sent."""
    if "@" not in address:
        return False
    parts = [f"{key}={quote(value)}" for key, value in (("subject", subject), ("body", words)) if value]
    return _open(f"mailto:{quote(address.strip(), safe='@+')}" + (f"?{'&'.join(parts)}" if parts else ""))


def _dialled(number: str) -> str:
    """The digits up to the first letter: "ext 4" behind a number is for the person, not for the line."""
    plain = takewhile(lambda letter: not letter.isalpha(), number)
    return "".join(letter for letter in plain if letter.isdigit() or letter == "+")


def _open(link: str) -> bool:
    url = QUrl(link)
    return url.isValid() and url.scheme() in _ALLOWED and QDesktopServices.openUrl(url)
