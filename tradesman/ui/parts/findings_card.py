"""What was noticed outside the job: logged in seconds, then passed on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.finding import Finding, HowSoon
from tradesman.book.partner import ReferralState
from tradesman.services import findings, jobs
from tradesman.services.job_sheets import FindingRow, JobSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.handover_dialog import HandoverDialog
from tradesman.ui.parts.rows import RowPool, flush
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.picture import Tile

_OPEN = (ReferralState.INTRODUCED, ReferralState.AGREED)


class FindingsCard(Card):
    """One line to note something; each thing noticed can be told or recommended."""

    recommend_asked = Signal(object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, "-", "-", name="job_findings")
        self._desk, self._theme = desk, theme
        self._sheet: JobSheet | None = None
        self.set_title(self.tr("Noticed, outside this job"))
        rows = QVBoxLayout()
        rows.setSpacing(theme.space("s2"))
        self._rows: RowPool[tuple[FindingRow, JobSheet]] = RowPool(rows, self._make_row)
        self._empty = Label(
            self.tr("Look round before you leave. What you notice helps the customer and your partners."),
            theme,
            "small",
            "ink_2",
            wrap=True,
        )
        self._add = LineField(theme, placeholder=self.tr("What did you see?"), icon="plus", name="job_finding_add")
        self._add.setAccessibleName(self.tr("Note something you see"))
        self._add.setProperty("role", "addline")
        self._add.setFont(theme.font("small"))
        self._add.returnPressed.connect(self._on_add)
        self._nothing = Button(
            self.tr("Looked round, found nothing"), theme, "plain", "eye", compact=True, name="job_looked_round"
        )
        self._nothing.clicked.connect(self._on_looked_round)
        self._looked = Badge(self.tr("Looked round, found nothing"), "good", theme, "check", name="job_looked_badge")
        self.body.addWidget(self._empty)
        self.body.addLayout(rows)
        self.body.addLayout(flush(self._add))
        foot = QHBoxLayout()
        foot.addWidget(self._nothing)
        foot.addWidget(self._looked)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def show_sheet(self, sheet: JobSheet) -> None:
        """Shows what was noticed on a job."""
        self._sheet = sheet
        looked = sheet.job.looked_round and not sheet.findings
        self.set_count(str(len(sheet.findings)) if sheet.findings else "")
        self._rows.show([(row, sheet) for row in sheet.findings])
        self._empty.setVisible(not sheet.findings and not looked)
        self._nothing.setVisible(not sheet.findings and not looked)
        self._looked.setVisible(looked)

    def begin(self) -> None:
        """Asks for the sheet, with nothing typed yet."""
        self.recommend_asked.emit(None)

    def _make_row(self, number: int) -> QWidget:
        row = _FindingLine(number, self._theme)
        row.recommend.clicked.connect(lambda: self.recommend_asked.emit(self._rows.rows[number][0]))
        row.hand_over.clicked.connect(lambda: self._on_hand_over(self._rows.rows[number][0]))
        return row

    def _on_add(self) -> None:
        words_typed = self._add.value()
        if self._sheet is not None and words_typed:
            label = self.tr("Noted: %s") % words_typed
            self._desk.do(findings.note, self._sheet.job.id, words_typed, label=label, after=self._on_added)

    def _on_added(self, finding: Finding) -> None:
        if self._add.value() == finding.what:  # else something else was typed meanwhile
            self._add.clear()

    def _on_hand_over(self, row: FindingRow) -> None:
        if row.referral is not None:
            HandoverDialog(self.window(), self._desk, self._theme, row.referral.id)

    def _on_looked_round(self) -> None:
        if self._sheet is not None:
            self._desk.do(jobs.looked_round, self._sheet.job.id, label=self.tr("Looked round, found nothing"))


class _FindingLine(QWidget):
    """A thing noticed, what became of it, and the next step."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self._tile = Tile("eye", theme, side=32)
        self._what = Label("", theme, "small strong", wrap=True)
        self._more = Label("", theme, "small", "ink_2", wrap=True)
        self._badge = Badge("", "info", theme, name=f"job_finding_badge_{number}")
        self.recommend = Button(self.tr("Recommend"), theme, compact=True, name=f"job_recommend_{number}")
        self.hand_over = Button(self.tr("Hand over"), theme, compact=True, name=f"job_hand_over_{number}")
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._what)
        text.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s3"))
        row.addWidget(self._tile)
        row.addLayout(text, 1)
        row.addWidget(self._badge)
        row.addWidget(self.recommend)
        row.addWidget(self.hand_over)

    def show_row(self, row: tuple[FindingRow, JobSheet]) -> None:
        """Shows a thing noticed."""
        found, sheet = row
        finding, partner = found.finding, found.partner
        urgent = finding.how_soon == HowSoon.NOW
        self._tile.set_icon("triangle-alert" if urgent else "eye", "danger" if urgent else "neutral")
        self._what.setText(finding.what)
        parts = [words.words(finding.how_soon), partner.name if partner is not None else finding.plain_words]
        self._more.setText(". ".join(part for part in parts if part))
        told = finding.told_at is not None
        if found.referral is not None:
            self._badge.set_state(words.words(found.referral.state), "info")
        elif finding.outcome:
            self._badge.set_state(finding.outcome, "good", "check")
        elif finding.told_at is not None:
            told_on = finding.told_at.astimezone(sheet.zone).date()
            self._badge.set_state(self.tr("Told %s") % said.day(told_on, sheet.today), "neutral")
        self._badge.setVisible(told or bool(finding.outcome) or found.referral is not None)
        declined = found.referral is not None and found.referral.state == ReferralState.DECLINED
        self.recommend.setVisible((found.referral is None or declined) and not finding.outcome)
        sent = found.referral
        self.hand_over.setVisible(sent is not None and sent.handed_over_at is None and sent.state in _OPEN)
        self.recommend.setAccessibleName(self.tr("Recommend somebody for “%s”") % finding.what)
