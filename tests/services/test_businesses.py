from datetime import date

import pytest

from tests.owner import Owner
from tradesman.book.business import Business, DaysAway, OnCall, TaxRate
from tradesman.book.errors import BookError
from tradesman.services import businesses, prices


def test_the_business_is_as_it_was_set_up(owner: Owner) -> None:
    business = owner.ask(businesses.current)
    assert (business.name, business.currency, business.zone, business.tax_bp(date(2026, 1, 1))) == (
        "Harrow Plumbing",
        "GBP",
        "Europe/London",
        2000,
    )
    assert owner.ask(businesses.today) == date(2026, 11, 20)


def test_today_is_the_books_day_whatever_the_laptops_is(owner: Owner) -> None:
    owner.do(businesses.change, zone="Pacific/Auckland")
    owner.now = owner.now.replace(hour=12)
    assert owner.ask(businesses.today) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"zone": "Europe/Nowhere"}, "not a time zone"),
        ({"hours": {"0": [["17:00", "08:00"]]}}, "too early"),
        ({"quote_pattern": "Q"}, "no place for the number"),
        ({"quote_pattern": "{missing}"}, "cannot be"),
        ({"currency": "XXQ"}, "not the code of a currency"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_and_the_old_one_kept(
    owner: Owner, fields: dict[str, object], words: str
) -> None:
    with pytest.raises(BookError, match=words):
        owner.do(businesses.change, **fields)
    kept = owner.ask(businesses.current)
    assert (kept.zone, kept.quote_pattern, kept.currency) == ("Europe/London", "{:04d}", "GBP")


def test_a_book_has_one_currency_once_it_has_prices(owner: Owner) -> None:
    owner.do(businesses.change, currency="JPY")
    owner.do(prices.add, "Tap", 4_000)
    owner.do(businesses.change, currency="JPY", name="Harrow")
    with pytest.raises(BookError, match="prices in this book already"):
        owner.do(businesses.change, currency="GBP")
    assert owner.ask(businesses.current).currency == "JPY"


def test_only_settings_of_the_business_can_be_changed(owner: Owner) -> None:
    for field in ("id", "single", "motto"):
        with pytest.raises(TypeError):
            owner.do(businesses.change, **{field: 1})


def test_a_business_without_name_makes_no_book(owner: Owner) -> None:
    with pytest.raises(BookError, match="needs a name"):
        owner.do(businesses.set_up, name=" ", currency="GBP", zone="Europe/London")
    with pytest.raises(BookError, match="not the code of a currency"):
        owner.do(businesses.set_up, name="A", currency="zzz", zone="Europe/London")
    assert len(owner.all(Business)) == 1


def test_a_tax_rate_counts_from_its_day_on(owner: Owner) -> None:
    owner.do(businesses.set_tax, 2500, date(2027, 1, 1))
    owner.do(businesses.set_tax, 2300, date(2027, 1, 1))
    business = owner.ask(businesses.current)
    days = [date(1999, 12, 31), date(2026, 12, 31), date(2027, 1, 1)]
    assert [business.tax_bp(day) for day in days] == [0, 2000, 2300]
    assert len(owner.all(TaxRate)) == 2
    for rate in (-1, 10_001):
        with pytest.raises(BookError, match="between 0 and 100"):
            owner.do(businesses.set_tax, rate, date(2027, 1, 1))


def test_days_away_are_no_working_days_and_can_be_taken_out(owner: Owner) -> None:
    away = owner.do(businesses.add_days_away, date(2026, 11, 23), date(2026, 12, 11), "Away")
    assert owner.ask(businesses.calendar).next_working_day(date(2026, 11, 20)) == date(2026, 12, 14)
    owner.do(businesses.remove_days_away, away.id)
    assert owner.ask(businesses.calendar).next_working_day(date(2026, 11, 20)) == date(2026, 11, 23)
    assert owner.all(DaysAway) == []


def test_days_on_call_are_noted_and_taken_out(owner: Owner) -> None:
    night = owner.do(businesses.add_on_call, date(2026, 11, 21), date(2026, 11, 22))
    assert owner.ask(businesses.calendar).is_on_call(date(2026, 11, 22))
    owner.do(businesses.remove_on_call, night.id)
    assert (owner.ask(businesses.calendar).is_on_call(date(2026, 11, 22)), owner.all(OnCall)) == (False, [])


def test_no_days_end_before_they_begin(owner: Owner) -> None:
    for deed in (businesses.add_days_away, businesses.add_on_call):
        with pytest.raises(BookError, match="before the first"):
            owner.do(deed, date(2026, 11, 22), date(2026, 11, 21))


def test_a_change_counts_within_its_own_step(owner: Owner) -> None:
    with owner.book.write("step", owner.now) as session:
        before = businesses.calendar(session).is_working_day(date(2026, 11, 23))
        businesses.add_days_away(session, date(2026, 11, 23), date(2026, 11, 23))
        after = businesses.calendar(session).is_working_day(date(2026, 11, 23))
    assert (before, after) == (True, False)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "needs a name"),
        ({"hours": {}}, "At least one day"),
        ({"hours": {"0": []}}, "At least one day"),
        ({"quote_valid_days": 0}, "valid for a day"),
        ({"withdrawal_days": -1}, "none or more"),
        ({"country": "XX", "region": ""}, "country is not known"),
        ({"region": "Mars"}, "No holidays are known"),
        ({"review_link": "javascript:alert(1)"}, "link begins with"),
        ({"colour": "green"}, "A colour is written #14553B"),
        ({"colour": "#14553b"}, "A colour is written #14553B"),
    ],
)
def test_what_no_business_can_have_is_refused_in_a_sentence(
    owner: Owner, fields: dict[str, object], words: str
) -> None:
    before = owner.ask(businesses.current).model_dump()
    with pytest.raises(BookError, match=words):
        owner.do(businesses.change, **fields)
    assert owner.ask(businesses.current).model_dump() == before


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("", True),
        ("https://reviews.example.org/a?b=c", True),
        ("http://reviews.example.org:8080/", True),
        ("ftp://reviews.example.org", False),
        ("reviews.example.org", False),
        ("https://reviews", False),
        ("https://sam@reviews.example.org", False),
        ("https://reviews.example.org/a b", False),
        ("https://reviews.example.org:port", False),
        ("https://[reviews.example.org", False),
        ("javascript:alert(1)", False),
        ("https://reviews.example.org/\u202egnp", False),
    ],
)
def test_only_the_address_of_a_web_page_is_a_link(text: str, fits: bool) -> None:
    assert businesses.is_link(text) is fits


