"""Pictures of every page and sheet of the sample book, at a fixed moment: `python -m tests.shots DIR`."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QWidget

from tests import gallery, gallery_more
from tests.loop import settle
from tradesman import paths, sample, settings
from tradesman.app import App
from tradesman.book.enquiry import CameBy, EnquiryKind
from tradesman.book.followup import Channel, Event
from tradesman.book.job import JobKind
from tradesman.book.message import Way
from tradesman.book.outbox import MailState
from tradesman.book.plan import WorksheetKind
from tradesman.book.quote import AcceptedBy, Quote
from tradesman.book.store import Session
from tradesman.exchange.testimonial_exports import Kind as Written
from tradesman.services import (
    answers,
    answers_sent,
    bookings,
    businesses,
    checklists,
    costs,
    customers,
    directory,
    enquiries,
    job_sheets,
    jobs,
    mailing,
    materials,
    messages,
    overviews,
    partners,
    playbooks,
    presentations,
    question_lists,
    quote_sheets,
    quotes,
    rule_changes,
    testimonials,
    timelines,
    today,
    variations,
    win_backs,
    words_to_come,
)
from tradesman.services.messages import Occasion
from tradesman.services.piles import Pile
from tradesman.services.playbooks import OwnWords
from tradesman.services.question_lists import Where
from tradesman.services.worth_asking import Question
from tradesman.ui import backing_up, jump, logo, quote_handout
from tradesman.ui.dialogs.about_dialog import AboutDialog
from tradesman.ui.dialogs.book_visit_dialog import MoveVisitDialog
from tradesman.ui.dialogs.consent_dialog import ReleaseDialog
from tradesman.ui.dialogs.decline_dialog import DeclineDialog
from tradesman.ui.dialogs.done_for_dialog import DoneForDialog
from tradesman.ui.dialogs.enquiry_dialog import EnquiryDialog
from tradesman.ui.dialogs.feedback_dialog import FeedbackDialog
from tradesman.ui.dialogs.finish_moved_dialog import FinishAgreedDialog, FinishMovedDialog
from tradesman.ui.dialogs.follow_up_dialog import FollowUpCallDialog
from tradesman.ui.dialogs.handover_dialog import HandoverDialog
from tradesman.ui.dialogs.import_prices_dialog import ImportPricesDialog
from tradesman.ui.dialogs.job_state_dialog import CallOffDialog, PauseDialog
from tradesman.ui.dialogs.keys_dialog import KeysDialog
from tradesman.ui.dialogs.mail_password_dialog import MailPasswordDialog
from tradesman.ui.dialogs.make_book_dialog import MakeBookDialog
from tradesman.ui.dialogs.merge_dialog import MergeDialog
from tradesman.ui.dialogs.message_dialog import MessageDialog
from tradesman.ui.dialogs.new_enquiry_dialog import NewEnquiryDialog
from tradesman.ui.dialogs.outbox_dialog import OutboxDialog
from tradesman.ui.dialogs.paper_dialog import PaperDialog
from tradesman.ui.dialogs.photo_batch_dialog import PhotoBatchDialog
from tradesman.ui.dialogs.pile_dialog import PileDialog
from tradesman.ui.dialogs.promise_dialog import PromiseDialog
from tradesman.ui.dialogs.put_right_dialog import PutRightDialog
from tradesman.ui.dialogs.take_on_dialog import TakeOnDialog
from tradesman.ui.dialogs.visit_dialog import VisitDialog
from tradesman.ui.dialogs.visit_off_dialog import CallOffVisitDialog, NobodyThereDialog
from tradesman.ui.dialogs.win_back_dialog import WinBackDialog
from tradesman.ui.dialogs.win_backs_dialog import WinBacksDialog
from tradesman.ui.dialogs.worksheet_dialog import WorksheetDialog
from tradesman.ui.marks import Kind, Mark
from tradesman.ui.parts.colour_card import ColourCard
from tradesman.ui.parts.customer_preview import CustomerContent
from tradesman.ui.parts.marked_text import MarkedText
from tradesman.ui.parts.photos_card import PhotosCard
from tradesman.ui.parts.preview_card import SHEET_MARGIN, PreviewSheet
from tradesman.ui.parts.rule_row import RuleRow
from tradesman.ui.pickers import Pickers
from tradesman.ui.present_window import PresentWindow
from tradesman.ui.widgets.action_row import ActionRow
from tradesman.ui.widgets.draw_pad import DrawPad, Ink
from tradesman.ui.widgets.photo_tile import AddTile, PhotoTile
from tradesman.ui.widgets.scroll import bring_into_sight
from tradesman.ui.widgets.sheet import Sheet

NOW = datetime(2026, 10, 13, 9, 42, tzinfo=UTC)  # Tuesday 13 October, 10:42 in London
SECTIONS = ("business", "hours", "days", "money", "mail", "appearance", "backup")
SIZES = {"": (1366, 768), "-small": (1093, 614)}


def main() -> None:
    """Writes the pictures into the folder that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=Path("build/shots"))
    parser.add_argument("--only", default="", help="only pictures whose name holds this")
    parser.add_argument("--text", type=int, default=100, choices=(100, 115, 130))
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["TRADESMAN_HOME"] = home
        for path in _shoot(asked.out, asked.only, asked.text):
            print(path)


def _shoot(out: Path, only: str, text: int) -> Iterator[Path]:
    qt = QApplication(sys.argv[:1])
    book = paths.home() / "Rowan.tradesman"  # a copy under another name goes without the notice of the sample
    sample.make(book, now=NOW)
    settings.write(text_percent=text)
    backing_up.note(book, Path("/media/stick/Rowan.zip"), NOW - timedelta(days=9))
    app = App(qt, lambda: NOW)
    app.start(book)
    _until(qt, lambda: app.desk is not None)
    for scheme in ("light", "dark"):
        app.theme.set_scheme(scheme)
        for name, draw in (("gallery", gallery.picture), ("gallery-more", gallery_more.picture)):
            path = out / f"{name}-{scheme}.png"
            if only in path.name:
                draw(qt, app.theme).save(str(path))
                yield path
        for suffix, size in SIZES.items():
            for name, show in scenes(app).items():
                path = out / f"{name}-{scheme}{suffix}.png"
                if only in path.name:
                    app.window.resize(*size)
                    leave = show()
                    settle()
                    app.window.grab().save(str(path))
                    if leave is not None:
                        leave()
                        settle()
                    yield path
    app.stop()


def _until(qt: Any, true: Callable[[], bool]) -> None:
    while not true():
        qt.processEvents()


class Picks(Pickers):
    """Somebody who has chosen where."""

    def __init__(self, file: Path) -> None:
        self.place = file

    def any_file(self, _parent: QWidget, _title: str, _proposed: Path, _kinds: str) -> Path | None:
        return self.place


