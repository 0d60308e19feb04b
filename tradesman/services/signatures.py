"""Signatures: a name under what was shown, drawn or typed, bound to the fingerprint of what was signed."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.signature import Signature
from tradesman.book.store import Session


def sign(session: Session, subject_id: UUID, who: str, fingerprint: str, strokes: Sequence[Any] = ()) -> Signature:
    """Keeps a signature under a subject, with the moment; without strokes the name was typed.

    `strokes` are lists of points `[x, y, milliseconds]`, x and y in thousandths of the pad's width. BookError without
    a name, and for strokes that are none or too many.
    """
    signature = Signature(
        subject_id=subject_id,
        who=who.strip(),
        signed_at=session.now,
        fingerprint=fingerprint,
        strokes=[list(stroke) for stroke in strokes],
    )
    signature.check()
    session.add(signature)
    return signature


def of(session: Session, subject_id: UUID) -> Signature | None:
    """The newest signature under a subject."""
    query = select(Signature).where(Signature.subject_id == subject_id).order_by(col(Signature.signed_at).desc())
    return session.exec(query.limit(1)).first()


def forget(session: Session, subjects: Iterable[UUID]) -> None:
    """Takes out every signature under these subjects, as when a person is erased."""
    ids = sorted(subjects)
    for start in range(0, len(ids), 500):
        for row in session.exec(select(Signature).where(col(Signature.subject_id).in_(ids[start : start + 500]))).all():
            session.delete(row)
