"""Some time after a job: thank you, is it holding, how was it, may I quote you, and whom else can I help."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.book.customer import ContactKind
from tradesman.book.enquiry import Outcome
from tradesman.book.followup import Purpose
from tradesman.services import check_ins, deeds, testimonials
from tradesman.services.check_ins import CallSheet, CheckedIn, Said
from tradesman.services.today import TodayRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.consent_dialog import ReleaseDialog
from tradesman.ui.dialogs.follow_up_dialog import AlsoDone
from tradesman.ui.dialogs.new_enquiry_dialog import NewEnquiryDialog, Relay
from tradesman.ui.parts import call_script
from tradesman.ui.parts.draft_bar import DraftBar
from tradesman.ui.parts.person_field import Person
from tradesman.ui.parts.promise_noting import PromiseNoting
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.keys import tab_through
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.scroll import bring_into_sight
from tradesman.ui.words import asked_for

YES, NO = "yes", "no"
_WIDTH = 840  # two questions side by side: they are to be seen at once while one speaks


def _tr(text: str) -> str:
    return QCoreApplication.translate("feedback", text)


def fields() -> list[Field]:
    """What is asked, in the order in which it is asked; each label is what the owner says."""
    scores = tuple((str(score), str(score)) for score in range(11))
    yes_no = ((YES, _tr("Yes")), (NO, _tr("No")))
    return [
        Field("holding", _tr("“Is it holding? Is everything as it should be?”"), "segment", choices=yes_no, half=True),
        Field("score", _tr("“How was it to have me there, from 0 to 10?”"), "segment", choices=scores, half=True),
        Field(
            "words",
            _tr("“What would you say of it?”"),
            "text",
            lines=2,
            placeholder=_tr("As they say it, word for word"),
        ),
        Field("promised", _tr("“I am sorry. This is what I do:”"), half=True),
        Field("promised_on", _tr("“I promise it by:”"), "date", half=True),
        Field("no_promise", _tr("I promise nothing yet. It stands in Today until it is put right."), "check"),
        Field("quote", _tr("“May I show these words to others?”"), "segment", choices=yes_no, half=True),
        Field(
            "who_else",
            _tr("“Whom else do you know that I could help?”"),
            placeholder=_tr("Names, numbers"),
            half=True,
        ),
    ]


class FeedbackDialog(FormDialog):
    """The call sheet. What is not holding leads to a service call and a promise, kind words to a testimonial.

    Nothing is asked for where something is to be put right first, and then it is asked what is promised, which only for
    a low score can be nothing. On the service check nobody is asked whom else, unless the call three months on is due
    as well. What is noted in it and not kept is a draft.
    """

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        job_id: UUID,
        followup_id: UUID | None = None,
        *,
        also: Sequence[TodayRow] = (),
    ) -> None:
        self._call: CallSheet = desk.ask(check_ins.sheet, job_id, followup_id)
        if any(row.purpose == Purpose.THREE_MONTHS for row in also):
            self._call = replace(self._call, purpose=Purpose.THREE_MONTHS)  # which asks more
        purpose = self._call.purpose
        super().__init__(
            window,
            asked_for(purpose) if purpose is not None else _tr("How is it going?"),
            theme,
            fields(),
            _tr("Keep it"),
            today=desk.today,
            width=theme.scaled(_WIDTH),
            name="feedback",
        )
        self._desk, self._job_id, self._followup_id = desk, job_id, followup_id
        self._relay = Relay(window)
        self.page_asked = self._relay.page_asked
        self._also = AlsoDone(also, theme, job_id)
        self._key = f"feedback/{job_id}/{followup_id or ''}"  # by whose end it is swept
        self._bar = DraftBar(theme)
        self._promise = PromiseNoting(window, desk, theme, self._call.customer.id)
        self._why = Label("", theme, "small", "warn", wrap=True, name="put_right_first")
        self._enquire = Button(_tr("Keep it, and note them as an enquiry"), theme, icon="plus", compact=True)
        self._enquire.setObjectName("enquire")
        self._fill()
        self._connect()
        self._proposed = False  # once: who takes it out means it
        self._bring_back()
        self._show_what_is_asked()
        self.form.changed.connect(self._keep)

    def _connect(self) -> None:
        self.form.changed.connect(self._show_what_is_asked)
        self.submitted.connect(self._on_submitted)
        self._enquire.clicked.connect(self._on_enquire)
        self.dismissed.connect(self._relay.deleteLater)
        self.closed.connect(self._desk.drafts.flush)
        self._bar.discarded.connect(self._on_discarded)

    def _fill(self) -> None:
        theme, call, today = self._theme, self._call, self._desk.today()
        phone = call.customer.first_contact(ContactKind.PHONE) or _tr("no number yet")
        self.header.insertWidget(1, ElidedLabel(call.customer.name, theme, "strong", name="who"))
        self.header.insertWidget(2, Label(phone, theme, "strong", name="phone"))  # a name gives way, a number does not
        for place, label in enumerate(
            (
                self._bar,
                Label(call_script.facts(call, today), theme, "small", "ink_2", wrap=True, name="what"),
                Label(call_script.opening(call, today), theme, "body", wrap=True, name="opening"),
            )
        ):
            self.body.insertWidget(place, label)
        self.body.addWidget(self._why)
        self.body.addWidget(self._also)
        row = QHBoxLayout()  # side by side: in a small window neither pushes the other out of sight
        row.setSpacing(theme.space("s3"))
        row.addWidget(self._enquire, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._promise, 1, Qt.AlignmentFlag.AlignTop)
        self.body.insertLayout(self.body.indexOf(self.form) + 1, row)
        tab_through(self.form.box(fields()[-1].key).editor, self._enquire, self._promise.button)
        if self._followup_id is not None:
            missed = Button(_tr("Not reached"), theme, "plain", "phone-missed", name="not_reached")
            missed.clicked.connect(self._on_missed)
            self.add_left(missed)
        self.add_left(ElidedLabel(_tr("Draft kept if you leave"), theme, "small", "ink_3"))
        self.set_values({"promised_on": call.next_working_day})

    # The draft

    def _bring_back(self) -> None:
        """Shows what was noted and not kept; what makes no sense is forgotten."""
        kept = self._desk.drafts.get(self._key)
        if kept is None:
            return
        try:
            at = datetime.fromisoformat(kept["at"]).astimezone(self._desk.zone())
            values = dict(kept["values"])
        except (LookupError, TypeError, ValueError):
            self._desk.drafts.drop(self._key)
            return
        self.form.show_draft(values)
        self._proposed = self._said().unhappy
        self._bar.tell(say.moment(at, self._desk.today()))

    def _keep(self) -> None:
        values = self.form.draft()
        if not values.keys() - {"promised_on"}:  # a day that is proposed is nobody's word
            self._desk.drafts.drop(self._key)
            return
        who = str(self._call.customer.id)  # by which it is forgotten when the person is erased
        self._desk.drafts.keep(self._key, {"customer": who, "at": self._desk.now.isoformat(), "values": values})

    def _on_discarded(self) -> None:
        self._proposed = False
        self.form.show_draft({})
        self.set_values({"promised_on": self._call.next_working_day})
        self._first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    # What is asked

    def _said(self) -> Said:
        """What stands in the sheet, whatever is asked."""
        values = self.values()
        yes = {YES: True, NO: False}
        nothing = bool(values["no_promise"]) and values["holding"] != NO
        return Said(
            holding=yes.get(values["holding"]),
            score=int(values["score"]) if values["score"] else None,
            words=values["words"],
            may_quote=yes.get(values["quote"]),
            who_else=values["who_else"],
            promised="" if nothing else values["promised"],
            promised_on=values["promised_on"],
            no_promise=nothing,
        )

    def _show_what_is_asked(self) -> None:
        """Favours are asked of the happy; who is not is told what is done about it."""
        said = self._said()
        if said.unhappy and not said.promised and not self._proposed:
            self._proposed = True
            self.set_values({"promised": _tr("Come and put it right")})
        unhappy = said.unhappy or self._call.unhappy
        brought_out = said.unhappy and self.form.box("promised").isHidden() and not said.no_promise
        for key in ("promised", "promised_on"):
            self.form.box(key).setVisible(said.unhappy and not said.no_promise)
        self.form.box("no_promise").setVisible(said.unhappy and said.holding is not False)
        self._promise.button.setVisible(not said.unhappy)  # there is one way to promise, and then it is in the sheet
        self.form.box("quote").setVisible(not unhappy)
        who_else = not unhappy and self._call.purpose != Purpose.SERVICE_CHECK
        self.form.box("who_else").setVisible(who_else)
        self._enquire.setVisible(who_else and bool(said.who_else))
        self._why.setText(self._why_not(said))
        self._why.setVisible(unhappy)
        if brought_out:
            QTimer.singleShot(0, self, self._bring_promise_into_sight)  # once it has its place

    def _bring_promise_into_sight(self) -> None:
        """Where not all has room, the promise goes before what stands below it."""
        for part in (self._why, self.form.box("promised_on"), self.form.box("promised")):
            bring_into_sight(part, self._theme.space("s3"))

    def _why_not(self, said: Said) -> str:
        if said.holding is False:
            return _tr("It becomes a service call. Put it right first: words and names are asked for when it is.")
        if said.unhappy:
            return _tr("It becomes a complaint. Put it right first: no favour is asked for now.")
        return _tr("A complaint is open. Put it right first: no favour is asked for now.")

    # What is done

    def _on_missed(self) -> None:
        done = self._desk.do(
            deeds.log_follow_up,
            self._followup_id,
            Outcome.NO_ANSWER,
            together=self._also.calls(self._desk.today()),
            label=_tr("Call logged"),
            on_error=self.set_error,
        )
        if done is not None:
            self._relay.deleteLater()
            self.finish()

    def _on_enquire(self) -> None:
        self.set_error("")
        if self.form.check():
            self._check_in(enquire=True)

    def _on_submitted(self) -> None:
        self._check_in(enquire=False)

    def _check_in(self, *, enquire: bool) -> None:
        said = self._said()
        done: CheckedIn | None = self._desk.do(
            check_ins.check_in,
            self._job_id,
            replace(said, may_quote=said.may_quote if self.form.box("quote").isVisible() else None),
            self._followup_id,
            said.words or _tr("Reached"),
            self._also.value(),
            label=_tr("Service call noted") if said.holding is False else _tr("Feedback kept"),
            on_error=self.set_error,
        )
        if done is not None:
            self._desk.drafts.use(self._key)  # comes back when the step is taken back
            self.finish()
            self._lead_on(done, said.who_else if enquire else "")

    def _lead_on(self, done: CheckedIn, named: str) -> None:
        """Consent is asked apart, still on the phone, of who said yes; then comes whom they named."""
        place = (self._window, self._desk, self._theme)
        sent_by = Person(self._call.customer.name, self._call.customer.id)
        go_on = partial(_note_enquiry, *place, self._relay, sent_by, named)
        if done.testimonial is None or not done.feedback.may_quote:
            go_on()
            return
        row = self._desk.ask(testimonials.row, done.testimonial.id)
        ReleaseDialog(*place, row, how=_tr("On the phone")).closed.connect(go_on)


def _note_enquiry(window: QWidget, desk: Desk, theme: Theme, relay: Relay, sent_by: Person, named: str) -> None:
    """A new enquiry of whom the customer named, recommended by them; without a name nothing more is asked."""
    if not named:
        relay.deleteLater()
        return
    sheet = NewEnquiryDialog(window, desk, theme, caller=named, sent_by=sent_by)
    sheet.page_asked.connect(relay.page_asked)
    sheet.open()
