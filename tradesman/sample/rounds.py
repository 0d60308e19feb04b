"""The owner's daily round through Today: what has come due is done, some of it late, a little of it skipped."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.followup import HELD_BY_COMPLAINT, FollowUp, FollowUpState, Purpose
from tradesman.book.store import Session
from tradesman.sample.world import Data, World
from tradesman.services import complaints, findings, followups, partners, testimonials, visits

EVENING, MORNING = "16:50", "08:20"
LATE, SKIPPED = 0.12, 0.05  # shares of what is done late, and of what is skipped
ONE_DAY = timedelta(days=1)
KEPT_FOR = timedelta(days=6)  # what stays open for the pictures has come due just now


class Rounds:
    """Settles what is due, day by day, as a careful owner does."""

    def __init__(self, world: World, seed: int) -> None:
        self._world, self._seed = world, seed
        self._almanac = world.almanac
        self._next = datetime.min.replace(tzinfo=UTC)

    def until(self, session: Session, moment: datetime) -> None:
        """Does every round that falls before a moment."""
        while self._next < moment:
            owed = self._owed(session, self._almanac.calendar.local_day(moment))
            day = min((day for day, *_ in owed), default=None)
            if day is None or self._round(day) >= moment:
                self._next = self._first_round(moment)
                return
            session.now = self._round(day)
            for on, row, name in owed:
                if on <= day:
                    self._settle(session, row, name)

    def _round(self, day: date) -> datetime:
        return self._almanac.at(day, MORNING if day == self._almanac.base else EVENING)

    def _first_round(self, moment: datetime) -> datetime:
        """The first round at or after a moment: nothing is owed between two rounds."""
        day = self._almanac.calendar.local_day(moment)
        while self._round(day) < moment:
            day += ONE_DAY
        return self._round(day)

    def _owed(self, session: Session, day: date) -> list[tuple[date, FollowUp, str]]:
        """What has come due by a day, with the day of its round and whose it is, in an order that ids do not change."""
        query = (
            select(FollowUp, Customer.name)
            .join(Customer, col(Customer.id) == col(FollowUp.customer_id))
            .where(
                FollowUp.state == FollowUpState.OPEN,
                FollowUp.purpose != Purpose.CALL_BACK,
                col(FollowUp.due_on) <= min(day, self._almanac.base),
            )
            .order_by(col(FollowUp.due_on), col(Customer.name), col(FollowUp.rule_key), col(FollowUp.id))
        )
        found = [(row, name) for row, name in session.exec(query).all() if not self._stays(row)]
        unhappy = complaints.open_customers(session) if found else set()
        return [
            (self._round_day(row, name), row, name)
            for row, name in found
            if not (row.customer_id in unhappy and row.purpose in HELD_BY_COMPLAINT)
        ]

    def _stays(self, row: FollowUp) -> bool:
        keeps = self._world.keeps.get(row.customer_id, ())
        return row.purpose in keeps and row.due_on > self._almanac.base - KEPT_FOR

    def _luck(self, row: FollowUp, name: str) -> Random:
        return Random(f"{self._seed} {name} {row.rule_key} {row.due_on}")  # noqa: S311  made-up data

    def _round_day(self, row: FollowUp, name: str) -> date:
        """The day it is dealt with: mostly its own, now and then one of the next."""
        luck = self._luck(row, name)
        if row.customer_id in self._world.core or luck.random() > LATE:
            return row.due_on
        late = self._almanac.calendar.add_working_days(row.due_on, luck.randint(1, 4))
        return min(late, self._almanac.base)

    def _settle(self, session: Session, row: FollowUp, name: str) -> None:
        if row.state != FollowUpState.OPEN:  # settled together with one before it
            return
        luck = self._luck(row, name)
        if row.customer_id not in self._world.core and luck.random() < SKIPPED:
            reason, asked = luck.choice(self._world.words["skipped"])
            followups.skip(session, row.id, reason, customer_asked=asked)
            return
        outcome = luck.choice(self._world.words["outcome"][row.purpose])
        if row.purpose == Purpose.CONFIRM_VISIT:
            visits.confirm(session, row.subject_id)
        elif row.purpose == Purpose.PARTNER_DID_WELL:
            well = row.subject_id not in self._world.badly
            partners.how_it_went(session, row.subject_id, well=well, words=outcome if well else "Came late")
        else:
            followups.do(session, row.id, outcome)
        self._after(session, row, luck, outcome)

    def _after(self, session: Session, row: FollowUp, luck: Random, outcome: str) -> None:
        if row.purpose in (Purpose.FINDING_OUTCOME, Purpose.FINDING_DECIDED):
            findings.settle(session, row.subject_id, outcome)
        if row.purpose == Purpose.THREE_MONTHS:
            words = luck.choice(self._world.words["feedback"])
            said: Data = {"holding": True, "score": luck.choice((7, 8, 8, 9)), "words": words}
            if row.customer_id in self._world.agrees:
                said |= {"words": "", "may_quote": True}
            testimonials.record_feedback(session, row.subject_id, **said)
