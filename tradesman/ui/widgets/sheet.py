"""Sheets: dialogs inside the window, over a dimmed page, that never block the program."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tradesman.ui.theme import Theme
from tradesman.ui.widgets import regions
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.scroll import Scroll

_EDGE = 24  # the least room between the sheet and the window's edge
_ABOVE = "above_sheets"  # the property of children that stay usable over a sheet, as toasts do


class Sheet(QFrame):
    """A dialog over a scrim: Esc leaves, Ctrl+Enter presses the main button, Tab stays inside.

    It lives once: build, fill `body`, open; when it is closed it is gone.
    """

    accepted = Signal()
    closed = Signal()
    dismissed = Signal()  # closed without doing anything

    def __init__(self, window: QWidget, title: str, theme: Theme, *, width: int = 0, name: str = "") -> None:
        self._scrim = _Scrim(window, theme)
        super().__init__(self._scrim)
        self._theme, self._width = theme, width or theme.size("dialog_width")
        self._window = window
        self._openers: list[QWidget] = []  # what had the focus, and what it stands in
        self._held_focus: QWidget | None = None
        self._sleeping: list[QWidget] = []
        self._main: Button | None = None
        self._close = IconButton("x", self.tr("Close"), theme, name="close")
        self._error = Label("", theme, "small", "danger", wrap=True, name="error")
        self.setObjectName(name)
        self.setProperty("role", "sheet")
        self.setAccessibleName(title)
        self.header = QHBoxLayout()
        self.body = QVBoxLayout()
        self.footer = QHBoxLayout()
        self._left = QHBoxLayout()
        self._build(title)
        self._close.clicked.connect(self.dismiss)
        self._scrim.resized.connect(self._place)
        self.hide()

    # What the owner calls

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Gives what it holds its margins; the bar stands in the one at the right and moves nothing."""
        self._scroll.pad(self.body, left, top, right, bottom)

    def add_button(self, text: str, role: str = "plain", icon: str = "", *, name: str = "") -> Button:
        """Add a button at the right of the footer."""
        button = Button(text, self._theme, role, icon, name=name)
        self.footer.addWidget(button)
        return button

    def add_left(self, widget: QWidget) -> None:
        """Put words or a quiet button at the left of the footer."""
        self._left.addWidget(widget)

    def set_main(self, text: str, icon: str = "", *, role: str = "primary") -> Button:
        """Add the main button, which Ctrl+Enter presses; it emits `accepted` and leaves the sheet open."""
        self._main = self.add_button(text, role, icon, name="main")
        self._main.clicked.connect(self._on_main_clicked)
        return self._main

    def open(self) -> None:
        """Show it over the window and take the focus until it closes."""
        self._openers = self._place_of(self._window.focusWidget())
        self._scrim.cover()
        for child in self._window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if child is not self._scrim and child.isEnabled() and not child.property(_ABOVE):
                self._sleeping.append(child)
        self._place()
        self.show()
        first = self._first_focus()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        for child in self._sleeping:
            child.setEnabled(False)

    def finish(self) -> None:
        """Close it, wake the page and give the focus back to what opened it."""
        for child in filter(isValid, self._sleeping):
            child.setEnabled(True)
        self._sleeping.clear()
        # The page may have drawn itself anew meanwhile: then the focus goes to what is left of the place.
        opener = next((place for place in self._openers if isValid(place) and place.isVisible()), None)
        if opener is not None:
            opener.setFocus(Qt.FocusReason.PopupFocusReason)
        self._scrim.hide()  # only now: hiding what has the focus lets Qt choose who is next
        self.closed.emit()
        self._scrim.deleteLater()

    def dismiss(self) -> None:
        """Leave without doing anything, as Esc and the cross do; a sheet at work stays."""
        if self._close.isEnabled():
            self.finish()
            self.dismissed.emit()

    def set_busy(self, busy: bool) -> None:
        """Hold every button and field while the work runs."""
        if busy:
            self._held_focus = self._window.focusWidget()
        for part in (self._content, self._foot, self._close):
            part.setEnabled(not busy)
        if not busy and self._held_focus is not None and isValid(self._held_focus):
            self._held_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_error(self, words: str) -> None:
        """Say above the footer what happened and what was kept; empty words take it away."""
        self._error.setText(words)
        self._error_line.setVisible(bool(words))

    # Qt

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = self._stops()
        if not stops:
            return False
        now = self._window.focusWidget()
        here = stops.index(now) if now in stops else -1
        step = 1 if forward else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target = stops[(here + step) % len(stops)]
        target.setFocus(reason)
        self._scroll.ensureWidgetVisible(target)
        return True

    def event(self, event: QEvent) -> bool:
        # While a sheet is open the window's shortcuts sleep: keys come here instead.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a fault has come below a field
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._main is not None:
            self._main.click()
        elif event.key() == Qt.Key.Key_F6:
            regions.go_on(self, forward=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        event.accept()  # nothing reaches the page behind

    # Inside

    def _build(self, title: str) -> None:
        self._content = QWidget()
        self._content.setLayout(self.body)
        self._content.installEventFilter(self)
        self.body.setSpacing(self._theme.space("s3"))
        self._scroll = Scroll(self._content)
        self.set_margins(24, 16, 24, 20)  # what it holds ends where the footer's buttons do
        self._error_line = QWidget()
        error_layout = QHBoxLayout(self._error_line)
        error_layout.setContentsMargins(24, 8, 24, 8)
        error_layout.addWidget(self._error, 1)
        self._error_line.hide()
        self._foot = self._built_foot()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head := self._built_head(title))
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._error_line)
        layout.addWidget(self._foot)
        regions.mark_regions(head, self._content, self._foot)

    def _built_head(self, title: str) -> QFrame:
        head = QFrame()
        head.setProperty("role", "header")
        head.setFixedHeight(self._theme.size("header_height"))
        self.header.setContentsMargins(24, 0, 12, 0)
        self.header.setSpacing(self._theme.space("s3"))
        self.header.addWidget(Label(title, self._theme, "title"))
        self.header.addStretch(1)
        self.header.addWidget(self._close)
        head.setLayout(self.header)
        return head

    def _built_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "footer")
        self.footer.setContentsMargins(24, 16, 24, 16)
        self.footer.setSpacing(self._theme.space("s3"))
        self.footer.addLayout(self._left)
        self.footer.addStretch(1)
        foot.setLayout(self.footer)
        return foot

    def _place_of(self, widget: QWidget | None) -> list[QWidget]:
        """A widget and what it stands in, up to the window."""
        above = []
        while widget is not None and widget is not self._window:
            above.append(widget)
            widget = widget.parentWidget()
        return above

    def _place(self) -> None:
        room = self._scrim.size()
        width = min(self._width, room.width() - 2 * _EDGE)
        needed = self._needed_height(width)
        height = min(needed, room.height() - 2 * _EDGE)
        left, top = (room.width() - width) // 2, (room.height() - height) // 2
        self.setGeometry(left, top, width, height)

    def _needed_height(self, width: int) -> int:
        inner = self.body.totalHeightForWidth(width) if self.body.hasHeightForWidth() else -1
        body = inner if inner >= 0 else self.body.totalSizeHint().height()
        error = self._error_line.sizeHint().height() if self._error.text() else 0
        return self._theme.size("header_height") + body + error + self._foot.sizeHint().height()

    def _stops(self) -> list[QWidget]:
        """The widgets that Tab visits, in reading order."""
        found, widget = [], self.nextInFocusChain()
        while widget is not None and widget is not self:
            takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if self.isAncestorOf(widget) and takes_tab and widget.isVisible() and widget.isEnabled():
                found.append(widget)
            widget = widget.nextInFocusChain()
        # The cross stands first in the chain but is left last.
        return [w for w in found if w is not self._close] + [w for w in found if w is self._close]

    def _first_focus(self) -> QWidget:
        stops = self._stops()
        return stops[0] if stops else self

    def _on_main_clicked(self) -> None:
        self.accepted.emit()


class _Scrim(QWidget):
    """The dimmed page behind a sheet: a still picture, so that what sleeps does not look disabled."""

    resized = Signal()

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._page = QPixmap()
        self.hide()
        window.installEventFilter(self)

    def cover(self) -> None:
        """Lie over the whole window."""
        self._page = self._window.grab()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._page = QPixmap()
            self.setGeometry(self._window.rect())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._page)
        painter.fillRect(self.rect(), self._theme.scrim())
        painter.end()
