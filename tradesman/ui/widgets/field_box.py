"""A field with its label above and its help or its fault below."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.dates import DateField, TimeField
from tradesman.ui.widgets.fields import ChoiceField, LineField, TextField
from tradesman.ui.widgets.keys import once_let_go
from tradesman.ui.widgets.labels import Label, LeadLabel
from tradesman.ui.widgets.polish import set_look
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.switches import CheckField, SwitchField

AnyField = LineField | TextField | ChoiceField | DateField | TimeField | CheckField | SwitchField | Segmented


class FieldBox(QWidget):
    """Label, editor and the line below; a fault stands there in words and keeps what was typed.

    What cannot be read is marked when the field is left, until it can be read again.
    """

    def __init__(
        self,
        label: str,
        editor: AnyField,
        theme: Theme,
        help_words: str = "",
        *,
        optional: str = "",
        check: Callable[[Any], str] | None = None,
    ) -> None:
        super().__init__()
        self.editor = editor
        self._help, self._check = help_words, check
        self._below = Label(help_words, theme, "small", "ink_3", wrap=True)
        if not help_words:
            self._below.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space("s1"))
        if label:
            words = LeadLabel(label, optional, theme, tone="ink_3")
            words.setBuddy(editor)
            layout.addWidget(words)
            editor.setAccessibleName(label)
        layout.addWidget(editor)
        layout.addWidget(self._below)
        if help_words:
            editor.setAccessibleDescription(help_words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusProxy(editor)
        editor.changed.connect(self._on_changed)
        if isinstance(editor, LineField):  # the others hold nothing that could not be read
            editor.editingFinished.connect(self._on_left)

    @property
    def error(self) -> str:
        """The fault shown now, empty if none."""
        return self._below.text() if self.editor.property("state") == "error" else ""

    def fault(self) -> str:
        """What is wrong with what was typed, in words; nothing is wrong with an empty field."""
        value = self.editor.value()
        words = self.editor.fault()
        return self._check(value) if not words and self._check is not None and value not in (None, "") else words

    def set_help(self, words: str) -> None:
        """Say something else below the editor; a fault that stands there stays."""
        self._help = words
        if not self.error:
            self.set_error("")

    def set_error(self, words: str) -> None:
        """Show a fault below the editor; empty words bring the help back."""
        set_look(self.editor, "state", "error" if words else "")
        self.editor.set_wrong(bool(words))
        self.editor.setAccessibleDescription(words or self._help)
        self._below.set_tone("danger" if words else "ink_3")
        self._below.setText(words or self._help)
        self._below.setVisible(bool(words or self._help))

    def _on_changed(self) -> None:
        if self.error:
            self.set_error(self.fault())

    def _on_left(self) -> None:
        if not once_let_go(self, self._on_left) and (words := self.fault()):
            self.set_error(words)
