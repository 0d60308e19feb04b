"""What the year shall bring: each goal with its bar, its actions, and below them those that are settled."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.plan import MOST_ACTIONS
from tradesman.services import plans
from tradesman.services.plan_sheets import PlanSheet
from tradesman.services.plans import GoalRow
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.goal_dialog import GoalDialog, GoalDroppedDialog, GoalReachedDialog
from tradesman.ui.dialogs.plan_action_dialog import PlanActionDialog
from tradesman.ui.parts import plan_words
from tradesman.ui.parts.plan_lines import PlanLines, pop_up
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.labels import Badge, Label
from tradesman.ui.widgets.share_bar import ShareBar


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan", text)


class GoalsCard(Card):
    """The goals by their day."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(theme, _tr("Goals"), "-", name="plan_goals")
        words = _tr("No goal yet. One that is written down, with a day and a figure, is reached more often.")
        self._none = Label(words, theme, "small", "ink_2", wrap=True)
        self._past_title = Label(_tr("Settled"), theme, "small strong", "ink_2")
        goals, past = QVBoxLayout(), QVBoxLayout()
        goals.setSpacing(theme.space("s3"))
        past.setSpacing(theme.space("s1"))
        self._goals: RowPool[tuple[GoalRow, str]] = RowPool(goals, lambda number: _GoalBox(desk, theme, number))
        self._past: RowPool[GoalRow] = RowPool(past, lambda number: _PastGoal(desk, theme, number))
        self.body.addWidget(self._none)
        self.body.addLayout(goals)
        self.body.addWidget(self._past_title)
        self.body.addLayout(past)
        self.body.addStretch(1)

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Shows the goals, and those that were reached or dropped."""
        self.set_count(str(len(sheet.goals)) if sheet.goals else "")
        self._goals.show([(row, sheet.currency) for row in sheet.goals])
        self._past.show(sheet.past)
        self._none.setVisible(not sheet.goals)
        self._past_title.setVisible(bool(sheet.past))


class _GoalBox(QWidget):
    """A goal, how far it is, and what is done for it."""

    def __init__(self, desk: Desk, theme: Theme, number: int) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self._row: GoalRow | None = None
        self._words = Label("", theme, "strong", wrap=True, name=f"goal_words_{number}")
        self._by = Badge("", "neutral", theme, name=f"goal_by_{number}")
        self._more = IconButton("ellipsis", "", theme, compact=True, name=f"goal_more_{number}")
        self._measured = Label("", theme, "small", "ink_2", wrap=True, name=f"goal_measured_{number}")
        self._bar = ShareBar(theme, name=f"goal_bar_{number}")
        self._checks = Label("", theme, "small", "ink_3", wrap=True, name=f"goal_checks_{number}")
        self._lines = PlanLines(desk, theme, f"goal_action_{number}")
        self._add = Button(_tr("Add an action"), theme, "quiet", "plus", compact=True, name=f"goal_add_{number}")
        self._line = Separator()
        head = QHBoxLayout()
        head.setSpacing(theme.space("s2"))
        head.addWidget(self._words, 1)
        head.addWidget(self._by, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s1"))
        column.addWidget(self._line)
        column.addLayout(head)
        for part in (self._measured, self._bar, self._checks, self._lines):
            column.addWidget(part)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._line.setVisible(number > 0)
        self._more.clicked.connect(self._on_more)
        self._add.clicked.connect(self._on_add)

    def show_row(self, shown: tuple[GoalRow, str]) -> None:
        """Shows a goal, amounts in the currency given."""
        row, currency = shown
        self._row = row
        goal, today = row.goal, self._desk.today()
        measured = plan_words.measured(row, currency, today)
        self._words.setText(goal.words)
        self._by.set_state(*plan_words.by(goal, today))
        self._measured.setText(measured)
        self._bar.setVisible(row.progress is not None)
        whole = row.progress is not None and row.progress >= 1
        self._bar.set_share(row.progress or 0, "good" if whole else "ink_2", measured)
        self._checks.setText(plan_words.checked(goal))
        self._checks.setVisible(bool(self._checks.text()))
        self._lines.show_actions(row.actions)
        self._add.setVisible(sum(action.is_open for action in row.actions) < MOST_ACTIONS)
        self._add.setAccessibleName(_tr("Add an action for “{0}”").format(goal.words))
        self._more.set_words(_tr("More for “{0}”").format(goal.words))

    def _on_add(self) -> None:
        if self._row is not None:
            PlanActionDialog(self.window(), self._desk, self._theme, self._row.goal)

    def _on_more(self) -> None:
        if self._row is None:
            return
        goal, window, desk, theme = self._row.goal, self.window(), self._desk, self._theme
        choices = [
            ("goal_change", _tr("Change…"), "pencil", lambda: GoalDialog(window, desk, theme, goal)),
            ("goal_reached", _tr("Reached…"), "circle-check", lambda: GoalReachedDialog(window, desk, theme, goal)),
            ("goal_dropped", _tr("Drop it…"), "x", lambda: GoalDroppedDialog(window, desk, theme, goal)),
            ("goal_delete", _tr("Delete, it was written in error"), "trash-2", self._delete),
        ]
        pop_up(theme, self._more, "goal_menu", choices)

    def _delete(self) -> None:
        if self._row is not None:
            label = plan_words.went_along(_tr("Goal deleted"), len(self._row.actions))
            self._desk.do(plans.remove_goal, self._row.goal.id, label=label)


class _PastGoal(QWidget):
    """A goal that is settled, what became of it, and what is still to be done for it."""

    def __init__(self, desk: Desk, theme: Theme, number: int) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self._row: GoalRow | None = None
        self._words = Label("", theme, "small", wrap=True, name=f"past_words_{number}")
        self._ended = Label("", theme, "small", "ink_2", wrap=True, name=f"past_ended_{number}")
        self._more = IconButton("ellipsis", "", theme, compact=True, name=f"past_more_{number}")
        self._lines = PlanLines(desk, theme, f"past_action_{number}")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._words)
        words.addWidget(self._ended)
        head = QHBoxLayout()
        head.setSpacing(theme.space("s2"))
        head.addLayout(words, 1)
        head.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._lines)
        self._more.clicked.connect(self._on_more)

    def show_row(self, row: GoalRow) -> None:
        """Shows a goal."""
        self._row = row
        self._lines.show_actions(row.open_actions)
        self._more.set_words(_tr("More for “{0}”").format(row.goal.words))
        self._words.setText(row.goal.words)
        self._ended.setText(plan_words.ended(row, self._desk.today()))
        self._ended.set_tone("good" if row.goal.reached_on is not None else "ink_2")

    def _on_more(self) -> None:
        choices = [("goal_reopen", _tr("Open it again"), "undo-2", self._reopen)]
        pop_up(self._theme, self._more, "past_menu", choices)

    def _reopen(self) -> None:
        if self._row is not None:
            self._desk.do(plans.reopen, self._row.goal.id, label=_tr("Goal opened again"))
