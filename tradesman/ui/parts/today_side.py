"""The side of Today: how well one sticks to the process, the day, and the backup when it is due."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.book.store import Session
from tradesman.services import days
from tradesman.services.days import DayEntry
from tradesman.ui import format as say
from tradesman.ui.aside import Aside
from tradesman.ui.desk import Desk
from tradesman.ui.parts.backup_banner import BackupBanner
from tradesman.ui.parts.stuck_to_it import StuckToIt
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.day_card import DayCard, DayLine
from tradesman.ui.widgets.regions import mark_regions


def _tr(text: str) -> str:
    return QCoreApplication.translate("today", text)


ABOUT = frozenset({"enquiry", "visit", "quote", "need", "job", "finding", "promise", "follow_up", "business"})


def question(session: Session) -> object:
    """The scorecard at a glance, imported where it is asked: beside the window."""
    from tradesman.services import glance

    return glance.glance(session)


class TodaySide(QWidget):
    """Three cards; the first fills itself when its figures have been counted beside the window."""

    def __init__(self, desk: Desk, theme: Theme, aside: Aside) -> None:
        super().__init__()
        mark_regions(self)
        self._desk, self._aside = desk, aside
        self.stuck = StuckToIt(theme)
        self.day = DayCard(_tr("Your day"), _tr("No visits and no work planned."), theme, name="today_day")
        self.backup = BackupBanner(desk, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s4"))
        for card in (self.stuck, self.day, self.backup):
            column.addWidget(card)
        column.addStretch(1)
        aside.answered.connect(self._on_answered)
        self._on_answered()

    def refresh(self) -> None:
        """Shows the day, and wants the figures up to date."""
        self.day.set_lines([_line(entry) for entry in self._desk.recall(days.today)])
        self.backup.refresh()
        self._aside.want()

    def _on_answered(self) -> None:
        self.stuck.show_glance(self._aside.answer, failed=self._aside.failed)


def _line(entry: DayEntry) -> DayLine:
    work = entry.job_id is not None
    when = say.clock(entry.starts) if entry.starts is not None else _tr("Work")
    what = f"{entry.what}, {entry.customer}" if work else _tr("Visit {0}").format(entry.customer)
    return DayLine(when, what, work=work)
