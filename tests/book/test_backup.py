"""A backup that was reported can be restored, row by row and photo by photo; what is not whole restores nothing."""

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tradesman.book import archive, backup, driver, history, inspection, schema, shelf, store, vetting
from tradesman.book.errors import BookError
from tradesman.book.store import Book
from tradesman.services import customers, photos

steady = settings(
    derandomize=True, deadline=None, max_examples=150, database=None, suppress_health_check=list(HealthCheck)
)


class Packed(NamedTuple):
    """One file in a backup, to be changed."""

    name: str
    content: bytes
    attributes: int = (stat.S_IFREG | 0o600) << 16
    compression: int = zipfile.ZIP_DEFLATED


def add_photo(folder: Path, content: bytes, suffix: str = ".jpg") -> Path:
    photo = folder / "photos" / f"{sha256(content).hexdigest()}{suffix}"
    photo.write_bytes(content)
    return photo


def show_photo(folder: Path, name: str, now: datetime) -> None:
    """Notes a photo in the book, whether its file is there or not."""
    book = Book(folder)
    with book.write("Photo", now) as session:
        customer = customers.add(session, "Dan Ford")
        session.flush()
        photos.add(session, customer.id, name)
    book.close()


def rows(folder: Path) -> dict[str, list[Any]]:
    """Every row of a book, its record of changes included."""
    with closing(driver.look(folder / store.DATABASE)) as raw:
        tables = [*history.kinds(), "step", "change", "book_info", "series", "search_row"]
        return {name: raw.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in tables}  # noqa: S608


@pytest.fixture
def full(folder: Path, now: datetime) -> Path:
    """A book with customers, a step taken back, and photos."""
    book = store.open_book(folder, now)
    for name in ("Ann Field", "Bob Hill", "Cat Lane"):
        with book.write(f"Add {name}", now) as session:
            customers.add(session, name, phone="07700 900123", address="1 Elm Road")
    book.undo(now)
    book.close()
    add_photo(folder, b"\xff\xd8" + bytes(range(256)) * 40)
    add_photo(folder, b"", "")
    return folder


@pytest.fixture
def file(full: Path, tmp_path: Path, now: datetime) -> Path:
    """A backup of that book."""
    out = tmp_path / "Backup.zip"
    backup.back_up(full, out, now)
    return out


# Backing up


def test_a_backup_is_restored_row_by_row_and_photo_by_photo(full: Path, tmp_path: Path, now: datetime) -> None:
    out = tmp_path / "Backup.zip"
    report = backup.back_up(full, out, now)
    assert report == backup.BackupReport(out, schema.NUMBER, 2, 0, 0, out.stat().st_size)
    again = tmp_path / "Again.tradesman"
    backup.restore(out, again, now)
    assert rows(again) == rows(full)
    photos = {photo.name: photo.read_bytes() for photo in (full / "photos").iterdir()}
    assert {photo.name: photo.read_bytes() for photo in (again / "photos").iterdir()} == photos
    book = store.open_book(again, now)
    assert book.redo(now)[0].label == "Add Cat Lane"
    book.close()


def test_a_book_in_use_is_backed_up_without_what_is_not_yet_saved(full: Path, tmp_path: Path, now: datetime) -> None:
    book = Book(full)
    with book.write("Unfinished", now) as session:
        customers.add(session, "Not yet")
        session.flush()
        backup.back_up(full, tmp_path / "Backup.zip", now)
    book.close()
    backup.restore(tmp_path / "Backup.zip", tmp_path / "Again.tradesman", now)
    assert "Not yet" not in str(rows(tmp_path / "Again.tradesman"))


def test_a_backup_says_what_it_is(file: Path) -> None:
    with zipfile.ZipFile(file) as packed:
        told = json.loads(packed.read("manifest.json"))
        assert set(packed.namelist()) == {"manifest.json", *told["files"]}
        for name, entry in told["files"].items():
            assert sha256(packed.read(name)).hexdigest() == entry["sha256"]
    assert (told["format"], told["schema"], told["made_at"]) == (1, schema.NUMBER, NOW.isoformat())
    assert "book.sqlite" in told["files"]


