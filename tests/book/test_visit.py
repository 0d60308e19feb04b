from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest

from tradesman.book.entity import new_id
from tradesman.book.errors import BookError
from tradesman.book.visit import Visit, VisitState


def visit(state: VisitState = VisitState.BOOKED, day: date = date(2026, 7, 7)) -> Visit:
    return Visit(
        enquiry_id=new_id(), customer_id=new_id(), day_on=day, starts=time(9), zone="Europe/London", state=state
    )


def test_an_appointment_is_by_the_wall_clock_of_its_place() -> None:
    summer, winter = visit(), visit(day=date(2026, 12, 7))
    summer.arrive(datetime(2026, 7, 7, 8, 0, tzinfo=UTC))
    winter.arrive(datetime(2026, 12, 7, 9, 0, 1, tzinfo=UTC))
    assert [summer.in_time, winter.in_time, visit().in_time] == [True, False, None]


@pytest.mark.parametrize("state", list(VisitState))
def test_each_state_allows_what_can_still_happen(state: VisitState) -> None:
    allowed = set()
    deeds: dict[str, Callable[[Visit], object]] = {
        "move": lambda found: found.move(date(2026, 7, 8), time(10)),
        "arrive": lambda found: found.arrive(datetime(2026, 7, 7, 8, tzinfo=UTC)),
        "finish": lambda found: found.finish("Seen"),
        "fall": lambda found: found.fall_through(VisitState.CANCELLED, "Ill"),
    }
    for name, deed in deeds.items():
        try:
            deed(visit(state))
        except BookError:
            continue
        allowed.add(name)
    assert (
        allowed
        == {
            VisitState.BOOKED: {"move", "arrive", "finish", "fall"},
            VisitState.CONFIRMED: {"move", "arrive", "finish", "fall"},
            VisitState.ARRIVED: {"finish", "fall"},
            VisitState.DONE: {"finish"},
            VisitState.NOBODY_THERE: set(),
            VisitState.CANCELLED: set(),
        }[state]
    )


def test_finishing_without_a_word_keeps_the_words_there_are() -> None:
    seen = visit()
    seen.finish(" The valve is stuck ")
    seen.finish("")
    assert (seen.words, seen.state) == ("The valve is stuck", VisitState.DONE)
