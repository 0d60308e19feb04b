"""One job: its days, what must be ticked, what was promised and noticed, and its sign-off."""

from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtGui import QResizeEvent

from tradesman.book.errors import BookError
from tradesman.book.job import JobDay, JobState
from tradesman.book.promise import Promise, PromiseState
from tradesman.services import job_sheets, jobs
from tradesman.services.job_sheets import FindingRow, JobSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.finding_dialog import FindingDialog
from tradesman.ui.dialogs.plan_job_dialog import DayDialog, PlanJobDialog
from tradesman.ui.dialogs.promise_day_dialog import PromiseBrokenDialog, PromiseDayDialog
from tradesman.ui.dialogs.promise_dialog import PromiseDialog
from tradesman.ui.dialogs.sign_off_dialog import CallOffDialog, PaidDialog, PauseDialog, SignOffDialog
from tradesman.ui.page import Page
from tradesman.ui.parts.checklist_card import ChecklistCard
from tradesman.ui.parts.columns import Arrangement, Columns
from tradesman.ui.parts.day_strip import DayStrip
from tradesman.ui.parts.findings_card import FindingsCard
from tradesman.ui.parts.header_actions import HeaderActions
from tradesman.ui.parts.promises_card import PromisesCard
from tradesman.ui.parts.sign_off_card import SignOffCard
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.labels import Badge
from tradesman.ui.widgets.regions import mark_regions

_KINDS = {
    JobState.PLANNED: "outline",
    JobState.IN_PROGRESS: "info",
    JobState.PAUSED: "warn",
    JobState.COMPLETED: "good",
    JobState.CANCELLED: "neutral",
    JobState.WITHDRAWN: "neutral",
}


_WIDE = 1040  # from here on the place of the work stands in the header