def test_papers_go_along_and_come_back_byte_for_byte(full: Path, tmp_path: Path, now: datetime) -> None:
    names = {shelf.keep(full / "papers", b"%PDF-1.7 " + number) for number in (b"one", b"two")}
    (full / "papers" / "notes.txt").write_bytes(b"x")
    out, again = tmp_path / "Backup.zip", tmp_path / "Again.tradesman"
    report = backup.back_up(full, out, now)
    assert (report.photos, report.papers, report.strays) == (2, 2, 1)
    backup.restore(out, again, now)
    assert {file.name for file in (again / "papers").iterdir()} == names
    for name in names:
        assert shelf.read(again / "papers", name) == (full / "papers" / name).read_bytes()
    assert "Papers: 2, each as it was given." in list(inspection.inspect(again))
    (again / "papers" / min(names)).write_bytes(b"%PDF-1.7 three")
    with pytest.raises(BookError, match="This paper is damaged"):
        list(inspection.inspect(again))


def test_only_photos_of_the_book_are_taken(full: Path, tmp_path: Path, now: datetime) -> None:
    (full / "photos" / "holiday.jpg").write_bytes(b"x")
    (full / "photos" / ".hidden").write_bytes(b"x")
    report = backup.back_up(full, tmp_path / "Backup.zip", now)
    assert (report.photos, report.strays) == (2, 1)


def test_a_book_without_a_folder_of_photos_is_backed_up(folder: Path, tmp_path: Path, now: datetime) -> None:
    (folder / "photos").rmdir()
    assert backup.back_up(folder, tmp_path / "Backup.zip", now).photos == 0


def test_backups_and_what_is_restored_are_for_the_owner_alone(full: Path, tmp_path: Path, now: datetime) -> None:
    before = os.umask(0)
    try:
        backup.back_up(full, tmp_path / "Backup.zip", now)
        backup.restore(tmp_path / "Backup.zip", tmp_path / "Again.tradesman", now)
    finally:
        os.umask(before)
    again = tmp_path / "Again.tradesman"
    if os.name == "posix":
        files = [tmp_path / "Backup.zip", again / "book.sqlite", *(again / "photos").iterdir()]
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
        assert {stat.S_IMODE(path.stat().st_mode) for path in (again, again / "photos")} == {0o700}


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_a_backup_is_not_put_over_anything(full: Path, tmp_path: Path, now: datetime, kind: str) -> None:
    out = tmp_path / "Backup.zip"
    if kind == "file":
        out.write_text("mine")
    elif kind == "folder":
        out.mkdir()
    else:
        out.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BookError, match=r"something at .*Backup\.zip already\. It was not touched"):
        backup.back_up(full, out, now)
    assert not (tmp_path / "elsewhere").exists()
    assert kind != "file" or out.read_text() == "mine"


def test_a_damaged_book_is_not_passed_off_as_a_backup(full: Path, tmp_path: Path, now: datetime) -> None:
    (full / "book.sqlite").write_bytes((full / "book.sqlite").read_bytes()[:5000])
    with pytest.raises(BookError, match="damaged"):
        backup.back_up(full, tmp_path / "Backup.zip", now)
    assert sorted(path.name for path in tmp_path.iterdir()) == [full.name]


def test_a_place_that_is_not_there_is_named(full: Path, tmp_path: Path, now: datetime) -> None:
    with pytest.raises(BookError, match=r"gone.*could not be written.*the book is as it was"):
        backup.back_up(full, tmp_path / "gone" / "Backup.zip", now)


