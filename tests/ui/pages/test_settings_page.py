from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stage import Stage
from tradesman import settings
from tradesman.book import backup
from tradesman.book.business import Business
from tradesman.book.store import Book
from tradesman.services import businesses, prices
from tradesman.ui import backing_up
from tradesman.ui.desk import Desk
from tradesman.ui.pages.settings_page import SettingsPage
from tradesman.ui.parts.settings_hours import read_hours, written_hours
from tradesman.ui.parts.settings_money import read_pattern
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme

Open = Callable[[str], Stage]


class Chosen(Pickers):
    """A person who knows where things shall go."""

    def __init__(self) -> None:
        self.answers: list[Path | None] = []
        self.proposed: list[Path] = []

    def new_file(self, *asked: Any, **_named: Any) -> Path | None:
        self.proposed.append(asked[2])
        return self.answers.pop(0)

    def file(self, *_asked: Any, **_named: Any) -> Path | None:
        return self.answers.pop(0)

    def folder(self, *_asked: Any, **_named: Any) -> Path | None:
        return self.answers.pop(0)


@pytest.fixture
def chosen() -> Chosen:
    return Chosen()


@pytest.fixture
def stage(qtbot: QtBot, book: Book, now: datetime, theme: Theme) -> Stage:
    return Stage(qtbot, book, now, theme)


@pytest.fixture
def opened(stage: Stage, chosen: Chosen) -> Open:
    def at(section: str) -> Stage:
        def page(desk: Desk, theme: Theme) -> SettingsPage:
            return SettingsPage(desk, theme, chosen)

        stage.show(page)
        stage.click(f"settings_{section}")
        return stage

    return at


def business(stage: Stage) -> Business:
    return stage.desk.ask(businesses.current)


def fault(stage: Stage, field: str) -> str:
    return str(stage.find(field).parentWidget().error)


def leave(stage: Stage, field: str) -> None:
    stage.qtbot.keyClick(stage.find(field), Qt.Key.Key_Tab)


# The business


def test_a_field_is_kept_when_it_is_left_and_taken_back_in_one_step(opened: Open) -> None:
    stage = opened("business")
    stage.write("phone", "020 7946 0000")
    assert business(stage).phone == ""
    leave(stage, "phone")
    assert business(stage).phone == "020 7946 0000"
    assert stage.labels == ["Phone changed"]
    stage.desk.undo()
    assert business(stage).phone == ""
    assert stage.words("phone") == ""


def test_a_field_that_is_left_as_it_was_is_no_step(opened: Open) -> None:
    stage = opened("business")
    stage.write("owner", "Sam Harrow", enter=True)
    assert stage.labels == []


def test_a_business_cannot_lose_its_name_and_escape_brings_it_back(opened: Open) -> None:
    stage = opened("business")
    stage.write("name", "", enter=True)
    assert fault(stage, "name") == "This is needed."
    assert business(stage).name == "Harrow Plumbing"
    stage.qtbot.keyClick(stage.find("name"), Qt.Key.Key_Escape)
    assert (stage.words("name"), fault(stage, "name")) == ("Harrow Plumbing", "")


def test_the_header_follows_the_name(opened: Open) -> None:
    stage = opened("business")
    stage.write("name", "<b>Harrow</b> & Daughter", enter=True)
    assert stage.words("sub") == "<b>Harrow</b> & Daughter"


@pytest.mark.parametrize(
    ("typed", "words"),
    [("sam", "The @"), ("sam@example", "after the dot"), ("sam @example.org", "not an e-mail address")],
)
def test_an_odd_address_is_named_and_stays_as_typed(opened: Open, typed: str, words: str) -> None:
    stage = opened("business")
    stage.write("email", typed, enter=True)
    assert words in fault(stage, "email")
    assert (stage.words("email"), business(stage).email) == (typed, "")
    stage.write("email", "sam@example.org", enter=True)
    assert (fault(stage, "email"), business(stage).email) == ("", "sam@example.org")


