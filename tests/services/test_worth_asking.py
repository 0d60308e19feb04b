import pytest

from tradesman.book.enquiry import EnquiryKind
from tradesman.services import worth_asking
from tradesman.services.worth_asking import TRADES

LISTS = worth_asking.shipped()


@pytest.mark.parametrize(
    ("words", "own", "trade"),
    [
        ("Boiler room light flickers, and the stairs are dark", "", "electrical"),
        ("The tap drips", "Electrician", "plumbing"),
        ("Radiators stay COLD", "", "heating"),
        ("A slate has come off", "", "roofing"),
        ("The door sticks", "", "carpentry"),
        ("Paint peels", "", "painting"),
        ("Please come", "Plumber", "plumbing"),
        ("Please come", "Plumbing, electrical and roofing", ""),
        ("Please come", "", ""),
        ("A leak below the gutter", "Roofing", "roofing"),  # both trades are named once; the owner's own comes first
    ],
)
def test_the_trade_is_told_by_the_words(words: str, own: str, trade: str) -> None:
    assert LISTS.trade_of(words, own) == trade


def test_the_picture_of_a_phone_call() -> None:
    asked = [question.ask for question in LISTS.on_the_phone(EnquiryKind.NEW_WORK, "The light flickers")]
    assert asked[:5] == [
        "Has the breaker tripped?",
        "Your own house, and you decide?",
        "By when do you need it?",
        "Anyone else looking at it?",
        "Can you send me photos?",
    ]


def test_a_complaint_begins_with_what_would_put_it_right() -> None:
    asked = [question.ask for question in LISTS.on_the_phone(EnquiryKind.COMPLAINT, "The light flickers again")]
    assert "Anyone else looking at it?" not in asked
    assert asked.index("What would put it right for you?") < asked.index("Has the breaker tripped?")


@pytest.mark.parametrize("kind", list(EnquiryKind))
def test_there_is_something_to_ask_for_every_kind(kind: EnquiryKind) -> None:
    assert len(LISTS.on_the_phone(kind, "")) >= 3


@pytest.mark.parametrize("trade", TRADES)
def test_every_trade_has_its_questions(trade: str) -> None:
    phone = LISTS.on_the_phone(EnquiryKind.NEW_WORK, "", trade)
    visit = LISTS.at_a_visit("", trade)
    general = len(LISTS.at_a_visit(""))
    assert (len(phone) - len(LISTS.on_the_phone(EnquiryKind.NEW_WORK, "")), len(visit) - general) == (5, 8)
    for asked in (phone, visit):
        assert all(question.ask.endswith("?") and 0 < len(question.label) <= 24 for question in asked)
        assert len({question.ask for question in asked}) == len(asked)


def test_at_a_visit_what_bothers_comes_first() -> None:
    assert LISTS.at_a_visit("The boiler drips")[0].ask == "What bothers you most about it?"


def test_words_are_beginnings_without_capitals() -> None:
    found = [word for trade in TRADES for word in LISTS.trades[trade].words]
    assert all(word == word.lower() and word.isalpha() for word in found)


def test_at_a_visit_the_trade_comes_before_the_rest() -> None:
    asked = [question.ask for question in LISTS.at_a_visit("Please come", "Plumber")]
    assert asked[2:4] == ["Who decides, and by when?", "How many use it in the morning at the same time?"]
    assert asked[-1] == "What would you like to spend at most?"


@pytest.mark.parametrize("trade", TRADES)
def test_at_a_visit_it_is_said_in_few_words_what_to_listen_for(trade: str) -> None:
    assert all(0 < len(question.listen) <= 30 for question in LISTS.at_a_visit("", trade))


def test_a_question_has_its_need_wherever_it_was_asked() -> None:
    assert LISTS.label_of("Can you turn the water off at the stopcock?") == "Dry at once"
    assert LISTS.label_of("How long shall it last?") == "Lasts"
    assert LISTS.label_of("Does the dog bite?") == ""
