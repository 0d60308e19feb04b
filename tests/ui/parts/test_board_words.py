"""What a card says comes next, in the little room it has."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tradesman.book.entity import new_id
from tradesman.book.followup import Purpose
from tradesman.services.cards import Afterwards, Card
from tradesman.services.decisions import Decision
from tradesman.services.standings import Standing
from tradesman.services.today import Group, Kind, TodayRow
from tradesman.ui.parts import board_words

S = Standing
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)  # a Friday
TODAY, MONDAY, LATER, PAST = date(2026, 11, 20), date(2026, 11, 23), date(2027, 1, 13), date(2026, 11, 18)
LONDON = ZoneInfo("Europe/London")


def due(kind: Kind = Kind.CALL, on: date = TODAY, **said: Any) -> TodayRow:
    said.setdefault("group", Group.TODAY)
    return TodayRow(
        kind=kind, customer_id=new_id(), customer="", phone="", subject_id=new_id(), what="", due_on=on, **said
    )


def said(standing: Standing, **fields: Any) -> tuple[str, str, str]:
    card = Card(standing, new_id(), new_id(), "New boiler", customer="Leah Novak", **fields)
    item = board_words.item(card, NOW, LONDON, "GBP")
    assert "\u00a0" not in item.sentence
    return item.icon, item.upcoming.replace("\u00a0", " "), item.tone


@pytest.mark.parametrize(
    ("standing", "fields", "words"),
    [
        (S.ENQUIRY, {"at": NOW + timedelta(hours=3)}, ("alarm-clock", "Call 13:00", "neutral")),
        (S.ENQUIRY, {"at": NOW + timedelta(days=3)}, ("alarm-clock", "Call Mon 10:00", "neutral")),
        (S.ENQUIRY, {}, ("", "", "neutral")),
        (S.VISIT_BOOKED, {"on": MONDAY, "at": time(9, 30)}, ("map-pin", "Mon 09:30", "neutral")),
        (S.VISIT_BOOKED, {}, ("", "", "neutral")),
        (S.QUOTED, {}, ("circle-help", "No date yet", "warn")),
        (S.QUOTED, {"on": TODAY}, ("hourglass", "Decides today", "warn")),
        (S.QUOTED, {"on": LATER}, ("hourglass", "Decides 13 Jan", "neutral")),
        (S.QUOTED, {"on": PAST}, ("hourglass", "Was to decide Wed", "danger")),
        (S.SCHEDULED, {}, ("calendar-plus", "Plan the days", "warn")),
        (S.SCHEDULED, {"on": TODAY}, ("calendar-days", "Starts today", "warn")),
        (S.SCHEDULED, {"on": PAST}, ("calendar-days", "Was to start Wed", "danger")),
        (S.IN_PROGRESS, {"paused": True}, ("clock", "Paused", "warn")),
        (S.IN_PROGRESS, {"on": MONDAY, "purpose": Purpose.PROGRESS_UPDATE}, ("camera", "Update Mon", "neutral")),
        (
            S.IN_PROGRESS,
            {"on": MONDAY, "purpose": Purpose.CONFIRM_CHOICE},
            ("badge-check", "Confirm choice", "neutral"),
        ),
        (S.IN_PROGRESS, {"on": MONDAY}, ("hammer", "Until Mon", "neutral")),
        (S.IN_PROGRESS, {}, ("", "", "neutral")),
        (S.DONE, {}, ("check", "Nothing to do", "neutral")),
        (S.DONE, {"on": LATER, "purpose": Purpose.THREE_MONTHS}, ("shield-check", "Holding? 13 Jan", "neutral")),
        (S.DONE, {"on": LATER, "purpose": Purpose.ASK_WHO_ELSE}, ("users", "Ask who else", "neutral")),
        (S.FOLLOWED_UP, {"afterwards": Afterwards.COMPLAINT}, ("triangle-alert", "Put it right", "danger")),
        (S.FOLLOWED_UP, {}, ("check", "Followed up", "good")),
        (S.WIN_BACK, {}, ("ban", "Not asked again", "neutral")),
        (S.WIN_BACK, {"on": LATER}, ("rotate-ccw", "Win back 13 Jan 2027", "neutral")),
    ],
)
def test_what_comes_next(standing: Standing, fields: dict[str, Any], words: tuple[str, str, str]) -> None:
    assert said(standing, **fields) == words


LATE, SOON, FAR = timedelta(minutes=-37), timedelta(minutes=30), timedelta(hours=3)


@pytest.mark.parametrize(
    ("standing", "row", "words"),
    [
        (
            S.ENQUIRY,
            due(purpose=Purpose.CALL_BACK, left=LATE, due_at=NOW + LATE),
            ("phone-missed", "Call: 37 min late", "danger"),
        ),
        (S.ENQUIRY, due(purpose=Purpose.CALL_BACK, left=SOON, due_at=NOW + SOON), ("timer", "Call by 10:30", "warn")),
        (S.ENQUIRY, due(purpose=Purpose.CALL_BACK, left=FAR, due_at=NOW + FAR), ("timer", "Call by 13:00", "neutral")),
        (S.ENQUIRY, due(purpose=Purpose.CALL_BACK), ("timer", "Call", "neutral")),
        (S.ENQUIRY, due(Kind.DECISION, decision=Decision.NEXT_STEP), ("flag", "Next step?", "warn")),
        (S.VISIT_BOOKED, due(Kind.VISIT, starts=time(13, 30)), ("map-pin", "Today 13:30", "neutral")),
        (S.VISIT_BOOKED, due(Kind.VISIT, starts=time(9), past=-LATE), ("map-pin", "Visit: 37 min late", "danger")),
        (
            S.VISIT_BOOKED,
            due(Kind.VISIT, PAST, starts=time(9), past=timedelta(days=2)),
            ("map-pin", "Was Wed, 09:00", "danger"),
        ),
        (S.QUOTED, due(purpose=Purpose.ANSWER_QUESTIONS), ("circle-help", "Ask the date", "warn")),
        (S.QUOTED, due(Kind.MESSAGE, purpose=Purpose.OFFER_TO_RENEW), ("repeat-2", "Offer to renew", "warn")),
        (S.QUOTED, due(Kind.DECISION, decision=Decision.RENEW_QUOTE), ("hourglass", "Renew it, or lost", "warn")),
        (
            S.IN_PROGRESS,
            due(Kind.DECISION, decision=Decision.LATE_MATERIAL),
            ("package-open", "Material not here", "warn"),
        ),
        (
            S.FOLLOWED_UP,
            due(Kind.DECISION, decision=Decision.PUT_RIGHT),
            ("triangle-alert", "Put it right", "danger"),
        ),
        (S.IN_PROGRESS, due(Kind.PROMISE, starts=time(12)), ("package-check", "Promise by 12:00", "warn")),
        (S.IN_PROGRESS, due(Kind.PROMISE), ("package-check", "Promise today", "warn")),
        (S.IN_PROGRESS, due(Kind.PROMISE, past=-LATE), ("package-check", "Promise late", "danger")),
        (S.WIN_BACK, due(purpose=Purpose.WIN_BACK), ("rotate-ccw", "Win back today", "warn")),
        (S.WIN_BACK, due(on=PAST, purpose=Purpose.WIN_BACK), ("rotate-ccw", "Win back since Wed 18 Nov", "warn")),
    ],
)
def test_what_is_due(standing: Standing, row: TodayRow, words: tuple[str, str, str]) -> None:
    assert said(standing, due=row) == words


@pytest.mark.parametrize(
    ("standing", "fields", "end"),
    [
        (S.QUOTED, {"on": LATER - timedelta(days=90)}, "15 Oct"),
        (S.ENQUIRY, {"at": NOW + timedelta(days=3)}, "Mon 10:00"),
        (S.VISIT_BOOKED, {"on": TODAY, "at": time(13, 30)}, "Today 13:30"),
        (S.WIN_BACK, {"on": LATER}, "13 Jan 2027"),
        (S.WIN_BACK, {"due": due(on=PAST, purpose=Purpose.WIN_BACK)}, "Wed 18 Nov"),
        (S.VISIT_BOOKED, {"due": due(Kind.VISIT, TODAY, starts=time(9), past=-5 * LATE)}, "3 h 5 min late"),
        (S.VISIT_BOOKED, {"due": due(Kind.VISIT, PAST, starts=time(9))}, "Wed, 09:00"),
        (S.ENQUIRY, {"due": due(purpose=Purpose.CALL_BACK, left=5 * LATE, due_at=NOW)}, "3 h 5 min late"),
    ],
)
def test_where_there_is_little_room_the_time_stays_whole(standing: Standing, fields: dict[str, Any], end: str) -> None:
    card = Card(standing, new_id(), new_id(), "New boiler", customer="Leah Novak", **fields)
    assert board_words.item(card, NOW, LONDON, "GBP").upcoming.rpartition(" ")[2] == end.replace(" ", "\u00a0")


def test_the_hidden_slot_says_when_the_customer_decides() -> None:
    row = due(purpose=Purpose.HIDDEN_SLOT)
    assert said(S.QUOTED, due=row, on=MONDAY) == ("hourglass", "Decides Mon", "warn")


def test_what_was_lost_says_why_and_when() -> None:
    card = Card(S.WIN_BACK, new_id(), new_id(), "Porch roof", reason="Chose a friend", closed_on=date(2026, 9, 4))
    assert board_words.item(card, NOW, LONDON, "GBP").words == "Porch roof, chose a friend, September"
    older = Card(S.WIN_BACK, new_id(), new_id(), "Porch roof", closed_on=date(2025, 9, 4))
    assert board_words.item(older, NOW, LONDON, "GBP").words == "Porch roof, September 2025"
