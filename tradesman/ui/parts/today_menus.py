"""The menus of a row of Today: put off, skip with a reason, and what else can be done."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from tradesman.documents import drafts
from tradesman.services import complaints, days, followups, materials, thanks, visits
from tradesman.services.decisions import Decision
from tradesman.services.messages import Occasion
from tradesman.services.today import Kind, TodayRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.book_visit_dialog import MoveVisitDialog
from tradesman.ui.dialogs.complaint_dialog import AnswerDialog
from tradesman.ui.dialogs.follow_up_dialog import SnoozeDialog, skip_reasons
from tradesman.ui.dialogs.log_call_dialog import NextStepDialog
from tradesman.ui.dialogs.material_dialog import OrderDialog
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.dialogs.promise_day_dialog import PromiseBrokenDialog, PromiseDayDialog
from tradesman.ui.parts.row_deeds import open_sheet
from tradesman.ui.parts.today_rows import purpose_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.sheet import Sheet

_THINGS = 6  # of a job's material; all others are on its page


class RowMenus(QObject):
    """Builds the menu that a row's button asks for; each entry is one step, or opens a sheet."""

    page_asked = Signal(str, object)

    def __init__(self, desk: Desk, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._theme, self._page = desk, theme, page

    def snooze(self, row: TodayRow, button: QWidget) -> None:
        """One hour, after lunch, tomorrow, a day; what goes along and is due goes along here too."""
        due = row.followup_ids(self._desk.today())
        menu = self._menu("snooze_menu", self.tr("Snooze until"))
        until = self._desk.ask(days.put_off)
        self._add(menu, "snooze_hour", self.tr("1 hour"), lambda: self._put_off(due, until.hour))
        if (lunch := until.after_lunch) is not None:
            self._add(menu, "snooze_lunch", self.tr("After lunch"), lambda: self._put_off(due, lunch))
        tomorrow = say.capital(self._moment(until.tomorrow))
        self._add(menu, "snooze_tomorrow", tomorrow, lambda: self._put_off(due, until.tomorrow))
        self._add_sheet(menu, "snooze_day", self.tr("A day…"), SnoozeDialog, due)
        self._pop_up(menu, button)

    def skip(self, row: TodayRow, button: QWidget) -> None:
        """The reasons for which something is left out; of what is shown as one, the first alone is, and is named."""
        menu = self._menu("skip_menu", self.tr("Why skip it?"))
        label = self.tr("Skipped")
        if row.also:
            what = purpose_words(row)
            menu.add_choice(self.tr("Only “{0}”").format(what), name="skip_which").setEnabled(False)
            label = self.tr("Skipped: {0}").format(what)
        for name, reason, asked in skip_reasons():
            self._add(menu, f"skip_{name}", reason, self._skipper(row.followup_id, reason, label, asked=asked))
        self._pop_up(menu, button)

    def more(self, row: TodayRow, button: QWidget) -> None:
        """What else can be done with a visit, a promise or a decision."""
        menu = self._menu("row_menu", self.tr("More"))
        subject = row.subject_id
        if row.kind == Kind.PROMISE:
            if not row.mine:
                self._add(menu, "promise_remind", self.tr("Write a reminder…"), lambda: self._remind(row))
            self._add_sheet(menu, "promise_day", self.tr("Agree another day…"), PromiseDayDialog, subject, row.what)
            words = self.tr("It will not be kept…")
            self._add_sheet(menu, "promise_broken", words, PromiseBrokenDialog, subject, row.what)
        elif row.kind == Kind.VISIT:
            self._add_sheet(menu, "visit_move", self.tr("Move the visit…"), MoveVisitDialog, subject)
            self._add(menu, "visit_nobody", self.tr("Nobody was there"), lambda: self._nobody(subject))
            self._add(menu, "visit_cancel", self.tr("Cancel the visit"), lambda: self._cancel(subject))
        elif row.decision == Decision.WRITE_QUOTE:
            self._add_sheet(menu, "next_step", self.tr("Something else…"), NextStepDialog, subject)
        elif row.decision == Decision.LATE_MATERIAL:
            self._add_material(menu, row)
        elif row.decision == Decision.THANK:
            self._add_thanks(menu, row)
        elif row.decision == Decision.PUT_RIGHT:
            self._add_answers(menu, row)
        words = self.tr("Open %s") % row.customer
        self._add(menu, "open_customer", words, lambda: self.page_asked.emit("customer", row.customer_id))
        self._pop_up(menu, button)

    def _remind(self, row: TodayRow) -> None:
        """The message that reminds a customer of what they promised."""
        place = (self._page.window(), self._desk, self._theme, row.customer_id, Occasion.THEIR_PROMISE)
        given = {"promised": partial(drafts.by_day, row.what, row.due_on)}
        open_sheet(MessageDialog(*place, subject_id=row.subject_id, given=given), self.page_asked)

    def _add_material(self, menu: Menu, row: TodayRow) -> None:
        """Each thing can be noted as here; of one alone another day can be noted."""
        for number, one in enumerate(row.material[:_THINGS]):
            words = self.tr("Arrived: %s") % one.words
            self._add(menu, f"arrived_{number}", words.replace("&", "&&"), partial(self._arrived, one.id, words))
        if len(row.material) == 1:
            ask = partial(OrderDialog, self._page.window(), self._desk, self._theme, row.material[0])
            self._add(menu, "material_day", self.tr("It comes another day…"), ask)
            self._add(menu, "open_job", self.tr("Open the job"), lambda: self.page_asked.emit("job", row.subject_id))

    def _add_answers(self, menu: Menu, row: TodayRow) -> None:
        """A complaint is answered by a promise or, where its job is known, by a service call."""
        ask = partial(AnswerDialog, service_call=False)
        self._add_sheet(menu, "promise_a_day", self.tr("Promise a day…"), ask, row.subject_id)
        job_id = self._desk.ask(complaints.jobs_of, [row.subject_id]).get(row.subject_id)
        if job_id is not None:
            ask = partial(AnswerDialog, service_call=True)
            self._add_sheet(menu, "service_call", self.tr("Make it a service call…"), ask, row.subject_id)
            self._add(menu, "open_job", self.tr("Open the job"), lambda: self.page_asked.emit("job", job_id))

    def _arrived(self, material_id: UUID, label: str) -> None:
        self._desk.do(materials.set_arrived, material_id, label=label)

    def _add_thanks(self, menu: Menu, row: TodayRow) -> None:
        """Thanked without a message, or not at all and why."""
        friend, sent, skipped = row.customer_id, row.subject_id, self.tr("Skipped")
        thanked = self.tr("I thanked them on the phone")
        self._add(menu, "thanked", thanked, lambda: self._desk.do(thanks.say, friend, label=self.tr("Thanked")))
        for name, reason, _asked in skip_reasons():
            words = self.tr("Skip: {0}").format(reason)
            self._add(menu, f"skip_{name}", words, partial(self._desk.do, thanks.skip, sent, reason, label=skipped))

    def _menu(self, name: str, words: str) -> Menu:
        menu = Menu(self._theme, self._page, words=words)
        menu.setObjectName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _add(self, menu: Menu, name: str, words: str, deed: Callable[[], object]) -> None:
        menu.add_choice(words, name=name).triggered.connect(lambda _on=False: deed())

    def _add_sheet(self, menu: Menu, name: str, words: str, kind: Callable[..., Sheet], *args: object) -> None:
        def ask() -> None:
            open_sheet(kind(self._page.window(), self._desk, self._theme, *args), self.page_asked)

        self._add(menu, name, words, ask)

    def _pop_up(self, menu: Menu, button: QWidget) -> None:
        left = button.width() - menu.sizeHint().width()
        menu.popup(button.mapToGlobal(QPoint(left, button.height())))

    def _moment(self, moment: datetime) -> str:
        zone, today = self._desk.zone(), self._desk.today()
        day = moment.astimezone(zone).date()
        return say.clock(moment, zone) if day == today else say.day(day, today)

    def _put_off(self, followup_ids: Sequence[UUID], until: datetime) -> None:
        label = self.tr("Snoozed until %s") % self._moment(until)
        self._desk.do(followups.snooze_all, followup_ids, until, label=label)

    def _skipper(self, followup_id: UUID | None, reason: str, label: str, *, asked: bool) -> Callable[[], object]:
        return lambda: self._desk.do(followups.skip, followup_id, reason, customer_asked=asked, label=label)

    def _nobody(self, visit_id: UUID) -> None:
        self._desk.do(visits.nobody_there, visit_id, label=self.tr("Nobody was there"))

    def _cancel(self, visit_id: UUID) -> None:
        self._desk.do(visits.cancel, visit_id, "", label=self.tr("Visit cancelled"))
