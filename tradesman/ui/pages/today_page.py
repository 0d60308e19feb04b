"""Today: one ranked list of what is owed to whom and by when; each row carries the one thing to do."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tradesman.book.followup import Purpose
from tradesman.services import days, mailing, piles, plan_days, row_facts, settled, today
from tradesman.services.row_facts import FIRST, Fact, Facts
from tradesman.services.today import Group, Kind, TodayRow
from tradesman.ui import format as say
from tradesman.ui import reach
from tradesman.ui.commands import PageKeys
from tradesman.ui.desk import Desk, Question
from tradesman.ui.page import Page
from tradesman.ui.parts import row_deeds, today_rows
from tradesman.ui.parts.outbox_banner import OutboxBanner
from tradesman.ui.parts.pile_banner import PileBanner
from tradesman.ui.parts.plan_today import PlanToday
from tradesman.ui.parts.today_frame import DoneButton, SideFrame
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.action_list import ActionGroup, ActionList
from tradesman.ui.widgets.action_row import Action, ActionRow
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.empty import EmptyState
from tradesman.ui.widgets.header import PageHeader
from tradesman.ui.widgets.regions import mark_regions
from tradesman.ui.words import choices

if TYPE_CHECKING:
    from tradesman.ui.parts.nothing_left import NothingLeft
    from tradesman.ui.parts.today_menus import RowMenus

MAIN = 112  # least width of a main button, so that all stand in one column
ALL = "all"
LOOK_MS = 30  # between two looks whether the list is there and the side can be made


class TodayPage(Page):
    """The ranked list, its filter, and the day at the side."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            *("customer", "contact_point", "property", "enquiry", "call_attempt", "visit", "quote", "job", "job_day"),
            *("promise", "follow_up", "complaint", "finding", "referral", "partner", "business", "days_away", "rule"),
            *("material", "outgoing_mail", "goal", "worksheet", "plan_action"),
        }
    )
    asks: ClassVar[tuple[Question, ...]] = (
        *(today.rows, row_facts.first, settled.count, piles.pile, days.today, mailing.count, plan_days.rows),
    )
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
        self._most, self._asked_before = FIRST, False
        self._gone_through: date | None = None
        self._plan = PlanToday(desk, theme, self)
        self.nothing: NothingLeft | None = None
        self._plan.page_asked.connect(self.page_asked)
        self._build()

    # What is seen

    def _build(self) -> None:
        theme = self.theme
        self.header = PageHeader(self.tr("Today"), theme, search=True)
        self.header.search_asked.connect(self.palette_asked)
        self.chips = ChipRow([(ALL, self.tr("All")), *choices(Kind)], theme, name="today_chips")
        self.done = DoneButton(theme, name="today_done")
        self.list = ActionList(theme, words=self.tr("What to do"), name="today_list")
        self.more = Button(self.tr("Show more"), theme, name="today_more")
        self.outbox = OutboxBanner(self.desk, theme)
        self.pile = PileBanner(theme)
        self.none_here = EmptyState(
            "sun",
            self.tr("Nothing of this kind"),
            self.tr("Other things are waiting for you."),
            theme,
            self.tr("Show all"),
        )
        self.frame = SideFrame(self.desk, theme, self)
        self.side_button = Button(self.tr("At a glance"), theme, icon="calendar-days", name="today_side_open")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self.chips.picked.connect(self._on_picked)
        self.done.clicked.connect(self._on_done_clicked)
        self.more.clicked.connect(self._on_more_clicked)
        self.none_here.acted.connect(self._on_show_all)
        self.outbox.page_asked.connect(self.page_asked)
        self.pile.acted.connect(self._on_pile_acted)
        self.side_button.clicked.connect(self.frame.open_sheet)
        self.frame.scorecard_asked.connect(lambda: self.page_asked.emit("scorecard", None))
        self._rest.timeout.connect(self._on_rest)
        self.list.row_made.connect(self._on_row_made)
        self.list.acted.connect(self._on_acted)
        self.list.snooze_asked.connect(self._on_snooze_asked)
        self.list.skip_asked.connect(self._on_skip_asked)
        self.list.opened.connect(self._on_opened)
        self._lay_out()

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        chips.addWidget(self.done, 0, Qt.AlignmentFlag.AlignVCenter)
        rows = self.frame.column
        rows.setSpacing(4)
        rows.addLayout(chips)
        rows.addWidget(self.outbox)
        rows.addWidget(self.pile)
        rows.addWidget(self.list)
        self._places = QVBoxLayout()  # of what stands there instead of the list
        self._places.addWidget(self.none_here)
        rows.addLayout(self._places)
        rows.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(1)
        self.header.add_first(self.side_button)
        self.column.addWidget(self.header)
        self.column.addWidget(self.frame, 1)
        mark_regions(self.outbox, self.pile, self.list)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.frame.fit(self.window().width())
        self.side_button.setVisible(self.frame.narrow)

    def take_focus(self) -> None:
        """The first row has the keyboard; it is marked when a shortcut such as Ctrl+1 led here."""
        by_key = QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier
        self.list.take_focus(by_key=by_key)

    def refresh(self) -> None:
        """Asks the book for the list; the side follows when the list stands."""
        recall, zone = self.desk.recall, self.desk.zone()
        on = self.desk.today()
        rows = recall(today.rows)
        self.header.set_sub(f"{say.long_day(on)}, {say.clock(self.desk.now, zone)}")
        planned = recall(plan_days.rows)  # promised to oneself: they stand among the promises
        counts = {str(kind): sum(row.kind == kind for row in rows) for kind in Kind}
        counts[Kind.PROMISE] += len(planned)
        self.chips.set_counts({ALL: len(rows) + len(planned), **counts})
        picked = self.chips.value()
        wanted = [row for row in rows if picked in (ALL, row.kind)]
        plan = self._plan.groups(planned if picked in (ALL, Kind.PROMISE) else [])
        seen = wanted[: self._most]
        self._rows = {today_rows.key(row): row for row in seen}
        self.list.set_groups(self._groups(seen, wanted, plan))
        self.list.setVisible(bool(seen or plan))
        self._show_nothing(nothing=not rows and not planned)
        self.none_here.setVisible(bool(rows or planned) and not wanted and not plan)
        self.more.setVisible(len(wanted) > len(seen))
        self.outbox.refresh()
        done = recall(settled.count)
        self.done.setText(self.tr("%n done today", "", done))
        self.done.setVisible(done > 0)
        self.pile.show_pile(recall(piles.pile) if self._gone_through != on else piles.Pile())
        self._rest.start(0)

    def _on_rest(self) -> None:
        if self.list.filling:
            self._rest.start(LOOK_MS)
        else:
            self.frame.refresh()

    def _show_nothing(self, *, nothing: bool) -> None:
        if nothing and self.nothing is None:
            from tradesman.ui.parts.nothing_left import NothingLeft  # a list seldom is empty

            self.nothing = NothingLeft(self.desk, self.theme)
            self.nothing.page_asked.connect(self.page_asked)
            self._places.addWidget(self.nothing)
        if self.nothing is not None:
            self.nothing.setVisible(nothing)
            if nothing:
                self.nothing.refresh()

    def _known(self, seen: Sequence[TodayRow]) -> Facts:
        """What is known beside the rows; of the first ones it was asked while the book was opened."""
        asked_before, self._asked_before = self._asked_before, True
        return self.desk.ask(row_facts.of, seen) if asked_before else self.desk.recall(row_facts.first)

    def _groups(
        self, seen: Sequence[TodayRow], wanted: Sequence[TodayRow], plan: list[ActionGroup]
    ) -> list[ActionGroup]:
        on, zone, facts = self.desk.today(), self.desk.zone(), self._known(seen)
        alone = self.desk.ask(reach.left_alone, seen)
        groups = []
        for group in Group:
            if group == Group.KEEP_IN_TOUCH:
                groups += plan
            actions = tuple(
                _told(row, alone, on, zone, urgent=row is seen[0], fact=facts.get(row.followup_id or row.subject_id))
                for row in seen
                if row.group == group
            )
            count = sum(row.group == group for row in wanted)
            if actions:
                groups.append(ActionGroup(today_rows.group_words(group), today_rows.group_note(group, count), actions))
        return groups

    def _on_row_made(self, widget: ActionRow) -> None:
        """Only follow-ups can be snoozed and skipped; the other rows have a menu in that place."""
        row = self._rows.get(widget.action.key)
        widget.main.setMinimumWidth(self.theme.scaled(MAIN))
        if row is None or row.followup_id is None:
            today_rows.without_snooze(widget, self.tr("More for %s") % widget.action.name)

    # What is done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.list.current_key()
        if event.key() == Qt.Key.Key_O and not event.modifiers() and key:
            self._on_opened(key)
        else:
            super().keyPressEvent(event)

    def _on_acted(self, key: str) -> None:
        if not self._plan.act(key):
            row_deeds.act(self.window(), self.desk, self.theme, self._rows[key], self.page_asked.emit)

    @cached_property
    def _menus(self) -> "RowMenus":
        from tradesman.ui.parts.today_menus import RowMenus  # with their sheets; the list comes first

        made = RowMenus(self.desk, self.theme, self)
        made.page_asked.connect(self.page_asked)
        return made

    def _on_snooze_asked(self, key: str) -> None:
        self._menus.snooze(self._rows[key], self.list.row(key).snooze)

    def _on_skip_asked(self, key: str) -> None:
        button = self.list.row(key).skip
        if self._plan.more(key, button):
            return
        row = self._rows[key]
        if row.followup_id is None:
            self._menus.more(row, button)
        else:
            self._menus.skip(row, button)

    def _on_opened(self, key: str) -> None:
        if not self._plan.open_plan(key):
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
        from tradesman.ui.dialogs.done_dialog import DoneDialog  # the list comes first

        DoneDialog(self.window(), self.desk, self.theme).open()

    def _on_pile_acted(self) -> None:
        from tradesman.ui.dialogs.pile_dialog import PileDialog  # the list comes first

        sheet = PileDialog(self.window(), self.desk, self.theme, self.pile.pile)
        sheet.accepted.connect(self._on_gone_through)
        sheet.open()

    def _on_gone_through(self) -> None:
        """What stays for today is not offered again before tomorrow."""
        self._gone_through = self.desk.today()
        self.refresh()


def _told(row: TodayRow, alone: Collection[UUID], on: date, zone: tzinfo, *, urgent: bool, fact: Fact | None) -> Action:
    """A row in words, with the reason why somebody who is left alone is rung all the same."""
    action = today_rows.action(row, on, zone, urgent=urgent, fact=fact)
    if row.purpose != Purpose.CALL_BACK or row.customer_id not in alone:
        return action
    why = QCoreApplication.translate("today", "Do not contact, but asked for this call")
    second = f"{why}. {action.second}" if action.second else why
    return replace(action, second=second, sentence=f"{action.sentence} {why}.")
