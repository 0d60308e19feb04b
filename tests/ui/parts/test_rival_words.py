import pytest

from tradesman.services.rivals import Against, Standing
from tradesman.ui.parts import rival_words


@pytest.mark.parametrize(
    ("price", "words"),
    [
        (190_500, "£220 cheaper than your £2,125 (10%)"),
        (234_500, "£220 dearer than your £2,125 (10%)"),
        (212_500, "The same as your £2,125"),
        (213_000, "£5 dearer than your £2,125 (0.24%)"),
    ],
)
def test_one_price_is_told_beside_mine(price: int, words: str) -> None:
    assert rival_words.compared(Against("Drain & Co", price, 212_500), "GBP") == words


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(1, 0, 0, 500), "1 rival’s price is known. With fewer than 5 they say nothing yet."),
        (
            Standing(dearer=3, cheaper=2, same=0, median_bp=450),
            "Of 5 rivals’ prices: 2 cheaper than yours, 3 dearer. The one in the middle is 5% dearer.",
        ),
        (
            Standing(dearer=0, cheaper=0, same=5, median_bp=0),
            "Of 5 rivals’ prices: 5 the same. The one in the middle is the same as yours.",
        ),
    ],
)
def test_all_prices_are_told_once_there_are_enough(standing: Standing, words: str) -> None:
    assert rival_words.overall(standing) == words
