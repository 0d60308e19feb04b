"""Money in whole minor units, so that no amount is ever off by a fraction that nobody can see.

The rules are those of product.md, "Money". An amount is an int of the minor unit of the book's one currency
(pence, cents, yen, fils), a quantity an int of thousandths, a tax rate an int of basis points (2000 = 20 %).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

THOUSAND = 1_000
FULL_BP = 10_000

# A book keeps amounts in 64 bits. This only stops a slip such as 1e999999 from filling the memory first.
_LARGEST_EXPONENT = 18


class Amount(NamedTuple):
    """One line for `totals`; a plain pair does as well.

    `minor` is net or gross as the book's prices are, `rate_bp` the tax rate in basis points.
    """

    minor: int
    rate_bp: int


@dataclass(frozen=True)
class RateTotal:
    """What stands at one tax rate: basis points and minor units."""

    rate_bp: int
    net_minor: int
    tax_minor: int


@dataclass(frozen=True)
class Totals:
    """What a document adds up to, in minor units; total = net + tax, always."""

    net_minor: int
    tax_minor: int
    total_minor: int
    by_rate: tuple[RateTotal, ...]


def round_half_away(numerator: int, denominator: int) -> int:
    """Return numerator / denominator as a whole number, a half going away from zero. Nothing else rounds.

    Raises ZeroDivisionError. Rule: product.md, "Money".
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    magnitude = (2 * abs(numerator) + denominator) // (2 * denominator)
    return magnitude if numerator >= 0 else -magnitude


def line_net(quantity_thousandths: int, price_minor: int, discount_minor: int = 0) -> int:
    """Return quantity × price − discount in minor units, rounded once. Rule: product.md, "Money".

    The name says net; where prices are entered gross the result is the gross line.
    """
    return round_half_away(quantity_thousandths * price_minor - discount_minor * THOUSAND, THOUSAND)


def spread(discount_minor: int, nets: Sequence[int]) -> list[int]:
    """Return each line's share of an option's discount, in minor units; the shares sum to it exactly.

    Shares are in proportion to the lines, a credit (negative line) taking a share of the other sign, so that
    all lines shrink by the same part. The last line that is not free takes the remainder: what is free stays
    free. Where the lines sum to nothing there is no proportion and that line takes it all; where all are free
    the last does. Raises ValueError for a discount on no lines. Rule: product.md, "Money".
    """
    if not nets:
        if discount_minor:
            raise ValueError("A discount needs at least one line to be taken from.")
        return []
    whole = sum(nets)
    shares = [round_half_away(discount_minor * net, whole) if whole else 0 for net in nets]
    last = max((place for place, net in enumerate(nets) if net), default=len(nets) - 1)
    shares[last] += discount_minor - sum(shares)
    return shares


def part_of(minor: int, bp: int) -> int:
    """Return so many basis points of an amount in minor units: what a discount typed as a percentage comes to."""
    return round_half_away(minor * bp, FULL_BP)


def totals(lines: Iterable[tuple[int, int]], *, gross: bool, discount_minor: int = 0) -> Totals:
    """Add up (minor, rate_bp) lines; tax is computed once per rate on the sum of its lines, then rounded.

    With `gross` the lines and the discount include tax: their sum is the total, tax is taken out per rate.
    `discount_minor` is spread over the lines first. The rates come in ascending order.
    Raises ValueError for a negative rate and for a discount on no lines. Rule: product.md, "Money".
    """
    entered = list(lines)
    sums: dict[int, int] = {}
    shares = spread(discount_minor, [minor for minor, _ in entered])
    for (minor, rate_bp), share in zip(entered, shares, strict=True):
        sums[rate_bp] = sums.get(rate_bp, 0) + minor - share
    by_rate = tuple(_rate_total(rate_bp, sums[rate_bp], gross) for rate_bp in sorted(sums))
    net = sum(rate.net_minor for rate in by_rate)
    tax = sum(rate.tax_minor for rate in by_rate)
    return Totals(net_minor=net, tax_minor=tax, total_minor=net + tax, by_rate=by_rate)


def _rate_total(rate_bp: int, summed_minor: int, gross: bool) -> RateTotal:
    if rate_bp < 0:
        raise ValueError("A tax rate cannot be below zero.")
    if gross:
        tax = round_half_away(summed_minor * rate_bp, FULL_BP + rate_bp)
        return RateTotal(rate_bp, summed_minor - tax, tax)
    return RateTotal(rate_bp, summed_minor, round_half_away(summed_minor * rate_bp, FULL_BP))


def digits(currency: str) -> int:
    """Return how many decimals a currency has: JPY 0, EUR 2, KWD 3. Source: CLDR, through Babel.

    Ask once, when a book is made, and keep the answer in it: CLDR changes now and then, and what is already
    written must not change with it. Raises ValueError for a code that is no currency; Babel would say 2.
    """
    # Only a new book needs Babel here, so no other start pays for it.
    from babel.numbers import get_currency_precision, list_currencies

    if currency not in list_currencies():
        raise ValueError(f"{currency!r} is not the code of a currency.")
    return get_currency_precision(currency)


def to_minor(amount: Decimal, digits: int) -> int:
    """Return an amount of whole units (12.34) as minor units (1234), rounded where it has more decimals.

    Raises ValueError for what is no number, or larger than a book can hold.
    """
    if not amount.is_finite() or amount.adjusted() > _LARGEST_EXPONENT:
        raise ValueError("This amount is not a number that a book can hold.")
    # Smaller than any rounding can see, and as a fraction it could fill the memory just as well.
    if amount.adjusted() < -_LARGEST_EXPONENT:
        return 0
    # Exact, where Decimal's own arithmetic would round to its context.
    numerator, denominator = amount.as_integer_ratio()
    return round_half_away(numerator * 10**digits, denominator)


def from_minor(minor: int, digits: int) -> Decimal:
    """Return minor units (1234) as an exact amount of whole units with all its decimals (12.34)."""
    # From text, because arithmetic would round a long amount to the context's precision.
    return Decimal(f"{minor}E-{digits}")
