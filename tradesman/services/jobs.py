"""Jobs: planned, started, ticked off, signed off, and what follows from each."""

from datetime import date, timedelta
from uuid import UUID

from sqlmodel import col, select

from tradesman.book import clock
from tradesman.book.customer import Customer
from tradesman.book.enquiry import CameBy, Enquiry, EnquiryKind, Stage
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding
from tradesman.book.followup import ASKS_THE_CLIENT, Event, FollowUpState, Purpose
from tradesman.book.job import ChecklistItem, Job, JobKind, JobState
from tradesman.book.partner import Referral
from tradesman.book.photo import Photo
from tradesman.book.pricebook import PriceItem
from tradesman.book.promise import PromiseState
from tradesman.book.quote import Quote
from tradesman.book.store import Session
from tradesman.services import (
    businesses,
    check_ups,
    complaints,
    enquiries,
    followups,
    overtaken,
    promises,
    sent_to_me,
    won_back,
)

CALLED_OFF = frozenset({JobState.CANCELLED, JobState.WITHDRAWN})
CONFIRMED = "Confirmed"
GOES_ON, SAYS_WHEN = "Go on with the work", "Say when the work goes on"  # promised while it rests
_LOOK_AGAIN = timedelta(days=7)  # where nobody knows how long the work rests


def take_on(
    session: Session,
    enquiry_id: UUID,
    title: str = "",
    *,
    kind: JobKind = JobKind.WORK,
    price_minor: int | None = None,
    earlier_job_id: UUID | None = None,
    subcontracted: bool = False,
    done_for: str = "",
) -> Job:
    """Agrees work without a quote: an emergency, a service call for an earlier job, work for another contractor.

    Price in minor units, gross, None while it is not known. Raises BookError when the enquiry is closed, or for a
    service call that names no earlier job, or one that the book no longer has.
    """
    if kind == JobKind.SERVICE_CALL and earlier_job_id is None:
        raise BookError("Which job is put right? Nothing was changed. Choose the earlier job.")
    if earlier_job_id is not None:
        complaints.name_job(session, enquiry_id, _earlier(session, earlier_job_id).id)
    enquiry = session.load(Enquiry, enquiry_id)
    enquiry.move_to(Stage.WON)
    job = Job(
        customer_id=enquiry.customer_id,
        enquiry_id=enquiry.id,
        property_id=enquiry.property_id,
        earlier_job_id=earlier_job_id,
        kind=kind,
        title=title.strip() or enquiry.what,
        agreed_on=businesses.today(session),
        price_minor=price_minor,
        subcontracted=subcontracted,
        done_for=done_for.strip() if subcontracted else "",
    )
    session.add(job)
    session.flush()
    if not subcontracted:  # the end client is told by whom the work is done for
        followups.plan(session, Event.QUOTE_ACCEPTED, job.id, job.customer_id, job.agreed_on, job=job)
    won_back.follow(session, job.customer_id)
    return job


def set_subcontracted(session: Session, job_id: UUID, *, subcontracted: bool, done_for: str = "") -> Job:
    """Notes that the work is done for another contractor, whose client is not asked anything; or that it is not."""
    job = session.load(Job, job_id)
    job.subcontracted, job.done_for = subcontracted, done_for.strip() if subcontracted else ""
    findings = session.exec(select(Finding.id).where(Finding.job_id == job.id)).all()
    referrals = session.exec(select(Referral.id).where(col(Referral.finding_id).in_(findings))).all()
    subjects = {job.id, *findings, *referrals}
    for found in followups.of_customer(session, job.customer_id):
        if found.subject_id not in subjects or found.event not in ASKS_THE_CLIENT:
            continue
        if subcontracted and found.state == FollowUpState.OPEN:
            found.cancel(session.now, overtaken.SUBCONTRACTED)
        elif not subcontracted and found.reason == overtaken.SUBCONTRACTED:
            followups.take_up(session, found)
    if job.is_open and not subcontracted:
        followups.plan(session, Event.QUOTE_ACCEPTED, job.id, job.customer_id, job.agreed_on, job=job)
    _plan_after(session, job)
    won_back.follow(session, job.customer_id)
    return job


