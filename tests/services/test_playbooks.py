import pytest

from tests.owner import Owner
from tradesman.book.clock import Wait
from tradesman.book.errors import BookError
from tradesman.book.followup import Channel, Event, Purpose, Rule
from tradesman.services import playbooks

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


def rule(owner: Owner, key: str) -> Rule:
    return next(rule for rule in owner.ask(playbooks.rules) if rule.key == key)


def test_the_default_playbook_is_the_table(owner: Owner) -> None:
    rules = owner.ask(playbooks.rules)
    waits = [str(Wait.parse(rule.wait)) for rule in rules]
    assert [(rule.event, wait, rule.purpose, rule.channel) for rule, wait in zip(rules, waits, strict=True)] == TABLE
    assert {rule.key for rule in rules if rule.for_small_jobs} == {"thank_you", "three_months"}
    assert {rule.key for rule in rules if rule.only_regulars} == {"win_back_early", "win_back_late"}
    assert {rule.key for rule in rules if rule.repeats} == {"progress_update"}
    assert all(rule.enabled for rule in rules)


def test_the_rules_of_an_event_are_those_in_force(owner: Owner) -> None:
    owner.do(playbooks.change, rule(owner, "service_check").id, enabled=False)
    keys = [rule.key for rule in owner.ask(playbooks.rules, Event.JOB_COMPLETED)]
    assert keys == ["thank_you", "three_months", "check_up"]
    assert len(owner.ask(playbooks.rules)) == len(TABLE)


def test_a_rule_can_be_changed_and_what_cannot_be_is_refused(owner: Owner) -> None:
    found = rule(owner, "service_check")
    owner.do(playbooks.change, found.id, wait="3 weeks", channel=Channel.MESSAGE, for_small_jobs=True)
    changed = owner.get(Rule, found.id)
    assert (changed.wait, changed.channel, changed.for_small_jobs) == ("3 weeks", Channel.MESSAGE, True)
    with pytest.raises(TypeError):
        owner.do(playbooks.change, found.id, purpose=Purpose.CALL_BACK)


@pytest.mark.parametrize(
    ("key", "wait", "words"),
    [
        ("service_check", "soon", "is not a wait"),
        ("service_check", "2 working hours", "Only the call back"),
        ("progress_update", "0 days", "some time between"),
        ("progress_update", "-7 days", "some time between"),
        ("call_back", "-1 working hours", "before the enquiry"),
    ],
)
def test_a_wait_that_cannot_be_is_refused(owner: Owner, key: str, wait: str, words: str) -> None:
    before = rule(owner, key).wait
    with pytest.raises(BookError, match=words):
        owner.do(playbooks.change, rule(owner, key).id, wait=wait)
    assert rule(owner, key).wait == before


def test_a_rule_of_the_owners_own_comes_last(owner: Owner) -> None:
    added = owner.do(
        playbooks.add, Event.QUOTE_ACCEPTED, "2 weeks", Purpose.PROGRESS_UPDATE, Channel.CALL, repeats=True
    )
    assert owner.ask(playbooks.rules)[-1].id == added.id
    with pytest.raises(BookError, match="one rule for the call back"):
        owner.do(playbooks.add, Event.ENQUIRY_RECEIVED, "1 working hour", Purpose.CALL_BACK, Channel.CALL)
    with pytest.raises(BookError, match="some time between"):
        owner.do(playbooks.add, Event.QUOTE_ACCEPTED, "0 days", Purpose.CHECK_UP, Channel.CALL, repeats=True)
