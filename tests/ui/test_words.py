from enum import StrEnum

import pytest

from tradesman.ui import words


@pytest.mark.parametrize("kind", list(words._WORDS))
def test_every_value_of_a_kind_has_words_of_its_own(kind: type[StrEnum]) -> None:
    said = [words.words(member) for member in kind]
    assert all(said)
    assert len(set(said)) == len(said)
    assert [key for key, _ in words.choices(kind)] == [member.value for member in kind]


def test_no_word_shouts() -> None:
    assert not [said for kind in words._WORDS.values() for said in kind.values() if "!" in said]
