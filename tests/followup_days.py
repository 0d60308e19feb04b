"""Pinned days of an owner: everything that is ever asked is asked once, then comes whatever a seed brings."""

import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tests.followup_hands import ZONES
from tradesman.book.customer import Whereabouts

# What the arguments of a deed are drawn from, by their names.
DRAWN: dict[str, Callable[[Random], Any]] = {
    "who": lambda random: random.randint(0, 30),
    "which": lambda random: random.randint(0, 30),
    "ahead": lambda random: random.randint(0, 25),
    "back": lambda random: random.randint(0, 40),
    "days": lambda random: random.randint(1, 20),
    "length": lambda random: random.choice((0, 3, 10, 21)),
    "decides": lambda random: random.choice((None, random.randint(0, 25))),
    "done": lambda random: random.random() < 0.6,
    "now": lambda random: random.random() < 0.5,
    "where": lambda random: random.choice((*Whereabouts, Whereabouts.HERE)),
    "lapse": lambda random: timedelta(minutes=random.choice((15, 180, 24 * 60, 5 * 24 * 60))),
    "by": lambda random: timedelta(days=random.choice((370, 1100))),
}
# What is done around the changes of the clock, in the order that the seed brings.
DEEDS = (
    ("somebody_asks", "reach", "book_visit", "move_visit", "arrive"),
    ("give", "give_again", "decide_by", "decline_and_take_up_again", "accept", "lose"),
    ("plan_job", "begin", "complete", "small_job", "call_off", "work_for_another", "work_for_another"),
    ("tell_a_finding", "it_is_more_urgent_than_it_seemed", "it_is_known_what_became_of_it", "introduce"),
    ("they_said_no", "kind_words"),
    ("leave_alone_or_not", "leave_alone_or_not", "move_or_die", "move_or_die", "complain", "put_right"),
    ("settle", "settle_what_repeats", "write", "take_back", "put_off"),
    ("go_away", "stay_at_home", "undo", "redo", "restart", "look_at_today"),
    ("time_passes", "time_passes", "the_laptop_sleeps_for_three_weeks"),
    ("the_clock_is_set_ahead", "the_clock_is_set_back", "the_clock_is_put_right"),
)


def first_days(hands: Any) -> None:
    """One of everything: asked, visited, quoted, won, lost, worked, found, introduced, praised."""
    for who in range(2):
        hands.somebody_asks(who=who)
        hands.book_visit(which=-1, ahead=12 + who)
    hands.settle(which=-1, done=True)  # the visit is confirmed, and then it moves
    hands.move_visit(which=-1, ahead=16)
    hands.give(who=0, decides=8)
    hands.accept(which=-1)
    hands.write(which=-1)  # an update that is taken back after the next one was made
    hands.settle_what_repeats(which=-1, done=True)
    hands.take_back(which=-1)
    hands.plan_job(which=-1, ahead=15)
    hands.give(who=1, decides=9)
    hands.accept(which=-1)
    hands.write(which=-1)  # and one that is taken back after the work was done
    hands.complete(which=-1, back=0)
    hands.take_back(which=-1)
    for now in (True, False):
        hands.tell_a_finding(which=-1, now=now)
    hands.introduce(which=-1)
    hands.kind_words(which=-1)
    hands.give(who=1, decides=None)
    hands.lose(which=-1)  # by somebody who had one job, and further down by a regular
    for _ in range(2):
        hands.small_job(who=2)
    hands.give(who=2, decides=10)
    hands.lose(which=-1)
    hands.the_book_is_as_the_model()


def wrong_day(hands: Any) -> None:
    """A day on which the clock is a year ahead: somebody may be asked again, and a visit is in five days."""
    hands.leave_alone_or_not(who=0)
    hands.go_away(ahead=1, length=6)
    hands.the_clock_is_set_ahead(by=timedelta(days=370))
    hands.leave_alone_or_not(who=0)
    hands.settle_what_repeats(which=0, done=True)
    hands.put_off(which=0, days=2)
    hands.move_visit(which=-1, ahead=-365)
    hands.small_job(who=1)
    hands.the_book_is_as_the_model()
    hands.the_clock_is_put_right()
    hands.the_book_is_as_the_model()
    hands.stay_at_home(which=-1)


def live(hands: Any, seed: int) -> list[set[Any]]:
    """A third of the deeds around each change of the zone's clock, and after each a look at the book.

    Gives how far that clock was from UTC meanwhile, for each of the two.
    """
    random, zone = Random(seed), ZoneInfo(hands.model.zone)
    hands.open(spring=True, hour=random.randint(0, 23))
    seen: list[set[Any]] = []
    deeds = [name for names in DEEDS for name in names]
    random.shuffle(deeds)
    for half, day in enumerate(ZONES[hands.model.zone][1]):
        hands.the_clock_is_put_right()
        hands.wait(max(datetime.combine(date.fromisoformat(day), hands.now.time(), UTC) - hands.now, timedelta(0)))
        first_days(hands)
        wrong_day(hands)
        seen.append(set())
        for number, name in enumerate(deeds[half::3]):
            deed = getattr(hands, name)
            deed(**{key: DRAWN[key](random) for key in inspect.signature(deed).parameters})
            hands.the_book_is_as_the_model()
            seen[-1].add((hands.right or hands.now).astimezone(zone).utcoffset())
            if number in (5, 10):
                hands.wait(timedelta(days=3))
        hands.look_at_today()
    return seen
