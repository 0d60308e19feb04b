"""A customer as their page shows them: read in one look."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry, Role, RoleKind
from tradesman.book.finding import Finding
from tradesman.book.partner import Direction, Referral, ReferralState
from tradesman.book.photo import Photo
from tradesman.book.store import Session
from tradesman.services import businesses, journey, overviews, photos, thanks, timelines
from tradesman.services.journey import Journey
from tradesman.services.overviews import Overview
from tradesman.services.thanks import Sent
from tradesman.services.timelines import Entry


@dataclass(frozen=True)
class Noticed:
    """Something noticed at a customer's, and how far the partner it went to has come, if it went to one."""

    finding: Finding
    referral: ReferralState | None


@dataclass(frozen=True)
class Involved:
    """Another person of one's work and the part they have in it; `own` is a part that one has in theirs."""

    kind: RoleKind
    customer_id: UUID
    name: str
    own: bool = False


@dataclass(frozen=True)
class CustomerSheet:
    """Who it is and what is open, what happened, how the newest journey stands, and what was noticed and earned.

    `recommended_by` is the customer who sent them, `sent` are those whom they sent.
    """

    overview: Overview
    entries: list[Entry]
    journey: Journey | None
    noticed: tuple[Noticed, ...]
    involved: tuple[Involved, ...]
    recommended_by: Sent | None
    sent: tuple[Sent, ...]
    bonus_minor: int
    photos: list[Photo]
    currency: str


def sheet(session: Session, customer_id: UUID) -> CustomerSheet:
    """Everything the page of one customer shows; BookError when the book no longer has them."""
    overview = overviews.of_customer(session, customer_id)
    referrals = list(session.exec(select(Referral).where(Referral.customer_id == customer_id)).all())
    return CustomerSheet(
        overview=overview,
        entries=timelines.of_customer(session, customer_id),
        journey=journey.of_customer(session, customer_id, overview.rows),
        noticed=tuple(_noticed(session, customer_id, referrals)),
        involved=tuple(_involved(session, customer_id)),
        recommended_by=_friend(session, overview.customer),
        sent=tuple(thanks.sent_by(session, customer_id)),
        bonus_minor=sum(each.received_minor or 0 for each in referrals if each.direction == Direction.SENT),
        photos=photos.of_customer(session, customer_id),
        currency=businesses.current(session).currency,
    )


def _friend(session: Session, customer: Customer) -> Sent | None:
    """The customer who recommended the owner, if one did, and when they were thanked."""
    friend = session.get(Customer, customer.recommended_by_id) if customer.recommended_by_id else None
    return Sent(friend.id, friend.name, customer.recommender_thanked_at) if friend is not None else None


def _involved(session: Session, customer_id: UUID) -> list[Involved]:
    """Who else has a part in the work here, then in whose work the customer has one, the newest first."""
    held = select(col(Role.kind), col(Customer.id), col(Customer.name)).join(
        Enquiry, col(Role.enquiry_id) == Enquiry.id
    )
    others = held.join(Customer, col(Role.customer_id) == Customer.id).where(Enquiry.customer_id == customer_id)
    theirs = held.join(Customer, col(Enquiry.customer_id) == Customer.id).where(Role.customer_id == customer_id)
    found = [
        Involved(RoleKind(kind), who, name, own)
        for query, own in ((others, False), (theirs, True))
        for kind, who, name in session.exec(query.order_by(col(Enquiry.came_in_at).desc())).all()
    ]
    return list(dict.fromkeys(one for one in found if one.customer_id != customer_id))


def _noticed(session: Session, customer_id: UUID, referrals: list[Referral]) -> list[Noticed]:
    """What was noticed, the newest first."""
    states = {referral.finding_id: referral.state for referral in sorted(referrals, key=lambda one: one.introduced_at)}
    query = select(Finding).where(Finding.customer_id == customer_id).order_by(col(Finding.noticed_at).desc())
    return [Noticed(finding, states.get(finding.id)) for finding in session.exec(query).all()]
