"""How a rule reads, and what is said of a change."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tradesman.book.followup import Channel, Event, Purpose
from tradesman.services import playbooks
from tradesman.services.effects import Becomes, Effect
from tradesman.services.playbooks import Line
from tradesman.ui.parts import rule_words

TODAY = date(2026, 11, 20)
OWN = Line("own_1", Event.JOB_COMPLETED, "1 weeks", Purpose.OWN, Channel.CALL, title="Ask about the boiler")


@pytest.mark.parametrize(
    ("wait", "repeats", "words"),
    [
        ("3 months", False, "3 months later"),
        ("1 weeks", False, "1 week later"),
        ("1 working_days", False, "next working day"),
        ("2 working days", False, "2 working days later"),
        ("-1 working_days", False, "the working day before"),
        ("-3 working_days", False, "3 working days before"),
        ("-1 days", False, "1 day before"),
        ("0 days", False, "the same day"),
        ("7 days", True, "every 7 days"),
        ("1 months", True, "every month"),
    ],
)
def test_a_wait_is_said_as_people_say_it(wait: str, repeats: bool, words: str) -> None:
    assert rule_words.wait_words(replace(OWN, wait=wait, repeats=repeats)) == words


def test_what_comes_again_is_said_in_full() -> None:
    yearly = replace(OWN, wait="12 months", repeats=True)
    said = "12 months later and every 12 months after that"
    assert rule_words.wait_in_full(yearly) == said
    assert rule_words.sentence(yearly).whole == f"A job is signed off, {said}, Call, Ask about the boiler"
    assert rule_words.sentence(yearly).wait == "every 12 months"
    assert rule_words.wait_in_full(replace(yearly, wait="1 months")) == "1 month later and every month after that"


@pytest.mark.parametrize("event", list(Event))
def test_every_event_has_its_words_its_part_and_its_icon(event: Event) -> None:
    said = rule_words.sentence(replace(OWN, event=event))
    assert said.when == rule_words.event_words(event)
    assert said.whole == f"{said.when}, 1 week later, Call, Ask about the boiler"
    assert rule_words.group_words(rule_words.group(event))
    assert (event, said.when) in rule_words.events()


def test_every_shipped_rule_reads() -> None:
    for one in playbooks.shipped():
        assert rule_words.sentence(one).whole.count(",") >= 3
        assert rule_words.unless_words(one)


def test_who_is_not_asked_is_said() -> None:
    by_key = {one.key: rule_words.unless_words(one) for one in playbooks.shipped()}
    assert by_key["call_back"] == "no exception"
    assert by_key["three_months"] == "do not contact, open complaint, moved away"
    assert by_key["service_check"] == "do not contact, moved away, small job"
    assert by_key["win_back_early"] == "do not contact, moved away, not a regular customer"
    assert by_key["confirm_visit"] == "do not contact"


def effect(becomes: Becomes, **fields: object) -> Effect:
    return Effect(uuid4(), uuid4(), "Ann", "Boiler", Purpose.CHECK_UP, "", becomes, Channel.CALL, **fields)  # type: ignore[arg-type]


def test_a_change_is_told_in_days_and_counted() -> None:
    day, other = date(2026, 11, 24), date(2026, 12, 1)
    at, later = datetime(2026, 11, 20, 11, tzinfo=UTC), datetime(2026, 11, 20, 13, tzinfo=UTC)
    told = [
        effect(Becomes.MOVED, before=day, after=other),
        effect(Becomes.MOVED, before=day, after=other, asleep_until=date(2026, 12, 4)),
        effect(Becomes.CANCELLED, before=day),
        effect(Becomes.RETURNS, after=other),
        effect(Becomes.OTHER_WAY, before=day, after=day),
        effect(Becomes.MOVED, before=TODAY, after=TODAY, before_at=at, after_at=later),
    ]
    words = [(rule_words.now_words(one, TODAY, UTC), rule_words.then_words(one, TODAY, UTC)) for one in told]
    assert words == [
        ("Tue 24 Nov", "Tue 1 Dec"),
        ("Tue 24 Nov", "Tue 1 Dec, put off until Fri 4 Dec"),
        ("Tue 24 Nov", "Cancelled"),
        ("cancelled", "Back on Tue 1 Dec"),
        ("Tue 24 Nov", "By call"),
        ("11:00", "13:00"),
    ]
    assert rule_words.effect_count(told) == (
        "3 follow-ups move, 1 follow-up is cancelled, 1 follow-up comes back, 1 follow-up goes another way"
    )
    assert rule_words.effect_count([]) == "Nothing that is planned changes"
    assert rule_words.about(told[0]) == "Yearly check-up, Boiler"
