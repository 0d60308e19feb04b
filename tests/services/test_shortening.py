import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradesman.services import shortening


@pytest.mark.parametrize(
    ("shortened", "missing"),
    [
        ("", ()),
        ("Very tidy", ()),
        ("very TIDY … quick!", ()),
        ("Quick, and tidy", ("and", "tidy")),
        ("Very very tidy", ("very",)),
        ("The best", ("the", "best")),
        ("Very tidy!!! (“quick”) – …", ()),
        ("★★★★★ Very tidy", ("★★★★★",)),
        ("Very 👍🏽 tidy, £ quick 👍🏽 best", ("best", "👍🏽", "£")),
        ("Very_tidy", ("_",)),
        ("Very\u200btidy", ("zero width space",)),
    ],
)
def test_what_was_not_said_is_found(shortened: str, missing: tuple[str, ...]) -> None:
    assert shortening.not_said("Very tidy, and quick", shortened) == missing


@pytest.mark.parametrize(
    ("words", "shortened", "missing"),
    [
        ("Paid 10 pounds", "Paid £10", ("£",)),
        ("Paid £10 and not £20", "Paid £10", ()),
        ("★★★★ Tidy", "★★★★★ Tidy", ("★",)),
        ("★★★★ Tidy", "★★★ Tidy", ()),
        ("Gut & sauber, 100 %", "sauber, 100 %", ()),
        ("Cafe\u0301 tidy", "Cafe\u0301", ()),
    ],
)
def test_a_sign_stands_only_where_it_was_said(words: str, shortened: str, missing: tuple[str, ...]) -> None:
    assert shortening.not_said(words, shortened) == missing


@pytest.mark.parametrize(
    ("words", "shortened"),
    [
        ("I can't complain", "I can complain"),
        ("Don’t wait", "Don wait"),
        ("Don´t wait", "Don wait"),
        ("Don`t wait", "Don wait"),
        ("Don‘t wait", "Don wait"),
        ("He was un-helpful", "He was helpful"),
        ("He was un\u2011helpful", "He was helpful"),
        ("It cost 1,000 pounds", "It cost 1 pounds"),
        ("It cost 10.50", "It cost 50"),
    ],
)
def test_a_part_of_a_word_was_not_said(words: str, shortened: str) -> None:
    assert shortening.not_said(words, shortened) != ()
    plain = words.translate(str.maketrans("’´`‘\u2011", "'" * 4 + "-"))
    assert shortening.not_said(plain, words) == ()
    assert shortening.not_said(words, plain) == ()


@pytest.mark.parametrize(
    ("words", "shortened", "denials"),
    [
        ("I would not say that anybody is better", "I would say that anybody is better", ("not",)),
        ("It didn’t leak. Never late", "Late", ("didn't", "never")),
        ("Nie wieder ein anderer, kein Staub", "ein anderer, Staub", ("nie", "kein")),
        ("No dust, no noise", "No dust, noise", ("no",)),
        ("It wasn´t bad, didn`t smell, won‘t rust", "It bad, smell, rust", ("wasn't", "didn't", "won't")),
        ("It wasnt bad, and barely late", "It bad, and late", ("wasnt", "barely")),
        ("Selten so wenig Staub", "so Staub", ("selten", "wenig")),
        ("Good-not great", "great", ("good-not",)),
        ("Not late, and tidy", "Not late", ()),
        ("Very tidy", "tidy", ()),
    ],
)
def test_a_denial_that_is_left_out_is_found(words: str, shortened: str, denials: tuple[str, ...]) -> None:
    assert shortening.not_said(words, shortened) == ()
    assert shortening.denials_left_out(words, shortened) == denials


@pytest.mark.parametrize(
    ("words", "shortened", "marked"),
    [
        ("Very tidy, and quick", "tidy", "tidy"),
        ("Very tidy, and quick", "Very quick", "Very … quick"),
        ("Very tidy, and quick", "Very… quick", "Very… quick"),
        ("Very tidy, and quick", "Very ... quick", "Very ... quick"),
        ("Tidy. He rang back. The best.", "Tidy. The best.", "Tidy. … The best."),
        ("Tidy.\n\nHe rang back.\n\nThe best.", "Tidy.\n\nThe best.", "Tidy.\n\n… The best."),
        ("The house, the best", "the best", "the best"),  # as it stands there, and not from its first word on
        ("a b a c a b c", "a b c", "a b c"),
        ("a b c d e", "a c e", "a … c … e"),
        ("Very tidy", "", ""),
        ("Very tidy", "…", "…"),
    ],
)
def test_what_is_left_out_inside_is_seen(words: str, shortened: str, marked: str) -> None:
    assert shortening.not_said(words, shortened) == ()
    assert shortening.marked(words, shortened) == marked
    assert shortening.marked(words, marked) == marked


@settings(derandomize=True, deadline=None, max_examples=60, database=None)
@given(words=st.lists(st.sampled_from("abc"), max_size=12), data=st.data())
def test_marked_words_are_the_same_words_with_a_mark_only_where_some_are_missing(
    words: list[str], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    said, short = " ".join(words), " ".join(word for word, stays in zip(words, kept, strict=True) if stays)
    marked = shortening.marked(said, short)
    assert marked.replace(" … ", " ") == short
    place = 0
    for piece in marked.split(" … "):  # each piece stands in what was said as it is, one behind the other
        found = said.find(piece, place)
        assert found >= 0
        place = found + len(piece)
    assert ("…" in marked) == (short not in said)
