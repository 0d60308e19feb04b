"""How what the palette finds is said: people and jobs, what can be done, and answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QCoreApplication

from tradesman.services import matching
from tradesman.services.palette import (
    Found,
    FoundAnswer,
    FoundJob,
    FoundPartner,
    FoundPerson,
    FoundQuote,
    Whom,
)
from tradesman.ui import format as say
from tradesman.ui.commands import Command
from tradesman.ui.widgets.found_delegate import Line
from tradesman.ui.words import asked_for, words

_MOST_COMMANDS = 4
_AT_REST = 7
_PERSON = "user"
_BEFORE = 24  # letters of an answer shown before those that were typed


@dataclass(frozen=True)
class Call:
    """Ring somebody who was found."""

    whom: Whom


@dataclass(frozen=True)
class NewEnquiry:
    """Write down what somebody asks for, of whom one knows, or as they were typed."""

    whom: Whom | None = None
    typed: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("palette", text)


def whom_of(line: Line | None) -> Whom | None:
    """Who is called from a line."""
    whom = getattr(line.key, "whom", None) if line is not None else None
    return whom if isinstance(whom, Whom) else None


def lines_at_rest(lately: Sequence[Found], commands: Sequence[Command], today: date) -> list[Line]:
    """What stands there before anything is typed: what was opened lately, and what is done most."""
    opened = [_line(found, "", today) for found in lately]
    offered = [_command(command, "") for command in commands if command.offered]
    return [*_group(_tr("Opened lately"), opened), *_group(_tr("Do"), offered[:_AT_REST])]


def lines_for(typed: str, found: Sequence[Found], commands: Sequence[Command], today: date) -> list[Line]:
    """What was typed finds these lines, best first, the answers last."""
    places = [_line(one, typed, today) for one in found if not isinstance(one, FoundAnswer)]
    answers = [_line(one, typed, today) for one in found if isinstance(one, FoundAnswer)]
    meant = _meant(typed, commands)
    deeds = [_command(command, typed) for command in meant]
    about = _about(whom_of(places[0]), typed) if places else [_offer(typed)]
    people, replies = _group(_tr("People and jobs"), places), _group(_tr("Answers"), answers)
    if not places and not meant:
        return [*(replies or [_nothing(typed)]), *_group(_tr("Do"), about)]
    if not places or _command_first(typed, meant, places):
        return [*_group(_tr("Do"), [*deeds, *about]), *people, *replies]
    return [*people, *_group(_tr("Do"), [*about, *deeds]), *replies]


def _command_first(typed: str, meant: Sequence[Command], places: Sequence[Line]) -> bool:
    """A command that is called so goes before people who are not, but in whose notes the word happens to stand."""
    called_so = any(matching.fit(command.words, typed) is not None for command in meant)
    names = (line.title if line.icon == _PERSON else f"{line.title} {line.second}" for line in places)
    return called_so and all(matching.fit(name, typed) is None for name in names)


def _group(title: str, lines: list[Line]) -> list[Line]:
    return [Line(title), *lines] if lines else []


def _nothing(typed: str) -> Line:
    title = _tr("Nothing found for “%s”") % typed
    return Line(title, icon="search", second=_tr("Try fewer letters, a street or a number."))


# What is found


def _line(found: Found, typed: str, today: date) -> Line:
    if isinstance(found, FoundPerson):
        return _marked(found, _PERSON, found.whom.name, found.matched or found.address, _next(found, today), typed)
    if isinstance(found, FoundQuote):
        total = say.money(found.total_minor, found.currency) if found.total_minor is not None else ""
        return _marked(found, "file-text", _tr("Quote %s") % found.number, _about_work(found), total, typed)
    if isinstance(found, FoundJob):
        return _marked(found, "hammer", found.title, found.whom.name, words(found.state), typed)
    if isinstance(found, FoundPartner):
        state = words(found.state) if found.state is not None else ""
        return _marked(found, "heart-handshake", found.name, found.trades, state, typed)
    line = _marked(found, "book-open", found.question, _excerpt(found.words, typed), "", typed)
    return replace(line, tall=False)


def _marked(found: Found, icon: str, title: str, second: str, right: str, typed: str) -> Line:
    return Line(
        title,
        found,
        icon,
        second,
        right,
        tall=True,
        title_spans=matching.spans(title, typed),
        second_spans=matching.spans(second, typed),
    )


def _about_work(found: FoundQuote) -> str:
    return f"{found.whom.name}, {found.title[:1].lower()}{found.title[1:]}"


def _next(found: FoundPerson, today: date) -> str:
    if found.whom.do_not_contact:
        return _tr("Do not contact")
    if found.next_purpose is None or found.next_on is None:
        return ""
    when = say.day(found.next_on, today)
    by = _tr("since %s") % when if found.next_on < today else when
    return f"{asked_for(found.next_purpose, found.next_title)}, {by}"


def _excerpt(text: str, typed: str) -> str:
    """The part of an answer in which the letters stand, from the beginning of a word."""
    plain = " ".join(text.split())
    spans = matching.spans(plain, typed)
    if not spans or spans[0][0] <= _BEFORE:
        return plain
    start = plain.rfind(" ", 0, spans[0][0] - _BEFORE + 1) + 1
    return f"…{plain[start:]}"


# What can be done


def _about(whom: Whom | None, typed: str) -> list[Line]:
    """What can be done for the person who fits best."""
    if whom is None:
        return []
    lines = []
    if whom.can_be_called:
        title = _tr("Call %s") % whom.name
        lines.append(Line(title, Call(whom), "phone", keys=_tr("Ctrl Enter"), title_spans=matching.spans(title, typed)))
    return [*lines, _enquiry(NewEnquiry(whom), _tr("New enquiry for %s") % whom.name, typed)]


def _offer(typed: str) -> Line:
    """What can be done when the book knows nobody of that name."""
    return _enquiry(NewEnquiry(typed=typed), _tr("New enquiry for “%s”") % typed, "")


def _enquiry(key: NewEnquiry, title: str, typed: str) -> Line:
    return Line(title, key, "plus", title_spans=matching.spans(title, typed))


def _meant(typed: str, commands: Sequence[Command]) -> list[Command]:
    fits = [(matching.forgiving_fit(command.words, typed), command) for command in commands if command.offered]
    found = sorted(((fit, command) for fit, command in fits if fit is not None), key=lambda pair: pair[0])
    return [command for _fit, command in found[:_MOST_COMMANDS]]


def _command(command: Command, typed: str) -> Line:
    return Line(
        command.words, command, command.icon, keys=command.cap, title_spans=matching.spans(command.words, typed)
    )
