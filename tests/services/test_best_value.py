from uuid import UUID

from tests.owner import Owner
from tradesman.book.enquiry import Enquiry
from tradesman.book.quote import Quote
from tradesman.services import best_value, enquiries, quote_sheets, quotes


def asked(owner: Owner, budget: int | None, needs: int, prices: tuple[int, ...]) -> tuple[UUID, list[UUID]]:
    enquiry_id = owner.enquiry(answered_live=True, budget_minor=budget)
    made = [owner.do(enquiries.ask, enquiry_id, f"Question {n}", "Yes", f"Need {n}").id for n in range(needs)]
    owner.do(enquiries.ask, enquiry_id, "Any pets?", "A dog")
    return owner.drafted(enquiry_id, prices), made


def meets(owner: Owner, quote_id: UUID, number: int, *needs: UUID) -> None:
    for need in needs:
        owner.do(quotes.meet_need, quote_id, owner.option(quote_id, number), need, meets=True)


def test_the_only_one_that_meets_all_and_stays_below_the_budget(owner: Owner) -> None:
    quote_id, needs = asked(owner, 250_000, 5, (89_000, 177_100, 334_800))
    meets(owner, quote_id, 0, *needs[2:])
    meets(owner, quote_id, 1, *needs)
    meets(owner, quote_id, 2, *needs[:2])
    found = owner.ask(best_value.proposed, quote_id)
    assert found == best_value.Proposal(owner.option(quote_id, 1), 2, 5, 5, 3, 37_480, cheapest=False)
    sheet = owner.ask(quote_sheets.sheet, quote_id)
    assert (sheet.proposal, sheet.overruled) == (found, False)
    owner.do(quotes.mark_best_value, quote_id, owner.option(quote_id, 2), "It costs least to run")
    assert owner.ask(quote_sheets.sheet, quote_id).overruled


def test_above_the_budget_nothing_is_left_of_it_and_the_cheapest_says_so(owner: Owner) -> None:
    quote_id, _ = asked(owner, 10_000, 0, (50_000, 80_000))
    found = owner.ask(best_value.proposed, quote_id)
    assert found == best_value.Proposal(owner.option(quote_id), 1, 0, 0, 0, None, cheapest=True)


def test_each_step_up_says_what_it_costs(owner: Owner) -> None:
    quote_id, _ = asked(owner, None, 0, (89_000, 177_100, 150_000))
    sheet = owner.ask(quote_sheets.sheet, quote_id)
    assert [row.next_minor for row in sheet.options] == [105_720, -32_520, None]


def test_what_a_dearer_option_gives_up_is_told_against_the_cheapest_that_has_it(owner: Owner) -> None:
    quote_id, needs = asked(owner, None, 3, (10_000, 20_000, 30_000))
    meets(owner, quote_id, 0, needs[0], needs[1])
    meets(owner, quote_id, 1, needs[0], needs[2])
    good, better, best = (owner.option(quote_id, number) for number in range(3))
    sheet = owner.ask(quote_sheets.sheet, quote_id)
    assert [row.loses for row in sheet.options] == [
        (),
        (best_value.Loss(better, good, (needs[1],)),),
        (best_value.Loss(best, good, (needs[0], needs[1])), best_value.Loss(best, better, (needs[2],))),
    ]
    meets(owner, quote_id, 2, *needs)
    assert owner.ask(quote_sheets.sheet, quote_id).options[2].loses == ()


def test_who_costs_the_same_gives_nothing_up(owner: Owner) -> None:
    quote_id, needs = asked(owner, None, 1, (10_000, 10_000))
    meets(owner, quote_id, 0, *needs)
    with owner.book.read(owner.now) as session:
        quote = session.load(Quote, quote_id)
        assert best_value.losses(quote, session.load(Enquiry, quote.enquiry_id)) == ()


def test_nothing_is_compared_before_every_option_has_a_line(owner: Owner) -> None:
    quote_id, needs = asked(owner, 10_000, 1, (10_000, 20_000))
    meets(owner, quote_id, 0, *needs)
    owner.do(quotes.add_option, quote_id, "Best")
    sheet = owner.ask(quote_sheets.sheet, quote_id)
    assert (sheet.proposal, [row.next_minor for row in sheet.options]) == (None, [None, None, None])
    assert [row.loses for row in sheet.options] == [(), (), ()]
    assert [(fault.words, fault.option_id) for fault in sheet.faults] == [
        ("“Best” has no line.", owner.option(quote_id, 2))
    ]
