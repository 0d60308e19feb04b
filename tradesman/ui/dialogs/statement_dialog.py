"""The ledger leaves the book: the statement of a year, of all partners or one, as PDF or CSV."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tradesman.book.errors import BookError
from tradesman.services import partners, statements
from tradesman.services.statements import Statement
from tradesman.ui import format as say
from tradesman.ui import partner_handouts
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import PaperDialog
from tradesman.ui.pickers import Pickers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.buttons import Button
from tradesman.ui.widgets.form import Field, Form
from tradesman.ui.widgets.labels import Label
from tradesman.ui.widgets.sheet import Sheet

_ALL = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("StatementDialog", text)


class StatementDialog(Sheet):
    """Says what the year came to before it is saved."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        partner_id: UUID | None = None,
        *,
        pickers: Pickers | None = None,
    ) -> None:
        super().__init__(window, _tr("Export ledger"), theme, name="statement")
        self._desk, self._pickers = desk, pickers or Pickers()
        years = [(str(year), str(year)) for year in desk.ask(statements.years)]
        whose = [(_ALL, _tr("All partners"))]
        whose += [(str(row.partner.id), row.partner.name) for row in desk.ask(partners.rows)]
        fields = [
            Field("year", _tr("Year"), "choice", choices=tuple(years), default=years[0][0], half=True),
            Field("whose", _tr("Whose"), "choice", choices=tuple(whose), half=True),
        ]
        self._form = Form(fields, theme, today=desk.today)
        self._form.set_values({"whose": str(partner_id) if partner_id is not None else _ALL})
        self._sum = Label("", theme, "small", "ink_2", wrap=True, name="statement_sum")
        self.body.addWidget(self._form)
        self.body.addWidget(self._sum)
        close = Button(_tr("Close"), theme, "quiet", name="cancel")
        close.clicked.connect(self.dismiss)
        self.add_left(close)
        table = self.add_button(_tr("Save as CSV"), icon="table", name="statement_csv")
        table.clicked.connect(self._on_csv)
        self.set_main(_tr("See the PDF"), "file-text")
        self._form.changed.connect(self._show_sum)
        self.accepted.connect(self._on_pdf)
        self._show_sum()
        self.open()

    def _asked(self) -> tuple[int, UUID | None]:
        values = self._form.values()
        return int(values["year"]), UUID(values["whose"]) if values["whose"] else None

    def _statement(self) -> Statement:
        return self._desk.ask(statements.of, *self._asked())

    def _show_sum(self) -> None:
        told = self._statement()
        currency = told.business.currency
        mine, theirs = (statements.sums(rows, told.year) for rows in (told.sent, told.received))
        lines = [
            _tr("{0} sent: {1} received in the year, {2} still due to you.").format(
                len(told.sent), say.money(mine.paid_minor, currency), say.money(mine.owed_minor, currency)
            )
        ]
        if told.received:
            lines.append(
                _tr("{0} sent to you: {1} paid in the year, {2} still owed by you.").format(
                    len(told.received), say.money(theirs.paid_minor, currency), say.money(theirs.owed_minor, currency)
                )
            )
        self._sum.setText("\n".join(lines))

    def _on_pdf(self) -> None:
        paper = partner_handouts.statement(self._desk, *self._asked())
        PaperDialog(self._window, self._desk, self._theme, paper).open()

    def _on_csv(self) -> None:
        self.set_error("")
        proposed = Path.home() / f"{_tr('Referrals')} {self._asked()[0]}.csv"
        target = self._pickers.new_file(self, _tr("Save the table"), proposed, _tr("Tables (*.csv)"))
        if target is None:
            return
        try:
            count = partner_handouts.save_statement(self._statement(), self._desk.zone(), target)
        except BookError as error:
            self.set_error(str(error))
            return
        one, many = _tr("1 referral is in {0}."), _tr("{0} referrals are in {1}.")
        self._sum.setText(one.format(target.name) if count == 1 else many.format(count, target.name))
