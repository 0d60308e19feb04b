"""The picked customer beside the list: how to reach them, what comes next, what was lately."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, SignalInstance
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from tradesman.book.customer import ContactKind, Customer, Source, Whereabouts
from tradesman.book.followup import Purpose
from tradesman.services import businesses, previews
from tradesman.services.decisions import Decision
from tradesman.services.next_steps import Coming, Step
from tradesman.services.timelines import AHEAD, Entry, Happened
from tradesman.ui import format as say
from tradesman.ui import reach
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.merge_dialog import MergeDialog
from tradesman.ui.parts import customer_words as told
from tradesman.ui.parts import entry_words, reaching
from tradesman.ui.parts.disc import Disc
from tradesman.ui.parts.preview_card import PreviewContent
from tradesman.ui.parts.today_rows import DECISION_ICONS, purpose_icon
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.banner import Banner
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.labels import Badge, ElidedLabel, Label
from tradesman.ui.widgets.picture import Picture, Tile
from tradesman.ui.widgets.tips import allow
from tradesman.ui.words import asked_for, words

_LATELY = 6
_WHEN = 72  # width of the days before what was lately
_DISC = 44
_HIT = 4  # around a compact button, where it is hit but not seen
_OWN_WORDS = frozenset({Happened.NOTE, Happened.FINDING})
_COMING = {
    Coming.VISIT: (Happened.VISIT_AHEAD, "map-pin"),
    Coming.START: (Happened.JOB_PLANNED, "hammer"),
    Coming.PROMISE: (Happened.PROMISED, "package-check"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("preview", text)


class CustomerContent(PreviewContent):
    """All about one customer."""

    def __init__(self, desk: Desk, theme: Theme, customer_id: UUID, page_asked: SignalInstance, **margin: int) -> None:
        super().__init__(theme, **margin)
        self._desk, self._theme = desk, theme
        self._page_asked = page_asked  # of what outlives this widget
        self._found = found = desk.ask(previews.preview, customer_id)
        self._customer = found.customer
        self._currency = desk.ask(businesses.current).currency
        self.add(self._head(), self._badges(), self._buttons(), *map(self._banner, found.twins[:1]))
        self.add(self._contacts(), lines=True)
        if found.row.step is not None and (self._asked_for() or not found.customer.do_not_contact):
            self.add(self.title(_tr("Next")), self._next(found.row.step))
        behind = [entry for entry in found.entries if entry.happened not in AHEAD]
        if behind:
            self.add(self.title(_tr("Lately")), self._entries(behind[:_LATELY]))
        self.add(self.title(_tr("How they found you")), self._source())
        self.column.addStretch(1)

    def _head(self) -> QLayout:
        theme, row = self._theme, self._found.row
        standing = words(row.standing) if row.standing is not None else _tr("No enquiry yet")
        worth = say.money(row.worth_minor, self._currency, decimals=False) if row.worth_minor is not None else ""
        state = ", ".join(part for part in (standing, worth) if part)
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(ElidedLabel(row.name, theme, "strong", name="preview_name"))
        who.addWidget(ElidedLabel(state, theme, "small", "ink_2", name="preview_state"))
        look = IconButton("external-link", _tr("Open %s") % row.name, theme, "plain", compact=True, name="preview_open")
        look.clicked.connect(self._on_open)
        head = QHBoxLayout()
        head.setSpacing(theme.space("s3"))
        head.addWidget(Disc(theme, row.name, side=_DISC))
        head.addLayout(who, 1)
        head.addWidget(look)
        head.setContentsMargins(0, 0, -_HIT, 0)
        return head

    def _badges(self) -> QLayout | None:
        customer, theme = self._customer, self._theme
        line = QHBoxLayout()
        line.setSpacing(theme.space("s2"))
        if customer.do_not_contact:
            line.addWidget(Badge(_tr("Do not contact"), "outline", theme, "ban", name="preview_alone"))
        if customer.whereabouts != Whereabouts.HERE:
            line.addWidget(Badge(told.gone(customer.whereabouts), "outline", theme, name="preview_gone"))
        if not line.count():
            return None
        line.addStretch(1)
        return line

    def _asked_for(self) -> bool:
        """Whether the customer waits to be rung back."""
        return self._found.row.step is not None and self._found.row.step.what == Purpose.CALL_BACK

    def _buttons(self) -> QLayout:
        call = Button(_tr("Call"), self._theme, "primary", "phone", name="preview_call")
        message = Button(_tr("Message"), self._theme, icon="send", name="preview_message")
        allow(call, reach.why_no_call(self._customer, Purpose.CALL_BACK if self._asked_for() else None))
        allow(message, reach.why_no_message(self._customer))
        call.clicked.connect(self._on_call)
        message.clicked.connect(self._on_message)
        row = QHBoxLayout()
        row.setSpacing(self._theme.space("s2"))
        row.addWidget(call, 1)
        row.addWidget(message, 1)
        return row

    def _banner(self, twin: Customer) -> QWidget:
        same = _tr("Perhaps one person, written down twice.")
        words = _tr("Looks like {0}").format(twin.name)
        banner = Banner("info", words, same, self._theme, _tr("Merge"), icon="users", name="preview_twin")
        banner.acted.connect(partial(self._on_merge, twin.id))
        return banner

    def _on_open(self) -> None:
        self.left.emit()
        self._page_asked.emit("customer", self._customer.id)

    def _on_call(self) -> None:
        window = self.window()
        self.left.emit()
        reaching.call(window, self._desk, self._theme, self._customer.id, self._page_asked)

    def _on_message(self) -> None:
        window = self.window()
        self.left.emit()
        reaching.write(window, self._desk, self._theme, self._customer.id)

    def _on_merge(self, twin_id: UUID) -> None:
        window = self.window()
        self.left.emit()
        MergeDialog(window, self._desk, self._theme, self._customer.id, twin_id).open()

    def _contacts(self) -> QLayout:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        icons = {ContactKind.PHONE: "phone", ContactKind.EMAIL: "mail"}
        points = sorted(
            self._customer.contacts, key=lambda point: (point.kind != ContactKind.PHONE, not point.preferred)
        )
        known = [(icons[p.kind], p.value, ", ".join(filter(None, (p.whose, p.hours)))) for p in points]
        known += [("map-pin", site.address, "") for site in self._customer.properties]
        for number, (icon, value, note) in enumerate(known):
            lines.addLayout(self._contact(number, icon, value, note))
        if not known:
            lines.addWidget(Label(_tr("No number and no address yet."), self._theme, "small", "ink_3", wrap=True))
        return lines

    def _contact(self, number: int, icon: str, value: str, note: str) -> QLayout:
        theme = self._theme
        row = QHBoxLayout()
        row.setSpacing(theme.space("s3"))
        row.addWidget(Picture(icon, theme, size=16))
        row.addWidget(ElidedLabel(value, theme, "small"), 2)
        if note:
            row.addWidget(ElidedLabel(note, theme, "caption", "ink_3"), 1)
        copy = IconButton("copy", _tr("Copy {0}").format(value), theme, compact=True, name=f"preview_copy_{number}")
        copy.clicked.connect(lambda: reaching.copy(self._desk, value))
        row.addWidget(copy)
        return row

    def _next(self, step: Step) -> QLayout:
        theme = self._theme
        said, tone = told.step_words(step, self._desk.now, self._desk.zone())
        if isinstance(step.what, Purpose):
            icon, what = purpose_icon(step.what), asked_for(step.what, step.title)
        elif isinstance(step.what, Decision):
            icon, what = DECISION_ICONS[step.what], words(step.what)
        else:
            happened, icon = _COMING[step.what]
            entries = self._found.entries
            what = next((each.what for each in entries if each.happened == happened and each.on == step.on), "")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(ElidedLabel(said, theme, "strong", tone if tone == "danger" else "ink", name="preview_next"))
        if what:
            lines.addWidget(ElidedLabel(what, theme, "small", "ink_2"))
        row = QHBoxLayout()
        row.setSpacing(theme.space("s3"))
        row.addWidget(Tile(icon, theme, tone if tone in ("danger", "warn") else "neutral"))
        row.addLayout(lines, 1)
        return row

    def _entries(self, entries: list[Entry]) -> QLayout:
        theme, today = self._theme, self._desk.today()
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(theme.space("s3"))
        grid.setColumnMinimumWidth(0, theme.scaled(_WHEN))
        grid.setColumnStretch(1, 1)
        for number, entry in enumerate(entries):
            own = entry.happened in _OWN_WORDS
            text = " ".join(entry.what.split()) if own else entry_words.told(entry, self._currency).title
            when = say.day(entry.on, today) if entry.on == today else say.near_day(entry.on, today)
            grid.addWidget(Label(say.capital(when), theme, "small", "ink_3"), number, 0)
            grid.addWidget(ElidedLabel(text, theme, "small"), number, 1)
        return grid

    def _source(self) -> QWidget:
        return Label(source_words(self._found), self._theme, "small", wrap=True, name="preview_source")


def source_words(found: previews.Preview) -> str:
    """How a customer found the owner: who recommended them, or which advert it was."""
    customer = found.customer
    if found.sent_by:
        sentence = _tr("Recommended by {0}, a partner.") if found.sent_by_partner else _tr("Recommended by {0}.")
        return sentence.format(found.sent_by)
    if customer.source is None:
        return _tr("Not asked yet.")
    how = {
        Source.KNOWS_ME: _tr("You know each other."),
        Source.REFERRED: _tr("Recommended by somebody."),
        Source.INTERNET: _tr("On the internet."),
        Source.OTHER: _tr("In another way."),
    }[customer.source]
    if customer.source_words and customer.source == Source.REFERRED:
        return _tr("Recommended by {0}.").format(customer.source_words)
    return _tr("{0}: {1}").format(how.rstrip("."), customer.source_words) if customer.source_words else how
