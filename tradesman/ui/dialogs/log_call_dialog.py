"""After a call: reached or not, a word, and what follows, in one sheet and one step."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from tradesman.book.enquiry import Outcome
from tradesman.services import deeds, overviews
from tradesman.services.deeds import Then
from tradesman.services.messages import Occasion
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.decline_dialog import DeclineDialog
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.parts.call_fields import words_field
from tradesman.ui.parts.visit_when import VisitWhen, when_fields
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.keys import tab_through
from tradesman.ui.widgets.labels import Label
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
    """A sheet about one enquiry that ends with its next step; it may lead on to a quote or to a kind no."""

    page_asked = Signal(str, object)

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, title: str, main: str, fields: list[Field], *, name: str
    ) -> None:
        super().__init__(window, title, theme, fields, main, today=desk.today, name=name)
        self._desk = desk
        self._next = NextStepForm(self, desk, theme)
        self.form.changed.connect(self._on_form_changed)
        self.submitted.connect(self._on_submitted)

    def _step(self, enquiry_id: UUID, deed: Callable[..., UUID | None], *args: Any, label: str, **step: Any) -> None:
        """One step; then what it leads to."""
        doubt = self._next.doubt() if step else ""
        self.set_error(doubt)
        if doubt:
            return
        failed: list[str] = []
        quote_id = self._desk.do(deed, enquiry_id, *args, label=label, on_error=failed.append, **step)
        if failed:
            self.set_error(failed[0])
            return
        self.finish()
        if quote_id is not None:
            self.page_asked.emit("quote", quote_id)

    def _decline(self, enquiry_id: UUID) -> None:
        self.finish()
        DeclineDialog(self._window, self._desk, self._theme, enquiry_id).open()

    def _on_form_changed(self) -> None:
        """Each sheet shows what it needs."""

    def _on_submitted(self) -> None:
        """Each sheet has its own step."""


class LogCallDialog(_EnquiryStepDialog):
    """The sheet after a call back: one click when nobody was reached, otherwise what happens next."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, enquiry_id: UUID) -> None:
        title, reached = self.tr("How did the call go?"), self.tr("Reached")
        fields = [words_field(), *next_fields()]
        super().__init__(window, desk, theme, title, reached, fields, name="log_call")
        self._enquiry_id, self._reached = enquiry_id, False
        case = desk.ask(overviews.case, enquiry_id)
        self._customer = case.customer
        phone = case.phone or self.tr("no number yet")
        self.body.insertWidget(0, Label(case.enquiry.what, theme, "small", "ink_2", wrap=True, name="what"))
        self.body.insertWidget(0, Label(f"{case.customer.name}, {phone}", theme, "strong", wrap=True, name="who"))
        for place, outcome in enumerate((Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE)):
            button = Button(words(outcome), theme, name=str(outcome))
            button.clicked.connect(partial(self._log, outcome))
            self.footer.insertWidget(self.footer.count() - 1, button)
            if place:
                tab_through(button, self._main_button())
        ask = self.tr("Not reached: write “I tried to ring you”")
        self._write = CheckField(ask, theme, name="write")
        self.body.addWidget(self._write)
        tab_through(self.form.box("words").editor, self._write)
        self._on_form_changed()

    def _main_button(self) -> Button:
        assert self._main is not None  # noqa: S101  a form's sheet has one
        return self._main

    def _on_form_changed(self) -> None:
        self._next.show(asked=self._reached)
        self._write.setVisible(not self._reached and not self._customer.do_not_contact)

    def _on_submitted(self) -> None:
        if self._reached:
            self._log(Outcome.REACHED)
            return
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
        self._step(self._enquiry_id, deeds.log_call, outcome, said, label=label, **step)
        if self.isVisible():
            return  # it could not be logged
        if declines:
            self._decline(self._enquiry_id)
        elif writes:
            place = (self._window, self._desk, self._theme, self._customer.id)
            MessageDialog(*place, Occasion.LEFT_MESSAGE, subject_id=self._enquiry_id).open()


class NextStepDialog(_EnquiryStepDialog):
    """The decision that only the owner can make: what happens next with an enquiry."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, enquiry_id: UUID) -> None:
        title = self.tr("What happens next?")
        super().__init__(window, desk, theme, title, self.tr("Decide"), next_fields(), name="next_step")
        self._enquiry_id = enquiry_id
        case = desk.ask(overviews.case, enquiry_id)
        about = f"{case.customer.name}: {case.enquiry.what}"
        self.body.insertWidget(0, Label(about, theme, "body", "ink_2", wrap=True, name="what"))
        self._on_form_changed()

    def _on_form_changed(self) -> None:
        self._next.show(asked=True)

    def _on_submitted(self) -> None:
        then = self._next.then()
        if then == Then.DECLINE:
            self._decline(self._enquiry_id)
        elif then == Then.LATER:
            self.finish()
        else:
            self._step(self._enquiry_id, deeds.decide, label=_label(then), **self._next.read())
