"""Weekly updates: what a customer is told of a job that goes on, from its days, checklist, promises and photos."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.job import Job
from tradesman.book.message import Message
from tradesman.book.photo import Photo
from tradesman.book.promise import Promise, PromiseKind, PromiseState
from tradesman.book.store import Session
from tradesman.services import businesses, followups, materials, photos, promises

AHEAD = timedelta(days=7)  # an update comes every week, so it tells of the week to come
MOST_PHOTOS = 6  # a message with more is refused by many mail servers


@dataclass(frozen=True)
class Update:
    """What there is to tell since the last update; `due` is the follow-up that asks for it, if one is open.

    `finish` is the promised finish, `owed` are the promises of the customer that are open, `to_bring` what the customer
    supplies and has not come, `late` what a supplier has not brought by its day. `number` counts from 1; `of` is how
    many the plan asks for, None without a plan.
    """

    job_id: UUID
    customer_id: UUID
    today: date
    number: int
    of: int | None
    due: FollowUp | None
    done: tuple[str, ...]
    coming: tuple[tuple[date, str], ...]
    ends_on: date | None
    paused: str
    finish: Promise | None
    owed: tuple[Promise, ...]
    to_bring: tuple[str, ...]
    photos: tuple[Photo, ...]
    late: tuple[str, ...] = ()


def of(session: Session, job_id: UUID) -> Update:
    """What the next update of a job can say."""
    job = session.load(Job, job_id)
    calendar, today = businesses.calendar(session), businesses.today(session)
    sent = _sent(session, job.id)
    since = max(sent, default=job.started_at)
    said = promises.of_job(session, job.id)
    return Update(
        job_id=job.id,
        customer_id=job.customer_id,
        today=today,
        number=len(sent) + 1,
        of=_how_many(job),
        due=next(iter(followups.of_subject(session, job.id, Purpose.PROGRESS_UPDATE)), None),
        done=_done(job, since, calendar.local_day(since) if since is not None else None, today),
        coming=tuple((day.day_on, day.words) for day in job.days if today < day.day_on <= today + AHEAD),
        ends_on=job.ends_on,
        paused=job.reason if job.is_paused else "",
        finish=next((one for one in said if one.kind == PromiseKind.FINISH), None),
        owed=tuple(one for one in said if not one.mine and one.state == PromiseState.OPEN),
        to_bring=tuple(
            one.words for one in materials.of_job(session, job.id) if one.by_customer and one.arrived_on is None
        ),
        late=tuple(one.words for one in materials.late(session, job.id) if not one.by_customer),
        photos=_photos(session, job.id, since),
    )


def _sent(session: Session, job_id: UUID) -> list[datetime]:
    query = (
        select(Message.sent_at)
        .join(FollowUp, col(FollowUp.id) == col(Message.followup_id))
        .where(FollowUp.subject_id == job_id, FollowUp.purpose == Purpose.PROGRESS_UPDATE)
    )
    return list(session.exec(query).all())


def _how_many(job: Job) -> int | None:
    """One each week from acceptance until the last day of the plan. Rule: product.md, Follow-ups."""
    return None if job.ends_on is None else max((job.ends_on - job.agreed_on) // AHEAD, 1)


def _done(job: Job, since: datetime | None, since_on: date | None, today: date) -> tuple[str, ...]:
    """The days since the last update, or what was ticked where no day has words: one tells of the other.

    The day on which the work began counts, that of an update does not.
    """
    told = job.started_at is None or since is None or since > job.started_at
    past = [day for day in job.days if day.day_on <= today]
    if since_on is not None:
        past = [day for day in past if day.day_on > since_on or (day.day_on == since_on and not told)]
    ticked = [item for item in job.checklist if item.done_at is not None and (since is None or item.done_at > since)]
    words = [day.words for day in past if day.words] or [item.words for item in ticked]
    return tuple(dict.fromkeys(words))


def _photos(session: Session, job_id: UUID, since: datetime | None) -> tuple[Photo, ...]:
    found = [one for one in photos.of_job(session, job_id) if since is None or one.taken_at > since]
    return tuple(found[-MOST_PHOTOS:])
