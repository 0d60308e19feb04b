"""Duplicates: two records of one person, found by number, address or name, and made one."""

from collections.abc import Iterable
from itertools import combinations
from uuid import UUID

from sqlmodel import col, func, or_, select

from tradesman.book import contact, history, search
from tradesman.book.customer import ContactKind, ContactPoint, Customer, ToldApart, Whereabouts
from tradesman.book.entity import Entity
from tradesman.book.errors import BookError
from tradesman.book.followup import FollowUp, Purpose
from tradesman.book.store import Session
from tradesman.services import businesses, customers, followups

ALIKE = 90  # of 100, from which two names are taken for one
FEWEST_DIGITS = 6  # of a number that tells a person


def alike(session: Session, customer_id: UUID) -> list[Customer]:
    """Customers who may be the same person: the same number or e-mail address, or nearly the same name.

    A name alone counts only where both have an address or a number in common, or one of them has neither. Whom the
    owner told apart is not found again.
    """
    customer = session.load(Customer, customer_id)
    found = {*_by_number(session, customer), *_by_email(session, customer), *_by_name(session, customer)}
    found -= {customer.id, *_told_apart(session, customer.id)}
    query = select(Customer).where(col(Customer.id).in_(list(found))).order_by(func.lower(Customer.name))
    return list(session.exec(query).all())


def _numbers(customer: Customer, country: str) -> set[str]:
    numbers = (contact.national(p.value, country) for p in customer.contacts if p.kind == ContactKind.PHONE)
    return {digits for digits in numbers if len(digits) >= FEWEST_DIGITS}


def _by_number(session: Session, customer: Customer) -> Iterable[UUID]:
    country = businesses.current(session).country
    for digits in _numbers(customer, country):
        hits = search.find(session, digits)
        points = [hit.row_id for hit in hits if hit.entity == "contact_point"]
        for point in session.exec(select(ContactPoint).where(col(ContactPoint.id).in_(points))).all():
            if contact.national(point.value, country) == digits:
                yield point.customer_id


def _by_email(session: Session, customer: Customer) -> Iterable[UUID]:
    for point in customer.contacts:
        if point.kind == ContactKind.EMAIL:
            for hit in search.find(session, point.value):
                if hit.entity == "contact_point" and hit.title.casefold() == point.value.casefold():
                    yield hit.customer_id


def _by_name(session: Session, customer: Customer) -> Iterable[UUID]:
    from rapidfuzz import fuzz, utils  # only when somebody looks for it

    words = customer.name.split()
    if len(words) < 2:
        return  # a first name says too little
    # All the words of the name first: one of them alone may be that of more people than are looked at.
    fewer = combinations(words, len(words) - 1) if len(words) > 2 else ()
    typed = [customer.name, *map(" ".join, fewer), *words]
    hits = [hit for said in dict.fromkeys(typed) for hit in search.find(session, said) if hit.entity == "customer"]
    alike_names = {
        hit.customer_id
        for hit in hits
        if fuzz.token_sort_ratio(customer.name, hit.title, processor=utils.default_process) >= ALIKE
    }
    for other in session.exec(select(Customer).where(col(Customer.id).in_(list(alike_names)))).all():
        if _may_share_a_house(customer, other):
            yield other.id


def _may_share_a_house(one: Customer, other: Customer) -> bool:
    """Whether nothing speaks against two people of one name being one: their addresses and numbers differ."""
    places = [{site.address.casefold() for site in who.properties} for who in (one, other)]
    if all(places):
        return bool(places[0] & places[1])
    return not (one.contacts and other.contacts)


def tell_apart(session: Session, one_id: UUID, other_id: UUID) -> ToldApart:
    """Keeps that two customers who look alike are not the same person; said twice, it is kept once.

    BookError for one and the same, and when the book no longer has one of them.
    """
    one, other = session.load(Customer, one_id), session.load(Customer, other_id)
    if one is other:
        raise BookError("This is one customer already. Nothing was changed.")
    known = _told_apart(session, one.id).get(other.id)
    if known is not None:
        return known
    kept = ToldApart(one_id=one.id, other_id=other.id)
    session.add(kept)
    return kept


def are_apart(session: Session, one_id: UUID, other_id: UUID) -> bool:
    """Whether the owner said that two customers are not the same person."""
    return other_id in _told_apart(session, one_id)


def _told_apart(session: Session, customer_id: UUID) -> dict[UUID, ToldApart]:
    """What was said of a customer, by the one they are not."""
    mine = or_(col(ToldApart.one_id) == customer_id, col(ToldApart.other_id) == customer_id)
    rows = session.exec(select(ToldApart).where(mine)).all()
    return {row.other_id if row.one_id == customer_id else row.one_id: row for row in rows}


