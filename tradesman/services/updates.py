"""Weekly updates: what a customer is told of a job that goes on, from its days, checklist, promises and photos."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.clock import Calendar
from tradesman.book.followup import Event, FollowUp, Purpose, Rule
from tradesman.book.history import changes, steps
from tradesman.book.job import Job, JobDay, JobState
from tradesman.book.message import Message, Way
from tradesman.book.outbox import MailState, OutgoingMail
from tradesman.book.photo import Photo
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.store import Session
from tradesman.services import businesses, calendars, followups, materials, messages, photos, promises

AHEAD = timedelta(days=7)  # an update comes every week, so it tells of the week to come
MOST_PHOTOS = 6  # a message with more is refused by many mail servers


@dataclass(frozen=True)
class Update:
    """What there is to tell since the last update; `due` is the follow-up that asks for it, if one is open.

    `coming` begins with today until its work has ended; `rests` while the work does, and `paused` is why. `finish` is
    the promised finish that counts, `owed` are the promises of the customer that are open, `to_bring` what the customer
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
    rests: bool
    paused: str
    finish: Promise | None
    owed: tuple[Promise, ...]
    to_bring: tuple[str, ...]
    photos: tuple[Photo, ...]
    late: tuple[str, ...] = ()
    begun: bool = True


def of(session: Session, job_id: UUID) -> Update:
    """What the next update of a job can say."""
    job = session.load(Job, job_id)
    calendar, today = businesses.calendar(session), businesses.today(session)
    sent = _sent(session, job.id)
    since = max(sent, default=None)
    ended = {day.id: _ends(calendar, day) for day in job.days}
    ahead = (day for day in job.days if ended[day.id] > session.now and day.day_on <= today + AHEAD)
    said = promises.of_job(session, job.id)
    return Update(
        job_id=job.id,
        customer_id=job.customer_id,
        today=today,
        number=len(sent) + 1,
        of=_how_many(job),
        due=next(iter(followups.of_subject(session, job.id, Purpose.PROGRESS_UPDATE)), None),
        done=_done(session, job, ended, since),
        coming=tuple((day.day_on, day.words) for day in ahead if day.words or day.day_on > today),
        ends_on=job.ends_on,
        begun=job.started_at is not None,
        rests=job.is_paused,
        paused=job.reason if job.is_paused else "",
        finish=promises.finish_of(said),
        owed=tuple(one for one in said if not one.mine and one.state == PromiseState.OPEN),
        to_bring=tuple(
            one.words for one in materials.of_job(session, job.id) if one.by_customer and one.arrived_on is None
        ),
        late=tuple(one.words for one in materials.late(session, job.id) if not one.by_customer),
        photos=_photos(session, job.id, since or job.started_at),
    )


def sent(session: Session, customer_id: UUID, words: str, way: Way, *, job_id: UUID, **rest: Any) -> Message:
    """Notes that the update of a job was sent, as `messages.send_noted` does.

    It counts even where nothing asked for it: the rule is switched off, or the work was small at first.
    """
    asked = rest.pop("followup_id", None)
    if asked is None:
        job = session.load(Job, job_id)
        asked = _unasked(session, job).id
    return messages.send_noted(session, customer_id, words, way, followup_id=asked, **rest)


def _unasked(session: Session, job: Job) -> FollowUp:
    """An update that no rule has asked for: it is done today, and counts as the next repetition."""
    event, purpose = Event.QUOTE_ACCEPTED, Purpose.PROGRESS_UPDATE
    query = select(Rule).where(Rule.event == event, Rule.purpose == purpose)
    rule = session.exec(query.order_by(col(Rule.position)).limit(1)).one()
    latest = followups.latest(session, rule.key, job.id)
    made = FollowUp(
        customer_id=job.customer_id,
        rule_key=rule.key,
        subject_id=job.id,
        repetition=1 + (latest.repetition if latest is not None else 0),
        event=event,
        purpose=purpose,
        channel=rule.channel,
        counted_from_on=job.agreed_on,
        due_on=businesses.today(session),
    )
    session.add(made)
    session.flush()
    return made


