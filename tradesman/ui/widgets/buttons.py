"""Buttons: words that say what happens, with an icon, in five roles."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.keys import is_enter
from tradesman.ui.widgets.text import draw_line, text_width
from tradesman.ui.widgets.tips import plain_tip

_GAP = 6
_CHEVRON = 16
_HIT_MARGIN = 4  # around a compact button: it looks 32 high and is hit on 40
_PADDING = 15
_PADDING_COMPACT = 11
_INKS = {
    "plain": "ink",
    "primary": "on_primary",
    "quiet": "ink",
    "danger": "danger",
    "accent": "on_accent",
    "toast": "on_rail",
}


class Button(QPushButton):
    """A push button of the theme: the sheet draws its box, the button itself its icon and words."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        role: str = "plain",
        icon: str = "",
        *,
        compact: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(text)
        self._theme, self._icon_name, self._compact = theme, icon, compact
        self._has_menu = False
        self.setObjectName(name)
        self.setProperty("role", role)
        self.setProperty("hit_margin", _HIT_MARGIN if compact else 0)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    @property
    def role(self) -> str:
        """plain, primary, quiet, danger, accent or toast."""
        return str(self.property("role"))

    def set_icon(self, icon: str) -> None:
        """Show another icon, or none for an empty name."""
        self._icon_name = icon
        self.updateGeometry()
        self.update()

    def setMenu(self, menu: QMenu) -> None:
        self._has_menu = True
        super().setMenu(menu)

    def sizeHint(self) -> QSize:
        width = sum(self._widths()) + 2 * (_PADDING_COMPACT if self._compact else _PADDING)
        return QSize(width, self._side())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        option.rect = self._box()
        option.features &= ~QStyleOptionButton.ButtonFeature.HasMenu
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        self._paint_words(painter)
        painter.end()

    def _side(self) -> int:
        compact = self._theme.size("button_compact") + 2 * _HIT_MARGIN
        return compact if self._compact else self._theme.size("button")

    def _box(self) -> QRect:
        """What is drawn of the button; the rest can be hit too."""
        return self.rect().adjusted(0, _HIT_MARGIN, 0, -_HIT_MARGIN) if self._compact else self.rect()

    def _font(self) -> QFont:
        return self._theme.font("small strong" if self._compact else "strong")

    def _icon_size(self) -> int:
        return 16 if self._compact else 18

    def _widths(self) -> tuple[int, int, int]:
        """The widths of icon, words and menu arrow, each with the gap behind or before it."""
        words = text_width(self.text(), self._font()) if self.text() else 0
        gap = _GAP if words else 0
        icon = self._theme.scaled(self._icon_size()) + gap if self._icon_name else 0
        arrow = self._theme.scaled(_CHEVRON) + gap if self._has_menu else 0
        return icon, words, arrow

    def _paint_words(self, painter: QPainter) -> None:
        theme, ratio = self._theme, self.devicePixelRatio()
        ink = _INKS[self.role] if self.isEnabled() else "disabled"
        icon, words, arrow = self._widths()
        left = max((self.width() - icon - words - arrow) // 2, 0)
        if self._icon_name:
            side = theme.scaled(self._icon_size())
            pixmap = theme.pixmap(self._icon_name, ink, self._icon_size(), ratio)
            painter.drawPixmap(left, (self.height() - side) // 2, pixmap)
        if words:
            rect = QRect(left + icon, 0, words, self.height())
            draw_line(painter, rect, self.text(), self._font(), theme.colour(ink))
        if arrow:
            side = theme.scaled(_CHEVRON)
            pixmap = theme.pixmap("chevron-down", ink, _CHEVRON, ratio)
            painter.drawPixmap(left + icon + words + arrow - side, (self.height() - side) // 2, pixmap)


class IconButton(Button):
    """A square button with an icon alone; its words are the tooltip and the accessible name."""

    def __init__(
        self,
        icon: str,
        words: str,
        theme: Theme,
        role: str = "quiet",
        *,
        compact: bool = False,
        name: str = "",
    ) -> None:
        super().__init__("", theme, role, icon, compact=compact, name=name)
        self.set_words(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """Say in other words what it does."""
        self.setToolTip(plain_tip(words))
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return QSize(self._side(), self._side())

    def _box(self) -> QRect:
        margin = _HIT_MARGIN if self._compact else 0
        return self.rect().adjusted(margin, margin, -margin, -margin)


def compact_width(theme: Theme, words: str, icon: str) -> int:
    """The width of a compact button, for delegates that leave room for one."""
    picture = theme.scaled(16) + _GAP if icon else 0
    return text_width(words, theme.font("small strong")) + picture + 2 * _PADDING_COMPACT