def _plan_after(session: Session, job: Job) -> None:
    """What is asked after the completion, and around the end of the guarantee that began with it."""
    days = {Event.JOB_COMPLETED: job.completed_on, Event.GUARANTEE_ENDS: job.guarantee_until_on}
    for event, day in days.items():
        if day is not None:
            followups.plan(session, event, job.id, job.customer_id, day, job=job)
    check_ups.join(session, job.customer_id)


def let_begin_early(session: Session, job_id: UUID, *, wanted: bool) -> Job:
    """The customer wants the work to begin while the law still lets the customer withdraw; or does not any more."""
    job = session.load(Job, job_id)
    job.wants_early_start = wanted
    return job


def put_right_by(session: Session, enquiry: Enquiry) -> Job | None:
    """The job that a service call puts right, unless the owner says another: the newest at its property, or of all.

    What is done comes before what has begun. None for other enquiries, and where the book knows of no earlier job.
    Rule: product.md, Service call.
    """
    if enquiry.kind != EnquiryKind.SERVICE_CALL:
        return None
    others = [job for job in of_customer(session, enquiry.customer_id) if job.enquiry_id != enquiry.id]
    found = [job for job in others if job.state == JobState.COMPLETED]
    found += [job for job in others if job.state in (JobState.IN_PROGRESS, JobState.PAUSED)]
    there = [job for job in found if enquiry.property_id is not None and job.property_id == enquiry.property_id]
    return next(iter([*there, *found]), None)


def put_right(
    session: Session,
    job_id: UUID,
    cause: str,
    cost_to_me_minor: int | None,
    *,
    under_guarantee: bool,
    fixed_by_me: bool | None = None,
    failed_item_id: UUID | None = None,
    earlier_job_id: UUID | None = None,
) -> Job:
    """Notes what a service call was about: the cause, what it cost me in minor units, under guarantee or not.

    Also who put it right, None while nobody has said; the item of the price book that failed, None where it was none
    of them; and the job that it puts right, if that is another than the book thinks. BookError for an item or an
    earlier job that the book no longer has, and for one that is not earlier.
    """
    job = session.load(Job, job_id)
    if failed_item_id is not None and session.get(PriceItem, failed_item_id) is None:
        raise BookError("This item is no longer in the price book. Nothing was changed. Choose another one, or none.")
    if earlier_job_id is not None and earlier_job_id != job.earlier_job_id:
        earlier = _earlier(session, earlier_job_id)
        if (earlier.agreed_on, earlier.id) >= (job.agreed_on, job.id):
            raise BookError("That job is not an earlier one. Nothing was changed. Choose another one.")
        job.earlier_job_id = earlier.id
    job.put_right(
        cause,
        cost_to_me_minor,
        under_guarantee=under_guarantee,
        fixed_by_me=fixed_by_me,
        failed_item_id=failed_item_id,
    )
    return job


def _earlier(session: Session, job_id: UUID) -> Job:
    earlier = session.get(Job, job_id)
    if earlier is None:
        raise BookError("The earlier job is no longer in the book. Nothing was changed. Choose another one.")
    return earlier


def puts_nothing_right(session: Session, job_id: UUID) -> Job:
    """It is other work after all, and no service call; what was noted of a cause goes."""
    job = session.load(Job, job_id)
    job.become_other_work()
    won_back.follow(session, job.customer_id)
    return job


def plan(session: Session, job_id: UUID, days: list[date], promised_finish: date | None = None) -> Job:
    """Sets the days of work and, if one is said, the finish promised to the customer; reminders move along."""
    job = session.load(Job, job_id)
    before = job.starts_on
    job.plan(days, businesses.today(session))
    if promised_finish is not None:
        if promised_finish < min(days):
            raise BookError("The promised finish lies before the first day. Nothing was changed.")
        promises.promise_finish(session, job.customer_id, job.id, promised_finish)
    if job.state == JobState.PLANNED and job.starts_on is not None:
        if before is not None and job.starts_on != before:
            followups.ask_again(session, job.id, Purpose.CONFIRM_START)
        followups.plan(session, Event.JOB_PLANNED, job.id, job.customer_id, job.starts_on, job=job)
    return job