def _sent(session: Session, job_id: UUID) -> list[datetime]:
    """When each update was sent; a mail that was taken back told nothing."""
    taken_back = select(OutgoingMail.message_id).where(OutgoingMail.state == MailState.TAKEN_BACK)
    query = (
        select(Message.sent_at)
        .join(FollowUp, col(FollowUp.id) == col(Message.followup_id))
        .where(
            FollowUp.subject_id == job_id,
            FollowUp.purpose == Purpose.PROGRESS_UPDATE,
            col(Message.id).not_in(taken_back),
        )
    )
    return list(session.exec(query).all())


def _how_many(job: Job) -> int | None:
    """One each week from acceptance until the last day of the plan. Rule: product.md, Follow-ups."""
    return None if job.ends_on is None else max((job.ends_on - job.agreed_on) // AHEAD, 1)


def _done(session: Session, job: Job, ended: dict[UUID, datetime], since: datetime | None) -> tuple[str, ...]:
    """The days whose work has ended since the last update, or what was ticked where no day has words.

    A day counts if the work ran until its end: neither before the work began, nor on a day on which it rested.
    """
    rests, calendar = _rests(session, job), businesses.calendar(session)
    begun_on = calendar.local_day(job.started_at) if job.started_at is not None else None
    ran = [
        day
        for day in job.days
        if ended[day.id] <= session.now
        and (since is None or ended[day.id] > since)
        and _ran(job, rests, ended[day.id], begins_on_it=begun_on == day.day_on)
    ]
    begun = since or job.started_at
    ticked = [item for item in job.checklist if item.done_at is not None and (begun is None or item.done_at > begun)]
    words = [day.words for day in ran if day.words] or [item.words for item in ticked]
    return tuple(dict.fromkeys(words))


def _ends(calendar: Calendar, day: JobDay) -> datetime:
    """When the work of a day ends: at its own time, else when the business closes; without hours at midnight."""
    if day.starts is not None and day.minutes is not None:
        return calendars.moment(calendar, day.day_on, calendars.minute(day.starts) + day.minutes)
    hours = calendars.hours_of(calendar, day.day_on)
    return calendars.moment(calendar, day.day_on, hours[-1][1] if hours else calendars.DAY)


def _ran(job: Job, rests: list[tuple[datetime, datetime | None]], at: datetime, *, begins_on_it: bool) -> bool:
    """Whether the work of a day ran until its end; on the day on which it began it did, however late that was noted."""
    if job.started_at is None or (job.started_at > at and not begins_on_it):
        return False
    return not any(begins <= at and (goes_on is None or at < goes_on) for begins, goes_on in rests)


def _rests(session: Session, job: Job) -> list[tuple[datetime, datetime | None]]:
    """From when until when the work rested: the record has the steps that paused it and let it go on."""
    query = (
        select(changes.c.after["state"].as_string(), steps.c.at)
        .join(steps, steps.c.id == changes.c.step_id)
        .where(changes.c.row_id == job.id.hex, changes.c.after["state"].as_string().is_not(None))
        .order_by(changes.c.step_id, changes.c.seq)
    )
    told = [(state, datetime.fromisoformat(at)) for state, at in session.execute(query).all()]
    ends = [at for _state, at in told[1:]]
    return [
        (at, goes_on) for (state, at), goes_on in zip(told, [*ends, None], strict=False) if state == JobState.PAUSED
    ]


def _photos(session: Session, job_id: UUID, since: datetime | None) -> tuple[Photo, ...]:
    told = photos.in_place(photos.of_job(session, job_id))
    found = [one for one in told if since is None or one.taken_at > since]
    return tuple(found[-MOST_PHOTOS:])
