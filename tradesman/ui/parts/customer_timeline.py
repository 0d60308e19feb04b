"""A customer's timeline in a card: what comes next, what is due today, and the past with its years folded; by tab."""

from collections import Counter
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from tradesman.services.customer_sheets import CustomerSheet
from tradesman.services.journey import StepRow
from tradesman.services.timelines import AHEAD, Entry, Happened
from tradesman.services.today import Kind, TodayRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.entry_words import said_jobs, told
from tradesman.ui.parts.note_field import NoteField
from tradesman.ui.parts.photo_panel import PhotoPanel
from tradesman.ui.parts.step_words import tells_of
from tradesman.ui.parts.today_rows import action, also_words, key
from tradesman.ui.theme import Theme
from tradesman.ui.thumbnails import Thumbnails
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.tabs import Tab, Tabs
from tradesman.ui.widgets.timeline import Timeline
from tradesman.ui.widgets.timeline_delegate import TimelineEntry

EXPERIENCE, PHOTOS, NOTES = "experience", "photos", "notes"
# What each tab leaves of the timeline.
_SHOWN = {
    "quotes": {Happened.QUOTE_DRAFT, Happened.QUOTE_GIVEN, Happened.QUOTE_ACCEPTED, Happened.QUOTE_LOST},
    "jobs": {
        *(Happened.QUOTE_ACCEPTED, Happened.JOB_PLANNED, Happened.JOB_STARTED, Happened.JOB_COMPLETED),
        *(Happened.JOB_CALLED_OFF, Happened.SERVICE_CALL),
    },
    "findings": {Happened.FINDING, Happened.REFERRAL},
    "money": {Happened.JOB_COMPLETED, Happened.QUOTE_ACCEPTED, Happened.BONUS, Happened.BONUS_PAID},
    "promises": {Happened.PROMISED, Happened.PROMISE_KEPT, Happened.PROMISE_BROKEN, Happened.NO_TEETH},
    NOTES: {Happened.NOTE},
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("customer", text)


class CustomerTimeline(Card):
    """The whole experience on one line; an entry opens what it tells of, what is due has its button."""

    acted = Signal(str)
    source_asked = Signal(str, object)
    add_photo_asked = Signal()

    def __init__(self, desk: Desk, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__(theme, padding=1)
        self._desk, self._theme = desk, theme
        self._sheet: CustomerSheet | None = None
        self._adding = False
        self._unfolded: set[int] = set()
        self._targets: dict[str, tuple[str, UUID]] = {}
        self._places: list[tuple[str, Entry]] = []
        self.tabs = Tabs(theme, words=_tr("What to show of it"), name="customer_tab")
        self.note = Button(_tr("Add note"), theme, "quiet", "plus", compact=True, name="customer_add_note")
        self.photo = Button(_tr("Add photo"), theme, "quiet", "camera", compact=True, name="customer_add_photo")
        self.field = NoteField(desk, theme)
        self.line = Timeline(theme, words=_tr("What happened, newest first"), name="customer_timeline")
        self.photos = PhotoPanel(desk, theme, thumbnails)
        self._build()

    def _build(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(self._theme.space("s2"))
        row.addWidget(self.tabs, 1)
        row.addWidget(self.photo)
        row.addWidget(self.note)
        words = _tr("Write down what is worth remembering: a dog, a gate code, a wish.")
        nothing = EmptyState("notebook-pen", _tr("No notes yet"), words, self._theme)
        self.views = QStackedWidget()
        self.views.setMinimumHeight(1)  # in a small window a note that is written comes first
        for view in (self.line, self.photos, nothing):
            self.views.addWidget(view)
        self.body.setSpacing(0)
        for part in (head, Separator(), self.field):
            self.body.addWidget(part)
        self.body.addWidget(self.views, 1)
        self.tabs.picked.connect(self._show)
        self.note.clicked.connect(self.write_note)
        self.photo.clicked.connect(self.add_photo_asked)
        self.photos.add_asked.connect(self.add_photo_asked)
        self.field.closed.connect(self._on_field_closed)
        self.line.entry_opened.connect(self._on_entry_opened)
        self.line.acted.connect(self.acted)

    def turn_to(self, customer_id: UUID | None) -> None:
        """Starts anew for another customer: the years folded, the first tab, their own draft of a note."""
        self._unfolded.clear()
        self._sheet = None
        self.tabs.set_tabs([Tab(EXPERIENCE, _tr("Experience"))])
        self.field.turn_to(customer_id)

    def show_sheet(self, sheet: CustomerSheet) -> None:
        """Shows what the book says of the customer."""
        self._sheet = sheet
        self.photos.show_photos(sheet.photos)
        self._show_tabs()

    def write_note(self) -> None:
        """Opens the field above the line."""
        self.field.open()

    def set_adding(self, adding: bool) -> None:
        """Shows the photos while pictures are being copied."""
        self._adding = adding
        self.photos.set_adding(adding)
        self._show_tabs()
        if adding:
            self.tabs.set_value(PHOTOS)

    def show_step(self, row: StepRow) -> None:
        """Brings what tells of a step into view; where there is nothing yet, what comes next."""
        self.tabs.set_value(EXPERIENCE)
        rows = self._sheet.overview.rows if self._sheet is not None else []
        wanted = next((key(lead) for lead in rows if row.due in (lead, *lead.also)), "")
        if not wanted:
            found = next((entry for _key, entry in self._all_places() if tells_of(entry, row)), None)
            if found is not None and found.on.year not in self._open_years():
                self._unfolded.add(found.on.year)
                self._show()
            wanted = next((one for one, entry in self._places if entry is found), "")
        self.line.show_entry(wanted)

    # What is shown

    def _show_tabs(self) -> None:
        if self._sheet is None:
            return
        counts = _counts(self._sheet)
        tabs = [
            Tab(EXPERIENCE, _tr("Experience")),
            Tab("quotes", _tr("Quotes"), counts["quotes"]),
            Tab("jobs", _tr("Jobs"), counts["jobs"]),
            Tab("findings", _tr("Findings"), counts["findings"]),
            Tab("money", _tr("Money")),
            Tab("promises", _tr("Promises"), counts["promises"]),
            Tab(PHOTOS, _tr("Photos"), counts[PHOTOS]),
            Tab(NOTES, _tr("Notes"), counts[NOTES]),
        ]
        always = {EXPERIENCE, NOTES, *({PHOTOS} if self._adding else ())}
        if any(entry.happened in _SHOWN["money"] for entry in self._sheet.entries):
            always.add("money")
        self.tabs.set_tabs([tab for tab in tabs if tab.count or tab.key in always])
        self._show()

    def _show(self) -> None:
        """Fills the view of the tab that is on."""
        if self._sheet is None:
            return
        tab = self.tabs.value()
        self.note.setVisible(tab != PHOTOS)
        self.photo.setVisible(tab == PHOTOS or not self._sheet.photos)
        self.photo.setEnabled(not self._adding)
        shown = self._whole(self._sheet) if tab in (EXPERIENCE, PHOTOS) else self._part(self._sheet, tab)
        self.line.set_entries(shown)
        self.views.setCurrentIndex(1 if tab == PHOTOS else 0 if shown or tab == EXPERIENCE else 2)

    def _all_places(self) -> list[tuple[str, Entry]]:
        return [(f"past-{n}", entry) for n, entry in enumerate(self._sheet.entries if self._sheet else ())]

    def _whole(self, sheet: CustomerSheet) -> list[TimelineEntry]:
        """What comes next, what is due, and what was."""
        self._start()
        today, zone = self._desk.today(), self._desk.zone()
        due = _told_as_due(sheet)
        open_ = [(one, entry) for one, entry in self._all_places() if _is_ahead(entry, today)]
        ahead = [(one, entry) for one, entry in open_ if (_asked(entry), entry.on) not in due]
        past = [(one, entry) for one, entry in self._all_places() if entry.happened not in AHEAD]
        shown = [self._entry(one, entry, "next") for one, entry in ahead]
        if ahead:
            shown[-1] = self._soonest(shown[-1], ahead[-1][1])
        shown += [self._due(row, action(row, today, zone, urgent=False).main_words) for row in sheet.overview.rows]
        years, folded = Counter(entry.on.year for _one, entry in past), set[int]()
        for one, entry in past:
            year = entry.on.year
            if year in self._open_years():
                shown.append(self._entry(one, entry, "past"))
            elif year not in folded:
                folded.add(year)
                shown.append(self._fold(sheet, year, years[year]))
        return shown

    def _part(self, sheet: CustomerSheet, tab: str) -> list[TimelineEntry]:
        """What one tab leaves, unfolded; the button of what is due is on the whole line alone."""
        self._start()
        today = self._desk.today()
        return [
            self._entry(one, entry, "next" if _is_ahead(entry, today) else "past")
            for one, entry in self._all_places()
            if entry.happened in _SHOWN[tab]
        ]

    def _start(self) -> None:
        self._targets.clear()
        self._places.clear()

    def _open_years(self) -> set[int]:
        today = self._desk.today()
        past = [entry.on.year for _one, entry in self._all_places() if entry.happened not in AHEAD]
        return self._unfolded | {today.year, max(past, default=today.year)}

    def _entry(self, entry_key: str, entry: Entry, state: str) -> TimelineEntry:
        said = told(entry, self._sheet.currency if self._sheet is not None else "")
        self._places.append((entry_key, entry))
        if entry.target is not None:
            self._targets[entry_key] = entry.target
        today = self._desk.today()
        when = say.capital(say.short_day(entry.on, today))
        second = said.second or (say.capital(say.day(entry.on, today)) if state == "next" else "")
        return TimelineEntry(
            entry_key, when, said.title, second, said.icon, said.tone, state, said.badge, said.badge_kind
        )

    def _soonest(self, shown: TimelineEntry, entry: Entry) -> TimelineEntry:
        """What comes next of all says so, and has its day in the second line."""
        day = say.capital(say.day(entry.on, self._desk.today()))
        second = shown.second if shown.second == day else f"{day}, {shown.second}"
        return replace(shown, when=_tr("Next"), second=second)

    def _due(self, row: TodayRow, main: str) -> TimelineEntry:
        shown = action(row, self._desk.today(), self._desk.zone(), urgent=False)
        when = "" if shown.when == _tr("Today") else shown.when
        second = ", ".join(part for part in (when, row.what, also_words(row)) if part)
        if row.kind == Kind.PROMISE:
            self._targets[key(row)] = ("promise", row.subject_id)
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

    def _fold(self, sheet: CustomerSheet, year: int, count: int) -> TimelineEntry:
        """A past year in one line: its work and what it came to."""
        done = [job for job in sheet.overview.earned if job.completed_on is not None and job.completed_on.year == year]
        worth = sum(job.price_minor or 0 for job in done)
        what = _lower(done[0].title) if len(done) == 1 else said_jobs(len(done))
        price = say.money(worth, sheet.currency, decimals=False) if worth else ""
        about = ", ".join(part for part in (what, price) if part)
        words = _tr("1 entry") if count == 1 else _tr("{0} entries").format(count)
        return TimelineEntry(f"year-{year}", "", f"{year}: {about}" if about else str(year), words, state="fold")

    def _on_field_closed(self) -> None:
        self.note.setFocus()

    def _on_entry_opened(self, entry_key: str) -> None:
        if entry_key.startswith("year-"):
            self._unfolded.add(int(entry_key.removeprefix("year-")))
            self._show()
        elif entry_key in self._targets:
            self.source_asked.emit(*self._targets[entry_key])


def _told_as_due(sheet: CustomerSheet) -> set[tuple[str, date]]:
    """The promises and follow-ups that stand among what is due already, by their day."""
    rows = [row for row in sheet.overview.rows if row.purpose or row.kind == Kind.PROMISE]
    return {(row.title or row.purpose or row.what, row.due_on) for row in rows}


def _asked(entry: Entry) -> str:
    return entry.title or entry.purpose or entry.what


def _is_ahead(entry: Entry, today: date) -> bool:
    put_off = entry.happened == Happened.NEXT and bool(entry.more)
    return entry.happened in AHEAD and (entry.on > today or put_off)


def _counts(sheet: CustomerSheet) -> dict[str, str]:
    """How many things each tab is about; empty for none."""
    quotes = {entry.target for entry in sheet.entries if entry.happened in _SHOWN["quotes"]}
    promised = {entry.target for entry in sheet.entries if entry.happened in _SHOWN["promises"]}
    told_of = Counter(entry.happened for entry in sheet.entries)
    counts = {
        "quotes": len(quotes),
        "jobs": len(sheet.overview.all_jobs),
        "findings": told_of[Happened.FINDING],
        "promises": len(promised),
        PHOTOS: len(sheet.photos),
        NOTES: told_of[Happened.NOTE],
    }
    return {tab: str(count) if count else "" for tab, count in counts.items()}


def _lower(words: str) -> str:
    """Words in the middle of a line; an abbreviation stays as it is."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
