import pytest

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.services import kits, price_sheets, prices, quotes


def test_an_item_says_in_which_kits_and_quotes_it_is(owner: Owner) -> None:
    tap = owner.do(prices.add, "Tap", 4_000, cost_minor=3_000)
    kit = owner.do(kits.make, "Basin", [(tap.id, 2_500)])
    first, second = owner.drafted(), owner.drafted()
    for quote_id in (first, first, second):
        owner.do(quotes.add_from_price_book, quote_id, owner.option(quote_id), tap.id)
    sheet = owner.ask(price_sheets.sheet, tap.id)
    assert (sheet.row.words, sheet.kits, sheet.parts) == ("Tap", ("Basin",), ())
    assert set(sheet.quotes) == {"0001", "0002"}
    assert len(sheet.quotes) == 2
    sheet = owner.ask(price_sheets.sheet, kit.id)
    assert (sheet.row.price_minor, sheet.kits, sheet.quotes) == (10_000, (), ())
    assert [(part.item.words, part.price_minor, part.cost_minor) for part in sheet.parts] == [("Tap", 10_000, 7_500)]
    owner.do(prices.remove, kit.id)
    with pytest.raises(BookError, match="no longer"):
        owner.ask(price_sheets.sheet, kit.id)
