"""Today: one ranked list of what is owed to whom and by when; each row carries the one thing to do."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tradesman.services import days, promises, quotes, settled, today
from tradesman.services.today import Decision, Group, Kind, TodayRow
from tradesman.ui import format as say
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk, Question
from tradesman.ui.dialogs.done_dialog import DoneDialog
from tradesman.ui.dialogs.row_dialog import dialog_of
from tradesman.ui.page import Page
from tradesman.ui.parts import today_rows
from tradesman.ui.parts.today_menus import RowMenus
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.action_list import ActionGroup, ActionList
from tradesman.ui.widgets.action_row import ActionRow
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.day_card import DayCard, DayLine
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.words import choices

FIRST = 40  # rows that are shown at once
MAIN = 118  # least width of a main button, so that all stand in one column
SIDE = 288  # width of the side panel
NARROW = 1100  # of the window, below which the side panel leaves
ALL = "all"


class TodayPage(Page):
    """The ranked list, its filter, and the day at the side."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            *("customer", "contact_point", "property", "enquiry", "call_attempt", "visit", "quote", "job", "job_day"),
            *("promise", "follow_up", "complaint", "finding", "referral", "partner", "business", "days_away", "rule"),
        }
    )
    asks: ClassVar[tuple[Question, ...]] = (today.rows, settled.count, days.today)
    ticks: ClassVar[bool] = True
    keys: ClassVar[PageKeys] = (
        ("↑ ↓", QT_TRANSLATE_NOOP("keys", "Choose a row")),
        ("← →", QT_TRANSLATE_NOOP("keys", "Choose one of its buttons")),
        ("Enter", QT_TRANSLATE_NOOP("keys", "Do what the row asks for")),
        ("D", QT_TRANSLATE_NOOP("keys", "Done: press the row's main button")),
        ("S", QT_TRANSLATE_NOOP("keys", "Snooze it")),
        ("X", QT_TRANSLATE_NOOP("keys", "Skip it")),
        ("O", QT_TRANSLATE_NOOP("keys", "Open the customer")),
    )

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.setObjectName("today_page")
        self._rows: dict[str, TodayRow] = {}
        self._most = FIRST
        self._menus = RowMenus(desk, theme, self)
        self._menus.sheet_asked.connect(self._open_sheet)
        self._menus.customer_asked.connect(self._on_opened)
        self._build()

    # What is seen

    def _build(self) -> None:
        theme = self.theme
        self.header = PageHeader(self.tr("Today"), theme, search=True)
        self.header.search_asked.connect(self.palette_asked)
        self.chips = ChipRow([(ALL, self.tr("All")), *choices(Kind)], theme, name="today_chips")
        self.done = Button("", theme, "quiet", compact=True, name="today_done")
        self.list = ActionList(theme, words=self.tr("What to do"), name="today_list")
        self.more = Button(self.tr("Show more"), theme, name="today_more")
        self.nothing = EmptyState(
            "sun", self.tr("Nothing is waiting for you"), self.tr("All calls are returned."), theme
        )
        self.none_here = EmptyState(
            "sun",
            self.tr("Nothing of this kind"),
            self.tr("Other things are waiting for you."),
            theme,
            self.tr("Show all"),
        )
        self.day = DayCard(self.tr("Your day"), self.tr("No visits and no work planned."), theme, name="today_day")
        self.chips.picked.connect(self._on_picked)
        self.done.clicked.connect(self._on_done_clicked)
        self.more.clicked.connect(self._on_more_clicked)
        self.none_here.acted.connect(self._on_show_all)
        self.list.row_made.connect(self._on_row_made)
        self.list.acted.connect(self._on_acted)
        self.list.snooze_asked.connect(self._on_snooze_asked)
        self.list.skip_asked.connect(self._on_skip_asked)
        self.list.opened.connect(self._on_opened)
        self._lay_out()
        theme.changed.connect(self._fit)

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        chips.addWidget(self.done, 0, Qt.AlignmentFlag.AlignVCenter)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(20, 4, 16, 20)
        rows.setSpacing(4)
        rows.addLayout(chips)
        for widget in (self.list, self.nothing, self.none_here):
            rows.addWidget(widget)
        rows.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self.side = QWidget()
        side = QVBoxLayout(self.side)
        side.setContentsMargins(0, 10, 20, 20)
        side.addWidget(self.day)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(scroll, 1)
        middle.addWidget(self.side)
        self.column.addWidget(self.header)
        self.column.addLayout(middle, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.side.setFixedWidth(self.theme.scaled(SIDE) + 20)
        self.side.setVisible(self.window().width() >= self.theme.scaled(NARROW))

    def take_focus(self) -> None:
        """The first row has the keyboard: D, S, X and Enter work at once."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Asks the book for the list and the day."""
        recall, zone = self.desk.recall, self.desk.zone()
        on = self.desk.today()
        rows = recall(today.rows)
        self.header.set_sub(f"{say.long_day(on)}, {say.clock(self.desk.now, zone)}")
        counts = {str(kind): sum(row.kind == kind for row in rows) for kind in Kind}
        self.chips.set_counts({ALL: len(rows), **counts})
        picked = self.chips.value()
        wanted = [row for row in rows if picked in (ALL, row.kind)]
        seen = wanted[: self._most]
        self._rows = {today_rows.key(row): row for row in seen}
        self.list.set_groups(self._groups(seen, wanted))
        self.list.setVisible(bool(seen))
        self.nothing.setVisible(not rows)
        self.none_here.setVisible(bool(rows) and not wanted)
        self.more.setVisible(len(wanted) > len(seen))
        done = recall(settled.count)
        self.done.setText(self.tr("%n done today", "", done))
        self.done.setVisible(done > 0)
        self.day.set_lines([self._day_line(entry) for entry in recall(days.today)])

    def _day_line(self, entry: days.DayEntry) -> DayLine:
        if entry.starts is None:
            return DayLine(self.tr("Work"), f"{entry.what}, {entry.customer}", work=True)
        return DayLine(say.clock(entry.starts), self.tr("Visit %s") % entry.customer, work=False)

    def _groups(self, seen: Sequence[TodayRow], wanted: Sequence[TodayRow]) -> list[ActionGroup]:
        on, zone = self.desk.today(), self.desk.zone()
        groups = []
        for group in Group:
            actions = tuple(
                today_rows.action(row, on, zone, urgent=row is seen[0]) for row in seen if row.group == group
            )
            count = sum(row.group == group for row in wanted)
            if actions:
                groups.append(ActionGroup(today_rows.group_words(group), today_rows.group_note(group, count), actions))
        return groups

    def _on_row_made(self, widget: ActionRow) -> None:
        """Only follow-ups can be snoozed and skipped; the other rows have a menu in that place."""
        row = self._rows[widget.action.key]
        widget.main.setMinimumWidth(self.theme.scaled(MAIN))
        if row.followup_id is not None:
            return
        keeps = widget.snooze.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        widget.snooze.setSizePolicy(keeps)
        widget.snooze.setEnabled(False)
        widget.snooze.hide()
        widget.skip.set_icon("ellipsis")
        widget.skip.set_words(self.tr("More for %s") % row.customer)

    # What is done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.list.current_key()
        if event.key() == Qt.Key.Key_O and not event.modifiers() and key:
            self._on_opened(key)
        else:
            super().keyPressEvent(event)

    def _on_acted(self, key: str) -> None:
        row = self._rows[key]
        if row.kind == Kind.PROMISE:
            self.desk.do(promises.keep, row.subject_id, label=self.tr("Promise kept"))
        elif row.decision == Decision.WRITE_QUOTE:
            quote = self.desk.do(quotes.draft, row.subject_id, "", label=self.tr("Quote started"))
            if quote is not None:
                self.page_asked.emit("quote", quote.id)
        elif row.decision in (Decision.GIVE_QUOTE, Decision.RENEW_QUOTE):
            self.page_asked.emit("quote", row.subject_id)
        elif row.decision == Decision.PLAN_JOB:
            self.page_asked.emit("job", row.subject_id)
        else:
            self._open_sheet(dialog_of(self.window(), self.desk, self.theme, row))

    def _on_snooze_asked(self, key: str) -> None:
        self._menus.snooze(self._rows[key], self.list.row(key).snooze)

    def _on_skip_asked(self, key: str) -> None:
        row, button = self._rows[key], self.list.row(key).skip
        if row.followup_id is None:
            self._menus.more(row, button)
        else:
            self._menus.skip(row, button)

    def _open_sheet(self, sheet: Sheet) -> None:
        if hasattr(sheet, "page_asked"):
            sheet.page_asked.connect(self.page_asked)
        sheet.open()

    def _on_opened(self, key: str) -> None:
        self.page_asked.emit("customer", self._rows[key].customer_id)

    def _on_picked(self) -> None:
        self._most = FIRST
        self.refresh()

    def _on_show_all(self) -> None:
        self.chips.set_value(ALL)
        self.refresh()

    def _on_more_clicked(self) -> None:
        self._most += FIRST
        self.refresh()

    def _on_done_clicked(self) -> None:
        DoneDialog(self.window(), self.desk, self.theme).open()