def test_the_next_holidays_are_those_of_country_and_region(owner: Owner) -> None:
    coming = owner.ask(businesses.next_holidays, 3)
    assert [holiday.day for holiday in coming] == [date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28)]
    assert coming[0].name == "Christmas Day"
    owner.do(businesses.change, region="SCT")
    assert owner.ask(businesses.next_holidays, 1)[0].day == date(2026, 11, 30)  # Saint Andrew's Day
    owner.do(businesses.change, country="", region="")
    assert owner.ask(businesses.next_holidays) == []


def test_a_rate_that_does_not_count_yet_can_be_taken_out(owner: Owner) -> None:
    ahead = owner.do(businesses.set_tax, 2500, date(2026, 11, 21))
    today = owner.do(businesses.set_tax, 2300, date(2026, 11, 20))
    owner.do(businesses.remove_tax, ahead.id)
    with pytest.raises(BookError, match="counts already"):
        owner.do(businesses.remove_tax, today.id)
    assert sorted(rate.rate_bp for rate in owner.all(TaxRate)) == [2000, 2300]


def test_a_life_away_leaves_no_working_day_and_is_refused(owner: Owner) -> None:
    with pytest.raises(BookError, match="No working day would be left"):
        owner.do(businesses.add_days_away, date(2026, 11, 23), date(2029, 11, 23))
    assert owner.all(DaysAway) == []


