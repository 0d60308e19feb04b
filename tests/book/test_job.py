from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from tradesman.book.entity import new_id
from tradesman.book.errors import BookError
from tradesman.book.job import ENDED, Job, JobState

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
DAY = date(2026, 11, 20)


def job(state: JobState = JobState.PLANNED) -> Job:
    return Job(customer_id=new_id(), enquiry_id=new_id(), title="New boiler", agreed_on=DAY, state=state)


@pytest.mark.parametrize("state", list(JobState))
def test_each_state_allows_what_can_still_happen(state: JobState) -> None:
    allowed = set()
    deeds: dict[str, Callable[[Job], object]] = {
        "plan": lambda found: found.plan([DAY]),
        "start": lambda found: found.start(AT),
        "pause": lambda found: found.pause("Waiting"),
        "complete": lambda found: found.complete(DAY, "Leah"),
        "cancel": lambda found: found.end_without_work(JobState.CANCELLED, "Sold"),
    }
    for name, deed in deeds.items():
        try:
            deed(job(state))
        except BookError:
            continue
        allowed.add(name)
    running = {"plan", "pause", "complete", "cancel"}
    assert (
        allowed
        == {
            JobState.PLANNED: running | {"start"},
            JobState.IN_PROGRESS: running,
            JobState.PAUSED: running | {"start"},
            JobState.COMPLETED: {"complete"},
            JobState.CANCELLED: set(),
            JobState.WITHDRAWN: set(),
        }[state]
    )
    assert job(state).is_open == (state not in ENDED)


def test_who_signed_stays_when_the_day_is_corrected() -> None:
    done = job()
    done.complete(DAY, " Leah ")
    done.complete(date(2026, 11, 19), "")
    assert (done.signed_who, done.completed_on) == ("Leah", date(2026, 11, 19))


def test_checklist_items_keep_their_order_and_say_what_is_left() -> None:
    found = job()
    items = [found.add_to_checklist(words) for words in (" One ", "Two", "Three")]
    found.tick(items[1].id, AT)
    assert ([item.position for item in items], found.unfinished()) == ([1, 2, 3], ["One", "Three"])
    with pytest.raises(BookError, match="One; Three"):
        found.complete(DAY, "Leah")
    with pytest.raises(BookError, match="no longer on the checklist"):
        found.tick(new_id(), AT)


def test_no_job_is_called_off_without_a_reason() -> None:
    found = job()
    with pytest.raises(BookError, match="Why"):
        found.end_without_work(JobState.WITHDRAWN, " ")
    assert found.state == JobState.PLANNED