def test_only_a_link_to_a_web_page_is_kept(opened: Open) -> None:
    stage = opened("business")
    stage.write("review_link", "javascript:alert(1)", enter=True)
    assert "Only a link" in fault(stage, "review_link")
    assert business(stage).review_link == ""
    stage.write("review_link", "reviews.example.org/harrow", enter=True)
    assert business(stage).review_link == "https://reviews.example.org/harrow"
    assert stage.words("review_link") == "https://reviews.example.org/harrow"


def test_what_is_being_typed_outlives_a_change_elsewhere(opened: Open) -> None:
    stage = opened("business")
    stage.write("trade", "Roofer")
    stage.desk.do(businesses.change, trade="Joiner", owner="Ann", label="Changed")
    assert (stage.words("trade"), stage.words("owner")) == ("Roofer", "Ann")


# Hours


def test_hours_are_typed_as_people_write_them(opened: Open) -> None:
    stage = opened("hours")
    stage.write("hours_0", "8-12 and 13-17:30", enter=True)
    assert business(stage).hours["0"] == [["08:00", "12:00"], ["13:00", "17:30"]]
    assert stage.words("hours_0") == "08:00–12:00, 13:00–17:30"
    assert stage.labels == ["Hours changed"]


def test_the_minutes_to_drive_are_kept_and_wrong_ones_stay_as_typed(opened: Open) -> None:
    stage = opened("hours")
    assert stage.find("travel_minutes").value() == "30"
    stage.write("travel_minutes", "45")
    leave(stage, "travel_minutes")
    assert business(stage).travel_minutes == 45
    assert stage.labels == ["Travel time changed"]
    for wrong in ("soon", "-5", "900"):
        stage.write("travel_minutes", wrong)
        leave(stage, "travel_minutes")
        assert fault(stage, "travel_minutes") == "Minutes from 0 to 240. Kept as typed."
    assert business(stage).travel_minutes == 45


def test_hours_that_cannot_be_are_named_and_stay_as_typed(opened: Open) -> None:
    stage = opened("hours")
    stage.write("hours_1", "17-8", enter=True)
    assert "before they begin" in fault(stage, "hours_1")
    assert stage.words("hours_1") == "17-8"
    assert business(stage).hours["1"] == [["08:00", "17:00"]]


def test_a_day_is_closed_and_opened_by_its_switch(opened: Open) -> None:
    stage = opened("hours")
    stage.click("hours_on_5")
    assert business(stage).hours["5"] == [["08:00", "17:00"]]
    assert stage.words("hours_5") == "08:00–17:00"
    stage.click("hours_on_5")
    assert "5" not in business(stage).hours
    stage.write("hours_6", "10-12", enter=True)
    assert stage.find("hours_on_6").value()
    stage.write("hours_6", "closed", enter=True)
    assert not stage.find("hours_on_6").value()
    assert stage.words("hours_6") == ""


def test_one_day_stays_open(opened: Open) -> None:
    stage = opened("hours")
    stage.desk.do(businesses.change, hours={"0": [["08:00", "17:00"]]}, label="Hours changed")
    stage.click("hours_on_0")
    assert "At least one day" in fault(stage, "hours_0")
    assert business(stage).hours == {"0": [["08:00", "17:00"]]}


def test_monday_is_copied_to_the_other_working_days(opened: Open) -> None:
    stage = opened("hours")
    stage.write("hours_0", "7-15", enter=True)
    stage.click("hours_copy")
    assert business(stage).hours == {str(day): [["07:00", "15:00"]] for day in range(5)}
    stage.desk.undo()
    assert business(stage).hours["4"] == [["08:00", "17:00"]]


