"""A change of the playbook: what it would move is told before, and exactly that is done, in one step."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.owner import Owner
from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.followup import Channel, Event, FollowUp, FollowUpState, Purpose, Rule
from tradesman.book.message import MessageTemplate
from tradesman.exchange import due_list
from tradesman.services import (
    ahead,
    calendars,
    customers,
    followups,
    jobs,
    message_words,
    next_steps,
    overtaken,
    palette,
    playbooks,
    quotes,
    rule_changes,
    settled,
    timelines,
    today,
)
from tradesman.services.effects import Becomes, Effect
from tradesman.services.playbooks import OwnWords

CANCELLED, DONE, OPEN = FollowUpState.CANCELLED, FollowUpState.DONE, FollowUpState.OPEN
OWN = OwnWords("", "Your photos", "Hello {{ greeting }}, here they are.")


def rule_id(owner: Owner, key: str) -> UUID:
    return next(rule.id for rule in owner.ask(playbooks.rules) if rule.key == key)


def told(owner: Owner, key: str, **fields: Any) -> list[tuple[Any, ...]]:
    effects: list[Effect] = owner.ask(rule_changes.effect, rule_id(owner, key), **fields)
    return [(one.customer, one.becomes, one.before, one.after) for one in effects]


def change(owner: Owner, key: str, **fields: Any) -> list[tuple[Any, ...]]:
    """Changes a rule, and holds what was told against what was done."""
    before = {row.id: row for row in owner.all(FollowUp)}
    effects: list[Effect] = owner.ask(rule_changes.effect, rule_id(owner, key), **fields)
    assert {row.id: row for row in owner.all(FollowUp)} == before  # asking writes nothing
    owner.rule(key, **fields)
    touched = {
        row.id: row
        for row in owner.all(FollowUp)
        if (row.due_on, row.state, row.channel, row.due_at)
        != (before[row.id].due_on, before[row.id].state, before[row.id].channel, before[row.id].due_at)
    }
    assert set(touched) == {one.followup_id for one in effects}
    for one in effects:
        row = touched[one.followup_id]
        assert (row.due_on if row.state == OPEN else None, row.channel) == (one.after, one.channel)
        assert row.due_at == one.after_at
        assert row.reason == one.reason
    return [(one.becomes, one.before, one.after) for one in effects]


def state(owner: Owner, subject_id: UUID, purpose: Purpose) -> tuple[Any, ...]:
    found = owner.asked(subject_id)[purpose]
    return found.due_on.isoformat(), found.state, found.reason


# The wait


def test_what_is_open_moves_by_the_new_wait_and_what_is_done_stays(owner: Owner) -> None:
    first, second = owner.completed(), owner.completed()
    owner.do(followups.do, owner.asked(first)[Purpose.SERVICE_CHECK].id, "Fine")
    assert told(owner, "service_check", wait="3 weeks") == [
        ("Leah Novak", Becomes.MOVED, date(2026, 12, 4), date(2026, 12, 11))
    ]
    change(owner, "service_check", wait="3 weeks")
    assert state(owner, first, Purpose.SERVICE_CHECK) == ("2026-12-04", DONE, "")
    assert state(owner, second, Purpose.SERVICE_CHECK) == ("2026-12-11", OPEN, "")
    owner.undo()
    assert state(owner, second, Purpose.SERVICE_CHECK) == ("2026-12-04", OPEN, "")
    assert owner.get(Rule, rule_id(owner, "service_check")).wait == "2 weeks"


def test_the_same_wait_in_other_words_moves_nothing(owner: Owner) -> None:
    owner.completed()
    assert change(owner, "service_check", wait="2 week") == []
    assert change(owner, "three_months", wait="+3 months") == []


def test_an_effect_says_what_it_is_about(owner: Owner) -> None:
    owner.completed()
    [one] = owner.ask(rule_changes.effect, rule_id(owner, "three_months"), wait="4 months")
    assert (one.what, one.purpose, one.title, one.channel) == ("New boiler", Purpose.THREE_MONTHS, "", Channel.CALL)


def test_what_was_put_off_past_its_new_day_stays_put_off(owner: Owner) -> None:
    job_id = owner.completed()
    check = owner.asked(job_id)[Purpose.SERVICE_CHECK]
    owner.snooze(check.id, owner.now + timedelta(days=25))  # 15 December
    [one] = owner.ask(rule_changes.effect, check_id := rule_id(owner, "service_check"), wait="3 weeks")
    assert one.asleep_until == date(2026, 12, 15)
    owner.do(rule_changes.change, check_id, wait="3 weeks")
    assert owner.get(FollowUp, check.id).snoozed_until == owner.now + timedelta(days=25)
    [one] = owner.ask(rule_changes.effect, check_id, wait="6 weeks")
    assert one.asleep_until is None
    owner.do(rule_changes.change, check_id, wait="6 weeks")
    assert owner.get(FollowUp, check.id).snoozed_until is None


def test_what_can_no_longer_be_prepared_is_cancelled_and_returns_with_the_old_wait(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.do(jobs.plan, job_id, [date(2026, 11, 24)])
    assert state(owner, job_id, Purpose.CONFIRM_START) == ("2026-11-23", OPEN, "")
    owner.at("2026-11-24")
    assert change(owner, "confirm_start", wait="-3 working days") == [(Becomes.CANCELLED, date(2026, 11, 23), None)]
    assert state(owner, job_id, Purpose.CONFIRM_START) == ("2026-11-23", CANCELLED, followups.TOO_NEAR)


def test_a_day_that_the_owner_named_is_not_moved(owner: Owner) -> None:
    quote_id = owner.given()
    owner.do(quotes.lose, quote_id, "Price", win_back_on=date(2027, 1, 20))
    assert change(owner, "win_back", wait="8 weeks") == []
    assert owner.due(quote_id)["win_back"] == "2027-01-20"


def test_a_win_back_day_does_not_count_for_a_rule_of_the_owner_s_own(owner: Owner) -> None:
    owner.do(rule_changes.add, "Send a card", Event.QUOTE_LOST, "1 week", Channel.MESSAGE)
    quote_id = owner.given()
    owner.do(quotes.lose, quote_id, "Price", win_back_on=date(2027, 1, 20))
    assert sorted(owner.due(quote_id).values()) == ["2026-11-27", "2027-01-20"]


# What repeats


def test_a_faster_rhythm_goes_on_from_the_last_time(owner: Owner) -> None:
    job_id = owner.accepted()  # on Friday 20 November
    for day in ("2026-11-27", "2026-12-04"):
        owner.at(day)
        owner.do(followups.do, owner.asked(job_id)[Purpose.PROGRESS_UPDATE].id)
    assert owner.due(job_id)["progress_update"] == "2026-12-11"
    assert change(owner, "progress_update", wait="3 days") == [
        (Becomes.MOVED, date(2026, 12, 11), date(2026, 12, 7))  # 15 days after, the 5th and 6th are a weekend
    ]
    owner.at("2026-12-07")
    owner.do(followups.do, owner.asked(job_id)[Purpose.PROGRESS_UPDATE].id)
    assert owner.due(job_id)["progress_update"] == "2026-12-08"


def test_a_slower_rhythm_takes_no_number_that_is_used(owner: Owner) -> None:
    job_id = owner.accepted()
    for day in ("2026-11-27", "2026-12-04", "2026-12-11"):
        owner.at(day)
        owner.do(followups.do, owner.asked(job_id)[Purpose.PROGRESS_UPDATE].id)
    assert change(owner, "progress_update", wait="2 weeks") == []  # the 18th is a day of both
    owner.at("2026-12-18")
    owner.do(followups.do, owner.asked(job_id)[Purpose.PROGRESS_UPDATE].id)
    assert owner.due(job_id)["progress_update"] == "2027-01-04"  # two weeks on is New Year's Day


def test_a_rule_that_begins_to_repeat_asks_again(owner: Owner) -> None:
    job_id = owner.completed()
    assert change(owner, "check_up", repeats=True) == []
    owner.at("2027-10-20")
    owner.do(followups.do, owner.asked(job_id)[Purpose.CHECK_UP].id)
    assert owner.due(job_id)["check_up"] == "2028-09-20"
    change(owner, "check_up", repeats=False)
    owner.at("2028-09-20")
    owner.do(followups.do, owner.asked(job_id)[Purpose.CHECK_UP].id)
    assert "check_up" not in owner.due(job_id)


def at_one_place(owner: Owner, *days: str) -> list[UUID]:
    """Jobs at one property of a customer's, and one at no place that is known, signed off on these days."""
    customer_id = owner.customer()
    site = owner.get(Customer, customer_id).properties[0].id
    made = []
    for place, day in [(None, "2026-11-20"), *((site, day) for day in days)]:
        owner.at(day)
        enquiry_id = owner.enquiry(customer_id, answered_live=True, property_id=place)
        made.append(owner.completed(owner.do(jobs.take_on, enquiry_id).id))
    return made


