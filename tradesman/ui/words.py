"""The window's words for what the book keeps as one value each: nothing has two names."""

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from tradesman.book.business import MailSecurity
from tradesman.book.contact import Doubt
from tradesman.book.customer import Source
from tradesman.book.enquiry import CameBy, EnquiryKind, Fit, Outcome, RoleKind, Urgency
from tradesman.book.finding import HowSoon
from tradesman.book.followup import Channel, Purpose
from tradesman.book.job import JobState
from tradesman.book.message import Way
from tradesman.book.outbox import MailState
from tradesman.book.partner import ReferralState
from tradesman.book.photo import Moment
from tradesman.book.quote import AcceptedBy, GivenBy, QuoteState
from tradesman.book.testimonial import NameShown
from tradesman.services import message_words
from tradesman.services.decisions import Decision
from tradesman.services.deeds import Then
from tradesman.services.message_words import TemplateRow
from tradesman.services.messages import ENGLISH, Occasion
from tradesman.services.standings import Standing
from tradesman.services.today import Kind
from tradesman.services.worth_asking import GENERAL, TRADES

# By kind first: a StrEnum equals its text, so the same value of two kinds would be one key.
_WORDS: dict[type[StrEnum], dict[Any, Any]] = {
    Purpose: {
        Purpose.CALL_BACK: QT_TRANSLATE_NOOP("words", "Return the call"),
        Purpose.CONFIRM_VISIT: QT_TRANSLATE_NOOP("words", "Confirm the visit"),
        Purpose.ANSWER_QUESTIONS: QT_TRANSLATE_NOOP("words", "Answer open questions"),
        Purpose.HIDDEN_SLOT: QT_TRANSLATE_NOOP("words", "Decision coming up"),
        Purpose.OFFER_TO_RENEW: QT_TRANSLATE_NOOP("words", "Offer to renew"),
        Purpose.CONFIRM_CHOICE: QT_TRANSLATE_NOOP("words", "Confirm the choice"),
        Purpose.PROGRESS_UPDATE: QT_TRANSLATE_NOOP("words", "Weekly update"),
        Purpose.CONFIRM_START: QT_TRANSLATE_NOOP("words", "Confirm the start"),
        Purpose.WIN_BACK: QT_TRANSLATE_NOOP("words", "Win back"),
        Purpose.THANK_YOU: QT_TRANSLATE_NOOP("words", "Say thank you"),
        Purpose.SERVICE_CHECK: QT_TRANSLATE_NOOP("words", "Anything to fix?"),
        Purpose.THREE_MONTHS: QT_TRANSLATE_NOOP("words", "Three months on"),
        Purpose.ASK_WHO_ELSE: QT_TRANSLATE_NOOP("words", "Ask who else needs help"),
        Purpose.FINDING_DECIDED: QT_TRANSLATE_NOOP("words", "What was decided?"),
        Purpose.FINDING_OUTCOME: QT_TRANSLATE_NOOP("words", "What became of it?"),
        Purpose.PARTNER_DID_WELL: QT_TRANSLATE_NOOP("words", "Did the partner do well?"),
        Purpose.CHECK_UP: QT_TRANSLATE_NOOP("words", "Yearly check-up"),
        Purpose.OWN: QT_TRANSLATE_NOOP("words", "A rule of your own"),
    },
    Occasion: {
        Occasion.FREE: QT_TRANSLATE_NOOP("words", "A message of your own"),
        Occasion.LEFT_MESSAGE: QT_TRANSLATE_NOOP("words", "Rang and did not reach them"),
        Occasion.DECLINE: QT_TRANSLATE_NOOP("words", "Decline kindly"),
        Occasion.RUNNING_LATE: QT_TRANSLATE_NOOP("words", "Running late for a visit"),
        Occasion.AT_YOUR_DOOR: QT_TRANSLATE_NOOP("words", "Nobody was at the door"),
        Occasion.VISIT_OFF: QT_TRANSLATE_NOOP("words", "Call a visit off"),
        Occasion.DAYS_MOVED: QT_TRANSLATE_NOOP("words", "The days of the work moved"),
        Occasion.JOB_RESTS: QT_TRANSLATE_NOOP("words", "The work rests"),
        Occasion.THEIR_PROMISE: QT_TRANSLATE_NOOP("words", "Remind of a promise"),
        Occasion.JOB_OFF: QT_TRANSLATE_NOOP("words", "The work is called off"),
        Occasion.RECOMMEND: QT_TRANSLATE_NOOP("words", "Something I noticed"),
        Occasion.OPENNESS: QT_TRANSLATE_NOOP("words", "Say what a partner pays"),
        Occasion.REMIND_PARTNER: QT_TRANSLATE_NOOP("words", "Remind a partner of a bonus"),
        Occasion.ASK_WORDS: QT_TRANSLATE_NOOP("words", "Ask for a few words"),
        Occasion.THANK_RECOMMENDER: QT_TRANSLATE_NOOP("words", "Thank for a recommendation"),
    },
    MailState: {
        MailState.WAITING: QT_TRANSLATE_NOOP("words", "Waiting"),
        MailState.SENDING: QT_TRANSLATE_NOOP("words", "Being sent"),
        MailState.SENT: QT_TRANSLATE_NOOP("words", "Sent"),
        MailState.UNSURE: QT_TRANSLATE_NOOP("words", "May have arrived"),
        MailState.REFUSED: QT_TRANSLATE_NOOP("words", "Refused"),
        MailState.TAKEN_BACK: QT_TRANSLATE_NOOP("words", "Taken back"),
    },
    MailSecurity: {
        MailSecurity.STARTTLS: QT_TRANSLATE_NOOP("words", "STARTTLS"),
        MailSecurity.TLS: QT_TRANSLATE_NOOP("words", "TLS"),
    },
    Way: {
        Way.EMAIL: QT_TRANSLATE_NOOP("words", "E-mail"),
        Way.TEXT: QT_TRANSLATE_NOOP("words", "Text message"),
        Way.COPIED: QT_TRANSLATE_NOOP("words", "Copied"),
        Way.LETTER: QT_TRANSLATE_NOOP("words", "Letter"),
    },
    Channel: {
        Channel.CALL: QT_TRANSLATE_NOOP("words", "Call"),
        Channel.MESSAGE: QT_TRANSLATE_NOOP("words", "Message"),
    },
    Kind: {
        Kind.CALL: QT_TRANSLATE_NOOP("words", "Calls"),
        Kind.VISIT: QT_TRANSLATE_NOOP("words", "Visits"),
        Kind.PROMISE: QT_TRANSLATE_NOOP("words", "Promises"),
        Kind.MESSAGE: QT_TRANSLATE_NOOP("words", "Messages"),
        Kind.DECISION: QT_TRANSLATE_NOOP("words", "Decisions"),
    },
    Decision: {
        Decision.PUT_RIGHT: QT_TRANSLATE_NOOP("words", "Put it right"),
        Decision.NEXT_STEP: QT_TRANSLATE_NOOP("words", "Choose the next step"),
        Decision.WRITE_QUOTE: QT_TRANSLATE_NOOP("words", "Write the quote"),
        Decision.GIVE_QUOTE: QT_TRANSLATE_NOOP("words", "Give the quote"),
        Decision.RENEW_QUOTE: QT_TRANSLATE_NOOP("words", "Renew the quote, or note it as lost"),
        Decision.PLAN_JOB: QT_TRANSLATE_NOOP("words", "Plan the job"),
        Decision.LATE_MATERIAL: QT_TRANSLATE_NOOP("words", "Material is not here"),
        Decision.THANK: QT_TRANSLATE_NOOP("words", "Thank for a recommendation"),
    },
    CameBy: {
        CameBy.PHONE: QT_TRANSLATE_NOOP("words", "Phone call"),
        CameBy.MISSED_CALL: QT_TRANSLATE_NOOP("words", "Missed call"),
        CameBy.WEB: QT_TRANSLATE_NOOP("words", "Web form"),
        CameBy.EMAIL: QT_TRANSLATE_NOOP("words", "E-mail"),
        CameBy.MESSAGE: QT_TRANSLATE_NOOP("words", "Text message"),
        CameBy.IN_PERSON: QT_TRANSLATE_NOOP("words", "In person"),
    },
    EnquiryKind: {
        EnquiryKind.NEW_WORK: QT_TRANSLATE_NOOP("words", "New work"),
        EnquiryKind.QUESTION: QT_TRANSLATE_NOOP("words", "Question"),
        EnquiryKind.SERVICE_CALL: QT_TRANSLATE_NOOP("words", "Service call"),
        EnquiryKind.COMPLAINT: QT_TRANSLATE_NOOP("words", "Complaint"),
    },
    Urgency: {
        Urgency.DANGER: QT_TRANSLATE_NOOP("words", "Danger now"),
        Urgency.NOT_WORKING: QT_TRANSLATE_NOOP("words", "Not working"),
        Urgency.CAN_WAIT: QT_TRANSLATE_NOOP("words", "Can wait"),
    },
    Doubt: {
        Doubt.NOT_A_NUMBER: QT_TRANSLATE_NOOP("words", "This is not a phone number. Kept as typed."),
        Doubt.TOO_SHORT: QT_TRANSLATE_NOOP("words", "The number is too short. Kept as typed."),
        Doubt.TOO_LONG: QT_TRANSLATE_NOOP("words", "The number is too long. Kept as typed."),
        Doubt.NO_AT: QT_TRANSLATE_NOOP("words", "The @ is missing. Kept as typed."),
        Doubt.NO_DOMAIN: QT_TRANSLATE_NOOP("words", "The part after the dot is missing. Kept as typed."),
        Doubt.NOT_AN_ADDRESS: QT_TRANSLATE_NOOP("words", "This is not an e-mail address. Kept as typed."),
    },
    Fit: {
        Fit.GOOD: QT_TRANSLATE_NOOP("words", "Good"),
        Fit.POOR: QT_TRANSLATE_NOOP("words", "Poor"),
    },
    RoleKind: {
        RoleKind.ASKED: QT_TRANSLATE_NOOP("words", "Asked"),
        RoleKind.LIVES_THERE: QT_TRANSLATE_NOOP("words", "Lives there"),
        RoleKind.DECIDES: QT_TRANSLATE_NOOP("words", "Decides"),
        RoleKind.PAYS: QT_TRANSLATE_NOOP("words", "Pays"),
        RoleKind.LETS: QT_TRANSLATE_NOOP("words", "Lets the house"),
    },
    Source: {
        Source.KNOWS_ME: QT_TRANSLATE_NOOP("words", "Knows me"),
        Source.REFERRED: QT_TRANSLATE_NOOP("words", "Referred"),
        Source.INTERNET: QT_TRANSLATE_NOOP("words", "Internet"),
        Source.OTHER: QT_TRANSLATE_NOOP("words", "Other"),
    },
    Outcome: {
        Outcome.REACHED: QT_TRANSLATE_NOOP("words", "Reached"),
        Outcome.LEFT_MESSAGE: QT_TRANSLATE_NOOP("words", "Left a message"),
        Outcome.NO_ANSWER: QT_TRANSLATE_NOOP("words", "No answer"),
    },
    Then: {
        Then.VISIT: QT_TRANSLATE_NOOP("words", "Book a visit"),
        Then.QUOTE: QT_TRANSLATE_NOOP("words", "Write a quote"),
        Then.ANSWER: QT_TRANSLATE_NOOP("words", "Answered"),
        Then.DECLINE: QT_TRANSLATE_NOOP("words", "Decline"),
        Then.LATER: QT_TRANSLATE_NOOP("words", "Later"),
    },
    HowSoon: {
        HowSoon.NOW: QT_TRANSLATE_NOOP("words", "Now"),
        HowSoon.SOON: QT_TRANSLATE_NOOP("words", "Soon"),
        HowSoon.KEEP_AN_EYE: QT_TRANSLATE_NOOP("words", "Keep an eye"),
    },
    Standing: {
        Standing.ENQUIRY: QT_TRANSLATE_NOOP("words", "Enquiry"),
        Standing.VISIT_BOOKED: QT_TRANSLATE_NOOP("words", "Visit booked"),
        Standing.QUOTED: QT_TRANSLATE_NOOP("words", "Quoted"),
        Standing.SCHEDULED: QT_TRANSLATE_NOOP("words", "Scheduled"),
        Standing.IN_PROGRESS: QT_TRANSLATE_NOOP("words", "In progress"),
        Standing.DONE: QT_TRANSLATE_NOOP("words", "Done"),
        Standing.FOLLOWED_UP: QT_TRANSLATE_NOOP("words", "Followed up"),
        Standing.WIN_BACK: QT_TRANSLATE_NOOP("words", "Win-back"),
        Standing.CLOSED: QT_TRANSLATE_NOOP("words", "Closed"),
    },
    JobState: {
        JobState.PLANNED: QT_TRANSLATE_NOOP("words", "Planned"),
        JobState.IN_PROGRESS: QT_TRANSLATE_NOOP("words", "In progress"),
        JobState.PAUSED: QT_TRANSLATE_NOOP("words", "Paused"),
        JobState.COMPLETED: QT_TRANSLATE_NOOP("words", "Completed"),
        JobState.CANCELLED: QT_TRANSLATE_NOOP("words", "Cancelled"),
        JobState.WITHDRAWN: QT_TRANSLATE_NOOP("words", "Withdrawn"),
    },
    QuoteState: {
        QuoteState.DRAFT: QT_TRANSLATE_NOOP("words", "Draft"),
        QuoteState.GIVEN: QT_TRANSLATE_NOOP("words", "Given"),
        QuoteState.ACCEPTED: QT_TRANSLATE_NOOP("words", "Accepted"),
        QuoteState.LOST: QT_TRANSLATE_NOOP("words", "Lost"),
    },
    GivenBy: {
        GivenBy.PRESENTED: QT_TRANSLATE_NOOP("words", "Presented"),
        GivenBy.SENT: QT_TRANSLATE_NOOP("words", "Sent"),
        GivenBy.THINK_IT_OVER: QT_TRANSLATE_NOOP("words", "Think it over"),
        GivenBy.ACCEPTING: QT_TRANSLATE_NOOP("words", "Accepted at once"),
    },
    AcceptedBy: {
        AcceptedBy.SIGNED: QT_TRANSLATE_NOOP("words", "Signed here"),
        AcceptedBy.PHONE: QT_TRANSLATE_NOOP("words", "By phone"),
        AcceptedBy.EMAIL: QT_TRANSLATE_NOOP("words", "By e-mail"),
    },
    ReferralState: {
        ReferralState.INTRODUCED: QT_TRANSLATE_NOOP("words", "Sent"),
        ReferralState.AGREED: QT_TRANSLATE_NOOP("words", "Booked"),
        ReferralState.DONE: QT_TRANSLATE_NOOP("words", "Done"),
        ReferralState.BONUS_DUE: QT_TRANSLATE_NOOP("words", "Done, bonus due"),
        ReferralState.BONUS_RECEIVED: QT_TRANSLATE_NOOP("words", "Received"),
        ReferralState.DECLINED: QT_TRANSLATE_NOOP("words", "Customer said no"),
    },
    Moment: {
        Moment.BEFORE: QT_TRANSLATE_NOOP("words", "Before"),
        Moment.DURING: QT_TRANSLATE_NOOP("words", "During"),
        Moment.AFTER: QT_TRANSLATE_NOOP("words", "After"),
    },
    NameShown: {
        NameShown.FULL: QT_TRANSLATE_NOOP("words", "Full name"),
        NameShown.FIRST: QT_TRANSLATE_NOOP("words", "First name only"),
        NameShown.INITIALS: QT_TRANSLATE_NOOP("words", "Initials"),
        NameShown.NONE: QT_TRANSLATE_NOOP("words", "No name"),
    },
}


