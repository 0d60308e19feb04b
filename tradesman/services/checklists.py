"""Checklists of the library: steps for work of one kind, copied into jobs."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.checklist import Checklist
from tradesman.book.job import Job
from tradesman.book.store import Session


def rows(session: Session) -> list[Checklist]:
    """All checklists of the library by their name."""
    return list(session.exec(select(Checklist).order_by(col(Checklist.name), col(Checklist.id))).all())


def add(session: Session, name: str, steps: Iterable[tuple[str, bool]], *, trade: str = "") -> Checklist:
    """Adds a checklist of steps, each with its words and whether it wants a photo; BookError without name or step."""
    checklist = Checklist(name=name.strip(), trade=trade.strip(), steps=_steps(steps))
    checklist.check()
    session.add(checklist)
    return checklist


def change(
    session: Session,
    checklist_id: UUID,
    *,
    name: str | None = None,
    trade: str | None = None,
    steps: Iterable[tuple[str, bool]] | None = None,
) -> Checklist:
    """Changes a checklist of the library; jobs keep their copy."""
    checklist = session.load(Checklist, checklist_id)
    if name is not None:
        checklist.name = name.strip()
    if trade is not None:
        checklist.trade = trade.strip()
    if steps is not None:
        checklist.steps = _steps(steps)
    checklist.check()
    return checklist


def remove(session: Session, checklist_id: UUID) -> None:
    """Takes a checklist out of the library; jobs keep their copy."""
    session.delete(session.load(Checklist, checklist_id))


def take(session: Session, job_id: UUID, checklist_id: UUID) -> Job:
    """Copies the steps of a checklist below those the job has; one that is there already is not written twice."""
    job, checklist = session.load(Job, job_id), session.load(Checklist, checklist_id)
    have = {item.words.casefold() for item in job.checklist}
    for step in checklist.steps:
        if step["words"].casefold() not in have:
            job.add_to_checklist(step["words"], wants_photo=step["wants_photo"])
    return job


def keep(session: Session, job_id: UUID, name: str) -> Checklist:
    """Keeps a job's checklist in the library, to be used again."""
    job = session.load(Job, job_id)
    return add(session, name, [(item.words, item.wants_photo) for item in job.checklist])


def _steps(steps: Iterable[tuple[str, bool]]) -> list[Any]:
    told = ((words.strip(), wants_photo) for words, wants_photo in steps)
    return [{"words": words, "wants_photo": wants_photo} for words, wants_photo in told if words]
