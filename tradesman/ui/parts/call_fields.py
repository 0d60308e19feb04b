"""What is asked after every call."""

from PySide6.QtCore import QCoreApplication

from tradesman.book.enquiry import Outcome
from tradesman.ui.widgets.form import Field
from tradesman.ui.words import choices


def _tr(text: str) -> str:
    return QCoreApplication.translate("log_call", text)


def outcome_fields() -> list[Field]:
    """What came of a call."""
    return [
        Field("outcome", _tr("Did you reach them?"), "segment", required=True, choices=tuple(choices(Outcome))),
        words_field(),
    ]


def words_field() -> Field:
    """What was said."""
    return Field("words", _tr("In a word"), "text", placeholder=_tr("What was said"))
