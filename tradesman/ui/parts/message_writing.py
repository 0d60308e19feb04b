"""What a message says: the words of a template, until they are the owner's own, which stay until others are taken."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from tradesman.book.answer import Answer
from tradesman.documents import drafts
from tradesman.documents.drafts import Draft
from tradesman.documents.wording import Filled, Span
from tradesman.services import message_words
from tradesman.services.messages import NOT_TO_CUSTOMERS, Occasion
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.draft_bar import DraftBar
from tradesman.ui.parts.marked_text import MarkedText
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.banner import Banner
from tradesman.ui.widgets.fields import ChoiceField, LineField
from tradesman.ui.words import language_choices, language_name, message_name

DRAFT = "message"


def _tr(text: str) -> str:
    return QCoreApplication.translate("message", text)


class MessageWriting(QObject):
    """The fields that are written in, and the draft of them: of one customer, one subject and one occasion.

    The sheet lays them out, the bars above them. `draft` is what the template gave; `changed` says that something else
    is written now.
    """

    changed = Signal()

    def __init__(
        self, sheet: QWidget, desk: Desk, theme: Theme, draft: Draft, customer_id: UUID, about: dict[str, Any]
    ) -> None:
        super().__init__(sheet)
        self.draft = self._first = draft
        spoken = dict(language_choices()) | {draft.language: language_name(draft.language)}
        self.language = ChoiceField(list(spoken.items()), theme, name="language")
        self.language.set_value(draft.language)
        self.to = ""  # the way to the customer that was chosen
        self.answers: list[UUID] = []  # of the library, which were put in
        self._desk, self._customer_id, self._about, self._occasion = desk, customer_id, about, draft.occasion
        subject = about["followup_id"] or about["subject_id"] or ""
        self._key = f"{DRAFT}/{customer_id}/{subject}/{draft.occasion}"
        if draft.occasion == Occasion.RECOMMEND:
            self._key += f"/{draft.facts.partner}"  # what recommends one is not kept for another
        rows = [
            row
            for row in desk.ask(message_words.templates)
            if row.occasion not in NOT_TO_CUSTOMERS or row.occasion == draft.occasion
        ]
        self.template = ChoiceField([(str(row.occasion), message_name(row)) for row in rows], theme, name="template")
        self.subject = LineField(theme, name="subject")
        self.words = MarkedText(theme, lines=8, name="words")
        self._bar = DraftBar(theme)
        kept = _tr("Your own words are kept.")
        self._own = Banner("info", kept, "", theme, _tr("Take the other words"), icon="pencil", name="own_kept")
        self._own.hide()
        self.bars: tuple[QWidget, ...] = (self._bar, self._own)
        for bar in self.bars:
            bar.setParent(sheet)  # it may be shown before it is laid out, and must not become a window of its own
        self._showing = False
        self._filled = ("", "")
        self._take(draft.occasion)
        self._bring_back()
        self._listen()

    def _listen(self) -> None:
        self.template.changed.connect(self._on_template)
        self.language.changed.connect(self._on_template)
        self.subject.changed.connect(self._on_written)
        self.words.changed.connect(self._on_written)
        self._own.acted.connect(self._on_other_words)
        self._bar.discarded.connect(self._begin_anew)

    # What stands there

    def in_subject(self, *, missing: bool) -> list[str]:
        """The fields that stand in the subject as they were put in."""
        filled, typed = self.draft.subject, self.subject.value()
        spans = [span for span in filled.spans if span.missing == missing]
        return [span.field for span in spans if filled.text[span.start : span.end] in typed]

    def lacks(self, missing: Sequence[str]) -> str:
        """Why it cannot be sent with these fields missing, or without what has to stand there; empty for no reason."""
        if missing:
            names = ", ".join(name.replace("_", " ") for name in missing)
            return _tr("Missing: {0}. Type over it, or take it out.").format(names)
        if not self.draft.keeps_all(self.words.value()):
            said = _tr("Put back what you earn: “{0}” It can be reworded with the finding, and not left out.")
            return said.format(self.draft.keeps)
        return ""

    def put_answer(self, answer: Answer) -> None:
        """Puts an answer of the library where the cursor is."""
        self.answers.append(answer.id)
        self.words.put(answer.words)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _written(self) -> tuple[str, str]:
        return self.subject.value(), self.words.value()

    def _is_own(self) -> bool:
        """Whether it is not what the template gave, word for word."""
        return self._written() != self._filled

    def _take(self, occasion: str, language: str = "") -> None:
        """Writes the words for an occasion; what stood there before comes back with Ctrl+Z in the field."""
        language = language or self.draft.language
        if (occasion, language) != (self.draft.occasion, self.draft.language):
            said: Any = {**self._about, "language": language}
            again = (occasion, language) == (self._first.occasion, self._first.language)
            self.draft = self._first if again else self._desk.ask(drafts.draft, occasion, self._customer_id, **said)
        self._show(occasion, self.draft.subject.text, self.draft.words)
        self._filled = self._written()

    def _show(self, occasion: str, subject: str, filled: Filled) -> None:
        self._showing = True
        self.template.set_value(str(occasion))
        self.language.set_value(self.draft.language)
        self.subject.set_value(subject)
        self.words.show_filled(filled)
        self.words.aim()
        self._showing = False
        self._own.hide()

    # What happens

    def _on_written(self) -> None:
        if self._showing:
            return
        if not self._is_own():
            self.forget()
        else:
            self._keep()
        self.changed.emit()

    def _on_template(self) -> None:
        """Other words take the place of a template's, but that of one's own only when that is asked for."""
        if self._showing:
            return
        chosen = (self.template.value(), self.language.value())
        own, other = self._is_own(), chosen != (self.draft.occasion, self.draft.language)
        self._own.setVisible(own and other)
        if other and not own:
            self._change_words()

    def _on_other_words(self) -> None:
        self._change_words()
        self.words.setFocus()

    def _change_words(self) -> None:
        self.forget()
        self._bar.hide()
        self._take(self.template.value(), self.language.value())
        self.changed.emit()

    # The draft

    def forget(self) -> None:
        """Forgets the draft: it was sent, or there is nothing of one's own in it."""
        self._desk.drafts.drop(self._key)

    def set_to(self, to: str) -> None:
        """Another way to the customer was chosen; what was written keeps it."""
        other, self.to = bool(self.to) and to != self.to, to
        if other and self._is_own():
            self._keep()

    def _keep(self) -> None:
        filled = self.words.filled_now()
        draft = {
            "at": self._desk.now.isoformat(),
            "occasion": str(self.draft.occasion),
            "language": self.draft.language,
            "to": self.to,
            "subject": self.subject.value(),
            "words": filled.text,
            "answers": [str(answer_id) for answer_id in self.answers],
            "spans": [[span.field, span.start, span.end, span.missing] for span in filled.spans],
        }
        self._desk.drafts.keep(self._key, draft)

    def _bring_back(self) -> None:
        """Shows what was written and not sent, over the template's words; what makes no sense is forgotten."""
        kept = self._desk.drafts.get(self._key)
        if kept is None:
            return
        try:
            at = datetime.fromisoformat(kept["at"]).astimezone(self._desk.zone())
            spans = tuple(
                Span(str(name), int(start), int(end), bool(lacks)) for name, start, end, lacks in kept["spans"]
            )
            put_in = [UUID(answer_id) for answer_id in kept.get("answers", ())]
            subject, filled, occasion = str(kept["subject"]), Filled(str(kept["words"]), spans), str(kept["occasion"])
            self._take(occasion, str(kept.get("language", "")))
        except (AttributeError, LookupError, TypeError, ValueError):
            self.forget()
            self._take(self._occasion, self._first.language)
            return
        self.to, self.answers = str(kept.get("to", "")), put_in
        self._show(occasion, subject, filled)
        self._bar.tell(say.moment(at, self._desk.today()))

    def _begin_anew(self) -> None:
        self.forget()
        self._take(self._occasion, self._first.language)
        self.words.setFocus()
        self.changed.emit()
