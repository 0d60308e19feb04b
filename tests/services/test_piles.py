from datetime import date, timedelta
from typing import Any

import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUpState, Purpose
from tradesman.services import businesses, customers, piles, today
from tradesman.services.piles import Choice, Pile


def thanked_late(owner: Owner, count: int) -> list[Any]:
    """As many jobs, each of a customer of its own, whose thank-you is overdue."""
    found = [owner.asked(owner.completed())[Purpose.THANK_YOU] for _ in range(count)]
    owner.at("2026-11-24")
    return found


def test_a_handful_is_no_pile(owner: Owner) -> None:
    thanked_late(owner, piles.HANDFUL)
    assert owner.ask(piles.pile) == Pile()
    owner.enquiry(came_in_at=owner.now - timedelta(days=3))  # a late call stays where it is
    assert owner.ask(piles.pile) == Pile()


def test_more_is_and_says_whether_somebody_was_away(owner: Owner) -> None:
    thanked_late(owner, 6)
    found = owner.ask(piles.pile)
    assert (len(found.rows), found.away) == (6, True)  # no step since Friday
    owner.at("2026-11-23")
    owner.do(customers.add, "Ruth Okafor")
    owner.at("2026-11-24")
    assert not owner.ask(piles.pile).away


def test_days_away_are_known(owner: Owner) -> None:
    thanked_late(owner, 6)
    owner.at("2026-11-20")
    owner.do(businesses.add_days_away, date(2026, 11, 23), date(2026, 11, 24))
    owner.at("2026-11-25", "07:30")
    assert (len(owner.ask(piles.pile).rows), owner.ask(piles.pile).away) == (6, True)  # moved to this day
    owner.do(customers.add, "Ruth Okafor")
    owner.at("2026-11-26")
    assert owner.ask(piles.pile).away
    owner.at("2026-11-24")
    assert owner.ask(piles.pile) == Pile()


def test_one_step_keeps_spreads_and_skips(owner: Owner) -> None:
    asked = {row.id: row for row in thanked_late(owner, 14)}
    rows = owner.ask(piles.pile).rows
    choices = [*[Choice.TODAY] * 2, *[Choice.LATER] * 7, *[Choice.SKIP] * 5]
    changed = owner.do(piles.go_through, list(zip(rows, choices, strict=True)), "No time")
    assert changed == 12
    after = {row.id: row for row in owner.all(type(next(iter(asked.values()))))}
    put_off = [owner.wall(after[row.followup_id].snoozed_until) for row in rows[2:9] if row.followup_id]
    assert put_off == ["2026-11-25 08:00"] * 5 + ["2026-11-26 08:00"] * 2
    skipped = [after[row.followup_id] for row in rows[9:] if row.followup_id]
    assert {(row.state, row.reason) for row in skipped} == {(FollowUpState.SKIPPED, "No time")}
    assert [row.followup_id for row in owner.ask(today.rows)] == [row.followup_id for row in rows[:2]]
    owner.undo()
    assert len(owner.ask(piles.pile).rows) == 14


def test_what_was_put_off_is_no_pile_again(owner: Owner) -> None:
    thanked_late(owner, 6)
    rows = owner.ask(piles.pile).rows
    owner.do(piles.go_through, [(row, Choice.LATER) for row in rows])
    owner.at("2026-11-27")
    assert len(owner.ask(today.rows)) == 6
    assert owner.ask(piles.pile) == Pile()


def test_what_goes_along_goes_with_it(owner: Owner) -> None:
    job_id = owner.completed()
    found = owner.asked(job_id)
    thanked_late(owner, 6)
    owner.at("2026-12-07")
    row = next(row for row in owner.ask(piles.pile).rows if row.subject_id == job_id)
    assert row.also
    assert owner.do(piles.go_through, [(row, Choice.SKIP)], "No time") == 2
    assert {owner.asked(job_id)[purpose].state for purpose in (Purpose.THANK_YOU, Purpose.SERVICE_CHECK)} == {
        FollowUpState.SKIPPED
    }
    assert found[Purpose.SERVICE_CHECK].due_on <= date(2026, 12, 7)


def test_what_goes_along_with_a_call_back_is_in_the_pile_without_it(owner: Owner) -> None:
    asked = thanked_late(owner, 6)
    enquiry_id = owner.enquiry(asked[0].customer_id)
    rows = owner.ask(piles.pile).rows
    assert {row.followup_id for row in rows} == {row.id for row in asked}
    assert owner.do(piles.go_through, [(row, Choice.SKIP) for row in rows], "No time") == 6
    assert [row.subject_id for row in owner.ask(today.rows)] == [enquiry_id]
    assert owner.call_back(enquiry_id).state == FollowUpState.OPEN


def test_nothing_to_do_is_said(owner: Owner) -> None:
    thanked_late(owner, 6)
    rows = owner.ask(piles.pile).rows
    with pytest.raises(BookError, match="stays for today"):
        owner.do(piles.go_through, [(row, Choice.TODAY) for row in rows])
    with pytest.raises(BookError, match="Why skip it"):
        owner.do(piles.go_through, [(rows[0], Choice.SKIP)], " ")
