"""How the calendar leaves the book: the week on paper, and everything as a file for another calendar."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book import private_file
from tradesman.book.errors import BookError
from tradesman.documents import week_paper
from tradesman.exchange import calendar_files
from tradesman.exchange.calendar_files import Appointment
from tradesman.services import businesses, calendar_events
from tradesman.services.calendar_events import Event
from tradesman.services.calendars import Day
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import Handout, PaperDialog
from tradesman.ui.paper_making import Made
from tradesman.ui.parts import calendar_words
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme


def _tr(text: str) -> str:
    return QCoreApplication.translate("calendar", text)


def print_week(window: QWidget, desk: Desk, theme: Theme, days: Sequence[Day]) -> None:
    """Shows the PDF of these days, to print and to save."""
    name = _tr("Week {0}").format(days[0].on.isocalendar().week)
    business = desk.ask(businesses.current)
    dues = [[calendar_words.due_item(due, "").words for due in day.dues] for day in days]
    week = week_paper.Week(business, tuple(days), dues, say.LOCALE.partition("_")[0])
    make = partial(_made, week, desk)
    PaperDialog(window, desk, theme, Handout(name, name, make)).open()


def _made(week: week_paper.Week, desk: Desk) -> Made:
    return Made(week_paper.pdf(week, desk.now))


def export(window: QWidget, desk: Desk, pickers: Pickers) -> None:
    """Writes everything from a month ago on into a file that is asked for, beside the window."""
    proposed = Path.home() / f"{_tr('Calendar')}{calendar_files.SUFFIX}"
    target = pickers.new_file(window, _tr("Export the calendar"), proposed, _tr("Calendars (*.ics)"))
    if target is None:
        return
    business = desk.ask(businesses.current)
    appointments = [_appointment(event, business.zone) for event in desk.ask(calendar_events.events)]
    work = partial(_write, target, appointments, desk, business.name)

    def done(count: int) -> None:
        one, many = _tr("1 entry is in {0}."), _tr("{0} entries are in {1}.")
        words = one.format(target.name) if count == 1 else many.format(count, target.name)
        desk.told.emit(_tr("Calendar exported"), words)

    desk.background.run(work, done, desk.failed.emit)


def _write(target: Path, appointments: Sequence[Appointment], desk: Desk, name: str) -> int:
    """A calendar that was exported before is replaced; anything else of that name is left alone."""
    if target.exists() and (target.suffix != calendar_files.SUFFIX or not target.is_file()):
        raise BookError(
            _tr("There is something at {0} already. It was not touched. Choose another name.").format(target)
        )
    content = calendar_files.write(appointments, desk.now, name)
    with private_file.appearing(target) as handle:
        handle.write(content)
    return len(appointments)


def _appointment(event: Event, zone: str) -> Appointment:
    title = calendar_words.event_title(event.kind, event.customer, event.what)
    at = (event.place, event.on, event.starts, event.minutes, event.zone or zone)
    return Appointment(event.row_id, title, *at, held=event.held, cancelled=event.cancelled)
