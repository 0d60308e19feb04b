"""An enquiry that is in the book: what was noted when it came in can be put right, and spam put aside."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from tradesman.book.enquiry import EnquiryKind, Fit, Urgency
from tradesman.services import businesses, directory, enquiries, overviews
from tradesman.ui.desk import Desk
from tradesman.ui.parts.person_field import Person
from tradesman.ui.parts.roles_box import RolesBox
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field, FormDialog
from tradesman.ui.words import choices


def _tr(text: str) -> str:
    return QCoreApplication.translate("enquiry", text)


def fields() -> list[Field]:
    """What can be put right; the clock and the call back move with the time and with how bad it is."""
    return [
        Field("what", _tr("What is wrong, in their words"), "text", required=True),
        Field("kind", _tr("What kind of enquiry is it?"), "choice", choices=tuple(choices(EnquiryKind)), half=True),
        Field("fit", _tr("Right for you?"), "segment", choices=tuple(choices(Fit)), half=True),
        Field("urgency", _tr("How bad is it?"), "segment", choices=tuple(choices(Urgency))),
        Field("day", _tr("Came in on"), "date", required=True, half=True, past=True),
        Field("at", _tr("At"), "time", required=True, half=True),
    ]


class EnquiryDialog(FormDialog):
    """One enquiry, to correct."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, enquiry_id: UUID) -> None:
        super().__init__(window, _tr("Enquiry"), theme, fields(), _tr("Save"), today=desk.today, name="enquiry")
        self._desk, self._enquiry = desk, desk.ask(overviews.case, enquiry_id).enquiry
        came = self._enquiry.came_in_at.astimezone(desk.zone())
        noted = {key: getattr(self._enquiry, key) for key in ("what", "kind", "fit", "urgency")}
        self.set_values({**noted, "day": came.date(), "at": came.time()})
        self.roles = RolesBox(desk, theme, self.form.box("at").editor)
        more = Button(_tr("Somebody else is involved"), theme, "quiet", "plus", compact=True, name="add_role")
        more.clicked.connect(self.roles.add)
        self.body.addWidget(self.roles)
        self.roles.set_value((role.kind, self._person(role.customer_id)) for role in self._enquiry.roles)
        self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.spam = Button(_tr("It was spam"), theme, "quiet", "ban", name="spam")
        self.spam.clicked.connect(self._on_spam)
        self.add_left(self.spam)
        self.spam.setVisible(self._enquiry.is_open)
        self.submitted.connect(self._on_submitted)

    def _person(self, customer_id: UUID) -> Person:
        return Person(self._desk.ask(directory.row, customer_id).name, customer_id)

    def _on_submitted(self) -> None:
        values = self.values()
        came_in_at = self._desk.ask(businesses.calendar).at_local(values["day"], values["at"])
        if came_in_at == self._enquiry.came_in_at.replace(second=0, microsecond=0):
            came_in_at = self._enquiry.came_in_at  # the minute that is shown was not changed
        done = self._desk.do(
            enquiries.put_right,
            self._enquiry.id,
            values["what"],
            came_in_at,
            roles=[(kind, person.customer_id or person.name) for kind, person in self.roles.value()],
            kind=EnquiryKind(values["kind"]),
            urgency=Urgency(values["urgency"]),
            fit=Fit(values["fit"]) if values["fit"] else None,
            label=_tr("Enquiry changed"),
            on_error=self.set_error,
        )
        if done is not None:
            self.finish()

    def _on_spam(self) -> None:
        label = _tr("Put aside as spam")
        if self._desk.do(enquiries.mark_spam, self._enquiry.id, label=label, on_error=self.set_error):
            self.finish()
