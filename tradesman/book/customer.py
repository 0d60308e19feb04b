"""Customers: who they are, how to reach them, where the work happens."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, Relationship, col, func

from tradesman.book.entity import Entity, choice, clean, optional_choice, part_of
from tradesman.book.errors import BookError


class ContactKind(StrEnum):
    """What a contact point is."""

    PHONE = "phone"
    EMAIL = "email"


class Source(StrEnum):
    """How a customer found the business."""

    KNOWS_ME = "knows_me"
    REFERRED = "referred"
    INTERNET = "internet"
    OTHER = "other"


class Whereabouts(StrEnum):
    """Whether there is still somebody to ask."""

    HERE = "here"
    MOVED = "moved"
    DIED = "died"


class ContactPoint(Entity, table=True):
    """A phone number or an e-mail address, and whose it is."""

    __tablename__ = "contact_point"

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    kind: ContactKind = choice(ContactKind)
    value: str
    whose: str = ""
    preferred: bool = False
    hours: str = ""


class Property(Entity, table=True):
    """A site: work happens at a property."""

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    address: str
    access: str = ""


class Note(Entity, table=True):
    """Something worth remembering, on the customer's timeline."""

    customer_id: UUID = Field(foreign_key="customer.id", index=True)
    at: datetime
    words: str


class Customer(Entity, table=True):
    """A person or firm; do-not-contact and consent belong to it."""

    name: str
    greeting: str = ""
    good_to_know: str = ""
    source: Source | None = optional_choice(Source)
    source_words: str = ""
    recommended_by_id: UUID | None = Field(default=None, foreign_key="customer.id", index=True)
    recommender_thanked_at: datetime | None = None
    partner_id: UUID | None = Field(default=None, foreign_key="partner.id", index=True)
    do_not_contact: bool = False
    language: str = ""
    whereabouts: Whereabouts = choice(Whereabouts, Whereabouts.HERE)
    since: datetime

    contacts: list[ContactPoint] = Relationship(sa_relationship_kwargs=part_of("ContactPoint.id"))
    properties: list[Property] = Relationship(sa_relationship_kwargs=part_of("Property.id"))

    def rename(self, name: str) -> None:
        """Gives the customer a name, which is one line; BookError when it is empty."""
        line = " ".join(clean(name).split())
        if not line:
            raise BookError("A customer needs a name. Nothing was changed.")
        self.name = line

    def first_contact(self, kind: ContactKind) -> str:
        """The preferred phone number or e-mail address, or the first; empty when there is none."""
        points = sorted((p for p in self.contacts if p.kind == kind), key=lambda p: not p.preferred)
        return points[0].value if points else ""

    def greet(self) -> str:
        """How to address the customer: as noted, otherwise the first word of the name."""
        return self.greeting or self.name.split()[0]


class ToldApart(Entity, table=True):
    """Two customers who look alike and are not the same person: they are not offered as one again."""

    __tablename__ = "told_apart"

    one_id: UUID = Field(foreign_key="customer.id", index=True)
    other_id: UUID = Field(foreign_key="customer.id", index=True)


# Lists go by name whatever its capitals are.
Index("ix_customer_lower_name", func.lower(col(Customer.name)))
