"""The rule that is picked: when, how long, who is not asked, and its words as a real customer would get them."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.errors import BookError
from tradesman.book.message import Way
from tradesman.documents import drafts
from tradesman.services import message_words, messages
from tradesman.services.playbooks import Line
from tradesman.ui.desk import Desk
from tradesman.ui.parts import rule_words, words_writing
from tradesman.ui.parts.customer_picker import CustomerPicker
from tradesman.ui.parts.message_preview import MessagePreview
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Separator
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.tips import allow
from tradesman.ui.words import message_name

_MARGIN = 16


class RuleSide(QWidget):
    """Beside the list, or over it where there is no room; `left` comes before another sheet is opened."""

    edit_asked = Signal()
    remove_asked = Signal()
    left = Signal()

    def __init__(self, desk: Desk, theme: Theme, *, inside: bool = False) -> None:
        """Inside a sheet, which has its name and its buttons, the words have more room."""
        super().__init__()
        self._desk, self._theme = desk, theme
        self._line: Line | None = None
        self._customer_id: UUID | None = None
        self._chosen = False  # by the person; until then each rule shows somebody whom it fits
        self._title = Label("", theme, "section", wrap=True, name="rule_title")
        self._names: dict[str, Label] = {}
        self._facts = {key: Label("", theme, "small", wrap=True, name=f"rule_{key}") for key in self._fact_names()}
        self.picker = CustomerPicker(self.tr("Preview for"), desk, theme, name="rule_preview_for")
        self.preview = MessagePreview(theme, lines=9 if inside else 3)
        self._build(inside=inside)
        self.picker.picked.connect(self._on_customer)

    def _fact_names(self) -> dict[str, str]:
        return {
            "when": self.tr("When"),
            "wait": self.tr("Wait"),
            "unless": self.tr("Unless"),
            "words": self.tr("Message"),
        }

    # How it is made

    def _build(self, *, inside: bool) -> None:
        theme = self._theme
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = self._built_head()
        whole.addWidget(head)
        head.setVisible(not inside)
        facts = QGridLayout()
        facts.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        facts.setHorizontalSpacing(theme.space("s4"))
        facts.setVerticalSpacing(theme.space("s1"))
        facts.setColumnStretch(1, 1)
        for row, (key, words) in enumerate(self._fact_names().items()):
            self._names[key] = Label(words, theme, "small", "ink_3")
            facts.addWidget(self._names[key], row, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(self._facts[key], row, 1)
        whole.addLayout(facts)
        whole.addWidget(Separator())
        inner = QVBoxLayout()
        inner.setContentsMargins(_MARGIN, 12, _MARGIN, _MARGIN)
        inner.setSpacing(theme.space("s3"))
        inner.addWidget(self.picker)
        inner.addWidget(self.preview, 1)
        inner.addLayout(self._built_foot())
        whole.addLayout(inner, 1)

    def _built_head(self) -> QWidget:
        theme = self._theme
        self._remove = IconButton("trash-2", self.tr("Remove this rule"), theme, compact=True, name="rule_remove")
        self._edit = Button(self.tr("Edit"), theme, "quiet", "pencil", compact=True, name="rule_edit")
        self._remove.clicked.connect(self.remove_asked)
        self._edit.clicked.connect(self.edit_asked)
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN, 6, 8, 6)
        row.addWidget(self._title, 1)
        row.addWidget(self._remove)
        row.addWidget(self._edit)
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Separator())
        return head

    def _built_foot(self) -> QHBoxLayout:
        theme = self._theme
        self._write = Button("", theme, "primary", "send", name="rule_write")
        self._copy = Button(self.tr("Copy"), theme, icon="copy", name="rule_copy")
        self._write.clicked.connect(self._on_write)
        self._copy.clicked.connect(self._on_copy)
        row = QHBoxLayout()
        row.setSpacing(theme.space("s2"))
        row.addWidget(self._write, 1)
        row.addWidget(self._copy)
        return row

    # What it shows

    def show_rule(self, one: Line | None) -> None:
        """Shows a rule of the book, or nothing."""
        self._line = one
        self.setEnabled(self._line is not None)
        if self._line is None:
            return
        try:
            self._show(self._line)
        except BookError:  # whoever was picked is no longer in the book
            self._chosen = False
            self._show(self._line)

    def _show(self, one: Line) -> None:
        row = self._desk.ask(message_words.template, one.speaks)
        self._title.setText(rule_words.name(one))
        self._remove.setVisible(one.own)
        when = rule_words.event_words(one.event)
        told = {
            "when": when[:1].lower() + when[1:],
            "wait": rule_words.wait_in_full(one),
            "unless": rule_words.unless_words(one),
            "words": self.tr("its own words") if row.title else message_name(row),
        }
        for key, words in told.items():
            self._facts[key].setText(words)
        for label in (self._names["words"], self._facts["words"]):
            label.setVisible(told["words"] != rule_words.name(one))
        if not self._chosen:
            self._customer_id = self._desk.ask(messages.somebody, one.key if one.own else one.purpose)
        self.picker.setVisible(self._customer_id is not None)
        customer, subject, words_ = self._desk.ask(drafts.seen, one.speaks, self._customer_id)
        self.picker.show_name(customer)
        self.preview.show_filled(subject, words_)
        self._show_ways(one, missing=bool(subject.missing or words_.missing))

    def _show_ways(self, one: Line, *, missing: bool) -> None:
        """How it can leave: not at all with a field missing, or to somebody of whom it is not asked now."""
        self._write.setText(self.tr("Open the message"))
        if self._customer_id is None:
            why = self.tr("There is no customer yet.")
        else:
            facts = self._desk.ask(messages.facts_about, self._customer_id)
            if facts.reaches and facts.reaches[0].way == Way.EMAIL:
                self._write.setText(self.tr("Open in e-mail"))
            left = self.tr("{0} asked not to be contacted.").format(facts.customer) if facts.left_alone else ""
            held = words_writing.why_not(self._desk, self._customer_id, facts.customer, one.speaks, one.purpose)
            why = left or held or (self.tr("A field is missing.") if missing else "")
        allow(self._write, why)
        allow(self._copy, why)

    # What is done

    def _on_customer(self, customer_id: Any) -> None:
        self._customer_id, self._chosen = customer_id, True
        if self._line is not None:
            self._show(self._line)

    def _on_write(self) -> None:
        if self._line is None or self._customer_id is None:
            return
        window, customer_id, one = self.window(), self._customer_id, self._line
        self.left.emit()
        words_writing.write(window, self._desk, self._theme, customer_id, one.speaks, key=one.key)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.preview.words.value())
        self._desk.told.emit(self.tr("Copied."), self.tr("Paste the words where you write to the customer."))
