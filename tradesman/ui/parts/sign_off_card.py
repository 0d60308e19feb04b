"""How near a job is to its sign-off, and what follows when it is there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.job import JobState
from tradesman.book.promise import PromiseState
from tradesman.services.job_sheets import JobSheet
from tradesman.ui import format as said
from tradesman.ui import words
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.picture import Picture


class SignOffCard(Card):
    """Checklist, promises and the walk round; after the sign-off, the follow-ups with their days."""

    sign_asked = Signal()
    care_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        self._sign = Button(self.tr("Sign off"), theme, icon="clipboard-check", compact=True, name="job_sign_off")
        super().__init__(theme, "-", "-", self._sign, name="job_sign_off_card")
        self._sign.clicked.connect(self.sign_asked)
        self._note = Label("", theme, "small", "ink_2", wrap=True, name="job_sign_off_note")
        rows = QVBoxLayout()
        rows.setSpacing(theme.space("s2"))
        self._rows: RowPool[tuple[str, str, str]] = RowPool(rows, lambda number: _State(number, theme))
        self._care = Button(self.tr("Care sheet"), theme, icon="file-down", compact=True, name="job_care")
        self._care.clicked.connect(self.care_asked)
        self.body.addLayout(rows)
        self.body.addWidget(self._note)
        foot = QHBoxLayout()
        foot.addWidget(self._care)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def show_sheet(self, sheet: JobSheet) -> None:
        """Shows how far the job is, or what follows from it."""
        job = sheet.job
        self._sign.setVisible(job.state == JobState.IN_PROGRESS)
        self._care.setVisible(job.state == JobState.COMPLETED)
        if job.is_open:
            self.set_title(self.tr("Sign-off"))
            self.set_count(self.tr("planned for %s") % said.day(job.ends_on, sheet.today) if job.ends_on else "")
            self._rows.show(self._states(sheet))
            follows = self.tr("Guarantee, thank-you, service check and the three months then start by themselves.")
            nothing = self.tr("The guarantee then starts. The other contractor's client is asked nothing.")
            self._note.setText(nothing if job.subcontracted else follows)
        elif job.state == JobState.COMPLETED:
            self.set_title(self.tr("What follows"))
            day = said.day(job.completed_on, sheet.today) if job.completed_on else ""
            who = self.tr(" with %s") % job.signed_who if job.signed_who else ""
            self.set_count(self.tr("signed off {0}{1}").format(day, who))
            self._rows.show(self._followups(sheet))
            reason = self.tr("Signed off although: %s") % job.reason if job.reason else ""
            until = said.day(job.guarantee_until_on, sheet.today) if job.guarantee_until_on is not None else ""
            guarantee = self.tr("Guaranteed until %s.") % until if until else ""
            paid = self.tr("Paid: %s.") % job.paid_how if job.paid_how else self.tr("Not paid yet.")
            self._note.setText(" ".join(part for part in (paid, guarantee, reason) if part))
        else:
            self.set_title(self.tr("This job ended without work"))
            self.set_count("")
            self._rows.show([])
            self._note.setText(job.reason)

    def _states(self, sheet: JobSheet) -> list[tuple[str, str, str]]:
        total, kept = len(sheet.job.checklist), sum(1 for p in sheet.promises if p.state == PromiseState.KEPT)
        checked = self.tr("{0} of {1}").format(sheet.ticked, total) if total else self.tr("empty")
        held = self.tr("{0} of {1}").format(kept, len(sheet.promises)) if sheet.promises else self.tr("none")
        looked = sheet.job.looked_round or bool(sheet.findings)
        ready = (sheet.ticked == total, kept == len(sheet.promises), looked, False)
        day = said.day(sheet.job.ends_on, sheet.today) if sheet.job.ends_on is not None else self.tr("not yet")
        noticed = self.tr("{0} noticed").format(len(sheet.findings))
        nothing = self.tr("nothing found") if looked else self.tr("not yet")
        icons = ["circle-check" if done else "circle-dashed" for done in ready]
        return [
            (icons[0], self.tr("Checklist"), checked),
            (icons[1], self.tr("Promises"), held),
            (icons[2], self.tr("Looked round for more"), noticed if sheet.findings else nothing),
            (icons[3], self.tr("Walk round with {0}").format(sheet.first_name), day),
        ]

    def _followups(self, sheet: JobSheet) -> list[tuple[str, str, str]]:
        return [
            (
                "phone" if found.channel.value == "call" else "message-square",
                words.asked_for(found.purpose, found.title),
                said.day(found.due_on, sheet.today),
            )
            for found in sheet.followups
        ]


class _State(QWidget):
    """An icon, words, and how far it is."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self._icon = Picture("circle-dashed", theme, "ink_2", 18)
        self._words = Label("", theme, "small")
        self._value = Label("", theme, "small strong", name=f"job_state_{number}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self._value)

    def show_row(self, row: tuple[str, str, str]) -> None:
        """Shows one line."""
        icon, text, value = row
        self._icon.set_icon(icon, "good" if icon == "circle-check" else "ink_2")
        self._words.setText(text)
        self._value.setText(value)
