"""What product.md says of follow-ups, told again in a few plain rules: the engine is held against it."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import holidays

DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)
MONTH_BACK = timedelta(days=30)  # what was held back for longer is not asked any more
CLIENT = ("job_completed", "guarantee_ends", "kind_words", "finding_now", "finding_told", "referral_introduced")
AHEAD = ("visit_booked", "quote_decision", "quote_expiring", "job_planned", "guarantee_ends")
GONE = {
    "here": (),
    "moved": ("service_check", "three_months", "ask_who_else", "check_up", "win_back", "own"),
    "died": None,  # all but these
}
AFTER_DEATH = ("call_back", "confirm_visit", "confirm_start", "progress_update")
UNHAPPY = ("three_months", "ask_who_else")


@dataclass(frozen=True)
class Rule:
    """A line of the table: after what, how long, for what."""

    key: str
    event: str
    wait: tuple[int, str]
    purpose: str = ""
    small: bool = False
    regulars: bool = False
    repeats: bool = False

    @property
    def asks(self) -> str:
        return self.purpose or self.key


RULES = (
    Rule("confirm_visit", "visit_booked", (-1, "working")),
    Rule("answer_questions", "quote_given", (2, "working")),
    Rule("hidden_slot", "quote_decision", (-1, "working")),
    Rule("offer_to_renew", "quote_expiring", (-3, "working")),
    Rule("confirm_choice", "quote_accepted", (1, "working")),
    Rule("progress_update", "quote_accepted", (7, "days"), repeats=True),
    Rule("confirm_start", "job_planned", (-1, "working")),
    Rule("win_back", "quote_lost", (42, "days")),
    Rule("win_back_early", "quote_lost", (14, "days"), "win_back", regulars=True),
    Rule("win_back_late", "quote_lost", (3, "months"), "win_back", regulars=True),
    Rule("thank_you", "job_completed", (1, "working"), small=True),
    Rule("service_check", "job_completed", (14, "days")),
    Rule("three_months", "job_completed", (3, "months"), small=True),
    Rule("ask_who_else", "kind_words", (7, "days")),
    Rule("finding_decided", "finding_now", (1, "working")),
    Rule("finding_outcome", "finding_told", (1, "months")),
    Rule("partner_did_well", "referral_introduced", (14, "days")),
    Rule("check_up", "job_completed", (11, "months")),
)
OWN = (  # rules of the owner's own, known by their titles
    Rule("Look before it ends", "guarantee_ends", (-1, "months"), "own"),
    Rule("Once a year", "job_completed", (12, "months"), "own", small=True, repeats=True),
    Rule("Which colours", "job_planned", (-5, "working"), "own"),
    Rule("Is all as it should be", "job_planned", (1, "working"), "own"),
    Rule("Ring once more", "quote_given", (10, "days"), "own"),
)


@cache
def is_holiday(day: date, country: str, region: str) -> bool:
    return day in holidays.country_holidays(country, subdiv=region, years=day.year)


@dataclass
class Asked:
    """One follow-up: open, held back for a reason, over, done or skipped."""

    rule: Rule
    subject: UUID
    who: UUID
    number: int
    counted: date
    due: date
    state: str = "open"
    held: str = ""
    at: datetime | None = None
    asleep: datetime | None = None
    dozed: bool = False  # put off while the clock was ahead
    settled: datetime | None = None
    won: bool = False  # it is over because the customer came back

    @property
    def stands(self) -> bool:
        return self.state in ("open", "held")

    @property
    def prepares(self) -> bool:
        return self.rule.event in AHEAD and self.due <= self.counted


@dataclass
class Model:
    """The world as far as follow-ups go: what is known of people and their affairs, and what is asked."""

    zone: str
    country: tuple[str, str] | None = None
    asked: list[Asked] = field(default_factory=list)
    away: dict[UUID, tuple[date, date]] = field(default_factory=dict)
    people: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    things: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    complaints: dict[UUID, UUID] = field(default_factory=dict)
    mails: dict[UUID, tuple[Asked, Asked | None, datetime]] = field(
        default_factory=dict
    )  # what each did, and what came of it

    def copy(self) -> "Model":
        """Another world that is the same."""
        twins = {id(one): replace(one) for one in self.asked}
        for one, made, _at in self.mails.values():
            twins |= {id(gone): replace(gone) for gone in (one, made) if gone is not None and id(gone) not in twins}
        return replace(
            self,
            asked=[twins[id(one)] for one in self.asked],
            away=dict(self.away),
            people={key: dict(about) for key, about in self.people.items()},
            things={key: about | {"to_come": dict(about.get("to_come", {}))} for key, about in self.things.items()},
            complaints=dict(self.complaints),
            mails={
                key: (twins[id(one)], twins[id(made)] if made is not None else None, at)
                for key, (one, made, at) in self.mails.items()
            },
        )

    # Days

    def today(self, now: datetime) -> date:
        return now.astimezone(ZoneInfo(self.zone)).date()

    def works(self, day: date) -> bool:
        free = self.country is not None and is_holiday(day, *self.country)
        return day.weekday() < 5 and not free and not any(a <= day <= b for a, b in self.away.values())

    def next(self, day: date, step: timedelta = DAY) -> date:
        while not self.works(day):
            day += step
        return day

    def after(self, day: date, wait: tuple[int, str], times: int = 1) -> date:
        count, unit = wait[0] * times, wait[1]
        if unit == "working":
            for _ in range(abs(count)):
                day = self.next(day + DAY) if count > 0 else self.next(day - DAY, -DAY)
            return day
        if unit == "days":
            return self.next(day + count * DAY)
        year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
        return self.next(date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])))

    def in_time(self, due: date, day: date, today: date) -> date | None:
        """A day before an event, today at the earliest, or none."""
        if due >= today:
            return due
        first = self.next(today)
        return first if today < day and first <= day else None

    def hour_after(self, at: datetime) -> datetime:
        """One working hour from 08:00 to 17:00, counted by quarters that really pass."""
        zone, worked = ZoneInfo(self.zone), 0
        while worked < 4:
            local = at.astimezone(zone)
            worked += self.works(local.date()) and time(8) <= local.time() < time(17)
            at += QUARTER
        return at

    # What is asked

    def of(self, rule: Rule, subject: UUID) -> list[Asked]:
        return sorted((one for one in self.asked if (one.rule, one.subject) == (rule, subject)), key=lambda a: a.number)

    def plan(self, event: str, subject: UUID, who: UUID, day: date, now: datetime, job: UUID | None = None) -> None:
        work = self.things[job] if job is not None else {}
        if event not in AHEAD:
            day = min(day, self.today(now))
        for rule in RULES + OWN:
            wrong = (work.get("small") and not rule.small) or (work.get("sub") and event in CLIENT)
            if rule.event != event or wrong or (rule.regulars and self.finished(who) < 2):
                continue
            found = next(reversed(self.of(rule, subject)), None)
            number = found.number if found is not None else int(rule.repeats)
            asked = self.after(day, rule.wait, max(number, 1))
            due = asked if rule.wait[0] > 0 else self.in_time(asked, day, self.today(now))
            if due is None:
                if found is not None and found.stands:
                    found.state, found.held = "held", "near"
            elif found is None:
                self.start(Asked(rule, subject, who, number, day, due))
            elif found.stands:
                if (found.due, found.counted) != (due, day):
                    found.due, found.counted, found.asleep = due, day, self.still_asleep(found, due, day)
                if found.held:
                    self.come_back(found, now)

    def still_asleep(self, one: Asked, due: date, day: date) -> datetime | None:
        """What was put off past its new day stays so, but not past what it prepares."""
        until = self.today(one.asleep) if one.asleep is not None else due
        past = one.rule.event in AHEAD and due <= day < until
        return one.asleep if until > due and not past else None

    def start(self, one: Asked) -> None:
        one.held = self.left_alone(one)
        one.state = "held" if one.held else "open"
        self.asked.append(one)

    def finished(self, who: UUID) -> int:
        return sum(one.get("who") == who and bool(one.get("completed")) for one in self.things.values())

    def left_alone(self, one: Asked) -> str:
        person, asks = self.people[one.who], one.rule.asks
        if person["alone"] and asks != "call_back":
            return "alone"
        gone = GONE[person["where"]]
        return "gone" if (asks not in AFTER_DEATH if gone is None else asks in gone) else ""

    def speaks_against(self, one: Asked) -> str:
        """Why it cannot be asked now, by the person and by what it is about."""
        return self.left_alone(one) or self.gone_on(one)

    def gone_on(self, one: Asked) -> str:
        about = self.things[one.subject]
        if about.get("over") or (one.prepares and about.get("begun")) or self.is_past(one, about):
            return "over"
        if one.rule.event == "quote_decision" and about["decision"] is None:
            return "no date"
        if "soon" in about and one.rule.event != about["soon"]:
            return "urgency"
        job = self.things[about["job"]] if "job" in about else about
        return "sub" if one.rule.event in CLIENT and job.get("sub") else ""

    def is_past(self, one: Asked, about: dict[str, Any]) -> bool:
        """Whether a quote is decided, or the work done or called off, before which it was asked."""
        decided = bool(about.get("decided")) and one.rule.event in ("quote_given", "quote_decision", "quote_expiring")
        return (
            decided
            or bool(about.get("off"))
            or (bool(about.get("completed")) and one.rule.event in ("quote_accepted", "job_planned"))
        )

    def come_back(self, one: Asked, now: datetime) -> None:
        one.held, one.won = self.speaks_against(one), False
        one.state = "held" if one.held else "open"
        if one.held == "over":
            one.state, one.held = "over", ""
        if one.state == "open" and one.due >= self.today(now) and one.rule.asks != "call_back":
            self.off(one, now)

    def off(self, one: Asked, now: datetime) -> None:
        """On a day that is not worked it moves to the next, and what prepares to the one before."""
        if self.works(one.due):
            return
        if not one.prepares:
            one.due = self.next(one.due)
            return
        due = self.in_time(self.next(one.due, -DAY), one.counted, self.today(now))
        if due is None:
            one.state, one.held = "held", "near"
        else:
            one.due = due

    def own_day(self, one: Asked, today: date) -> date | None:
        """The day that its rule asks for; none where it lies before an event that is too near."""
        due = self.after(one.counted, one.rule.wait, max(one.number, 1))
        return due if one.rule.wait[0] > 0 else self.in_time(due, one.counted, today)

    def home(self, away: UUID, now: datetime) -> None:
        """Without days away, what they put off comes on its own day again, and so does what they left no time for."""
        there, today = replace(self, away=dict(self.away)), self.today(now)
        del self.away[away]
        for one in [one for one in self.asked if one.rule != CALL_BACK]:
            was, own = there.own_day(one, today), self.own_day(one, today)
            if own is None:
                continue
            ahead = one.rule.event in AHEAD and own <= one.counted
            put_off = there.next(own, -DAY if ahead else DAY)
            if one.state == "open" and one.due >= today and one.due in (was, put_off):
                one.due = max(own, self.next(today))
            elif one.held == "near" and was is None:
                one.due = own
                self.come_back(one, now)

    def hold(self, who: UUID, why: str) -> None:
        for one in self.asked:
            if one.who == who and one.state == "open" and self.left_alone(one):
                one.state, one.held = "held", why

    def lift(self, who: UUID, why: str, now: datetime) -> None:
        for one in [one for one in self.asked if one.who == who and one.held == why]:
            self.let_return(one, now)

    def let_return(self, one: Asked, now: datetime) -> None:
        """What has long passed is not asked any more, nor what came again since."""
        if one.number and self.of(one.rule, one.subject)[-1] is not one:
            return
        if one.due >= self.today(now) - MONTH_BACK:
            self.come_back(one, now)
        elif not self.left_alone(one):
            self.again(one, now)

    def over(self, subject: UUID, *events: str, preparing: bool = False, held: str = "") -> None:
        """Overtaken for good, or held back until something changes."""
        for one in self.asked:
            meant = not events or one.rule.event in events
            if one.subject == subject and one.stands and meant and (one.prepares or not preparing):
                one.state, one.held = ("held", held) if held else ("over", "")

    def ask_for_another_day(self, subject: UUID, asks: str) -> None:
        for one in self.asked:
            if one.subject == subject and one.rule.asks == asks and one.state == "done" and not self.left_alone(one):
                one.state = "open"

    def settle(self, one: Asked, state: str, now: datetime) -> None:
        one.state, one.settled = state, now
        self.again(one, now)

    def take_back(self, mail: UUID, now: datetime) -> None:
        """What it was to do is asked again, unless that was done anew, or what came after it."""
        one, made, sent = self.mails.pop(mail)
        if one.state != "done" or one.settled != sent:
            return
        self.asked = [other for other in self.asked if other is not made or other.state in ("done", "skipped")]
        if self.of(one.rule, one.subject)[-1] is one:
            counts = one.rule.event != "quote_lost" and not self.gone_on(one)
            near = counts and not self.count_anew(one, self.today(now))
            self.come_back(one, now)
            if near and one.state == "open":
                one.state, one.held = "held", "near"
        else:
            one.state = "over"
        self.won_back(one.who, now)

    def count_anew(self, one: Asked, today: date) -> bool:
        """It counts from the day of the event as it is by now; says whether there is time for it."""
        about, was = self.things[one.subject], one.counted
        days = {"job_completed": about.get("completed"), "guarantee_ends": about.get("guarantee")}
        days |= about.get("to_come", {})
        day = (days.get(one.rule.event) if one.number <= 1 else None) or was
        one.counted = day if one.rule.event in AHEAD else min(day, today)
        due = self.own_day(one, today)
        if due is None:
            one.counted, changed = was, one.counted != was
            return not changed
        if (due, one.counted) != (one.due, was):
            one.due, one.asleep = due, None
        return True

    def again(self, one: Asked, now: datetime) -> None:
        """What repeats comes on the first of its days that is still to come."""
        if not one.rule.repeats or self.of(one.rule, one.subject)[-1] is not one:
            return
        number = one.number + 1
        while (due := self.after(one.counted, one.rule.wait, number)) <= self.today(now):
            number += 1
        self.start(Asked(one.rule, one.subject, one.who, number, one.counted, due))

    def won_back(self, who: UUID, now: datetime) -> None:
        """Whoever gives new work is not asked to come back, unless it comes to nothing."""
        jobs = [one for one in self.things.values() if one["kind"] == "job" and one["who"] == who]
        for key, quote in self.things.items():
            if quote["who"] != who or not quote.get("lost"):
                continue
            asked = [one for one in self.asked if one.subject == key and one.rule.event == "quote_lost"]
            if any(self.is_new(job, quote["lost"]) for job in jobs):
                for one in asked:
                    one.won = one.won or one.stands
                self.over(key, "quote_lost")
            elif not any(one.state == "open" for one in asked):
                for one in asked:
                    if one.won:
                        self.let_return(one, now)

    def is_new(self, job: dict[str, Any], lost: datetime) -> bool:
        if job["sub"] or job.get("off"):
            return False
        if job["given"] is not None:
            return bool(job["given"] > lost)
        return bool((job["agreed"], job["asked"]) > (self.today(lost), lost))

    # A clock that was ahead and was put right

    def plan_again(self, now: datetime) -> None:
        """All that was planned by the wrong day is planned by the right one; what was done stays done."""
        today = self.today(now)
        self.call_from_now(now)
        for one in self.asked:
            if one.dozed and one.state == "open":
                one.asleep = None
            if one.stands and one.counted > today and one.rule.event not in AHEAD and one.rule != CALL_BACK:
                one.counted, one.due, one.asleep = today, self.after(today, one.rule.wait, max(one.number, 1)), None
                if one.held:
                    self.come_back(one, now)
        for one in [one for one in self.asked if one.held in ("alone", "gone") and one.held != self.left_alone(one)]:
            self.let_return(one, now)
        self.prepare(now)
        for one in [one for one in self.asked if one.rule.repeats and one.state == "open"]:
            self.sooner(one, today)
        for one in self.asked:
            if one.state == "open" and one.rule != CALL_BACK and one.due >= today:
                self.off(one, now)

    def call_from_now(self, now: datetime) -> None:
        for about in self.things.values():
            if about.get("came_in", now) > now:
                about["came_in"] = now
        for call in self.calls():
            call.counted = min(call.counted, self.today(now))
        self.clocks(now)

    def prepare(self, now: datetime) -> None:
        """What seemed too late to be prepared may not be."""
        asked = {(one.subject, one.rule.event) for one in self.asked if one.state == "open"}
        for key, about in self.things.items():
            job = key if about["kind"] == "job" else None
            for event, day in about.get("to_come", {}).items():
                if day is not None and day >= self.today(now) and (key, event) not in asked:
                    self.plan(event, key, about["who"], day, now, job)

    def sooner(self, one: Asked, today: date) -> None:
        """What repeats comes on the first of its days after the one before, and not years later."""
        earlier = [other for other in self.of(one.rule, one.subject) if other.number < one.number]
        since = max(today, earlier[-1].due if earlier else one.counted)
        for number in range(earlier[-1].number + 1 if earlier else 1, one.number):
            due = self.after(one.counted, one.rule.wait, number)
            if due > since:
                one.number, one.due, one.asleep = number, due, None
                return

    # The call back, and Today

    def calls(self) -> Iterator[Asked]:
        return (one for one in self.asked if one.rule == CALL_BACK and one.state == "open")

    def clocks(self, now: datetime) -> None:
        """The clock of what is not late follows the days that are worked."""
        for one in self.calls():
            if one.at is None or one.at > now:
                one.at = self.hour_after(self.things[one.subject]["came_in"])
                one.due = self.today(one.at)

    def shown(self, now: datetime) -> set[tuple[str, UUID]]:
        """What Today shows: what is due, and with it what is due to the same person in three working days."""
        today = self.today(now)
        soon = self.after(today, (3, "working"))
        unhappy = set(self.complaints.values())
        awake = [
            one
            for one in self.asked
            if one.state == "open"
            and (one.asleep is None or one.asleep <= now)
            and not (one.who in unhappy and one.rule.asks in UNHAPPY)
        ]
        young = {key for key, one in self.things.items() if one.get("stage") == "enquiry"}
        near = [one for one in awake if one.due <= soon or (one.rule == CALL_BACK and one.subject in young)]
        lead = {one.who for one in near if one.due <= today or one.rule == CALL_BACK}
        return {(one.rule.key, one.subject) for one in near if one.who in lead}


CALL_BACK = Rule("call_back", "enquiry_received", (1, "hour"))
