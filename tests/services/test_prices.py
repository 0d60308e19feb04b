import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.pricebook import PriceItem
from tradesman.services import kits, prices


def found(owner: Owner, typed: str, limit: int = 50) -> list[str]:
    return [row.words for row in owner.ask(prices.find, typed, limit)]


def test_an_item_is_found_by_part_of_its_words_or_code(owner: Owner) -> None:
    owner.do(prices.add, " Tap washer ", 400, code="TW-1")
    owner.do(prices.add, "Mixer tap", 9_000, code="MX-1")
    owner.do(prices.add, "50 % off voucher", 100)
    assert {typed: found(owner, typed) for typed in ("TAP", "tw-", "%", "_", "")} == {
        "TAP": ["Tap washer", "Mixer tap"],
        "tw-": ["Tap washer"],
        "%": ["50 % off voucher"],
        "_": [],
        "": ["50 % off voucher", "Mixer tap", "Tap washer"],
    }
    assert len(found(owner, "", 2)) == 2


def test_what_was_typed_is_found_at_the_front_first_whatever_the_accents(owner: Owner) -> None:
    for words, code, supplier in (
        ("Spotlight", "S1", ""),
        ("Led strip", "S2", ""),
        ("Panel, sealed", "S3", ""),
        ("Cable", "LED", ""),
        ("Dimmer for led lamps", "S4", ""),
        ("Nail", "S5", "Ledger Bros"),
        ("Großer Łuk à café", "S6", "Müller"),
    ):
        owner.do(prices.add, words, 100, code=code, supplier=supplier)
    assert found(owner, "led") == ["Cable", "Led strip", "Nail", "Dimmer for led lamps", "Panel, sealed"]
    assert found(owner, "lamps LED") == ["Dimmer for led lamps"]
    for typed in ("GROSSER", "cafe", "muller", "luk a", "s6"):
        assert found(owner, typed) == ["Großer Łuk à café"]
    assert found(owner, "p") == ["Panel, sealed"]  # one letter means a beginning
    assert found(owner, "l") == ["Cable", "Led strip", "Nail", "Dimmer for led lamps", "Großer Łuk à café"]


def test_an_item_has_words_and_only_its_own_fields(owner: Owner) -> None:
    with pytest.raises(BookError, match="needs words"):
        owner.do(prices.add, " ", 400)
    item = owner.do(prices.add, "Tap", 400)
    owner.do(prices.change, item.id, price_minor=500, supplier="Pipes Ltd")
    kept = owner.get(PriceItem, item.id)
    assert (kept.price_minor, kept.supplier) == (500, "Pipes Ltd")
    for field in ("id", "colour", "parts"):
        with pytest.raises(TypeError):
            owner.do(prices.change, item.id, **{field: None})


def test_what_nobody_can_see_is_left_out_and_what_no_price_can_be_is_refused(owner: Owner) -> None:
    item = owner.do(prices.add, "Tap\0 of\nbrass\ud800 ", -400, code="\tT 1 ", cost_minor=-100)
    assert (item.words, item.code, item.price_minor) == ("Tap of brass", "T 1", -400)
    long = "x" * prices.LONGEST
    assert owner.do(prices.add, long, 1).words == long
    for fields, fault in (
        ({"words": long + "x", "price_minor": 1}, "too long"),
        ({"words": "Gold", "price_minor": 10**13}, "too large"),
        ({"words": "Gold", "price_minor": 1, "cost_minor": -(10**13)}, "too large"),
        ({"words": "Gold", "price_minor": 1, "tax_bp": 10_001}, "between 0 and 100"),
        ({"words": "Gold", "price_minor": 1, "tax_bp": -1}, "between 0 and 100"),
    ):
        with pytest.raises(BookError, match=fault):
            owner.do(prices.add, **fields)
    assert len(owner.all(PriceItem)) == 2


def test_a_code_belongs_to_one_item(owner: Owner) -> None:
    tap = owner.do(prices.add, "Tap", 400, code="T1")
    with pytest.raises(BookError, match="The code t1 belongs to “Tap”"):
        owner.do(prices.add, "Another tap", 500, code="t1 ")
    other = owner.do(prices.add, "Another tap", 500)
    owner.do(prices.add, "A third", 500)  # no code is no code
    with pytest.raises(BookError, match="belongs to “Tap”"):
        owner.do(prices.change, other.id, code="T1")
    owner.do(prices.change, tap.id, code="T1", words="Mixer")
    assert owner.get(PriceItem, tap.id).words == "Mixer"


def test_an_item_is_removed_unless_a_kit_needs_it(owner: Owner) -> None:
    tap = owner.do(prices.add, "Tap", 400)
    kit = owner.do(kits.make, "Basin, fitted", [(tap.id, 2_000)])
    owner.do(kits.make, "Another basin", [(tap.id, 1_000)])
    with pytest.raises(BookError, match="“Tap” is part of Another basin, Basin, fitted"):
        owner.do(prices.remove, tap.id)
    owner.do(prices.remove, kit.id)
    assert found(owner, "") == ["Another basin", "Tap"]
    owner.undo()
    assert [(row.words, row.price_minor) for row in owner.ask(prices.find, "basin, fitted")] == [("Basin, fitted", 800)]
