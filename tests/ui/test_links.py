from pathlib import Path

import pytest

from tradesman.ui import links as ways


@pytest.mark.parametrize(
    ("number", "in_britain", "anywhere"),
    [
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
    assert ways.open_mail("leah@example.org?bcc=all@example.org&x=", "Hello & good day", "One\nTwo?")
    assert links == [
        "mailto:leah@example.org%3Fbcc%3Dall@example.org%26x%3D?subject=Hello%20%26%20good%20day&body=One%0D%0ATwo%3F"
    ]
    assert not ways.open_mail("no address")


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
