"""A message as a customer would get it: subject and words with their fields marked, and how many are filled."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.documents.wording import Filled
from tradesman.ui.parts.marked_text import FieldsBadge, MarkedText
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label


class MessagePreview(QWidget):
    """To read, not to change."""

    def __init__(self, theme: Theme, *, lines: int) -> None:
        super().__init__()
        self.subject = MarkedText(theme, lines=1, name="preview_subject")
        self.words = MarkedText(theme, lines=lines, name="preview_words")
        self._badge = FieldsBadge(theme)
        self._lacking = Label("", theme, "small", "warn", wrap=True, name="preview_lacking")
        title = Label(self.tr("Subject"), theme, "small", "ink_3")
        title.setBuddy(self.subject)
        self._head = (title, self.subject)
        self.subject.setAccessibleName(self.tr("Subject as it is sent"))
        self.subject.setProperty("role", "bare")
        self.subject.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.subject.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.subject.document().setDocumentMargin(0)
        self.subject.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.words.setAccessibleName(self.tr("Words as they are sent"))
        for field in (self.subject, self.words):
            field.setReadOnly(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s1"))
        column.addWidget(title)
        column.addWidget(self.subject)
        column.addWidget(self.words, 1)
        column.addSpacing(theme.space("s1"))
        column.addWidget(self._badge)
        column.addWidget(self._lacking)

    def _fit(self) -> None:
        """As many lines as the subject takes; Qt gives the height of such a document in lines."""
        lines = max(int(self.subject.document().size().height()), 1)
        self.subject.setFixedHeight(lines * self.subject.fontMetrics().lineSpacing() + 2)

    def show_filled(self, subject: Filled, words: Filled) -> None:
        """Shows subject and words."""
        self.subject.show_filled(subject)
        self.words.show_filled(words)
        for widget in self._head:
            widget.setVisible(bool(subject.text))
        missing = list(dict.fromkeys((*subject.missing, *words.missing)))
        names = {span.field for filled in (subject, words) for span in filled.spans if not span.missing}
        self._badge.show_fields(missing, len(names))
        self._lacking.setText(self.tr("Missing: {0}").format(", ".join(name.replace("_", " ") for name in missing)))
        self._lacking.setVisible(bool(missing))
