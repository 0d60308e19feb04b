from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tradesman import paths, settings
from tradesman.ui import backing_up

AT = datetime(2026, 10, 4, 16, 30, tzinfo=UTC)


def test_each_book_has_a_last_backup_of_its_own(tmp_path: Path) -> None:
    mine, other = tmp_path / "Mine.tradesman", tmp_path / "Other.tradesman"
    assert backing_up.last_backup(mine) is None
    backing_up.note(mine, tmp_path / "mine.zip", AT)
    backing_up.note(other, tmp_path / "other.zip", AT.replace(day=5))
    assert backing_up.last_backup(mine) == AT
    assert backing_up.last(other) == backing_up.LastBackup(AT.replace(day=5), tmp_path / "other.zip")


@pytest.mark.parametrize("kept", [None, [], {"x": 1}, {"x": {}}, {"x": {"at": "then", "file": "a"}}])
def test_settings_that_say_something_else_know_of_no_backup(tmp_path: Path, kept: Any) -> None:
    folder = tmp_path / "Mine.tradesman"
    named = {str(folder.resolve()): value for value in kept.values()} if isinstance(kept, dict) else kept
    settings.write(backups=named)
    assert backing_up.last(folder) is None
    backing_up.note(folder, tmp_path / "mine.zip", AT)
    assert backing_up.last_backup(folder) == AT


def test_a_moment_without_a_zone_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "Mine.tradesman"
    settings.write(backups={str(folder.resolve()): {"at": "2026-10-04T16:30", "file": "a.zip"}})
    assert backing_up.last_backup(folder) is None


def test_the_next_backup_is_proposed_beside_the_last_under_a_free_name(tmp_path: Path) -> None:
    folder = tmp_path / "Rowan.tradesman"
    assert backing_up.proposed(folder, date(2026, 10, 13)) == Path.home() / "Rowan 2026-10-13.zip"
    stick = tmp_path / "stick"
    stick.mkdir()
    backing_up.note(folder, stick / "Rowan 2026-10-04.zip", AT)
    assert backing_up.proposed(folder, date(2026, 10, 13)) == stick / "Rowan 2026-10-13.zip"
    (stick / "Rowan 2026-10-13.zip").touch()
    assert backing_up.proposed(folder, date(2026, 10, 13)) == stick / "Rowan 2026-10-13 2.zip"


def test_a_restored_book_is_proposed_at_home_under_a_free_name(tmp_path: Path) -> None:
    file = tmp_path / "Rowan 2026-10-04.zip"
    assert backing_up.proposed_book(file) == paths.home() / "Rowan 2026-10-04.tradesman"
    (paths.home() / "Rowan 2026-10-04.tradesman").mkdir(parents=True)
    assert backing_up.proposed_book(file) == paths.home() / "Rowan 2026-10-04 2.tradesman"
