import pytest

from tradesman.services import telling_words
from tradesman.services.telling_words import Tells

NAME, ADDRESS = "Dr Leah Novak-Hill", "3 Mimosa Lane\nHarrow HA1 2AB"
WHO = Tells(NAME, ADDRESS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Leah Novak is happy", ("Leah", "Novak")),
        ("NOVAK's bathroom, and novak’s hall", ("NOVAK",)),
        ("The Novaks say thanks", ("Novaks",)),
        ("Léah, of Harrow", ("Léah", "Harrow")),
        ("Mrs Novak", ("Novak",)),
        ("Nothing drips in Mimosa Lane", ("Mimosa",)),
        ("ha1 2ab", ("ha1", "2ab")),
        ("The best in Harrow’s long history", ("Harrow",)),
        ("Three days, one lane, no dust, and the dr came", ()),  # what stands in many names and addresses
        ("Up the hill in the rain", ()),  # a word as well as a name
        ("Hill climbing is nothing against it", ("Hill",)),  # of the name, so it may be meant
        ("Mimosa is a colour", ("Mimosa",)),
        ("Thanks. Hill", ("Hill",)),  # a signature
        ("Every Hill in the street is pleased", ("Hill",)),
        ("Novakova and Leahy are others", ()),
        ("", ()),
    ],
)
def test_words_that_tell_who_it_is_are_found(text: str, found: tuple[str, ...]) -> None:
    assert telling_words.naming(text, WHO) == found


def test_what_may_be_shown_tells_nothing_more() -> None:
    text = "Leah Novak, Harrow"
    assert telling_words.naming(text, WHO, "Leah") == ("Novak", "Harrow")
    assert telling_words.naming(text, WHO, "Leah Harrow") == ("Novak",)
    assert telling_words.naming(text, WHO, f"{NAME} Harrow") == ()


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Will Baker", "He will bake", ()),
        ("Will Baker", "Will come again", ()),
        ("Will Baker", "Great. Will Baker", ("Will", "Baker")),
        ("Will Baker", "Great. Will and I are pleased", ("Will",)),
        ("Frank Miller", "Frank and I are delighted", ("Frank",)),
        ("Frank Miller", "It was frank talk. Frank, by the way, agrees", ("Frank",)),
        ("Best & Good Ltd", "Good work. Best of all, no dust", ()),
        ("Rose Hill", "so says rose hill of the hill", ("rose", "hill")),
        ("Rose Hill", "a rose on the hill", ()),
        ("Bo Li", "Li and bo and li", ("Li",)),  # two letters written small could be anything
        ("O’Brien & Sons Ltd", "Brien’s sons of the company", ("Brien",)),
        ("Herr Müller", "bei mueller und muller", ("mueller", "muller")),
        ("Frau Mueller", "Müllers sind froh", ("Müllers",)),
        ("Tim O’Brien", "The OBriens, obrien", ("OBriens", "obrien")),
        ("Leah Novak", "#LeahNovak #novakleah leah_novak", ("LeahNovak", "novakleah", "leah", "novak")),
        ("James", "James’ boiler", ("James",)),
        ("Ashdown School", "Our school is warm, says Ashdown School", ("Ashdown", "School")),
    ],
)
def test_a_name_that_is_a_word_too_counts_where_it_is_meant(name: str, text: str, found: tuple[str, ...]) -> None:
    assert telling_words.naming(text, Tells(name)) == found


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\ufe0f", "\u034f"])
def test_letters_that_cannot_be_seen_hide_no_name(unseen: str) -> None:
    assert telling_words.naming(f"No{unseen}vak is happy", WHO) == ("Novak",)
    assert telling_words.naming("Novak is happy", Tells(f"Leah No{unseen}vak")) == ("Novak",)


def test_a_name_in_separate_accents_is_the_same_name() -> None:
    assert telling_words.naming("Le\u0301ah is happy", Tells("Léah Novak")) == ("Léah",)


def test_what_may_be_shown_may_be_written_as_one() -> None:
    assert telling_words.naming("#LeahNovak", Tells("Leah Novak"), "Leah Novak") == ()
    assert telling_words.naming("#LeahNovak", Tells("Leah Novak"), "Leah") == ("LeahNovak",)


REACH = "020 7946 0958\n+49 171 1234567\nln1975@example.org\n112"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 02079460958, or 7946 0958.", ("02079460958", "7946 0958")),
        ("+44 20 7946 0958 and 0044 (0)20-7946-0958", ("+44 20 7946 0958", "0044 (0)20-7946-0958")),
        ("0171/12 34 567 works", ("0171/12 34 567",)),
        ("٠٢٠٧٩٤٦٠٩٥٨", ("٠٢٠٧٩٤٦٠٩٥٨",)),
        ("02\u200b07946\u00ad0958", ("0207946 0958".replace(" ", ""),)),
        ("Write to <LN1975@Example.org>.", ("LN1975@Example.org",)),
        ("xln1975@example.org, ln1975@example.org.uk, ln1975", ()),
        ("020 7946 0959 is another, 112 and 958 are everybody's", ()),
        ("On 20.11.2026 they came, for £12,345,678", ()),
    ],
)
def test_a_number_and_an_address_tell_who_it_is_in_any_writing(text: str, found: tuple[str, ...]) -> None:
    assert telling_words.naming(text, Tells("Otto Lang", reach=REACH, country="GB"), "Otto Lang") == found


def test_what_was_known_before_is_known_now() -> None:
    now = Tells("Leah Smith", "7 New Street\nYork", "07700 900123")
    both = now.and_before("Leah Novak\nLeah Smith", "Harrow", "ln@example.org")
    assert both == Tells("Leah Smith\nLeah Novak", "7 New Street\nYork\nHarrow", "07700 900123\nln@example.org")
    assert telling_words.naming("Novak, Smith, York, Harrow", both) == ("Novak", "Smith", "York", "Harrow")


def test_a_street_first_in_a_sentence_is_a_word() -> None:
    assert telling_words.naming("Mill noise is gone", Tells("Otto Lang", "3 Mill Lane")) == ()
