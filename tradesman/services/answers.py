"""Answers: an expert's answers kept in a library, and found again by the words a customer uses."""

from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from sqlmodel import select

from tradesman.book.answer import Answer, AnswerSent
from tradesman.book.store import Session
from tradesman.services import businesses
from tradesman.services.matching import words_of

# Words that stand in every question and say nothing of what it is about.
_EMPTY = frozenset(
    words_of(
        "a about after all am an and any are as at be been before but by can could did do does for from get had has"
        " have he her here him his how i if in into is it its just may me might must my need no not now of off on or"
        " our out she should so some than that the their them then there they this to too up us very was we were what"
        " when where which who why will with would you your"
        " aber als am an auf aus bei bis da das dass dem der des die doch du ein eine einem einen einer er es"
        " für hatte ich ihm ihn ihr im in ist ja kann kein keine können man mein meine mich mir mit muss nach nicht"
        " noch nun nur ob oder schon sehr sein sich sie sind so soll über um und uns unser von vor wann war warum was"
        " weil wenn wer werden wie wieder wir wird wo zu zum zur"
    )
)
_ENDINGS = ("ing", "ied", "ies", "ed", "es", "s", "e")
_LEAST = 3  # letters that are left of a word, and that a word must have to find another by its beginning
_WHOLE = 4  # letters of a word that is found in a longer one, as while an ending is being typed
_IN_QUESTION, _IN_WORDS = 3, 1
_HOLDS = timedelta(days=365)  # from which an answer has to be looked over again


def rows(session: Session) -> list[Answer]:
    """Every answer, by its question."""
    return sorted(session.exec(select(Answer)).all(), key=lambda answer: answer.question.casefold())


def add(session: Session, question: str, words: str) -> Answer:
    """Keeps an answer to a question customers ask; BookError when one of the two is missing."""
    answer = Answer(question="", words="", reviewed_on=businesses.today(session))
    answer.write(question, words, businesses.today(session))
    session.add(answer)
    return answer


def change(session: Session, answer_id: UUID, question: str, words: str) -> Answer:
    """Changes an answer, which counts as looked over today; what was sent stays as it was."""
    answer = session.load(Answer, answer_id)
    answer.write(question, words, businesses.today(session))
    return answer


def remove(session: Session, answer_id: UUID) -> None:
    """Takes an answer out of the library, with the record of whom it was sent to; their messages stay as they are."""
    answer = session.load(Answer, answer_id)
    for row in session.exec(select(AnswerSent).where(AnswerSent.answer_id == answer.id)).all():
        session.delete(row)
    session.flush()
    session.delete(answer)


class _LookedOver(Protocol):
    @property
    def reviewed_on(self) -> date: ...


def is_old(answer: _LookedOver, today: date) -> bool:
    """Whether nobody has looked an answer over for a year: what it says may not hold any more."""
    return today - answer.reviewed_on >= _HOLDS


def still_right(session: Session, answer_id: UUID) -> None:
    """Keeps that an answer was looked over today and stays as it is."""
    session.load(Answer, answer_id).reviewed_on = businesses.today(session)


def matching(session: Session, words: str) -> list[Answer]:
    """The answers that speak of the same things, best first; none for words that say nothing.

    Plurals, endings, capitals and accents do not matter, and the beginning of a word is enough. One word or two must
    all be found; of more, two.
    """
    asked = stems(words)
    if not asked:
        return []
    ranked = []
    for answer in rows(session):
        score, found = _compared(asked, stems(answer.question), stems(answer.words))
        if found >= min(len(asked), 2):
            ranked.append((score, answer))
    return [answer for _score, answer in sorted(ranked, key=lambda pair: -pair[0])]


def _compared(asked: frozenset[str], question: frozenset[str], words: frozenset[str]) -> tuple[int, int]:
    """How well they fit, and how many of the words asked for are found."""
    in_question = sum(_is_in(stem, question) for stem in asked)
    in_words = sum(_is_in(stem, words) for stem in asked)
    found = sum(_is_in(stem, question | words) for stem in asked)
    return _IN_QUESTION * in_question + _IN_WORDS * in_words, found


def _is_in(stem: str, among: frozenset[str]) -> bool:
    if stem in among or len(stem) < _LEAST:
        return stem in among
    return any(other.startswith(stem) or (len(other) >= _WHOLE and stem.startswith(other)) for other in among)


def stems(words: str) -> frozenset[str]:
    """The words that say something, without capitals, accents and endings: "Flickering lights" is flicker, light."""
    return frozenset(_stem(part) for part in words_of(words) if part not in _EMPTY)


def _stem(word: str) -> str:
    if word.endswith("ss"):
        return word
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _LEAST), "")
    left = word.removesuffix(ending) + ("y" if ending in ("ied", "ies") else "")
    doubled = ending in ("ing", "ed") and len(left) > _LEAST and left[-1] == left[-2] not in "lsz"
    return left[:-1] if doubled else left
