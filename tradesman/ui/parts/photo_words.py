"""What is said of a photo: the day it was taken, what was drawn on it, why it cannot be seen."""

from PySide6.QtCore import QCoreApplication

from tradesman.book.photo import Photo
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.picture_reading import Fault
from tradesman.ui.words import words


def _tr(text: str) -> str:
    return QCoreApplication.translate("photos", text)


def fault_words(fault: Fault) -> str:
    """Why a photo cannot be seen."""
    return {
        Fault.MISSING: _tr("The file is missing"),
        Fault.TOO_LARGE: _tr("Too large to show"),
        Fault.NOT_HERE: _tr("This computer cannot show HEIC"),
        Fault.DAMAGED: _tr("The file is damaged"),
    }[fault]


def day_words(desk: Desk, photo: Photo) -> str:
    """The day it was taken, as people say it."""
    return say.day(photo.taken_at.astimezone(desk.zone()).date(), desk.today())


def caption(desk: Desk, photo: Photo) -> str:
    """The words below a photo, else its day; a copy with marks says so."""
    said = photo.words or say.capital(day_words(desk, photo))
    return _tr("Drawn on: {0}").format(said) if photo.drawn_on_id is not None else said


def choice_words(desk: Desk, photo: Photo) -> str:
    """A photo in a list to choose from: "Before, Mon 5 Oct: The old slates"."""
    said = f"{words(photo.moment)}, {day_words(desk, photo)}"
    return f"{said}: {photo.words}" if photo.words else said
