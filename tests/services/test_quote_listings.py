from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.owner import Filled, Owner
from tradesman.book.quote import Quote
from tradesman.services import quote_listings, quotes
from tradesman.services.quote_listings import Group, Listing, Order, QuoteRow, View
from tradesman.services.rivals import Against

WINDOW, MANY = 10, 52


def listed(owner: Owner, **view: object) -> tuple[Listing, list[QuoteRow]]:
    with owner.book.read(owner.now) as session:
        found = quote_listings.listing(session, View(**view))  # type: ignore[arg-type]
        return found, found.rows(session, 0, 100)


def numbers(owner: Owner, **view: object) -> list[str]:
    return [row.number for row in listed(owner, **view)[1]]


def _six(owner: Owner) -> dict[str, UUID]:
    found = {}
    for name, customer in (
        ("expired", "Zoe Quist"),
        ("given", "Ann Ash"),
        ("decides", "Leah Novak"),
        ("accepted", "Bo Łukasz"),
        ("lost", "Carl Ash"),
        ("draft", "Dee Moor"),
    ):
        owner.now += timedelta(minutes=1)
        enquiry_id = owner.enquiry(owner.customer(customer), "Boiler", answered_live=True)
        found[name] = owner.drafted(enquiry_id, (50_000, 80_000))
    owner.do(quotes.change, found["expired"], valid_until_on=date(2026, 11, 21))
    for name in ("expired", "given", "accepted", "lost"):
        owner.given(found[name])
    owner.given(found["decides"], decision_on=date(2026, 11, 30))
    owner.do(quotes.change, found["draft"], title="A new kitchen tap")
    owner.accepted(found["accepted"])
    owner.do(quotes.add_rival, found["lost"], "Cheap & Co", 48_000)
    owner.do(quotes.lose, found["lost"], "Too dear", "Drain & Co", 72_000)
    owner.at("2026-11-25")
    return found


@pytest.fixture
def six(owner: Owner, filled: Filled) -> dict[str, UUID]:
    """A quote of each group, drafted a minute apart: 0001 is the oldest."""
    return filled.by(_six, owner)


def test_every_quote_says_how_it_stands(owner: Owner, six: dict[str, UUID]) -> None:
    found, rows = listed(owner)
    assert [row.group for row in rows] == [
        Group.DRAFT,
        Group.LOST,
        Group.ACCEPTED,
        Group.DECIDES,
        Group.GIVEN,
        Group.EXPIRED,
    ]
    assert found.counts == {Group.ALL: 6} | dict.fromkeys(list(Group)[1:], 1)
    assert found.count == 6
    by_name = {name: row for row in rows for name, quote_id in six.items() if row.id == quote_id}
    decides = by_name["decides"]
    assert (decides.customer, decides.title, decides.number, decides.revision) == (
        "Leah Novak",
        "New boiler",
        "0003",
        1,
    )
    assert (decides.total_minor, decides.options, decides.currency) == (96_000, 2, "GBP")
    assert (decides.decision_on, decides.age_days, decides.rivals) == (date(2026, 11, 30), 5, ())
    assert by_name["accepted"].total_minor == 60_000
    assert by_name["lost"].rivals == (Against("Cheap & Co", 48_000, 96_000), Against("Drain & Co", 72_000, 96_000))
    assert by_name["draft"].given_at is None


@pytest.mark.parametrize("group", list(Group)[1:])
def test_a_group_shows_its_own(owner: Owner, six: dict[str, UUID], group: Group) -> None:
    found, rows = listed(owner, group=group)
    assert ([row.id for row in rows], found.count) == ([six[group.value]], 1)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NEWEST, "6 5 4 3 2 1"),
        (Order.NUMBER, "1 2 3 4 5 6"),
        (Order.CUSTOMER, "2 4 5 6 3 1"),
    ],
)
def test_they_come_in_the_order_that_is_asked_for(
    owner: Owner, six: dict[str, UUID], order: Order, expected: str
) -> None:
    wanted = [f"000{digit}" for digit in expected.split()]
    assert numbers(owner, order=order) == wanted
    assert numbers(owner, order=order, backwards=True) == wanted[::-1]


