"""The sample book: a year of Sam Rowan's business, or a large book of the same shapes for measuring.

Everything is told from `now`, so that there is always something to do today.
"""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from tradesman.book import clock, store
from tradesman.book.errors import BookError
from tradesman.services import businesses

__all__ = ["make"]


def make(folder: Path, *, now: datetime, seed: int = 1, customers: int | None = None) -> None:
    """Makes the sample book in a new folder; with `customers`, a large book of so many.

    The same seed and now make the same book but for its ids. The small one is told through the services, step by step; the large one
    is laid down as its first page, without a record of how it came about. Raises BookError when the folder exists.
    """
    if folder.exists():
        raise BookError(f"There is something at {folder} already. It was not touched. Choose another name.")
    draft = folder.with_name(f".{folder.name}.{uuid4().hex}.sample")
    try:
        if customers is None:
            _tell(draft, now, seed)
        else:
            from tradesman.sample import large

            large.lay_down(draft, now, seed, customers)
        draft.rename(folder)
        store.sync_folder(folder.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _tell(folder: Path, now: datetime, seed: int) -> None:
    from tradesman.sample import telling, world

    data = world.load("business")
    business = data["business"]
    calendar = clock.Calendar(
        zone=business["zone"],
        hours=clock.WorkingHours.from_json(businesses.WEEKDAYS_8_TO_5),
        country=business["country"],
        region=business["region"],
    )
    scene = world.World(world.Almanac(calendar, now), world.load("work"), world.load("words"))
    story = telling.acts(scene, seed)
    store.create_book(folder, story[0].at - timedelta(days=7), lambda session: world.first_page(session, data))
    book = store.Book(folder)
    try:
        with book.write("Partners and prices", story[0].at - timedelta(days=6)) as session:
            world.furnish(session, data, scene)
        telling.tell(book, scene, seed, story)
    finally:
        book.close()
