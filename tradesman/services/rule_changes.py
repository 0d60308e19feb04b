"""Changing the playbook: what becomes of what is planned is known before it is done, and is done in the same step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlmodel import select

from tradesman.book import clock
from tradesman.book.errors import BookError
from tradesman.book.followup import Channel, Event, FollowUpState, Purpose, Rule
from tradesman.book.message import MessageTemplate
from tradesman.book.store import Session
from tradesman.services import check_ups, effects, enquiries, message_words, messages, overtaken, playbooks
from tradesman.services.effects import Becomes, Effect, Then
from tradesman.services.playbooks import CALL_BACK, Line, OwnWords

NOT_CHANGED = frozenset({"key", "purpose"})
MOST_OWN = 200  # rules of the owner's own


@dataclass(frozen=True)
class Change:
    """One rule before and after; without the first it is added, without the second removed."""

    before: Line | None
    after: Line | None

    @property
    def key(self) -> str:
        """That of the rule."""
        one = self.after or self.before
        return one.key if one is not None else ""


@dataclass(frozen=True)
class Turn:
    """What another playbook would change: its rules, and what of what is planned."""

    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]


# One rule


def effect(session: Session, rule_id: UUID, /, **fields: Any) -> list[Effect]:
    """What a change of a rule would do to what is planned; nothing is written.

    BookError for a change that cannot be.
    """
    return _told(session, [_changed(session, rule_id, fields)])


def change(session: Session, rule_id: UUID, **fields: Any) -> Rule:
    """Changes a rule, and what is planned by it, as `effect` says; what is done stays as it is.

    BookError for a rule that cannot be, and for anything but the wait of the call back.
    """
    _carry_out(session, [_changed(session, rule_id, fields)])
    return session.load(Rule, rule_id)


def draft(title: str, event: Event, wait: str, channel: Channel, **fields: Any) -> Line:
    """A rule of the owner's own that is not in the book yet; BookError for one that cannot be."""
    key = playbooks.new_key()
    if fields.get("own_words"):
        fields["occasion"] = key
    return fit(Line(key, event, wait, Purpose.OWN, channel, title=title.strip(), **fields))


def add(session: Session, title: str, event: Event, wait: str, channel: Channel, **fields: Any) -> Rule:
    """Adds a rule of the owner's own at the end; it counts for what happens from now on.

    With `own_words` it has words that are its alone. BookError for a rule that cannot be.
    """
    made = draft(title, event, wait, channel, **fields)
    if sum(one.own for one in playbooks.lines(session)) >= MOST_OWN:
        raise BookError(f"A playbook has at most {MOST_OWN} rules of your own. Nothing was added.")
    _carry_out(session, [Change(None, made)])
    return _rule(session, made.key)


def removal(session: Session, rule_id: UUID) -> list[Effect]:
    """What would become of what is planned if a rule of the owner's own went; nothing is written."""
    return _told(session, [_removed(session, rule_id)])


def remove(session: Session, rule_id: UUID) -> None:
    """Removes a rule of the owner's own: what it planned is cancelled with the reason, what was done stays.

    BookError for a rule that ships with the program: it can be switched off.
    """
    _carry_out(session, [_removed(session, rule_id)])


# The whole playbook


def turn(session: Session, target: Sequence[Line], *, drop_own: bool = False) -> Turn:
    """What it would change if the playbook became this one; nothing is written.

    A shipped rule that it does not have is switched off; a rule of the owner's own goes only where that is asked for.
    BookError for a playbook that cannot be.
    """
    changes = _turned(session, target, drop_own=drop_own)
    return Turn(tuple(changes), tuple(_told(session, changes)))


def take(session: Session, target: Sequence[Line], *, drop_own: bool = False) -> None:
    """Makes the playbook this one, as `turn` says, in one step."""
    _carry_out(session, _turned(session, target, drop_own=drop_own))


def reset(session: Session, *, drop_own: bool = False) -> None:
    """Makes the playbook the default one; rules of the owner's own stay unless they are to go."""
    take(session, playbooks.shipped(), drop_own=drop_own)


def _turned(session: Session, target: Sequence[Line], *, drop_own: bool) -> list[Change]:
    home = messages.language_of(session)
    wanted = {one.key: fit(_at_home(one, home)) for one in target}
    if len(wanted) != len(target):
        raise BookError("A rule stands in it twice. Nothing was changed.")
    if CALL_BACK not in wanted:
        raise BookError("The rule for the call back is missing. Nothing was changed.")
    known = {one.key: one for one in playbooks.lines(session)}
    if sum(one.own for one in {**known, **wanted}.values()) > MOST_OWN:
        raise BookError(f"A playbook has at most {MOST_OWN} rules of your own. Nothing was changed.")
    changes = []
    for before in known.values():
        after = wanted.pop(before.key, None)
        if after is None and not before.own:
            after = replace(before, enabled=False)
        elif after is None and not drop_own:
            continue
        if after is not None:
            playbooks.check_change(before, after)
        changes.append(Change(before, after))
    changes += [Change(None, after) for after in wanted.values()]
    return [one for one in changes if one.before != one.after]


