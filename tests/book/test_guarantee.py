from datetime import date

import pytest

from tradesman.book.errors import BookError
from tradesman.book.guarantee import Guarantee, GuaranteeKind


def guarantee(**fields: object) -> Guarantee:
    """Two years on the work, with teeth."""
    whole: dict[str, object] = {
        "kind": GuaranteeKind.RESULT,
        "title": "Two years",
        "promise": "It stays dry.",
        "months": 24,
        "teeth": "I come within two days and put it right free of charge.",
    }
    return Guarantee(**{**whole, **fields})  # type: ignore[arg-type]


def test_a_whole_guarantee_holds_until_its_last_calendar_day() -> None:
    whole = guarantee(months=6)
    whole.check()
    assert whole.until(date(2026, 8, 31)) == date(2027, 2, 28)


def test_one_without_a_term_has_no_last_day() -> None:
    assert guarantee(months=None).until(date(2026, 8, 31)) is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": " "}, "a name"),
        ({"promise": ""}, "what it promises"),
        ({"teeth": " "}, "What does the customer get"),
        ({"months": 0}, "at least a month"),
    ],
)
def test_what_is_missing_is_said(fields: dict[str, object], words: str) -> None:
    with pytest.raises(BookError, match=words):
        guarantee(**fields).check()
