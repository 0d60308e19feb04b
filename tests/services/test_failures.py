"""NOW is Friday 20 November 2026, 10:00 in Harrow."""

from datetime import date
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.enquiry import EnquiryKind
from tradesman.book.errors import BookError
from tradesman.book.job import Job, JobKind
from tradesman.services import failures, jobs, kits, materials, price_sheets, prices, quotes
from tradesman.services.failures import Failure


def item(owner: Owner, words: str, **rest: object) -> UUID:
    return owner.do(prices.add, words, 4_000, **rest).id


def failed(owner: Owner, item_id: UUID, day: str = "2026-11-20", who: str = "Leah Novak") -> UUID:
    """A service call of this day that blames an item."""
    earlier = owner.completed()
    owner.at(day)
    asked = owner.enquiry(
        owner.customer(who), "It drips", kind=EnquiryKind.SERVICE_CALL, answered_live=True, came_in_at=owner.now
    )
    call = owner.do(jobs.take_on, asked, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier).id
    owner.do(jobs.put_right, call, "Washer split.", 4_500, under_guarantee=True, failed_item_id=item_id)
    return call


def test_an_item_knows_the_service_calls_in_which_it_failed(owner: Owner) -> None:
    tap, other = item(owner, "Tap"), item(owner, "Valve")
    assert owner.ask(price_sheets.sheet, tap).failures == ()
    first, second = failed(owner, tap), failed(owner, tap, "2027-05-03", "Bo Reed")
    owner.do(jobs.cancel, failed(owner, tap, "2027-06-01"), "It was the neighbour's")
    assert owner.ask(price_sheets.sheet, tap).failures == (
        Failure(second, "Bo Reed", "It drips", date(2027, 5, 3)),
        Failure(first, "Leah Novak", "It drips", date(2026, 11, 20)),
    )
    assert owner.ask(failures.of_item, other) == ()


def test_an_item_that_failed_can_go_and_its_words_stay_with_the_cause(owner: Owner) -> None:
    tap = item(owner, "Tap, chrome")
    call = failed(owner, tap)
    owner.do(prices.remove, tap)
    job = owner.get(Job, call)
    assert (job.failed_item_id, job.cause) == (None, "Washer split. What failed: Tap, chrome")
    owner.undo()
    job = owner.get(Job, call)
    assert (job.failed_item_id, job.cause) == (tap, "Washer split.")
    assert len(owner.ask(failures.of_item, tap)) == 1


def test_an_item_that_failed_is_not_undone_from_under_the_service_call(owner: Owner) -> None:
    tap = item(owner, "Tap")
    added = owner.book.last_step(owner.now)
    assert added is not None
    call = failed(owner, tap)
    with pytest.raises(BookError, match="put_right"):
        owner.book.undo(owner.now, added.id)
    assert owner.get(Job, call).failed_item_id == tap


def test_an_item_that_is_gone_cannot_have_failed(owner: Owner) -> None:
    tap = item(owner, "Tap")
    call = failed(owner, tap)
    owner.do(prices.remove, tap)
    with pytest.raises(BookError, match="no longer in the price book"):
        owner.do(jobs.put_right, call, "Rust", None, under_guarantee=True, failed_item_id=tap)
    assert owner.get(Job, call).cause == "Washer split. What failed: Tap"


def test_what_was_used_on_a_job_is_suspected_first(owner: Owner) -> None:
    labour, tap = item(owner, "Labour", unit="h"), item(owner, "Tap", supplier="Pipes")
    washer, pump = item(owner, "Washer", supplier="Pipes"), item(owner, "Pump", supplier="Pipes")
    kit = owner.do(kits.make, "Basin", [(tap, 1_000), (labour, 2_000)])
    quote_id = owner.drafted()
    for used in (labour, kit.id):
        owner.do(quotes.add_from_price_book, quote_id, owner.option(quote_id), used)
    (extra,) = owner.do(quotes.add_from_price_book, quote_id, owner.option(quote_id), pump).lines
    owner.do(quotes.change_line, quote_id, extra.id, extra=True)  # was not taken
    job_id = owner.completed(owner.accepted(owner.given(quote_id)))
    owner.do(materials.note, job_id, "washer")
    owner.do(materials.note, job_id, "Something of the yard")
    assert [row.id for row in owner.ask(failures.suspects, job_id)] == [tap, washer, labour]
    owner.do(kits.change, kit.id, [(labour, 1_000)])
    owner.do(prices.remove, tap)
    assert [row.words for row in owner.ask(failures.suspects, job_id)] == ["Washer", "Labour"]


def test_nothing_is_suspected_of_a_job_of_which_nothing_is_noted(owner: Owner) -> None:
    job_id = owner.do(jobs.done_and_paid, owner.customer(), "A washer", 4_000, "Cash").id
    assert owner.ask(failures.suspects, job_id) == []
