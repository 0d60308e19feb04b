"""The worksheets: one form to think with, six templates, kept by date. Rule: product.md, Plan."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman import paths
from tradesman.book.errors import BookError
from tradesman.book.plan import PlanAction, Worksheet, WorksheetKind
from tradesman.book.store import Session
from tradesman.services import businesses, plan_actions
from tradesman.services.plan_actions import Wanted

LONGEST = 10_000  # characters of a cell
LONGEST_TITLE = 80


class Shape(StrEnum):
    """How the cells of a template stand."""

    SQUARE = "square"
    COLUMNS = "columns"
    LIST = "list"


@dataclass(frozen=True)
class Cell:
    """A field of a template: what it is called, and the question it asks."""

    key: str
    label: str
    question: str


@dataclass(frozen=True)
class Template:
    """One of the six forms: its title, what it is for in one sentence, and its cells."""

    kind: WorksheetKind
    title: str
    purpose: str
    shape: Shape
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class SheetRow:
    """A worksheet and its actions by their day."""

    worksheet: Worksheet
    actions: tuple[PlanAction, ...]


@dataclass(frozen=True)
class Printed:
    """What stands on the paper of a form: its title, what it is for, and its cells."""

    title: str
    purpose: str
    cells: tuple[Cell, ...]


@cache
def template(kind: WorksheetKind) -> Template:
    """The form of a kind, as it ships."""
    data = _shipped(kind)
    cells = tuple(Cell(one["key"], one["label"], one["question"]) for one in data["cells"])
    return Template(kind, data["title"], data["purpose"], Shape(data["shape"]), cells)


@cache
def printed(kind: WorksheetKind, language: str) -> Printed:
    """What of a form stands on paper, in the language of the paper; in English where there is none for it."""
    form, words = template(kind), _shipped(kind).get(language)
    if words is None:
        return Printed(form.title, form.purpose, form.cells)
    cells = tuple(replace(cell, label=words["labels"][cell.key]) for cell in form.cells)
    return Printed(words["title"], words["purpose"], cells)


def _shipped(kind: WorksheetKind) -> dict[str, Any]:
    with paths.resource("worksheets", f"{kind.value}.toml").open("rb") as file:
        return tomllib.load(file)


def rows(session: Session) -> list[SheetRow]:
    """All worksheets, the newest first."""
    query = select(Worksheet).order_by(col(Worksheet.made_on).desc(), col(Worksheet.id).desc())
    found = session.exec(query).all()
    actions = plan_actions.of_all(session, [one.id for one in found])
    return [SheetRow(one, tuple(actions.get(one.id, ()))) for one in found]


def row(session: Session, worksheet_id: UUID) -> SheetRow:
    """One worksheet with its actions."""
    worksheet = session.load(Worksheet, worksheet_id)
    return SheetRow(worksheet, tuple(plan_actions.of(session, worksheet)))


def last_of(session: Session, kind: WorksheetKind) -> Worksheet | None:
    """The newest of a kind, to start the next from."""
    query = select(Worksheet).where(Worksheet.kind == kind)
    return session.exec(query.order_by(col(Worksheet.made_on).desc(), col(Worksheet.id).desc())).first()


def add(
    session: Session,
    kind: WorksheetKind,
    title: str,
    cells: Mapping[str, str],
    *,
    review_on: date | None = None,
    actions: Iterable[Wanted] = (),
) -> Worksheet:
    """Keeps a sheet of today with at most three actions; BookError when nothing is filled in."""
    worksheet = Worksheet(kind=kind, title="", made_on=businesses.today(session))
    _fill(session, worksheet, title, cells, review_on)
    session.add(worksheet)
    session.flush()
    plan_actions.write_down(session, worksheet, actions)
    return worksheet


def change(
    session: Session,
    worksheet_id: UUID,
    title: str,
    cells: Mapping[str, str],
    *,
    review_on: date | None = None,
    actions: Iterable[Wanted] = (),
) -> Worksheet:
    """Changes a sheet; its open actions become those given, and what is settled stays."""
    worksheet = session.load(Worksheet, worksheet_id)
    _fill(session, worksheet, title, cells, review_on)
    plan_actions.write_down(session, worksheet, actions)
    return worksheet


def remove(session: Session, worksheet_id: UUID) -> None:
    """Takes a sheet out of the plan, and its actions with it, open or not."""
    worksheet = session.load(Worksheet, worksheet_id)
    plan_actions.remove_all(session, worksheet)
    session.delete(worksheet)


def _fill(session: Session, worksheet: Worksheet, title: str, cells: Mapping[str, str], review_on: date | None) -> None:
    known = template(worksheet.kind)
    told = {cell.key: cells.get(cell.key, "").strip() for cell in known.cells}
    if not any(told.values()):
        raise BookError("Nothing is written on this sheet yet. Nothing was saved. One line is enough.")
    for cell in known.cells:
        if len(told[cell.key]) > LONGEST:
            raise BookError(
                f"“{cell.label}” holds {LONGEST:,} characters and this has {len(told[cell.key]):,}. "
                "Nothing was saved. Shorten it."
            )
    name = " ".join(title.split()) or known.title
    if len(name) > LONGEST_TITLE:
        raise BookError(f"A title has at most {LONGEST_TITLE} characters. Nothing was saved. Shorten it.")
    if review_on is not None and review_on != worksheet.review_on and review_on < businesses.today(session):
        raise BookError("The day of the review is over already. Nothing was saved. Choose one that is still to come.")
    worksheet.title, worksheet.review_on = name, review_on
    worksheet.cells = {key: words for key, words in told.items() if words}
