"""A partner in the list: who, which trade, how customers fared, what they save."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from tradesman.services.partners import PartnerRow
from tradesman.ui.parts.partner_choice import terms
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.text import CENTRE, RIGHT, draw_line, text_width

_LEFT = 60
_DISC = 34


class PartnerItem(QAbstractButton):
    """A row of 56 px, marked when it is picked."""

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._row: PartnerRow | None = None
        self._currency = ""
        self.setObjectName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, row: tuple[PartnerRow, str, bool]) -> None:
        """Shows a partner, its terms in this currency, and whether it is picked."""
        self._row, self._currency = row[0], row[1]
        self.setText(self._row.partner.name)
        self.setChecked(row[2])
        fared = self._fared() or self.tr("not asked yet")
        parts = (self._row.partner.name, self._row.partner.trades, fared, self._terms())
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(240), self._theme.size("row_action"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

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
        theme = self._theme
        high, low = theme.line_height("body"), theme.line_height("small")
        top, right = (self.height() - high - low) // 2, self.width() - 14
        fared, saves = self._fared(), self._terms()
        beside = max(text_width(fared, theme.font("small strong")) + 22, text_width(saves, theme.font("caption"))) + 12
        ink, second = theme.colour("ink"), theme.colour("ink_2")
        left = _LEFT + theme.scaled(_DISC) - _DISC
        draw_line(
            painter, QRect(left, top, right - left - beside, high), row.partner.name, theme.font("body medium"), ink
        )
        trades = self.tr("Paused. %s") % row.partner.trades if row.partner.paused else row.partner.trades
        draw_line(painter, QRect(left, top + high, right - left - beside, low), trades, theme.font("small"), second)
        if fared:
            width = draw_line(
                painter, QRect(left, top, right - left, high), fared, theme.font("small strong"), ink, RIGHT
            )
            side = theme.scaled(16)
            pixmap = theme.pixmap("thumbs-up", "ink", 16, self.devicePixelRatio())
            painter.drawPixmap(right - width - side - 4, top + (high - side) // 2, pixmap)
        draw_line(painter, QRect(left, top + high, right - left, low), saves, theme.font("caption"), second, RIGHT)

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
