"""The head of a visit's sheet: where and when, how it stands, and what can be done before it begins."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.visit import VisitState
from tradesman.services.visit_sheets import VisitSheet
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.menu import Menu

LATE_BY = (10, 20, 30, 45, 60)  # minutes


def _tr(text: str) -> str:
    return QCoreApplication.translate("visit", text)


class VisitHead(QWidget):
    """It shows how a visit stands and asks for what can be done with it; 0 minutes are still to be typed."""

    late_asked = Signal(int)
    confirm_asked = Signal()
    confirmed = Signal()

    def __init__(self, desk: Desk, theme: Theme, sheet: VisitSheet) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        case = sheet.case
        where = ", ".join(part for part in (case.place, case.phone) if part)
        self.when = Label("", theme, "small strong", "ink_2", wrap=True, name="when")
        self.state = Badge("", "neutral", theme, name="state")
        self.arrive = Button(_tr("I am here"), theme, icon="map-pin", name="arrive")
        self.late = Button(_tr("Running late"), theme, icon="timer", name="late")
        self.nobody = Button(_tr("Nobody there"), theme, "quiet", name="nobody")
        self.confirm = Button(_tr("Confirm"), theme, "quiet", name="confirm")
        self.move_away = Button(_tr("Move"), theme, "quiet", name="move")
        self.call_off = Button(_tr("Call off"), theme, "quiet", name="call_off")
        top = QHBoxLayout()
        top.setSpacing(theme.space("s3"))
        top.addWidget(self.when, 1)
        top.addWidget(self.state)
        self.deeds = Flow(theme.space("s2"))
        for button in (self.arrive, self.late, self.nobody, self.confirm, self.move_away, self.call_off):
            self.deeds.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s1"))
        column.addWidget(Label(where or case.customer.name, theme, "strong", wrap=True, name="who"))
        column.addWidget(Label(case.enquiry.what, theme, "body", "ink_2", wrap=True, name="what"))
        column.addLayout(top)
        column.addSpacing(theme.space("s1"))
        column.addWidget(self.deeds)
        self.late.clicked.connect(self._on_late)
        self.confirm.clicked.connect(self._on_confirm)
        self.show_sheet(sheet)

    def show_sheet(self, sheet: VisitSheet) -> None:
        """Shows how the visit stands now; what can no longer be done with it is not offered."""
        visit, today = sheet.visit, self._desk.today()
        ahead, has_come = sheet.is_ahead, visit.day_on <= today
        self.when.setText(when_words(visit.day_on, sheet.agreed_at, visit.minutes, today))
        self.state.set_state(*state_words(sheet, self._desk))
        for button in (self.arrive, self.move_away, self.call_off):
            button.setVisible(ahead)
        self.late.setVisible(ahead and has_come)
        self.nobody.setVisible((ahead and has_come) or visit.state == VisitState.ARRIVED)
        self.confirm.setVisible(visit.state == VisitState.BOOKED)
        self.deeds.setVisible(ahead or visit.state == VisitState.ARRIVED)

    def _on_late(self) -> None:
        menu = self._menu("late_menu", _tr("How late?"))
        for minutes in LATE_BY:
            choice = menu.add_choice(late_words(minutes), name=f"late_{minutes}")
            choice.triggered.connect(lambda _on=False, minutes=minutes: self.late_asked.emit(minutes))
        typed = menu.add_choice(_tr("Type it in the message"), name="late_0")
        typed.triggered.connect(lambda _on=False: self.late_asked.emit(0))
        self._pop_up(menu, self.late)

    def _on_confirm(self) -> None:
        menu = self._menu("confirm_menu", _tr("Confirm"))
        ask = menu.add_choice(_tr("Write to ask whether it suits"), "message-square", name="confirm_ask")
        said = menu.add_choice(_tr("They said that it suits"), "check", name="confirm_said")
        ask.triggered.connect(lambda _on=False: self.confirm_asked.emit())
        said.triggered.connect(lambda _on=False: self.confirmed.emit())
        self._pop_up(menu, self.confirm)

    def _menu(self, name: str, words: str) -> Menu:
        menu = Menu(self._theme, self, words=words)
        menu.setObjectName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _pop_up(self, menu: Menu, button: QWidget) -> None:
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))


def when_words(day: date, agreed: datetime, minutes: int, today: date) -> str:
    """When a visit is: "Today, 16:00 to 17:00"."""
    ends = agreed + timedelta(minutes=minutes)
    on = say.capital(say.day(day, today))
    return _tr("{0}, {1} to {2}").format(on, say.clock(agreed), say.clock(ends))


def late_words(minutes: int) -> str:
    """How late one is: "20 minutes", "an hour"."""
    return _tr("an hour") if minutes == 60 else _tr("{0} minutes").format(minutes)


def state_words(sheet: VisitSheet, desk: Desk) -> tuple[str, str, str]:
    """How a visit stands: words, kind and icon of its badge."""
    visit = sheet.visit
    late = _tr("{0} late").format(_span(sheet.late)) if sheet.late is not None else ""
    if visit.arrived_at is not None:
        came = _tr("Arrived {0}").format(say.clock(visit.arrived_at, desk.zone()))
        how = late or _tr("on time")
        return f"{came}, {how}", "warn" if late else "good", "timer" if late else "check"
    if late:
        return say.capital(late), "danger", "circle-alert"
    return {
        VisitState.BOOKED: (_tr("Not confirmed yet"), "neutral", "clock"),
        VisitState.CONFIRMED: (_tr("Confirmed"), "good", "check"),
        VisitState.DONE: (_tr("Done"), "good", "check"),
        VisitState.NOBODY_THERE: (_tr("Nobody was there"), "warn", "x"),
    }.get(visit.state, (_tr("Called off"), "neutral", "x"))


def _span(late: timedelta) -> str:
    """A day and more in days: what is forgotten for a week is not late by hours."""
    if late.days == 1:
        return _tr("1 day")
    return _tr("{0} days").format(late.days) if late.days else say.span(late)