def describe_day(session: Session, job_id: UUID, day_on: date, words: str) -> Job:
    """Writes what is done on one day of the plan."""
    job = session.load(Job, job_id)
    for day in job.days:
        if day.day_on == day_on:
            day.words = words.strip()
            return job
    raise BookError("This day is not in the plan. Nothing was changed.")


def confirm(session: Session, job_id: UUID) -> Job:
    """The customer said that the days suit; what was to ask for that is done.

    It counts also where a mail asked before: that may yet be taken back.
    """
    job = session.load(Job, job_id)
    job.confirmed_at = session.now
    for found in followups.of_subject(session, job.id, Purpose.CONFIRM_START):
        followups.do(session, found.id, CONFIRMED)
    return job


def start(session: Session, job_id: UUID) -> Job:
    """The work begins."""
    job = session.load(Job, job_id)
    rested = job.is_paused
    job.start(session.now)
    followups.overtake_preparing(session, job.id, overtaken.WORK_BEGUN)
    for promise in promises.of_job(session, job.id) if rested else ():
        if promise.mine and promise.words in (GOES_ON, SAYS_WHEN) and promise.state == PromiseState.OPEN:
            promise.keep(businesses.today(session), session.now)
    return job


def pause(session: Session, job_id: UUID, reason: str) -> Job:
    """Interrupts the work, for a reason."""
    job = session.load(Job, job_id)
    job.pause(reason)
    return job


def rest(session: Session, job_id: UUID, reason: str, until_on: date | None = None) -> Job:
    """Interrupts the work until a day, or until one is known; that it is looked at again is promised, and so in Today.

    Going on keeps that promise. BookError without a reason, or for a day that has passed.
    """
    if not reason.strip():
        raise BookError("Why does the work rest? Nothing was changed. A few words are enough.")
    today = businesses.today(session)
    if until_on is not None and until_on < today:
        raise BookError("That day has passed. Nothing was changed. Choose a later one, or leave it open.")
    job = pause(session, job_id, reason)
    look_on = until_on or businesses.calendar(session).next_working_day(today + _LOOK_AGAIN - timedelta(days=1))
    words = GOES_ON if until_on is not None else SAYS_WHEN
    promises.make(session, job.customer_id, words, look_on, job_id=job.id)
    return job


def cancel(session: Session, job_id: UUID, reason: str) -> Job:
    """The work is called off by either side; what it asked for is cancelled."""
    return _end(session, job_id, JobState.CANCELLED, reason)


def withdraw(session: Session, job_id: UUID, reason: str) -> Job:
    """The customer uses the legal right to withdraw; the job's reason says when that was in time."""
    job = _end(session, job_id, JobState.WITHDRAWN, reason)
    if job.withdraw_until_on is not None and businesses.today(session) <= job.withdraw_until_on:
        job.reason = f"{job.reason} (withdrawn in time)"
    return job


def _end(session: Session, job_id: UUID, state: JobState, reason: str) -> Job:
    job = session.load(Job, job_id)
    job.end_without_work(state, reason)
    followups.overtake(session, job.id, overtaken.CALLED_OFF)
    for promise in promises.of_job(session, job.id):
        promise.cancel()
    enquiry = session.load(Enquiry, job.enquiry_id)
    others = session.exec(select(Job).where(Job.enquiry_id == enquiry.id, Job.id != job.id)).all()
    if not any(other.state not in CALLED_OFF for other in others):
        enquiry.close(Stage.LOST, reason, session.now)
        sent_to_me.came_to_nothing(session, enquiry.id, reason)
    won_back.follow(session, job.customer_id, called_off=job)
    return job


def add_to_checklist(session: Session, job_id: UUID, words: str, *, wants_photo: bool = False) -> ChecklistItem:
    """Adds a thing to tick before the job is signed off, with a photo of it if it wants one."""
    return session.load(Job, job_id).add_to_checklist(words, wants_photo=wants_photo)


