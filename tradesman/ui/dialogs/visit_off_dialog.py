"""A visit that does not take place: nobody was there, or it is called off; what follows is chosen in the same sheet."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services import deeds, overviews
from tradesman.services.messages import Occasion
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.parts.visit_when import VisitWhen, when_fields
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.widgets.labels import Label

WRITE, AGAIN, LATER = "write", "again", "later"


def _tr(text: str) -> str:
    return QCoreApplication.translate("visit_off", text)


def what_next(write: str, default: str) -> Field:
    """What follows, so that no enquiry is left without a next step."""
    choices = ((WRITE, write), (AGAIN, _tr("Book another time")), (LATER, _tr("Decide later")))
    return Field("then", _tr("What happens next?"), "segment", required=True, choices=choices, default=default)


class _VisitOffDialog(FormDialog):
    """One step, and where it was chosen a message that waits to be sent."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, visit_id: UUID, texts: tuple[str, str]) -> None:
        fields = self._fields()
        super().__init__(window, texts[0], theme, fields, texts[1], today=desk.today, name="visit_off")
        self._desk, self._visit_id = desk, visit_id
        _visit, case = desk.ask(overviews.visit, visit_id)
        self._customer_id = case.customer.id
        who = ", ".join(part for part in (case.customer.name, case.place, case.phone) if part)
        self.body.insertWidget(0, Label(who, theme, "strong", wrap=True, name="who"))
        self._when = VisitWhen(desk, theme, self.form, visit_id=visit_id)
        self._later = Label("", theme, "small", "ink_2", wrap=True, name="later")
        self.body.addWidget(self._when)
        self.body.addWidget(self._later)
        self.form.changed.connect(self._on_form_changed)
        self.submitted.connect(self._on_submitted)
        self._on_form_changed()

    def _fields(self) -> list[Field]:
        return []

    def _off(self) -> dict[str, Any]:
        """What became of the visit, as the deed takes it."""
        return {}

    def _occasion(self) -> Occasion:
        return Occasion.VISIT_OFF

    def _on_form_changed(self) -> None:
        then = self.values()["then"]
        for key in ("day", "starts"):
            self.form.box(key).setVisible(then == AGAIN)
        self._when.setVisible(then == AGAIN)
        self._later.setVisible(then != AGAIN)
        ready = _tr("The words are ready to send, or to copy onto a card.") if then == WRITE else ""
        self._later.setText(f"{ready} {_tr('Today asks for the next step until there is one.')}".strip())

    def _on_submitted(self, values: dict[str, Any]) -> None:
        again = values["then"] == AGAIN
        doubt = self._when.doubt() if again else ""
        self.set_error(doubt)
        if doubt:
            return
        at = (values["day"], values["starts"]) if again else None
        label = _tr("Another visit booked") if again else self._label()
        deed, off = deeds.visit_fell_through, self._off()
        done = self._desk.do(deed, self._visit_id, again_at=at, label=label, on_error=self.set_error, **off)
        if done is None:
            return
        self.finish()
        if values["then"] == WRITE:
            place = (self._window, self._desk, self._theme)
            MessageDialog(*place, self._customer_id, self._occasion(), subject_id=self._visit_id).open()

    def _label(self) -> str:
        return _tr("Visit called off")


class NobodyThereDialog(_VisitOffDialog):
    """Nobody opened: leave word, or agree another time at once."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, visit_id: UUID) -> None:
        super().__init__(window, desk, theme, visit_id, (_tr("Nobody there"), _tr("Note it")))

    def _fields(self) -> list[Field]:
        return [what_next(_tr("Leave word"), WRITE), *when_fields()]

    def _off(self) -> dict[str, Any]:
        return {"nobody": True}

    def _occasion(self) -> Occasion:
        return Occasion.AT_YOUR_DOOR

    def _label(self) -> str:
        return _tr("Nobody was there")


class CallOffVisitDialog(_VisitOffDialog):
    """Takes a visit off the calendar, with a reason."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, visit_id: UUID) -> None:
        super().__init__(window, desk, theme, visit_id, (_tr("Call off the visit"), _tr("Call it off")))

    def _fields(self) -> list[Field]:
        reason = Field("reason", _tr("Why, in a few words"), required=True, placeholder=_tr("They are ill"))
        return [reason, what_next(_tr("Write to them"), LATER), *when_fields()]

    def _off(self) -> dict[str, Any]:
        return {"reason": self.values()["reason"]}
