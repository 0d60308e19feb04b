"""How hours are typed and said, and what a job's balance comes to in words."""

import re
from datetime import timedelta
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from tradesman.book import money as money_rules
from tradesman.services.costs import HOUR, Balance
from tradesman.ui import format as said

_CLOCK = re.compile(r"(?P<hours>[0-9]{1,2}):(?P<minutes>[0-5][0-9])(?:\s*h)?")
_PARTS = re.compile(r"(?:(?P<hours>[0-9]{1,2})\s*h)?\s*(?:(?P<minutes>[0-9]{1,4})\s*(?:min|m))?")
_H_MIN = re.compile(r"(?P<hours>[0-9]{1,2})\s*h\s*(?P<minutes>[0-5]?[0-9])")
_DECIMAL = re.compile(r"(?P<whole>[0-9]{0,3})(?:\.(?P<part>[0-9]{1,2}))?\s*(?P<vulgar>[½¼¾])?\s*h?")
_VULGAR = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}


def _tr(text: str) -> str:
    return QCoreApplication.translate("CostsCard", text)


def read_hours(text: str) -> int:
    """The minutes of a time as a person types it: "2:30", "2.5", "2½", "2 h 30", "45 min". ValueError with a sentence.

    Parts of an hour that are no whole minutes are rounded to them.
    """
    typed = text.strip().lower()
    for pattern in (_CLOCK, _PARTS, _H_MIN):
        if typed and (match := pattern.fullmatch(typed)) is not None:
            return _some(int(match["hours"] or 0) * HOUR + int(match["minutes"] or 0))
    match = _DECIMAL.fullmatch(typed)
    if match is None or not (match["whole"] or match["part"] or match["vulgar"]):
        raise ValueError(_tr("These are no hours. Try 2:30, 2.5, 2½ or 45 min."))
    if match["part"] and match["vulgar"]:
        raise ValueError(_tr("Either 2.5 or 2½, not both."))
    hours = Decimal(f"{match['whole'] or 0}.{match['part'] or 0}") + _VULGAR.get(match["vulgar"], Decimal(0))
    return _some(money_rules.round_half_away(int(hours * 100) * HOUR, 100))


def _some(minutes: int) -> int:
    if minutes <= 0:
        raise ValueError(_tr("That is no time at all. Try 2:30 or 45 min."))
    if minutes > 24 * HOUR:
        raise ValueError(_tr("A day has up to 24 hours. Note each day by itself; for minutes write 45 min."))
    return minutes


def hours(minutes: int) -> str:
    """A time as people say it: "2 h 30 min"."""
    return said.span(timedelta(minutes=minutes))


def verdict(balance: Balance, currency: str) -> tuple[str, str]:
    """What the balance comes to, and its tone; empty where there is nothing to hold it against."""
    left, over = balance.left_minor, balance.cost_minor - balance.reckoned_minor
    if left is not None and left < 0:
        return _tr("It costs you {0} more than it brings.").format(said.money(-left, currency)), "danger"
    if balance.reckoned_minor and over > 0:
        return _tr("{0} over what was reckoned.").format(said.money(over, currency)), "danger"
    if balance.reckoned_minor:
        return _tr("{0} of what was reckoned is left.").format(said.money(-over, currency)), "ink_2"
    if balance.price_minor is None:
        return _tr("No price is agreed, so nothing can be held against it."), "ink_2"
    return _tr("The quote reckoned no costs."), "ink_2"


def share(balance: Balance) -> float:
    """How much is used up of what was reckoned, or of the price where nothing was; 1 for all of it and more."""
    whole = balance.reckoned_minor or balance.price_minor or 0
    if whole <= 0:
        return 1.0 if balance.cost_minor > 0 else 0.0
    return balance.cost_minor / whole
