"""No text turns what stands beside it round, and names of every script stay what they are."""

import pytest

from tradesman.book.direction import apart, unturned

SIGNS = [chr(code) for code in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070))]
SARAH, LAYLA = "שרה כהן", "ليلى"


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_that_turns_is_gone(sign: str) -> None:
    assert unturned(f"Leah{sign} Novak") == apart(f"Leah{sign} Novak") == "Leah Novak"
    assert unturned(f"Leah{sign} Novak", "-") == "Leah- Novak"


@pytest.mark.parametrize("text", ["Leah Novak", "Zoë · £5", "日本", "", "a\nb"])
def test_all_else_stays(text: str) -> None:
    assert unturned(text) == apart(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"Ring {SARAH} back", f"Ring \u2068{SARAH}\u2069 back"),
        (f"{SARAH}, 3 Mill Lane", f"\u2068{SARAH}\u2069, 3 Mill Lane"),
        (f"{SARAH}, {LAYLA}: 3 May", f"\u2068{SARAH}\u2069, \u2068{LAYLA}\u2069: 3 May"),
        (f"\u202e{SARAH}\u2067 12 May", f"\u2068{SARAH}\u2069 12 May"),
        (f"{SARAH}.\n12 May", f"\u2068{SARAH}.\u2069\n12 May"),  # each line by itself
        (f"{SARAH} · £340", f"\u2068{SARAH}\u2069 · £340"),
        (f"{LAYLA} سعيد-حسن’ 2 PM", f"\u2068{LAYLA} سعيد-حسن\u2069’ 2 PM"),
    ],
)
def test_a_name_among_other_words_stands_apart(text: str, shown: str) -> None:
    assert apart(text) == shown
    assert apart(shown) == shown
    assert unturned(shown) == unturned(text)


def test_what_a_customer_wrote_in_such_a_script_is_read_its_own_way() -> None:
    words = "وصل في الموعد وأصلح المرجل من Vaillant ونظف كل شيء وراءه، شكرا جزيلا."
    assert apart(words) == f"\u2068{words}\u2069"
