"""The playbook as a file: written, read back equal, and nothing strange taken in."""

import time
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
from tradesman.documents import drafts
from tradesman.exchange import playbook_files
from tradesman.services import businesses, playbooks, rule_changes
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
    named = replace(kept[-1], own_words=(words[1], replace(words[0], language="en")))
    assert owner.ask(playbook_files.export, out) == len(kept)
    assert tomllib.loads(out.read_text())["rule"][-1]["own_words"][1]["words"] == words[0].words
    assert playbook_files.read(out) == [*kept[:-1], named]
    assert owner.ask(playbook_files.export, out) == len(kept)  # an earlier playbook may be written over
    owner.do(rule_changes.reset, drop_own=True)
    assert owner.ask(playbooks.lines) != kept
    owner.do(rule_changes.take, playbook_files.read(out))
    assert owner.ask(playbooks.lines) == kept
    owner.undo()
    assert owner.ask(playbooks.lines) == playbooks.shipped()


def test_words_keep_their_language_in_a_book_of_another_one(owner: Owner, tmp_path: Path) -> None:
    made = owner.do(rule_changes.add, "Thank again", Event.KIND_WORDS, "2 weeks", Channel.MESSAGE)
    words = (OwnWords("", "Hello", "Hello"), OwnWords("de", "Hallo", "Hallo"))
    owner.do(rule_changes.change, made.id, occasion=made.key, own_words=words)
    kept, out = owner.ask(playbooks.lines), tmp_path / "rules.toml"
    owner.ask(playbook_files.export, out)
    owner.do(rule_changes.reset, drop_own=True)
    owner.do(businesses.change, language="de")
    owner.do(rule_changes.take, playbook_files.read(out))
    assert owner.ask(playbooks.lines)[-1].own_words == (
        OwnWords("", "Hallo", "Hallo"), OwnWords("en", "Hello", "Hello"),
    )  # fmt: skip
    assert owner.ask(rule_changes.turn, playbook_files.read(out)) == rule_changes.Turn((), ())
    owner.do(businesses.change, language="en")
    assert owner.ask(playbooks.lines) == kept


def test_of_words_with_and_without_the_language_of_the_business_those_without_come_first(owner: Owner) -> None:
    spoken = '[{language = "en", words = "Later"}, {words = "First"}]'
    lines = read(CALL_BACK + own(occasion="own_1") + f"own_words = {spoken}\n")
    owner.do(rule_changes.take, lines)
    assert owner.ask(playbooks.lines)[-1].own_words == (OwnWords("", "", "First"),)


def test_a_text_may_have_any_number_of_full_stops(owner: Owner, tmp_path: Path) -> None:
    made = owner.do(rule_changes.add, "Thank again", Event.KIND_WORDS, "2 weeks", Channel.MESSAGE)
    many = "Well. " * 400
    words = (OwnWords("", f'"{many}"', f'{many}\n"\\{many}"'),)
    owner.do(rule_changes.change, made.id, occasion=made.key, own_words=words)
    kept, out = owner.ask(playbooks.lines), tmp_path / "rules.toml"
    owner.ask(playbook_files.export, out)
    owner.do(rule_changes.reset, drop_own=True)
    owner.do(rule_changes.take, playbook_files.read(out))
    assert owner.ask(playbooks.lines) == kept


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(clean)


