"""Messages: what they can say, the words for each occasion, and what was sent."""

import re
from dataclasses import replace
from datetime import date, time
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book import undoing
from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.followup import Channel, Event, FollowUpState, Purpose
from tradesman.book.message import Message, MessageTemplate, Way
from tradesman.book.partner import Referral
from tradesman.services import (
    businesses,
    customers,
    findings,
    jobs,
    message_words,
    messages,
    partners,
    playbooks,
    rule_changes,
    timelines,
    visits,
)
from tradesman.services.messages import Occasion, Reach
from tradesman.services.playbooks import OwnWords
from tradesman.services.timelines import Happened


def customer_of(owner: Owner) -> UUID:
    return owner.all(Customer)[0].id


def test_the_ways_to_a_customer(owner: Owner) -> None:
    customer_id = owner.customer()
    said = owner.ask(messages.facts_about, customer_id)
    assert said.reaches == (
        Reach(Way.EMAIL, "leah@example.org"),
        Reach(Way.TEXT, "020 7946 0958"),
        Reach(Way.LETTER, "3 Mill Lane, Harrow"),
    )
    assert (said.customer, said.greeting, said.what, said.left_alone) == ("Leah Novak", "Leah", "", False)
    assert (said.sender, said.business) == ("Sam Harrow", owner.ask(businesses.current).name)


def test_facts_of_a_visit_a_quote_and_a_job(owner: Owner) -> None:
    enquiry = owner.enquiry()
    visit = owner.do(visits.book, enquiry, date(2026, 11, 25), time(9, 30))
    customer = customer_of(owner)
    said = owner.ask(messages.facts_about, customer, visit.id)
    assert (said.what, said.day, said.starts) == ("The boiler drips", date(2026, 11, 25), time(9, 30))
    quote = owner.given(owner.drafted(enquiry), decision_on=date(2026, 12, 1))
    said = owner.ask(messages.facts_about, customer, quote)
    assert (said.what, said.quote_number, said.decision_on) == ("New boiler", "0001", date(2026, 12, 1))
    assert said.valid_until_on is not None
    job = owner.accepted(quote)
    owner.do(jobs.plan, job, [date(2026, 12, 7)])
    said = owner.ask(messages.facts_about, customer, job)
    assert (said.what, said.day) == ("New boiler", date(2026, 12, 7))


def test_facts_of_a_finding_and_a_referral(owner: Owner) -> None:
    job = owner.accepted()
    finding = owner.do(findings.note, job, "Chimney pot cracked", plain_words="It is cracked")
    said = owner.ask(messages.facts_about, customer_of(owner), finding.id)
    assert (said.what, said.partner) == ("Chimney pot cracked", "")
    partner = owner.do(partners.add, "Harker Masonry", "Chimneys", bonus_minor=6000)
    owner.do(partners.introduce, finding.id, partner.id, consent=True)
    referral = owner.all(Referral)[0]
    said = owner.ask(messages.facts_about, customer_of(owner), referral.id)
    assert (said.what, said.partner, said.partner_pays) == ("Chimney pot cracked", "Harker Masonry", True)


def test_what_a_message_speaks_of_when_it_is_not_said(owner: Owner) -> None:
    customer = owner.customer()
    assert owner.ask(messages.subject_of, customer, Occasion.FREE) is None
    enquiry = owner.enquiry(customer)
    assert owner.ask(messages.subject_of, customer, Occasion.FREE) == enquiry
    assert owner.ask(messages.subject_of, customer, Occasion.RUNNING_LATE) == enquiry
    visit = owner.do(visits.book, enquiry, date(2026, 11, 25), time(9, 30)).id
    assert owner.ask(messages.subject_of, customer, Occasion.RUNNING_LATE) == visit
    assert owner.ask(messages.subject_of, customer, Purpose.CONFIRM_VISIT) == visit
    quote = owner.given(owner.drafted(enquiry))
    assert owner.ask(messages.subject_of, customer, Occasion.FREE) == quote
    job = owner.accepted(quote)
    assert owner.ask(messages.subject_of, customer, Occasion.FREE) == job
    assert owner.ask(messages.subject_of, customer, Purpose.THANK_YOU) == job
    assert owner.ask(messages.subject_of, customer, Occasion.DECLINE) == enquiry
    assert owner.ask(messages.subject_of, customer, Purpose.PARTNER_DID_WELL) is None