def _at_home(one: Line, home: str) -> Line:
    """The rule as this book keeps it: words in the language of the business have none, and such come first."""
    spoken = {each.language or home: each for each in sorted(one.own_words, reverse=True)}
    words = (OwnWords("" if key == home else key, each.subject, each.words) for key, each in spoken.items())
    return replace(one, own_words=tuple(words))


# How it is done


def _changed(session: Session, rule_id: UUID, fields: dict[str, Any]) -> Change:
    before = playbooks.as_line(session, rule_id)
    if NOT_CHANGED & set(fields):
        message = f"a rule's {', '.join(NOT_CHANGED & set(fields))} cannot be changed"
        raise TypeError(message)
    if "title" in fields and not before.own:
        message = "the title of a rule that ships is not the owner's"
        raise TypeError(message)
    after = fit(replace(before, **fields))
    playbooks.check_change(before, after)
    return Change(before, after)


def _removed(session: Session, rule_id: UUID) -> Change:
    before = playbooks.as_line(session, rule_id)
    if not before.own:
        raise BookError("This rule came with the program. Nothing was removed. Switch it off instead.")
    return Change(before, None)


def fit(one: Line) -> Line:
    """The line as it can be kept; BookError for one that cannot."""
    playbooks.check(one)
    one = replace(one, title=one.title.strip())
    if one.occasion == one.purpose:
        one = replace(one, occasion="")
    if one.occasion != one.key:
        if one.occasion and one.occasion not in _occasions():
            raise BookError("Nobody knows the message that a rule speaks of. Nothing was changed. Choose another.")
        return replace(one, own_words=())
    if not playbooks.has_own_words(one.key):
        return replace(one, occasion="", own_words=())
    if not any(spoken.words.strip() for spoken in one.own_words):
        raise BookError("The rule has no words. Nothing was changed. Write some, or choose a message.")
    return replace(one, own_words=tuple(sorted(_trimmed(spoken) for spoken in one.own_words)))


def _trimmed(spoken: OwnWords) -> OwnWords:
    return OwnWords(spoken.language, spoken.subject.strip(), spoken.words.strip())


def _occasions() -> frozenset[str]:
    """The messages that a rule can propose: all that go to a customer on their own."""
    return frozenset(message_words.shipped()) - {Purpose.CALL_BACK, *messages.NOT_TO_CUSTOMERS}


def _thens(session: Session, changes: Iterable[Change]) -> list[Then]:
    try:
        return [then for one in changes for then in _of(session, one)]
    except clock.NoWorkingTime as error:
        raise BookError("No working day would be left within two years. Nothing was changed.") from error


def _of(session: Session, one: Change) -> list[Then]:
    """What one rule does; a check-up that begins to come again is asked once for a property."""
    thens = effects.of(session, one.key, one.before, one.after)
    if one.after is None or not check_ups.is_joined(one.after):
        return thens
    stay = [then for then in thens if then.becomes == Becomes.RETURNS or then.found.state == FollowUpState.OPEN]
    asked = [then.found for then in stay if then.becomes != Becomes.CANCELLED]
    doubled = {found.id for found in check_ups.doubled(session, asked)}
    return [_joined(then) if then.found.id in doubled else then for then in thens]


def _joined(then: Then) -> Then:
    stands = then.found.state == FollowUpState.OPEN
    return Then(then.found, Becomes.CANCELLED if stands else None, reason=overtaken.WITH_LATER_WORK)


def _told(session: Session, changes: Iterable[Change]) -> list[Effect]:
    return effects.told(session, _thens(session, changes))


def _carry_out(session: Session, changes: list[Change]) -> None:
    thens = _thens(session, changes)
    for one in changes:
        _write(session, one)
    session.flush()
    for then in thens:
        then.do(session)
    if any(one.key == CALL_BACK for one in changes):
        enquiries.follow_clock(session)


def _write(session: Session, one: Change) -> None:
    """The rule itself and the words that are its alone."""
    if one.after is None:
        if one.before is not None:
            _say(session, one.before.key, ())
            session.delete(_rule(session, one.before.key))
        return
    values = {key: getattr(one.after, key) for key in playbooks.COLUMNS}
    if one.before is None:
        position = 1 + max((rule.position for rule in playbooks.rules(session)), default=-1)
        session.add(Rule(key=one.after.key, position=position, **values))
        session.flush()
    else:
        rule = _rule(session, one.after.key)
        for key, value in values.items():
            setattr(rule, key, value)
    if playbooks.has_own_words(one.after.key):
        _say(session, one.after.key, one.after.own_words)


def _say(session: Session, key: str, words: Iterable[OwnWords]) -> None:
    """Keeps exactly these words for a rule alone."""
    wanted = {spoken.language: spoken for spoken in words}
    for row in session.exec(select(MessageTemplate).where(MessageTemplate.occasion == key)).all():
        spoken = wanted.pop(row.language, None)
        if spoken is None:
            session.delete(row)
        else:
            row.subject, row.words = spoken.subject, spoken.words
    for spoken in wanted.values():
        session.add(MessageTemplate(occasion=key, language=spoken.language, subject=spoken.subject, words=spoken.words))


def _rule(session: Session, key: str) -> Rule:
    return session.exec(select(Rule).where(Rule.key == key)).one()
