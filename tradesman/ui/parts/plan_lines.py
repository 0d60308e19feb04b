"""The actions of a goal or worksheet as lines: done with one press, moved or dropped by their menu."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.plan import PlanAction
from tradesman.services import plan_actions
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.plan_action_dialog import PlanActionDayDialog, PlanActionDroppedDialog
from tradesman.ui.parts import plan_words
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.picture import Picture

Choice = tuple[str, str, str, Callable[[], object]]  # its name, its words, its icon and what it does


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan", text)


def pop_up(theme: Theme, button: QWidget, name: str, choices: Sequence[Choice]) -> None:
    """Shows a menu below a button."""
    menu = Menu(theme, button, words=_tr("More"))
    menu.setObjectName(name)
    menu.aboutToHide.connect(menu.deleteLater)
    for key, words, icon, deed in choices:
        menu.add_choice(words, icon, name=key).triggered.connect(lambda _on=False, deed=deed: deed())
    left = button.width() - menu.sizeHint().width()
    menu.popup(button.mapToGlobal(QPoint(left, button.height())))


def action_choices(window: QWidget, desk: Desk, theme: Theme, action_id: UUID, what: str) -> list[Choice]:
    """What else can be done with an action that is open."""
    return [
        (
            "action_day",
            _tr("Another day…"),
            "calendar-days",
            lambda: PlanActionDayDialog(window, desk, theme, action_id, what),
        ),
        (
            "action_drop",
            _tr("It will not be done…"),
            "x",
            lambda: PlanActionDroppedDialog(window, desk, theme, action_id, what),
        ),
    ]


class PlanLines(QWidget):
    """One line for each action."""

    def __init__(self, desk: Desk, theme: Theme, name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows: RowPool[PlanAction] = RowPool(column, lambda number: _Line(desk, theme, f"{name}_{number}"))

    def show_actions(self, actions: tuple[PlanAction, ...]) -> None:
        """Shows them by their day."""
        self.rows.show(actions)
        self.setVisible(bool(actions))


class _Line(QWidget):
    """An action, when it is due or what became of it, and its buttons while it is open."""

    def __init__(self, desk: Desk, theme: Theme, name: str) -> None:
        super().__init__()
        self._desk, self._theme = desk, theme
        self._action: PlanAction | None = None
        self._mark = Picture("circle-dashed", theme, "ink_2", 16)
        self._what = Label("", theme, "small", wrap=True, name=f"{name}_what")
        self._when = Label("", theme, "small", "ink_2", wrap=True, name=f"{name}_when")
        self._done = Button(_tr("Done"), theme, icon="check", compact=True, name=f"{name}_done")
        self._more = IconButton("ellipsis", "", theme, compact=True, name=f"{name}_more")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._what)
        words.addWidget(self._when)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(theme.space("s2"))
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self._done)
        row.addWidget(self._more)
        self._done.clicked.connect(self._on_done)
        self._more.clicked.connect(self._on_more)

    def show_row(self, action: PlanAction) -> None:
        """Shows an action."""
        self._action = action
        done_on = action.done_at.astimezone(self._desk.zone()).date() if action.done_at is not None else None
        words, tone = plan_words.action_when(action, self._desk.today(), done_on)
        self._what.setText(action.what)
        self._what.set_tone("ink" if action.is_open else "ink_2")
        self._when.setText(words)
        self._when.set_tone(tone)
        icon = "circle-check" if done_on is not None else "circle-dashed" if action.is_open else "ban"
        self._mark.set_icon(icon, "good" if done_on is not None else "ink_2")
        self._done.setVisible(action.is_open)
        self._done.setAccessibleName(_tr("Done: {0}").format(action.what))
        self._more.setVisible(action.is_open)
        self._more.set_words(_tr("More for “{0}”").format(action.what))

    def _on_done(self) -> None:
        if self._action is not None:
            self._desk.do(plan_actions.do, self._action.id, label=_tr("Action done"))

    def _on_more(self) -> None:
        if self._action is not None:
            action = self._action
            choices = action_choices(self.window(), self._desk, self._theme, action.id, action.what)
            pop_up(self._theme, self._more, "action_menu", choices)
