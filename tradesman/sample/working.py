"""The second half of a course: the work, what is noticed and promised on it, and what the customer says of it."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from tradesman.book.enquiry import CameBy
from tradesman.book.finding import HowSoon
from tradesman.book.job import Job
from tradesman.book.photo import Moment
from tradesman.book.store import Session
from tradesman.book.testimonial import NameShown
from tradesman.sample.almanac import Day
from tradesman.sample.course import TOWN, Course
from tradesman.sample.world import Data
from tradesman.services import businesses, findings, jobs, partners, photos, prices, promises, sign_offs, testimonials

A_LITTLE = timedelta(minutes=10)


def plan(course: Course, first: Day, last: Day) -> None:
    """The days are agreed when the option is, the finish is promised, and the work starts on the first of them."""
    calendar = course.world.almanac.calendar
    days = [course.day(first)]
    while days[-1] < course.day(last):
        days.append(calendar.next_working_day(days[-1]))
    day, wall, *_ = course.plan["accepted"]

    def fix(session: Session) -> None:
        jobs.plan(session, course.ids["job"], days, promised_finish=days[-1])
        for on, words in zip(days, course.work.get("days", ()), strict=False):
            jobs.describe_day(session, course.ids["job"], on, words)

    course.act(course.at(day, wall) + A_LITTLE, "Job planned", fix)
    course.act(course.world.almanac.at(days[0], "08:00"), "Job started", lambda s: jobs.start(s, course.ids["job"]))


def ticked(course: Course, number: int, day: Day) -> None:
    """The first things on the checklist are done by a day."""

    def tick(session: Session) -> None:
        _tick(session, course.ids["job"], number)

    course.act(course.at(day, "16:20"), "Checklist", tick)


def _tick(session: Session, job_id: UUID, number: int | None = None) -> None:
    for item in session.load(Job, job_id).checklist[:number]:
        if item.done_at is None:
            jobs.tick(session, job_id, item.id)


def signed(course: Course, day: Day, wall: str) -> None:
    """The customer walks round and signs."""

    def sign(session: Session) -> None:
        job_id = course.ids["job"]
        _tick(session, job_id)
        session.flush()
        round_ = sign_offs.walk_round(session, job_id)
        given = sign_offs.SignOff(
            on=businesses.today(session),
            who=course.name,
            seen=frozenset(need.need_id for need in round_.needs),
            because="Agreed with the customer" if round_.promises else "",
            looked_round=bool(course.plan.get("looked_round")),
        )
        sign_offs.sign_off(session, job_id, given)

    course.act(course.at(day, wall), "Signed off", sign)


def small(course: Course, day: Day, wall: str, price: int, paid_how: str) -> None:
    """A small job, done and paid in one go."""

    def do(session: Session) -> None:
        customer_id = course.customer_id(session)
        came_by = CameBy(course.plan.get("by", "phone"))
        job = jobs.done_and_paid(session, customer_id, course.title, price, paid_how, came_by)
        course.remember_job(job.id)
        if "finding" not in course.plan:
            jobs.looked_round(session, job.id)

    course.act(course.at(day, wall), "Done and paid", do)


def cause(course: Course, day: Day, wall: str, words: str, cost: int, code: str) -> None:
    """What a service call was: mine to bear and put right by me, with the item that failed."""

    def note(session: Session) -> None:
        failed = next(item for item in prices.find(session, code) if item.code == code)
        said: Data = {"under_guarantee": True, "fixed_by_me": True, "failed_item_id": failed.id}
        jobs.put_right(session, course.ids["job"], words, cost, **said)

    course.act(course.at(day, wall), "Cause noted", note)


def fee_paid(course: Course, day: Day, wall: str) -> None:
    """The partner who sent the customer has got the fee."""
    course.act(course.at(day, wall), "Fee paid", lambda s: partners.settle_bonus(s, course.ids["referral"]))


def paid(course: Course, day: Day, how: str) -> None:
    """The money has come."""
    course.act(course.at(day, "08:45"), "Paid", lambda s: jobs.note_paid(s, course.ids["job"], how))


def feedback(course: Course, day: Day, wall: str, score: int, words: str) -> None:
    """The customer says how it was."""

    def say(session: Session) -> None:
        holding = False if course.plan.get("fails") else None
        testimonials.record_feedback(session, course.ids["job"], holding=holding, score=score, words=words)

    course.act(course.at(day, wall), "Feedback", say)


def testimonial(course: Course, said: Data) -> None:
    """The customer's words, with what may be shown of them and where."""

    def take(session: Session) -> None:
        customer_id = course.world.people[course.name]
        taken = testimonials.take_down(session, customer_id, said["words"], course.ids["job"])
        course.ids["testimonial"] = taken.id
        if "name" in said:
            where: dict[str, Any] = dict.fromkeys(said["where"], True)
            where |= {"place_shown": said.get("place", False), "photo_shown": "picture" in said}
            where["place"] = course.person.get("town", TOWN)
            if "picture" in said:
                where["photo_id"] = _seen(session, course, said["picture"])
            testimonials.release(session, taken.id, said["how"], NameShown(said["name"]), **where)

    course.act(course.at(*said["on"]), "Testimonial", take)
    if "withdrawn" in said:
        course.act(
            course.at(*said["withdrawn"]),
            "Consent withdrawn",
            lambda s: testimonials.withdraw(s, course.ids["testimonial"]),
        )


