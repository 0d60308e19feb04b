"""What the store acknowledges is there, what it refuses left nothing, and nothing is written past the record."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlmodel
from sqlalchemy import text

from tests.conftest import plumber
from tests.owner import set_contact
from tradesman import paths, settings
from tradesman.book import driver, store
from tradesman.book.business import Business
from tradesman.book.customer import ContactKind, Customer, Note
from tradesman.book.errors import BookError, BusyError
from tradesman.book.store import Book, Session
from tradesman.services import businesses, customers

PRAGMAS = driver.PRAGMAS  # as they are shipped; the tests wait less for the disk


def names(book: Book, now: datetime) -> list[str]:
    with book.read(now) as session:
        return sorted(customer.name for customer in session.exec(sqlmodel.select(Customer)).all())


def write(book: Book, now: datetime, name: str) -> UUID:
    with book.write(f"Add {name}", now) as session:
        return customers.add(session, name).id


@pytest.fixture
def open_mask() -> Iterator[None]:
    """The system would let everybody read what is made."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> set[tuple[str, int]]:
    found = [folder, *folder.rglob("*")]
    return {("folder" if path.is_dir() else "file", stat.S_IMODE(path.stat().st_mode)) for path in found}


def test_what_was_written_is_there_after_opening_again(folder: Path, now: datetime) -> None:
    book = store.open_book(folder, now)
    write(book, now, "Ann Field")
    book.close()
    again = store.open_book(folder, now)
    assert names(again, now) == ["Ann Field"]
    again.close()


def test_a_book_is_readable_by_its_owner_alone(tmp_path: Path, now: datetime, open_mask: None) -> None:
    folder = tmp_path / "Mine.tradesman"
    store.create_book(folder, now, plumber)
    book = store.open_book(folder, now)
    write(book, now, "Ann Field")
    book.close()
    if os.name == "posix":
        assert modes(folder) == {("folder", 0o700), ("file", 0o600)}


def test_a_journal_is_readable_by_its_owner_alone(book: Book, now: datetime, open_mask: None) -> None:
    with book.write("Ann", now) as session:
        customers.add(session, "Ann Field")
        session.flush()
        if os.name == "posix":
            assert {entry for entry in modes(book.folder) if entry[0] == "file"} == {("file", 0o600)}
            assert (book.folder / "book.sqlite-journal").exists()


def test_opening_makes_the_folder_of_photos_again(folder: Path, now: datetime) -> None:
    (folder / "photos").rmdir()
    book = store.open_book(folder, now)
    assert book.photos.is_dir()
    book.close()


def test_every_setting_that_keeps_a_book_safe_is_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "PRAGMAS", PRAGMAS)
    raw = driver.connect(folder / "book.sqlite")
    made = {name: raw.execute(f"PRAGMA {name}").fetchone()[0] for name, _ in PRAGMAS if name != "mmap_size"}
    raw.close()
    assert made == {
        "foreign_keys": 1,
        "journal_mode": "delete",
        "synchronous": 3,
        "trusted_schema": int(driver.sqlite.sqlite_version_info < (3, 44, 0)),
        "cell_size_check": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "cache_spill": 0,
    }


def test_a_missing_file_is_not_made_by_connecting(tmp_path: Path) -> None:
    with pytest.raises(driver.sqlite.OperationalError, match="unable to open"):
        driver.connect(tmp_path / "gone.sqlite")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a?mode=rwc", "50 % off #1", "ümlaut 日本", "it's"])
def test_a_book_may_have_any_name(folder: Path, now: datetime, name: str) -> None:
    odd = folder.rename(folder.with_name(name))
    book = store.open_book(odd, now)
    write(book, now, "Ann Field")
    assert names(book, now) == ["Ann Field"]
    book.close()


# Creating


def test_a_new_book_is_not_put_over_anything(tmp_path: Path, now: datetime) -> None:
    taken = tmp_path / "Taken.tradesman"
    taken.write_text("mine")
    with pytest.raises(BookError, match=r"something at .*Taken.tradesman already\. It was not touched"):
        store.create_book(taken, now, plumber)
    assert taken.read_text() == "mine"


def test_a_new_book_is_not_made_inside_another_one(folder: Path, now: datetime) -> None:
    before = sorted(folder.rglob("*"))
    for place in (folder / "New.tradesman", folder / "photos" / "more" / "New.tradesman"):
        with pytest.raises(BookError, match=rf"inside the book at {folder} .* Nothing was written\. Choose"):
            store.create_book(place, now, plumber)
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("fault", [BookError("no"), RuntimeError("no"), KeyboardInterrupt()])
def test_a_first_step_that_fails_leaves_nothing(tmp_path: Path, now: datetime, fault: BaseException) -> None:
    def first(session: Session) -> None:
        plumber(session)
        raise fault

    with pytest.raises(type(fault)):
        store.create_book(tmp_path / "New.tradesman", now, first)
    assert list(tmp_path.iterdir()) == []


