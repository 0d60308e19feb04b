"""The numbers, e-mail addresses and sites of a customer, as lines that can be added to and taken out."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.contact import doubt_email, doubt_phone
from tradesman.book.customer import ContactKind
from tradesman.services.contacts import Point, Site
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.words import words


def _tr(text: str) -> str:
    return QCoreApplication.translate("customer", text)


class _Line(QWidget):
    """Fields side by side, and the button that takes them out."""

    gone = Signal()

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme, self._number = theme, number
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.space("s2"))

    def _field(self, key: str, title: str, text: str, stretch: int) -> LineField:
        field = LineField(self._theme, placeholder=title, name=f"{key}_{self._number}")
        field.setAccessibleName(title)
        field.set_value(text)
        field.setCursorPosition(0)
        self._row.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
        return field

    def _add_remove(self, what: str, said: str) -> None:
        remove = IconButton("x", said, self._theme, name=f"remove_{what}_{self._number}")
        remove.clicked.connect(self.gone)
        self._row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)


class PointLine(_Line):
    """One number or e-mail address: whose it is, when to use it, and whether it is used first."""

    firsts = Signal()

    def __init__(self, theme: Theme, number: int, point: Point, country: str) -> None:
        super().__init__(theme, number)
        self.kind, self._id, self._country = point.kind, point.id, country
        phone = point.kind == ContactKind.PHONE
        self.editor = LineField(theme, icon="phone" if phone else "mail", name=f"point_{number}")
        self.editor.set_value(point.value)
        self.editor.setCursorPosition(0)
        self.box = FieldBox("", self.editor, theme, check=self._doubt)
        self.editor.setAccessibleName(_tr("Phone") if phone else _tr("E-mail"))
        self._row.addWidget(self.box, 5, Qt.AlignmentFlag.AlignTop)
        self._whose = self._field("whose", _tr("Whose?"), point.whose, 3)
        self._hours = self._field("hours", _tr("When?"), point.hours, 3)
        self.first = IconButton("star", "", theme, name=f"first_{number}")
        self.first.setCheckable(True)
        self.first.clicked.connect(self.firsts)
        self._row.addWidget(self.first, 0, Qt.AlignmentFlag.AlignTop)
        self.set_first(first=point.preferred)
        self._add_remove("point", _tr("Take this number out") if phone else _tr("Take this e-mail address out"))
        if point.value:
            self.box.set_error(self._doubt(point.value))

    def value(self) -> Point:
        """The point as it stands here."""
        return Point(
            kind=self.kind,
            value=str(self.editor.value()),
            whose=str(self._whose.value()),
            hours=str(self._hours.value()),
            preferred=self.first.isChecked(),
            id=self._id,
        )

    def set_first(self, *, first: bool) -> None:
        """Shows whether this one is used first."""
        self.first.setChecked(first)
        self.first.set_icon("star-filled" if first else "star")
        self.first.set_words(_tr("Used first") if first else _tr("Use this one first"))

    def _doubt(self, typed: str) -> str:
        phone = self.kind == ContactKind.PHONE
        doubt = doubt_phone(typed, self._country) if phone else doubt_email(typed)
        return words(doubt) if doubt is not None else ""


class SiteLine(_Line):
    """One address, and how to get in."""

    def __init__(self, theme: Theme, number: int, site: Site) -> None:
        super().__init__(theme, number)
        self._id = site.id
        self.editor = self._field("site", _tr("Address"), site.address, 5)
        self._access = self._field("access", _tr("Getting in: key, gate, parking"), site.access, 5)
        self._add_remove("site", _tr("Take this address out"))

    def value(self) -> Site:
        """The site as it stands here."""
        return Site(str(self.editor.value()), str(self._access.value()), self._id)


class _Lines(QWidget):
    """Lines below a heading, and the buttons that add to them."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme, self._made = theme, 0
        self._shown: list[Any] = []  # the lines, from the top
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("s2"))
        self._column.addWidget(Label(title, theme, "small strong"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("s2"))
        self._column.addLayout(self._lines)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.space("s1"))
        self._column.addLayout(self._buttons)

    def _add_button(self, text: str, name: str) -> Button:
        button = Button(text, self._theme, "quiet", "plus", compact=True, name=name)
        self._buttons.addWidget(button)
        return button

    def _put(self, line: _Line) -> None:
        line.gone.connect(lambda: self._take_out(line))
        self._shown.append(line)
        self._lines.addWidget(line)
        line.show()  # the layout would show it later
        self._made += 1

    def _take_out(self, line: _Line) -> None:
        self._shown.remove(line)
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class PointLines(_Lines):
    """All numbers and e-mail addresses; of each kind one is used first."""

    def __init__(self, theme: Theme, country: str) -> None:
        super().__init__(theme, _tr("Phone and e-mail"))
        self._country = country
        phone, email = self._add_button(_tr("Phone"), "add_phone"), self._add_button(_tr("E-mail"), "add_email")
        phone.clicked.connect(partial(self._begin, ContactKind.PHONE))
        email.clicked.connect(partial(self._begin, ContactKind.EMAIL))
        self._buttons.addStretch(1)
        self.setFocusProxy(phone)

    def show_points(self, points: Sequence[Point]) -> None:
        """Shows these, those that are used first before the others; without any, an empty one of each kind."""
        for kind in ContactKind:
            of_kind = sorted((p for p in points if p.kind == kind), key=lambda point: not point.preferred)
            for point in of_kind or [Point(kind, "")]:
                self._add(point)
            self._mark_first(kind)

    def points(self) -> list[Point]:
        """What stands in the lines."""
        return [line.value() for line in self._shown]

    def _begin(self, kind: ContactKind, _on: bool = False) -> None:
        self._add(Point(kind, "")).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, point: Point) -> PointLine:
        line = PointLine(self._theme, self._made, point, self._country)
        line.firsts.connect(lambda: self._on_first(line))
        self._put(line)
        self._mark_first(point.kind)
        return line

    def _on_first(self, chosen: PointLine) -> None:
        for line in self._shown:
            if line.kind == chosen.kind:
                line.set_first(first=line is chosen)

    def _mark_first(self, kind: ContactKind) -> None:
        """There is a choice only between two."""
        of_kind = [line for line in self._shown if line.kind == kind]
        for line in of_kind:
            line.first.setVisible(len(of_kind) > 1)
        if of_kind and not any(line.first.isChecked() for line in of_kind):
            of_kind[0].set_first(first=True)

    def _take_out(self, line: _Line) -> None:
        super()._take_out(line)
        for kind in ContactKind:
            self._mark_first(kind)


class SiteLines(_Lines):
    """All addresses where the customer has work done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _tr("Addresses"))
        button = self._add_button(_tr("Address"), "add_site")
        button.clicked.connect(self._on_add)
        self._buttons.addStretch(1)
        self.setFocusProxy(button)

    def show_sites(self, sites: Sequence[Site]) -> None:
        """Shows these; without any, an empty line."""
        for site in sites or [Site("")]:
            self._add(site)

    def sites(self) -> list[Site]:
        """What stands in the lines."""
        return [line.value() for line in self._shown]

    def _on_add(self) -> None:
        self._add(Site("")).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, site: Site) -> SiteLine:
        line = SiteLine(self._theme, self._made, site)
        self._put(line)
        return line
