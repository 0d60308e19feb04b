"""Partners and referrals: who can help, who was sent to whom, and what is owed for it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy
from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding
from tradesman.book.followup import Event
from tradesman.book.job import Job
from tradesman.book.partner import Direction, Partner, Referral, ReferralState
from tradesman.book.store import Session
from tradesman.services import businesses, findings, followups

EDITABLE = frozenset(Partner.model_fields) - {"id"}


def add(session: Session, name: str, trades: str, **rest: Any) -> Partner:
    """Adds a partner; terms are fixed amounts in minor units or shares in basis points."""
    partner = Partner(name="", trades="")
    session.add(partner)
    return _set(partner, {"name": name, "trades": trades, **rest})


def change(session: Session, partner_id: UUID, **fields: Any) -> Partner:
    """Changes a partner; what earlier referrals owe stays."""
    return _set(session.load(Partner, partner_id), fields)


def _set(partner: Partner, fields: dict[str, Any]) -> Partner:
    if set(fields) - EDITABLE:
        message = f"a partner has no {set(fields) - EDITABLE}"
        raise TypeError(message)
    for key, value in fields.items():
        setattr(partner, key, value.strip() if isinstance(value, str) else value)
    if not partner.name or not partner.trades:
        raise BookError("A partner needs a name and a trade. Nothing was changed.")
    if min(partner.bonus_minor, partner.bonus_bp, partner.discount_minor, partner.discount_bp) < 0:
        raise BookError("Terms cannot be less than nothing. Nothing was changed.")
    return partner


def introduce(session: Session, finding_id: UUID, partner_id: UUID, *, consent: bool) -> Referral:
    """Sends a customer to a partner. The details pass on only when the customer said yes, and when is recorded."""
    partner = _ready(session, partner_id, consent=consent)
    finding = session.load(Finding, finding_id)
    if _introduced(session, finding.id, partner.id):
        raise BookError(f"{partner.name} knows of this already. Nothing was sent.")
    if finding.told_at is None:
        findings.tell(session, finding.id, finding.plain_words or finding.what)
    job = session.load(Job, finding.job_id)
    return _sent(session, finding.customer_id, partner, job, finding_id=finding.id)


def pass_on(session: Session, enquiry_id: UUID, partner_id: UUID, *, consent: bool) -> Referral:
    """Sends somebody whose wish is not for me to a partner; with the customer's yes only, and when is recorded."""
    partner = _ready(session, partner_id, consent=consent)
    enquiry = session.load(Enquiry, enquiry_id)
    return _sent(session, enquiry.customer_id, partner, None, enquiry_id=enquiry.id)


def _ready(session: Session, partner_id: UUID, *, consent: bool) -> Partner:
    if not consent:
        raise BookError("The customer has not agreed that the details are passed on. Nothing was sent. Ask first.")
    partner = session.load(Partner, partner_id)
    if partner.paused:
        raise BookError(f"{partner.name} is paused. Nothing was sent. Choose another partner, or end the pause.")
    return partner


def _sent(
    session: Session,
    customer_id: UUID,
    partner: Partner,
    job: Job | None,
    *,
    finding_id: UUID | None = None,
    enquiry_id: UUID | None = None,
) -> Referral:
    referral = Referral(
        customer_id=customer_id,
        partner_id=partner.id,
        finding_id=finding_id,
        enquiry_id=enquiry_id,
        introduced_at=session.now,
        consent_at=session.now,
    )
    session.add(referral)
    day = businesses.today(session)
    followups.plan(session, Event.REFERRAL_INTRODUCED, referral.id, customer_id, day, job=job)
    return referral


def _introduced(session: Session, finding_id: UUID, partner_id: UUID) -> bool:
    query = select(Referral.id).where(
        Referral.finding_id == finding_id,
        Referral.partner_id == partner_id,
        Referral.state != ReferralState.DECLINED,
    )
    return session.exec(query).first() is not None