@pytest.mark.parametrize("where", ["archive.write", "driver.copy", "private_file.create"])
def test_a_full_disk_leaves_nothing_behind(
    full: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full_disk(*_args: object, **_rest: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(f"tradesman.book.{where}", full_disk)
    with pytest.raises(BookError, match=r"Backup\.zip could not be written: No space left"):
        backup.back_up(full, tmp_path / "Backup.zip", now)
    assert [path.name for path in tmp_path.iterdir()] == [full.name]


def test_a_full_disk_met_by_the_database_leaves_nothing_behind(
    full: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_args: object) -> None:
        raise driver.sqlite.OperationalError("database or disk is full")

    monkeypatch.setattr(driver, "copy", full_disk)
    with pytest.raises(BookError, match=r"Backup\.zip could not be written: database or disk is full"):
        backup.back_up(full, tmp_path / "Backup.zip", now)
    assert [path.name for path in tmp_path.iterdir()] == [full.name]


def test_a_copy_that_fails_half_way_is_removed(full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: object, **_rest: object) -> None:
        raise driver.sqlite.OperationalError("disk I/O error")

    monkeypatch.setattr(driver, "connect", gone)
    with pytest.raises(driver.sqlite.OperationalError):
        driver.copy(full / "book.sqlite", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_backup_that_cannot_be_read_back_is_not_reported(
    full: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = archive.write

    def on_a_bad_disk(handle: Any, *args: Any, **rest: Any) -> Any:
        manifest = write(handle, *args, **rest)
        handle.seek(2000)
        handle.write(b"\xff")
        return manifest

    monkeypatch.setattr(archive, "write", on_a_bad_disk)
    with pytest.raises(BookError, match="could not be read back as it was written and was removed"):
        backup.back_up(full, tmp_path / "Backup.zip", now)
    assert [path.name for path in tmp_path.iterdir()] == [full.name]


def test_a_backup_in_the_book_itself_is_refused(full: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(full.rglob("*"))
    monkeypatch.chdir(full)
    for out in (full / "photos" / "b.zip", full / ".." / full.name / "b.zip", Path("b.zip")):
        with pytest.raises(BookError, match=r"is inside the book at .* Nothing was written\. Choose"):
            backup.back_up(full, out, now)
    assert sorted(full.rglob("*")) == before


def test_a_photo_that_comes_while_a_backup_begins_is_in_it(
    full: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, copy = b"\xff\xd8\xff late", driver.copy

    def after_a_photo(source: Path, target: Path) -> None:
        show_photo(full, add_photo(full, late).name, now)
        copy(source, target)

    monkeypatch.setattr(driver, "copy", after_a_photo)
    assert backup.back_up(full, tmp_path / "b.zip", now).photos == 3
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        assert packed.read(f"photos/{sha256(late).hexdigest()}.jpg") == late


def test_a_missing_or_damaged_photo_is_not_passed_off_as_a_backup(full: Path, tmp_path: Path, now: datetime) -> None:
    photo = add_photo(full, b"\xff\xd8\xff seen")
    show_photo(full, photo.name, now)
    photo.write_bytes(b"\xff\xd8\xff else")
    with pytest.raises(BookError, match=rf"{photo} is damaged\. No backup was made.* Put that file back"):
        backup.back_up(full, tmp_path / "b.zip", now)
    photo.unlink()
    with pytest.raises(BookError, match=rf"{photo} is missing\. No backup was made.* take the photo off"):
        backup.back_up(full, tmp_path / "b.zip", now)
    assert [path.name for path in tmp_path.iterdir()] == [full.name]
    (full / "backups").mkdir()
    assert backup.back_up(full, full / "backups" / "b.zip", now, inside=True).photos == 2


@pytest.mark.skipif(os.name != "posix", reason="only POSIX drops the locks of a process with any handle it closes")
def test_a_backup_leaves_a_writer_its_lock(full: Path, tmp_path: Path, now: datetime) -> None:
    other = (
        "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute('BEGIN IMMEDIATE')"
    )
    book = Book(full)
    with book.write("Unfinished", now) as session:
        customers.add(session, "Not yet")
        session.flush()
        backup.back_up(full, tmp_path / "b.zip", now)
        command = [sys.executable, "-c", other, str(full / "book.sqlite")]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    book.close()
    assert "database is locked" in done.stderr


def test_a_backup_of_what_is_no_book_is_refused(folder: Path, tmp_path: Path, now: datetime) -> None:
    (folder / "book.sqlite").unlink()
    with closing(driver.connect(folder / "book.sqlite", create=True)) as raw:
        raw.execute("CREATE TABLE customer (id INTEGER)")
    with pytest.raises(BookError, match="is not a Tradesman book"):
        backup.back_up(folder, tmp_path / "b.zip", now)


def test_what_a_killed_backup_left_is_removed_by_a_later_one(full: Path, tmp_path: Path, now: datetime) -> None:
    fresh = tmp_path / f".b.zip.{'0' * 32}.new"
    left, half = (tmp_path / f".{name}.{'1' * 32}.new" for name in ("a.zip", "b.zip"))
    for folder in (fresh, left):
        folder.mkdir()
        (folder / "book.sqlite").write_bytes(b"x")
    half.write_bytes(b"x")
    mine = tmp_path / ".mine.new"
    mine.write_bytes(b"x")
    for old in (left, half, mine):
        os.utime(old, (0, 0))
    backup.back_up(full, tmp_path / "b.zip", now)
    assert {path.name for path in tmp_path.iterdir()} == {full.name, "b.zip", fresh.name, mine.name}


def test_a_backup_of_a_large_book_looks_through_it_first(
    full: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "AT_ONCE", 1000)
    database = full / "book.sqlite"
    database.write_bytes(database.read_bytes()[:-4096] + b"\xff" * 4096)
    with pytest.raises(BookError, match=r"is damaged\. It was kept"):
        backup.back_up(full, tmp_path / "b.zip", now)


# Restoring


def repack(file: Path, change: Callable[[list[Packed]], list[Packed]], **manifest: Any) -> Path:
    """The backup with other files in it, and a manifest that fits them unless something else is told."""
    with zipfile.ZipFile(file) as packed:
        files = [Packed(name, packed.read(name)) for name in packed.namelist() if name != "manifest.json"]
        told = json.loads(packed.read("manifest.json"))
    files = change(files)
    told["files"] = {p.name: {"sha256": sha256(p.content).hexdigest(), "bytes": len(p.content)} for p in files}
    told.update(manifest)
    with zipfile.ZipFile(file, "w") as packed:
        for one in [*files, Packed("manifest.json", json.dumps(told).encode())]:
            info = zipfile.ZipInfo(one.name)
            info.external_attr, info.compress_type = one.attributes, one.compression
            packed.writestr(info, one.content)
    return file


def refused(file: Path, now: datetime) -> str:
    """The sentence with which a backup is refused, after a look that nothing came of it."""
    before = {path: path.read_bytes() for path in file.parent.rglob("*") if path.is_file()}
    with pytest.raises(BookError) as caught:
        backup.restore(file, file.parent / "Again.tradesman", now)
    assert {path: path.read_bytes() for path in file.parent.rglob("*") if path.is_file()} == before
    assert not (file.parent / "Again.tradesman").exists()
    sentence = str(caught.value)
    assert str(file) in sentence
    assert "It was not touched" in sentence
    assert "Choose another backup" in sentence or "Install" in sentence
    return sentence


PHOTO = "0" * 64
STRANGE = {
    "a name that climbs": "../../evil",
    "a photo that climbs": f"photos/../{PHOTO}",
    "an absolute name": f"/photos/{PHOTO}",
    "a drive": "C:\\evil",
    "a name of Windows": "photos/CON",
    "a photo in a folder": f"photos/more/{PHOTO}",
    "a journal": "book.sqlite-journal",
    "a program": "photos/evil.exe",
    "a name with a zero": f"photos/{PHOTO}.jpg\x00",
}


@pytest.mark.parametrize("name", STRANGE.values(), ids=STRANGE.keys())
def test_a_backup_with_a_file_that_no_book_has_is_refused(file: Path, now: datetime, name: str) -> None:
    assert "cannot be restored" in refused(repack(file, lambda files: [*files, Packed(name, b"x")]), now)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR])
def test_a_backup_with_a_link_or_device_is_refused(file: Path, now: datetime, kind: int) -> None:
    link = Packed(f"photos/{PHOTO}", b"/etc/passwd", attributes=(kind | 0o777) << 16)
    assert "something that is not a file" in refused(repack(file, lambda files: [*files, link]), now)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["book.sqlite", "BOOK.SQLITE"])
def test_a_backup_with_a_name_twice_is_refused(file: Path, now: datetime, name: str) -> None:
    assert "a name twice" in refused(repack(file, lambda files: [*files, Packed(name, files[0].content)]), now)


def test_a_backup_packed_in_another_way_is_refused(file: Path, now: datetime) -> None:
    odd = repack(file, lambda files: [one._replace(compression=zipfile.ZIP_BZIP2) for one in files])
    assert "packed in a way that Tradesman does not write" in refused(odd, now)


def test_a_backup_that_would_fill_the_disk_is_refused(
    file: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = repack(file, lambda files: [*files, Packed(f"photos/{PHOTO}", b"\0" * 2_000_000)])
    with monkeypatch.context() as small:
        small.setattr(archive, "SMALL", 1_000_000)
        small.setattr(archive, "MOST_RATIO", 20)
        assert "unpack to far more" in refused(bomb, now)
    for limit in ("MOST_BYTES", "MOST_ENTRIES"):
        with monkeypatch.context() as small:
            small.setattr(archive, limit, 1)
            assert "more than a book can" in refused(bomb, now)
    with monkeypatch.context() as small:
        small.setattr(archive, "MOST_MANIFEST", 10)
        assert "manifest is too long" in refused(bomb, now)


def test_a_disk_without_room_is_named_before_anything_is_unpacked(
    file: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=100))
    with pytest.raises(BookError, match=r"no room for the book at .* Free \d MB"):
        backup.restore(file, tmp_path / "Again.tradesman", now)


MANIFESTS: dict[str, dict[str, Any]] = {
    "another format": {"format": 2},
    "no format": {"format": None},
    "no number": {"schema": "new"},
    "no files": {"files": {}},
    "files that are a list": {"files": ["book.sqlite"]},
    "files without hashes": {"files": {"book.sqlite": {}}},
    "endless sizes": {"files": {"book.sqlite": {"sha256": PHOTO, "bytes": float("inf")}}},
    "an endless number": {"schema": float("inf")},
    "another size": {"files": {"book.sqlite": {"sha256": PHOTO, "bytes": 7}}},
}


@pytest.mark.parametrize("told", MANIFESTS.values(), ids=MANIFESTS.keys())
def test_a_manifest_that_cannot_be_believed_is_refused(file: Path, now: datetime, told: dict[str, Any]) -> None:
    assert "cannot be restored" in refused(repack(file, lambda files: files[:1], **told), now)


def test_a_backup_without_manifest_or_database_is_refused(file: Path, now: datetime) -> None:
    assert "not those of its manifest" in refused(repack(file, lambda files: files[1:]), now)
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("book.sqlite", b"x")
    assert "no manifest" in refused(file, now)


def test_a_file_that_is_not_what_its_manifest_says_is_refused(file: Path, now: datetime) -> None:
    with zipfile.ZipFile(file) as packed:
        told = json.loads(packed.read("manifest.json"))["files"]
    photo = next(name for name, entry in told.items() if entry["bytes"] > 1000)

    def other(files: list[Packed]) -> list[Packed]:
        return [p._replace(content=p.content[::-1]) if p.name == photo else p for p in files]

    assert "a file in it is damaged" in refused(repack(file, other, files=told), now)


@pytest.mark.parametrize("content", [b"", b"words", b"PK\x05\x06" + b"\0" * 18], ids=["empty", "text", "no files"])
def test_a_file_that_is_no_backup_is_refused(file: Path, now: datetime, content: bytes) -> None:
    file.write_bytes(content)
    refused(file, now)


def test_a_missing_backup_is_named(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(BookError, match=r"no backup at .*gone\.zip\. Nothing was restored"):
        backup.restore(tmp_path / "gone.zip", tmp_path / "Again.tradesman", now)


@pytest.mark.parametrize("kind", ["book", "link"])
def test_a_restore_never_takes_the_place_of_a_book(file: Path, full: Path, now: datetime, kind: str) -> None:
    before = rows(full)
    target = full
    if kind == "link":
        target = full.with_name("link")
        target.symlink_to(full.with_name("nowhere"))
    with pytest.raises(BookError, match="It was not touched"):
        backup.restore(file, target, now)
    assert rows(full) == before
    assert not full.with_name("nowhere").exists()


def test_a_photo_that_is_not_what_its_name_says_is_refused(file: Path, now: datetime) -> None:
    def other(files: list[Packed]) -> list[Packed]:
        return [p._replace(content=b"other") if p.name.startswith("photos/") else p for p in files]

    assert "a file in it is damaged" in refused(repack(file, other), now)


@pytest.mark.parametrize("told", [{"schema": schema.NUMBER + 1}, {"format": 2}])
def test_what_a_backup_says_of_its_program_cannot_speak_to_the_terminal(
    file: Path, now: datetime, told: dict[str, Any]
) -> None:
    sentence = refused(repack(file, lambda files: files, program="\x1b]0;evil\x07", **told), now)
    assert "manifest cannot be understood" in sentence


def test_a_restore_into_another_book_is_refused(file: Path, full: Path, now: datetime) -> None:
    before = sorted(full.rglob("*"))
    with pytest.raises(BookError, match=r"is inside the book at .* Nothing was written\. Choose"):
        backup.restore(file, full / "Again.tradesman", now)
    assert sorted(full.rglob("*")) == before


def test_a_newer_backup_is_refused_by_the_version_it_needs(file: Path, now: datetime) -> None:
    newer = repack(file, lambda files: files, schema=schema.NUMBER + 1, program="7.5.3")
    assert "Install Tradesman 7.5.3 or later" in refused(newer, now)


def test_a_backup_whose_database_is_newer_than_it_says_is_refused(file: Path, tmp_path: Path, now: datetime) -> None:
    assert "damaged" in refused(altered(file, tmp_path, f"PRAGMA user_version={schema.NUMBER + 1}"), now)


def altered(file: Path, tmp_path: Path, *statements: str) -> Path:
    """A backup whose database somebody has worked on, with a manifest that fits it."""
    work = tmp_path / "work.sqlite"

    def change(files: list[Packed]) -> list[Packed]:
        work.write_bytes(next(p.content for p in files if p.name == "book.sqlite"))
        with closing(driver.connect(work)) as raw:
            raw.execute("PRAGMA foreign_keys=0")
            for statement in statements:
                raw.execute(statement)
        content = work.read_bytes()
        work.unlink()
        return [p._replace(content=content) if p.name == "book.sqlite" else p for p in files]

    return repack(file, change)


EVIL = {
    "a trigger": "CREATE TRIGGER search_evil AFTER INSERT ON note BEGIN DELETE FROM customer; END",
    "a view": "CREATE VIEW evil AS SELECT * FROM customer",
    "a generated column": "ALTER TABLE note ADD COLUMN evil TEXT AS (upper(words))",
    "another table": "CREATE TABLE evil (x)",
    "an index over an expression": "CREATE INDEX evil ON note (upper(words))",
    "a missing trigger": "DROP TRIGGER search_note_in",
}


@pytest.mark.parametrize("statement", EVIL.values(), ids=EVIL.keys())
def test_a_book_with_somebody_elses_machinery_is_refused(
    file: Path, tmp_path: Path, now: datetime, statement: str
) -> None:
    assert "is not as Tradesman" in refused(altered(file, tmp_path, statement), now)


def test_a_backup_with_a_damaged_book_is_refused(file: Path, tmp_path: Path, now: datetime) -> None:
    broken = altered(file, tmp_path, "INSERT INTO days_away VALUES ('a', 'nobody', '2026-01-01', '2026-01-02', '')")
    assert "the book in it is damaged" in refused(broken, now)
    empty = altered(file, tmp_path, "DELETE FROM days_away", "DELETE FROM tax_rate", "DELETE FROM business")
    assert "the book in it cannot be read" in refused(empty, now)


def test_an_older_backup_is_restored_as_it_is(
    file: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = altered(file, tmp_path, "CREATE INDEX of_then ON note (words)")
    today = schema.NUMBER
    monkeypatch.setattr(schema, "NUMBER", today + 1)
    backup.restore(older, tmp_path / "Older.tradesman", now)
    assert vetting.vet(tmp_path / "Older.tradesman", tmp_path / "Older.tradesman" / "book.sqlite").schema == today


def test_a_disk_that_fills_up_while_restoring_leaves_nothing_behind(
    file: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr(archive, "take", full_disk)
    with pytest.raises(BookError, match=r"could not be restored to .*: No space left .* Nothing was left behind"):
        backup.restore(file, tmp_path / "Again.tradesman", now)
    assert sorted(tmp_path.iterdir()) == before


def test_no_damage_to_a_backup_goes_unnoticed(file: Path, tmp_path: Path) -> None:
    sound = file.read_bytes()
    target = tmp_path / "Again.tradesman"
    kept = sorted(path.name for path in tmp_path.iterdir())

    def contents() -> dict[str, bytes]:
        return {str(p.relative_to(target)): p.read_bytes() for p in target.rglob("*") if p.is_file()}

    backup.restore(file, target, NOW)
    expected = contents()
    shutil.rmtree(target)

    @steady
    @given(place=st.integers(0, len(sound) - 1), bit=st.integers(0, 7), cut=st.booleans())
    def damaged(place: int, bit: int, cut: bool) -> None:
        content = bytearray(sound)
        content[place] ^= 1 << bit
        file.write_bytes(sound[:place] if cut else content)
        try:
            backup.restore(file, target, NOW)
        except BookError:
            assert sorted(path.name for path in tmp_path.iterdir()) == kept
        else:  # a bit that says nothing, such as the time of a file
            assert contents() == expected
            shutil.rmtree(target)

    damaged()
