"""The words for each occasion, by language: the owner's own, and those that ship with the program."""

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlmodel import col, select

from tradesman import paths
from tradesman.book.errors import BookError
from tradesman.book.followup import Purpose, Rule
from tradesman.book.message import MessageTemplate
from tradesman.book.store import Session
from tradesman.services import playbooks
from tradesman.services.messages import ENGLISH, Occasion, language_of


@dataclass(frozen=True)
class TemplateRow:
    """The words for an occasion in one language, and whether they are the owner's own.

    `title` is that of the rule whose words they are alone; their occasion is then the key of the rule.
    """

    occasion: str
    subject: str
    words: str
    own: bool = False
    title: str = ""
    language: str = ENGLISH


@cache
def languages() -> tuple[str, ...]:
    """The languages in which words ship, English first."""
    files = paths.resource("messages").glob("messages.*.toml")
    return (ENGLISH, *sorted(file.name.split(".")[1] for file in files))


@cache
def shipped(language: str = ENGLISH) -> dict[str, TemplateRow]:
    """The words that ship with the program, by occasion, in the order of the journey; none in a language it lacks."""
    if language not in languages():
        return {}
    name = "messages.toml" if language == ENGLISH else f"messages.{language}.toml"
    with paths.resource("messages", name).open("rb") as file:
        data = tomllib.load(file)
    return {
        key: TemplateRow(_occasion(key), each["subject"], each["words"].strip(), language=language)
        for key, each in data.items()
    }


def _occasion(key: str) -> Purpose | Occasion:
    return Purpose(key) if key in set(Purpose) else Occasion(key)


def templates(session: Session, language: str = "") -> list[TemplateRow]:
    """The words in force for every occasion, in a language or that of the business; then those of single rules."""
    home, own = language_of(session), defaultdict(list)
    for row in session.exec(select(MessageTemplate)).all():
        own[row.occasion].append(row)
    rules = [rule for rule in _speaking(session) if rule.key in own]
    found = [_in_force(key, own[key], language or home, home)[0] for key in shipped()]
    return found + [_in_force(rule.key, own[rule.key], language or home, home, rule)[0] for rule in rules]


def _speaking(session: Session) -> list[Rule]:
    """The rules with words that are theirs alone."""
    return list(session.exec(select(Rule).where(Rule.occasion == Rule.key).order_by(col(Rule.position))).all())


def template(session: Session, occasion: str, language: str = "") -> TemplateRow:
    """The words in force for one occasion, or of one rule; where there are none, those of any rule of the owner's."""
    return in_force(session, occasion, language)[0]


def in_force(session: Session, occasion: str, language: str = "") -> list[TemplateRow]:
    """The words for an occasion, the first first: in a language, then in that of the business, then in English.

    In each of them the owner's own come before those that ship. What a single rule says of its own comes before what
    ships in any language, which knows nothing of it. KeyError for an occasion that there is not.
    """
    home, occasion = language_of(session), str(occasion)
    own = session.exec(select(MessageTemplate).where(MessageTemplate.occasion == occasion)).all()
    rule = None
    if own and playbooks.has_own_words(occasion):
        rule = session.exec(select(Rule).where(Rule.key == occasion)).first()
        own = own if rule is not None else []
    return _in_force(occasion, own, language or home, home, rule)


def _in_force(
    occasion: str, own: Sequence[MessageTemplate], language: str, home: str, rule: Rule | None = None
) -> list[TemplateRow]:
    spoken = dict.fromkeys((language, home, ENGLISH))
    known = {row.language or home: row for row in sorted(own, key=lambda row: not row.language)}
    rows = {each: _own_row(occasion, known[each], each, rule) for each in spoken if each in known}
    ships = {each: original(occasion, each) for each in spoken if shipped(each)}
    if rule is not None:
        return [*rows.values(), *ships.values()]
    return [row for each in spoken for row in (rows.get(each), ships.get(each)) if row is not None]


def _own_row(occasion: str, row: MessageTemplate, language: str, rule: Rule | None) -> TemplateRow:
    key, title = (_occasion(occasion), "") if rule is None else (rule.key, rule.title)
    return TemplateRow(key, row.subject, row.words, own=True, title=title, language=language)


def original(occasion: str, language: str = ENGLISH) -> TemplateRow:
    """The words that ship for an occasion; for a single rule's, those for any rule of the owner's own.

    Raises KeyError for an occasion that there is not.
    """
    return shipped(language)[Purpose.OWN if playbooks.has_own_words(occasion) else occasion]


def change_template(session: Session, occasion: str, subject: str, words: str, language: str = "") -> None:
    """Keeps the owner's own words for an occasion, as they were checked; those that ship are nobody's own."""
    if not words.strip():
        raise BookError(
            "There are no words. Nothing was changed. Write some, or take those that came with the program."
        )
    row, as_shipped = _own(session, occasion, language), shipped(language or language_of(session)).get(occasion)
    subject, words = subject.strip(), words.strip()
    if as_shipped is not None and (subject, words) == (as_shipped.subject, as_shipped.words):
        reset_template(session, occasion, language)
    elif row is None:
        kept = "" if language == language_of(session) else language
        session.add(MessageTemplate(occasion=occasion, language=kept, subject=subject, words=words))
    else:
        row.subject, row.words = subject, words


def reset_template(session: Session, occasion: str, language: str = "") -> None:
    """Takes the words that ship with the program again, in one language."""
    row = _own(session, occasion, language)
    if row is not None:
        session.delete(row)


def keep_languages(session: Session, before: str) -> None:
    """Once the business speaks another language, the owner's own words stay those of the one they were written in.

    Those without a language were in the one `before`; those in the new one are now without.
    """
    before, home = before or ENGLISH, language_of(session)
    if before == home:
        return
    rows = session.exec(select(MessageTemplate)).all()
    unnamed = {row.occasion: row for row in rows if not row.language}
    for row in rows:
        if row.language == before and row.occasion in unnamed:  # the words without a language came before these
            session.delete(row)
    session.flush()
    for row in unnamed.values():
        row.language = before
    session.flush()
    for row in rows:
        if row.language == home:
            row.language = ""


def _own(session: Session, occasion: str, language: str) -> MessageTemplate | None:
    home = language_of(session)
    named = ("", home) if language in ("", home) else (language,)
    query = select(MessageTemplate).where(MessageTemplate.occasion == str(occasion))
    rows = session.exec(query.where(col(MessageTemplate.language).in_(named))).all()
    return next(iter(sorted(rows, key=lambda row: row.language)), None)
