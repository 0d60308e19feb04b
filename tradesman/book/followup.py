"""Follow-ups and the playbook: what the process asks for, and on which day."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from tradesman.book.customer import Whereabouts
from tradesman.book.entity import Entity, choice
from tradesman.book.errors import BookError


class Event(StrEnum):
    """What sets a rule off; the day it counts from belongs to the event."""

    ENQUIRY_RECEIVED = "enquiry_received"
    VISIT_BOOKED = "visit_booked"
    QUOTE_GIVEN = "quote_given"
    QUOTE_DECISION = "quote_decision"
    QUOTE_EXPIRING = "quote_expiring"
    QUOTE_ACCEPTED = "quote_accepted"
    JOB_PLANNED = "job_planned"
    QUOTE_LOST = "quote_lost"
    JOB_COMPLETED = "job_completed"
    GUARANTEE_ENDS = "guarantee_ends"
    KIND_WORDS = "kind_words"
    FINDING_NOW = "finding_now"
    FINDING_TOLD = "finding_told"
    REFERRAL_INTRODUCED = "referral_introduced"


class Purpose(StrEnum):
    """What a follow-up is for."""

    CALL_BACK = "call_back"
    CONFIRM_VISIT = "confirm_visit"
    ANSWER_QUESTIONS = "answer_questions"
    HIDDEN_SLOT = "hidden_slot"
    OFFER_TO_RENEW = "offer_to_renew"
    CONFIRM_CHOICE = "confirm_choice"
    PROGRESS_UPDATE = "progress_update"
    CONFIRM_START = "confirm_start"
    WIN_BACK = "win_back"
    THANK_YOU = "thank_you"
    SERVICE_CHECK = "service_check"
    THREE_MONTHS = "three_months"
    ASK_WHO_ELSE = "ask_who_else"
    FINDING_DECIDED = "finding_decided"
    FINDING_OUTCOME = "finding_outcome"
    PARTNER_DID_WELL = "partner_did_well"
    CHECK_UP = "check_up"
    OWN = "own"


class Channel(StrEnum):
    """How the customer is reached."""

    CALL = "call"
    MESSAGE = "message"


class FollowUpState(StrEnum):
    """What became of it."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


# An open complaint holds these back: first put it right, then ask for a favour.
HELD_BY_COMPLAINT = frozenset({Purpose.THREE_MONTHS, Purpose.ASK_WHO_ELSE, Purpose.THANK_YOU})
# Nothing to check where nobody is left to ask.
NOT_AFTER_LEAVING = frozenset(
    {
        Purpose.SERVICE_CHECK,
        Purpose.THREE_MONTHS,
        Purpose.ASK_WHO_ELSE,
        Purpose.CHECK_UP,
        Purpose.WIN_BACK,
        Purpose.OWN,
    }
)
# Work that goes on is still spoken of with whoever is in the house; nothing else is asked of the dead.
AFTER_DEATH = frozenset({Purpose.CALL_BACK, Purpose.CONFIRM_VISIT, Purpose.CONFIRM_START, Purpose.PROGRESS_UPDATE})
# The end client of a subcontracted job belongs to the other contractor and is not asked anything.
ASKS_THE_CLIENT = frozenset(
    {
        Event.JOB_COMPLETED,
        Event.GUARANTEE_ENDS,
        Event.KIND_WORDS,
        Event.FINDING_NOW,
        Event.FINDING_TOLD,
        Event.REFERRAL_INTRODUCED,
    }
)


def not_asked_of(whereabouts: Whereabouts) -> frozenset[Purpose]:
    """What is not asked of somebody who moved away or died."""
    if whereabouts == Whereabouts.DIED:
        return frozenset(Purpose) - AFTER_DEATH
    return NOT_AFTER_LEAVING if whereabouts == Whereabouts.MOVED else frozenset()


class Rule(Entity, table=True):
    """One line of the playbook: after what, how long, by which channel, with which purpose.

    `wait` reads like "3 months" or "-1 working days"; a repeating rule comes again after each wait. `title` says what a
    rule of the owner's own asks for, and `occasion` which words are proposed; empty, those of its purpose.
    """

    key: str = Field(unique=True)
    position: int
    event: Event = choice(Event)
    wait: str
    purpose: Purpose = choice(Purpose)
    channel: Channel = choice(Channel)
    repeats: bool = False
    for_small_jobs: bool = False
    only_regulars: bool = False
    enabled: bool = True
    title: str = ""
    occasion: str = ""


class FollowUp(Entity, table=True):
    """One thing the process asks for on a date; one per rule, subject and repetition, however often it is planned.

    `title` is that of the owner's own rule, which may be gone by then.
    """

    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("rule_key", "subject_id", "repetition"),
        Index("ix_follow_up_purpose_due_on", "purpose", "due_on"),
        # Other dialects take the whole index: naming one here would load it at each start.
        Index("ix_follow_up_open", "due_on", sqlite_where=text("state = 'open'")),
    )

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    rule_key: str
    subject_id: UUID = Field(index=True)
    repetition: int = 0
    event: Event = choice(Event)
    purpose: Purpose = choice(Purpose)
    channel: Channel = choice(Channel)
    title: str = ""
    counted_from_on: date
    due_on: date
    due_at: datetime | None = None
    state: FollowUpState = choice(FollowUpState, FollowUpState.OPEN)
    snoozed_until: datetime | None = None
    snoozes: int = 0
    settled_at: datetime | None = None
    outcome: str = ""
    reason: str = ""
    customer_asked: bool = False

    def _still_open(self) -> None:
        if self.state != FollowUpState.OPEN:
            raise BookError("This follow-up is not open any more. Nothing was changed.")

    def do(self, at: datetime, outcome: str) -> None:
        """It is done; what came of it is noted."""
        self._still_open()
        self.state, self.settled_at, self.outcome = FollowUpState.DONE, at, outcome.strip()

    def snooze(self, until: datetime, now: datetime) -> None:
        """Hides it until a moment; a late call back can be put off twice and no more, and only that is counted."""
        self._still_open()
        if until <= now:
            raise BookError("That moment has passed. Nothing was changed. Choose a later one.")
        late_call = self.purpose == Purpose.CALL_BACK and self.due_at is not None and now > self.due_at
        if late_call and self.snoozes >= 2:
            raise BookError(
                "This call is late and was put off twice. Nothing was changed. Call, or skip it with a reason."
            )
        self.snoozed_until, self.snoozes = until, self.snoozes + late_call

    def skip(self, at: datetime, reason: str, *, customer_asked: bool = False) -> None:
        """It will not be done, for a reason; it counts as not kept unless the customer asked for it."""
        self._still_open()
        if not reason.strip():
            raise BookError("Why skip it? Nothing was changed. One word is enough.")
        self.state, self.settled_at, self.reason = FollowUpState.SKIPPED, at, reason.strip()
        self.customer_asked = customer_asked

    def cancel(self, at: datetime, reason: str) -> None:
        """The world has overtaken it."""
        self._still_open()
        self.state, self.settled_at, self.reason = FollowUpState.CANCELLED, at, reason

    def reopen(self) -> None:
        """What closed it holds no longer."""
        self.state, self.settled_at, self.reason, self.outcome = FollowUpState.OPEN, None, "", ""
