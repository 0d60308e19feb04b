"""Jobs: accepted work, or small work done without a quote."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, Relationship

from tradesman.book.entity import Entity, choice, part_of
from tradesman.book.errors import BookError


class JobKind(StrEnum):
    """Full work, a small job done and paid on the day, or one that puts an earlier job right."""

    WORK = "work"
    SMALL = "small"
    SERVICE_CALL = "service_call"


class JobState(StrEnum):
    """How far a job has come."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


ENDED = frozenset({JobState.COMPLETED, JobState.CANCELLED, JobState.WITHDRAWN})


class JobDay(Entity, table=True):
    """One day of the plan, by the wall clock; without a start and a length it takes the hours the business works."""

    __tablename__ = "job_day"

    job_id: UUID = Field(foreign_key="job.id", index=True)
    day_on: date = Field(index=True)
    words: str = ""
    starts: time | None = None
    minutes: int | None = None


class ChecklistItem(Entity, table=True):
    """One thing to do or to look at before the job is signed off."""

    __tablename__ = "checklist_item"

    job_id: UUID = Field(foreign_key="job.id", index=True)
    position: int
    words: str
    done_at: datetime | None = None
    wants_photo: bool = False
    photo_id: UUID | None = Field(default=None, foreign_key="photo.id", index=True)


