"""Words with marks in them: fields that were filled in, fields that are missing, and the tags of a template."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument

from tradesman.documents.wording import Filled, Span
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import TextField
from tradesman.ui.widgets.labels import Badge

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_LOOKS = {"filled": ("accent_soft", "accent_text"), "missing": ("warn_soft", "warn")}
Mark = tuple[int, int, str]  # where it begins in the whole text, its length, its look


class MarkedText(TextField):
    """A message with its fields marked; a mark stays as long as its words stand, whatever is typed around them."""

    def __init__(self, theme: Theme, *, lines: int = 3, name: str = "") -> None:
        super().__init__(theme, lines=lines, name=name)
        self._fields: list[_Field] = []
        self._marker = _Marker(self.document(), theme, self._marks)

    def show_filled(self, filled: Filled) -> None:
        """Shows these words with their marks; what stood there before comes back with Ctrl+Z in the field."""
        with QSignalBlocker(self):
            whole = QTextCursor(self.document())
            whole.select(QTextCursor.SelectionType.Document)
            whole.insertText(filled.text)
            self._fields = [self._field(filled, number) for number in range(len(filled.spans))]
        self._marker.rehighlight()
        self._on_text_changed()

    def filled_now(self) -> Filled:
        """The words as they are now, with the fields that still stand in them."""
        whole = self.whole()
        places = [(field, field.cursor) for field in self._fields if field.stands()]
        spans = (
            Span(field.name, _letters(whole, at.selectionStart()), _letters(whole, at.selectionEnd()), field.missing)
            for field, at in places
        )
        return Filled(whole, tuple(spans))

    def missing(self) -> list[str]:
        """The fields whose names still stand where a value is needed, each once."""
        return list(dict.fromkeys(field.name for field in self._fields if field.missing and field.stands()))

    def filled(self) -> set[str]:
        """The fields that are filled in and stand as they were."""
        return {field.name for field in self._fields if not field.missing and field.stands()}

    def put(self, words: str) -> None:
        """Puts words where the cursor is, as a paragraph of their own."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()].strip()
        cursor.insertText(f"\n\n{words}" if before else words)
        self.setTextCursor(cursor)

    def aim(self) -> None:
        """Puts the cursor where one goes on writing: before the goodbye."""
        text = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(_units(text[: max(text.rfind("\n\n"), 0)]))
        self.setTextCursor(cursor)

    def _field(self, filled: Filled, number: int) -> "_Field":
        span = filled.spans[number]
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(filled.text[: span.start]))
        cursor.setPosition(_units(filled.text[: span.end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.setKeepPositionOnInsert(True)
        return _Field(span.field, span.missing, cursor, cursor.selectedText())

    def _marks(self, _text: str, _begin: int) -> Iterable[Mark]:
        for field in self._fields:
            if field.stands():
                begin = field.cursor.selectionStart()
                yield begin, field.cursor.selectionEnd() - begin, "missing" if field.missing else "filled"


class TemplateText(TextField):
    """A template while it is written: its fields and conditions are marked."""

    def __init__(self, theme: Theme, *, lines: int = 3, name: str = "") -> None:
        super().__init__(theme, lines=lines, name=name)
        self._marker = _Marker(self.document(), theme, _tags)


class FieldsBadge(Badge):
    """How many fields of a message are filled in, or are missing."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("", "good", theme, name="fields")

    def show_fields(self, missing: Sequence[str], filled: int) -> None:
        """Says it; where no field is spoken of there is nothing to say."""
        self.setVisible(bool(missing) or filled > 0)
        if missing:
            many = self.tr("{0} fields missing").format(len(missing))
            self.set_state(self.tr("1 field missing") if len(missing) == 1 else many, "warn", "circle-alert")
        else:
            many = self.tr("All {0} fields filled").format(filled)
            self.set_state(self.tr("1 field filled") if filled == 1 else many, "good", "check")


@dataclass
class _Field:
    """One field in a text, and the cursor that moves with it."""

    name: str
    missing: bool
    cursor: QTextCursor
    words: str

    def stands(self) -> bool:
        """Whether its words are still those that were filled in."""
        return self.cursor.selectedText() == self.words


class _Marker(QSyntaxHighlighter):
    """Draws marks into a document, in the colours of the theme in force."""

    def __init__(self, document: QTextDocument, theme: Theme, marks: Callable[[str, int], Iterable[Mark]]) -> None:
        super().__init__(document)
        self._theme, self._find = theme, marks
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        begin = self.currentBlock().position()
        for start, length, look in self._find(text, begin):
            if start < begin + _units(text) and start + length > begin:
                self.setFormat(max(start - begin, 0), length - max(begin - start, 0), self._look(look))

    def _look(self, look: str) -> QTextCharFormat:
        fill, ink = _LOOKS[look]
        form = QTextCharFormat()
        form.setBackground(self._theme.colour(fill))
        form.setForeground(self._theme.colour(ink))
        form.setFontWeight(QFont.Weight.DemiBold)
        return form


def _tags(text: str, begin: int) -> Iterable[Mark]:
    for found in _TAG.finditer(text):
        yield begin + _units(text[: found.start()]), _units(found[0]), "filled"


def _units(text: str) -> int:
    """The length of a text as Qt counts it, where some characters are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _letters(text: str, units: int) -> int:
    """How many letters of a text the first units of Qt are."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "surrogatepass"))
