"""Days and moments of the sample, told from now: the stories must fit whatever day the sample is made on."""

from bisect import bisect_left
from datetime import date, datetime, time, timedelta

from tradesman.book import clock

MOST_MINUTES = 21 * 24 * 60  # how far back working minutes are looked for; longer than any Christmas
MINUTE = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)
Day = int | str


class Almanac:
    """The owner's calendar, seen from the moment at which the sample is made."""

    def __init__(self, calendar: clock.Calendar, now: datetime) -> None:
        self.calendar, self.now = calendar, now
        self.today = calendar.local_day(now)
        # On a Sunday the week's work is told up to Friday; what was due then is still to do.
        self.base = calendar.on_or_previous_working_day(self.today)

    def day(self, said: Day, start: date | None = None) -> date:
        """A day: a number of working days from `start`, or words as people.toml explains them."""
        if isinstance(said, int):
            return self.calendar.add_working_days(start or self.base, said)
        if said == "today":  # nobody is visited on Christmas Day
            named = self.calendar.holiday_name(self.today)
            return self.calendar.next_working_day(self.today) if named else self.today
        if said.startswith("due "):
            return self._due(clock.Wait.parse(said.removeprefix("due ")))
        wait = clock.Wait.parse(said)
        if wait.unit is clock.Unit.WORKING_DAYS:
            return self.calendar.add_working_days(self.base, wait.count)
        return self.calendar.on_or_previous_working_day(self.calendar.day_after(self.base, wait))

    def _due(self, wait: clock.Wait) -> date:
        """The last working day from which the wait is over by the base day."""
        day = self.base
        while True:
            day = self.calendar.previous_working_day(day)
            if self.calendar.day_after(day, wait) <= self.base:
                return day

    def at(self, day: date, wall: str) -> datetime:
        """The instant of a day and a time such as 09:05."""
        return self.calendar.at_local(day, time.fromisoformat(wall))

    def later(self, at: datetime, minutes: int) -> datetime:
        """So many working minutes after a moment."""
        return self.calendar.add_working_time(at, minutes * MINUTE)

    def ago(self, minutes: int) -> datetime:
        """The last moment from which so many working minutes have passed until now."""
        wanted = minutes * MINUTE

        def worked(back: int) -> timedelta:
            return self.calendar.working_time_between(self.now - back * MINUTE, self.now)

        return self.now - bisect_left(range(MOST_MINUTES), wanted, key=worked) * MINUTE

    def tell(self, words: str) -> str:
        """Words with the day on which the family comes: the first of a month, two weeks off at least."""
        far = self.base + timedelta(days=16)
        month = clock.add_months(far.replace(day=1), 1)
        return words.replace("{soon_short}", f"1 {month:%b}").replace("{soon}", f"1 {month:%B}")
