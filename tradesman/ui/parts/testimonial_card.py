"""One customer's words with who said them, and how far they may be shown."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tradesman.book.testimonial import NameShown, Testimonial
from tradesman.services.testimonials import WallRow
from tradesman.ui import format as said
from tradesman.ui.parts.disc import Disc
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.labels import Badge, ElidedLabel, Label
from tradesman.ui.widgets.picture import Picture
from tradesman.ui.widgets.tips import plain_tip


class TestimonialCard(Card):
    """Words, name, consent, and what can be done with them."""

    asked = Signal(str, object)

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__(theme, name=f"testimonial_{number}")
        self._row: WallRow | None = None
        self._words = Label("", theme, "body", wrap=True, name=f"testimonial_words_{number}")
        self._short = Label("", theme, "caption", "ink_2", wrap=True)
        self._disc = Disc(theme)
        self._name = ElidedLabel("", theme, "small strong")
        self._about = ElidedLabel("", theme, "caption", "ink_2")
        self._badge = Badge("", "neutral", theme, name=f"testimonial_badge_{number}")
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(self._name)
        who.addWidget(self._about)
        person = QHBoxLayout()
        person.setSpacing(theme.space("s3"))
        person.addWidget(self._disc)
        person.addLayout(who, 1)
        self.body.addWidget(Picture("quote", theme, "accent_text", 18))
        self.body.addWidget(self._words)
        self.body.addWidget(self._short)
        self.body.addSpacing(4)
        self.body.addLayout(person)
        self.body.addWidget(Separator())
        self.body.addLayout(self._build_foot(number, theme))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else -1

    def sizeHint(self) -> QSize:
        return QSize(360, self.heightForWidth(360))

    def show_row(self, row: WallRow) -> None:
        """Shows a testimonial."""
        self._row = row
        spoken = row.testimonial
        self._words.setText(spoken.shortened or spoken.words)
        notes = [self.tr("Shortened")] if spoken.shortened else []
        notes += [self.tr("Given for it: %s") % spoken.incentive] if spoken.incentive else []
        self._short.setText(". ".join(notes))
        self._short.setVisible(bool(notes))
        self._disc.set_name(row.customer)
        self._name.setText(row.customer)
        self._about.setText(", ".join(part for part in (row.job, said.month(spoken.said_on)) if part))
        self._badge.set_state(*consent_badge(spoken))
        self._badge.setToolTip(plain_tip(self._where(spoken)))
        self.setAccessibleName(f"{row.customer}: {spoken.shortened or spoken.words}. {self._badge.text()}")
        given = spoken.consent_at is not None
        self._release.setText("" if given else self.tr("Release"))
        self._release.set_icon("shield-check" if given else "")
        self._release.setAccessibleName(self.tr("Change the consent") if given else self.tr("Release"))
        self._release.setToolTip(self.tr("Change the consent") if given else "")
        self._copy.setVisible(spoken.is_released)
        self._withdraw.setVisible(spoken.consent_at is not None and spoken.withdrawn_at is None)

    def _build_foot(self, number: int, theme: Theme) -> QHBoxLayout:
        self._release = Button("", theme, "quiet", compact=True, name=f"testimonial_release_{number}")
        self._short_button = IconButton(
            "pencil", self.tr("Shorten the words"), theme, compact=True, name=f"testimonial_shorten_{number}"
        )
        self._withdraw = IconButton(
            "ban", self.tr("Consent was taken back"), theme, compact=True, name=f"testimonial_withdraw_{number}"
        )
        self._copy = IconButton(
            "copy", self.tr("Copy as consent allows"), theme, compact=True, name=f"testimonial_copy_{number}"
        )
        foot = QHBoxLayout()
        foot.setSpacing(0)
        foot.addWidget(self._badge)
        foot.addStretch(1)
        keys = {"release": self._release, "shorten": self._short_button, "withdraw": self._withdraw, "copy": self._copy}
        for key, button in keys.items():
            button.clicked.connect(partial(self._ask, key))
            foot.addWidget(button)
        return foot

    def _ask(self, key: str) -> None:
        if self._row is not None:
            self.asked.emit(key, self._row)

    def _where(self, spoken: Testimonial) -> str:
        places = {
            self.tr("website"): spoken.on_website,
            self.tr("print"): spoken.in_print,
            self.tr("social"): spoken.on_social,
        }
        shown = ", ".join(place for place, allowed in places.items() if allowed)
        return self.tr("Given: {0}. For: {1}.").format(spoken.consent_how, shown) if spoken.consent_at else ""


def consent_badge(spoken: Testimonial) -> tuple[str, str, str]:
    """Words, kind and icon that say how far consent goes."""
    if spoken.withdrawn_at is not None:
        return _tr("Withdrawn"), "neutral", "ban"
    if not spoken.is_released:
        return _tr("Not public"), "neutral", "lock"
    if spoken.name_shown == NameShown.FULL:
        extra = (spoken.place_shown, spoken.photo_shown)
        names = {
            (True, True): _tr("Name, place and photo"),
            (True, False): _tr("Name and place"),
            (False, True): _tr("Name and photo"),
            (False, False): _tr("Name only"),
        }
        return names[extra], "good", "check"
    shorter = {
        NameShown.FIRST: _tr("First name only"),
        NameShown.INITIALS: _tr("Initials only"),
        NameShown.NONE: _tr("Without a name"),
    }
    return shorter[spoken.name_shown], "info", "user"


def _tr(words: str) -> str:
    return QCoreApplication.translate("TestimonialCard", words)
