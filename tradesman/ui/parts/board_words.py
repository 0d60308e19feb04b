"""How a card of the board is said: its words, its price, and what comes next in little room."""

from datetime import date, datetime, time, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from tradesman.book.followup import Purpose
from tradesman.services.cards import Afterwards, Card
from tradesman.services.decisions import Decision
from tradesman.services.standings import Standing
from tradesman.services.today import Kind, TodayRow
from tradesman.ui import format as say
from tradesman.ui.parts import today_rows
from tradesman.ui.widgets.card_delegate import CardItem
from tradesman.ui.words import words

Next = tuple[str, str, str]  # icon, words, tone
NOTHING: Next = ("", "", "neutral")
_SOON = timedelta(days=3)
_HOUR = timedelta(hours=1)
_TIED = "\u00a0"  # holds together what must not be cut where there is little room: the time at the end


def _tr(text: str) -> str:
    return QCoreApplication.translate("board", text)


def heading(standing: Standing) -> str:
    """What a column is called."""
    if standing == Standing.SCHEDULED:
        return _tr("Won, scheduled")
    return _tr("Lost and win-back") if standing == Standing.WIN_BACK else words(standing)


def item(card: Card, now: datetime, zone: tzinfo, currency: str) -> CardItem:
    """A card as the board shows it."""
    today = now.astimezone(zone).date()
    lost = card.standing == Standing.WIN_BACK
    none = "" if lost else _tr("No price yet")
    price = say.money(card.price_minor, currency, decimals=False) if card.price_minor is not None else none
    icon, upcoming, tone = _upcoming(card, today, zone)
    what = _what_was_lost(card, today) if lost else card.what
    said = ", ".join(part for part in (card.customer, what, price, upcoming.replace(_TIED, " ")) if part)
    act = lost and card.due is not None
    return CardItem(
        key=str(card.key),
        title=card.customer,
        words=what,
        price=price,
        icon=icon,
        upcoming=upcoming,
        tone=tone,
        sentence=_tr("{0}. {1}. Enter to open.").format(said, heading(card.standing)),
        action=today_rows.main_words(card.due)[0] if act and card.due is not None else "",
        action_icon=today_rows.main_words(card.due)[1] if act and card.due is not None else "",
    )


def _what_was_lost(card: Card, today: date) -> str:
    closed = card.closed_on
    month = "" if closed is None else say.month(closed) if closed.year != today.year else say.month(closed).split()[0]
    reason = card.reason[:1].lower() + card.reason[1:]
    return ", ".join(part for part in (card.what, reason, month) if part)


def _upcoming(card: Card, today: date, zone: tzinfo) -> Next:
    if card.due is not None:
        return _due(card, card.due, today, zone)
    return {
        Standing.ENQUIRY: _put_off,
        Standing.VISIT_BOOKED: _visit,
        Standing.QUOTED: _decides,
        Standing.SCHEDULED: _starts,
        Standing.IN_PROGRESS: _at_work,
        Standing.DONE: _follow_up,
        Standing.FOLLOWED_UP: _came,
        Standing.WIN_BACK: _win_back,
    }[card.standing](card, today, zone)


# What is due


def _due(card: Card, row: TodayRow, today: date, zone: tzinfo) -> Next:
    if row.kind == Kind.VISIT:
        return _visit_due(row, today)
    if row.kind == Kind.PROMISE:
        return _promise(row)
    if row.decision is not None:
        tone = "danger" if row.decision == Decision.PUT_RIGHT else "warn"
        return today_rows.row_icon(row), decision_words(row.decision), tone
    own = {Purpose.CALL_BACK: _call_back, Purpose.HIDDEN_SLOT: _slot_due, Purpose.WIN_BACK: _win_back_due}
    if row.purpose in own:
        return own[row.purpose](card, row, today, zone)
    asks_date = row.purpose == Purpose.ANSWER_QUESTIONS and card.on is None
    short = _tr("Ask the date") if asks_date else _purpose_words(row.purpose, row.title)
    return today_rows.row_icon(row), short, "warn"


def _slot_due(card: Card, _row: TodayRow, today: date, zone: tzinfo) -> Next:
    return _decides(card, today, zone)


def _win_back_due(_card: Card, row: TodayRow, today: date, _zone: tzinfo) -> Next:
    on = _tied(say.day(row.due_on, today))
    return "rotate-ccw", _tr("Win back {0}").format(on if row.due_on == today else _tr("since {0}").format(on)), "warn"


def _call_back(_card: Card, row: TodayRow, today: date, zone: tzinfo) -> Next:
    if row.late and row.left is not None:
        return "phone-missed", _tr("Call: {0}").format(_late(row.left)), "danger"
    soon = row.left is not None and row.left < _HOUR
    due = row.due_at
    return "timer", _tr("Call by {0}").format(_moment(due, today, zone)) if due else _tr("Call"), _warn(soon)


def _visit_due(row: TodayRow, today: date) -> Next:
    at = say.clock(row.starts) if row.starts else ""
    if row.due_on < today:
        return "map-pin", _tr("Was {0}").format(_tied(f"{say.near_day(row.due_on, today)}, {at}")), "danger"
    if row.past is not None:
        return "map-pin", _tr("Visit: {0}").format(_late(row.past)), "danger"
    return "map-pin", _tied(_tr("Today {0}").format(at)), "neutral"


def _promise(row: TodayRow) -> Next:
    icon = today_rows.row_icon(row)
    if row.past is not None:
        return icon, _tr("Promise late"), "danger"
    if row.starts is not None:
        return icon, _tr("Promise by {0}").format(say.clock(row.starts)), "warn"
    return icon, _tr("Promise today"), "warn"


