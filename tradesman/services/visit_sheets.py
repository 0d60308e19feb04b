"""Visit sheets: all that is shown at the door, read at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from tradesman.book.followup import Purpose
from tradesman.book.photo import Photo
from tradesman.book.store import Session
from tradesman.book.visit import Visit
from tradesman.services import businesses, followups, overviews, photos, worth_asking


@dataclass(frozen=True)
class Asking:
    """A question with what was answered; `need_id` names one that was asked before, `matters` what to call the need."""

    question: str
    answer: str = ""
    label: str = ""
    matters: str = ""
    listen: str = ""
    need_id: UUID | None = None


@dataclass(frozen=True)
class VisitSheet:
    """A visit with its enquiry, what is asked there and what was photographed."""

    visit: Visit
    case: overviews.Case
    asking: tuple[Asking, ...]
    photos: tuple[Photo, ...]
    confirm_id: UUID | None
    agreed_at: datetime
    late: timedelta | None

    @property
    def is_ahead(self) -> bool:
        """Whether the visit is still to happen."""
        return self.visit.is_ahead


def of_visit(session: Session, visit_id: UUID) -> VisitSheet:
    """A visit as its sheet shows it; `late` is how long after the agreed moment one came, or it is now."""
    visit, case = overviews.visit(session, visit_id)
    agreed = datetime.combine(visit.day_on, visit.starts, ZoneInfo(visit.zone))
    came = visit.arrived_at or (session.now if visit.is_ahead else None)
    confirming = followups.of_subject(session, visit.id, Purpose.CONFIRM_VISIT)
    return VisitSheet(
        visit=visit,
        case=case,
        asking=_asking(session, case),
        photos=tuple(reversed(photos.of_enquiry(session, case.enquiry.id))),
        confirm_id=confirming[0].id if confirming else None,
        agreed_at=agreed,
        late=came - agreed if came is not None and came - agreed >= timedelta(minutes=1) else None,
    )


def _asking(session: Session, case: overviews.Case) -> tuple[Asking, ...]:
    """What was asked before, then what is worth asking in this trade and was not."""
    lists = worth_asking.lists(session)
    asked = [
        Asking(need.question, need.answer, need.label, lists.label_of(need.question), need_id=need.id)
        for need in case.enquiry.needs
    ]
    known = {one.question for one in asked}
    worth = lists.at_a_visit(case.enquiry.what, businesses.current(session).trade)
    rest = [Asking(one.ask, matters=one.label, listen=one.listen) for one in worth if one.ask not in known]
    return (*asked, *rest)
