"""The parts of the rail, all painted: the mark, New enquiry and the entries."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.keys import is_enter
from tradesman.ui.widgets.text import CENTRE, draw_line, text_width
from tradesman.ui.widgets.tips import plain_tip

_BESIDE = 8  # around short words
_ICON_LEFT = 16
_WORDS_LEFT = 46
_CLOSE = 6  # above and below an icon, at least


@dataclass(frozen=True)
class RailEntry:
    """One page of the rail; `short` stands below the icon when the rail is narrow."""

    key: str
    words: str
    icon: str
    short: str = ""
    at_bottom: bool = False


class RailPart(QAbstractButton):
    """What the parts of the rail share: full width, painted, narrow or wide."""

    def __init__(self, words: str, theme: Theme) -> None:
        super().__init__()
        self._theme, self._narrow, self._ringed = theme, False, False
        self.setProperty("own_focus", True)
        self.setText(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_narrow(self, narrow: bool) -> None:
        """Paint the narrow form."""
        self._narrow = narrow
        self.setToolTip(plain_tip(self.text()) if narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.size("rail_width_narrow"), self._theme.size("button"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A ring outside would be cut off by the window's edge, and its colour is lost on the rail.
        self._ringed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ringed = False
        super().focusOutEvent(event)

    def _paint_ring(self, painter: QPainter, shape: QRectF, token: str) -> None:
        if self._ringed:
            painter.setPen(QPen(self._theme.colour(token), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(shape, self._theme.radius("small"), self._theme.radius("small"))


class Brand(QLabel):
    """The mark and the name at the top."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Tradesman")
        self._theme, self._narrow = theme, False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_narrow(self, narrow: bool) -> None:
        """Paint the mark alone."""
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.size("rail_width_narrow"), self._theme.size("header_height"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, side = self._theme, self._theme.scaled(24)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = (self.width() - side) // 2 if self._narrow else _ICON_LEFT
        top = (self.height() - side) // 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(QRectF(left, top, side, side), theme.radius("medium"), theme.radius("medium"))
        inset = (side - theme.scaled(16)) // 2
        wrench = theme.pixmap("wrench", "on_accent", 16, self.devicePixelRatio())
        painter.drawPixmap(left + inset, top + inset, wrench)
        if not self._narrow:
            words = QRect(left + side + 10, 0, self.width(), self.height())
            draw_line(painter, words, self.text(), theme.font("section"), theme.colour("on_rail"))
        painter.end()


class EnquiryButton(RailPart):
    """The one loud button, the same on every page."""

    def __init__(self, words: str, theme: Theme) -> None:
        super().__init__(words, theme)
        self.setObjectName("new-enquiry")

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        strong = 0.16 if self.isDown() else 0.08 if self.underMouse() else 0.0
        painter.setBrush(theme.blend("accent", "on_accent", strong))
        margin = 12
        shape = QRectF(self.rect()).adjusted(margin, 0, -margin, 0)
        painter.drawRoundedRect(shape, theme.radius("medium"), theme.radius("medium"))
        side = theme.scaled(18)
        left = (self.width() - side) // 2 if self._narrow else 24
        plus = theme.pixmap("plus", "on_accent", 18, self.devicePixelRatio())
        painter.drawPixmap(left, (self.height() - side) // 2, plus)
        if not self._narrow:
            words = QRect(left + side + 8, 0, self.width(), self.height())
            draw_line(painter, words, self.text(), theme.font("strong"), theme.colour("on_accent"))
        self._paint_ring(painter, shape.adjusted(3, 3, -3, -3), "on_accent")
        painter.end()


class RailItem(RailPart):
    """A page's entry with its count."""

    def __init__(self, entry: RailEntry, theme: Theme) -> None:
        super().__init__(entry.words, theme)
        self._entry, self._count, self._loud = entry, 0, False
        self.setObjectName(f"rail-{entry.key}")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def minimumSizeHint(self) -> QSize:
        """In a low window with large text the entries move together, and narrow ones lose their words last."""
        hint = self.sizeHint()
        return QSize(hint.width(), min(hint.height(), self._theme.scaled(18) + 2 * _CLOSE))

    def set_count(self, count: int, loud: bool) -> None:
        """Show a number at the right, or none for 0."""
        self._count, self._loud = count, loud
        waiting = self.tr("%n waiting", "", count)
        self.setAccessibleName(f"{self.text()}, {waiting}" if count else self.text())
        self.update()

    def narrow_width(self) -> int:
        """What the short words need below their icon."""
        return text_width(self._entry.short or self.text(), self._theme.font("caption")) + _BESIDE

    def nextCheckState(self) -> None:
        """The window decides where the person is, not the click."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), theme.colour("rail_active"))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(-2, 6, 6, self.height() - 12), 2, 2)
        ink = "on_rail" if self.isChecked() else "rail_ink"
        if self._narrow:
            self._paint_narrow(painter, ink)
        else:
            self._paint_wide(painter, ink)
        self._paint_ring(painter, QRectF(self.rect()).adjusted(6, 2, -2, -2), "accent")
        painter.end()

    def _paint_wide(self, painter: QPainter, ink: str) -> None:
        theme, side, height = self._theme, self._theme.scaled(18), self.height()
        icon = theme.pixmap(self._entry.icon, ink, 18, self.devicePixelRatio())
        painter.drawPixmap(_ICON_LEFT, (height - side) // 2, icon)
        left = _WORDS_LEFT + side - 18
        font = theme.font("strong" if self.isChecked() else "body medium")
        draw_line(painter, QRect(left, 0, self.width() - left, height), self.text(), font, theme.colour(ink))
        if self._count:
            self._paint_count(painter, self.width() - 16, height // 2)

    def _paint_narrow(self, painter: QPainter, ink: str) -> None:
        theme = self._theme
        icon, left = theme.pixmap(self._entry.icon, ink, 18, self.devicePixelRatio()), self.width() - theme.scaled(18)
        words = QRect(0, theme.scaled(22), self.width(), theme.line_height("caption"))
        low = self.height() < words.bottom()
        painter.drawPixmap(left // 2, (self.height() - theme.scaled(18)) // 2 if low else 3, icon)
        if not low:
            text = self._entry.short or self.text()
            draw_line(painter, words, text, theme.font("caption"), theme.colour(ink), CENTRE)
        if self._count:
            self._paint_count(painter, self.width() - 4, theme.scaled(11))

    def _paint_count(self, painter: QPainter, right: int, middle: int) -> None:
        theme, words = self._theme, str(self._count)
        height = theme.scaled(20)
        width = max(text_width(words, theme.font("caption strong")) + 10, height)
        rect = QRect(right - width, middle - height // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent") if self._loud else theme.blend("rail_active", "rail_ink", 0.08))
        painter.drawRoundedRect(QRectF(rect), height / 2, height / 2)
        ink = theme.colour("on_accent" if self._loud else "on_rail")
        draw_line(painter, rect, words, theme.font("caption strong"), ink, CENTRE)
