"""Drafts: every occasion's words are filled with what the book knows, and what it does not know is listed."""

from datetime import date, datetime, time
from functools import partial
from uuid import UUID

import pytest

from tests.owner import Owner
from tradesman.book.customer import Customer
from tradesman.book.errors import BookError
from tradesman.book.followup import Purpose
from tradesman.book.job import Job
from tradesman.book.message import MessageTemplate
from tradesman.book.partner import Referral
from tradesman.book.store import Book, Session
from tradesman.documents import drafts, message_days, paper_words, wording
from tradesman.documents.wording import WordingError
from tradesman.services import businesses, findings, jobs, message_words, partners, visits
from tradesman.services.messages import Occasion

ALL = [*Purpose, *Occasion]


@pytest.fixture
def owner(book: Book, now: datetime) -> Owner:
    return Owner(book, now)


def customer_of(owner: Owner) -> UUID:
    return owner.all(Customer)[0].id


@pytest.mark.parametrize("occasion", ALL)
def test_the_words_that_ship_can_be_filled_and_keep_the_manners(occasion: Purpose | Occasion) -> None:
    row = message_words.shipped()[occasion]
    drafts.check(occasion, row.subject, row.words)
    for values in (drafts.SAMPLES, dict.fromkeys(drafts.SAMPLES, "")):
        text = wording.read(row.words).fill(values).text
        assert "!" not in text + row.subject
        assert text.count("?") <= 1
        assert "\n\n\n" not in text or occasion == Occasion.FREE
    filled = wording.read(row.words).fill(drafts.SAMPLES)
    assert not filled.missing
    assert not wording.read(row.subject).fill(drafts.SAMPLES, one_line=True).missing
    if occasion not in (Occasion.RECOMMEND, Occasion.OPENNESS):
        assert filled.text.startswith("Hello Daniel,\n\n")
        assert filled.text.endswith("\n\nKind regards\nSam Rowan")


def test_every_field_has_words_and_a_sample() -> None:
    assert set(drafts.SAMPLES) == {*drafts.FIELDS, *drafts.OF_A_JOB, *drafts.OF_A_FINDING, *drafts.OF_A_BONUS}
    assert all(says and sample for says, sample in drafts.FIELDS.values())


def test_the_visit_says_day_and_time(owner: Owner) -> None:
    enquiry = owner.enquiry()
    visit = owner.do(visits.book, enquiry, date(2026, 11, 25), time(9, 30))
    customer = customer_of(owner)
    draft = owner.ask(drafts.draft, Purpose.CONFIRM_VISIT, customer)
    assert "I will come on Wednesday 25 November at 09:30. Does" in draft.words.text
    assert draft.missing == draft.unknown == ()
    owner.at("2026-11-24")
    assert "come tomorrow at 09:30" in owner.ask(drafts.draft, Purpose.CONFIRM_VISIT, customer).words.text
    owner.at("2026-11-25", "08:00")
    asked = owner.asked(visit.id)[Purpose.CONFIRM_VISIT]
    draft = owner.ask(drafts.draft, Purpose.CONFIRM_VISIT, customer, followup_id=asked.id)
    assert "come today at 09:30" in draft.words.text
    assert "running late for 09:30 and" in owner.ask(drafts.draft, Occasion.RUNNING_LATE, customer).words.text
    late = owner.ask(drafts.draft, Occasion.RUNNING_LATE, customer, given={"late_by": "20 minutes"})
    assert "running about 20 minutes late for 09:30 and" in late.words.text
    at_door = owner.ask(drafts.draft, Occasion.AT_YOUR_DOOR, customer).words.text
    assert "I was at your door today at 09:30 and must have missed you." in at_door


def test_what_is_not_known_is_listed(owner: Owner) -> None:
    owner.accepted()
    draft = owner.ask(drafts.draft, Purpose.CONFIRM_START, customer_of(owner))
    assert "I will begin the work (“New boiler”) [when]." in draft.words.text
    assert draft.missing == ("when",)


