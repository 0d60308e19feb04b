"""After a call: reached or not, a word, and what follows, in one sheet and one step."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from tradesman.book.enquiry import Outcome
from tradesman.services import deeds, overviews
from tradesman.services.deeds import Then
from tradesman.services.messages import Occasion
from tradesman.services.today import TodayRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.decline_dialog import DeclineDialog
from tradesman.ui.dialogs.follow_up_dialog import AlsoDone
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.parts.call_fields import words_field
from tradesman.ui.parts.draft_bar import DraftBar
from tradesman.ui.parts.promise_noting import PromiseNoting
from tradesman.ui.parts.visit_when import VisitWhen, when_fields
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.keys import tab_through
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.switches import CheckField
from tradesman.ui.words import choices, words


def _tr(text: str) -> str:
    return QCoreApplication.translate("log_call", text)


def next_fields() -> list[Field]:
    """What follows when the customer was reached."""
    return [
        Field("then", _tr("What happens next?"), "segment", required=True, choices=tuple(choices(Then))),
        *when_fields(),
        Field("reason", _tr("Why, in a few words"), required=True),
    ]


class NextStepForm:
    """Shows the fields that a chosen next step needs, in any form that has them; free times are one click away."""

    def __init__(self, dialog: FormDialog, desk: Desk, theme: Theme) -> None:
        self._form = dialog.form
        self._when = VisitWhen(desk, theme, dialog.form)
        dialog.body.addWidget(self._when)

    def show(self, *, asked: bool) -> None:
        """Shows what is asked for now; `asked` tells whether a next step is asked for at all."""
        then = self.then() if asked else None
        self._form.box("then").setVisible(asked)
        for key in ("day", "starts"):
            self._form.box(key).setVisible(then == Then.VISIT)
        self._when.setVisible(then == Then.VISIT)
        self._form.box("reason").setVisible(then == Then.ANSWER)

    def then(self) -> Then | None:
        """What was chosen."""
        chosen = self._form.values()["then"]
        return Then(chosen) if chosen else None

    def read(self) -> dict[str, Any]:
        """The next step as `deeds.decide` takes it; a decline is left to its own sheet."""
        values, then = self._form.values(), self.then()
        visit_at = (values["day"], values["starts"]) if then == Then.VISIT else None
        step = Then.LATER if then is None or then == Then.DECLINE else then
        return {"then": step, "reason": values["reason"], "visit_at": visit_at}

    def doubt(self) -> str:
        """What to ask before the step is done; empty when nothing speaks against it."""
        return self._when.doubt() if self.then() == Then.VISIT else ""


def _label(then: Then | None) -> str:
    """What was done, by what it led to."""
    led_to = {
        Then.VISIT: _tr("Visit booked"),
        Then.QUOTE: _tr("Quote started"),
        Then.ANSWER: _tr("Enquiry answered"),
    }
    return _tr("Call logged") if then is None else led_to.get(then, _tr("Call logged"))


class _EnquiryStepDialog(FormDialog):
    """A sheet about one enquiry that ends with its next step; it may lead on to a quote or to a kind no.

    What is noted in it and not saved is kept as a draft.
    """

    KIND: ClassVar[str]  # its name, and where its draft is kept
    page_asked = Signal(str, object)

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        enquiry_id: UUID,
        *,
        title: str,
        main: str,
        fields: list[Field],
    ) -> None:
        super().__init__(window, title, theme, fields, main, today=desk.today, name=self.KIND)
        self._desk, self._enquiry_id = desk, enquiry_id
        self._case = desk.ask(overviews.case, enquiry_id)
        self._key = f"{self.KIND}/{enquiry_id}"
        self._bar = DraftBar(theme)
        self.body.insertWidget(0, self._bar)
        self._next = NextStepForm(self, desk, theme)
        self.add_left(ElidedLabel(_tr("Draft kept if you leave"), theme, "small", "ink_3"))
        self.form.changed.connect(self._on_form_changed)
        self.submitted.connect(self._on_submitted)
        self._bar.discarded.connect(self._on_discarded)
        self.closed.connect(desk.drafts.flush)

    # The draft

    def _bring_back(self) -> None:
        """Shows what was noted and not saved, once the sheet is made; what makes no sense is forgotten."""
        kept = self._desk.drafts.get(self._key)
        if kept is not None:
            try:
                at = datetime.fromisoformat(kept["at"]).astimezone(self._desk.zone())
                self.form.show_draft(dict(kept["values"]))
            except (LookupError, TypeError, ValueError):
                self._on_discarded()
            else:
                self._bar.tell(say.moment(at, self._desk.today()))
        self._on_form_changed()
        self.form.changed.connect(self._keep)

    def _keep(self) -> None:
        values = self.form.draft()
        if not values:
            self._desk.drafts.drop(self._key)
            return
        who = str(self._case.customer.id)  # by which it is forgotten when the person is erased
        self._desk.drafts.keep(self._key, {"customer": who, "at": self._desk.now.isoformat(), "values": values})

    def _on_discarded(self) -> None:
        self._desk.drafts.drop(self._key)
        self.form.show_draft({})
        self._first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self) -> None:
        """Nothing is left to keep."""
        self._desk.drafts.drop(self._key)
        self.finish()

    # The step

    def _step(self, deed: Callable[..., UUID | None], *args: Any, label: str, **step: Any) -> None:
        """One step; then what it leads to."""
        doubt = self._next.doubt() if "then" in step else ""
        self.set_error(doubt)
        if doubt:
            return
        failed: list[str] = []
        quote_id = self._desk.do(deed, self._enquiry_id, *args, label=label, on_error=failed.append, **step)
        if failed:
            self.set_error(failed[0])
            return
        self._desk.drafts.use(self._key)  # comes back when the step is taken back
        self.finish()
        if quote_id is not None:
            self.page_asked.emit("quote", quote_id)

    def _decline(self) -> None:
        self._done()
        DeclineDialog(self._window, self._desk, self._theme, self._enquiry_id).open()

    def _on_form_changed(self) -> None:
        """Each sheet shows what it needs."""

    def _on_submitted(self) -> None:
        """Each sheet has its own step."""


class LogCallDialog(_EnquiryStepDialog):
    """The sheet after a call back: one click when nobody was reached, otherwise what happens next.

    `also` are the other contacts due to the same person, which the same call may have served.
    """

    KIND: ClassVar[str] = "log_call"

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, enquiry_id: UUID, also: Sequence[TodayRow] = ()
    ) -> None:
        title, fields = self.tr("How did the call go?"), [words_field(), *next_fields()]
        super().__init__(window, desk, theme, enquiry_id, title=title, main=self.tr("Reached"), fields=fields)
        self._reached = False
        case = self._case
        phone = case.phone or self.tr("no number yet")
        self.body.insertWidget(0, Label(case.enquiry.what, theme, "small", "ink_2", wrap=True, name="what"))
        self.body.insertWidget(0, Label(f"{case.customer.name}, {phone}", theme, "strong", wrap=True, name="who"))
        self._add_outcomes()
        self._also = AlsoDone(also, theme)
        ask = self.tr("Not reached: write “I tried to ring you”")
        self._write = CheckField(ask, theme, name="write")
        promise = PromiseNoting(window, desk, theme, case.customer.id)
        for widget in (self._also, self._write, promise):
            self.body.addWidget(widget)
        tab_through(self.form.box("words").editor, self._write, promise.button)
        self._bring_back()
        if self.values()["then"]:
            self._ask_next()

    def _add_outcomes(self) -> None:
        for place, outcome in enumerate((Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE)):
            button = Button(words(outcome), self._theme, name=str(outcome))
            button.clicked.connect(partial(self._log, outcome))
            self.footer.insertWidget(self.footer.count() - 1, button)
            if place:
                tab_through(button, self._main_button())

    def _main_button(self) -> Button:
        assert self._main is not None  # noqa: S101  a form's sheet has one
        return self._main

    def _on_form_changed(self) -> None:
        self._next.show(asked=self._reached)
        self._also.show_for(reached=self._reached)
        self._write.setVisible(not self._reached and not self._case.customer.do_not_contact)

    def _on_submitted(self) -> None:
        if self._reached:
            self._log(Outcome.REACHED)
        else:
            self._ask_next()

    def _ask_next(self) -> None:
        """The customer was reached: then there is a next step."""
        self._reached = True
        self._main_button().setText(self.tr("Log the call"))
        self._on_form_changed()
        self.form.box("then").setFocus(Qt.FocusReason.OtherFocusReason)

    def _log(self, outcome: Outcome, _on: object = None) -> None:
        reached = outcome == Outcome.REACHED
        label = _label(self._next.then() if reached else None)
        step = self._next.read() if reached else {}
        said = self.values()["words"]
        declines = reached and self._next.then() == Then.DECLINE
        writes = not reached and self._write.value()
        self._step(deeds.log_call, outcome, said, label=label, also=self._also.value(), **step)
        if self.isVisible():
            return  # it could not be logged
        if declines:
            self._decline()
        elif writes:
            place = (self._window, self._desk, self._theme, self._case.customer.id)
            MessageDialog(*place, Occasion.LEFT_MESSAGE, subject_id=self._enquiry_id).open()


class NextStepDialog(_EnquiryStepDialog):
    """The decision that only the owner can make: what happens next with an enquiry."""

    KIND: ClassVar[str] = "next_step"

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, enquiry_id: UUID) -> None:
        title = self.tr("What happens next?")
        super().__init__(window, desk, theme, enquiry_id, title=title, main=self.tr("Decide"), fields=next_fields())
        about = f"{self._case.customer.name}: {self._case.enquiry.what}"
        self.body.insertWidget(0, Label(about, theme, "body", "ink_2", wrap=True, name="what"))
        self._bring_back()

    def _on_form_changed(self) -> None:
        self._next.show(asked=True)

    def _on_submitted(self) -> None:
        then = self._next.then()
        if then == Then.DECLINE:
            self._decline()
        elif then == Then.LATER:
            self._done()
        else:
            self._step(deeds.decide, label=_label(then), **self._next.read())
