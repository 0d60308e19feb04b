"""The left of a new enquiry: what kind, who, how to reach them, what is wrong, and how they found me."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.book.contact import doubt_email, doubt_phone
from tradesman.book.customer import Source
from tradesman.book.enquiry import CameBy, EnquiryKind, Urgency
from tradesman.services import businesses, callers
from tradesman.ui.desk import Desk
from tradesman.ui.parts.person_field import PersonField
from tradesman.ui.parts.roles_box import RolesBox
from tradesman.ui.parts.who_box import WhoBox
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.field_box import AnyField, FieldBox
from tradesman.ui.widgets.fields import LineField, TextField
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.form import Field, Form
from tradesman.ui.widgets.keys import once_let_go
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.words import choices, words

_REACH = ("address", "email")


def _tr(text: str) -> str:
    return QCoreApplication.translate("new_enquiry", text)


def reach_fields(country: str) -> list[Field]:
    """How to reach them, how and when it came in; a number or an address that cannot be is marked and kept."""

    def phone_fault(typed: str) -> str:
        doubt = doubt_phone(typed, country)
        return words(doubt) if doubt else ""

    def email_fault(typed: str) -> str:
        doubt = doubt_email(typed)
        return words(doubt) if doubt else ""

    return [
        Field("phone", _tr("Phone"), half=True, check=phone_fault),
        Field(
            "came_by",
            _tr("How did it come in?"),
            "choice",
            choices=tuple(choices(CameBy)),
            default=CameBy.PHONE,
            half=True,
        ),
        Field("came_day", _tr("Came in on"), "date", half=True, past=True),
        Field("came_time", _tr("At"), "time", half=True),
        Field("address", _tr("Address"), half=True),
        Field("email", _tr("E-mail"), half=True, check=email_fault),
    ]


def rest_fields() -> list[Field]:
    """How bad it is, and the way here."""
    return [
        Field("urgency", _tr("How bad is it?"), "segment", choices=tuple(choices(Urgency)), default=Urgency.CAN_WAIT),
        Field("source", _tr("How did they find you?"), "segment", choices=tuple(choices(Source))),
    ]


class EnquiryFields(QWidget):
    """What is seldom needed hides until it is asked for or known; what was typed into one field finds its own."""

    changed = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        country = desk.ask(businesses.current).country
        self.kind = Segmented(tuple(choices(EnquiryKind)), theme, compact=True, name="kind")
        self.kind.setAccessibleName(_tr("What kind of enquiry is it?"))
        self.who = WhoBox(desk, theme)
        self.reach = Form(reach_fields(country), theme, today=desk.today)
        self.what = TextField(theme, lines=2, name="what")
        self.what_box = FieldBox(_tr("What is wrong, in their words?"), self.what, theme)
        self.rest = Form(rest_fields(), theme, today=desk.today)
        self.sent_by = PersonField(
            _tr("Who sent them?"),
            desk,
            theme,
            placeholder=_tr("Who sent them? A customer, a partner, a name"),
            with_partners=True,
            name="sent_by",
        )
        self.heard = LineField(theme, placeholder=_tr("Where did they hear of you? The advert, the van"), name="heard")
        self.heard.setAccessibleName(_tr("Where did they hear of you?"))
        self.roles = RolesBox(desk, theme, self.heard)
        self.more_reach = Button(_tr("Address, e-mail"), theme, "quiet", "plus", compact=True, name="add_reach")
        self.more_roles = Button(
            _tr("Somebody else is involved"), theme, "quiet", "plus", compact=True, name="add_role"
        )
        self._lay_out()
        self._listen()
        self.clear()

    def _lay_out(self) -> None:
        theme = self._theme
        more = Flow(theme.space("s1"))
        more.addWidget(self.more_reach)
        more.addWidget(self.more_roles)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s3"))
        for widget in (self.kind, self.who, self.reach, self.what_box, self.rest, self.sent_by, self.heard, self.roles):
            column.addWidget(widget)
        column.addWidget(more)
        column.addStretch(1)

    def _listen(self) -> None:
        for key in ("phone", "email"):
            editor = self._line(key)
            self.who.watch(editor)
            editor.textEdited.connect(self._on_reach_edited)
        for signal in (
            self.kind.changed,
            self.who.changed,
            self.reach.changed,
            self.what.changed,
            self.rest.changed,
            self.sent_by.changed,
            self.heard.changed,
            self.roles.changed,
        ):
            signal.connect(self.changed)
        self.rest.changed.connect(self._show_way_here)
        self.who.taken.connect(self._on_taken)
        self.who.field.editingFinished.connect(self._on_who_left)
        self.more_reach.clicked.connect(self._on_more_reach)
        self.more_roles.clicked.connect(self.roles.add)

    def _line(self, key: str) -> LineField:
        editor = self.reach.box(key).editor
        assert isinstance(editor, LineField)  # noqa: S101  declared so above
        return editor

    # What stands in it

    def values(self) -> dict[str, Any]:
        """What stands in the fields, by key, but for the people."""
        typed = {"kind": self.kind.value(), "what": self.what.value(), "heard": self.heard.value()}
        return typed | self.reach.values() | self.rest.values()

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Shows values by key; other fields stay as they are."""
        here: dict[str, AnyField] = {"kind": self.kind, "what": self.what, "heard": self.heard}
        for form in (self.reach, self.rest):
            form.set_values({key: value for key, value in values.items() if key in form.values()})
        for key, editor in here.items():
            if key in values:
                editor.set_value(values[key])
        if any(values.get(key) for key in _REACH):
            self.show_reach()

    def clear(self) -> None:
        """Empties every field and hides what is seldom needed."""
        self.who.show_name("")
        self.roles.set_value([])
        empty = dict.fromkeys(("phone", "address", "email", "what", "heard", "source"))
        usual = {"kind": EnquiryKind.NEW_WORK, "came_by": CameBy.PHONE, "urgency": Urgency.CAN_WAIT}
        self.set_values(empty | usual)
        for key in ("came_day", "came_time", *_REACH):
            self.reach.box(key).hide()
        self.more_reach.show()
        self._show_way_here()

    def is_empty(self) -> bool:
        """Whether nothing was said yet of who it is and what is wrong."""
        values = self.values()
        typed = [values[key] for key in ("phone", "what", *_REACH)]
        return not (self.who.name() or any(typed) or self.roles.value())

    def check(self) -> bool:
        """Whether there is anything to save, and a time that can be read; nothing else is ever asked for."""
        nothing = self.is_empty()
        self.what_box.set_error(_tr("Write a name, a number or what is wrong.") if nothing else "")
        if nothing:
            self.who.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        for key in ("came_day", "came_time"):
            box = self.reach.box(key)
            box.set_error(box.fault())
            if box.error:
                box.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True

    def came_in(self, otherwise: datetime) -> tuple[date, time]:
        """Day and time at which it came in, by the wall clock."""
        values = self.reach.values()
        return values["came_day"] or otherwise.date(), values["came_time"] or otherwise.time()

    def show_came_in(self) -> None:
        """Shows day and time, to be corrected."""
        for key in ("came_day", "came_time"):
            self.reach.box(key).show()
        self._line("came_time").setFocus(Qt.FocusReason.OtherFocusReason)
        self._line("came_time").selectAll()

    def show_reach(self) -> None:
        """Shows address and e-mail."""
        for key in _REACH:
            self.reach.box(key).show()
        self.more_reach.hide()

    def sort_out(self) -> None:
        """Puts a number, an e-mail address or a street that was typed as the name where it belongs."""
        said = callers.read(self.who.name())
        if self.who.known is not None or said.name == self.who.name():
            return
        values = self.reach.values()
        found = {"phone": said.phone, "email": said.email, "address": said.address}
        new = {key: value for key, value in found.items() if value and not values[key]}
        if len(new) == sum(map(bool, found.values())):  # nothing that was typed is lost
            self.set_values(new)
            self.who.show_name(said.name)
            self.who.offer(said.name or said.phone or said.email)

    # What happens in it

    def _on_reach_edited(self, typed: str) -> None:
        self.who.offer(typed if "@" in typed or sum(letter.isdecimal() for letter in typed) > 3 else "")

    def _on_who_left(self) -> None:
        if not once_let_go(self, self._on_who_left):
            self.sort_out()

    def _on_taken(self) -> None:
        """What is known of a customer goes where nothing was typed yet."""
        self.fill_in()
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill_in(self) -> None:
        """Shows the number of the known customer, and that they know me."""
        row, values = self.who.known, self.values()
        if row is not None:
            known = {"phone": values["phone"] or row.phone, "source": values["source"] or Source.KNOWS_ME}
            self.set_values(known)

    def _show_way_here(self) -> None:
        source = self.rest.values()["source"]
        self.sent_by.setVisible(source == Source.REFERRED)
        self.heard.setVisible(source == Source.OTHER)

    def _on_more_reach(self) -> None:
        self.show_reach()
        self._line("address").setFocus(Qt.FocusReason.OtherFocusReason)
