"""After a call: reached or not, a word, and what follows, in one sheet and one step."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from tradesman.book.enquiry import Outcome
from tradesman.services import deeds, overviews
from tradesman.services.deeds import Then
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.labels import Label
from tradesman.ui.words import choices


def _tr(text: str) -> str:
    return QCoreApplication.translate("log_call", text)


def outcome_fields() -> list[Field]:
    """What came of a call."""
    return [
        Field("outcome", _tr("Did you reach them?"), "segment", required=True, choices=tuple(choices(Outcome))),
        Field("words", _tr("In a word"), "text", placeholder=_tr("What was said")),
    ]


def next_fields() -> list[Field]:
    """What follows when the customer was reached."""
    return [
        Field("then", _tr("What happens next?"), "segment", required=True, choices=tuple(choices(Then))),
        Field("day", _tr("Day of the visit"), "date", required=True, half=True),
        Field("starts", _tr("Time"), "time", required=True, half=True, placeholder="9:30"),
        Field("reason", _tr("Why, in a few words"), required=True),
    ]


class NextStepForm:
    """Shows the fields that a chosen next step needs, in any form that has them."""

    def __init__(self, dialog: FormDialog) -> None:
        self._form = dialog.form

    def show(self, *, asked: bool) -> None:
        """Shows what is asked for now; `asked` tells whether a next step is asked for at all."""
        then = self._form.values()["then"] if asked else None
        self._form.box("then").setVisible(asked)
        for key in ("day", "starts"):
            self._form.box(key).setVisible(then == Then.VISIT)
        self._form.box("reason").setVisible(then in (Then.ANSWER, Then.DECLINE))

    def read(self) -> dict[str, Any]:
        """The next step as `deeds.decide` takes it."""
        values = self._form.values()
        then = Then(values["then"] or Then.LATER)
        visit_at = (values["day"], values["starts"]) if then == Then.VISIT else None
        return {"then": then, "reason": values["reason"], "visit_at": visit_at}


def _label(then: Then | None) -> str:
    """What was done, by what it led to."""
    led_to = {
        Then.VISIT: _tr("Visit booked"),
        Then.QUOTE: _tr("Quote started"),
        Then.ANSWER: _tr("Enquiry answered"),
        Then.DECLINE: _tr("Enquiry declined"),
    }
    return _tr("Call logged") if then is None else led_to.get(then, _tr("Call logged"))


class LogCallDialog(FormDialog):
    """The sheet after a call back; it may lead on to a drafted quote."""

    page_asked = Signal(str, object)

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, enquiry_id: UUID) -> None:
        title = self.tr("How did the call go?")
        fields = [*outcome_fields(), *next_fields()]
        super().__init__(window, title, theme, fields, self.tr("Log the call"), today=desk.today, name="log_call")
        self._desk, self._enquiry_id = desk, enquiry_id
        case = desk.ask(overviews.case, enquiry_id)
        phone = case.phone or self.tr("no number yet")
        self.body.insertWidget(0, Label(case.enquiry.what, theme, "small", "ink_2", wrap=True, name="what"))
        self.body.insertWidget(0, Label(f"{case.customer.name}, {phone}", theme, "strong", name="who"))
        self._next = NextStepForm(self)
        self.form.changed.connect(self._on_form_changed)
        self.submitted.connect(self._on_submitted)
        self._on_form_changed()

    def _on_form_changed(self) -> None:
        self._next.show(asked=self.values()["outcome"] == Outcome.REACHED)

    def _on_submitted(self) -> None:
        values = self.values()
        outcome = Outcome(values["outcome"])
        failed: list[str] = []
        quote_id = self._desk.do(
            deeds.log_call,
            self._enquiry_id,
            outcome,
            values["words"],
            label=_label(Then(values["then"]) if outcome == Outcome.REACHED else None),
            on_error=failed.append,
            **(self._next.read() if outcome == Outcome.REACHED else {}),
        )
        if failed:
            self.set_error(failed[0])
            return
        self.finish()
        if quote_id is not None:
            self.page_asked.emit("quote", quote_id)


class NextStepDialog(FormDialog):
    """The decision that only the owner can make: what happens next with an enquiry."""

    page_asked = Signal(str, object)

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, enquiry_id: UUID) -> None:
        fields = [
            Field(field.key, field.label, field.kind, field.required, choices=field.choices, half=field.half)
            for field in next_fields()
        ]
        title = self.tr("What happens next?")
        super().__init__(window, title, theme, fields, self.tr("Decide"), today=desk.today, name="next_step")
        self._desk, self._enquiry_id = desk, enquiry_id
        case = desk.ask(overviews.case, enquiry_id)
        words = f"{case.customer.name}: {case.enquiry.what}"
        self.body.insertWidget(0, Label(words, theme, "body", "ink_2", wrap=True, name="what"))
        self._next = NextStepForm(self)
        self.form.changed.connect(self._on_form_changed)
        self.submitted.connect(self._on_submitted)
        self._on_form_changed()

    def _on_form_changed(self) -> None:
        self._next.show(asked=True)

    def _on_submitted(self) -> None:
        if self.values()["then"] == Then.LATER:
            self.finish()
            return
        failed: list[str] = []
        label = _label(Then(self.values()["then"]))
        quote_id = self._desk.do(
            deeds.decide, self._enquiry_id, label=label, on_error=failed.append, **self._next.read()
        )
        if failed:
            self.set_error(failed[0])
            return
        self.finish()
        if quote_id is not None:
            self.page_asked.emit("quote", quote_id)
