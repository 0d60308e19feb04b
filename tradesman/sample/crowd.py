"""One customer after another for the large sample: asked twice, offered twice, once taken, done and followed up."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from tradesman.book import clock
from tradesman.book.customer import ContactKind, ContactPoint, Customer, Note, Property, Source
from tradesman.book.enquiry import CallAttempt, CameBy, Enquiry, Need, Outcome, Stage
from tradesman.book.entity import new_id
from tradesman.book.finding import Finding, HowSoon
from tradesman.book.followup import FollowUp, FollowUpState, Rule
from tradesman.book.job import Job, JobDay, JobState
from tradesman.book.promise import Promise, PromiseKind, PromiseState
from tradesman.book.quote import AcceptedBy, Line, NeedMet, Option, Quote, QuoteState
from tradesman.book.testimonial import Feedback, NameShown, Testimonial
from tradesman.book.visit import Visit, VisitState
from tradesman.sample.offers import Offer
from tradesman.sample.plot import email
from tradesman.sample.world import Data, World

QUOTES = 2  # for each customer
YEARS = 4  # of which the oldest enquiry is from
WHOLE = 8  # one quote in so many has its lines and needs, the others their options only
FRESH = 2000  # one customer in so many has each of the things that are open just now
OPEN = 4  # of what came due lately one in so many is still open
LATELY = timedelta(days=4)

Add = Callable[..., UUID]


def _name(words: Data, luck: Random) -> str:
    last = luck.choice(words["last"])
    if luck.random() < 0.3:
        last = f"{last}-{luck.choice(words['last'])}"
    return f"{luck.choice(words['first'])} {last}"


def _address(words: Data, luck: Random) -> str:
    return f"{luck.randint(1, 180)} {luck.choice(words['street'])}, {luck.choice(words['town'])}"


class Crowd:
    """Makes the rows of one customer, from what was drawn by luck."""

    def __init__(self, add: Add, world: World, luck: Random, offers: list[Offer], rules: list[Rule]) -> None:
        self._add, self._world, self._luck, self._offers = add, world, luck, offers
        self._rules = {rule.key: (rule, clock.Wait.parse(rule.wait)) for rule in rules}
        self._calendar = calendar = world.almanac.calendar
        self._base = world.almanac.base
        day, self._days = self._base - YEARS * timedelta(days=365), list[date]()
        while day <= self._base:
            self._days.append(day)
            day = calendar.next_working_day(day)
        self._due: dict[tuple[date, str], date] = {}

    def customer(self, number: int) -> None:
        """One customer with everything that belongs to them; every so often something is open just now."""
        last = self._luck.randint(len(self._days) // 3, len(self._days) - 2)
        asked = last - 24
        first = max(0, asked - self._luck.randint(80, 200))
        customer_id, property_id, name = self._person(number, self._days[first])
        self._lost(number, customer_id, property_id, first)
        fresh = number % FRESH
        if fresh == 0:
            self._enquiry(customer_id, property_id, self._offer(), Stage.ENQUIRY, self._world.almanac.today, None)
        elif fresh == 1:
            self._visit_today(customer_id, property_id)
        elif fresh == 2:
            self._draft(number, customer_id, property_id)
        else:
            state = {3: JobState.PLANNED, 4: JobState.IN_PROGRESS}.get(fresh, JobState.COMPLETED)
            last = last if state == JobState.COMPLETED else len(self._days) - 1
            self._won(number, customer_id, property_id, name, last, state)

    def _at(self, day: date, hour: int = 0) -> datetime:
        wall = time(hour or self._luck.randint(8, 16), self._luck.randrange(0, 60, 5))
        return self._calendar.at_local(day, wall)

    def _offer(self) -> Offer:
        return self._luck.choice(self._offers)

    def _person(self, number: int, since: date) -> tuple[UUID, UUID, str]:
        words, luck = self._world.words, self._luck
        name = _name(words, luck)
        good = luck.choice(words["good_to_know"])
        source = Source(luck.choice(words["source"]))
        at = self._at(since)
        customer_id = self._add(Customer, name=name, good_to_know=good, source=source, since=at)
        phone = f"{luck.choice(words['phone'])}{luck.randrange(1000):03d}"
        self._add(ContactPoint, customer_id=customer_id, kind=ContactKind.PHONE, value=phone)
        address = email(name).replace("@", f".{number}@")
        self._add(ContactPoint, customer_id=customer_id, kind=ContactKind.EMAIL, value=address)
        property_id = self._add(Property, customer_id=customer_id, address=_address(words, luck))
        if luck.random() < 0.1:
            self._add(Property, customer_id=customer_id, address=_address(words, luck))
        if luck.random() < 0.5:
            self._add(Note, customer_id=customer_id, at=at, words=luck.choice(words["note"]))
        return customer_id, property_id, name

    def _enquiry(
        self, customer_id: UUID, property_id: UUID, offer: Offer, stage: Stage, day: date, closed_at: datetime | None
    ) -> UUID:
        """An enquiry that was answered within minutes; one that is open came in just now and was not."""
        luck, reached = self._luck, stage != Stage.ENQUIRY
        came_in = self._at(day) if reached else self._world.almanac.ago(luck.randint(5, 150))
        due = self._calendar.add_working_time(came_in, timedelta(hours=1))
        called = came_in + timedelta(minutes=luck.randint(5, 80)) if reached else None
        enquiry_id = self._add(
            Enquiry,
            customer_id=customer_id,
            property_id=property_id,
            came_by=CameBy(luck.choice(self._world.words["came_by"])),
            what=offer.work["what"],
            came_in_at=came_in,
            call_due_at=due,
            first_attempt_at=called,
            reached_at=called,
            stage=stage,
            closed_at=closed_at,
            reason="Price" if closed_at else "",
            diagnosis=offer.work["diagnosis"],
            budget_minor=offer.work["budget"],
        )
        if called is not None:
            self._add(CallAttempt, enquiry_id=enquiry_id, at=called, outcome=Outcome.REACHED)
        else:
            day = self._calendar.local_day(due)
            self._follow_up("call_back", customer_id, enquiry_id, day, due_on=day, due_at=due)
        return enquiry_id

    def _follow_up(self, key: str, customer_id: UUID, subject_id: UUID, day: date, **said: Any) -> None:
        """What a rule asks for: done on its day when that has passed, but for a few of the last days."""
        rule, wait = self._rules[key]
        due = said.pop("due_on", None) or self._due.get((day, key))
        if due is None:
            due = self._due[day, key] = self._calendar.day_after(day, wait)
        lately = self._base - due < LATELY
        if due <= self._base and "due_at" not in said and not (lately and self._luck.randrange(OPEN) == 0):
            said |= {"state": FollowUpState.DONE, "settled_at": self._at(due, 16)}
            said["outcome"] = self._luck.choice(self._world.words["outcome"][rule.purpose])
        self._add(
            FollowUp,
            customer_id=customer_id,
            rule_key=key,
            subject_id=subject_id,
            event=rule.event,
            purpose=rule.purpose,
            channel=rule.channel,
            counted_from_on=day,
            due_on=due,
            **said,
        )

    def _visit(self, customer_id: UUID, property_id: UUID, enquiry_id: UUID, day: date, state: VisitState) -> None:
        starts, zone = time(self._luck.randint(8, 16), self._luck.choice((0, 30))), self._calendar.zone
        arrived = self._calendar.at_local(day, starts) if state == VisitState.DONE else None
        self._add(
            Visit,
            enquiry_id=enquiry_id,
            customer_id=customer_id,
            property_id=property_id,
            day_on=day,
            starts=starts,
            zone=zone,
            state=state,
            arrived_at=arrived,
        )

    def _visit_today(self, customer_id: UUID, property_id: UUID) -> None:
        enquiry_id = self._enquiry(customer_id, property_id, self._offer(), Stage.VISIT, self._days[-2], None)
        today = self._world.almanac.day("today")
        self._visit(customer_id, property_id, enquiry_id, today, VisitState.CONFIRMED)

    def _quote(self, number: int, enquiry_id: UUID, offer: Offer, day: date, chosen: int = -1, **said: Any) -> UUID:
        """A quote with its options; every so often with lines and needs as well."""
        at, ids = self._at(day, 17), [new_id() for _ in offer.options]
        if said["state"] != QuoteState.DRAFT:
            said["given_at"] = at
        if chosen >= 0:
            said["accepted_option_id"] = ids[chosen]
        quote_id = self._add(
            Quote,
            number=f"{number:04d}",
            enquiry_id=enquiry_id,
            title=offer.work["title"],
            drafted_at=at,
            currency="GBP",
            valid_until_on=day + timedelta(days=30),
            best_value_reason=offer.work["reason"],
            **said,
        )
        whole = "given_at" not in said or self._luck.randrange(WHOLE) == 0
        needs = self._needs(enquiry_id, offer) if whole else []
        for position, (option_id, option) in enumerate(zip(ids, offer.options, strict=True), 1):
            best = position == offer.work["best"]
            words = option.said if whole else {"title": option.said["title"]}
            self._add(Option, id=option_id, quote_id=quote_id, position=position, best_value=best, **words)
            for place, line in enumerate(option.lines, 1) if whole else ():
                self._add(Line, option_id=option_id, position=place, **line)
            seen_at = at if position - 1 == chosen else None
            for need_id in (need_id for need_id, met_by in needs if str(position) in met_by):
                self._add(NeedMet, option_id=option_id, need_id=need_id, seen_at=seen_at)
        return quote_id

    def _needs(self, enquiry_id: UUID, offer: Offer) -> list[tuple[UUID, str]]:
        made, tell = [], self._world.almanac.tell
        for position, (question, answer, label, met_by) in enumerate(offer.work["needs"], 1):
            said: Data = {"position": position, "question": question, "answer": tell(answer), "label": tell(label)}
            need_id = self._add(Need, enquiry_id=enquiry_id, flagged=bool(label), **said)
            made.append((need_id, met_by if label else ""))
        return made

    def _lost(self, number: int, customer_id: UUID, property_id: UUID, first: int) -> None:
        """The first time somebody else got the work."""
        offer, lost = self._offer(), self._days[first + 12]
        at = self._at(lost)
        enquiry_id = self._enquiry(customer_id, property_id, offer, Stage.LOST, self._days[first], at)
        self._visit(customer_id, property_id, enquiry_id, self._days[first + 2], VisitState.DONE)
        said: Data = {"state": QuoteState.LOST, "lost_at": at, "lost_reason": "Price", "customer_id": customer_id}
        number = QUOTES * number + 1
        quote_id = self._quote(number, enquiry_id, offer, self._days[first + 3], property_id=property_id, **said)
        self._follow_up("win_back", customer_id, quote_id, lost)

    def _draft(self, number: int, customer_id: UUID, property_id: UUID) -> None:
        """The second time is just now: a quote that waits to be given."""
        offer = self._offer()
        enquiry_id = self._enquiry(customer_id, property_id, offer, Stage.QUOTED, self._days[-4], None)
        self._visit(customer_id, property_id, enquiry_id, self._days[-3], VisitState.DONE)
        said: Data = {"state": QuoteState.DRAFT, "customer_id": customer_id, "property_id": property_id}
        self._quote(QUOTES * number + 2, enquiry_id, offer, self._days[-2], **said)

    def _won(self, number: int, customer_id: UUID, property_id: UUID, name: str, last: int, state: JobState) -> None:
        """The second time the customer said yes, and the work is done unless the state says otherwise."""
        offer, chosen, days = self._offer(), self._luck.choice((0, 1, 1)), self._days
        enquiry_id = self._enquiry(customer_id, property_id, offer, Stage.WON, days[last - 24], None)
        self._visit(customer_id, property_id, enquiry_id, days[last - 22], VisitState.DONE)
        agreed, by = days[last - 14], self._luck.choice(list(AcceptedBy))
        both: Data = {"customer_id": customer_id, "property_id": property_id}
        said: Data = {"state": QuoteState.ACCEPTED, "accepted_at": self._at(agreed), "accepted_by": by}
        quote_id = self._quote(
            QUOTES * number + 2, enquiry_id, offer, days[last - 21], chosen, accepted_who=name, **said, **both
        )
        price = offer.options[chosen].total_minor
        both |= {"enquiry_id": enquiry_id, "quote_id": quote_id, "title": offer.work["title"]}
        job_id = self._job(last, state, name, agreed_on=agreed, price_minor=price, **both)
        if state == JobState.COMPLETED:
            self._afterwards(customer_id, job_id, days[last])

    def _job(self, last: int, state: JobState, name: str, **said: Any) -> UUID:
        """A job of two days that ends on a working day."""
        first, done = last - 1, state == JobState.COMPLETED
        if state == JobState.PLANNED:
            ahead = self._calendar.next_working_day(self._base)
            plan = [ahead, self._calendar.next_working_day(ahead)]
        else:
            plan = [self._days[first], self._days[last]]
        if state != JobState.PLANNED:
            said["started_at"] = self._at(plan[0], 8)
        if done:
            paid = self._luck.choice(self._world.words["paid"])
            said |= {"completed_on": plan[1], "signed_who": name, "looked_round": True, "paid_how": paid}
        job_id = self._add(Job, state=state, starts_on=plan[0], ends_on=plan[1], **said)
        for day in plan:
            self._add(JobDay, job_id=job_id, day_on=day)
        kept: Data = {}
        if done:
            kept = {"state": PromiseState.KEPT, "kept_on": plan[1], "kept_at": self._at(plan[1], 16)}
        dates: Data = {"due_on": plan[1], "first_due_on": plan[1], "kind": PromiseKind.FINISH}
        self._add(Promise, customer_id=said["customer_id"], job_id=job_id, words="Finished", **dates, **kept)
        return job_id

    def _afterwards(self, customer_id: UUID, job_id: UUID, done: date) -> None:
        """What follows a job, and what now and then comes of it."""
        luck, words, both = self._luck, self._world.words, {"customer_id": customer_id, "job_id": job_id}
        for key in ("thank_you", "three_months", "check_up"):
            self._follow_up(key, customer_id, job_id, done)
        if luck.random() < 0.3:
            score = luck.randint(7, 10)
            self._add(
                Feedback, at=self._at(done), holding=True, score=score, words=luck.choice(words["feedback"]), **both
            )
        if luck.random() < 0.1:
            what, plain, soon, *_ = luck.choice(words["finding"])
            at = self._at(done)
            told: Data = {"noticed_at": at, "told_at": at, "outcome": "Waits for spring"}
            self._add(Finding, what=what, plain_words=plain, how_soon=HowSoon(soon), **told, **both)
        if luck.random() < 0.02:
            consent: Data = {"consent_at": self._at(done), "consent_how": "By e-mail", "on_website": True}
            said = {"words": luck.choice(words["kind"]), "said_on": done, "name_shown": luck.choice(list(NameShown))}
            self._add(Testimonial, place_shown=luck.random() < 0.5, **said, **consent, **both)
