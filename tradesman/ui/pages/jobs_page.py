"""Jobs: all agreed work and how far it has come, found by title, customer or address."""

from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from tradesman.services import job_listings
from tradesman.services.job_listings import Group, Listing, Order, View
from tradesman.services.job_rows import JobRow
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk
from tradesman.ui.page import Page
from tradesman.ui.parts import reaching
from tradesman.ui.parts.job_list_columns import JobListColumns, groups, how_many, more_groups
from tradesman.ui.parts.job_preview import JobContent
from tradesman.ui.parts.list_frame import ListFrame, ListParts
from tradesman.ui.parts.preview_card import SHEET_MARGIN, PreviewCard, PreviewSheet
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.table import Table

SEARCH = 168  # width of the search field, beside more chips than elsewhere


class JobsPage(Page):
    """Search field, chips, table, and the picked job at the side."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            *("job", "job_day", "checklist_item", "promise", "finding", "follow_up"),
            *("customer", "contact_point", "property", "enquiry", "quote", "option", "business"),
        }
    )
    ticks: ClassVar[bool] = True
    keys: ClassVar[PageKeys] = (
        ("↑ ↓", QT_TRANSLATE_NOOP("keys", "Choose a job")),
        ("Enter", QT_TRANSLATE_NOOP("keys", "Open the job")),
        ("Ctrl Enter", QT_TRANSLATE_NOOP("keys", "Call the customer")),
        ("Space", QT_TRANSLATE_NOOP("keys", "Show or hide the preview")),
    )

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.setObjectName("jobs_page")
        self._columns = JobListColumns(desk)
        self._build()
        self._listen()

    def _build(self) -> None:
        theme = self.theme
        self.header = PageHeader(self.tr("Jobs"), theme)
        words = self.tr("Search")
        search = LineField(theme, placeholder=words, icon="search", keys="Ctrl F", name="jobs_search")
        search.setAccessibleName(self.tr("Search jobs"))
        chips = ChipRow(groups(), theme, more=more_groups(), words=self.tr("Which jobs"), name="jobs_chips")
        columns, sentence = self._columns.columns(), self._columns.sentence
        self.table = Table(columns, theme, sentence, _key, words=self.tr("Jobs"), name="jobs_table")
        first = self.tr("The first one comes with a yes to a quote, or with work agreed without one.")
        enquiry = self.tr("New enquiry")
        self.nothing = EmptyState("hammer", self.tr("No jobs yet"), first, theme, enquiry, "plus")
        fewer, everything = self.tr("Try fewer letters, or look among all."), self.tr("Show all")
        not_found = EmptyState("search", self.tr("No job found"), fewer, theme, everything)
        self.preview = PreviewCard(theme, self._content, words=self.tr("The job"), name="job_preview")
        parts = ListParts(search, chips, self.table, self.preview, self.nothing, not_found, search_width=SEARCH)
        self.frame = ListFrame(self.desk, theme, parts, Order.DAYS)
        self.column.addWidget(self.header)
        self.column.addWidget(self.frame, 1)

    def _content(self, _job_id: UUID) -> JobContent:
        return JobContent(self.desk, self.theme, self.table.picked(), self.page_asked)

    def _listen(self) -> None:
        self.frame.ready.connect(self._on_ready)
        self.frame.view_changed.connect(self._find)
        self.frame.paused.connect(self.show_preview)
        self.frame.sheet_asked.connect(self._on_sheet_asked)
        self.table.row_opened.connect(self._on_row_opened)
        self.nothing.acted.connect(self.enquiry_asked)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on_call, context=inside)

    # What it shows

    def refresh(self) -> None:
        """Asks the book for the jobs that are shown, and for the picked one."""
        self.preview.forget()
        self._find()

    def _find(self) -> None:
        frame = self.frame
        view = View(frame.typed, Group(frame.group), Order(frame.order), frame.backwards)
        frame.read(self.desk.ask(job_listings.listing, view))

    def _on_ready(self, listing: Listing) -> None:
        self._columns.typed = listing.view.words
        self.frame.show_rows(listing.count, lambda offset, limit: self.desk.ask(listing.rows, offset, limit))
        self.frame.set_counts({group.value: count for group, count in listing.counts.items()})
        self.header.set_sub(how_many(listing))

    def show_preview(self) -> None:
        """Shows the picked job at the side now, where it is seen a moment after the last key."""
        row = self.frame.to_show()
        self.preview.show_subject(row.id if row is not None else None)

    def focus_search(self) -> None:
        """Puts the keyboard into the search field."""
        self.frame.focus_search()

    # What is done

    def _on_row_opened(self, row: JobRow) -> None:
        self.page_asked.emit("job", row.id)

    def _on_sheet_asked(self, row: JobRow) -> None:
        content = JobContent(self.desk, self.theme, row, self.page_asked, margin=SHEET_MARGIN)
        PreviewSheet(self.window(), self.theme, content).open()

    def _on_call(self) -> None:
        row = self.table.picked()
        if row is not None:
            reaching.call(self.window(), self.desk, self.theme, row.customer_id, self.page_asked)


def _key(row: JobRow) -> object:
    return row.id