def test_what_was_given_last_is_the_newest(owner: Owner, six: dict[str, UUID]) -> None:
    owner.do(quotes.change, six["given"], title="New boiler and tank")
    assert numbers(owner)[-2:] == ["0002", "0001"]
    owner.given(six["given"])
    assert numbers(owner)[0] == "0002"


def test_an_order_that_no_index_holds_is_slow_in_a_large_book(
    owner: Owner, six: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not listed(owner, order=Order.DECIDES)[0].slow
    monkeypatch.setattr(quote_listings, "MANY", 5)
    assert [order for order in Order if listed(owner, order=order)[0].slow] == [Order.NEWEST, Order.DECIDES]
    assert not listed(owner, order=Order.DECIDES, words="boiler")[0].slow
    assert not listed(owner, order=Order.DECIDES, group=Group.LOST)[0].slow


def test_who_decides_on_no_day_comes_last(owner: Owner, six: dict[str, UUID]) -> None:
    owner.do(quotes.decide_by, six["draft"], date(2026, 11, 27))
    assert numbers(owner, order=Order.DECIDES)[:2] == ["0006", "0003"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("0003", ["0003"]),
        ("003", ["0003"]),
        ("novak", ["0003"]),
        ("NOVAK boil", ["0003"]),
        ("lukasz", ["0004"]),
        ("ash", ["0005", "0002"]),
        ("ash carl", ["0005"]),
        ("kitchen tap", ["0006"]),
        ("d", ["0006"]),
        ("boiler", ["0005", "0004", "0003", "0002", "0001"]),
        ("novak kitchen", []),
        ("!!", []),
        ("nobody", []),
    ],
)
def test_number_customer_and_title_are_found(
    owner: Owner, six: dict[str, UUID], words: str, expected: list[str]
) -> None:
    assert numbers(owner, words=words) == expected


def test_what_was_found_is_counted_by_group_and_picked_from_it(owner: Owner, six: dict[str, UUID]) -> None:
    found, rows = listed(owner, words="ash", group=Group.LOST)
    assert [row.number for row in rows] == ["0005"]
    assert {group: count for group, count in found.counts.items() if count} == {
        Group.ALL: 2,
        Group.GIVEN: 1,
        Group.LOST: 1,
    }
    assert numbers(owner, words="nobody", group=Group.LOST) == []


def test_many_are_read_window_by_window_each_once(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quote_listings, "_AHEAD", WINDOW)  # a window and what is read beyond it are not all there is
    enquiry_id = owner.enquiry(answered_live=True)
    first = owner.get(Quote, owner.do(quotes.draft, enquiry_id, "Boiler").id)
    rest = first.model_dump(exclude={"id", "number"})
    with owner.book.write("Many", owner.now) as session:
        session.add_all(Quote(number=f"{number:04d}", **rest) for number in range(2, MANY + 1))
    for order in Order:
        for backwards in (False, True):
            with owner.book.read(owner.now) as session:
                found = quote_listings.listing(session, View(order=order, backwards=backwards))
                told = [row.number for start in range(0, MANY, WINDOW) for row in found.rows(session, start, WINDOW)]
            assert len(told) == len(set(told)) == MANY
            assert found.count == MANY
    with owner.book.read(owner.now) as session:
        found = quote_listings.listing(session, View(order=Order.NUMBER))
        assert [row.number for row in found.rows(session, MANY - 3, WINDOW)] == ["0050", "0051", "0052"]
        assert [row.number for row in found.rows(session, 0, 1)] == ["0001"]
        assert quote_listings.rows(session, []) == []


def test_a_draft_without_an_option_has_no_total(owner: Owner) -> None:
    quote_id = owner.do(quotes.draft, owner.enquiry(answered_live=True), "").id
    (row,) = listed(owner)[1]
    assert (row.id, row.total_minor, row.options) == (quote_id, None, 0)
    assert owner.get(Quote, quote_id).options == []
