"""The hands of an owner who asks, quotes and sells in any order, beside a model that does the same."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy.exc import SQLAlchemyError

from tests.followup_model import CALL_BACK, OWN, Asked, Model
from tests.owner import Owner
from tradesman.book import store
from tradesman.book.customer import Customer
from tradesman.book.enquiry import CameBy, Outcome
from tradesman.book.errors import BookError
from tradesman.book.followup import Channel, Event
from tradesman.book.partner import Partner
from tradesman.book.quote import AcceptedBy, GivenBy, Quote
from tradesman.book.store import Session
from tradesman.services import businesses, customers, enquiries, partners, quotes, rule_changes, visits

# For each zone: its holidays, and a few days before both changes of its clock: an hour, half an hour, one at midnight.
# Kiritimati has none, so there it is the end of a year and a leap day.
ZONES: dict[str, tuple[tuple[str, str] | None, tuple[str, ...]]] = {
    "Europe/London": (("GB", "ENG"), ("2026-03-26", "2026-10-22")),
    "America/New_York": (("US", "NY"), ("2026-03-05", "2026-10-29")),
    "Australia/Lord_Howe": (None, ("2026-04-02", "2026-10-01")),
    "America/Santiago": (None, ("2026-04-02", "2026-09-03")),
    "Pacific/Kiritimati": (None, ("2026-12-29", "2028-02-26")),
}
FIRST = datetime(2026, 1, 1, tzinfo=UTC)  # when each book is made: before that no clock of its owner was right
UNITS = {"working": "working days", "days": "days", "months": "months"}
SOME, AHEAD, BACK = st.integers(0, 30), st.integers(0, 25), st.integers(0, 40)


def set_up(zone: str) -> Callable[[Session], None]:
    """A business in a zone with three customers, a partner, and rules of the owner's own."""

    def first(session: Session) -> None:
        country, region = ZONES[zone][0] or ("", "")
        made = {"country": country, "region": region, "hours": businesses.WEEKDAYS_8_TO_5}
        businesses.set_up(session, name="Harrow Plumbing", currency="GBP", zone=zone, **made)
        businesses.change(session, smtp_host="smtp.example.org", smtp_user="sam", email="sam@harrow.example")
        for name in ("Leah Novak", "Tom Whitaker", "Ruth Okafor"):
            customers.add(session, name)
        partners.add(session, "Dry Walls", "Damp proofing")
        session.flush()
        for one in OWN:
            wait = f"{one.wait[0]} {UNITS[one.wait[1]]}"
            rest = {"repeats": one.repeats, "for_small_jobs": one.small}
            rule_changes.add(session, one.key, Event(one.event), wait, Channel.CALL, **rest)

    return first


def needs(kind: str) -> Callable[[Any], Any]:
    """A rule for which there is a thing of a kind."""
    return precondition(lambda hands: any(about["kind"] == kind for about in hands.model.things.values()))


def given(session: Session, customer_id: UUID, decision_on: date | None) -> Quote:
    """Somebody rings, is answered live, and has a quote with a guarantee of two years."""
    enquiry = enquiries.log(session, customer_id, "New boiler", CameBy.PHONE, answered_live=True)
    session.flush()
    quote = quotes.draft(session, enquiry.id, "New boiler")
    session.flush()
    option = quotes.add_option(session, quote.id, "Good")
    quotes.change_option(session, quote.id, option.id, guarantee="Two years", guarantee_months=24)
    quotes.add_line(session, quote.id, option.id, "Boiler, fitted", 50_000)
    quotes.give(session, quote.id, GivenBy.SENT, decision_on=decision_on)
    return quote


