"""Ctrl+Z takes back what a person did, all of it, even after a restart; or it says what stands on it."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlmodel import select

from tests.owner import set_contact
from tradesman.book import driver, history, inspection, search, store
from tradesman.book.customer import ContactKind, Customer, Note
from tradesman.book.enquiry import CameBy, Enquiry, Outcome, RoleKind, Stage, Urgency
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, FollowUpState
from tradesman.book.job import Job
from tradesman.book.quote import AcceptedBy, GivenBy, Quote, QuoteState
from tradesman.book.store import Book, Session
from tradesman.services import (
    businesses,
    customers,
    enquiries,
    findings,
    followups,
    jobs,
    partners,
    promises,
    quotes,
    testimonials,
    visits,
)

Snapshot = dict[str, list[tuple[Any, ...]]]


def snapshot(book: Book) -> Snapshot:
    """Every row of every entity, as it lies in the file."""
    raw = driver.look(book.folder / store.DATABASE)
    found = {name: raw.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in history.kinds()}  # noqa: S608
    raw.close()
    return found


def faults(book: Book) -> list[str]:
    """What the record of changes, the references and the search index do not agree on with the book."""
    found = []
    engine = driver.engine(book.folder / store.DATABASE, writes=False)
    with engine.connect() as connection:
        try:
            inspection._record(book.folder, connection)
        except BookError as error:
            found.append(str(error))
        found += [str(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    engine.dispose()
    raw = driver.look(book.folder / store.DATABASE)
    found += [fault for fault in [search.fault(raw)] if fault]
    raw.close()
    return found


def last(book: Book, now: datetime) -> int:
    step = book.last_step(now)
    assert step is not None
    return step.id


@pytest.fixture
def ann(book: Book, now: datetime) -> UUID:
    with book.write("Add Ann", now) as session:
        return customers.add(session, "Ann Field", phone="07700 900123", address="1 Elm Road").id


@contextmanager
def step_undone_and_redone(book: Book, now: datetime) -> Iterator[None]:
    """What is written inside is one step; taken back, done again and taken back, the book is as it should be."""
    before = snapshot(book)
    yield
    after = snapshot(book)
    assert after != before
    for expected, turn in ((before, book.undo), (after, book.redo), (before, book.undo)):
        turn(now)
        assert snapshot(book) == expected
        assert faults(book) == []


def test_a_change_of_one_field_is_taken_back(book: Book, now: datetime, ann: UUID) -> None:
    with step_undone_and_redone(book, now), book.write("Rename", now) as session:
        customers.change(session, ann, name="Ann Hill")


def test_a_row_written_twice_in_one_step_is_taken_back_in_reverse_order(book: Book, now: datetime, ann: UUID) -> None:
    with step_undone_and_redone(book, now), book.write("Rename twice", now) as session:
        for name in ("Ann Hill", "Ann Lane", "Ann Moor"):
            customers.change(session, ann, name=name)
            session.flush()


def test_a_row_added_and_removed_in_one_step_leaves_a_record_that_can_be_taken_back(
    book: Book, now: datetime, ann: UUID
) -> None:
    before = snapshot(book)
    with book.write("There and gone", now) as session:
        note = customers.add_note(session, ann, "never mind")
        session.flush()
        session.delete(note)
    assert snapshot(book) == before
    book.undo(now)
    assert snapshot(book) == before
    assert faults(book) == []


def test_a_value_set_to_what_it_was_is_no_change(book: Book, now: datetime, ann: UUID) -> None:
    before = last(book, now)
    with book.write("Same", now) as session:
        customer = session.load(Customer, ann)
        customer.name = "Somebody else"
        customer.name = "Ann Field"
    assert last(book, now) == before


def test_a_value_set_without_being_read_is_recorded_with_what_it_was(book: Book, now: datetime, ann: UUID) -> None:
    with step_undone_and_redone(book, now), book.write("Blind", now) as session:
        customer = session.load(Customer, ann)
        session.expire(customer)
        customer.name = "Ann Hill"


def test_a_removed_quote_comes_back_with_its_options_and_lines(book: Book, now: datetime, ann: UUID) -> None:
    quote_id = write_quote(book, now, ann)
    with step_undone_and_redone(book, now), book.write("Remove the quote", now) as session:
        session.delete(session.load(Quote, quote_id))


def test_a_list_that_was_replaced_comes_back(book: Book, now: datetime, ann: UUID) -> None:
    quote_id = write_quote(book, now, ann)
    with step_undone_and_redone(book, now), book.write("Other lines", now) as session:
        option = session.load(Quote, quote_id).options[0]
        option.lines[:] = []
        option.add_line("Everything in one", 99_00)


def test_what_was_taken_back_can_be_done_again_after_a_restart(book: Book, now: datetime, ann: UUID) -> None:
    before = snapshot(book)
    with book.write("Rename", now) as session:
        customers.change(session, ann, name="Ann Hill")
    after = snapshot(book)
    for expected, turn in ((before, "undo"), (after, "redo"), (before, "undo")):
        again = store.open_book(book.folder, now)
        getattr(again, turn)(now)
        assert snapshot(again) == expected
        again.close()


def test_a_hundred_steps_can_be_taken_back_one_by_one(book: Book, now: datetime, ann: UUID) -> None:
    states = []
    for number in range(100):
        states.append(snapshot(book))
        with book.write("Rename", now) as session:
            customers.change(session, ann, name=f"Ann {number}")
    while states:
        book.undo(now)
        assert snapshot(book) == states.pop()


def test_an_older_step_can_be_taken_back_when_nothing_stands_on_it(book: Book, now: datetime, ann: UUID) -> None:
    with book.write("Rename", now) as session:
        customers.change(session, ann, name="Ann Hill")
    rename = last(book, now)
    with book.write("Greet", now) as session:
        customers.change(session, ann, greeting="Mrs Hill")
    book.undo(now, rename)
    with book.read(now) as session:
        found = session.load(Customer, ann)
        assert (found.name, found.greeting) == ("Ann Field", "Mrs Hill")


def test_a_later_change_of_the_same_field_is_named_and_nothing_changed(book: Book, now: datetime, ann: UUID) -> None:
    with book.write("First name", now) as session:
        customers.change(session, ann, name="Ann Hill")
    first = last(book, now)
    with book.write("Second name", now) as session:
        customers.change(session, ann, name="Ann Lane")
    before = snapshot(book)
    with pytest.raises(BookError, match="“Second name” came later and stands on this"):
        book.undo(now, first)
    assert snapshot(book) == before


def test_a_row_that_later_rows_need_is_not_taken_away(book: Book, now: datetime, ann: UUID) -> None:
    added = last(book, now)
    with book.write("Note", now) as session:
        customers.add_note(session, ann, "likes tea")
    before = snapshot(book)
    with pytest.raises(BookError, match="“Note” came later and stands on this"):
        book.undo(now, added)
    assert snapshot(book) == before
    book.undo(now)
    book.undo(now, added)
    with book.read(now) as session:
        assert session.get(Customer, ann) is None


def test_a_row_taken_away_later_cannot_be_changed_back(book: Book, now: datetime, ann: UUID) -> None:
    with book.write("Note", now) as session:
        note_id = customers.add_note(session, ann, "likes tea").id
    with book.write("Better", now) as session:
        session.load(Note, note_id).words = "likes coffee"
    better = last(book, now)
    with book.write("Remove", now) as session:
        session.delete(session.load(Note, note_id))
    with pytest.raises(BookError, match="“Remove” came later"):
        book.undo(now, better)


def test_a_row_that_is_there_again_is_not_put_back_twice(book: Book, now: datetime, ann: UUID) -> None:
    with book.write("Note", now) as session:
        note = customers.add_note(session, ann, "likes tea")
    with book.write("Remove", now) as session:
        session.delete(session.load(Note, note.id))
    remove = last(book, now)
    with book.write("Again", now) as session:
        session.add(Note(id=note.id, customer_id=ann, at=now, words="likes tea"))
    with pytest.raises(BookError, match="“Again” came later"):
        book.undo(now, remove)


def test_a_step_is_taken_back_once(book: Book, now: datetime, ann: UUID) -> None:
    added = last(book, now)
    book.undo(now)
    with pytest.raises(BookError, match="“Add Ann” is taken back already"):
        book.undo(now, added)


def test_something_new_ends_what_could_be_done_again(book: Book, now: datetime, ann: UUID) -> None:
    book.undo(now)
    with book.write("Bob", now) as session:
        customers.add(session, "Bob Hill")
    with pytest.raises(BookError, match="nothing to do again"):
        book.redo(now)


def test_a_step_of_an_older_shape_is_not_taken_back(
    book: Book, now: datetime, ann: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradesman.book.schema.NUMBER", 99)
    with pytest.raises(BookError, match="before the program was renewed"):
        book.undo(now)


def test_a_later_change_without_a_record_is_still_noticed(book: Book, now: datetime, ann: UUID) -> None:
    with book.write("Rename", now) as session:
        customers.change(session, ann, name="Ann Hill")
    raw = driver.connect(book.folder / store.DATABASE)
    raw.execute("UPDATE customer SET name = 'From outside'")
    raw.close()
    with pytest.raises(BookError, match="Something later stands on this"):
        book.undo(now)


def test_a_number_that_was_given_out_is_not_given_again(book: Book, now: datetime, ann: UUID) -> None:
    write_quote(book, now, ann)
    book.undo(now)
    second = write_quote(book, now, ann)
    with book.read(now) as session:
        assert session.load(Quote, second).number == "0002"


def test_every_value_survives_the_record(now: datetime) -> None:
    row = {
        "id": UUID(int=7),
        "at": now,
        "on": date(2028, 2, 29),
        "starts": time(23, 59),
        "kind": ContactKind.EMAIL,
        "none": None,
        "yes": True,
        "sum": -3,
        "json": {"0": [["08:00", "17:00"]]},
    }
    packed = history.pack(row)
    assert packed == json.loads(json.dumps(packed))
    assert history.pack(None) is None
    kept = {"customer_id": UUID(int=7).hex, "at": now.isoformat(), "words": "x"}
    assert history.unpack("note", kept) == {"customer_id": UUID(int=7), "at": now, "words": "x"}


def test_an_instant_written_in_another_zone_is_the_same_instant(book: Book, ann: UUID) -> None:
    summer = businesses_now(book).at_local(date(2026, 7, 1), time(9))
    with step_undone_and_redone(book, summer), book.write("Note", summer) as session:
        customers.add_note(session, ann, "by the wall clock")


def businesses_now(book: Book) -> Any:
    with book.read(datetime(2026, 7, 1, tzinfo=UTC)) as session:
        return businesses.calendar(session)


def write_quote(book: Book, now: datetime, customer_id: UUID) -> UUID:
    with book.write("Draft a quote", now) as session:
        enquiry = enquiries.log(session, customer_id, "Boiler", CameBy.PHONE)
        need = enquiries.ask(session, enquiry.id, "When?", "Soon", "soon")
        quote = quotes.draft(session, enquiry.id, "New boiler")
        for title in ("Repair", "Replace"):
            option = quotes.add_option(session, quote.id, title)
            quotes.add_line(session, quote.id, option.id, "Parts", 100_00)
            quotes.add_line(session, quote.id, option.id, "Labour", 50_00)
            session.flush()
            quotes.meet_need(session, quote.id, option.id, need.id, meets=True)
        quotes.mark_best_value(session, quote.id, quote.options[0].id, "Lasts longest")
        return quote.id


class Owner(RuleBasedStateMachine):
    """Somebody who does anything, takes anything back, and starts the program again in between."""

    def __init__(self, folder: Path, now: datetime) -> None:
        super().__init__()
        self.now = now
        self.book = store.open_book(folder, now)
        self.steps: list[int] = []
        self.before: dict[int, Snapshot] = {}

    def teardown(self) -> None:
        assert faults(self.book) == []
        self.book.close()

    def do(self, work: Callable[[Session], object]) -> None:
        """One step of a random kind; a step refused with a sentence leaves the book as it was."""
        before, last_one = snapshot(self.book), self.book.last_step(self.now)
        self.now += timedelta(hours=7)
        try:
            with self.book.write("Step", self.now) as session:
                work(session)
        except BookError:
            assert snapshot(self.book) == before
            return
        step = self.book.last_step(self.now)
        if step is not None and step != last_one:
            self.steps.append(step.id)
            self.before[step.id] = before

    def one(self, session: Session, kind: type[Any], nth: int) -> Any:
        rows = session.exec(select(kind)).all()
        if not rows:
            raise BookError("none yet")
        return rows[nth % len(rows)]

    nth = st.integers(0, 20)
    words = st.sampled_from(["Ann", "Bob Ölz", "x", "“quoted” ; -- '", "日本", " "])

    @rule(name=words, phone=words, address=words)
    def add_customer(self, name: str, phone: str, address: str) -> None:
        self.do(lambda session: customers.add(session, name, phone=phone, address=address))

    @rule(nth=nth, other=nth, words=words)
    def change_customer(self, nth: int, other: int, words: str) -> None:
        def work(session: Session) -> None:
            customer = self.one(session, Customer, nth)
            customers.change(session, customer.id, name=words, greeting=words)
            customers.change(session, customer.id, recommended_by_id=self.one(session, Customer, other).id)

        self.do(work)

    @rule(nth=nth, words=words)
    def write_one_row_twice(self, nth: int, words: str) -> None:
        def work(session: Session) -> None:
            customer = self.one(session, Customer, nth)
            for name in (f"{words} 1", f"{words} 2", customer.name):
                customer.name = name
                session.flush()

        self.do(work)

    @rule(nth=nth, value=st.sampled_from(["", "07700 900123", "other"]))
    def set_contact(self, nth: int, value: str) -> None:
        self.do(lambda session: set_contact(session, self.one(session, Customer, nth).id, ContactKind.PHONE, value))

    @rule(nth=nth, alone=st.booleans())
    def do_not_contact(self, nth: int, alone: bool) -> None:
        self.do(
            lambda session: customers.set_do_not_contact(
                session, self.one(session, Customer, nth).id, leave_alone=alone
            )
        )

    @rule(nth=nth, words=words, live=st.booleans(), urgency=st.sampled_from(list(Urgency)))
    def log_enquiry(self, nth: int, words: str, live: bool, urgency: Urgency) -> None:
        self.do(
            lambda session: enquiries.log(
                session,
                self.one(session, Customer, nth).id,
                words,
                CameBy.PHONE,
                answered_live=live,
                urgency=urgency,
            )
        )

    @rule(nth=nth, other=nth, outcome=st.sampled_from(list(Outcome)), words=words)
    def talk(self, nth: int, other: int, outcome: Outcome, words: str) -> None:
        def work(session: Session) -> None:
            enquiry = self.one(session, Enquiry, nth)
            enquiries.attempt(session, enquiry.id, outcome)
            enquiries.ask(session, enquiry.id, "What?", words, words)
            enquiries.give_role(session, enquiry.id, self.one(session, Customer, other).id, RoleKind.PAYS)

        self.do(work)

    @rule(nth=nth, days=st.integers(-1, 9))
    def book_visit(self, nth: int, days: int) -> None:
        day = self.now.date() + timedelta(days=days)
        self.do(lambda session: visits.book(session, self.one(session, Enquiry, nth).id, day, time(9, 30)))

    @rule(nth=nth, how=st.sampled_from([enquiries.decline, enquiries.answer]))
    def close_enquiry(self, nth: int, how: Callable[[Session, UUID, str], object]) -> None:
        self.do(lambda session: how(session, self.one(session, Enquiry, nth).id, "no"))

    @rule(nth=nth, titles=st.lists(words, min_size=1, max_size=3))
    def draft_quote(self, nth: int, titles: list[str]) -> None:
        def work(session: Session) -> None:
            quote = quotes.draft(session, self.one(session, Enquiry, nth).id, "Quote")
            for title in titles:
                option = quotes.add_option(session, quote.id, title)
                quotes.add_line(session, quote.id, option.id, "Parts", 12_34)
            quotes.mark_best_value(session, quote.id, quote.options[-1].id, "why not")

        self.do(work)

    @rule(nth=nth, keep=st.integers(0, 2))
    def thin_out_options(self, nth: int, keep: int) -> None:
        def work(session: Session) -> None:
            quote = self.one(session, Quote, nth)
            quote.change()
            quote.options[:] = quote.options[:keep]

        self.do(work)

    @rule(nth=nth, yes=st.booleans())
    def decide(self, nth: int, yes: bool) -> None:
        def work(session: Session) -> None:
            quote = self.one(session, Quote, nth)
            if quote.state == QuoteState.DRAFT:
                quotes.give(session, quote.id, GivenBy.SENT, decision_on=self.now.date() + timedelta(days=5))
            elif yes:
                quotes.accept(session, quote.id, quote.options[0].id, AcceptedBy.PHONE, "Ann")
            else:
                quotes.lose(session, quote.id, "price")

        self.do(work)

    @rule(nth=nth, words=words)
    def work_on_job(self, nth: int, words: str) -> None:
        def work(session: Session) -> None:
            job = self.one(session, Job, nth)
            jobs.plan(session, job.id, [self.now.date() + timedelta(days=3)], self.now.date() + timedelta(days=5))
            jobs.add_to_checklist(session, job.id, words)
            finding = findings.note(session, job.id, "old pipe", plain_words=words)
            partner = partners.add(session, f"Partner {words}", "roofer", bonus_minor=50_00)
            session.flush()
            partners.introduce(session, finding.id, partner.id, consent=True)

        self.do(work)

    @rule(nth=nth, score=st.integers(0, 10))
    def complete_job(self, nth: int, score: int) -> None:
        def work(session: Session) -> None:
            job = self.one(session, Job, nth)
            jobs.complete(session, job.id, who="Ann", forced_because="done")
            testimonials.record_feedback(session, job.id, score=score)
            testimonials.take_down(session, job.customer_id, "Great", job.id)
            promises.make(session, job.customer_id, "send photos", self.now.date())

        self.do(work)

    @rule(nth=nth, price=st.integers(0, 100_00))
    def small_job(self, nth: int, price: int) -> None:
        self.do(lambda session: jobs.done_and_paid(session, self.one(session, Customer, nth).id, "Tap", price, "cash"))

    @rule(nth=nth, skip=st.booleans())
    def settle_followup(self, nth: int, skip: bool) -> None:
        def work(session: Session) -> None:
            found = self.one(session, FollowUp, nth)
            if skip:
                followups.skip(session, found.id, "no time")
            else:
                followups.do(session, found.id, "fine")

        self.do(work)

    @rule(nth=nth)
    def add_and_remove(self, nth: int) -> None:
        def work(session: Session) -> None:
            note = customers.add_note(session, self.one(session, Customer, nth).id, "brief")
            session.flush()
            session.delete(note)
            customers.add_note(session, note.customer_id, "stays")

        self.do(work)

    @rule(nth=nth)
    def erase(self, nth: int) -> None:
        if nth % 7 == 0:
            self.do(lambda session: customers.erase(session, self.one(session, Customer, nth).id))

    @precondition(lambda self: self.steps)
    @rule()
    def take_back_the_last(self) -> None:
        step = self.book.last_step(self.now)
        assert step is not None
        before = snapshot(self.book)
        try:
            self.book.undo(self.now)
        except BookError:
            assert snapshot(self.book) == before
            return
        if self.steps and step.id == self.steps[-1]:  # the newest of all, so the book is as it was before it
            assert snapshot(self.book) == self.before[step.id]
        taken_back = snapshot(self.book)
        self.book.redo(self.now)
        assert snapshot(self.book) == before
        self.book.undo(self.now)
        assert snapshot(self.book) == taken_back
        self.steps.clear()

    @precondition(lambda self: self.before)
    @rule(nth=nth)
    def take_back_any(self, nth: int) -> None:
        step_id = sorted(self.before)[nth % len(self.before)]
        before = snapshot(self.book)
        try:
            self.book.undo(self.now, step_id)
        except BookError:
            assert snapshot(self.book) == before
            return
        self.steps.clear()
        assert faults(self.book) == []
        self.book.redo(self.now)
        assert snapshot(self.book) == before

    @rule()
    def do_again(self) -> None:
        before = snapshot(self.book)
        try:
            self.book.redo(self.now)
        except BookError:
            assert snapshot(self.book) == before
        else:
            self.steps.clear()

    @rule()
    def start_again(self) -> None:
        before = snapshot(self.book)
        self.book.close()
        self.book = store.open_book(self.book.folder, self.now)
        assert snapshot(self.book) == before


def test_whatever_somebody_does_the_record_gives_the_book(folder: Path, tmp_path: Path, now: datetime) -> None:
    copies = iter(range(1_000_000))

    def machine() -> Owner:
        copy = tmp_path / f"{next(copies)}.tradesman"
        shutil.copytree(folder, copy)
        return Owner(copy, now)

    profile = settings(
        max_examples=15,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=profile)  # type: ignore[arg-type]  # a factory is as good as a class


def test_a_closed_follow_up_opens_again_with_its_step(book: Book, now: datetime, ann: UUID) -> None:
    with book.write("Log", now) as session:
        enquiry_id = enquiries.log(session, ann, "Leak", CameBy.PHONE).id
    with step_undone_and_redone(book, now), book.write("Decline", now) as session:
        enquiries.decline(session, enquiry_id, "too far")
    with book.read(now) as session:
        assert session.load(Enquiry, enquiry_id).stage == Stage.ENQUIRY
        assert {found.state for found in followups.of_customer(session, ann)} == {FollowUpState.OPEN}


def test_what_left_the_house_is_stepped_over_by_undo(book: Book, now: datetime) -> None:
    with book.write("Kept", now) as session:
        kept = customers.add(session, "Ann Field")
    with book.write("Sent", now) as session:
        customers.add(session, "Bob Hill")
        history.seal(session, "A message was sent here.")
        sent = session
    step, _ = book.undo(now)
    assert (step.label, step.over) == ("Kept", "A message was sent here.")
    with book.read(now) as session:
        assert session.get(Customer, kept.id) is None
    with pytest.raises(BookError, match="A message was sent here"):
        book.undo(now, sent.step_id)
    with pytest.raises(BookError, match="A message was sent here"):
        book.undo(now)


def test_undo_tells_only_of_what_it_steps_over_just_now(book: Book, now: datetime) -> None:
    for label in ("First", "Second", "Sent", "Third"):
        with book.write(label, now) as session:
            customers.add(session, label)
            if label == "Sent":
                history.seal(session, "A message was sent here.")
    told = [book.undo(now)[0] for _ in range(3)]
    assert [(step.label, step.over) for step in told] == [
        ("Third", None),
        ("Second", "A message was sent here."),
        ("First", None),
    ]
    assert book.redo(now)[0].over is None


def test_what_left_the_house_and_stands_on_a_step_is_told_to_stay(book: Book, now: datetime, ann: UUID) -> None:
    with book.write("Name", now) as session:
        session.load(Customer, ann).name = "Ann Hill"
    with book.write("Sent", now) as session:
        session.load(Customer, ann).name = "Ann Field-Hill"
        history.seal(session, "A message was sent here; that cannot be taken back.")
    with pytest.raises(BookError, match=r"“Sent” came later .* cannot be taken back\. Both stay as they are\.$"):
        book.undo(now)
    with book.read(now) as session:
        assert session.load(Customer, ann).name == "Ann Field-Hill"
