"""The head of a job's page: what it is, how it stands, and what is done from anywhere on it."""

from PySide6.QtCore import QCoreApplication, QPoint, Signal

from tradesman.book.job import JobKind, JobState
from tradesman.book.promise import PromiseState
from tradesman.services.job_sheets import JobSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.parts.header_actions import HeaderActions
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.labels import Badge
from tradesman.ui.widgets.menu import Menu

_KINDS = {
    JobState.PLANNED: "outline",
    JobState.IN_PROGRESS: "info",
    JobState.PAUSED: "warn",
    JobState.COMPLETED: "good",
    JobState.CANCELLED: "neutral",
    JobState.WITHDRAWN: "neutral",
}
_WIDE = 1040  # from here on the place of the work stands in the header


def _tr(text: str) -> str:
    return QCoreApplication.translate("JobPage", text)


class JobHeader(PageHeader):
    """Its buttons follow the job's state; `asked` names what was asked for."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__("", theme, back=True)
        self._theme = theme
        self._sheet: JobSheet | None = None
        self._state = Badge("", "info", theme, name="job_state")
        self._on_time = Badge("", "good", theme, name="job_on_time")
        self.add_badge(self._state)
        self.add_badge(self._on_time)
        self.call = Button(_tr("Call"), theme, icon="phone", name="job_call")
        self.photo = Button(_tr("Add photo"), theme, icon="camera", name="job_photo")
        self._finding = Button(_tr("Add finding"), theme, icon="eye", name="job_finding")
        self._plan = Button(_tr("Plan"), theme, icon="calendar-days", name="job_plan")
        self._more = Button(_tr("More"), theme, icon="ellipsis", name="job_more")
        self._start = Button(_tr("Start"), theme, "primary", "hammer", name="job_start")
        self._paid = Button(_tr("Paid"), theme, "primary", "hand-coins", name="job_paid")
        keys = {
            self.call: "call",
            self.photo: "photo",
            self._finding: "finding",
            self._plan: "plan",
            self._more: "more",
            self._start: "start",
            self._paid: "paid",
        }
        for button, key in keys.items():
            button.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
            button.hide()  # until it is known which are meant, they must not make the window wider
        self._more.clicked.connect(self._offer)
        self._buttons = HeaderActions(list(keys), theme)
        self.add_action(self._buttons)

    # What it shows

    def show_sheet(self, sheet: JobSheet, width: int) -> None:
        """Shows a job in a page of this width."""
        self._sheet = sheet
        job, state = sheet.job, sheet.job.state
        self.set_title(job.title)
        self.show_width(width)
        self._state.set_state(words.words(state), _KINDS[state], "check" if state == JobState.COMPLETED else "")
        on_time = _on_time_words(sheet)
        self._on_time.setVisible(on_time is not None)
        if on_time is not None:
            self._on_time.set_state(*on_time)
        self.call.show()
        self.photo.show()
        self._more.show()
        self._finding.setVisible(job.is_open)
        self._plan.setVisible(state == JobState.PLANNED)
        self._start.setVisible(state in (JobState.PLANNED, JobState.PAUSED))
        self._buttons.set_words(self._start, _tr("Go on") if job.is_paused else _tr("Start"))
        self._paid.setVisible(state == JobState.COMPLETED and not job.paid_how)

    def show_width(self, width: int) -> None:
        """Says in so much room who it is for, where, for how much and how far it is."""
        if self._sheet is not None:
            self.set_sub(_sub(self._sheet, wide=width >= self._theme.scaled(_WIDE)))

    def _offer(self) -> None:
        """What is done to a job now and then."""
        sheet = self._sheet
        if sheet is None:
            return
        menu = Menu(self._theme, self._more, words=_tr("More"))
        menu.setObjectName("job_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for key, text, icon, meant in self._choices(sheet):
            if meant:
                choice = menu.add_choice(text, icon, name=f"job_menu_{key}")
                choice.triggered.connect(lambda _on=False, key=key: self.asked.emit(key))
        left = self._more.width() - menu.sizeHint().width()
        menu.popup(self._more.mapToGlobal(QPoint(left, self._more.height())))

    def _choices(self, sheet: JobSheet) -> list[tuple[str, str, str, bool]]:
        job = sheet.job
        running = job.state == JobState.IN_PROGRESS
        return [
            ("customer", _tr("Open the customer"), "user", True),
            ("quote", _tr("Open the quote"), "file-text", job.quote_id is not None),
            ("plan", _tr("Plan the days…"), "calendar-days", job.is_open),
            ("pause", _tr("Pause…"), "hourglass", running),
            ("put_right", _tr("What was it?…"), "wrench", job.kind == JobKind.SERVICE_CALL),
            ("care", _tr("Care sheet"), "file-down", True),
            ("done_for", _tr("For another contractor…"), "heart-handshake", job.is_open),
            ("call_off", _tr("Call off…"), "ban", job.is_open),
        ]


def _sub(sheet: JobSheet, *, wide: bool) -> str:
    job = sheet.job
    price = said.money(job.price_minor, sheet.currency, decimals=False) if job.price_minor is not None else ""
    if job.price_minor is None and sheet.extra_minor:  # what the work itself costs is not agreed
        price = _tr("{0} for extra work").format(said.money(sheet.extra_minor, sheet.currency, decimals=False))
    option = words.tier(sheet.option_position) if sheet.option_position else ""
    worth = ", ".join(part for part in (option, price) if part)
    who = ", ".join(part for part in (sheet.customer, sheet.place if wide else "") if part)
    return ". ".join(part for part in (who, worth, _when(sheet), _withdraw(sheet), _done_for(sheet)) if part)


def _withdraw(sheet: JobSheet) -> str:
    """Until when the law lets the customer withdraw, while that day has not passed."""
    until = sheet.job.withdraw_until_on
    if until is None or until < sheet.today or not sheet.job.is_open:
        return ""
    return _tr("The customer may withdraw until {0}").format(said.day(until, sheet.today))


def _done_for(sheet: JobSheet) -> str:
    """For whom the work is done, where it is not for the customer."""
    if not sheet.job.subcontracted:
        return ""
    return _tr("For {0}").format(sheet.job.done_for) if sheet.job.done_for else _tr("For another contractor")


def _when(sheet: JobSheet) -> str:
    job, days = sheet.job, [day.day_on for day in sheet.job.days]
    if job.is_paused and job.reason:
        return _tr("Paused: %s") % job.reason
    if not job.is_open:
        return job.reason if job.state != JobState.COMPLETED else ""
    if sheet.today in days:
        return _tr("Day {0} of {1}").format(days.index(sheet.today) + 1, len(days))
    if not days:
        return _tr("Not planned yet")
    if sheet.today < days[0]:
        return _tr("Starts {0}").format(said.day(days[0], sheet.today))
    return _tr("Last day was {0}").format(said.day(days[-1], sheet.today)) if sheet.today > days[-1] else ""


def _on_time_words(sheet: JobSheet) -> tuple[str, str, str] | None:
    finish, job = sheet.finish, sheet.job
    if finish is None or finish.state == PromiseState.CANCELLED:
        return None
    in_time = finish.in_time(sheet.today)
    if in_time is False:
        late = finish.state == PromiseState.OPEN and not finish.missed
        days = (sheet.today - finish.due_on).days
        return (_late(days) if late else _tr("Finish missed")), "danger", "timer"
    if in_time is None and job.ends_on is not None and job.ends_on > finish.due_on:
        return _tr("Plan ends after the promise"), "warn", "triangle-alert"
    return _tr("Finished on time") if in_time else _tr("On time"), "good", "check"


def _late(days: int) -> str:
    return _tr("Late by 1 day") if days == 1 else _tr("Late by %s days") % days
