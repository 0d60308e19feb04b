import pytest

from tradesman.ui import links as ways


@pytest.mark.parametrize(
    ("number", "opened"),
    [("07700 900161", ["tel:07700900161"]), ("+44 (0) 7700-900161", ["tel:+4407700900161"]), ("none", []), ("", [])],
)
def test_a_call_takes_digits_only(links: list[str], number: str, opened: list[str]) -> None:
    assert ways.open_call(number) is bool(opened)
    assert links == opened


def test_a_mail_cannot_smuggle_fields(links: list[str]) -> None:
    assert ways.open_mail("leah@example.org?bcc=all@example.org&x=", "Hello & good day", "One\nTwo?")
    assert links == [
        "mailto:leah@example.org%3Fbcc%3Dall@example.org%26x%3D?subject=Hello%20%26%20good%20day&body=One%0ATwo%3F"
    ]
    assert not ways.open_mail("no address")


def test_a_text_message(links: list[str]) -> None:
    assert ways.open_text("07700 900161", "Hello Leah")
    assert ways.open_text("07700 900161")
    assert links == ["sms:07700900161?body=Hello%20Leah", "sms:07700900161"]


def test_no_other_scheme_leaves(links: list[str]) -> None:
    assert not ways._open("file:///etc/passwd")
    assert not ways._open("javascript:alert(1)")
    assert links == []
