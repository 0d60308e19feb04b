"""Photos: what was seen, kept once under its content's name."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from tradesman.book.entity import Entity, choice


class Moment(StrEnum):
    """When in the work it was taken, so that before and after can be laid side by side."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Photo(Entity, table=True):
    """A picture of a customer's site; `file` is the name in the book's photos folder, the SHA-256 of its content.

    It belongs to a customer, and to the enquiry, job or finding it shows. One with marks drawn on it names the photo it
    was drawn on.
    """

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    enquiry_id: UUID | None = Field(default=None, foreign_key="enquiry.id", index=True)
    job_id: UUID | None = Field(default=None, foreign_key="job.id", index=True)
    finding_id: UUID | None = Field(default=None, foreign_key="finding.id", index=True)
    file: str = Field(index=True)
    taken_at: datetime
    moment: Moment = choice(Moment, Moment.DURING)
    words: str = ""
    drawn_on_id: UUID | None = Field(default=None, foreign_key="photo.id", index=True)