def test_a_quote_says_its_number_and_how_long_it_holds(owner: Owner) -> None:
    owner.given()
    draft = owner.ask(drafts.draft, Purpose.OFFER_TO_RENEW, customer_of(owner))
    assert draft.missing == ()
    assert "my quote (“New boiler”). Its prices hold until " in draft.words.text
    assert owner.ask(drafts.draft, Purpose.HIDDEN_SLOT, customer_of(owner)).subject.text == "Quote 0001"


def test_the_thank_you_carries_the_review_link_if_there_is_one(owner: Owner) -> None:
    job = owner.completed()
    thanks = owner.asked(job)[Purpose.THANK_YOU]
    place = (Purpose.THANK_YOU, customer_of(owner))
    assert "http" not in owner.ask(drafts.draft, *place, followup_id=thanks.id).words.text
    owner.do(businesses.change, review_link="https://r.example")
    assert "here: https://r.example\n\nKind" in owner.ask(drafts.draft, *place, followup_id=thanks.id).words.text


TITLES = {
    "Dripping kitchen tap": "Dripping kitchen tap",
    "consumer unit upgrade": "consumer unit upgrade",
    "The boiler drips. It is wet.": "The boiler drips. It is wet",
    'The “old” gate\nand the "new" one': 'The ‘old’ gate and the "new" one',
    "Gutters, " * 40: f"{'Gutters, ' * 13}…".replace(", …", ",…"),
    "x" * 300: f"{'x' * 119}…",
    "": "",
}


@pytest.mark.parametrize("what", TITLES)
def test_what_it_is_about_fits_into_quotation_marks(what: str) -> None:
    said = drafts.titled(what)
    assert said == TITLES[what]
    assert len(said) <= drafts.LONGEST_TITLE


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("occasion", ALL)
def test_whatever_it_is_called_stands_in_quotation_marks(occasion: str, language: str) -> None:
    row, samples = message_words.shipped(language)[occasion], drafts.samples_in(language)
    first, last = ("“", "”") if language == "en" else ("„", "“")
    for what in TITLES:
        said = drafts.titled(what)
        fields = samples | {"what": said}
        for template in (row.subject, row.words):
            filled = wording.read(template).fill(fields)
            text = filled.text
            assert not filled.missing
            for span in filled.spans:
                if span.field == "what":
                    assert (text[span.start - 1], text[span.end]) == (first, last)
            assert not said or text.count(said) == sum(span.field == "what" for span in filled.spans)


def test_a_name_with_braces_is_only_a_name(owner: Owner) -> None:
    name = "{{ sender }}{% if what %}<b>x</b>"
    customer = owner.customer(name)
    draft = owner.ask(drafts.draft, Occasion.FREE, customer)
    assert draft.words.text.startswith("Hello {{,\n")
    draft = owner.ask(drafts.draft, Occasion.FREE, owner.customer("x", greeting=name))
    assert draft.words.text.startswith(f"Hello {name},\n")
    assert draft.missing == ()


def test_own_words_are_checked_before_they_are_kept(owner: Owner) -> None:
    owner.do(drafts.change, Purpose.THANK_YOU, "Thanks,\n{{ greeting }}", "Thank you for {{ what }}.")
    owner.completed()
    draft = owner.ask(drafts.draft, Purpose.THANK_YOU, customer_of(owner))
    assert (draft.subject.text, draft.words.text) == ("Thanks, Leah", "Thank you for New boiler.")
    for subject, words, fault in (
        ("", "{{ dya }}", "Nobody knows what to write for dya. Nothing was changed"),
        ("{{ seen }}", "Hello", "what to write for seen"),
        ("", "{{ a + b }}", "Line 1: this is not allowed"),
        ("{% if %}", "Hello", "Line 1 cannot be read"),
        ("", "", "There are no words"),
    ):
        with pytest.raises(BookError, match=fault):
            owner.do(drafts.change, Purpose.THANK_YOU, subject, words)
    assert len(owner.all(MessageTemplate)) == 1


def keep_unchecked(session: Session, subject: str, words: str) -> None:
    session.add(MessageTemplate(occasion="thank_you", subject=subject, words=words))


