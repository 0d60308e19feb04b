from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from tradesman.book.entity import new_id
from tradesman.book.errors import BookError
from tradesman.book.followup import Channel, Event, FollowUp, FollowUpState, Purpose

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


def follow_up(purpose: Purpose = Purpose.THANK_YOU, due_at: datetime | None = None) -> FollowUp:
    return FollowUp(
        customer_id=new_id(),
        rule_key="thank_you",
        subject_id=new_id(),
        event=Event.JOB_COMPLETED,
        purpose=purpose,
        channel=Channel.CALL,
        counted_from_on=date(2026, 11, 20),
        due_on=date(2026, 11, 20),
        due_at=due_at,
    )


@pytest.mark.parametrize("settled", [FollowUpState.DONE, FollowUpState.SKIPPED, FollowUpState.CANCELLED])
def test_what_is_settled_is_settled_once(settled: FollowUpState) -> None:
    found = follow_up()
    {
        FollowUpState.DONE: lambda: found.do(AT, " Sent "),
        FollowUpState.SKIPPED: lambda: found.skip(AT, " Not needed "),
        FollowUpState.CANCELLED: lambda: found.cancel(AT, "Overtaken"),
    }[settled]()
    assert (found.state, found.settled_at, found.outcome or found.reason) in (
        (FollowUpState.DONE, AT, "Sent"),
        (FollowUpState.SKIPPED, AT, "Not needed"),
        (FollowUpState.CANCELLED, AT, "Overtaken"),
    )
    again: list[Callable[[], object]] = [
        lambda: found.do(AT, ""),
        lambda: found.skip(AT, "Again"),
        lambda: found.cancel(AT, "Again"),
        lambda: found.snooze(AT + HOUR, AT),
    ]
    for deed in again:
        with pytest.raises(BookError, match="not open any more"):
            deed()
    assert found.state == settled


def test_reopened_it_is_as_if_nothing_had_closed_it() -> None:
    found = follow_up()
    found.cancel(AT, "Overtaken")
    found.reopen()
    assert (found.state, found.settled_at, found.reason) == (FollowUpState.OPEN, None, "")


def test_only_a_late_call_back_runs_out_of_snoozes() -> None:
    late, early, thanks = follow_up(Purpose.CALL_BACK, AT - HOUR), follow_up(Purpose.CALL_BACK, AT + HOUR), follow_up()
    for found in (late, early, thanks):
        found.snooze(AT + HOUR, AT)
        found.snooze(AT + HOUR, AT)
    with pytest.raises(BookError, match="put off twice"):
        late.snooze(AT + HOUR, AT)
    early.snooze(AT + 2 * HOUR, AT)
    thanks.snooze(AT + HOUR, AT)
    for hours in (2, 3):  # late by now, it may be put off as often as any other
        early.snooze(AT + 9 * HOUR, AT + hours * HOUR)
    with pytest.raises(BookError, match="put off twice"):
        early.snooze(AT + 9 * HOUR, AT + 4 * HOUR)
    with pytest.raises(BookError, match="has passed"):
        thanks.snooze(AT, AT)
