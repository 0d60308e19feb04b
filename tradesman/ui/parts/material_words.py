"""How material is typed in one line, and how it is said how far it has come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from tradesman.book.material import Material
from tradesman.ui import format as said

# "120 slates", "3x valve", "-2 bags"; "2x4 timber", "15mm pipe" and "½ inch" begin with a word, not with a quantity.
_LINE = re.compile(r"(?P<count>[+-]?[0-9][0-9.,]*)(?:\s*[x\u00d7])?\s+(?P<rest>\S.*)", re.DOTALL)
_FROM = re.compile(r"(?P<words>\S.*?)\s+(?:from)\s+(?P<supplier>[^\W\d_].*)", re.DOTALL)
_OF = re.compile(r"(?P<unit>[^\W\d]+)\s+of\s+(?P<words>\S.*)", re.DOTALL)
_UNITS = frozenset({"m", "m²", "m2", "m³", "m3", "l", "kg", "g", "t", "pcs", "h"})
_NAMED = 2  # things that are named where there is little room
_SIZES = frozenset({"mm", "cm", "inch", "in", "v", "w", "kw", "a", "amp"})  # "22 mm pipe" is one thing of a size


def _tr(text: str) -> str:
    return QCoreApplication.translate("MaterialCard", text)


@dataclass(frozen=True)
class Typed:
    """What a line says: the words, how much in thousandths of the unit, and from whom."""

    words: str
    quantity_thousandths: int = 1000
    unit: str = ""
    supplier: str = ""


def read_line(text: str) -> Typed:
    """A line as it is typed: "120 slates from Marley", "3 m lead", "2 bags of sand". ValueError with a sentence."""
    text = text.strip()
    supplier = ""
    if (told := _FROM.fullmatch(text)) is not None:
        text, supplier = told["words"], told["supplier"]
    match = _LINE.fullmatch(text)
    if match is None or match["rest"].split()[0].casefold() in _SIZES:
        return Typed(text, supplier=supplier)
    quantity = said.read_quantity(match["count"])[0]
    unit, words = _unit_of(match["rest"])
    return Typed(words, quantity, unit, supplier)


def _unit_of(rest: str) -> tuple[str, str]:
    if (told := _OF.fullmatch(rest)) is not None:
        return told["unit"], told["words"]
    first, _space, words = rest.partition(" ")
    return (first, words.strip()) if words.strip() and first.casefold() in _UNITS else ("", rest)


def line(material: Material) -> str:
    """What is needed, and how much of it: "120 slates", "3 m lead"; one of a thing is the thing."""
    if material.quantity_thousandths == 1000 and not material.unit:
        return material.words
    return f"{said.quantity(material.quantity_thousandths, material.unit)} {material.words}"


def several(found: Sequence[Material]) -> str:
    """What is needed, the first ones by name: "120 slates, 3 m lead and 4 more"."""
    named = ", ".join(map(line, found[:_NAMED]))
    return _tr("{0} and {1} more").format(named, len(found) - _NAMED) if len(found) > _NAMED else named


def suppliers(found: Sequence[Material]) -> str:
    """From whom it is to come: "From Marley"; empty where nobody is named or the customers bring it."""
    named = dict.fromkeys(one.supplier for one in found if one.supplier and not one.by_customer)
    return _tr("From {0}").format(", ".join(named)) if named else ""


def badge(material: Material, today: date) -> tuple[str, str, str]:
    """Words, kind and icon of how far it has come: "to order", "comes Thu", "late 2 days", "arrived 5 Oct"."""
    if material.arrived_on is not None:
        return _tr("arrived %s") % said.short_day(material.arrived_on, today), "good", "check"
    expected = material.expected_on
    if expected is not None and material.is_late(today):
        late = (today - expected).days
        return (_tr("late 1 day") if late == 1 else _tr("late %s days") % late), "danger", "timer"
    if expected is not None and (material.ordered_on is not None or material.by_customer):
        near = _tr("today") if expected == today else said.near_day(expected, today)
        return _tr("comes %s") % near, "warn" if expected == today else "info", ""
    if material.by_customer:
        return (_tr("agreed"), "info", "") if material.ordered_on is not None else (_tr("to bring"), "neutral", "")
    return (_tr("ordered"), "info", "") if material.ordered_on is not None else (_tr("to order"), "outline", "")


def who(material: Material, customer: str) -> str:
    """Who supplies it: a name, "Ruth brings it", or nothing where nobody said."""
    return _tr("{0} brings it").format(customer) if material.by_customer else material.supplier
