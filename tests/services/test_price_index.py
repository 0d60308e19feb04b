"""The list of the price book: narrowed, put in order, and always as the book is."""

import pytest
from sqlmodel import select

from tests.owner import Owner
from tradesman.book.errors import BookError
from tradesman.book.pricebook import KitPart, PriceItem
from tradesman.book.store import Session
from tradesman.services import businesses, kits, price_index, prices
from tradesman.services.price_index import Order, PriceRow, Terms, View


def three(session: Session) -> None:
    tap = prices.add(session, "Tap", 4_000, code="b1", cost_minor=3_000, supplier="Pipes")
    prices.add(session, "pipe", 333, cost_minor=100, supplier="pipes & more")
    prices.add(session, "Áncla", -500, code="A2")
    session.flush()
    kits.make(session, "Basin", [(tap.id, 2_000)], code="K")


def shown(owner: Owner, view: View) -> list[str]:
    return [row.words for row in owner.ask(price_index.listing, view).rows]


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (View(), ["Áncla", "Basin", "pipe", "Tap"]),
        (View(backwards=True), ["Tap", "pipe", "Basin", "Áncla"]),
        (View(order=Order.CODE), ["Áncla", "Tap", "Basin", "pipe"]),
        (View(order=Order.CODE, backwards=True), ["Basin", "Tap", "Áncla", "pipe"]),
        (View(order=Order.COST), ["pipe", "Tap", "Basin", "Áncla"]),
        (View(order=Order.PRICE), ["Áncla", "pipe", "Tap", "Basin"]),
        (View(order=Order.PRICE, backwards=True), ["Basin", "Tap", "pipe", "Áncla"]),
        (View(order=Order.MARGIN), ["Basin", "Tap", "pipe", "Áncla"]),
        (View(order=Order.MARGIN, backwards=True), ["pipe", "Basin", "Tap", "Áncla"]),
        (View(order=Order.SUPPLIER), ["Tap", "pipe", "Áncla", "Basin"]),
        (View(kits=True), ["Basin"]),
        (View(supplier="Pipes"), ["Tap"]),
        (View("a", kits=True), []),
    ],
)
def test_the_list_is_narrowed_and_put_in_order(owner: Owner, view: View, words: list[str]) -> None:
    owner.do(three)
    assert shown(owner, view) == words


def test_how_many_are_kits_is_counted_among_what_is_found(owner: Owner) -> None:
    owner.do(three)
    listing = owner.ask(price_index.listing, View("a", kits=True))
    assert (listing.found, listing.kits) == (1, 0)
    listing = owner.ask(price_index.listing, View(kits=True))
    assert (listing.found, listing.kits) == (4, 1)
    assert owner.ask(price_index.suppliers) == {"Pipes": 1, "pipes & more": 1}


def test_the_index_follows_every_step_and_every_undo(owner: Owner) -> None:
    assert shown(owner, View()) == []
    owner.do(three)
    assert shown(owner, View()) == ["Áncla", "Basin", "pipe", "Tap"]
    tap = owner.ask(prices.find, "tap")[0]
    owner.do(prices.change, tap.id, words="Zinc tap", price_minor=5_000)
    assert shown(owner, View()) == ["Áncla", "Basin", "pipe", "Zinc tap"]
    assert owner.ask(prices.find, "basin")[0].price_minor == 10_000
    owner.do(prices.remove, owner.ask(prices.find, "basin")[0].id)
    assert shown(owner, View()) == ["Áncla", "pipe", "Zinc tap"]
    owner.undo()
    owner.undo()
    assert shown(owner, View()) == ["Áncla", "Basin", "pipe", "Tap"]
    owner.do(businesses.change, name="Another name")
    assert shown(owner, View()) == ["Áncla", "Basin", "pipe", "Tap"]


def test_a_kit_that_lost_its_parts_is_an_item_again(owner: Owner) -> None:
    owner.do(three)
    kit = owner.ask(prices.find, "basin")[0]
    assert kit.is_kit

    def take_apart(session: Session) -> None:
        item = session.load(PriceItem, kit.id)
        item.parts.clear()

    owner.do(take_apart)
    row = owner.ask(prices.find, "basin")[0]
    assert (row.is_kit, row.price_minor) == (False, 0)


def test_many_changes_are_read_in_one_go(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(price_index, "FEW", 2)
    owner.do(three)
    assert len(shown(owner, View())) == 4
    owner.do(prices.add, "Elbow", 1)
    assert len(shown(owner, View())) == 5

    def raise_all(session: Session) -> None:
        for item in session.exec(select(PriceItem)).all():
            item.words = f"New {item.words}"

    owner.do(raise_all)
    assert shown(owner, View("new")) == ["New Áncla", "New Basin", "New Elbow", "New pipe", "New Tap"]


def test_what_a_step_has_written_is_found_in_it(owner: Owner) -> None:
    def add_and_find(session: Session) -> list[PriceRow]:
        prices.add(session, "Tap", 400)
        return prices.find(session, "tap")

    assert [row.words for row in owner.do(add_and_find)] == ["Tap"]


def test_an_item_that_is_gone_is_said_to_be(owner: Owner) -> None:
    item = owner.do(prices.add, "Tap", 400)
    owner.do(prices.remove, item.id)
    with owner.book.read(owner.now) as session, pytest.raises(BookError, match="no longer"):
        price_index.of(session).row(item.id)


def test_a_circle_that_came_from_elsewhere_does_not_hang_the_program(owner: Owner) -> None:
    owner.do(three)
    kit = owner.ask(prices.find, "basin")[0]

    def close_the_circle(session: Session) -> None:
        session.add(KitPart(kit_id=kit.id, item_id=kit.id, position=2))

    owner.do(close_the_circle)
    assert owner.ask(prices.find, "basin")[0].price_minor == 8_000


@pytest.mark.parametrize(
    ("cost", "price", "tax_bp", "gross", "kept"),
    [
        (60, 100, None, False, (40, 40)),
        (60, 120, None, True, (40, 40)),
        (60, 105, 500, True, (40, 40)),
        (100, 80, None, False, (-20, -25)),
        (0, 100, None, False, None),
        (10, 0, None, False, None),
        (10, -5, None, False, None),
    ],
)
def test_what_is_kept_is_net_of_tax(
    cost: int, price: int, tax_bp: int | None, gross: bool, kept: tuple[int, int] | None, owner: Owner
) -> None:
    item = owner.do(prices.add, "Tap", price, cost_minor=cost, tax_bp=tax_bp)
    owner.do(businesses.change, prices_gross=gross)
    terms = owner.ask(price_index.terms)
    assert terms == Terms(gross, 2000)
    assert owner.ask(prices.find, "tap")[0].keeps(terms) == kept
    assert item.words == "Tap"
