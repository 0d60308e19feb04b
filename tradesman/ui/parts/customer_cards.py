"""The cards beside a customer's timeline: how to reach them, what is open, what was earned, what is good to know."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.book.customer import ContactKind
from tradesman.book.enquiry import Enquiry, Stage
from tradesman.book.partner import ReferralState
from tradesman.services.customer_sheets import Involved, Noticed
from tradesman.services.overviews import Overview
from tradesman.services.today import TodayRow
from tradesman.ui import format as say
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.card_line import CardLine
from tradesman.ui.widgets.labels import Badge, ElidedLabel, Label
from tradesman.ui.widgets.picture import Picture
from tradesman.ui.widgets.switches import SwitchField
from tradesman.ui.words import words

_EARNED = 5  # jobs that are named; the sum counts all
_FINDINGS = 8


def _tr(text: str) -> str:
    return QCoreApplication.translate("customer", text)


class FilledCard(Card):
    """A card whose lines are made anew each time the book is asked."""

    def __init__(self, theme: Theme, title: str, name: str, action: Button | None = None) -> None:
        super().__init__(theme, title, action=action, name=name)
        self._theme = theme
        self._content = self._coming = QWidget()
        self.body.addWidget(self._content)

    def _start(self) -> QVBoxLayout:
        """An empty column, to be filled and then put in place."""
        self._coming = QWidget()
        column = QVBoxLayout(self._coming)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.space("s2"))
        return column

    def _put(self) -> None:
        """Puts the filled column in place of what stood there; the keyboard stays on the line it was on."""
        old, self._content = self._content, self._coming
        name = next((one.objectName() for one in old.findChildren(QWidget) if one.hasFocus()), "")
        self.body.replaceWidget(old, self._content)
        self._content.show()  # the layout would show it later
        for again in self._content.findChildren(QWidget, name) if name else ():
            again.setFocus(Qt.FocusReason.OtherFocusReason)
        old.hide()
        old.deleteLater()

    def _row(self, *parts: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.space("s2"))
        for part in parts:
            row.addWidget(part, int(isinstance(part, ElidedLabel)))
        return row


class ContactCard(FilledCard):
    """Numbers, addresses, and the wish to be left alone."""

    alone_asked = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        self.edit = Button(_tr("Edit"), theme, "quiet", compact=True, name="customer_edit")
        super().__init__(theme, _tr("Contact"), "customer_contact", self.edit)
        self.alone = SwitchField(_tr("Do not contact"), theme, shows_words=False, name="customer_do_not_contact")
        self.alone.changed.connect(self._on_changed)
        self.body.addWidget(Separator())
        row = QHBoxLayout()
        row.addWidget(Label(_tr("Do not contact"), theme, "small"), 1)
        row.addWidget(self.alone)
        self.body.addLayout(row)

    def show_customer(self, found: Overview) -> None:
        """Shows how to reach a customer."""
        column = self._start()
        customer, theme = found.customer, self._theme
        icons = {ContactKind.PHONE: "phone", ContactKind.EMAIL: "mail"}
        lines = [(icons[point.kind], point.value, point.whose or point.hours) for point in customer.contacts]
        lines += [("map-pin", site.address, "") for site in customer.properties]
        for icon, value, note in lines:
            parts = [Picture(icon, theme, size=16), ElidedLabel(value, theme, "small")]
            column.addLayout(self._row(*parts, *([Label(note, theme, "caption", "ink_3")] if note else [])))
        if not lines:
            column.addWidget(Label(_tr("No number and no address yet."), theme, "small", "ink_3", wrap=True))
        self._put()
        self.alone.blockSignals(True)
        self.alone.set_value(customer.do_not_contact)
        self.alone.blockSignals(False)

    def _on_changed(self) -> None:
        self.alone_asked.emit(self.alone.value())


class OpenCard(FilledCard):
    """What is owed now, and the quotes and jobs that are open; each line has its button."""

    acted = Signal(object)
    page_asked = Signal(str, object)
    visit_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _tr("Open now"), "customer_open")

    def show_customer(self, found: Overview, main_words: dict[TodayRow, str]) -> None:
        """Shows what is open; `main_words` are the words of each row's button."""
        column = self._start()
        theme = self._theme
        for number, enquiry in enumerate(found.enquiries):
            row = next((row for row in main_words if row.subject_id in _subjects(found, enquiry)), None)
            visit = next((visit for visit in found.visits if visit.enquiry_id == enquiry.id), None)
            if row is None and visit is not None:
                button = self._button(_tr("Visit"), f"open_visit_{number}")
                button.clicked.connect(lambda _on=False, visit=visit: self.visit_asked.emit(visit.id))
                last: QWidget = button
            elif row is None:
                last = Badge(_stage(enquiry.stage), "info", theme)
            else:
                button = self._button(main_words[row], f"open_enquiry_{number}")
                button.clicked.connect(lambda _on=False, row=row: self.acted.emit(row))
                last = button
            column.addLayout(self._row(ElidedLabel(enquiry.what, theme, "small"), last))
        for quote in found.quotes:
            button = self._button(_tr("Quote {0}").format(quote.number), f"open_quote_{quote.number}")
            button.clicked.connect(lambda _on=False, quote=quote: self.page_asked.emit("quote", quote.id))
            column.addLayout(self._row(ElidedLabel(quote.title, theme, "small"), button))
        for number, job in enumerate(found.jobs):
            button = self._button(_tr("Job"), f"open_job_{number}")
            button.clicked.connect(lambda _on=False, job=job: self.page_asked.emit("job", job.id))
            title = f"{job.title}, {words(job.state).lower()}"
            column.addLayout(self._row(ElidedLabel(title, theme, "small"), button))
        self._put()
        self.setVisible(column.count() > 0)

    def _button(self, text: str, name: str) -> Button:
        return Button(text, self._theme, compact=True, name=name)