def test_a_place_where_nothing_can_be_made_is_named(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BookError, match=r"could not be made at .*New.tradesman: .*Nothing was left behind"):
        store.create_book(tmp_path / "file" / "New.tradesman", now, plumber)


def test_a_book_appears_under_its_name_only_when_it_is_whole(tmp_path: Path, now: datetime) -> None:
    folder = tmp_path / "New.tradesman"

    def first(session: Session) -> None:
        assert not folder.exists()
        plumber(session)

    store.create_book(folder, now, first)
    assert [path.name for path in tmp_path.iterdir()] == ["New.tradesman"]


def test_the_first_page_of_a_book_cannot_be_taken_back(book: Book, now: datetime) -> None:
    with pytest.raises(BookError, match="nothing left to take back"):
        book.undo(now)


# Guards


@pytest.mark.parametrize(
    "forbidden",
    [
        lambda session: session.exec(sqlmodel.update(Customer).values(name="x")),
        lambda session: session.exec(sqlmodel.delete(Customer)),
        lambda session: session.exec(sqlmodel.insert(Customer)),
        lambda session: session.execute(text("DELETE FROM customer")),
        lambda session: session.connection(),
        lambda session: session.bulk_save_objects([]),
        lambda session: session.bulk_insert_mappings(Customer, []),
        lambda session: session.bulk_update_mappings(Customer, []),
    ],
    ids=["update", "delete", "insert", "text", "connection", "bulk save", "bulk insert", "bulk update"],
)
def test_nothing_is_written_past_the_record(book: Book, now: datetime, forbidden: Callable[[Any], object]) -> None:
    write(book, now, "Ann Field")
    with pytest.raises(RuntimeError, match="only they are recorded"), book.write("Sly", now) as session:
        forbidden(session)
    assert names(book, now) == ["Ann Field"]


def test_a_session_that_reads_cannot_write(book: Book, now: datetime) -> None:
    with pytest.raises(BookError, match="cannot be written to"), book.read(now) as session:
        customers.add(session, "Ann Field")
        session.flush()
    with pytest.raises(BookError, match="cannot be written to"), book.read(now) as session:
        sqlmodel.Session.connection(session).exec_driver_sql("DELETE FROM rule")
    assert names(book, now) == []


def test_a_moment_without_a_zone_is_refused(book: Book, now: datetime) -> None:
    with pytest.raises(ValueError, match="time zone"), book.read(now.replace(tzinfo=None)):
        pass


def test_a_row_that_is_gone_gives_a_sentence(book: Book, now: datetime) -> None:
    with book.read(now) as session:
        for gone in (None, uuid4()):
            with pytest.raises(BookError, match="no longer in the book"):
                session.load(Customer, gone)


# Steps


def test_a_step_that_fails_keeps_nothing(book: Book, now: datetime) -> None:
    with pytest.raises(BookError, match="stop here"), book.write("Two", now) as session:
        customers.add(session, "Ann Field")
        session.flush()
        raise BookError("stop here")
    assert names(book, now) == []
    assert book.last_step(now) is None  # the new book itself cannot be taken back


def test_a_step_that_changes_nothing_is_not_recorded(book: Book, now: datetime) -> None:
    before = book.last_step(now)
    with book.write("Nothing", now):
        pass
    assert book.last_step(now) == before


def test_a_refused_commit_does_not_spoil_the_steps_after_it(book: Book, now: datetime) -> None:
    for _ in range(3):
        with pytest.raises(BookError, match="still needs this"), book.write("Note of nobody", now) as session:
            session.add(Note(customer_id=uuid4(), at=now, words="lost"))
        write(book, now, "Ann Field")
    assert names(book, now) == ["Ann Field"] * 3


def test_the_database_is_the_last_line_against_a_value_that_cannot_be(book: Book, now: datetime) -> None:
    with pytest.raises(BookError, match="not allowed"), book.write("Odd", now) as session:
        sqlmodel.Session.connection(session).exec_driver_sql("UPDATE rule SET event = 'full moon'")
    with pytest.raises(BookError, match="in the book already"), book.write("Second", now) as session:
        plumber(session)
    with pytest.raises(BookError, match="is missing"), book.write("Empty", now) as session:
        sqlmodel.Session.connection(session).exec_driver_sql("UPDATE business SET name = NULL")
    with pytest.raises(BookError, match="did not take the change"), book.write("Wrong", now) as session:
        sqlmodel.Session.connection(session).exec_driver_sql("UPDATE business SET quote_valid_days = 'many'")


