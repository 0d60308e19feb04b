"""The follow-up engine against a plain model: whatever happens, in whatever order, nothing is lost or doubled."""

import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from tests import followup_days
from tests.followup_hands import AHEAD, BACK, FIRST, SOME, ZONES, Selling, needs, set_up
from tests.followup_model import CALL_BACK, CLIENT, OWN, RULES, Asked
from tradesman.book import store
from tradesman.book.customer import Whereabouts
from tradesman.book.entity import Entity
from tradesman.book.finding import HowSoon
from tradesman.book.followup import FollowUp, FollowUpState
from tradesman.book.job import Job
from tradesman.book.store import Session
from tradesman.services import (
    businesses,
    complaints,
    customers,
    findings,
    followups,
    jobs,
    mailing,
    partners,
    right_clock,
    testimonials,
)
from tradesman.services import today as today_list

LAPSE = st.sampled_from([timedelta(minutes=15), timedelta(hours=3), timedelta(days=1), timedelta(days=5)])
WRONG = st.sampled_from([timedelta(days=1100), timedelta(days=370)])


class Working(Selling):
    """From a job to what is asked long after it."""

    # Jobs

    @needs("job")
    @rule(which=SOME, ahead=AHEAD)
    def plan_job(self, which: int, ahead: int) -> None:
        key, about = self.one(which, "job")
        day = self.today + timedelta(days=ahead)
        if key and self.do(jobs.plan, key, [day]) and not about.get("begun"):
            if about["to_come"].get("job_planned", day) != day:
                self.model.ask_for_another_day(key, "confirm_start")
            about["to_come"] = {"job_planned": day}
            self.plan("job_planned", key, day)

    @needs("job")
    @rule(which=SOME)
    def begin(self, which: int) -> None:
        key, about = self.one(which, "job")
        if key and self.do(jobs.start, key):
            about |= {"begun": True, "to_come": {}}
            self.model.over(key, preparing=True)

    @needs("job")
    @rule(which=SOME, back=BACK)
    def complete(self, which: int, back: int) -> None:
        key, about = self.one(which, "job")
        if key and self.do(jobs.complete, key, on=self.today - timedelta(days=back)):
            self.done_with(key, about)

    def done_with(self, key: UUID, about: dict[str, Any]) -> None:
        job = self.owner.get(Job, key)
        about |= {"completed": job.completed_on, "guarantee": job.guarantee_until_on}
        about["to_come"] = {"guarantee_ends": job.guarantee_until_on}
        self.model.over(key, "quote_accepted", "job_planned")
        self.plan_after(key, about)

    def plan_after(self, key: UUID, about: dict[str, Any]) -> None:
        self.plan("job_completed", key, about["completed"])
        if about["guarantee"] is not None:
            self.plan("guarantee_ends", key, about["guarantee"])

    @rule(who=SOME)
    def small_job(self, who: int) -> None:
        made = self.do(jobs.done_and_paid, self.person(who), "Tap washer", 6_000, "cash")
        if made:
            job = {"kind": "job", "who": made.customer_id, "sub": False, "small": True, "given": None}
            self.model.things[made.id] = job | {"agreed": self.today, "asked": self.now}
            self.live_enquiry(made.enquiry_id, made.customer_id)
            self.model.won_back(made.customer_id, self.now)
            self.done_with(made.id, self.model.things[made.id])

    @needs("job")
    @rule(which=SOME)
    def call_off(self, which: int) -> None:
        key, about = self.one(which, "job")
        if key and not about.get("completed") and self.do(jobs.cancel, key, "They sold the house"):
            about |= {"off": True, "to_come": {}}
            self.model.over(key)
            self.model.won_back(about["who"], self.now)

    @needs("job")
    @rule(which=SOME)
    def work_for_another(self, which: int) -> None:
        key, about = self.one(which, "job")
        sub = not about.get("sub")
        if not key or not self.do(jobs.set_subcontracted, key, subcontracted=sub):
            return
        about["sub"] = sub
        for one in self.model.asked:
            ours = one.subject == key or self.model.things[one.subject].get("job") == key
            if ours and one.rule.event in CLIENT:
                if sub and one.state == "open":
                    one.state, one.held = "held", "sub"
                elif not sub and one.held == "sub":
                    self.model.come_back(one, self.now)
        if about.get("completed"):
            self.plan_after(key, about)
        elif not sub and not about.get("off"):
            self.plan("quote_accepted", key, about["agreed"])
        self.model.won_back(about["who"], self.now)

    # Findings, referrals, kind words

    @needs("job")
    @rule(which=SOME, now=st.booleans())
    def tell_a_finding(self, which: int, *, now: bool) -> None:
        key, about = self.one(which, "job")
        made = self.do(noticed, key, HowSoon.NOW if now else HowSoon.SOON) if key else None
        if made:
            event = "finding_now" if now else "finding_told"
            told_on = self.today
            self.model.things[made.id] = {
                "kind": "finding",
                "who": about["who"],
                "job": key,
                "soon": event,
                "told": told_on,
            }
            self.plan(event, made.id, told_on)

    @needs("finding")
    @rule(which=SOME)
    def it_is_more_urgent_than_it_seemed(self, which: int) -> None:
        key, about = self.one(which, "finding")
        now = about.get("soon") == "finding_told"
        if key and self.do(findings.change, key, how_soon=HowSoon.NOW if now else HowSoon.SOON):
            about["soon"] = "finding_now" if now else "finding_told"
            self.model.over(key, held="urgency")
            if not about.get("over"):
                self.plan(about["soon"], key, about["told"])

    @needs("finding")
    @rule(which=SOME)
    def it_is_known_what_became_of_it(self, which: int) -> None:
        key, about = self.one(which, "finding")
        if key and self.do(findings.settle, key, "A new damp course"):
            about["over"] = True
            self.model.over(key)

    @needs("finding")
    @rule(which=SOME)
    def introduce(self, which: int) -> None:
        key, about = self.one(which, "finding")
        made = self.do(partners.introduce, key, self.partner, consent=True) if key else None
        if made:
            self.model.things[made.id] = {"kind": "referral", "who": about["who"], "job": about["job"]}
            self.plan("referral_introduced", made.id, self.today)

    @needs("referral")
    @rule(which=SOME)
    def they_said_no(self, which: int) -> None:
        key, about = self.one(which, "referral")
        if key and self.do(partners.decline, key):
            about["over"] = True
            self.model.over(key)

    @needs("job")
    @rule(which=SOME)
    def kind_words(self, which: int) -> None:
        key, _ = self.one(which, "job")
        if key and self.do(testimonials.record_feedback, key, score=10, words="Very clean"):
            self.plan("kind_words", key, self.today)