def test_words_that_can_no_longer_be_read_give_way(owner: Owner) -> None:
    owner.completed()
    owner.do(keep_unchecked, "", "{% for x in y %}")
    draft = owner.ask(drafts.draft, Purpose.THANK_YOU, customer_of(owner))
    assert draft.words.text.startswith("Hello Leah,\n\nThank you for trusting me with the work (“New boiler”).")


def test_fields_that_nobody_knows_are_listed_before_sending(owner: Owner) -> None:
    owner.completed()
    owner.do(keep_unchecked, "{{ later }}", "{{ later }} {{ greeting }}")
    draft = owner.ask(drafts.draft, Purpose.THANK_YOU, customer_of(owner))
    assert draft.unknown == draft.missing == ("later",)


def test_a_result_that_is_too_long_for_any_words_leaves_none(owner: Owner) -> None:
    customer = owner.customer("x", greeting="x" * 20_001)
    draft = owner.ask(drafts.draft, Occasion.FREE, customer)
    assert (draft.words.text, draft.missing) == ("", ())


# Openness


def test_whoever_recommends_says_what_is_earned(owner: Owner) -> None:
    ruth = owner.customer("Ruth Okafor")
    words, openness = owner.ask(drafts.recommendation, ruth, "The mortar is soft.", "Harker Masonry", "10% off")
    assert words.text == (
        "Hello Ruth, while working for you I saw something: The mortar is soft. It is outside my job. I trust Harker"
        " Masonry with it. You get 10% off if you mention me. Shall I ask them to ring you?"
    )
    assert openness.text == "For openness: they pay me a small fee, your price does not change."
    words, _ = owner.ask(drafts.recommendation, ruth, "The mortar is soft", at_once=True)
    assert words.text.endswith("It is outside my job, and best done at once. Shall I find out who could help?")


def test_a_partner_is_reminded_of_a_bonus(owner: Owner) -> None:
    values = {name: drafts.SAMPLES[name] for name in drafts.known(Occasion.REMIND_PARTNER)}
    subject, words = owner.ask(drafts.reminder, lambda _language: values)
    assert subject.text == "Our bonus for Daniel Hart"
    assert "the bonus of £60 that we agreed has not come yet" in words.text
    assert words.missing == ()


def test_the_fee_can_be_reworded_but_not_removed(owner: Owner) -> None:
    owner.do(drafts.change, Occasion.OPENNESS, "", "{{ partner }} pays me for it.")
    ruth = owner.customer("Ruth Okafor")
    assert owner.ask(drafts.recommendation, ruth, "Soft", "Harker")[1].text == "Harker pays me for it."
    with pytest.raises(BookError, match="There are no words"):
        owner.do(drafts.change, Occasion.OPENNESS, "", " ")
    with pytest.raises(WordingError, match="told what a partner pays"):
        owner.do(drafts.change, Occasion.DECLINE, "", "Ask {{ partner }}.")
    owner.do(drafts.change, Occasion.DECLINE, "", "Ask {{ partner }}.{% if openness %} {{ openness }}{% endif %}")
    owner.do(drafts.change, Purpose.PARTNER_DID_WELL, "", "Did {{ partner }} do well?")


@pytest.mark.parametrize("bonus", [6000, 0])
def test_a_decline_that_names_a_partner_says_what_is_earned(owner: Owner, bonus: int) -> None:
    finding = owner.do(findings.note, owner.accepted(), "Chimney pot cracked", plain_words="It is cracked")
    partner = owner.do(partners.add, "Harker Masonry", "Chimneys", bonus_minor=bonus)
    owner.do(partners.introduce, finding.id, partner.id, consent=True)
    referral = owner.all(Referral)[0].id
    words = owner.ask(drafts.draft, Occasion.DECLINE, customer_of(owner), subject_id=referral).words.text
    assert "I trust Harker Masonry with it." in words
    assert ("For openness: they pay me" in words) is bool(bonus)
    assert "Shall I name somebody" not in words


# Previews


