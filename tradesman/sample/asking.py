"""The first half of a course: somebody asks, is rung back, visited, offered something, and decides."""

from datetime import date, datetime, time, timedelta

from tradesman.book.enquiry import CameBy, EnquiryKind, Outcome, Urgency
from tradesman.book.job import JobKind
from tradesman.book.quote import AcceptedBy, GivenBy, Quote
from tradesman.book.store import Session
from tradesman.sample import offers
from tradesman.sample.almanac import Day
from tradesman.sample.course import Course
from tradesman.sample.world import Data
from tradesman.services import customers, enquiries, jobs, quotes, sent_to_me, visits, win_backs

A_LITTLE = timedelta(minutes=5)
QUOTE_GIVEN = "Quote given"


def came(course: Course, day: Day, wall: str, by: str) -> None:
    """An enquiry comes in at a time of a day."""
    _came_in(course, course.at(day, wall), by)


def ago(course: Course, minutes: int) -> None:
    """An enquiry came in so many working minutes ago."""
    _came_in(course, course.world.almanac.ago(minutes), course.plan["by"])


def _came_in(course: Course, at: datetime, by: str) -> None:
    plan, live = course.plan, course.plan.get("called") == 0

    def log(session: Session) -> None:
        urgency, kind = Urgency(plan.get("urgency", "can_wait")), EnquiryKind(plan.get("kind", "new_work"))
        what = str(plan.get("what", course.work["what"]))
        customer_id = course.customer_id(session)
        rest: Data = {"answered_live": live, "urgency": urgency, "kind": kind}
        enquiry = enquiries.log(session, customer_id, what, CameBy(by), **rest)
        course.ids["enquiry"] = enquiry.id
        if "sent_by" in plan:
            session.flush()
            partner_id = course.world.partners[plan["sent_by"]]
            course.ids["referral"] = sent_to_me.receive(session, enquiry.id, partner_id).id

    course.act(at, "New enquiry", log)
    course.spoke = at + A_LITTLE if live else at
    if "missed" in plan:
        _call(course, at, plan["missed"], Outcome.NO_ANSWER, "Rang out")
    if plan.get("called"):
        course.spoke = _call(course, at, plan["called"], Outcome.REACHED, plan.get("said", ""))


def _call(course: Course, came_in: datetime, minutes: int, outcome: Outcome, words: str) -> datetime:
    at = course.world.almanac.later(came_in, minutes)
    course.act(at, "Call back", lambda session: enquiries.attempt(session, course.ids["enquiry"], outcome, words))
    return at


def visit(course: Course, day: Day, wall: str) -> None:
    """A visit is agreed in the call; there the questions are asked and the fault is found."""
    on = course.day(day)
    _book(course, course.spoke, on, wall)
    if course.plan.get("ahead"):
        return

    def look(session: Session) -> None:
        visits.arrive(session, course.ids["visit"])
        offers.explore(session, course.world, course.ids["enquiry"], course.work)
        visits.finish(session, course.ids["visit"])

    course.act(course.world.almanac.at(on, wall), "Visit", look)


def again(course: Course, day: Day, wall: str) -> None:
    """A second visit is agreed the day after the quote was given."""
    _book(course, course.at(int(course.plan["given"][0]) + 1, "09:20"), course.day(day), wall)


def _book(course: Course, at: datetime, on: date, wall: str) -> None:
    def book(session: Session) -> None:
        course.ids["visit"] = visits.book(session, course.ids["enquiry"], on, time.fromisoformat(wall)).id

    course.act(at, "Visit booked", book)


def declined(course: Course, day: Day, wall: str, reason: str) -> None:
    """The owner says no kindly."""
    course.act(course.at(day, wall), "Declined", lambda s: enquiries.decline(s, course.ids["enquiry"], reason))


def answered(course: Course, day: Day, wall: str, reason: str) -> None:
    """A word was enough."""
    course.act(course.at(day, wall), "Answered", lambda s: enquiries.answer(s, course.ids["enquiry"], reason))


def leave_alone(course: Course, day: Day, wall: str) -> None:
    """The customer wants to hear no more."""

    def note(session: Session) -> None:
        customers.set_do_not_contact(session, course.world.people[course.name], leave_alone=True)

    course.act(course.at(day, wall), "Do not contact", note)


def given(course: Course, day: Day, wall: str, decides: Day | None = None) -> None:
    """The quote is written and left with the customer."""
    decision_on = None if decides is None else course.day(decides)

    def give(session: Session) -> None:
        quote = offers.draft(session, course.ids["enquiry"], course.work, course.plan)
        course.ids["quote"] = quote.id
        decider = course.plan.get("decider", course.name.split()[0])
        quotes.give(session, quote.id, GivenBy.THINK_IT_OVER, decision_on=decision_on, decider=decider)

    course.act(course.at(day, wall), QUOTE_GIVEN, give, course.plan.get("number", 0))


def accepted(course: Course, day: Day, wall: str, option: int, by: str) -> None:
    """The customer takes one option."""

    def accept(session: Session) -> None:
        chosen = session.load(Quote, course.ids["quote"]).options[option - 1]
        job = quotes.accept(session, course.ids["quote"], chosen.id, AcceptedBy(by), course.name)
        course.remember_job(job.id)
        for words in course.work.get("checklist", ()):
            jobs.add_to_checklist(session, job.id, words)

    course.act(course.at(day, wall), "Option accepted", accept)


def puts_right(course: Course, day: Day, wall: str, earlier: str) -> None:
    """A service call is agreed for a job that was done before."""

    def take_on(session: Session) -> None:
        rest: Data = {"kind": JobKind.SERVICE_CALL, "earlier_job_id": course.world.jobs[course.name, earlier]}
        course.remember_job(jobs.take_on(session, course.ids["enquiry"], **rest).id)

    course.act(course.at(day, wall), "Service call agreed", take_on)


def lost(course: Course, day: Day, wall: str, reason: str, to: str, price: int) -> None:
    """The customer takes none."""
    course.act(
        course.at(day, wall), "Quote lost", lambda s: quotes.lose(s, course.ids["quote"], reason, to, price or None)
    )


def found_out(course: Course, day: Day, wall: str, bound: Day, words: str) -> None:
    """The customer tells until when the other firm stands for its work, and what is amiss with it."""
    until = course.day(bound)

    def note(session: Session) -> None:
        ask_on = win_backs.proposed(session, until)
        win_backs.change(session, course.ids["quote"], bound_until_on=until, unhappy_with=words, ask_on=ask_on)

    course.act(course.at(day, wall), "Win-back noted", note)
