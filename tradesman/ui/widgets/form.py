"""Forms declared as a list of fields, in a page or in a sheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.dates import DateField, TimeField
from tradesman.ui.widgets.field_box import AnyField, FieldBox
from tradesman.ui.widgets.fields import ChoiceField, LineField, TextField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.switches import CheckField, SwitchField


@dataclass(frozen=True)
class Field:
    """One field of a form, declared once at the top of a dialog's file."""

    key: str
    label: str
    kind: str = "line"  # line, text, choice, segment, date, time, check, switch
    required: bool = False
    help: str = ""
    choices: tuple[tuple[Any, str], ...] = ()
    default: Any = None
    placeholder: str = ""
    half: bool = False  # two halves stand side by side
    heading: str = ""  # above it and those that follow
    lines: int = 3  # of a text, until it is scrolled
    past: bool = False  # a date that has been: "Monday" is the last one
    check: Callable[[Any], str] | None = None  # value -> what is wrong with it, or ""; never asked about an empty one


class Form(QWidget):
    """Builds its fields from their declarations, reads them and shows their faults."""

    changed = Signal()

    def __init__(self, fields: Sequence[Field], theme: Theme, *, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self._fields = tuple(fields)
        self._boxes: dict[str, FieldBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("s3"))
        self._grid.setVerticalSpacing(theme.space("s3"))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._build()
        self.set_values({field.key: field.default for field in self._fields if field.default is not None})

    def box(self, key: str) -> FieldBox:
        """The box of a field, to hide it or to add to it."""
        return self._boxes[key]

    def values(self) -> dict[str, Any]:
        """What stands in the fields, by key."""
        return {key: box.editor.value() for key, box in self._boxes.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values by key; other fields stay as they are."""
        for key, value in values.items():
            self._boxes[key].editor.set_value(value)

    def draft(self) -> dict[str, Any]:
        """What stands in the fields that are not empty, as a file can hold it; what is no day or time, as typed."""
        found = {key: _plain(box.editor) for key, box in self._boxes.items()}
        return {key: value for key, value in found.items() if value}

    def show_draft(self, kept: Mapping[str, Any]) -> None:
        """Show what was kept, and nothing in the other fields; a field that is no more is left out."""
        for key, box in self._boxes.items():
            _show_plain(box.editor, kept.get(key))

    def set_error(self, key: str, words: str) -> None:
        """Show a fault below a field."""
        self._boxes[key].set_error(words)

    def check(self) -> bool:
        """Show every fault, put the focus on the first, and tell whether there is none."""
        faulty = [field.key for field in self._fields if self._shows_fault(field)]
        if faulty:
            self._boxes[faulty[0]].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return not faulty

    def _build(self) -> None:
        row, column = 0, 0
        for field in self._fields:
            box = self._boxed(field)
            if column and (field.heading or not field.half):
                row, column = row + 1, 0
            if field.heading:
                self._grid.addWidget(Label(field.heading, self._theme, "small strong", wrap=True), row, 0, 1, 2)
                row += 1
            self._grid.addWidget(box, row, column, 1, 1 if field.half else 2, Qt.AlignmentFlag.AlignTop)
            column = (column + 1) % 2 if field.half else 0
            row += 0 if column else 1
            self._boxes[field.key] = box
            box.editor.changed.connect(self._on_changed)
        self._grid.setRowStretch(row + 1, 1)

    def _boxed(self, field: Field) -> FieldBox:
        label = "" if field.kind in ("check", "switch") else field.label
        return FieldBox(label, self._editor(field), self._theme, field.help, check=field.check)

    def _editor(self, field: Field) -> AnyField:
        theme, name = self._theme, field.key
        makers: dict[str, Callable[[], AnyField]] = {
            "line": lambda: LineField(theme, placeholder=field.placeholder, name=name),
            "text": lambda: TextField(theme, placeholder=field.placeholder, lines=field.lines, name=name),
            "choice": lambda: ChoiceField(field.choices, theme, name=name),
            "segment": lambda: Segmented(field.choices, theme, name=name),
            "date": lambda: DateField(theme, self._today, past=field.past, placeholder=field.placeholder, name=name),
            "time": lambda: TimeField(theme, placeholder=field.placeholder, name=name),
            "check": lambda: CheckField(field.label, theme, name=name),
            "switch": lambda: SwitchField(field.label, theme, name=name),
        }
        return makers[field.kind]()

    def _shows_fault(self, field: Field) -> bool:
        box = self._boxes[field.key]
        if not box.isVisibleTo(self):
            return False
        missing = field.required and box.editor.value() in (None, "", False)
        box.set_error(box.fault() or (self.tr("This is needed.") if missing else ""))
        return bool(box.error)

    def _on_changed(self) -> None:
        self.changed.emit()


def _plain(editor: AnyField) -> Any:
    if isinstance(editor, DateField | TimeField):
        read = editor.value()
        return editor.text() if read is None else read.isoformat()
    value = editor.value()
    return value if value is None or isinstance(value, bool) else str(value)


def _show_plain(editor: AnyField, value: Any) -> None:
    if value is not None and isinstance(editor, DateField | TimeField):
        read = date.fromisoformat if isinstance(editor, DateField) else time.fromisoformat
        try:
            value = read(str(value))
        except ValueError:
            editor.setText(str(value))
            return
    editor.set_value(value)


class FormDialog(Sheet):
    """A sheet with one form: it hands over values free of faults, and waits to be finished."""

    submitted = Signal(dict)

    def __init__(
        self,
        window: QWidget,
        title: str,
        theme: Theme,
        fields: Sequence[Field],
        main: str,
        *,
        today: Callable[[], date] = date.today,
        width: int = 0,
        name: str = "",
    ) -> None:
        super().__init__(window, title, theme, width=width, name=name)
        self.form = Form(fields, theme, today=today)
        self.body.addWidget(self.form)
        cancel = Button(self.tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self.set_main(main)
        self.accepted.connect(self._on_accepted)

    def values(self) -> dict[str, Any]:
        """What stands in the fields, by key."""
        return self.form.values()

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values by key."""
        self.form.set_values(values)

    def _on_accepted(self) -> None:
        self.set_error("")
        if self.form.check():
            self.submitted.emit(self.form.values())
