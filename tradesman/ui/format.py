"""How amounts, days and times are said."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from babel import localedata
from babel.dates import format_date
from babel.numbers import (
    NumberFormatError,
    format_currency,
    get_currency_precision,
    get_currency_symbol,
    get_group_symbol,
    parse_decimal,
)
from PySide6.QtCore import QCoreApplication, QLocale

from tradesman.book import money as money_rules
from tradesman.documents import figures

LOCALE = "en_GB"  # of the window's words, and of its figures before a book is open; a paper has that of its reader
# English as it is written where the decimal and the thousands look so, for countries without an English of their own.
_LOOKS = MappingProxyType(
    {(",", "."): "en_DE", (",", "\u202f"): "en_FR", (",", "\u00a0"): "en_SE", (".", "’"): "en_CH"}
)
_BLANKS = re.compile(r"[\s\u00a0\u202f]")
DASH = "—"
LARGEST_MINOR = 10**12  # ten thousand million pounds: a slip, not a price
_QUANTITY = re.compile(r"([+-]?[0-9](?:[0-9.,'’]|\s(?=[0-9]))*|[+-]?[.,][0-9]+)\s*(.*)")


def _tr(words: str) -> str:
    return QCoreApplication.translate("format", words)


def prepare(country: str = "") -> None:
    """Reads the tables of the language, which takes a moment the first time; in any thread."""
    format_date(date.min, locale=LOCALE)
    format_currency(0, "GBP", locale=of_country(country))


def of_country(country: str) -> str:
    """The locale of the window's figures for a business in this country: English words, figures as people there write.

    A country that CLDR has no English for gets that of one whose figures look the same.
    """
    english = f"en_{country}"
    if localedata.exists(english):
        return english
    own = QLocale(QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.codeToTerritory(country))
    return _LOOKS.get((own.decimalPoint(), own.groupSeparator()), LOCALE) if country else LOCALE


def use_country(country: str) -> None:
    """Writes and reads figures from now on as people in this country do."""
    QLocale.setDefault(QLocale(of_country(country)))


def figures_locale() -> str:
    """The locale in which figures are written and read now."""
    return _known(QLocale().name())


@cache
def _known(name: str) -> str:
    """Looked for on the disk once: every figure of a table asks for it."""
    return name if name.startswith("en_") and localedata.exists(name) else LOCALE


def money(minor: int | None, currency: str, *, decimals: bool = True) -> str:
    """An amount in minor units with its sign: "£1,068.00", on cards "£1,068"; a dash for none."""
    return DASH if minor is None else figures.money(minor, currency, figures_locale(), decimals=decimals)


def short_money(minor: int, currency: str) -> str:
    """An amount in minor units with decimals only where there are some: "£60", "£62.50", "KWD 1.100"."""
    return money(minor, currency, decimals=minor % 10 ** get_currency_precision(currency) != 0)


def plain_amount(minor: int, currency: str) -> str:
    """An amount in minor units without its sign: "1,068.00"."""
    return figures.plain_amount(minor, currency, figures_locale())


def quantity(thousandths: int, unit: str = "") -> str:
    """A quantity without needless zeros: "1", "1.5 h"."""
    return figures.quantity(thousandths, unit, figures_locale())


def percent(bp: int) -> str:
    """A rate in hundredths of a percent: "20%", "5.5%"."""
    return figures.percent(bp, figures_locale())


def day(on: date, today: date) -> str:
    """A day as people say it: "today", "yesterday", "Fri 16 Oct", "16 Oct 2025"."""
    if on == today:
        return _tr("today")
    if on == today - timedelta(days=1):
        return _tr("yesterday")
    if on == today + timedelta(days=1):
        return _tr("tomorrow")
    if on.year != today.year:
        return _date(on, "d MMM y")
    return _date(on, "EEE d MMM") if abs((on - today).days) < 60 else _date(on, "d MMMM")


def near_day(on: date, today: date) -> str:
    """A day in little room: "Fri" within the week, otherwise "16 Oct"."""
    return _date(on, "EEE") if abs((on - today).days) < 7 else short_day(on, today)


def short_day(on: date, today: date) -> str:
    """A day in little room: "today", "14 Jul", and of another year "Jul 2024"."""
    if on == today:
        return _tr("today")
    return _date(on, "d MMM" if on.year == today.year else "MMM y")


def month_day(on: date) -> str:
    """A day of this year in little room, today as well: "13 Oct"."""
    return _date(on, "d MMM")


def weekday(on: date) -> str:
    """A day of a plan, short: "Tue 13", and "Mon 2 Nov" where a month begins anew."""
    return _date(on, "EEE d MMM" if on.day == 1 else "EEE d")


def full_day(on: date) -> str:
    """A day that can be typed as well: "20 Oct 2026"."""
    return _date(on, "d MMM y")


def long_day(on: date) -> str:
    """A day in full: "Tuesday 13 October"."""
    return _date(on, "EEEE d MMMM")


def month(on: date) -> str:
    """A month and year: "July 2026"."""
    return _date(on, "MMMM y")


def month_name(on: date) -> str:
    """A month alone: "July"."""
    return _date(on, "LLLL")


def month_short(on: date) -> str:
    """A month alone in little room: "Oct"."""
    return _date(on, "LLL")


def weekday_name(on: date) -> str:
    """A day of the week alone: "Friday"."""
    return _date(on, "EEEE")


def plain_day(on: date, today: date) -> str:
    """A day in a sentence: "10 July", and "10 July 2025" of another year."""
    return _date(on, "d MMMM" if on.year == today.year else "d MMMM y")


def _date(on: date, pattern: str) -> str:
    return figures.day(on, LOCALE, pattern)


def clock(at: datetime | time, zone: tzinfo | None = None) -> str:
    """A time of day: "10:42"; an instant is shown in the zone."""
    if isinstance(at, datetime) and zone is not None:
        at = at.astimezone(zone)
    return f"{at.hour:02d}:{at.minute:02d}"


def moment(local: datetime, today: date) -> str:
    """An instant of the book's zone in little room: "11:42", on another day "Mon 16 Nov 08:45"."""
    return clock(local) if local.date() == today else f"{day(local.date(), today)} {clock(local)}"


