"""Whatever one remembers of a customer finds the customer, as the book is now."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from tests.owner import set_contact
from tradesman.book import driver, search, store
from tradesman.book.customer import ContactKind
from tradesman.book.enquiry import CameBy
from tradesman.book.store import Book
from tradesman.services import customers, enquiries, jobs, quotes


def hits(book: Book, now: datetime, words: str) -> list[tuple[str, str]]:
    with book.read(now) as session:
        return [(hit.entity, hit.title) for hit in search.find(session, words)]


def whose(book: Book, now: datetime, words: str) -> set[UUID]:
    with book.read(now) as session:
        return {hit.customer_id for hit in search.find(session, words)}


def fault(book: Book) -> str | None:
    raw = driver.look(book.folder / store.DATABASE)
    try:
        return search.fault(raw)
    finally:
        raw.close()


@pytest.fixture
def ann(book: Book, now: datetime) -> UUID:
    with book.write("Add", now) as session:
        customer = customers.add(
            session,
            "Łukasz Müller-O'Brien",
            phone="+44 (0)7700 900-123",
            email="ann.field@example.org",
            address="12 Élysée Gardens",
            greeting="Mr Straße",
            good_to_know="Two dogs; smørrebrød at ten",
        )
        customers.add_note(session, customer.id, "Key is under the gnome")
        enquiry = enquiries.log(session, customer.id, "Boiler drips", CameBy.PHONE)
        enquiries.diagnose(session, enquiry.id, "Worn gasket")
        quotes.draft(session, enquiry.id, "New cylinder")
        jobs.done_and_paid(session, customer.id, "Tap washer", 50_00, "cash")
        return customer.id


FOUND = [
    "lukasz",
    "ŁUKASZ",
    "mull",
    "Müller brien",
    "brien müller",
    "o'brien",
    "mr strasse",
    "dogs",
    "smorrebrod",
    "elysee 12",
    "gnome",
    "boiler drips",
    "gasket",
    "cylinder",
    "0001",
    "tap",
    "ann.field@example.org",
    "example",
    "900123",
    "7700 900",
    "07700 900123",
    "900-123",
    "“drips”",
    "drips,",
]
NOT_FOUND = ["", " ", "zzz", "boiler gnome", "999999", '"', "*", "AND", "boiler OR tap", "NOT x", "title:tap", "(", "'"]


def test_a_customer_is_found_by_anything_one_remembers(book: Book, now: datetime, ann: UUID) -> None:
    assert [words for words in FOUND if whose(book, now, words) != {ann}] == []


def test_what_is_not_there_is_not_found_and_no_sign_is_a_command(book: Book, now: datetime, ann: UUID) -> None:
    assert [words for words in NOT_FOUND if hits(book, now, words) != []] == []


def test_two_digits_are_not_looked_for_inside_a_number(book: Book, now: datetime, ann: UUID) -> None:
    assert hits(book, now, "23") == []


def test_the_newest_comes_first_and_no_more_than_asked(book: Book, now: datetime) -> None:
    with book.write("Many", now) as session:
        for number in range(9):
            customers.add(session, f"Smith {number}")
            session.flush()
    with book.read(now) as session:
        assert [hit.title for hit in search.find(session, "smith", 3)] == ["Smith 8", "Smith 7", "Smith 6"]


def test_a_change_is_found_and_what_was_before_is_not(book: Book, now: datetime, ann: UUID) -> None:
    with book.write("Change", now) as session:
        customers.change(session, ann, name="Ann Hill")
        set_contact(session, ann, ContactKind.PHONE, "01234 555666")
    assert whose(book, now, "hill") == whose(book, now, "555666") == {ann}
    assert hits(book, now, "lukasz") == hits(book, now, "900123") == []
    assert fault(book) is None


def test_what_is_taken_back_is_found_as_it_was(book: Book, now: datetime, ann: UUID) -> None:
    with book.write("Change", now) as session:
        customers.change(session, ann, name="Ann Hill")
    book.undo(now)
    assert whose(book, now, "lukasz") == {ann}
    assert hits(book, now, "hill") == []
    book.redo(now)
    assert whose(book, now, "hill") == {ann}
    assert fault(book) is None


def test_an_erased_person_is_not_found(book: Book, now: datetime, ann: UUID) -> None:
    with book.write("Erase", now) as session:
        customers.erase(session, ann)
    for words in ("lukasz", "900123", "gnome", "boiler", "tap"):
        assert hits(book, now, words) == []
    assert fault(book) is None


def test_the_index_made_anew_finds_the_same(book: Book, now: datetime, ann: UUID) -> None:
    file = book.folder / store.DATABASE
    before = {words: set(hits(book, now, words)) for words in ("lukasz", "900123", "gnome", "0001")}
    search.install(file)
    search.install(file)
    assert {words: set(hits(book, now, words)) for words in before} == before
    assert fault(book) is None


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        ("DELETE FROM search_row WHERE entity = 'note'", "note"),
        ("UPDATE customer SET name = 'Other'", "customer"),
        ("INSERT INTO search_row VALUES (9999, 'job', 'x', 'x', 'x', '', '')", "job"),
        ("INSERT INTO search_words (rowid, title, body) VALUES (1, 'ghost', '')", "its words"),
        ("INSERT INTO search_digits (rowid, digits) VALUES (1, '123456')", "its words"),
    ],
)
def test_an_index_that_does_not_hold_what_the_book_holds_is_found_out(
    book: Book, ann: UUID, damage: str, expected: str
) -> None:
    raw = driver.connect(book.folder / store.DATABASE)
    raw.execute("DROP TRIGGER search_customer_new")
    raw.execute(damage)
    raw.close()
    assert fault(book) == expected


def test_a_fault_that_is_no_damage_is_not_called_damage(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "BUSY_MS", 20)
    holder = driver.connect(book.folder / store.DATABASE)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(driver.sqlite.OperationalError, match="locked"):
        fault(book)
    holder.close()


def test_the_letters_that_carry_no_mark_are_folded() -> None:
    assert search.fold("Łodz Øre Straße Æsir Œuvre Đorđe") == "lodz ore Strasse aesir oeuvre dorde"


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [
        ("+44 7700 900161", ["447700900161", "7700900161"]),
        ("0044 7700-900161", ["00447700900161", "7700900161"]),
        ("07700-900161", ["07700900161", "7700900161"]),
        ("07700 9", ["077009"]),
        ("161", ["161"]),
        ("+44", []),
        ("16", []),
        ("12 mill", []),
        ("", []),
    ],
)
def test_a_number_is_looked_for_as_typed_and_as_every_writing_has_it(typed: str, looked_for: list[str]) -> None:
    assert search.numbers(typed, "GB") == looked_for


def test_a_number_from_abroad_is_found_as_it_is_dialled_at_home(book: Book, now: datetime, ann: UUID) -> None:
    with book.read(now) as session:
        hits = search.find(session, "0044 7700900123", country="GB")
        assert [hit.title for hit in hits] == ["+44 (0)7700 900-123"]
        (note,) = search.find(session, "gasket")
        assert (note.title, note.body) == ("Boiler drips", "Worn gasket")


def combined(book: Book, now: datetime, words: str, **asked: Any) -> tuple[list[str], bool]:
    with book.read(now) as session:
        found, whole = search.together(session, words, country="GB", **asked)
        return [hit.title for hit in found], whole


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("lukasz elysee", "12 Élysée Gardens"),
        ("gnome mull", "Key is under the gnome"),
        ("brien 900123", "+44 (0)7700 900-123"),
        ("brien 07700 900 123", "+44 (0)7700 900-123"),
        ("cylinder lukasz tap", "New cylinder"),
        ("gardens gasket 900", "12 Élysée Gardens"),
        ("elysee & g", "12 Élysée Gardens"),
        ("field łukasz m", "ann.field@example.org"),
    ],
)
def test_words_of_several_rows_find_whose_they_are(
    book: Book, now: datetime, ann: UUID, words: str, title: str
) -> None:
    with book.write("Add", now) as session:
        customers.add(session, "Lukasz Brien", phone="07700 900999", address="1 Gardens Mews")
    found, whole = combined(book, now, words)
    assert (len(found), whole) == (1, True)
    with book.read(now) as session:
        assert search.together(session, words, country="GB")[0][0].customer_id == ann
    if len(words.split()) == 2:
        assert found == [title]


@pytest.mark.parametrize("words", ["", "lukasz", "lukasz nobody", "l m", "lukasz 900999", "gardens z", "% _ lukasz"])
def test_one_word_alone_or_a_word_that_nobody_has_finds_nothing_together(
    book: Book, now: datetime, ann: UUID, words: str
) -> None:
    assert combined(book, now, words) == ([], True)


def test_where_too_many_have_the_rarest_word_it_is_said(
    book: Book, now: datetime, ann: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with book.write("Add", now) as session:
        for number in range(4):
            customers.add(session, f"Smith {number}", address=f"{number} Mill Lane")
            session.flush()
    assert combined(book, now, "smith mill") == ([f"{number} Mill Lane" for number in (3, 2, 1, 0)], True)
    assert combined(book, now, "smith mill", limit=2) == (["3 Mill Lane", "2 Mill Lane"], False)
    monkeypatch.setattr(search, "WIDEST", 3)
    assert combined(book, now, "smith mill") == (["3 Mill Lane", "2 Mill Lane", "1 Mill Lane"], False)
    assert combined(book, now, "mill lukasz") == ([], True)
    assert combined(book, now, "smith mill", among={ann}) == ([], False)


def test_rows_of_some_customers_are_found_behind_many_others(
    book: Book, now: datetime, ann: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with book.write("Add", now) as session:
        old = customers.add(session, "Smith").id
        session.flush()
        for number in range(6):
            customers.add(session, f"Smith {number}")
            session.flush()
    with book.read(now) as session:
        assert [hit.title for hit in search.find_among(session, "smith", {old}, 2)[0]] == ["Smith"]
        assert search.find_among(session, "smith", {old}, 2)[1]
        monkeypatch.setattr(search, "LOOKED_AT", 3)
        assert search.find_among(session, "smith", {old}, 2) == ([], False)
