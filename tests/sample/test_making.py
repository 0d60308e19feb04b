import gc
import os
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import select

from tradesman.book.business import Business
from tradesman.sample.making import BookInMaking


def test_a_row_that_was_seen_in_a_step_is_not_read_again(folder: Path, now: datetime) -> None:
    book = BookInMaking(folder)
    with book.write("Nothing", now) as session:
        session.exec(select(Business)).one()
        gc.collect()
        assert any(isinstance(row, Business) for row in session.identity_map.values())
    book.close()


def test_it_comes_to_the_disk_once(folder: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    book, synced = BookInMaking(folder), list[int]()
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_size))
    with book._writer.connect() as connection:
        modes = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "journal_mode")]
    assert modes == [0, "memory"]
    book.close()
    assert synced == [(folder / "book.sqlite").stat().st_size]
