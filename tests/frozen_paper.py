"""Quotes as they are frozen, made by hand: what the paper prints, in every currency, country and length."""

from typing import Any
from uuid import UUID

from tradesman.book import money

AMOUNTS = ("quantity_thousandths", "price_minor", "discount_minor")
NEEDS = ("3 showers in a row", "Strong upstairs", "Fits the cupboard", "Before 1 Nov", "About £2,500")
OTHERS = {"unit": "", "discount_minor": 0, "tax_bp": 2000, "extra": False}


def line(words: str, price: int, quantity: int = 1000, **rest: Any) -> dict[str, Any]:
    """A line as it is frozen; its id comes from where it stands."""
    return {"words": words, "price_minor": price, "quantity_thousandths": quantity, **OTHERS, **rest}


def option(
    title: str, lines: list[dict[str, Any]], *, meets: int = 0, best: bool = False, discount: int = 0, **rest: Any
) -> dict[str, Any]:
    """An option that meets the first so many needs."""
    return {
        "title": title,
        "words": "",
        "leaves": "",
        "takes": "1 day",
        "guarantee": "parts and labour",
        "guarantee_months": None,
        "promise": "",
        "teeth": "",
        "lines": lines,
        "meets": meets,
        "best_value": best,
        "discount_minor": discount,
        **rest,
    }


CYLINDERS = (
    option(
        "Like for like",
        [line("Vented cylinder, 120 L", 42000), line("Labour", 4800, 6000, unit="h")],
        meets=3,
        words="120 L vented cylinder",
        guarantee_months=24,
    ),
    option(
        "Mains pressure",
        [
            line("Unvented cylinder, 180 L, stainless steel", 84500),
            line("Safety valve and expansion kit", 16500),
            line("Labour", 4800, 11000, unit="h"),
            line("A second hot tap", 9000, extra=True),
        ],
        meets=5,
        best=True,
        words="180 L unvented cylinder",
        guarantee_months=84,
        promise="If anything I fitted fails within the guarantee, I come within two working days.",
        teeth="If I am late, I pay you £50 for each day.",
    ),
    option(
        "Lowest running cost",
        [line("Heat-pump heater, 200 L", 189000), line("Labour", 4800, 16000, unit="h")],
        meets=2,
        words="200 L heat-pump heater",
        leaves="Duct through the loft\nThree weeks to arrive",
        guarantee_months=18,
    ),
)
TERMS = "Waste is taken away. What is hidden behind walls is told and priced before it is done."


def frozen(*options: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """A quote as `services.papers` freezes it, in British pounds unless said."""
    gross = rest.get("gross", False)
    business = {
        "name": "Rowan Home Services",
        "owner": "Sam Rowan",
        "address": "6 Cooper's Yard\nAshcombe AX4 2RN",
        "phone": "07700 900 100",
        "email": "sam@rowan.example",
        "tax_number": "000 0000 00",
        "country": "GB",
        "logo": "",
        "paper": "a4",
        **rest.pop("business", {}),
    }
    steps = rest.get("payments", [])
    made = {
        "number": "0214",
        "revision": 1,
        "title": "Replacing your water heater",
        "given_on": "2026-10-09",
        "valid_until": "2026-11-08",
        "currency": "GBP",
        "gross": False,
        "language": "en",
        "tax_label": "VAT",
        "business": business,
        "customer": {"name": "Marion Ellis", "first_name": "Marion", "address": "14 Mill Lane\nAshcombe AX4 1PD"},
        "diagnosis": "The cylinder is 24 years old and the coil leaks at the joint. Your mains pressure is good.",
        "needs": [{"label": need, "answer": need} for need in NEEDS],
        "best_value_reason": "it is the only one that does all five things, and it leaves £375 of what you planned.",
        "payments": steps,
        "terms": TERMS,
        "withdrawal_days": 14,
        "free_on": ["2026-10-20", "2026-10-21"],
        "testimonials": [],
        **rest,
    }
    shares = [step["share_bp"] for step in steps]
    made["options"] = [
        _counted(each, place, len(made["needs"]), shares, gross=gross) for place, each in enumerate(options, 1)
    ]
    return made


def _counted(said: dict[str, Any], place: int, needs: int, shares: list[int], *, gross: bool) -> dict[str, Any]:
    lines = [
        {**each, "id": UUID(int=place * 1000 + number).hex, "amount_minor": money.line_net(*(each[k] for k in AMOUNTS))}
        for number, each in enumerate(said["lines"])
    ]
    counted = [(each["amount_minor"], each["tax_bp"]) for each in lines if not each["extra"]]
    totals = money.totals(counted, gross=gross, discount_minor=said["discount_minor"])
    return {
        **said,
        "id": UUID(int=place).hex,
        "place": place,
        "lines": lines,
        "meets": [number < said["meets"] for number in range(needs)],
        "net_minor": totals.net_minor,
        "tax_minor": totals.tax_minor,
        "total_minor": totals.total_minor,
        "taxes": [[rate.rate_bp, rate.net_minor, rate.tax_minor] for rate in totals.by_rate],
        "payments": money.spread(totals.total_minor, shares) if shares else [],
    }