def test_a_preview_is_for_a_customer_or_of_samples(owner: Owner) -> None:
    assert owner.ask(drafts.values_for, Purpose.THANK_YOU, None) == drafts.SAMPLES
    owner.do(jobs.done_and_paid, owner.customer(), "Outside tap", 9500, "Cash")
    customer = customer_of(owner)
    values = owner.ask(drafts.values_for, Purpose.THANK_YOU, customer)
    assert (values["what"], values["customer"], values["quote_number"]) == ("Outside tap", "Leah Novak", "")
    who, subject, words = owner.ask(drafts.seen, Purpose.THANK_YOU, customer)
    assert who == "Leah Novak"
    assert subject.text == "Thank you"
    assert "with the work (“Outside tap”)." in words.text
    values = owner.ask(drafts.values_for, Occasion.RECOMMEND, customer)
    assert (values["greeting"], values["partner"], values["seen"]) == ("Leah", "Harker Masonry", "the mortar is soft")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Hello {{ greeting }},\n\nThank you for {{ what }}.\n\nKind regards", "Thank you for [what]."),
        ("Hello\n\n\n\nKind regards", ""),
        ("One line", "One line"),
        ("{% for %}", "{% for %}"),
    ],
)
def test_what_a_template_says_in_one_line(words: str, said: str) -> None:
    assert drafts.first_words(words) == said


def test_what_recommends_a_partner_keeps_what_the_partner_pays(owner: Owner) -> None:
    job_id = owner.accepted()
    customer = customer_of(owner)
    openly = "For openness: they pay me."
    made = owner.ask(drafts.recommending, customer, job_id, " The mortar is soft. ", openly, "Harker Masonry")
    assert (made.subject.text, made.words.text) == ("Something I noticed", f"The mortar is soft.\n\n{openly}")
    assert (made.facts.partner, made.facts.customer, made.missing) == ("Harker Masonry", "Leah Novak", ())
    assert made.keeps_all("Soft. For openness:\nthey pay me. Shall I?")
    assert not made.keeps_all("The mortar is soft. For openness.")
    told = owner.ask(drafts.recommending, customer, job_id, "The mortar is soft.", "", "")
    assert told.words.text == "The mortar is soft."
    assert told.keeps_all("")


def test_the_plan_is_told_with_the_finish_only_as_long_as_it_can_be_kept(owner: Owner) -> None:
    job_id = owner.accepted()
    customer = owner.get(Job, job_id).customer_id
    days = [date(2026, 11, 23), date(2026, 11, 24)]
    owner.do(jobs.plan, job_id, days, date(2026, 11, 25))

    def said() -> str:
        return owner.ask(drafts.draft, Occasion.DAYS_MOVED, customer, subject_id=job_id).words.text

    assert "the last day is Tuesday 24 November. I promise to be finished on Wednesday 25 November." in said()
    owner.do(jobs.plan, job_id, [*days, date(2026, 11, 26)])
    assert "the last day is Thursday 26 November. Does that suit you?" in said()


def test_each_occasion_has_its_fields() -> None:
    assert set(drafts.known(Occasion.FREE)) == set(drafts.FIELDS)
    assert set(drafts.known(Occasion.RECOMMEND)) == {"greeting", "partner", "seen", "saves", "soon"}
    assert set(drafts.known(Occasion.OPENNESS)) == {"partner"}


# Languages


@pytest.mark.parametrize("occasion", ALL)
def test_the_german_words_can_be_filled_and_keep_the_manners(occasion: Purpose | Occasion) -> None:
    row, samples = message_words.shipped("de")[occasion], drafts.samples_in("de")
    drafts.check(occasion, row.subject, row.words)
    for values in (samples, dict.fromkeys(samples, "")):
        text = wording.read(row.words).fill(values).text
        assert "!" not in text + row.subject
        assert text.count("?") <= 1
    filled = wording.read(row.words).fill(samples)
    assert not filled.missing
    if occasion == Occasion.REMIND_PARTNER:
        assert filled.text.startswith("Guten Tag Daniel,\n\n")
    elif occasion not in (Occasion.RECOMMEND, Occasion.OPENNESS):
        assert filled.text.startswith("Guten Tag Daniel Hart,\n\n")
        assert filled.text.endswith("\n\nFreundliche Grüße\nSam Rowan")


