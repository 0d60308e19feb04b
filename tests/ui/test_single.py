from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QLockFile
from pytestqt.qtbot import QtBot

from tradesman.ui.single import SingleWindow


def test_a_second_start_raises_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleWindow(), SingleWindow()
    assert first.claim(tmp_path / "A.tradesman")
    with qtbot.waitSignal(first.raise_asked):
        assert not second.claim(tmp_path / "A.tradesman")


def test_two_books_have_two_windows(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleWindow(), SingleWindow()
    assert first.claim(tmp_path / "A.tradesman")
    assert second.claim(tmp_path / "B.tradesman")


def test_a_book_that_is_left_can_be_claimed_again(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleWindow(), SingleWindow()
    assert first.claim(tmp_path / "A.tradesman")
    assert first.claim(tmp_path / "B.tradesman")
    assert second.claim(tmp_path / "A.tradesman")


def test_a_name_left_over_from_a_crash_is_cleared(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleWindow()
    assert first.claim(tmp_path / "A.tradesman")
    left_over = Path(first._server.fullServerName())
    first._server.close()
    if left_over.is_absolute():  # on Windows a crash leaves no name
        left_over.write_bytes(b"")
    assert SingleWindow().claim(tmp_path / "A.tradesman")


def test_a_book_that_is_open_elsewhere_leaves_the_one_that_is_held(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleWindow(), SingleWindow()
    assert first.claim(tmp_path / "A.tradesman")
    assert second.claim(tmp_path / "B.tradesman")
    assert not second.claim(tmp_path / "A.tradesman")
    with qtbot.waitSignal(second.raise_asked):
        assert not SingleWindow().claim(tmp_path / "B.tradesman")


def test_the_book_that_is_held_can_be_claimed_again(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleWindow()
    with qtbot.assertNotEmitted(first.raise_asked, wait=50):
        assert first.claim(tmp_path / "A.tradesman")
        assert first.claim(tmp_path / "A.tradesman")
    assert not SingleWindow().claim(tmp_path / "A.tradesman")


def test_of_two_starts_at_one_moment_one_waits_for_the_other(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, others = SingleWindow(), list[bool]()

    def between(name: str) -> bool:
        others.append(QLockFile(QDir(QDir.tempPath()).filePath(f"{name}.lock")).tryLock(0))
        return False

    monkeypatch.setattr(first, "_answered", between)
    assert first.claim(tmp_path / "A.tradesman")
    assert others == [False]