def test_a_check_up_that_begins_to_come_again_is_asked_once_for_a_property(owner: Owner) -> None:
    elsewhere, first, second, third = at_one_place(owner, "2026-11-20", "2026-12-04", "2027-03-01")
    told = change(owner, "check_up", wait="12 months", repeats=True)
    assert [(becomes, after) for becomes, _before, after in told] == [
        (Becomes.CANCELLED, None),
        (Becomes.CANCELLED, None),
        (Becomes.MOVED, date(2027, 11, 22)),
        (Becomes.MOVED, date(2028, 3, 1)),
    ]
    assert [owner.due(job_id).get("check_up") for job_id in (elsewhere, first, second, third)] == [
        "2027-11-22", None, None, "2028-03-01",
    ]  # fmt: skip
    assert state(owner, first, Purpose.CHECK_UP)[2] == overtaken.WITH_LATER_WORK
    owner.undo()
    assert owner.due(first)["check_up"] == "2027-10-20"


def test_a_yearly_check_up_goes_on_from_the_latest_work_at_the_property(owner: Owner) -> None:
    change(owner, "check_up", wait="12 months", repeats=True)
    elsewhere, first, second = at_one_place(owner, "2026-12-04", "2027-03-01")
    assert [owner.due(job_id).get("check_up") for job_id in (elsewhere, first, second)] == [
        "2027-11-22", None, "2028-03-01",
    ]  # fmt: skip
    owner.do(jobs.complete, first, on=date(2026, 12, 3))  # a correction brings nothing back
    assert "check_up" not in owner.due(first)
    change(owner, "check_up", enabled=False)
    change(owner, "check_up", enabled=True)
    assert [owner.due(job_id).get("check_up") for job_id in (first, second)] == [None, "2028-03-01"]
    owner.at("2028-03-01")
    owner.do(followups.do, owner.asked(second)[Purpose.CHECK_UP].id)
    assert owner.due(second)["check_up"] == "2029-03-01"


