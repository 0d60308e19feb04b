from pathlib import Path

import pytest

import tasks
from machine import this_machine
from tradesman import paths


def test_run_makes_its_book_where_the_window_looks_for_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, calls = tasks.Desk(this_machine(), {}), list[tuple[str, ...]]()

    def call(*command: str, home: Path, **_rest: object) -> int:
        monkeypatch.setenv("TRADESMAN_HOME", str(home))
        calls.append(command)
        return 0

    monkeypatch.setattr(tasks, "SAMPLE", tmp_path)
    monkeypatch.setattr(desk, "prepare", lambda *_needs: None)
    monkeypatch.setattr(desk, "call", call)
    assert tasks.run(desk, ()) == 0
    assert [command[command.index("--book") + 1] for command in calls] == [str(paths.sample_book())] * 2