def words(value: StrEnum) -> str:
    """The window's words for one value of the book."""
    return QCoreApplication.translate("words", _WORDS[type(value)][value])


def asked_for(purpose: Purpose, title: str = "") -> str:
    """What a follow-up is for; a rule of the owner's own says it in its title."""
    return title or words(purpose)


def message_name(row: TemplateRow) -> str:
    """What a message is for; the words of one rule alone go by its title."""
    return row.title or words(row.occasion)  # type: ignore[arg-type]


def choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """Key and words of every value of a kind, for a field that offers them."""
    return [(member.value, words(member)) for member in kind]


def language_choices() -> list[tuple[str, str]]:
    """Key and name of every language that messages are written in, each in its own words."""
    return [(language, language_name(language)) for language in message_words.languages()]


def language_name(language: str) -> str:
    """What a language calls itself: "Deutsch"."""
    name = QLocale(language).nativeLanguageName()
    return "English" if language == ENGLISH else name[:1].upper() + name[1:]


def trade_choices() -> list[tuple[str, str]]:
    """Key and words of every trade that has questions of its own, after what is asked in all of them."""
    return [(trade, trade_name(trade)) for trade in (GENERAL, *TRADES)]


def trade_name(trade: str) -> str:
    """A trade in words."""
    names: dict[str, Any] = {
        GENERAL: QT_TRANSLATE_NOOP("words", "Every trade"),
        "electrical": QT_TRANSLATE_NOOP("words", "Electrical"),
        "plumbing": QT_TRANSLATE_NOOP("words", "Plumbing"),
        "heating": QT_TRANSLATE_NOOP("words", "Heating"),
        "roofing": QT_TRANSLATE_NOOP("words", "Roofing"),
        "carpentry": QT_TRANSLATE_NOOP("words", "Carpentry"),
        "painting": QT_TRANSLATE_NOOP("words", "Painting"),
    }
    return QCoreApplication.translate("words", names[trade])


def tier(position: int) -> str:
    """What the first, second or third option of a quote is called: Good, Better, Best."""
    if position <= 1:
        return QCoreApplication.translate("words", "Good")
    if position == 2:
        return QCoreApplication.translate("words", "Better")
    return QCoreApplication.translate("words", "Best")


def option_name(position: int, title: str) -> str:
    """An option by its tier and, where it has one of its own, its title: "Better: mains pressure"."""
    name = tier(position)
    return name if title in ("", name) else f"{name}: {title[:1].lower()}{title[1:]}"
