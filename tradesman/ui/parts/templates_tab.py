"""The words for each occasion: picked at the left, seen at the right as a real customer would get them."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.errors import BookError
from tradesman.documents import drafts
from tradesman.services import message_words, messages
from tradesman.services.message_words import TemplateRow
from tradesman.services.messages import NOT_TO_CUSTOMERS
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.template_dialog import TemplateDialog
from tradesman.ui.parts import words_writing
from tradesman.ui.parts.customer_picker import CustomerPicker
from tradesman.ui.parts.message_preview import MessagePreview
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.table import Table
from tradesman.ui.widgets.table_model import CellBadge, Column
from tradesman.ui.widgets.tips import allow
from tradesman.ui.words import language_choices, message_name


class TemplatesTab(QObject):
    """`body` stands in the page's card, `side` beside it, `action` in its header."""

    key = "messages"

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._page = desk, theme, parent
        self._rows: list[TemplateRow] = []
        self._customer_id: UUID | None = None
        self._chosen = False  # by the person; until then each occasion shows somebody whom it fits
        self._shown = ""  # the occasion
        self._spoken = ""  # the language that was chosen for what is shown; otherwise that of the customer is written
        self.title = self.tr("Messages")
        self.action = Button(self.tr("Use the original words"), theme, icon="rotate-ccw", name="template_reset")
        self.action.clicked.connect(self._on_reset)
        self.body, self.side = self._built_body(), self._built_side()

    def count(self) -> str:
        """How much there is, for the page's header."""
        own = sum(row.own for row in self._rows)
        said = self.tr("{0} messages").format(len(self._rows))
        return self.tr("{0}, {1} in your own words").format(said, own) if own else said

    def refresh(self) -> None:
        """Asks the book again."""
        self._rows = self._desk.ask(message_words.templates, self._language())
        self.table.set_rows(self._rows)
        if self.table.picked() is None:
            with QSignalBlocker(self.table):
                self.table.pick(0)
        self._show(self.table.picked())

    def focus_search(self) -> None:
        """Puts the keyboard into the list; there are few enough to be seen at once."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    # How it is made

    def _built_body(self) -> QWidget:
        columns = [
            Column("occasion", self.tr("For"), 230, "name", text=message_name, sortable=False),
            Column("subject", self.tr("Says"), text=_says, sortable=False),
            Column("own", self.tr("Words"), 110, badge=self._badge, sortable=False),
        ]
        self.table = Table(
            columns,
            self._theme,
            self._sentence,
            lambda row: row.occasion,
            words=self.tr("Messages"),
            name="messages_table",
        )
        self.table.row_picked.connect(self._on_picked)
        self.table.row_opened.connect(self._on_edit)
        self.language = Segmented(language_choices(), self._theme, compact=True, name="template_language")
        self.language.setAccessibleName(self.tr("Language of the words"))
        self.language.setFixedWidth(self._theme.scaled(240))
        self.language.set_value(self._desk.recall(messages.language_of))
        self.language.changed.connect(self._on_language)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 8)
        head.addWidget(self.language)
        head.addStretch(1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        return body

    def _built_side(self) -> Card:
        theme = self._theme
        side = Card(theme, padding=1, name="template_card")
        side.setAccessibleName(self.tr("The message"))
        self._title = Label("", theme, "section", wrap=True, name="template_title")
        edit = Button(self.tr("Edit"), theme, "quiet", "pencil", compact=True, name="template_edit")
        edit.clicked.connect(self._on_edit)
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 8, 6)
        head.addWidget(self._title, 1)
        head.addWidget(edit)
        self.picker = CustomerPicker(self.tr("Preview for"), self._desk, theme, name="preview_for")
        self.picker.picked.connect(self._on_customer)
        self._preview = MessagePreview(theme, lines=3)
        self._write = Button(self.tr("Write it"), theme, "primary", "send", name="template_write")
        self._write.clicked.connect(self._on_write)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 16)
        inner.setSpacing(theme.space("s3"))
        inner.addWidget(self.picker)
        inner.addWidget(self._preview, 1)
        inner.addWidget(self._write)
        side.body.setSpacing(0)
        side.body.addLayout(head)
        side.body.addWidget(Separator())
        side.body.addLayout(inner, 1)
        return side

    # What it shows

    def _show(self, row: TemplateRow | None) -> None:
        if row is None:
            return
        try:
            self._show_for(row)
        except BookError:  # whoever was picked is no longer in the book
            self._chosen = False
            self._show_for(row)

    def _show_for(self, row: TemplateRow) -> None:
        self._shown = row.occasion
        if not self._chosen:
            self._customer_id = self._desk.ask(messages.somebody, row.occasion)
        self._title.setText(message_name(row))
        self.action.setEnabled(row.own and not row.title)
        self.picker.setVisible(self._customer_id is not None)
        self._write.setVisible(self._customer_id is not None and row.occasion not in NOT_TO_CUSTOMERS)
        customer, *said = self._desk.ask(drafts.seen, row.occasion, self._customer_id, self._language())
        self.picker.show_name(customer)
        self._preview.show_filled(*said)
        allow(self._write, self._why_not(row, customer))

    def _why_not(self, row: TemplateRow, customer: str) -> str:
        """Why these words are not for whoever is shown; empty when they are."""
        if self._customer_id is None:
            return ""
        return words_writing.why_not(self._desk, self._customer_id, customer, row.occasion)

    def _badge(self, row: TemplateRow) -> CellBadge | None:
        return CellBadge(self.tr("Your words"), "info") if row.own else None

    def _sentence(self, row: TemplateRow) -> str:
        own = self.tr("your words") if row.own else self.tr("original words")
        return self.tr("{0}, {1}. Enter to edit.").format(message_name(row), own)

    def _language(self) -> str:
        return str(self.language.value() or "")

    # What is done

    def _on_language(self) -> None:
        self._spoken = self._language()
        self.refresh()

    def _on_picked(self, row: TemplateRow | None) -> None:
        if row is not None and row.occasion != self._shown:
            self._spoken = ""
        self._show(row)

    def _on_customer(self, customer_id: Any) -> None:
        self._spoken = ""
        self._customer_id, self._chosen = customer_id, True
        self._show(self.table.picked())

    def _on_edit(self) -> None:
        row = self.table.picked()
        TemplateDialog(self._page.window(), self._desk, self._theme, row, self._customer_id, self._language()).open()

    def _on_write(self) -> None:
        if self._customer_id is not None:
            about = (self._customer_id, self.table.picked().occasion)
            words_writing.write(self._page.window(), self._desk, self._theme, *about, language=self._spoken)

    def _on_reset(self) -> None:
        label = self.tr("Original words taken again")
        place = (self.table.picked().occasion, self._language())
        self._desk.do(message_words.reset_template, *place, label=label)


def _says(row: TemplateRow) -> str:
    """What it says, with the names of the fields."""
    return drafts.first_words(row.words)