def span(length: timedelta) -> str:
    """A length of time: "37 min", "2 h 5 min", "3 h"."""
    minutes = int(abs(length).total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _tr("{0} min").format(rest)
    if not rest:
        return _tr("{0} h").format(hours)
    return _tr("{0} h {1} min").format(hours, rest)


def capital(words: str) -> str:
    """Words with their first letter in capitals: "Today"."""
    return words[:1].upper() + words[1:]


def read_money(text: str, currency: str) -> int:
    """The minor units of an amount as a person types it: "1,250", "£99.50". ValueError with a sentence."""
    sign = str(get_currency_symbol(currency, locale=figures_locale()))
    typed = text.strip().replace(sign, "").replace(currency, "").strip()
    digits = get_currency_precision(currency)
    amount = _decimal(typed)
    if amount is None:
        tries = (quantity(1_250_000), figures.plain_amount(9950, currency, figures_locale()))
        raise ValueError(_tr("This is not an amount. Try {0} or {1}.").format(*tries))
    if amount != round(amount, digits):
        whole = _tr("This money has no decimals. Leave them out.")
        raise ValueError(_tr("An amount has at most {0} decimals.").format(digits) if digits else whole)
    minor = money_rules.to_minor(amount, digits)
    if abs(minor) > LARGEST_MINOR:
        raise ValueError(_tr("This amount is too large for the book."))
    return minor


def read_quantity(text: str) -> tuple[int, str]:
    """Thousandths and unit of a quantity as a person types it: "1", "1.5 h". ValueError with a sentence."""
    match = _QUANTITY.fullmatch(text.strip())
    amount = _decimal(match[1]) if match is not None else None
    if match is None or amount is None:
        raise ValueError(_tr("This is not a quantity. Try 2 or {0}.").format(quantity(1500, "h")))
    thousandths = amount * 1000
    if thousandths != int(thousandths):
        raise ValueError(_tr("A quantity has at most three decimals."))
    if not 0 < thousandths <= LARGEST_MINOR:
        raise ValueError(_tr("A quantity is more than nothing."))
    return int(thousandths), match[2].strip()


def money_fault(text: str, currency: str) -> str:
    """What is wrong with an amount that may be left out; empty when nothing is."""
    try:
        read_money(text or "0", currency)
    except ValueError as error:
        return str(error)
    return ""


def price_fault(text: str, currency: str) -> str:
    """What is wrong with an amount that may be left out and is never below nothing; empty when nothing is."""
    fault_found = money_fault(text, currency)
    if fault_found or read_money(text or "0", currency) >= 0:
        return fault_found
    return _tr("This is below nothing. Leave the minus out.")


def past_fault(on: date, today: date, kept: date | None = None) -> str:
    """What is wrong with a day that must lie ahead, unless it is the one that stands there already."""
    return _tr("This day has passed. Choose a later one.") if on < today and on != kept else ""


def money_or_none(text: str, currency: str) -> int | None:
    """The minor units of an amount that may be left out; ValueError with a sentence."""
    return read_money(text, currency) if text.strip() else None


def _decimal(text: str) -> Decimal | None:
    locale = figures_locale()
    if not re.fullmatch(r"[+-]?[0-9.,'’\s]{1,24}", text):
        return None
    # On a keyboard there are a blank and an apostrophe, in the tables narrow and curly ones.
    group = get_group_symbol(locale=locale)
    plain = _BLANKS.sub(group if _BLANKS.fullmatch(group) else " ", text.replace("'", "’"))
    try:
        return parse_decimal(plain, locale=locale, strict=True)
    except NumberFormatError:
        return None


def read_percent(text: str) -> int:
    """The hundredths of a percent of a rate as a person types it: "20", "5.5 %". ValueError with a sentence."""
    amount = _decimal(text.strip().removesuffix("%").strip())
    if amount is None or amount * 100 != int(amount * 100) or not 0 <= amount <= 100:
        raise ValueError(_tr("A rate lies between 0 and 100 %. Try 20 or {0}.").format(quantity(5500)))
    return int(amount * 100)


def fault(read: Callable[[str], object], text: str) -> str:
    """What is wrong with something typed, by the function that reads it; empty when nothing is."""
    try:
        read(text)
    except ValueError as error:
        return str(error)
    return ""
