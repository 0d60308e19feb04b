"""Who else is involved: the one who asked, lives there, decides, pays or lets the house."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.enquiry import RoleKind
from tradesman.ui.desk import Desk
from tradesman.ui.parts.person_field import Person, PersonField
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import IconButton
from tradesman.ui.widgets.fields import ChoiceField
from tradesman.ui.widgets.keys import tab_through
from tradesman.ui.widgets.labels import Label
from tradesman.ui.words import choices

# What another person most often is, one after the other.
_USUAL = (RoleKind.DECIDES, RoleKind.PAYS, RoleKind.LIVES_THERE, RoleKind.LETS, RoleKind.ASKED)


def _tr(text: str) -> str:
    return QCoreApplication.translate("roles", text)


class RolesBox(QWidget):
    """A row for each person and part; it takes no room while nobody else is involved.

    Tab comes to it from `after`.
    """

    changed = Signal()

    def __init__(self, desk: Desk, theme: Theme, after: QWidget) -> None:
        super().__init__()
        self._desk, self._theme, self._after = desk, theme, after
        self._rows: list[_Row] = []
        self._made = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("s2"))
        self._column.addWidget(Label(_tr("Who else is involved?"), theme, "small strong"))
        self.hide()

    def value(self) -> list[tuple[RoleKind, Person]]:
        """Every part that somebody was named for."""
        rows = [(row.kind(), row.person.value()) for row in self._rows]
        return [(kind, person) for kind, person in rows if person.name]

    def set_value(self, roles: Iterable[tuple[RoleKind, Person]]) -> None:
        """Shows these people instead."""
        for row in list(self._rows):
            self._remove(row)
        for kind, person in roles:
            row = self._added(kind)
            row.person.set_value(person)

    def add(self) -> None:
        """Another row, with the keyboard in it."""
        there = {row.kind() for row in self._rows}
        row = self._added(next((kind for kind in _USUAL if kind not in there), RoleKind.DECIDES))
        row.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def _added(self, kind: RoleKind) -> "_Row":
        row = _Row(kind, self._desk, self._theme, self._made)
        self._made += 1
        row.role.changed.connect(self.changed)
        row.person.changed.connect(self.changed)
        row.away.clicked.connect(partial(self._remove, row))
        self._rows.append(row)
        self._column.addWidget(row)
        self.show()
        before = self._rows[-2].away if len(self._rows) > 1 else self._after
        tab_through(before, row.role, row.person.field, row.away)
        row.show()  # the layout would show it later, and what is hidden cannot take the focus
        return row

    def _remove(self, row: "_Row") -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.setVisible(bool(self._rows))
        self.changed.emit()


class _Row(QWidget):
    """One part and the person who has it."""

    def __init__(self, kind: RoleKind, desk: Desk, theme: Theme, number: int) -> None:
        super().__init__()
        self.role = ChoiceField(tuple(choices(RoleKind)), theme, name=f"role_{number}")
        self.role.setAccessibleName(_tr("What this person does"))
        self.role.set_value(kind)
        self.person = PersonField(
            _tr("Who it is"), desk, theme, placeholder=_tr("Known, or a new name"), name=f"role_person_{number}"
        )
        self.away = IconButton("x", _tr("Take out"), theme, name=f"role_away_{number}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s2"))
        for widget, stretch in ((self.role, 2), (self.person, 3), (self.away, 0)):
            row.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)

    def kind(self) -> RoleKind:
        """What this person is for the work."""
        return RoleKind(self.role.value())
