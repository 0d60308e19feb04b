"""Keeping a customer right, and erasing a person who asks for it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from tradesman.book import album, shelf
from tradesman.book.customer import Customer, Source
from tradesman.exchange import eml
from tradesman.services import businesses, contacts, customers, mailing, photos, presentations, previews
from tradesman.services.contacts import Point, Site
from tradesman.ui import thumbnails
from tradesman.ui.desk import Desk
from tradesman.ui.parts.contact_lines import PointLines, SiteLines
from tradesman.ui.parts.person_field import Person, PersonField
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.form import Field, Form, FormDialog
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.words import choices, language_choices

WIDTH = 680


_BEING_MADE = timedelta(hours=1)  # what is no older may belong to something that is done just now


def _tr(text: str) -> str:
    return QCoreApplication.translate("customer", text)


def fields() -> list[Field]:
    """Who it is."""
    return [
        Field("name", _tr("Name"), required=True, half=True),
        Field("greeting", _tr("How you address them"), half=True),
    ]


def way_fields() -> list[Field]:
    """How they found the owner."""
    return [Field("source", _tr("How did they find you?"), "segment", choices=tuple(choices(Source)))]


def rest_fields() -> list[Field]:
    """Which advert it was, and what else is good to know."""
    return [
        Field("heard", _tr("Where did they hear of you?"), placeholder=_tr("The advert, the page, the van")),
        Field("language", _tr("Language you write to them in"), "choice", choices=_languages()),
        Field("good_to_know", _tr("Good to know"), "text", placeholder=_tr("Dog, parking, when to ring")),
    ]


def _languages() -> tuple[tuple[str, str], ...]:
    return (("", _tr("As everybody else")), *language_choices())


class CustomerDialog(FormDialog):
    """Changes a customer; a number or an address that cannot be is kept as it was typed, and marked."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, customer: Customer) -> None:
        title = _tr("Edit {0}").format(customer.name)
        super().__init__(
            window, title, theme, fields(), _tr("Save"), today=desk.today, width=theme.scaled(WIDTH), name="customer"
        )
        self._desk, self._customer = desk, customer
        self.points = PointLines(theme, desk.ask(businesses.current).country)
        self.sites = SiteLines(theme)
        self.way, self.rest = (Form(made(), theme, today=desk.today) for made in (way_fields, rest_fields))
        who = _tr("Who recommended them?")
        anybody = _tr("A customer, a partner, or a name")
        self.sent_by = PersonField(who, desk, theme, placeholder=anybody, with_partners=True, name="sent_by")
        for widget in (self.points, self.sites, self.way, self.sent_by, self.rest):
            self.body.addWidget(widget)
        self._show(customer)
        self.way.changed.connect(self._show_way_here)
        self.submitted.connect(self._on_submitted)

    def _show(self, customer: Customer) -> None:
        self.set_values({"name": customer.name, "greeting": customer.greeting})
        self.points.show_points(
            [Point(p.kind, p.value, p.whose, p.hours, preferred=p.preferred, id=p.id) for p in customer.contacts]
        )
        self.sites.show_sites([Site(site.address, site.access, site.id) for site in customer.properties])
        heard = customer.source_words
        self.way.set_values({"source": customer.source})
        rest = {"heard": heard, "language": customer.language, "good_to_know": customer.good_to_know}
        self.rest.set_values(rest)
        name = self._desk.ask(previews.sent_by, customer.id)
        self.sent_by.set_value(Person(name or heard, customer.recommended_by_id, customer.partner_id))
        self._show_way_here()

    def _show_way_here(self) -> None:
        source = self.way.values()["source"]
        self.sent_by.setVisible(source == Source.REFERRED)
        self.rest.box("heard").setVisible(source in (Source.INTERNET, Source.OTHER))

    def _way_here(self) -> dict[str, Any]:
        """How they came; only what belongs to it is kept."""
        chosen = self.way.values()["source"]
        source = Source(chosen) if chosen else None
        person = self.sent_by.value() if source == Source.REFERRED else Person("")
        known = person.customer_id or person.partner_id
        heard = self.rest.values()["heard"] if source in (Source.INTERNET, Source.OTHER) else ""
        return {
            "source": source,
            "source_words": heard or ("" if known else person.name),
            "recommended_by_id": person.customer_id if person.customer_id != self._customer.id else None,
            "partner_id": person.partner_id,
        }

    def _on_submitted(self) -> None:
        done = self._desk.do(
            contacts.change,
            self._customer.id,
            points=self.points.points(),
            sites=self.sites.sites(),
            good_to_know=self.rest.values()["good_to_know"],
            language=self.rest.values()["language"] or "",
            label=self.tr("Customer changed"),
            on_error=self.set_error,
            **self.values(),
            **self._way_here(),
        )
        if done is not None:
            self.finish()


class EraseDialog(Sheet):
    """Asks for the name before it erases, since Undo cannot reach it."""

    erased = Signal()

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, customer_id: UUID, customer: str) -> None:
        super().__init__(window, _tr("Erase {0}?").format(customer), theme, name="erase")
        self._desk, self._customer_id, self._customer = desk, customer_id, customer
        what = _tr(
            "Everything about {0} leaves this book for good: numbers and addresses, enquiries, visits, quotes, jobs,"
            " promises, notes, photos, testimonials, and what the record of changes and the search know."
        )
        self.body.addWidget(Label(what.format(customer), theme, wrap=True))
        self.body.addWidget(Label(_tr("Undo cannot bring it back."), theme, "strong", wrap=True))
        self.typed = LineField(theme, name="name")
        self.box = FieldBox(_tr("Type the name to erase it"), self.typed, theme)
        self.body.addWidget(self.box)
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self.set_main(_tr("Erase"), "trash-2", role="danger")
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        if self.typed.value().casefold() != self._customer.casefold():
            self.box.set_error(_tr("This is not the name: {0}. Nothing was erased.").format(self._customer))
            self.typed.setFocus()
            return
        label, files = self.tr("Person erased"), self._desk.ask(photos.only_of, self._customer_id)
        before = self._papers()
        theirs = self._desk.ask(mailing.files_of, self._customer_id) | shelf.strays(
            self._desk.book.papers, before, self._desk.now - _BEING_MADE
        )
        done = self._desk.do(customers.erase, self._customer_id, label=label, on_error=self.set_error)
        if done is not None:
            eml.forget(self._customer_id)
            self._desk.drafts.forget(self._customer_id)
            after = self._papers()
            self._erase_files(files, (theirs | before) - after)
            self.finish()
            self.erased.emit()

    def _papers(self) -> frozenset[str]:
        """The papers of which the book speaks."""
        return self._desk.ask(presentations.files) | self._desk.ask(mailing.files)

    def _erase_files(self, files: list[str], papers: frozenset[str]) -> None:
        """The pictures and papers of this person alone go as well; where the disk refuses, that is said."""
        book, fail = self._desk.book, self._desk.failed.emit

        def work() -> None:
            thumbnails.forget(book.folder, files)
            album.remove(book.photos, files)
            shelf.sweep(book.papers, papers)

        self._desk.background.run(work, lambda _none: None, fail)