class Machine(Working):
    """And all that happens to everybody: people, days away, undo, clocks, restarts."""

    # People

    @rule(who=SOME)
    def leave_alone_or_not(self, who: int) -> None:
        key = self.person(who)
        alone = not self.model.people[key]["alone"]
        if self.do(customers.set_do_not_contact, key, leave_alone=alone):
            self.model.people[key]["alone"] = alone
            if alone:
                self.model.hold(key, "alone")
            else:
                self.model.lift(key, "alone", self.now)

    @rule(who=SOME, where=st.sampled_from(Whereabouts))
    def move_or_die(self, who: int, where: Whereabouts) -> None:
        key = self.person(who)
        if self.do(customers.set_whereabouts, key, where):
            self.model.people[key]["where"] = where.value
            self.model.lift(key, "gone", self.now)
            self.model.hold(key, "gone")

    @rule(who=SOME)
    def complain(self, who: int) -> None:
        made = self.do(complaints.open_one, self.person(who), "It drips again")
        if made:
            self.model.complaints[made.id] = made.customer_id

    @precondition(lambda self: self.model.complaints)
    @rule(which=SOME)
    def put_right(self, which: int) -> None:
        found = list(self.model.complaints)
        if found and self.do(complaints.settle, found[which % len(found)], "A new seal"):
            del self.model.complaints[found[which % len(found)]]

    # What is done of it

    @rule(which=SOME, done=st.booleans())
    def settle(self, which: int, *, done: bool) -> None:
        self.settle_one([one for one in self.open_ones if one.rule != CALL_BACK or not done], which, done=done)

    @rule(which=SOME, done=st.booleans())
    def settle_what_repeats(self, which: int, *, done: bool) -> None:
        self.settle_one([one for one in self.open_ones if one.rule.repeats], which, done=done)

    @property
    def open_ones(self) -> list[Asked]:
        return [one for one in self.model.asked if one.state == "open"]

    def settle_one(self, found: list[Asked], which: int, *, done: bool) -> None:
        if found:
            one = found[which % len(found)]
            row = self.row(one)
            assert self.do(followups.do, row.id, "Said") if done else self.do(followups.skip, row.id, "No time")
            self.model.settle(one, "done" if done else "skipped", self.now)

    @rule(which=SOME, days=st.integers(1, 20))
    def put_off(self, which: int, days: int) -> None:
        found = [one for one in self.open_ones if one.rule != CALL_BACK]
        if found:
            one, until = found[which % len(found)], self.now + timedelta(days=days)
            assert self.do(followups.snooze, self.row(one).id, until)
            one.asleep, one.dozed = until, self.is_ahead

    @rule(which=SOME)
    def write(self, which: int) -> None:
        """A mail that waits in the outbox has done what asked for it."""
        found = [one for one in self.open_ones if one.rule != CALL_BACK]
        if not found:
            return
        one, self.mails = found[which % len(found)], self.mails + 1
        about = {"to": "leah@example.org", "mail_id": f"<{self.mails}@x>", "file": "x.eml"}
        made = self.do(mailing.queue, one.who, "Hello", **about, followup_id=self.row(one).id)
        if made:
            asked = len(self.model.asked)
            self.model.settle(one, "done", self.now)
            self.model.mails[made.id] = (one, next(iter(self.model.asked[asked:]), None), self.now)

    @precondition(lambda self: self.model.mails)
    @rule(which=SOME)
    def take_back(self, which: int) -> None:
        found = list(self.model.mails)
        if found and self.do(mailing.take_back, found[which % len(found)]):
            self.model.take_back(found[which % len(found)], self.now)

    # Days away

    @rule(ahead=AHEAD, length=st.integers(0, 21))
    def go_away(self, ahead: int, length: int) -> None:
        first = self.today + timedelta(days=ahead)
        made = self.do(businesses.add_days_away, first, first + timedelta(days=length))
        if made:
            self.model.away[made.id] = (first, first + timedelta(days=length))
            for one in self.model.asked:
                if one.state == "open" and one.rule != CALL_BACK and one.due >= self.today:
                    self.model.off(one, self.now)
            self.model.clocks(self.now)

    @precondition(lambda self: self.model.away)
    @rule(which=SOME)
    def stay_at_home(self, which: int) -> None:
        found = list(self.model.away)
        if found and self.do(businesses.remove_days_away, found[which % len(found)]):
            self.model.home(found[which % len(found)], self.now)
            self.model.clocks(self.now)

    # Undo, and the time

    @rule()
    def undo(self) -> None:
        if not self.past:
            return
        self.owner.undo()
        self.note_step()
        self.future.append(self.model)
        self.model = self.past.pop()

    @rule()
    def redo(self) -> None:
        if not self.future:
            return
        self.owner.book.redo(self.now)
        self.note_step()
        self.past.append(self.model)
        self.model = self.future.pop()

    @rule(lapse=LAPSE)
    def time_passes(self, lapse: timedelta) -> None:
        self.wait(lapse)

    @rule()
    def the_laptop_sleeps_for_three_weeks(self) -> None:
        self.time_passes(timedelta(weeks=3))

    @rule(by=WRONG)
    def the_clock_is_set_ahead(self, by: timedelta) -> None:
        if not self.right:
            self.right, self.owner.now, self.wrote = self.now, self.now + by, False

    @rule(by=WRONG)
    def the_clock_is_set_back(self, by: timedelta) -> None:
        """Once: which of two clocks that differ by years is right, only the first time tells."""
        if not self.right and not self.was_behind:
            self.right, self.owner.now, self.was_behind = self.now, self.now - by, True

    @rule()
    def the_clock_is_put_right(self) -> None:
        if self.right is None:
            return
        lately = self.used is not None and self.right - self.used <= right_clock.LONGEST
        again = self.wrote and self.is_ahead and lately
        self.owner.now, self.right = self.right, None
        right_clock.settle(self.owner.book, self.now)
        if again:
            self.model.plan_again(self.now)
            self.used = self.now
            self.past.clear()  # what was planned again is not undone
            self.future.clear()
        for one in self.model.asked:
            one.dozed = False

    @rule()
    def restart(self) -> None:
        self.owner.book.close()
        self.owner.book = store.open_book(self.place, self.now)
        right_clock.settle(self.owner.book, self.now)

    # What must hold

    def name(self, one: Asked) -> tuple[Any, ...]:
        return one.rule.key, one.subject, one.number

    def row(self, one: Asked) -> FollowUp:
        return next(row for row in self.owner.all(FollowUp) if key_of(row) == self.name(one))

    @invariant()
    def the_book_is_as_the_model(self) -> None:
        if not hasattr(self, "owner"):
            return
        with self.owner.book.read(self.now) as session:
            rows = seen(session)
        kept = {key_of(row): facts(row) for row in rows}
        assert len(kept) == len(rows)
        cancelled = {"over": "cancelled", "held": "cancelled"}
        assert kept == {
            self.name(one): (cancelled.get(one.state, one.state), one.due, one.counted, one.at, one.asleep)
            for one in self.model.asked
        }
        for row in rows:
            assert bool(row.reason) == (row.state in (FollowUpState.CANCELLED, FollowUpState.SKIPPED))
            late = row.due_at is not None and row.due_at <= self.now  # stays so on a day that becomes one away
            if row.state == FollowUpState.OPEN and row.due_on >= self.today and not late:
                assert self.model.works(row.due_on)

    @rule()
    def look_at_today(self) -> None:
        shown = self.owner.ask(today_list.rows)
        ids = [part.followup_id for row in shown for part in (row, *row.also) if part.followup_id]
        rows = {row.id: row for row in self.owner.all(FollowUp)}
        seen = [(key_of(rows[one])[0], rows[one].subject_id) for one in ids]
        assert sorted(seen) == sorted(self.model.shown(self.now))


