from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradesman.book.entity import new_id
from tradesman.book.errors import BookError
from tradesman.book.partner import Partner, Referral, ReferralState

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
DAY = date(2026, 11, 20)


def referral(state: ReferralState = ReferralState.INTRODUCED) -> Referral:
    return Referral(customer_id=new_id(), partner_id=new_id(), introduced_at=AT, consent_at=AT, state=state)


@given(fixed=st.integers(0, 10**6), share=st.integers(0, 10_000), work=st.integers(0, 10**9))
def test_a_bonus_is_the_fixed_part_and_the_share_rounded_half_away(fixed: int, share: int, work: int) -> None:
    partner = Partner(name="Dry Walls", trades="Damp", bonus_minor=fixed, bonus_bp=share)
    assert partner.bonus_for(work) == fixed + (work * share + 5_000) // 10_000
    assert partner.bonus_for(None) == fixed
    assert partner.discount_for(work) == 0
    assert partner.pays == bool(fixed or share)


@pytest.mark.parametrize("state", list(ReferralState))
def test_each_state_allows_what_can_still_happen(state: ReferralState) -> None:
    partner = Partner(name="Dry Walls", trades="Damp", bonus_minor=100)
    allowed = set()
    deeds: dict[str, Callable[[Referral], object]] = {
        "agree": lambda found: found.agree(),
        "finish": lambda found: found.finish(DAY, 1_000, partner),
        "settle": lambda found: found.settle(DAY, 100),
        "decline": lambda found: found.decline(),
    }
    for name, deed in deeds.items():
        try:
            deed(referral(state))
        except BookError:
            continue
        allowed.add(name)
    assert (
        allowed
        == {
            ReferralState.INTRODUCED: {"agree", "finish", "decline"},
            ReferralState.AGREED: {"finish", "decline"},
            ReferralState.DONE: {"finish"},
            ReferralState.BONUS_DUE: {"finish", "settle"},
            ReferralState.BONUS_RECEIVED: set(),
            ReferralState.DECLINED: set(),
        }[state]
    )


def test_without_a_bonus_nothing_falls_due() -> None:
    sent = referral()
    sent.finish(DAY, 1_000, Partner(name="Dry Walls", trades="Damp", discount_bp=1_000))
    assert (sent.state, sent.bonus_minor, sent.bonus_due_on, sent.saved_minor) == (ReferralState.DONE, 0, None, 100)


def test_a_bonus_is_not_less_than_nothing() -> None:
    sent = referral(ReferralState.BONUS_DUE)
    with pytest.raises(BookError, match="less than nothing"):
        sent.settle(DAY, -1)
    assert sent.state == ReferralState.BONUS_DUE
