"""How it is said where a lost customer went."""

from PySide6.QtCore import QCoreApplication

from tradesman.ui import format as say


def _tr(text: str) -> str:
    return QCoreApplication.translate("win_backs", text)


def went_to(to: str, price_minor: int | None, currency: str, *, decimals: bool = False) -> str:
    """To whom they went and for how much, as far as it is known; empty when nothing is."""
    if price_minor is None:
        return to
    price = say.money(price_minor, currency, decimals=decimals)
    return _tr("{0} for {1}").format(to or _tr("another"), price)


def went(to: str, price_minor: int | None, currency: str) -> str:
    """The same as a sentence: "Went to another for £1,200.00."; empty when nothing is known."""
    known = went_to(to, price_minor, currency, decimals=True)
    return _tr("Went to {0}.").format(known) if known else ""
