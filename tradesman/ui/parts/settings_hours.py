"""When the owner works, and by which clock."""

import re
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from tradesman.book import clock
from tradesman.services import businesses
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.parts.settings_section import Section
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.dates import read_time
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.suggestions import Suggestion, Suggestions
from tradesman.ui.widgets.switches import SwitchField

Spans = list[list[str]]
MOST_ZONES = 6
MOST_TRAVEL = 240  # minutes
_MORNING_TO_EVENING = [["08:00", "17:00"]]
_TIME = r"\d{1,2}(?:[:.h]?\d{2})?"
_SPAN = re.compile(rf"({_TIME})\s*(?:-|–|—|to|until)\s*({_TIME})", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:\s|,|;|&|\+|/|and)*", re.IGNORECASE)


def _tr(text: str) -> str:
    return QCoreApplication.translate("HoursSection", text)


class HoursSection(Section):
    """Seven days and a time zone."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme, name="section_hours")
        self._hours: dict[str, Spans] = {}
        self._days: dict[str, tuple[SwitchField, FieldBox]] = {}
        self.column.addWidget(self._build_hours())
        self.column.addWidget(self._build_zone())

    # How it is made

    def _build_hours(self) -> Card:
        theme = self.theme
        self._copy = copy = Button(
            self.tr("Copy Monday to the working days"), theme, "quiet", "copy", compact=True, name="hours_copy"
        )
        copy.clicked.connect(self._on_copy)
        card = Card(theme, self.tr("Working hours"), action=copy, name="card_hours")
        card.body.addWidget(self.note(self.tr("Type 8-17, or 8-12 and 13-17.")))
        days = QGridLayout()
        days.setHorizontalSpacing(theme.space("s4"))
        days.setVerticalSpacing(theme.space("s2"))
        days.setColumnStretch(1, 1)
        for number in range(7):
            self._add_day(days, number)
        card.body.addLayout(days)
        card.body.addWidget(self.note(self.tr("Calls that are due already follow the new hours.")))
        travel = LineField(theme, name="travel_minutes")
        words = self.tr("The calendar leaves this much between two places. 0 leaves none.")
        box = FieldBox(self.tr("Minutes to drive between two appointments"), travel, theme, words, check=_travel_fault)
        self.keeper.watch("travel_minutes", box, needed=True)
        card.body.addWidget(box)
        return card

    def _add_day(self, days: QGridLayout, number: int) -> None:
        key = str(number)
        words = QLocale(said.LOCALE).standaloneDayName(number + 1)
        switch = SwitchField(words, self.theme, name=f"hours_on_{key}")
        switch.clicked.connect(lambda on: self._on_switched(key, on))
        field = LineField(self.theme, placeholder=self.tr("Closed"), name=f"hours_{key}")
        field.setAccessibleName(self.tr("Hours on %s") % words)
        box = FieldBox("", field, self.theme, check=_hours_fault)
        self.keeper.watch(f"hours_{key}", box)
        self._days[key] = switch, box
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 4, 0, 0)  # in line with the words in the field
        beside.addWidget(switch)
        beside.addStretch(1)
        days.addLayout(beside, number, 0)
        days.addWidget(box, number, 1, Qt.AlignmentFlag.AlignTop)

    def _build_zone(self) -> Card:
        theme = self.theme
        card = Card(theme, self.tr("Time zone"), name="card_zone")
        card.body.addWidget(self.note(self.tr("The book keeps its own time, wherever this computer is.")))
        self._zone = ZoneField(theme, name="zone")
        self._found = Suggestions(theme, name="zone_found")
        self._found.watch(self._zone)
        self._found.taken.connect(self._on_zone_taken)
        self._zone.textEdited.connect(self._on_zone_typed)
        self._zone.editingFinished.connect(lambda: self._found.set_suggestions([]))
        box = FieldBox(self.tr("City or zone"), self._zone, theme)
        self.keeper.watch("zone", box, needed=True)
        self._time = Label("", theme, "small", "ink_2", name="zone_time")
        for widget in (box, self._found, self._time):
            card.body.addWidget(widget)
        return card

    # What it shows

    def refresh(self) -> None:
        business = self.desk.ask(businesses.current)
        self._hours = business.hours
        texts = {f"hours_{key}": written_hours(business.hours.get(key, [])) for key in self._days}
        travel = str(business.travel_minutes)
        self.keeper.show({**texts, "zone": business.zone, "travel_minutes": travel})
        for key, (switch, _box) in self._days.items():
            switch.set_value(business.hours.get(key))
        self._copy.setEnabled(bool(business.hours.get("0")))
        self._time.setText(self.tr("It is %s there now.") % self._time_in(business.zone))

    def _time_in(self, zone: str) -> str:
        there = self.desk.now.astimezone(ZoneInfo(zone))
        return f"{said.clock(there)}, {said.long_day(there.date())}"

    # What is changed

    def label(self, key: str) -> str:
        others = {"zone": self.tr("Time zone changed"), "travel_minutes": self.tr("Travel time changed")}
        return others.get(key, self.tr("Hours changed"))

    def read(self, key: str, value: Any) -> dict[str, Any]:
        if key == "zone":
            return {"zone": value}
        if key == "travel_minutes":
            return {"travel_minutes": int(value)}
        return {"hours": self._with({key.removeprefix("hours_"): read_hours(value)})}

    def _with(self, days: dict[str, Spans]) -> dict[str, Spans]:
        """The week with other hours on some days; a day without any is closed."""
        return {key: spans for key, spans in sorted({**self._hours, **days}.items()) if spans}

    def _on_switched(self, key: str, on: bool) -> None:
        spans = (self._hours.get("0") or _MORNING_TO_EVENING) if on else []
        self._days[key][1].editor.set_value(written_hours(spans))
        self.keeper.leave(f"hours_{key}")
        self.refresh()

    def _on_copy(self) -> None:
        hours = {key: self._hours["0"] for key, spans in self._hours.items() if spans}
        self.desk.do(businesses.change, hours=hours, label=self.label("hours"))

    def _on_zone_typed(self, text: str) -> None:
        found = self._zone.matching(text)[:MOST_ZONES]
        self._found.set_suggestions([Suggestion(zone, zone.replace("_", " "), self._time_in(zone)) for zone in found])
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self._time))  # once the list has its place

    def _on_zone_taken(self, zone: str) -> None:
        self._zone.set_value(zone)
        self._found.set_suggestions([])
        self.keeper.leave("zone")


class ZoneField(LineField):
    """A time zone, found by typing a part of its name."""

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__(theme, icon="search", name=name)
        self._zones: list[str] = []

    def matching(self, text: str) -> list[str]:
        """The zones whose names hold every word, those whose city begins with the first word at the top."""
        if not self._zones:
            self._zones = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
        words = text.casefold().replace("_", " ").split()
        if not words:
            return []
        spoken = {zone: zone.casefold().replace("_", " ") for zone in self._zones}
        found = [zone for zone, name in spoken.items() if all(word in name for word in words)]
        return sorted(found, key=lambda zone: (not spoken[zone].rpartition("/")[2].startswith(words[0]), zone))

    def value(self) -> str:
        """The zone that is meant, where only one can be; otherwise what was typed."""
        typed = self.text().strip()
        found = self.matching(typed)
        exact = [zone for zone in found if zone.casefold() == typed.casefold().replace(" ", "_")]
        return (exact or (found if len(found) == 1 else [typed]))[0]

    def fault(self) -> str:
        """Say so when no zone is called that."""
        value = self.value()
        if not value or value in self._zones:
            return ""
        return self.tr("This is not a time zone. Type a city and choose from the list. Kept as typed.")


def read_hours(text: str) -> Spans:
    """Opening and closing times as a person types them: "8-17", "8:00-12:00 and 13-17:30"; ValueError with a sentence.

    Nothing and "closed" are no hours.
    """
    if text.strip().casefold() in ("", _tr("Closed").casefold()):
        return []
    spans = [[_wall(match[1]), _wall(match[2])] for match in _SPAN.finditer(text)]
    if not spans or not _BETWEEN.fullmatch(_SPAN.sub("", text)):
        raise ValueError(_tr("These are no hours. Try 8-17, or 8-12 and 13-17. Kept as typed."))
    try:
        clock.WorkingHours.from_json({"0": spans})
    except ValueError as error:
        raise ValueError(_tr("The hours end before they begin, or overlap. Kept as typed.")) from error
    return spans


def written_hours(spans: Spans) -> str:
    """Hours as they can be typed again: "08:00–12:00, 13:00–17:00"."""
    return ", ".join(f"{opens}–{closes}" for opens, closes in spans)


def _wall(text: str) -> str:
    if re.fullmatch(r"24(?:[:.h]?00)?", text):
        return "24:00"
    found = read_time(text.lower())
    if found is None:
        raise ValueError(_tr("This is not a time. Try 9:30. Kept as typed."))
    return said.clock(found)


def _travel_fault(text: str) -> str:
    known = text.strip().isdecimal() and int(text) <= MOST_TRAVEL
    return "" if known else _tr("Minutes from 0 to {0}. Kept as typed.").format(MOST_TRAVEL)


def _hours_fault(text: str) -> str:
    return said.fault(read_hours, text)