def test_days_away_move_what_is_asked_for_in_the_same_step(owner: Owner) -> None:
    job_id = owner.completed()
    before = owner.rows()
    away = owner.do(businesses.add_days_away, date(2026, 11, 23), date(2026, 12, 4))
    assert owner.due(job_id) == {
        "thank_you": "2026-12-07",
        "service_check": "2026-12-07",
        "three_months": "2027-02-22",
        "check_up": "2027-10-20",
    }
    owner.do(businesses.remove_days_away, away.id)
    assert owner.rows() == before
    owner.undo()
    owner.undo()
    assert owner.rows() == before


def test_days_that_are_worked_no_longer_move_what_is_asked_for(owner: Owner) -> None:
    job_id = owner.completed()
    owner.do(businesses.change, hours={str(day): [["08:00", "17:00"]] for day in range(1, 5)})
    assert owner.due(job_id)["thank_you"] == "2026-11-24"  # Mondays are free now
    owner.do(businesses.change, phone="020 7946 0000")
    assert owner.due(job_id)["thank_you"] == "2026-11-24"


def rates(owner: Owner, day: str) -> dict[str, int]:
    return owner.ask(lambda session: businesses.current(session).tax_rates(date.fromisoformat(day)))


def test_tax_rates_have_names_and_days(owner: Owner) -> None:
    owner.do(businesses.set_tax, 500, date(2026, 1, 1), " Reduced ")
    owner.do(businesses.set_tax, 700, date(2027, 1, 1), "Reduced")
    owner.do(businesses.set_tax, 0, date(2026, 1, 1), "Zero")
    owner.do(businesses.set_tax, 2_100, date(2026, 1, 1))
    assert rates(owner, "2026-11-20") == {"": 2_100, "Reduced": 500, "Zero": 0}
    assert rates(owner, "2027-01-01")["Reduced"] == 700
    owner.do(businesses.set_tax, 600, date(2026, 1, 1), "Reduced")
    assert rates(owner, "2026-11-20") == {"": 2_100, "Reduced": 600, "Zero": 0}
    owner.do(businesses.rename_tax, "Reduced", "Lower")
    assert rates(owner, "2027-01-01") == {"": 2_100, "Lower": 700, "Zero": 0}
    for name, new in (("Lower", "Zero"), ("Lower", " "), ("", "Standard"), ("Gone", "Here")):
        with pytest.raises(BookError, match="Nothing was changed"):
            owner.do(businesses.rename_tax, name, new)


def test_a_named_rate_goes_the_standard_one_stays_once_it_counts(owner: Owner) -> None:
    zero = owner.do(businesses.set_tax, 0, date(2026, 1, 1), "Zero").id
    standard = owner.ask(businesses.current).taxes[0].id
    owner.do(businesses.remove_tax, zero)
    assert rates(owner, "2026-11-20") == {"": 2_000}
    with pytest.raises(BookError, match="counts already"):
        owner.do(businesses.remove_tax, standard)


@pytest.mark.parametrize("host", ["", "localhost", "smtp.example.com", "mail-1.bücher.example", "192.0.2.1"])
def test_the_name_of_a_mail_server(owner: Owner, host: str) -> None:
    owner.do(businesses.change, smtp_host=host, smtp_port=465)
    assert owner.ask(businesses.current).smtp_host == host


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"smtp_host": "smtp.example.com\r\nRCPT"}, "not the name of a server"),
        ({"smtp_host": "smtp://example.com"}, "not the name of a server"),
        ({"smtp_host": "a..b"}, "not the name of a server"),
        ({"smtp_port": 0}, "a number from 1 to"),
        ({"smtp_port": 70_000}, "a number from 1 to"),
    ],
)
def test_a_mail_server_that_cannot_be_is_refused(owner: Owner, fields: dict[str, object], why: str) -> None:
    with pytest.raises(BookError, match=why):
        owner.do(businesses.change, **fields)
    assert owner.ask(businesses.current).smtp_host == ""
