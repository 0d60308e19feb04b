"""A message: words with their fields filled in, to read, change, hand to another program, and mark as sent."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tradesman.book.errors import BookError
from tradesman.book.message import Way
from tradesman.documents import drafts
from tradesman.documents.drafts import Draft
from tradesman.exchange import eml
from tradesman.services import answers, businesses, mailing, message_words, messages
from tradesman.services.messages import Facts, Occasion, Reach
from tradesman.services.today import TodayRow
from tradesman.ui import letter_handout, links, mail_sending
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.follow_up_dialog import AlsoDone
from tradesman.ui.dialogs.paper_dialog import PaperDialog
from tradesman.ui.parts import mail_leaving
from tradesman.ui.parts.answer_finder import AnswerFinder
from tradesman.ui.parts.attachments import Attachments
from tradesman.ui.parts.marked_text import FieldsBadge
from tradesman.ui.parts.message_writing import MessageWriting
from tradesman.ui.parts.promise_noting import PromiseNoting
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import ChoiceField
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.words import message_name, words

T = TypeVar("T")

IN_A_HURRY = frozenset({Occasion.LEFT_MESSAGE, Occasion.RUNNING_LATE, Occasion.AT_YOUR_DOOR})  # by text first
WIDTH = 820
_LEAST = 12  # letters of a choice that are always seen
_NOWHERE = Reach(Way.COPIED, "")
_WITH_FILES = frozenset({Way.EMAIL, Way.LETTER})


def _tr(text: str) -> str:
    return QCoreApplication.translate("message", text)


class MessageDialog(Sheet):
    """The sheet in which every message is written. A person sends it: from here with a mail server, otherwise there.

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
        given: drafts.Given = MappingProxyType({}),
        files: Sequence[Path] = (),
        draft: Draft | None = None,
        note: Callable[..., object] = messages.send_noted,
        language: str = "",
    ) -> None:
        about: dict[str, Any] = {"followup_id": followup_id, "subject_id": subject_id, "given": given}
        draft = draft or desk.ask(drafts.draft, occasion, customer_id, language=language, **about)
        title = message_name(desk.ask(message_words.template, occasion))
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
        who = [self._facts.customer, *filter(None, [self._facts.what])]
        self.header.insertWidget(1, ElidedLabel(", ".join(who), theme, "body", "ink_2", name="who"))
        self.header.insertWidget(2, self._badge)
        for bar in self.writing.bars:
            self.body.addWidget(bar)
        first = QHBoxLayout()
        first.setSpacing(theme.space("s3"))
        first.addWidget(FieldBox(_tr("To"), self.to, theme), 1)
        first.addWidget(FieldBox(_tr("Words for"), self.template, theme), 1)
        first.addWidget(FieldBox(_tr("Language"), self.writing.language, theme))
        self.body.addLayout(first)
        self._subject_box = FieldBox(_tr("Subject"), self.subject, theme)
        words = FieldBox(_tr("Words"), self.words, theme)
        for widget in (self._told, self._subject_box, words, self._lacking):
            self.body.addWidget(widget)
        self._attach = Button(_tr("Attach a file"), theme, "quiet", "plus", name="attach")
        more = QHBoxLayout()
        more.setSpacing(theme.space("s3"))
        more.addWidget(self.finder, 1)
        more.addWidget(self._attach, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(more)
        self.finder.setVisible(bool(self._desk.ask(answers.rows)))
        self.body.addWidget(self.files)
        self.body.addWidget(self._also)
        self.body.addWidget(PromiseNoting(self._window, self._desk, theme, self._customer_id))
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self._copy = self.add_button(_tr("Copy"), icon="copy", name="copy")
        self._save = self.add_button(_tr("Save as draft"), icon="file-down", name="draft")
        self._text = self.add_button(_tr("Open as text message"), icon="message-square", name="text")
        self._mail = self.add_button(_tr("Open in mail"), icon="mail", name="mail")
        self._print = self.add_button(_tr("Make the letter"), icon="printer", name="letter")
        self._sent = self.set_main(_tr("Mark as sent"), "check")

    def _listen(self) -> None:
        self._mail.clicked.connect(self._on_mail)
        self._save.clicked.connect(self._on_save)
        self._text.clicked.connect(self._on_text)
        self._print.clicked.connect(self._on_print)
        self._copy.clicked.connect(self._on_copy)
        self._attach.clicked.connect(self.files.ask)
        self.to.changed.connect(self._on_to)
        self.writing.changed.connect(self._show_state)
        self.files.changed.connect(self._show_state)
        self.files.refused.connect(self.set_error)
        self.closed.connect(self._desk.drafts.flush)
        self.finder.taken.connect(self.writing.put_answer)
        self.accepted.connect(self._on_accepted)

    def _choose(self, occasion: str) -> None:
        """The way that was chosen before or fits the words; a long address must not push the sheet wider."""
        _keep_narrow(self.to, self.template)
        self.to.set_value(_fitting(self._reaches(), self.writing.to, occasion))

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
        for button in (self._mail, self._save, self._text, self._print, self._copy, self._sent):
            button.setEnabled(ready)
        self._show_way()

    @property
    def _sends(self) -> bool:
        """Whether the main button sends it; once another program has it, the button only notes that."""
        by_mail = self._reach().way == Way.EMAIL and self._sent_by is None
        return by_mail and self._desk.recall(mailing.is_set_up)

    def _show_way(self) -> None:
        """What the main button does, and what goes to whom."""
        sends = self._sends
        self._sent.setText(_tr("Send") if sends else _tr("Mark as sent"))
        self._sent.set_icon("send" if sends else "check")
        if self._sent_by is None:
            to = self._reach().to if sends else ""
            self._told.setText(mail_leaving.what_goes(self._desk, to, self.files.names()))

    def _on_to(self) -> None:
        way = self._reach().way
        self.writing.set_to(_told_apart(self._reach()))
        self._sent_by = None
        self._subject_box.setVisible(self._shows_subject())
        mail, files = (Way.EMAIL,), _WITH_FILES
        fits = {self._mail: mail, self._save: mail, self._text: (Way.TEXT,), self._print: (Way.LETTER,)}
        for widget, ways in (*fits.items(), (self._attach, files), (self.files, files)):
            widget.setVisible(way in ways)
        if self._facts.left_alone:
            self.set_error(messages.LEFT_ALONE.format(self._facts.customer))
        self._show_state()

    # How it leaves

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.value())
        way = Way.LETTER if self._reach().way == Way.LETTER else Way.COPIED
        self._used(way, _tr("The words are copied. Paste them where you write to the customer, then mark it as sent."))

    def _on_text(self) -> None:
        opened = links.open_text(self._reach().to, self.words.value(), self._desk.ask(businesses.current).country)
        self._tell(opened, Way.TEXT, _tr("The message is open. Send it there, then mark it as sent."))

    def _on_print(self) -> None:
        said = (self._reach().to, self.subject.value(), self.words.value(), self.files.leaving())
        handout = letter_handout.letter(self._desk, self._facts, *said)
        self._used(Way.LETTER, _tr("The letter is made. Print it, sign it and post it, then mark it as sent."))
        PaperDialog(self._window, self._desk, self._theme, handout).open()

    def _on_mail(self) -> None:
        told = self._written(lambda: mail_leaving.open_in_mail(self._desk, self._customer_id, self._letter()))
        if told is not None:
            self._tell(told[0], Way.EMAIL, told[1])

    def _on_save(self) -> None:
        told = self._written(lambda: mail_leaving.save_draft(self, self._letter()))
        if told:
            self._used(Way.EMAIL, told)

    def _letter(self) -> eml.Letter:
        said = (self._reach().to, self.subject.value(), self.words.value())
        return mail_leaving.letter(self._facts, *said, self.files.leaving())

    def _written(self, write: Callable[[], T]) -> T | None:
        self.set_error("")
        try:
            return write()
        except BookError as error:
            self.set_error(str(error))
            return None

    def _tell(self, opened: bool, way: Way, done: str) -> None:
        if not opened:
            return self._say(mail_leaving.not_taken())
        return self._used(way, done)

    def _used(self, way: Way, told: str) -> None:
        """Says what was done; marking it as sent is then one key away."""
        self._sent_by = way
        self._show_way()
        self._say(told)
        self._sent.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, told: str) -> None:
        self._told.setText(told)
        self._scroll.ensureWidgetVisible(self._told)

    def _on_accepted(self) -> None:
        reach, desk = self._reach(), self._desk
        about: Any = {
            "to": reach.to,
            "subject": self.subject.value() if self._shows_subject() else "",
            "occasion": self.template.value(),
            "followup_id": self._followup_id,
            "also": self._also.value(),
            "attachments": [file.name for file in self.files.value()] if reach.way in _WITH_FILES else [],
            "answers": self.writing.answers,
            "outcome": _tr("E-mail written") if self._sends else _tr("Sent"),
            "on_error": self.set_error,
        }
        if sends := self._sends:
            queue = partial(mail_leaving.queue, desk, self._customer_id, self._letter(), note=self._note)
            done: Any = self._written(partial(queue, **about))
        else:
            way, label = self._sent_by or reach.way, _tr("Message sent")
            done = desk.do(self._note, self._customer_id, self.words.value(), way, label=label, **about)
        if done is not None:
            self.writing.forget()
            self.finish()
            self.noted.emit(done)
            if sends:
                mail_sending.send(self._window, desk, self._theme, [done])


def _keep_narrow(*choices: ChoiceField) -> None:
    for choice in choices:
        choice.setMinimumContentsLength(_LEAST)
        choice.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)


def _fitting(reaches: Sequence[Reach], before: str, occasion: str) -> int:
    """The place of the way that was chosen before, otherwise of the one that fits the words."""
    chosen = [place for place, reach in enumerate(reaches) if _told_apart(reach) == before]
    texts = [place for place, reach in enumerate(reaches) if reach.way == Way.TEXT and occasion in IN_A_HURRY]
    return next(iter([*chosen, *texts]), 0)


def _told_apart(reach: Reach) -> str:
    return f"{reach.way} {reach.to}"


def _said(reach: Reach) -> str:
    """A way to the customer in words: "E-mail: leah@example.org"."""
    if not reach.to:
        return _tr("No address yet, copy the words")
    return f"{words(reach.way)}: {reach.to}" + (f", {reach.whose}" if reach.whose else "")
