import errno
import os
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tradesman.book import shelf
from tradesman.book.errors import BookError

PDF = b"%PDF-1.7 a quote"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    return tmp_path / "papers"


def test_a_paper_is_kept_once_under_what_it_holds_for_its_owner_alone(papers: Path) -> None:
    name = shelf.keep(papers, PDF)
    assert name == f"{sha256(PDF).hexdigest()}.pdf"
    assert shelf.keep(papers, PDF) == name
    assert [file.name for file in papers.iterdir()] == [name]
    assert shelf.read(papers, name) == PDF
    if os.name == "posix":
        assert (papers / name).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["", "../book.sqlite", "quote.pdf", f"{'0' * 64}.pdf", f"{'0' * 64}.exe"])
def test_what_is_no_kept_paper_is_not_read(papers: Path, name: str) -> None:
    shelf.keep(papers, PDF)
    (papers / "quote.pdf").write_bytes(PDF)
    assert shelf.read(papers, name) is None


def test_a_paper_that_was_changed_is_not_handed_out_and_made_good_when_it_is_kept_again(papers: Path) -> None:
    name = shelf.keep(papers, PDF)
    (papers / name).write_bytes(b"%PDF-1.7 another quote")
    assert shelf.read(papers, name) is None
    assert shelf.keep(papers, PDF) == name
    assert shelf.read(papers, name) == PDF


def test_a_full_disk_leaves_nothing_behind(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tradesman.book.private_file.os.fsync", full)
    with pytest.raises(BookError, match=r"could not be kept: No space left.*Free some space"):
        shelf.keep(papers, PDF)
    assert list(papers.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("in the way")
    with pytest.raises(BookError, match="could not be kept"):
        shelf.keep(tmp_path / "papers", PDF)


def test_only_papers_are_swept_and_only_these(papers: Path) -> None:
    kept, gone = shelf.keep(papers, PDF), shelf.keep(papers, PDF + b"2")
    (papers / "notes.txt").write_text("not ours")
    shelf.sweep(papers, {gone, "notes.txt", f"{'0' * 64}.pdf"})
    assert sorted(file.name for file in papers.iterdir()) == sorted([kept, "notes.txt"])
    assert shelf.read(papers, gone) is None
    shelf.sweep(papers / "none", {gone})


def test_papers_of_which_the_book_does_not_speak_are_found_unless_they_are_new(papers: Path, now: datetime) -> None:
    kept, stray, fresh = (shelf.keep(papers, PDF + end) for end in (b"1", b"2", b"3"))
    for name, at in ((kept, now - timedelta(days=9)), (stray, now - timedelta(days=9)), (fresh, now)):
        os.utime(papers / name, (at.timestamp(), at.timestamp()))
    assert shelf.strays(papers, {kept}, now - timedelta(hours=1)) == {stray}
    assert shelf.strays(papers / "none", set(), now) == frozenset()


def test_a_paper_that_cannot_be_removed_is_said(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = shelf.keep(papers, PDF)

    def held(*_args: Any, **_rest: Any) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(BookError, match="could not be removed: Permission denied"):
        shelf.sweep(papers, {kept})
