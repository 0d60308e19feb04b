"""The ring around what the keyboard is on."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QLineEdit, QWidget
from shiboken6 import isValid

from tradesman.ui.theme import Theme

# Inputs thicken their own edge, and item views draw the focus in their rows.
_OWN_FOCUS = (QLineEdit, QComboBox, QAbstractScrollArea)
_REACH = 4  # a gap of 2 px and a line of 2 px
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize)
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)


class FocusRing(QWidget):
    """One ring for a window, shown for keyboard focus only and cut off where the target is scrolled away.

    A widget that shows its focus itself has the property `own_focus`; `ring` names another colour token.
    """

    def __init__(self, window: QWidget, app: QApplication, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._visible = QRect()
        self._by_key = False
        self.setProperty("above_sheets", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        # Keys and presses pass the native window first; a filter on the application would see every event.
        window.winId()
        window.windowHandle().installEventFilter(self)
        window.installEventFilter(self)  # a key that is a shortcut passes the window itself alone
        app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS:
            self._by_key = True
        elif kind in _PRESSES:
            self._by_key = False
            self._let_go()
        elif kind in _MOVES and self._target is not None:
            self._place()
        elif kind == QEvent.Type.Hide:
            self._let_go()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._target is None or not isValid(self._target):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._visible.translated(-self.pos()))
        painter.setPen(QPen(self._theme.colour(str(self._target.property("ring") or "focus")), 2))
        radius = self._theme.radius("medium") + _REACH - 1
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()

    def _place(self) -> None:
        if self._target is None:
            return
        if not all(isValid(widget) for widget in (self._target, *self._watched)):
            self._let_go()  # a sheet that was replaced took its fields along
            return
        corner = self._target.mapTo(self._window, QPoint(0, 0))
        tall = _REACH - int(self._target.property("hit_margin") or 0)
        frame = QRect(corner, self._target.size()).adjusted(-_REACH, -tall, _REACH, tall)
        self._visible = QRect(frame)
        for widget in self._watched:
            if isinstance(widget.parentWidget(), QAbstractScrollArea):  # a viewport
                self._visible &= QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size())
        self.setGeometry(frame)
        self.show()
        self.raise_()
        self.update()

    def _take(self, target: QWidget) -> None:
        self._let_go()
        self._target = target
        here: QWidget | None = target
        while here is not None and here is not self._window:
            here.installEventFilter(self)
            self._watched.append(here)
            here = here.parentWidget()
        self._place()

    def _let_go(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._target = None
        self.hide()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._by_key and self._is_ours(new):
            self._take(new)
        else:
            self._let_go()

    def _is_ours(self, widget: QWidget) -> bool:
        shows_itself = isinstance(widget, _OWN_FOCUS) or bool(widget.property("own_focus"))
        return self._window.isAncestorOf(widget) and not shows_itself
