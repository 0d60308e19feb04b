"""A message: words with their fields filled in, to read, change, hand to another program, and mark as sent."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.book.errors import BookError
from tradesman.book.message import Way
from tradesman.documents import drafts
from tradesman.documents.drafts import Draft
from tradesman.exchange import eml
from tradesman.services import answers, businesses, messages
from tradesman.services.messages import Facts, Occasion, Reach
from tradesman.services.today import TodayRow
from tradesman.ui import links
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.follow_up_dialog import AlsoDone
from tradesman.ui.parts.answer_finder import AnswerFinder
from tradesman.ui.parts.attachments import Attachments
from tradesman.ui.parts.marked_text import FieldsBadge
from tradesman.ui.parts.message_writing import MessageWriting
from tradesman.ui.parts.promise_noting import PromiseNoting
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import ChoiceField
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.words import words

IN_A_HURRY = frozenset({Occasion.LEFT_MESSAGE, Occasion.RUNNING_LATE, Occasion.AT_YOUR_DOOR})  # by text first
WIDTH = 820
_LEAST = 12  # letters of a choice that are always seen
_NOWHERE = Reach(Way.COPIED, "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("message", text)


class MessageDialog(Sheet):
    """The sheet in which every message is written. It hands words on; a person sends them, and then says so here.

    What is written and not sent is kept as a draft. `noted` gives what `note` made of a message that was sent.
    """

    noted = Signal(object)

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        customer_id: UUID,
        occasion: str = Occasion.FREE,
        *,
        followup_id: UUID | None = None,
        subject_id: UUID | None = None,
        also: Sequence[TodayRow] = (),
        given: Mapping[str, str] = MappingProxyType({}),
        files: Sequence[Path] = (),
        draft: Draft | None = None,
        note: Callable[..., object] = messages.send_noted,
    ) -> None:
        about: dict[str, Any] = {"followup_id": followup_id, "subject_id": subject_id, "given": given}
        draft = draft or desk.ask(drafts.draft, occasion, customer_id, **about)
        title = words(desk.ask(messages.template, occasion).occasion)
        super().__init__(window, title, theme, width=theme.scaled(WIDTH), name="message")
        self._desk, self._customer_id, self._followup_id = desk, customer_id, followup_id
        self._sent_by: Way | None = None
        self._note = note
        self.writing = MessageWriting(self, desk, theme, draft, customer_id, about)
        self.template, self.subject, self.words = self.writing.template, self.writing.subject, self.writing.words
        self.to = ChoiceField([*enumerate(map(_said, self._reaches()))], theme, name="to")
        self.finder = AnswerFinder(desk, theme)
        self.files = Attachments(theme, desk.background)
        self._badge = FieldsBadge(theme)
        self._lacking = Label("", theme, "small", "warn", wrap=True, name="lacking")
        self._told = Label("", theme, "small", "ink_2", wrap=True, name="told")
        self._also = AlsoDone(also, theme)
        self._fill()
        self._choose(occasion)
        self._listen()
        for file in files:
            self.files.add(file)
        self._on_to()

    def open(self) -> None:
        super().open()
        self.words.aim()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    # How it is made

    def _fill(self) -> None:
        theme = self._theme
        facts = self._facts
        who = ", ".join(part for part in (facts.customer, facts.what) if part)
        self.header.insertWidget(1, ElidedLabel(who, theme, "body", "ink_2", name="who"))
        self.header.insertWidget(2, self._badge)
        for bar in self.writing.bars:
            self.body.addWidget(bar)
        first = QHBoxLayout()
        first.setSpacing(theme.space("s3"))
        first.addWidget(FieldBox(_tr("To"), self.to, theme), 1)
        first.addWidget(FieldBox(_tr("Words for"), self.template, theme), 1)
        self.body.addLayout(first)
        self._subject_box = FieldBox(_tr("Subject"), self.subject, theme)
        self.body.addWidget(self._subject_box)
        self.body.addWidget(FieldBox(_tr("Words"), self.words, theme))
        self.body.addWidget(self._lacking)
        self._attach = Button(_tr("Attach a file"), theme, "quiet", "plus", name="attach")
        more = QHBoxLayout()
        more.setSpacing(theme.space("s3"))
        more.addWidget(self.finder, 1)
        more.addWidget(self._attach, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(more)
        self.finder.setVisible(bool(self._desk.ask(answers.rows)))
        self.body.addWidget(self.files)
        for widget in (self._also, PromiseNoting(self._window, self._desk, theme, self._customer_id), self._told):
            self.body.addWidget(widget)
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self._copy = self.add_button(_tr("Copy"), icon="copy", name="copy")
        self._save = self.add_button(_tr("Save as draft"), icon="file-down", name="draft")
        self._text = self.add_button(_tr("Open as text message"), icon="message-square", name="text")
        self._mail = self.add_button(_tr("Open in mail"), icon="mail", name="mail")
        self._sent = self.set_main(_tr("Mark as sent"), "check")

    def _listen(self) -> None:
        pressed: tuple[tuple[Button, Callable[[], None]], ...] = (
            (self._mail, self._on_mail),
            (self._save, self._on_save),
            (self._text, self._on_text),
            (self._copy, self._on_copy),
            (self._attach, self.files.ask),
        )
        for button, slot in pressed:
            button.clicked.connect(slot)
        self.to.changed.connect(self._on_to)
        self.writing.changed.connect(self._show_state)
        self.files.changed.connect(self._show_state)
        self.files.refused.connect(self.set_error)
        self.closed.connect(self._desk.drafts.flush)
        self.finder.taken.connect(self._on_answer)
        self.accepted.connect(self._on_accepted)

    def _choose(self, occasion: str) -> None:
        """The way that was chosen before or fits the words; a long address must not push the sheet wider."""
        for choice in (self.to, self.template):
            choice.setMinimumContentsLength(_LEAST)
            choice.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        ways = list(enumerate(self._reaches()))
        texts = [place for place, reach in ways if reach.way == Way.TEXT and occasion in IN_A_HURRY]
        before = [place for place, reach in ways if _told_apart(reach) == self.writing.to]
        self.to.set_value(next(iter([*before, *texts]), 0))

    # What it shows

    @property
    def _facts(self) -> Facts:
        return self.writing.draft.facts

    def _reaches(self) -> tuple[Reach, ...]:
        return self._facts.reaches or (_NOWHERE,)

    def _reach(self) -> Reach:
        return self._reaches()[self.to.value() or 0]

    def _in_subject(self, *, missing: bool) -> list[str]:
        """The fields in the subject, where the message has one."""
        return self.writing.in_subject(missing=missing) if self._shows_subject() else []

    def _shows_subject(self) -> bool:
        return self._reach().way not in (Way.TEXT, Way.COPIED)

    def _show_state(self) -> None:
        missing = list(dict.fromkeys(self._in_subject(missing=True) + self.words.missing()))
        self._badge.show_fields(missing, len(self.words.filled().union(self._in_subject(missing=False))))
        why = self.writing.lacks(missing)
        self._lacking.setText(why)
        self._lacking.setVisible(bool(why))
        ready = self.files.ready and not why and bool(self.words.value()) and not self._facts.left_alone
        for button in (self._mail, self._save, self._text, self._copy, self._sent):
            button.setEnabled(ready)

    def _on_to(self) -> None:
        way = self._reach().way
        self.writing.set_to(_told_apart(self._reach()))
        self._sent_by = None
        self._subject_box.setVisible(self._shows_subject())
        for widget in (self._mail, self._save, self._attach, self.files):
            widget.setVisible(way == Way.EMAIL)
        self._text.setVisible(way == Way.TEXT)
        self._told.setText(_tr("Nothing is sent from here by itself. Your words are kept as a draft if you leave."))
        if self._facts.left_alone:
            self.set_error(messages.LEFT_ALONE.format(self._facts.customer))
        self._show_state()

    def _on_answer(self, text: str) -> None:
        self.words.put(text)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    # How it leaves

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.value())
        way = Way.LETTER if self._reach().way == Way.LETTER else Way.COPIED
        self._used(way, _tr("The words are copied. Paste them where you write to the customer, then mark it as sent."))

    def _on_text(self) -> None:
        opened = links.open_text(self._reach().to, self.words.value(), self._desk.ask(businesses.current).country)
        self._tell(opened, Way.TEXT, _tr("The message is open. Send it there, then mark it as sent."))

    def _on_mail(self) -> None:
        """By a link; with files, or where a link would be cut off, by a draft."""
        to, subject, text = self._reach().to, self.subject.value(), self.words.value()
        if not self.files.value() and links.fits_a_link(to, subject, text):
            opened = links.open_mail(to, subject, text)
            done = _tr("Your mail program has the message. Send it there, then mark it as sent.")
            self._tell(opened, Way.EMAIL, done)
            return
        file = self._written(lambda: eml.keep(self._letter(), self._customer_id, self._desk.now))
        if file is not None:
            why = _tr("with its files") if self.files.value() else _tr("because it is too long for a link")
            done = _tr("Your mail program has it as a draft, {0}. Send it there, then mark it as sent.")
            self._tell(links.open_draft(file), Way.EMAIL, done.format(why))

    def _on_save(self) -> None:
        proposed, kinds = Path.home() / f"message{eml.SUFFIX}", _tr("E-mail draft (*.eml)")
        picked = Pickers().new_file(self, _tr("Save as draft"), proposed, kinds)
        if picked is None:
            return
        file = self._written(lambda: eml.save(picked, self._letter()))
        if file is not None:
            done = _tr("The draft is saved as {0}. Open it in your mail program and send it, then mark it as sent.")
            self._used(Way.EMAIL, done.format(file.name))

    def _letter(self) -> eml.Letter:
        return self.writing.letter(self._reach().to, self.files.leaving())

    def _written(self, write: Callable[[], Path]) -> Path | None:
        self.set_error("")
        try:
            return write()
        except BookError as error:
            self.set_error(str(error))
            return None

    def _tell(self, opened: bool, way: Way, done: str) -> None:
        if opened:
            self._used(way, done)
        else:
            self._say(_tr("No program on this computer takes it. Copy the words instead."))

    def _used(self, way: Way, told: str) -> None:
        """Says what was done; marking it as sent is then one key away."""
        self._sent_by = way
        self._say(told)
        self._sent.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, told: str) -> None:
        self._told.setText(told)
        self._scroll.ensureWidgetVisible(self._told)

    def _on_accepted(self) -> None:
        reach = self._reach()
        done = self._desk.do(
            self._note,
            self._customer_id,
            self.words.value(),
            self._sent_by or reach.way,
            to=reach.to,
            subject=self.subject.value() if self._shows_subject() else "",
            followup_id=self._followup_id,
            also=self._also.value(),
            attachments=[file.name for file in self.files.value()] if reach.way == Way.EMAIL else [],
            outcome=_tr("Sent"),
            label=_tr("Message sent"),
            on_error=self.set_error,
        )
        if done is not None:
            self.writing.forget()
            self.finish()
            self.noted.emit(done)


def _told_apart(reach: Reach) -> str:
    return f"{reach.way} {reach.to}"


def _said(reach: Reach) -> str:
    """A way to the customer in words: "E-mail: leah@example.org"."""
    if not reach.to:
        return _tr("No address yet, copy the words")
    return f"{words(reach.way)}: {reach.to}" + (f", {reach.whose}" if reach.whose else "")