class JobPage(Page):
    """Everything of a job on one page; its actions follow its state."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "job",
            "job_day",
            "checklist_item",
            "promise",
            "finding",
            "referral",
            "partner",
            "follow_up",
            "customer",
            "quote",
        }
    )
    ticks: ClassVar[bool] = True

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self._job_id: UUID | None = None
        self._sheet: JobSheet | None = None
        self.setObjectName("job_page")
        self._build()

    def show_subject(self, subject_id: UUID | None) -> None:
        self._job_id = subject_id
        self.invalidate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._sheet is not None:
            self._header.set_sub(self._sub(self._sheet))

    # How it is made

    def _build(self) -> None:
        self._header = PageHeader("", self.theme, back=True)
        self._header.back_asked.connect(self.back_asked)
        self._build_header()
        self.column.addWidget(self._header)
        self.column.addWidget(self._build_middle(), 1)

    def _build_header(self) -> None:
        theme, header = self.theme, self._header
        self._state = Badge("", "info", theme, name="job_state")
        self._on_time = Badge("", "good", theme, name="job_on_time")
        header.add_badge(self._state)
        header.add_badge(self._on_time)
        self._customer = Button(self.tr("Customer"), theme, icon="user", name="job_customer")
        self._quote = Button(self.tr("Quote"), theme, icon="file-text", name="job_quote")
        self._plan = Button(self.tr("Plan"), theme, icon="calendar-days", name="job_plan")
        self._pause = Button(self.tr("Pause"), theme, icon="hourglass", name="job_pause")
        self._start = Button(self.tr("Start"), theme, "primary", "hammer", name="job_start")
        self._sign_off = Button(self.tr("Sign off"), theme, "primary", "clipboard-check", name="job_sign_off")
        self._paid = Button(self.tr("Paid"), theme, "primary", "hand-coins", name="job_paid")
        slots = {
            self._customer: self._on_customer,
            self._quote: self._on_quote,
            self._plan: self._on_plan,
            self._pause: self._on_pause,
            self._start: self._on_start,
            self._sign_off: self._on_sign_off,
            self._paid: self._on_paid,
        }
        for button, slot in slots.items():
            button.clicked.connect(slot)
            button.hide()  # until it is known which are meant, they must not make the window wider
        self._actions = HeaderActions(list(slots), theme)
        header.add_action(self._actions)

    def _build_middle(self) -> Columns:
        desk, theme = self.desk, self.theme
        self._days = DayStrip(theme)
        self._checklist, self._promises = ChecklistCard(desk, theme), PromisesCard(desk, theme)
        self._findings, self._off = FindingsCard(desk, theme), SignOffCard(theme)
        self._days.day_asked.connect(self._on_day)
        self._promises.add_asked.connect(self._on_promise)
        self._promises.change_asked.connect(self._on_promise_day)
        self._promises.break_asked.connect(self._on_promise_broken)
        self._findings.recommend_asked.connect(self._on_recommend)
        self._off.off_asked.connect(self._on_call_off)
        self._off.contractor_asked.connect(self._on_contractor)
        cards = (self._checklist, self._findings, self._promises, self._off)
        arrangements = (
            Arrangement(900, (8, 10, 8), (cards[:1], cards[1:3], cards[3:])),
            Arrangement(560, (8, 10), (cards[:1], cards[1:])),
            Arrangement(0, (1,), (cards,)),
        )
        self._middle = Columns(theme, self._days, arrangements)
        mark_regions(self._days, *cards)
        return self._middle

    # What it shows

    def refresh(self) -> None:
        self._sheet = self._read()
        self._middle.content.setVisible(self._sheet is not None)
        if self._sheet is None:
            return
        sheet = self._sheet
        self._show_header(sheet)
        self._days.show_days(sheet.job.days, sheet.today, over=sheet.job.state == JobState.COMPLETED)
        for card in (self._checklist, self._promises, self._findings, self._off):
            card.show_sheet(sheet)

    def _read(self) -> JobSheet | None:
        if self._job_id is None:
            return None
        try:
            return self.desk.ask(job_sheets.sheet, self._job_id)
        except BookError as error:
            self._header.set_title(self.tr("Job"))
            self._header.set_sub(str(error))
            return None

    def _show_header(self, sheet: JobSheet) -> None:
        job, state = sheet.job, sheet.job.state
        self._header.set_title(job.title)
        self._header.set_sub(self._sub(sheet))
        self._state.set_state(words.words(state), _KINDS[state], "check" if state == JobState.COMPLETED else "")
        on_time = self._on_time_words(sheet)
        self._on_time.setVisible(on_time is not None)
        if on_time is not None:
            self._on_time.set_state(*on_time)
        self._customer.show()
        self._quote.setVisible(job.quote_id is not None)
        self._plan.setVisible(job.is_open)
        self._pause.setVisible(state == JobState.IN_PROGRESS)
        self._start.setVisible(state in (JobState.PLANNED, JobState.PAUSED))
        self._actions.set_words(self._start, self.tr("Go on") if state == JobState.PAUSED else self.tr("Start"))
        self._sign_off.setVisible(state == JobState.IN_PROGRESS)
        self._paid.setVisible(state == JobState.COMPLETED and not job.paid_how)

    def _sub(self, sheet: JobSheet) -> str:
        job = sheet.job
        price = said.money(job.price_minor, sheet.currency, decimals=False) if job.price_minor is not None else ""
        option = words.tier(sheet.option_position) if sheet.option_position else ""
        worth = ", ".join(part for part in (option, price) if part)
        place = sheet.place if self.width() >= self.theme.scaled(_WIDE) else ""  # in little room the days matter more
        who = ", ".join(part for part in (sheet.customer, place) if part)
        return ". ".join(part for part in (who, worth, self._when(sheet), self._withdraw(sheet)) if part)

    def _withdraw(self, sheet: JobSheet) -> str:
        """Until when the law lets the customer change their mind, as long as it does."""
        until = sheet.job.withdraw_until_on
        if until is None or until < sheet.today or not sheet.job.is_open:
            return ""
        return self.tr("The customer may withdraw until {0}").format(said.day(until, sheet.today))

    def _when(self, sheet: JobSheet) -> str:
        job, days = sheet.job, [day.day_on for day in sheet.job.days]
        if job.state == JobState.PAUSED and job.reason:
            return self.tr("Paused: %s") % job.reason
        if not job.is_open:
            return job.reason if job.state != JobState.COMPLETED else ""
        if sheet.today in days:
            return self.tr("Day {0} of {1}").format(days.index(sheet.today) + 1, len(days))
        if not days:
            return self.tr("Not planned yet")
        if sheet.today < days[0]:
            return self.tr("Starts {0}").format(said.day(days[0], sheet.today))
        return self.tr("Last day was {0}").format(said.day(days[-1], sheet.today)) if sheet.today > days[-1] else ""

    def _on_time_words(self, sheet: JobSheet) -> tuple[str, str, str] | None:
        finish, job = sheet.finish, sheet.job
        if finish is None or finish.state == PromiseState.CANCELLED:
            return None
        in_time = finish.in_time(sheet.today)
        if in_time is False:
            late = finish.state == PromiseState.OPEN and not finish.missed
            days = (sheet.today - finish.due_on).days
            return (self._late(days) if late else self.tr("Finish missed")), "danger", "timer"
        if in_time is None and job.ends_on is not None and job.ends_on > finish.due_on:
            return self.tr("Plan ends after the promise"), "warn", "triangle-alert"
        return self.tr("Finished on time") if in_time else self.tr("On time"), "good", "check"

    def _late(self, days: int) -> str:
        return self.tr("Late by 1 day") if days == 1 else self.tr("Late by %s days") % days

    # What is asked of it

    def _step(self, deed: Any, *args: Any, label: str, **fields: Any) -> None:
        if self._sheet is not None:
            self.desk.do(deed, self._sheet.job.id, *args, label=label, **fields)

    def _ask(self, dialog: Any, *args: Any) -> None:
        if self._sheet is not None:
            dialog(self.window(), self.desk, self.theme, self._sheet, *args)

    def _on_start(self) -> None:
        self._step(jobs.start, label=self.tr("Work started"))

    def _on_plan(self) -> None:
        self._ask(PlanJobDialog)

    def _on_pause(self) -> None:
        self._ask(PauseDialog)

    def _on_sign_off(self) -> None:
        self._ask(SignOffDialog)

    def _on_paid(self) -> None:
        self._ask(PaidDialog)

    def _on_call_off(self) -> None:
        self._ask(CallOffDialog)

    def _on_contractor(self, on: bool) -> None:
        label = self.tr("For another contractor") if on else self.tr("For your own customer")
        self._step(jobs.set_subcontracted, subcontracted=on, label=label)

    def _on_promise(self) -> None:
        self._ask(PromiseDialog)

    def _on_day(self, day: JobDay) -> None:
        DayDialog(self.window(), self.desk, self.theme, day.job_id, day.day_on, day.words)

    def _on_promise_day(self, promise: Promise) -> None:
        PromiseDayDialog(self.window(), self.desk, self.theme, promise.id, promise.words).open()

    def _on_promise_broken(self, promise: Promise) -> None:
        PromiseBrokenDialog(self.window(), self.desk, self.theme, promise.id, promise.words).open()

    def _on_recommend(self, row: FindingRow) -> None:
        self._ask(FindingDialog, row, self._on_quote_begun)

    def _on_quote_begun(self, quote: Any) -> None:
        self.page_asked.emit("quote", quote.id)

    def _on_customer(self) -> None:
        if self._sheet is not None:
            self.page_asked.emit("customer", self._sheet.customer_id)

    def _on_quote(self) -> None:
        if self._sheet is not None and self._sheet.job.quote_id is not None:
            self.page_asked.emit("quote", self._sheet.job.quote_id)
