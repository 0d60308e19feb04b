from datetime import date
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.quote import AcceptedBy
from tradesman.services import businesses, costs, jobs, quotes, variations

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def job_id(owner: Owner) -> UUID:
    """A job for 500.00 net of which 200.00 were reckoned as cost; an hour costs the owner 30.00."""
    owner.do(businesses.change, hour_cost_minor=3_000)
    quote_id = owner.drafted()
    option_id = owner.option(quote_id)
    owner.do(quotes.add_line, quote_id, option_id, "Pump", 0, cost_minor=20_000)
    owner.do(quotes.add_line, quote_id, option_id, "Gold tap", 90_000, cost_minor=70_000, extra=True)
    owner.given(quote_id)
    return owner.do(quotes.accept, quote_id, option_id, AcceptedBy.PHONE, "Leah Novak").id


def test_what_a_job_cost_and_what_is_left(owner: Owner, job_id: UUID) -> None:
    owner.do(costs.note_time, job_id, FRIDAY, 100, "Pump out")
    spent = owner.do(costs.note_spent, job_id, FRIDAY, "Pump", 18_000)
    owner.do(costs.note_spent, job_id, FRIDAY, "Parking", 700, material=False)
    owner.do(costs.note_spent, job_id, FRIDAY, "Pipe returned", -500)
    found = owner.ask(costs.balance, job_id)
    assert (found.price_minor, found.reckoned_minor) == (50_000, 20_000)
    assert (found.time_minor, found.minutes, found.material_minor) == (5_000, 100, 18_200)
    assert (found.cost_minor, found.left_minor) == (23_200, 26_800)
    owner.do(costs.remove, spent.id)
    assert owner.ask(costs.balance, job_id).cost_minor == 5_200


def test_an_agreed_variation_is_part_of_the_price(owner: Owner, job_id: UUID) -> None:
    noted = owner.do(variations.note, job_id, "Second valve", 12_000)
    assert owner.ask(costs.balance, job_id).price_minor == 50_000
    owner.do(variations.agree, noted.id, AcceptedBy.PHONE, "Leah Novak")
    assert owner.ask(costs.balance, job_id).price_minor == 60_000


def test_a_job_without_a_quote(owner: Owner) -> None:
    job_id = owner.do(jobs.take_on, owner.enquiry(answered_live=True)).id
    found = owner.ask(costs.balance, job_id)
    assert (found.price_minor, found.left_minor, found.reckoned_minor) == (None, None, 0)
    noted = owner.do(variations.note, job_id, "Second valve", 12_000)
    owner.do(variations.agree, noted.id, AcceptedBy.PHONE, "Leah Novak")
    owner.do(costs.note_time, job_id, FRIDAY, 60)
    found = owner.ask(costs.balance, job_id)
    assert (found.price_minor, found.left_minor, found.minutes) == (None, None, 60)  # an hour's cost is not said


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_no_day_has_such_a_time(owner: Owner, job_id: UUID, minutes: int) -> None:
    with pytest.raises(BookError, match="up to 24 hours"):
        owner.do(costs.note_time, job_id, FRIDAY, minutes)
    assert owner.ask(costs.of_job, job_id) == []


def test_what_was_paid_for_and_when_is_said(owner: Owner, job_id: UUID) -> None:
    with pytest.raises(BookError, match="What was paid for"):
        owner.do(costs.note_spent, job_id, FRIDAY, "  ", 100)
    with pytest.raises(BookError, match="not come yet"):
        owner.do(costs.note_time, job_id, date(2026, 11, 21), 60)


def test_what_an_hour_costs_is_said_with_the_first_hours_or_later(owner: Owner) -> None:
    job_id = owner.accepted()
    free = owner.do(costs.note_time, job_id, FRIDAY, 90)
    assert (free.cost_minor, owner.ask(costs.balance, job_id).unreckoned) == (0, 90)
    said = owner.do(costs.note_time, job_id, FRIDAY, 60, hour_minor=4_000)
    assert (said.cost_minor, owner.ask(businesses.current).hour_cost_minor) == (4_000, 4_000)
    assert owner.do(costs.reckon_time, job_id) == 1
    balance = owner.ask(costs.balance, job_id)
    assert (balance.time_minor, balance.unreckoned) == (10_000, 0)
    with pytest.raises(BookError, match="costs nothing or more"):
        owner.do(costs.note_time, job_id, FRIDAY, 60, hour_minor=-1)