# Off and on


def test_switched_off_it_is_cancelled_with_the_reason_and_switched_on_it_returns(owner: Owner) -> None:
    first, second = owner.completed(), owner.completed()
    owner.do(followups.skip, owner.asked(first)[Purpose.THREE_MONTHS].id, "Moved")
    assert change(owner, "three_months", enabled=False) == [(Becomes.CANCELLED, date(2027, 2, 22), None)]
    assert state(owner, second, Purpose.THREE_MONTHS) == ("2027-02-22", CANCELLED, followups.RULE_OFF)
    assert change(owner, "three_months", enabled=False) == []
    assert change(owner, "three_months", enabled=True) == [(Becomes.RETURNS, None, date(2027, 2, 22))]
    assert state(owner, first, Purpose.THREE_MONTHS)[1] == FollowUpState.SKIPPED


def test_what_has_long_passed_does_not_return_but_what_repeats_asks_on_its_next_day(owner: Owner) -> None:
    job_id = owner.accepted()
    owner.completed()
    change(owner, "service_check", enabled=False)
    change(owner, "progress_update", enabled=False)
    owner.at("2027-01-20")
    assert change(owner, "service_check", enabled=True) == []
    returned = change(owner, "progress_update", enabled=True)
    assert returned[0] == (Becomes.RETURNS, None, date(2027, 1, 22))
    assert owner.due(job_id)["progress_update"] == "2027-01-22"