@settings(max_examples=60, deadline=None)
@given(title=TEXT, subject=TEXT, words=TEXT)
def test_whatever_is_written_in_a_rule_comes_back(title: str, subject: str, words: str) -> None:
    title, subject = (" ".join(text.split()) for text in (title, subject))
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
        (f"x = {'[' * 5000}", "no playbook"),
        (f"x = {'{a=' * 5000}", "no playbook"),
        (f"x = {'9' * 5000}", "no playbook"),
        (f"a{'.a' * 100_000} = 1", "no playbook"),
        (f'x = ["""a"""", {{a{".a" * 100_000} = 1}}, "b"]', "no playbook"),
        (f"x = ['''a'''', {{a{'.a' * 100_000} = 1}}, 'b']", "no playbook"),
        (f'x = "a\\\\"\na{".a" * 100_000} = 1 # "', "no playbook"),
        ("x = " + '\\"""' * 200_000, "no TOML file"),
        ('x = "' + '\\"' * 400_000, "no TOML file"),
        (CALL_BACK + own(title="x" * 900_000), "Rule 2, own_1: This text is longer than 50,000"),
        (CALL_BACK + own(title="x" * 500), "A rule's title has at most"),
        (CALL_BACK + own(title="\\u0000\\u202e\\n"), "What does the rule ask for"),
        (CALL_BACK + own(title="\\ud800"), "no TOML file: Escaped character"),
        (CALL_BACK + own(title="\0"), "no TOML file: Illegal character"),
        (CALL_BACK + own() + f'own_words = [{{words = "{"x" * 60_000}"}}]\n', "longer than 50,000"),
        (own(), "call_back is missing"),
        (CALL_BACK + CALL_BACK, "call_back stands in the file twice"),
        (CALL_BACK + own() + own(), "own_1 stands in the file twice"),
        (
            CALL_BACK + own(event="moon_rises"),
            "Rule 2, own_1: “moon_rises” is no event that is known here. The",
        ),
        (CALL_BACK + own(purpose="steal"), "“steal” is no purpose that is known here"),
        (CALL_BACK + own(purpose="thank_you"), "its purpose is own"),
        (
            CALL_BACK + own(channel="pigeon"),
            "is no channel that is known here. The file may come from a newer",
        ),
        (CALL_BACK + own(wait="soon"), "is not a wait"),
        (CALL_BACK + own(wait="99999999999 days"), "is not a wait"),
        (CALL_BACK + own(event="enquiry_received"), "one rule for the call back"),
        (CALL_BACK + own(title=""), "What does the rule ask for"),
        (CALL_BACK + own(occasion="own_2"), "Nobody knows the message"),
        (CALL_BACK + own(occasion="own_1"), "has no words"),
        (CALL_BACK + own(key="../../etc/passwd"), "begins with own_"),
        (CALL_BACK + own(key="own_" + "x" * 80), "begins with own_"),
        (CALL_BACK + own(key="own_\\u202e"), "begins with own_"),
        (CALL_BACK + own(colour="red"), "nobody knows what colour means. The file may come from a newer Tradesman"),
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


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"a{number}{'.a' * 299} = 1" for number in range(1500)),
        f"[a{'.a' * 300}]\n" + "\n".join(f"b{number} = 1" for number in range(70_000)),
        "\n".join(f"[a{number}.b]" for number in range(70_000)),
        "\n".join(f'"a{number}" = 1' for number in range(70_000)),
        f"x = [{'[],' * 300_000}]",
    ],
    ids=["long-keys", "below-a-long-key", "heads", "keys-in-marks", "brackets"],
)
def test_what_is_refused_is_refused_at_once(text: str) -> None:
    assert len(text) < playbook_files.MOST_BYTES
    started = time.thread_time()
    with pytest.raises(BookError, match="no playbook"):
        read(text)
    assert time.thread_time() - started < 0.4  # it takes a quarter of that


def test_the_largest_playbook_comes_back() -> None:
    words = tuple(OwnWords(language, "Hello.", "Well. ..") for language in ("", "de"))
    switches: dict[str, bool] = {"repeats": True, "for_small_jobs": True, "only_regulars": True, "enabled": False}
    own_ones = [
        Line(
            f"own_{number}", Event.JOB_COMPLETED, "12 months", Purpose.OWN, Channel.MESSAGE, title="A title.",
            occasion=f"own_{number}", own_words=words, **switches,
        )
        for number in range(playbook_files.MOST_RULES - len(playbooks.shipped()))
    ]  # fmt: skip
    whole = [*playbooks.shipped(), *own_ones]
    assert read(playbook_files.written(whole)) == whole


def test_what_nobody_types_is_left_out_of_titles_and_words() -> None:
    spoken = '[{language = "de", subject = "Dach\\r\\nBcc: x\\u0007", words = "A\\u202eb\\u0000\\r\\n\\tc\\u001b[1m"}]'
    text = own(title="Ask\\u0000 how\\u001b[31m\\n \\u202eit is", occasion="own_1") + f"own_words = {spoken}\n"
    found = read(CALL_BACK + text)[-1]
    assert found.title == "Ask how[31m it is"
    assert found.own_words == (OwnWords("de", "Dach Bcc: x", "Ab\n\tc[1m"),)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{{ smtp_password }}", "Nobody knows what to write for smtp_password"),
        ("{{ moon }}", "Nobody knows what to write for moon"),
        ("{% for x in greeting %}a{% endfor %}", "not allowed in a message"),
        ("{% set x = 1 %}", "not allowed in a message"),
        ("{% include 'x' %}", "not allowed in a message"),
        ("{{ 9 ** 9 ** 9 }}", "cannot be read|not allowed"),
        ("{{ greeting * 10000000 }}", "not allowed in a message"),
        ("{{ greeting.__class__.__mro__ }}", "not allowed in a message"),
        ("{{ partner }}", "Put in the field openness"),
        ("x" * 10_001, "at most 10,000 characters"),
        ("{% if a %}" * 900, "cannot be read"),
        ("{{ " + "(" * 9000, "cannot be read"),
    ],
)
def test_no_template_in_a_file_does_anything_but_be_filled(words: str, said: str) -> None:
    lines = read(CALL_BACK + own(occasion="own_1") + f'own_words = [{{subject = "Hello", words = "{words}"}}]\n')
    with pytest.raises(BookError, match=said) as refused:
        drafts.check_rules(lines)
    assert str(refused.value).startswith("Ask: ")
    assert "Nothing was changed." in str(refused.value)


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
