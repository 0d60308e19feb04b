"""Asking a customer something of one's own accord: what is held back all the same, and which follow-up it does."""

from datetime import date
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.store import Session
from tradesman.services import holding, playbooks
from tradesman.services.messages import Occasion

# What is asked for by words that belong to no follow-up.
_AS: dict[str, Purpose] = {Occasion.ASK_WORDS: Purpose.THREE_MONTHS}


def due(session: Session, customer_id: UUID, occasion: str, today: date, key: str = "") -> UUID | None:
    """The follow-up that is open by today and asks for these words, the earliest; with a key, of that rule alone.

    A call back is none: only reaching the customer closes it.
    """
    query = select(FollowUp).where(FollowUp.customer_id == customer_id, FollowUp.state == FollowUpState.OPEN)
    query = query.where(col(FollowUp.due_on) <= today, FollowUp.purpose != Purpose.CALL_BACK)
    open_now = sorted(session.exec(query).all(), key=lambda found: (found.due_on, found.id))
    asked = [found for found in open_now if not key or found.rule_key == key]
    return next((found.id for found in asked if playbooks.speaks(session, found.id) == occasion), None)


def why_not(session: Session, customer_id: UUID, occasion: str, purpose: Purpose | None = None) -> str:
    """Why these words are not for a customer now, by their occasion or by the purpose of the rule; empty if they are.

    What asks for nothing is only kept from who is to be left alone; of that the sheet speaks by itself.
    """
    asked = purpose or _AS.get(occasion) or (Purpose(occasion) if occasion in set(Purpose) else None)
    return holding.why(session, customer_id, asked) if asked is not None else ""
