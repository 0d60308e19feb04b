"""The playbook as a TOML file, in the shape of the one that ships: written to be read by people, and read with care.

What a file would change is found out before anything is written: `read` looks, `rule_changes.turn` tells.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tradesman.book import private_file
from tradesman.book.entity import clean
from tradesman.book.errors import BookError
from tradesman.book.followup import Channel, Event, Purpose
from tradesman.book.store import Session, refuse_inside_a_book
from tradesman.services import messages, playbooks, rule_changes
from tradesman.services.playbooks import CALL_BACK, OWN_KEY, Line, OwnWords

SUFFIX = ".toml"
MOST_BYTES = 1_000_000
MOST_RULES = 500
_MOST_SIGNS = 160_000  # outside of texts; 500 rules, each with words in three languages, have 155,000
_WORDS_HEAD = "[[rule.own_words]]"
# Texts and remarks, in which anything may stand; one that is not closed is refused by Python's reader at once.
_TEXT = re.compile(
    r'(?s:"""(?:\\.|.)*?(?:"""|\Z)"{0,2})|'
    r"(?s:'''.*?(?:'''|\Z)'{0,2})|"
    r'"(?:\\.|[^"\\\n])*"?|'
    r"'[^'\n]*'?|"
    r"#[^\n]*"
)
_HEAD = "# A playbook of Tradesman."
_GUIDE = f"""{_HEAD} A wait is "3 months", "2 weeks", "1 working_hours", "-1 working_days" (before).
# Small jobs, done and paid on the day, use only the rules marked for_small_jobs. A key that begins with own_ is that
# of a rule of your own: it has a title, and the purpose "own".
"""
_NEEDED = ("key", "event", "wait", "purpose", "channel")
_TEXTS = (*_NEEDED, "title", "occasion")
_SWITCHES = ("repeats", "for_small_jobs", "only_regulars", "enabled")
# What is chosen from a list, which a newer program may have made longer.
_CHOSEN: Mapping[str, type[StrEnum]] = MappingProxyType({"event": Event, "purpose": Purpose, "channel": Channel})
_NEWER = "The file may come from a newer Tradesman."
_LANGUAGE = re.compile("(|[a-z]{2})")
_KEPT = "Nothing was changed."


# Out


def export(session: Session, out: Path) -> int:
    """Writes the playbook as it is; gives how many rules. Ends the session.

    BookError when the disk refuses, and for a place that is taken by anything but an earlier playbook.
    """
    home = messages.language_of(session)
    found = [_spelled_out(one, home) for one in playbooks.lines(session)]
    session.close()  # a slow stick holds up nobody who writes to the book
    refuse_inside_a_book(out)
    private_file.clear_leftovers(out.parent)
    with private_file.appearing(out) as handle:
        _refuse_what_is_no_playbook(out)
        handle.write(written(found).encode())
    return len(found)


def _refuse_what_is_no_playbook(out: Path) -> None:
    if out.exists():
        with out.open("rb") as there:
            head = there.read(len(_HEAD))
        if head and head != _HEAD.encode():
            raise BookError(f"{out} is there already and no playbook. It was not touched. Choose another name.")


def _spelled_out(one: Line, home: str) -> Line:
    """The rule with its own words in the language they are in, also where that is the language of the business."""
    spoken = {each.language or home: each for each in sorted(one.own_words, reverse=True)}  # without one it comes first
    words = (OwnWords(key, each.subject, each.words) for key, each in spoken.items())
    return replace(one, own_words=tuple(sorted(words)))


def written(found: Iterable[Line]) -> str:
    """The playbook as the text of a file."""
    return "\n".join([_GUIDE, *map(_rule, found)])


def _rule(one: Line) -> str:
    entries = [f"{key} = {_text(getattr(one, key))}" for key in _NEEDED]
    entries += [f"{key} = {_text(getattr(one, key))}" for key in ("title", "occasion") if getattr(one, key)]
    usual = {"enabled": True}
    switched = [key for key in _SWITCHES if getattr(one, key) != usual.get(key, False)]
    entries += [f"{key} = {str(getattr(one, key)).lower()}" for key in switched]
    spoken = [
        f"\n{_WORDS_HEAD}\nlanguage = {_text(each.language)}\nsubject = {_text(each.subject)}\n"
        f"words = {_text(each.words)}\n"
        for each in one.own_words
    ]
    return "\n".join(["[[rule]]", *entries, "", *spoken]) if spoken else "\n".join(["[[rule]]", *entries, ""])


def _text(value: str) -> str:
    """A text as TOML has it; JSON escapes the same letters, but for one."""
    lines = [json.dumps(line, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f") for line in str(value).split("\n")]
    return f'"{lines[0]}"' if len(lines) == 1 else '"""\n' + "\n".join(lines) + '"""'


# In


def read(file: Path) -> list[Line]:
    """The playbook that a file holds, each rule looked at; BookError with a sentence for one that cannot be taken."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise BookError(f"{file.name} is too large for a playbook. {_KEPT} Choose another file.")
        with file.open("rb") as handle:
            found = handle.read(MOST_BYTES + 1)
    except OSError as error:
        why = f"{file.name} could not be read: {error.strerror or error}."
        raise BookError(f"{why} {_KEPT} Choose another file.") from error
    return read_text(found, file.name)


def read_text(found: bytes, name: str) -> list[Line]:
    """The playbook that the bytes of a file hold."""
    try:
        text = found.decode("utf-8-sig")
        data = tomllib.loads(text) if _is_read_soon(text) else {}
    except UnicodeDecodeError as error:
        raise BookError(f"{name} is no text file in UTF-8. {_KEPT} Choose a playbook that was exported.") from error
    except tomllib.TOMLDecodeError as error:
        raise BookError(f"{name} is no TOML file: {_short(str(error))}. {_KEPT} Mend that, then try again.") from error
    except (RecursionError, ValueError) as error:  # brackets in brackets, or a number, beyond what Python reads
        raise BookError(f"{name} is no playbook. {_KEPT} Choose one that was exported.") from error
    rows = data.get("rule")
    if set(data) != {"rule"} or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BookError(f"{name} is no playbook: it has more or other parts than rules. {_KEPT}")
    if len(rows) > MOST_RULES:
        raise BookError(f"A playbook has at most {MOST_RULES} rules. {_KEPT}")
    shipped = {one.key: one for one in playbooks.shipped()}
    lines = [_line(number, row, shipped) for number, row in enumerate(rows, start=1)]
    _check_whole(lines)
    return lines


def _is_read_soon(text: str) -> bool:
    """Whether it is short but for its texts, and no key has parts: below one of many, each line takes Python long."""
    bare = _TEXT.sub("", text)
    return len(bare) <= _MOST_SIGNS and "." not in bare.replace(_WORDS_HEAD, "")


def _check_whole(lines: Sequence[Line]) -> None:
    keys = [one.key for one in lines]
    twice = next((key for key in keys if keys.count(key) > 1), "")
    if twice:
        raise BookError(f"The rule {twice} stands in the file twice. {_KEPT} Take one out.")
    if CALL_BACK not in keys:
        raise BookError(f"The rule {CALL_BACK} is missing: every enquiry is rung back. {_KEPT} Put it in.")


def _line(number: int, row: dict[str, Any], shipped: Mapping[str, Line]) -> Line:
    place = f"Rule {number}"
    _check_names(place, row)
    key = row["key"]
    place = f"{place}, {_short(key)}"
    if key not in shipped and not OWN_KEY.fullmatch(key):
        raise BookError(f"{place}: a key is that of a rule that ships, or begins with own_. {_NEWER} {_KEPT}")
    values = {**row, "title": _one_line(place, row.get("title", ""))}
    values["own_words"] = tuple(_spoken(place, each) for each in row.get("own_words", []))
    languages = [each.language for each in values["own_words"]]
    if len(set(languages)) != len(languages):
        raise BookError(f"{place}: there are words of one language twice. {_KEPT}")
    for name, kind in _CHOSEN.items():
        if row[name] not in set(kind):
            raise BookError(f"{place}: “{_short(row[name])}” is no {name} that is known here. {_NEWER} {_KEPT}")
    one = playbooks.line(values)
    wanted = shipped[key].purpose if key in shipped else "own"
    if one.purpose != wanted:
        raise BookError(f"{place}: its purpose is {wanted}. {_KEPT}")
    if one.title and not one.own:
        raise BookError(f"{place}: only a rule of your own has a title. {_KEPT}")
    try:
        return rule_changes.fit(one)
    except BookError as error:
        raise BookError(f"{place}: {error}") from error


def _check_names(place: str, row: dict[str, Any]) -> None:
    missing = [key for key in _NEEDED if key not in row]
    if missing:
        raise BookError(f"{place}: {', '.join(missing)} is missing. {_KEPT}")
    strange = [key for key in row if key not in (*_TEXTS, *_SWITCHES, "own_words")]
    if strange:
        raise BookError(f"{place}: nobody knows what {_short(strange[0])} means. {_NEWER} {_KEPT}")
    kinds = {**dict.fromkeys(_TEXTS, str), **dict.fromkeys(_SWITCHES, bool), "own_words": list}
    wrong = [key for key, value in row.items() if type(value) is not kinds[key]]
    if wrong:
        raise BookError(f"{place}: {wrong[0]} is of another kind than it should be. {_KEPT}")


def _spoken(place: str, each: Any) -> OwnWords:
    known = ("language", "subject", "words")
    if not isinstance(each, dict) or set(each) - set(known) or "words" not in each:
        raise BookError(f"{place}: words of its own are language, subject and words. {_KEPT}")
    found = [each.get(key, "") for key in known]
    if not all(isinstance(value, str) for value in found) or not _LANGUAGE.fullmatch(found[0]):
        raise BookError(f"{place}: a language is two letters such as de, and all words are texts. {_KEPT}")
    return OwnWords(found[0], _one_line(place, found[1]), _clean(place, found[2]))


def _one_line(place: str, text: str) -> str:
    return " ".join(_clean(place, text).split())


def _clean(place: str, text: str) -> str:
    """A text as the book would keep it."""
    try:
        return clean(text)
    except BookError as error:
        raise BookError(f"{place}: {error}") from error


def _short(text: str) -> str:
    """A piece of a strange file as it can stand in a sentence."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain if len(plain) <= 60 else f"{plain[:60]}…"
