"""E-mail drafts: whole, private, and without a way for a name to become a header."""

import os
import re
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pictures import TELLS, telling
from tradesman.book.errors import BookError
from tradesman.exchange import eml
from tradesman.exchange.eml import Attached, Letter

ADDED = "\r\nBcc: all@example.org\r\n"
ENCODED = "=?utf-8?q?x=0D=0ABcc:=20all@example.org?="  # which an older Python decodes into a header: CVE-2024-6923
HEADERS = {"X-Unsent", "From", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
HEADERS_DRAFT = [*HEADERS - {"Content-Transfer-Encoding"}]  # with a file, its parts have one each
HEADERS_SENT = [*HEADERS - {"Content-Transfer-Encoding", "X-Unsent"}, "Message-ID", "Date"]
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PLAIN = Letter("leah@example.org", "Thank you", "Hello Leah,\n\nGrüße — £5\n", "Sam Rowan", "sam@example.org")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"  # where every test has it


def parsed(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=SMTP)


def words_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_draft_reads_back_as_it_was_written() -> None:
    content = eml.draft(PLAIN)
    message = parsed(content)
    assert set(message.keys()) == HEADERS
    assert (message["To"], message["From"], message["Subject"]) == (
        "leah@example.org",
        "Sam Rowan <sam@example.org>",
        "Thank you",
    )
    assert message["X-Unsent"] == "1"
    assert words_of(message) == PLAIN.words
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_without_an_address_of_its_own_the_mail_program_says_from_whom() -> None:
    assert "From" not in parsed(eml.draft(Letter("leah@example.org", "", "Hello", "Sam")))


def test_without_an_address_it_is_written_in_the_mail_program() -> None:
    message = parsed(eml.draft(Letter(None, "Order", "Hello", "Sam", "sam@example.org")))
    assert "To" not in message
    assert (message["Subject"], message["From"]) == ("Order", "Sam <sam@example.org>")


@pytest.mark.parametrize("address", ["leah@exämple.org", "lëah@example.org"])
def test_addresses_of_other_scripts(address: str) -> None:
    assert parsed(eml.draft(Letter(address, "Grüße", "Hello")))["To"] == address


EVIL = st.text(alphabet=st.sampled_from('a:\r\n\x00\x0b\x1c\x85\u2028\u202e B<>@,;"()é=?'), max_size=40)
SAID = st.one_of(EVIL, st.text(max_size=60)).flatmap(
    lambda text: st.sampled_from([text, text + ADDED + text, ENCODED, text + ENCODED, text * 30])
)


@settings(max_examples=60, deadline=None)
@given(subject=SAID, name=SAID, words=st.text(max_size=200), file=SAID, sent=st.booleans())
def test_nothing_in_a_name_or_subject_becomes_a_header(
    subject: str, name: str, words: str, file: str, sent: bool
) -> None:
    files = [Attached(f"a{file}.bin", b"x")]  # an ending of its own would say what is in it
    letter = Letter("leah@example.org", subject, words, name, "sam@example.org", files)
    content = eml.mail(letter, "<1@example.org>", NOON) if sent else eml.draft(letter)
    message = parsed(content)
    names = [header.lower() for header in message.keys()]  # noqa: SIM118  each as often as it stands there
    assert sorted(names) == sorted(header.lower() for header in (HEADERS_SENT if sent else HEADERS_DRAFT))
    assert [address.addr_spec for address in message["To"].addresses] == ["leah@example.org"]
    assert [address.addr_spec for address in message["From"].addresses] == ["sam@example.org"]
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert [part.get_content() for part in message.iter_attachments()] == [b"x"]
    assert str(message["Subject"]).isprintable()


def test_what_would_add_a_header_after_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eml, "_literal", lambda text: text)
    with pytest.raises((BookError, ValueError)):
        eml.mail(Letter("leah@example.org", ENCODED, "Hello", "Sam", "sam@example.org"), "<1@example.org>", NOON)


def test_a_subject_that_looks_encoded_is_shown_as_it_was_typed() -> None:
    message = parsed(eml.draft(Letter("leah@example.org", "=?utf-8?q?Hi?=", "Hello")))
    assert message["Subject"] == "= ?utf-8?q?Hi?="


def test_a_mail_has_its_one_id_and_its_moment_and_is_plain_ascii() -> None:
    mail_id = eml.new_mail_id("sam@exämple.org")
    assert re.fullmatch(r"<[0-9a-f-]{36}@xn--exmple-cua\.org>", mail_id)
    assert eml.new_mail_id("sam@example.org") != eml.new_mail_id("sam@example.org")
    content = eml.mail(replace(PLAIN, to="leah@exämple.org", subject="Grüße 👷"), mail_id, NOON)
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) < 999  # RFC 5321, 4.5.3.1.6
    message = parsed(content)
    assert (message["Message-ID"], message["Date"]) == (mail_id, "Fri, 20 Nov 2026 12:00:00 +0000")
    assert (message["To"], message["Subject"], message["X-Unsent"]) == ("leah@xn--exmple-cua.org", "Grüße 👷", None)
    assert words_of(message) == PLAIN.words
    assert eml.mail(replace(PLAIN, to="lëah@example.org"), mail_id, NOON).startswith(b"Message-ID: <")


