"""Moving a card of the board: a drop, a key and the menu all come here, and each move asks only for what it needs."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tradesman.book.quote import Quote
from tradesman.services import businesses, enquiries, job_sheets, jobs, pipeline, promises, quote_sheets, quotes
from tradesman.services.cards import Card
from tradesman.services.decisions import Decision
from tradesman.services.quote_sheets import QuoteSheet
from tradesman.services.standings import Standing
from tradesman.services.today import Kind
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.accept_quote_dialog import AcceptQuoteDialog
from tradesman.ui.dialogs.book_visit_dialog import BookVisitDialog
from tradesman.ui.dialogs.complaint_dialog import ComplaintDialog
from tradesman.ui.dialogs.feedback_dialog import FeedbackDialog
from tradesman.ui.dialogs.give_quote_dialog import GiveQuoteDialog
from tradesman.ui.dialogs.job_state_dialog import CallOffDialog
from tradesman.ui.dialogs.lose_quote_dialog import LoseQuoteDialog
from tradesman.ui.dialogs.plan_job_dialog import PlanJobDialog
from tradesman.ui.dialogs.row_dialog import dialog_of
from tradesman.ui.dialogs.sign_off_dialog import SignOffDialog
from tradesman.ui.dialogs.take_on_dialog import EndEnquiryDialog, TakeOnDialog
from tradesman.ui.parts import best_value_words, row_deeds
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.sheet import Sheet

S = Standing
Way = tuple[Callable[[Card], None], str]  # what is done, and what that asks for


class BoardMoves(QObject):
    """What moves a card from one stage to another: one step, or a sheet that ends in one."""

    page_asked = Signal(str, object)
    sheet_closed = Signal()

    def __init__(self, desk: Desk, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._theme, self._page = desk, theme, page

    def ways(self, card: Card) -> dict[Standing, Way]:
        """Where a card can go from where it stands, and what is asked on the way."""
        book, quote = (self._book, self.tr("Day and time")), (self._give, self.tr("The decision date"))
        agree, end = (self._take_on, self.tr("What is agreed")), (self._end, self.tr("The reason"))
        done, off = (self._sign_off, self.tr("The sign-off")), (self._call_off, self.tr("The reason"))
        first: dict[Standing, Way] = {S.QUOTED: quote, S.SCHEDULED: agree, S.WIN_BACK: end}
        back: dict[Standing, Way] = {S.ENQUIRY: (self._no_visit, self.tr("The visit is cancelled"))}
        ways: dict[Standing, dict[Standing, Way]] = {
            S.ENQUIRY: {S.VISIT_BOOKED: book, **first},
            S.VISIT_BOOKED: {**(back if card.visit_id is not None else {}), **first},
            S.QUOTED: {
                S.SCHEDULED: (self._accept, self.tr("The option")),
                S.WIN_BACK: (self._lose, self.tr("The reason and a win-back date")),
            },
            S.SCHEDULED: {S.IN_PROGRESS: (self.start, self.tr("The work begins")), S.DONE: done, S.WIN_BACK: off},
            S.IN_PROGRESS: {S.DONE: done, S.WIN_BACK: off},
            S.DONE: {S.FOLLOWED_UP: (self._feedback, self.tr("Is it holding?"))},
            S.FOLLOWED_UP: {},
            S.WIN_BACK: {
                S.ENQUIRY: (self._reopen, self.tr("It is taken up again")),
                S.QUOTED: (self._quote_again, self.tr("A new quote")),
            },
        }
        return ways[card.standing]

    def move(self, card: Card, to: Standing) -> None:
        """Moves a card, or says why it cannot go there."""
        way = self.ways(card).get(to)
        if way is not None:
            way[0](card)
        elif to != card.standing:
            self._desk.failed.emit(self.refusal(card, to))

    def refusal(self, card: Card, to: Standing) -> str:
        """Why a card cannot go to a stage, and what can be done."""
        at = card.standing
        reasons = (
            (
                (at, to) == (S.FOLLOWED_UP, S.DONE),
                self.tr("The customer was asked already. Undo takes that back."),
            ),
            (
                at in (S.DONE, S.FOLLOWED_UP),
                self.tr("This job is signed off. What the customer wants next is a new enquiry."),
            ),
            (
                at == S.WIN_BACK,
                self.tr("This one was lost. Move it to Enquiry or Quoted to take it up again."),
            ),
            (
                (at, to) == (S.IN_PROGRESS, S.SCHEDULED),
                self.tr("The work has begun. Pause it on the page of the job, or undo the start."),
            ),
            (
                at in (S.SCHEDULED, S.IN_PROGRESS) and to == S.FOLLOWED_UP,
                self.tr("The work is not signed off. Move it to Done first."),
            ),
            (
                at in (S.SCHEDULED, S.IN_PROGRESS),
                self.tr("This work is agreed. Call it off if it is not wanted any more."),
            ),
            (
                to in (S.IN_PROGRESS, S.DONE, S.FOLLOWED_UP),
                self.tr("Nobody has said yes to this. Move it to Won first."),
            ),
            (
                at == S.QUOTED,
                self.tr("The customer has the quote. It goes on to Won, or to Lost."),
            ),
        )
        other = self.tr("The visit has been. Quote it, or end the enquiry.")
        return next((sentence for true, sentence in reasons if true), other)

    def do_due(self, card: Card) -> None:
        """Does what Today asks for this card."""
        row = card.due
        if row is None:
            return
        if row.kind == Kind.PROMISE:
            self._desk.do(promises.keep, row.subject_id, label=self.tr("Promise kept"))
        elif row.decision == Decision.WRITE_QUOTE:
            self._give(card)
        elif row.decision in (Decision.GIVE_QUOTE, Decision.RENEW_QUOTE):
            self.page_asked.emit("quote", row.subject_id)
        elif row.decision == Decision.PLAN_JOB:
            self.plan(card)
        elif row.decision == Decision.LATE_MATERIAL:
            row_deeds.act(self._page.window(), self._desk, self._theme, row, self.page_asked.emit)
        else:
            self._open(dialog_of(self._page.window(), self._desk, self._theme, row))

    def put_right(self, card: Card) -> None:
        """How what the customer of a job is unhappy with was put right."""
        if card.complaint_id is not None:
            self._open(ComplaintDialog(self._page.window(), self._desk, self._theme, card.complaint_id))

    def plan(self, card: Card) -> None:
        """The days of a job."""
        self._ask_job(PlanJobDialog, card)

    def start(self, card: Card) -> None:
        """The work begins, or goes on after a pause."""
        self._desk.do(jobs.start, card.job_id, label=self.tr("Work started"))

    # One way each

    def _no_visit(self, card: Card) -> None:
        self._desk.do(pipeline.call_off_visits, card.enquiry_id, label=self.tr("Visit cancelled"))

    def _reopen(self, card: Card) -> None:
        self._desk.do(enquiries.reopen, card.enquiry_id, label=self.tr("Enquiry taken up again"))

    def _book(self, card: Card) -> None:
        self._open(BookVisitDialog(self._page.window(), self._desk, self._theme, card.enquiry_id))

    def _end(self, card: Card) -> None:
        self._watch(EndEnquiryDialog(self._page.window(), self._desk, self._theme, card.enquiry_id))

    def _take_on(self, card: Card) -> None:
        if card.quote_id is not None:
            sheet = self._desk.ask(quote_sheets.sheet, card.quote_id)
            unseen = self.tr("The customer has not seen quote {0}. Give it first, then note the yes.")
            self._to_editor(sheet, unseen.format(sheet.quote.number))
            return
        currency = self._desk.ask(businesses.current).currency
        self._watch(TakeOnDialog(self._page.window(), self._desk, self._theme, card.enquiry_id, currency))

    def _give(self, card: Card) -> None:
        """A complete draft asks for the decision date; one that is not is opened, and what is missing is said."""
        if card.quote_id is None:
            self._quote_again(card)
            return
        sheet = best_value_words.checked(self._desk.ask(quote_sheets.sheet, card.quote_id))
        if sheet.missing:
            words = self.tr("Quote {0} is not ready. {1}").format(sheet.quote.number, " ".join(sheet.missing))
            self._to_editor(sheet, words)
        else:
            self._watch(GiveQuoteDialog(self._page.window(), self._desk, self._theme, sheet))

    def _quote_again(self, card: Card) -> None:
        """A lost enquiry comes back with its quote if one is undecided; otherwise a new quote is begun."""
        if card.standing == S.WIN_BACK and self._desk.ask(pipeline.has_open_quote, card.enquiry_id):
            self._reopen(card)
            return
        title = card.what if card.standing == S.WIN_BACK else ""
        label = self.tr("Quote started")
        self._desk.do(quotes.draft, card.enquiry_id, title, label=label, after=self._open_quote)

    def _open_quote(self, quote: Quote) -> None:
        self.page_asked.emit("quote", quote.id)

    def _accept(self, card: Card) -> None:
        sheet = self._desk.ask(quote_sheets.sheet, card.quote_id)  # type: ignore[arg-type]
        number = sheet.quote.number
        if not sheet.can_say_yes:
            self._to_editor(sheet, self.tr("Quote {0} has expired. Renew it first.").format(number))
        else:
            self._watch(AcceptQuoteDialog(self._page.window(), self._desk, self._theme, sheet, _nothing))

    def _lose(self, card: Card) -> None:
        sheet = self._desk.ask(quote_sheets.sheet, card.quote_id)  # type: ignore[arg-type]
        self._watch(LoseQuoteDialog(self._page.window(), self._desk, self._theme, sheet))

    def _sign_off(self, card: Card) -> None:
        self._ask_job(SignOffDialog, card)

    def _call_off(self, card: Card) -> None:
        self._ask_job(CallOffDialog, card)

    def _feedback(self, card: Card) -> None:
        window = self._page.window()
        self._open(FeedbackDialog(window, self._desk, self._theme, card.job_id, card.followup_id))  # type: ignore[arg-type]

    # Sheets and pages

    def _ask_job(self, kind: Callable[..., Sheet], card: Card) -> None:
        sheet = self._desk.ask(job_sheets.sheet, card.job_id)  # type: ignore[arg-type]
        self._watch(kind(self._page.window(), self._desk, self._theme, sheet))

    def _to_editor(self, sheet: QuoteSheet, words: str) -> None:
        self.page_asked.emit("quote", sheet.quote.id)
        if words:
            self._desk.failed.emit(words)

    def _open(self, sheet: Sheet) -> None:
        if hasattr(sheet, "page_asked"):
            sheet.page_asked.connect(self.page_asked)
        self._watch(sheet)
        sheet.open()

    def _watch(self, sheet: Sheet) -> None:
        sheet.closed.connect(self.sheet_closed)


def _nothing(_job: object) -> None:
    """The card has moved; its page is one Enter away."""
