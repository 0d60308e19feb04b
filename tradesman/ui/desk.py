"""The one bridge between the window and the book: `ask` for reads, `do` for one step."""

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from tradesman.book.errors import BookError, BusyError
from tradesman.book.store import Book, Session
from tradesman.exchange.passwords import Passwords
from tradesman.services import businesses, closings, right_clock
from tradesman.ui.background import Background
from tradesman.ui.kept_drafts import Drafts

P = ParamSpec("P")
T = TypeVar("T")

_CLOSES = frozenset({"follow_up", "enquiry"})

Question = Callable[[Session], Any]
Answers = dict[Question, Any]


class Desk(QObject):
    """Reads and steps for the window; tells afterwards what was changed, done, taken back, or could not be done.

    `told` says what happened and is no step of the book, `warned` what did not work out and was kept; `held` has a
    sentence and what tries the same again, and so has `unread` for a page; `refused` says that what stands on the
    screen may be ahead of the book; `background` does what takes long, `passwords` knows that of the mail server.
    """

    changed = Signal(frozenset)
    stepped = Signal(str, object)
    undone = Signal(str, str)  # the label, and why something later stays
    redone = Signal(str)
    failed = Signal(str)
    held = Signal(str, object)
    unread = Signal(str, object)
    refused = Signal()
    told = Signal(str, str)
    warned = Signal(str, str)

    def __init__(
        self,
        book: Book,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
        answers: Answers | None = None,
        background: Background | None = None,
    ) -> None:
        """`answers` are what was asked of the book this minute, while it was opened."""
        super().__init__(parent)
        self.book = book
        self.drafts = Drafts(book.folder, self, lambda customer_id: self.ask(closings.knows_customer, customer_id))
        self.background = background or Background(self)
        self.passwords = Passwords()
        self._clock = clock
        self._latest = clock()  # moment at which something was done
        self._zone: tzinfo | None = None
        self._newest: int | None = None  # the last step done here, while nothing was taken back
        self._recalled = {question: (self.minute, answer) for question, answer in (answers or {}).items()}
        self.changed.connect(self._on_changed)

    @property
    def now(self) -> datetime:
        """The present moment as the window takes it."""
        return self._clock()

    @property
    def minute(self) -> datetime:
        """The minute it is, for what is asked again with each."""
        return self.now.replace(second=0, microsecond=0)

    def today(self) -> date:
        """The day it is in the book's time zone."""
        return self.now.astimezone(self.zone()).date()

    def zone(self) -> tzinfo:
        """The book's time zone, kept until the business changes: every field and row asks for it."""
        if self._zone is None:
            self._zone = ZoneInfo(self.ask(businesses.current).zone)
        return self._zone

    def ask(self, question: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a service answers; the rows can be kept, the session is closed."""
        with self.book.read(self.now) as session:
            return question(session, *args, **kwargs)

    def recall(self, question: Callable[[Session], T]) -> T:
        """What a service answers, asked again only after a change or with a new minute.

        For what several parts of the window show at once.
        """
        minute = self.minute
        asked, answer = self._recalled.get(question, (None, None))
        if asked != minute:
            answer = self.ask(question)
            self._recalled[question] = (minute, answer)
        return answer  # type: ignore[return-value]

    def do(
        self,
        deed: Callable[..., T],
        *args: Any,
        label: str,
        on_error: Callable[[str], None] | None = None,
        quiet: bool = False,
        after: Callable[[T], object] | None = None,
        **kwargs: Any,
    ) -> T | None:
        """Does one step under its label and gives what the service gave; None when it could not be done.

        A quiet step is one of many in a row, as when lines are typed: it can be undone, but is not told each time.
        The label is a finished thing ("Call logged"): the toast and the undo list show it. What went wrong goes
        to `on_error`, or to the `failed` signal; while another program has the book, to `held`. `after` gets what
        the service gave, also when the step is done only at the second try.
        """
        self._look_at_clock()
        try:
            with self.book.write(label, self.now) as session:
                result = deed(session, *args, **kwargs)
        except BookError as error:
            again = partial(self.do, deed, *args, label=label, quiet=quiet, after=after, **kwargs)
            self._fail(error, on_error, again)
            return None
        if session.changed:
            self._newest = session.step_id
            self.drafts.stepped(session.step_id)
            if not quiet:
                # What cannot be taken back, as a message that was sent, is told without a step to undo.
                self.stepped.emit(label, None if session.info.get("sealed") else session.step_id)
            self.changed.emit(session.changed)
        if after is not None:
            after(result)
        return result

    def _look_at_clock(self) -> None:
        """Once a clock that was ahead is put right, what was planned by it is planned again before anything else."""
        before, self._latest = self._latest, self.now
        if self._latest < before - right_clock.FAR:
            right_clock.settle(self.book, self._latest)
            self.changed.emit(frozenset({"follow_up"}))

    def undo(self, step_id: int | None = None, on_error: Callable[[str], None] | None = None) -> str | None:
        """Takes back the last step, or the one named; gives its label. What stands in the way goes to `on_error`."""
        self._look_at_clock()
        try:
            step, touched = self.book.undo(self.now, step_id)
        except BookError as error:
            # Until it is tried again there may be later steps, which nobody meant.
            meant = self._last_step() if step_id is None and isinstance(error, BusyError) else step_id
            self._fail(error, on_error, partial(self.undo, meant))
            return None
        self._newest = None
        self.drafts.undone(step.id)
        self.changed.emit(touched)
        self.undone.emit(step.label, "" if step_id is not None else step.over or "")
        return step.label

    def _last_step(self) -> int | None:
        """The step that an undo would take back; where not even that can be read, the last one done here."""
        try:
            found = self.book.last_step(self.now)
        except BookError:
            return self._newest
        return found.id if found is not None else None

    def redo(self) -> str | None:
        """Does again what was taken back last; gives its label."""
        self._look_at_clock()
        try:
            step, touched = self.book.redo(self.now)
        except BookError as error:
            self._fail(error, None, self.redo)
            return None
        last = self.book.last_step(self.now)  # the same under another number
        self.drafts.redone(last.id if last is not None else None)
        self.changed.emit(touched)
        self.redone.emit(step.label)
        return step.label

    def _fail(self, error: BookError, on_error: Callable[[str], None] | None, again: Callable[[], object]) -> None:
        if on_error is not None:  # a sheet says it, and its button tries again
            on_error(str(error))
            return
        if isinstance(error, BusyError):
            self.held.emit(str(error), again)
        else:
            self.failed.emit(str(error))
        self.refused.emit()

    def _on_changed(self, entities: frozenset[str]) -> None:
        self._recalled.clear()
        if "business" in entities:
            self._zone = None
        if entities & _CLOSES:
            self.drafts.sweep(lambda ids: self.ask(closings.closed, ids))

    def settle(self, on_damaged: Callable[[str], None]) -> None:
        """What can wait until the first page stands: drafts of what was closed go, and a large book is looked through.

        A page of it that is damaged is told to `on_damaged`.
        """
        self.drafts.sweep(lambda ids: self.ask(closings.closed, ids), for_good=True)
        if not self.book.looked_through:
            self.background.run(self.book.look_through, lambda _result: None, on_damaged)
