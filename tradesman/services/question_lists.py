"""The questions worth asking as the owner wants them: added, changed, put in order, and taken as they came again."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from sqlmodel import select

from tradesman.book.entity import clean
from tradesman.book.errors import BookError
from tradesman.book.question_list import QuestionList
from tradesman.book.store import Session
from tradesman.services import worth_asking
from tradesman.services.worth_asking import Question, Trade

MOST = 30  # questions of a list; nobody asks more of one person
LONGEST = 120  # letters of a question and of what to listen for
LONGEST_LABEL = 40  # letters of what a need is called


class Where(StrEnum):
    """Where a question is asked."""

    PHONE = "phone"
    VISIT = "visit"


def own(session: Session) -> frozenset[str]:
    """The trades whose questions are the owner's own."""
    return frozenset(session.exec(select(QuestionList.trade)).all())


def add(session: Session, trade: str, where: Where, question: Question) -> Question:
    """Puts a question at the end of a list; BookError without words, and when it is there already."""
    asked = _asked(session, trade, where)
    if len(asked) >= MOST:
        raise BookError(f"A list has at most {MOST} questions. Nothing was added. Take one out first.")
    written = _checked(question, asked)
    _keep(session, trade, where, [*asked, written])
    return written


def change(session: Session, trade: str, where: Where, ask: str, question: Question) -> Question:
    """Writes another question in place of the one that asks this; whom it is for stays."""
    asked = _asked(session, trade, where)
    place = _place(asked, ask)
    written = replace(_checked(question, [*asked[:place], *asked[place + 1 :]]), kinds=asked[place].kinds)
    _keep(session, trade, where, [*asked[:place], written, *asked[place + 1 :]])
    return written


def remove(session: Session, trade: str, where: Where, ask: str) -> None:
    """Takes a question out of a list; what was answered to it before stays."""
    asked = _asked(session, trade, where)
    place = _place(asked, ask)
    _keep(session, trade, where, [*asked[:place], *asked[place + 1 :]])


def move(session: Session, trade: str, where: Where, ask: str, by: int) -> bool:
    """Moves a question up (less than nothing) or down; gives whether there was room."""
    asked = _asked(session, trade, where)
    place = _place(asked, ask)
    to = min(max(place + by, 0), len(asked) - 1)
    if to == place:
        return False
    asked.insert(to, asked.pop(place))
    _keep(session, trade, where, asked)
    return True


def reset(session: Session, trade: str) -> None:
    """Takes the questions of a trade as they came with the program again."""
    row = _row(session, trade)
    if row is not None:
        session.delete(row)


def _asked(session: Session, trade: str, where: Where) -> list[Question]:
    return list(getattr(_trade(session, trade), where))


def _trade(session: Session, trade: str) -> Trade:
    return worth_asking.lists(session).trades[trade]


def _row(session: Session, trade: str) -> QuestionList | None:
    return session.exec(select(QuestionList).where(QuestionList.trade == trade)).first()


def _place(asked: Sequence[Question], ask: str) -> int:
    """Where a question stands; BookError when it was taken out meanwhile."""
    place = next((place for place, one in enumerate(asked) if one.ask == ask), None)
    if place is None:
        raise BookError("This question is not in the list any more. Nothing was changed.")
    return place


def _checked(question: Question, others: Sequence[Question]) -> Question:
    ask, label, listen = (" ".join(clean(text).split()) for text in (question.ask, question.label, question.listen))
    if not ask:
        raise BookError("A question needs words. Nothing was saved.")
    if max(len(ask), len(listen)) > LONGEST or len(label) > LONGEST_LABEL:
        raise BookError(
            f"A question has at most {LONGEST} letters, and what the need is called {LONGEST_LABEL}."
            " Nothing was saved. Say it in fewer words."
        )
    if any(one.ask.casefold() == ask.casefold() for one in others):
        raise BookError("This question is in the list already. Nothing was saved.")
    return Question(ask, label, question.kinds, listen)


def _keep(session: Session, trade: str, where: Where, asked: Sequence[Question]) -> None:
    """Keeps a list as the owner's own; what is just as it came with the program is nobody's own."""
    kept, written = _trade(session, trade), tuple(asked)
    kept = replace(kept, phone=written) if where == Where.PHONE else replace(kept, visit=written)
    row = _row(session, trade)
    if kept == worth_asking.shipped().trades[trade]:
        reset(session, trade)
        return
    if row is None:
        row = QuestionList(trade=trade)
        session.add(row)
    row.words, row.phone, row.visit = list(kept.words), _plain(kept.phone), _plain(kept.visit)


def _plain(asked: Sequence[Question]) -> list[dict[str, Any]]:
    """Questions as the book keeps them."""
    return [{"ask": one.ask, "label": one.label, "kinds": sorted(one.kinds), "listen": one.listen} for one in asked]
