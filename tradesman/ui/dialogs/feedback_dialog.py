"""Some time after a job: thank you, is it holding, how was it, may I quote you, and whom else can I help."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.book.customer import ContactKind
from tradesman.book.enquiry import Outcome
from tradesman.book.followup import Purpose
from tradesman.services import check_ins, deeds, testimonials
from tradesman.services.check_ins import CallSheet, CheckedIn, Said
from tradesman.services.today import TodayRow
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.consent_dialog import ReleaseDialog
from tradesman.ui.dialogs.follow_up_dialog import AlsoDone
from tradesman.ui.dialogs.new_enquiry_dialog import NewEnquiryDialog, Relay
from tradesman.ui.parts import call_script
from tradesman.ui.parts.person_field import Person
from tradesman.ui.parts.promise_noting import PromiseNoting
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.keys import tab_through
from tradesman.ui.widgets.labels import Label
from tradesman.ui.words import asked_for

YES, NO = "yes", "no"
_WIDTH = 640


def _tr(text: str) -> str:
    return QCoreApplication.translate("feedback", text)


def fields() -> list[Field]:
    """What is asked, in the order in which it is asked; each label is what the owner says."""
    scores = tuple((score, str(score)) for score in range(11))
    yes_no = ((YES, _tr("Yes")), (NO, _tr("No")))
    return [
        Field("holding", _tr("“Is it holding? Is everything as it should be?”"), "segment", choices=yes_no),
        Field("score", _tr("“How was it to have me there, from 0 to 10?”"), "segment", choices=scores),
        Field("words", _tr("“What would you say of it?”"), "text", placeholder=_tr("As they say it, word for word")),
        Field("promised", _tr("“I am sorry. This is what I do:”"), half=True),
        Field("promised_on", _tr("“I promise it by:”"), "date", half=True),
        Field("quote", _tr("“May I show these words to others?”"), "segment", choices=yes_no),
        Field("who_else", _tr("“Whom else do you know that I could help?”"), placeholder=_tr("Names, numbers")),
    ]


class FeedbackDialog(FormDialog):
    """The call sheet. What is not holding leads to a service call and a promise, kind words to a testimonial.

    Nothing is asked for where something is to be put right first; on the service check nobody is asked whom else.
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
        purpose = self._call.purpose
        title = asked_for(purpose) if purpose is not None else _tr("How is it going?")
        super().__init__(
            window,
            title,
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
        self._also = AlsoDone(also, theme)
        self._why = Label("", theme, "small", "warn", wrap=True, name="put_right_first")
        self._enquire = Button(_tr("Keep it, and note them as an enquiry"), theme, icon="plus", compact=True)
        self._enquire.setObjectName("enquire")
        self._fill()
        self.form.changed.connect(self._show_what_is_asked)
        self.submitted.connect(self._on_submitted)
        self._enquire.clicked.connect(self._on_enquire)
        self.dismissed.connect(self._relay.deleteLater)
        self._proposed = False  # once: who takes it out means it
        self._show_what_is_asked()

    def _fill(self) -> None:
        theme, call, today = self._theme, self._call, self._desk.today()
        phone = call.customer.first_contact(ContactKind.PHONE) or _tr("no number yet")
        for place, label in enumerate(
            (
                Label(f"{call.customer.name}, {phone}", theme, "strong", name="who"),
                Label(call_script.facts(call, today), theme, "small", "ink_2", wrap=True, name="what"),
                Label(call_script.opening(call, today), theme, "body", wrap=True, name="opening"),
            )
        ):
            self.body.insertWidget(place, label)
        self.body.addWidget(self._why)
        self.body.addWidget(self._also)
        promise = PromiseNoting(self._window, self._desk, theme, call.customer.id)
        self.body.addWidget(promise)
        tab_through(self.form.box(fields()[-1].key).editor, promise.button)
        row = QHBoxLayout()
        row.addWidget(self._enquire)
        row.addStretch(1)
        self.body.insertLayout(self.body.indexOf(self.form) + 1, row)
        if self._followup_id is not None:
            missed = Button(_tr("Not reached"), theme, "plain", "phone-missed", name="not_reached")
            missed.clicked.connect(self._on_missed)
            self.add_left(missed)
        self.set_values({"promised_on": call.next_working_day})

    # What is asked

    def _said(self) -> Said:
        """What stands in the sheet, whatever is asked."""
        values = self.values()
        yes = {YES: True, NO: False}
        return Said(
            holding=yes.get(values["holding"]),
            score=values["score"],
            words=values["words"],
            may_quote=yes.get(values["quote"]),
            who_else=values["who_else"],
            promised=values["promised"],
            promised_on=values["promised_on"],
        )

    def _show_what_is_asked(self) -> None:
        """Favours are asked of the happy; who is not is told what is done about it."""
        said = self._said()
        if said.holding is False and not said.promised and not self._proposed:
            self._proposed = True
            self.set_values({"promised": _tr("Come and put it right")})
        unhappy = said.unhappy or self._call.unhappy
        for key in ("promised", "promised_on"):
            self.form.box(key).setVisible(said.unhappy)
        self.form.box("quote").setVisible(bool(said.words) and not unhappy)
        who_else = not unhappy and self._call.purpose != Purpose.SERVICE_CHECK
        self.form.box("who_else").setVisible(who_else)
        self._enquire.setVisible(who_else and bool(said.who_else))
        self._why.setText(self._why_not(said))
        self._why.setVisible(unhappy)

    def _why_not(self, said: Said) -> str:
        if said.holding is False:
            return _tr("It becomes a service call. Put it right first: words and names are asked for when it is.")
        if said.unhappy:
            return _tr("It becomes a complaint. Put it right first: words and names are asked for when it is.")
        return _tr("A complaint is open. Put it right first: words and names are asked for when it is.")

    # What is done

    def _on_missed(self) -> None:
        done = self._desk.do(
            deeds.log_follow_up,
            self._followup_id,
            Outcome.NO_ANSWER,
            label=_tr("Call logged"),
            on_error=self.set_error,
        )
        if done is not None:
            self._relay.deleteLater()
            self.finish()

    def _on_enquire(self) -> None:
        self.set_error("")
        if self.form.check():
            self._keep(enquire=True)

    def _on_submitted(self) -> None:
        self._keep(enquire=False)

    def _keep(self, *, enquire: bool) -> None:
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
            self.finish()
            self._lead_on(done, said.who_else if enquire else "")

    def _lead_on(self, done: CheckedIn, named: str) -> None:
        """Consent is asked apart, still on the phone; then comes whom they named."""
        place = (self._window, self._desk, self._theme)
        sent_by = Person(self._call.customer.name, self._call.customer.id)
        go_on = partial(_note_enquiry, *place, self._relay, sent_by, named)
        if done.testimonial is None:
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
