"""What a person is asked before an e-mail of the outbox goes, or is taken back, of which something is not sure."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from tradesman.services.mailing import OutboxRow
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("outbox", text)


def _where_to_look() -> str:
    return _tr("Ask first, or look into the sent mail of your provider.")


class OutboxQuestionDialog(Sheet):
    """Says what speaks against it; `agreed` is for doing it all the same."""

    agreed = Signal()

    def __init__(self, window: QWidget, theme: Theme, name: str, title: str, said: Sequence[str], hint: str) -> None:
        super().__init__(window, title, theme, name=name)
        self.body.addWidget(Label(" ".join(part for part in said if part), theme, wrap=True, name=f"{name}_words"))
        self.body.addWidget(Label(hint, theme, "small", "ink_2", wrap=True))
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        self.finish()
        self.agreed.emit()


def send_again(window: QWidget, theme: Theme, row: OutboxRow) -> OutboxQuestionDialog:
    """It may be there already."""
    said = (_tr("It may have arrived. If it did, {0} gets it twice.").format(row.customer), doubted(row))
    sheet = OutboxQuestionDialog(window, theme, "send_again", _tr("Send it again?"), said, _where_to_look())
    sheet.set_main(_tr("Send it again"), "send")
    return sheet


def send_doubtful(window: QWidget, theme: Theme, row: OutboxRow) -> OutboxQuestionDialog:
    """Its words may not hold any more."""
    hint = _tr("It goes as it was written. To write it anew, take it back first.")
    said = (doubted(row),)
    sheet = OutboxQuestionDialog(window, theme, "send_doubtful", _tr("Send it all the same?"), said, hint)
    sheet.set_main(_tr("Send it all the same"), "send")
    return sheet


def take_back_unsure(window: QWidget, theme: Theme, row: OutboxRow) -> OutboxQuestionDialog:
    """Who has it keeps it."""
    said = (_tr("It may have arrived, and what {0} has cannot be taken back.").format(row.customer),)
    more = _tr("Taken back it is not sent again, and what it was to do is asked again.")
    hint = _where_to_look()
    sheet = OutboxQuestionDialog(window, theme, "take_back_unsure", _tr("Take it back?"), (*said, more), hint)
    sheet.set_main(_tr("Take it back"), "undo-2")
    return sheet


def doubted(row: OutboxRow) -> str:
    """Why its words may not hold any more, as a sentence."""
    return _tr("{0}.").format(row.doubt.rstrip(".")) if row.doubt else ""