def test_bare_line_breaks_and_dots_do_not_leave_as_they_are() -> None:
    """What some servers take for the end of a mail, and what follows for another one: CVE-2023-51764."""
    content = eml.mail(replace(PLAIN, words="One\n.\rTwo\r.\r\nÜ\n.\n"), "<1@example.org>", NOON)
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize("address", ["", "sam", "sam@b, c@d.org"])
def test_a_mail_comes_from_an_address(address: str) -> None:
    with pytest.raises(BookError, match="is not an e-mail address"):
        eml.mail(replace(PLAIN, sender_address=address), "<1@x.org>", NOON)
    with pytest.raises(BookError, match="is not an e-mail address"):
        eml.new_mail_id(address)


@pytest.mark.parametrize(
    "address", ["", "no", "a@b, c@d.org", "a@b.org\r\nBcc: x@y.org", "<a@b.org>", "a b@c.org", "a@b.org;", "@b.org"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(BookError, match=r"is not an e-mail address\. The e-mail was not written"):
        eml.draft(Letter(address, "", "Hello"))


def test_files_go_with_it(tmp_path: Path) -> None:
    picture, other = tmp_path / "tap.png", tmp_path / "odd\nname.unknown"
    picture.write_bytes(b"\x89PNG")
    other.write_bytes(b"x")
    message = parsed(eml.draft(Letter("leah@example.org", "Photos", "See here", attachments=(picture, other))))
    found = [(part.get_content_type(), part.get_filename(), part.get_content()) for part in message.iter_attachments()]
    assert found == [("image/png", "tap.png", b"\x89PNG"), ("application/octet-stream", "odd name.unknown", b"x")]
    assert words_of(message).strip() == "See here"


def test_files_that_cannot_go_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BookError, match=r"gone\.png could not be read: No such file"):
        eml.draft(Letter("leah@example.org", "", "", attachments=(tmp_path / "gone.png",)))
    monkeypatch.setattr(eml, "MOST_ATTACHED", 10)
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(b"x" * 6)
    large.write_bytes(b"x" * 11)
    with pytest.raises(BookError, match="large is larger than"):
        eml.draft(Letter("leah@example.org", "", "", attachments=(large,)))
    with pytest.raises(BookError, match="larger than 0 MB together"):
        eml.draft(Letter("leah@example.org", "", "", attachments=(small, small)))


def test_a_draft_is_saved_for_its_owner_only_and_never_over_something(tmp_path: Path) -> None:
    target = tmp_path / "message.eml"
    assert eml.save(target, PLAIN) == target
    assert target.read_bytes() == eml.draft(PLAIN)
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(BookError, match=r"already\. It was not touched"):
        eml.save(target, Letter("leah@example.org", "", "Another"))
    assert target.read_bytes() == eml.draft(PLAIN)
    assert [path.name for path in tmp_path.iterdir()] == ["message.eml"]


def test_what_is_refused_leaves_nothing_behind(tmp_path: Path, home: Path, now: datetime) -> None:
    with pytest.raises(BookError):
        eml.save(tmp_path / "message.eml", Letter("no", "", ""))
    with pytest.raises(BookError):
        eml.keep(Letter("no", "", ""), uuid4(), now)
    assert not list(tmp_path.glob("*.eml"))
    assert not list((home / "drafts").iterdir())


def test_one_draft_is_kept_for_each_customer_and_not_for_long(home: Path) -> None:
    first, second = uuid4(), uuid4()
    file = eml.keep(PLAIN, first, datetime.now().astimezone())
    assert file == home / "drafts" / f"{first}.eml"
    assert eml.keep(Letter("leah@example.org", "", "Again"), first, datetime.now().astimezone()) == file
    assert words_of(parsed(file.read_bytes())).strip() == "Again"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    other = eml.keep(PLAIN, second, datetime.now().astimezone() + timedelta(days=2))
    assert list(file.parent.iterdir()) == [other]
    eml.forget(second)
    eml.forget(second)
    assert not other.exists()


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
@pytest.mark.parametrize("turned", [1, 6])
def test_no_picture_in_a_draft_tells_where_it_was_taken(tmp_path: Path, kind: str, turned: int) -> None:
    file = telling(tmp_path / f"roof.{kind}", turned)
    made = Attached("made.jpg", telling(tmp_path / "made.jpg").read_bytes())
    for attachment in (file, made):
        content = eml.draft(Letter("leah@example.org", "", "", attachments=[attachment]))
        (part,) = parsed(content).iter_attachments()
        inner = part.get_content()
        assert [said for said in TELLS if said in inner or said in content] == []


def test_a_picture_that_cannot_be_freed_of_the_place_stops_the_draft(tmp_path: Path) -> None:
    (tmp_path / "roof.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0")
    with pytest.raises(BookError, match=r"roof\.heic may tell where it was taken"):
        eml.draft(Letter("leah@example.org", "", "", attachments=[tmp_path / "roof.heic"]))


def test_a_name_that_no_header_carries_leaves_the_address() -> None:
    message = parsed(eml.draft(replace(PLAIN, sender=":" * 90)))  # Python's own reader fails on it
    assert message["From"] == "sam@example.org"
    assert parsed(eml.draft(replace(PLAIN, sender="Rowan, Sam <&> Sons: 2")))["From"] == (
        '"Rowan, Sam <&> Sons: 2" <sam@example.org>'
    )


def test_a_subject_without_end_is_cut_off() -> None:
    message = parsed(eml.draft(replace(PLAIN, subject="ü" * 100_000)))
    assert message["Subject"] == "ü" * eml.LONGEST_HEADER
