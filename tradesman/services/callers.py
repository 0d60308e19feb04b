"""Callers: name, number, e-mail address and street, told apart in what was typed or pasted as one text."""

import re
from dataclasses import dataclass

_EMAIL = re.compile(r"[^\s@,;|<>()]+@[^\s@,;|<>()]*[^\s@,;|<>().]")
_PHONE = re.compile(r"(?<!\w)[+(]{0,2}\d[\d ().\-]{4,}\d(?!\w)")
_BETWEEN = re.compile(r"[,;|<>\n\t]")
_STREET = re.compile(r"\d+\w?[\s/-]+\D")
_LEAST = 6  # digits of a number that somebody can be rung on


@dataclass(frozen=True)
class Caller:
    """Who rings, as far as it was said."""

    name: str
    phone: str = ""
    email: str = ""
    address: str = ""


def read(typed: str) -> Caller:
    """What is said of somebody; a name alone stays exactly as it was typed."""
    email = _EMAIL.search(typed)
    left = typed.replace(email[0], "|") if email else typed
    phone = next((match for match in _PHONE.finditer(left) if _digits(match[0]) >= _LEAST), None)
    left = left.replace(phone[0], "|") if phone else left
    parts = [part.strip(" -") for part in _BETWEEN.split(left)]
    parts = [part for part in parts if part]
    street = next((place for place, part in enumerate(parts) if place and _STREET.match(part)), len(parts))
    if not email and not phone and street == len(parts):
        return Caller(typed.strip())
    return Caller(
        name=", ".join(parts[:street]),
        phone=phone[0].strip() if phone else "",
        email=email[0] if email else "",
        address=", ".join(parts[street:]),
    )


def _digits(text: str) -> int:
    return sum(letter.isdecimal() for letter in text)