def test_an_open_follow_up_says_what_it_is_about(owner: Owner) -> None:
    first = owner.accepted()
    customer = customer_of(owner)
    second = owner.do(jobs.done_and_paid, customer, "Tap", 9500, "Cash").id
    assert owner.ask(messages.subject_of, customer, Occasion.FREE) == second
    assert owner.ask(messages.subject_of, customer, Purpose.PROGRESS_UPDATE) == first


def test_somebody_to_show_the_words_to(owner: Owner) -> None:
    assert owner.ask(messages.somebody, Occasion.FREE) is None
    assert owner.ask(messages.somebody, Purpose.THANK_YOU) is None
    owner.completed()
    done = customer_of(owner)
    newest = owner.customer("Otto Lang")
    assert owner.ask(messages.somebody, Purpose.THANK_YOU) == done
    assert owner.ask(messages.somebody, Occasion.FREE) == newest
    assert owner.ask(messages.somebody, Purpose.CHECK_UP) == done
    assert owner.ask(messages.somebody, Purpose.WIN_BACK) == newest


# The words for each occasion


def test_there_are_words_for_every_occasion() -> None:
    shipped = message_words.shipped()
    assert set(shipped) == {*map(str, Purpose), *map(str, Occasion)}
    assert all(key == row.occasion and row.words and not row.own for key, row in shipped.items())


def test_own_words_come_before_those_that_ship(owner: Owner) -> None:
    shipped = owner.ask(message_words.template, Purpose.THANK_YOU)
    owner.do(message_words.change_template, Purpose.THANK_YOU, " Thanks ", " Thank you, {{ greeting }}. ")
    row = owner.ask(message_words.template, Purpose.THANK_YOU)
    assert (row.subject, row.words, row.own) == ("Thanks", "Thank you, {{ greeting }}.", True)
    owner.do(message_words.change_template, Purpose.THANK_YOU, "Thanks", "Again")
    assert [row.words for row in owner.all(MessageTemplate)] == ["Again"]
    listed = {row.occasion: row for row in owner.ask(message_words.templates)}
    assert [row.occasion for row in listed.values() if row.own] == [Purpose.THANK_YOU]
    owner.do(message_words.reset_template, Purpose.THANK_YOU)
    assert owner.ask(message_words.template, Purpose.THANK_YOU) == shipped
    owner.undo()
    assert owner.ask(message_words.template, Purpose.THANK_YOU).words == "Again"


def test_words_that_ship_are_nobodys_own(owner: Owner) -> None:
    shipped = owner.ask(message_words.template, Occasion.FREE)
    owner.do(message_words.change_template, Occasion.FREE, shipped.subject, shipped.words)
    owner.do(message_words.reset_template, Occasion.FREE)
    owner.do(message_words.change_template, Occasion.FREE, "", "Hello")
    owner.do(message_words.change_template, Occasion.FREE, shipped.subject, shipped.words)
    assert owner.all(MessageTemplate) == []


def test_a_template_needs_words(owner: Owner) -> None:
    with pytest.raises(BookError, match="There are no words"):
        owner.do(message_words.change_template, Occasion.FREE, "Subject", " \n")


# What was sent


def test_what_was_sent_is_kept_and_stands_on_the_timeline(owner: Owner) -> None:
    customer = owner.customer()
    rest = {"to": " leah@example.org ", "subject": " About the tap "}
    message = owner.do(messages.send_noted, customer, " Hello Leah \n", Way.EMAIL, **rest)
    kept, name = owner.ask(messages.sent, message.id)
    assert (kept.words, kept.to, kept.subject, kept.way, kept.sent_at) == (
        "Hello Leah",
        "leah@example.org",
        "About the tap",
        Way.EMAIL,
        owner.now,
    )
    assert name == "Leah Novak"
    (entry,) = owner.ask(timelines.of_customer, customer)
    assert (entry.happened, entry.what, entry.more[0]) == (Happened.MESSAGE, "About the tap", Way.EMAIL)
    assert entry.target == ("message", message.id)


def test_without_a_subject_the_line_has_the_first_words(owner: Owner) -> None:
    customer = owner.customer()
    owner.do(messages.send_noted, customer, "Hello Leah,\n\nI am late.", Way.TEXT)
    (entry,) = owner.ask(timelines.of_customer, customer)
    assert entry.what == "Hello Leah, I am late."


