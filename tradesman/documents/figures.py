"""How amounts, quantities, rates and days are written in a language: what papers and the window have in common."""

import re
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent,
    get_currency_precision,
    get_currency_symbol,
)
from babel.units import format_unit

from tradesman.book import money as money_rules

_CODE_BEFORE = re.compile(r"(?<=[^\W\d_])(?=\d)")
PLAIN = "en_GB"  # where nothing else is known


@cache
def locale_of(language: str, country: str) -> str:
    """The locale of a language and a country, such as "de_DE"; without a language that of the country.

    What CLDR does not know is written as in British English.
    """
    tries = [f"{language}_{country}", language] if language else [f"und_{country}"]
    for tried in tries:
        try:
            found = Locale.parse(tried, resolve_likely_subtags=True)
        except (UnknownLocaleError, ValueError):
            continue
        return f"{found.language}_{found.territory}" if found.territory else found.language
    return PLAIN


def money(minor: int, currency: str, locale: str, *, decimals: bool = True) -> str:
    """An amount in minor units with its sign: "£1,068.00", without decimals "£1,068"."""
    digits = get_currency_precision(currency)
    if decimals:
        return _apart(format_currency(money_rules.from_minor(minor, digits), currency, locale=locale))
    whole = Decimal(money_rules.round_half_away(minor, 10**digits))
    pattern = Locale.parse(locale).currency_formats["standard"].pattern.split(";")[0].replace(".00", "")
    return _apart(
        format_currency(whole, currency, format=f"{pattern};-{pattern}", locale=locale, currency_digits=False)
    )


def _apart(amount: str) -> str:
    """A code of letters does not run into the figures, as CLDR asks and Babel does not do."""
    return _CODE_BEFORE.sub("\u00a0", amount)


def plain_amount(minor: int, currency: str, locale: str) -> str:
    """An amount in minor units without its sign: "1,068.00"."""
    digits = get_currency_precision(currency)
    places = f".{'0' * digits}" if digits else ""
    return str(format_decimal(money_rules.from_minor(minor, digits), f"#,##0{places}", locale=locale))


def sign(currency: str, locale: str) -> str:
    """The sign of a currency: "£"."""
    return str(get_currency_symbol(currency, locale=locale))


def quantity(thousandths: int, unit: str, locale: str) -> str:
    """A quantity without needless zeros: "1", "1.5 h"."""
    return f"{format_decimal(Decimal(thousandths) / 1000, '#,##0.###', locale=locale)} {unit}".strip()


def percent(bp: int, locale: str) -> str:
    """A rate in hundredths of a percent: "20%", "5.5%", in German "20 %"."""
    pattern = Locale.parse(locale).percent_formats[None].pattern.replace("#,##0", "0.##")
    return str(format_percent(Decimal(bp) / 10_000, pattern, locale=locale))


def months(count: int, locale: str) -> str:
    """A term in months as people say it: "2 years", "18 months"."""
    years, rest = divmod(count, 12)
    number, unit = (count, "month") if rest or not years else (years, "year")
    return str(format_unit(number, f"duration-{unit}", locale=locale))


def day(on: date, locale: str, pattern: str = "long") -> str:
    """A day, "9 October 2026", or by one of CLDR's patterns."""
    return str(format_date(on, pattern, locale=locale))