def _subjects(found: Overview, enquiry: Enquiry) -> set[UUID]:
    """What a row may be about that belongs to an enquiry."""
    return {enquiry.id, *(visit.id for visit in found.visits if visit.enquiry_id == enquiry.id)}


def _stage(stage: Stage) -> str:
    return {
        Stage.ENQUIRY: _tr("Enquiry"),
        Stage.VISIT: _tr("Visit"),
        Stage.QUOTED: _tr("Quoted"),
    }.get(stage, "")


class NoticedCard(FilledCard):
    """What was noticed here outside the jobs, and how far each thing has come; a line opens its job."""

    page_asked = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _tr("Findings"), "customer_findings")
        self.heading.removeWidget(self._count)
        self.heading.addWidget(self._count)  # at the right, where the badges stand

    def show_customer(self, noticed: Sequence[Noticed]) -> None:
        """Shows what was noticed, the newest first."""
        column = self._start()
        column.setSpacing(self._theme.space("s1"))
        for number, one in enumerate(noticed[:_FINDINGS]):
            state, kind = _came_to(one)
            line = CardLine(one.finding.what, state, self._theme, kind, name=f"finding_{number}")
            line.clicked.connect(lambda _on=False, one=one: self.page_asked.emit("job", one.finding.job_id))
            column.addWidget(line)
        self._put()
        self.set_count(str(len(noticed)))
        self.setVisible(bool(noticed))


def _came_to(one: Noticed) -> tuple[str, str]:
    """What became of a finding, and the kind of its badge."""
    if one.referral is not None:
        return {
            ReferralState.INTRODUCED: (_tr("Sent"), "info"),
            ReferralState.AGREED: (_tr("Booked"), "info"),
            ReferralState.DECLINED: (_tr("Said no"), "neutral"),
        }.get(one.referral, (_tr("Fixed"), "good"))
    if one.finding.own_trade:
        return _tr("In a quote"), "info"
    return (_tr("Told"), "neutral") if one.finding.told_at is not None else (_tr("Not told yet"), "warn")


class InvolvedCard(FilledCard):
    """Who else asked, lives there, decides, pays or lets the house; a line opens the person."""

    page_asked = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _tr("Who is who"), "customer_involved")

    def show_customer(self, involved: Sequence[Involved]) -> None:
        """Shows everybody who has a part in the work here, and in whose work the customer has one."""
        column = self._start()
        column.setSpacing(self._theme.space("s1"))
        for number, one in enumerate(involved):
            name = _tr("For {0}").format(one.name) if one.own else one.name
            line = CardLine(name, words(one.kind), self._theme, "neutral", name=f"involved_{number}")
            line.clicked.connect(lambda _on=False, one=one: self.page_asked.emit("customer", one.customer_id))
            column.addWidget(line)
        self._put()
        self.setVisible(bool(involved))


class MoneyCard(FilledCard):
    """The jobs and what they came to, and what partners paid; a job opens."""

    page_asked = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _tr("Money"), "customer_money")

    def show_customer(self, found: Overview, bonus_minor: int, currency: str) -> None:
        """Shows what was earned."""
        column = self._start()
        column.setSpacing(0)
        theme = self._theme
        priced = [job for job in found.earned if job.price_minor is not None]
        for number, job in enumerate(priced[:_EARNED]):
            price = say.money(job.price_minor, currency)
            line = CardLine(f"{job.title}, {job.agreed_on.year}", price, theme, tone="ink_2", name=f"earned_{number}")
            line.clicked.connect(lambda _on=False, job=job: self.page_asked.emit("job", job.id))
            column.addWidget(line)
        if bonus_minor:
            column.addLayout(self._amount(_tr("Partner bonus"), say.money(bonus_minor, currency), "customer_bonus"))
        total = sum(job.price_minor or 0 for job in priced) + bonus_minor
        if len(priced) + bool(bonus_minor) > 1:
            column.addLayout(self._amount(_tr("Together"), say.money(total, currency), "customer_sum", " strong"))
        self._put()
        self.setVisible(bool(priced or bonus_minor))

    def _amount(self, words: str, amount: str, name: str, weight: str = "") -> QHBoxLayout:
        theme = self._theme
        text = ElidedLabel(words, theme, f"small{weight}", "ink" if weight else "ink_2")
        row = self._row(text, Label(amount, theme, f"small{weight}", tabular=True, name=name))
        row.setContentsMargins(0, 4, 0, 4)
        return row


class KnowCard(FilledCard):
    """What is good to know before one rings or goes there."""

    def __init__(self, theme: Theme) -> None:
        self.edit = Button(_tr("Edit"), theme, "quiet", compact=True, name="customer_edit_know")
        super().__init__(theme, _tr("Good to know"), "customer_know", self.edit)

    def show_customer(self, found: Overview) -> None:
        """Shows the words, or says that there are none."""
        said = found.customer.good_to_know
        empty = _tr("Dog, parking, when to ring: nothing noted yet.")
        column = self._start()
        column.addWidget(Label(said or empty, self._theme, "small", "ink_2" if said else "ink_3", wrap=True))
        self._put()
