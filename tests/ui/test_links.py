from pathlib import Path

import pytest

from tradesman.services import businesses
from tradesman.ui import links as ways


@pytest.mark.parametrize(
    ("number", "in_britain", "anywhere"),
    [
        ("\u202a+44 7700 900161\u202c", "+447700900161", "+447700900161"),  # as telephones copy it
        ("07700\u00a0900161 / 01632-960001", "+447700900161", "07700900161"),
        ("07700\u2011900\u2011161", "+447700900161", "07700900161"),  # as web pages write it
        ("(07700)\u2010900\u2212161", "+447700900161", "07700900161"),
        ("07700\u2013900\u2014161 / 01632\u2012960001", "+447700900161", "07700900161"),
        ("077\u00ad00 900161", "+447700900161", "07700900161"),
        ("home \u2014 07700 900161", "+447700900161", "07700900161"),
        ("Tel: 07700 900161", "+447700900161", "07700900161"),
        ("Mob.: (07700) 900.161 #4", "+447700900161", "07700900161"),
        ("tel:+44-7700-900161;ext=4", "+447700900161", "+447700900161"),
        ("07700 900161 (Leah’s), after 6", "+447700900161", "07700900161"),
        ("07700 900161", "+447700900161", "07700900161"),
        ("+44 (0) 7700-900161", "+447700900161", "+447700900161"),
        ("07700 900161 / 01632 960001", "+447700900161", "07700900161"),
        ("07700 900161/01632 960001", "+447700900161", "07700900161"),
        ("07700 900161 ext 4", "+447700900161", "07700900161"),
        ("tel 07700 900161", "+447700900161", "07700900161"),
        ("flat 3, 07700 900161", "+447700900161", "07700900161"),
        ("020/79460161", "+442079460161", "02079460161"),
        ("٠٧٧٠٠ ٩٠٠١٦١", "+447700900161", ""),
        ("①②③④⑤⑥⑦⑧", "", ""),
        ("07700 900161 01632 960001", "", ""),  # not to be told apart
        ("112", "112", "112"),
        ("12", "", ""),
        ("none", "", ""),
        ("", "", ""),
    ],
)
def test_one_number_is_dialled(links: list[str], number: str, in_britain: str, anywhere: str) -> None:
    assert ways.open_call(number, "GB") is bool(in_britain)
    assert ways.open_call(number) is bool(anywhere)
    assert links == [f"tel:{dialled}" for dialled in (in_britain, anywhere) if dialled]


def test_a_mail_cannot_smuggle_fields(links: list[str]) -> None:
    assert ways.open_mail("leah+&@example.org", "Hello & good day", "One\nTwo?&bcc=all@example.org")
    assert links == [
        "mailto:leah+%26@example.org?subject=Hello%20%26%20good%20day&body=One%0D%0ATwo%3F%26bcc%3Dall%40example.org"
    ]
    assert not ways.open_mail("no address")


@pytest.mark.parametrize("several", ["leah@example.org,all@example.org", "leah@example.org;all@example.org"])
def test_a_mail_goes_to_one_address(links: list[str], several: str) -> None:
    assert not ways.open_mail(several, "Hello", "One")
    assert links == []


def test_a_subject_is_one_line_and_half_a_letter_breaks_nothing(links: list[str]) -> None:
    assert ways.open_mail("leah@example.org", "Hello\r\nBcc: all@example.org", "Half \ud83d a letter")
    (link,) = links
    assert "%0D%0A" not in link.partition("&body=")[0]
    assert "Half%20%3F%20a%20letter" in link


def test_a_text_message(links: list[str]) -> None:
    assert ways.open_text("07700 900161", "Hello Leah")
    assert ways.open_text("07700 900161")
    assert ways.open_text("07700 900161", country="GB")
    assert links == ["sms:07700900161?body=Hello%20Leah", "sms:07700900161", "sms:+447700900161"]


def test_no_other_scheme_leaves(links: list[str]) -> None:
    assert not ways._open("file:///etc/passwd")
    assert not ways._open("javascript:alert(1)")
    assert links == []


def test_a_mail_that_would_be_cut_is_not_opened(links: list[str]) -> None:
    base = len("mailto:leah@example.org?body=")
    assert ways.open_mail("leah@example.org", "", "x" * (2000 - base))
    assert not ways.open_mail("leah@example.org", "", "x" * (2001 - base))
    assert not ways.fits_a_link("leah@example.org", "", "é" * 400)  # six characters each
    assert len(links) == 1


