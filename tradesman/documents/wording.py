"""Wording: a message template with fields, read as data, and filled with values that are data too.

Allowed are text, `{{ field }}` and `{% if field %} … {% else %} … {% endif %}`. A template is parsed in Jinja's sandbox
and never run: what it parsed to is walked here, so that nothing in a template or in a value is ever executed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tradesman.book.direction import one_line, unturned
from tradesman.book.errors import BookError

MOST_OF_TEMPLATE = 10_000
MOST_OF_RESULT = 20_000
MOST_NESTED = 8
ALLOWED = "Allowed are words, {{ field }} and {% if field %} … {% else %} … {% endif %}."
_KEPT = "Nothing was changed."


class WordingError(BookError):
    """A template cannot be read, or the result is too long; the sentence names the line where it can."""


@dataclass(frozen=True)
class Span:
    """Where a field stands in the result, in characters; `missing` when it has no value and its name stands there."""

    field: str
    start: int
    end: int
    missing: bool = False


@dataclass(frozen=True)
class Filled:
    """Plain words, and where they were filled in."""

    text: str
    spans: tuple[Span, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that had no value where one was needed, in the order in which they stand."""
        return _once(span.field for span in self.spans if span.missing)


class Wording:
    """A template that was read."""

    def __init__(self, body: Sequence[nodes.Node]) -> None:
        self._body = body

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields it speaks of, conditions included, in the order in which they stand."""
        return _once(name.name for node in self._body for name in node.find_all(nodes.Name))

    def unknown(self, known: Iterable[str]) -> tuple[str, ...]:
        """The fields that nobody can fill."""
        there = frozenset(known)
        return tuple(name for name in self.fields if name not in there)

    def missing(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """The fields without a value that would stand in the result."""
        return self.fill(values).missing

    def fill(self, values: Mapping[str, str], *, one_line: bool = False) -> Filled:
        """The result as plain text; a value is put in as it is, whatever it holds.

        A field without a value leaves its name in brackets. `one_line` folds line breaks and control characters to
        spaces, as a subject needs. WordingError when the result is too long.
        """
        sheet = _Sheet(one_line=one_line)
        _write(sheet, self._body, values)
        return sheet.filled()


def read(template: str) -> Wording:
    """Reads a template; WordingError, with the line, for anything but words, fields and simple conditions."""
    if len(template) > MOST_OF_TEMPLATE:
        raise WordingError(
            f"A template has at most {MOST_OF_TEMPLATE:,} characters; this one has {len(template):,}. {_KEPT}"
        )
    sandbox = ImmutableSandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)
    try:
        parsed = sandbox.parse(template)
    except TemplateSyntaxError as error:
        raise WordingError(f"Line {error.lineno} cannot be read. {_KEPT} {ALLOWED}") from error
    except (ArithmeticError, RecursionError, ValueError) as error:  # numbers and brackets beyond what Python takes
        raise WordingError(f"This template cannot be read. {_KEPT} {ALLOWED}") from error
    _check(parsed.body, 0)
    return Wording(parsed.body)


def _check(body: Sequence[nodes.Node], depth: int) -> None:
    for node in body:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if not isinstance(part, nodes.TemplateData | nodes.Name):
                    raise _not_allowed(part)
        elif isinstance(node, nodes.If) and isinstance(node.test, nodes.Name) and not node.elif_:
            if depth >= MOST_NESTED:
                raise WordingError(
                    f"Line {node.lineno}: conditions stand in each other more than {MOST_NESTED} deep. {_KEPT}"
                )
            _check(node.body, depth + 1)
            _check(node.else_, depth + 1)
        else:
            raise _not_allowed(node)


def _not_allowed(node: nodes.Node) -> WordingError:
    line = max(one.lineno or 1 for one in (node, *node.find_all(nodes.Node)))  # a few nodes do not know their own
    return WordingError(f"Line {node.lineno or line}: this is not allowed in a message. {_KEPT} {ALLOWED}")


def _write(sheet: "_Sheet", body: Sequence[nodes.Node], values: Mapping[str, str]) -> None:
    for node in body:
        if isinstance(node, nodes.If) and isinstance(node.test, nodes.Name):
            _write(sheet, node.body if values.get(node.test.name, "").strip() else node.else_, values)
        elif isinstance(node, nodes.Output):
            for part in node.nodes:
                if isinstance(part, nodes.TemplateData):
                    sheet.add_text(part.data)
                elif isinstance(part, nodes.Name):
                    sheet.add_field(part.name, values.get(part.name, ""))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


class _Sheet:
    """What is being written, piece by piece."""

    def __init__(self, *, one_line: bool) -> None:
        self._parts: list[str] = []
        self._spans: list[Span] = []
        self._length = 0
        self._one_line = one_line

    def add_text(self, text: str) -> None:
        """Adds words of the template; where a condition left nothing, no more than one empty line is left."""
        if self._one_line:
            text = "".join(letter if letter.isprintable() else " " for letter in text)
        before = self._parts[-1] if self._parts else ""
        ends, begins = len(before) - len(before.rstrip("\n")), len(text) - len(text.lstrip("\n"))
        self._add(text[min(max(ends + begins - 2, 0), begins) if ends else 0 :])

    def add_field(self, name: str, value: str) -> None:
        """Adds a value as it is, or the name of the field in brackets."""
        kept = one_line(value) if self._one_line else unturned(value.replace("\r\n", "\n").replace("\r", "\n"))
        missing = not kept.strip()
        start = self._length
        self._add(f"[{name.replace('_', ' ')}]" if missing else kept)
        self._spans.append(Span(name, start, self._length, missing))

    def filled(self) -> Filled:
        """The whole."""
        return Filled("".join(self._parts), tuple(self._spans))

    def _add(self, text: str) -> None:
        self._length += len(text)
        if self._length > MOST_OF_RESULT:
            raise WordingError(f"A message has at most {MOST_OF_RESULT:,} characters. {_KEPT} Shorten it.")
        if text:
            self._parts.append(text)
