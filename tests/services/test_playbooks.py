import pytest

from tests.owner import Owner
from tradesman.book.clock import Wait
from tradesman.book.errors import BookError
from tradesman.book.followup import Channel, Event, Purpose
from tradesman.services import playbooks
from tradesman.services.playbooks import Line

# The table of product.md, line by line.
TABLE = [
    ("enquiry_received", "1 working hour", "call_back", "call"),
    ("visit_booked", "-1 working day", "confirm_visit", "message"),
    ("quote_given", "2 working days", "answer_questions", "call"),
    ("quote_decision", "-1 working day", "hidden_slot", "call"),
    ("quote_expiring", "-3 working days", "offer_to_renew", "message"),
    ("quote_accepted", "1 working day", "confirm_choice", "message"),
    ("quote_accepted", "7 days", "progress_update", "message"),
    ("job_planned", "-1 working day", "confirm_start", "message"),
    ("quote_lost", "6 weeks", "win_back", "call"),
    ("quote_lost", "2 weeks", "win_back", "call"),
    ("quote_lost", "3 months", "win_back", "call"),
    ("job_completed", "1 working day", "thank_you", "message"),
    ("job_completed", "2 weeks", "service_check", "call"),
    ("job_completed", "3 months", "three_months", "call"),
    ("kind_words", "1 week", "ask_who_else", "message"),
    ("finding_now", "1 working day", "finding_decided", "call"),
    ("finding_told", "1 month", "finding_outcome", "call"),
    ("referral_introduced", "2 weeks", "partner_did_well", "call"),
    ("job_completed", "11 months", "check_up", "message"),
]


def test_the_default_playbook_is_the_table(owner: Owner) -> None:
    rules = owner.ask(playbooks.rules)
    waits = [str(Wait.parse(rule.wait)) for rule in rules]
    assert [(rule.event, wait, rule.purpose, rule.channel) for rule, wait in zip(rules, waits, strict=True)] == TABLE
    assert {rule.key for rule in rules if rule.for_small_jobs} == {"thank_you", "three_months"}
    assert {rule.key for rule in rules if rule.only_regulars} == {"win_back_early", "win_back_late"}
    assert {rule.key for rule in rules if rule.repeats} == {"progress_update"}
    assert all(rule.enabled for rule in rules)
    assert owner.ask(playbooks.lines) == playbooks.shipped()


def test_the_rules_of_an_event_are_those_in_force(owner: Owner) -> None:
    owner.rule("service_check", enabled=False)
    keys = [rule.key for rule in owner.ask(playbooks.rules, Event.JOB_COMPLETED)]
    assert keys == ["thank_you", "three_months", "check_up"]
    assert len(owner.ask(playbooks.of_event, Event.JOB_COMPLETED)) == len(keys) + 1
    assert len(owner.ask(playbooks.rules)) == len(TABLE)


def own(event: Event, wait: str, *, repeats: bool = False, title: str = "Ask about the boiler") -> Line:
    return Line("own_1", event, wait, Purpose.OWN, Channel.CALL, repeats=repeats, title=title)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (own(Event.JOB_COMPLETED, "soon"), "is not a wait"),
        (own(Event.JOB_COMPLETED, "2 working hours"), "Only the call back"),
        (own(Event.JOB_COMPLETED, "0 days", repeats=True), "some time between"),
        (own(Event.JOB_COMPLETED, "-7 days", repeats=True), "some time between"),
        (own(Event.JOB_COMPLETED, "-1 days"), "Nobody knows that day"),
        (own(Event.JOB_COMPLETED, "200 months"), "ten years at most"),
        (own(Event.JOB_COMPLETED, "9999 working days"), "ten years at most"),
        (own(Event.JOB_COMPLETED, "1 week", title="  "), "What does the rule ask for"),
        (own(Event.JOB_COMPLETED, "1 week", title="x" * 61), "at most 60 letters"),
        (own(Event.ENQUIRY_RECEIVED, "1 week"), "one rule for the call back"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(line: Line, words: str) -> None:
    with pytest.raises(BookError, match=words):
        playbooks.check(line)


@pytest.mark.parametrize("event", sorted(playbooks.AHEAD))
def test_what_lies_ahead_can_be_prepared(event: Event) -> None:
    playbooks.check(own(event, "-2 working days"))


def test_the_words_of_a_rule_are_those_of_its_purpose_or_of_another_message(owner: Owner) -> None:
    job_id = owner.completed()
    check = owner.asked(job_id)[Purpose.SERVICE_CHECK]
    assert owner.ask(playbooks.speaks, check.id) == "service_check"
    owner.rule("service_check", occasion="thank_you")
    assert owner.ask(playbooks.speaks, check.id) == "thank_you"
