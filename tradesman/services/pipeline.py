"""The pipeline: the board of all work, its columns, and the tray of what was lost. Nothing on it is kept by hand."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from tradesman.book.customer import Customer
from tradesman.book.followup import FollowUp, FollowUpState
from tradesman.book.store import Session
from tradesman.book.testimonial import Feedback, Testimonial
from tradesman.services import cards as card_reads
from tradesman.services import complaints, quotes, today, visits
from tradesman.services.cards import Afterwards, Card
from tradesman.services.standings import Standing
from tradesman.services.today import TodayRow

COLUMNS = (
    Standing.ENQUIRY,
    Standing.VISIT_BOOKED,
    Standing.QUOTED,
    Standing.SCHEDULED,
    Standing.IN_PROGRESS,
    Standing.DONE,
    Standing.FOLLOWED_UP,
)
TO_DO = (Standing.SCHEDULED, Standing.IN_PROGRESS)
WAITS = (Standing.IN_PROGRESS, Standing.DONE)  # for the next follow-up; before that the plan comes first
SHOWN = 30  # cards of a column that are shown at first


@dataclass(frozen=True)
class BoardColumn:
    """The cards of one stage, the most urgent first, how many there are and their gross sum; None without a price."""

    standing: Standing
    cards: tuple[Card, ...]
    count: int
    sum_minor: int | None

    @property
    def hidden(self) -> int:
        """How many cards there are beside those."""
        return self.count - len(self.cards)


@dataclass(frozen=True)
class Board:
    """Seven columns, and the tray of what was lost; the figures count what a filter leaves out as well."""

    columns: tuple[BoardColumn, ...]
    lost: BoardColumn
    count: int
    needs_me_today: int
    waiting_minor: int
    to_do_minor: int


def board(
    session: Session, due: Sequence[TodayRow] | None = None, *, most: int = SHOWN, needs_me: bool = False
) -> Board:
    """The board with at most so many cards in a column; `needs_me` leaves those that need the owner today.

    `due` are the rows of Today when they are known already.
    """
    every = sorted(
        card_reads.every(session, today.rows(session) if due is None else due),
        key=lambda card: (card.rank, card.on or date.max),
    )
    wanted: dict[Standing, list[Card]] = defaultdict(list)
    for card in every:
        if card.needs_me_today or not needs_me:
            wanted[card.standing].append(card)
    told = _told(session, [card for cards in wanted.values() for card in cards[:most]])

    def column(standing: Standing) -> BoardColumn:
        seen = tuple(card for card in told if card.standing == standing)
        return BoardColumn(standing, seen, len(wanted[standing]), _sum(wanted[standing]))

    return Board(
        columns=tuple(column(standing) for standing in COLUMNS),
        lost=column(Standing.WIN_BACK),
        count=len(every),
        needs_me_today=sum(card.needs_me_today for card in every),
        waiting_minor=_sum(card for card in every if card.standing == Standing.QUOTED) or 0,
        to_do_minor=_sum(card for card in every if card.standing in TO_DO) or 0,
    )


def _sum(cards: Iterable[Card]) -> int | None:
    prices = [card.price_minor for card in cards if card.price_minor is not None]
    return sum(prices) if prices else None


def call_off_visits(session: Session, enquiry_id: UUID) -> None:
    """Takes the visits that are ahead off the calendar, so that the enquiry stands at its beginning again."""
    for visit in visits.of_enquiry(session, enquiry_id):
        if visit.is_ahead:
            visits.cancel(session, visit.id, "")


def has_open_quote(session: Session, enquiry_id: UUID) -> bool:
    """Whether an enquiry has a quote that is undecided."""
    return any(not quote.is_settled for quote in quotes.of_enquiry(session, enquiry_id))


def _told(session: Session, cards: list[Card]) -> list[Card]:
    """The cards with the customers' names, and what comes next for a job or came of it."""
    names = select(Customer.id, Customer.name).where(col(Customer.id).in_({card.customer_id for card in cards}))
    named = dict(session.exec(names).all())
    waiting = {card.job_id for card in cards if card.standing in WAITS and card.due is None and not card.paused}
    upcoming = _upcoming(session, waiting - {None})
    over = {card.job_id for card in cards if card.standing == Standing.FOLLOWED_UP}
    came, unhappy = _afterwards(session, over), complaints.open_of_jobs(session, over)
    came |= dict.fromkeys(unhappy, Afterwards.COMPLAINT)

    def tell(card: Card) -> Card:
        after = came.get(card.job_id, Afterwards.TALKED) if card.standing == Standing.FOLLOWED_UP else None
        found, complaint_id = upcoming.get(card.job_id), unhappy.get(card.job_id)
        told = replace(
            card, customer=named[card.customer_id], purpose=None, afterwards=after, complaint_id=complaint_id
        )
        if found is None:
            return told
        return replace(told, purpose=found.purpose, title=found.title, on=found.due_on)

    return [tell(card) for card in cards]


def _upcoming(session: Session, job_ids: set[UUID | None]) -> dict[UUID | None, FollowUp]:
    """The next open follow-up of each job."""
    query = select(FollowUp).where(col(FollowUp.subject_id).in_(job_ids), FollowUp.state == FollowUpState.OPEN)
    ordered = sorted(session.exec(query).all(), key=lambda found: found.due_on, reverse=True)
    return {found.subject_id: found for found in ordered}


def _afterwards(session: Session, job_ids: set[UUID | None]) -> dict[UUID | None, Afterwards]:
    """What came of these jobs: what was said last, unless there are words."""
    came: dict[UUID | None, Afterwards] = {}
    said = select(Feedback).where(col(Feedback.job_id).in_(job_ids)).order_by(col(Feedback.at))
    for feedback in session.exec(said).all():
        if feedback.holding is not None:
            came[feedback.job_id] = Afterwards.HOLDING if feedback.holding else Afterwards.NOT_HOLDING
    kept = select(Testimonial.job_id).where(
        col(Testimonial.job_id).in_(job_ids), col(Testimonial.withdrawn_at).is_(None)
    )
    came |= dict.fromkeys(session.exec(kept).all(), Afterwards.TESTIMONIAL)
    return came