def _seen(session: Session, course: Course, picture: str) -> UUID:
    """The picture of the finished work that may stand beside the words."""
    customer_id, file = course.world.people[course.name], course.world.pictures[picture]
    return photos.add(session, customer_id, file, moment=Moment.AFTER, words=course.title, job_id=course.ids["job"]).id


def promise(course: Course, said: Data) -> None:
    """Something is promised, and kept."""
    due: date = course.day(said["due"])
    ids: dict[str, UUID] = {}

    def make(session: Session) -> None:
        made = promises.make(
            session,
            course.world.people[course.name],
            said["words"],
            due,
            job_id=course.ids["job"],
            due_at_time=time.fromisoformat(said["time"]) if "time" in said else None,
            mine=said.get("mine", True),
        )
        ids["promise"] = made.id

    course.act(course.at(*said["made"]), "Promise made", make)
    if "kept" in said:
        course.act(course.at(*said["kept"]), "Promise kept", lambda s: promises.keep(s, ids["promise"]))


def finding(course: Course, said: Data) -> None:
    """Something is noticed, told, and passed on to a partner who can help."""
    ids: dict[str, UUID] = {}

    def note(session: Session) -> None:
        job_id = course.world.jobs[course.name, said.get("of", course.title)]
        noted = findings.note(session, job_id, said["what"], HowSoon(said["soon"]), plain_words=said["plain"])
        ids["finding"] = noted.id
        if said.get("tell"):
            findings.tell(session, noted.id)

    course.act(course.at(*said["on"]), "Finding", note)
    if "partner" in said:
        _referral(course, said, ids)


def _referral(course: Course, said: Data, ids: dict[str, UUID]) -> None:
    def send(session: Session) -> None:
        partner_id = course.world.partners[said["partner"]]
        ids["referral"] = partners.introduce(session, ids["finding"], partner_id, consent=True).id
        if said.get("badly"):
            course.world.badly.add(ids["referral"])

    course.act(course.at(*said["sent"]), "Recommended", send)
    if "agreed" in said:
        course.act(course.at(*said["agreed"]), "Booked with partner", lambda s: partners.agree(s, ids["referral"]))
    if "declined" in said:
        day, wall, words = said["declined"]
        course.act(course.at(day, wall), "Said no", lambda s: partners.decline(s, ids["referral"], words))
    if "done" in said:
        day, price = said["done"]
        course.act(course.at(day, "16:00"), "Partner done", lambda s: partners.finish(s, ids["referral"], price))
    if "settled" in said:
        course.act(course.at(*said["settled"]), "Bonus received", lambda s: partners.settle_bonus(s, ids["referral"]))


def photo(course: Course, said: Data) -> None:
    """A picture is taken: of the job once there is one, before that of what was asked for."""

    def take(session: Session) -> None:
        about = "job" if "job" in course.ids else "enquiry"
        file, moment = course.world.pictures[said["picture"]], Moment(said["moment"])
        subject: Data = {f"{about}_id": course.ids[about]}
        photos.add(session, course.world.people[course.name], file, moment=moment, words=said["words"], **subject)

    course.act(course.at(*said["on"]), "Photo", take)
