"""Something noticed, from the job's page on: photo, partner and consent in few clicks, and nothing leaves before."""

from collections.abc import Callable
from datetime import date, datetime
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tests.pictures import TELLS, picture, telling
from tests.ui.stage import Stage
from tradesman.book.customer import ContactKind
from tradesman.book.enquiry import CameBy
from tradesman.book.finding import Finding, HowSoon
from tradesman.book.job import Job
from tradesman.book.message import Message, Way
from tradesman.book.partner import Referral
from tradesman.book.photo import Photo
from tradesman.book.store import Book
from tradesman.services import businesses, customers, enquiries, findings, followups, jobs, partners, photos
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.pages.job_page import JobPage
from tradesman.ui.parts.finding_photos import FindingPhotos
from tradesman.ui.parts.marked_text import MarkedText
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme

FILES = ("a" * 64 + ".jpg", "b" * 64 + ".jpg")
MOST_CLICKS = 6


class Chooses(Pickers):
    """Somebody who has chosen a picture."""

    def __init__(self, *files: Path) -> None:
        self.chosen = list(files)

    def files(self, _parent: QWidget, _title: str, _folder: Path, _kinds: str) -> list[Path]:
        return self.chosen


@pytest.fixture
def stage(qtbot: QtBot, book: Book, now: datetime, theme: Theme) -> Stage:
    return Stage(qtbot, book, now, theme)


@pytest.fixture
def bare_id(book: Book, now: datetime) -> UUID:
    """Ruth's job without a photo, and two partners: one who pays, one whose insurance has ended."""
    with book.write("Job", now) as session:
        mason = {"bonus_minor": 6000, "discount_bp": 1000, "contact": "Joe Harker", "email": "joe@example.org"}
        partners.add(session, "Harker Masonry", "Chimneys, pointing", **mason)
        partners.add(session, "Lowther Glazing", "Windows", insured_until_on=date(2026, 11, 3))
        customer = customers.add(session, "Ruth Okafor", phone="07700 900123", address="27 Station Road")
        enquiry = enquiries.log(session, customer.id, "Dormer leaks", CameBy.PHONE, answered_live=True)
        job = jobs.take_on(session, enquiry.id, "Re-roof the dormer")
        return job.id


@pytest.fixture
def job_id(book: Book, now: datetime, bare_id: UUID) -> UUID:
    """The same job with two photos."""
    with book.write("Photos", now) as session:
        photos.add_all(session, session.load(Job, bare_id).customer_id, FILES, job_id=bare_id)
    return bare_id