def seen(session: Session) -> list[Any]:
    """Of each follow-up all that a model of it can differ in, read without making a row of each."""
    table = Entity.metadata.tables["follow_up"]
    names = "title rule_key subject_id repetition state due_on counted_from_on due_at snoozed_until reason"
    return list(session.execute(sqlalchemy.select(*(table.c[name] for name in names.split()))).all())


def noticed(session: Session, job_id: UUID, how_soon: HowSoon) -> Any:
    """Something noticed and told in one go."""
    finding = findings.note(session, job_id, "Damp wall", how_soon, plain_words="The wall is wet")
    session.flush()
    return findings.tell(session, finding.id)


def key_of(row: Any) -> tuple[Any, ...]:
    return row.title or row.rule_key, row.subject_id, row.repetition


def facts(row: Any) -> tuple[Any, ...]:
    return row.state.value, row.due_on, row.counted_from_on, row.due_at, row.snoozed_until


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A new book, made once and moved to each zone, to be copied for each run."""
    folder = tmp_path_factory.mktemp("zones")
    books = {zone: folder / f"{zone.replace('/', ' ')}.tradesman" for zone in ZONES}
    first, *others = ZONES
    store.create_book(books[first], FIRST, set_up(first))
    for zone in others:
        shutil.copytree(books[first], books[zone])
        book = store.open_book(books[zone], FIRST)
        country, region = ZONES[zone][0] or ("", "")
        with book.write("Move", FIRST) as session:
            businesses.change(session, zone=zone, country=country, region=region)
        book.close()
    return books


def run(made: dict[str, Path], tmp_path: Path, zone: str, **rest: Any) -> None:
    place = tmp_path / "Runs.tradesman"
    quiet = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck), **rest)
    run_state_machine_as_test(lambda: Machine(made[zone], place, zone), settings=quiet)  # type: ignore[arg-type]


@pytest.mark.parametrize("zone", ZONES)
def test_whatever_happens_the_engine_does_what_the_model_does(made: dict[str, Path], tmp_path: Path, zone: str) -> None:
    hands = Machine(made[zone], tmp_path / "Runs.tradesman", zone)
    try:
        seen = followup_days.live(hands, seed=list(ZONES).index(zone))
    finally:
        hands.teardown()
    assert [len(offsets) for offsets in seen] == ([1, 1] if zone == "Pacific/Kiritimati" else [2, 2])
    asked = Counter(one.rule for one in hands.model.asked)
    assert set(asked) == {*RULES, *OWN, CALL_BACK}  # each rule has asked, and none of them once
    assert min(asked.values()) >= 2
    assert asked.total() >= 90
    assert {one.state for one in hands.model.asked} >= {"open", "held", "over", "done"}


@pytest.mark.soak
@pytest.mark.parametrize("zone", ZONES)
def test_for_a_long_time_the_engine_does_what_the_model_does(made: dict[str, Path], tmp_path: Path, zone: str) -> None:
    run(made, tmp_path, zone, max_examples=100, stateful_step_count=80)
