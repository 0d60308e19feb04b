"""A disk that refuses is named by the place that was asked for, never by a hidden one."""

import errno
import os
from pathlib import Path

import pytest

from tradesman.book import private_file
from tradesman.book.errors import BookError


def test_a_read_only_disk_is_a_sentence_with_the_place_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*where: object, **_rest: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(where[0]))

    target = tmp_path / "out.csv"
    with monkeypatch.context() as read_only:
        read_only.setattr(os, "open", refuse)
        read_only.setattr(Path, "unlink", refuse)
        with pytest.raises(BookError) as caught, private_file.appearing(target):
            pass
    assert str(caught.value).startswith(f"{target} could not be written: Read-only file system. Nothing was left")
    assert ".new" not in str(caught.value)


def test_leftovers_that_cannot_be_looked_for_are_no_fault(tmp_path: Path) -> None:
    private_file.clear_leftovers(tmp_path / "gone")
    assert list(tmp_path.iterdir()) == []


def test_a_link_among_the_leftovers_goes_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter").write_text("x")
    link = tmp_path / f".x.{'a' * 32}.new"
    link.symlink_to(tmp_path / "mine")
    os.utime(link, (0, 0), follow_symlinks=False)
    private_file.clear_leftovers(tmp_path)
    assert not link.is_symlink()
    assert (tmp_path / "mine" / "letter").read_text() == "x"
