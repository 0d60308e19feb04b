"""The playbook: the rules that schedule follow-ups, as the owner keeps them."""

import tomllib
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman import paths
from tradesman.book import clock
from tradesman.book.entity import new_id
from tradesman.book.errors import BookError
from tradesman.book.followup import Channel, Event, Purpose, Rule
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
    """Changes a rule; what is scheduled already stays, but for calls back that are not due yet."""
    rule = session.load(Rule, rule_id)
    if "wait" in fields:
        _check_wait(rule.event, fields["wait"], repeats=rule.repeats)
    for key, value in fields.items():
        if key not in ("wait", "channel", "enabled", "for_small_jobs", "only_regulars"):
            message = f"a rule's {key} cannot be changed"
            raise TypeError(message)
        setattr(rule, key, value)
    if rule.event == Event.ENQUIRY_RECEIVED and "wait" in fields:
        from tradesman.services import enquiries  # which stands on this module

        enquiries.follow_clock(session)
    return rule


def add(
    session: Session, event: Event, wait: str, purpose: Purpose, channel: Channel, *, repeats: bool = False
) -> Rule:
    """Adds a rule of the owner's own at the end; it counts for what happens from now on."""
    if event == Event.ENQUIRY_RECEIVED or purpose == Purpose.CALL_BACK:
        raise BookError("There is one rule for the call back. Nothing was added. Change that one.")
    _check_wait(event, wait, repeats=repeats)
    position = 1 + max((rule.position for rule in rules(session)), default=0)
    rule = Rule(
        key=f"own_{new_id().hex}",
        position=position,
        event=event,
        wait=wait,
        purpose=purpose,
        channel=channel,
        repeats=repeats,
    )
    session.add(rule)
    return rule


def _check_wait(event: Event, text: str, *, repeats: bool) -> None:
    try:
        wait = clock.Wait.parse(text)
    except ValueError as error:
        raise BookError(f"{error} Nothing was changed.") from error
    if event == Event.ENQUIRY_RECEIVED:
        if wait.count < 0:
            raise BookError("A call back cannot be due before the enquiry. Nothing was changed.")
    elif wait.unit == clock.Unit.WORKING_HOURS:
        raise BookError("Only the call back is counted in working hours. Nothing was changed. Say it in days.")
    elif repeats and wait.count <= 0:
        raise BookError("What comes again needs some time between. Nothing was changed.")