def test_the_follow_up_is_done_in_the_same_step_and_stands_there_once(owner: Owner) -> None:
    job = owner.completed()
    customer = customer_of(owner)
    thanks = owner.asked(job)[Purpose.THANK_YOU]
    check = owner.asked(job)[Purpose.SERVICE_CHECK]
    rest = {"followup_id": thanks.id, "also": [check.id], "outcome": "Sent"}
    message = owner.do(messages.send_noted, customer, "Thank you", Way.EMAIL, **rest)
    after = owner.asked(job)
    assert {after[Purpose.THANK_YOU].state, after[Purpose.SERVICE_CHECK].state} == {FollowUpState.DONE}
    assert after[Purpose.SERVICE_CHECK].outcome == "Sent"
    assert message.followup_id == thanks.id
    entries = owner.ask(timelines.of_customer, customer)
    assert Purpose.THANK_YOU not in {entry.purpose for entry in entries}
    assert [entry.happened for entry in entries].count(Happened.MESSAGE) == 1


def test_what_left_the_house_is_not_undone(owner: Owner) -> None:
    job = owner.completed()
    thanks = owner.asked(job)[Purpose.THANK_YOU]
    owner.do(messages.send_noted, customer_of(owner), "Thank you", Way.COPIED, followup_id=thanks.id)
    with owner.book.read(owner.now) as session:
        last = undoing.next_undo(session)
    assert last is not None
    assert last.label == "complete"  # the message itself is stepped over
    with pytest.raises(BookError, match="A message that was sent stays in the timeline"):
        owner.book.undo(owner.now, last.id + 1)
    with pytest.raises(BookError, match="send_noted"):
        owner.undo()  # what the message stands on stays as well
    assert len(owner.all(Message)) == 1


def test_somebody_who_is_left_alone_gets_nothing(owner: Owner) -> None:
    customer = owner.customer()
    owner.do(customers.set_do_not_contact, customer, leave_alone=True)
    assert owner.ask(messages.facts_about, customer).left_alone
    with pytest.raises(BookError, match=r"Leah Novak asked not to be contacted\. Nothing was sent"):
        owner.do(messages.send_noted, customer, "Hello", Way.TEXT)
    assert owner.all(Message) == []


@pytest.mark.parametrize(("words", "fault"), [(" ", "no words"), ("x" * 20_001, "at most 20,000")])
def test_what_cannot_have_been_sent(owner: Owner, words: str, fault: str) -> None:
    with pytest.raises(BookError, match=fault):
        owner.do(messages.send_noted, owner.customer(), words, Way.TEXT)


def test_a_call_back_is_not_closed_by_a_message(owner: Owner) -> None:
    enquiry = owner.enquiry()
    call = owner.call_back(enquiry)
    with pytest.raises(BookError, match="Only reaching the customer"):
        owner.do(messages.send_noted, customer_of(owner), "Hello", Way.TEXT, followup_id=call.id)
    assert owner.all(Message) == []
    assert owner.call_back(enquiry).state == FollowUpState.OPEN


def test_who_is_erased_leaves_no_message(owner: Owner) -> None:
    job = owner.completed()
    customer, thanks = customer_of(owner), owner.asked(job)[Purpose.THANK_YOU]
    owner.do(messages.send_noted, customer, "Thank you", Way.EMAIL, followup_id=thanks.id)
    owner.do(customers.erase, customer)
    assert owner.all(Message) == []


# Languages


def german(owner: Owner) -> UUID:
    return owner.customer("Otto Lang", language="de")


def test_every_occasion_is_said_in_every_language() -> None:
    assert message_words.languages() == ("en", "de")
    english, in_german = message_words.shipped(), message_words.shipped("de")
    assert list(in_german) == list(english)
    for key, row in in_german.items():
        assert _fields(row.words) == _fields(english[key].words), key
        assert (row.language, row.own) == ("de", False)


def _fields(words: str) -> set[str]:
    return set(re.findall(r"{{ (\w+) }}", words))


