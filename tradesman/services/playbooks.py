"""The playbook: the rules that schedule follow-ups, as the owner keeps them, and those that ship with the program."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman import paths
from tradesman.book import clock
from tradesman.book.entity import new_id
from tradesman.book.errors import BookError
from tradesman.book.followup import Channel, Event, FollowUp, Purpose, Rule
from tradesman.book.message import MessageTemplate
from tradesman.book.store import Session

CALL_BACK = "call_back"
BY_HAND = "win_back_by_hand"  # the key of a contact for which the owner chose the day: no rule asks for it
LONGEST = timedelta(days=3653)  # of a wait
LONGEST_TITLE = 60  # letters; it stands in the rows of Today
OWN_KEY = re.compile(r"own_[0-9a-z_]{1,40}")
# The day of these may still be to come; of everything else it is the day on which it is noted.
AHEAD = frozenset(
    {Event.VISIT_BOOKED, Event.QUOTE_DECISION, Event.QUOTE_EXPIRING, Event.JOB_PLANNED, Event.GUARANTEE_ENDS}
)
_DAYS = {clock.Unit.DAYS: 1, clock.Unit.WORKING_DAYS: 1.4, clock.Unit.WEEKS: 7, clock.Unit.MONTHS: 30.4}
_KEPT = "Nothing was changed."


@dataclass(frozen=True, order=True)
class OwnWords:
    """The words of one rule alone, in one language; empty for the language of the business."""

    language: str
    subject: str
    words: str


@dataclass(frozen=True)
class Line:
    """One rule as it is or as it is to be, apart from its place in the book; `own_words` are those of its own."""

    key: str
    event: Event
    wait: str
    purpose: Purpose
    channel: Channel
    repeats: bool = False
    for_small_jobs: bool = False
    only_regulars: bool = False
    enabled: bool = True
    title: str = ""
    occasion: str = ""
    own_words: tuple[OwnWords, ...] = ()

    @property
    def own(self) -> bool:
        """Whether the owner added it."""
        return self.purpose == Purpose.OWN

    @property
    def speaks(self) -> str:
        """The occasion whose words are proposed for it."""
        return self.occasion or str(self.purpose)


# What of a line stands in the row of the rule.
COLUMNS = tuple(one.name for one in fields(Line) if one.name not in ("key", "own_words"))


def shipped() -> list[Line]:
    """The default playbook."""
    with paths.resource("playbook", "playbook.toml").open("rb") as file:
        return [line(row) for row in tomllib.load(file)["rule"]]


def line(row: dict[str, Any]) -> Line:
    """A line from plain data; ValueError for a value that the book does not know."""
    values: dict[str, Any] = dict(row)
    return Line(
        event=Event(values.pop("event")),
        purpose=Purpose(values.pop("purpose")),
        channel=Channel(values.pop("channel")),
        **values,
    )


def install(session: Session) -> None:
    """Writes the default playbook into a new book."""
    for position, one in enumerate(shipped()):
        check(one)
        session.add(Rule(key=one.key, position=position, **{key: getattr(one, key) for key in COLUMNS}))


def rules(session: Session, event: Event | None = None) -> list[Rule]:
    """The rules in their order; with an event, those in force for it."""
    if event is not None:
        return [rule for rule in of_event(session, event) if rule.enabled]
    return list(session.exec(select(Rule).order_by(col(Rule.position))).all())


def of_event(session: Session, event: Event) -> list[Rule]:
    """The rules for an event in their order, those that are switched off as well."""
    return list(session.exec(select(Rule).where(Rule.event == event).order_by(col(Rule.position))).all())


def lines(session: Session) -> list[Line]:
    """The whole playbook as it is now, in its order."""
    return list(by_id(session).values())


def by_id(session: Session) -> dict[UUID, Line]:
    """The whole playbook in its order, each rule by its id in the book."""
    found = rules(session)
    own = [rule.key for rule in found if has_own_words(rule.key)]
    spoken: dict[str, list[OwnWords]] = {key: [] for key in own}
    if own:
        for row in session.exec(select(MessageTemplate).where(col(MessageTemplate.occasion).in_(own))).all():
            spoken[row.occasion].append(OwnWords(row.language, row.subject, row.words))
    return {rule.id: _line(rule, spoken.get(rule.key, ())) for rule in found}


def as_line(session: Session, rule_id: UUID) -> Line:
    """A rule of the book as a line; BookError when the book no longer has it."""
    rule = session.load(Rule, rule_id)
    kept = session.exec(select(MessageTemplate).where(MessageTemplate.occasion == rule.key)).all()
    spoken = [OwnWords(one.language, one.subject, one.words) for one in kept] if has_own_words(rule.key) else []
    return _line(rule, spoken)


def _line(rule: Rule, spoken: Iterable[OwnWords]) -> Line:
    return Line(key=rule.key, own_words=tuple(sorted(spoken)), **{key: getattr(rule, key) for key in COLUMNS})


def new_key() -> str:
    """A key for a rule of the owner's own."""
    return f"own_{new_id().hex}"


