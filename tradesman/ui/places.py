"""Countries, their regions and their money, by the names that people know."""

from babel import Locale

from tradesman.book import clock
from tradesman.ui import format as said

CURRENCIES = ("GBP", "EUR", "USD", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "JPY", "KWD")


def countries(none: str) -> tuple[tuple[str, str], ...]:
    """Codes and names of the countries whose holidays are known; `none` are the words for no country."""
    names = Locale.parse(said.LOCALE).territories
    known = [(code, str(names[code])) for code in clock.countries() if code in names]
    return (("", none), *sorted(known, key=lambda pair: pair[1]))


def regions(country: str, none: str) -> tuple[tuple[str, str], ...]:
    """Codes and names of a country's regions; `none` are the words for the whole country."""
    return (("", none), *sorted(clock.regions(country).items(), key=lambda pair: pair[1]))