class Hands(RuleBasedStateMachine):
    """An owner who does one thing after another, beside a model that does the same."""

    def __init__(self, made: Path, place: Path, zone: str) -> None:
        super().__init__()
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(made, place)
        self.place, self.model = place, Model(zone, ZONES[zone][0])
        self.past: list[Model] = []
        self.future: list[Model] = []
        self.right: datetime | None = None  # what it is while the clock is wrong
        self.wrote = False  # the last step, while the clock was wrong
        self.used: datetime | None = None  # when the last step was done by the right clock
        self.was_behind = False
        self.mails = 0

    @initialize(spring=st.booleans(), hour=st.integers(0, 23))
    def open(self, *, spring: bool, hour: int) -> None:
        day = date.fromisoformat(ZONES[self.model.zone][1][not spring])
        now = datetime.combine(day, time(hour), UTC)
        self.owner = Owner(store.open_book(self.place, now), now)
        for one in self.owner.all(Customer):
            self.model.people[one.id] = {"alone": False, "where": "here"}
        self.partner = self.owner.all(Partner)[0].id

    def teardown(self) -> None:
        if hasattr(self, "owner"):
            self.owner.book.close()

    # How something is done

    def do(self, deed: Callable[..., Any], *args: Any, **fields: Any) -> Any:
        """One step of the owner, or None where the book refuses it; undoing it gives the model as it was."""
        before = self.model.copy()
        try:
            with self.owner.book.write(deed.__name__, self.now) as session:
                result = deed(session, *args, **fields)
                session.flush()
        except BookError as error:
            if isinstance(error.__cause__, SQLAlchemyError):  # what the book cannot keep is no refusal
                raise
            return None
        if session.step_id is not None:
            self.past.append(before)
            self.future.clear()
            self.note_step()
        return result if result is not None else True

    def note_step(self) -> None:
        self.wrote = self.right is not None
        self.used = self.now if self.right is None else self.used

    def wait(self, lapse: timedelta) -> None:
        self.owner.now += lapse
        self.right = self.right + lapse if self.right else None

    @property
    def is_ahead(self) -> bool:
        return self.right is not None and self.now > self.right

    @property
    def now(self) -> datetime:
        return self.owner.now

    @property
    def today(self) -> date:
        return self.model.today(self.now)

    def person(self, number: int) -> UUID:
        return list(self.model.people)[number % len(self.model.people)]

    def one(self, number: int, kind: str) -> Any:
        """A thing of a kind, and what the model knows of it; a new thing has no id yet."""
        found = [(key, about) for key, about in self.model.things.items() if about["kind"] == kind]
        return found[number % len(found)] if found else (None, {})

    def plan(self, event: str, subject: UUID, day: date) -> None:
        about = self.model.things[subject]
        job = subject if about["kind"] == "job" else about.get("job")
        self.model.plan(event, subject, about["who"], day, self.now, job)

    def live_enquiry(self, key: UUID, who: UUID) -> None:
        """Answered live, the call back is done as soon as it is owed."""
        at = self.model.hour_after(self.now)
        self.model.things[key] = {"kind": "answered", "who": who}
        self.model.asked.append(Asked(CALL_BACK, key, who, 0, self.today, self.model.today(at), "done", at=at))


