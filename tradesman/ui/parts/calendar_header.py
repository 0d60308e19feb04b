"""The header of the calendar: which days are seen, what the colours mean, the way to other days, and Book."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tradesman.ui.parts.calendar_span import DAY, MONTH, WEEK
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.text import draw_line, text_width


def _tr(text: str) -> str:
    return QCoreApplication.translate("calendar", text)


class CalendarHeader(PageHeader):
    """Says what is wanted; in little room the legend leaves and the side is a button."""

    view_picked = Signal(str)
    leafed = Signal(int)
    today_asked = Signal()
    book_asked = Signal()
    side_asked = Signal()
    print_asked = Signal()
    export_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(_tr("Calendar"), theme)
        choices = ((DAY, _tr("Day")), (WEEK, _tr("Week")), (MONTH, _tr("Month")))
        self.legend = _Legend(theme)
        self.views = Segmented(choices, theme, name="calendar_view")
        self.views.set_value(WEEK)
        self.views.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        back = IconButton("chevron-left", _tr("Earlier"), theme, "plain", name="calendar_back")
        on = IconButton("chevron-right", _tr("Later"), theme, "plain", name="calendar_on")
        today = Button(_tr("Today"), theme, name="calendar_today")
        self.side = IconButton("list", _tr("To book, and this week"), theme, "plain", name="calendar_side_open")
        more = IconButton("ellipsis", _tr("Print and export"), theme, "plain", name="calendar_more")
        book = Button(_tr("Book"), theme, "primary", "plus", name="calendar_book")
        for part in (self.legend, self.views, back, today, on, self.side, more, book):
            self.add_action(part)
        self.views.changed.connect(self._on_view)
        back.clicked.connect(lambda: self.leafed.emit(-1))
        on.clicked.connect(lambda: self.leafed.emit(1))
        today.clicked.connect(self.today_asked)
        self.side.clicked.connect(self.side_asked)
        book.clicked.connect(self.book_asked)
        more.clicked.connect(lambda: self._pop_up(more))

    def set_narrow(self, narrow: bool) -> None:
        """Fit a window that has no room for the side."""
        self.legend.setVisible(not narrow)
        self.side.setVisible(narrow)
        parts = self.views.findChildren(QAbstractButton)
        self.views.setFixedWidth(len(parts) * max(part.sizeHint().width() for part in parts))

    def _on_view(self) -> None:
        self.view_picked.emit(self.views.value())

    def _pop_up(self, button: QWidget) -> None:
        menu = Menu(self._theme, self, words=_tr("Print and export"))
        menu.setObjectName("calendar_more_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        week, other = _tr("Print the week"), _tr("Export for another calendar")
        menu.add_choice(week, "printer", "Ctrl P", name="calendar_print").triggered.connect(self.print_asked)
        menu.add_choice(other, "file-down", name="calendar_export").triggered.connect(self.export_asked)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


class _Legend(QWidget):
    """Job, visit and held, as they are painted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = (_tr("Job"), _tr("Visit"), _tr("Held"))
        self.setAccessibleName(", ".join(self._words))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        font = self._theme.font("caption strong")
        words = sum(text_width(word, font) for word in self._words)
        return QSize(words + 3 * 12 + 3 * self._theme.scaled(10) + 12, self._theme.size("button"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, font = self._theme, self._theme.font("caption strong")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, tall, wide = 0, theme.scaled(13), theme.scaled(4)
        for word, tone in zip(self._words, ("ink", "accent_edge", ""), strict=True):
            top = (self.height() - tall) // 2
            if tone:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour(tone))
                painter.drawRoundedRect(QRectF(left, top, wide, tall), 2, 2)
                left += wide + 5
            else:
                painter.setPen(QPen(theme.colour("border_strong"), 1, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(left + 0.5, top + 0.5, tall - 1, tall - 1), 3, 3)
                left += tall + 5
            room = self.rect().adjusted(left, 0, 0, 0)
            left += draw_line(painter, room, word, font, theme.colour("ink_2")) + 12
        painter.end()
