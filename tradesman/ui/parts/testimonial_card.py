"""One customer's words with who said them, and how far they may be shown."""

from datetime import UTC, tzinfo
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tradesman.book.testimonial import NameShown, Testimonial
from tradesman.services import telling_words
from tradesman.services.testimonials import WallRow
from tradesman.ui import format as said
from tradesman.ui.parts.disc import Disc
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button, IconButton
from tradesman.ui.widgets.card import Card, Separator
from tradesman.ui.widgets.labels import Badge, ElidedLabel, Label
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.picture import Picture
from tradesman.ui.widgets.tips import plain_tip

_BELOW_THE_LINE = 3  # the badge stands in the middle of higher buttons, and as far from the line as the name does


class TestimonialCard(Card):
    """Words, name, consent, and what can be done with them."""

    asked = Signal(str, object)

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__(theme, name=f"testimonial_{number}")
        self._theme = theme
        self._row: WallRow | None = None
        self._zone: tzinfo = UTC
        self._words = Label("", theme, "said", wrap=True, name=f"testimonial_words_{number}")
        self._notes = Label("", theme, "caption", "ink_2", wrap=True, name=f"testimonial_notes_{number}")
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
        self.body.addWidget(self._notes)
        self.body.addSpacing(4)
        lower = QVBoxLayout()
        lower.setSpacing(0)
        lower.addLayout(person)
        lower.addSpacing(theme.space("s3"))
        lower.addWidget(Separator())
        lower.addSpacing(_BELOW_THE_LINE)
        lower.addLayout(self._build_foot(number, theme))
        self.body.addLayout(lower)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else -1

    def sizeHint(self) -> QSize:
        return QSize(360, self.heightForWidth(360))

    def show_row(self, row: WallRow, zone: tzinfo) -> None:
        """Shows a testimonial; days are those of the book's zone."""
        self._row, self._zone = row, zone
        spoken = row.testimonial
        self._words.setText(spoken.shortened or spoken.words)
        notes = self._noted(row)
        self._notes.setText(". ".join(notes))
        self._notes.setVisible(bool(notes))
        self._disc.set_name(row.customer)
        self._name.setText(row.customer)
        self._about.setText(", ".join(part for part in (row.job, said.month(spoken.said_on)) if part))
        self._badge.set_state(*consent_badge(spoken))
        self._badge.setToolTip(plain_tip(self._where(spoken)))
        self.setAccessibleName(f"{row.customer}: {spoken.shortened or spoken.words}. {self._badge.text()}")
        self._release.setVisible(spoken.consent_at is None)
        self._copy.setVisible(spoken.is_released)
        self._image.setVisible(spoken.is_released)

    def _noted(self, row: WallRow) -> list[str]:
        """What is told beside the words, and why they are in no export."""
        spoken = row.testimonial
        notes = [self.tr("Shortened")] if spoken.shortened else []
        notes += [self.tr("Given for it: %s") % spoken.incentive] if spoken.incentive else []
        if spoken.is_released and row.agreed_otherwise:
            notes.append(self.tr("Agreed as %s") % row.agreed_otherwise)
        if spoken.is_released and (naming := row.naming()):
            why = self.tr("Left out until it is shortened: the words name %s")
            if not row.naming(incentive=""):
                why = self.tr("Left out until the consent is changed: what was given for it names %s")
            notes.append(why % telling_words.quoted(naming))
        return notes

    def _build_foot(self, number: int, theme: Theme) -> QHBoxLayout:
        self._release = Button(self.tr("Release"), theme, "quiet", compact=True, name=f"testimonial_release_{number}")
        self._copy = IconButton(
            "copy", self.tr("Copy as consent allows"), theme, compact=True, name=f"testimonial_copy_{number}"
        )
        self._image = IconButton(
            "image", self.tr("Picture for social media"), theme, compact=True, name=f"testimonial_image_{number}"
        )
        self._more = IconButton(
            "ellipsis", self.tr("More for these words"), theme, compact=True, name=f"testimonial_more_{number}"
        )
        foot = QHBoxLayout()
        foot.setSpacing(0)
        foot.addWidget(self._badge)
        foot.addStretch(1)
        for key, button in {"release": self._release, "image": self._image, "copy": self._copy}.items():
            button.clicked.connect(partial(self._ask, key))
            foot.addWidget(button)
        self._more.clicked.connect(self._on_more)
        foot.addWidget(self._more)
        return foot

    def _on_more(self) -> None:
        """What is done more rarely with these words."""
        if self._row is None:
            return
        spoken = self._row.testimonial
        menu = Menu(self._theme, self._more, words=self.tr("More for these words"))
        menu.setObjectName("testimonial_menu")
        counts = spoken.consent_at is not None and spoken.withdrawn_at is None
        if spoken.consent_at is not None:
            words = self.tr("Change the consent") if counts else self.tr("Consent given again")
            self._add(menu, "release", words, "shield-check")
        if counts:
            self._add(menu, "withdraw", self.tr("Consent was taken back"), "ban")
        self._add(menu, "shorten", self.tr("Shorten the words"), "pencil")
        self._add(menu, "form", self.tr("Form to sign"), "file-text")
        self._add(menu, "customer", self.tr("Open the customer"), "user")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _add(self, menu: Menu, key: str, words: str, icon: str) -> None:
        menu.add_choice(words, icon, name=f"testimonial_{key}").triggered.connect(partial(self._ask, key))

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
        if spoken.withdrawn_at is not None:
            back = said.full_day(spoken.withdrawn_at.astimezone(self._zone).date())
            how = spoken.withdrawn_how or self.tr("not noted how")
            return self.tr("Taken back {0}: {1}.").format(back, how)
        if spoken.consent_at is None:
            return ""
        given = said.full_day(spoken.consent_at.astimezone(self._zone).date())
        return self.tr("Given {0}: {1}. For: {2}.").format(given, spoken.consent_how, shown)


def consent_badge(spoken: Testimonial) -> tuple[str, str, str]:
    """Words, kind and icon that say how far consent goes."""
    if spoken.withdrawn_at is not None:
        return _tr("Withdrawn"), "neutral", "ban"
    if not spoken.is_released:
        return _tr("Not public"), "neutral", "lock"
    if spoken.name_shown == NameShown.FULL:
        extra = (spoken.place_shown, spoken.photo_shown and spoken.photo_id is not None)
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
