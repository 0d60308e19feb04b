"""Sent to me: a customer whom a partner sent, and what I owe for it once my work is done."""

from datetime import date
from uuid import UUID

from sqlmodel import select

from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry
from tradesman.book.errors import BookError
from tradesman.book.job import Job
from tradesman.book.partner import BEFORE_TAX, LABOUR, Direction, Partner, Referral, ReferralState
from tradesman.book.store import Session
from tradesman.services import costs, partners


def receive(session: Session, enquiry_id: UUID, partner_id: UUID) -> Referral:
    """Notes that a partner sent this customer to me; the bonus I owe follows when the work is done."""
    enquiry = session.load(Enquiry, enquiry_id)
    partner = session.load(Partner, partner_id)
    if _of(session, enquiry.id) is not None:
        raise BookError("It is noted already who sent this customer. Nothing was changed.")
    referral = Referral(
        customer_id=enquiry.customer_id,
        partner_id=partner.id,
        enquiry_id=enquiry.id,
        direction=Direction.RECEIVED,
        introduced_at=session.now,
        consent_at=session.now,
    )
    session.add(referral)
    session.load(Customer, enquiry.customer_id).partner_id = partner.id
    return referral


def work_done(session: Session, job: Job, on: date) -> None:
    """My work is finished: what I owe the partner who sent the customer falls due, or is put right.

    A share is taken of what the terms name; of labour alone it is not known here, and its price is put in by hand.
    """
    referral = _of(session, job.enquiry_id)
    if referral is None or referral.state == ReferralState.BONUS_RECEIVED:
        return
    if referral.state == ReferralState.DECLINED:
        referral.take_up()  # it came to something after all
    partner = session.load(Partner, referral.partner_id)
    counted = _counted(session, job, partner)
    referral.finish(on, referral.work_minor if counted is None else counted, partner)


def _counted(session: Session, job: Job, partner: Partner) -> int | None:
    if partner.terms_of == LABOUR:
        return None
    return costs.balance(session, job.id).price_minor if partner.terms_of == BEFORE_TAX else job.price_minor


def came_to_nothing(session: Session, enquiry_id: UUID, why: str) -> None:
    """The work is called off, so nothing is owed to the partner who sent the customer."""
    referral = _of(session, enquiry_id)
    if referral is not None and referral.state in (ReferralState.INTRODUCED, ReferralState.AGREED):
        partners.decline(session, referral.id, why)


def _of(session: Session, enquiry_id: UUID) -> Referral | None:
    query = select(Referral).where(Referral.enquiry_id == enquiry_id, Referral.direction == Direction.RECEIVED)
    return session.exec(query).first()
