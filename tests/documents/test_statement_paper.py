"""What a year's statement says on paper."""

from datetime import date, datetime

import pytest

from tests.owner import Owner
from tradesman.book.store import Book
from tradesman.documents import statement_paper
from tradesman.documents.sheet_paper import Words
from tradesman.services import findings, jobs, partners, sent_to_me, statements


@pytest.fixture
def owner(book: Book, now: datetime) -> Owner:
    return Owner(book, now)


def still(owner: Owner, year: int) -> str:
    """The words at the end of the sheet."""
    end = statement_paper.paper(owner.ask(statements.of, year)).parts[-1]
    assert isinstance(end, Words)
    return end.words


def test_what_i_owe_each_partner_stands_on_the_statement_of_all(owner: Owner) -> None:
    partner_id = owner.do(partners.add, "Harker Masonry", "Chimneys", fee_minor=5_000).id
    asked = owner.enquiry(answered_live=True)
    owner.do(sent_to_me.receive, asked, partner_id)
    job = owner.do(jobs.take_on, asked, price_minor=60_000)
    owner.do(jobs.complete, job.id)
    assert "Still owed to Harker Masonry: £50.00" in still(owner, 2026)
    assert "Nothing is owed" not in still(owner, 2026)


def test_the_year_in_which_a_bonus_came_is_the_one_it_counts_in(owner: Owner) -> None:
    partner_id = owner.do(partners.add, "Harker Masonry", "Chimneys", bonus_minor=5_000).id
    finding = owner.do(findings.note, owner.accepted(), "Mortar", plain_words="The mortar is soft")
    referral = owner.do(partners.introduce, finding.id, partner_id, consent=True)
    owner.do(partners.finish, referral.id)
    owner.at("2027-03-01")
    owner.do(partners.settle_bonus, referral.id, on=date(2027, 3, 1))
    assert "Received in 2026: £0.00" in still(owner, 2026)
    assert "Received in 2027: £50.00" in still(owner, 2027)
    assert "Nothing is owed" in still(owner, 2027)
