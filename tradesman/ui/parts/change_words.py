"""How the differences between two revisions of a quote are said."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from tradesman.services.quote_sheets import QuoteSheet
from tradesman.services.revisions import Change, LineChange, OptionChange
from tradesman.ui import format as said
from tradesman.ui import words

Group = tuple[str, list[str]]
_TOO_LONG = frozenset(
    {"meets", "order", "business", "customer", "promised", "terms", "diagnosis", "promise", "teeth", "testimonials"}
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("changes", text)


def _names() -> dict[str, str]:
    """The fields of papers, as they are called in the window."""
    return {
        "title": _tr("Title"),
        "valid_until": _tr("Valid until"),
        "diagnosis": _tr("Diagnosis"),
        "terms": _tr("Terms"),
        "best_value_reason": _tr("Reason for the best value"),
        "gross": _tr("Prices include tax"),
        "tax_label": _tr("Name of the tax"),
        "withdrawal_days": _tr("Days to withdraw"),
        "language": _tr("Language"),
        "customer": _tr("Customer"),
        "business": _tr("Your business"),
        "promised": _tr("What happens next"),
        "needs": _tr("Needs"),
        "payments": _tr("Payments"),
        "testimonials": _tr("Testimonials"),
        "place": _tr("Place"),
        "words": _tr("Words"),
        "leaves": _tr("What it leaves"),
        "takes": _tr("Takes"),
        "guarantee": _tr("Guarantee"),
        "guarantee_months": _tr("Months of guarantee"),
        "promise": _tr("Promise of the guarantee"),
        "teeth": _tr("If the guarantee fails"),
        "best_value": _tr("Best value"),
        "discount_minor": _tr("Discount"),
        "meets": _tr("Needs met"),
        "order": _tr("Order of the lines"),
        "quantity_thousandths": _tr("Quantity"),
        "unit": _tr("Unit"),
        "price_minor": _tr("Price for one"),
        "tax_bp": _tr("Tax"),
        "extra": _tr("Optional extra"),
    }


def count(sheet: QuoteSheet) -> int:
    """How many things differ."""
    return sum(len(lines) for _heading, lines in grouped(sheet))


def grouped(sheet: QuoteSheet) -> list[Group]:
    """What differs, under the name of each option and then of the whole."""
    if sheet.changes is None:
        return []
    currency = sheet.quote.currency
    found = [_option(option, currency) for option in sheet.changes.options]
    whole = [_change(change, currency) for change in sheet.changes.changes]
    return [*found, (_tr("The whole quote"), whole)] if whole else found


def _option(option: OptionChange, currency: str) -> Group:
    heading = said.capital(words.option_name(option.place, option.title))
    if option.was_minor is None:
        return heading, [_tr("New, {0}").format(said.money(option.now_minor, currency))]
    if option.now_minor is None:
        return heading, [_tr("Removed, was {0}").format(said.money(option.was_minor, currency))]
    lines = [_change(change, currency) for change in option.changes]
    lines += [_line(line, currency) for line in option.lines]
    if option.was_minor != option.now_minor:
        was, now = said.money(option.was_minor, currency), said.money(option.now_minor, currency)
        lines.append(_tr("Total: {0}, was {1}").format(now, was))
    return heading, lines


def _line(line: LineChange, currency: str) -> str:
    if line.was_minor is None:
        return _tr("New line: {0}, {1}").format(line.words, said.money(line.now_minor, currency))
    if line.now_minor is None:
        return _tr("Line removed: {0}, {1}").format(line.words, said.money(line.was_minor, currency))
    return f"{line.words}: {'; '.join(_change(change, currency) for change in line.changes)}"


def _change(change: Change, currency: str) -> str:
    name = _names().get(change.field, change.field)
    was, now = (_value(change.field, value, currency) for value in (change.was, change.now))
    if not (was or now):  # long or made of parts: that it changed says enough
        return _tr("{0} changed").format(name)
    return _tr("{0}: {1}, was {2}").format(name, now or said.DASH, was or said.DASH)


def _value(field: str, value: Any, currency: str) -> str:
    known: dict[str, Callable[[Any], str]] = {
        "quantity_thousandths": said.quantity,
        "tax_bp": said.percent,
        "valid_until": lambda day: said.long_day(date.fromisoformat(day)),
        "payments": lambda steps: ", ".join(f"{said.percent(step[1])} {step[0]}" for step in steps),
        **dict.fromkeys(_TOO_LONG, lambda _value: ""),
    }
    if field in known:
        return known[field](value)
    if field.endswith("_minor"):
        return said.money(value, currency)
    if isinstance(value, bool):
        return _tr("yes") if value else _tr("no")
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