def test_what_the_world_overtook_meanwhile_does_not_return(owner: Owner) -> None:
    quote_id = owner.given(decision_on=date(2026, 12, 10))
    change(owner, "hidden_slot", enabled=False)
    owner.accepted(quote_id)
    assert change(owner, "hidden_slot", enabled=True) == []


def test_an_event_that_moves_while_the_rule_is_off_is_counted_from_when_it_returns(owner: Owner) -> None:
    owner.at("2026-11-23")
    job_id = owner.completed()
    change(owner, "three_months", enabled=False)
    owner.do(jobs.complete, job_id, on=date(2026, 11, 16))
    assert state(owner, job_id, Purpose.THREE_MONTHS) == ("2027-02-16", CANCELLED, followups.RULE_OFF)
    assert change(owner, "three_months", enabled=True) == [(Becomes.RETURNS, None, date(2027, 2, 16))]


def test_off_and_do_not_contact_bar_each_for_itself(owner: Owner) -> None:
    job_id = owner.completed()
    customer_id = owner.asked(job_id)[Purpose.THREE_MONTHS].customer_id
    change(owner, "three_months", enabled=False)
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    owner.rule("three_months", enabled=True)
    assert state(owner, job_id, Purpose.THREE_MONTHS)[1:] == (CANCELLED, followups.DO_NOT_CONTACT)
    owner.rule("three_months", enabled=False)
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=False)
    assert state(owner, job_id, Purpose.THREE_MONTHS)[1:] == (CANCELLED, followups.RULE_OFF)
    owner.rule("three_months", enabled=True)
    assert state(owner, job_id, Purpose.THREE_MONTHS)[1:] == (OPEN, "")


def test_what_has_no_occasion_any_more_does_not_return_with_the_rule(owner: Owner) -> None:
    job_id = owner.completed()
    change(owner, "three_months", enabled=False)
    owner.do(jobs.set_subcontracted, job_id, subcontracted=True, done_for="Rowan")
    owner.rule("three_months", enabled=True)
    assert state(owner, job_id, Purpose.THREE_MONTHS)[1:] == (CANCELLED, overtaken.SUBCONTRACTED)
    owner.do(jobs.set_subcontracted, job_id, subcontracted=False)
    assert state(owner, job_id, Purpose.THREE_MONTHS)[1:] == (OPEN, "")


# Other fields


def test_another_way_counts_for_what_is_open(owner: Owner) -> None:
    job_id = owner.completed()
    day = date(2027, 2, 22)
    assert change(owner, "three_months", channel=Channel.MESSAGE) == [(Becomes.OTHER_WAY, day, day)]
    assert owner.asked(job_id)[Purpose.THREE_MONTHS].channel == Channel.MESSAGE


def test_another_event_cancels_what_the_old_one_planned(owner: Owner) -> None:
    job_id = owner.completed()
    assert change(owner, "check_up", event=Event.QUOTE_GIVEN) == [(Becomes.CANCELLED, date(2027, 10, 20), None)]
    quote_id = owner.given()
    assert "check_up" in owner.due(quote_id)
    back = change(owner, "check_up", event=Event.JOB_COMPLETED)
    assert sorted(one[0] for one in back) == [Becomes.CANCELLED, Becomes.RETURNS]
    assert owner.due(job_id)["check_up"] == "2027-10-20"
    assert "check_up" not in owner.due(quote_id)


def test_a_narrower_rule_cancels_what_it_does_not_ask_any_more(owner: Owner) -> None:
    job = owner.do(jobs.done_and_paid, owner.customer(), "Tap washer", 6_000, "cash")
    other = owner.completed()
    assert [one[0] for one in change(owner, "thank_you", for_small_jobs=False)] == [Becomes.CANCELLED]
    assert "thank_you" in owner.due(other)
    assert [one[0] for one in change(owner, "thank_you", for_small_jobs=True)] == [Becomes.RETURNS]
    assert "thank_you" in owner.due(job.id)


