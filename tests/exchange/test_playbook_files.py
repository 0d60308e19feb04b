"""The playbook as a file: written, read back equal, and nothing strange taken in."""

import tomllib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.owner import Owner
from tradesman.book.entity import clean
from tradesman.book.errors import BookError
from tradesman.book.followup import Channel, Event, Purpose
from tradesman.book.store import Book
from tradesman.exchange import playbook_files
from tradesman.services import playbooks, rule_changes
from tradesman.services.playbooks import Line, OwnWords


@pytest.fixture
def owner(book: Book, now: datetime) -> Owner:
    return Owner(book, now)


CALL_BACK = '[[rule]]\nkey = "call_back"\nevent = "enquiry_received"\nwait = "1 working_hours"\n'
CALL_BACK += 'purpose = "call_back"\nchannel = "call"\n'


def own(key: str = "own_1", **fields: str) -> str:
    row = {"key": key, "event": "job_completed", "wait": "1 weeks", "purpose": "own", "channel": "call", "title": "Ask"}
    return "[[rule]]\n" + "".join(f'{name} = "{value}"\n' for name, value in (row | fields).items())


def read(text: str) -> list[Line]:
    return playbook_files.read_text(text.encode(), "rules.toml")


def test_the_shipped_playbook_reads_as_it_is() -> None:
    assert read(playbook_files.written(playbooks.shipped())) == playbooks.shipped()


def test_what_is_written_comes_back_into_another_book(owner: Owner, tmp_path: Path) -> None:
    made = owner.do(rule_changes.add, "Say “thanks” \\ again", Event.KIND_WORDS, "2 weeks", Channel.MESSAGE)
    words = (OwnWords("", 'A "word"', 'Hello {{ greeting }},\n\n"""\\n\n\tbye'), OwnWords("de", "", "Hallo"))
    owner.do(rule_changes.change, made.id, occasion=made.key, own_words=words, for_small_jobs=True)
    owner.rule("check_up", enabled=False, wait="10 months", occasion="service_check", channel=Channel.CALL)
    kept, out = owner.ask(playbooks.lines), tmp_path / "rules.toml"
    assert owner.ask(playbook_files.export, out) == len(kept)
    assert tomllib.loads(out.read_text())["rule"][-1]["own_words"][0]["words"] == words[0].words
    assert playbook_files.read(out) == kept
    assert owner.ask(playbook_files.export, out) == len(kept)  # an earlier playbook may be written over
    owner.do(rule_changes.reset, drop_own=True)
    assert owner.ask(playbooks.lines) != kept
    owner.do(rule_changes.take, playbook_files.read(out))
    assert owner.ask(playbooks.lines) == kept
    owner.undo()
    assert owner.ask(playbooks.lines) == playbooks.shipped()


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(clean)


@settings(max_examples=60, deadline=None)
@given(title=TEXT, subject=TEXT, words=TEXT)
def test_whatever_is_written_in_a_rule_comes_back(title: str, subject: str, words: str) -> None:
    line = Line(
        "own_x", Event.JOB_COMPLETED, "1 weeks", Purpose.OWN, Channel.CALL, title=f"t{title}t", occasion="own_x",
        own_words=(OwnWords("", f"s{subject}s", f"w{words}w"),),
    )  # fmt: skip
    assert read(playbook_files.written([*playbooks.shipped(), line]))[-1] == line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rule = 3", "no playbook"),
        ('[[rule]]\nkey = "x"\n[other]\n', "no playbook"),
        ("[[rule]", "no TOML file"),
        ("", "no playbook"),
        (f"x = {'[' * 5000}", "no"),
        (own(), "call_back is missing"),
        (CALL_BACK + CALL_BACK, "call_back stands in the file twice"),
        (CALL_BACK + own() + own(), "own_1 stands in the file twice"),
        (CALL_BACK + own(event="moon_rises"), "Rule 2, own_1: 'moon_rises' is not a valid Event"),
        (CALL_BACK + own(purpose="steal"), "'steal' is not a valid Purpose"),
        (CALL_BACK + own(purpose="thank_you"), "its purpose is own"),
        (CALL_BACK + own(channel="pigeon"), "not a valid Channel"),
        (CALL_BACK + own(wait="soon"), "is not a wait"),
        (CALL_BACK + own(wait="99999999999 days"), "is not a wait"),
        (CALL_BACK + own(event="enquiry_received"), "one rule for the call back"),
        (CALL_BACK + own(title=""), "What does the rule ask for"),
        (CALL_BACK + own(occasion="own_2"), "Nobody knows the message"),
        (CALL_BACK + own(occasion="own_1"), "has no words"),
        (CALL_BACK + own(key="../../etc/passwd"), "begins with own_"),
        (CALL_BACK + own(key="own_" + "x" * 80), "begins with own_"),
        (CALL_BACK + own(key="own_\\u202e"), "begins with own_"),
        (CALL_BACK + own(colour="red"), "nobody knows what colour means"),
        (CALL_BACK + own() + "repeats = 1\n", "repeats is of another kind"),
        (CALL_BACK + own() + "own_words = [3]\n", "words of its own are"),
        (CALL_BACK + own() + 'own_words = [{words = "a"}, {words = "b"}]\n', "one language twice"),
        (CALL_BACK + own() + 'own_words = [{words = "a", language = "../x"}]\n', "two letters"),
        (CALL_BACK + '[[rule]]\nkey = "own_1"\n', "event, wait, purpose, channel is missing"),
        (CALL_BACK.replace('"call"', '"message"'), "only the wait"),
        (CALL_BACK + "enabled = false\n", "this rule stays on"),
        (CALL_BACK + 'title = "Mine"\n', "only a rule of your own has a title"),
        (CALL_BACK + "\n".join(own(f"own_{number}") for number in range(600)), "at most 500 rules"),
    ],
)
def test_what_is_no_playbook_is_refused_with_a_sentence(owner: Owner, text: str, words: str) -> None:
    with pytest.raises(BookError, match=words) as refused:
        owner.ask(rule_changes.turn, read(text))
    assert "Nothing was changed." in str(refused.value)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 300


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    large, strange = tmp_path / "large.toml", tmp_path / "strange.toml"
    large.write_bytes(b"#" * (playbook_files.MOST_BYTES + 1))
    strange.write_bytes(b"\xff\xfe\x00")
    for file, words in ((large, "too large"), (strange, "UTF-8"), (tmp_path / "none", "could not be read")):
        with pytest.raises(BookError, match=words):
            playbook_files.read(file)


def test_nothing_but_a_playbook_is_written_over(owner: Owner, tmp_path: Path) -> None:
    letter = tmp_path / "letter.toml"
    letter.write_text("Dear Sam")
    with pytest.raises(BookError, match="no playbook"):
        owner.ask(playbook_files.export, letter)
    assert letter.read_text() == "Dear Sam"


def test_a_shipped_rule_keeps_no_words_of_its_own() -> None:
    found = read(playbook_files.written(playbooks.shipped()).replace(
        'key = "check_up"', 'key = "check_up"\nown_words = [{words = "mine"}]\noccasion = "check_up"'
    ))  # fmt: skip
    assert found == playbooks.shipped()
    assert replace(found[-1], wait="1 weeks") != found[-1]
