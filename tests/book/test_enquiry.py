from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradesman.book.enquiry import CLOSED, CameBy, Enquiry, Outcome, Stage
from tradesman.book.entity import new_id
from tradesman.book.errors import BookError

CAME_IN = datetime(2026, 11, 20, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


def enquiry() -> Enquiry:
    return Enquiry(
        customer_id=new_id(),
        came_by=CameBy.PHONE,
        what="The boiler drips",
        came_in_at=CAME_IN,
        call_due_at=CAME_IN + HOUR,
    )


@pytest.mark.parametrize(("minutes", "in_time"), [(0, True), (60, True), (61, False)])
def test_the_first_attempt_decides_whether_the_call_was_in_time(minutes: int, in_time: bool) -> None:
    asked = enquiry()
    assert (asked.called_in_time, asked.waited) == (None, None)
    asked.attempted(CAME_IN + timedelta(minutes=minutes), Outcome.NO_ANSWER)
    assert (asked.called_in_time, asked.waited) == (in_time, timedelta(minutes=minutes))


ATTEMPTS = st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(Outcome)), min_size=1, max_size=8)


@given(attempts=ATTEMPTS)
def test_in_whatever_order_attempts_are_noted_the_earliest_is_the_first(attempts: list[tuple[int, Outcome]]) -> None:
    asked = enquiry()
    for minutes, outcome in attempts:
        asked.attempted(CAME_IN + timedelta(minutes=minutes), outcome)
    moments = [minutes for minutes, _ in attempts]
    assert asked.waited == timedelta(minutes=min(moments))
    assert asked.last_attempt_at() == CAME_IN + timedelta(minutes=max(moments))
    assert (asked.reached_at is not None) == any(outcome == Outcome.REACHED for _, outcome in attempts)
    assert len(asked.attempts) == len(attempts)


def test_nobody_rings_back_before_the_enquiry_came_in() -> None:
    asked = enquiry()
    with pytest.raises(BookError, match="before the enquiry"):
        asked.attempted(CAME_IN - timedelta(seconds=1), Outcome.REACHED)
    assert (asked.attempts, asked.last_attempt_at()) == ([], None)


@pytest.mark.parametrize("stage", list(Stage))
def test_only_what_ends_an_enquiry_closes_it(stage: Stage) -> None:
    asked = enquiry()
    if stage in CLOSED:
        asked.close(stage, " Done ", CAME_IN)
        assert (asked.is_open, asked.reason, asked.closed_at) == (False, "Done", CAME_IN)
        with pytest.raises(BookError, match="is closed"):
            asked.move_to(Stage.VISIT)
        asked.reopen(Stage.ENQUIRY)
        assert (asked.is_open, asked.reason, asked.closed_at) == (True, "", None)
    else:
        with pytest.raises(ValueError, match="does not end"):
            asked.close(stage, "Done", CAME_IN)
        asked.move_to(stage)
        assert asked.is_open


def test_no_enquiry_ends_without_a_reason() -> None:
    asked = enquiry()
    with pytest.raises(BookError, match="without a reason"):
        asked.close(Stage.LOST, " ", CAME_IN)
    assert asked.is_open