class Selling(Hands):
    """From an enquiry to a job."""

    # Enquiries and visits

    @rule(who=SOME)
    def somebody_asks(self, who: int) -> None:
        made = self.do(enquiries.log, self.person(who), "The boiler drips", CameBy.PHONE)
        if made:
            self.model.things[made.id] = {"kind": "enquiry", "stage": "enquiry", "who": made.customer_id}
            self.model.things[made.id]["came_in"] = self.now
            at = self.model.hour_after(self.now)
            row = Asked(CALL_BACK, made.id, made.customer_id, 0, self.today, self.model.today(at), at=at)
            self.model.start(row)

    @needs("enquiry")
    @rule(which=SOME)
    def reach(self, which: int) -> None:
        key, _ = self.one(which, "enquiry")
        if key and self.do(enquiries.attempt, key, Outcome.REACHED):
            for call in [call for call in self.model.calls() if call.subject == key]:
                call.state = "done"

    @needs("enquiry")
    @rule(which=SOME, ahead=AHEAD)
    def book_visit(self, which: int, ahead: int) -> None:
        key, about = self.one(which, "enquiry")
        day = self.today + timedelta(days=ahead)
        made = self.do(visits.book, key, day, time(9)) if key else None
        if made:
            about["stage"] = "visit"
            self.model.things[made.id] = {"kind": "visit", "who": about["who"], "to_come": {"visit_booked": day}}
            self.plan("visit_booked", made.id, day)

    @needs("visit")
    @rule(which=SOME, ahead=AHEAD)
    def move_visit(self, which: int, ahead: int) -> None:
        key, about = self.one(which, "visit")
        day = self.today + timedelta(days=ahead)
        if key and self.do(visits.move, key, day, time(10)):
            if (day, 10) != (about["to_come"]["visit_booked"], about.get("hour", 9)):
                self.model.ask_for_another_day(key, "confirm_visit")
            about["to_come"], about["hour"] = {"visit_booked": day}, 10
            self.plan("visit_booked", key, day)

    @needs("visit")
    @rule(which=SOME)
    def arrive(self, which: int) -> None:
        key, about = self.one(which, "visit")
        if key and self.do(visits.arrive, key):
            about |= {"begun": True, "to_come": {}}
            self.model.over(key, preparing=True)

    # Quotes

    @rule(who=SOME, decides=st.none() | AHEAD)
    def give(self, who: int, decides: int | None) -> None:
        day = self.today + timedelta(days=decides) if decides is not None else None
        made = self.do(given, self.person(who), day)
        if made:
            about = {"kind": "quote", "who": made.customer_id, "valid": made.valid_until_on, "decision": day}
            self.model.things[made.id] = about | {"enquiry": made.enquiry_id, "given": self.now}
            self.live_enquiry(made.enquiry_id, made.customer_id)
            self.plan_quote(made.id)

    def plan_quote(self, key: UUID, *, given_now: bool = True) -> None:
        about = self.model.things[key]
        about["to_come"] = {"quote_decision": about["decision"], "quote_expiring": about["valid"]}
        if given_now:
            about["given"] = self.now
            self.plan("quote_given", key, self.today)
        self.plan("quote_expiring", key, about["valid"])
        if about["decision"] is not None:
            self.plan("quote_decision", key, about["decision"])
        else:
            self.model.over(key, "quote_decision", held="no date")

    @needs("quote")
    @rule(which=SOME)
    def give_again(self, which: int) -> None:
        key, _ = self.one(which, "quote")
        if key and self.do(quotes.give, key, GivenBy.SENT):
            self.plan_quote(key)

    @needs("quote")
    @rule(which=SOME, decides=st.none() | AHEAD)
    def decide_by(self, which: int, decides: int | None) -> None:
        key, about = self.one(which, "quote")
        day = self.today + timedelta(days=decides) if decides is not None else None
        if key and self.do(quotes.decide_by, key, day):
            about["decision"] = about["to_come"]["quote_decision"] = day
            if day is None:
                self.model.over(key, "quote_decision", held="no date")
            else:
                self.plan("quote_decision", key, day)

    @needs("quote")
    @rule(which=SOME)
    def accept(self, which: int) -> None:
        key, about = self.one(which, "quote")
        made = self.do(quotes.accept, key, self.owner.option(key), AcceptedBy.PHONE, "Leah") if key else None
        if made:
            self.model.over(key)
            about |= {"decided": True, "to_come": {}}
            job = {"kind": "job", "who": about["who"], "sub": False, "small": False, "given": about["given"]}
            self.model.things[made.id] = job | {"agreed": self.today, "to_come": {}}
            self.plan("quote_accepted", made.id, self.today)
            self.model.won_back(about["who"], self.now)

    @needs("quote")
    @rule(which=SOME)
    def lose(self, which: int) -> None:
        key, about = self.one(which, "quote")
        if key and self.do(quotes.lose, key, "Too dear"):
            self.model.over(key)
            about |= {"decided": True, "lost": self.now, "to_come": {}}
            self.plan("quote_lost", key, self.today)

    @needs("quote")
    @rule(which=SOME, ahead=AHEAD)
    def decline_and_take_up_again(self, which: int, ahead: int) -> None:
        """Between the two time passes; what was cancelled comes back as far as it still makes sense."""
        key, about = self.one(which, "quote")
        if key and self.do(enquiries.decline, about["enquiry"], "Too far"):
            stood = [one for one in self.model.asked if one.subject == key and one.stands]
            self.model.over(key)
            self.wait(timedelta(days=ahead))
            assert self.do(enquiries.reopen, about["enquiry"])
            for one in stood:
                self.model.come_back(one, self.now)
            self.plan_quote(key, given_now=False)
