"""The outbox: e-mails that a person told to send, until the mail server has them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from tradesman.book.entity import Entity, choice
from tradesman.book.errors import BookError


class MailState(StrEnum):
    """How far an e-mail has come; `UNSURE` is one that may have arrived, which only a person sends again."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


# The fault of a mail that may have arrived and was taken back.
PERHAPS_ARRIVED = "Taken back; it may have arrived."
# What may still go out, so that its bytes are needed.
MAY_GO = frozenset({MailState.WAITING, MailState.SENDING, MailState.UNSURE, MailState.REFUSED})
# What has left the house, or may have.
MAY_HAVE_LEFT = frozenset({MailState.SENT, MailState.UNSURE})
# What a person has to look at.
NOT_SENT = frozenset({MailState.WAITING, MailState.UNSURE, MailState.REFUSED})


class OutgoingMail(Entity, table=True):
    """One e-mail, whole and unchanging, with one Message-ID however often it is tried.

    `file` is the name of its bytes in the book's papers folder, `fault` what the server said last.
    """

    __tablename__ = "outgoing_mail"

    message_id: UUID = Field(foreign_key="message.id", unique=True)
    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    state: MailState = choice(MailState, MailState.WAITING, index=True)
    mail_id: str = Field(unique=True)
    recipient: str
    file: str
    queued_at: datetime
    tried_at: datetime | None = None
    tries: int = 0
    sent_at: datetime | None = None
    fault: str = ""

    @property
    def may_have_arrived(self) -> bool:
        """Whether nobody knows if the customer has it, also after it was taken back."""
        taken_back = self.state == MailState.TAKEN_BACK and self.fault == PERHAPS_ARRIVED
        return self.state == MailState.UNSURE or taken_back

    def begin(self, at: datetime) -> None:
        """It is about to be handed to the mail server; BookError unless it waits, so that nothing goes twice."""
        if self.state != MailState.WAITING:
            raise BookError("This e-mail does not wait in the outbox any more. Nothing was sent.")
        self.state, self.tried_at, self.tries, self.fault = MailState.SENDING, at, self.tries + 1, ""

    def arrive(self, at: datetime) -> None:
        """The mail server has it, or a person says that it arrived."""
        self._has_to_be(MailState.SENDING, MailState.UNSURE)
        self.state, self.sent_at, self.fault = MailState.SENT, at, ""

    def fail(self, state: MailState, fault: str) -> None:
        """It was tried and is not known to be sent: it waits, was refused, or may have arrived all the same."""
        self._has_to_be(MailState.SENDING)
        self.state, self.fault = state, fault

    def doubt(self, fault: str) -> None:
        """Nobody knows whether it went out: only a person sends it again."""
        self._has_to_be(MailState.SENDING, MailState.WAITING)
        self.state, self.fault = MailState.UNSURE, fault

    def wait_again(self) -> None:
        """A person wants it sent once more, under the Message-ID that it always had."""
        self._has_to_be(MailState.REFUSED, MailState.UNSURE)
        self.state = MailState.WAITING

    def take_back(self) -> None:
        """A person does not want it sent any more; of one that may have arrived that stays known."""
        self._has_to_be(*NOT_SENT)
        self.fault = PERHAPS_ARRIVED if self.may_have_arrived else ""
        self.state = MailState.TAKEN_BACK

    def _has_to_be(self, *states: MailState) -> None:
        if self.state not in states:
            raise BookError("This e-mail is not in the outbox any more. Nothing was changed.")
