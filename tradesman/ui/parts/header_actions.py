"""The buttons of a full header: where there is no room, those beside the main one keep only their icons."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Badge
from tradesman.ui.widgets.text import text_width
from tradesman.ui.widgets.tips import plain_tip

_GAP = 9  # between a button's icon and its words
_AROUND = 88  # what the header keeps free around the way back, the words and the buttons


class HeaderActions(QWidget):
    """Buttons in a row; the window can become narrow without losing one of them."""

    def __init__(self, buttons: Sequence[Button], theme: Theme) -> None:
        super().__init__()
        self._buttons, self._theme = list(buttons), theme
        self._words: dict[Button, str] = {}
        self._crowded = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space("s2"))
        self._row.addStretch(1)
        for button in self._buttons:
            self._words[button] = button.text()
            self._row.addWidget(button)

    def set_words(self, button: Button, words: str) -> None:
        """Says in other words what a button does."""
        self._words[button] = words
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._width(short=self._is_crowded()), self._theme.size("button"))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(short=True), self._theme.size("button"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        crowded = self._crowded
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and crowded != self._is_crowded():
            self.updateGeometry()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        header = self.parentWidget()
        if header is not None:
            header.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
            self.updateGeometry()
        return super().event(event)

    def _is_crowded(self) -> bool:
        """Whether the title and what stands beside and below it need the room that the buttons' words would take."""
        header = self.parentWidget()
        if header is not None:
            title, sub, back = (header.findChild(QWidget, name) for name in ("title", "sub", "back"))
            badges = [badge for badge in header.findChildren(Badge) if not badge.isHidden()]
            first = (title.sizeHint().width() if title is not None else 0) + _GAP
            first += sum(badge.sizeHint().width() + self._row.spacing() for badge in badges)
            words = max(first, sub.sizeHint().width() if sub is not None and not sub.isHidden() else 0)
            taken = words + (back.width() if back is not None else 0) + _AROUND
            self._crowded = taken + self._width(short=False) > header.width()
        return self._crowded

    def _fit(self) -> None:
        short = self.width() < self._width(short=False)
        for button, words in self._words.items():
            only_icon = short and button.role != "primary"
            text = "" if only_icon else words
            if button.text() != text:
                button.setText(text)
                button.updateGeometry()
            button.setAccessibleName(words)
            button.setToolTip(plain_tip(words) if only_icon else "")

    def _width(self, *, short: bool) -> int:
        seen = [button for button in self._buttons if not button.isHidden()]
        gaps = self._row.spacing() * max(len(seen) - 1, 0)
        return gaps + sum(self._button_width(button, short=short and button.role != "primary") for button in seen)

    def _button_width(self, button: Button, *, short: bool) -> int:
        # Counted, not tried out: words set inside a size hint would ask for a new layout without end.
        words = text_width(self._words[button], self._theme.font("strong")) + _GAP
        width = button.sizeHint().width()
        if short:
            return width - words if button.text() else width
        return width if button.text() else width + words
