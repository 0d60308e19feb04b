"""The sample book: a year of Sam Rowan's business, or a large book of the same shapes for measuring.

Everything is told from `now`, so that there is always something to do today.
"""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tradesman.book import clock, private_file, store
from tradesman.book.errors import BookError
from tradesman.sample import large, pictures, telling
from tradesman.sample.almanac import Almanac
from tradesman.sample.making import BookInMaking
from tradesman.sample.world import World, first_page, furnish, load
from tradesman.services import businesses

__all__ = ["make"]

ONE_WEEK = timedelta(weeks=1)


def _nothing(_hundredths: int) -> None:
    """Nobody waits for it."""


def make(
    folder: Path,
    *,
    now: datetime,
    seed: int = 1,
    customers: int | None = None,
    going: Callable[[int], None] = _nothing,
) -> None:
    """Makes the sample book in a new folder; with `customers`, a large book of so many.

    The same seed and now make the same book but for its ids. The small one is told through the services, step by
    step; the large one is laid down as its first page, without a record of how it came about, and only quotes that
    are still open keep what the customer saw. While the small one is told, `going` hears how many hundredths are done,
    and may raise a BookError to end it. Raises BookError when the folder exists or cannot be made.
    """
    if folder.exists():
        raise BookError(f"There is something at {folder} already. It was not touched. Choose another name.")
    draft = private_file.beside(folder)
    try:
        if customers is None:
            _tell(draft, now, seed, going)
        else:
            _lay_down(draft, now, seed, customers)
        draft.rename(folder)
        private_file.sync_folder(folder.parent)
    except BookError as error:
        raise BookError(str(error).replace(str(draft), str(folder))) from error
    except OSError as error:
        raise BookError(
            f"The sample book could not be made at {folder}: {error.strerror or error}. Nothing was left behind."
            " Choose another place, or free some space."
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def local(moment: datetime) -> datetime:
    """A moment by the clock of the sample's business."""
    return moment.replace(tzinfo=ZoneInfo(load("business")["business"]["zone"]))


def _scene(now: datetime) -> tuple[dict[str, Any], World]:
    data = load("business")
    business = data["business"]
    hours = clock.WorkingHours.from_json(businesses.WEEKDAYS_8_TO_5)
    calendar = clock.Calendar(business["zone"], hours, business["country"], business["region"])
    return data, World(Almanac(calendar, now), load("work"), load("words"))


def _tell(folder: Path, now: datetime, seed: int, going: Callable[[int], None]) -> None:
    data, world = _scene(now)
    story = telling.acts(world, seed)
    rest = {"first_quote": telling.first_quote(story)}
    store.create_book(folder, story[0].at - 2 * ONE_WEEK, lambda session: first_page(session, data, **rest))
    book = BookInMaking(folder)
    world.pictures = pictures.keep_all(book.photos)
    try:
        with book.write("Partners and prices", story[0].at - ONE_WEEK) as session:
            furnish(session, data, world)
        telling.tell(book, world, seed, story, going)
    finally:
        book.close()


def _lay_down(folder: Path, now: datetime, seed: int, customers: int) -> None:
    data, world = _scene(now)

    def first(session: store.Session) -> None:
        first_page(session, data, first_quote=large.QUOTES * customers + 1)
        furnish(session, data, world)

    store.create_book(folder, now - large.YEARS * timedelta(days=366), first)
    large.fill(folder, world, seed, customers)
    large.give_open(folder, world)