def decision_words(decision: Decision) -> str:
    """What only the owner can decide, in little room."""
    return {
        Decision.PUT_RIGHT: _tr("Put it right"),
        Decision.NEXT_STEP: _tr("Next step?"),
        Decision.WRITE_QUOTE: _tr("Write the quote"),
        Decision.GIVE_QUOTE: _tr("Give the quote"),
        Decision.RENEW_QUOTE: _tr("Renew it, or lost"),
        Decision.PLAN_JOB: _tr("Plan the days"),
        Decision.LATE_MATERIAL: _tr("Material not here"),
    }[decision]


def _purpose_words(purpose: Purpose | None, title: str = "") -> str:
    short = {
        Purpose.CONFIRM_VISIT: _tr("Confirm the visit"),
        Purpose.ANSWER_QUESTIONS: _tr("Any questions?"),
        Purpose.CONFIRM_CHOICE: _tr("Confirm choice"),
        Purpose.PROGRESS_UPDATE: _tr("Update due"),
        Purpose.CONFIRM_START: _tr("Confirm the start"),
        Purpose.THREE_MONTHS: _tr("Is it holding?"),
        Purpose.ASK_WHO_ELSE: _tr("Ask who else"),
        Purpose.CHECK_UP: _tr("Check-up"),
    }
    if purpose is None:
        return ""
    return title or short.get(purpose) or words(purpose)


# What comes next where nothing is due


def _put_off(card: Card, today: date, zone: tzinfo) -> Next:
    if isinstance(card.at, datetime):
        return "alarm-clock", _tr("Call {0}").format(_moment(card.at, today, zone)), "neutral"
    return NOTHING


def _visit(card: Card, today: date, _zone: tzinfo) -> Next:
    if card.on is None or not isinstance(card.at, time):
        return NOTHING
    return "map-pin", _tied(f"{say.capital(_near(card.on, today))} {say.clock(card.at)}"), "neutral"


def _decides(card: Card, today: date, _zone: tzinfo) -> Next:
    if card.on is None:
        return "circle-help", _tr("No date yet"), "warn"
    if card.on < today:
        return "hourglass", _tr("Was to decide {0}").format(_near(card.on, today)), "danger"
    return "hourglass", _tr("Decides {0}").format(_near(card.on, today)), _warn(card.on - today <= _SOON)


def _starts(card: Card, today: date, _zone: tzinfo) -> Next:
    if card.on is None:
        return "calendar-plus", _tr("Plan the days"), "warn"
    if card.on < today:
        return "calendar-days", _tr("Was to start {0}").format(_near(card.on, today)), "danger"
    return "calendar-days", _tr("Starts {0}").format(_near(card.on, today)), _warn(card.on == today)


def _at_work(card: Card, today: date, _zone: tzinfo) -> Next:
    if card.paused:
        return "clock", _tr("Paused"), "warn"
    if card.purpose == Purpose.PROGRESS_UPDATE and card.on is not None:
        return "camera", _tr("Update {0}").format(_near(card.on, today)), "neutral"
    if card.on is None:
        return NOTHING
    if card.purpose is not None:
        return today_rows.purpose_icon(card.purpose), _purpose_words(card.purpose, card.title), "neutral"
    return "hammer", _tr("Until {0}").format(_near(card.on, today)), "neutral"


def _follow_up(card: Card, today: date, _zone: tzinfo) -> Next:
    if card.purpose is None or card.on is None:
        return "check", _tr("Nothing to do"), "neutral"
    near = _near(card.on, today)
    short = {
        Purpose.THANK_YOU: _tr("Thank {0}"),
        Purpose.SERVICE_CHECK: _tr("Check {0}"),
        Purpose.THREE_MONTHS: _tr("Holding? {0}"),
        Purpose.CHECK_UP: _tr("Check-up {0}"),
    }
    sentence = short.get(card.purpose)
    return (
        today_rows.purpose_icon(card.purpose),
        sentence.format(near) if sentence else _purpose_words(card.purpose, card.title),
        "neutral",
    )


def _came(card: Card, _today: date, _zone: tzinfo) -> Next:
    return {
        Afterwards.COMPLAINT: ("triangle-alert", _tr("Put it right"), "danger"),
        Afterwards.NOT_HOLDING: ("triangle-alert", _tr("Not holding"), "danger"),
        Afterwards.TESTIMONIAL: ("quote", _tr("Testimonial in"), "good"),
        Afterwards.HOLDING: ("shield-check", _tr("Is holding"), "good"),
        Afterwards.TALKED: ("check", _tr("Followed up"), "good"),
    }[card.afterwards or Afterwards.TALKED]


def _win_back(card: Card, today: date, _zone: tzinfo) -> Next:
    if card.on is None:
        return "ban", _tr("Not asked again"), "neutral"
    return "rotate-ccw", _tr("Win back {0}").format(_tied(say.day(card.on, today))), "neutral"


def _warn(soon: bool) -> str:
    return "warn" if soon else "neutral"


def _tied(words: str) -> str:
    return words.replace(" ", _TIED)


def _late(span: timedelta) -> str:
    return _tied(_tr("{0} late").format(say.span(span)))


def _near(on: date, today: date) -> str:
    """A day in very little room: "today", "Fri", "13 Jan"; the board looks half a year ahead, so it needs no year."""
    if on == today:
        return say.day(on, today)
    return _tied(say.near_day(on, today) if abs((on - today).days) < 7 else say.full_day(on).rpartition(" ")[0])


def _moment(at: datetime, today: date, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    clock = say.clock(local)
    return clock if local.date() == today else _tied(f"{say.near_day(local.date(), today)} {clock}")