def test_of_the_call_back_only_the_wait_changes_and_its_clock_follows(owner: Owner) -> None:
    enquiry_id = owner.enquiry()
    call = owner.call_back(enquiry_id)
    [one] = owner.ask(rule_changes.effect, rule_id(owner, "call_back"), wait="3 working hours")
    assert (owner.wall(one.before_at), owner.wall(one.after_at)) == ("2026-11-20 11:00", "2026-11-20 13:00")
    change(owner, "call_back", wait="3 working hours")
    assert owner.wall(owner.get(FollowUp, call.id).due_at) == "2026-11-20 13:00"
    owner.undo()
    assert owner.wall(owner.get(FollowUp, call.id).due_at) == "2026-11-20 11:00"
    refused: list[dict[str, Any]] = [
        {"enabled": False},
        {"event": Event.VISIT_BOOKED},
        {"channel": Channel.MESSAGE},
        {"only_regulars": True},
    ]
    for fields in refused:
        with pytest.raises(BookError, match="Nothing was changed"):
            owner.rule("call_back", **fields)
    with pytest.raises(TypeError):
        owner.rule("call_back", purpose=Purpose.OWN)
    with pytest.raises(TypeError):
        owner.rule("service_check", title="Mine")


def test_a_wait_that_cannot_be_changes_nothing(owner: Owner) -> None:
    job_id = owner.completed()
    before = owner.rows()
    with pytest.raises(BookError, match="is not a wait"):
        owner.rule("service_check", wait="soon")
    with pytest.raises(BookError, match="is not a wait"):
        told(owner, "service_check", wait="soon")
    assert owner.rows() == before
    assert owner.due(job_id)["service_check"] == "2026-12-04"


# Rules of the owner's own


def added(owner: Owner, title: str = "Send the photos", **fields: Any) -> Rule:
    return owner.do(rule_changes.add, title, Event.JOB_COMPLETED, "1 month", Channel.MESSAGE, **fields)


def test_a_rule_of_the_owner_s_own_comes_last_and_plans_under_its_title(owner: Owner) -> None:
    before = owner.completed()
    made = added(owner, " Send the photos ")
    assert owner.ask(playbooks.rules)[-1].id == made.id
    assert (made.title, made.purpose) == ("Send the photos", Purpose.OWN)
    assert Purpose.OWN not in owner.asked(before)  # it counts for what happens from now on
    job_id = owner.completed()
    found = owner.asked(job_id)[Purpose.OWN]
    assert (found.title, found.due_on, found.channel) == ("Send the photos", date(2026, 12, 21), Channel.MESSAGE)
    owner.do(rule_changes.change, made.id, title="Send photos and plan")
    assert owner.asked(job_id)[Purpose.OWN].title == "Send photos and plan"


def test_two_rules_of_the_same_purpose_both_ask(owner: Owner) -> None:
    added(owner)
    added(owner, "Ring the agent")
    job_id = owner.completed()
    ours = [row.title for row in owner.all(FollowUp) if row.subject_id == job_id and row.purpose == Purpose.OWN]
    assert sorted(ours) == ["Ring the agent", "Send the photos"]


@pytest.mark.parametrize("event", [event for event in Event if event != Event.ENQUIRY_RECEIVED])
def test_it_can_follow_every_event_but_the_enquiry(owner: Owner, event: Event) -> None:
    made = owner.do(rule_changes.add, "Ask", event, "1 week", Channel.CALL, repeats=True, only_regulars=True)
    assert (made.event, made.repeats, made.only_regulars) == (event, True, True)


def test_what_cannot_be_is_not_added(owner: Owner) -> None:
    count = len(owner.ask(playbooks.rules))
    with pytest.raises(BookError, match="one rule for the call back"):
        owner.do(rule_changes.add, "Ring", Event.ENQUIRY_RECEIVED, "1 working hour", Channel.CALL)
    with pytest.raises(BookError, match="Nobody knows the message"):
        added(owner, occasion="remind_partner")
    with pytest.raises(BookError, match="Nobody knows the message"):
        added(owner, occasion="nonsense")
    with pytest.raises(BookError, match="has no words"):
        key = playbooks.new_key()
        owner.do(rule_changes.take, [*playbooks.shipped(), own_line(key, words="  ")])
    assert len(owner.ask(playbooks.rules)) == count


def own_line(key: str, words: str = OWN.words, **fields: Any) -> playbooks.Line:
    spoken = (OwnWords("", "Your photos", words),)
    return playbooks.Line(
        key, Event.JOB_COMPLETED, "1 month", Purpose.OWN, Channel.MESSAGE, title="Photos", occasion=key,
        own_words=spoken, **fields,
    )  # fmt: skip


