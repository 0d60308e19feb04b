"""One job: its days, what must be ticked, what was promised and noticed, and its sign-off."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.book.errors import BookError, BusyError
from tradesman.book.followup import Purpose
from tradesman.book.job import JobDay, JobState
from tradesman.book.promise import Promise
from tradesman.services import job_sheets, jobs, updates
from tradesman.services.job_sheets import FindingRow, JobSheet
from tradesman.ui import job_handouts
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.done_for_dialog import DoneForDialog
from tradesman.ui.dialogs.finding_dialog import FindingDialog
from tradesman.ui.dialogs.job_state_dialog import CallOffDialog, PaidDialog, PauseDialog
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.dialogs.paper_dialog import PaperDialog
from tradesman.ui.dialogs.plan_job_dialog import DayDialog, PlanJobDialog
from tradesman.ui.dialogs.promise_day_dialog import PromiseBrokenDialog, PromiseDayDialog
from tradesman.ui.dialogs.promise_dialog import PromiseDialog
from tradesman.ui.dialogs.put_right_dialog import PutRightDialog
from tradesman.ui.dialogs.sign_off_dialog import SignOffDialog
from tradesman.ui.page import Page
from tradesman.ui.parts import plan_moves, reaching
from tradesman.ui.parts.checklist_card import ChecklistCard
from tradesman.ui.parts.columns import Arrangement, Columns
from tradesman.ui.parts.complaint_banner import ComplaintBanner
from tradesman.ui.parts.costs_card import CostsCard
from tradesman.ui.parts.day_strip import DayStrip
from tradesman.ui.parts.findings_card import FindingsCard
from tradesman.ui.parts.job_header import JobHeader
from tradesman.ui.parts.material_card import MaterialCard
from tradesman.ui.parts.photos_card import PhotosCard
from tradesman.ui.parts.promises_card import PromisesCard
from tradesman.ui.parts.sign_off_card import SignOffCard
from tradesman.ui.parts.teeth_banner import TeethBanner
from tradesman.ui.parts.update_card import UpdateCard
from tradesman.ui.parts.variations_card import VariationsCard
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.regions import mark_regions


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
            "photo",
            "message",
            "material",
            "variation",
            "cost",
            "business",
            "need_met",
            "complaint",
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
        self._header.show_width(self.width())

    # How it is made

    def _build(self) -> None:
        self._header = JobHeader(self.theme)
        self._header.back_asked.connect(self.back_asked)
        self._header.asked.connect(self._on_asked)
        self.column.addWidget(self._header)
        self.column.addWidget(self._build_middle(), 1)

    def _build_middle(self) -> Columns:
        desk, theme = self.desk, self.theme
        self._days = DayStrip(theme)
        self._teeth, self._unhappy = TeethBanner(desk, theme), ComplaintBanner(desk, theme)
        self._checklist, self._promises = ChecklistCard(desk, theme), PromisesCard(desk, theme)
        self._findings, self._update = FindingsCard(desk, theme), UpdateCard(desk, theme)
        self._photos, self._off = PhotosCard(desk, theme, self), SignOffCard(theme)
        material, extra, costs = MaterialCard(desk, theme), VariationsCard(desk, theme), CostsCard(desk, theme)
        self._days.day_asked.connect(self._on_day)
        self._days.moved.connect(lambda *to: plan_moves.place(self.window(), self.desk, self.theme, *to))
        self._promises.add_asked.connect(self._on_promise_add)
        self._promises.change_asked.connect(self._on_promise_day)
        self._promises.break_asked.connect(self._on_promise_broken)
        self._findings.recommend_asked.connect(self._on_recommend)
        self._update.send_asked.connect(self._on_update)
        self._update.photo_asked.connect(lambda: self._photos.offer(self._photos.add_tile))
        self._off.sign_asked.connect(lambda: self._ask(SignOffDialog))
        self._off.care_asked.connect(self._on_care)
        work, seen = (self._checklist, self._promises, material), (self._findings, self._update, extra)
        shown = (self._photos, self._off, costs)
        arrangements = (
            Arrangement(900, (8, 11, 10), (work, seen, shown)),
            Arrangement(560, (8, 10), (work, (*seen, *shown))),
            Arrangement(0, (1,), ((*work, *seen, *shown),)),
        )
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s3"))
        column.addWidget(self._days)
        column.addWidget(self._teeth)
        column.addWidget(self._unhappy)
        mark_regions(self._days, *work, *seen, *shown)
        self._cards = (*work, *seen, *shown)
        self._middle = Columns(theme, above, arrangements)
        return self._middle

    # What it shows

    def refresh(self) -> None:
        self._sheet = self._read()
        self._middle.content.setVisible(self._sheet is not None)
        if self._sheet is None:
            return
        sheet = self._sheet
        self._header.show_sheet(sheet, self.width())
        self._days.show_days(sheet.job.days, sheet.today, over=sheet.job.state == JobState.COMPLETED)
        self._teeth.show_sheet(sheet)
        self._unhappy.show_sheet(sheet)
        for card in self._cards:
            card.show_sheet(sheet)

    def _read(self) -> JobSheet | None:
        if self._job_id is None:
            return None
        try:
            return self.desk.ask(job_sheets.sheet, self._job_id)
        except BusyError:
            raise  # it is there, only not to be read just now
        except BookError as error:
            self._header.set_title(self.tr("Job"))
            self._header.set_sub(str(error))
            return None

    # What is asked of it

    def _step(self, deed: Any, *args: Any, label: str, **fields: Any) -> None:
        if self._sheet is not None:
            self.desk.do(deed, self._sheet.job.id, *args, label=label, **fields)

    def _ask(self, dialog: Any, *args: Any) -> None:
        if self._sheet is not None:
            dialog(self.window(), self.desk, self.theme, self._sheet, *args)

    def _on_asked(self, key: str) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        asked: dict[str, Callable[[], object]] = {
            "call": lambda: reaching.call(self.window(), self.desk, self.theme, sheet.customer_id, self.page_asked),
            "photo": lambda: self._photos.offer(self._header.photo),
            "finding": self._findings.begin,
            "plan": lambda: self._ask(PlanJobDialog),
            "pause": lambda: self._ask(PauseDialog),
            "start": lambda: self._step(jobs.start, label=self.tr("Work started")),
            "paid": lambda: self._ask(PaidDialog),
            "call_off": lambda: self._ask(CallOffDialog),
            "put_right": lambda: PutRightDialog(self.window(), self.desk, self.theme, sheet.job.id),
            "care": self._on_care,
            "done_for": lambda: self._ask(DoneForDialog),
            "customer": lambda: self.page_asked.emit("customer", sheet.customer_id),
            "quote": lambda: self.page_asked.emit("quote", sheet.job.quote_id),
        }
        if key in asked:
            asked[key]()

    def _on_update(self, words: dict[str, str], files: list[Path]) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        due = next((one.id for one in sheet.followups if one.purpose == Purpose.PROGRESS_UPDATE), None)
        about: dict[str, Any] = {"followup_id": due, "subject_id": sheet.job.id, "given": words, "files": files}
        about["note"] = partial(updates.sent, job_id=sheet.job.id)
        place = (self.window(), self.desk, self.theme, sheet.customer_id, Purpose.PROGRESS_UPDATE)
        MessageDialog(*place, **about).open()

    def _on_care(self) -> None:
        if self._sheet is not None:
            care = job_handouts.care(self.desk, self._sheet.job.id)
            PaperDialog(self.window(), self.desk, self.theme, care).open()

    def _on_day(self, day: JobDay) -> None:
        DayDialog(self.window(), self.desk, self.theme, day.job_id, day.day_on, day.words)

    def _on_promise_add(self) -> None:
        if self._sheet is not None:
            job = self._sheet.job
            PromiseDialog(self.window(), self.desk, self.theme, job.customer_id, job.id)

    def _on_promise_day(self, promise: Promise) -> None:
        PromiseDayDialog(self.window(), self.desk, self.theme, promise.id, promise.words).open()

    def _on_promise_broken(self, promise: Promise) -> None:
        PromiseBrokenDialog(self.window(), self.desk, self.theme, promise.id, promise.words).open()

    def _on_recommend(self, row: FindingRow) -> None:
        self._ask(FindingDialog, row, self._on_quote_begun)

    def _on_quote_begun(self, quote: Any) -> None:
        self.page_asked.emit("quote", quote.id)
