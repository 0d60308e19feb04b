"""Tells the whole story: every act at its moment, and between them the owner's daily round."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from tradesman.book.store import Book, Session
from tradesman.sample import asking, planning, working
from tradesman.sample.course import Course
from tradesman.sample.plot import Plot, email
from tradesman.sample.rounds import Rounds
from tradesman.sample.world import Act, Data, World, load
from tradesman.services import customers

LATELY = timedelta(weeks=4)

# In the order in which a course is told: a visit is booked in the call, the rest stands on the job.
PARTS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("came", asking.came),
    ("visit", asking.visit),
    ("given", asking.given),
    ("again", asking.again),
    ("accepted", asking.accepted),
    ("puts_right", asking.puts_right),
    ("lost", asking.lost),
    ("found_out", asking.found_out),
    ("declined", asking.declined),
    ("answered", asking.answered),
    ("leave_alone", asking.leave_alone),
    ("plan", working.plan),
    ("ticked", working.ticked),
    ("small", working.small),
    ("signed", working.signed),
    ("cause", working.cause),
    ("fee_paid", working.fee_paid),
    ("paid", working.paid),
    ("feedback", working.feedback),
)


def acts(world: World, seed: int) -> list[Act]:
    """Everything that happened until now, in order of time."""
    people = load("people")["customer"]
    for person in people:
        person.setdefault("email", email(person["name"]))
        person["core"] = True
    plot = Plot(world, seed, people)
    people += [plot.person(other) for other in load("others")["other"]]
    found: list[Act] = []
    for person in people:
        for plan in person["course"]:
            found += _course(world, person, plan)
        found += _notes(world, person)
    found += planning.acts(world)
    return sorted((act for act in found if act.at < world.almanac.now), key=lambda act: act.at)


def _course(world: World, person: Data, plan: Data) -> list[Act]:
    course = Course(world, person, plan)
    if "ago" in plan:
        asking.ago(course, plan["ago"])
    for key, tell in PARTS:
        if key in plan:
            tell(course, *plan[key])
    for said in plan.get("finding", ()):
        working.finding(course, said)
    for said in plan.get("promise", ()):
        working.promise(course, said)
    for said in plan.get("photo", ()):
        working.photo(course, said)
    if "testimonial" in plan:
        working.testimonial(course, plan["testimonial"])
    return course.acts


def _notes(world: World, person: Data) -> list[Act]:
    def write(words: str) -> Callable[[Session], object]:
        return lambda session: customers.add_note(session, world.people[person["name"]], words)

    almanac = world.almanac
    return [
        Act(almanac.at(almanac.day(day), wall), "Note", write(words)) for day, wall, words in person.get("notes", ())
    ]


def first_quote(story: list[Act]) -> int:
    """The number that the first quote must have, so that the one whose number the story names gets it."""
    given = [act.number for act in story if act.label == asking.QUOTE_GIVEN]
    named = max(given, default=0)
    return max(1, named - given.index(named)) if named else 1


def tell(book: Book, world: World, seed: int, story: list[Act], going: Callable[[int], None]) -> None:
    """Does every act in the book: lately each moment as one step, long ago each month.

    Before each act `going` is told how many hundredths of the story are done; what it raises ends the telling.
    """
    rounds, done = Rounds(world, seed), 0

    def when(act: Act) -> Any:
        return act.at if act.at > world.almanac.now - LATELY else (act.at.year, act.at.month)

    for _, group in groupby(story, key=when):
        acts = list(group)
        _round(book, rounds, acts[0].at)
        with book.write(acts[0].label, acts[0].at) as session:
            for act in acts:
                going(100 * done // len(story))
                done += 1
                rounds.until(session, act.at)
                session.now = act.at
                act.run(session)
                session.flush()
    _round(book, rounds, world.almanac.now)


def _round(book: Book, rounds: Rounds, moment: datetime) -> None:
    with book.write("Follow-ups done", moment) as session:
        rounds.until(session, moment)
