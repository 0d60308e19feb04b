"""What a partner gets: the sheet, the card, the draft, and nothing that tells where a photo was taken."""

import email
import email.policy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from tests.pictures import telling
from tests.ui.conftest import Hand
from tests.ui.papers import settle
from tradesman.book import album
from tradesman.book.enquiry import CameBy
from tradesman.book.finding import HowSoon
from tradesman.book.partner import Referral
from tradesman.services import customers, enquiries, finding_sheets, jobs, partners, photos
from tradesman.services.finding_sheets import Seen
from tradesman.ui import partner_handouts
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.handover_dialog import HandoverDialog
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme

Show = Callable[..., Hand]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "qt.gui.imageio", extend=True)


class Saves(Pickers):
    """Somebody who has chosen where."""

    def __init__(self, file: Path | None) -> None:
        self.target = file
        self.proposed = ""

    def new_file(self, _parent: QWidget, _title: str, proposed: Path, _kinds: str) -> Path | None:
        self.proposed = proposed.name
        return self.target


@pytest.fixture
def referral_id(desk: Desk, tmp_path: Path) -> UUID:
    """Ruth, sent to the mason with a photo that tells where it was taken."""
    file = album.keep(desk.book.photos, telling(tmp_path / "mortar.jpg"))
    with desk.book.write("Sent", desk.now) as session:
        mason = partners.add(session, "Harker Masonry", "Chimneys", contact="Joe", email="joe@example.org")
        customer = customers.add(session, "Ruth Okafor", phone="07700 900123", address="27 Station Road")
        session.flush()
        enquiry = enquiries.log(session, customer.id, "Dormer leaks", CameBy.PHONE, answered_live=True)
        job = jobs.take_on(session, enquiry.id, "Re-roof the dormer")
        session.flush()
        photo = photos.add(session, customer.id, file, job_id=job.id)
        session.flush()
        seen = Seen(job.id, "Chimney crumbles", HowSoon.NOW, "The mortar is soft", date(2026, 12, 4), (photo.id,))
        return finding_sheets.recommend(session, seen, mason.id, consent=True).id


@pytest.fixture
def opened(desk: Desk, theme: Theme, show: Show, referral_id: UUID) -> Callable[..., Hand]:
    def make(**rest: Any) -> Hand:
        hand = show()
        HandoverDialog(hand.window, desk, theme, referral_id, **rest)
        return hand

    return make


def said(hand: Hand) -> str:
    return " ".join(label.text() for label in hand.sheet().findChildren(QLabel) if label.isVisible())


def test_everything_that_leaves_stands_in_the_sheet_to_be_read(opened: Callable[..., Hand]) -> None:
    words = said(opened())
    for part in ("Ruth Okafor", "07700 900123", "27 Station Road", "The mortar is soft", "Now, by Fri 4 Dec"):
        assert part in words
    assert "1, without where it was taken" in words


def test_it_is_marked_when_the_partner_has_it(opened: Callable[..., Hand], desk: Desk, referral_id: UUID) -> None:
    hand = opened()
    hand.press("main")
    assert desk.ask(lambda session: session.load(Referral, referral_id)).handed_over_at == desk.now
    assert hand.no_sheet()


def test_the_card_is_saved_under_a_name_that_tells_nobody(opened: Callable[..., Hand], tmp_path: Path) -> None:
    saves = Saves(tmp_path / "card.vcf")
    hand = opened(pickers=saves)
    hand.press("handover_card")
    assert saves.proposed == "Customer.vcf"
    assert b"FN:Ruth Okafor\r\n" in (tmp_path / "card.vcf").read_bytes()
    hand.press("handover_card")
    assert "There is something at" in said(hand)


def test_the_sheet_and_the_draft_tell_nothing_of_where_a_photo_was_taken(
    opened: Callable[..., Hand], desk: Desk, referral_id: UUID, links: list[str]
) -> None:
    hand = opened()
    hand.press("handover_sheet")
    settle(desk)
    hand.press("paper_mail")
    [file] = (Path(link.removeprefix("file://")) for link in links)
    draft: Any = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert draft["To"] == "joe@example.org"
    assert "Ruth" not in draft["Subject"]
    files = {part.get_filename(): part.get_content() for part in draft.iter_attachments()}
    assert set(files) == {"Hand over.pdf", "Customer.vcf"}
    content = partner_handouts.handover(desk, referral_id).make().content
    assert files["Hand over.pdf"] == content
    for trace in (b"Exif", b"GPS", b"51.5"):
        assert trace not in content


def test_without_an_address_no_draft_is_written(opened: Callable[..., Hand], desk: Desk, links: list[str]) -> None:
    [row] = desk.ask(partners.rows)
    desk.do(partners.change, row.partner.id, email="", label="Changed")
    hand = opened()
    hand.press("handover_sheet")
    settle(desk)
    hand.press("paper_mail")
    assert "no e-mail address for Harker Masonry" in said(hand)
    assert links == []