def test_a_rule_has_words_of_its_own_until_it_takes_a_message_s(owner: Owner) -> None:
    made = added(owner)
    owner.do(rule_changes.change, made.id, occasion=made.key, own_words=(OWN,))
    row = owner.ask(message_words.template, made.key)
    assert (row.subject, row.words, row.title, row.own) == (OWN.subject, OWN.words, "Send the photos", True)
    assert owner.ask(message_words.templates)[-1] == row
    found = owner.asked(owner.completed())[Purpose.OWN]
    assert owner.ask(playbooks.speaks, found.id) == made.key
    owner.do(message_words.change_template, made.key, "Photos", "Hello {{ greeting }}")
    assert owner.ask(message_words.template, made.key).words == "Hello {{ greeting }}"
    owner.do(rule_changes.change, made.id, occasion="thank_you")
    assert owner.all(MessageTemplate) == []
    assert owner.ask(playbooks.speaks, found.id) == "thank_you"
    owner.undo()
    assert [row.words for row in owner.all(MessageTemplate)] == ["Hello {{ greeting }}"]


def test_removed_its_open_ones_are_cancelled_and_what_was_done_stays(owner: Owner) -> None:
    made = added(owner)
    owner.do(rule_changes.change, made.id, occasion=made.key, own_words=(OWN,))
    first, second = owner.completed(), owner.completed()
    owner.do(followups.do, owner.asked(first)[Purpose.OWN].id, "Sent")
    effects = owner.ask(rule_changes.removal, made.id)
    assert [(one.becomes, one.title, one.reason) for one in effects] == [
        (Becomes.CANCELLED, "Send the photos", followups.RULE_REMOVED)
    ]
    owner.do(rule_changes.remove, made.id)
    assert state(owner, second, Purpose.OWN)[1:] == (CANCELLED, followups.RULE_REMOVED)
    assert state(owner, first, Purpose.OWN)[1:] == (DONE, "")
    assert owner.asked(first)[Purpose.OWN].title == "Send the photos"
    assert owner.ask(playbooks.speaks, owner.asked(first)[Purpose.OWN].id) == "own"
    assert owner.all(MessageTemplate) == []
    owner.undo()
    assert state(owner, second, Purpose.OWN)[1:] == (OPEN, "")
    assert owner.ask(playbooks.rules)[-1].title == "Send the photos"
    with pytest.raises(BookError, match="came with the program"):
        owner.do(rule_changes.remove, rule_id(owner, "check_up"))


# The whole playbook


def test_a_reset_tells_first_and_keeps_what_is_the_owner_s_own(owner: Owner) -> None:
    made = added(owner)
    job_id = owner.completed()
    owner.rule("three_months", wait="4 months")
    owner.rule("check_up", enabled=False)
    turn = owner.ask(rule_changes.turn, playbooks.shipped())
    assert [(one.after.key, one.after.enabled) for one in turn.changes if one.after] == [
        ("three_months", True),
        ("check_up", True),
    ]
    assert [(one.becomes, one.purpose, one.after) for one in turn.effects] == [
        (Becomes.MOVED, Purpose.THREE_MONTHS, date(2027, 2, 22)),
        (Becomes.RETURNS, Purpose.CHECK_UP, date(2027, 10, 20)),
    ]
    owner.do(rule_changes.reset)
    assert owner.ask(playbooks.lines)[:-1] == playbooks.shipped()
    assert owner.get(Rule, made.id).title == "Send the photos"
    assert owner.due(job_id)["three_months"] == "2027-02-22"
    assert owner.ask(rule_changes.turn, playbooks.shipped()) == rule_changes.Turn((), ())
    owner.do(rule_changes.reset, drop_own=True)
    assert owner.ask(playbooks.lines) == playbooks.shipped()
    assert state(owner, job_id, Purpose.OWN)[1:] == (CANCELLED, followups.RULE_REMOVED)
    owner.undo()
    owner.undo()
    assert owner.due(job_id)["three_months"] == "2027-03-22"


