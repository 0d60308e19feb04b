"""What narrows the wall of testimonials: chips, a text, and the place where they may be shown."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services import matching
from tradesman.services.testimonials import WallRow
from tradesman.services.words_to_come import AskRow, WaitingRow
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.chips import ChipRow
from tradesman.ui.widgets.fields import ChoiceField, LineField

FRONT = 3  # cards to ask and to wait for before the words, where all is shown
_TYPED, _PLACE = 224, 168
AnyRow = WallRow | AskRow | WaitingRow


class WallFilter(QWidget):
    """Chooses the cards of the wall and their order: those to ask and waited for stand at the front."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        choices = [
            ("all", self.tr("All")),
            ("released", self.tr("May use")),
            ("private", self.tr("Not public")),
            ("to_ask", self.tr("To ask")),
            ("waiting", self.tr("Waiting")),
        ]
        self.chips = ChipRow(choices, theme, words=self.tr("Which testimonials"), name="testimonial_chips")
        places = (
            ("", self.tr("Anywhere")),
            ("on_website", self.tr("On the website")),
            ("in_print", self.tr("In print")),
            ("on_social", self.tr("On social media")),
        )
        self.typed = LineField(
            theme, placeholder=self.tr("Words, name, town"), icon="search", keys="Ctrl F", name="testimonial_find"
        )
        self.typed.setAccessibleName(self.tr("Find in the testimonials"))
        self.place = ChoiceField(places, theme, name="testimonial_where")
        self.place.setAccessibleName(self.tr("Where they may be shown"))
        self._fit()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("s3"))
        middle = QVBoxLayout()  # the chips on the line of the fields, until they need two
        middle.addStretch(1)
        middle.addWidget(self.chips)
        middle.addStretch(1)
        row.addLayout(middle, 1)
        row.addWidget(self.typed, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.place, 0, Qt.AlignmentFlag.AlignTop)
        for signal in (self.chips.picked, self.typed.changed, self.place.changed):
            signal.connect(self._on_changed)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # another text size
            self._fit()

    def _fit(self) -> None:
        self.typed.setFixedWidth(self._theme.scaled(_TYPED))
        self.place.setFixedWidth(self._theme.scaled(_PLACE))

    @property
    def narrows(self) -> bool:
        """Whether a text or a place leaves something out."""
        return bool(self.typed.value() or self.place.value())

    def clear(self) -> None:
        """Shows all again."""
        self.chips.set_value("all")
        self.typed.set_value("")
        self.place.set_value("")

    def chosen(self, said: list[WallRow], to_ask: list[AskRow], waiting: list[WaitingRow]) -> list[AnyRow]:
        """The rows that are shown, in their order; the chips count what the text and the place leave."""
        words = [row for row in said if self._is_there(row) and self._fits(row)]
        place = bool(self.place.value())  # what is not there yet may be shown nowhere
        asks = [row for row in to_ask if not place and self._fits(row)]
        waits = [row for row in waiting if not place and self._fits(row)]
        kinds: dict[str, list[AnyRow]] = {
            "released": [row for row in words if row.testimonial.is_released],
            "private": [row for row in words if not row.testimonial.is_released],
            "to_ask": [*asks],
            "waiting": [*waits],
        }
        self.chips.set_counts({"all": len(words), **{key: len(rows) for key, rows in kinds.items()}})
        front: Iterable[AnyRow] = (*asks, *waits) if self.narrows else _front(asks, waits)
        return kinds.get(self.chips.value(), [*front, *words])

    def _is_there(self, row: WallRow) -> bool:
        where = self.place.value()
        return not where or (row.testimonial.is_released and bool(getattr(row.testimonial, where)))

    def _fits(self, row: AnyRow) -> bool:
        typed = self.typed.value()
        return not typed or matching.fit(_told(row), typed) is not None

    def _on_changed(self) -> None:
        self.changed.emit()


def _told(row: AnyRow) -> str:
    """By what a card is found."""
    words = f"{row.testimonial.words} {row.place} " if isinstance(row, WallRow) else ""
    return f"{words}{row.customer} {row.job}"


def _front(asks: list[AskRow], waits: list[WaitingRow]) -> tuple[AnyRow, ...]:
    """A line of cards before the words: of both kinds, where there are both."""
    kept = waits[: max(1, FRONT - len(asks))]
    return (*asks[: FRONT - len(kept)], *kept)