class Scenes:
    """Ways to bring something onto the screen; each gives what takes it away again, or nothing."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def page(self, key: str, subject: Any = None) -> Callable[[], Any]:
        """A page."""
        return lambda: self.app.window.open_page(key, subject)

    def today(self) -> None:
        """Today, once all its rows are there and the figures at its side are counted."""
        self.app.window.open_page("today")
        page = self.app.window.page
        _until(QApplication, lambda: not page.list.filling)
        frame = page.frame
        _until(QApplication, lambda: frame.narrow or (frame.side is not None and frame.side.stuck.counted))

    def waiting(self, job_id: UUID) -> Callable[[], Any]:
        """Today with a job that waits for material."""

        def show() -> Callable[[], Any]:
            self.app.desk.do(_run, job_id, label="Material", quiet=True)
            self.today()
            return self.app.desk.undo  # type: ignore[no-any-return]

        return show

    def saved_photos(self) -> None:
        """The sheet after all photos of a customer were written, of which two could not be."""
        sheet = PhotoBatchDialog(self.app.window, self.app.theme, "Saving photos", "Stopping.")
        sheet.open()
        missing = "Re-roof the dormer 2026-10-05 04 could not be read: No such file or directory. It was left out."
        heic = "Re-roof the dormer 2026-10-06 01 is HEIC, which this computer cannot turn into JPEG. It was left out."
        said = "18 photos are in /media/stick/Photos, without what tells where they were taken."
        sheet.show_end(said, [missing, heic], stays=True)

    def pile(self) -> Callable[[], Any]:
        """What piled up, as if all that Today asks for had."""
        rows = self.app.desk.ask(today.rows)
        pile = Pile(tuple(row for row in rows if row.followup_id is not None), away=True)
        return self.over_today(lambda: PileDialog(self.app.window, self.app.desk, self.app.theme, pile).open())

    def scorecard(self, kind: str = "quarter", back: int = 0, button: str = "") -> Callable[[], Any]:
        """The scorecard of a period, or the sheet behind a button of it, once the figures are counted."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("scorecard")
            page = self.app.window.page
            for name in (f"score_kind-{kind}", *(["score_earlier"] * back)):
                self._counted(page)
                page.findChild(QAbstractButton, name).click()
            self._counted(page)
            if button:
                page.findChild(QAbstractButton, button).click()
            return self._close_sheets

        return show

    def worksheet(self, kind: WorksheetKind) -> Callable[[], Any]:
        """An empty worksheet over the plan."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("plan")
            WorksheetDialog(self.app.window, self.app.desk, self.app.theme, kind).open()
            return self._close_sheets

        return show

    def _counted(self, page: Any) -> None:
        page.reader.background.wait()
        settle()

    def press(self, key: str, subject: Any, button: str) -> Callable[[], Any]:
        """The sheet behind a button of a page."""

        def show() -> Callable[[], None]:
            self.today() if key == "today" else self.app.window.open_page(key, subject)
            QApplication.processEvents()  # nobody presses before the page stands
            self.app.window.page.findChild(QAbstractButton, button).click()
            return self._close_sheets

        return show

    def section(self, key: str) -> Callable[[], Any]:
        """A section of the settings."""

        def show() -> None:
            self.app.window.open_page("settings")
            self.app.window.page.show_section(key)

        return show

    def press_in(self, section: str, button: str) -> Callable[[], Any]:
        """The sheet behind a button of a section of the settings."""

        def show() -> Callable[[], None]:
            self.section(section)()
            self.app.window.page.findChild(QAbstractButton, button).click()
            return self._close_sheets

        return show

    def library(self, tab: str, button: str = "") -> Callable[[], Any]:
        """A tab of the library, or the sheet behind a button of it."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("library")
            for name in filter(None, (f"library_tab_{tab}", button)):
                self.app.window.page.findChild(QAbstractButton, name).click()
            return self._close_sheets

        return show

    def prices(self, typed: str, button: str = "") -> Callable[[], Any]:
        """What is found in the price book by what was typed, or the sheet behind a button of it."""

        def show() -> Callable[[], None]:
            self.library("prices")()
            tab = self.app.window.page.parts["prices"]
            tab.search.setText(typed)
            QApplication.processEvents()
            tab.show_picked()
            if button:
                self.app.window.page.findChild(QAbstractButton, button).click()
            return lambda: self._close_all(tab.search.clear)

        return show

    def raising(self) -> Callable[[], Any]:
        """The prices of the price book, about to be raised."""

        def show() -> Callable[[], None]:
            self.library("prices", "prices_raise")()
            self.app.window.findChildren(QLineEdit, "percent")[-1].setText("4.5")
            return self._close_sheets

        return show

    def importing(self) -> Callable[[], Any]:
        """A supplier's price list with rows of every fate."""
        rows = "Art.-Nr.;Bezeichnung;Einheit;EK-Preis;VK\nCYL180;Unvented cylinder, 180 L;;662,40;879,00\n"
        rows += "SAFETY;Safety valve kit;;120,00;165,00\nPJ-22;Copper pipe, 22 mm;m;6,15;9,80\n"
        rows += "PJ-28;Copper pipe, 28 mm;m;8,9O;13,50\nPJ-35;Copper pipe, 35 mm;m;9,80;\n"

        def show() -> Callable[[], None]:
            file = paths.home() / "Pipe and Joint 2027.csv"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(rows, encoding="cp1252")
            self.library("prices")()
            page, desk = self.app.window.page, self.app.desk
            tab = page.parts["prices"]
            ImportPricesDialog(self.app.window, desk, self.app.theme, tab._said, file, tab.pickers).open()
            for _ in range(3):  # read, gone through, shown
                desk.background.wait()
                QApplication.processEvents()
            return self._close_sheets

        return show

    def present(self, quote: Any, button: str = "") -> Callable[[], Any]:
        """A quote as its customer is shown it, or the sheet behind a button of it, in the window for a screen."""

        def show() -> Callable[[], None]:
            window, desk = self.app.window, self.app.desk
            shown = PresentWindow(desk, self.app.theme, quote)
            window.rail.hide()
            window.stack.addWidget(shown)
            window.stack.setCurrentWidget(shown)
            QApplication.processEvents()
            if button:
                next(iter(shown.findChildren(QAbstractButton, button))).click()

            def leave() -> None:
                window.stack.removeWidget(shown)
                shown.deleteLater()
                window.rail.show()

            return leave

        return show

    def calendar(self, view: str, button: str = "") -> Callable[[], Any]:
        """The calendar by day, week or month, or the sheet behind a button of it."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("calendar")
            page = self.app.window.page
            page.header.views.set_value(view)
            QApplication.processEvents()
            if button:
                page.findChild(QAbstractButton, button).click()
            return self._close_sheets

        return show

    def late(self, job: Any) -> Callable[[], Any]:
        """The sheet that asks about a finish that the plan no longer meets."""
        found = self.app.desk.ask(bookings.shifted, job)
        late = replace(found, ends_on=found.ends_on + timedelta(days=4))

        def show() -> Callable[[], None]:
            self.calendar("week")()
            FinishMovedDialog(self.app.window, self.app.desk, self.app.theme, late).open()
            return self._close_sheets

        return show

    def agreed(self, job: Any) -> Callable[[], Any]:
        """The sheet that offers to tell of another finish."""
        found = self.app.desk.ask(bookings.shifted, job)
        before = (found.promised_on or found.ends_on) - timedelta(days=3)

        def show() -> Callable[[], None]:
            self.page("job", job)()
            FinishAgreedDialog(self.app.window, self.app.desk, self.app.theme, found, before).open()
            return self._close_sheets

        return show

    def week(self) -> Callable[[], Any]:
        """The PDF of this week."""

        def show() -> Callable[[], None]:
            self.calendar("week")()
            self.app.window.page.header.print_asked.emit()
            for _ in range(4):  # made, counted, laid out, drawn
                self.app.desk.background.wait()
                QApplication.processEvents()
            return self._close_sheets

        return show

    def paper(self, quote: Any) -> Callable[[], Any]:
        """The PDF of a quote in the window."""

        def show() -> Callable[[], None]:
            window, desk = self.app.window, self.app.desk
            window.open_page("quote", quote)
            paper = desk.ask(presentations.paper, quote)
            PaperDialog(window, desk, self.app.theme, quote_handout.quote(desk, paper)).open()
            for _ in range(4):  # made, counted, laid out, drawn
                desk.background.wait()
                QApplication.processEvents()
            return self._close_sheets

        return show

    def drag(self, name: str, to: str) -> Callable[[], Any]:
        """A card of the board on its way to another stage."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("pipeline")
            page = self.app.window.page
            key = next(str(card.key) for card in page._cards.values() if card.customer == name)
            source = next(lane.list for lane in page.lanes.values() if lane.list.items.row_of(key) >= 0)
            over = page.lanes[to].list
            data = source.items.mimeData([source.items.index(source.items.row_of(key))])
            place, button, keys = over.rect().center(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            source.delegate.dragged = key
            enter = QDragEnterEvent(place, Qt.DropAction.MoveAction, data, button, keys)
            QApplication.sendEvent(over.viewport(), enter)

            def leave() -> None:
                source.delegate.dragged = ""
                QApplication.sendEvent(over.viewport(), QDragLeaveEvent())

            return leave

        return show

    def found(self, key: str, typed: str) -> Callable[[], Any]:
        """What is found in a list by what was typed, the first of it beside the list."""

        def show() -> Callable[[], None]:
            self.app.window.open_page(key)
            page = self.app.window.page
            page.frame.search.setText(typed)
            QApplication.processEvents()
            page.show_preview()
            return page.frame.search.clear  # type: ignore[no-any-return]

        return show

    def quotes(self, typed: str) -> Callable[[], Any]:
        """The quotes that are found by what was typed, once the rivals' prices are compared."""
        find = self.found("quotes", typed)

        def show() -> Callable[[], None]:
            leave = find()
            _until(QApplication, lambda: self.app.window.page.prices.answer is not None)
            return leave  # type: ignore[no-any-return]

        return show

    def service_call(self, name: str, sheet: str) -> Callable[[], Any]:
        """A service call for the newest job of a customer, with a sheet about it; the call does not stay."""

        def show() -> Callable[[], None]:
            window, desk, theme = self.app.window, self.app.desk, self.app.theme
            window.open_page("jobs")
            taken = sheet != "take_on"
            found = desk.do(_came_back, self.who(name), taken=taken, label="Service call", quiet=True)
            settle()
            table = window.page.table
            table.pick(next((row for row in range(table.rows.rowCount()) if table.rows.row(row).id == found), 0))
            window.page.show_preview()
            settle()
            if sheet == "take_on":
                TakeOnDialog(window, desk, theme, found, "GBP")
            elif sheet:
                dialog = PutRightDialog(window, desk, theme, found)
                if sheet == "failed_item":
                    dialog.findChildren(QLineEdit, sheet)[0].setFocus()

            def leave() -> None:
                self._close_sheets()
                desk.undo()

            return leave

        return show

    def act(self, words: str) -> Callable[[], Any]:
        """The sheet behind a row of Today."""

        def show() -> Callable[[], None]:
            self.today()
            rows = self.app.window.page.findChildren(ActionRow)
            next(row for row in rows if words in row.accessibleName()).main.click()
            return self._close_sheets

        return show

    def over_today(self, sheet: Callable[[], Any]) -> Callable[[], Any]:
        """A sheet of its own."""

        def show() -> Callable[[], None]:
            self.today()
            sheet()
            return self._close_sheets

        return show

    def tab(self, key: str, subject: Any, tab: str) -> Callable[[], Any]:
        """A tab of a page, once what it loads is there."""

        def show() -> Callable[[], None]:
            self.app.window.open_page(key, subject)
            page = self.app.window.page
            page.line.tabs.set_value(tab)
            settle()
            _until(QApplication, lambda: not page.thumbnails.busy)
            return lambda: page.line.tabs.set_value("experience")

        return show

    def note(self, subject: Any) -> Callable[[], Any]:
        """A customer's page while a note is written."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("customer", subject)
            page = self.app.window.page
            page.line.note.click()
            page.line.field.words.set_value("Asked about a charger for the car. Ring back in spring.")
            return lambda: page.line.field.findChild(QAbstractButton, "note_discard").click()

        return show

    def kept_message(self, subject: Any) -> Callable[[], Any]:
        """A message that was begun before, and comes back as it was left."""

        def show() -> Callable[[], None]:
            begin = self.press("customer", subject, "customer_message")
            close = begin()
            next(iter(self.app.window.findChildren(MarkedText, "words"))).insertPlainText("The charger is in. ")
            close()
            QApplication.processEvents()
            begin()

            def leave() -> None:
                close()
                self.app.desk.drafts.drop(self.app.desk.drafts.newest(f"message/{subject}"))

            return leave

        return show

    def entry(self, key: str, subject: Any, tab: str) -> Callable[[], Any]:
        """The sheet behind the first entry of a tab."""

        def show() -> Callable[[], None]:
            leave = self.tab(key, subject, tab)()
            line = self.app.window.page.line.line
            line.entry_opened.emit(line.model().entries[0].key)
            return lambda: self._close_all(leave)

        return show

    def photo(self, subject: Any) -> Callable[[], Any]:
        """The newest photo of a customer, large."""

        def show() -> Callable[[], None]:
            leave = self.tab("customer", subject, "photos")()
            page = self.app.window.page
            tiles = [tile for tile in page.line.photos.findChildren(PhotoTile) if tile.isVisible()]
            next(tile for tile in tiles if not isinstance(tile, AddTile)).click()
            page.thumbnails.wait()
            return lambda: self._close_all(leave)

        return show

    def drawing(self, subject: Any) -> Callable[[], Any]:
        """A copy of that photo, with an arrow, a circle and words on it."""

        def show() -> Callable[[], None]:
            leave = self.photo(subject)()
            page = self.app.window.page
            QApplication.processEvents()
            self.app.window.findChildren(QAbstractButton, "photo_draw")[-1].click()
            page.thumbnails.wait()
            QApplication.processEvents()
            pad = self.app.window.findChildren(DrawPad)[-1]
            pad._put(Mark(Kind.ARROW, 0.2, 0.75, 0.42, 0.5, Ink.YELLOW))
            pad._put(Mark(Kind.CIRCLE, 0.45, 0.3, 0.65, 0.6, Ink.RED))
            pad._put(Mark(Kind.WORDS, 0.08, 0.88, 0.08, 0.88, Ink.WHITE, "This one is loose"))
            return lambda: self._close_all(leave)

        return show

    def comparing(self, subject: Any) -> Callable[[], Any]:
        """How it was and how it is, one over the other."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("job", subject)
            page = self.app.window.page
            page.findChild(QAbstractButton, "job_compare").click()
            page.findChild(PhotosCard).thumbnails.wait()
            return self._close_sheets

        return show

    def running(self, subject: Any, button: str = "", wide: str = "") -> Callable[[], Any]:
        """A job with material, costs and extra work, scrolled to them, or the sheet behind a button there."""

        def show() -> Callable[[], None]:
            desk, window = self.app.desk, self.app.window
            desk.do(_run, subject, label="Material, costs and extra work", quiet=True)
            self.job(subject)()
            page = window.page
            page._middle.ensureWidgetVisible(page.findChild(QWidget, wide or "job_costs"))
            QApplication.processEvents()
            if button:
                next(one for one in page.findChildren(QAbstractButton, button) if one.isVisible()).click()

            def leave() -> None:
                self._close_sheets()
                desk.undo()

            return leave

        return show

    def mail(self, begin: Callable[[], Any], button: str = "") -> Callable[[], Any]:
        """What is seen with a mail server, and with e-mails that are not sent, for as long as it is seen."""

        def show() -> Callable[[], None]:
            desk = self.app.desk
            desk.do(_not_sent, label="E-mails", quiet=True)
            begin()
            settle()
            if button:
                next(one for one in self.app.window.findChildren(QAbstractButton, button) if one.isVisible()).click()

            def leave() -> None:
                self._close_sheets()
                desk.undo()

            return leave

        return show

    def coloured(self) -> Callable[[], Any]:
        """The business with a logo and a colour."""

        def show() -> Callable[[], None]:
            desk, picture = self.app.desk, QImage(400, 120, QImage.Format.Format_RGB32)
            picture.fill(QColor("#14553B"))
            file = logo.keep(desk.book.photos, picture)
            desk.do(businesses.change, logo=file, colour="#14553B", label="Colour", quiet=True)
            self.section("business")()
            for _ in range(3):
                desk.background.wait()
                QApplication.processEvents()
            bring_into_sight(self.app.window.page.findChild(ColourCard))
            return desk.undo  # type: ignore[no-any-return]

        return show

    def followups(self, tab: str, button: str = "") -> Callable[[], Any]:
        """A tab of the follow-ups, or the sheet behind a button of it."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("followups")
            for name in filter(None, (f"followups_tab_{tab}", button)):
                QApplication.processEvents()  # a sheet takes a picture of what is below it
                self.app.window.page.findChild(QAbstractButton, name).click()
            return self._close_sheets

        return show

    def by_post(self, customer_id: UUID, *, german: bool = False) -> Callable[[], Any]:
        """A message that goes by post, or one in German."""

        def show() -> Callable[[], None]:
            self.press("customer", customer_id, "customer_message")()
            sheet: Any = next(one for one in self.app.window.findChildren(Sheet, "message") if one.isVisible())
            if german:
                sheet.template.set_value("call_back")
                sheet.writing.language.set_value("de")
            else:
                sheet.to.setCurrentIndex(sheet.to.count() - 1)
            return self._close_sheets

        return show

    def own_questions(self) -> Callable[[], Any]:
        """The questions on the phone, with one of the owner's own."""

        def show() -> Callable[[], None]:
            asked = Question(
                "Is anybody at home in the mornings?", "Somebody there", listen="shifts, a neighbour's key"
            )
            place = ("plumbing", Where.PHONE, asked)
            self.app.desk.do(question_lists.add, *place, label="A question", quiet=True)
            self.followups("questions", "plumbing")()
            self.app.window.page.findChild(QAbstractButton, "question_where-phone").click()

            def leave() -> None:
                self.app.window.page.findChild(QAbstractButton, "question_where-visit").click()
                self.app.desk.undo()

            return leave

        return show

    def sent_answers(self, customer_id: UUID, button: str = "") -> Callable[[], Any]:
        """The answers when some were sent and one is old, or whom it was sent to."""

        def show() -> Callable[[], None]:
            self.app.desk.do(_answers_sent, customer_id, label="Answers", quiet=True)
            self.followups("answers", button)()

            def leave() -> None:
                self._close_sheets()
                self.app.desk.undo()

            return leave

        return show

    def rule(self, key: str, button: str = "", *, own: bool = False) -> Callable[[], Any]:
        """The rules with one of them picked, or the sheet behind a button of it; with one of the owner's own."""

        def show() -> Callable[[], None]:
            desk = self.app.desk
            if own:
                desk.do(_own_rule, label="A rule", quiet=True)
            picked = next(rule for rule in desk.ask(playbooks.rules) if key in (rule.key, rule.title))
            self.app.window.open_page("followups", picked.id)
            page = self.app.window.page
            QApplication.processEvents()  # a sheet takes a picture of what is below it
            if button == "switch":
                row = next(row for row in page.findChildren(RuleRow) if row.isVisible() and row.line.key == key)
                row.switch.click()
            elif button:
                page.findChild(QAbstractButton, button).click()

            def leave() -> None:
                self._close_sheets()
                if own:
                    desk.undo()

            return leave

        return show

    def yearly(self) -> Callable[[], None]:
        """The check-up as it is made to come again every year."""
        leave = self.rule("check_up", "rule_edit")()
        sheet: Any = self.app.window.findChildren(Sheet, "rule_sheet")[-1]
        sheet.form.set_values({"count": "12", "repeats": True})
        return leave  # type: ignore[no-any-return]

    def rule_sheet(self) -> Callable[[], None]:
        """The rule that is picked as a sheet, where there is no room beside the list."""
        self.rule("three_months")()
        page = self.app.window.page
        row = next(row for row in page.findChildren(RuleRow) if row.isVisible() and row.line.key == "three_months")
        if not page.frame.has_room():
            row.click()
        return self._close_sheets

    def turning(self) -> Callable[[], None]:
        """A reset, after a rule was changed and one was added."""
        desk = self.app.desk
        rule = next(rule for rule in desk.ask(playbooks.rules) if rule.key == "three_months")
        desk.do(rule_changes.change, rule.id, wait="4 months", label="Rule changed", quiet=True)
        desk.do(_own_rule, label="A rule", quiet=True)
        self.followups("rules", "rules_reset")()

        def leave() -> None:
            self._close_sheets()
            desk.undo()
            desk.undo()

        return leave

    def checklists(self, subject: Any, button: str = "") -> Callable[[], Any]:
        """The checklists of the library with those of a roof, or the sheet behind a button there."""

        def show() -> Callable[[], None]:
            self.app.desk.do(_run, subject, label="A list", quiet=True)
            self.followups("checklists", button)()

            def leave() -> None:
                self._close_sheets()
                self.app.desk.undo()

            return leave

        return show

    def job(self, subject: Any) -> Callable[[], Any]:
        """A job, once its photos are there."""

        def show() -> None:
            self.app.window.open_page("job", subject)
            card = self.app.window.page.findChild(PhotosCard)
            QApplication.processEvents()
            _until(QApplication, lambda: not card.thumbnails.busy)

        return show

    def pruning(self, subject: Any) -> Callable[[], Any]:
        """A job whose steps can be taken off its checklist."""

        def show() -> Callable[[], None]:
            self.job(subject)()
            prune = self.app.window.page.findChild(QAbstractButton, "job_check_prune")
            prune.click()
            return prune.click  # type: ignore[no-any-return]

        return show

    def finding(self, subject: Any) -> Callable[[], Any]:
        """The sheet of the branch that was noticed, with a partner, its photos ticked and the customer's yes."""

        def show() -> Callable[[], None]:
            self.job(subject)()
            page = self.app.window.page
            page.findChild(QAbstractButton, "job_recommend_1").click()
            for name in ("finding_choice_0", "finding_photo_0", "finding_photo_1", "finding_consent"):
                for button in self.app.window.findChildren(QAbstractButton, name)[-1:]:
                    button.click()
            QApplication.processEvents()
            _until(QApplication, lambda: not page.findChild(PhotosCard).thumbnails.busy)

            def leave() -> None:
                self._close_sheets()
                self.app.desk.drafts.drop(self.app.desk.drafts.newest("finding/"))

            return leave

        return show

    def told_of(self, subject: Any) -> Callable[[], Any]:
        """The message about that chimney, with the photos."""

        def show() -> Callable[[], None]:
            leave = self.finding(subject)()
            self.app.window.findChildren(QAbstractButton, "finding_write")[-1].click()
            message = self.app.window.findChildren(MessageDialog)[-1]
            _until(QApplication, lambda: message.files.ready)
            return lambda: self._close_all(leave)

        return show

    def handover(self, name: str, button: str = "") -> Callable[[], Any]:
        """What a partner gets of a customer, or the paper of it."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("partners")
            desk = self.app.desk
            row = next(row for row in desk.ask(partners.ledger) if row.customer == name)
            HandoverDialog(self.app.window, desk, self.app.theme, row.id)
            if button:
                self.app.window.findChildren(QAbstractButton, button)[-1].click()
            for _ in range(4):  # made, counted, laid out, drawn
                desk.background.wait()
                QApplication.processEvents()
            return self._close_sheets

        return show

    def done_for(self, subject: Any) -> Callable[[], Any]:
        """Whom a job is done for."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("job", subject)
            desk = self.app.desk
            sheet = DoneForDialog(self.app.window, desk, self.app.theme, desk.ask(job_sheets.sheet, subject))
            sheet.findChildren(QAbstractButton, "done_for_way-True")[-1].click()
            return self._close_sheets

        return show

    def partner(self, button: str = "") -> Callable[[], Any]:
        """The first partner, picked, or the sheet behind a button of it."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("partners")
            page = self.app.window.page
            page.findChild(QAbstractButton, "partner_0").click()
            if button:
                page.findChild(QAbstractButton, button).click()
            return lambda: self._close_all(page.findChild(QAbstractButton, "partner_0").click)

        return show

    def remind(self) -> Callable[[], Any]:
        """The message to a partner whose bonus is late."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("partners")
            row = next(row for row in self.app.desk.ask(partners.ledger) if row.late)
            self.app.window.page._on_asked("remind", row)
            return self._close_sheets

        return show

    def exported(self) -> Callable[[], Any]:
        """What the window says of testimonials that were written for the website."""

        def show() -> Callable[[], None]:
            self.app.window.open_page("testimonials")
            told = self.app.window.page._leaving
            with tempfile.TemporaryDirectory() as out:
                told._pickers = Picks(Path(out) / "testimonials.html")
                told.export(Written.HTML)
                for _ in range(3):
                    self.app.desk.background.wait()
                    QApplication.processEvents()
            return told.notice.clear  # type: ignore[no-any-return]

        return show

    def wall(self, button: str = "", entry: str = "", *, chip: str = "all") -> Callable[[], Any]:
        """The wall when two were asked by message, with a chip on, or what follows from a card of it."""

        def show() -> Callable[[], None]:
            window, desk = self.app.window, self.app.desk
            for name in ("Ruth Okafor", "Marion Ellis"):
                desk.do(_ask_words, self.who(name), label="Asked", quiet=True)
            window.open_page("testimonials")
            QApplication.processEvents()
            for name in filter(None, (chip, button)):
                window.page.findChild(QAbstractButton, name).click()
            for menu in window.findChildren(QMenu, "testimonial_menu")[-1:] if button else ():
                menu.close()
                next(action for action in menu.actions() if action.objectName() == entry).trigger()

            def leave() -> None:
                self._close_sheets()
                window.page.findChild(QAbstractButton, "all").click()
                desk.undo()
                desk.undo()

            return leave

        return show

    def calling(self, *, again: bool = False, **answers: Any) -> Callable[[], Any]:
        """The call three months on, with what was answered so far, or opened again with it; its draft does not stay."""

        def show() -> Callable[[], None]:
            desk = self.app.desk
            row = next(row for row in desk.ask(words_to_come.to_ask) if row.customer == "Daniel Hart")

            def opened() -> None:
                sheet = FeedbackDialog(self.app.window, desk, self.app.theme, row.job_id, row.followup_id)
                sheet.open()
                sheet.set_values(answers)
                if again:
                    sheet.dismiss()
                    FeedbackDialog(self.app.window, desk, self.app.theme, row.job_id, row.followup_id).open()

            self.over_today(opened)()
            return lambda: self._close_all(lambda: desk.drafts.drop(desk.drafts.newest("feedback/")))

        return show

    def releasing(self, button: str = "", *, words: str = "") -> Callable[[], Any]:
        """Consent to words that have none yet, or to such words of Otto Lang, or what a button of it opens."""

        def show() -> Callable[[], None]:
            window, desk = self.app.window, self.app.desk
            if words:
                desk.do(testimonials.take_down, self.who("Otto Lang"), words, label="Words", quiet=True)
            window.open_page("testimonials")
            window.page.findChild(QAbstractButton, "private").click()
            QApplication.processEvents()
            offers = window.page.findChildren(QAbstractButton, QRegularExpression("testimonial_release_"))
            next(offer for offer in offers if offer.isVisible()).click()
            if words:
                window.findChildren(ReleaseDialog)[-1].set_values({"place_shown": True, "on_website": True})
            if button:
                window.findChildren(QAbstractButton, button)[-1].click()
            for _ in range(4):  # a paper is made, counted, laid out, drawn
                desk.background.wait()
                QApplication.processEvents()

            def leave() -> None:
                window.page.findChild(QAbstractButton, "all").click()
                if words:
                    desk.undo()

            return lambda: self._close_all(leave)

        return show

    def ringing(self) -> Callable[[], Any]:
        """A new enquiry while Otto Lang rings; its draft does not stay."""
        words = "“Boiler room light flickers, and the stairs are dark now.”"
        answers = {"Has the breaker tripped?": "No, still on.", "Your own house, and you decide?": "Yes, both of us."}

        def ring() -> None:
            sheet = NewEnquiryDialog(self.app.window, self.app.desk, self.app.theme)
            sheet.open()
            values = {"phone": "07700 900155", "what": words, "urgency": "not_working", "source": "knows_me"}
            sheet.fields.set_values(values)
            sheet.side.questions.set_value(answers | {"By when do you need it?": "This week."})
            sheet.fields.who.field.set_value("Otto La")

        def show() -> Callable[[], None]:
            close = self.over_today(ring)()

            def leave() -> None:
                close()
                self.app.desk.drafts.drop(self.app.desk.drafts.newest(""))

            return leave

        return show

    def lost(self) -> Any:
        """The quote at the head of the win-back list."""
        return self.app.desk.ask(win_backs.rows)[0].quote_id

    def asked_again(self) -> Callable[[], None]:
        """The win-back list when the first has asked for new work, and only the price is known of where they went."""
        desk = self.app.desk
        lost = desk.ask(win_backs.row, self.lost())
        desk.do(_only_the_price, lost.quote_id, label="A price", quiet=True)
        asked = (lost.customer_id, "A new bathroom", CameBy.PHONE)
        desk.do(enquiries.log, *asked, answered_live=True, label="Enquiry", quiet=True)
        close = self.over_today(lambda: WinBacksDialog(self.app.window, desk, self.app.theme).open())()

        def leave() -> None:
            close()
            desk.undo()
            desk.undo()

        return leave

    def won_back_call(self) -> Callable[[], Any]:
        """The sheet of a win-back call that reached the customer."""

        def show() -> Callable[[], None]:
            self.today()
            window, desk, theme = self.app.window, self.app.desk, self.app.theme
            call = desk.do(win_backs.ask_again, self.lost(), desk.today() + timedelta(days=9), label="Ask", quiet=True)
            dialog = FollowUpCallDialog(window, desk, theme, call.id)
            dialog.open()
            dialog.set_values({"outcome": "reached"})

            def leave() -> None:
                self._close_sheets()
                desk.undo()

            return leave

        return show

    def recommended(self, friend: str, came: str) -> Callable[[], Any]:
        """The page of a customer who sent another one, for as long as it is seen."""

        def show() -> Callable[[], None]:
            desk = self.app.desk
            friend_id = self.who(friend)
            change = {"recommended_by_id": friend_id}
            desk.do(customers.change, self.who(came), **change, label="Recommended", quiet=True)
            self.app.window.open_page("customer", friend_id)
            return lambda: desk.undo() and None

        return show

    def who(self, name: str) -> Any:
        """A customer's id."""
        return self.app.desk.ask(directory.page, name)[0].id

    def job_of(self, name: str) -> Any:
        """The id of a customer's newest job."""
        return self.app.desk.ask(jobs.of_customer, self.who(name))[0].id

    def visit_of(self, name: str) -> Any:
        """The id of a customer's visit ahead."""
        return self.app.desk.ask(overviews.of_customer, self.who(name)).visits[0].id

    def enquiry_of(self, name: str) -> Any:
        """The id of a customer's open enquiry."""
        return self.app.desk.ask(overviews.of_customer, self.who(name)).enquiries[0].id

    def quote_of(self, name: str) -> Any:
        """The id of a customer's newest quote."""
        entries = self.app.desk.ask(timelines.of_customer, self.who(name))
        return next(entry.target[1] for entry in entries if entry.target and entry.target[0] == "quote")

    def asked(self, quote: Any, key: str = "", *, changed: bool = False) -> Callable[[], Any]:
        """A quote, changed since the customer saw it if wanted, with the sheet behind an entry of its menu."""

        def show() -> Callable[[], None]:
            window, desk = self.app.window, self.app.desk
            window.open_page("quote", quote)
            if changed:
                option = desk.ask(quote_sheets.sheet, quote).options[0].option
                desk.do(quotes.add_line, quote, option.id, "Flush the pipes", 9500, label="Line added", quiet=True)
            if key:
                window.page._on_asked(key)

            def leave() -> None:
                self._close_sheets()
                if changed:
                    desk.undo()

            return leave

        return show

    def palette(self, typed: str) -> Callable[[], Any]:
        """The palette over Today, with this typed."""

        def show() -> Callable[[], None]:
            self.today()
            jump.open_palette(self.app.window, self.app.desk, self.app.theme).field.setText(typed)
            return self._close_sheets

        return show

    def keys(self, page: str, subject: Any = None) -> Callable[[], Any]:
        """The sheet of keys over a page."""

        def show() -> Callable[[], None]:
            window = self.app.window
            self.today() if page == "today" else window.open_page(page, subject)
            KeysDialog(window, self.app.theme, window.commands, window.page.keys).open()
            return self._close_sheets

        return show

    def _close_all(self, leave: Callable[[], None]) -> None:
        self._close_sheets()
        leave()

    def _close_sheets(self) -> None:
        for sheet in self.app.window.findChildren(Sheet):
            sheet.dismiss()


def _not_sent(session: Session) -> None:
    """A mail server, and an e-mail in each state in which it is not sent; a step that can be taken back."""
    businesses.change(session, smtp_host="smtp.rowan.example", smtp_user="sam@rowan.example", smtp_copy=True)
    server = "smtp.rowan.example"
    gone = f"{server} could not be found. The e-mail is kept in the outbox. Go online first."
    cut = f"{server} did not say that it has the e-mail, which may have arrived. Ask whether it came."
    nobody = f"{server} does not take e-mail for ruth@example.org (550 No such user). Check the address."
    told: tuple[tuple[str, str, list[str], MailState, str], ...] = (
        ("Alma Reyes", "Your care sheet", ["Care sheet.pdf"], MailState.WAITING, ""),
        ("Daniel Hart", "Three months on", [], MailState.WAITING, gone),
        ("Joan Hartnell", "The days of your bathroom", [], MailState.UNSURE, cut),
        ("Ruth Okafor", "This week at your house", ["Roof.jpg", "Gutter.jpg"], MailState.REFUSED, nobody),
    )
    for number, (name, subject, files, state, fault) in enumerate(told):
        customer, to = directory.page(session, name)[0].id, f"{name.split()[0].lower()}@example.org"
        about: dict[str, Any] = {
            "subject": subject,
            "attachments": files,
            "file": f"{number:064x}.eml",
            "mail_id": f"<{number}@x>",
        }
        mail = mailing.queue(session, customer, f"Hello {name.split()[0]}", to=to, **about)
        mail.state, mail.fault, mail.tried_at = state, fault, session.now if fault else None
    session.flush()


def _only_the_price(session: Session, quote_id: UUID) -> None:
    """Nobody knows to whom a lost customer went, only for how much."""
    quote = session.load(Quote, quote_id)
    quote.lost_to, quote.lost_price_minor = "", 120_000


def _own_rule(session: Session) -> None:
    """A rule of the owner's own, with words that are its alone."""
    words = OwnWords("", "Photos of your {{ what }}", "Hello {{ greeting }},\n\nhere are the photos.\n\n{{ sender }}")
    rule_changes.add(session, "Send the photos", Event.JOB_COMPLETED, "1 weeks", Channel.MESSAGE, own_words=(words,))


def _answers_sent(session: Session, customer_id: UUID) -> None:
    """The first answer, not looked over for long and sent three times, in a step that can be taken back."""
    answer = answers.rows(session)[0]
    answer.reviewed_on -= timedelta(days=500)
    for saved in (True, False, None):
        message = messages.note(session, customer_id, answer.words, Way.EMAIL)
        for sent in answers_sent.note(session, message, [answer.id]):
            sent.saved_drive = saved


def _ask_words(session: Session, customer_id: UUID) -> None:
    """A message that asks for words, in a step that can be taken back as nothing was sent."""
    messages.note(session, customer_id, "Would you write me a few words?", Way.EMAIL, occasion=Occasion.ASK_WORDS)


def _run(session: Any, job_id: Any) -> bool:
    """What a week of work brings, in one step that can be taken back."""
    now_on = businesses.today(session)
    businesses.change(session, hour_cost_minor=3_200)
    for words, thousandths, unit, supplier in (
        ("slates, blue", 1_200_000, "", "Marley"),
        ("lead, code 4", 6_000, "m", "Marley"),
        ("copper nails", 2_000, "kg", "Harcross"),
    ):
        told: dict[str, Any] = {"quantity_thousandths": thousandths, "unit": unit, "supplier": supplier}
        materials.note(session, job_id, words, **told)
        session.flush()
    sample = materials.note(session, job_id, "Sample of the slate colour", by_customer=True)
    session.flush()
    slates, lead, _nails, _sample = materials.of_job(session, job_id)
    for one, days in ((slates, -2), (lead, 2)):
        one.ordered_on, one.expected_on = now_on - timedelta(days=5), now_on + timedelta(days=days)
    sample.arrived_on = now_on
    for words, price, more in (("Replace two more rafters", 48_000, 1), ("Leave the soffit unpainted", -6_500, 0)):
        variations.note(session, job_id, words, price, more)
        session.flush()
    variations.agree(session, variations.of_job(session, job_id)[0].id, AcceptedBy.PHONE, "Ruth Okafor")
    costs.note_time(session, job_id, now_on - timedelta(days=1), 480, "Battens")
    costs.note_time(session, job_id, now_on, 150, "Slates, south")
    costs.note_spent(session, job_id, now_on, "Slates and lead", 184_000)
    costs.note_spent(session, job_id, now_on - timedelta(days=1), "Battens given back", -3_500)
    checklists.add(session, "Roof", [("Photos before the first slate", True), ("Gutters cleared", False)], trade="Roof")
    jobs.add_to_checklist(session, job_id, "Lead flashing from the ladder", wants_photo=True)
    return True


def _came_back(session: Session, customer_id: UUID, *, taken: bool) -> UUID:
    """A customer rings about the newest job; the id of the enquiry, or of the job once it is taken on."""
    earlier = jobs.of_customer(session, customer_id)[0]
    words, kind = "It drips at the joint again", EnquiryKind.SERVICE_CALL
    asked = enquiries.log(session, customer_id, words, CameBy.PHONE, answered_live=True, kind=kind)
    if not taken:
        return asked.id
    session.flush()
    return jobs.take_on(session, asked.id, kind=JobKind.SERVICE_CALL, earlier_job_id=earlier.id).id


def scenes(app: Any) -> dict[str, Callable[[], Any]]:
    """What is shown in each picture, by its name; a scene gives what closes it again, or nothing."""
    show = Scenes(app)
    window, desk, theme = app.window, app.desk, app.theme
    hartnell = show.who("Joan Hartnell")
    marion, ruth, daniel = show.quote_of("Marion Ellis"), show.job_of("Ruth Okafor"), show.who("Daniel Hart")
    return {
        "today": show.today,
        "today-material": show.waiting(ruth),
        "today-side": show.press("today", None, "today_side_open"),
        "sheet-pile": show.pile(),
        "pipeline": show.page("pipeline"),
        "pipeline-drag": show.drag("Tom Whitaker", "visit_booked"),
        "customers": show.found("customers", ""),
        "customers-search": show.found("customers", "mar"),
        "quotes": show.quotes(""),
        "quotes-search": show.quotes("ro"),
        "jobs": show.found("jobs", ""),
        "jobs-search": show.found("jobs", "ro"),
        "jobs-service-call": show.service_call("Daniel Hart", ""),
        "sheet-take-on": show.service_call("Daniel Hart", "take_on"),
        "sheet-put-right": show.service_call("Daniel Hart", "put_right"),
        "sheet-put-right-item": show.service_call("Daniel Hart", "failed_item"),
        "customer": show.page("customer", daniel),
        "quote": show.page("quote", marion),
        "quote-revised": show.asked(marion, changed=True),
        "sheet-quote-changes": show.asked(marion, "changes", changed=True),
        "sheet-quote-give": show.asked(marion, "give", changed=True),
        "sheet-quote-terms": show.asked(marion, "terms"),
        "sheet-quote-rivals": show.asked(marion, "rivals"),
        "sheet-quote-templates": show.asked(marion, "template"),
        "sheet-quote-keep": show.asked(marion, "keep"),
        "present": show.present(marion),
        "present-sign": show.present(marion, "present_choose_1"),
        "present-lines": show.present(marion, "present_lines"),
        "present-ring": show.present(marion, "present_pdf"),
        "sheet-paper": show.paper(marion),
        "job": show.job(ruth),
        "job-steps-off": show.pruning(ruth),
        "job-running": show.running(ruth),
        "job-material": show.running(ruth, wide="job_material"),
        "sheet-material": show.running(ruth, "job_material_edit_0"),
        "sheet-order": show.running(ruth, "job_material_order_0"),
        "sheet-variation": show.running(ruth, "job_variation_add"),
        "sheet-variation-sign": show.running(ruth, "job_variation_agree_1"),
        "sheet-time": show.running(ruth, "job_costs_time_add"),
        "sheet-spent": show.running(ruth, "job_costs_spent_add"),
        "sheet-step-photo": show.running(ruth, "job_check_10", wide="job_checklist"),
        "calendar": show.calendar("week"),
        "calendar-day": show.calendar("day"),
        "calendar-month": show.calendar("month"),
        "sheet-calendar-side": show.calendar("week", "calendar_side_open"),
        "sheet-book": show.calendar("week", "calendar_book"),
        "sheet-week": show.week(),
        "sheet-finish-moved": show.late(ruth),
        "sheet-finish-agreed": show.agreed(ruth),
        "partners": show.page("partners"),
        "testimonials": show.page("testimonials"),
        "testimonials-exported": show.exported(),
        "testimonials-asking": show.wall(),
        "testimonials-waiting": show.wall(chip="waiting"),
        "followups": show.rule("three_months"),
        "followups-own": show.rule("Send the photos", own=True),
        "followups-messages": show.followups("messages"),
        "followups-answers": show.followups("answers"),
        "followups-answers-sent": show.sent_answers(daniel),
        "sheet-answer-sent": show.sent_answers(daniel, "answer_whom"),
        "followups-questions": show.followups("questions"),
        "followups-questions-own": show.own_questions(),
        "sheet-question-own": show.followups("questions", "question_edit"),
        "followups-checklists": show.checklists(ruth),
        "sheet-rule": show.rule("three_months", "rule_edit"),
        "sheet-rule-own": show.rule("Send the photos", "rule_edit", own=True),
        "sheet-rule-add": show.followups("rules", "rule_add"),
        "sheet-rule-off": show.rule("three_months", "switch"),
        "sheet-rule-yearly": show.yearly,
        "sheet-rule-side": show.rule_sheet,
        "sheet-playbook-turn": show.turning,
        "scorecard": show.scorecard("quarter"),
        "scorecard-year": show.scorecard("year"),
        "scorecard-few": show.scorecard("days", 8),
        "sheet-cases": show.scorecard("year", 0, "score_step_1"),
        "sheet-cases-together": show.scorecard("year", 0, "score_together"),
        "sheet-cases-scores": show.scorecard("year", 0, "score_scores_0"),
        "plan": show.page("plan"),
        "sheet-why": show.press("plan", None, "why_add"),
        "sheet-goal": show.press("plan", None, "plan_goal"),
        "sheet-plan-action": show.press("plan", None, "goal_add_0"),
        "sheet-worksheet": show.press("plan", None, "sheet_open_0"),
        "sheet-worksheet-chain": show.worksheet(WorksheetKind.VALUE_CHAIN),
        "sheet-worksheet-list": show.worksheet(WorksheetKind.SIPOC),
        "library": show.library("prices"),
        "library-prices-found": show.prices("light"),
        "library-prices-failed": show.prices("cupboard light"),
        "sheet-price-failed": show.prices("cupboard light", "price_edit"),
        "library-promises": show.library("promises"),
        "sheet-price-item": show.library("prices", "price_edit"),
        "sheet-price-add": show.library("prices", "price_add"),
        "sheet-kit": show.prices("kit-cu", "price_edit"),
        "sheet-raise": show.raising(),
        "sheet-import": show.importing(),
        "sheet-guarantee": show.library("promises", "guarantee_add"),
        "sheet-terms": show.library("promises", "terms_add"),
        "sheet-checklist": show.checklists(ruth, "checklist_edit"),
        **{f"settings-{section}": show.section(section) for section in SECTIONS},
        "sheet-days-away": show.press_in("days", "away_add"),
        "sheet-tax-rate": show.press_in("money", "tax_add"),
        "palette": show.palette("mar"),
        "palette-at-rest": show.palette(""),
        "palette-nothing": show.palette("marzipan"),
        "sheet-keys": show.keys("today"),
        "sheet-about": show.over_today(lambda: AboutDialog(window, theme).open()),
        "sheet-new-enquiry": show.ringing(),
        "sheet-new-enquiry-empty": show.over_today(lambda: NewEnquiryDialog(window, desk, theme).open()),
        "sheet-enquiry": show.over_today(
            lambda: EnquiryDialog(window, desk, theme, show.enquiry_of("Leah Novak")).open()
        ),
        "sheet-decline": show.over_today(
            lambda: DeclineDialog(window, desk, theme, show.enquiry_of("Leah Novak")).open()
        ),
        "sheet-done-today": show.press("today", None, "today_done"),
        "sheet-call": show.act("Leah Novak"),
        "sheet-visit": show.over_today(
            lambda: VisitDialog(window, desk, theme, show.visit_of("Grace Lindqvist")).open()
        ),
        "sheet-visit-nobody": show.over_today(
            lambda: NobodyThereDialog(window, desk, theme, show.visit_of("Grace Lindqvist")).open()
        ),
        "sheet-visit-off": show.over_today(
            lambda: CallOffVisitDialog(window, desk, theme, show.visit_of("Grace Lindqvist")).open()
        ),
        "sheet-visit-move": show.over_today(
            lambda: MoveVisitDialog(window, desk, theme, show.visit_of("Grace Lindqvist")).open()
        ),
        "sheet-next-step": show.act("Priya Nair"),
        "sheet-three-months": show.act("Daniel Hart"),
        "sheet-message": show.act("Alma Reyes"),
        "sheet-message-own": show.press("customer", daniel, "customer_message"),
        "today-outbox": show.mail(show.today),
        "sheet-message-send": show.mail(show.press("customer", daniel, "customer_message")),
        "customer-mail-waiting": show.mail(show.page("customer", daniel)),
        "sheet-win-backs": show.over_today(lambda: WinBacksDialog(window, desk, theme).open()),
        "sheet-win-backs-asked": show.asked_again,
        "sheet-win-back": show.over_today(lambda: WinBackDialog(window, desk, theme, show.lost()).open()),
        "sheet-win-back-call": show.won_back_call(),
        "customer-recommended": show.recommended("Ruth Okafor", "Daniel Hart"),
        "sheet-outbox": show.mail(show.over_today(lambda: OutboxDialog(window, desk, theme).open())),
        "sheet-outbox-again": show.mail(
            show.over_today(lambda: OutboxDialog(window, desk, theme).open()), "mail_send_2"
        ),
        "sheet-mail-password": show.mail(show.over_today(lambda: MailPasswordDialog(window, desk, theme).open())),
        "settings-business-colour": show.coloured(),
        "settings-mail-full": show.mail(show.section("mail")),
        "sheet-message-letter": show.by_post(daniel),
        "sheet-message-german": show.by_post(daniel, german=True),
        "sheet-message-kept": show.kept_message(daniel),
        "sheet-answer": show.followups("answers", "answer_edit"),
        "sheet-template": show.followups("messages", "template_edit"),
        "sheet-customer": show.press("customer", daniel, "customer_edit"),
        "customer-photos": show.tab("customer", daniel, "photos"),
        "customer-note": show.note(daniel),
        "sheet-merge": show.over_today(lambda: MergeDialog(window, desk, theme, daniel, hartnell).open()),
        "sheet-preview": show.over_today(
            lambda: PreviewSheet(
                window, theme, CustomerContent(desk, theme, daniel, window.page.page_asked, margin=SHEET_MARGIN)
            ).open()
        ),
        "sheet-note": show.entry("customer", show.who("Ruth Okafor"), "notes"),
        "sheet-photo": show.photo(daniel),
        "sheet-draw": show.drawing(daniel),
        "sheet-compare": show.comparing(ruth),
        "sheet-question": show.press("quote", marion, "quote_ask"),
        "sheet-best-value": show.press("quote", marion, "option_mark_0"),
        "sheet-accept": show.press("quote", marion, "quote_accept"),
        "sheet-lose": show.press("quote", marion, "quote_lose"),
        "sheet-plan": show.press("job", ruth, "job_plan"),
        "sheet-promise": show.press("job", ruth, "job_promise_add"),
        "sheet-promise-any": show.over_today(lambda: PromiseDialog(window, desk, theme, show.who("Ruth Okafor"))),
        "sheet-promise-state": show.entry("customer", show.who("Ruth Okafor"), "promises"),
        "sheet-recommend": show.press("job", ruth, "job_recommend_1"),
        "sheet-sign-off": show.press("job", ruth, "job_sign_off"),
        "sheet-pause": show.over_today(lambda: PauseDialog(window, desk, theme, desk.ask(job_sheets.sheet, ruth))),
        "sheet-call-off-job": show.over_today(
            lambda: CallOffDialog(window, desk, theme, desk.ask(job_sheets.sheet, ruth))
        ),
        "sheet-finding": show.finding(ruth),
        "sheet-finding-message": show.told_of(ruth),
        "sheet-photos-saved": show.over_today(show.saved_photos),
        "sheet-handover": show.handover("Ruth Okafor"),
        "sheet-handover-paper": show.handover("Ruth Okafor", "handover_sheet"),
        "sheet-done-for": show.done_for(ruth),
        "partners-picked": show.partner(),
        "sheet-partner": show.press("partners", None, "partner_add"),
        "sheet-partner-edit": show.partner("partner_edit"),
        "sheet-statement": show.press("partners", None, "ledger_export"),
        "sheet-remind-partner": show.remind(),
        "sheet-testimonial": show.press("testimonials", None, "testimonial_add"),
        "sheet-release": show.releasing(),
        "sheet-release-naming": show.releasing(words="Leak found, leak gone, says Lang of Ashcombe."),
        "sheet-release-form": show.releasing("release_form"),
        "sheet-release-again": show.wall("testimonial_more_1", "testimonial_release", chip="released"),
        "sheet-withdraw": show.wall("testimonial_more_1", "testimonial_withdraw", chip="released"),
        "sheet-shorten": show.wall("testimonial_more_1", "testimonial_shorten", chip="released"),
        "sheet-three-months-kind": show.calling(
            holding="yes", score="10", words="Nothing trips any more.", quote="yes", who_else="Jane Marsh, 07700 900166"
        ),
        "sheet-three-months-draft": show.calling(again=True, holding="yes", words="Nothing trips any more."),
        "sheet-three-months-fails": show.calling(holding="no", words="It trips again when the oven is on."),
        "sheet-three-months-low": show.calling(holding="yes", score="4", words="Left dust all over."),
        "sheet-make-book": show.over_today(lambda: MakeBookDialog(window, theme, lambda: NOW).open()),
    }


if __name__ == "__main__":
    main()
