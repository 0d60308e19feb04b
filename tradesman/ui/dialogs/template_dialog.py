"""The owner's own words for an occasion: written at the left, and seen at the right as a customer would get them."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradesman.documents import drafts, wording
from tradesman.documents.wording import WordingError
from tradesman.services import message_words, messages
from tradesman.services.message_words import TemplateRow
from tradesman.services.messages import ENGLISH
from tradesman.ui.desk import Desk
from tradesman.ui.parts.marked_text import TemplateText
from tradesman.ui.parts.message_preview import MessagePreview
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.chips import Chip
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.flow import Flow
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.tips import plain_tip
from tradesman.ui.words import language_name, message_name

WIDTH = 980


def _tr(text: str) -> str:
    return QCoreApplication.translate("template", text)


class TemplateDialog(Sheet):
    """Words with fields; a field is put in by its chip, and what cannot be filled is said while one types."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        row: TemplateRow,
        customer_id: UUID | None = None,
        language: str = "",
    ) -> None:
        title = message_name(row) if language in ("", ENGLISH) else f"{message_name(row)}, {language_name(language)}"
        super().__init__(window, title, theme, width=theme.scaled(WIDTH), name="template_sheet")
        self._desk, self._row = desk, row
        self._language = language or desk.ask(messages.language_of)
        self._values = desk.ask(drafts.values_for, row.occasion, customer_id, self._language)
        self.subject = LineField(theme, name="subject")
        self.words = TemplateText(theme, lines=8, name="words")
        self.subject.set_value(row.subject)
        self.words.set_value(row.words)
        self._into: QWidget = self.words  # where a chip puts its field: where one wrote last
        self.subject.installEventFilter(self)
        self.words.installEventFilter(self)
        self._preview = MessagePreview(theme, lines=8)
        columns = QHBoxLayout()
        columns.setSpacing(theme.space("s5"))
        columns.addLayout(self._built_left(), 11)
        line = QFrame()
        line.setProperty("role", "separator")
        line.setFixedWidth(1)
        columns.addWidget(line)
        columns.addLayout(self._built_right(), 9)
        self.body.addLayout(columns)
        self._build_foot()
        for field in (self.subject, self.words):
            field.changed.connect(self._show_preview)
        self.accepted.connect(self._on_accepted)
        self._show_preview()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, LineField | TemplateText):
            self._into = watched
        return super().eventFilter(watched, event)

    def _built_left(self) -> QVBoxLayout:
        theme = self._theme
        left = QVBoxLayout()
        left.setSpacing(theme.space("s3"))
        left.addWidget(FieldBox(_tr("Subject"), self.subject, theme))
        self._box = FieldBox(_tr("Words"), self.words, theme)
        left.addWidget(self._box)
        left.addWidget(Label(_tr("Put in a field"), theme, "small strong"))
        chips = Flow(theme.space("s2"))
        samples = drafts.samples_in(self._language)
        for name, (says, _sample) in drafts.known(self._row.occasion).items():
            chip = Chip(name.replace("_", " "), theme, name=f"field_{name}")
            chip.setCheckable(False)
            chip.setToolTip(plain_tip(_tr("{0}, like “{1}”").format(says, samples[name])))
            chip.clicked.connect(self._putter(name))
            chips.addWidget(chip)
        left.addWidget(chips)
        only = _tr("Words that only stand where a field has something: {% if time %} at {{ time }}{% endif %}")
        left.addWidget(Label(only, theme, "small", "ink_3", wrap=True))
        left.addStretch(1)
        return left

    def _built_right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(self._theme.space("s2"))
        whom = _tr("As {0} would get it").format(self._values["customer"])
        right.addWidget(Label(whom, self._theme, "section", wrap=True, name="whom"))
        right.addWidget(self._preview)
        right.addStretch(1)
        return right

    def _build_foot(self) -> None:
        cancel = Button(_tr("Cancel"), self._theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        if self._row.own and not self._row.title:
            reset = Button(_tr("Use the original words"), self._theme, "quiet", "rotate-ccw", name="reset")
            reset.clicked.connect(self._on_reset)
            self.add_left(reset)
        self._save = self.set_main(_tr("Save"))

    def _putter(self, name: str) -> Callable[[], None]:
        def put() -> None:
            field = f"{{{{ {name} }}}}"
            self.subject.insert(field) if self._into is self.subject else self.words.insertPlainText(field)
            self._into.setFocus(Qt.FocusReason.OtherFocusReason)

        return put

    def _show_preview(self) -> None:
        """What a customer would get; what cannot be filled stands below the words, and is not saved."""
        subject, text = self.subject.value(), self.words.value()
        try:
            drafts.check(self._row.occasion, subject, text)
            self._preview.show_filled(
                wording.read(subject).fill(self._values, one_line=True), wording.read(text).fill(self._values)
            )
            fault = ""
        except WordingError as error:
            fault = str(error).replace(" Nothing was changed.", "")
        self._box.set_error(fault)
        self._save.setEnabled(not fault and bool(text))

    def _on_reset(self) -> None:
        original = message_words.original(self._row.occasion, self._language)
        self.subject.set_value(original.subject)
        self.words.set_value(original.words)

    def _on_accepted(self) -> None:
        failed: list[str] = []
        written = (self.subject.value(), self.words.value(), self._language)
        label = _tr("Words changed")
        self._desk.do(drafts.change, self._row.occasion, *written, label=label, on_error=failed.append)
        if failed:
            self.set_error(failed[0])
        else:
            self.finish()
