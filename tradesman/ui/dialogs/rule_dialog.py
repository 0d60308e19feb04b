"""A rule of the playbook: what sets it off, how long it waits, by which way and with which words it is asked."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from tradesman.book.clock import Unit, Wait
from tradesman.book.errors import BookError
from tradesman.book.followup import Channel, Event, Rule
from tradesman.documents import drafts
from tradesman.documents.wording import WordingError
from tradesman.services import message_words, playbooks, rule_changes
from tradesman.services.effects import Effect
from tradesman.services.messages import NOT_TO_CUSTOMERS
from tradesman.services.playbooks import CALL_BACK, Line, OwnWords
from tradesman.ui.desk import Desk
from tradesman.ui.parts import rule_words
from tradesman.ui.parts.effects_list import EffectsList
from tradesman.ui.parts.marked_text import TemplateText
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.form import Field, Form
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.words import choices, language_name, message_name

WIDTH, FORM, EFFECTS = 1040, 420, 280  # EFFECTS is the least height below the form
_AROUND = 48  # of the window, beside a sheet
_OWN = "own words"
_USUAL = (
    *((Unit.WORKING_DAYS, 1), (Unit.DAYS, 1), (Unit.WEEKS, 1), (Unit.MONTHS, 1)),
    *((Unit.WORKING_DAYS, -1), (Unit.DAYS, -1), (Unit.WEEKS, -1), (Unit.MONTHS, -1)),
)
_MOST = 9999


def _tr(text: str) -> str:
    return QCoreApplication.translate("rules", text)


class RuleDialog(Sheet):
    """The rule at the left, what its change would move at the right; one step, one Undo."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, rule_id: UUID | None = None) -> None:
        self._desk, self._rule_id = desk, rule_id
        self._line: Line | None = desk.ask(playbooks.as_line, rule_id) if rule_id is not None else None
        title = rule_words.name(self._line) if self._line is not None else _tr("Add a rule")
        super().__init__(window, title, theme, width=theme.scaled(WIDTH), name="rule_sheet")
        self.form = Form(self._fields(), theme, today=desk.today)
        self.subject, self.words = LineField(theme, name="own_subject"), TemplateText(theme, lines=5, name="own_words")
        self._spoken = next((one.language for one in self._kept_words()), "")  # of the words that are shown
        self._own = QWidget()
        self._effects = EffectsList(desk, theme)
        self._told = Label("", theme, "small", "ink_2", wrap=True, name="effects_told")
        self._lay_out()
        self._show_line()
        for field in (self.form, self.subject, self.words):
            field.changed.connect(self._on_changed)
        self.accepted.connect(self._on_accepted)
        self._on_changed()

    # How it is made

    @property
    def _is_call_back(self) -> bool:
        return self._line is not None and self._line.key == CALL_BACK

    @property
    def _is_own(self) -> bool:
        return self._line is None or self._line.own

    def _fields(self) -> list[Field]:
        if self._is_call_back:
            units = tuple((unit, 1) for unit in Unit)
            return self._wait_fields(units)
        title = Field(
            "title", _tr("What is it for"), required=True, placeholder=_tr("Send the photos"),
            help=_tr("So it stands in Today."),
        )  # fmt: skip
        events = tuple((event, said) for event, said in rule_words.events() if event != Event.ENQUIRY_RECEIVED)
        return [
            *([title] if self._is_own else []),
            Field("event", _tr("When"), "choice", choices=events, required=True, default=Event.JOB_COMPLETED),
            *self._wait_fields(_USUAL),
            Field("channel", _tr("Channel"), "segment", choices=tuple(choices(Channel)), default=Channel.MESSAGE.value),
            Field("occasion", _tr("Message"), "choice", choices=tuple(self._messages()), required=True),
            Field("repeats", _tr("Comes again after each wait"), "check"),
            Field("for_small_jobs", _tr("Also for small jobs, done and paid on the day"), "check"),
            Field("only_regulars", _tr("Only for regular customers, with two jobs or more"), "check"),
        ]

    def _wait_fields(self, units: tuple[tuple[Unit, int], ...]) -> list[Field]:
        kinds = tuple((unit, _unit_words(*unit)) for unit in units)
        return [
            Field("count", _tr("Wait"), half=True, required=True, default="1", check=_count_fault),
            Field("unit", _tr("Counted in"), "choice", half=True, choices=kinds, default=units[0]),
        ]

    def _messages(self) -> list[tuple[str, str]]:
        rows = [
            row
            for row in self._desk.ask(message_words.templates)
            if row.occasion not in NOT_TO_CUSTOMERS and not row.title and row.occasion != "call_back"
        ]
        usual = "own" if self._is_own or self._line is None else str(self._line.purpose)
        found = [(str(row.occasion), message_name(row)) for row in rows if row.occasion != "own"]
        if self._is_own:
            return [("own", _tr("A few plain words")), (_OWN, _tr("Words for this rule alone")), *found]
        return sorted(found, key=lambda pair: pair[0] != usual)

    def _lay_out(self) -> None:
        theme = self._theme
        own = QVBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(theme.space("s3"))
        fields = _tr("Fields such as {{ greeting }} are filled in. Under Messages they can be picked.")
        words = _tr("Words, {0}").format(language_name(self._spoken)) if self._spoken else _tr("Words")
        self._box = FieldBox(words, self.words, theme, fields)
        own.addWidget(FieldBox(_tr("Subject"), self.subject, theme))
        own.addWidget(self._box)
        left = QVBoxLayout()
        left.setSpacing(theme.space("s3"))
        left.addWidget(self.form)
        left.addWidget(self._own)
        left.addStretch(1)
        holder = QWidget()
        left.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(left)
        self._lay_beside(holder)
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self.add_left(self._told)
        self._save = self.set_main(_tr("Add rule") if self._rule_id is None else _tr("Save"))

    def _lay_beside(self, form: QWidget) -> None:
        """What would change stands beside the form; where its days would be cut below it, counted in the foot."""
        theme = self._theme
        beside = self._window.width() - _AROUND >= theme.scaled(WIDTH)
        if beside:
            form.setFixedWidth(theme.scaled(FORM))
        else:
            self._effects.setMinimumHeight(theme.scaled(EFFECTS))
        self._told.setHidden(beside)
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        columns.setSpacing(theme.space("s5"))
        columns.addWidget(form)
        columns.addWidget(self._effects, 1)
        self.body.addLayout(columns)

    def _show_line(self) -> None:
        one = self._line
        if one is None:
            self.form.set_values({"occasion": "own"})
            return
        wait = Wait.parse(one.wait)
        unit = (wait.unit, -1 if wait.count < 0 else 1)
        values: dict[str, Any] = {"count": str(abs(wait.count)), "unit": unit}
        if not self._is_call_back:
            values |= {"event": one.event, "channel": one.channel.value}
            values |= {key: getattr(one, key) for key in ("repeats", "for_small_jobs", "only_regulars")}
            values["occasion"] = _OWN if one.occasion == one.key else one.speaks
        if one.own:
            values["title"] = one.title
        self.form.set_values(values)
        if one.own_words:
            self.subject.set_value(one.own_words[0].subject)
            self.words.set_value(one.own_words[0].words)

    # What it shows

    def _on_changed(self) -> None:
        self.set_error("")
        chosen = self.form.values().get("occasion")
        speaks = chosen == _OWN
        self._own.setVisible(speaks)
        if speaks and not self.words.value():
            self._take_words()
        if not self._is_call_back:
            self.form.box("repeats").set_help(self._again_words())
        fault = self._words_fault() if speaks else ""
        self._box.set_error(fault)
        try:
            effects, wrong = self._asked_effects(), ""
        except BookError as error:
            effects, wrong = [], str(error)
        self._effects.show_effects(effects, wrong or self._none_words())
        self._told.setText(self._effects.said.text())
        self._save.setEnabled(not fault)

    def _again_words(self) -> str:
        typed = self.form.values()
        unit, sign = typed["unit"] or (Unit.DAYS, 1)
        count = _count(typed["count"])
        comes = typed["repeats"] and sign > 0 and 0 < count <= _MOST
        return f"{rule_words.again_words(Wait(count, unit))}." if comes else ""

    def _asked_effects(self) -> list[Effect]:
        if self._rule_id is None:
            return []
        return self._desk.ask(rule_changes.effect, self._rule_id, **self._values())

    def _none_words(self) -> str:
        if self._rule_id is None:
            return _tr("A new rule counts for what happens from now on.")
        return _tr("What is done stays as it is. What happens from now on follows the rule as it stands here.")

    def _take_words(self) -> None:
        """What was proposed until now is where one begins to write."""
        row = self._desk.ask(message_words.template, "own")
        for field, text in ((self.subject, row.subject), (self.words, row.words)):
            field.blockSignals(True)
            field.set_value(text)
            field.blockSignals(False)

    def _words_fault(self) -> str:
        try:
            drafts.check("own", self.subject.value(), self.words.value())
        except WordingError as error:
            return str(error).replace(" Nothing was changed.", "")
        return "" if self.words.value() else _tr("Write some words, or choose a message.")

    # What is done

    def _values(self) -> dict[str, Any]:
        """The fields of the rule as they stand here."""
        typed = self.form.values()
        unit, sign = typed.pop("unit") or (Unit.DAYS, 1)
        fields: dict[str, Any] = {"wait": f"{sign * _count(typed.pop('count'))} {unit.value}"}
        if self._is_call_back:
            return fields
        occasion = typed.pop("occasion")
        fields |= typed | {"channel": Channel(typed["channel"])}
        usual = "own" if self._is_own or self._line is None else str(self._line.purpose)
        if occasion == _OWN:
            key = self._line.key if self._line is not None else ""
            return fields | {"occasion": key, "own_words": self._own_words()}
        return fields | {"occasion": "" if occasion == usual else occasion, "own_words": ()}

    def _own_words(self) -> tuple[OwnWords, ...]:
        """The words as they stand here, with those of other languages as they were."""
        others = tuple(one for one in self._kept_words() if one.language != self._spoken)
        return (OwnWords(self._spoken, self.subject.value(), self.words.value()), *others)

    def _kept_words(self) -> tuple[OwnWords, ...]:
        return self._line.own_words if self._line is not None else ()

    def _on_accepted(self) -> None:
        self.set_error("")
        if not self.form.check():
            return
        label = _tr("Rule added") if self._rule_id is None else _tr("Rule changed")
        failed: list[str] = []
        if self._rule_id is None:
            self._desk.do(_add, self._values(), label=label, on_error=failed.append)
        else:
            change = rule_changes.change
            self._desk.do(change, self._rule_id, label=label, on_error=failed.append, **self._values())
        if failed:
            self.set_error(failed[0])
        else:
            self.finish()


def _add(session: Any, values: dict[str, Any]) -> Rule:
    given = dict(values)
    first = [given.pop(key) for key in ("title", "event", "wait", "channel")]
    return rule_changes.add(session, *first, **given)


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else _MOST + 1


def _count_fault(text: str) -> str:
    return "" if _count(text) <= _MOST else _tr("A number such as 3.")


def _unit_words(unit: Unit, sign: int) -> str:
    if unit == Unit.WORKING_HOURS:
        return _tr("working hours")
    after = {
        Unit.WORKING_DAYS: _tr("working days after"),
        Unit.DAYS: _tr("days after"),
        Unit.WEEKS: _tr("weeks after"),
        Unit.MONTHS: _tr("months after"),
    }
    before = {
        Unit.WORKING_DAYS: _tr("working days before"),
        Unit.DAYS: _tr("days before"),
        Unit.WEEKS: _tr("weeks before"),
        Unit.MONTHS: _tr("months before"),
    }
    return (after if sign > 0 else before)[unit]