def test_the_words_are_in_the_customers_language_then_in_that_of_the_business(owner: Owner) -> None:
    assert owner.ask(messages.language_of, german(owner)) == "de"
    assert owner.ask(messages.language_of, owner.customer()) == "en"

    def says(language: str) -> list[str]:
        return [row.words for row in owner.ask(message_words.in_force, Occasion.FREE, language)]

    en, de = (message_words.shipped(each)[Occasion.FREE].words for each in ("en", "de"))
    assert says("de") == [de, en]
    assert says("fr") == [en]
    owner.do(message_words.change_template, Occasion.FREE, "", "Hello")
    owner.do(message_words.change_template, Occasion.FREE, "", "Servus", "de")
    assert says("de") == ["Servus", de, "Hello", en]
    assert says("") == ["Hello", en]
    owner.do(message_words.reset_template, Occasion.FREE, "de")
    assert says("de") == [de, "Hello", en]
    assert owner.ask(messages.language_of) == "en"


def test_what_was_written_in_english_stays_english_when_the_business_speaks_german(owner: Owner) -> None:
    free, thanks = Occasion.FREE, Purpose.THANK_YOU
    owner.do(message_words.change_template, free, "", "Hello")
    owner.do(message_words.change_template, free, "", "Servus", "de")
    owner.do(message_words.change_template, thanks, "", "Ta")

    def first(occasion: str, language: str = "") -> tuple[str, bool]:
        row = owner.ask(message_words.template, occasion, language)
        return row.language, row.own

    owner.do(businesses.change, language="de")
    kept = {(row.occasion, row.language): row.words for row in owner.all(MessageTemplate)}
    assert kept == {(free, "en"): "Hello", (free, ""): "Servus", (thanks, "en"): "Ta"}
    assert [first(free), first(free, "en")] == [("de", True), ("en", True)]
    assert [first(thanks), first(thanks, "en")] == [("de", False), ("en", True)]
    owner.do(message_words.change_template, free, "", "Servus miteinander")
    owner.do(businesses.change, language="en", trade="Roofer")
    assert {row.words for row in owner.all(MessageTemplate)} == {"Hello", "Servus miteinander", "Ta"}
    assert [first(free), first(free, "de")] == [("en", True), ("de", True)]
    owner.undo()
    owner.undo()
    owner.undo()
    assert {(row.occasion, row.language) for row in owner.all(MessageTemplate)} == {
        (free, ""), (free, "de"), (thanks, ""),
    }  # fmt: skip


def test_of_two_rows_for_one_language_that_without_a_language_stays(owner: Owner) -> None:
    with owner.book.write("As older books have it", owner.now) as session:
        session.add(MessageTemplate(occasion=Occasion.FREE, language="en", words="Never shown"))
        session.add(MessageTemplate(occasion=Occasion.FREE, language="", words="Hello"))
    owner.do(businesses.change, language="de")
    assert [(row.language, row.words) for row in owner.all(MessageTemplate)] == [("en", "Hello")]


def test_the_words_of_a_rule_alone_stay_in_their_language_too(owner: Owner) -> None:
    words = OwnWords("", "Photos", "Here are the photos, {{ greeting }}.")
    rule = owner.do(rule_changes.add, "Photos", Event.JOB_COMPLETED, "1 weeks", Channel.MESSAGE, own_words=(words,))
    owner.do(businesses.change, language="de")
    assert owner.ask(playbooks.as_line, rule.id).own_words == (replace(words, language="en"),)
    assert owner.ask(message_words.template, rule.key).language == "en"
    owner.do(rule_changes.change, rule.id, wait="2 weeks")  # nothing is wrong with it


def test_what_one_rule_says_comes_before_what_ships_in_any_language(owner: Owner) -> None:
    words = OwnWords("", "Photos", "Here are the photos, {{ greeting }}.")
    rule = owner.do(rule_changes.add, "Photos", Event.JOB_COMPLETED, "1 weeks", Channel.MESSAGE, own_words=(words,))
    assert owner.ask(message_words.template, rule.key, "de").words == words.words
    owner.do(message_words.change_template, rule.key, "Fotos", "Hier sind die Fotos, {{ greeting }}.", "de")
    assert owner.ask(message_words.template, rule.key, "de").subject == "Fotos"
    assert owner.ask(message_words.template, rule.key).subject == "Photos"


def test_a_german_is_greeted_by_the_whole_name_unless_said_otherwise(owner: Owner) -> None:
    otto = german(owner)
    assert owner.ask(messages.facts_about, otto).greeting == "Otto Lang"
    assert owner.ask(messages.facts_about, otto, language="en").greeting == "Otto"
    owner.do(customers.change, otto, greeting="Herr Lang", language="de")
    assert owner.ask(messages.facts_about, otto).greeting == "Herr Lang"