def show_step(session: Session, job_id: UUID, item_id: UUID, photo_id: UUID | None) -> ChecklistItem:
    """Puts a photo of the job to a step, which ticks it; None takes photo and tick away."""
    job = session.load(Job, job_id)
    photo = session.load(Photo, photo_id) if photo_id is not None else None
    if photo is not None and photo.job_id != job.id:
        raise BookError("This photo is of other work. Nothing was changed.")
    item = job.tick(item_id, None)
    item.photo_id = photo_id
    return job.tick(item_id, session.now if photo is not None else None)


def remove_from_checklist(session: Session, job_id: UUID, item_id: UUID) -> None:
    """Takes a thing off the checklist."""
    job = session.load(Job, job_id)
    job.checklist[:] = [item for item in job.checklist if item.id != item_id]


def tick(session: Session, job_id: UUID, item_id: UUID, *, done: bool = True) -> ChecklistItem:
    """Ticks a thing on the checklist, or takes the tick away."""
    return session.load(Job, job_id).tick(item_id, session.now if done else None)


def complete(session: Session, job_id: UUID, *, on: date | None = None, who: str = "", forced_because: str = "") -> Job:
    """Signs a job off, or corrects the day: the guarantee and all that is asked afterwards follow from it.

    `on` is today when left out. Raises BookError for a day that has not come, or for things not ticked without a
    reason.
    """
    job = session.load(Job, job_id)
    day = on or businesses.today(session)
    if day > businesses.today(session):
        raise BookError("This day has not come yet. The job was not signed off. Correct the day.")
    job.complete(day, who, forced_because)
    job.guarantee_until_on = _guarantee_until(session, job, day)
    promises.finished(session, job.id, day)
    followups.overtake(session, job.id, overtaken.WORK_DONE, Event.QUOTE_ACCEPTED, Event.JOB_PLANNED)
    _plan_after(session, job)
    sent_to_me.work_done(session, job, day)
    return job


def _guarantee_until(session: Session, job: Job, day: date) -> date | None:
    """The last day of the accepted option's guarantee, counted from the completion; None where it has no term."""
    quote = session.load(Quote, job.quote_id) if job.quote_id else None
    if quote is None or quote.accepted_option_id is None:
        return None
    months = quote.option(quote.accepted_option_id).guarantee_months
    return None if months is None else clock.add_months(day, months)


def done_and_paid(
    session: Session, customer_id: UUID, what: str, price_minor: int, paid_how: str, came_by: CameBy = CameBy.PHONE
) -> Job:
    """The one-hour job in one sheet: asked for, answered live, done and paid today. Price in minor units, gross."""
    return small(session, enquiries.log(session, customer_id, what, came_by, answered_live=True), price_minor, paid_how)


def small(session: Session, enquiry: Enquiry, price_minor: int, paid_how: str) -> Job:
    """Makes a small job of an enquiry, done and paid today. Price in minor units, gross.

    A service call for an earlier job stays one, signed off by being paid on the spot.
    """
    enquiry.move_to(Stage.WON)
    earlier = put_right_by(session, enquiry)
    job = Job(
        customer_id=enquiry.customer_id,
        enquiry_id=enquiry.id,
        property_id=enquiry.property_id,
        earlier_job_id=earlier.id if earlier is not None else None,
        kind=JobKind.SERVICE_CALL if earlier is not None else JobKind.SMALL,
        title=enquiry.what,
        agreed_on=businesses.today(session),
        price_minor=price_minor,
        paid_how=paid_how.strip(),
    )
    session.add(job)
    session.flush()
    won_back.follow(session, job.customer_id)
    who = session.load(Customer, enquiry.customer_id).name if earlier is not None else ""
    return complete(session, job.id, who=who)


def looked_round(session: Session, job_id: UUID) -> Job:
    """Looked round and found nothing: an answer too."""
    job = session.load(Job, job_id)
    job.looked_round = True
    return job


def note_paid(session: Session, job_id: UUID, how: str) -> Job:
    """Notes that the job is paid, and how."""
    job = session.load(Job, job_id)
    job.paid_how = how.strip()
    return job


def of_customer(session: Session, customer_id: UUID) -> list[Job]:
    """The jobs of one customer, newest first."""
    query = select(Job).where(Job.customer_id == customer_id).order_by(col(Job.agreed_on).desc(), col(Job.id).desc())
    return list(session.exec(query).all())
