"""A book that cannot be opened is never replaced, never touched, and the sentence says what to do."""

import sqlite3
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import Event

import pytest

from tradesman.book import driver, schema, store, vetting
from tradesman.book.errors import BookError
from tradesman.services import customers

HTML = b"<!doctype html><html><body>Log in to go on</body></html>" + b" " * 200
LENGTHS = [1, 15, 16, 50, 99, 100, 101, 511, 512, 1000, 4096, 5000, 8192, 40_000, -4096, -512, -1]


def state(folder: Path) -> dict[str, str]:
    """Every name below a folder, with the hash of what is in it."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
    }


def refused(folder: Path, now: datetime) -> str:
    """The sentence with which a book is refused, after a look that nothing changed."""
    before = state(folder.parent)
    with pytest.raises(BookError) as caught:
        store.open_book(folder, now)
    assert state(folder.parent) == before
    sentence = str(caught.value)
    assert str(folder) in sentence
    assert "not touched" in sentence or "kept exactly as it is" in sentence or "Nothing was made" in sentence
    assert any(word in sentence for word in ("Choose", "Restore", "restore", "Install", "Close", "Check"))
    return sentence


def test_a_missing_book_is_not_made(tmp_path: Path, now: datetime) -> None:
    assert "no book" in refused(tmp_path / "gone.tradesman", now)


def test_a_folder_without_a_database_is_not_filled(tmp_path: Path, now: datetime) -> None:
    folder = tmp_path / "photos only.tradesman"
    (folder / "photos").mkdir(parents=True)
    assert "book.sqlite is missing" in refused(folder, now)


def test_a_folder_in_the_place_of_the_database_is_left_alone(tmp_path: Path, now: datetime) -> None:
    folder = tmp_path / "odd.tradesman"
    (folder / "book.sqlite").mkdir(parents=True)
    assert "holds no book" in refused(folder, now)


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path, now: datetime) -> None:
    file = tmp_path / "file.tradesman"
    file.write_text("words")
    assert "holds no book" in refused(file, now)


def test_an_empty_database_is_not_taken_for_a_new_book(folder: Path, now: datetime) -> None:
    (folder / "book.sqlite").write_bytes(b"")
    assert "is empty" in refused(folder, now)


@pytest.mark.parametrize("length", LENGTHS)
def test_a_truncated_book_is_refused_at_any_length(folder: Path, now: datetime, length: int) -> None:
    file = folder / "book.sqlite"
    file.write_bytes(file.read_bytes()[:length])
    assert "damaged" in refused(folder, now)


@pytest.mark.parametrize("content", [HTML, b"words", b"\0" * 8192, b"SQLite format 3"], ids=["html", "text", "0", "10"])
def test_a_file_of_another_kind_is_refused(folder: Path, now: datetime, content: bytes) -> None:
    (folder / "book.sqlite").write_bytes(content)
    assert "not a Tradesman book" in refused(folder, now)


def test_the_database_of_another_program_is_refused(folder: Path, now: datetime) -> None:
    (folder / "book.sqlite").unlink()
    with closing(sqlite3.connect(folder / "book.sqlite")) as raw:
        raw.execute("CREATE TABLE customer (id INTEGER)")
        raw.commit()
    assert "not a Tradesman book" in refused(folder, now)


def test_a_page_that_was_overwritten_is_found(book: store.Book, folder: Path, now: datetime) -> None:
    with book.write("Customers", now) as session:
        for number in range(100):
            customers.add(session, f"Customer {number}")
    book.close()
    file = folder / "book.sqlite"
    with closing(driver.look(file)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'customer'").fetchone()
    content = bytearray(file.read_bytes())
    content[(page - 1) * 4096 : (page - 1) * 4096 + 512] = b"\xff" * 512
    file.write_bytes(content)
    assert "damaged" in refused(folder, now)


def test_a_reference_to_nothing_is_found(folder: Path, now: datetime) -> None:
    with closing(sqlite3.connect(folder / "book.sqlite")) as raw:
        raw.execute("PRAGMA trusted_schema=1")
        raw.execute("INSERT INTO days_away VALUES ('a', 'nobody', '2026-01-01', '2026-01-02', '')")
        raw.commit()
    assert "damaged" in refused(folder, now)


def test_an_index_that_lacks_a_row_is_found_by_the_thorough_look(folder: Path) -> None:
    file = folder / "book.sqlite"
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA writable_schema=1")
        raw.execute(
            "UPDATE sqlite_schema SET sql = 'CREATE INDEX ix_rule_gone ON rule (wait)' WHERE name = 'ix_rule_gone'"
        )
        raw.execute("CREATE INDEX ix_rule_gone ON rule (wait)")
        (root,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_rule_gone'").fetchone()
        (other,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_days_away_business_id'").fetchone()
        raw.execute("UPDATE sqlite_schema SET rootpage = ? WHERE rootpage = ?", (other, root))
        raw.commit()
    with pytest.raises(BookError, match="damaged"):
        vetting.vet(folder, file, thorough=True)


def test_a_book_that_another_program_holds_is_refused(
    folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "BUSY_MS", 20)
    with closing(driver.connect(folder / "book.sqlite")) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert "in use by another program" in refused(folder, now)
        holder.execute("ROLLBACK")
    store.open_book(folder, now).close()


def test_a_newer_book_is_refused_by_the_version_it_needs(folder: Path, now: datetime) -> None:
    with closing(driver.connect(folder / "book.sqlite")) as raw:
        raw.execute(f"PRAGMA user_version={schema.NUMBER + 1}")
        raw.execute("UPDATE book_info SET needs_version = '7.5.3'")
    assert "Install Tradesman 7.5.3 or later" in refused(folder, now)


def test_a_newer_book_cannot_speak_to_the_terminal(folder: Path, now: datetime) -> None:
    with closing(driver.connect(folder / "book.sqlite")) as raw:
        raw.execute(f"PRAGMA user_version={schema.NUMBER + 1}")
        raw.execute("UPDATE book_info SET needs_version = ?", ("\x1b]0;evil\x07",))
    assert "Install Tradesman of today to open it" in refused(folder, now)


def test_a_book_that_may_not_be_read_is_not_called_damaged(
    folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(self: Path, *_args: object, **_rest: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    with monkeypatch.context() as patched, pytest.raises(BookError) as caught:
        patched.setattr(Path, "open", forbidden)
        store.open_book(folder, now)
    assert "cannot be read: Permission denied. It was not touched." in str(caught.value)


@pytest.mark.parametrize("words", ["unable to open database file", "attempt to write a readonly database"])
def test_a_book_that_cannot_be_opened_is_not_called_damaged(
    folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    def look(_file: Path) -> None:
        raise driver.sqlite.OperationalError(words)

    monkeypatch.setattr(driver, "look", look)
    assert "cannot be opened" in refused(folder, now)


def test_a_large_book_is_opened_after_a_glance_and_looked_through_later(
    folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "AT_ONCE", 1000)
    book = store.open_book(folder, now)
    before = book.looked_through
    book.look_through()
    assert (before, book.looked_through) == (False, True)
    book.close()
    file = folder / "book.sqlite"
    content = file.read_bytes()
    file.write_bytes(content[:-4096])
    assert "damaged" in refused(folder, now)
    file.write_bytes(content[:-4096] + b"\xff" * 4096)
    book = store.open_book(folder, now)
    with pytest.raises(BookError, match=r"is damaged\. It was kept exactly as it is"):
        book.look_through()
    assert not book.looked_through
    book.close()


def test_looking_changes_no_byte_of_a_sound_book(folder: Path) -> None:
    before = state(folder)
    for thorough in (False, True):
        assert vetting.vet(folder, folder / "book.sqlite", thorough=thorough).schema == schema.NUMBER
    assert state(folder) == before


def test_a_book_without_a_shape_is_refused(folder: Path, now: datetime) -> None:
    with closing(driver.connect(folder / "book.sqlite")) as raw:
        raw.execute("PRAGMA user_version=0")
    assert "is damaged, or it was never finished" in refused(folder, now)


def test_whoever_writes_gets_in_while_a_book_is_looked_through(
    book: store.Book, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "BUSY_MS", 20)
    look, looks = driver.look, 0

    def look_after_a_step(file: Path) -> object:
        nonlocal looks
        looks += 1
        if looks in (2, 5, 9):
            with book.write("Add", now) as session:
                customers.add(session, f"Customer {looks}")
        return look(file)

    monkeypatch.setattr(driver, "look", look_after_a_step)
    book.looked_through = False
    book.look_through()
    assert book.looked_through
    assert looks > 20


def test_a_look_that_was_given_up_ends_early_and_says_nothing(
    book: store.Book, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class OnTheWay(Event):
        """Set once the first table is being looked at."""

        asked = 0

        def is_set(self) -> bool:
            self.asked += 1
            return self.asked > 1

    monkeypatch.setattr(vetting, "STEPS", 1)
    way = OnTheWay()
    assert not vetting.look_through(folder / "book.sqlite", way)
    assert way.asked > 1
    book.looked_through = False
    book.give_up()
    book.look_through()
    assert not book.looked_through
