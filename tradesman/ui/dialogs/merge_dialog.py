"""Two records that look like one person, side by side: one of them stays and takes the other in."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tradesman.services import businesses, duplicates, previews
from tradesman.services.previews import Record
from tradesman.ui import format as say
from tradesman.ui.desk import Desk
from tradesman.ui.parts.customer_words import gone
from tradesman.ui.parts.entry_words import said_jobs
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Separator
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.sheet import Sheet

_WIDTH = 720
_LABELS = 116  # width of the words at the left
LEFT, RIGHT = "left", "right"


def _tr(text: str) -> str:
    return QCoreApplication.translate("merge", text)


class MergeDialog(Sheet):
    """Asks which of both records stays, or keeps that they are two people; either is one step that Undo takes back.

    Two who were told apart can be made one all the same.
    """

    merged = Signal(object)  # who stays

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, one_id: UUID, other_id: UUID) -> None:
        super().__init__(
            window, _tr("One person, written down twice?"), theme, width=theme.scaled(_WIDTH), name="merge"
        )
        self._desk = desk
        self._currency = desk.ask(businesses.current).currency
        self._records = (desk.ask(previews.record, one_id), desk.ask(previews.record, other_id))
        self.body.addLayout(self._side_by_side())
        self.body.addWidget(Separator())
        names = self._names()
        choices = [(LEFT, names[0]), (RIGHT, names[1])]
        self.stays = Segmented(choices, theme, name="stays")
        self.stays.set_value(LEFT if self._longer_known() == 0 else RIGHT)
        self.body.addWidget(FieldBox(_tr("Which one stays?"), self.stays, theme))
        told = _tr("It keeps its name, and gets all that only the other one has. Undo parts them again.")
        self.body.addWidget(Label(told, theme, "small", "ink_2", wrap=True))
        self._build_footer(apart=desk.ask(duplicates.are_apart, one_id, other_id))
        self.accepted.connect(self._on_accepted)

    def _build_footer(self, *, apart: bool) -> None:
        theme = self._theme
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        if apart:
            before = _tr("You said before that they are two people. Merging takes that back.")
            self.body.addWidget(Label(before, theme, "small", "warn", wrap=True, name="said_apart"))
        else:
            self.add_button(_tr("Not the same person"), name="apart").clicked.connect(self._on_apart)
        self.set_main(_tr("Merge"), "users")

    def _names(self) -> tuple[str, str]:
        """What each is called where one chooses; of the same name it takes the year as well."""
        one, other = (record.customer for record in self._records)
        if one.name.casefold() != other.name.casefold():
            return one.name, other.name
        return _tr("{0}, at the left").format(one.name), _tr("{0}, at the right").format(other.name)

    def _longer_known(self) -> int:
        ranks = [(-record.jobs, record.customer.since) for record in self._records]
        return ranks.index(min(ranks))

    def _side_by_side(self) -> QGridLayout:
        theme = self._theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space("s4"))
        grid.setVerticalSpacing(theme.space("s3"))
        grid.setColumnMinimumWidth(0, theme.scaled(_LABELS))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for number, (title, tell) in enumerate(self._lines()):
            grid.addWidget(Label(title, theme, "small", "ink_3"), number, 0, Qt.AlignmentFlag.AlignTop)
            for place, record in enumerate(self._records, start=1):
                role = "strong" if not number else "small"
                words = Label(tell(record) or say.DASH, theme, role, wrap=True, name=f"merge_{number}_{place}")
                grid.addWidget(words, number, place, Qt.AlignmentFlag.AlignTop)
        return grid

    def _lines(self) -> list[tuple[str, Callable[[Record], str]]]:
        lines: list[tuple[str, Callable[[Record], str]]] = [
            (_tr("Name"), lambda record: record.customer.name),
            (_tr("Numbers, e-mail"), lambda record: "\n".join(point.value for point in record.customer.contacts)),
            (_tr("Addresses"), lambda record: "\n".join(site.address for site in record.customer.properties)),
            (_tr("In the book since"), self._since),
            (_tr("Jobs"), self._jobs),
            (_tr("Open now"), lambda record: "\n".join(record.open_now)),
            (_tr("Good to know"), lambda record: record.customer.good_to_know),
        ]
        return [*lines, (_tr("Contact"), _contact)] if any(map(_contact, self._records)) else lines

    def _since(self, record: Record) -> str:
        return say.full_day(record.customer.since.astimezone(self._desk.zone()).date())

    def _jobs(self, record: Record) -> str:
        worth = say.money(record.worth_minor, self._currency, decimals=False) if record.worth_minor else ""
        return ", ".join(part for part in (said_jobs(record.jobs), worth) if part)

    def _on_apart(self) -> None:
        one, other = (record.customer.id for record in self._records)
        label = _tr("Kept as two people")
        if self._desk.do(duplicates.tell_apart, one, other, label=label, on_error=self.set_error) is not None:
            self.finish()

    def _on_accepted(self) -> None:
        one, other = (record.customer.id for record in self._records)
        kept, taken_in = (one, other) if self.stays.value() == LEFT else (other, one)
        label = _tr("Two customers made one")
        if self._desk.do(duplicates.merge, kept, taken_in, label=label, on_error=self.set_error) is not None:
            self._desk.drafts.hand_over(taken_in, kept)
            self.finish()
            self.merged.emit(kept)


def _contact(record: Record) -> str:
    """What holds for the one who stays as well; empty for who is here and may be asked."""
    alone = _tr("Do not contact") if record.customer.do_not_contact else ""
    return "\n".join(part for part in (alone, gone(record.customer.whereabouts)) if part)
