"""What stands where nothing is: why it is empty, and the next good thing."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.picture import Picture
from tradesman.ui.widgets.regions import mark_regions

_WORDS = 250  # a column of words, not a line across the page


class EmptyState(QWidget):
    """An icon, a title, a sentence and at most one button."""

    acted = Signal()

    def __init__(
        self, icon: str, title: str, words: str, theme: Theme, action: str = "", action_icon: str = ""
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(theme.space("s1"))
        heading = Label(title, theme, "section")
        self._theme = theme
        self._text = text = Label(words, theme, "small", "ink_2", wrap=True)
        self._fit()
        for label in (heading, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        layout.addWidget(_Disc(icon, theme), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(theme.space("s2"))
        layout.addWidget(heading)
        layout.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        if action:
            button = Button(action, theme, icon=action_icon, name="act")
            button.clicked.connect(self._on_clicked)
            layout.addSpacing(theme.space("s2"))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            mark_regions(self)
        layout.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self._text.setFixedWidth(self._theme.scaled(_WORDS))

    def _on_clicked(self) -> None:
        self.acted.emit()


class _Disc(Picture):
    """The icon on a soft disc."""

    def __init__(self, icon: str, theme: Theme) -> None:
        super().__init__(icon, theme, "accent_text", 24)

    def sizeHint(self) -> QSize:
        side = self._theme.scaled(48)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawEllipse(QRectF(self.rect()))
        inset = (self.width() - theme.scaled(24)) // 2
        painter.drawPixmap(inset, inset, theme.pixmap(self._icon, self._tone, 24, self.devicePixelRatio()))
        painter.end()
