import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from tradesman.ui import kept_drafts
from tradesman.ui.kept_drafts import FILE, PUT_ASIDE, Drafts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Plumber.tradesman"
    made.mkdir()
    return made


def test_what_is_kept_is_there_after_a_restart(qtbot: QtBot, folder: Path) -> None:
    drafts = Drafts(folder)
    assert drafts.get("new_enquiry/1") is None
    drafts.keep("new_enquiry/1", {"who": "مريم 🛠️ <b>x</b>", "what": "a" * 10_000})
    drafts.flush()
    assert Drafts(folder).get("new_enquiry/1") == {"who": "مريم 🛠️ <b>x</b>", "what": "a" * 10_000}
    if os.name == "posix":
        assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == [FILE]


def test_it_is_written_by_itself_when_nothing_is_typed(qtbot: QtBot, folder: Path) -> None:
    drafts = Drafts(folder)
    drafts._soon.setInterval(0)
    drafts.keep("new_enquiry/1", {"who": "Leah"})
    assert not (folder / FILE).exists()
    qtbot.waitUntil((folder / FILE).exists)
    assert Drafts(folder).get("new_enquiry/1") == {"who": "Leah"}


def test_half_a_letter_is_kept_too(qtbot: QtBot, folder: Path) -> None:
    drafts = Drafts(folder)
    drafts.keep("a", {"who": "\ud83d"})
    drafts.flush()
    assert Drafts(folder).get("a") == {"who": "\ud83d"}


def test_the_last_one_goes_with_its_file(qtbot: QtBot, folder: Path) -> None:
    drafts = Drafts(folder)
    drafts.keep("a", {"who": "Leah"})
    drafts.flush()
    drafts.drop("a")
    drafts.drop("never")
    assert not (folder / FILE).exists()


def test_the_newest_is_the_one_kept_last(qtbot: QtBot, folder: Path) -> None:
    drafts = Drafts(folder)
    assert drafts.newest("new_enquiry/") == ""
    for key in ("new_enquiry/1", "new_enquiry/2", "note/3", "new_enquiry/1"):
        drafts.keep(key, {})
    drafts.flush()
    assert Drafts(folder).newest("new_enquiry/") == "new_enquiry/1"


def test_who_is_erased_leaves_the_drafts_too(qtbot: QtBot, folder: Path) -> None:
    who, other = uuid4(), uuid4()
    drafts = Drafts(folder)
    drafts.keep(f"new_enquiry/{who}", {"known": ""})
    drafts.keep("a", {"roles": [["decides", "Leah", str(who)]]})
    drafts.keep("b", {"known": str(other)})
    drafts.flush()
    (folder / PUT_ASIDE).write_text("Leah")
    drafts.forget(who)
    assert json.loads((folder / FILE).read_text()) == {"b": {"known": str(other)}}
    assert not (folder / PUT_ASIDE).exists()
    drafts.forget(who)
    assert drafts.get("b") is not None


def test_what_was_drafted_for_one_record_goes_to_the_one_that_takes_it_in(qtbot: QtBot, folder: Path) -> None:
    gone, kept, other = uuid4(), uuid4(), uuid4()
    drafts = Drafts(folder)
    drafts.keep(f"message/{gone}//free", {"words": "Hello \ud83d 🛠️"})
    drafts.keep("visit/1", {"customer": str(gone), "diagnosis": "Wet"})
    drafts.keep(f"message/{other}//free", {"words": "Ben"})
    drafts.hand_over(gone, kept)
    again = Drafts(folder)
    assert again.get(f"message/{kept}//free") == {"words": "Hello \ud83d 🛠️"}
    assert again.get("visit/1") == {"customer": str(kept), "diagnosis": "Wet"}
    assert again.get(f"message/{other}//free") == {"words": "Ben"}


def test_of_two_made_one_no_draft_is_lost_and_undo_parts_them(qtbot: QtBot, folder: Path) -> None:
    gone, kept, last = uuid4(), uuid4(), uuid4()
    there = {gone, kept, last}
    drafts = Drafts(folder, has=there.__contains__)
    key, theirs = f"message/{kept}//free", f"message/{gone}//free"
    drafts.keep(key, {"words": "Hello Leah"})
    drafts.keep(theirs, {"words": "Hello L."})
    drafts.hand_over(gone, kept)
    there.remove(gone)
    assert drafts.get(key) == {"words": "Hello Leah"}
    drafts.drop(key)
    assert drafts.get(key) == {"words": "Hello L."}
    drafts.keep(key, {"words": "Hello L. N."})
    there.add(gone)  # the merge is taken back
    assert (drafts.get(key), drafts.get(theirs)) == (None, {"words": "Hello L. N."})
    there.remove(gone)
    drafts.hand_over(kept, last)
    there.remove(kept)
    assert drafts.get(f"message/{last}//free") == {"words": "Hello L. N."}
    drafts.sweep(lambda _ids: {}, for_good=True)
    assert Drafts(folder).get(f"message/{last}//free") == {"words": "Hello L. N."}
    drafts.forget(last)
    drafts.sweep(lambda _ids: {}, for_good=True)
    assert not (folder / FILE).exists()