def receive(session: Session, enquiry_id: UUID, partner_id: UUID) -> Referral:
    """Notes that a partner sent this customer to me; the bonus I owe follows when the work is done."""
    enquiry = session.load(Enquiry, enquiry_id)
    partner = session.load(Partner, partner_id)
    query = select(Referral).where(Referral.enquiry_id == enquiry.id, Referral.direction == Direction.RECEIVED)
    if session.exec(query).first() is not None:
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


def agree(session: Session, referral_id: UUID) -> Referral:
    """The customer took the partner's offer."""
    referral = session.load(Referral, referral_id)
    referral.agree()
    return referral


def finish(session: Session, referral_id: UUID, work_minor: int | None = None, on: date | None = None) -> Referral:
    """The partner's work is done, at this price in minor units if known; the bonus falls due by the terms.

    `on` is today when left out; BookError for a day that has not come.
    """
    referral = session.load(Referral, referral_id)
    partner = session.load(Partner, referral.partner_id)
    referral.finish(_come(session, on), work_minor, partner)
    if referral.finding_id is not None:
        followups.overtake(session, referral.finding_id, f"{partner.name} has done it")
    return referral


def settle_bonus(
    session: Session, referral_id: UUID, amount_minor: int | None = None, on: date | None = None
) -> Referral:
    """The bonus has come: the amount due unless another is said, in minor units.

    `on` is today when left out; BookError for a day that has not come.
    """
    referral = session.load(Referral, referral_id)
    amount = referral.bonus_minor if amount_minor is None else amount_minor
    referral.settle(_come(session, on), amount or 0)
    return referral


def _come(session: Session, on: date | None) -> date:
    today = businesses.today(session)
    if on is not None and on > today:
        raise BookError("This day has not come yet. Nothing was changed. Correct the day.")
    return on or today


def decline(session: Session, referral_id: UUID, words: str = "") -> Referral:
    """The customer said no to the partner."""
    referral = session.load(Referral, referral_id)
    referral.decline(words)
    followups.overtake(session, referral.id, "The customer said no")
    return referral


def how_it_went(session: Session, referral_id: UUID, *, well: bool, words: str = "") -> Referral:
    """Notes how the partner did for the customer; it shows at the next choice."""
    referral = session.load(Referral, referral_id)
    referral.did_well, referral.words = well, words.strip()
    for found in followups.of_subject(session, referral.id):
        found.do(session.now, words.strip() or ("Went well" if well else "Did not go well"))
    return referral


@dataclass(frozen=True)
class PartnerRow:
    """A partner as the list shows it: terms, and how many customers were happy of how many asked."""

    partner: Partner
    happy: int
    asked: int


def rows(session: Session) -> list[PartnerRow]:
    """All partners by name, with how earlier customers fared."""
    found = session.exec(select(Referral).where(col(Referral.did_well).is_not(None))).all()
    asked: dict[UUID, list[bool]] = {}
    for referral in found:
        asked.setdefault(referral.partner_id, []).append(bool(referral.did_well))
    partners = session.exec(select(Partner).order_by(col(Partner.name))).all()
    return [PartnerRow(p, sum(asked.get(p.id, [])), len(asked.get(p.id, []))) for p in partners]


def suggested(session: Session, words: str) -> list[PartnerRow]:
    """Partners not paused, those whose trade the words name first, then those with the most happy customers."""
    wanted = {word.strip(".,").lower() for word in words.split() if len(word) > 3}

    def rank(row: PartnerRow) -> tuple[int, float, int, str]:
        trades = row.partner.trades.lower()
        named = sum(word[:5] in trades for word in wanted)
        share = row.happy / row.asked if row.asked else 0.5  # unknown is better than unhappy
        return (-named, -share, -row.happy, row.partner.name)

    return sorted((row for row in rows(session) if not row.partner.paused), key=rank)


