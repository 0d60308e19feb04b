from datetime import date, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.owner import Owner
from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.finding import Finding
from tradesman.book.followup import FollowUpState, Purpose
from tradesman.book.partner import Direction, Partner, Referral, ReferralState
from tradesman.book.store import Book
from tradesman.services import findings, partners, sent_to_me


def partner(owner: Owner, name: str = "Dry Walls", trades: str = "Damp proofing", **terms: object) -> UUID:
    """A partner of the plumber's."""
    return owner.do(partners.add, name, trades, **terms).id


def finding(owner: Owner) -> UUID:
    """A wet wall, which is not a plumber's trade."""
    return owner.do(findings.note, owner.completed(), "Damp wall").id


def introduced(owner: Owner, partner_id: UUID) -> UUID:
    """A customer sent to the partner, having said yes."""
    return owner.do(partners.introduce, finding(owner), partner_id, consent=True).id


def test_details_are_passed_on_only_when_the_customer_said_yes_and_when_is_recorded(owner: Owner) -> None:
    found, partner_id = finding(owner), partner(owner)
    with pytest.raises(BookError, match="has not agreed"):
        owner.do(partners.introduce, found, partner_id, consent=False)
    assert owner.all(Referral) == []
    referral = owner.do(partners.introduce, found, partner_id, consent=True)
    kept = owner.get(Referral, referral.id)
    assert (kept.consent_at, kept.state, kept.finding_id) == (owner.now, ReferralState.INTRODUCED, found)
    assert owner.due(referral.id) == {"partner_did_well": "2026-12-04"}


def test_who_is_introduced_was_told(owner: Owner) -> None:
    found = finding(owner)
    owner.do(partners.introduce, found, partner(owner), consent=True)
    kept = owner.get(Finding, found)
    assert (kept.told_at, kept.plain_words) == (owner.now, "Damp wall")


def test_nobody_is_introduced_twice_for_one_thing_unless_declined(owner: Owner) -> None:
    found, partner_id = finding(owner), partner(owner)
    first = owner.do(partners.introduce, found, partner_id, consent=True)
    with pytest.raises(BookError, match="knows of this already"):
        owner.do(partners.introduce, found, partner_id, consent=True)
    owner.do(partners.decline, first.id, " Not now ")
    assert (owner.get(Referral, first.id).words, owner.due(first.id)) == ("Not now", {})
    owner.do(partners.introduce, found, partner_id, consent=True)
    assert len(owner.all(Referral)) == 2


def test_nobody_is_sent_to_a_partner_who_is_paused(owner: Owner) -> None:
    partner_id = partner(owner)
    owner.do(partners.change, partner_id, paused=True)
    with pytest.raises(BookError, match="is paused"):
        owner.do(partners.introduce, finding(owner), partner_id, consent=True)
    assert owner.ask(partners.suggested, "damp") == []


def test_a_bonus_falls_due_by_the_terms_of_its_day_and_is_received(owner: Owner) -> None:
    partner_id = partner(owner, bonus_minor=5_000, bonus_bp=500, discount_bp=1_000)
    referral_id = introduced(owner, partner_id)
    owner.do(partners.agree, referral_id)
    owner.do(partners.finish, referral_id, 120_000)
    owner.do(partners.change, partner_id, bonus_minor=0, bonus_bp=0)
    due = owner.get(Referral, referral_id)
    assert (due.state, due.bonus_minor, due.saved_minor, due.bonus_due_on) == (
        ReferralState.BONUS_DUE,
        11_000,
        12_000,
        owner.now.date(),
    )
    with pytest.raises(BookError, match="has not come yet"):
        owner.do(partners.settle_bonus, referral_id, on=date(2026, 11, 30))
    owner.at("2026-12-01")
    owner.do(partners.settle_bonus, referral_id, on=date(2026, 11, 30))
    paid = owner.get(Referral, referral_id)
    assert (paid.state, paid.received_minor, paid.received_on) == (
        ReferralState.BONUS_RECEIVED,
        11_000,
        date(2026, 11, 30),
    )
    with pytest.raises(BookError, match="past that step"):
        owner.do(partners.settle_bonus, referral_id)


def test_a_price_that_becomes_known_later_makes_the_bonus_due(owner: Owner) -> None:
    referral_id = introduced(owner, partner(owner, bonus_bp=500))
    owner.do(partners.finish, referral_id)
    assert owner.get(Referral, referral_id).state == ReferralState.DONE
    owner.at("2026-12-01")
    owner.do(partners.finish, referral_id, 100_000)
    with pytest.raises(BookError, match="has not come yet"):
        owner.do(partners.finish, referral_id, 110_000, date(2026, 12, 24))
    owner.at("2026-12-24")
    owner.do(partners.finish, referral_id, 110_000, date(2026, 12, 24))
    due = owner.get(Referral, referral_id)
    assert (due.state, due.bonus_minor, due.bonus_due_on) == (ReferralState.BONUS_DUE, 5_500, date(2026, 12, 1))


def test_work_that_is_done_needs_no_asking_what_became_of_it(owner: Owner) -> None:
    referral_id = introduced(owner, partner(owner))
    found = owner.all(Finding)[0].id
    assert set(owner.due(found)) == {"finding_outcome"}
    owner.do(partners.finish, referral_id, 1_000)
    assert owner.due(found) == {}
    assert owner.asked(found)[Purpose.FINDING_OUTCOME].reason == "Dry Walls has done it"


