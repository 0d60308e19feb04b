"""Words on the screen: labels with a line height, elided labels and badges."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.text import CENTRE, LEFT, NO_LIMIT, RIGHT, Lead, TextBlock, draw_line, text_width
from tradesman.ui.widgets.tips import plain_tip

_COMFORTABLE = 420  # the width a wrapped label asks for when nothing limits it
_BADGE_ICON = 14
_BADGE_GAP = 4
_BADGE_PADDING = 8
# kind of badge: fill, line, words; a line of "" is none
_BADGES = {
    "neutral": ("hover", "", "ink_2"),
    "danger": ("danger_soft", "", "danger"),
    "warn": ("warn_soft", "", "warn"),
    "good": ("good_soft", "", "good"),
    "info": ("info_soft", "", "info"),
    "accent": ("accent", "accent_edge", "on_accent"),
    "outline": ("surface", "border_strong", "ink_2"),
    "inverse": ("primary", "", "on_primary"),
}


class Label(QLabel):
    """Plain text in a role of the type scale ("small strong" too) and a tone, with the role's line height."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        role: str = "body",
        tone: str = "ink",
        *,
        wrap: bool = False,
        tabular: bool = False,
        name: str = "",
    ) -> None:
        super().__init__()
        self._theme, self._role, self._tone = theme, role, tone
        self._tabular = tabular
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        # A fixed height would hold a wrapped text at the height of its hint.
        tall = QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, tall)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)

    def set_tone(self, tone: str) -> None:
        """Change the colour token."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        block = self._block()
        widest = min(_COMFORTABLE, self.maximumWidth())
        if not self.wordWrap() or block.width <= widest:
            return QSize(block.width, block.height)
        return QSize(widest, self._block(widest).height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.line_height(self._role)) if self.wordWrap() else self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        return self._block(min(width, self.maximumWidth())).height if self.wordWrap() else -1

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # another text size
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = self.contentsRect()
        align = _horizontal(self)
        block = self._block(rect.width() if self.wordWrap() or align != LEFT else NO_LIMIT, align)
        spare = rect.height() - block.height
        top = 0 if self.alignment() & Qt.AlignmentFlag.AlignTop else spare // 2
        tone = self._tone if self.isEnabled() else "disabled"
        painter = QPainter(self)
        block.draw(painter, rect.left(), rect.top() + top, self._theme.colour(tone))
        painter.end()

    def _font(self) -> QFont:
        font = self._theme.font(self._role)
        return self._theme.tabular(font) if self._tabular else font

    def _block(self, width: int = NO_LIMIT, align: Qt.AlignmentFlag = LEFT) -> TextBlock:
        return TextBlock(self.text(), self._font(), self._theme.line_height(self._role), width, align)


class ElidedLabel(Label):
    """One line that gives way: it is cut with an ellipsis, and its tooltip has the whole."""

    def __init__(self, text: str, theme: Theme, role: str = "body", tone: str = "ink", *, name: str = "") -> None:
        super().__init__(text, theme, role, tone, name=name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell_if_cut()

    def minimumSizeHint(self) -> QSize:
        return QSize(text_width("…", self._font()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_if_cut()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tone = self._tone if self.isEnabled() else "disabled"
        painter = QPainter(self)
        colour = self._theme.colour(tone)
        draw_line(painter, self.contentsRect(), self.text(), self._font(), colour, _horizontal(self))
        painter.end()

    def _tell_if_cut(self) -> None:
        cut = text_width(self.text(), self._font()) > self.contentsRect().width()
        self.setToolTip(plain_tip(self.text()) if cut else "")


class LeadLabel(Label):
    """A strong lead and plain words behind it, wrapped together as one text."""

    def __init__(
        self,
        lead: str,
        text: str,
        theme: Theme,
        *,
        lead_role: str = "small strong",
        lead_tone: str = "ink",
        tone: str = "ink_2",
        name: str = "",
    ) -> None:
        self._lead, self._lead_role, self._lead_tone = lead, lead_role, lead_tone
        super().__init__(f"{lead} {text}".rstrip(), theme, "small", tone, wrap=True, name=name)

    def set_words(self, lead: str, text: str) -> None:
        """Say something else."""
        self._lead = lead
        self.setText(f"{lead} {text}".rstrip())

    def _block(self, width: int = NO_LIMIT, align: Qt.AlignmentFlag = LEFT) -> TextBlock:
        theme, role = self._theme, self._lead_role
        lead = Lead(len(self._lead), theme.font(role), theme.colour(self._lead_tone))
        return TextBlock(self.text(), self._font(), theme.line_height(role), width, align, lead)


class Badge(QLabel):
    """A small rounded state in words, with an icon where the colour says more than the words do."""

    def __init__(self, text: str, kind: str, theme: Theme, icon: str = "", *, name: str = "") -> None:
        super().__init__()
        self._theme, self._kind, self._icon = theme, kind, icon
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_state(self, text: str, kind: str, icon: str = "") -> None:
        """Show another state."""
        self._kind, self._icon = kind, icon
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self._theme, self.text(), self._icon)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, self.rect(), self._theme, self.text(), self._kind, self._icon)
        painter.end()


def badge_size(theme: Theme, text: str, icon: str = "") -> QSize:
    """The room a badge takes, for delegates."""
    words = text_width(text, theme.font("caption strong")) if text else 0
    picture = theme.scaled(_BADGE_ICON) + (_BADGE_GAP if text else 0) if icon else 0
    return QSize(words + picture + 2 * _BADGE_PADDING, theme.size("badge"))


def paint_badge(painter: QPainter, rect: QRect, theme: Theme, text: str, kind: str, icon: str = "") -> None:
    """Paint a badge into a rectangle of badge_size, so that widgets and delegates cannot differ."""
    fill, line, ink = _BADGES[kind]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(line), 1) if line else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(fill))
    inset = 0.5 if line else 0
    shape = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
    left = rect.left() + _BADGE_PADDING
    if icon:
        side = theme.scaled(_BADGE_ICON)
        pixmap = theme.pixmap(icon, ink, _BADGE_ICON, painter.device().devicePixelRatio())
        painter.drawPixmap(left, rect.top() + (rect.height() - side) // 2, pixmap)
        left += side + _BADGE_GAP
    words = QRect(left, rect.top(), rect.right() + 1 - left, rect.height())
    draw_line(painter, words, text, theme.font("caption strong"), theme.colour(ink))
    painter.restore()


def _horizontal(label: QLabel) -> Qt.AlignmentFlag:
    flags = label.alignment()
    return RIGHT if flags & RIGHT else CENTRE if flags & CENTRE else LEFT
