"""What recommending brings: to me, to my customers and to the partners."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy
from sqlmodel import col, func

from tradesman.book.partner import Direction, Referral, ReferralState
from tradesman.book.store import Session
from tradesman.services import businesses

_FINISHED = (ReferralState.DONE, ReferralState.BONUS_DUE, ReferralState.BONUS_RECEIVED)


@dataclass(frozen=True)
class Figures:
    """In minor units: to me this year, to my customers and to the partners ever, and what I owe for customers I got."""

    due_minor: int
    due: int
    oldest_days: int
    received_minor: int
    received: int
    saved_minor: int
    savers: int
    work_minor: int
    sent: int
    done: int
    owed_minor: int
    owed: int


def figures(session: Session) -> Figures:
    """The four figures above the ledger, and what I owe."""
    sent, today = col(Referral.direction) == Direction.SENT, businesses.today(session)
    mine, is_due = col(Referral.direction) == Direction.RECEIVED, col(Referral.state) == ReferralState.BONUS_DUE
    year = col(Referral.received_on).between(date(today.year, 1, 1), date(today.year, 12, 31))
    due_minor, due = _sum(session, Referral.bonus_minor, sent, is_due)
    received_minor, received = _sum(session, Referral.received_minor, sent, year)
    saved_minor, savers = _sum(session, Referral.saved_minor, sent, col(Referral.saved_minor) > 0)
    work_minor, all_sent = _sum(session, Referral.work_minor, sent)
    owed_minor, owed = _sum(session, Referral.bonus_minor, mine, is_due)
    oldest = session.execute(sqlalchemy.select(func.min(Referral.bonus_due_on)).where(sent, is_due)).scalar_one()
    return Figures(
        due_minor=due_minor,
        due=due,
        oldest_days=(today - oldest).days if oldest is not None else 0,
        received_minor=received_minor,
        received=received,
        saved_minor=saved_minor,
        savers=savers,
        work_minor=work_minor,
        sent=all_sent,
        done=_sum(session, Referral.work_minor, sent, col(Referral.state).in_(_FINISHED))[1],
        owed_minor=owed_minor,
        owed=owed,
    )


def _sum(session: Session, column: object, *conditions: object) -> tuple[int, int]:
    """What a column comes to, and of how many rows."""
    query = sqlalchemy.select(func.sum(column), func.count()).select_from(Referral)
    minor, rows = session.execute(query.where(*conditions)).one()  # type: ignore[arg-type]
    return int(minor or 0), int(rows)
