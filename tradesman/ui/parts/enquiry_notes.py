"""What was noted of a new enquiry: as the book takes it, and as it is kept while it is a draft."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from tradesman.book.customer import Source
from tradesman.book.enquiry import CameBy, EnquiryKind, Fit, RoleKind, Urgency
from tradesman.book.errors import BookError
from tradesman.services import deeds, directory
from tradesman.services.directory import CustomerRow
from tradesman.ui.desk import Desk
from tradesman.ui.parts.enquiry_fields import EnquiryFields
from tradesman.ui.parts.enquiry_side import EnquirySide
from tradesman.ui.parts.person_field import Person
from tradesman.ui.words import words


def _tr(text: str) -> str:
    return QCoreApplication.translate("new_enquiry", text)


def intake(fields: EnquiryFields, side: EnquirySide, came_in_at: datetime, *, live: bool) -> deeds.Intake:
    """What the book takes; somebody who gave no name, and a call of which nothing is known yet, are called that."""
    values, who = fields.values(), fields.who
    source = Source(values["source"]) if values["source"] else None
    sent_by = fields.sent_by.value() if source == Source.REFERRED else Person("")
    unknown = sent_by.name if not sent_by.customer_id and not sent_by.partner_id else ""
    return deeds.Intake(
        name=who.name() or _tr("Caller, no name"),
        greeting="" if who.name() else _tr("there"),
        what=values["what"] or words(CameBy(values["came_by"])),
        came_by=CameBy(values["came_by"]),
        phone=values["phone"],
        email=values["email"],
        address=values["address"],
        kind=EnquiryKind(values["kind"]),
        urgency=Urgency(values["urgency"]),
        fit=Fit(side.fit.value()) if side.fit.value() else None,
        source=source,
        source_words=values["heard"] if source == Source.OTHER else unknown,
        recommended_by_id=sent_by.customer_id,
        partner_id=sent_by.partner_id,
        roles=tuple((kind, person.customer_id or person.name) for kind, person in fields.roles.value()),
        came_in_at=came_in_at,
        answered_live=live,
        customer_id=who.known.id if who.known is not None else None,
        answers=tuple(deeds.Reply(*pair) for pair in side.questions.value().items()),
    )


def draft(fields: EnquiryFields, side: EnquirySide, opened_at: datetime, *, live: bool) -> dict[str, Any]:
    """What is kept of it, in what a JSON file can hold; people by their id."""
    known = fields.who.known
    return {
        "at": opened_at.isoformat(),
        "who": fields.who.name(),
        "known": str(known.id) if known is not None else "",
        "values": {key: _plain(value) for key, value in fields.values().items()},
        "sent_by": _written(fields.sent_by.value()),
        "roles": [[str(kind), *_written(person)] for kind, person in fields.roles.value()],
        "answers": side.questions.value(),
        "fit": _plain(side.fit.value()),
        "live": live,
    }


def show(kept: dict[str, Any], fields: EnquiryFields, side: EnquirySide, desk: Desk) -> datetime:
    """Shows what was kept, and gives when it was begun. Some error of Python's when it makes no sense."""
    at, values = datetime.fromisoformat(kept["at"]), dict(kept["values"])
    for key, kind in (("came_day", date), ("came_time", time)):
        values[key] = kind.fromisoformat(values[key]) if values.get(key) else None
    fields.who.show_name(str(kept["who"]), _known(desk, kept["known"]))
    fields.set_values(values)
    if values["came_day"] or values["came_time"]:
        fields.show_came_in()
    fields.sent_by.set_value(_read(*kept["sent_by"]))
    fields.roles.set_value([(RoleKind(kind), _read(*person)) for kind, *person in kept["roles"]])
    side.questions.set_value({str(question): str(answer) for question, answer in kept["answers"].items()})
    side.fit.set_value(kept["fit"])
    return at


def _known(desk: Desk, customer_id: str) -> CustomerRow | None:
    try:
        return desk.ask(directory.row, UUID(customer_id)) if customer_id else None
    except BookError:  # erased, merged or taken back meanwhile
        return None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else None if value is None else str(value)


def _written(person: Person) -> list[str]:
    return [person.name, str(person.customer_id or ""), str(person.partner_id or "")]


def _read(name: str, customer_id: str, partner_id: str) -> Person:
    return Person(name, UUID(customer_id) if customer_id else None, UUID(partner_id) if partner_id else None)
