"""What differs between what the customer has seen of a quote and what it says now."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.services.quote_sheets import QuoteSheet
from tradesman.ui.parts import change_words
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuoteChangesDialog", text)


class QuoteChangesDialog(Sheet):
    """Each option with what changed in it, then what changed in the whole."""

    def __init__(self, window: QWidget, theme: Theme, sheet: QuoteSheet) -> None:
        title = _tr("What changed in quote {0}").format(sheet.quote.number)
        super().__init__(window, title, theme, name="quote_changes")
        changes = sheet.changes
        seen = changes.first if changes is not None else sheet.quote.revision
        said = _tr("The customer has revision {0}. Revision {1} is not seen yet.")
        self.body.addWidget(Label(said.format(seen, sheet.quote.revision), theme, "small", "ink_2", wrap=True))
        for number, (heading, lines) in enumerate(change_words.grouped(sheet)):
            self.body.addWidget(Label(heading, theme, "section", wrap=True))
            self.body.addWidget(Label("\n".join(lines), theme, "body", wrap=True, name=f"changes_{number}"))
        self.body.addStretch(1)
        self.set_main(_tr("Close"))
        self.accepted.connect(self.finish)
