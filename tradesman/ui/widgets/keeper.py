"""Fields without a button: each is kept when it is left."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import ChoiceField, LineField, TextField
from tradesman.ui.widgets.keys import once_let_go


class Keeps(Protocol):
    """Keeps one value; says through the last argument why it cannot be."""

    def __call__(self, key: str, value: Any, refuse: Callable[[str], None], /) -> object:
        """Does the step."""


class Keeper(QObject):
    """Keeps what was changed when its field is left, or at once where it is chosen with the mouse.

    What cannot be kept stays as it was typed, with its fault below. Esc brings back what the book says.
    """

    def __init__(self, parent: QObject, keep: Keeps) -> None:
        super().__init__(parent)
        self._keep = keep
        self._boxes: dict[str, FieldBox] = {}
        self._needed: set[str] = set()
        self._kept: dict[str, Any] = {}
        self._showing = False
        self._by_step = False  # a choice that is moved through, by keys or wheel, is kept when it is left

    def watch(self, key: str, box: FieldBox, *, needed: bool = False) -> None:
        """Looks after one field; one that is needed cannot be left empty."""
        self._boxes[key] = box
        if needed:
            self._needed.add(key)
        editor = box.editor
        editor.installEventFilter(self)
        if isinstance(editor, LineField):
            editor.editingFinished.connect(partial(self.leave, key))
        elif not isinstance(editor, TextField):
            editor.changed.connect(partial(self._on_chosen, key))

    def show(self, values: Mapping[str, Any]) -> None:
        """Shows what the book says, but for what is being changed just now."""
        self._showing = True
        for key, value in values.items():
            untouched = key not in self._kept or not self._is_changed(key)
            self._kept[key] = value
            if untouched:
                self._boxes[key].editor.set_value(value)
                self._boxes[key].set_error("")
        self._showing = False

    def leave(self, key: str) -> None:
        """Keeps what stands in a field, if it is something else than before."""
        if once_let_go(self, partial(self.leave, key)):
            return
        box = self._boxes[key]
        if not self._is_changed(key):
            box.set_error("")
            return
        value = box.editor.value()
        missing = key in self._needed and value in (None, "")
        box.set_error(box.fault() or (self.tr("This is needed.") if missing else ""))
        if not box.error:
            self._keep(key, value, box.set_error)
        if not box.error and isinstance(box.editor, LineField | TextField):
            box.editor.set_value(self._kept[key])  # as the book writes it, and with nothing to take back in the field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = next((key for key, box in self._boxes.items() if box.editor is watched), "")
        if not key:
            return False
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, TextField | ChoiceField):
            self.leave(key)
        elif event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress, QEvent.Type.Wheel):
            self._by_step = event.type() != QEvent.Type.MouseButtonPress
        return isinstance(event, QKeyEvent) and self._takes_back(key, event)

    def _takes_back(self, key: str, event: QKeyEvent) -> bool:
        """While a field is being changed, Esc is the field's and not the window's way back."""
        if event.key() != Qt.Key.Key_Escape or not self._is_changed(key):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._boxes[key].editor.set_value(self._kept[key])
            self._boxes[key].set_error("")
            return True
        return False

    def _is_changed(self, key: str) -> bool:
        editor = self._boxes[key].editor
        return bool(editor.fault()) or editor.value() != self._kept.get(key)

    def _on_chosen(self, key: str) -> None:
        waits = self._by_step and isinstance(self._boxes[key].editor, ChoiceField)
        if not self._showing and not waits:
            self.leave(key)
