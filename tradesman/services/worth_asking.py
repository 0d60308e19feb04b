"""Questions worth asking, on the phone and at a visit: those of the trade somebody speaks of, and the general ones.

The owner's own list for a trade, kept in the book, stands in place of the one that ships with the program.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlmodel import select

from tradesman import paths
from tradesman.book.enquiry import EnquiryKind
from tradesman.book.question_list import QuestionList
from tradesman.book.store import Session
from tradesman.services.matching import words_of

TRADES = ("electrical", "plumbing", "heating", "roofing", "carpentry", "painting")
GENERAL = "general"
_KNOWN = (GENERAL, *TRADES)
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


_SILENT = Trade((), (), ())


@dataclass(frozen=True)
class Lists:
    """Every list that is in force, by trade; read once, it is asked again and again while somebody speaks."""

    trades: Mapping[str, Trade]

    def on_the_phone(self, kind: EnquiryKind, words: str, own_trade: str = "") -> list[Question]:
        """What is worth asking somebody who rings with this kind of wish, the first first.

        `own_trade` is the trade of the business, in its own words.
        """
        general = [one for one in self.trades[GENERAL].phone if not one.kinds or kind in one.kinds]
        of_trade = list(self._of(words, own_trade).phone)
        if kind == EnquiryKind.COMPLAINT:
            return _each_once(general + of_trade)
        return _each_once(of_trade[:OF_THE_TRADE] + general + of_trade[OF_THE_TRADE:])

    def at_a_visit(self, words: str, own_trade: str = "") -> list[Question]:
        """What is worth asking at the door, about what was said on the phone: what bothers most, then the trade's."""
        general = self.trades[GENERAL].visit
        return _each_once([*general[:OPENING], *self._of(words, own_trade).visit, *general[OPENING:]])

    def label_of(self, ask: str) -> str:
        """What the need is called when the answer to this question matters; empty for a question of one's own."""
        known = (one for trade in self.trades.values() for one in (*trade.phone, *trade.visit))
        return next((one.label for one in known if one.ask == ask), "")

    def trade_of(self, words: str, own_trade: str = "") -> str:
        """The trade that the words speak of most, otherwise the only one the business has; or none."""
        own, said = self._named(own_trade), self._named(words)
        if said:
            most = max(said.values())
            best = [trade for trade, count in said.items() if count == most]
            return next((trade for trade in best if trade in own), best[0])
        return next(iter(own)) if len(own) == 1 else ""

    def _of(self, words: str, own_trade: str) -> Trade:
        return self.trades.get(self.trade_of(words, own_trade), _SILENT)

    def _named(self, text: str) -> dict[str, int]:
        """How many words of each trade are in a text; trades of which there is none are left out."""
        spoken = words_of(text)
        counts = {
            trade: sum(_begins(word, found.words) for word in spoken)
            for trade, found in self.trades.items()
            if trade != GENERAL
        }
        return {trade: count for trade, count in counts.items() if count}


def lists(session: Session) -> Lists:
    """The lists in force: the owner's own where the book has one, otherwise those that ship."""
    own = {row.trade: _owned(row) for row in session.exec(select(QuestionList)).all() if row.trade in _KNOWN}
    return Lists(MappingProxyType({**shipped().trades, **own})) if own else shipped()


@cache
def shipped() -> Lists:
    """The lists that ship with the program."""
    return Lists(MappingProxyType({trade: _read(trade) for trade in _KNOWN}))


def _each_once(asked: Iterable[Question]) -> list[Question]:
    """The same question may stand in the general list and in that of the trade."""
    first: dict[str, Question] = {}
    for one in asked:
        first.setdefault(one.ask, one)
    return list(first.values())


def _owned(row: QuestionList) -> Trade:
    """The list as the book keeps it; what has no question in it is left out."""
    phone, visit = (
        tuple(_question(one) for one in kept if isinstance(one, dict) and one.get("ask"))
        for kept in (row.phone, row.visit)
    )
    return Trade(tuple(map(str, row.words)), phone, visit)


def _begins(word: str, beginnings: tuple[str, ...]) -> bool:
    return any(word.startswith(beginning) for beginning in beginnings)


def _read(trade: str) -> Trade:
    with paths.resource("questions", f"{trade}.toml").open("rb") as file:
        data = tomllib.load(file)
    phone, visit = (tuple(_question(one) for one in data[key]) for key in ("phone", "visit"))
    return Trade(tuple(data["words"]), phone, visit)


def _question(one: dict[str, Any]) -> Question:
    return Question(one["ask"], one.get("label", ""), frozenset(one.get("kinds", ())), one.get("listen", ""))
