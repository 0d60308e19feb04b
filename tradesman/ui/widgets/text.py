"""Plain text drawn with the line height that QLabel does not have."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from tradesman.book.direction import apart

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter
NO_LIMIT = 1_000_000
_LEAST_SHOWN = 4  # letters of what is cut, with the dots


@dataclass(frozen=True)
class Lead:
    """The first characters of a text, in a font and colour of their own."""

    length: int
    font: QFont
    colour: QColor


class TextBlock:
    """Wrapped plain text with a fixed line height, measured once and drawn as often as needed."""

    def __init__(
        self,
        text: str,
        font: QFont,
        line_height: int,
        width: int = NO_LIMIT,
        align: Qt.AlignmentFlag = LEFT,
        lead: Lead | None = None,
    ) -> None:
        first = apart(text[: lead.length]) if lead is not None else ""
        shown = first + apart(text[lead.length :] if lead is not None else text)
        self._layout = QTextLayout(shown.replace("\n", "\u2028"), font)
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        if lead is not None:
            self._layout.setFormats([_format_range(lead, len(first))])
        self._layout.beginLayout()
        widest, top = 0.0, 0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top + round((line_height - line.height()) / 2)))
            widest, top = max(widest, line.naturalTextWidth()), top + line_height
        self._layout.endLayout()
        self.width = math.ceil(widest)
        self.height = max(top, line_height)

    def draw(self, painter: QPainter, left: int, top: int, colour: QColor) -> None:
        """Draw it with its upper left corner there."""
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(left, top))


def _format_range(lead: Lead, length: int) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setFont(lead.font)
    form.setForeground(lead.colour)
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = 0, length, form
    return part


def text_width(text: str, font: QFont) -> int:
    """The width of one line of text."""
    return math.ceil(QFontMetricsF(font).horizontalAdvance(apart(text)))


def fitted(text: str, font: QFont, width: int) -> str:
    """A line with the words cut that stand before its end, so that the end is there: "Was to… 13 Jan".

    The end is what no plain space divides. Words of which next to nothing would be left go whole.
    """
    metrics, cut = QFontMetricsF(font), Qt.TextElideMode.ElideRight
    text = apart(text)
    lead, _, end = text.rpartition(" ")
    if not lead or metrics.horizontalAdvance(text) <= width:
        return metrics.elidedText(text, cut, width)
    shown = metrics.elidedText(lead, cut, width - metrics.horizontalAdvance(f" {end}"))
    return f"{shown} {end}" if len(shown) >= _LEAST_SHOWN else metrics.elidedText(end, cut, width)


def draw_line(
    painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor, align: Qt.AlignmentFlag = LEFT
) -> int:
    """Draw one line, vertically centred and elided at the right, and return the width it took."""
    width, shown = text_width(text, font), apart(text)
    if width > rect.width():
        shown = QFontMetricsF(font).elidedText(shown, Qt.TextElideMode.ElideRight, rect.width())
        width = rect.width()
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
    return width
