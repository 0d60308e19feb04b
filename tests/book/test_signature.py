from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from tradesman.book.errors import BookError
from tradesman.book.signature import MOST_POINTS, Signature


def signature(who: str = "Leah Novak", strokes: Any = ()) -> Signature:
    at = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    return Signature(subject_id=uuid4(), who=who, signed_at=at, fingerprint="f" * 64, strokes=list(strokes))


def test_a_name_alone_is_enough_and_strokes_may_be_as_many_as_a_hand_writes() -> None:
    typed, drawn = signature(), signature(strokes=[[[0, 0, 0]] * (MOST_POINTS // 2)] * 2)
    typed.check()
    drawn.check()
    assert (typed.is_drawn, drawn.is_drawn) == (False, True)


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (signature(who="  "), "Who signs"),
        (signature(strokes=[[[0, 0, 0]] * (MOST_POINTS + 1)]), "too long"),
        (signature(strokes=["M0 0"]), "cannot be read"),
        (signature(strokes=[[[1, 2]]]), "cannot be read"),
        (signature(strokes=[[[1, 2, "3"]]]), "cannot be read"),
        (signature(strokes=[[[1, 2, True]]]), "cannot be read"),
        (signature(strokes=[[(1, 2, 3)]]), "cannot be read"),
    ],
)
def test_what_nobody_could_have_written_is_refused(made: Signature, sentence: str) -> None:
    with pytest.raises(BookError, match=sentence):
        made.check()
