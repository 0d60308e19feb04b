from typing import Any
from uuid import UUID

from tests.owner import Owner
from tradesman.book.followup import Channel
from tradesman.book.quote import Quote
from tradesman.services import businesses, enquiries, papers, quotes


def paper(owner: Owner, quote_id: UUID) -> dict[str, Any]:
    return owner.ask(lambda session: papers.quote(session, session.load(Quote, quote_id)))


def test_a_quotes_paper_says_all_the_customer_sees(owner: Owner) -> None:
    enquiry_id = owner.enquiry(answered_live=True)
    owner.do(enquiries.diagnose, enquiry_id, "The valve is stuck")
    hot = owner.do(enquiries.ask, enquiry_id, "How hot?", "Very", "Hot water")
    owner.do(enquiries.ask, enquiry_id, "Any pets?", "A dog")
    quote_id = owner.drafted(enquiry_id, (50_000, 80_000))
    better = owner.option(quote_id, 1)
    owner.do(quotes.meet_need, quote_id, better, hot.id, meets=True)
    owner.do(
        quotes.change_option, quote_id, better, discount_minor=5_000, guarantee="Warm in a day, or the call is free"
    )
    owner.do(quotes.add_line, quote_id, better, "A longer hose", 1_000, extra=True, tax_bp=0)
    told = paper(owner, quote_id)
    assert (told["number"], told["revision"], told["given_on"], told["valid_until"]) == (
        "0001",
        1,
        "2026-11-20",
        "2026-12-20",
    )
    assert (told["customer"], told["diagnosis"]) == (
        {"name": "Leah Novak", "first_name": "Leah", "address": "3 Mill Lane, Harrow"},
        "The valve is stuck",
    )
    assert told["needs"] == [{"label": "Hot water", "answer": "Very"}]
    good, best = told["options"]
    assert ([good["meets"], best["meets"]], [good["best_value"], best["best_value"]]) == (
        [[False], [True]],
        [False, True],
    )
    assert (best["net_minor"], best["tax_minor"], best["total_minor"], best["taxes"]) == (
        75_000,
        15_000,
        90_000,
        [[2000, 75_000, 15_000]],
    )
    assert best["guarantee"] == "Warm in a day, or the call is free"
    assert [(line["words"], line["amount_minor"], line["extra"]) for line in best["lines"]] == [
        ("Boiler, fitted", 80_000, False),
        ("A longer hose", 1_000, True),
    ]


def test_prices_entered_gross_are_what_counts(owner: Owner) -> None:
    owner.do(businesses.change, prices_gross=True)
    told = paper(owner, owner.drafted(prices=(60_000,)))
    (option,) = told["options"]
    assert (told["gross"], option["net_minor"], option["tax_minor"], option["total_minor"]) == (
        True,
        50_000,
        10_000,
        60_000,
    )


def test_the_options_stand_in_their_places_whenever_they_were_added(owner: Owner) -> None:
    quote_id = owner.drafted(prices=(1_000, 2_000))
    with owner.book.write("Swap", owner.now) as session:
        quote = session.load(Quote, quote_id)
        quote.options[0].position, quote.options[1].position = 2, 1
        swapped = papers.quote(session, quote)
    assert [option["title"] for option in swapped["options"]] == ["Better", "Good"]
    assert paper(owner, quote_id) == swapped


def test_a_quote_without_a_site_has_no_address(owner: Owner) -> None:
    customer_id = owner.customer(address="")
    told = paper(owner, owner.drafted(owner.enquiry(customer_id, answered_live=True)))
    assert told["customer"]["address"] == ""


def test_a_paper_promises_what_the_playbook_does(owner: Owner) -> None:
    quote_id = owner.drafted()

    def promised() -> Any:
        return paper(owner, quote_id)["promised"]

    assert promised() == {"confirms": "message", "weekly": True}
    owner.rule("progress_update", wait="14 days")
    owner.rule("confirm_start", channel=Channel.CALL)
    assert promised() == {"confirms": "call", "weekly": False}
    owner.rule("progress_update", wait="1 week")
    owner.rule("confirm_start", enabled=False)
    assert promised() == {"confirms": "", "weekly": True}
    owner.rule("progress_update", enabled=False)
    owner.rule("confirm_start", enabled=True, wait="-3 working days")
    assert promised() == {"confirms": "", "weekly": False}
