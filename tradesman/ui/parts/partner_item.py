"""A partner in the list: who, which trade, how customers fared, what they save."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from tradesman.services.partners import PartnerRow
from tradesman.ui.parts.partner_choice import terms
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.painted_button import PaintedButton
from tradesman.ui.widgets.text import CENTRE, LEFT, RIGHT, draw_line, text_width

_LEFT = 60
_DISC = 34
_NARROW = 280


class PartnerItem(PaintedButton):
    """A row of 56 px, marked when it is picked; in little room what it means stands in a line of its own."""

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__(theme, name=name)
        self._row: PartnerRow | None = None
        self._currency = self._warning = ""
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_row(self, row: tuple[PartnerRow, str, bool, str]) -> None:
        """Shows a partner, its terms in this currency, whether it is picked, and what speaks against it."""
        self._row, self._currency, self._warning = row[0], row[1], row[3]
        self.setText(self._row.partner.name)
        self.setChecked(row[2])
        fared = self._fared() or self.tr("not asked yet")
        parts = (self._row.partner.name, self._warning, self._row.partner.trades, fared, self._terms())
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(240), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        more = self._theme.line_height("small") if self._is_narrow(width) else 0
        return self._theme.size("row_action") + more

    def _is_narrow(self, width: int) -> bool:
        return width < self._theme.scaled(_NARROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(self.rect(), theme.colour("accent_soft"))
            painter.fillRect(0, 0, 4, self.height(), theme.colour("accent_edge"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))
        if self._row is not None:
            self._paint_disc(painter, self._row.partner.name)
            self._paint_words(painter, self._row)
        painter.end()

    def _paint_disc(self, painter: QPainter, name: str) -> None:
        theme, side = self._theme, self._theme.scaled(_DISC)
        disc = QRectF(14, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("surface" if self.isChecked() else "hover"))
        painter.drawEllipse(disc)
        font = theme.font("caption strong")
        draw_line(painter, disc.toRect(), initials(name), font, theme.colour("ink_2"), CENTRE)

    def _paint_words(self, painter: QPainter, row: PartnerRow) -> None:
        theme, narrow = self._theme, self._is_narrow(self.width())
        high, low = theme.line_height("body"), theme.line_height("small")
        left, right = _LEFT + theme.scaled(_DISC) - _DISC, self.width() - 14
        top = (self.height() - high - low * (2 if narrow else 1)) // 2
        name, trades = QRect(left, top, right - left, high), QRect(left, top + high, right - left, low)
        if narrow:
            self._paint_beside(painter, trades.translated(0, low), trades.translated(0, low), LEFT)
        else:
            taken = self._paint_beside(painter, name, trades, RIGHT) + 12
            name.setRight(name.right() - taken)
            trades.setRight(trades.right() - taken)
        draw_line(painter, name, row.partner.name, theme.font("body medium"), theme.colour("ink"))
        paused = self.tr("Paused") if row.partner.paused else ""
        does = ". ".join(part for part in (paused, self._warning, row.partner.trades) if part)
        tone = "warn" if self._warning and not paused else "ink_2"
        draw_line(painter, trades, does, theme.font("small"), theme.colour(tone))

    def _paint_beside(self, painter: QPainter, upper: QRect, lower: QRect, align: Qt.AlignmentFlag) -> int:
        """How customers fared and what they save, one above the other or in one line; returns the width."""
        theme, fared, saves = self._theme, self._fared(), self._terms()
        side = theme.scaled(16)
        wide = text_width(fared, theme.font("small strong")) + side + 4 if fared else 0
        if fared:
            left = upper.left() if align == LEFT else upper.right() + 1 - wide
            pixmap = theme.pixmap("thumbs-up", "ink", 16, self.devicePixelRatio())
            painter.drawPixmap(left, upper.top() + (upper.height() - side) // 2, pixmap)
            words = QRect(left + side + 4, upper.top(), wide - side - 4, upper.height())
            draw_line(painter, words, fared, theme.font("small strong"), theme.colour("ink"))
        if align == LEFT:
            lower = lower.adjusted(wide + 12 if wide else 0, 0, 0, 0)
        draw_line(painter, lower, saves, theme.font("caption"), theme.colour("ink_2"), align)
        return max(wide, text_width(saves, theme.font("caption")))

    def _fared(self) -> str:
        return f"{self._row.happy} / {self._row.asked}" if self._row is not None and self._row.asked else ""

    def _terms(self) -> str:
        if self._row is None:
            return ""
        partner = self._row.partner
        return terms(partner.discount_minor, partner.discount_bp, self._currency, off=True)


def initials(name: str) -> str:
    """The first letters of the first two words: "HM"."""
    return "".join(part[0].upper() for part in name.split()[:2])
