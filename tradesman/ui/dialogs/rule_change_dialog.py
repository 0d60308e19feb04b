"""Changes of the playbook that are seen before they are done: a rule goes on, off or away, or many change at once."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.services import playbooks, rule_changes
from tradesman.services.effects import Effect
from tradesman.services.playbooks import Line
from tradesman.services.rule_changes import Change, Turn
from tradesman.ui.desk import Desk
from tradesman.ui.parts import rule_words
from tradesman.ui.parts.effects_list import EffectsList
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.switches import CheckField
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import Column

WIDTH, WIDE = 720, 1240
ROWS, LEAST, AROUND = 360, 160, 330  # heights: of the lists, wished and least, and of what is around them


def _tr(text: str) -> str:
    return QCoreApplication.translate("rules", text)


class RuleChangeDialog(Sheet):
    """What one step does to what is planned; the main button does it."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        title: str,
        effects: Sequence[Effect],
        *,
        main: str,
        step: Callable[[Callable[[str], None]], object],
    ) -> None:
        """`step` does it, given what a fault is said to; it gives None where it could not be done."""
        super().__init__(window, title, theme, width=theme.scaled(WIDTH), name="rule_change")
        self._step = step
        shown = EffectsList(desk, theme)
        shown.setMinimumHeight(_height(window, theme))
        shown.show_effects(effects, "")
        self.body.addWidget(shown)
        undo = _tr("What is done stays as it is. One Undo takes all of it back.")
        self.body.addWidget(Label(undo, theme, "small", "ink_2", wrap=True))
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self.set_main(main)
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        failed: list[str] = []
        self._step(failed.append)
        if failed:
            self.set_error(failed[0])
        else:
            self.finish()


class PlaybookTurnDialog(Sheet):
    """Another playbook at the left, rule by rule, and what it would move at the right; one step, one Undo."""

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, title: str, target: Sequence[Line], *, main: str, label: str
    ) -> None:
        """`label` is that of the step."""
        super().__init__(window, title, theme, width=theme.scaled(WIDE), name="playbook_turn")
        self._desk, self._target, self._label = desk, list(target), label
        wanted = {one.key for one in target}
        self._at_stake = [one for one in desk.ask(playbooks.lines) if one.own and one.key not in wanted]
        self._drop = CheckField(_drop_words(len(self._at_stake)), theme, name="drop_own")
        self._effects = EffectsList(desk, theme, single=False)
        self._rules = _RulesList(theme)
        for part in (self._effects, self._rules):
            part.setMinimumHeight(_height(window, theme))
        columns = QHBoxLayout()
        columns.setSpacing(theme.space("s3"))
        columns.addWidget(self._rules, 8)
        columns.addWidget(self._effects, 13)
        self.body.addLayout(columns)
        self.body.addWidget(self._drop)
        self._drop.setVisible(bool(self._at_stake))
        undo = _tr("What is done stays as it is. One Undo takes all of it back.")
        self.body.addWidget(Label(undo, theme, "small", "ink_2", wrap=True))
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self._main_button = self.set_main(main)
        self._drop.changed.connect(self._show)
        self.accepted.connect(self._on_accepted)
        self._show()

    def _show(self) -> None:
        turn: Turn = self._desk.ask(rule_changes.turn, self._target, drop_own=self._drop.value())
        self._rules.show_changes(turn.changes)
        self._effects.show_effects(turn.effects, _tr("Every day that is planned stays."))
        self._main_button.setEnabled(bool(turn.changes))

    def _on_accepted(self) -> None:
        failed: list[str] = []
        drop = self._drop.value()
        self._desk.do(rule_changes.take, self._target, drop_own=drop, label=self._label, on_error=failed.append)
        if failed:
            self.set_error(failed[0])
        else:
            self.finish()


class _RulesList(Card):
    """The rules that would change, and how."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=1, name="rule_changes_card")
        self.setAccessibleName(_tr("Rules that change"))
        self._said = Label("", theme, "section", wrap=True, name="rules_said")
        columns = [
            Column("rule", _tr("Rule"), least=130, style="name", text=_rule_words, sortable=False),
            Column("change", _tr("What changes"), least=170, text=_change_words, sortable=False),
        ]
        self.table = Table(columns, theme, _sentence, lambda one: one.key, words=_tr("Rules"), name="rules_table")
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.addWidget(self._said, 1)
        holder = QWidget()
        holder.setLayout(head)
        self.body.setSpacing(0)
        self.body.addWidget(holder)
        self.body.addWidget(self.table, 1)

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Shows them and counts them."""
        many = _tr("1 rule changes") if len(changes) == 1 else _tr("{0} rules change").format(len(changes))
        self._said.setText(many if changes else _tr("The rules are these already"))
        self.table.set_rows(list(changes))


def _height(window: QWidget, theme: Theme) -> int:
    return max(LEAST, min(theme.scaled(ROWS), window.height() - theme.scaled(AROUND)))


def _drop_words(count: int) -> str:
    if count == 1:
        return _tr("Remove the rule of my own too; what it planned is cancelled")
    return _tr("Remove the {0} rules of my own too; what they planned is cancelled").format(count)


def _rule_words(one: Any) -> str:
    return rule_words.name(one.after or one.before)


def _change_words(one: Any) -> str:
    if one.before is None:
        return _tr("Added: {0}").format(rule_words.sentence(one.after).whole)
    if one.after is None:
        return _tr("Removed")
    if one.before.enabled != one.after.enabled:
        switched = _tr("switched on") if one.after.enabled else _tr("switched off")
        return ", ".join([switched, *_pieces(one.before, one.after)])
    return ", ".join(_pieces(one.before, one.after))


def _pieces(before: Line, after: Line) -> list[str]:
    """What of the sentence is another."""
    said: dict[str, Callable[[], str]] = {
        "event": lambda: rule_words.event_words(after.event),
        "wait": lambda: _tr("{0}, was {1}").format(rule_words.wait_words(after), rule_words.wait_words(before)),
        "channel": lambda: rule_words.sentence(after).channel,
        "title": lambda: after.title,
        "occasion": lambda: _tr("another message"),
        "own_words": lambda: _tr("other words"),
        "repeats": lambda: rule_words.wait_words(after),
        "for_small_jobs": lambda: _tr("small jobs too") if after.for_small_jobs else _tr("no small jobs"),
        "only_regulars": lambda: _tr("regular customers only") if after.only_regulars else _tr("every customer"),
    }
    return [words() for key, words in said.items() if key in playbooks.differences(before, after)]


def _sentence(one: Any) -> str:
    return f"{_rule_words(one)}: {_change_words(one)}"