def test_what_a_step_used_comes_back_with_it_and_goes_with_it_again(qtbot: QtBot, folder: Path) -> None:
    drafts = Drafts(folder)
    drafts.keep("log_call/1", {"words": "Rang twice"})
    drafts.stepped(7)
    drafts.use("log_call/1")
    drafts.stepped(8)
    drafts.undone(8)
    assert drafts.get("log_call/1") is None
    assert not (folder / FILE).exists()
    drafts.undone(7)
    assert Drafts(folder).get("log_call/1") == {"words": "Rang twice"}
    drafts.redone(9)
    assert drafts.get("log_call/1") is None
    drafts.redone(10)
    drafts.undone(9)
    assert drafts.get("log_call/1") == {"words": "Rang twice"}
    drafts.use("log_call/1")
    drafts.keep("log_call/1", {"words": "Anew"})
    drafts.undone(10)
    assert drafts.get("log_call/1") == {"words": "Anew"}


def test_who_is_erased_is_forgotten_where_it_was_set_aside_too(qtbot: QtBot, folder: Path) -> None:
    who, other = uuid4(), uuid4()
    drafts = Drafts(folder)
    drafts.keep(f"message/{who}//free", {})
    drafts.keep(f"message/{other}//free", {})
    drafts.stepped(1)
    drafts.use(f"message/{who}//free")
    drafts.use(f"message/{other}//free")
    drafts.forget(who)
    drafts.undone(1)
    assert (drafts.get(f"message/{who}//free"), drafts.get(f"message/{other}//free")) == (None, {})


@pytest.mark.parametrize(
    ("at", "stays"),
    [("2026-11-20T09:59:00+00:00", False), ("2026-11-20T10:01:00+00:00", True), ("soon", False), (None, False)],
)
def test_what_was_drafted_before_the_end_is_swept(qtbot: QtBot, folder: Path, at: str | None, stays: bool) -> None:
    who, about = uuid4(), uuid4()
    drafts = Drafts(folder)
    drafts.keep(f"message/{who}/{about}/thank_you", {"at": at})
    drafts.keep("new_enquiry/2026-11-20T09:00:00+00:00", {"at": at})
    drafts.sweep(lambda ids: {about: datetime(2026, 11, 20, 10, tzinfo=UTC)} if about in ids else {}, for_good=True)
    drafts.flush()
    again = Drafts(folder)
    assert (again.get(f"message/{who}/{about}/thank_you") is not None) == stays
    assert again.get("new_enquiry/2026-11-20T09:00:00+00:00") == {"at": at}


@pytest.mark.parametrize("damaged", [b"{", b"[]", b'{"a": 1}', b"\xff\xfe", b""])
def test_a_damaged_file_is_put_aside(qtbot: QtBot, folder: Path, damaged: bytes) -> None:
    (folder / FILE).write_bytes(damaged)
    drafts = Drafts(folder)
    assert drafts.newest("") == ""
    assert (folder / PUT_ASIDE).read_bytes() == damaged
    drafts.keep("a", {"who": "Leah"})
    drafts.flush()
    assert Drafts(folder).get("a") == {"who": "Leah"}


def test_a_disk_that_refuses_takes_nothing_away(qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = Drafts(folder)
    drafts.keep("a", {"who": "Leah"})
    with monkeypatch.context() as patched:
        patched.setattr(kept_drafts, "appearing", _refuse)
        drafts.flush()
    assert not (folder / FILE).exists()
    assert drafts.get("a") == {"who": "Leah"}
    drafts.keep("b", {})
    drafts.flush()
    assert Drafts(folder).get("a") == {"who": "Leah"}


def _refuse(_file: Path) -> None:
    raise OSError


def test_a_folder_in_its_place_is_no_error(qtbot: QtBot, folder: Path) -> None:
    (folder / FILE).mkdir()
    drafts = Drafts(folder)
    assert drafts.newest("") == ""
