from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.owner import Owner, set_contact
from tradesman.book.answer import Answer
from tradesman.book.customer import ContactKind
from tradesman.book.enquiry import Outcome
from tradesman.book.finding import Finding
from tradesman.book.followup import Purpose
from tradesman.book.job import JobState
from tradesman.book.partner import ReferralState
from tradesman.book.store import Session
from tradesman.services import customers, enquiries, findings, jobs, palette, partners, quotes
from tradesman.services.palette import (
    Found,
    FoundAnswer,
    FoundJob,
    FoundPartner,
    FoundPerson,
    FoundQuote,
    Kind,
)


def names(found: list[Found]) -> list[str]:
    """Each row by what stands first in it."""
    return [_name(row) for row in found]


def _name(row: Found) -> str:
    if isinstance(row, FoundPerson):
        return row.whom.name
    if isinstance(row, FoundQuote):
        return row.number
    if isinstance(row, FoundAnswer):
        return row.question
    return row.title if isinstance(row, FoundJob) else row.name


def found(owner: Owner, typed: str, *, forgive: bool = True) -> list[Found]:
    """What the palette finds with the book's words known."""
    known = owner.ask(palette.lexicon) if forgive else ()
    return owner.ask(palette.find, typed, known)


def only(owner: Owner, typed: str, kind: type[Any]) -> Any:
    """The one row of a kind that is found."""
    [row] = [row for row in found(owner, typed) if isinstance(row, kind)]
    return row


def keep(session: Session, question: str, words: str) -> Answer:
    answer = Answer(question=question, words=words, reviewed_on=date(2026, 3, 2))
    session.add(answer)
    return answer


def test_a_person_is_found_with_address_and_what_comes_next(owner: Owner) -> None:
    customer_id = owner.customer("Marion Ellis")
    owner.enquiry(customer_id, answered_live=True)
    owner.given(owner.drafted(owner.enquiry(customer_id, answered_live=True)))
    person = only(owner, "mar", FoundPerson)
    assert (person.whom.id, person.whom.name, person.address) == (customer_id, "Marion Ellis", "3 Mill Lane, Harrow")
    assert (person.matched, person.whom.can_be_called) == ("", True)
    assert person.next_purpose == Purpose.ANSWER_QUESTIONS
    assert person.next_on == date(2026, 11, 24)


def test_nothing_is_asked_for_nothing(owner: Owner) -> None:
    owner.customer()
    assert found(owner, "  ") == []


def test_one_letter_means_the_start_of_a_name(owner: Owner) -> None:
    owner.customer("Leah Novak")
    owner.customer("Tom Lake", address="1 Lime Lane")
    owner.do(partners.add, "Lock Masters", "Locksmith")
    assert names(found(owner, "l")) == ["Leah Novak", "Lock Masters"]


def test_with_the_person_come_their_quotes_and_jobs(owner: Owner) -> None:
    customer_id = owner.customer("Marion Ellis")
    quote_id = owner.given(owner.drafted(owner.enquiry(customer_id, answered_live=True)))
    job_id = owner.accepted(quote_id)
    rows = found(owner, "marion")
    assert [type(row) for row in rows] == [FoundPerson, FoundQuote, FoundJob]
    quote, job = rows[1], rows[2]
    assert isinstance(quote, FoundQuote)
    assert isinstance(job, FoundJob)
    assert (quote.id, quote.title, quote.whom.name) == (quote_id, "New boiler", "Marion Ellis")
    assert (quote.total_minor, quote.currency) == (60_000, "GBP")
    assert (job.id, job.title, job.whom.id, job.state) == (job_id, "New boiler", customer_id, JobState.PLANNED)


def test_a_quote_is_found_by_its_number_however_it_is_typed(owner: Owner) -> None:
    owner.drafted()
    number = only(owner, "boiler", FoundQuote).number
    assert names(found(owner, number))[0] == number
    assert names(found(owner, str(int(number))))[0] == number


def test_a_number_too_long_for_a_quote_is_a_phone_number(owner: Owner) -> None:
    owner.drafted()
    [person] = found(owner, "02079460958")
    assert isinstance(person, FoundPerson)
    assert person.matched == "020 7946 0958"


@pytest.mark.parametrize("state", ["empty", "best value", "accepted"])
def test_the_total_of_a_quote_is_that_of_the_option_that_counts(owner: Owner, state: str) -> None:
    if state == "empty":
        owner.do(quotes.draft, owner.enquiry(answered_live=True), "New boiler")
    else:
        quote_id = owner.given(owner.drafted(prices=(10_000, 20_000, 30_000)))
        if state == "accepted":
            owner.accepted(quote_id)  # the first
    total = only(owner, "new boiler", FoundQuote).total_minor
    assert total == {"empty": None, "best value": 24_000, "accepted": 12_000}[state]