def test_a_closed_monday_is_not_copied(opened: Open) -> None:
    stage = opened("hours")
    stage.click("hours_on_0")
    assert not stage.find("hours_copy").isEnabled()


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("", []),
        ("Closed", []),
        ("8-17", [["08:00", "17:00"]]),
        ("0830–1200, 13.00 to 17h30", [["08:30", "12:00"], ["13:00", "17:30"]]),
        ("18:00-24:00", [["18:00", "24:00"]]),
    ],
)
def test_hours_are_read_and_written(typed: str, spans: list[list[str]]) -> None:
    assert read_hours(typed) == spans
    assert read_hours(written_hours(spans)) == spans


@pytest.mark.parametrize("typed", ["eight", "8-17 daily", "8", "25-26", "8-12, 11-17", "17-8"])
def test_what_are_no_hours_is_said(typed: str) -> None:
    with pytest.raises(ValueError, match=r"Kept as typed\."):
        read_hours(typed)


def test_a_zone_is_found_by_its_city(opened: Open, now: datetime) -> None:
    stage = opened("hours")
    assert stage.words("zone_time") == "It is 10:00, Friday 20 November there now."
    stage.write("zone", "new yo")
    assert stage.words("suggestion_0") == "America/New York"
    stage.press(Qt.Key.Key_Return)
    assert business(stage).zone == "America/New_York"
    assert stage.words("zone_time") == "It is 05:00, Friday 20 November there now."
    assert not stage.sees("zone_found")


def test_a_zone_that_is_none_is_named(opened: Open) -> None:
    stage = opened("hours")
    stage.write("zone", "Nowhere")
    leave(stage, "zone")
    assert "not a time zone" in fault(stage, "zone")
    assert business(stage).zone == "Europe/London"
    stage.write("zone", "europe/paris")
    leave(stage, "zone")
    assert business(stage).zone == "Europe/Paris"


# Days


def test_a_country_brings_its_regions_and_holidays(opened: Open) -> None:
    stage = opened("days")
    assert "Christmas Day" in holidays(stage)[0]
    stage.choose("country", "DE")
    assert (business(stage).country, business(stage).region) == ("DE", "")
    stage.choose("region", "BY")
    assert business(stage).region == "BY"
    assert stage.find("region").currentText() == "Bayern"
    assert any("6 January 2027" in line for line in holidays(stage))
    stage.desk.undo()
    stage.desk.undo()
    assert stage.find("region").value() == "ENG"


def holidays(stage: Stage) -> list[str]:
    lines = stage.page.findChildren(QWidget, "holiday")
    return [line.text() for line in lines if line.isVisible()]


def test_without_a_country_there_are_no_holidays(opened: Open) -> None:
    stage = opened("days")
    stage.choose("country", "")
    assert not stage.find("region").isEnabled()
    assert stage.words("holidays_next") == "No holidays are known here."
    assert holidays(stage) == []


def test_a_country_that_is_looked_for_with_the_arrows_is_kept_when_it_is_left(opened: Open) -> None:
    stage = opened("days")
    field = stage.find("country")
    field.setFocus()
    stage.qtbot.keyClick(field, Qt.Key.Key_Down)
    assert business(stage).country == "GB"
    leave(stage, "country")
    assert business(stage).country == field.value() != "GB"
    assert stage.labels == ["Holidays changed"]


def test_days_away_are_added_and_removed(opened: Open) -> None:
    stage = opened("days")
    assert stage.sees("away_empty")
    stage.click("away_add")
    stage.write("from_on", "21/12/2026")
    stage.write("until_on", "20/12/2026")
    stage.write("words", "Winter")
    stage.click("main")
    assert business(stage).away == []
    stage.write("until_on", "24/12/2026")
    stage.click("main")
    [away] = business(stage).away
    assert (away.from_on, away.until_on, away.words) == (date(2026, 12, 21), date(2026, 12, 24), "Winter")
    assert (stage.words("away_0"), stage.words("away_0_second")) == ("21 Dec 2026 to 24 Dec 2026", "Winter")
    stage.click("away_0_remove")
    assert business(stage).away == []
    assert stage.labels == ["Days away added", "Days away removed"]