def test_a_second_writer_is_told_to_wait(book: Book, now: datetime) -> None:
    other = store.open_book(book.folder, now, busy_ms=20)
    with book.write("First", now) as session:
        customers.add(session, "Ann Field")
        session.flush()
        with pytest.raises(BookError, match="Another program is writing"), other.write("Second", now) as late:
            customers.add(late, "Bob Hill")
            late.flush()
    write(other, now, "Cat Lane")
    other.close()
    assert names(book, now) == ["Ann Field", "Cat Lane"]


def test_a_reader_sees_one_state_and_nothing_half_done(book: Book, now: datetime) -> None:
    with book.write("Ann", now) as session:
        customers.add(session, "Ann Field")
        session.flush()
        assert names(book, now) == []
    assert names(book, now) == ["Ann Field"]


def test_what_stands_is_read_once_until_anybody_writes(folder: Path, book: Book, now: datetime) -> None:
    names = ["Harrow Plumbing"]

    def asked(opened: Book) -> int:
        """How often it was read, in two looks with two questions each."""
        read: list[str] = []

        def made() -> str:
            read.append(session.exec(sqlmodel.select(Business.name)).one())
            return read[-1]

        for _ in range(2):
            with opened.read(now) as session:
                assert [session.standing("name", made) for _ in range(2)] == [names[-1]] * 2
        return len(read)

    assert (asked(book), asked(book)) == (1, 0)
    other = store.open_book(folder, now)
    for writer, name in ((book, "Harrow"), (other, "Harrow and Son")):
        with writer.write("Renamed", now) as session:
            businesses.change(session, name=name)
            assert businesses.current(session).name == name
        names.append(name)
        assert (asked(book), asked(book)) == (1, 0)
    book.undo(now)
    names.append("Harrow")
    assert asked(book) == 1
    other.close()


def test_a_full_disk_is_a_sentence(book: Book, now: datetime) -> None:
    with pytest.raises(BookError, match="disk is full"), book.write("Ann", now) as session:
        connection = sqlmodel.Session.connection(session)
        (pages,) = connection.exec_driver_sql("PRAGMA page_count").one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        for number in range(1000):
            customers.add(session, f"Customer {number}")
            session.flush()
    assert names(book, now) == []


@pytest.mark.parametrize(("number", "expected"), [(28, BookError), (5, OSError)])
def test_a_disk_that_refuses_a_photo_is_a_sentence(
    book: Book, now: datetime, number: int, expected: type[Exception]
) -> None:
    with pytest.raises(expected), book.write("Photo", now) as session:
        customers.add(session, "Ann Field")
        raise OSError(number, os.strerror(number))
    assert names(book, now) == []


def test_a_book_replaced_under_an_open_window_is_noticed(book: Book, now: datetime) -> None:
    write(book, now, "Ann Field")
    file = book.folder / "book.sqlite"
    file.rename(file.with_suffix(".moved"))
    with pytest.raises(BookError, match=r"moved or replaced while it was open\. Nothing was changed\. Start Tradesman"):
        write(book, now, "Bob Hill")
    file.write_bytes(file.with_suffix(".moved").read_bytes())
    with pytest.raises(BookError, match="moved or replaced"):
        write(book, now, "Bob Hill")


def test_words_of_the_book_are_in_no_sentence_about_its_damage(book: Book, now: datetime) -> None:
    with book.write("Damage", now) as session:
        sqlmodel.Session.connection(session).exec_driver_sql(
            "UPDATE business SET name = CAST(x'6c6f636b656420ff' AS TEXT)"
        )
    with pytest.raises(BookError) as caught, book.read(now) as session:
        businesses.current(session)
    assert str(caught.value).startswith("The book is damaged. Nothing was changed. Restore the latest backup")


@pytest.mark.parametrize("text", ["\ud83d", "Ann \udc00 Field"])
def test_half_a_character_where_nothing_cleans_it_is_a_sentence(book: Book, now: datetime, text: str) -> None:
    with pytest.raises(BookError, match=r"cannot be kept\. Nothing was changed"), book.read(now) as session:
        session.exec(sqlmodel.select(Customer).where(Customer.name == text)).all()
    with pytest.raises(BookError, match="cannot be kept"), book.write(text, now) as session:
        customers.add(session, "Ann Field")
    assert names(book, now) == []


# What a step knows


def test_a_step_knows_which_entities_it_wrote(book: Book, now: datetime) -> None:
    with book.write("Ann", now) as session:
        assert session.changed == frozenset()
        customers.add(session, "Ann Field", phone="07700 900123")
        session.flush()
        assert session.changed == {"customer", "contact_point"}
    with book.read(now) as session:
        assert session.changed == frozenset()