class Job(Entity, table=True):
    """Work that is agreed: schedule, checklist, sign-off."""

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    enquiry_id: UUID = Field(foreign_key="enquiry.id", index=True)
    property_id: UUID | None = Field(default=None, foreign_key="property.id", index=True)
    quote_id: UUID | None = Field(default=None, foreign_key="quote.id", index=True)
    earlier_job_id: UUID | None = Field(default=None, foreign_key="job.id", index=True)
    kind: JobKind = choice(JobKind, JobKind.WORK)
    title: str
    state: JobState = choice(JobState, JobState.PLANNED, index=True)
    agreed_on: date
    price_minor: int | None = None
    subcontracted: bool = False
    done_for: str = ""
    starts_on: date | None = Field(default=None, index=True)
    ends_on: date | None = None
    started_at: datetime | None = None
    completed_on: date | None = Field(default=None, index=True)
    signed_who: str = ""
    guarantee_until_on: date | None = None
    looked_round: bool = False
    paid_how: str = ""
    reason: str = ""
    withdraw_until_on: date | None = None
    wants_early_start: bool = False
    confirmed_at: datetime | None = None
    care: str = ""
    extra_given: str = ""
    cause: str = ""
    cost_to_me_minor: int | None = None
    under_guarantee: bool | None = None
    fixed_by_me: bool | None = None
    failed_item_id: UUID | None = Field(default=None, foreign_key="price_item.id", index=True)

    days: list[JobDay] = Relationship(sa_relationship_kwargs=part_of("JobDay.day_on"))
    checklist: list[ChecklistItem] = Relationship(sa_relationship_kwargs=part_of("ChecklistItem.position"))

    @property
    def is_open(self) -> bool:
        """Whether there is still work to do."""
        return self.state not in ENDED

    @property
    def is_paused(self) -> bool:
        """Whether the work rests."""
        return self.state == JobState.PAUSED

    def _still_open(self) -> None:
        if not self.is_open:
            raise BookError("This job is over. Nothing was changed.")

    def plan(self, days: list[date], today: date = date.min) -> None:
        """Sets the days of work; each day that was planned moves to one of them with what is written for it.

        Days before today that are in the plan no more have been, and do not move.
        """
        self._still_open()
        if not days:
            raise BookError("A plan needs at least one day. Nothing was changed.")
        wanted = sorted(set(days))
        if self.withdraw_until_on is not None and wanted[0] <= self.withdraw_until_on and not self.wants_early_start:
            raise BookError(
                f"The customer may withdraw until {self.withdraw_until_on}. Nothing was planned."
                " Plan later days, or note that the customer wants the work to begin before."
            )
        self._move_days(wanted, today)
        if self.starts_on != wanted[0]:
            self.confirmed_at = None  # another first day is to be confirmed again
        self.starts_on, self.ends_on = wanted[0], wanted[-1]

    def _move_days(self, wanted: list[date], today: date) -> None:
        """In their order; days that are only added to the plan or taken from it leave the others where they are."""
        ahead = [day for day in self.days if day.day_on >= today or day.day_on in wanted]
        rows = sorted(ahead, key=lambda day: day.day_on)
        planned = {day.day_on for day in rows}
        if planned.issubset(wanted) or planned.issuperset(wanted):
            rows = [day for day in rows if day.day_on in wanted]
            new = [day for day in wanted if day not in planned]
        else:
            rows, new = rows[: len(wanted)], wanted[len(rows) :]
            for day, on in zip(rows, wanted, strict=False):
                day.day_on = on
        rows += [JobDay(job_id=self.id, day_on=on) for on in new]
        self.days = sorted(rows, key=lambda day: day.day_on)

    def start(self, at: datetime) -> None:
        """The first day has come."""
        if self.state not in (JobState.PLANNED, JobState.PAUSED):
            raise BookError("This job is not waiting to start. Nothing was changed.")
        self.reason = ""  # why it rested
        self.state, self.started_at = JobState.IN_PROGRESS, self.started_at or at

    def pause(self, reason: str) -> None:
        """Interrupts the work, for a reason."""
        self._still_open()
        self.state, self.reason = JobState.PAUSED, reason.strip()

    def end_without_work(self, state: JobState, reason: str) -> None:
        """Cancelled by either side, or withdrawn from by law; a reason is needed."""
        self._still_open()
        if not reason.strip():
            raise BookError("Why does this job end? Nothing was changed. A few words are enough.")
        self.state, self.reason = state, reason.strip()

    def add_to_checklist(self, words: str, *, wants_photo: bool = False) -> ChecklistItem:
        """Adds a thing to tick; one that wants a photo is ticked with one."""
        if not words.strip():
            raise BookError("A checklist item needs words. Nothing was changed.")
        position = 1 + max((item.position for item in self.checklist), default=0)
        item = ChecklistItem(job_id=self.id, position=position, words=words.strip(), wants_photo=wants_photo)
        self.checklist.append(item)
        return item

    def put_right(
        self,
        cause: str,
        cost_to_me_minor: int | None,
        *,
        under_guarantee: bool,
        fixed_by_me: bool | None,
        failed_item_id: UUID | None,
    ) -> None:
        """Notes why an earlier job had to be put right, what that cost me, in minor units, and who bears it.

        Who put it right is None while nobody has said; the item is one of the price book, None where it was none.
        """
        if self.kind != JobKind.SERVICE_CALL:
            raise BookError("Only a service call has a cause. Nothing was changed.")
        if not cause.strip():
            raise BookError("What was the cause? Nothing was changed. A few words are enough.")
        if cost_to_me_minor is not None and cost_to_me_minor < 0:
            raise BookError("A cost cannot be less than nothing. Nothing was changed.")
        self.cause, self.cost_to_me_minor, self.under_guarantee = cause.strip(), cost_to_me_minor, under_guarantee
        self.fixed_by_me, self.failed_item_id = fixed_by_me, failed_item_id

    def become_other_work(self) -> None:
        """It puts no earlier job right after all; what was noted of that goes."""
        self.kind, self.earlier_job_id = JobKind.WORK, None
        self.cause, self.cost_to_me_minor, self.under_guarantee = "", None, None
        self.fixed_by_me = self.failed_item_id = None

    def lose_item(self, words: str) -> None:
        """The item that failed leaves the price book: its words stay with the cause."""
        self.failed_item_id = None
        self.cause = f"{self.cause.rstrip('.')}. What failed: {words}"

    def tick(self, item_id: UUID, at: datetime | None) -> ChecklistItem:
        """Ticks an item, or takes the tick away when `at` is None."""
        for item in self.checklist:
            if item.id == item_id:
                if at is not None and item.wants_photo and item.photo_id is None:
                    raise BookError(f"{item.words}: this step wants a photo. It was not ticked. Add the photo first.")
                item.done_at = at
                return item
        raise BookError("This is no longer on the checklist. Nothing was changed.")

    def unfinished(self) -> list[str]:
        """What on the checklist still keeps the job from being signed off."""
        return [item.words for item in self.checklist if item.done_at is None]

    def complete(self, on: date, who: str, forced_because: str = "") -> None:
        """Signs the job off, or corrects the day; unticked items need a reason."""
        if self.state in (JobState.CANCELLED, JobState.WITHDRAWN):
            raise BookError("This job ended without work. Nothing was changed.")
        left = [] if self.state == JobState.COMPLETED else self.unfinished()
        if self.state == JobState.PAUSED:
            self.reason = ""  # why it rested
        if left and not forced_because.strip():
            raise BookError(
                f"Not ticked yet: {'; '.join(left[:5])}. The job was not signed off. Tick them, or write why not."
            )
        self.state, self.completed_on = JobState.COMPLETED, on
        self.signed_who = who.strip() or self.signed_who
        if forced_because.strip():
            self.reason = forced_because.strip()
