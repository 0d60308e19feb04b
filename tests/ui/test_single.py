from pathlib import Path

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