def test_days_stand_in_the_language_of_the_words(owner: Owner) -> None:
    enquiry = owner.enquiry(owner.customer("Otto Lang", language="de"))
    owner.do(visits.book, enquiry, date(2026, 11, 25), time(9, 30))
    otto = customer_of(owner)
    draft = owner.ask(drafts.draft, Purpose.CONFIRM_VISIT, otto)
    assert draft.language == draft.facts.language == "de"
    assert "Ich komme am Mittwoch, 25. November um 09:30 Uhr zu Ihnen." in draft.words.text
    assert draft.words.text.startswith("Guten Tag Otto Lang,")
    draft = owner.ask(drafts.draft, Purpose.CONFIRM_VISIT, otto, language="en")
    assert "I will come on Wednesday 25 November at 09:30" in draft.words.text
    owner.at("2026-11-24")
    assert "Ich komme morgen um" in owner.ask(drafts.draft, Purpose.CONFIRM_VISIT, otto).words.text


def test_words_in_a_language_that_nobody_wrote_are_english_in_all_their_fields(owner: Owner) -> None:
    enquiry = owner.enquiry(owner.customer("Aino Salo", language="fi"))
    owner.do(visits.book, enquiry, date(2026, 11, 25), time(9, 30))
    draft = owner.ask(drafts.draft, Purpose.CONFIRM_VISIT, customer_of(owner))
    assert draft.language == "en"
    assert "I will come on Wednesday 25 November at 09:30" in draft.words.text


def french(owner: Owner) -> UUID:
    return owner.customer("Luc Martin", language="fr")


def test_words_of_one_s_own_in_a_third_language_have_its_days_and_nothing_in_another(owner: Owner) -> None:
    luc = french(owner)
    owner.do(visits.book, owner.enquiry(luc), date(2026, 11, 25), time(9, 30))
    words = "Bonjour {{ greeting }}, je viens {{ when }} à {{ time }}."
    owner.do(drafts.change, Purpose.CONFIRM_VISIT, "Ma visite", words, "fr")
    draft = owner.ask(drafts.draft, Purpose.CONFIRM_VISIT, luc)
    assert (draft.language, draft.facts.language) == ("fr", "fr")
    assert draft.words.text == "Bonjour Luc, je viens mercredi 25 novembre 2026 à 09:30."
    owner.at("2026-11-25", "08:00")
    assert "today" not in owner.ask(drafts.draft, Purpose.CONFIRM_VISIT, luc).words.text
    given = {
        "late_by": partial(message_days.minutes, 20),
        "promised": partial(drafts.by_day, "Clé.", date(2026, 12, 1)),
    }
    owner.do(drafts.change, Occasion.FREE, "", "{{ late_by }} / {{ promised }}", "fr")
    said = owner.ask(drafts.draft, Occasion.FREE, luc, given=given)
    assert (said.words.text, said.missing) == ("[late by] / Clé, mardi 1 décembre 2026", ("late_by",))


def test_an_update_in_a_third_language_has_only_what_the_owner_wrote(owner: Owner) -> None:
    luc = french(owner)
    job_id = owner.accepted(owner.given(owner.drafted(owner.enquiry(luc, answered_live=True))))
    owner.do(drafts.change, Purpose.PROGRESS_UPDATE, "", "{{ on_time }} {{ from_you }} {{ next }}", "fr")
    draft = owner.ask(drafts.draft, Purpose.PROGRESS_UPDATE, luc, subject_id=job_id)
    assert (draft.language, draft.missing) == ("fr", ("on_time", "from_you", "next"))


