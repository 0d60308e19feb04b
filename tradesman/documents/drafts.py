"""Drafts: the words for an occasion filled with what the book knows of a customer, for a person to read and send."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from tradesman.book.direction import one_line
from tradesman.book.followup import Purpose
from tradesman.book.store import Session
from tradesman.documents import message_days, paper_words, update_words, wording
from tradesman.documents.wording import Filled, WordingError
from tradesman.services import businesses, message_words, messages, updates
from tradesman.services.messages import ENGLISH, Facts, Occasion
from tradesman.services.playbooks import Line

# A value for a field, or what gives it in a language.
Given = Mapping[str, str | Callable[[str], str]]
_NOTHING: Final[Given] = MappingProxyType({})

# Every field, in the order in which they are offered: what it says, and how that looks.
FIELDS: Final = MappingProxyType(
    {
        "greeting": ("how you address the customer", "Daniel"),
        "customer": ("the customer's whole name", "Daniel Hart"),
        "what": ("what it is about", "Consumer unit upgrade"),
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
        "rests": ("why the work rests", "The scaffold comes on Friday"),
        "promised": ("what the customer promised, and by when", "Drive free for the van, by Thursday 15 October"),
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
LONGEST_TITLE = 120  # letters of what a message is about
_INSIDE = frozenset({"rests"})  # given as the owner wrote it, and said before more words
_QUOTES = str.maketrans("„“”«»", "‚‘’‹›")  # those inside words that stand in quotation marks
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
    language: str = ENGLISH
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
    given: Given = _NOTHING,
    language: str = "",
) -> Draft:
    """The message for an occasion: for a follow-up, about a visit, quote or job, or about what fits the occasion best.

    It is in `language`, otherwise in that of the customer; where there are no words in it, days and fields are in that
    of the words. Words of the owner's that can no longer be read give way to the next. `given` are fields that the
    sheet it comes from knows better than the book, such as how late the owner is.
    """
    known: dict[str, Facts] = {}

    def values(spoken: str) -> dict[str, str]:
        about = facts(session, occasion, customer_id, followup_id=followup_id, subject_id=subject_id, language=spoken)
        known[spoken] = about
        told = {name: value(spoken) if callable(value) else value for name, value in given.items()}
        told |= {name: unended(told[name]) for name in _INSIDE if name in told}
        return values_of(session, about) | told

    language = language or messages.language_of(session, customer_id)
    spoken, subject, words, unknown = _filled(session, occasion, language, values)
    return Draft(str(occasion), known[spoken], subject, words, unknown, spoken)


def _filled(
    session: Session,
    occasion: str,
    language: str,
    values: Callable[[str], Mapping[str, str]],
    among: Container[str] | None = None,
) -> tuple[str, Filled, Filled, tuple[str, ...]]:
    """The language, subject, words and fields nobody knows, from the first words that can be filled.

    Only those in the languages `among`, if any are named. Words that should say what a partner pays give way where
    that cannot be said in their language: a message is in one.
    """
    for row in message_words.in_force(session, occasion, language):
        if among is not None and row.language not in among:
            continue
        fields = values(row.language)
        try:
            subject, words = wording.read(row.subject), wording.read(row.words)
            unknown = dict.fromkeys((*subject.unknown(fields), *words.unknown(fields)))
            if "openness" in unknown:
                continue
            return row.language, subject.fill(fields, one_line=True), words.fill(fields), tuple(unknown)
        except WordingError:
            continue
    return ENGLISH, Filled(""), Filled(""), ()


def facts(
    session: Session,
    occasion: str,
    customer_id: UUID,
    *,
    followup_id: UUID | None = None,
    subject_id: UUID | None = None,
    language: str = "",
) -> Facts:
    """What a message for this occasion may say to this customer."""
    if followup_id is not None:
        return messages.facts(session, followup_id, language)
    about = subject_id or messages.subject_of(session, customer_id, occasion)
    return messages.facts_about(session, customer_id, about, language)


def values_of(session: Session, about: Facts) -> dict[str, str]:
    """A value for every field in one language; empty for what is not known.

    Without openness where the partner pays and nobody has said so in this language.
    """
    language = about.language
    values = {
        "greeting": about.greeting,
        "customer": about.customer,
        "what": titled(about.what),
        "when": message_days.when(about.day, businesses.today(session), language),
        "day": message_days.long(about.day, language),
        "time": f"{about.starts:%H:%M}" if about.starts is not None else "",
        "late_by": "",
        "place": about.place,
        "quote_number": about.quote_number,
        "valid_until": message_days.long(about.valid_until_on, language),
        "decision_day": message_days.long(about.decision_on, language),
        "last_day": message_days.long(about.ends_on, language),
        "finish": message_days.long(about.finish_on, language),
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
        values |= update_words.fields(updates.of(session, about.job_id), language)
    if not about.partner_pays:
        return values | {"openness": ""}
    *_, openness, _ = _filled(session, Occasion.OPENNESS, language, lambda _spoken: values, {language})
    return values | ({"openness": openness.text} if openness.text else {})


def values_for(session: Session, occasion: str, customer_id: UUID | None, language: str = "") -> dict[str, str]:
    """What the fields hold for a customer; samples where there is nobody yet, and for what only a finding has."""
    language = language or messages.language_of(session, customer_id)
    samples = samples_in(language)
    if customer_id is None:
        return samples
    found = values_of(session, facts(session, occasion, customer_id, language=language))
    if occasion in (Occasion.RECOMMEND, Occasion.OPENNESS):
        found |= {name: samples[name] for name in ("partner", *OF_A_FINDING)}
    if occasion == Occasion.REMIND_PARTNER:
        found |= {name: samples[name] for name in ("partner", *OF_A_BONUS)}
    if occasion == Purpose.PROGRESS_UPDATE and "done" not in found:
        found |= {name: samples[name] for name in OF_A_JOB}
    return found


def samples_in(language: str) -> dict[str, str]:
    """How every field looks in a language."""
    return {**SAMPLES, **paper_words.of(language, "message")["samples"]}


def seen(session: Session, occasion: str, customer_id: UUID | None, language: str = "") -> tuple[str, Filled, Filled]:
    """To whom, the subject and the words for an occasion, for a preview; in the customer's language unless said."""
    known: dict[str, dict[str, str]] = {}

    def values(spoken: str) -> dict[str, str]:
        known[spoken] = values_for(session, occasion, customer_id, spoken)
        return known[spoken]

    language = language or messages.language_of(session, customer_id)
    spoken, subject, words, _ = _filled(session, occasion, language, values)
    return known[spoken]["customer"], subject, words


