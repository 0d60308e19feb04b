"""The palette: people, quotes, jobs, partners and answers by what one remembers of them, typing errors forgiven."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import col, func, or_, select

from tradesman.book import search
from tradesman.book.answer import Answer
from tradesman.book.customer import ContactKind, Customer, Property
from tradesman.book.followup import FollowUp, FollowUpState, Purpose
from tradesman.book.job import Job, JobState
from tradesman.book.partner import Direction, Partner, Referral, ReferralState
from tradesman.book.quote import Option, Quote
from tradesman.book.store import Session
from tradesman.services import answers, businesses, matching

MOST = 8  # people, quotes, jobs and partners together
MOST_ANSWERS = 3
FEW = 3  # with fewer, what may have been meant is tried too
_HITS = 60
_OF_A_KIND = 5
_NEAREST = 3  # people whose quotes and jobs are shown with them
_OTHERWISE = 4  # found by something else than its name
_GUESSED = 10  # what fits only a reading of the words comes behind what fits the words


class Kind(IntEnum):
    """What is found, in the order in which equals stand."""

    PERSON = 0
    QUOTE = 1
    JOB = 2
    PARTNER = 3


Place = tuple[Kind, UUID]
_WORK = {"quote": Kind.QUOTE, "job": Kind.JOB}


@dataclass(frozen=True)
class Whom:
    """Who can be called from a row; who is left alone can be too while a call back is owed: they asked for it."""

    id: UUID
    name: str
    phone: str
    do_not_contact: bool
    call_is_owed: bool = False

    @property
    def can_be_called(self) -> bool:
        """Whether there is a number, and it may be rung."""
        return bool(self.phone) and (self.call_is_owed or not self.do_not_contact)


@dataclass(frozen=True)
class FoundPerson:
    """A customer: where, or by what else they were found, and what comes next."""

    whom: Whom
    address: str
    matched: str
    next_purpose: Purpose | None
    next_on: date | None
    next_title: str = ""


@dataclass(frozen=True)
class FoundQuote:
    """A quote; the total is gross in minor units: of the option that was accepted, else of the best value."""

    id: UUID
    number: str
    title: str
    whom: Whom
    total_minor: int | None
    currency: str


@dataclass(frozen=True)
class FoundJob:
    """A job and how far it is."""

    id: UUID
    title: str
    whom: Whom
    state: JobState


@dataclass(frozen=True)
class FoundPartner:
    """A partner, and how the last referral stands."""

    id: UUID
    name: str
    trades: str
    state: ReferralState | None


@dataclass(frozen=True)
class FoundAnswer:
    """An answer of the library."""

    id: UUID
    question: str
    words: str
    reviewed_on: date


Found = FoundPerson | FoundQuote | FoundJob | FoundPartner | FoundAnswer


@dataclass
class _Catch:
    """What was found so far: the best rank of each place, and by which words a person was found."""

    ranks: dict[Place, tuple[int, ...]] = field(default_factory=dict)
    matched: dict[UUID, str] = field(default_factory=dict)

    def add(self, place: Place, rank: int, matched: str = "") -> None:
        """Keeps a place, unless it is there under a better rank."""
        new = (rank, place[0], len(self.ranks))
        if place not in self.ranks or new[0] < self.ranks[place][0]:
            self.ranks[place] = new
            if place[0] == Kind.PERSON:
                self.matched[place[1]] = matched

    def best(self) -> list[Place]:
        """The places to show, best first: not too many of one kind."""
        taken: dict[Kind, int] = {}
        chosen = []
        for place in sorted(self.ranks, key=lambda place: self.ranks[place]):
            taken[place[0]] = taken.get(place[0], 0) + 1
            if taken[place[0]] <= _OF_A_KIND:
                chosen.append(place)
        return chosen[:MOST]


def lexicon(session: Session) -> frozenset[str]:
    """Every word of the names, titles, streets and answers in the book; to be read once while one types."""
    titles = select(Quote.title).distinct().subquery()
    asked = (
        select(func.aggregate_strings(col(Customer.name), "\n")),
        select(func.aggregate_strings(titles.c.title, "\n")),
        select(func.aggregate_strings(col(Partner.name), "\n")),
        select(func.aggregate_strings(col(Answer.question), "\n")),
    )
    known: set[str] = set()
    for query in asked:
        known.update((session.exec(query).one() or "").split())
    addresses = session.exec(select(func.aggregate_strings(col(Property.address), "\n"))).one() or ""
    # A number with an error in it is another number: those of houses and the postcodes are left out.
    known.update(word for word in set(addresses.replace(",", " ").split()) if word.isalpha())
    return frozenset(matching.words_of(" ".join(known)))


def find(session: Session, words: str, known: Iterable[str] = ()) -> list[Found]:
    """What is found by what was typed, best first, and the answers last; at most eleven rows.

    One letter means the start of a name. Where little is found, typing errors are forgiven against the `known`
    words, which are the book's `lexicon`.
    """
    typed = words.strip()
    if not typed:
        return []
    catch, replies = _Catch(), _answers(session, typed)
    _look_for(session, catch, typed, 0)
    if known and len(catch.ranks) < FEW:
        most = 1 if catch.ranks else 2
        for number, reading in enumerate(matching.readings(typed, known, most), start=1):
            _look_for(session, catch, reading, _GUESSED * number)
            replies = replies or _answers(session, reading)
            if len(catch.ranks) >= FEW:
                break  # somebody waits for the next keystroke
    return [*_rows(session, catch.best(), catch.matched), *replies]


def is_few(words: str, found: Iterable[Found]) -> bool:
    """Whether so little was found that it is worth trying what may have been meant."""
    sure = all(len(word) < matching.SURE for word in matching.words_of(words))
    return not sure and sum(not isinstance(row, FoundAnswer) for row in found) < FEW


def lately(session: Session, places: Iterable[Place]) -> list[Found]:
    """Places that were opened before; what has left the book since is left out."""
    return _rows(session, list(places), {})


def _look_for(session: Session, catch: _Catch, typed: str, behind: int) -> None:
    """Adds all that the words find; `behind` is how far it comes behind what was found before."""
    hits = _hits(session, typed)
    named = _people(session, catch, typed, hits, behind)
    for hit in hits:
        if hit.entity in _WORK:
            rank = matching.fit(hit.title, typed)
            # A quote that does not fit by its title does so by its number.
            catch.add((_WORK[hit.entity], hit.row_id), behind + (matching.BEGINS if rank is None else rank))
    if typed.isdigit() and len(typed) < 10:
        number = businesses.current(session).quote_pattern.format(int(typed))
        for quote_id in session.exec(select(Quote.id).where(Quote.number == number)).all():
            catch.add((Kind.QUOTE, quote_id), behind + matching.SAME)
    others, _all = search.together(session, typed, _OF_A_KIND, businesses.current(session).country)
    for hit in others:  # the words stand in several of somebody's rows
        catch.add((Kind.PERSON, hit.customer_id), behind + _OTHERWISE, "" if hit.entity == "customer" else hit.title)
        if hit.entity in _WORK:
            catch.add((_WORK[hit.entity], hit.row_id), behind + _OTHERWISE)
    _their_work(session, catch, dict(named[:_NEAREST]), behind)
    for partner in _partners(session):
        fit = matching.fit(partner.name, typed)
        if fit is not None or matching.fit(partner.trades, typed) is not None:
            catch.add((Kind.PARTNER, partner.id), behind + (_OTHERWISE if fit is None else fit))


def _hits(session: Session, typed: str) -> list[search.Hit]:
    """What the index finds; a single letter would touch most of it, so it is looked for in what the rest finds."""
    words = matching.words_of(typed)
    longer = [word for word in words if len(word) > 1]
    if longer == words or not any(letter.isalpha() for letter in typed):
        return search.find(session, typed, _HITS) if len(typed) > 1 else []
    hits = search.find(session, " ".join(longer), _HITS) if longer else []
    return [hit for hit in hits if matching.fit(hit.title, typed) is not None]


def _people(session: Session, catch: _Catch, typed: str, hits: list[search.Hit], behind: int) -> list[tuple[UUID, int]]:
    """Adds the people, and gives those found by their names, best first, with how well they fit."""
    lower = func.lower(Customer.name)
    start = typed.lower()
    begin = select(Customer.id, Customer.name).where(lower >= start, lower < start + "\U0010ffff")
    names = dict(session.exec(begin.order_by(lower).limit(_OF_A_KIND)).all())
    if ids := {hit.customer_id for hit in hits}:
        names |= dict(session.exec(select(Customer.id, Customer.name).where(col(Customer.id).in_(ids))).all())
    fits = {customer_id: matching.fit(name, typed) for customer_id, name in names.items()}
    named = sorted(((key, fit) for key, fit in fits.items() if fit is not None), key=lambda pair: pair[1])
    for customer_id, fit in named:
        catch.add((Kind.PERSON, customer_id), behind + fit)
    for hit in hits:
        if fits[hit.customer_id] is None and hit.entity not in _WORK:
            matched = "" if hit.entity == "customer" else hit.title
            catch.add((Kind.PERSON, hit.customer_id), behind + _OTHERWISE, matched)
    return named


def _partners(session: Session) -> Sequence[Partner]:
    """All partners, read once per session: there are few, and each reading asks for them."""
    found: Sequence[Partner] | None = session.info.get("partners")
    if found is None:
        found = session.info["partners"] = session.exec(select(Partner)).all()
    return found


def _their_work(session: Session, catch: _Catch, people: dict[UUID, int], behind: int) -> None:
    """Adds the newest quotes and jobs of people who were found by name."""
    if not people:
        return
    quotes = select(Quote.id, Quote.customer_id).where(col(Quote.customer_id).in_(people))
    for quote_id, customer_id in session.exec(quotes.order_by(col(Quote.drafted_at).desc()).limit(_NEAREST)).all():
        catch.add((Kind.QUOTE, quote_id), behind + people[customer_id])
    jobs = select(Job.id, Job.customer_id).where(col(Job.customer_id).in_(people))
    for job_id, customer_id in session.exec(jobs.order_by(col(Job.agreed_on).desc()).limit(_NEAREST)).all():
        catch.add((Kind.JOB, job_id), behind + people[customer_id])


def _answers(session: Session, typed: str) -> list[Found]:
    found = answers.matching(session, typed)[:MOST_ANSWERS]
    return [FoundAnswer(answer.id, answer.question, answer.words, answer.reviewed_on) for answer in found]


def _rows(session: Session, places: list[Place], matched: dict[UUID, str]) -> list[Found]:
    """The rows of places, in their order."""
    ids = {kind: [place[1] for place in places if place[0] == kind] for kind in Kind}
    quotes, jobs = _quotes(session, ids[Kind.QUOTE]), _jobs(session, ids[Kind.JOB])
    whose = {*ids[Kind.PERSON], *(row.customer_id for row in quotes), *(row.customer_id for row in jobs)}
    customers = session.exec(select(Customer).where(col(Customer.id).in_(whose))).all() if whose else ()
    owed = _call_is_owed(session, [customer.id for customer in customers if customer.do_not_contact])
    whom = {customer.id: _whom(customer, owed) for customer in customers}
    upcoming = _upcoming(session, ids[Kind.PERSON])
    rows: dict[Place, Found] = {}
    for one in customers:
        address = one.properties[0].address if one.properties else ""
        person = FoundPerson(whom[one.id], address, matched.get(one.id, ""), None, None)
        if (due := upcoming.get(one.id)) is not None:
            person = replace(person, next_purpose=due.purpose, next_on=due.due_on, next_title=due.title)
        rows[Kind.PERSON, one.id] = person
    for quote in quotes:
        total, whose_quote = _total(quote), whom[quote.customer_id]
        found = FoundQuote(quote.id, quote.number, quote.title, whose_quote, total, quote.currency)
        rows[Kind.QUOTE, quote.id] = found
    for job in jobs:
        rows[Kind.JOB, job.id] = FoundJob(job.id, job.title, whom[job.customer_id], job.state)
    for partner_id in ids[Kind.PARTNER]:
        if (partner := session.get(Partner, partner_id)) is not None:
            state = _last_referral(session, partner.id)
            rows[Kind.PARTNER, partner.id] = FoundPartner(partner.id, partner.name, partner.trades, state)
    return [rows[place] for place in places if place in rows]


def _quotes(session: Session, ids: list[UUID]) -> Sequence[Quote]:
    """Quotes with what their totals need, and no more: a keystroke waits for them."""
    lean = (raiseload(_part(Quote.given)), raiseload(_part(Quote.rivals)))
    options = selectinload(_part(Quote.options)).raiseload(_part(Option.needs_met))
    return session.exec(select(Quote).where(col(Quote.id).in_(ids)).options(options, *lean)).all() if ids else ()


def _jobs(session: Session, ids: list[UUID]) -> Sequence[Job]:
    lean = (raiseload(_part(Job.days)), raiseload(_part(Job.checklist)))
    return session.exec(select(Job).where(col(Job.id).in_(ids)).options(*lean)).all() if ids else ()


def _part(relationship: Any) -> Any:
    """A relationship as a query takes it; to the type checker it is the list that a row has."""
    return relationship


def _whom(customer: Customer, owed: frozenset[UUID]) -> Whom:
    phone = customer.first_contact(ContactKind.PHONE)
    return Whom(customer.id, customer.name, phone, customer.do_not_contact, customer.id in owed)


def _call_is_owed(session: Session, ids: list[UUID]) -> frozenset[UUID]:
    """Who of these is to be rung back now."""
    if not ids:
        return frozenset()
    query = select(FollowUp.customer_id).where(
        col(FollowUp.customer_id).in_(ids),
        FollowUp.state == FollowUpState.OPEN,
        FollowUp.purpose == Purpose.CALL_BACK,
        or_(col(FollowUp.snoozed_until).is_(None), col(FollowUp.snoozed_until) <= session.now),
    )
    return frozenset(session.exec(query).all())


def _upcoming(session: Session, ids: list[UUID]) -> dict[UUID, FollowUp]:
    """What comes next for each."""
    if not ids:
        return {}
    query = select(FollowUp).where(col(FollowUp.customer_id).in_(ids), FollowUp.state == FollowUpState.OPEN)
    ordered = sorted(session.exec(query).all(), key=lambda found: found.due_on, reverse=True)
    return {found.customer_id: found for found in ordered}


def _total(quote: Quote) -> int | None:
    options = {option.id: option for option in quote.options}
    accepted = options.get(quote.accepted_option_id) if quote.accepted_option_id else None
    option = accepted or quote.best_value or next(iter(quote.options), None)
    if option is None or not option.lines:
        return None
    return option.totals(gross=quote.gross, extras=quote.accepted_extras if accepted else frozenset()).total_minor


def _last_referral(session: Session, partner_id: UUID) -> ReferralState | None:
    query = select(Referral).where(Referral.partner_id == partner_id, Referral.direction == Direction.SENT)
    last = session.exec(query.order_by(col(Referral.introduced_at).desc()).limit(1)).first()
    return last.state if last is not None else None
