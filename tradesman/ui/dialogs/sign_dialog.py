"""The sheet on which a customer says yes: what is taken, when it can begin, and a place to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_skeleton
from babel.lists import format_list
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tradesman.book.quote import AcceptedBy
from tradesman.ui.parts.in_place import InPlace
from tradesman.ui.parts.present_controls import PresentButton, PresentCheck
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.card import Card
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.menu import Menu
from tradesman.ui.widgets.picture import Picture
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.signature_pad import PadState, SignaturePad

_SIDE = 32
_AROUND_PAD = 364  # what stands above and below it, and around the sheet
_SHORT = 240  # letters that stand in the head
HERE, TYPED, PHONE, EMAIL = "here", "typed", "phone", "email"


def _tr(text: str) -> str:
    return QCoreApplication.translate("present", text)


@dataclass(frozen=True)
class Offer:
    """What is signed: its words, and the facts beside it as icon, words and value.

    `agrees` is what the tick says where it is not the options of a quote that are signed; `back` names the way back,
    and without `thinks` nobody is offered to think it over.
    """

    title: str
    words: str
    facts: Sequence[tuple[str, str, str]]
    who: str
    day: str
    can_mail: bool
    agrees: str = ""
    back: str = ""
    thinks: bool = True


@dataclass(frozen=True)
class Yes:
    """How a customer said yes: who, by which way, the strokes if there are any, and whether a copy is wanted."""

    who: str
    by: AcceptedBy
    strokes: list[Any]
    copy: bool


class SignDialog(Sheet):
    """A signature, a typed name, or a note that it was agreed by phone or e-mail; nothing is decided before Accept."""

    agreed = Signal(object)
    think_asked = Signal()

    def __init__(self, window: QWidget, theme: Theme, offer: Offer) -> None:
        self._offer, self._way = offer, HERE
        super().__init__(window, offer.title, theme, name="sign")
        self._fill()
        self._show_way()

    # How it is made

    def _built_head(self, title: str) -> QFrame:
        theme = self._theme
        head = QFrame()
        row = QHBoxLayout(head)
        row.setContentsMargins(_SIDE, 22, _SIDE - 6, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(title, theme, "present_sum", wrap=True))
        if len(self._offer.words) <= _SHORT:
            words.addWidget(Label(self._offer.words, theme, "present_small", "ink_2", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._head = head
        return head

    def _built_foot(self) -> QFrame:
        theme = self._theme
        foot = QFrame()
        row = QHBoxLayout(foot)
        row.setContentsMargins(_SIDE, 4, _SIDE, 24)
        row.setSpacing(theme.space("s3"))
        role = "present_small strong"
        back = PresentButton(self._offer.back or _tr("Back to the options"), theme, font=role, name="sign_back")
        think = PresentButton(_tr("Think it over"), theme, font=role, name="sign_think")
        self._main = PresentButton(_tr("Accept"), theme, "primary", "pen-line", font=role, name="main")
        back.clicked.connect(self.dismiss)
        think.clicked.connect(self._on_think)
        self._main.clicked.connect(self._on_main_clicked)
        for button, stretch in ((back, 0), (think, 0), (self._main, 1)):
            row.addWidget(button, stretch)
        think.setVisible(self._offer.thinks)
        return foot

    def _needed_height(self, width: int) -> int:
        inner = self.body.totalHeightForWidth(width) if self.body.hasHeightForWidth() else -1
        body = inner if inner >= 0 else self.body.totalSizeHint().height()
        head = self._head.heightForWidth(width)
        error = self._error_line.sizeHint().height() if self._error.text() else 0
        return head + body + error + self._foot.sizeHint().height()

    def _fill(self) -> None:
        theme = self._theme
        self.set_margins(_SIDE, 15, _SIDE, 10)
        self.body.setSpacing(0)
        if len(self._offer.words) > _SHORT:  # here they can be scrolled
            self.body.addWidget(Label(self._offer.words, theme, "present_small", "ink_2", wrap=True))
            self.body.addSpacing(theme.space("s3"))
        facts = QHBoxLayout()
        facts.setSpacing(theme.space("s4"))
        for icon, words, value in self._offer.facts:
            facts.addWidget(self._fact(icon, words, value), 1)
        self.body.addLayout(facts)
        self.body.addSpacing(theme.space("s4"))
        self.body.addLayout(self._sign_row())
        self.body.addSpacing(4)
        self._add_pad()
        self.name = LineField(theme, name="sign_typed")
        self.name.set_value(self._offer.who)
        self.typed = FieldBox(_tr("Name"), self.name, theme)
        self.body.addWidget(self.typed)
        self.body.addSpacing(10)
        self.tick = PresentCheck("", theme, "section body", name="sign_agree")
        self.body.addWidget(self.tick)
        self.accepted.connect(self._on_accepted)

    def _fact(self, icon: str, words: str, value: str) -> Card:
        theme = self._theme
        card = Card(theme, padding=10)
        row = QHBoxLayout()
        row.setContentsMargins(5, 0, 5, 0)
        row.setSpacing(theme.space("s3"))
        row.addWidget(Picture(icon, theme, "ink", 20))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(Label(words, theme, "small", "ink_3", wrap=True))
        said.addWidget(Label(value, theme, "strong", wrap=True))
        row.addLayout(said, 1)
        card.body.addLayout(row)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        return card

    def _sign_row(self) -> QHBoxLayout:
        theme = self._theme
        self._how = Label("", theme, "section", wrap=True)
        self.other = Button(_tr("Another way"), theme, compact=True, name="sign_other")
        self.clear = Button(_tr("Clear"), theme, icon="eraser", compact=True, name="sign_clear")
        menu = Menu(theme, self.other, words=_tr("Another way"))
        menu.setObjectName("sign_ways")
        for way, words in (
            (HERE, _tr("Sign here")),
            (TYPED, _tr("Type the name")),
            (PHONE, _tr("Agreed by phone")),
            (EMAIL, _tr("Agreed by e-mail")),
        ):
            menu.add_choice(words, name=f"sign_way_{way}").triggered.connect(lambda _on=False, way=way: self._turn(way))
        self.other.setMenu(menu)
        row = QHBoxLayout()
        row.setSpacing(theme.space("s2"))
        row.addWidget(self._how, 1)
        row.addWidget(self.other)
        row.addWidget(self.clear)
        return row

    def _add_pad(self) -> None:
        theme = self._theme
        self.pad = SignaturePad(_tr("Signature"), theme, name="sign_pad")
        # On a low screen the pad gives way, so that the tick stays in sight.
        room = self._window.height() - theme.scaled(_AROUND_PAD)
        self.pad.setFixedHeight(max(min(self.pad.sizeHint().height(), room), theme.scaled(96)))
        self.who = InPlace(theme, _tr("Who signs"), placeholder=_tr("Who signs?"), name="sign_who")
        self.who.set_value(self._offer.who)
        self.who.setMaximumWidth(theme.scaled(280))
        self.pad.foot.addWidget(self.who, 1)
        self.pad.foot.addStretch(1)
        self.pad.foot.addWidget(Label(self._offer.day, theme, "small", "ink_3"))
        self.body.addWidget(self.pad)
        self.clear.clicked.connect(self.pad.clear)
        self.pad.changed.connect(self._on_pad_changed)

    # What it does

    def _turn(self, way: str) -> None:
        # A name that was corrected in one place counts in the other.
        if self._way == HERE:
            self.name.set_value(self.who.text())
        elif way == HERE:
            self.who.set_value(self.name.value())
        self._way = way
        self.set_error("")
        self._show_way()
        (self.pad if way == HERE else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_way(self) -> None:
        here = self._way == HERE
        self.pad.setVisible(here)
        self.clear.setVisible(here)
        self.clear.setEnabled(self.pad.state in (PadState.SIGNED, PadState.DRAWING))
        self.typed.setVisible(not here)
        self._how.setText(
            {
                HERE: _tr("Sign with a finger, pen or mouse"),
                TYPED: _tr("Your name in place of a signature"),
                PHONE: _tr("Who agreed by phone?"),
                EMAIL: _tr("Who agreed by e-mail?"),
            }[self._way]
        )
        self.tick.setText(self._tick_words())
        self.tick.setVisible(bool(self.tick.text()))
        self.tick.updateGeometry()

    def _tick_words(self) -> str:
        present = self._way in (HERE, TYPED)
        if present and self._offer.agrees:
            return self._offer.agrees
        if present and self._offer.can_mail:
            return _tr("I agree to the work and the guarantee as shown. Email me a copy.")
        if present:
            return _tr("I agree to the work and the guarantee as shown.")
        return _tr("A copy goes by e-mail.") if self._offer.can_mail else ""

    def _on_pad_changed(self) -> None:
        self.clear.setEnabled(self.pad.state in (PadState.SIGNED, PadState.DRAWING))
        self.set_error("")

    def _on_think(self) -> None:
        self.finish()
        self.think_asked.emit()

    def _on_accepted(self) -> None:
        here = self._way == HERE
        who = (self.who.text() if here else self.name.value()).strip()
        self.set_error("")
        if here and self.pad.state != PadState.SIGNED:
            self._refuse(_tr("Nothing is signed yet. Sign on the line, or choose another way."), self.pad)
        elif not who:
            self._refuse(_tr("Who says yes? Write the name."), self.who if here else self.name)
        elif self._way in (HERE, TYPED) and not self.tick.isChecked():
            self._refuse(
                _tr("Tick that it is agreed.")
                if self._offer.agrees
                else _tr("Tick that the work and the guarantee are agreed."),
                self.tick,
            )
        else:
            by = {PHONE: AcceptedBy.PHONE, EMAIL: AcceptedBy.EMAIL}.get(self._way, AcceptedBy.SIGNED)
            copy = self._offer.can_mail and self.tick.isChecked()
            self.agreed.emit(Yes(who, by, self.pad.strokes() if here else [], copy))

    def _refuse(self, sentence: str, place: QWidget) -> None:
        self.set_error(sentence)
        place.setFocus(Qt.FocusReason.OtherFocusReason)


def days_in_words(days: Sequence[date], locale: str) -> str:
    """Days in a row: "20 and 21 October", "30 October and 2 November"."""
    said = [str(format_skeleton("MMMMd", day, locale=locale)) for day in days]
    if len(days) == 2 and days[0].month == days[1].month and said[0].startswith(str(days[0].day)):
        said[0] = str(days[0].day)
    return str(format_list(said, locale=locale)) if said else ""
