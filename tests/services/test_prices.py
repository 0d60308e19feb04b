import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.pricebook import PriceItem
from tradesman.services import prices


def test_an_item_is_found_by_part_of_its_words_or_code(owner: Owner) -> None:
    owner.do(prices.add, " Tap washer ", 400, code="TW-1")
    owner.do(prices.add, "Mixer tap", 9_000, code="MX-1")
    owner.do(prices.add, "50 % off voucher", 100)
    found = {words: [item.words for item in owner.ask(prices.find, words)] for words in ("TAP", "tw-", "%", "_", "")}
    assert found == {
        "TAP": ["Mixer tap", "Tap washer"],
        "tw-": ["Tap washer"],
        "%": ["50 % off voucher"],
        "_": [],
        "": ["50 % off voucher", "Mixer tap", "Tap washer"],
    }
    assert len(owner.ask(prices.find, "", 2)) == 2


def test_an_item_has_words_and_only_its_own_fields(owner: Owner) -> None:
    with pytest.raises(BookError, match="needs words"):
        owner.do(prices.add, " ", 400)
    item = owner.do(prices.add, "Tap", 400)
    owner.do(prices.change, item.id, price_minor=500, supplier="Pipes Ltd")
    kept = owner.get(PriceItem, item.id)
    assert (kept.price_minor, kept.supplier) == (500, "Pipes Ltd")
    for field in ("id", "colour"):
        with pytest.raises(TypeError):
            owner.do(prices.change, item.id, **{field: None})
