"""Taking a price list into the book: new items are added, known ones changed, nothing is taken out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.pricebook import PriceItem
from tradesman.book.store import Session
from tradesman.exchange.price_files import Fate, Judged, name_of
from tradesman.services import kits, price_index
from tradesman.services.progress import Progress

_AT_ONCE = 500


@dataclass(frozen=True)
class Brought:
    """How many rows were added and changed, and how many were left when it was stopped."""

    new: int
    changed: int
    left: int = 0


def take_in(session: Session, judged: Sequence[Judged], progress: Progress | None = None) -> Brought:
    """Does what was found out about the rows, in one step; when it is stopped, what is done is kept.

    Kits come last, so that their parts are there.
    """
    progress = progress or Progress()
    wanted = [one for one in judged if one.fate in (Fate.NEW, Fate.CHANGED)]
    items, made_of = [one for one in wanted if not one.parts], [one for one in wanted if one.parts]
    progress.begin(len(wanted))
    new = changed = 0
    for some in _chunks(items):
        if progress.stopped:
            break
        fresh = [one for one in some if one.fate == Fate.NEW]
        session.add_all([PriceItem(**one.fields) for one in fresh])
        _change(session, [one for one in some if one.fate == Fate.CHANGED])
        session.flush()
        new, changed = new + len(fresh), changed + len(some) - len(fresh)
        progress.done = new + changed
    if made_of and not progress.stopped:
        _make_kits(session, made_of)
        fresh = [one for one in made_of if one.fate == Fate.NEW]
        new, changed = new + len(fresh), changed + len(made_of) - len(fresh)
        progress.done = new + changed
    return Brought(new, changed, len(wanted) - new - changed)


def _chunks(rows: Sequence[Judged]) -> Iterator[Sequence[Judged]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


def _change(session: Session, some: Sequence[Judged]) -> None:
    ids = [one.item_id for one in some]
    session.exec(select(PriceItem).where(col(PriceItem.id).in_(ids))).all()  # in one look; each is at hand below
    for one in some:
        item = session.load(PriceItem, one.item_id)
        for key, value in one.fields.items():
            setattr(item, key, value)


def _make_kits(session: Session, made_of: Sequence[Judged]) -> None:
    """Every kit is there before the first gets its parts: one may be part of another."""
    made: list[UUID] = []
    for one in made_of:
        if one.item_id is None:
            item = PriceItem(**{"price_minor": 0, **one.fields})
            session.add(item)
        else:
            _change(session, [one])
            item = session.load(PriceItem, one.item_id)
        made.append(item.id)
    session.flush()
    names: dict[str, UUID] = {}
    for row in price_index.of(session).rows:
        names.setdefault(name_of(row).lower(), row.id)
    for kit_id, one in zip(made, made_of, strict=True):
        kits.set_parts(session, kit_id, [(names[name.lower()], quantity) for name, quantity in one.parts])