def test_undo_and_redo_name_the_step_and_what_it_touched(book: Book, now: datetime) -> None:
    write(book, now, "Ann Field")
    step, touched = book.undo(now)
    assert (step.label, touched) == ("Add Ann Field", frozenset({"customer"}))
    assert names(book, now) == []
    step, touched = book.redo(now)
    assert (step.label, touched) == ("Add Ann Field", frozenset({"customer"}))
    assert names(book, now) == ["Ann Field"]
    with pytest.raises(BookError, match="nothing to do again"):
        book.redo(now)


def test_there_is_nothing_to_take_back_in_a_book_without_steps(
    book: Book, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradesman.book.undoing.next_undo", lambda _session, _schema: None)
    monkeypatch.setattr("tradesman.book.undoing.last_seal", lambda _session: None)
    with pytest.raises(BookError, match="nothing to take back"):
        book.undo(now)


# Erasing


def canaries(folder: Path, words: list[str]) -> list[tuple[str, str]]:
    """Which of the words can be read in which file, as written and as hexadecimal of UTF-8."""
    found = []
    for path in folder.rglob("*"):
        content = path.read_bytes().lower() if path.is_file() else b""
        found += [(path.name, word) for word in words if word.lower().encode() in content]
    return found


def test_an_erased_person_is_in_no_byte_of_the_book(book: Book, now: datetime) -> None:
    words = ["Zacharias", "Quitterfield", "900777", "zach@quitter.example", "Kestrel", "zucchini"]
    with book.write("Add", now) as session:
        kept = customers.add(session, "Ann Field", phone="07700 900123").id
        gone = customers.add(
            session,
            "Zacharias Quitterfield",
            phone="07700 900777",
            email="zach@quitter.example",
            address="9 Kestrel Row",
        ).id
        customers.add_note(session, gone, "Grows zucchini")
    with book.write("Change", now) as session:
        customers.change(session, gone, good_to_know="zucchini again", recommended_by_id=kept)
        customers.change(session, kept, recommended_by_id=gone)
        set_contact(session, gone, ContactKind.PHONE, "07700 900777 x")
    assert canaries(book.folder, words)
    with book.write("Erase a person", now) as session:
        customers.erase(session, gone)
    assert canaries(book.folder, words) == []
    book.close()
    assert canaries(book.folder, words) == []
    again = store.open_book(book.folder, now)
    with pytest.raises(BookError, match="erased"):
        again.undo(now)
    assert names(again, now) == ["Ann Field"]
    with again.read(now) as session:
        assert session.load(Customer, kept).recommended_by_id is None
        assert businesses.current(session).name == "Harrow Plumbing"
    again.close()


def test_a_book_on_a_read_only_disk_opens_without_its_photos(
    folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_rest: object) -> None:
        raise OSError(30, "Read-only file system")

    (folder / "photos").rmdir()
    monkeypatch.setattr(Path, "mkdir", refuse)
    opened = store.open_book(folder, now)
    assert names(opened, now) == []
    opened.close()


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_every_folder_made_on_the_way_is_private(tmp_path: Path, now: datetime) -> None:
    folder = tmp_path / "a" / "b" / "New.tradesman"
    store.create_book(folder, now, plumber)
    settings.write(text_percent=110)
    home = paths.settings_file().parent
    for made in (tmp_path / "a", tmp_path / "a" / "b", folder, folder / "photos", home):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_a_book_in_wal_can_be_written_while_it_is_read(folder: Path, now: datetime) -> None:
    with closing(driver.connect(folder / "book.sqlite")) as raw:
        raw.execute("PRAGMA journal_mode=wal").fetchone()
    opened = store.open_book(folder, now)
    assert names(opened, now) == []
    write(opened, now, "Ann Field")
    assert names(opened, now) == ["Ann Field"]
    opened.close()


def test_a_window_waits_shortly_for_its_lock_and_as_always_for_readers(folder: Path, now: datetime) -> None:
    book = store.open_book(folder, now, busy_ms=1)
    with closing(driver.connect(folder / store.DATABASE)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError, match="Another program is writing to the book"):
            write(book, now, "Ann Field")
        with pytest.raises(BusyError):
            book.undo(now)
        assert names(book, now) == []
        other.execute("ROLLBACK")
    write(book, now, "Ann Field")
    with book.write("Look", now) as session:
        waits = sqlmodel.Session.connection(session).exec_driver_sql("PRAGMA busy_timeout").scalar()
    assert (names(book, now), waits) == (["Ann Field"], driver.BUSY_MS)
    book.close()