def test_a_person_found_by_something_else_says_by_what_and_comes_later(owner: Owner) -> None:
    by_note = owner.customer("Tom Reed")
    owner.do(customers.add_note, by_note, "The marble floor is slippery")
    by_greeting = owner.customer("Ann Lee", greeting="Marlene")
    by_name = owner.customer("Hugo Martin")
    rows = [row for row in found(owner, "mar") if isinstance(row, FoundPerson)]
    assert rows[0].whom.id == by_name
    matched = {row.whom.id: row.matched for row in rows}
    assert matched == {by_name: "", by_note: "The marble floor is slippery", by_greeting: ""}


def test_a_street_is_found_with_a_letter_wrong(owner: Owner) -> None:
    customer_id = owner.customer("Tom Reed", address="22 Harbour View, Whitby YO21 3PU")
    assert not found(owner, "harbor view", forgive=False)
    [person] = found(owner, "harbor view")
    assert isinstance(person, FoundPerson)
    assert (person.whom.id, person.matched) == (customer_id, "22 Harbour View, Whitby YO21 3PU")
    assert {"harbour", "whitby"} <= owner.ask(palette.lexicon)
    assert not {"22", "yo21"} & owner.ask(palette.lexicon)


def test_the_best_match_comes_first(owner: Owner) -> None:
    for name in ("Tom Ellis", "Ellisa Brown", "Ellis"):
        owner.customer(name)
    assert names(found(owner, "ellis")) == ["Ellis", "Ellisa Brown", "Tom Ellis"]


def test_there_are_never_more_than_fit_and_not_only_people(owner: Owner) -> None:
    for number in range(9):
        customer_id = owner.customer(f"Marion Ellis {number}")
        owner.drafted(owner.enquiry(customer_id, answered_live=True))
    kinds = [type(row) for row in found(owner, "marion")]
    assert kinds == [FoundPerson] * 5 + [FoundQuote] * 3


def test_a_single_letter_behind_a_word_narrows_what_the_word_finds(owner: Owner) -> None:
    owner.customer("Marion Ellis")
    owner.customer("Marion Brown")
    assert names(found(owner, "marion b")) == ["Marion Brown"]
    assert names(found(owner, "ellis m")) == ["Marion Ellis"]
    assert names(found(owner, "m e")) == []


def test_partners_are_found_by_name_and_trade_with_their_last_referral(owner: Owner) -> None:
    partner_id = owner.do(partners.add, "Harker Masonry", "Mason, chimneys").id
    job_id = owner.accepted()
    finding: Finding = owner.do(findings.note, job_id, "Loose bricks")
    assert only(owner, "hark", FoundPartner).state is None
    owner.do(partners.introduce, finding.id, partner_id, consent=True)
    partner = only(owner, "chimney", FoundPartner)
    assert (partner.id, partner.name, partner.trades) == (partner_id, "Harker Masonry", "Mason, chimneys")
    assert partner.state == ReferralState.INTRODUCED


def test_answers_come_last_found_by_question_or_words(owner: Owner) -> None:
    owner.customer("Cyl Brown")
    owner.do(keep, "How much space must be left around a cylinder?", "A margin of 15 cm.")
    rows = found(owner, "cyl")
    assert names(rows) == ["Cyl Brown", "How much space must be left around a cylinder?"]
    answer = only(owner, "margin", FoundAnswer)
    assert (answer.words, answer.reviewed_on) == ("A margin of 15 cm.", date(2026, 3, 2))
    assert isinstance(only(owner, "cylnder", FoundAnswer), FoundAnswer)


def test_typing_errors_are_forgiven_once_the_words_of_the_book_are_known(owner: Owner) -> None:
    owner.customer("Marion Ellis")
    owner.customer("Jürgen Straße")
    owner.do(partners.add, "Harker Masonry", "Mason")
    assert found(owner, "marrion elis", forgive=False) == []
    assert names(found(owner, "marrion elis")) == ["Marion Ellis"]
    assert names(found(owner, "jurgne")) == ["Jürgen Straße"]
    assert names(found(owner, "harkr")) == ["Harker Masonry"]
    assert found(owner, "zzzzzz") == []


def test_the_words_of_quotes_are_known_too(owner: Owner) -> None:
    owner.drafted()
    assert only(owner, "boilre", FoundQuote).title == "New boiler"