def test_one_day_on_call_needs_no_last_day(opened: Open, now: datetime) -> None:
    stage = opened("days")
    stage.click("on_call_add")
    stage.write("from_on", "20/11/2026")
    stage.click("main")
    [span] = business(stage).on_call
    assert (span.from_on, span.until_on) == (date(2026, 11, 20), date(2026, 11, 20))
    assert (stage.words("on_call_0"), stage.words("on_call_0_badge")) == ("20 Nov 2026", "now")
    stage.click("on_call_0_remove")
    assert business(stage).on_call == []


def test_what_is_over_stands_below_what_is_to_come(opened: Open) -> None:
    stage = opened("days")
    for first in (date(2026, 8, 3), date(2026, 12, 21), date(2027, 4, 1)):
        stage.desk.do(businesses.add_days_away, first, first, label="Away")
    lines = [stage.words(f"away_{number}") for number in range(3)]
    assert lines == ["21 Dec 2026", "1 Apr 2027", "3 Aug 2026"]
    assert stage.words("away_2_badge") == "over"


# Money


def test_a_tax_rate_is_added_from_a_day_on_and_removed_before_it_counts(opened: Open) -> None:
    stage = opened("money")
    assert (stage.words("tax_0"), stage.words("tax_0_second")) == ("20%", "Standard, from the start")
    assert not stage.sees("tax_0_remove")
    stage.click("tax_add")
    stage.write("rate", "many")
    stage.click("main")
    stage.write("rate", "22.5")
    stage.write("from_on", "01/01/2027")
    stage.click("main")
    assert business(stage).tax_bp(date(2027, 1, 1)) == 2250
    assert (stage.words("tax_0"), stage.words("tax_0_second")) == ("22.5%", "Standard, from 1 Jan 2027")
    assert stage.words("tax_1_badge") == "now"
    stage.click("tax_0_remove")
    assert business(stage).tax_bp(date(2027, 1, 1)) == 2000


@pytest.mark.parametrize("typed", ["many", "-5", "101", "5,5", "1.234", "%"])
def test_a_rate_that_cannot_be_is_named_beside_its_field(opened: Open, typed: str) -> None:
    stage = opened("money")
    stage.click("tax_add")
    stage.write("rate", typed)
    stage.click("main")
    assert fault(stage, "rate") == "A rate lies between 0 and 100 %. Try 20 or 5.5."
    assert stage.words("rate") == typed
    assert len(business(stage).taxes) == 1


def add_rate(stage: Stage, rate: str, from_on: str, name: str = "") -> None:
    stage.click("tax_add")
    stage.write("rate", rate)
    stage.write("from_on", from_on)
    stage.write("name", name)
    stage.click("main")


def test_a_rate_has_a_name_which_is_changed_on_all_its_days(opened: Open) -> None:
    stage = opened("money")
    add_rate(stage, "5", "01/01/2020", "Reduced")
    add_rate(stage, "7", "01/01/2027", "reduced")
    add_rate(stage, "0", "01/01/2020", "Zero")
    lines = [(stage.words(f"tax_{row}"), stage.words(f"tax_{row}_second")) for row in range(4)]
    assert lines == [
        ("20%", "Standard, from the start"),
        ("7%", "Reduced, from 1 Jan 2027"),
        ("5%", "Reduced, from 1 Jan 2020"),
        ("0%", "Zero, from 1 Jan 2020"),
    ]
    assert [stage.sees(f"tax_{row}_badge") for row in range(4)] == [True, False, True, True]
    assert [stage.sees(f"tax_{row}_change") for row in range(4)] == [False, True, True, True]
    assert business(stage).tax_bp(date(2026, 11, 20)) == 2000
    stage.click("tax_2_change")
    for taken in ("ZERO", "Standard", ""):
        stage.write("name", taken)
        stage.click("main")
        assert fault(stage, "name")
    stage.write("name", "Lower")
    stage.click("main")
    assert business(stage).tax_rates(date(2027, 1, 1)) == {"": 2000, "Lower": 700, "Zero": 0}
    assert stage.labels[-1] == "Tax rate renamed"
    stage.click("tax_3_remove")
    assert "Zero" not in business(stage).tax_rates(date(2027, 1, 1))
    stage.desk.undo()
    stage.desk.undo()
    assert stage.words("tax_1_second") == "Reduced, from 1 Jan 2027"


