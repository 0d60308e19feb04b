"""Words that are edited where they stand."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.tips import plain_tip

_MARGIN = 2  # that a line edit keeps at the sides of its words


class InPlace(QLineEdit):
    """A line that looks like words until it is hovered or has the focus; Esc brings back what stood there."""

    committed = Signal(str)

    def __init__(self, theme: Theme, words: str, role: str = "small", *, placeholder: str = "", name: str = "") -> None:
        super().__init__()
        self._theme, self._role, self._kept = theme, role, ""
        self.setObjectName(name)
        self.setProperty("role", "inplace")
        self.setAccessibleName(words)
        self.setPlaceholderText(placeholder)
        self.setFont(theme.font(role))
        self.editingFinished.connect(self._on_editing_finished)
        theme.changed.connect(self._on_theme_changed)

    def set_value(self, words: str) -> None:
        """Shows what the book says, unless it is being changed just now."""
        if self.hasFocus() and self.text() != self._kept:
            self._kept = words
            return
        self._kept = words
        if self.text() != words:
            self.setText(words)
            self.setCursorPosition(0)
        self.setToolTip(plain_tip(words))

    def revert(self) -> None:
        """Shows again what stood there."""
        self.setText(self._kept)

    def shown_words(self) -> str:
        """What is seen of the words: those without room end in dots, until they are changed."""
        if self.hasFocus():
            return self.text()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self._room().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        words = self.shown_words()
        if words == self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(self._room(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def event(self, event: QEvent) -> bool:
        # While words are being changed, Esc is theirs and not the window's way back.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._reverts(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._reverts(event):
            self.revert()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _room(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return inside.adjusted(_MARGIN, 0, -_MARGIN, 0)

    def _reverts(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self.text() != self._kept

    def _on_editing_finished(self) -> None:
        words = self.text().strip()
        if words != self._kept and not self.isReadOnly():
            self._kept = words
            self.committed.emit(words)

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(self._role))
