"""One enquiry of one customer as people.toml tells it, and the acts it becomes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tradesman.book.customer import ContactKind, Source
from tradesman.book.store import Session
from tradesman.sample.almanac import Day
from tradesman.sample.world import Act, Data, World
from tradesman.services import customers, thanks

TOWN = "Ashcombe"  # of everybody of whom nothing else is said


class Course:
    """What is told, the day it counts from, and the ids of what it has made so far."""

    def __init__(self, world: World, person: Data, plan: Data) -> None:
        self.world, self.person, self.plan = world, person, plan
        self.work: Data = world.works[plan["work"]]
        self.name: str = person["name"]
        self.title: str = plan.get("title", self.work["title"])
        self.start = world.almanac.day(plan.get("from", 0))
        self.spoke = world.almanac.at(self.start, "09:00")
        self.ids: dict[str, UUID] = {}
        self.acts: list[Act] = []

    def day(self, said: Day) -> date:
        """A day of the story."""
        return self.world.almanac.day(said, self.start)

    def at(self, said: Day, wall: str) -> datetime:
        """A moment of the story."""
        return self.world.almanac.at(self.day(said), wall)

    def act(self, at: datetime, label: str, run: Callable[[Session], object], number: int = 0) -> None:
        """Notes that something is done at a moment."""
        self.acts.append(Act(at, label, run, number))

    def remember_job(self, job_id: UUID) -> None:
        """Keeps the job for what is told of it later, also by another course."""
        self.ids["job"] = self.world.jobs[self.name, self.title] = job_id

    def customer_id(self, session: Session) -> UUID:
        """The customer, who enters the book with the first enquiry."""
        known = self.world.people.get(self.name)
        return known or _add_customer(session, self.world, self.person)


def _add_customer(session: Session, world: World, person: Data) -> UUID:
    address = f"{person['street']}, {person.get('town', TOWN)} {person.get('postcode', '')}".strip()
    rest: dict[str, Any] = {"good_to_know": person.get("good_to_know", "")}
    customer = customers.add(session, person["name"], address=address, source=Source(person["source"]), **rest)
    customers.add_contact(session, customer.id, ContactKind.PHONE, person["phone"], hours=person.get("hours", ""))
    if "email" in person:
        customers.add_contact(session, customer.id, ContactKind.EMAIL, person["email"])
    if person.get("by") in world.people:
        customers.change(session, customer.id, recommended_by_id=world.people[person["by"]])
        thanks.say(session, world.people[person["by"]])  # on the phone, the same day
    world.people[person["name"]] = customer.id
    world.keeps[customer.id] = person.get("keep", [])
    if person.get("agrees"):
        world.agrees.add(customer.id)
    if person.get("core"):
        world.core.add(customer.id)
    return customer.id
