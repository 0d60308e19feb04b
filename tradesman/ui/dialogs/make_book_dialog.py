"""Asks the few things a new book needs, and makes it."""

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

from babel.numbers import get_territory_currencies
from PySide6.QtCore import QCoreApplication, QLocale, QTimeZone, Signal
from PySide6.QtWidgets import QWidget

from tradesman import paths
from tradesman.book import clock, store
from tradesman.book.errors import BookError
from tradesman.book.store import Session
from tradesman.services import businesses, plans
from tradesman.ui import format as said
from tradesman.ui import places
from tradesman.ui.parts.why_chips import WhyChips
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.form import Field, FormDialog


class MakeBookDialog(FormDialog):
    """Name, trade, hours, tax and currency; then the book is there."""

    made = Signal(Path)

    def __init__(self, window: QWidget, theme: Theme, now: Callable[[], datetime]) -> None:
        words = self._words()
        super().__init__(window, words["title"], theme, self._fields(words), words["title"], name="make_book")
        self._now = now
        self._whys = WhyChips(theme)
        self.body.addWidget(self._whys)
        self.submitted.connect(self._on_submitted)

    def _words(self) -> dict[str, str]:
        def tr(words: str) -> str:
            return QCoreApplication.translate("MakeBookDialog", words)

        return {
            "title": tr("Make my book"),
            "name": tr("Name of the business"),
            "owner": tr("Your name"),
            "trade": tr("Trade"),
            "trade_hint": tr("Plumber, roofer, electrician ..."),
            "opens": tr("Work begins"),
            "closes": tr("Work ends"),
            "currency": tr("Currency"),
            "tax": tr("Tax on prices, in %"),
            "country": tr("Country, for the holidays"),
            "no_country": tr("No country: no holidays"),
            "region": tr("Region"),
            "region_hint": tr("As the holidays know it: ENG, BY, CA ..."),
        }

    def _fields(self, words: dict[str, str]) -> list[Field]:
        here = QLocale.territoryToCode(QLocale.system().territory())
        money = get_territory_currencies(here)[0] if len(here) == 2 and get_territory_currencies(here) else "GBP"
        codes = places.CURRENCIES if money in places.CURRENCIES else (money, *places.CURRENCIES)
        return [
            Field("name", words["name"], required=True),
            Field("owner", words["owner"], half=True),
            Field("trade", words["trade"], half=True, placeholder=words["trade_hint"]),
            Field("opens", words["opens"], "time", required=True, half=True, default=time(8)),
            Field("closes", words["closes"], "time", required=True, half=True, default=time(17)),
            Field(
                "currency", words["currency"], "choice", choices=tuple((c, c) for c in codes), half=True, default=money
            ),
            Field("tax", words["tax"], half=True, default="0", check=_tax_fault),
            Field(
                "country",
                words["country"],
                "choice",
                choices=places.countries(words["no_country"]),
                half=True,
                default=here,
            ),
            Field("region", words["region"], half=True, help=words["region_hint"]),
        ]

    def _on_submitted(self, values: dict[str, Any]) -> None:
        if values["closes"] <= values["opens"]:
            self.form.set_error("closes", self.tr("Work ends before it begins. Kept as typed."))
            return
        country, region = values["country"] or "", values["region"].strip()
        if country and region and not clock.known_region(country, region):
            self.form.set_error("region", self.tr("No holidays are known for this region. Kept as typed."))
            return
        span = [said.clock(values["opens"]), said.clock(values["closes"])]
        settings = {
            "name": values["name"],
            "owner": values["owner"],
            "trade": values["trade"],
            "currency": values["currency"],
            "zone": bytes(QTimeZone.systemTimeZoneId().data()).decode(),
            "hours": {str(day): [span] for day in range(5)},
            "country": country,
            "region": region,
            "tax_bp": said.read_percent(values["tax"] or "0"),
        }
        folder = _free_folder(values["name"])
        try:
            store.create_book(folder, self._now(), lambda session: self._set_up(session, settings))
        except BookError as error:
            self.set_error(str(error))
            return
        self.finish()
        self.made.emit(folder)

    def _set_up(self, session: Session, settings: dict[str, Any]) -> None:
        businesses.set_up(session, **settings)
        session.flush()
        plans.pick_whys(session, self._whys.value())


def _tax_fault(text: str) -> str:
    return said.fault(said.read_percent, text or "0")


def _free_folder(name: str) -> Path:
    """A place for the book that is not taken, named after the business."""
    plain = "".join(letter if letter.isalnum() or letter in " -" else " " for letter in name).strip() or "My book"
    folder = paths.home() / f"{plain}{paths.SUFFIX}"
    number = 2
    while folder.exists():
        folder = paths.home() / f"{plain} {number}{paths.SUFFIX}"
        number += 1
    return folder
