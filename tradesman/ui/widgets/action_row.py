"""One thing to do: who, what, by when, and the buttons that do it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.keys import is_enter
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.picture import Picture, Tile

_EDGE = 4
_ROW_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})
_WHEN = 216  # room of the words that say when
_PURPOSE = 110  # room that a long name leaves to what is to be done
_BY_KEY = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)
_NOT_BY_KEY = frozenset({Qt.FocusReason.MouseFocusReason, Qt.FocusReason.OtherFocusReason})
_MAIN = 116  # least width of the main button, so that they stand in a column


@dataclass(frozen=True)
class Action:
    """What a row shows; `clock` is the part of the time used up, None without a running clock."""

    key: str
    icon: str
    name: str
    purpose: str
    second: str
    when: str
    when_second: str
    main_words: str
    main_icon: str
    sentence: str  # the row read aloud: "Leah Novak, return the call, 37 minutes late. Enter to call."
    tone: str = "neutral"  # neutral, danger (late), warn (soon)
    clock: float | None = None
    urgent: bool = False  # its main button is the primary one of the page


class ActionRow(QAbstractButton):
    """A row of Today with real buttons: Enter and Space act, Left and Right walk its buttons.

    A button itself, so that screen readers say that it can be pressed; the mouse presses the buttons in it alone.
    """

    acted = Signal(str)
    snooze_asked = Signal(str)
    skip_asked = Signal(str)
    opened = Signal(str)
    focused = Signal(str)

    def __init__(self, action: Action, theme: Theme) -> None:
        super().__init__()
        self.action = action
        self.by_key = False  # whether the keyboard brought the focus here: only then is the row marked
        self._theme = theme
        self.setObjectName(f"action-{action.key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("own_focus", True)
        self.setAccessibleName(action.sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name = ElidedLabel(action.name, theme, "strong")
        self._purpose = ElidedLabel(action.purpose, theme, "small", "ink_3")
        self._tile = Tile(action.icon, theme, action.tone)
        role = "primary" if action.urgent else "plain"
        self.main = Button(action.main_words, theme, role, action.main_icon, name="main")
        self.snooze = IconButton("alarm-clock", self.tr("Snooze %s") % action.name, theme, name="snooze")
        self.skip = IconButton("x", self.tr("Skip %s") % action.name, theme, name="skip")
        self._when_box = QWidget()
        self._build()
        self._fit()
        for button in self._buttons():
            button.installEventFilter(self)
        self.clicked.connect(self.main.click)
        self.main.clicked.connect(self._on_main_clicked)
        self.snooze.clicked.connect(self._on_snooze_clicked)
        self.skip.clicked.connect(self._on_skip_clicked)

    @property
    def selected(self) -> bool:
        """Whether the focus is in the row."""
        return self.hasFocus() or any(button.hasFocus() for button in self._buttons())

    def take_focus(self, *, by_key: bool) -> None:
        """Have the focus, marked when it is the keyboard's."""
        self.setFocus(Qt.FocusReason.TabFocusReason if by_key else Qt.FocusReason.OtherFocusReason)
        self.by_key = by_key
        self._redraw()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.size("row_action"))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._theme.size("row_action"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        stops: list[QWidget] = [self, *self._buttons()]
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        here = next((number for number, stop in enumerate(stops) if stop.hasFocus()), 0)
        if step is not None:
            target = stops[max(0, min(here + step, len(stops) - 1))]
            target.setFocus(Qt.FocusReason.TabFocusReason)
        elif is_enter(event):
            self.main.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:  # the list has keys too, and a button would take the arrows from it
            event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            self._on_focus_moved(event)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ROW_KEYS:
            QCoreApplication.sendEvent(self, event)  # Up and Down walk the rows, not the buttons of one
            return True
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._on_focus_moved(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._on_focus_moved(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._redraw()

    def leaveEvent(self, event: QEvent) -> None:
        self._redraw()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._name.geometry().contains(event.position().toPoint()):
            self.opened.emit(self.action.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.action.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        if self._marked:
            painter.fillRect(self.rect(), theme.colour("accent_soft"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        edge = "danger" if self.action.tone == "danger" else "accent_edge" if self._marked else ""
        if edge:
            painter.fillRect(0, 0, _EDGE, self.height() - 1, theme.colour(edge))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
            self.updateGeometry()

    def _fit(self) -> None:
        """Set the widths that follow the text size."""
        self.main.setMinimumWidth(self._theme.scaled(_MAIN))
        self._when_box.setFixedWidth(self._theme.scaled(_WHEN))
        self._purpose.setMinimumWidth(min(self._purpose.sizeHint().width(), self._theme.scaled(_PURPOSE)))

    def _buttons(self) -> tuple[Button, Button, Button]:
        return self.main, self.snooze, self.skip

    def _redraw(self) -> None:
        self._tile.lift(self._marked or self.underMouse())
        self.update()

    def _build(self) -> None:
        theme, action = self._theme, self.action
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 6, 1)
        layout.setSpacing(0)
        layout.addWidget(self._tile)
        layout.addSpacing(theme.space("s3"))
        layout.addLayout(self._who(), 1)
        layout.addSpacing(theme.space("s3"))
        if action.when or action.when_second:
            layout.addWidget(self._when())
            layout.addSpacing(theme.space("s3"))
        layout.addWidget(self.main)
        layout.addSpacing(theme.space("s2"))
        layout.addWidget(self.snooze)
        layout.addWidget(self.skip)

    def _who(self) -> QVBoxLayout:
        theme, action = self._theme, self.action
        first = QHBoxLayout()
        first.setSpacing(theme.space("s2"))
        self._name.setCursor(Qt.CursorShape.PointingHandCursor)
        first.addWidget(self._name)
        # The name has the room first, and a long one leaves some of it to what is to be done.
        self._purpose.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        first.addWidget(self._purpose, 1)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addLayout(first)
        lines.addWidget(ElidedLabel(action.second, theme, "small", "ink_2"))
        lines.addStretch(1)
        return lines

    def _when(self) -> QWidget:
        theme, action = self._theme, self.action
        tone = action.tone if action.tone in ("danger", "warn") else "ink"
        first = QHBoxLayout()
        first.setSpacing(6)
        if tone != "ink":
            first.addWidget(Picture("timer", theme, tone, 15))
        first.addWidget(Label(action.when, theme, "small strong", tone))
        if action.clock is not None:
            first.addWidget(ClockBar(action.clock, tone, theme))
        first.addStretch(1)
        lines = QVBoxLayout(self._when_box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addLayout(first)
        lines.addWidget(ElidedLabel(action.when_second, theme, "small", "ink_3"))
        lines.addStretch(1)
        return self._when_box

    @property
    def _marked(self) -> bool:
        return self.by_key and self.selected

    def _on_focus_moved(self, event: QFocusEvent) -> None:
        if (
            event.gotFocus() and event.reason() in _BY_KEY | _NOT_BY_KEY
        ):  # a menu or a window that closes changes nothing
            self.by_key = event.reason() in _BY_KEY
        if self.selected:
            self.focused.emit(self.action.key)
        self._redraw()

    def _on_main_clicked(self) -> None:
        self.acted.emit(self.action.key)

    def _on_snooze_clicked(self) -> None:
        self.snooze_asked.emit(self.action.key)

    def _on_skip_clicked(self) -> None:
        self.skip_asked.emit(self.action.key)


class ClockBar(QWidget):
    """How much of the time to answer is used up."""

    def __init__(self, used: float, tone: str, theme: Theme) -> None:
        super().__init__()
        self._used, self._tone, self._theme = used, tone, theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(56), self._theme.scaled(6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        used = QRectF(0, 0, whole.width() * min(max(self._used, 0.0), 1.0), whole.height())
        for shape, token in ((whole, "hover"), (used, self._tone)):
            painter.setBrush(self._theme.colour(token))
            painter.drawRoundedRect(shape, 3, 3)
        painter.end()
