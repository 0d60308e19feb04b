"""The verbs do their work without a window, answer on stdout, complain on stderr, and change only what they say."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlmodel import select

from tradesman import __version__, cli, paths, settings
from tradesman.book import driver, schema, store
from tradesman.book.customer import Customer
from tradesman.book.enquiry import CameBy, Outcome
from tradesman.book.store import Book
from tradesman.book.testimonial import NameShown
from tradesman.services import (
    customers,
    directory,
    enquiries,
    jobs,
    photos,
    plan_actions,
    plans,
    promises,
    quotes,
    testimonials,
    visits,
)

SUMMER = datetime(2027, 7, 1, 8, 0, tzinfo=UTC)  # nine o'clock in London


class Said(NamedTuple):
    """What a call answered."""

    code: int
    out: str
    err: str


Call = Callable[..., Said]


def no_window(_book: Path | None, _picture: Path | None) -> int:
    """Fails the test."""
    raise AssertionError("no window was asked for")


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls a verb here, without a process of its own."""

    def called(*arguments: object, window: cli.Window = no_window) -> Said:
        try:
            code = cli.main([str(argument) for argument in arguments], window)
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return called


@pytest.fixture
def busy(folder: Path) -> Path:
    """A book in which something of each kind is due."""
    book = store.open_book(folder, SUMMER)
    with book.write("Add", SUMMER) as session:
        ann = customers.add(session, "Ann Field", phone="07700 900123", address="1 Elm Road")
        enquiries.log(session, ann.id, "Boiler\ndrips", CameBy.PHONE)
        late = enquiries.log(session, ann.id, "Tap", CameBy.WEB, came_in_at=SUMMER - timedelta(days=1))
        session.flush()
        enquiries.attempt(session, late.id, Outcome.REACHED)
        visits.book(session, late.id, SUMMER.date(), SUMMER.time().replace(hour=14))
        quotes.draft(session, late.id, "New tap")
        promises.make(session, ann.id, "Send the photos", SUMMER.date())
        job = jobs.done_and_paid(session, ann.id, "Washer", 50_00, "cash")
        session.flush()
        testimonials.take_down(session, ann.id, "Great work", job.id)
    book.close()
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {str(p): sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


# Where the book is


def test_without_a_verb_the_window_opens(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def window(book: Path | None, picture: Path | None) -> int:
        asked.append((book, picture))
        return 7

    monkeypatch.chdir(tmp_path)
    assert call(window=window).code == 7
    call("--book", tmp_path / "A.tradesman", "--picture", "p.png", window=window)
    call("--book", tmp_path / "A.tradesman" / "book.sqlite", window=window)
    call("--book", "book.sqlite", window=window)
    monkeypatch.setenv("TRADESMAN_BOOK", str(tmp_path / "B.tradesman"))
    call(window=window)
    call("--book", tmp_path / "A.tradesman", window=window)
    assert asked == [
        (None, None),
        (tmp_path / "A.tradesman", Path("p.png")),
        (tmp_path / "A.tradesman", None),
        (tmp_path, None),
        (tmp_path / "B.tradesman", None),
        (tmp_path / "A.tradesman", None),
    ]


def test_the_book_is_the_one_named_else_the_last_one_else_the_default(
    call: Call, busy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert str(paths.default_book()) in call("due").err
    settings.write(last_book=str(tmp_path / "last"))
    assert str(tmp_path / "last") in call("due").err
    monkeypatch.setenv("TRADESMAN_BOOK", str(tmp_path / "named"))
    assert str(tmp_path / "named") in call("due").err
    assert str(tmp_path / "before") in call("--book", tmp_path / "before", "due").err
    assert call("--book", tmp_path / "before", "due", "--book", busy).code == 0
    assert call("due", "--book", busy / "book.sqlite").code == 0


def test_the_place_of_the_database_is_the_one_the_store_uses() -> None:
    assert cli.DATABASE == store.DATABASE


# What is not understood, what goes wrong


@pytest.mark.parametrize(
    "arguments",
    [
        ["due", "--now", "tomorrow"],
        ["due", "--now", "1969-12-31"],
        ["due", "--now", "9999-12-31"],
        ["sample", "--customers", "0"],
        ["sample", "--customers", "many"],
        ["export", "customers", "--format", "xlsx", "--out", "x"],
        ["export", "customers", "--format", "csv"],
        ["backup"],
        ["restore"],
        ["fly"],
        ["due", "--js"],
        ["--boo", "x"],
    ],
)
def test_what_is_not_understood_ends_with_2_and_a_hint(call: Call, arguments: list[str]) -> None:
    said = call(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("usage: tradesman")


def test_it_says_its_version(call: Call) -> None:
    assert call("--version") == (0, f"tradesman {__version__}\n", "")


def test_a_known_fault_is_a_sentence(call: Call, tmp_path: Path) -> None:
    for verb in (["due"], ["check"], ["backup", "--out", tmp_path / "x"]):
        said = call(*verb, "--book", tmp_path / "gone")
        assert said == (
            1,
            "",
            f"There is no book at {tmp_path / 'gone'}. Nothing was made in its place. Choose where it is.\n",
        )


def test_an_unknown_fault_is_a_sentence_and_its_place_in_the_log_without_a_word_of_the_book(call: Call) -> None:
    def window(_book: Path | None, _picture: Path | None) -> int:
        raise RuntimeError("Ann Field, 07700 900123")

    said = call(window=window)
    assert (said.code, said.out) == (1, "")
    assert str(paths.log_file()) in said.err
    noted = paths.log_file().read_text("utf-8")
    assert "RuntimeError" in noted
    assert "test_cli.py" in noted
    assert "Ann" not in noted + said.err
    assert "07700" not in noted + said.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_an_answer_that_cannot_be_written_is_a_sentence(busy: Path) -> None:
    command = [sys.executable, "-m", "tradesman", "due", "--book", str(busy)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("The system refused: No space left on device. What was saved before is kept.")
    assert len(done.stderr.splitlines()) == 1


def test_a_name_that_is_empty_is_none_and_sentences_name_whole_paths(
    call: Call, busy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert str(paths.default_book()) in call("--book", "", "due", "--book", "").err
    assert call("--book", busy, "due", "--book", "").code == 0
    monkeypatch.chdir(tmp_path)
    assert f"no book at {tmp_path / 'gone'}." in call("due", "--book", "gone").err
    assert f"backup is at {tmp_path / 'b.zip'}." in call("backup", "--book", busy, "--out", "b.zip").out


def test_an_interrupted_verb_ends_with_130(call: Call) -> None:
    def window(_book: Path | None, _picture: Path | None) -> int:
        raise KeyboardInterrupt

    assert call(window=window) == (130, "", "")


# The verbs


def test_due_says_in_plain_words_what_is_owed_to_whom(call: Call, busy: Path) -> None:
    said = call("due", "--book", busy, "--now", "2027-07-01T09:30")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    call_back = "Now, 30 min left - ring Ann Field (07700 900123) back: Boiler drips"
    assert f"{call_back}; also say thank you to Ann Field: Washer" in lines
    assert "Today, 2027-07-01 14:00 - visit Ann Field (07700 900123) at 1 Elm Road: Tap" in lines
    assert "Today - give the quote to Ann Field (07700 900123): New tap" in lines
    assert "Today, 2027-07-01 - keep the promise to Ann Field (07700 900123): Send the photos" in lines
    assert len(lines) == 4


def test_due_counts_what_is_late(call: Call, busy: Path) -> None:
    said = call("due", "--book", busy, "--now", "2027-07-01T12:05")
    assert said.out.splitlines()[0].startswith("Late by 2 h 05 min - ring Ann Field")


def test_due_as_json_has_keys_that_stay(call: Call, busy: Path) -> None:
    rows = json.loads(call("due", "--book", busy, "--json", "--now", "2027-07-01T08:30+00:00").out)
    assert rows[0] == {
        "kind": "call",
        "group": "now",
        "purpose": "call_back",
        "title": None,
        "decision": None,
        "customer": "Ann Field",
        "customer_id": rows[0]["customer_id"],
        "phone": "07700 900123",
        "place": "",
        "what": "Boiler\ndrips",
        "subject_id": rows[0]["subject_id"],
        "followup_id": rows[0]["followup_id"],
        "due_on": "2027-07-01",
        "due_at": "2027-07-01T09:00:00+00:00",
        "starts": None,
        "came_in_at": "2027-07-01T08:00:00+00:00",
        "came_by": "phone",
        "material": [],
        "mine": True,
        "late": False,
        "minutes_left": 30,
        "also": rows[0]["also"],
    }
    assert [(other["purpose"], other["what"], other["also"]) for other in rows[0]["also"]] == [
        ("thank_you", "Washer", [])
    ]
    assert {row["decision"] for row in rows} == {None, "give_quote"}
    assert [row["starts"] for row in rows if row["kind"] == "visit"] == ["14:00"]


def test_a_day_with_nothing_due_says_so_beside_an_empty_answer(call: Call, folder: Path) -> None:
    assert call("due", "--book", folder) == (0, "", "Nothing is due.\n")
    assert call("due", "--book", folder, "--json") == (0, "[]\n", "")


def test_check_looks_at_everything_and_changes_no_byte(call: Call, busy: Path) -> None:
    content = b"photo"
    (busy / "photos" / f"{sha256(content).hexdigest()}.jpg").write_bytes(content)
    (busy / "photos" / "thumbs.db").write_bytes(b"not ours")
    before = contents(busy)
    said = call("check", "--book", busy)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0].startswith("Every page")
    assert "Photos: 1, each as it was taken." in said.out
    assert said.out.endswith("The book is sound.\n")
    assert contents(busy) == before


def test_what_only_reads_leaves_a_book_in_wal_as_it_is(call: Call, busy: Path, tmp_path: Path) -> None:
    file = busy / "book.sqlite"
    with closing(driver.connect(file)) as raw:
        raw.execute("PRAGMA journal_mode=wal").fetchone()
    before = file.read_bytes()
    for verb in (["check"], ["due"], ["backup", "--out", tmp_path / "b.zip"]):
        assert call(*verb, "--book", busy).code == 0
        assert file.read_bytes() == before


def test_check_on_a_read_only_disk_says_what_it_could_not_look_at(
    call: Call, busy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        driver, "look", lambda file: driver.sqlite.connect(f"{file.as_uri()}?mode=ro", uri=True, isolation_level=None)
    )
    said = call("check", "--book", busy)
    assert (said.code, said.err) == (0, "")
    assert "could not be looked at on a read-only disk" in said.out
    assert said.out.endswith("The book is sound.\n")


FAULTS = {
    "a row lost behind the record": ("DELETE FROM promise", "A row of promise"),
    "a row changed behind the record": ("UPDATE promise SET words = 'other'", "A row of promise"),
    "an index without a row": ("DELETE FROM search_row WHERE entity = 'job'", "search index"),
}


@pytest.mark.parametrize(("statement", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_check_finds_what_opening_does_not(call: Call, busy: Path, statement: str, expected: str) -> None:
    with closing(driver.connect(busy / "book.sqlite")) as raw:
        raw.execute(statement)
    store.open_book(busy, SUMMER).close()
    before = contents(busy)
    said = call("check", "--book", busy)
    assert said.code == 1
    assert expected in said.err
    assert str(busy) in said.err
    assert "Nothing was changed" in said.err
    assert "sound" not in said.out
    assert contents(busy) == before


def test_check_finds_a_row_that_the_record_says_is_gone(call: Call, busy: Path) -> None:
    book = Book(busy)
    with book.write("Note", SUMMER) as session:
        customer = customers.add(session, "Bob Hill")
        session.flush()
        note = customers.add_note(session, customer.id, "x")
    book.undo(SUMMER)
    book.close()
    with closing(driver.connect(busy / "book.sqlite")) as raw:
        owner = raw.execute("SELECT id FROM customer").fetchone()[0]
        raw.execute("INSERT INTO note VALUES (?, ?, '2027-07-01 08:00:00.000000', 'x')", (note.id.hex, owner))
    assert "A row of note" in call("check", "--book", busy).err


def test_check_finds_a_follow_up_that_is_there_twice(call: Call, busy: Path) -> None:
    with closing(driver.connect(busy / "book.sqlite")) as raw:
        (sql,) = raw.execute("SELECT sql FROM sqlite_schema WHERE name = 'follow_up'").fetchone()
        start = sql.index("CONSTRAINT uq_follow_up")
        end = sql.index("\n", start)
        raw.execute("CREATE TABLE kept AS SELECT * FROM follow_up")
        raw.execute("DROP TABLE follow_up")
        raw.execute(sql[:start] + sql[end:])
        raw.execute("INSERT INTO follow_up SELECT * FROM kept")
        raw.execute("UPDATE kept SET id = 'f' || substr(id, 2)")
        raw.execute("INSERT INTO follow_up SELECT * FROM kept LIMIT 1")
        raw.execute("DROP TABLE kept")
    assert "Follow-ups are there twice: 1." in call("check", "--book", busy).err


def test_check_finds_a_photo_that_has_changed(call: Call, busy: Path) -> None:
    photo = busy / "photos" / f"{sha256(b'photo').hexdigest()}.jpg"
    photo.write_bytes(b"other")
    said = call("check", "--book", busy)
    assert said.code == 1
    assert str(photo) in said.err


def test_check_finds_a_photo_that_is_missing(call: Call, busy: Path) -> None:
    book = Book(busy)
    with book.write("Photo", SUMMER) as session:
        photos.add(session, customers_of(session)[0].id, f"{'0' * 64}.jpg")
    book.close()
    said = call("check", "--book", busy)
    assert said.code == 1
    assert f"{busy / 'photos' / ('0' * 64)}.jpg: This photo is missing. Nothing was changed." in said.err


def test_check_of_a_book_with_a_bad_letter_says_so_without_the_letters_beside_it(call: Call, busy: Path) -> None:
    with closing(driver.connect(busy / "book.sqlite")) as raw:
        raw.execute("UPDATE promise SET words = CAST(CAST('Welsh slates' AS BLOB) || x'ff' AS TEXT)")
    said = call("check", "--book", busy)
    assert said.code == 1
    assert said.err.startswith(f"{busy / 'book.sqlite'} is damaged. It was kept exactly as it is. Restore the latest")
    assert "Welsh" not in said.err + said.out


def test_check_of_an_older_book_does_not_renew_it(call: Call, busy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "NUMBER", schema.NUMBER + 1)
    before = contents(busy)
    said = call("check", "--book", busy)
    assert said.code == 0
    assert "of an older shape" in said.out
    assert contents(busy) == before


def test_check_trusts_what_was_there_before_the_record(call: Call, busy: Path) -> None:
    with closing(driver.connect(busy / "book.sqlite")) as raw:
        raw.execute("DELETE FROM change")
    book = Book(busy)
    with book.write("Keep", SUMMER) as session:
        customers.change(session, customers_of(session)[0].id, greeting="Ann")
    with book.write("Erase", SUMMER) as session:
        customers.erase(session, customers.add(session, "Bob Hill").id)
    book.close()
    assert call("check", "--book", busy).code == 0


def customers_of(session: store.Session) -> list[Any]:
    return list(session.exec(select(Customer)).all())


def test_export_writes_what_may_leave_and_says_what_was_left_out(call: Call, busy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    said = call("export", "testimonials", "--book", busy, "--format", "csv", "--out", out)
    assert said == (0, f"Testimonials written to {out}: 0.\n", "Left out, no consent: 1.\n")
    said = call("export", "customers", "--book", busy, "--format", "json", "--out", tmp_path / "out.json")
    assert said == (0, f"Customers written to {tmp_path / 'out.json'}: 1.\n", "")
    assert [row["name"] for row in json.loads((tmp_path / "out.json").read_text("utf-8"))] == ["Ann Field"]
    assert out.read_text("utf-8-sig").startswith("words,")


def test_testimonials_are_written_for_where_they_may_be_shown(call: Call, busy: Path, tmp_path: Path) -> None:
    book = store.open_book(busy, SUMMER)
    where: dict[str, Any] = {"Site": {"on_website": True}, "Paper": {"in_print": True, "on_social": True}}
    with book.write("Words", SUMMER) as session:
        for words, places in where.items():
            said = testimonials.take_down(session, directory.page(session, "Ann", 0, 1)[0].id, words)
            session.flush()
            testimonials.release(session, said.id, "By e-mail", NameShown.FIRST, **places)
    book.close()
    for form, written, left in (
        ("md", 2, "Left out, no consent: 1.\n"),
        ("html", 1, "Left out, for print and social only: 1.\nLeft out, no consent: 1.\n"),
        ("pdf", 1, "Left out, for website only: 1.\nLeft out, no consent: 1.\n"),
    ):
        out = tmp_path / f"words.{form}"
        said_of = call("export", "testimonials", "--book", busy, "--format", form, "--out", out)
        assert said_of == (0, f"Testimonials written to {out}: {written}.\n", left)
        assert out.stat().st_size > 100
    again = call("export", "testimonials", "--book", busy, "--format", "pdf", "--out", tmp_path / "words.pdf")
    assert (again.code, again.out) == (1, "")
    assert "There is something at" in again.err
    refused = call("export", "customers", "--book", busy, "--format", "html", "--out", tmp_path / "x.html")
    assert refused == (1, "", "Customers are written as csv or json. Nothing was written. Choose one of these.\n")
    assert not (tmp_path / "x.html").exists()


def test_an_export_never_takes_the_place_of_a_book_or_a_backup(call: Call, busy: Path, tmp_path: Path) -> None:
    call("backup", "--book", busy, "--out", tmp_path / "b.zip")
    before = contents(tmp_path)
    for out in (busy / "book.sqlite", busy / "photos" / "c.csv", tmp_path / "b.zip"):
        said = call("export", "customers", "--book", busy, "--format", "csv", "--out", out)
        assert said.code == 1
        assert str(out) in said.err
        assert contents(tmp_path) == before


def test_a_backup_and_the_way_back(call: Call, busy: Path, tmp_path: Path) -> None:
    (busy / "photos" / "stray.txt").write_text("x")
    out, again = tmp_path / "b.zip", tmp_path / "Again.tradesman"
    said = call("backup", "--book", busy, "--out", out)
    assert said.code == 0
    assert said.out == f"A checked backup is at {out}. Photos in it: 0, papers: 0.\n"
    assert said.err == "Left out, files among photos and papers that are none: 1.\n"
    assert call("restore", out, "--book", again) == (0, f"The book is at {again}.\n", "")
    assert call("check", "--book", again).code == 0
    assert call("restore", out, "--book", again).code == 1
    assert call("restore", tmp_path / "gone.zip", "--book", tmp_path / "new").code == 1


def test_sample_makes_a_book_where_it_is_told(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def make(folder: Path, **rest: object) -> None:
        asked.append((folder, rest))

    monkeypatch.setattr("tradesman.sample.make", make)
    folder = tmp_path / "S.tradesman"
    said = call("sample", "--book", folder, "--customers", "5", "--seed", "3", "--now", "2026-11-20T10:00+01:00")
    assert said == (0, f"A sample book is at {folder}.\n", "")
    call("sample", "--book", folder, "--now", "2026-06-01T10:00")
    assert asked[0] == (folder, {"customers": 5, "seed": 3, "now": datetime.fromisoformat("2026-11-20T10:00+01:00")})
    assert asked[1][1] == {"customers": None, "seed": 1, "now": datetime(2026, 6, 1, 9, tzinfo=UTC)}  # London in summer


def test_a_sample_never_takes_the_place_of_an_own_book(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    monkeypatch.setattr("tradesman.sample.make", lambda folder, **_rest: asked.append(folder))
    assert call("sample").code == 0
    assert asked == [paths.sample_book()]


def test_a_sample_that_cannot_be_made_is_named_by_its_own_place(call: Call, folder: Path, tmp_path: Path) -> None:
    inside = folder / "S.tradesman"
    said = call("sample", "--book", inside)
    assert said.code == 1
    assert said.err.startswith(f"{inside} is inside the book at {folder} ")
    (tmp_path / "file").touch()
    beneath = tmp_path / "file" / "S.tradesman"
    said = call("sample", "--book", beneath)
    assert said.code == 1
    assert said.err.startswith(f"The book could not be made at {beneath}: Not a directory.")
    assert sorted(path.name for path in folder.iterdir()) == ["book.sqlite", "photos"]


def test_a_sample_that_the_disk_refuses_in_the_end_is_named_by_its_own_place(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(folder: Path, *_rest: object) -> None:
        folder.mkdir()
        raise OSError(28, "No space left on device", str(folder / "book.sqlite"))

    monkeypatch.setattr("tradesman.sample._lay_down", full_disk)
    target = tmp_path / "S.tradesman"
    said = call("sample", "--book", target, "--customers", "5")
    assert said.err.startswith(f"The sample book could not be made at {target}: No space left on device. Nothing was")
    assert list(tmp_path.iterdir()) == []


# As a program of its own


def test_a_pipe_that_is_closed_early_is_no_fault(busy: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "tradesman", "due", "--book", str(busy), "--now", "2027-07-01T09:30"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_that_knows_few_letters_is_no_fault(busy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = Book(busy)
    with book.write("Name", SUMMER) as session:
        customers.change(session, customers_of(session)[0].id, name="Łukasz 日本")
    book.close()
    terminal = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    assert cli.main(["due", "--book", str(busy), "--now", "2027-07-01T09:30"], no_window) == 0
    assert b"ukasz" in terminal.buffer.getvalue()


def test_no_verb_brings_a_window_along(busy: Path, tmp_path: Path) -> None:
    script = f"""
import sys
from tradesman import cli
verbs = [
    ["due"],
    ["check"],
    ["export", "customers", "--format", "csv", "--out", {str(tmp_path / "c.csv")!r}],
    ["export", "testimonials", "--format", "pdf", "--out", {str(tmp_path / "t.pdf")!r}],
    ["backup", "--out", {str(tmp_path / "b.zip")!r}],
    ["restore", {str(tmp_path / "b.zip")!r}, "--book", {str(tmp_path / "Again.tradesman")!r}],
]
for verb in verbs:
    assert cli.main(verb, None) == 0, verb
found = [name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6", "alembic")]
assert not found, found
"""
    env = os.environ | {"TRADESMAN_BOOK": str(busy)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stderr


def test_what_the_plan_asks_for_is_due_too(call: Call, busy: Path) -> None:
    book = store.open_book(busy, SUMMER)
    with book.write("Plan", SUMMER) as session:
        goal = plans.set_goal(session, "Win\nmore", SUMMER.date() + timedelta(days=90), review_on=SUMMER.date())
        plan_actions.add(session, goal, "Print {cards}", SUMMER.date())
    book.close()
    now = ["--now", SUMMER.isoformat()]
    lines = call("due", "--book", busy, *now).out.splitlines()
    day = SUMMER.date().isoformat()
    assert lines[-2:] == [
        f"The plan, {day} - do: Print {{cards}} (Win more)",
        f"The plan, {day} - look at the goal again: Win more",
    ]
    found = json.loads(call("due", "--json", "--book", busy, *now).out)
    assert {frozenset(row) for row in found} == {frozenset(found[0])}
    assert [row["kind"] for row in found[-2:]] == ["plan_action", "plan_goal"]
