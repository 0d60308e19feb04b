"""The follow-up engine against a plain model: whatever happens, in whatever order, nothing is lost or doubled."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from tests.conftest import NOW
from tests.followup_hands import AHEAD, BACK, SOME, ZONES, Selling, needs, set_up
from tests.followup_model import CALL_BACK, CLIENT
from tradesman.book import store
from tradesman.book.customer import Whereabouts
from tradesman.book.finding import HowSoon
from tradesman.book.followup import FollowUp, FollowUpState
from tradesman.book.job import Job
from tradesman.book.store import Session
from tradesman.services import businesses, complaints, customers, findings, followups, jobs, partners, testimonials
from tradesman.services import today as today_list

LAPSE = st.sampled_from([timedelta(minutes=15), timedelta(hours=3), timedelta(days=1), timedelta(days=5)])
WRONG = st.sampled_from([timedelta(days=1100), timedelta(days=-1100), timedelta(days=370)])


class Working(Selling):
    """From a job to what is asked long after it."""

    # Jobs

    @needs("job")
    @rule(which=SOME, ahead=AHEAD)
    def plan_job(self, which: int, ahead: int) -> None:
        key, about = self.one(which, "job")
        day = self.today + timedelta(days=ahead)
        if key and self.do(jobs.plan, key, [day]) and not about.get("begun"):
            self.plan("job_planned", key, day)

    @needs("job")
    @rule(which=SOME)
    def begin(self, which: int) -> None:
        key, about = self.one(which, "job")
        if key and self.do(jobs.start, key):
            about["begun"] = True
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
            self.model.things[made.id] = {"kind": "job", "who": made.customer_id, "sub": False, "small": True}
            self.live_enquiry(made.enquiry_id, made.customer_id)
            self.done_with(made.id, self.model.things[made.id])

    @needs("job")
    @rule(which=SOME)
    def call_off(self, which: int) -> None:
        key, about = self.one(which, "job")
        if key and not about.get("completed") and self.do(jobs.cancel, key, "They sold the house"):
            self.model.over(key)

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
            if not about.get("known"):
                self.plan(about["soon"], key, about["told"])

    @needs("finding")
    @rule(which=SOME)
    def it_is_known_what_became_of_it(self, which: int) -> None:
        key, about = self.one(which, "finding")
        if key and self.do(findings.settle, key, "A new damp course"):
            about["known"] = True
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
        key, _ = self.one(which, "referral")
        if key and self.do(partners.decline, key):
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
        found = [one for one in self.model.asked if one.state == "open" and (one.rule != CALL_BACK or not done)]
        if found:
            one = found[which % len(found)]
            row = next(row for row in self.owner.all(FollowUp) if key_of(row) == self.name(one))
            assert self.do(followups.do, row.id, "Said") if done else self.do(followups.skip, row.id, "No time")
            self.model.settle(one, "done" if done else "skipped", self.now)

    @rule(which=SOME, days=st.integers(1, 20))
    def put_off(self, which: int, days: int) -> None:
        found = [one for one in self.model.asked if one.state == "open" and one.rule != CALL_BACK]
        if found:
            one, until = found[which % len(found)], self.now + timedelta(days=days)
            row = next(row for row in self.owner.all(FollowUp) if key_of(row) == self.name(one))
            assert self.do(followups.snooze, row.id, until)
            one.asleep = until

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
            del self.model.away[found[which % len(found)]]
            self.model.clocks(self.now)

    # Undo, and the time

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.owner.undo()
        self.future.append(self.model)
        self.model = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.owner.book.redo(self.now)
        self.past.append(self.model)
        self.model = self.future.pop()

    @rule(lapse=LAPSE)
    def time_passes(self, lapse: timedelta) -> None:
        self.owner.now += lapse
        self.right = self.right + lapse if self.right else None

    @rule()
    def the_laptop_sleeps_for_three_weeks(self) -> None:
        self.time_passes(timedelta(weeks=3))

    @precondition(lambda self: not self.right)
    @rule(by=WRONG)
    def the_clock_is_set_wrong(self, by: timedelta) -> None:
        self.right, self.owner.now = self.now, self.now + by

    @precondition(lambda self: self.right)
    @rule()
    def the_clock_is_put_right(self) -> None:
        assert self.right is not None
        self.owner.now, self.right = self.right, None

    @rule()
    def restart(self) -> None:
        self.owner.book.close()
        self.owner.book = store.open_book(self.place, self.now)

    # What must hold

    def name(self, one: Any) -> tuple[Any, ...]:
        return one.rule.key, one.subject, one.number

    @invariant()
    def the_book_is_as_the_model(self) -> None:
        if not hasattr(self, "owner"):
            return
        rows = self.owner.all(FollowUp)
        kept = {key_of(row): facts(row) for row in rows}
        assert len(kept) == len(rows)
        cancelled = {"over": "cancelled", "held": "cancelled"}
        assert kept == {
            self.name(one): (cancelled.get(one.state, one.state), one.due, one.counted, one.at, one.asleep)
            for one in self.model.asked
        }
        for row in rows:
            assert bool(row.reason) == (row.state in (FollowUpState.CANCELLED, FollowUpState.SKIPPED))
            if row.state == FollowUpState.OPEN and row.due_on >= self.today:
                assert self.model.works(row.due_on)

    @rule()
    def look_at_today(self) -> None:
        shown = self.owner.ask(today_list.rows)
        ids = [part.followup_id for row in shown for part in (row, *row.also) if part.followup_id]
        rows = {row.id: row for row in self.owner.all(FollowUp)}
        seen = [(key_of(rows[one])[0], rows[one].subject_id) for one in ids]
        assert sorted(seen) == sorted(self.model.shown(self.now))


def noticed(session: Session, job_id: UUID, how_soon: HowSoon) -> Any:
    """Something noticed and told in one go."""
    finding = findings.note(session, job_id, "Damp wall", how_soon, plain_words="The wall is wet")
    session.flush()
    return findings.tell(session, finding.id)


def key_of(row: FollowUp) -> tuple[Any, ...]:
    return row.title or row.rule_key, row.subject_id, row.repetition


def facts(row: FollowUp) -> tuple[Any, ...]:
    return row.state.value, row.due_on, row.counted_from_on, row.due_at, row.snoozed_until


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A new book for each zone, made once and copied for each run."""
    folder = tmp_path_factory.mktemp("zones")
    books = {zone: folder / f"{zone.replace('/', ' ')}.tradesman" for zone in ZONES}
    for zone, place in books.items():
        store.create_book(place, NOW - timedelta(days=3000), set_up(zone))
    return books


def run(made: dict[str, Path], tmp_path: Path, zone: str, **rest: Any) -> None:
    place = tmp_path / "Runs.tradesman"
    quiet = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck), **rest)
    run_state_machine_as_test(lambda: Machine(made[zone], place, zone), settings=quiet)  # type: ignore[arg-type]


@pytest.mark.parametrize("zone", ZONES)
def test_whatever_happens_the_engine_does_what_the_model_does(made: dict[str, Path], tmp_path: Path, zone: str) -> None:
    run(made, tmp_path, zone, max_examples=2, stateful_step_count=40, derandomize=True)


@pytest.mark.soak
@pytest.mark.parametrize("zone", ZONES)
def test_for_a_long_time_the_engine_does_what_the_model_does(made: dict[str, Path], tmp_path: Path, zone: str) -> None:
    run(made, tmp_path, zone, max_examples=300, stateful_step_count=80)