def test_what_the_sheet_knows_is_said_in_the_language_of_the_words(owner: Owner) -> None:
    given = {
        "late_by": partial(message_days.minutes, 60),
        "promised": partial(drafts.by_day, "Schlüssel abgeben.", date(2026, 12, 1)),
        "rests": partial(drafts.until_day, "Material fehlt", date(2026, 12, 1)),
    }
    otto = owner.customer("Otto Lang", language="de")

    def said(occasion: Occasion, language: str = "") -> str:
        return owner.ask(drafts.draft, occasion, otto, given=given, language=language).words.text

    assert "Ich verspäte mich um etwa eine Stunde zu unserem Termin und" in said(Occasion.RUNNING_LATE)
    assert "running about an hour late" in said(Occasion.RUNNING_LATE, "en")
    assert "vereinbart haben: Schlüssel abgeben, bis Dienstag, 1. Dezember. Kann" in said(Occasion.THEIR_PROMISE)
    assert "Der Grund: Material fehlt, bis Dienstag, 1. Dezember. Ich" in said(Occasion.JOB_RESTS)
    assert "The reason: Material fehlt, until Tuesday 1 December. I" in said(Occasion.JOB_RESTS, "en")


def test_who_is_recommended_and_who_pays_are_said_in_one_language(owner: Owner) -> None:
    luc = french(owner)
    job_id = owner.accepted(owner.given(owner.drafted(owner.enquiry(luc, answered_live=True))))
    owner.do(
        drafts.change, Occasion.RECOMMEND, "Vu chez vous", "Bonjour {{ greeting }}, {{ seen }}. {{ partner }}?", "fr"
    )

    def told() -> tuple[str, str, drafts.Draft]:
        words, openness = owner.ask(drafts.recommendation, luc, "Le mortier est mou.", "Harker")
        made = owner.ask(drafts.recommending, luc, job_id, words.text, openness.text, "Harker")
        return words.text, openness.text, made

    words, openness, made = told()
    assert (words[:6], openness[:13], made.subject.text) == ("Hello ", "For openness:", "Something I noticed")
    assert (made.language, made.facts.language, made.facts.partner) == ("en", "en", "Harker")
    owner.do(businesses.change, language="de")  # then Germans and the French are written to in German
    words, openness, made = told()
    assert (words[:9], openness[:10], made.language) == ("Guten Tag", "Ganz offen", "de")
    owner.do(drafts.change, Occasion.OPENNESS, "", "{{ partner }} me paie.", "fr")
    words, openness, made = told()
    assert (words, openness) == ("Bonjour Luc, Le mortier est mou. Harker?", "Harker me paie.")
    assert (made.subject.text, made.language, made.facts.language) == ("Vu chez vous", "fr", "fr")


def test_words_that_cannot_say_who_pays_in_their_language_give_way(owner: Owner) -> None:
    luc = french(owner)
    job_id = owner.accepted(owner.given(owner.drafted(owner.enquiry(luc, answered_live=True))))
    finding = owner.do(findings.note, job_id, "Chimney pot cracked", plain_words="It is cracked")
    partner = owner.do(partners.add, "Harker Masonry", "Chimneys", bonus_minor=6000)
    owner.do(partners.introduce, finding.id, partner.id, consent=True)
    referral = owner.all(Referral)[0].id
    owner.do(drafts.change, Occasion.DECLINE, "", "Demandez à {{ partner }}. {{ openness }}", "fr")
    draft = owner.ask(drafts.draft, Occasion.DECLINE, luc, subject_id=referral)
    assert draft.language == "en"
    assert "I trust Harker Masonry with it. For openness: they pay me" in draft.words.text
    owner.do(drafts.change, Occasion.OPENNESS, "", "{{ partner }} me paie.", "fr")
    draft = owner.ask(drafts.draft, Occasion.DECLINE, luc, subject_id=referral)
    assert (draft.language, draft.words.text) == ("fr", "Demandez à Harker Masonry. Harker Masonry me paie.")


def test_a_reminder_is_in_the_language_of_its_words(owner: Owner) -> None:
    owner.do(businesses.change, language="fr")
    asked: list[str] = []

    def values(language: str) -> dict[str, str]:
        asked.append(language)
        return drafts.samples_in(language)

    assert owner.ask(drafts.reminder, values)[0].text == "Our bonus for Daniel Hart"
    assert asked == ["en"]


