"""The playbook: the rules that schedule follow-ups, as the owner keeps them."""

import tomllib
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman import paths
from tradesman.book import clock
from tradesman.book.errors import BookError
from tradesman.book.followup import Event, Rule
from tradesman.book.store import Session


def install(session: Session) -> None:
    """Writes the default playbook into a new book."""
    with paths.resource("playbook", "playbook.toml").open("rb") as file:
        for position, row in enumerate(tomllib.load(file)["rule"]):
            clock.Wait.parse(row["wait"])
            session.add(Rule.model_validate({"position": position, **row}))


def rules(session: Session, event: Event | None = None) -> list[Rule]:
    """The rules in their order; with an event, those in force for it."""
    query = select(Rule).order_by(col(Rule.position))
    if event is not None:
        query = query.where(Rule.event == event, col(Rule.enabled))
    return list(session.exec(query).all())


def change(session: Session, rule_id: UUID, **fields: Any) -> Rule:
    """Changes a rule; what is scheduled already stays."""
    rule = session.load(Rule, rule_id)
    if "wait" in fields:
        try:
            clock.Wait.parse(fields["wait"])
        except ValueError as error:
            raise BookError(f"{error}. Nothing was changed.") from error
    for key, value in fields.items():
        if key not in ("wait", "channel", "enabled", "for_small_jobs", "only_regulars"):
            message = f"a rule's {key} cannot be changed"
            raise TypeError(message)
        setattr(rule, key, value)
    return rule
