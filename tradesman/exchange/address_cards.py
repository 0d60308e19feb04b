"""Address cards (vCard 3.0, RFC 2426): one person as other programs and telephones read it."""

from pathlib import Path

from tradesman.book import private_file
from tradesman.book.errors import BookError

SUFFIX = ".vcf"
_FOLD = 75  # octets of a line


def card(name: str, *, phone: str = "", email: str = "", address: str = "", note: str = "") -> bytes:
    """The card of one person or firm; the name stands as it is, since nobody knows which of its words is the family."""
    fields = [
        ("BEGIN", "VCARD"),
        ("VERSION", "3.0"),
        ("N", f"{_escaped(name)};;;;"),
        ("FN", _escaped(name)),
        ("TEL;TYPE=VOICE", _escaped(phone)),
        ("EMAIL;TYPE=INTERNET", _escaped(email)),
        ("ADR", f";;{_escaped(address)};;;;" if address else ""),
        ("NOTE", _escaped(note)),
        ("END", "VCARD"),
    ]
    return b"".join(_folded(f"{key}:{value}") for key, value in fields if value)


def save(target: Path, content: bytes) -> Path:
    """Writes a card under this name; BookError when something is there already, or when the disk refuses."""
    if target.exists() or target.is_symlink():
        raise BookError(f"There is something at {target} already. It was not touched. Choose another name.")
    with private_file.appearing(target) as handle:
        handle.write(content)
    return target


def _escaped(text: str) -> str:
    plain = "".join(letter for letter in text if letter == "\n" or letter.isprintable()).strip()
    for letter, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(letter, written)
    return plain


def _folded(line: str) -> bytes:
    """A line in octets, broken where it is too long, never inside a letter."""
    parts, room = [b""], _FOLD
    for letter in line:
        octets = letter.encode()
        if len(parts[-1]) + len(octets) > room:
            parts.append(b" ")
        parts[-1] += octets
    return b"\r\n".join(parts) + b"\r\n"
