"""What every story of the sample shares: the shipped words, and who and what is in the book already."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from tradesman import paths
from tradesman.book.store import Session
from tradesman.sample.almanac import Almanac
from tradesman.services import answers, businesses, partners, prices

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
    keeps: dict[UUID, list[str]] = field(default_factory=dict)
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
    """Puts the partners, the price book and the answers in."""
    for row in data["partner"]:
        world.partners[row["name"]] = partners.add(session, **row).id
    for code, (words, unit, cost, price, supplier) in data["prices"].items():
        prices.add(session, words, price, code=code, unit=unit, cost_minor=cost, supplier=supplier)
    for question, answer in load("answers")["answer"]:
        answers.add(session, question, answer)
