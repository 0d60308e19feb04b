"""Guarantees of the library: a promise, its term and its teeth, copied into the options that give it."""

from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.guarantee import Guarantee, GuaranteeKind
from tradesman.book.quote import Option
from tradesman.book.store import Session
from tradesman.services import quotes

_NONE: dict[str, Any] = {
    "guarantee": "",
    "guarantee_kind": None,
    "guarantee_months": None,
    "guarantee_promise": "",
    "guarantee_teeth": "",
}


def rows(session: Session) -> list[Guarantee]:
    """All guarantees of the library by their name."""
    return list(session.exec(select(Guarantee).order_by(col(Guarantee.title), col(Guarantee.id))).all())


def add(
    session: Session,
    title: str,
    promise: str,
    teeth: str,
    *,
    kind: GuaranteeKind = GuaranteeKind.RESULT,
    months: int | None = None,
) -> Guarantee:
    """Adds a guarantee; BookError for one without a name, a promise or teeth."""
    guarantee = Guarantee(kind=kind, title=title.strip(), promise=promise.strip(), teeth=teeth.strip(), months=months)
    guarantee.check()
    session.add(guarantee)
    return guarantee


def change(session: Session, guarantee_id: UUID, **fields: Any) -> Guarantee:
    """Changes a guarantee of the library; options that gave it keep their copy."""
    guarantee = session.load(Guarantee, guarantee_id)
    for key, value in fields.items():
        if key not in ("kind", "title", "promise", "teeth", "months"):
            message = f"a guarantee has no {key}"
            raise TypeError(message)
        setattr(guarantee, key, value.strip() if key in ("title", "promise", "teeth") else value)
    guarantee.check()
    return guarantee


def remove(session: Session, guarantee_id: UUID) -> None:
    """Takes a guarantee out of the library; options that gave it keep their copy."""
    session.delete(session.load(Guarantee, guarantee_id))


def take(session: Session, quote_id: UUID, option_id: UUID, guarantee_id: UUID) -> Option:
    """Copies a guarantee of the library into an option, in place of the one it gave."""
    found = session.load(Guarantee, guarantee_id)
    return quotes.change_option(
        session,
        quote_id,
        option_id,
        guarantee=found.title,
        guarantee_kind=found.kind,
        guarantee_months=found.months,
        guarantee_promise=found.promise,
        guarantee_teeth=found.teeth,
    )


def drop(session: Session, quote_id: UUID, option_id: UUID) -> Option:
    """Leaves an option without a guarantee."""
    return quotes.change_option(session, quote_id, option_id, **_NONE)
