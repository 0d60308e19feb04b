"""A customer as their page shows them: read in one look."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.finding import Finding
from tradesman.book.partner import Referral, ReferralState
from tradesman.book.photo import Photo
from tradesman.book.store import Session
from tradesman.services import businesses, journey, overviews, photos, timelines
from tradesman.services.journey import Journey
from tradesman.services.overviews import Overview
from tradesman.services.timelines import Entry


@dataclass(frozen=True)
class Noticed:
    """Something noticed at a customer's, and how far the partner it went to has come, if it went to one."""

    finding: Finding
    referral: ReferralState | None


@dataclass(frozen=True)
class CustomerSheet:
    """Who it is and what is open, what happened, how the newest journey stands, and what was noticed and earned."""

    overview: Overview
    entries: list[Entry]
    journey: Journey | None
    noticed: tuple[Noticed, ...]
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
        bonus_minor=sum(referral.received_minor or 0 for referral in referrals),
        photos=photos.of_customer(session, customer_id),
        currency=businesses.current(session).currency,
    )


def _noticed(session: Session, customer_id: UUID, referrals: list[Referral]) -> list[Noticed]:
    """What was noticed, the newest first."""
    states = {referral.finding_id: referral.state for referral in sorted(referrals, key=lambda one: one.introduced_at)}
    query = select(Finding).where(Finding.customer_id == customer_id).order_by(col(Finding.noticed_at).desc())
    return [Noticed(finding, states.get(finding.id)) for finding in session.exec(query).all()]