def test_a_shipped_rule_that_a_playbook_does_not_have_is_switched_off(owner: Owner) -> None:
    job_id = owner.completed()
    owner.do(rule_changes.take, [one for one in playbooks.shipped() if one.key != "check_up"])
    assert not owner.get(Rule, rule_id(owner, "check_up")).enabled
    assert state(owner, job_id, Purpose.CHECK_UP)[1:] == (CANCELLED, followups.RULE_OFF)


def test_a_playbook_that_comes_back_brings_back_what_its_rules_planned(owner: Owner) -> None:
    made = added(owner)
    owner.do(rule_changes.change, made.id, occasion=made.key, own_words=(OWN,))
    job_id = owner.completed()
    kept, due = owner.ask(playbooks.lines), owner.due(job_id)
    owner.do(rule_changes.reset, drop_own=True)
    assert owner.due(job_id) != due
    owner.do(rule_changes.take, kept)
    assert owner.ask(playbooks.lines) == kept
    assert owner.due(job_id) == due


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (playbooks.shipped() * 2, "stands in it twice"),
        (playbooks.shipped()[1:], "call back is missing"),
        ([*playbooks.shipped(), *(own_line(f"own_{number}") for number in range(201))], "at most 200"),
    ],
)
def test_a_playbook_that_cannot_be_changes_nothing(owner: Owner, target: list[playbooks.Line], words: str) -> None:
    with pytest.raises(BookError, match=words):
        owner.do(rule_changes.take, target)
    assert owner.ask(playbooks.lines) == playbooks.shipped()


WAITS = st.sampled_from(["1 working days", "3 days", "2 weeks", "1 months", "5 months"])
STEPS = st.lists(
    st.tuples(st.sampled_from(["service_check", "three_months", "progress_update"]), WAITS, st.booleans()),
    min_size=1,
    max_size=5,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(steps=[("service_check", "1 working days", True), ("service_check", "2 weeks", False)])
@given(steps=STEPS)
def test_however_often_it_is_changed_what_is_told_is_done_and_the_way_back_leads_back(
    owner: Owner, steps: list[tuple[str, str, bool]]
) -> None:
    owner.at("2026-11-20")
    job_id = owner.completed()
    running = owner.accepted()
    before = {**owner.due(job_id), **owner.due(running)}
    count = len(owner.all(FollowUp))
    for key, wait, enabled in steps:
        change(owner, key, wait=wait, enabled=enabled)
    owner.do(rule_changes.reset)
    assert {**owner.due(job_id), **owner.due(running)} == before
    assert len(owner.all(FollowUp)) == count  # nothing doubled, nothing lost


def test_what_a_rule_of_the_owner_s_own_asks_is_told_by_its_title_everywhere(owner: Owner) -> None:
    added(owner)
    job_id = owner.completed()
    found = owner.asked(job_id)[Purpose.OWN]
    owner.do(followups.close_all, found.customer_id, "Enough", [one for one in Purpose if one != Purpose.OWN])
    coming = owner.ask(ahead.ahead).coming
    assert coming is not None
    assert coming.title == "Send the photos"
    assert owner.ask(next_steps.first)[found.customer_id].title == "Send the photos"
    [person] = owner.ask(palette.find, "leah", frozenset())[:1]
    assert isinstance(person, palette.FoundPerson)
    assert person.next_title == "Send the photos"
    owner.at(found.due_on.isoformat())
    [row] = owner.ask(today.rows)
    assert (row.title, row.purpose, row.kind) == ("Send the photos", Purpose.OWN, today.Kind.MESSAGE)
    assert due_list.in_words(row) == f"Today, {found.due_on} - Send the photos: Leah Novak (020 7946 0958): New boiler"
    assert due_list.as_json(row)["title"] == "Send the photos"
    [day] = owner.ask(calendars.span, found.due_on, 1)
    assert [due.title for due in day.dues if due.purpose == Purpose.OWN] == ["Send the photos"]
    entries = owner.ask(timelines.of_customer, found.customer_id)
    assert [one.title for one in entries if one.purpose == Purpose.OWN] == ["Send the photos"]
    owner.do(followups.do, found.id, "Sent")
    assert [one.title for one in owner.ask(settled.rows)] == ["Send the photos"]
