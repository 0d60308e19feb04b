"""Fields to type and choose in, all alike: value(), set_value(), fault() and the signal changed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QStyledItemDelegate

from tradesman.book.direction import apart
from tradesman.book.entity import UNFIT
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.key_cap import key_cap_size, paint_key_cap

_ICON = 18
_INSET = 11
_GAP = 8
_NARROW = 320  # width to which a choice gives way
_BREAKS = {0x2028: "\n", 0x2029: "\n"}


def _is_for_the_book(event: QEvent, has_typed: bool) -> bool:
    """Whether Ctrl+Z goes past a field: with nothing typed in it, the book's last step is meant."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    return not has_typed and event.matches(QKeySequence.StandardKey.Undo)


class LineField(QLineEdit):
    """One line of text, trimmed, with an icon before it or the keys that lead to it behind."""

    changed = Signal()

    def __init__(self, theme: Theme, *, placeholder: str = "", icon: str = "", keys: str = "", name: str = "") -> None:
        super().__init__()
        self._theme, self._icon_name, self._keys, self._wrong = theme, icon, keys, False
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self._make_room()
        self.textChanged.connect(self._on_text_changed)

    def event(self, event: QEvent) -> bool:
        return super().event(event) if not _is_for_the_book(event, self.isUndoAvailable()) else False

    def value(self) -> Any:
        """The text as the book keeps it, without spaces around it; fields that read it give what they read."""
        return UNFIT.sub("", self.text()).strip()

    def set_value(self, value: Any) -> None:
        """Show a value; None is empty."""
        self.setText("" if value is None else str(value))

    def fault(self) -> str:
        """What is wrong with what was typed, in words; empty if nothing is."""
        return ""

    def set_wrong(self, wrong: bool) -> None:
        """Show or take away the mark of a fault; the words stand below, in the field box."""
        self._wrong = wrong
        self._make_room()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, ratio, side = self._theme, self.devicePixelRatio(), self._theme.scaled(_ICON)
        top = (self.height() - side) // 2
        painter = QPainter(self)
        if self._icon_name:
            ink = "ink_2" if self.isEnabled() else "disabled"
            painter.drawPixmap(_INSET, top, theme.pixmap(self._icon_name, ink, _ICON, ratio))
        right = self.width() - _INSET
        if self._wrong:
            painter.drawPixmap(right - side, top, theme.pixmap("circle-alert", "danger", _ICON, ratio))
        elif self._keys:
            cap = key_cap_size(theme, self._keys)
            place = QRect(QPoint(right - cap.width() + 3, (self.height() - cap.height()) // 2), cap)
            paint_key_cap(painter, place, theme, self._keys)
        painter.end()

    def _make_room(self) -> None:
        side = self._theme.scaled(_ICON) + _GAP
        right = side if self._wrong else key_cap_size(self._theme, self._keys).width() if self._keys else 0
        self.setTextMargins(side if self._icon_name else 0, 0, right, 0)

    def _on_text_changed(self) -> None:
        self.changed.emit()


class PasswordField(LineField):
    """One line that nobody can read over a shoulder; what was typed is taken as it is, with its spaces."""

    def __init__(self, theme: Theme, *, placeholder: str = "", name: str = "") -> None:
        super().__init__(theme, placeholder=placeholder, name=name)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> str:
        return self.text()


class TextField(QPlainTextEdit):
    """Several lines of text; Tab leaves it, as in every other field."""

    changed = Signal()

    def __init__(self, theme: Theme, *, placeholder: str = "", lines: int = 3, name: str = "") -> None:
        super().__init__()
        self._theme, self._lines = theme, lines
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.textChanged.connect(self._on_text_changed)

    def event(self, event: QEvent) -> bool:
        undoable = self.document().isUndoAvailable()
        return super().event(event) if not _is_for_the_book(event, undoable) else False

    def value(self) -> str:
        """The text as the book keeps it, without spaces around it: what was pasted and cannot be seen is left out."""
        return UNFIT.sub("", self.whole()).strip()

    def whole(self) -> str:
        """The text with the spaces around it; Qt's own plain text would lose hard spaces."""
        return self.document().toRawText().translate(_BREAKS)

    def set_value(self, value: Any) -> None:
        """Show a text; None is empty."""
        self.setPlainText("" if value is None else str(value))

    def fault(self) -> str:
        """Text is never wrong by itself."""
        return ""

    def set_wrong(self, wrong: bool) -> None:
        """Nothing more than its edge, which the style sheet draws."""

    def sizeHint(self) -> QSize:
        return QSize(240, self._lines * self._theme.line_height("body") + 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def _on_text_changed(self) -> None:
        self.changed.emit()


class ChoiceField(QComboBox):
    """One of a list of choices, each a key for the program and words for people."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str]], theme: Theme, *, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._keys: list[Any] = []
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(QStyledItemDelegate(self))  # the one that follows the style sheet
        self.set_choices(choices)
        self.currentIndexChanged.connect(self._on_index_changed)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these instead; what was chosen is forgotten, without a signal."""
        was_blocked = self.blockSignals(True)
        self._keys = [key for key, _words in choices]
        self.clear()
        self.addItems([apart(words) for _key, words in choices])
        self.blockSignals(was_blocked)

    def value(self) -> Any:
        """The key of the choice, None if nothing is chosen."""
        return self._keys[self.currentIndex()] if self.currentIndex() >= 0 else None

    def set_value(self, value: Any) -> None:
        """Choose by key; an unknown key chooses nothing."""
        self.setCurrentIndex(self._keys.index(value) if value in self._keys else -1)

    def fault(self) -> str:
        """A choice from the list is never wrong by itself."""
        return ""

    def set_wrong(self, wrong: bool) -> None:
        """Nothing more than its edge, which the style sheet draws."""

    def minimumSizeHint(self) -> QSize:
        """The longest choice does not make a form wider than its sheet."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._theme.scaled(_NARROW)), hint.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Rolling a form past the field must not change it.
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ink = "ink" if self.isEnabled() else "disabled"
        side = self._theme.scaled(16)
        painter = QPainter(self)
        place = QPoint(self.width() - side - 11, (self.height() - side) // 2)
        painter.drawPixmap(place, self._theme.pixmap("chevron-down", ink, 16, self.devicePixelRatio()))
        painter.end()

    def _on_index_changed(self) -> None:
        self.changed.emit()