def test_a_draft_is_the_one_file_that_is_opened(links: list[str], tmp_path: Path) -> None:
    for name in ("run.sh", "letter.eml.exe", "letter"):
        (tmp_path / name).touch()
        assert not ways.open_draft(tmp_path / name)
    letter = tmp_path / "letter.eml"
    assert not ways.open_draft(letter)
    letter.symlink_to(tmp_path / "run.sh")
    assert not ways.open_draft(letter)
    letter.unlink()
    letter.touch()
    assert ways.open_draft(letter)
    assert links == [letter.as_uri()]


def test_a_folder_is_shown_and_no_file(links: list[str], tmp_path: Path) -> None:
    file = tmp_path / "run.desktop"
    file.write_text("x")
    assert not ways.open_folder(file)
    assert not ways.open_folder(tmp_path / "gone")
    assert links == []
    assert ways.open_folder(tmp_path)
    assert links == [tmp_path.as_uri()]


HOSTILE = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(document.cookie)",
    " javascript:alert(1)@example.org",
    "java\tscript:alert(1)@x",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=@x",
    "file:///etc/passwd",
    "file:///C:/Windows/System32/calc.exe",
    "file://server/share/run.exe@x",
    "file:/etc/passwd@example.org",
    "\\\\server\\share\\run.exe",
    "\\\\192.168.0.1\\c$\\run.exe",
    "//server/share/run.exe",
    "smb://server/share",
    "smb://07700900161/share@x",
    "ftp://example.org/07700900161",
    "http://example.org/07700900161",
    "http://07700900161@example.org/",
    "https://example.org@evil.example",
    "ssh://root@example.org",
    "ssh://-oProxyCommand=calc@example.org",
    "telnet://07700900161",
    "ldap://example.org/o=x",
    "jar:https://example.org/x.jar!/",
    "ms-msdt:/id PCWDiagnostic",
    "ms-calculator:",
    "search-ms:query=x&crumb=location:%5C%5Cserver",
    "shell:startup",
    "steam://run/07700900161",
    "zoommtg://zoom.us/join?confno=07700900161",
    "intent://scan/#Intent;scheme=zxing;end@x",
    "about:blank",
    "chrome://settings/07700900161",
    "view-source:https://example.org",
    "blob:https://example.org/07700900161",
    "callto:evil@example.org",
    "mailto:leah@example.org?attach=/etc/passwd",
    "mailto:leah@example.org?bcc=all@example.org",
    "%6a%61vascript:alert(1)@x",
    "leah@example.org\r\nBcc: all@example.org",
    "<leah@example.org>",
    "leah@example.org?bcc=all@example.org",
    "leah@example.org?attach=/etc/passwd",
    "leah%0d%0abcc=x@example.org",
    "leah@example.org@evil.example",
    "le\u202eah@example.org",
    "www.evil.com/07700900161",
    "evil.example/?n=07700900161",
    "localhost/07700900161",
    "07700900161.evil.com",
    "192.168.0.1/share",
    "data:,07700900161",
    "tel:*21*07700900161#",
    "*21*07700900161#",
    "##002#",
    "#31#07700900161",
    "*#06#",
    "07700900161*1",
    "tel:%2A21%2A07700900161%23",
    "%2B447700900161",
    "07700900161;phone-context=evil.example",
    "07700900161?body=x",
    "07700 900161\n01632 960001",
    "07700\r900161",
    "07700\x00900161",
    "0" * 10_000,
    "07700 900161 " * 800,
    "x" * 10_000 + " 07700 900161",
    "x" * 10_000 + "@example.org",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_hostile_link_in_a_contact_field_opens_anything(links: list[str], hostile: str) -> None:
    assert not ways.open_call(hostile, "GB")
    assert not ways.open_call(hostile)
    assert not ways.open_text(hostile, "Hello", "GB")
    assert not ways.open_mail(hostile, "Subject", "Hello")
    assert links == []


@pytest.mark.parametrize("hostile", [each for each in HOSTILE if not each.startswith("http://example")])
def test_no_hostile_link_is_a_place_for_reviews(hostile: str) -> None:
    assert not businesses.is_link(hostile)


def test_a_mail_or_text_of_ten_thousand_letters_is_not_cut(links: list[str]) -> None:
    assert not ways.open_mail("leah@example.org", "Hello", "x" * 10_000)
    assert not ways.open_text("07700 900161", "x" * 10_000)
    assert links == []
    assert ways.open_text("07700 900161", "x" * (2000 - len("sms:07700900161?body=")))
    assert len(links) == 1
