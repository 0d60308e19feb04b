"""Customers whom a partner sent: what I owe for them, and when it comes to nothing."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.partner import BEFORE_TAX, LABOUR, Direction, Referral, ReferralState
from tradesman.services import enquiries, jobs, partners, sent_to_me


def came(owner: Owner, **terms: Any) -> tuple[UUID, UUID]:
    """An enquiry that a partner sent, and the referral."""
    partner_id = owner.do(partners.add, "Harker Masonry", "Chimneys", **terms).id
    asked = owner.enquiry(answered_live=True)
    return asked, owner.do(sent_to_me.receive, asked, partner_id).id


@pytest.mark.parametrize(
    ("terms_of", "owed"), [("", 12_000), (BEFORE_TAX, 10_000), (LABOUR, 0), ("what we agree", 12_000)]
)
def test_a_share_is_taken_of_what_the_terms_name(owner: Owner, terms_of: str, owed: int) -> None:
    asked, referral_id = came(owner, fee_bp=1_000, terms_of=terms_of)
    job = owner.do(jobs.take_on, asked, price_minor=120_000)
    owner.do(jobs.complete, job.id)
    assert owner.get(Referral, referral_id).bonus_minor == owed


def test_a_price_that_was_not_known_is_put_in_later(owner: Owner) -> None:
    asked, referral_id = came(owner, fee_bp=1_000)
    job = owner.do(jobs.take_on, asked)
    owner.do(jobs.complete, job.id)
    assert owner.get(Referral, referral_id).state == ReferralState.DONE
    owner.do(partners.finish, referral_id, 40_000)
    found = owner.get(Referral, referral_id)
    assert (found.state, found.bonus_minor) == (ReferralState.BONUS_DUE, 4_000)


def test_work_called_off_ends_it_and_the_partner_can_go(owner: Owner) -> None:
    asked, referral_id = came(owner, fee_minor=5_000)
    job = owner.do(jobs.take_on, asked)
    owner.do(jobs.cancel, job.id, "Sold the house")
    found = owner.get(Referral, referral_id)
    assert (found.state, found.words) == (ReferralState.DECLINED, "Sold the house")
    owner.undo()
    assert owner.get(Referral, referral_id).state == ReferralState.INTRODUCED
    [row] = owner.ask(partners.ledger, None, Direction.RECEIVED)
    assert row.bonus_minor is None


def test_a_price_put_in_by_hand_stays_when_the_day_is_corrected(owner: Owner) -> None:
    asked, referral_id = came(owner, fee_bp=1_000, terms_of=LABOUR)
    job = owner.do(jobs.take_on, asked, price_minor=120_000)
    owner.do(jobs.complete, job.id)
    owner.do(partners.finish, referral_id, 40_000)
    owner.do(jobs.complete, job.id, on=date(2026, 11, 19))
    found = owner.get(Referral, referral_id)
    assert (found.work_minor, found.bonus_minor) == (40_000, 4_000)


def test_what_came_to_nothing_is_owed_when_it_becomes_work_after_all(owner: Owner) -> None:
    asked, referral_id = came(owner, fee_minor=5_000)
    off = owner.do(jobs.take_on, asked)
    owner.do(jobs.cancel, off.id, "Too dear")
    owner.do(enquiries.reopen, asked)
    again = owner.do(jobs.take_on, asked, price_minor=60_000)
    owner.do(jobs.complete, again.id)
    found = owner.get(Referral, referral_id)
    assert (found.state, found.bonus_minor, found.words) == (ReferralState.BONUS_DUE, 5_000, "")
