"""The sheets of a follow-up: a call with its outcome, and another day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.book.enquiry import Outcome
from tradesman.book.followup import Purpose
from tradesman.services import days, deeds, followups, messages, overviews, win_backs
from tradesman.services.today import Kind, TodayRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.call_fields import outcome_fields
from tradesman.ui.parts.promise_noting import PromiseNoting
from tradesman.ui.parts.today_rows import purpose_words
from tradesman.ui.parts.win_back_fields import KEYS, WinBackFields, win_back_fields
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.keys import tab_through
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.switches import CheckField
from tradesman.ui.words import asked_for


def _tr(text: str) -> str:
    return QCoreApplication.translate("follow_up", text)


def skip_reasons() -> list[tuple[str, str, bool]]:
    """Key, words and whether the customer asked for it: the reasons of one click."""
    return [
        ("asked", _tr("The customer asked me not to"), True),
        ("settled", _tr("It is settled already"), False),
        ("no_use", _tr("It would be of no use"), False),
        ("no_time", _tr("No time"), False),
    ]


ASKS_HOW_IT_WAS = frozenset({Purpose.THREE_MONTHS, Purpose.SERVICE_CHECK})
WENT = {"well": True, "not_well": False}


def went_fields() -> list[Field]:
    """How a partner did for the customer; it shows at the next choice."""
    choices = (("well", _tr("Well")), ("not_well", _tr("Not well")), ("not_said", _tr("Not said")))
    return [
        Field("went", _tr("How did the partner do?"), "segment", choices=choices),
        Field("pause", _tr("Pause the partner, recommend somebody else for now"), "check"),
    ]


class AlsoDone(QWidget):
    """The other contacts due to the same person, to tick when this one serves them too.

    Another call back was tried by the same call, whether it reached them or not; the rest waits until it did. What asks
    how the same job was is ticked already: one call asks it all.
    """

    def __init__(self, also: Sequence[TodayRow], theme: Theme, job_id: UUID | None = None) -> None:
        super().__init__()
        self._also = also
        self._ticks: list[tuple[TodayRow, CheckField]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, row in enumerate(also):
            if row.followup_id is None:
                continue
            tick = CheckField(_also_words(row), theme, name=f"also_{number}")
            tick.set_value(row.purpose in ASKS_HOW_IT_WAS and row.subject_id == job_id)
            self._ticks.append((row, tick))
            column.addWidget(tick)
        if not self._ticks:
            self.hide()

    def show_for(self, *, reached: bool) -> None:
        """Shows what this contact can serve; what is hidden counts as not ticked."""
        for row, tick in self._ticks:
            tick.setVisible(reached or row.purpose == Purpose.CALL_BACK)
        self.setVisible(any(not tick.isHidden() for _row, tick in self._ticks))

    def value(self) -> list[UUID]:
        """The follow-ups that are ticked."""
        shown = [(row.followup_id, tick) for row, tick in self._ticks if not tick.isHidden()]
        return [one for one, tick in shown if one is not None and tick.value()]

    def calls(self, on: date) -> list[UUID]:
        """The calls among them that are due by this day: who is not reached is not rung again for the next of them."""
        due = [row for row in self._also if row.kind == Kind.CALL and row.due_on <= on]
        return [row.followup_id for row in due if row.followup_id is not None]


def _also_words(row: TodayRow) -> str:
    if row.purpose == Purpose.CALL_BACK:
        return _tr("The call was about this too: {0}").format(row.what)
    what_for = f"{purpose_words(row)}: {row.what}" if row.what else purpose_words(row)
    return _tr("Also done: {0}").format(what_for)


class FollowUpCallDialog(FormDialog):
    """After a call the process asked for: not reached, it comes back on the next working day."""

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, followup_id: UUID, also: Sequence[TodayRow] = ()
    ) -> None:
        asked = desk.ask(overviews.followup, followup_id)
        title = asked_for(asked.followup.purpose, asked.followup.title)
        more = {Purpose.PARTNER_DID_WELL: went_fields, Purpose.WIN_BACK: win_back_fields}.get(asked.followup.purpose)
        fields = [*outcome_fields(), *(more() if more is not None else [])]
        super().__init__(window, title, theme, fields, _tr("Log the call"), today=desk.today, name="follow_up_call")
        self._desk, self._followup_id = desk, followup_id
        facts = desk.ask(messages.facts, followup_id)
        phone = facts.phone or self.tr("no number yet")
        self.body.insertWidget(0, Label(facts.what, theme, "small", "ink_2", wrap=True, name="what"))
        self.body.insertWidget(0, Label(f"{facts.customer}, {phone}", theme, "strong", wrap=True, name="who"))
        again = self.tr("Not reached, it stands in Today again on the next working day.")
        self._also = AlsoDone(also, theme)
        self.body.addWidget(self._also)
        promise = PromiseNoting(window, desk, theme, asked.customer.id)
        self.body.addWidget(promise)
        tab_through(self.form.box(fields[-1].key).editor, promise.button)
        self.body.addWidget(Label(again, theme, "small", "ink_3", wrap=True))
        self.submitted.connect(self._on_submitted)
        if asked.followup.purpose == Purpose.PARTNER_DID_WELL:
            warning = _tr("Your customers trust your word: pause the partner until it is put right.")
            self._warning = Label(warning, theme, "small", "warn", wrap=True, name="went_warning")
            self.body.insertWidget(self.body.indexOf(self.form) + 1, self._warning)
            self.form.changed.connect(self._offer_pause)
            self._offer_pause()
        self._win_back: WinBackFields | None = None
        if asked.followup.purpose == Purpose.WIN_BACK:
            known = desk.ask(win_backs.row, asked.followup.subject_id)
            self._win_back = WinBackFields(desk, self.form, known, with_next=False)
            self.form.changed.connect(self._ask_of_reached)

    def _offer_pause(self) -> None:
        badly = self.values()["went"] == "not_well"
        self.form.box("pause").setVisible(badly)
        self._warning.setVisible(badly)

    def _ask_of_reached(self) -> None:
        """What a lost customer says is only known once they are reached."""
        for key in KEYS:
            self.form.box(key).setVisible(self.values()["outcome"] == Outcome.REACHED)

    def _on_submitted(self) -> None:
        if self._win_back is not None:
            self._log_win_back(self._win_back)
        else:
            self._log()

    def _log_win_back(self, fields: WinBackFields) -> None:
        values = self.values()
        done = self._desk.do(
            win_backs.log_call,
            self._followup_id,
            Outcome(values["outcome"]),
            values["words"],
            self._also.value(),
            together=self._also.calls(self._desk.today()),
            **fields.values(),
            label=self.tr("Call logged"),
            on_error=self.set_error,
        )
        if done is not None:
            self.finish()

    def _log(self) -> None:
        values = self.values()
        well = WENT.get(values.get("went", ""))
        done = self._desk.do(
            deeds.log_follow_up,
            self._followup_id,
            Outcome(values["outcome"]),
            values["words"],
            self._also.value(),
            together=self._also.calls(self._desk.today()),
            well=well,
            pause=well is False and bool(values.get("pause")),
            label=self.tr("Call logged"),
            on_error=self.set_error,
        )
        if done is not None:
            self.finish()


class SnoozeDialog(FormDialog):
    """Puts off to a day what is due to one person; a call back no further than the next working day."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, followup_ids: Sequence[UUID]) -> None:
        last = desk.ask(days.next_opening).astimezone(desk.zone()).date()

        def too_long(day: date) -> str:
            return _tr("A call back waits until {0} at most.").format(say.day(last, desk.today())) if day > last else ""

        asked = [desk.ask(overviews.followup, followup_id).followup for followup_id in followup_ids]
        check = too_long if any(one.purpose == Purpose.CALL_BACK for one in asked) else None
        fields = [Field("day", _tr("Show it again on"), "date", required=True, check=check)]
        super().__init__(
            window, self.tr("Snooze until a day"), theme, fields, self.tr("Snooze"), today=desk.today, name="snooze"
        )
        self._desk, self._followup_ids = desk, followup_ids
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self) -> None:
        until = self._desk.ask(days.next_opening, self.values()["day"])
        failed: list[str] = []
        label = self.tr("Snoozed")
        self._desk.do(followups.snooze_all, self._followup_ids, until, label=label, on_error=failed.append)
        if failed:
            self.set_error(failed[0])
        else:
            self.finish()
