"""Drafts: the words for an occasion filled with what the book knows of a customer, for a person to read and send."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final
from uuid import UUID

from babel.dates import format_date

from tradesman.book.followup import Purpose
from tradesman.book.store import Session
from tradesman.documents import update_words, wording
from tradesman.documents.wording import Filled, WordingError
from tradesman.services import businesses, messages, updates
from tradesman.services.messages import Facts, Occasion

LOCALE = "en_GB"
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

# Every field, in the order in which they are offered: what it says, and how that looks.
FIELDS: Final = MappingProxyType(
    {
        "greeting": ("how you address the customer", "Daniel"),
        "customer": ("the customer's whole name", "Daniel Hart"),
        "what": ("what it is about", "consumer unit upgrade"),
        "when": ("the day of the visit or of the first work", "on Wednesday 14 October"),
        "day": ("the same day, without on", "Wednesday 14 October"),
        "time": ("when the visit begins", "09:30"),
        "late_by": ("how late you are for it", "20 minutes"),
        "place": ("where the work is", "8 Orchard Close, Ashcombe"),
        "quote_number": ("the number of the quote", "0214"),
        "valid_until": ("the last day its prices hold", "Friday 6 November"),
        "decision_day": ("the day the customer decides", "Friday 16 October"),
        "last_day": ("the last day of the work, as it is planned", "Friday 23 October"),
        "finish": ("the day you promised to be finished, if the plan keeps it", "Friday 23 October"),
        "rests": ("why the work rests", "the scaffold comes on Friday"),
        "promised": ("what the customer promised, and by when", "drive free for the van, by Thursday 15 October"),
        "partner": ("whom you recommended", "Harker Masonry"),
        "openness": ("that the partner pays you, where one does", "For openness: they pay me a small fee."),
        "sender": ("your name", "Sam Rowan"),
        "business": ("your business", "Rowan Home Services"),
        "phone": ("your number", "07700 900100"),
        "email": ("your e-mail address", "sam.rowan@example.org"),
        "review_link": ("where you can be reviewed", "https://reviews.example.org/rowan"),
    }
)
# These are filled for a job that goes on.
OF_A_JOB: Final = MappingProxyType(
    {
        "done": ("what was done since the last update", "Felt and battens finished."),
        "next": ("what the coming week brings", "Wednesday 14 October: Slates, north."),
        "on_time": (
            "whether the promised finish stands",
            "Yes. It will be finished on Friday 16 October, as promised.",
        ),
        "from_you": ("what the customer promised or brings", "Drive free for the van, by Thursday 15 October."),
    }
)
# These only stand where something was noticed and somebody is recommended.
OF_A_FINDING: Final = MappingProxyType(
    {
        "seen": ("what you noticed", "the mortar is soft"),
        "saves": ("what the customer saves with the partner", "10% off"),
        "soon": ("how soon it should be done", "by Friday 4 December"),
    }
)
# These only stand where a partner is reminded of a bonus.
OF_A_BONUS: Final = MappingProxyType(
    {
        "contact": ("whom you ask for at the partner's", "Daniel"),
        "bonus": ("what was agreed", "£60"),
        "done_on": ("the day the partner's work was done", "Friday 16 October"),
    }
)
# The fee is said beside the first, is what the second says, was said before the third, and is meant by the last.
_SAYS_WHO_PAYS = frozenset({Occasion.RECOMMEND, Occasion.OPENNESS, Purpose.PARTNER_DID_WELL, Occasion.REMIND_PARTNER})
_TO_A_PARTNER = ("partner", "customer", "what", "sender", "business", "phone", "email")
SAMPLES: Final = MappingProxyType(
    {name: sample for name, (_says, sample) in (FIELDS | OF_A_JOB | OF_A_FINDING | OF_A_BONUS).items()}
)


@dataclass(frozen=True)
class Draft:
    """A message to read, change and send; `facts` says to whom and how.

    `keeps` is a sentence that has to stand in it, empty for none.
    """

    occasion: str
    facts: Facts
    subject: Filled
    words: Filled
    unknown: tuple[str, ...] = ()
    keeps: str = ""

    def keeps_all(self, words: str) -> bool:
        """Whether the sentence that has to stand in it does, however its lines are broken."""
        return " ".join(self.keeps.split()) in " ".join(words.split())

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields without a value, those that nobody knows among them."""
        return tuple(dict.fromkeys((*self.subject.missing, *self.words.missing)))