@dataclass(frozen=True)
class LedgerRow:
    """One referral as the ledger shows it; amounts in minor units."""

    id: UUID
    sent_at: datetime
    customer_id: UUID
    customer: str
    what: str
    partner: str
    state: ReferralState
    saved_minor: int | None
    bonus_minor: int | None
    late: bool
    did_well: bool | None = None


LATE_AFTER_DAYS = 14


def _what(finding: Finding | None, enquiry: Enquiry | None) -> str:
    return finding.what if finding is not None else enquiry.what if enquiry is not None else ""


def ledger(session: Session, partner_id: UUID | None = None) -> list[LedgerRow]:
    """Every referral sent, newest first; a bonus is late fourteen days after it fell due."""
    query = (
        sqlalchemy.select(Referral, Customer, Partner, Finding, Enquiry)
        .join(Customer, col(Customer.id) == col(Referral.customer_id))
        .join(Partner, col(Partner.id) == col(Referral.partner_id))
        .outerjoin(Finding, col(Finding.id) == col(Referral.finding_id))
        .outerjoin(Enquiry, col(Enquiry.id) == col(Referral.enquiry_id))
        .where(col(Referral.direction) == Direction.SENT)
        .order_by(col(Referral.introduced_at).desc())
    )
    if partner_id is not None:
        query = query.where(col(Referral.partner_id) == partner_id)
    today = businesses.today(session)
    made = []
    for referral, customer, partner, finding, enquiry in session.execute(query).all():
        due = referral.bonus_due_on if referral.state == ReferralState.BONUS_DUE else None
        bonus = referral.received_minor if referral.received_minor is not None else referral.bonus_minor
        made.append(
            LedgerRow(
                id=referral.id,
                sent_at=referral.introduced_at,
                customer_id=customer.id,
                customer=customer.name,
                what=_what(finding, enquiry),
                partner=partner.name,
                state=referral.state,
                saved_minor=referral.saved_minor,
                bonus_minor=bonus,
                late=due is not None and (today - due).days > LATE_AFTER_DAYS,
                did_well=referral.did_well,
            )
        )
    return made


def note_outcome(session: Session, referral_id: UUID, *, well: bool, words: str, pause: bool) -> Referral:
    """Notes how the partner did and, if asked after a bad answer, offers the partner to nobody for now."""
    referral = how_it_went(session, referral_id, well=well, words=words)
    if pause:
        session.load(Partner, referral.partner_id).paused = True
    return referral


def set_paused(session: Session, partner_id: UUID, *, paused: bool) -> Partner:
    """Pauses a partner, who is then not suggested, or ends the pause."""
    partner = session.load(Partner, partner_id)
    partner.paused = paused
    return partner


@dataclass(frozen=True)
class Figures:
    """What recommending brings, in minor units: to me this year, to my customers and to the partners ever."""

    due_minor: int
    due: int
    oldest_days: int
    received_minor: int
    received: int
    saved_minor: int
    savers: int
    work_minor: int
    sent: int
    done: int


def figures(session: Session) -> Figures:
    """The four figures above the ledger."""
    today = businesses.today(session)
    sent = session.exec(select(Referral).where(Referral.direction == Direction.SENT)).all()
    due = [row for row in sent if row.state == ReferralState.BONUS_DUE]
    received = [row for row in sent if row.received_on is not None and row.received_on.year == today.year]
    saved = [row.saved_minor for row in sent if row.saved_minor]
    finished = (ReferralState.DONE, ReferralState.BONUS_DUE, ReferralState.BONUS_RECEIVED)
    return Figures(
        due_minor=sum(row.bonus_minor or 0 for row in due),
        due=len(due),
        oldest_days=max(((today - row.bonus_due_on).days for row in due if row.bonus_due_on is not None), default=0),
        received_minor=sum(row.received_minor or 0 for row in received),
        received=len(received),
        saved_minor=sum(saved),
        savers=len(saved),
        work_minor=sum(row.work_minor or 0 for row in sent),
        sent=len(sent),
        done=sum(1 for row in sent if row.state in finished),
    )