def merge(session: Session, kept_id: UUID, gone_id: UUID) -> Customer:
    """Makes one customer of two: all that belongs to the second goes to the first, which keeps its own name.

    Numbers and addresses that both have stand there once; what only the second knows is added. One step: undo brings
    both back. BookError for one and the same.
    """
    if kept_id == gone_id:
        raise BookError("This is one customer already. Nothing was changed.")
    kept, gone = session.load(Customer, kept_id), session.load(Customer, gone_id)
    with session.no_autoflush:
        _drop_what_both_have(session, kept, gone)
        _drop_what_told_them_apart(session, kept, gone)
        _take_over(session, kept, gone)
        _take_over_what_is_about_them(session, kept, gone)
        _fill_in(kept, gone)
    session.flush()
    session.expire(kept)
    session.expire(gone)
    session.delete(gone)
    session.flush()
    _leave_alone(session, kept)
    return kept


def _drop_what_both_have(session: Session, kept: Customer, gone: Customer) -> None:
    country = businesses.current(session).country

    def told(point: ContactPoint) -> str:
        phone = point.kind == ContactKind.PHONE
        return contact.national(point.value, country) if phone else point.value.casefold()

    have = {(point.kind, told(point)) for point in kept.contacts}
    for point in [point for point in gone.contacts if (point.kind, told(point)) in have]:
        session.delete(point)


def _drop_what_told_them_apart(session: Session, kept: Customer, gone: Customer) -> None:
    """Nobody is told apart from oneself, and from somebody else once is enough."""
    known = {kept.id, *_told_apart(session, kept.id)}
    for other_id, row in _told_apart(session, gone.id).items():
        if other_id in known:
            session.delete(row)


def _take_over(session: Session, kept: Customer, gone: Customer) -> None:
    """Every row that points at the one who goes points at the one who stays."""
    sites = {site.address.casefold(): site.id for site in kept.properties}
    same = {site.id: sites[site.address.casefold()] for site in gone.properties if site.address.casefold() in sites}
    for name, kind in history.kinds().items():
        for column in Entity.metadata.tables[name].c:
            targets = {key.column.table.name for key in column.foreign_keys}
            if "customer" in targets:
                for row in session.exec(select(kind).where(column == gone.id)).all():
                    if row not in session.deleted and getattr(row, "id", None) not in same:
                        setattr(row, column.key, kept.id)
            elif "property" in targets and same:
                for row in session.exec(select(kind).where(column.in_(list(same)))).all():
                    setattr(row, column.key, same[getattr(row, column.key)])
    if kept.recommended_by_id == kept.id:
        kept.recommended_by_id = None  # one does not recommend oneself


def _take_over_what_is_about_them(session: Session, kept: Customer, gone: Customer) -> None:
    """What speaks of the one who goes, as a thank-you for them that was left out, speaks of the one who stays."""
    about = {who.id: session.exec(select(FollowUp).where(FollowUp.subject_id == who.id)).all() for who in (kept, gone)}
    numbers: dict[str, int] = {}
    for row in about[kept.id]:
        numbers[row.rule_key] = max(numbers.get(row.rule_key, -1), row.repetition)
    for row in sorted(about[gone.id], key=lambda row: row.repetition):
        numbers[row.rule_key] = numbers.get(row.rule_key, -1) + 1
        row.subject_id, row.repetition = kept.id, numbers[row.rule_key]


def _fill_in(kept: Customer, gone: Customer) -> None:
    kept.since = min(kept.since, gone.since)
    by = gone.recommended_by_id
    if by not in (None, kept.id) and kept.recommended_by_id in (None, by):  # thanked once, that holds
        kept.recommender_thanked_at = kept.recommender_thanked_at or gone.recommender_thanked_at
    for key in ("greeting", "language", "source", "source_words", "recommended_by_id", "partner_id"):
        if not getattr(kept, key) and getattr(gone, key) != kept.id:
            setattr(kept, key, getattr(gone, key))
    known = [words for words in (kept.good_to_know, gone.good_to_know) if words]
    kept.good_to_know = "\n".join(dict.fromkeys(known))
    kept.do_not_contact = kept.do_not_contact or gone.do_not_contact
    if kept.whereabouts == Whereabouts.HERE or gone.whereabouts == Whereabouts.DIED:
        kept.whereabouts = gone.whereabouts


def _leave_alone(session: Session, kept: Customer) -> None:
    """Closes what came along from either record and is not asked of the one who stays."""
    if kept.do_not_contact:
        others = [purpose for purpose in Purpose if purpose != Purpose.CALL_BACK]
        followups.close_all(session, kept.id, followups.DO_NOT_CONTACT, others)
    customers.set_whereabouts(session, kept.id, kept.whereabouts)