def draft(
    session: Session,
    occasion: str,
    customer_id: UUID,
    *,
    followup_id: UUID | None = None,
    subject_id: UUID | None = None,
    given: Mapping[str, str] = _NOTHING,
) -> Draft:
    """The message for an occasion: for a follow-up, about a visit, quote or job, or about what fits the occasion best.

    Words of the owner's that can no longer be read give way to those that ship. `given` are fields that the sheet it
    comes from knows better than the book, such as how late the owner is.
    """
    about = facts(session, occasion, customer_id, followup_id=followup_id, subject_id=subject_id)
    values = values_of(session, about) | dict(given)
    return Draft(str(occasion), about, *_filled(session, occasion, values))


def _filled(session: Session, occasion: str, values: Mapping[str, str]) -> tuple[Filled, Filled, tuple[str, ...]]:
    """Subject, words and the fields nobody knows, from the first words that can be filled."""
    for row in (messages.template(session, occasion), messages.shipped()[occasion]):
        try:
            subject, words = wording.read(row.subject), wording.read(row.words)
            unknown = dict.fromkeys((*subject.unknown(values), *words.unknown(values)))
            return subject.fill(values, one_line=True), words.fill(values), tuple(unknown)
        except WordingError:
            continue
    return Filled(""), Filled(""), ()


def facts(
    session: Session,
    occasion: str,
    customer_id: UUID,
    *,
    followup_id: UUID | None = None,
    subject_id: UUID | None = None,
) -> Facts:
    """What a message for this occasion may say to this customer."""
    if followup_id is not None:
        return messages.facts(session, followup_id)
    about = subject_id or messages.subject_of(session, customer_id, occasion)
    return messages.facts_about(session, customer_id, about)


def values_of(session: Session, about: Facts) -> dict[str, str]:
    """A value for every field, as it stands inside a sentence; empty for what is not known."""
    values = {
        "greeting": about.greeting,
        "customer": about.customer,
        "what": inside(about.what),
        "when": _when(about.day, businesses.today(session)),
        "day": _long(about.day),
        "time": f"{about.starts:%H:%M}" if about.starts is not None else "",
        "late_by": "",
        "place": about.place,
        "quote_number": about.quote_number,
        "valid_until": _long(about.valid_until_on),
        "decision_day": _long(about.decision_on),
        "last_day": _long(about.ends_on),
        "finish": _long(about.finish_on),
        "rests": "",
        "promised": "",
        "partner": about.partner,
        "sender": about.sender,
        "business": about.business,
        "phone": about.business_phone,
        "email": about.business_email,
        "review_link": about.review_link,
    }
    if about.job_id is not None:
        values |= update_words.fields(updates.of(session, about.job_id))
    _, openness, _ = _filled(session, Occasion.OPENNESS, values)
    return values | {"openness": openness.text if about.partner_pays else ""}


def values_for(session: Session, occasion: str, customer_id: UUID | None) -> dict[str, str]:
    """What the fields hold for a customer; samples where there is nobody yet, and for what only a finding has."""
    if customer_id is None:
        return dict(SAMPLES)
    found = values_of(session, facts(session, occasion, customer_id))
    if occasion in (Occasion.RECOMMEND, Occasion.OPENNESS):
        found |= {name: SAMPLES[name] for name in ("partner", *OF_A_FINDING)}
    if occasion == Occasion.REMIND_PARTNER:
        found |= {name: SAMPLES[name] for name in ("partner", *OF_A_BONUS)}
    if occasion == Purpose.PROGRESS_UPDATE and "done" not in found:
        found |= {name: SAMPLES[name] for name in OF_A_JOB}
    return found


def seen(session: Session, occasion: str, values: Mapping[str, str]) -> tuple[Filled, Filled]:
    """Subject and words for an occasion with these values, for a preview."""
    subject, words, _unknown = _filled(session, occasion, values)
    return subject, words


def first_words(words: str) -> str:
    """What a template says between greeting and goodbye, in one line: fields by their names, nothing that depends."""
    try:
        plain = wording.read(words).fill({}).text
    except WordingError:
        plain = words
    parts = plain.split("\n\n")
    return wording.one_line(" ".join(parts[1:-1] if len(parts) > 2 else parts))