def test_a_day_on_which_a_rate_begins_already_is_asked_about(opened: Open) -> None:
    stage = opened("money")
    add_rate(stage, "21", "01/01/2027")
    add_rate(stage, "21", "01/01/2027", "standard")
    assert fault(stage, "from_on") == "21% begins on this day already."
    stage.click("main")
    assert stage.sees("tax_rate")
    stage.write("rate", "22")
    stage.click("main")
    assert fault(stage, "from_on") == "21% begins on this day already. Press Add again to put 22% in its place."
    assert business(stage).tax_bp(date(2027, 1, 1)) == 2100
    stage.click("main")
    assert business(stage).tax_bp(date(2027, 1, 1)) == 2200
    assert not stage.sees("tax_rate")
    assert len(business(stage).taxes) == 2


def test_prices_are_entered_with_or_without_tax(opened: Open) -> None:
    stage = opened("money")
    stage.click("prices_gross-True")
    assert business(stage).prices_gross is True
    assert stage.labels == ["Price entry changed"]


def test_another_currency_is_refused_once_there_are_prices(opened: Open) -> None:
    stage = opened("money")
    stage.desk.do(prices.add, "Tap", 4_000, label="Item added")
    stage.choose("currency", "EUR")
    assert "prices in this book already" in fault(stage, "currency")
    assert business(stage).currency == "GBP"


@pytest.mark.parametrize(
    ("field", "bad", "good", "kept"),
    [
        ("quote_pattern", "Q", "Q-001", "Q-{:03d}"),
        ("quote_valid_days", "0", "14", 14),
        ("withdrawal_days", "two", "14", 14),
    ],
)
def test_quotes_are_numbered_and_hold_as_it_is_typed(opened: Open, field: str, bad: str, good: str, kept: Any) -> None:
    stage = opened("money")
    stage.write(field, bad, enter=True)
    assert "Kept as typed" in fault(stage, field)
    stage.write(field, good, enter=True)
    assert getattr(business(stage), field) == kept
    assert stage.words(field) == good


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [("1", "{:01d}"), ("0001", "{:04d}"), ("2026-01", "2026-{:02d}"), ("{1}/A", "{{{:01d}}}/A")],
)
def test_a_pattern_is_read_from_the_look_of_number_1(typed: str, pattern: str) -> None:
    assert read_pattern(typed) == pattern
    assert pattern.format(1) == typed


# How it looks


@pytest.fixture
def plain_theme(theme: Theme) -> Any:
    yield theme
    theme.set_scheme("light")
    theme.set_text_percent(100)


def test_theme_and_text_size_count_at_once_and_are_no_steps(opened: Open, plain_theme: Theme) -> None:
    stage = opened("appearance")
    before = stage.find("header").height()
    stage.click("scheme-dark")
    stage.click("text_percent-130")
    QApplication.processEvents()
    assert (plain_theme.scheme, plain_theme.text_percent) == ("dark", 130)
    assert stage.find("header").height() > before
    kept = settings.read()
    assert (kept["scheme"], kept["text_percent"], stage.labels) == ("dark", 130, [])
    stage.click("scheme-system")
    assert settings.read()["scheme"] == "system"


# The backup


def test_a_book_is_backed_up_beside_the_window(opened: Open, chosen: Chosen, folder: Path, tmp_path: Path) -> None:
    stage = opened("backup")
    told: list[str] = []
    stage.desk.told.connect(lambda words, _detail: told.append(words))
    assert stage.words("backup_last") == "Last backup: never."
    out = tmp_path / "out.zip"
    chosen.answers = [None, out]
    stage.click("back_up")
    assert not out.exists()
    stage.click("back_up")
    assert stage.sees("backup_state")
    assert not stage.find("back_up").isEnabled()
    stage.qtbot.waitUntil(lambda: told == ["Backed up."])
    assert chosen.proposed[0].name == "Plumber 2026-11-20.zip"
    assert stage.find("back_up").isEnabled()
    assert stage.words("backup_last") == f"Last backup: today 10:00, to {out}"
    assert backing_up.last_backup(folder) == stage.now


