"""The hand-over: what a partner gets of a customer who agreed, and the ways it gets there."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from tradesman.book.errors import BookError
from tradesman.exchange import address_cards
from tradesman.services import handovers
from tradesman.ui import format as say
from tradesman.ui import partner_handouts
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import PaperDialog
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet
from tradesman.ui.words import words


def _tr(text: str) -> str:
    return QCoreApplication.translate("HandoverDialog", text)


class HandoverDialog(Sheet):
    """Everything that leaves stands here to be read; nothing is sent by itself."""

    def __init__(
        self, window: QWidget, desk: Desk, theme: Theme, referral_id: UUID, *, pickers: Pickers | None = None
    ) -> None:
        self._given = desk.ask(handovers.of, referral_id)
        title = _tr("Hand over to {0}").format(self._given.partner.name)
        super().__init__(window, title, theme, name="handover")
        self._desk, self._referral_id, self._pickers = desk, referral_id, pickers or Pickers()
        agreed = say.day(self._given.agreed_on, desk.today())
        lead = _tr("{0} agreed {1}. This is what leaves, and no more:").format(self._given.customer, agreed)
        self.body.addWidget(Label(lead, theme, "small", "ink_2", wrap=True))
        self.body.addLayout(self._built_facts())
        self._told = Label("", theme, "small", "ink_2", wrap=True, name="handover_told")
        self._told.setText(_tr("Nothing is sent from here by itself."))
        self.body.addWidget(self._told)
        later = Button(_tr("Later"), theme, "quiet", name="cancel")
        later.clicked.connect(self.dismiss)
        self.add_left(later)
        card = self.add_button(_tr("Address card"), icon="contact", name="handover_card")
        card.clicked.connect(self._on_card)
        sheet = self.add_button(_tr("See the sheet"), icon="file-text", name="handover_sheet")
        sheet.clicked.connect(self._on_sheet)
        self.set_main(_tr("Mark as handed over"), "check")
        self.accepted.connect(self._on_accepted)
        self.open()

    def _built_facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.space("s4"))
        grid.setVerticalSpacing(self._theme.space("s2"))
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(self._facts()):
            grid.addWidget(Label(name, self._theme, "small", "ink_3"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(text, self._theme, "small", wrap=True, name=f"handover_fact_{row}"), row, 1)
        return grid

    def _facts(self) -> list[tuple[str, str]]:
        given = self._given
        soon = words(given.how_soon) if given.how_soon is not None else ""
        if given.by_on is not None:
            soon = _tr("{0}, by {1}").format(soon, say.day(given.by_on, self._desk.today()))
        plain = given.plain_words if given.plain_words != given.what else ""
        count = len(given.photos)
        photos = _tr("1, without where it was taken") if count == 1 else _tr("{0}, without where they were taken")
        facts = [
            (_tr("Name"), given.customer),
            (_tr("Phone"), given.phone),
            (_tr("E-mail"), given.email),
            (_tr("Address"), given.address),
            (_tr("What"), "\n".join(part for part in (given.what, plain) if part)),
            (_tr("How soon"), soon),
            (_tr("Photos"), photos.format(count) if count else ""),
        ]
        return [fact for fact in facts if fact[1]]

    def _on_sheet(self) -> None:
        PaperDialog(
            self._window, self._desk, self._theme, partner_handouts.handover(self._desk, self._referral_id)
        ).open()

    def _on_card(self) -> None:
        self.set_error("")
        proposed = Path.home() / f"{_tr('Customer')}{address_cards.SUFFIX}"  # a name that tells nobody who it is
        target = self._pickers.new_file(self, _tr("Save the address card"), proposed, _tr("Address cards (*.vcf)"))
        if target is None:
            return
        try:
            address_cards.save(target, partner_handouts.address_card(self._given))
        except BookError as error:
            self.set_error(str(error))
            return
        self._told.setText(_tr("Saved as {0}. Send it to {1}.").format(target.name, self._given.partner.name))

    def _on_accepted(self) -> None:
        label = _tr("Handed over to {0}").format(self._given.partner.name)
        done = self._desk.do(handovers.note, self._referral_id, label=label, on_error=self.set_error)
        if done is not None:
            self.finish()
