"""Who rings: a name as one types, and the customers who are known already."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradesman.services import businesses, directory, jobs
from tradesman.services.directory import CustomerRow
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.partner_item import initials
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.suggestions import Suggestion, Suggestions

OFFERED = 3  # known customers offered at once
LEAST = 2  # letters from which somebody is looked for


def _tr(text: str) -> str:
    return QCoreApplication.translate("new_enquiry", text)


class WhoBox(QWidget):
    """The name field with its offers; other fields, for the phone and the e-mail, can be searched by too."""

    changed = Signal()
    taken = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.known: CustomerRow | None = None
        self._desk = desk
        self._offered: dict[UUID, CustomerRow] = {}
        self.field = LineField(theme, placeholder=_tr("Name, phone or e-mail"), name="who")
        self.box = FieldBox(_tr("Who?"), self.field, theme)
        self.suggestions = Suggestions(theme, name="suggestions")
        self._known_by = Label("", theme, "small", "good", wrap=True, name="known_by")
        self._known_by.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.box, self.suggestions, self._known_by):
            column.addWidget(widget)
        self.watch(self.field)
        self.field.changed.connect(self._on_changed)
        self.suggestions.taken.connect(self._on_taken)

    def watch(self, field: LineField) -> None:
        """Lets Enter and the arrows of a field work on the offers."""
        self.suggestions.watch(field)

    def name(self) -> str:
        """What stands in the field."""
        return str(self.field.value())

    def show_name(self, name: str, known: CustomerRow | None = None) -> None:
        """Shows a name, of a known customer or not."""
        self.known = known
        self.field.set_value(name)
        self.suggestions.set_suggestions([])
        self._show_known()

    def offer(self, typed: str) -> None:
        """Offers whom the words or the number find, unless somebody was taken."""
        if self.known is not None:
            return
        found = self._desk.ask(directory.page, typed, 0, OFFERED) if len(typed) >= LEAST else []
        self._offered = {row.id: row for row in found}
        self.suggestions.set_suggestions(
            [
                Suggestion(
                    row.id, _tr("{0}, you know each other").format(row.name), self._told(row), initials(row.name)
                )
                for row in found
            ]
        )

    def _told(self, row: CustomerRow) -> str:
        """What one knows of a customer: "22 Harbour View, leadwork in June, £2,240"."""
        parts = [_tr("do not contact") if row.do_not_contact else "", row.address.split(",")[0] or row.phone]
        if row.jobs:
            job = self._desk.ask(jobs.of_customer, row.id)[0]
            day = job.completed_on or job.agreed_on
            month = say.month(day) if day.year != self._desk.today().year else say.month(day).split()[0]
            parts.append(_tr("{0} in {1}").format(job.title[:1].lower() + job.title[1:], month))
            currency = self._desk.ask(businesses.current).currency
            parts.append(say.money(row.worth_minor, currency, decimals=False) if row.worth_minor else "")
        return ", ".join(part for part in parts if part)

    def _show_known(self) -> None:
        words = self._told(self.known) if self.known is not None else ""
        self._known_by.setText(_tr("You know each other: {0}").format(words) if words else "")
        self._known_by.setVisible(bool(words))

    def _on_changed(self) -> None:
        if self.known is not None and self.name() != self.known.name:
            self.known = None
            self._show_known()
        self.offer(self.name())
        self.changed.emit()

    def _on_taken(self, customer_id: UUID) -> None:
        row = self._offered[customer_id]
        self.show_name(row.name, row)
        self.taken.emit()
