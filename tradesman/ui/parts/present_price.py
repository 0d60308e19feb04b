"""The two things that are seen across a table: the mark of the best value, and the price."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.text import text_width


class BestBadge(Badge):
    """The mark of the best value, large enough to be seen across a table."""

    def __init__(self, words: str, theme: Theme, *, name: str) -> None:
        super().__init__(words, "accent", theme, "star-filled", name=name)

    def sizeHint(self) -> QSize:
        theme = self._theme
        width = text_width(self.text(), theme.font("strong")) + theme.scaled(16) + 4 + 2 * 12
        return QSize(width, theme.scaled(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        side = theme.scaled(16)
        star = theme.pixmap("star-filled", "on_accent", 16, self.devicePixelRatio())
        painter.drawPixmap(12, (self.height() - side) // 2, star)
        painter.setPen(theme.colour("on_accent"))
        painter.setFont(theme.font("strong"))
        left = 12 + side + 4
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()


class Price(Label):
    """An amount in large figures with small decimals; it becomes smaller rather than being cut."""

    def __init__(self, theme: Theme, *, name: str) -> None:
        self._parts: tuple[str, str, str] = ("", "", "")
        super().__init__("", theme, "hero", name=name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_amount(self, amount: str, digits: int) -> None:
        """Shows an amount; its last figures after the mark are the small ones."""
        found = re.fullmatch(rf"(.*\d)(\D\d{{{digits}}})(\D*)", amount, re.DOTALL) if digits else None
        self._parts = (found[1], found[2], found[3]) if found else (amount, "", "")
        self.setText(amount)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(round(self._width(1.0)), self._theme.line_height("hero"))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._theme.line_height("hero"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        scale = min(1.0, self.width() / max(self._width(1.0), 1.0))
        painter = QPainter(self)
        painter.setPen(self._theme.colour(self._tone if self.isEnabled() else "disabled"))
        base, left = round(self.height() * 0.78), 0.0
        for text, font in zip(self._parts, self._sized(scale), strict=True):
            painter.setFont(font)
            painter.drawText(round(left), base, text)
            left += QFontMetricsF(font).horizontalAdvance(text)
        painter.end()

    def _width(self, scale: float) -> float:
        return sum(
            QFontMetricsF(font).horizontalAdvance(text)
            for text, font in zip(self._parts, self._sized(scale), strict=True)
        )

    def _sized(self, scale: float) -> tuple[QFont, QFont, QFont]:
        large, small = self._theme.font("hero"), self._theme.font("title")
        for font in (large, small):
            font.setPixelSize(max(int(font.pixelSize() * scale), 8))
        return large, small, small