@pytest.fixture
def clicks(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was clicked."""
    made: list[str] = []
    click: Callable[[str], None] = stage.click

    def counted(name: str) -> None:
        made.append(name)
        click(name)

    monkeypatch.setattr(stage, "click", counted)
    return made


def begin(stage: Stage, job_id: UUID) -> None:
    """The job's page, and on it the sheet with nothing typed yet."""
    if stage.page is None:
        stage.show(JobPage, job_id)
    stage.click("job_finding")


def found(stage: Stage, job_id: UUID) -> list[Finding]:
    return stage.desk.ask(findings.of_job, job_id)


def shown_by(stage: Stage, finding: Finding) -> list[str]:
    every = stage.desk.ask(photos.of_customer, finding.customer_id)
    return sorted(photo.file for photo in every if photo.finding_id == finding.id)


@pytest.mark.qt_log_ignore("This plugin does not support", "qt.gui.imageio", extend=True)
def test_photo_partner_and_consent_take_at_most_six_clicks(
    stage: Stage, bare_id: UUID, clicks: list[str], tmp_path: Path
) -> None:
    begin(stage, bare_id)
    adding: FindingPhotos = stage.window.findChildren(FindingPhotos)[-1]
    adding.adder.pickers = Chooses(picture(tmp_path / "mortar.png"))
    with stage.qtbot.waitSignal(adding.adder.ended):
        stage.click("finding_photo_add")
    clicks += ["mortar.png", "Open"]  # in the system's own window
    stage.write("what", "Chimney pointing crumbles")
    stage.write("plain_words", "The mortar is soft")
    stage.click("finding_consent")
    stage.click("main")
    assert len(clicks) <= MOST_CLICKS
    [finding] = found(stage, bare_id)
    assert (finding.what, finding.plain_words) == ("Chimney pointing crumbles", "The mortar is soft")
    assert len(shown_by(stage, finding)) == 1
    [row] = stage.desk.ask(partners.ledger)
    referral = stage.desk.ask(lambda session: session.load(Referral, row.id))
    assert (row.partner, referral.finding_id, referral.consent_at) == ("Harker Masonry", finding.id, stage.now)
    assert referral.handed_over_at is None
    assert stage.sees("handover_sheet")
    stage.click("main")
    assert stage.desk.ask(lambda session: session.load(Referral, row.id)).handed_over_at == stage.now
    assert not stage.sees("job_hand_over_0")


@pytest.mark.qt_log_ignore("This plugin does not support", "qt.gui.imageio", extend=True)
def test_where_the_words_name_no_trade_nobody_is_chosen_beforehand(
    stage: Stage, bare_id: UUID, clicks: list[str], tmp_path: Path, clipboard: QClipboard
) -> None:
    begin(stage, bare_id)
    assert stage.words("main") == "Tell Ruth"  # nothing is said yet
    stage.write("what", "Chimney crumbles")
    assert stage.words("main") == "Recommend Harker Masonry"
    stage.write("plain_words", "The mortar is soft")  # the customer's words need not name it as well
    assert stage.words("main") == "Recommend Harker Masonry"
    stage.write("what", "Wasps' nest in the eaves")
    stage.write("plain_words", "It should be seen to")
    assert (stage.words("main"), stage.sees("finding_consent")) == ("Tell Ruth", False)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture(tmp_path / "nest.png")))])
    clipboard.setMimeData(mime)
    adding: FindingPhotos = stage.window.findChildren(FindingPhotos)[-1]
    with stage.qtbot.waitSignal(adding.adder.ended):
        stage.qtbot.keyClick(stage.find("what"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    for name in ("finding_choice_1", "finding_consent", "main"):
        stage.click(name)
    assert len(clicks) <= MOST_CLICKS
    [row] = stage.desk.ask(partners.ledger)
    assert row.partner == "Lowther Glazing"


def test_the_yes_names_all_that_the_partner_gets(stage: Stage, job_id: UUID) -> None:
    begin(stage, job_id)
    stage.write("what", "Chimney crumbles")
    said = stage.words("finding_consent")
    assert said == "Ruth agreed that I pass on name, number, e-mail, address, what I saw and its photos"


def test_nothing_leaves_before_the_customer_agreed_and_it_is_said_why(stage: Stage, job_id: UUID) -> None:
    begin(stage, job_id)
    stage.write("what", "Chimney crumbles")
    assert not stage.find("main").isEnabled()
    assert "nothing goes to Harker Masonry before Ruth agrees" in stage.words("finding_why")
    stage.qtbot.keyClick(stage.find("what"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert found(stage, job_id) == []
    stage.click("finding_consent")
    assert stage.words("finding_asked") == "asked 20 Nov"
    assert stage.find("main").isEnabled()
    assert not stage.sees("finding_why")


def test_the_fee_can_be_reworded_and_not_left_out(stage: Stage, job_id: UUID) -> None:
    begin(stage, job_id)
    stage.write("what", "Chimney crumbles")
    stage.click("finding_consent")
    stage.write("finding_fee", "")
    assert not stage.find("main").isEnabled()
    assert "it cannot be left out" in stage.words("finding_why")
    stage.click("finding_write")
    assert not stage.sees("words")
    assert stage.window.focusWidget().objectName() == "finding_fee"
    stage.write("finding_fee", "They pay me 60 pounds.")
    assert stage.find("main").isEnabled()
    stage.click("finding_write")
    assert stage.find("words").value().endswith("Shall I ask them to ring you?\n\nThey pay me 60 pounds.")


def sent(stage: Stage) -> list[Message]:
    return stage.desk.ask(lambda session: list(session.exec(select(Message)).all()))


def test_the_message_goes_as_a_text_and_tells_the_customer(
    stage: Stage, job_id: UUID, links: list[str], clicks: list[str]
) -> None:
    begin(stage, job_id)
    stage.write("what", "Chimney crumbles")
    stage.write("plain_words", "The mortar is soft")
    stage.click("finding_write")
    assert not found(stage, job_id)  # nothing is kept before it is sent
    stage.click("text")
    assert links[0].startswith("sms:")
    assert "Harker%20Masonry" in links[0]
    assert "For%20openness" in links[0]
    stage.click("main")
    assert len(clicks) <= MOST_CLICKS
    [finding] = found(stage, job_id)
    assert (finding.told_at, finding.plain_words) == (stage.now, "The mortar is soft")
    [message] = sent(stage)
    assert (message.way, message.to, message.customer_id) == (Way.TEXT, "07700 900123", finding.customer_id)
    assert "For openness: they pay me a small fee, your price does not change." in message.words
    assert stage.desk.ask(partners.ledger) == []  # nothing goes to the partner before the yes
    assert not stage.sees("finding_write")
    stage.click("job_recommend_0")
    assert stage.find("what").value() == "Chimney crumbles"


def test_the_message_goes_by_e_mail_with_the_photos(
    stage: Stage, job_id: UUID, tmp_path: Path, links: list[str]
) -> None:
    customer_id = stage.desk.ask(lambda session: session.load(Job, job_id)).customer_id
    stage.desk.do(customers.add_contact, customer_id, ContactKind.EMAIL, "ruth@example.org", label="Address")
    for file in FILES:
        telling(stage.desk.book.photos / file)
    begin(stage, job_id)
    stage.write("what", "Chimney crumbles")
    stage.click("finding_photo_0")
    stage.click("finding_consent")
    stage.click("finding_write")
    sheet = stage.window.findChildren(MessageDialog)[-1]
    stage.qtbot.waitUntil(lambda: sheet.files.ready)
    stage.choose("to", 0)
    stage.click("mail")
    draft = message_from_bytes(Path(QUrl(links[0]).toLocalFile()).read_bytes(), policy=SMTP)
    assert draft["Subject"] == "Something I noticed"
    [photo] = draft.iter_attachments()
    assert photo.get_filename() == "Photo 1.jpg"
    assert [said for said in TELLS if said in photo.get_content()] == []
    stage.click("main")
    assert stage.words("finding_kept") == "Ruth has the message"  # the yes is there already, and it goes on
    [finding] = found(stage, job_id)
    assert len(shown_by(stage, finding)) == 1
    stage.click("main")
    [row] = stage.desk.ask(partners.ledger)
    assert stage.desk.ask(lambda session: session.load(Referral, row.id)).finding_id == finding.id
    assert len(found(stage, job_id)) == 1


def test_what_i_earn_cannot_be_taken_out_of_the_message(stage: Stage, job_id: UUID) -> None:
    begin(stage, job_id)
    stage.write("what", "Chimney crumbles")
    stage.click("finding_write")
    stage.write("words", "Shall I ask Harker Masonry to ring you?")
    assert stage.words("lacking").startswith("Put back what you earn: “For openness: they pay me a small fee")
    for name in ("text", "main"):
        assert not stage.find(name).isEnabled()
    stage.write("words", "Shall I? For openness: they pay me a small fee,  your price does not change. Ask me.")
    assert not stage.sees("lacking")
    assert stage.find("main").isEnabled()
    stage.choose("template", "free")
    assert stage.sees("own_kept")


def test_a_message_that_was_left_comes_back_for_the_same_partner_only(stage: Stage, job_id: UUID) -> None:
    begin(stage, job_id)
    stage.write("what", "Chimney crumbles")
    stage.click("finding_write")
    stage.write(
        "words", "Ruth, a mason should look. For openness: they pay me a small fee, your price does not change."
    )
    stage.press(Qt.Key.Key_Escape)
    assert found(stage, job_id) == []
    stage.click("finding_write")
    assert stage.find("words").value().startswith("Ruth, a mason should look.")
    stage.press(Qt.Key.Key_Escape)
    stage.click("finding_choice_1")
    stage.click("finding_write")
    assert "I trust Lowther Glazing with it." in stage.find("words").value()
    assert "For openness" not in stage.find("words").value()


def test_without_words_there_is_nothing_to_write(stage: Stage, job_id: UUID) -> None:
    begin(stage, job_id)
    stage.click("finding_write")
    assert not stage.sees("words")
    assert stage.sees("finding_write")


def test_filled_fields_are_marked_and_own_words_stay(stage: Stage, job_id: UUID) -> None:
    begin(stage, job_id)
    message: MarkedText = stage.find("finding_message")
    stage.write("what", "Chimney crumbles")
    stage.write("by_on", "4 Dec")
    assert "Chimney crumbles. It is outside my job, and best done by Friday 4 December." in message.value()
    assert {"greeting", "seen", "partner", "saves", "soon"} <= message.filled()
    stage.write("finding_message", "Ruth, look at the chimney please.")
    stage.write("plain_words", "The mortar is soft")
    assert message.value() == "Ruth, look at the chimney please."
    stage.click("finding_choice_1")
    assert "I trust Lowther Glazing with it." in message.value()


def test_papers_that_have_ended_are_said_at_the_choice(stage: Stage, job_id: UUID) -> None:
    begin(stage, job_id)
    assert "Insurance ended Tue 3 Nov" in stage.find("finding_choice_1").accessibleName()


def test_a_bonus_that_may_not_be_lawful_is_warned_of(stage: Stage, job_id: UUID) -> None:
    mason = next(row.partner for row in stage.desk.ask(partners.rows) if row.partner.pays)
    stage.desk.do(partners.change, mason.id, fee_note="No fees for chimney sweeps here", label="Noted")
    begin(stage, job_id)
    stage.write("what", "Chimney crumbles")
    assert "No fees for chimney sweeps here" in stage.words("finding_warning")
    stage.click("finding_choice_1")
    assert not stage.sees("finding_warning")


def test_leaving_keeps_a_draft_without_the_yes(stage: Stage, job_id: UUID) -> None:
    begin(stage, job_id)
    stage.write("what", "Chimney crumbles")
    stage.write("by_on", "4 Dec")
    stage.click("finding_photo_1")
    stage.click("finding_remind")
    stage.click("finding_consent")
    stage.press(Qt.Key.Key_Escape)
    assert found(stage, job_id) == []
    begin(stage, job_id)
    assert stage.find("what").value() == "Chimney crumbles"
    assert stage.find("by_on").value() == date(2026, 12, 4)
    assert not stage.find("finding_remind").value()
    assert not stage.find("finding_consent").value()  # a yes is of its day
    assert stage.words("finding_kept") == "This is a draft, nothing is saved yet"
    stage.click("finding_save")
    [finding] = found(stage, job_id)
    assert (finding.by_on, finding.told_at, len(shown_by(stage, finding))) == (date(2026, 12, 4), None, 1)
    begin(stage, job_id)
    assert stage.find("what").value() == ""


def test_a_draft_that_makes_no_sense_is_forgotten_and_one_can_be_discarded(stage: Stage, job_id: UUID) -> None:
    stage.desk.drafts.keep(f"finding/{job_id}", {"seen": {"by_on": "someday"}})
    begin(stage, job_id)
    assert stage.find("what").value() == ""
    stage.write("what", "Ivy")
    stage.press(Qt.Key.Key_Escape)
    begin(stage, job_id)
    stage.click("finding_discard")
    assert stage.desk.drafts.get(f"finding/{job_id}") is None


def test_no_reminder_is_made_where_none_is_wanted(stage: Stage, job_id: UUID) -> None:
    begin(stage, job_id)
    stage.write("what", "Chimney crumbles")
    assert stage.words("finding_remind_day") == "Fri 4 Dec"
    for name in ("finding_remind", "finding_consent", "main"):
        stage.click(name)
    [row] = stage.desk.ask(partners.ledger)
    assert stage.desk.ask(followups.of_subject, row.id) == []


def test_without_a_partner_the_customer_is_just_told(stage: Stage, job_id: UUID) -> None:
    begin(stage, job_id)
    stage.write("what", "Window misted up")
    stage.click("finding_choice_2")
    assert not stage.sees("finding_consent")
    assert stage.words("main") == "Tell Ruth"
    stage.click("how_soon-now")
    stage.click("main")
    [finding] = found(stage, job_id)
    assert (finding.how_soon, finding.told_at) == (HowSoon.NOW, stage.now)
    assert stage.desk.ask(partners.ledger) == []


def test_what_was_not_said_is_asked_for(stage: Stage, job_id: UUID) -> None:
    begin(stage, job_id)
    stage.click("finding_save")
    assert found(stage, job_id) == []
    assert stage.sees("finding_save")


def test_whom_the_words_name_comes_forward_until_somebody_is_picked(stage: Stage, job_id: UUID) -> None:
    stage.desk.do(partners.add, "Greenfold Tree Care", "Trees, hedges", label="Added")
    begin(stage, job_id)
    stage.write("what", "Windows misted up")
    assert stage.words("main") == "Recommend Lowther Glazing"
    stage.write("what", "The trees rub the gutter")
    assert stage.words("main") == "Recommend Greenfold Tree Care"
    stage.click("finding_all_partners")
    assert [stage.words(f"finding_choice_{number}") for number in range(4)] == [
        "Greenfold Tree Care",
        "Harker Masonry",
        "Lowther Glazing",
        "Not now, just tell Ruth",
    ]
    stage.click("finding_choice_1")
    stage.write("what", "Windows misted up")
    assert stage.words("main") == "Recommend Harker Masonry"
    stage.click("finding_choice_2")
    stage.press(Qt.Key.Key_Escape)
    begin(stage, job_id)
    assert stage.words("main") == "Recommend Lowther Glazing"


def test_in_the_own_trade_a_quote_comes_first(stage: Stage, job_id: UUID) -> None:
    stage.desk.do(businesses.change, trade="Roofs and gutters", label="Trade")
    begin(stage, job_id)
    stage.write("what", "Chimney crumbles")
    assert not stage.sees("finding_quote_first")
    stage.write("what", "Gutter sags")
    stage.click("finding_quote_first")
    assert stage.places[-1][0] == "quote"
    [finding] = found(stage, job_id)
    assert finding.own_trade


@pytest.mark.qt_log_ignore("This plugin does not support", "qt.gui.imageio", extend=True)
def test_a_picture_that_is_added_is_chosen_and_stays_with_the_job(stage: Stage, job_id: UUID, tmp_path: Path) -> None:
    begin(stage, job_id)
    adding: FindingPhotos = stage.window.findChildren(FindingPhotos)[-1]
    adding.adder.pickers = Chooses(picture(tmp_path / "mortar.png"))
    stage.write("what", "Mortar")
    with stage.qtbot.waitSignal(adding.adder.ended):
        stage.click("finding_photo_add")
    QApplication.processEvents()
    [added] = adding.value()
    stage.click("finding_save")
    photo = stage.desk.ask(lambda session: session.load(Photo, added))
    [finding] = found(stage, job_id)
    assert (photo.job_id, photo.finding_id) == (job_id, finding.id)


@pytest.mark.qt_log_ignore("This plugin does not support", "qt.gui.imageio", extend=True)
def test_a_picture_can_be_pasted_into_a_field(
    stage: Stage, job_id: UUID, tmp_path: Path, clipboard: QClipboard
) -> None:
    begin(stage, job_id)
    adding: FindingPhotos = stage.window.findChildren(FindingPhotos)[-1]
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture(tmp_path / "mortar.png")))])
    clipboard.setMimeData(mime)
    with stage.qtbot.waitSignal(adding.adder.ended):
        stage.qtbot.keyClick(stage.find("what"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(adding.value()) == 1
    assert stage.find("what").value() == ""
    stage.press(Qt.Key.Key_Escape)
