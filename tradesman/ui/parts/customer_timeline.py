"""A customer's timeline in a card: what comes next, what is due today, and the past with its years folded."""

from collections import Counter
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.services.timelines import Entry, Happened
from tradesman.services.today import TodayRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.entry_words import told
from tradesman.ui.parts.today_rows import action, key
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.timeline import Timeline
from tradesman.ui.widgets.timeline_delegate import TimelineEntry

_AHEAD = frozenset({Happened.NEXT, Happened.VISIT_AHEAD, Happened.JOB_PLANNED})


def _tr(text: str) -> str:
    return QCoreApplication.translate("customer", text)


class CustomerTimeline(Card):
    """The whole experience on one line; an entry opens its quote or job, what is due has its button."""

    acted = Signal(str)
    page_asked = Signal(str, object)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, padding=1)
        self._desk, self._theme = desk, theme
        self._entries: list[Entry] = []
        self._rows: list[TodayRow] = []
        self._currency = ""
        self._unfolded: set[int] = set()
        self._targets: dict[str, tuple[str, UUID]] = {}
        self.note = Button(_tr("Add note"), theme, "quiet", "plus", compact=True, name="customer_add_note")
        self.line = Timeline(theme, words=_tr("What happened, newest first"), name="customer_timeline")
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 6, 8, 2)
        row.addWidget(Label(_tr("Experience"), theme, "section"))
        row.addStretch(1)
        row.addWidget(self.note)
        self.body.setSpacing(0)
        self.body.addWidget(head)
        self.body.addWidget(Separator())
        self.body.addWidget(self.line, 1)
        self.line.entry_opened.connect(self._on_entry_opened)
        self.line.acted.connect(self.acted)

    def show_entries(self, entries: list[Entry], rows: list[TodayRow], currency: str) -> None:
        """Shows the entries; `rows` are what is due for this customer now."""
        self._entries, self._rows, self._currency = entries, rows, currency
        self._show()

    def fold_all(self) -> None:
        """Folds the past years again, for another customer."""
        self._unfolded.clear()

    def _show(self) -> None:
        today = self._desk.today()
        ahead = [entry for entry in self._entries if entry.happened in _AHEAD and entry.on > today]
        past = [entry for entry in self._entries if entry.happened not in _AHEAD]
        zone = self._desk.zone()
        shown = [self._entry(entry, f"ahead-{number}", "next") for number, entry in enumerate(ahead)]
        shown += [self._due(row, action(row, today, zone, urgent=False).main_words) for row in self._rows]
        self._targets.clear()
        years = Counter(entry.on.year for entry in past)
        folded: set[int] = set()
        open_years = self._unfolded | {today.year, max(years, default=today.year)}
        for number, entry in enumerate(past):
            year = entry.on.year
            if year not in open_years and year not in folded:
                folded.add(year)
                shown.append(self._fold(year, years[year]))
            if year in open_years:
                entry_key = f"past-{number}"
                if entry.target is not None:
                    self._targets[entry_key] = entry.target
                shown.append(self._entry(entry, entry_key, "past"))
        self.line.set_entries(shown)

    def _entry(self, entry: Entry, entry_key: str, state: str) -> TimelineEntry:
        said = told(entry, self._currency)
        today = self._desk.today()
        when = say.capital(say.short_day(entry.on, today))
        second = said.second or (say.capital(say.day(entry.on, today)) if state == "next" else "")
        return TimelineEntry(
            entry_key, when, said.title, second, said.icon, said.tone, state, said.badge, said.badge_kind
        )

    def _due(self, row: TodayRow, main: str) -> TimelineEntry:
        shown = action(row, self._desk.today(), self._desk.zone(), urgent=False)
        when = "" if shown.when == _tr("Today") else shown.when
        second = ", ".join(part for part in (when, row.what) if part)
        return TimelineEntry(
            key(row),
            _tr("Today"),
            shown.purpose,
            second,
            shown.icon,
            state="today",
            action=main,
            action_icon=shown.main_icon,
        )

    def _fold(self, year: int, count: int) -> TimelineEntry:
        words = _tr("1 entry") if count == 1 else _tr("{0} entries").format(count)
        return TimelineEntry(f"year-{year}", "", str(year), words, state="fold")

    def _on_entry_opened(self, entry_key: str) -> None:
        if entry_key.startswith("year-"):
            self._unfolded.add(int(entry_key.removeprefix("year-")))
            self._show()
        elif entry_key in self._targets:
            self.page_asked.emit(*self._targets[entry_key])
