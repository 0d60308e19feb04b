"""The picked job beside the list: its days, what is promised next, what is ticked and noticed, what comes after it."""

from PySide6.QtCore import QCoreApplication, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from tradesman.book.finding import Finding
from tradesman.book.followup import FollowUp
from tradesman.book.job import JobKind, JobState
from tradesman.book.promise import Promise, PromiseState
from tradesman.services import job_sheets, service_calls
from tradesman.services.job_rows import Finish, JobRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.put_right_dialog import PutRightDialog
from tradesman.ui.parts import service_call_words
from tradesman.ui.parts.job_list_columns import finish_tone, state_badge
from tradesman.ui.parts.preview_actions import PreviewActions
from tradesman.ui.parts.preview_card import PreviewContent
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Badge, ElidedLabel, Label
from tradesman.ui.words import asked_for

_MOST = 4  # findings or follow-ups; the job's page has the others


def _tr(text: str) -> str:
    return QCoreApplication.translate("jobs", text)


class JobContent(PreviewContent):
    """All about one job."""

    def __init__(self, desk: Desk, theme: Theme, row: JobRow, page_asked: SignalInstance, **margin: int) -> None:
        super().__init__(theme, **margin)
        self._desk, self._row = desk, row
        self._page_asked = page_asked  # of what outlives this widget
        self._sheet = desk.ask(job_sheets.sheet, row.id)
        self._today = self._sheet.today
        self.add(self._head(), self._actions())
        if row.kind == JobKind.SERVICE_CALL:
            self.add(self.title(_tr("Service call")), *self._service_call())
        self.add(self.title(_tr("Days")), *self._days())
        self.add(self.title(_tr("Next promise")), self._promise())
        self.add(self.title(_tr("Checklist")), self._checklist())
        self.add(self.title(_tr("Noticed")), *self._findings())
        self.add(self.title(_tr("What follows")), *self._followups())
        self.column.addStretch(1)

    def _small(self, text: str, name: str, tone: str = "ink") -> Label:
        return Label(text, self.theme, "small", tone, wrap=True, name=name)

    def _head(self) -> QLayout:
        row, theme = self._row, self.theme
        head = QVBoxLayout()
        head.setSpacing(theme.space("s1"))
        head.addWidget(Label(row.title, theme, "strong", wrap=True, name="preview_title"))
        where = ", ".join(part for part in (row.customer, row.place) if part)
        head.addWidget(ElidedLabel(where, theme, "small", "ink_2", name="preview_customer"))
        state = QHBoxLayout()
        state.setSpacing(theme.space("s2"))
        state.addWidget(Badge(*state_badge(row), theme, name="preview_state"))
        if row.paid is not None:
            paid = (_tr("Paid"), "good") if row.paid else (_tr("Not paid"), "warn")
            state.addWidget(Badge(*paid, theme, name="preview_paid"))
        price = say.money(row.price_minor, row.currency) if row.price_minor is not None else ""
        state.addWidget(ElidedLabel(price, theme, "small", "ink_2"), 1)
        head.addLayout(state)
        return head

    def _actions(self) -> PreviewActions:
        row = self._row
        words = _tr("Open the job {0}").format(row.title)
        made = PreviewActions(self._desk, self.theme, row, "job", words, self._page_asked)
        made.left.connect(self.left)
        return made

    def _service_call(self) -> list[QWidget]:
        call = self._desk.ask(service_calls.sheet, self._row.id)
        earlier = service_call_words.earlier_words(call.earlier, call.came_in_on, self._today)
        days = service_call_words.days_words(call, self._today)
        outcome = service_call_words.outcome_words(call)
        ask = Button(_tr("What was it?"), self.theme, icon="wrench", compact=True, name="preview_put_right")
        ask.clicked.connect(self._on_put_right)
        said = [self._small(f"{earlier} {days}", "preview_earlier")]
        if outcome:
            said.append(self._small(outcome, "preview_outcome"))
        return [*said, ask]

    def _on_put_right(self) -> None:
        window = self.window()
        self.left.emit()
        PutRightDialog(window, self._desk, self.theme, self._row.id)

    def _days(self) -> list[QWidget]:
        row, job, today = self._row, self._sheet.job, self._today
        days = [day.day_on for day in job.days]
        if row.state == JobState.COMPLETED and row.completed_on is not None:
            said = _tr("Done {0}.").format(say.day(row.completed_on, today))
        elif not job.is_open:
            said = _tr("Called off: {0}.").format(job.reason.rstrip("."))
        elif not days:
            said = _tr("No day is planned yet.")
        elif len(days) == 1:
            said = _tr("One day, {0}.").format(say.day(days[0], today))
        elif today < days[0]:
            said = _tr("From {0} to {1}, {2} days in all.").format(
                say.day(days[0], today), say.day(days[-1], today), len(days)
            )
        else:
            said = _tr("Day {0} of {1}, until {2}.").format(row.day, row.days, say.day(days[-1], today))
        if row.state == JobState.PAUSED and job.reason:
            said = f"{said} {_tr('Paused: {0}.').format(job.reason.rstrip('.'))}"
        parts: list[QWidget] = [self._small(said, "preview_days")]
        if row.finish is not None:
            parts.append(self._small(self._finish(), "preview_finish", finish_tone(row)))
        return parts

    def _finish(self) -> str:
        row, today = self._row, self._today
        assert row.finish_on is not None  # noqa: S101  it has a finish
        day = say.day(row.finish_on, today)
        late = _tr("1 day late") if row.late_days == 1 else _tr("{0} days late").format(row.late_days)
        texts = {
            Finish.AHEAD: _tr("Promised to be finished {0}.").format(day),
            Finish.PLAN_LATER: _tr("Promised to be finished {0}; the plan ends later.").format(day),
            Finish.LATE: _tr("Promised to be finished {0}: {1}.").format(day, late),
            Finish.KEPT: _tr("The promised finish, {0}, was kept.").format(day),
            Finish.KEPT_LATE: _tr("The promised finish, {0}, was kept late.").format(day),
            Finish.NOT_KEPT: _tr("The promised finish, {0}, was not kept.").format(day),
        }
        return texts[row.finish] if row.finish is not None else ""

    def _promise(self) -> QWidget:
        ahead = [promise for promise in self._sheet.promises if promise.state == PromiseState.OPEN]
        if not ahead:
            return self._small(_tr("Nothing is promised."), "preview_promise", "ink_3")
        return self._small(self._promise_words(ahead[0]), "preview_promise", self._promise_tone(ahead[0]))

    def _promise_words(self, promise: Promise) -> str:
        lead = _tr("You, {0}: {1}") if promise.mine else _tr("The customer, {0}: {1}")
        return lead.format(say.day(promise.due_on, self._today), promise.words)

    def _promise_tone(self, promise: Promise) -> str:
        return "danger" if promise.mine and promise.due_on < self._today else "ink"

    def _checklist(self) -> QWidget:
        items = len(self._sheet.job.checklist)
        if not items:
            return self._small(_tr("Nothing to tick."), "preview_checklist", "ink_3")
        return self._small(_tr("{0} of {1} ticked.").format(self._sheet.ticked, items), "preview_checklist")

    def _findings(self) -> list[QWidget]:
        found = [row.finding for row in self._sheet.findings]
        if not found:
            looked = self._sheet.job.looked_round
            said = _tr("Looked round, found nothing.") if looked else _tr("Nothing is noted yet.")
            return [self._small(said, "preview_finding_none", "ink_3")]
        return self._listed([self._finding_words(finding) for finding in found], "preview_finding")

    def _finding_words(self, finding: Finding) -> str:
        said = _tr("{0}, told") if finding.told_at else _tr("{0}, not told yet")
        return said.format(finding.what)

    def _followups(self) -> list[QWidget]:
        ahead = self._sheet.followups
        if not ahead:
            return [self._small(_tr("Nothing is open."), "preview_follow_up_none", "ink_3")]
        return self._listed([self._followup_words(found) for found in ahead], "preview_follow_up")

    def _followup_words(self, found: FollowUp) -> str:
        return f"{asked_for(found.purpose, found.title)}, {say.day(found.due_on, self._today)}"

    def _listed(self, texts: list[str], name: str) -> list[QWidget]:
        """The first of them below each other, and how many there are besides."""
        said: list[QWidget] = [self._small(text, f"{name}_{place}") for place, text in enumerate(texts[:_MOST])]
        if len(texts) > _MOST:
            said.append(self._small(_tr("and {0} more").format(len(texts) - _MOST), f"{name}_more", "ink_3"))
        return said
