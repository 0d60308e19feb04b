"""Enquiries: somebody wants something, and is rung back before the clock runs out."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, Relationship

from tradesman.book.entity import Entity, choice, optional_choice, part_of
from tradesman.book.errors import BookError


class EnquiryKind(StrEnum):
    """What is wanted; each kind has the call-back clock."""

    NEW_WORK = "new_work"
    QUESTION = "question"
    SERVICE_CALL = "service_call"
    COMPLAINT = "complaint"


class CameBy(StrEnum):
    """How an enquiry came in."""

    PHONE = "phone"
    MISSED_CALL = "missed_call"
    WEB = "web"
    EMAIL = "email"
    MESSAGE = "message"
    IN_PERSON = "in_person"


class Urgency(StrEnum):
    """How bad it is."""

    DANGER = "danger"
    NOT_WORKING = "not_working"
    CAN_WAIT = "can_wait"


class Stage(StrEnum):
    """Where an enquiry stands on the journey."""

    ENQUIRY = "enquiry"
    VISIT = "visit"
    QUOTED = "quoted"
    WON = "won"
    LOST = "lost"
    DECLINED = "declined"
    ANSWERED = "answered"
    SPAM = "spam"


class Outcome(StrEnum):
    """What came of one attempt to ring back."""

    REACHED = "reached"
    LEFT_MESSAGE = "left_message"
    NO_ANSWER = "no_answer"


class Fit(StrEnum):
    """Whether this customer is right for the business."""

    GOOD = "good"
    POOR = "poor"


class RoleKind(StrEnum):
    """Who a person is for one job."""

    ASKED = "asked"
    LIVES_THERE = "lives_there"
    DECIDES = "decides"
    PAYS = "pays"
    LETS = "lets"


CLOSED = frozenset({Stage.LOST, Stage.DECLINED, Stage.ANSWERED, Stage.SPAM})


class CallAttempt(Entity, table=True):
    """One try to ring back."""

    __tablename__ = "call_attempt"

    enquiry_id: UUID = Field(foreign_key="enquiry.id", index=True)
    at: datetime
    outcome: Outcome = choice(Outcome)
    words: str = ""


class Need(Entity, table=True):
    """A question asked and the answer given; one that matters is flagged and has a short label."""

    enquiry_id: UUID = Field(foreign_key="enquiry.id", index=True)
    position: int
    question: str
    answer: str = ""
    flagged: bool = False
    label: str = ""


class Role(Entity, table=True):
    """Another person's part in the work; the customer has every role that nobody else has."""

    enquiry_id: UUID = Field(foreign_key="enquiry.id", index=True)
    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    kind: RoleKind = choice(RoleKind)


class Enquiry(Entity, table=True):
    """Somebody wants something: when it came in, how, what, how bad."""

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    property_id: UUID | None = Field(default=None, foreign_key="property.id", index=True)
    kind: EnquiryKind = choice(EnquiryKind, EnquiryKind.NEW_WORK)
    came_by: CameBy = choice(CameBy)
    urgency: Urgency = choice(Urgency, Urgency.CAN_WAIT)
    what: str
    came_in_at: datetime
    call_due_at: datetime = Field(index=True)
    first_attempt_at: datetime | None = None
    reached_at: datetime | None = None
    answered_live: bool = False
    stage: Stage = choice(Stage, Stage.ENQUIRY, index=True)
    closed_at: datetime | None = None
    reason: str = ""
    fit: Fit | None = optional_choice(Fit)
    diagnosis: str = ""
    budget_minor: int | None = None

    attempts: list[CallAttempt] = Relationship(sa_relationship_kwargs=part_of("CallAttempt.at"))
    needs: list[Need] = Relationship(sa_relationship_kwargs=part_of("Need.position"))
    roles: list[Role] = Relationship(sa_relationship_kwargs=part_of("Role.id"))

    def not_after(self, moment: datetime) -> None:
        """What was noted by a clock that was ahead came in, and was rung back, at this moment."""
        self.came_in_at = min(self.came_in_at, moment)
        for made in self.attempts:
            made.at = min(made.at, moment)
        if self.first_attempt_at is not None:
            self.first_attempt_at = min(self.first_attempt_at, moment)
        if self.reached_at is not None:
            self.reached_at = min(self.reached_at, moment)

    @property
    def is_open(self) -> bool:
        """Whether something is still owed."""
        return self.stage not in CLOSED

    @property
    def called_in_time(self) -> bool | None:
        """Whether the first attempt met the clock; None while nobody has tried."""
        if self.first_attempt_at is None:
            return None
        return self.first_attempt_at <= self.call_due_at

    @property
    def waited(self) -> timedelta | None:
        """From coming in to the first attempt."""
        return None if self.first_attempt_at is None else self.first_attempt_at - self.came_in_at

    def attempted(self, at: datetime, outcome: Outcome, words: str = "") -> CallAttempt:
        """Notes an attempt: the first fixes promptness, only reaching closes the call."""
        if at < self.came_in_at:
            raise BookError("The call lies before the enquiry came in. Nothing was changed. Correct one of the times.")
        attempt = CallAttempt(enquiry_id=self.id, at=at, outcome=outcome, words=words)
        self.attempts.append(attempt)
        if self.first_attempt_at is None or at < self.first_attempt_at:
            self.first_attempt_at = at
        if outcome == Outcome.REACHED and self.reached_at is None:
            self.reached_at = at
        return attempt

    def asked(self, question: str, answer: str, label: str = "") -> Need:
        """Notes a question and its answer; one with a label matters and becomes a need."""
        if not question.strip():
            raise BookError("What was asked? Nothing was changed.")
        position = 1 + max((need.position for need in self.needs), default=0)
        need = Need(
            enquiry_id=self.id,
            position=position,
            question=question.strip(),
            answer=answer.strip(),
            flagged=bool(label.strip()),
            label=label.strip(),
        )
        self.needs.append(need)
        return need

    def move_to(self, stage: Stage) -> None:
        """Brings an open enquiry to a stage; BookError when it is closed."""
        if not self.is_open:
            raise BookError("This enquiry is closed. Nothing was changed. Open it again first.")
        self.stage = stage

    def close(self, stage: Stage, reason: str, at: datetime) -> None:
        """Ends an enquiry; no enquiry ends without a reason."""
        if stage not in CLOSED:
            message = f"{stage} does not end an enquiry"
            raise ValueError(message)
        if not reason.strip():
            raise BookError("No enquiry ends without a reason. Nothing was changed. Write why in a few words.")
        self.stage, self.reason, self.closed_at = stage, reason.strip(), at

    def last_attempt_at(self) -> datetime | None:
        """When somebody tried last."""
        return max((attempt.at for attempt in self.attempts), default=None)

    def reopen(self, stage: Stage) -> None:
        """Takes up a closed enquiry again."""
        self.stage, self.reason, self.closed_at = stage, "", None