def test_what_fits_as_typed_comes_before_what_may_have_been_meant(owner: Owner) -> None:
    owner.customer("Marion Ellis")
    owner.customer("Marian Brown")
    assert names(found(owner, "marian")) == ["Marian Brown", "Marion Ellis"]


def test_where_enough_is_found_nothing_is_guessed(owner: Owner) -> None:
    owner.customer("Marion Ellis")
    for number in range(palette.FEW):
        owner.customer(f"Marian Brown {number}")
    assert "Marion Ellis" not in names(found(owner, "marian"))


def test_little_was_found_when_it_is_worth_another_try(owner: Owner) -> None:
    owner.customer("Marion Ellis")
    assert palette.is_few("marrion", [])
    assert not palette.is_few("mrn", [])  # too short to say what was meant
    assert palette.is_few("marion", found(owner, "marion"))
    assert not palette.is_few("marion", found(owner, "marion") * palette.FEW)


def test_an_empty_book_finds_nothing_and_knows_no_words(owner: Owner) -> None:
    assert owner.ask(palette.lexicon) == frozenset()
    assert found(owner, "marion") == []


def test_who_is_left_alone_or_has_no_number_cannot_be_called(owner: Owner) -> None:
    customer_id = owner.customer("Marion Ellis")
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    alone = only(owner, "marion", FoundPerson)
    assert (alone.whom.do_not_contact, alone.whom.can_be_called, alone.next_purpose) == (True, False, None)
    mute = owner.customer("Tom Reed", address="")
    owner.do(set_contact, mute, ContactKind.PHONE, "")
    row = only(owner, "tom", FoundPerson)
    assert (row.whom.can_be_called, row.address) == (False, "")


def test_who_is_left_alone_can_be_called_while_a_call_back_is_owed(owner: Owner) -> None:
    customer_id = owner.customer("Marion Ellis")
    owner.do(customers.set_do_not_contact, customer_id, leave_alone=True)
    enquiry_id = owner.enquiry(customer_id)
    assert only(owner, "marion", FoundPerson).whom.can_be_called
    owner.snooze(owner.call_back(enquiry_id).id, owner.now + timedelta(hours=1))
    assert not only(owner, "marion", FoundPerson).whom.can_be_called
    owner.now += timedelta(hours=1)
    assert only(owner, "marion", FoundPerson).whom.can_be_called
    owner.do(enquiries.attempt, enquiry_id, Outcome.REACHED)
    assert not only(owner, "marion", FoundPerson).whom.can_be_called


def test_what_was_opened_lately_comes_in_that_order_without_what_is_gone(owner: Owner) -> None:
    customer_id = owner.customer("Marion Ellis")
    gone: UUID = owner.customer("Tom Reed")
    job_id = owner.do(jobs.done_and_paid, customer_id, "Tap", 6_000, "cash").id
    owner.do(customers.erase, gone)
    places = [(Kind.JOB, job_id), (Kind.PERSON, gone), (Kind.PARTNER, gone), (Kind.PERSON, customer_id)]
    assert names(owner.ask(palette.lately, places)) == ["Tap", "Marion Ellis"]


def test_user_text_is_found_as_it_stands(owner: Owner) -> None:
    owner.customer("<b>x</b> 'OR 1=1 %_")
    assert names(found(owner, "<b>x")) == ["<b>x</b> 'OR 1=1 %_"]
    for typed in ('"', "'", "%", "*", "(", "a OR b", "\\", "-"):
        assert names(found(owner, typed)) in ([], ["<b>x</b> 'OR 1=1 %_"])


def test_the_likeliest_reading_is_enough_when_it_finds_some(owner: Owner) -> None:
    for name in ("Marion Ellis", "Marion Brown", "Marion Reed", "Marrian Lee"):
        owner.customer(name)
    assert set(names(found(owner, "marrion"))) == {"Marion Ellis", "Marion Brown", "Marion Reed"}


def test_words_of_different_kinds_find_one_person_and_their_work(owner: Owner) -> None:
    okafor = owner.do(customers.add, "Ada Okafor", phone="07700 900109", address="3 Mill Lane").id
    owner.drafted(owner.enquiry(okafor, "Dormer window leaks"))
    owner.do(customers.add, "Ben Okafor", address="9 Hill Rise")
    (person,) = found(owner, "okafor mill", forgive=False)
    assert isinstance(person, FoundPerson)
    assert (person.whom.name, person.matched) == ("Ada Okafor", "3 Mill Lane")
    assert names(found(owner, "okafor 900109", forgive=False)) == ["Ada Okafor"]
    titles = {type(row) for row in found(owner, "okafor dormer", forgive=False)}
    assert FoundPerson in titles