def test_every_language_has_samples_of_its_own() -> None:
    english, german = (paper_words.of(language, "message")["samples"] for language in ("en", "de"))
    assert set(english) == set(german)
    assert {name: drafts.SAMPLES[name] for name in english if name != "openness"} == {
        name: words for name, words in english.items() if name != "openness"
    }


def test_nouns_of_another_language_keep_their_capitals(owner: Owner) -> None:
    otto = owner.customer("Otto Lang", language="de")
    owner.enquiry(otto, "Wasserhahn tropft")
    draft = owner.ask(drafts.draft, Purpose.WIN_BACK, otto)
    assert "für Ihre Anfrage „Wasserhahn tropft“." in draft.words.text
    given = {"rests": "Material fehlt."}
    assert (
        "muss vorerst ruhen. Der Grund: Material fehlt. Ich"
        in owner.ask(drafts.draft, Occasion.JOB_RESTS, otto, given=given).words.text
    )


def test_a_partner_is_recommended_in_the_customers_language(owner: Owner) -> None:
    otto = owner.customer("Otto Lang", language="de")
    by_on = date(2026, 12, 4)
    words, openness = owner.ask(drafts.recommendation, otto, "Der Mörtel ist weich", "Harker", by_on=by_on)
    assert "und wird am besten bis Freitag, 4. Dezember erledigt. Ich vertraue dafür Harker." in words.text
    assert openness.text.startswith("Ganz offen:")
    assert "am besten sofort" in owner.ask(drafts.recommendation, otto, "Weich", at_once=True)[0].text


def test_own_words_in_one_language_leave_the_others_as_they_are(owner: Owner) -> None:
    otto = owner.customer("Otto Lang", language="de")
    owner.do(drafts.change, Occasion.FREE, "", "Servus {{ greeting }}", "de")
    assert owner.ask(drafts.draft, Occasion.FREE, otto).words.text == "Servus Otto Lang"
    assert owner.ask(drafts.draft, Occasion.FREE, otto, language="en").words.text.startswith("Hello Otto,")
    assert owner.ask(drafts.draft, Occasion.FREE, owner.customer()).words.text.startswith("Hello Leah,")
    with pytest.raises(WordingError, match="Nobody knows"):
        owner.do(drafts.change, Occasion.FREE, "", "{{ gruss }}", "de")


# Hostile words


@pytest.mark.parametrize(
    "secret",
    [
        "password",
        "smtp_user",
        "smtp_password",
        "session",
        "self",
        "config",
        "environ",
        "__class__",
        "customer_id",
        "notes",
    ],
)
def test_no_template_speaks_of_a_secret(owner: Owner, secret: str) -> None:
    owner.do(businesses.change, smtp_host="mail.example.org", smtp_user="canary-user")
    with pytest.raises(WordingError, match=f"Nobody knows what to write for {secret}"):
        drafts.check(Occasion.FREE, "", f"Hello {{{{ {secret} }}}}")
    customer = owner.customer(good_to_know="canary-note")
    owner.do(lambda session: session.add(MessageTemplate(occasion=Occasion.FREE, words=f"x {{{{ {secret} }}}}")))
    draft = owner.ask(drafts.draft, Occasion.FREE, customer)
    assert draft.words.text == f"x [{secret.replace('_', ' ')}]"
    assert draft.unknown == (secret,)


@pytest.mark.parametrize("name", ["<b>Bob</b><img src='file:///etc/passwd'>", "שרה כהן", "{{ sender }}"])
def test_a_name_is_only_ever_text(owner: Owner, name: str) -> None:
    customer = owner.customer("Bob", greeting=name)
    assert owner.ask(drafts.draft, Occasion.FREE, customer).words.text.startswith(f"Hello {name},\n")


def test_control_characters_of_a_name_do_not_reach_a_message(owner: Owner) -> None:
    customer = owner.customer("Bob", greeting="\u202eBob\x00\x1b[31m\x07\u2066")
    assert owner.ask(drafts.draft, Occasion.FREE, customer).words.text.startswith("Hello Bob[31m,\n")