def first_words(words: str) -> str:
    """What a template says between greeting and goodbye, in one line: fields by their names, nothing that depends."""
    try:
        plain = wording.read(words).fill({}).text
    except WordingError:
        plain = words
    parts = plain.split("\n\n")
    return one_line(" ".join(parts[1:-1] if len(parts) > 2 else parts))


def titled(what: str) -> str:
    """What something is about, as it was written, fit for quotation marks: in one line and not longer than that."""
    line = unended(one_line(what)).translate(_QUOTES)
    if len(line) <= LONGEST_TITLE:
        return line
    cut = line[: LONGEST_TITLE - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def unended(words: str) -> str:
    """Words without the stop at their end, as they stand before more words."""
    return words.strip().removesuffix(".")


def by_day(what: str, on: date, language: str = ENGLISH) -> str:
    """Something promised for a day, as it stands inside a sentence."""
    return update_words.owed(unended(what), on, language)


def until_day(what: str, on: date, language: str = ENGLISH) -> str:
    """What keeps the work waiting until a day, as it stands inside a sentence."""
    return update_words.until(unended(what), on, language)


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


def check_rules(lines: Iterable[Line]) -> None:
    """WordingError, with the rule it is in, for words of single rules that could not be filled."""
    for one in lines:
        for spoken in one.own_words:
            try:
                check(Purpose.OWN, one_line(spoken.subject), spoken.words)
            except WordingError as error:
                raise WordingError(f"{one.title}: {error}") from error


def change(session: Session, occasion: str, subject: str, words: str, language: str = "") -> None:
    """Keeps the owner's own words for an occasion in a language; BookError for words that could not be filled."""
    check(occasion, one_line(subject), words)
    message_words.change_template(session, occasion, one_line(subject), words, language)


def recommendation(
    session: Session,
    customer_id: UUID,
    seen: str,
    partner: str = "",
    saves: str = "",
    *,
    at_once: bool = False,
    by_on: date | None = None,
) -> tuple[Filled, Filled]:
    """The words that tell a customer what was noticed and who can help, and those that say what the owner earns.

    `by_on` and `at_once` say until when it should be done.
    """

    def values(spoken: str) -> dict[str, str]:
        return {
            "greeting": messages.facts_about(session, customer_id, language=spoken).greeting,
            "seen": unended(seen),
            "partner": partner,
            "saves": saves,
            "soon": message_days.soon(spoken, by_on) if at_once or by_on is not None else "",
        }

    spoken, _, words, _ = _recommending(session, customer_id, values)
    *_, openness, _ = _filled(session, Occasion.OPENNESS, spoken, values, {spoken})
    return words, openness


def _recommending(
    session: Session, customer_id: UUID, values: Callable[[str], Mapping[str, str]]
) -> tuple[str, Filled, Filled, tuple[str, ...]]:
    """The first words that recommend a partner in a language in which it can also be said who pays."""
    language = messages.language_of(session, customer_id)
    openly = {row.language for row in message_words.in_force(session, Occasion.OPENNESS, language)}
    return _filled(session, Occasion.RECOMMEND, language, values, openly)


def recommending(session: Session, customer_id: UUID, job_id: UUID, message: str, openness: str, partner: str) -> Draft:
    """The message about something noticed on a job, in these words; what says who pays has to stand in it.

    It is in the language in which `recommendation` proposed them. Rule: product.md, Openness.
    """
    spoken, subject, _, _ = _recommending(session, customer_id, lambda _spoken: {})
    about = facts(session, Occasion.RECOMMEND, customer_id, subject_id=job_id, language=spoken)
    text = "\n\n".join(part for part in (message.strip(), openness.strip()) if part)
    told = replace(about, partner=partner)
    return Draft(str(Occasion.RECOMMEND), told, subject, Filled(text), language=spoken, keeps=openness.strip())


def reminder(session: Session, values: Callable[[str], Mapping[str, str]]) -> tuple[Filled, Filled]:
    """Subject and words that remind a partner of a bonus.

    `values` gives in a language those of `OF_A_BONUS` and of the business.
    """
    _, subject, words, _ = _filled(session, Occasion.REMIND_PARTNER, messages.language_of(session), values)
    return subject, words
