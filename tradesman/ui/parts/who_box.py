"""Who rings: a name as one types, and the customers who are known already."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.services import directory
from tradesman.services.directory import CustomerRow
from tradesman.ui.desk import Desk
from tradesman.ui.parts.entry_words import said_jobs
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.form import Field, Form
from tradesman.ui.widgets.suggestions import Suggestion, Suggestions

OFFERED = 4  # known customers offered at once


def _tr(text: str) -> str:
    return QCoreApplication.translate("new_enquiry", text)


def who_fields() -> list[Field]:
    """Who it is."""
    return [Field("who", _tr("Who?"), required=True, placeholder=_tr("Name, phone or e-mail"))]


class WhoBox(QWidget):
    """The name field with its offers; another field, the phone, can be searched by too."""

    taken = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.known: CustomerRow | None = None
        self._desk = desk
        self._offered: dict[UUID, CustomerRow] = {}
        self.form = Form(who_fields(), theme, today=desk.today)
        self.suggestions = Suggestions(theme, name="suggestions")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form)
        column.addWidget(self.suggestions)
        self.watch(self.form.box("who").editor)  # type: ignore[arg-type]
        self.form.changed.connect(self._on_changed)
        self.suggestions.taken.connect(self._on_taken)

    def watch(self, field: LineField) -> None:
        """Lets Enter and the arrows of a field work on the offers."""
        self.suggestions.watch(field)

    def name(self) -> str:
        """What stands in the field."""
        return str(self.form.values()["who"])

    def show_name(self, name: str, known: CustomerRow | None = None) -> None:
        """Shows a name, of a known customer or not."""
        self.known = known
        self.form.set_values({"who": name})
        self.suggestions.set_suggestions([])

    def offer(self, typed: str) -> None:
        """Offers whom the words or the number find, unless somebody was taken."""
        if self.known is not None:
            return
        found = self._desk.ask(directory.page, typed, 0, OFFERED) if typed else []
        self._offered = {row.id: row for row in found}
        self.suggestions.set_suggestions([self._suggestion(row) for row in found])

    def _suggestion(self, row: CustomerRow) -> Suggestion:
        second = ", ".join(part for part in (row.address, row.phone, said_jobs(row.jobs)) if part)
        return Suggestion(row.id, _tr("{0}, you know each other").format(row.name), second)

    def _on_changed(self) -> None:
        typed = self.name()
        if self.known is not None and typed != self.known.name:
            self.known = None
        self.offer(typed if len(typed) > 1 else "")

    def _on_taken(self, customer_id: UUID) -> None:
        row = self._offered[customer_id]
        self.show_name(row.name, row)
        self.taken.emit()
