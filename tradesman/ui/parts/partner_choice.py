"""A partner to choose: who it is, how customers fared, what it means for the customer and for me."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from tradesman.book.partner import Partner
from tradesman.ui import format as said
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import RIGHT, draw_line, text_width
from tradesman.ui.widgets.tips import plain_tip

_LEFT = 44
_TERMS = 84


@dataclass(frozen=True)
class Choice:
    """One of the answers to "who can help?"; without a partner it is "just tell"."""

    title: str
    words: str
    partner: Partner | None = None
    saves: str = ""
    saves_whom: str = ""
    bonus: str = ""
    warns: bool = False  # the words begin with what speaks against it
    named: bool = False  # what is wanted names the trade


class PartnerChoice(PaintedButton):
    """A radio button as a card, painted."""

    def __init__(self, choice: Choice, theme: Theme, *, name: str) -> None:
        super().__init__(theme, name=name)
        self.choice = choice
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(choice.title)
        bonus = self.tr("%s for you") % choice.bonus if choice.bonus else ""
        saves = f"{choice.saves} {choice.saves_whom}" if choice.saves else ""
        self.setAccessibleName(", ".join(part for part in (choice.title, choice.words, saves, bonus) if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(360), self._theme.size("row_action"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut = text_width(self.choice.words, self._theme.font("small")) > self._room()
        self.setToolTip(plain_tip(self.choice.words) if cut else "")

    def _room(self) -> int:
        terms = 2 * self._theme.scaled(_TERMS) if self.choice.saves or self.choice.bonus else 0
        return self.width() - 12 - _LEFT - terms

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent_edge" if on else "border"), 1))
        painter.setBrush(theme.colour("accent_soft" if on else "hover" if self.underMouse() else "surface"))
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(shape, theme.radius("medium"), theme.radius("medium"))
        self._paint_dot(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_dot(self, painter: QPainter) -> None:
        theme = self._theme
        centre = QPointF(22, self.height() / 2)
        painter.setPen(QPen(theme.colour("primary" if self.isChecked() else "border_strong"), 1))
        painter.setBrush(theme.colour("primary" if self.isChecked() else "surface"))
        painter.drawEllipse(centre, 10, 10)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("on_primary"))
            painter.drawEllipse(centre, 4, 4)

    def _paint_words(self, painter: QPainter) -> None:
        theme, choice = self._theme, self.choice
        high, low = theme.line_height("body"), theme.line_height("small")
        top = (self.height() - high - low) // 2
        terms = theme.scaled(_TERMS)
        right, room = self.width() - 12, self._room()
        ink, second = theme.colour("ink"), theme.colour("ink_2")
        below = theme.colour("warn") if choice.warns else second
        draw_line(painter, QRect(_LEFT, top, room, high), choice.title, theme.font("body medium"), ink)
        draw_line(painter, QRect(_LEFT, top + high, room, low), choice.words, theme.font("small"), below)
        pairs = ((choice.bonus, self.tr("for you")), (choice.saves, choice.saves_whom))
        for place, (amount, whom) in enumerate(pairs):
            if amount:
                left = right - (place + 1) * terms
                draw_line(painter, QRect(left, top, terms, high), amount, theme.font("small strong"), ink, RIGHT)
                draw_line(painter, QRect(left, top + high, terms, low), whom, theme.font("caption"), second, RIGHT)


def terms(fixed_minor: int, share_bp: int, currency: str, *, off: bool = False) -> str:
    """A bonus or discount in words: "£60", "10%", "£40 off"; empty for none."""
    parts: list[Any] = [said.short_money(fixed_minor, currency)] if fixed_minor else []
    parts += [said.percent(share_bp)] if share_bp else []
    words = QCoreApplication.translate("PartnerChoice", " and ").join(parts)
    return QCoreApplication.translate("PartnerChoice", "{0} off").format(words) if words and off else words