def has_own_words(key: str) -> bool:
    """Whether a rule may have words that are its alone; those of a shipped one are the words of its purpose."""
    return OWN_KEY.fullmatch(key) is not None


def speaks(session: Session, followup_id: UUID) -> str:
    """The occasion whose words a follow-up proposes."""
    found = session.load(FollowUp, followup_id)
    rule = session.exec(select(Rule).where(Rule.key == found.rule_key)).first()
    occasion = rule.occasion if rule is not None and rule.purpose == found.purpose else ""
    return occasion or str(found.purpose)


# What can be


def check(one: Line) -> None:
    """BookError for a rule that cannot be. Rule: product.md, Follow-ups."""
    if (one.key == CALL_BACK) != (one.event == Event.ENQUIRY_RECEIVED) or (one.key == CALL_BACK) != (
        one.purpose == Purpose.CALL_BACK
    ):
        raise BookError(f"There is one rule for the call back. {_KEPT} Change that one.")
    if one.key == CALL_BACK and not one.enabled:
        raise BookError(f"Every enquiry is rung back: this rule stays on. {_KEPT} Change how long it waits.")
    if one.own:
        _check_title(one.title)
    _check_wait(one.event, one.wait, repeats=one.repeats)


def check_change(before: Line, after: Line) -> None:
    """BookError where a rule may not become another: of the call back only the wait changes."""
    check(after)
    kept = ("channel", "repeats", "for_small_jobs", "only_regulars", "occasion")
    if before.key == CALL_BACK and any(getattr(before, key) != getattr(after, key) for key in kept):
        raise BookError(f"Of the call back only the wait can be changed. {_KEPT}")


def _check_title(title: str) -> None:
    if not title.strip():
        raise BookError(f"What does the rule ask for? {_KEPT} A few words are enough.")
    if len(title) > LONGEST_TITLE:
        raise BookError(f"A rule's title has at most {LONGEST_TITLE} letters. {_KEPT} Shorten it.")


def _check_wait(event: Event, text: str, *, repeats: bool) -> None:
    try:
        wait = clock.Wait.parse(text)
    except ValueError as error:
        raise BookError(f"{error} {_KEPT}") from error
    if event == Event.ENQUIRY_RECEIVED:
        if wait.count < 0:
            raise BookError(f"A call back cannot be due before the enquiry. {_KEPT}")
    elif wait.unit == clock.Unit.WORKING_HOURS:
        raise BookError(f"Only the call back is counted in working hours. {_KEPT} Say it in days.")
    elif repeats and wait.count <= 0:
        raise BookError(f"What comes again needs some time between. {_KEPT}")
    elif wait.count < 0 and event not in AHEAD:
        raise BookError(f"Nobody knows that day before it comes. {_KEPT} Choose a wait after it.")
    if abs(wait.count) * _DAYS.get(wait.unit, 1) > LONGEST.days:
        raise BookError(f"A rule waits ten years at most. {_KEPT}")


def differences(before: Line, after: Line) -> list[str]:
    """The names of what is not the same."""
    return [one.name for one in fields(Line) if getattr(before, one.name) != getattr(after, one.name)]
