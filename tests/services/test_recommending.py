from datetime import date

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.partner import Direction, Partner, Referral, ReferralState
from tradesman.services import findings, jobs, partners, recommending, sent_to_me
from tradesman.services.partners import Wanted


def test_figures_tell_what_came_what_is_due_and_what_i_owe(owner: Owner) -> None:
    partner_id = owner.do(partners.add, "Harker", "Chimneys", bonus_minor=6_000, discount_bp=1_000, fee_bp=500).id
    ids = []
    for what in ("Mortar", "Pot", "Flue"):
        finding = owner.do(findings.note, owner.accepted(), what)
        ids.append(owner.do(partners.introduce, finding.id, partner_id, consent=True).id)
    owner.do(partners.finish, ids[0], 40_000, date(2026, 11, 1))
    owner.do(partners.finish, ids[1], 50_000)
    owner.do(partners.settle_bonus, ids[1], 5_500)
    asked = owner.enquiry(answered_live=True)
    owner.do(sent_to_me.receive, asked, partner_id)
    job = owner.do(jobs.take_on, asked, price_minor=60_000)
    owner.do(jobs.complete, job.id)
    found = owner.ask(recommending.figures)
    assert (found.due_minor, found.due, found.oldest_days) == (6_000, 1, 19)
    assert (found.received_minor, found.received) == (5_500, 1)
    assert (found.saved_minor, found.savers) == (9_000, 2)
    assert (found.work_minor, found.sent, found.done) == (90_000, 3, 2)
    assert (found.owed_minor, found.owed) == (3_000, 1)
    owner.at("2027-01-02")
    assert owner.ask(recommending.figures).received == 0


def test_the_ledger_is_read_page_by_page(owner: Owner) -> None:
    first, other = (owner.do(partners.add, name, "Chimneys").id for name in ("Harker", "Stonebridge"))
    job_id = owner.accepted()
    for number in range(7):
        owner.at("2026-11-20", f"10:0{number}")
        finding = owner.do(findings.note, job_id, f"Brick {number}")
        owner.do(partners.introduce, finding.id, first if number % 2 else other, consent=True)
    assert owner.ask(partners.count, Wanted()) == 7
    seen = [row.what for offset in (0, 3, 6) for row in owner.ask(partners.page, Wanted(), offset, 3)]
    assert seen == [f"Brick {number}" for number in reversed(range(7))]
    assert [row.what for row in owner.ask(partners.page, Wanted(first), 1, 1)] == ["Brick 3"]
    assert owner.ask(partners.count, Wanted(states=(ReferralState.BONUS_DUE,))) == 0
    assert owner.ask(partners.page, Wanted(direction=Direction.RECEIVED)) == []


def test_a_partner_is_reminded_of_a_bonus_that_is_due_only(owner: Owner) -> None:
    partner_id = owner.do(partners.add, "Harker", "Chimneys", bonus_minor=6_000).id
    finding = owner.do(findings.note, owner.accepted(), "Mortar")
    referral_id = owner.do(partners.introduce, finding.id, partner_id, consent=True).id
    with pytest.raises(BookError, match="No bonus is due"):
        owner.do(partners.remind, referral_id)
    owner.do(partners.finish, referral_id, 40_000)
    owner.do(partners.remind, referral_id)
    assert owner.get(Referral, referral_id).reminded_at == owner.now
    assert owner.ask(partners.of_referral, referral_id).name == "Harker"


def test_the_day_of_asking_after_follows_the_playbook(owner: Owner) -> None:
    assert owner.ask(partners.asks_after_on) == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("insured", "licensed", "said"),
    [
        (None, None, []),
        (date(2026, 12, 20), None, [("insurance", date(2026, 12, 20))]),
        (date(2026, 12, 21), date(2026, 11, 19), [("licence", date(2026, 11, 19))]),
    ],
)
def test_papers_that_end_within_thirty_days_are_said(
    insured: date | None, licensed: date | None, said: list[tuple[str, date]]
) -> None:
    partner = Partner(name="Harker", trades="Chimneys", insured_until_on=insured, licensed_until_on=licensed)
    assert partner.ends_soon(date(2026, 11, 20)) == said
