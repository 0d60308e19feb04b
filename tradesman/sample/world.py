"""What every story of the sample shares: the shipped words, and who and what is in the book already."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from tradesman import paths
from tradesman.book.guarantee import GuaranteeKind
from tradesman.book.store import Session
from tradesman.sample.almanac import Almanac
from tradesman.services import answers, businesses, guarantees, kits, partners, prices, terms

Data = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """One thing somebody did at a moment, through the services."""

    at: datetime
    label: str
    run: Callable[[Session], object]
    number: int = 0  # of the quote that is given, when the story names it


@dataclass
class World:
    """The almanac, the shipped data, and the ids of what the stories refer to by name."""

    almanac: Almanac
    works: Data
    words: Data
    people: dict[str, UUID] = field(default_factory=dict)
    partners: dict[str, UUID] = field(default_factory=dict)
    jobs: dict[tuple[str, str], UUID] = field(default_factory=dict)
    answers: list[UUID] = field(default_factory=list)
    keeps: dict[UUID, list[str]] = field(default_factory=dict)
    agrees: set[UUID] = field(default_factory=set)  # may be quoted, and the words are still to come
    core: set[UUID] = field(default_factory=set)
    badly: set[UUID] = field(default_factory=set)
    pictures: dict[str, str] = field(default_factory=dict)


def load(name: str) -> Data:
    """One of the shipped data files."""
    with paths.resource("sample", f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def first_page(session: Session, data: Data, **rest: Any) -> None:
    """Sets up the business itself."""
    businesses.set_up(session, **data["business"], **rest)


def furnish(session: Session, data: Data, world: World) -> None:
    """Puts the partners, the price book, what is promised, and the answers in."""
    for row in data["partner"]:
        until = {key: world.almanac.day(said) for key, said in row.items() if key.endswith("_until_on")}
        world.partners[row["name"]] = partners.add(session, **row | until).id
    items = {}
    for code, (words, unit, cost, price, supplier) in data["prices"].items():
        items[code] = prices.add(session, words, price, code=code, unit=unit, cost_minor=cost, supplier=supplier).id
    for code, (words, *parts) in data["kits"].items():
        kits.make(session, words, [(items[part], round(quantity * 1000)) for part, quantity in parts], code=code)
    for row in data["guarantee"]:
        guarantees.add(session, **row | {"kind": GuaranteeKind(row["kind"])})
    for row in data["terms"]:
        terms.add(session, **row)
    for question, answer in load("answers")["answer"]:
        world.answers.append(answers.add(session, question, answer).id)
