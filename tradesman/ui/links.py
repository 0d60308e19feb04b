"""The one way out of the program: links that a person has just asked for, to the phone and mail programs."""

import re
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from tradesman.book.direction import one_line, unturned

_ALLOWED = frozenset({"tel", "mailto", "sms", "https"})
# What looks like a number among other words, first with a slash within it and then without.
_RUNS = (re.compile(r"\+?[0-9(](?:[0-9 ().\-\u00a0]|/(?=[0-9]))*"), re.compile(r"\+?[0-9(][0-9 ().\-\u00a0]*"))
_SHORTEST, _LONGEST = 3, 16  # of what can be dialled
_MOST_TYPED = 120  # characters of a number with the words around it
_EXTENSION = re.compile(r"(?:;ext=| ?#)\d{1,6}$")
# What nobody types with a number: other signs (* and # would give orders to the network), the name of a server or its
# path, and a link. "Tel: 07700 900161" is a number, "javascript:alert(1)" and "www.example.com/07700" are nobody's.
_NO_NUMBER = re.compile(
    r"[^\w \u00a0\u2009\u202f+().,/&'’;:\u2010-\u2014\u2212-]|_|\w\.[^\W\d]|[^\W\d]/|/[^\W\d]|:(?=[^\s\d+(])"
)
_WITHIN = re.compile(r"(?<=[\d)])[\u2010-\u2014\u2212](?=[\d(])")  # a hyphen as web pages and word processors write it
_UNSEEN = "\u00ad"  # where a word may be broken
_NO_ADDRESS = re.compile(r"[\s:/\\<>\",;?%]|@.*@")  # a comma would make two of one, a question mark other fields
LONGEST_LINK = 2000  # characters of a link that every system hands over whole


def open_call(number: str, country: str = "") -> bool:
    """Hands a number to the phone program, read as in this country; False when there is none, or no number."""
    dialled = _dialled(number, country)
    return bool(dialled) and _open(f"tel:{dialled}")


def open_text(number: str, words: str = "", country: str = "") -> bool:
    """Hands a number and a text to the messages program. False where it would arrive cut off."""
    dialled = _dialled(number, country)
    link = f"sms:{dialled}" + (f"?body={quote(words)}" if words else "")
    return bool(dialled) and len(link) <= LONGEST_LINK and _open(link)


def open_mail(address: str, subject: str = "", words: str = "") -> bool:
    """Opens a mail with these words in the mail program; nothing is sent. False where it would arrive cut off."""
    return fits_a_link(address, subject, words) and _open(_mail(address, subject, words))


def fits_a_link(address: str, subject: str, words: str) -> bool:
    """Whether a link can carry a mail whole; a longer one goes as a draft."""
    return _is_address(address) and len(_mail(address, subject, words)) <= LONGEST_LINK


def _is_address(text: str) -> bool:
    """Whether a text can be an e-mail address at all; a link or a name with an address is none."""
    plain = text.strip()
    return "@" in plain and plain.isprintable() and not _NO_ADDRESS.search(plain)


def open_draft(file: Path) -> bool:
    """Opens an e-mail draft that was just written in the mail program: the one kind of file that is ever opened."""
    if file.suffix.lower() != ".eml" or file.is_symlink() or not file.is_file():
        return False
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.resolve())))


def open_folder(folder: Path) -> bool:
    """Shows a folder in which something was just written in the system's file manager; False when it is gone."""
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder.resolve())))


def _mail(address: str, subject: str, words: str) -> str:
    body = words.replace("\n", "\r\n")  # as RFC 6068 has it
    said = (("subject", one_line(subject)), ("body", body))
    parts = [f"{key}={quote(value.encode('utf-8', 'replace'))}" for key, value in said if value]
    return f"mailto:{quote(address.strip(), safe='@+')}" + (f"?{'&'.join(parts)}" if parts else "")


def _dialled(number: str, country: str) -> str:
    """What is dialled for what was typed; of several numbers the first, and no extension: that is for the person."""
    typed = _WITHIN.sub("-", _EXTENSION.sub("", unturned(number).replace(_UNSEEN, "").strip()))
    if len(typed) > _MOST_TYPED or _NO_NUMBER.search(typed):
        return ""
    runs = [run for pattern in _RUNS for run in pattern.findall(typed)]
    plain = ("".join(letter for letter in run if letter in "+0123456789") for run in runs)
    known = (_international(written, country) for written in (typed, *runs))
    return next(filter(None, known), "") or next((run for run in plain if _SHORTEST <= len(run) <= _LONGEST), "")


def _international(number: str, country: str) -> str:
    """A number as it is dialled from anywhere; empty when it cannot be told, as without a country."""
    import phonenumbers  # its tables take a moment, which the first paint does not wait for

    try:
        found = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return ""
    possible = phonenumbers.is_possible_number_with_reason(found) == phonenumbers.ValidationResult.IS_POSSIBLE
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164) if possible else ""


def _open(link: str) -> bool:
    url = QUrl(link)
    return url.isValid() and url.scheme() in _ALLOWED and QDesktopServices.openUrl(url)
