"""Release forms: what a customer is asked to allow of their words, to be ticked and signed on paper."""

from dataclasses import dataclass
from uuid import UUID

from tradesman.book.business import Business
from tradesman.book.customer import Customer, Property
from tradesman.book.job import Job
from tradesman.book.photo import Photo
from tradesman.book.store import Session
from tradesman.book.testimonial import NameShown, Testimonial
from tradesman.services import businesses, testimonials


@dataclass(frozen=True)
class Agreed:
    """What was agreed before it is signed: as `Testimonial` keeps it.

    Without a place it is that of the testimonial; without a name so much of today's as is shown.
    """

    name_shown: NameShown
    place_shown: bool = False
    photo_shown: bool = False
    on_website: bool = False
    in_print: bool = False
    on_social: bool = False
    place: str = ""
    name: str | None = None


@dataclass(frozen=True)
class ReleaseForm:
    """What stands on it; `names` are the name as it would be shown, and without `agreed` all is ticked by hand.

    `address` is where the customer reads it, `place` what may stand beside the words.
    """

    business: Business
    customer_id: UUID
    customer: str
    greeting: str
    address: str
    place: str
    language: str
    words: str
    shortened: str
    incentive: str
    names: tuple[tuple[NameShown, str], ...]
    photos: tuple[Photo, ...]
    agreed: Agreed | None


def of(session: Session, testimonial_id: UUID, agreed: Agreed | None = None) -> ReleaseForm:
    """The form for a testimonial, with what was just agreed, or with the consent that counts today."""
    said = session.load(Testimonial, testimonial_id)
    customer = session.load(Customer, said.customer_id)
    job = session.get(Job, said.job_id) if said.job_id else None
    site = session.get(Property, job.property_id) if job is not None and job.property_id else None
    photo = session.get(Photo, said.photo_id) if said.photo_id else None
    agreed = agreed or _agreed(said)
    place = agreed.place if agreed is not None else ""
    return ReleaseForm(
        business=businesses.current(session),
        customer_id=customer.id,
        customer=customer.name,
        greeting=customer.greet(),
        address=site.address if site is not None else "",
        place=place or testimonials.row(session, said.id).place,
        language=customer.language,
        words=said.words,
        shortened=said.shortened,
        incentive=said.incentive,
        names=_names(customer.name, agreed),
        photos=(photo,) if photo is not None else (),
        agreed=agreed,
    )


def _names(name: str, agreed: Agreed | None) -> tuple[tuple[NameShown, str], ...]:
    """Each way to show a name, those that come to the same only once; the one that was agreed as it was agreed."""
    ways: dict[str, NameShown] = {}
    for way in NameShown:
        shown = agreed.name if agreed is not None and way == agreed.name_shown else None
        ways.setdefault(way.of(name) if shown is None else shown, way)
    return tuple((way, shown) for shown, way in ways.items())


def _agreed(said: Testimonial) -> Agreed | None:
    if not said.is_released:
        return None
    places = {"on_website": said.on_website, "in_print": said.in_print, "on_social": said.on_social}
    return Agreed(
        said.name_shown,
        place_shown=said.place_shown,
        photo_shown=said.photo_shown and said.photo_id is not None,
        place=said.agreed_place or said.place,
        name=said.agreed_name,
        **places,
    )
