"""What a change of the playbook does to what is planned, seen before it is done."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.services.effects import Becomes, Effect
from tradesman.ui.desk import Desk
from tradesman.ui.parts import rule_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import Column

_TONES = {Becomes.MOVED: "ink", Becomes.CANCELLED: "danger", Becomes.RETURNS: "good", Becomes.OTHER_WAY: "ink"}
_ICONS = {
    Becomes.MOVED: "arrow-right",
    Becomes.CANCELLED: "x",
    Becomes.RETURNS: "rotate-ccw",
    Becomes.OTHER_WAY: "repeat-2",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("rules", text)


class EffectsList(Card):
    """How many follow-ups are touched, and each of them with its day now and then.

    Of a single rule it is said what each is about, of many also what it is for.
    """

    def __init__(self, desk: Desk, theme: Theme, *, single: bool = True) -> None:
        super().__init__(theme, padding=1, name="effects_card")
        self.setAccessibleName(_tr("What would change"))
        self._desk = desk
        self.said = Label("", theme, "section", wrap=True, name="effects_said")
        self.table = Table(
            self._columns(single=single),
            theme,
            self._sentence,
            lambda one: one.followup_id,
            words=_tr("Follow-ups that change"),
            name="effects_table",
        )
        self._none = Label("", theme, "small", "ink_2", wrap=True, name="effects_none")
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.addWidget(self.said, 1)
        holder = QWidget()
        holder.setLayout(head)
        self.body.setSpacing(0)
        self.body.addWidget(holder)
        beneath = QHBoxLayout()
        beneath.setContentsMargins(16, 0, 16, 0)
        beneath.addWidget(self._none)
        self.body.addLayout(beneath)
        self.body.addWidget(self.table, 1)
        self._rest = QWidget()
        self.body.addWidget(self._rest, 1)

    def show_effects(self, effects: Sequence[Effect], none: str) -> None:
        """Shows them; `none` is said where there is nothing to show."""
        self.said.setText(rule_words.effect_count(effects))
        self._none.setText(none)
        self._none.setVisible(not effects)
        self._rest.setVisible(not effects)
        self.table.setVisible(bool(effects))
        self.table.set_rows(list(effects))

    def _columns(self, *, single: bool) -> list[Column]:
        today, zone = self._desk.today(), self._desk.zone()
        return [
            Column("customer", _tr("Customer"), least=132, style="name", sortable=False),
            Column("what", _tr("About"), least=120, sortable=False)
            if single
            else Column("about", _tr("For"), least=120, text=rule_words.about, sortable=False),
            Column("now", _tr("Now"), 104, text=lambda one: rule_words.now_words(one, today, zone), sortable=False),
            Column(
                "then",
                _tr("Then"),
                least=130,
                text=lambda one: rule_words.then_words(one, today, zone),
                tone=lambda one: _TONES[one.becomes],
                icon=lambda one: _ICONS[one.becomes],
                sortable=False,
            ),
        ]

    def _sentence(self, one: Effect) -> str:
        today, zone = self._desk.today(), self._desk.zone()
        now, then = rule_words.now_words(one, today, zone), rule_words.then_words(one, today, zone)
        return _tr("{0}, {1}: now {2}, then {3}").format(one.customer, rule_words.about(one), now, then)
