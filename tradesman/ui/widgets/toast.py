"""Toasts: what was just done, and the way back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import LeadLabel
from tradesman.ui.widgets.picture import Picture
from tradesman.ui.widgets.regions import mark_regions

_MOST = 2
_WIDTH = 440
_GAP = 8
_BOTTOM = 24


class Toasts(QObject):
    """Shows toasts at the bottom of the window, two at most, the newest below."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._shown: list[Toast] = []
        window.installEventFilter(self)

    def show(
        self,
        text: str,
        detail: str = "",
        undo: Callable[[], object] | None = None,
        *,
        icon: str = "check",
        button: str = "",
        once: bool = False,
    ) -> None:
        """Say what happened for 8 seconds; `undo` adds a button that takes it back, or does what `button` says.

        What is said `once` takes the place of a toast that says the same.
        """
        for toast in [toast for toast in self._shown if once and toast.accessibleName() == f"{text} {detail}".rstrip()]:
            toast.leave()
        while len(self._shown) >= _MOST:
            self._shown[0].leave()
        words = "" if undo is None else button or self.tr("Undo")
        toast = Toast(text, detail, self._theme, icon, button=words)
        toast.setParent(self._window)
        if undo is not None:
            toast.acted.connect(undo)
        toast.left.connect(self._on_left)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(toast, toast.accessibleName()))
        self._shown.append(toast)
        toast.show()
        toast.raise_()
        self._place()

    def clear(self) -> None:
        """Takes all of them away, when what they offered no longer holds."""
        for toast in list(self._shown):
            toast.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        bottom = self._window.height() - _BOTTOM
        for toast in reversed(self._shown):
            width = min(self._theme.scaled(_WIDTH), self._window.width() - 2 * _BOTTOM)
            height = max(toast.heightForWidth(width), toast.minimumSizeHint().height())
            bottom -= height
            toast.setGeometry((self._window.width() - width) // 2, bottom, width, height)
            bottom -= _GAP

    def _on_left(self) -> None:
        toast = self.sender()
        self._shown = [other for other in self._shown if other is not toast]
        self._place()


class Toast(QFrame):
    """One message that leaves by itself; the mouse over it or the focus in it holds it."""

    acted = Signal()
    left = Signal()

    def __init__(self, text: str, detail: str, theme: Theme, icon: str = "check", *, button: str = "") -> None:
        super().__init__()
        self.setProperty("role", "toast")
        self.setProperty("above_sheets", True)
        self.setAccessibleName(f"{text} {detail}".rstrip())
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(theme.tokens.motion["toast_ms"])
        self._timer.timeout.connect(self.leave)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(15, 3, 7, 3)
        layout.setSpacing(theme.space("s3"))
        layout.addWidget(Picture(icon, theme, "on_rail"))
        words = LeadLabel(text, detail, theme, lead_role="body medium", lead_tone="on_rail", tone="rail_ink")
        layout.addWidget(words, 1)
        if button:
            self._add_button(button, theme, layout)
            mark_regions(self)
        self._timer.start()

    def leave(self) -> None:
        """Go now."""
        self._timer.stop()
        self.hide()
        self.left.emit()
        self.deleteLater()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._timer.start()
        return False

    def _add_button(self, words: str, theme: Theme, layout: QHBoxLayout) -> None:
        button = Button(words, theme, "toast", compact=True, name="undo")
        button.setProperty("ring", "on_rail")
        button.installEventFilter(self)
        button.clicked.connect(self._on_clicked)
        layout.addWidget(button)

    def _on_clicked(self) -> None:
        self.leave()  # first: what is done may show a toast of its own
        self.acted.emit()
