"""The days on which the owner does not work, and those on which danger now is answered round the clock."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from tradesman.book.business import DaysAway, OnCall
from tradesman.services import businesses
from tradesman.services.businesses import Holiday
from tradesman.ui import format as said
from tradesman.ui import places
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.days_dialog import DaysDialog
from tradesman.ui.parts.rows import RowPool
from tradesman.ui.parts.settings_list import ListCard, ListItem
from tradesman.ui.parts.settings_section import Section
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.form import Field
from tradesman.ui.widgets.labels import Label, LeadLabel


class DaysSection(Section):
    """Holidays, days away, days on call."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme, name="section_days")
        self._country: str | None = None
        self._away = ListCard(
            theme,
            self.tr("Days away"),
            self.tr(
                "What is asked for on these days moves to the next working day. Taking them out moves only calls back."
            ),
            self.tr("No days away are noted."),
            name="away",
        )
        self._on_call = ListCard(
            theme,
            self.tr("On call"),
            self.tr("On these days a call about danger is due round the clock, at night and on Sundays too."),
            self.tr("No days on call are noted."),
            name="on_call",
        )
        self._away.add_asked.connect(lambda: DaysDialog(self.window(), desk, theme, on_call=False))
        self._away.remove_asked.connect(self._on_remove_away)
        self._on_call.add_asked.connect(lambda: DaysDialog(self.window(), desk, theme, on_call=True))
        self._on_call.remove_asked.connect(self._on_remove_on_call)
        for card in (self._build_holidays(), self._away, self._on_call):
            self.column.addWidget(card)

    def _build_holidays(self) -> Card:
        card = Card(self.theme, self.tr("Holidays"), name="card_holidays")
        countries = places.countries(self.tr("No country: no holidays"))
        fields = [
            Field("country", self.tr("Country"), "choice", choices=countries, half=True),
            Field("region", self.tr("Region"), "choice", half=True),
        ]
        form = self.form(fields)
        self._region: Any = form.box("region").editor
        self._next = Label("", self.theme, "small strong", name="holidays_next")
        days = QVBoxLayout()
        days.setSpacing(0)
        self._holidays: RowPool[Holiday] = RowPool(days, lambda _number: _HolidayLine(self.theme))
        card.body.addWidget(self.note(self.tr("Nothing is due on the holidays of your country and region.")))
        card.body.addWidget(form)
        card.body.addWidget(self._next)
        card.body.addLayout(days)
        return card

    # What it shows

    def refresh(self) -> None:
        business = self.desk.ask(businesses.current)
        if business.country != self._country:
            self._country = business.country
            self._region.set_choices(places.regions(business.country, self.tr("The whole country")))
            self._region.setEnabled(self._region.count() > 1)
            self._region.set_value(business.region)
        self.keeper.show({"country": business.country, "region": business.region})
        coming = self.desk.ask(businesses.next_holidays)
        self._next.setText(self.tr("The next holidays") if coming else self.tr("No holidays are known here."))
        self._holidays.show(coming)
        self._away.show_items(self._items(business.away))
        self._on_call.show_items(self._items(business.on_call))

    def _items(self, spans: Sequence[DaysAway | OnCall]) -> list[ListItem]:
        """What is to come in its order, and behind it what is over, the latest first."""
        today = self.desk.today()
        ahead = [span for span in spans if span.until_on >= today]
        over = [span for span in reversed(spans) if span.until_on < today]
        return [self._item(span) for span in (*ahead, *over)]

    def _item(self, span: DaysAway | OnCall) -> ListItem:
        today = self.desk.today()
        days = said.full_day(span.from_on)
        if span.until_on != span.from_on:
            days = self.tr("{0} to {1}").format(days, said.full_day(span.until_on))
        state = self.tr("over") if span.until_on < today else self.tr("now") if span.from_on <= today else ""
        return ListItem(span.id, days, span.words if isinstance(span, DaysAway) else "", state)

    # What is changed

    def read(self, key: str, value: Any) -> dict[str, Any]:
        return {"country": value, "region": ""} if key == "country" else {key: value}

    def label(self, key: str) -> str:
        return self.tr("Holidays changed")

    def _on_remove_away(self, span_id: Any) -> None:
        self.desk.do(businesses.remove_days_away, span_id, label=self.tr("Days away removed"))

    def _on_remove_on_call(self, span_id: Any) -> None:
        self.desk.do(businesses.remove_on_call, span_id, label=self.tr("Days on call removed"))


class _HolidayLine(LeadLabel):
    """A holiday: its day and its name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("", "", theme, lead_role="small", name="holiday")

    def show_row(self, row: Holiday) -> None:
        """Shows a holiday."""
        self.set_words(f"{said.long_day(row.day)} {row.day.year}:", row.name)