def test_the_age_of_a_backup_is_said_in_days(opened: Open, folder: Path, now: datetime) -> None:
    backing_up.note(folder, Path("/stick/Plumber.zip"), now - timedelta(days=9))
    stage = opened("backup")
    assert stage.words("backup_last").startswith("Last backup: 9 days ago, to ")


def test_a_backup_that_fails_says_why_and_what_to_do(opened: Open, chosen: Chosen, tmp_path: Path) -> None:
    stage = opened("backup")
    chosen.answers = [tmp_path]
    stage.click("back_up")
    stage.qtbot.waitUntil(lambda: "There is something at" in stage.words("backup_state"))
    assert stage.find("back_up").isEnabled()
    assert stage.words("backup_last") == "Last backup: never."


def test_a_backup_becomes_a_book_that_can_be_opened(
    opened: Open, chosen: Chosen, folder: Path, tmp_path: Path, now: datetime
) -> None:
    stage = opened("backup")
    asked: list[Path] = []
    stage.page.book_asked.connect(asked.append)
    file, into = tmp_path / "Kept.zip", tmp_path / "Again.tradesman"
    backup.back_up(folder, file, now)
    chosen.answers = [None, file, None, file, into]
    stage.click("restore")
    stage.click("restore")
    assert not into.exists()
    stage.click("restore")
    stage.qtbot.waitUntil(lambda: stage.sees("restored"))
    assert chosen.proposed[0].name == "Kept.tradesman"
    stage.qtbot.mouseClick(stage.find("restored").findChild(QAbstractButton), Qt.MouseButton.LeftButton)
    assert asked == [into]
    assert (into / "book.sqlite").is_file()
    chosen.answers = [file, into]
    stage.click("restore")
    stage.qtbot.waitUntil(lambda: "There is something at" in stage.words("restore_state"))
    assert not stage.sees("restored")


def test_another_book_can_be_opened(opened: Open, chosen: Chosen, folder: Path, tmp_path: Path) -> None:
    stage = opened("backup")
    asked: list[Path] = []
    stage.page.book_asked.connect(asked.append)
    chosen.answers = [None, folder, tmp_path]
    for _ in range(3):
        stage.click("open_book")
    assert asked == [tmp_path]


# The page


def test_the_arrow_keys_move_between_the_sections(opened: Open) -> None:
    stage = opened("business")
    stage.find("settings_business").setFocus()
    stage.press(Qt.Key.Key_Down)
    assert stage.sees("section_hours")
    assert not stage.sees("section_business")


def test_a_page_that_is_left_in_the_middle_keeps_what_was_typed(opened: Open, book: Book) -> None:
    stage = opened("business")
    stage.write("owner", "Ann Harrow")
    stage.click("settings_hours")
    stage.qtbot.waitUntil(lambda: business(stage).owner == "Ann Harrow")
    assert isinstance(business(stage).id, UUID)


def test_what_an_hour_costs_is_kept_strictly_and_can_be_left_open(opened: Open) -> None:
    stage = opened("money")
    for typed, words in (("3.000,00", "not an amount"), ("-5", "Nothing or more")):
        stage.write("hour_cost_minor", typed, enter=True)
        assert words in fault(stage, "hour_cost_minor")
        assert business(stage).hour_cost_minor is None
    stage.write("hour_cost_minor", "32.50", enter=True)
    assert business(stage).hour_cost_minor == 3_250
    assert stage.labels == ["Cost of an hour changed"]
    stage.write("hour_cost_minor", "", enter=True)
    assert business(stage).hour_cost_minor is None
