"""A year's referrals: sums and states hold under whatever is done to them and taken back."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.partner import ReferralState
from tradesman.book.store import Book
from tradesman.services import findings, jobs, partners, sent_to_me, statements

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("send")),
        st.tuples(st.just("agree"), st.integers(0, 3)),
        st.tuples(st.just("finish"), st.integers(0, 3), st.none() | st.integers(0, 10**6)),
        st.tuples(st.just("settle"), st.integers(0, 3), st.none() | st.integers(-5, 10**5)),
        st.tuples(st.just("decline"), st.integers(0, 3)),
        st.tuples(st.just("undo")),
    ),
    max_size=14,
)


def partner(owner: Owner, **terms: Any) -> UUID:
    return owner.do(partners.add, "Harker Masonry", "Chimneys", **terms).id


def sent(owner: Owner, job_id: UUID, partner_id: UUID) -> UUID:
    finding = owner.do(findings.note, job_id, "Mortar", plain_words="The mortar is soft")
    return owner.do(partners.introduce, finding.id, partner_id, consent=True).id


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_sums_and_states_hold_under_whatever_is_done_and_taken_back(
    book: Book, now: datetime, steps: list[tuple[Any, ...]]
) -> None:
    owner = Owner(book, now)
    job_id, partner_id = owner.accepted(), partner(owner, bonus_minor=5_000, bonus_bp=500, discount_bp=1_000)
    ids: list[UUID] = []
    pasts: list[tuple[list[UUID], list[Any]]] = []
    for name, *rest in steps:
        before = (list(ids), rows(owner, partner_id))
        if name == "undo":
            if pasts:
                owner.undo()
                if pasts[-1][0] != ids:
                    owner.undo()  # sending is two steps: noting the finding, and passing it on
                ids, told = pasts.pop()
                assert rows(owner, partner_id) == told
            continue
        if name == "send":
            ids.append(sent(owner, job_id, partner_id))
        elif rest[0] >= len(ids) or not done(owner, name, ids[rest[0]], rest[1:]):
            assert rows(owner, partner_id) == before[1]
            continue
        pasts.append(before)
        holds(owner, partner_id, len(ids))


def done(owner: Owner, name: str, referral_id: UUID, rest: list[Any]) -> bool:
    deed = {"agree": partners.agree, "finish": partners.finish, "decline": partners.decline}.get(name)
    try:
        owner.do(deed or partners.settle_bonus, referral_id, *rest)
    except BookError:
        return False
    return True


def rows(owner: Owner, partner_id: UUID) -> list[Any]:
    return [
        (row.id, row.state, row.work_minor, row.bonus_minor, row.saved_minor, row.settled_on)
        for row in owner.ask(partners.ledger, partner_id)
    ]


def holds(owner: Owner, partner_id: UUID, how_many: int) -> None:
    told = owner.ask(statements.of, owner.now.year, partner_id)
    found = statements.sums(told.sent, told.year)
    assert len(told.sent) == how_many
    assert found.bonus_minor == found.paid_minor + found.owed_minor
    for row in told.sent:
        assert (row.settled_on is not None) == (row.state == ReferralState.BONUS_RECEIVED)
        if row.state in (ReferralState.INTRODUCED, ReferralState.AGREED, ReferralState.DECLINED):
            assert row.bonus_minor is None
        elif row.work_minor is not None:
            assert 0 <= (row.bonus_minor or 0) <= row.work_minor


def test_a_year_holds_what_was_passed_on_in_it_both_ways(owner: Owner) -> None:
    owner.at("2025-12-31", "23:30")
    partner_id = partner(owner, bonus_minor=5_000, fee_bp=1_000)
    last_year = sent(owner, owner.accepted(), partner_id)
    owner.at("2026-01-02")
    this_year = sent(owner, owner.accepted(), partner_id)
    asked = owner.enquiry(answered_live=True)
    owner.do(sent_to_me.receive, asked, partner_id)
    owner.do(partners.finish, this_year, 80_000)
    job = owner.do(jobs.take_on, asked, price_minor=60_000)
    owner.do(jobs.complete, job.id)
    told = owner.ask(statements.of, 2026, partner_id)
    assert [row.id for row in told.sent] == [this_year]
    assert [(row.state, row.bonus_minor) for row in told.received] == [(ReferralState.BONUS_DUE, 6_000)]
    assert statements.sums(told.sent, 2026) == statements.Sums(80_000, 5_000, 0, 5_000)
    assert [row.id for row in owner.ask(statements.of, 2025).sent] == [last_year]
    assert owner.ask(statements.years) == [2026, 2025]


def test_terms_that_exceed_the_work_do_not_keep_a_job_open(owner: Owner) -> None:
    asked = owner.enquiry(answered_live=True)
    owner.do(sent_to_me.receive, asked, partner(owner, fee_minor=5_000, fee_bp=1_000))
    job = owner.do(jobs.take_on, asked, price_minor=3_000)
    owner.do(jobs.complete, job.id)
    (row,) = owner.ask(statements.of, 2026).received
    assert (row.state, row.bonus_minor, row.work_minor) == (ReferralState.BONUS_DUE, 5_300, 3_000)
    with pytest.raises(BookError, match="more than the work"):
        owner.do(partners.settle_bonus, row.id)
    owner.do(partners.settle_bonus, row.id, 1_000)
    assert statements.owed_to(owner.ask(statements.of, 2026).received) == {}


def test_what_is_paid_counts_in_its_own_year(owner: Owner) -> None:
    owner.at("2026-12-10")
    partner_id = partner(owner, bonus_minor=5_000)
    referral_id = sent(owner, owner.accepted(), partner_id)
    owner.do(partners.finish, referral_id)
    assert statements.sums(owner.ask(statements.of, 2026).sent, 2026) == statements.Sums(0, 5_000, 0, 5_000)
    assert statements.sums(owner.ask(statements.of, 2027).sent, 2027).owed_minor == 5_000
    owner.at("2027-03-01")
    owner.do(partners.settle_bonus, referral_id)
    told = {year: owner.ask(statements.of, year).sent for year in (2026, 2027)}
    assert [row.id for row in (*told[2026], *told[2027])] == [referral_id] * 2
    assert statements.sums(told[2026], 2026) == statements.Sums(0, 5_000, 0, 0)
    assert statements.sums(told[2027], 2027) == statements.Sums(0, 5_000, 5_000, 0)
    assert owner.ask(statements.years) == [2027, 2026]


def test_a_bonus_larger_than_the_work_is_refused_in_a_sentence(owner: Owner) -> None:
    referral_id = sent(owner, owner.accepted(), partner(owner, bonus_minor=5_000))
    with pytest.raises(BookError, match="more than the work"):
        owner.do(partners.finish, referral_id, 4_999)
    owner.do(partners.finish, referral_id, 5_000)
    with pytest.raises(BookError, match="more than the work"):
        owner.do(partners.settle_bonus, referral_id, 5_001)
    with pytest.raises(BookError, match="whole work"):
        owner.do(partners.change, owner.ask(partners.rows)[0].partner.id, bonus_bp=10_001)


def test_a_partner_with_referrals_stays_in_the_ledger(owner: Owner) -> None:
    partner_id, other = partner(owner), partner(owner)
    sent(owner, owner.accepted(), partner_id)
    with pytest.raises(BookError, match="in the ledger with 1 of your referrals"):
        owner.do(partners.remove, partner_id)
    owner.do(partners.remove, other)
    assert [row.partner.id for row in owner.ask(partners.rows)] == [partner_id]
