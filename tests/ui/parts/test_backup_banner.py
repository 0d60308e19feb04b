from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from tradesman import paths
from tradesman.ui import backing_up
from tradesman.ui.desk import Desk
from tradesman.ui.parts.backup_banner import BackupBanner
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label

Show = Callable[..., Any]


class Chosen(Pickers):
    """Gives what the test has chosen."""

    def __init__(self) -> None:
        self.out: Path | None = None

    def new_file(self, _parent: QWidget, title: str, proposed: Path, kinds: str) -> Path | None:
        assert (title, kinds) == ("Back up", "Backups (*.zip)")
        assert proposed.suffix == ".zip"
        return self.out


@pytest.fixture
def chosen() -> Chosen:
    return Chosen()


@pytest.fixture
def banner(desk: Desk, theme: Theme, chosen: Chosen) -> BackupBanner:
    return BackupBanner(desk, theme, chosen)


def words(banner: BackupBanner) -> list[str]:
    return [label.text() for label in banner.findChildren(Label)]


def test_a_new_book_needs_none_and_an_old_one_does(banner: BackupBanner, show: Show, clock: Any) -> None:
    show(banner)
    for days, seen in ((0, False), (1, False), (1, True)):
        clock.later(days=days)
        banner.refresh()
        assert banner.isVisible() is seen
    assert words(banner) == ["There is no backup yet", "Plug in the stick or pick a folder."]
    assert banner.accessibleName() == "There is no backup yet. Plug in the stick or pick a folder."


def test_it_comes_after_a_week(banner: BackupBanner, show: Show, desk: Desk, tmp_path: Path, clock: Any) -> None:
    show(banner)
    backing_up.note(desk.book.folder, tmp_path / "kept.zip", desk.now)
    clock.later(days=7)
    banner.refresh()
    assert not banner.isVisible()
    clock.later(days=2)
    banner.refresh()
    assert banner.isVisible()
    assert words(banner)[0] == "Backup is 9 days old"


def test_it_backs_up_and_goes(
    banner: BackupBanner, show: Show, desk: Desk, chosen: Chosen, tmp_path: Path, clock: Any
) -> None:
    told: list[str] = []
    desk.told.connect(lambda said, more: told.append(f"{said} {more}"))
    clock.later(days=5)
    hand = show(banner)
    banner.refresh()
    hand.press("backup_now")  # nothing was chosen
    assert banner.isVisible()
    chosen.out = tmp_path / "kept.zip"
    hand.press("backup_now")
    banner.refresh()  # the minute turns meanwhile
    assert words(banner) == ["The backup is being written", "You can go on working."]
    hand.qtbot.waitUntil(lambda: not banner.isVisible())
    assert told == [f"Backed up. {chosen.out}"]
    assert backing_up.last_backup(desk.book.folder) == desk.now


def test_a_backup_that_fails_says_why(
    banner: BackupBanner, show: Show, chosen: Chosen, tmp_path: Path, clock: Any
) -> None:
    clock.later(days=5)
    hand = show(banner)
    banner.refresh()
    chosen.out = tmp_path / "no" / "such" / "folder" / "kept.zip"
    hand.press("backup_now")
    hand.qtbot.waitUntil(lambda: words(banner)[0] == "The backup was not written")
    assert len(words(banner)[1]) > 10
    assert hand.find(QWidget, "backup_now").isEnabled()


def test_the_sample_book_needs_none(
    desk: Desk, theme: Theme, show: Show, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "sample_book", lambda: desk.book.folder)
    banner = BackupBanner(desk, theme)
    show(banner)
    clock.later(days=30)
    banner.refresh()
    assert not banner.isVisible()
