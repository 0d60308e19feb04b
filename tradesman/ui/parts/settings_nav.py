"""The sections of the settings, one below the other; the arrow keys move between them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import draw_line

WIDTH = 220
_LEFT = 16
_ICON = 18
_GAP = 12


class SettingsNav(Card):
    """One section is current, and picking another shows that one."""

    picked = Signal(str)

    def __init__(self, sections: Sequence[tuple[str, str, str]], theme: Theme) -> None:
        """`sections` are key, words and icon."""
        super().__init__(theme, padding=1, name="settings_nav")
        self.setAccessibleName(self.tr("Sections"))
        self._theme = theme
        self._group = QButtonGroup(self)
        self._items = {key: _Item(words, icon, theme, name=f"settings_{key}") for key, words, icon in sections}
        self.body.setContentsMargins(0, 8, 0, 8)
        self.body.setSpacing(0)
        for item in self._items.values():
            item.setAutoExclusive(True)  # the group sees to it; this tells screen readers
            self._group.addButton(item)
            self.body.addWidget(item)
        self._group.buttonToggled.connect(self._on_toggled)
        self._fit()

    def set_current(self, key: str) -> None:
        """Makes a section the current one, and tells of it."""
        self._items[key].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.scaled(WIDTH))

    def _on_toggled(self, item: QAbstractButton, on: bool) -> None:
        if on:
            self.picked.emit(item.objectName().removeprefix("settings_"))


class _Item(PaintedButton):
    """A section's icon and name."""

    def __init__(self, words: str, icon: str, theme: Theme, *, name: str) -> None:
        super().__init__(theme, name=name)
        self._icon_name = icon
        self.setText(words)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(WIDTH), self._theme.size("button"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, side = self._theme, self._theme.scaled(_ICON)
        painter = QPainter(self)
        if self.isChecked():
            painter.fillRect(self.rect(), theme.colour("accent_soft"))
            painter.fillRect(0, 0, 4, self.height(), theme.colour("accent_edge"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        pixmap = theme.pixmap(self._icon_name, "ink", _ICON, self.devicePixelRatio())
        painter.drawPixmap(_LEFT, (self.height() - side) // 2, pixmap)
        left = _LEFT + side + _GAP
        words = QRect(left, 0, self.width() - left - 8, self.height())
        font = theme.font("body strong" if self.isChecked() else "body medium")
        draw_line(painter, words, self.text(), font, theme.colour("ink"))
        painter.end()
