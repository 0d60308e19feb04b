"""A weekly update in other words: the four fields, kept until it is sent."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.documents import update_words
from tradesman.services import messages
from tradesman.services.updates import Update
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field, FormDialog


def _tr(text: str) -> str:
    return QCoreApplication.translate("UpdateCard", text)


FIELDS: Final = ("done", "next", "on_time", "from_you")


def labels() -> dict[str, str]:
    """What stands before each field."""
    return dict(zip(FIELDS, (_tr("Done"), _tr("Next"), _tr("On time?"), _tr("From you")), strict=True))


def draft_key(update: Update) -> str:
    """Under which its own words are kept; the next update begins anew."""
    return f"update:{update.job_id}:{update.number}"


class UpdateDialog(FormDialog):
    """What is typed stands in the card and in the message; a field that is as gathered goes on following the job."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        update: Update,
        words: Mapping[str, str],
        changed: Callable[[], object],
    ) -> None:
        fields = [Field(key, label, "text") for key, label in labels().items()]
        super().__init__(window, _tr("Weekly update"), theme, fields, _tr("Keep"), today=desk.today, name="update")
        self._desk, self._update, self._changed = desk, update, changed
        self.set_values(words)
        again = Button(_tr("As it was gathered"), theme, "quiet", "undo-2", name="update_again")
        again.clicked.connect(self._on_again)
        self.add_left(again)
        self.submitted.connect(self._on_submitted)

    def _on_again(self) -> None:
        self.set_values(self._gathered())

    def _gathered(self) -> dict[str, str]:
        """What the book knows, in the customer's language."""
        language = self._desk.ask(messages.language_of, self._update.customer_id)
        return update_words.fields(self._update, language)

    def _on_submitted(self, values: dict[str, Any]) -> None:
        gathered = self._gathered()
        own = {key: words for key, words in values.items() if words.strip() != gathered[key].strip()}
        if own:  # with whose it is, so that it goes when that person is erased
            self._desk.drafts.keep(draft_key(self._update), own | {"customer": str(self._update.customer_id)})
        else:
            self._desk.drafts.drop(draft_key(self._update))
        self._desk.drafts.flush()
        self._changed()
        self.finish()