def inside(what: str) -> str:
    """Words as they stand inside a sentence; VAT and PVC keep their capitals."""
    return what[:1].lower() + what[1:] if what[1:2].islower() else what


def by_day(what: str, on: date) -> str:
    """Something promised for a day, as it stands inside a sentence."""
    return f"{inside(what)}, by {_long(on)}"


def _long(on: date | None) -> str:
    return str(format_date(on, "EEEE d MMMM", locale=LOCALE)) if on is not None else ""


def _when(on: date | None, today: date) -> str:
    if on is None:
        return ""
    near = {today: "today", today + timedelta(days=1): "tomorrow"}
    return near.get(on) or f"on {_long(on)}"


def known(occasion: str) -> dict[str, tuple[str, str]]:
    """The fields that the words for an occasion can use: what each says, and a sample."""
    if occasion == Occasion.OPENNESS:
        return {"partner": FIELDS["partner"]}
    if occasion == Occasion.RECOMMEND:
        return {"greeting": FIELDS["greeting"], "partner": FIELDS["partner"], **OF_A_FINDING}
    if occasion == Occasion.REMIND_PARTNER:
        return {**{name: FIELDS[name] for name in _TO_A_PARTNER}, **OF_A_BONUS}
    return {**FIELDS, **(OF_A_JOB if occasion == Purpose.PROGRESS_UPDATE else {})}


def check(occasion: str, subject: str, words: str) -> None:
    """WordingError, with a sentence, for words that cannot be read or that speak of fields nobody knows.

    Words that recommend a partner must say that the partner pays. Rule: product.md, Openness.
    """
    read = [wording.read(template) for template in (subject, words)]
    fields = {name for template in read for name in template.fields}
    if occasion not in _SAYS_WHO_PAYS and "partner" in fields and "openness" not in read[1].fields:
        raise WordingError("A customer is told what a partner pays. Nothing was changed. Put in the field openness.")
    unknown = dict.fromkeys(name for template in read for name in template.unknown(known(occasion)))
    if unknown:
        names = ", ".join(unknown)
        raise WordingError(
            f"Nobody knows what to write for {names}. Nothing was changed. Take one of the fields offered."
        )


def change(session: Session, occasion: str, subject: str, words: str) -> None:
    """Keeps the owner's own words for an occasion; BookError for words that could not be filled."""
    check(occasion, wording.one_line(subject), words)
    messages.change_template(session, occasion, wording.one_line(subject), words)


def recommendation(
    session: Session, greeting: str, seen: str, partner: str = "", saves: str = "", soon: str = ""
) -> tuple[Filled, Filled]:
    """The words that tell a customer what was noticed and who can help, and those that say what the owner earns.

    `soon` says until when it should be done, as it stands inside a sentence.
    """
    values = {"greeting": greeting, "seen": seen.rstrip("."), "partner": partner, "saves": saves, "soon": soon}
    _, words, _ = _filled(session, Occasion.RECOMMEND, values)
    _, openness, _ = _filled(session, Occasion.OPENNESS, values)
    return words, openness


def recommending(session: Session, customer_id: UUID, job_id: UUID, message: str, openness: str, partner: str) -> Draft:
    """The message about something noticed on a job, in these words; what says who pays has to stand in it.

    Rule: product.md, Openness.
    """
    about = replace(facts(session, Occasion.RECOMMEND, customer_id, subject_id=job_id), partner=partner)
    subject, _, _ = _filled(session, Occasion.RECOMMEND, {})
    text = "\n\n".join(part for part in (message.strip(), openness.strip()) if part)
    return Draft(str(Occasion.RECOMMEND), about, subject, Filled(text), keeps=openness.strip())


def reminder(session: Session, values: Mapping[str, str]) -> tuple[Filled, Filled]:
    """Subject and words that remind a partner of a bonus; the values are those of `OF_A_BONUS` and of the business."""
    subject, words, _ = _filled(session, Occasion.REMIND_PARTNER, values)
    return subject, words


def long_day(on: date | None) -> str:
    """A day as it stands in a message: "Friday 16 October"."""
    return _long(on)
