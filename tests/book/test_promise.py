from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradesman.book.entity import new_id
from tradesman.book.errors import BookError
from tradesman.book.promise import Promise, PromiseState

DUE = date(2026, 11, 23)
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)


def promise() -> Promise:
    return Promise(customer_id=new_id(), words="Bring the part", due_on=DUE, first_due_on=DUE)


@given(kept=st.integers(-30, 30))
def test_kept_up_to_its_day_is_in_time_and_after_it_late(kept: int) -> None:
    made = promise()
    made.keep(DUE + timedelta(days=kept), AT)
    assert made.in_time(DUE) == (kept <= 0)


@given(agreed=st.integers(-5, 5), further=st.integers(0, 10), late=st.integers(-5, 5))
def test_a_new_day_counts_only_when_agreed_before_the_old_one_passed(agreed: int, further: int, late: int) -> None:
    made = promise()
    today = DUE + timedelta(days=agreed)
    new = today + timedelta(days=further)
    made.re_agree(new, today)
    made.keep(new + timedelta(days=late), AT)
    assert made.in_time(new) == (agreed <= 0 and late <= 0)
    assert made.first_due_on == DUE


def test_an_open_promise_is_neither_until_its_day_has_passed() -> None:
    made = promise()
    assert [made.in_time(DUE), made.in_time(DUE + timedelta(days=1))] == [None, False]


def test_a_promise_of_work_that_was_called_off_is_neither_kept_nor_broken() -> None:
    made = promise()
    made.cancel()
    assert (made.state, made.in_time(date(2027, 1, 1))) == (PromiseState.CANCELLED, None)
    deeds: list[Callable[[], object]] = [
        lambda: made.keep(DUE, AT),
        lambda: made.break_(""),
        lambda: made.re_agree(DUE, DUE),
    ]
    for deed in deeds:
        with pytest.raises(BookError, match="Nothing was changed"):
            deed()


def test_calling_off_does_not_touch_what_was_kept() -> None:
    made = promise()
    made.keep(DUE, AT)
    made.cancel()
    assert made.state == PromiseState.KEPT


def test_taking_back_forgets_the_keeping_but_not_what_was_missed() -> None:
    made = promise()
    made.re_agree(DUE + timedelta(days=9), DUE + timedelta(days=1))
    made.keep(DUE + timedelta(days=2), AT)
    made.reopen()
    assert (made.state, made.kept_on, made.kept_at) == (PromiseState.OPEN, None, None)
    assert made.in_time(DUE) is False
