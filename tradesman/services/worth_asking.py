"""Questions worth asking, on the phone and at a visit: those of the trade somebody speaks of, and the general ones."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from tradesman import paths
from tradesman.book.enquiry import EnquiryKind
from tradesman.services.matching import words_of

TRADES = ("electrical", "plumbing", "heating", "roofing", "carpentry", "painting")
GENERAL = "general"
OF_THE_TRADE = 1  # question of the trade that comes first on the phone; the others follow the general ones
OPENING = 3  # general questions that come first at a visit; the trade's follow, then the other general ones


@dataclass(frozen=True)
class Question:
    """A question, what to listen for, and what the need is called when its answer matters.

    `kinds` are what it is for, all when empty.
    """

    ask: str
    label: str
    kinds: frozenset[str] = frozenset()
    listen: str = ""


@dataclass(frozen=True)
class Trade:
    """What is asked in one trade, and the beginnings of words by which it is recognised."""

    words: tuple[str, ...]
    phone: tuple[Question, ...]
    visit: tuple[Question, ...]


def on_the_phone(kind: EnquiryKind, words: str, own_trade: str = "") -> list[Question]:
    """What is worth asking somebody who rings with this kind of wish, the first first.

    `own_trade` is the trade of the business, in its own words.
    """
    general = [one for one in _read(GENERAL).phone if not one.kinds or kind in one.kinds]
    trade = trade_of(words, own_trade)
    of_trade = list(_read(trade).phone) if trade else []
    if kind == EnquiryKind.COMPLAINT:
        return general + of_trade
    return of_trade[:OF_THE_TRADE] + general + of_trade[OF_THE_TRADE:]


def at_a_visit(words: str, own_trade: str = "") -> list[Question]:
    """What is worth asking at the door, about what was said on the phone: what bothers most, the trade's, the rest."""
    trade, general = trade_of(words, own_trade), _read(GENERAL).visit
    return [*general[:OPENING], *(_read(trade).visit if trade else ()), *general[OPENING:]]


def label_of(ask: str) -> str:
    """What the need is called when the answer to this question matters; empty for a question of one's own."""
    known = (one for trade in (GENERAL, *TRADES) for one in (*_read(trade).phone, *_read(trade).visit))
    return next((one.label for one in known if one.ask == ask), "")


def trade_of(words: str, own_trade: str = "") -> str:
    """The trade that the words speak of most, otherwise the only one the business has; empty when it cannot be told."""
    own = _named(own_trade)
    said = _named(words)
    if said:
        most = max(said.values())
        best = [trade for trade, count in said.items() if count == most]
        return next((trade for trade in best if trade in own), best[0])
    return next(iter(own)) if len(own) == 1 else ""


def _named(text: str) -> dict[str, int]:
    """How many words of each trade are in a text; trades of which there is none are left out."""
    spoken = words_of(text)
    counts = {trade: sum(_begins(word, _read(trade).words) for word in spoken) for trade in TRADES}
    return {trade: count for trade, count in counts.items() if count}


def _begins(word: str, beginnings: tuple[str, ...]) -> bool:
    return any(word.startswith(beginning) for beginning in beginnings)


@cache
def _read(trade: str) -> Trade:
    with paths.resource("questions", f"{trade}.toml").open("rb") as file:
        data = tomllib.load(file)
    phone, visit = (tuple(_question(one) for one in data[key]) for key in ("phone", "visit"))
    return Trade(tuple(data["words"]), phone, visit)


def _question(one: dict[str, Any]) -> Question:
    return Question(one["ask"], one["label"], frozenset(one.get("kinds", ())), one.get("listen", ""))
