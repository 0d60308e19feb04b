"""The sign-off: the walk round with the customer, the signature, and what the customer takes away."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tradesman.services import care_sheets, sign_offs
from tradesman.services.job_sheets import JobSheet
from tradesman.services.sign_offs import SignOff, WalkRound
from tradesman.ui import format as said
from tradesman.ui.desk import Desk
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.dates import DateField
from tradesman.ui.widgets.field_box import FieldBox
from tradesman.ui.widgets.fields import LineField, TextField
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.widgets.signature_pad import PadState, SignaturePad
from tradesman.ui.widgets.switches import CheckField

_WIDTH = 900


def _tr(text: str) -> str:
    return QCoreApplication.translate("SignOffDialog", text)


class SignOffDialog(Sheet):
    """What is open is named and takes a reason; the guarantee and the follow-ups begin by themselves."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, sheet: JobSheet) -> None:
        super().__init__(window, _tr("Sign off"), theme, width=theme.scaled(_WIDTH), name="sign_off")
        self._desk, self._sheet = desk, sheet
        self._round: WalkRound = desk.ask(sign_offs.walk_round, sheet.job.id)
        self._needs: dict[UUID, CheckField] = {}
        self._doubted: date | None = None  # the day that was asked about
        self.header.insertWidget(1, Label(f"{sheet.customer}, {sheet.job.title}", theme, "small", "ink_2"))
        columns = QHBoxLayout()
        columns.setSpacing(theme.space("s6"))
        columns.addLayout(self._build_round(), 1)
        columns.addLayout(self._build_signature(), 1)
        self.body.addLayout(columns)
        cancel = Button(_tr("Cancel"), theme, "quiet", name="cancel")
        cancel.clicked.connect(self.dismiss)
        self.add_left(cancel)
        self.set_main(_tr("Sign off"), "clipboard-check")
        self.accepted.connect(self._on_accepted)
        self._show_open()
        self.open()

    # How it is made

    def _build_round(self) -> QVBoxLayout:
        theme, first_name = self._theme, self._sheet.first_name
        column = QVBoxLayout()
        column.setSpacing(theme.space("s2"))
        if self._round.needs:
            column.addWidget(Label(_tr("Walk round with {0}").format(first_name), theme, "small strong"))
        for number, need in enumerate(self._round.needs):
            box = self._needs[need.need_id] = CheckField(need.words, theme, name=f"sign_off_need_{number}")
            box.set_value(need.seen)
            box.changed.connect(self._show_open)
            column.addWidget(box)
        self._still_open = Label("", theme, "small", "warn", wrap=True, name="sign_off_left")
        self._because = LineField(theme, name="because")
        self._why = FieldBox(_tr("Why does it stay open?"), self._because, theme)
        self._looked = CheckField(_tr("Looked round, found nothing outside the job"), theme, name="looked_round")
        if self._round.looked:
            self._looked.hide()
        self._care = TextField(theme, lines=4, name="care")
        self._care.set_value(self._sheet.job.care or self._desk.ask(care_sheets.like, self._sheet.job.title))
        self._extra = LineField(theme, name="extra_given")
        self._extra.set_value(self._sheet.job.extra_given)
        kept = _tr("It stands on the care sheet that {0} keeps.").format(first_name)
        care = FieldBox(_tr("How to use and keep it"), self._care, theme, kept)
        for widget in (self._looked, self._still_open, self._why, care):
            column.addWidget(widget)
        column.addWidget(FieldBox(_tr("The small extra you gave"), self._extra, theme))
        column.addStretch(1)
        return column

    def _build_signature(self) -> QVBoxLayout:
        theme, first_name = self._theme, self._sheet.first_name
        column = QVBoxLayout()
        column.setSpacing(theme.space("s2"))
        self._clear = Button(_tr("Clear"), theme, "quiet", "eraser", compact=True, name="sign_off_clear")
        top = QHBoxLayout()
        top.addWidget(Label(_tr("{0} signs here").format(first_name), theme, "small strong"), 1)
        top.addWidget(self._clear)
        self._pad = SignaturePad(_tr("Signature"), theme, name="sign_off_pad")
        self._pad.changed.connect(self._on_pad_changed)
        self._clear.clicked.connect(self._pad.clear)
        self._who = LineField(theme, name="who")
        self._on = DateField(theme, today=self._desk.today, past=True, name="on")
        self._on.set_value(self._sheet.today)
        typed = _tr("The name counts where nobody can sign. Leave it empty if nobody was there.")
        who = FieldBox(_tr("Who signs it off?"), self._who, theme, typed)
        column.addLayout(top)
        column.addWidget(self._pad)
        column.addWidget(who)
        self._on_box = FieldBox(_tr("Done on"), self._on, theme)
        column.addWidget(self._on_box)
        column.addStretch(1)
        self._show_clear()
        return column

    # What it shows

    def _seen(self) -> frozenset[UUID]:
        return frozenset(need_id for need_id, box in self._needs.items() if box.value())

    def _show_open(self) -> None:
        """What else is open; a need that is not ticked is seen to be so."""
        round_ = self._round
        left = [*round_.unticked, *round_.promises, *round_.variations]
        self._still_open.setText(_tr("Still open: {0}.").format("; ".join(left)))
        self._still_open.setVisible(bool(left))
        self._why.setVisible(bool(left) or len(self._seen()) < len(self._needs))

    def _on_pad_changed(self) -> None:
        """Whoever signs is the customer unless another name is written; nobody has signed before."""
        if not self._is_written() and self._who.value() == self._sheet.customer:
            self._who.set_value("")
        elif self._is_written() and not self._who.value():
            self._who.set_value(self._sheet.customer)
        self._show_clear()

    def _show_clear(self) -> None:
        self._clear.setEnabled(self._is_written())

    def _is_written(self) -> bool:
        return self._pad.state in (PadState.SIGNED, PadState.DRAWING)

    # What it does

    def _on_accepted(self) -> None:
        self.set_error("")
        day = self._on.value()
        if day is None:
            self._on_box.set_error(self._on.fault() or _tr("On which day was it done?"))
            self._on.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        signed = self._pad.state == PadState.SIGNED
        if signed and not self._who.value():
            self.set_error(_tr("Who signed? Write the name."))
            self._who.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if day < self._sheet.job.agreed_on and day != self._doubted:
            self._doubted = day  # an emergency may be done before anything is agreed; otherwise it is a slip
            words = _tr(
                "{0} lies before the job was agreed. Nothing was signed off yet."
                " Correct it, or press the button again if it is right."
            )
            self.set_error(words.format(said.capital(said.day(day, self._sheet.today))))
            return
        given = SignOff(
            on=day,
            who=self._who.value(),
            seen=self._seen(),
            strokes=self._pad.strokes() if signed else [],
            because=self._because.value() if self._why.isVisible() else "",
            looked_round=self._looked.isVisible() and self._looked.value(),
            care=self._care.value(),
            extra_given=self._extra.value(),
        )
        label = _tr("Job signed off")
        done = self._desk.do(sign_offs.sign_off, self._sheet.job.id, given, label=label, on_error=self.set_error)
        if done is not None:
            self.finish()