def test_how_it_went_does_the_follow_up_and_shows_at_the_next_choice(owner: Owner) -> None:
    good, bad, new = (partner(owner, name) for name in ("Cellar Care", "Bodge & Son", "Newcomer"))
    for partner_id, well in ((good, True), (good, False), (good, True), (bad, False)):
        referral_id = introduced(owner, partner_id)
        owner.do(partners.how_it_went, referral_id, well=well, words="" if well else "Left a mess")
        asked = owner.asked(referral_id)[Purpose.PARTNER_DID_WELL]
        assert (asked.state, asked.outcome) == (FollowUpState.DONE, "Went well" if well else "Left a mess")
    rows = [(row.partner.name, row.happy, row.asked) for row in owner.ask(partners.rows)]
    assert rows == [("Bodge & Son", 0, 1), ("Cellar Care", 2, 3), ("Newcomer", 0, 0)]
    suggested = [row.partner.id for row in owner.ask(partners.suggested, "a damp wall")]
    assert suggested == [good, new, bad]


def test_the_trade_that_is_named_comes_first(owner: Owner) -> None:
    roofer = partner(owner, "Slate & Sons", "Roofing, gutters")
    partner(owner)
    first = owner.ask(partners.suggested, "The gutter leaks.")[0].partner
    assert first.id == roofer
    assert not first.pays


def test_who_was_sent_the_like_comes_before_others_whose_trade_is_not_named(owner: Owner) -> None:
    ids = {name: partner(owner, name, "Gardens") for name in ("Ash & Oak", "Bee Rescue", "Clear View", "Dig It")}
    job_id = owner.accepted()
    for name, what, well in (
        ("Bee Rescue", "Wasps under the tiles", None),
        ("Clear View", "Wasps in the shed", False),
        ("Dig It", "Drain is blocked", True),
    ):
        noticed = owner.do(findings.note, job_id, what)
        referral = owner.do(partners.introduce, noticed.id, ids[name], consent=True)
        if well is not None:
            owner.do(partners.how_it_went, referral.id, well=well)
    found = owner.ask(partners.suggested, "Wasps' nest in the eaves")
    assert [row.partner.name for row in found] == ["Bee Rescue", "Dig It", "Ash & Oak", "Clear View"]
    assert {row.named for row in found} == {0}
    assert owner.ask(partners.suggested, "The garden gate")[0].named == 1


def test_a_partner_has_a_name_a_trade_and_terms_that_give(owner: Owner) -> None:
    for fields, words in (
        ({"name": " ", "trades": "Roofs"}, "needs a name"),
        ({"name": "A", "trades": ""}, "needs a name"),
        ({"name": "A", "trades": "B", "bonus_minor": -1}, "less than nothing"),
    ):
        with pytest.raises(BookError, match=words):
            owner.do(partners.add, **fields)
    with pytest.raises(TypeError):
        owner.do(partners.change, partner(owner), id=None)
    assert len(owner.all(Partner)) == 1


def test_the_ledger_is_newest_first_and_says_which_bonus_is_late(owner: Owner) -> None:
    first_partner, second_partner = partner(owner, bonus_minor=5_000), partner(owner, "Slate & Sons", "Roofs")
    first = introduced(owner, first_partner)
    owner.do(partners.finish, first)
    owner.at("2026-12-04")
    second = introduced(owner, second_partner)
    assert [(row.id, row.what, row.late) for row in owner.ask(partners.ledger)] == [
        (second, "Damp wall", False),
        (first, "Damp wall", False),
    ]
    owner.at("2026-12-05")
    assert [(row.id, row.bonus_minor, row.late) for row in owner.ask(partners.ledger, first_partner)] == [
        (first, 5_000, True)
    ]
    owner.do(partners.settle_bonus, first, 4_000)
    assert [(row.bonus_minor, row.late) for row in owner.ask(partners.ledger, first_partner)] == [(4_000, False)]


ROUNDS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 3_000), st.none() | st.integers(20_000, 10**7), st.booleans()),
    min_size=1,
    max_size=4,
)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=ROUNDS)
def test_what_is_due_and_what_came_add_up_to_all_the_bonuses(
    book: Book, now: datetime, rounds: list[tuple[int, int, int | None, bool]]
) -> None:
    owner = Owner(book, now)
    before = {row.id for row in owner.ask(partners.ledger)}
    owed = 0
    for fixed, share, work, paid in rounds:
        referral_id = introduced(owner, partner(owner, bonus_minor=fixed, bonus_bp=share))
        owner.do(partners.finish, referral_id, work)
        kept = owner.get(Referral, referral_id)
        owed += kept.bonus_minor or 0
        if paid and kept.state == ReferralState.BONUS_DUE:
            owner.do(partners.settle_bonus, referral_id)
    rows = [row for row in owner.ask(partners.ledger) if row.id not in before]
    due = sum(row.bonus_minor or 0 for row in rows if row.state == ReferralState.BONUS_DUE)
    came = sum(row.bonus_minor or 0 for row in rows if row.state == ReferralState.BONUS_RECEIVED)
    assert (len(rows), due + came) == (len(rounds), owed)


def test_a_customer_whom_a_partner_sent_is_noted_once(owner: Owner) -> None:
    partner_id, asked = partner(owner), owner.enquiry()
    referral = owner.do(sent_to_me.receive, asked, partner_id)
    assert (referral.direction, referral.state) == (Direction.RECEIVED, ReferralState.INTRODUCED)
    assert owner.get(Customer, referral.customer_id).partner_id == partner_id
    assert owner.ask(partners.ledger) == []  # that one shows what I sent
    with pytest.raises(BookError, match="noted already"):
        owner.do(sent_to_me.receive, asked, partner_id)
