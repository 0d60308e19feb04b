"""Partners and referrals: who can help, who was sent to whom, and what is owed for it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy
from sqlmodel import col, func, select

from tradesman.book import clock, money
from tradesman.book.customer import Customer
from tradesman.book.enquiry import Enquiry
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding
from tradesman.book.followup import Event, Purpose
from tradesman.book.job import Job
from tradesman.book.partner import Direction, Partner, Referral, ReferralState
from tradesman.book.store import Session
from tradesman.services import businesses, findings, followups, overtaken, playbooks

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
    amounts = (partner.bonus_minor, partner.discount_minor, partner.fee_minor)
    shares = (partner.bonus_bp, partner.discount_bp, partner.fee_bp)
    if min(*amounts, *shares) < 0:
        raise BookError("Terms cannot be less than nothing. Nothing was changed.")
    if max(shares) > money.FULL_BP:
        raise BookError("Terms cannot be more than the whole work. Nothing was changed.")
    return partner


def remove(session: Session, partner_id: UUID) -> None:
    """Takes a partner out; one with referrals stays in the ledger and can be paused. Who sent a customer is let go."""
    partner = session.load(Partner, partner_id)
    found = session.exec(select(Referral.state).where(Referral.partner_id == partner.id)).all()
    if found:
        open_ = sum(1 for state in found if state not in (ReferralState.BONUS_RECEIVED, ReferralState.DECLINED))
        told = f", {open_} still open" if open_ else ""
        raise BookError(
            f"{partner.name} stands in the ledger with {len(found)} of your referrals{told}. Nothing was removed."
            " Pause the partner instead: nobody is sent there any more."
        )
    for customer in session.exec(select(Customer).where(Customer.partner_id == partner.id)).all():
        customer.partner_id = None
    session.delete(partner)


def introduce(
    session: Session, finding_id: UUID, partner_id: UUID, *, consent: bool, ask_after: bool = True
) -> Referral:
    """Sends a customer to a partner. The details pass on only when the customer said yes, and when is recorded.

    Asking the customer how the partner did is scheduled, unless it is not wanted.
    """
    partner = _ready(session, partner_id, consent=consent)
    finding = session.load(Finding, finding_id)
    if _introduced(session, finding.id, partner.id):
        raise BookError(f"{partner.name} knows of this already. Nothing was sent.")
    if finding.told_at is None:
        findings.tell(session, finding.id, finding.plain_words or finding.what)
    job = session.load(Job, finding.job_id)
    return _sent(session, finding.customer_id, partner, job, finding_id=finding.id, ask_after=ask_after)


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
    ask_after: bool = True,
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
    if ask_after:
        day = businesses.today(session)
        followups.plan(session, Event.REFERRAL_INTRODUCED, referral.id, customer_id, day, job=job)
    return referral


def asks_after_on(session: Session) -> date | None:
    """The day on which it would be asked how a partner did who is named today; None where no rule asks for that."""
    found = playbooks.rules(session, Event.REFERRAL_INTRODUCED)
    day = businesses.today(session)
    waits = [clock.Wait.parse(rule.wait) for rule in found if rule.purpose == Purpose.PARTNER_DID_WELL]
    return min((businesses.calendar(session).day_after(day, wait) for wait in waits), default=None)


def _introduced(session: Session, finding_id: UUID, partner_id: UUID) -> bool:
    query = select(Referral.id).where(
        Referral.finding_id == finding_id,
        Referral.partner_id == partner_id,
        Referral.state != ReferralState.DECLINED,
    )
    return session.exec(query).first() is not None


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
        followups.overtake(session, referral.finding_id, overtaken.PARTNER_DONE.format(partner.name))
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
    followups.overtake(session, referral.id, overtaken.SAID_NO)
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
    """A partner as the list shows it: terms, and how many customers were happy of how many asked.

    `named` is how many of the words for which somebody is suggested name the partner's trade.
    """

    partner: Partner
    happy: int
    asked: int
    named: int = 0


def rows(session: Session) -> list[PartnerRow]:
    """All partners by name, with how earlier customers fared."""
    well = func.sum(sqlalchemy.case((col(Referral.did_well).is_(True), 1), else_=0))
    query = sqlalchemy.select(col(Referral.partner_id), well, func.count()).where(col(Referral.did_well).is_not(None))
    asked = {found: (happy, count) for found, happy, count in session.execute(query.group_by(col(Referral.partner_id)))}
    partners = session.exec(select(Partner).order_by(col(Partner.name))).all()
    return [PartnerRow(partner, *asked.get(partner.id, (0, 0))) for partner in partners]


def names_trade(words: str, trades: str) -> int:
    """How many of these words name one of the trades: by their first letters, so that plurals do too."""
    wanted = {word.strip(".,").lower() for word in words.split() if len(word) > 3}
    return sum(word[:5] in trades.lower() for word in wanted)


def suggested(session: Session, words: str) -> list[PartnerRow]:
    """Partners not paused: whose trade the words name first, then who was sent the like, then by happy customers."""
    sent = _sent_before(session)

    def rank(row: PartnerRow) -> tuple[int, int, float, int, str]:
        like = names_trade(words, sent.get(row.partner.id, ""))
        share = row.happy / row.asked if row.asked else 0.5  # unknown is better than unhappy
        return (-row.named, -like, -share, -row.happy, row.partner.name)

    found = (row for row in rows(session) if not row.partner.paused)
    return sorted((replace(row, named=names_trade(words, row.partner.trades)) for row in found), key=rank)


def _sent_before(session: Session) -> dict[UUID, str]:
    """What each partner was sent for, in one text, unless it did not go well."""
    query = (
        sqlalchemy.select(col(Referral.partner_id), func.group_concat(Finding.what, " "))
        .join(Finding, col(Finding.id) == col(Referral.finding_id))
        .where(col(Referral.did_well).is_not(False))
        .group_by(col(Referral.partner_id))
    )
    return {row[0]: row[1] for row in session.execute(query)}


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
    work_minor: int | None = None
    settled_on: date | None = None
    did_well: bool | None = None
    direction: Direction = Direction.SENT
    due_on: date | None = None
    handed_over_at: datetime | None = None
    reminded_at: datetime | None = None
    terms_of: str = ""


@dataclass(frozen=True)
class Wanted:
    """Which referrals are meant: of a partner, a direction, states, or such as fulfil a condition; all if empty."""

    partner_id: UUID | None = None
    direction: Direction = Direction.SENT
    states: tuple[ReferralState, ...] = ()
    fulfils: Any = None

    def of(self, query: Any) -> Any:
        """A query narrowed to them."""
        query = query.where(col(Referral.direction) == self.direction)
        if self.partner_id is not None:
            query = query.where(col(Referral.partner_id) == self.partner_id)
        if self.states:
            query = query.where(col(Referral.state).in_(self.states))
        return query if self.fulfils is None else query.where(self.fulfils)


LATE_AFTER_DAYS = 14


def count(session: Session, wanted: Wanted) -> int:
    """How many referrals these are."""
    return int(session.execute(wanted.of(sqlalchemy.select(func.count()).select_from(Referral))).scalar_one())


# Columns and not whole rows: a year of a large book is read in one go for its statement.
_HELD = (
    *("id", "introduced_at", "customer_id", "state", "direction", "saved_minor", "bonus_minor", "received_minor"),
    *("bonus_due_on", "work_minor", "received_on", "did_well", "handed_over_at", "reminded_at"),
)


def page(session: Session, wanted: Wanted, offset: int = 0, limit: int | None = None) -> list[LedgerRow]:
    """So many of these referrals, newest first; a bonus is late fourteen days after it fell due."""
    names = map(col, (Customer.name, Partner.name, Partner.terms_of, Finding.what, Enquiry.what))
    query = (
        sqlalchemy.select(*names, *(getattr(Referral, key) for key in _HELD))
        .select_from(Referral)
        .join(Customer, col(Customer.id) == col(Referral.customer_id))
        .join(Partner, col(Partner.id) == col(Referral.partner_id))
        .outerjoin(Finding, col(Finding.id) == col(Referral.finding_id))
        .outerjoin(Enquiry, col(Enquiry.id) == col(Referral.enquiry_id))
    )
    query = wanted.of(query).order_by(col(Referral.introduced_at).desc(), col(Referral.id).desc())
    today = businesses.today(session)
    return [_row(today, *found) for found in session.execute(query.offset(offset).limit(limit)).all()]


def _row(today: date, customer: str, partner: str, terms_of: str, *held: Any) -> LedgerRow:
    finding, enquiry, *kept = held
    referral = dict(zip(_HELD, kept, strict=True))
    due = referral["bonus_due_on"] if referral["state"] == ReferralState.BONUS_DUE else None
    received = referral["received_minor"]
    return LedgerRow(
        id=referral["id"],
        sent_at=referral["introduced_at"],
        customer_id=referral["customer_id"],
        customer=customer,
        what=finding or enquiry or "",
        partner=partner,
        state=referral["state"],
        saved_minor=referral["saved_minor"],
        bonus_minor=referral["bonus_minor"] if received is None else received,
        late=due is not None and (today - due).days > LATE_AFTER_DAYS,
        work_minor=referral["work_minor"],
        settled_on=referral["received_on"],
        did_well=referral["did_well"],
        direction=referral["direction"],
        due_on=due,
        handed_over_at=referral["handed_over_at"],
        reminded_at=referral["reminded_at"],
        terms_of=terms_of,
    )


def ledger(session: Session, partner_id: UUID | None = None, direction: Direction = Direction.SENT) -> list[LedgerRow]:
    """Every referral of a direction, newest first."""
    return page(session, Wanted(partner_id, direction))


def of_referral(session: Session, referral_id: UUID) -> Partner:
    """The partner of a referral."""
    return session.load(Partner, session.load(Referral, referral_id).partner_id)


def remind(session: Session, referral_id: UUID) -> Referral:
    """Notes that the partner was reminded of a bonus that is due; BookError where none is."""
    referral = session.load(Referral, referral_id)
    if referral.direction != Direction.SENT or referral.state != ReferralState.BONUS_DUE:
        raise BookError("No bonus is due for this one. Nothing was noted.")
    referral.reminded_at = session.now
    return referral


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
