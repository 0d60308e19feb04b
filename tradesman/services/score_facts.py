"""The figures beside the six steps, and the cases behind each. Rule: product.md, Scorecard."""

from collections.abc import Callable, Iterator
from enum import StrEnum

from tradesman.book.store import Session
from tradesman.services import businesses, experience, score_cases, selling
from tradesman.services.score_cases import Fact
from tradesman.services.scorecard import Period, Step

# The tables of everything that a step or a figure is counted from; another row in one of them may change the figures.
DRAWN_FROM = frozenset(
    {
        *("business", "days_away", "on_call", "customer", "enquiry", "need", "visit", "quote", "option", "line"),
        *("need_met", "given_quote", "rival_bid", "job", "finding", "promise", "follow_up", "complaint"),
        *("referral", "message", "outgoing_mail", "feedback", "testimonial", "price_item"),
    }
)


class Beside(StrEnum):
    """A figure beside the six steps; the first is all of them together."""

    TOGETHER = "together"
    CALL_BACK = "call_back"
    WINS = "wins"
    LOST = "lost"
    WON_BACK = "won_back"
    WIN_BACKS_DUE = "win_backs_due"
    RIVALS = "rivals"
    INCOME = "income"
    SENT = "sent"
    WORK = "work"
    EXPERIENCE = "experience"
    TO_VISIT = "to_visit"
    TO_QUOTE = "to_quote"
    TO_START = "to_start"
    TO_FINISH = "to_finish"
    PROMISES = "promises"
    ASKED = "asked"
    GIVEN = "given"
    SERVICE_CALLS = "service_calls"


def facts(session: Session, figure: Beside, period: Period) -> list[Fact]:
    """The cases of a figure in a period, in the order of their days; what is due now whatever the period is.

    What was done before its day counts when that has come.
    """
    today = businesses.today(session)
    found = [fact for fact in _FINDERS[figure](session, period) if fact.on <= today]
    return sorted(found, key=lambda fact: (fact.on, fact.subject_id.int))


def _together(session: Session, period: Period) -> Iterator[Fact]:
    for step in Step:
        yield from score_cases.of_step(session, step, period)


_FINDERS: dict[Beside, Callable[[Session, Period], Iterator[Fact]]] = {
    Beside.TOGETHER: _together,
    Beside.CALL_BACK: experience.call_backs,
    Beside.WINS: selling.decided,
    Beside.LOST: selling.lost,
    Beside.WON_BACK: selling.won_back,
    Beside.WIN_BACKS_DUE: selling.win_backs_due,
    Beside.RIVALS: selling.rivals,
    Beside.INCOME: selling.income,
    Beside.SENT: selling.sent,
    Beside.WORK: selling.work,
    Beside.EXPERIENCE: experience.scores,
    Beside.TO_VISIT: experience.to_visit,
    Beside.TO_QUOTE: experience.to_quote,
    Beside.TO_START: experience.to_start,
    Beside.TO_FINISH: experience.to_finish,
    Beside.PROMISES: experience.promises,
    Beside.ASKED: experience.words_asked,
    Beside.GIVEN: experience.words_given,
    Beside.SERVICE_CALLS: experience.service_calls,
}
