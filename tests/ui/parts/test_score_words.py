import pytest

from tradesman.services.score_sheets import Middle
from tradesman.services.scorecard import Share
from tradesman.ui.parts import score_words

MIN = 60.0


@pytest.mark.parametrize(
    ("middle", "said", "compared"),
    [
        (Middle(24 * MIN, 5, 33 * MIN), "24 min", ("9 min faster", "good")),
        (Middle(33 * MIN, 5, 24 * MIN), "33 min", ("9 min slower", "warn")),
        (Middle(24 * MIN, 5, 24 * MIN), "24 min", ("as before", "ink_2")),
        (Middle(24 * MIN, 5, None), "24 min", ("", "ink_2")),
        (Middle(None, 4, 33 * MIN), "not enough yet", ("", "ink_2")),
        (Middle(None, 0, 33 * MIN), "—", ("", "ink_2")),
    ],
)
def test_call_backs_stand_beside_those_of_before(middle: Middle, said: str, compared: tuple[str, str]) -> None:
    assert score_words.call_back(middle) == said
    assert score_words.faster(middle) == compared


@pytest.mark.parametrize(
    ("middle", "said"),
    [(Middle(2.5, 5, None), "2.5 days"), (Middle(None, 4, 3), "not enough yet"), (Middle(None, 0, None), "—")],
)
def test_a_wait_of_fewer_than_five_says_nothing_yet(middle: Middle, said: str) -> None:
    assert score_words.days(middle) == said


@pytest.mark.parametrize(("share", "said"), [(Share(3, 4), "not enough yet"), (Share(4, 5), "80%"), (Share(0, 0), "—")])
def test_a_share_has_a_percentage_from_five_cases_on(share: Share, said: str) -> None:
    assert score_words.share(share) == said
