"""One promise from wherever it is told of: kept in time or late, agreed anew, broken with what was offered."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from tests.owner import Owner
from tests.ui.conftest import Clock, Hand
from tradesman.book.promise import Promise, PromiseState
from tradesman.book.store import Book
from tradesman.services import promises
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.promise_state_dialog import PromiseStateDialog
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Badge

Open = Callable[[], Hand]
DUE = date(2026, 11, 23)


@pytest.fixture
def owner(book: Book, clock: Clock) -> Owner:
    return Owner(book, clock.now)


@pytest.fixture
def promise(owner: Owner) -> Promise:
    return owner.do(promises.make, owner.customer(), "Send the colour card", DUE)


@pytest.fixture
def opened(desk: Desk, theme: Theme, show: Callable[..., Hand], promise: Promise) -> Open:
    hand = show()

    def open_it() -> Hand:
        PromiseStateDialog(hand.window, desk, theme, promise.id).open()
        return hand

    return open_it


def kept(owner: Owner, promise: Promise) -> Promise:
    return owner.get(Promise, promise.id)


def said(hand: Hand, name: str) -> str:
    return hand.find(QLabel, name).text()


def test_it_is_kept_and_opened_again(opened: Open, owner: Owner, promise: Promise) -> None:
    hand = opened()
    assert (said(hand, "who"), said(hand, "promised")) == ("You promised Leah Novak", "Send the colour card")
    assert said(hand, "by") == "By Mon 23 Nov"
    hand.press("main")
    assert hand.no_sheet()
    assert (kept(owner, promise).state, kept(owner, promise).in_time(DUE)) == (PromiseState.KEPT, True)
    hand = opened()
    assert hand.find(Badge, "state").text() == "kept today"
    hand.press("main")
    assert kept(owner, promise).state == PromiseState.OPEN


def test_it_is_kept_late(opened: Open, owner: Owner, clock: Clock, promise: Promise) -> None:
    clock.later(days=5)
    hand = opened()
    assert hand.find(Badge, "state").text() == "2 days late"
    hand.press("main")
    assert kept(owner, promise).in_time(DUE) is False
    assert hand.no_sheet()
    assert opened().find(Badge, "state").text() == "late, today"


def test_another_day_is_agreed(opened: Open, owner: Owner, promise: Promise) -> None:
    hand = opened()
    hand.press("promise_day")
    hand.type("day", "25 Nov")
    hand.press("main", hand.sheet("promise_day"))
    assert (kept(owner, promise).due_on, kept(owner, promise).missed) == (date(2026, 11, 25), False)
    assert said(opened(), "more") == "Agreed anew, it was Mon 23 Nov"


def test_it_is_broken_with_what_was_offered(opened: Open, owner: Owner, promise: Promise) -> None:
    hand = opened()
    hand.press("promise_broken")
    hand.type("offered", "An hour for free")
    hand.press("main", hand.sheet("promise_broken"))
    assert (kept(owner, promise).state, kept(owner, promise).offered) == (PromiseState.BROKEN, "An hour for free")
    hand = opened()
    assert (hand.find(Badge, "state").text(), said(hand, "more")) == ("broken", "Offered: An hour for free")


def test_the_customers_promise_asks_what_follows_and_not_what_is_offered(
    opened: Open, desk: Desk, owner: Owner, promise: Promise
) -> None:
    desk.do(lambda session: setattr(session.load(Promise, promise.id), "mine", False), label="Theirs")
    hand = opened()
    hand.press("promise_broken")
    labels = [one.text() for one in hand.sheet("promise_broken").findChildren(QLabel)]
    assert "What follows from it?" in labels
    hand.type("offered", "We begin on Friday")
    hand.press("main", hand.sheet("promise_broken"))
    assert kept(owner, promise).offered == "We begin on Friday"
    assert said(opened(), "more") == "What follows: We begin on Friday"


def test_of_work_that_was_called_off_nothing_is_left_to_do(opened: Open, desk: Desk, promise: Promise) -> None:
    desk.do(lambda session: session.load(Promise, promise.id).cancel(), label="Called off")
    hand = opened()
    assert hand.find(Badge, "state").text() == "called off"
    assert not any(one.isVisible() for one in hand.window.findChildren(QWidget, "main"))
