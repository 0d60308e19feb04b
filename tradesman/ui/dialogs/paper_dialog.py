"""A quote as its customer gets it: the PDF itself, to read, save, print and put into an e-mail."""

import re
import tempfile
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from tradesman.book import private_file
from tradesman.book.customer import ContactKind, Customer
from tradesman.book.errors import BookError
from tradesman.book.store import Session
from tradesman.documents import figures
from tradesman.exchange import eml
from tradesman.services import businesses
from tradesman.services.presentations import Paper
from tradesman.ui import links, paper_making, printing
from tradesman.ui.desk import Desk
from tradesman.ui.paper_making import Made
from tradesman.ui.pickers import Pickers
from tradesman.ui.printing import Printers
from tradesman.ui.theme import Theme
from tradesman.ui.widgets.labels import ElidedLabel, Label
from tradesman.ui.widgets.pdf_view import FIT, WHOLE, PdfView
from tradesman.ui.widgets.segmented import Segmented
from tradesman.ui.widgets.sheet import Sheet

_WIDTH = 980


def _tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)


class PaperDialog(Sheet):
    """Shows the kept PDF of a given quote byte for byte, that of a draft as it would be; nothing is sent from here."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        paper: Paper,
        *,
        pickers: Pickers | None = None,
        printers: Printers | None = None,
    ) -> None:
        self._name = _tr("Quote {0}").format(paper.number)
        title = self._name if paper.given else _tr("Quote {0}, draft").format(paper.number)
        super().__init__(window, title, theme, width=theme.scaled(_WIDTH), name="paper")
        self._desk, self._paper = desk, paper
        self._pickers, self._printers = pickers or Pickers(), printers or Printers()
        self._made: Made | None = None
        self.view = PdfView(self._name, desk.background, theme, name="paper_view")
        self.zoom = Segmented(((FIT, _tr("Fit width")), (WHOLE, _tr("100 %"))), theme, compact=True, name="paper_zoom")
        self._pages = Label("", theme, "small", "ink_2", name="paper_pages")
        self._told = ElidedLabel(_tr("Making the PDF…"), theme, "small", "ink_2", name="paper_told")
        self._fill()
        self._listen()
        paper_making.show(desk, paper, self._on_made, self._on_failed)

    def _fill(self) -> None:
        theme = self._theme
        self.zoom.set_value(FIT)
        self.zoom.setFixedWidth(theme.scaled(190))
        top = QHBoxLayout()
        top.setContentsMargins(24, 10, 24, 10)
        top.setSpacing(theme.space("s3"))
        top.addWidget(self.zoom)
        top.addWidget(self._pages)
        top.addWidget(self._told, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(top)
        self.body.addWidget(self.view, 1)
        self._save = self.add_button(_tr("Save"), icon="download", name="paper_save")
        self._print = self.add_button(_tr("Print"), icon="printer", name="paper_print")
        self._mail = self.add_button(_tr("Write e-mail"), icon="mail", name="paper_mail")
        self._mail.setVisible(self._paper.given)  # a draft is given before it leaves
        for button in (self._save, self._print, self._mail):
            button.setEnabled(False)
        self.set_main(_tr("Close"))

    def _listen(self) -> None:
        self.zoom.changed.connect(self._on_zoom)
        self.view.page_changed.connect(self._on_page)
        self.view.failed.connect(self._on_failed)
        self._save.clicked.connect(self._on_save)
        self._print.clicked.connect(self._on_print)
        self._mail.clicked.connect(self._on_mail)
        self.accepted.connect(self.finish)

    # What it shows

    def _on_made(self, made: Made) -> None:
        if not isValid(self):
            return
        self._made = made
        self._told.setText("")
        if made.told:
            self.set_error(made.told)
        self.view.set_pdf(made.content)
        for button in (self._save, self._print, self._mail):
            button.setEnabled(True)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, sentence: str) -> None:
        if isValid(self):
            self._told.setText("")
            self.set_error(sentence)

    def _on_zoom(self) -> None:
        self.view.set_zoom(self.zoom.value())

    def _on_page(self, page: int, pages: int) -> None:
        self._pages.setText(_tr("Page {0} of {1}").format(page, pages))

    # How it leaves

    def _on_save(self) -> None:
        proposed = Path.home() / self._file_name()
        target = self._pickers.new_file(self, _tr("Save the PDF"), proposed, _tr("PDF (*.pdf)"))
        if target is not None and self._made is not None:
            self._try(partial(_write, target, self._made.content), _tr("Saved as {0}.").format(target.name))

    def _on_print(self) -> None:
        if self._made is None:
            return
        printer = self._printers.ask(self, self._name, self.view.pages)
        if printer is not None:
            self.set_error("")
            self._told.setText(_tr("Printing…"))
            work = partial(printing.print_pdf, printer, self._made.content)
            self._desk.background.run(work, self._on_printed, self._on_failed)

    def _on_printed(self, pages: int) -> None:
        if isValid(self):
            said = _tr("1 page went to the printer.") if pages == 1 else _tr("{0} pages went to the printer.")
            self._told.setText(said.format(pages))

    def _on_mail(self) -> None:
        opened: list[bool] = []

        def write() -> None:
            opened.append(links.open_draft(self._draft()))

        if self._try(write, ""):
            done = _tr("Your mail program has it as a draft, with the PDF. Send it there.")
            self._told.setText(done if opened[0] else _tr("No mail program takes it. Save the PDF and attach it."))

    def _draft(self) -> Path:
        """An e-mail to the customer with the PDF, for the mail program to open; nothing is sent."""
        customer, business = self._desk.ask(_who, self._paper)
        to = customer.first_contact(ContactKind.EMAIL)
        if customer.do_not_contact:
            said = _tr("{0} asked not to be contacted. No draft was written.")
            raise BookError(said.format(customer.name))
        if not to:
            said = _tr("There is no e-mail address for {0}. No draft was written. Add one on the customer's page.")
            raise BookError(said.format(customer.name))
        content = self._made.content if self._made is not None else b""
        with tempfile.TemporaryDirectory() as beside:  # the draft takes it in under this name
            file = Path(beside) / self._file_name()
            file.write_bytes(content)
            letter = eml.Letter(
                to=to,
                subject=f"{self._name}: {self._paper.content['title']}",
                words=self._words(customer.greet(), business.owner or business.name),
                sender=business.owner or business.name,
                sender_address=business.email,
                attachments=[file],
            )
            return eml.keep(letter, customer.id, self._desk.now)

    def _words(self, greeting: str, sender: str) -> str:
        if self._paper.choice is not None:
            return _tr("Dear {0},\n\nthank you for your trust. Here is the copy of what we agreed.\n\n{1}").format(
                greeting, sender
            )
        said = _tr(
            "Dear {0},\n\nthank you for showing me everything. Here is the quote. Its prices hold until {1}."
            " Ask me anything that is not clear.\n\n{2}"
        )
        content = self._paper.content
        locale = figures.locale_of(content["language"], content["business"]["country"])
        return said.format(greeting, figures.day(date.fromisoformat(content["valid_until"]), locale), sender)

    def _file_name(self) -> str:
        """Says nothing of the customer to whoever sees the file."""
        return f"{re.sub(r'[^0-9A-Za-z]+', ' ', self._name).strip()}.pdf"

    def _try(self, work: Any, done: str) -> bool:
        self.set_error("")
        try:
            work()
        except BookError as error:
            self.set_error(str(error))
            return False
        except OSError as error:
            self.set_error(
                _tr("This could not be written: {0}. Free some space, then try again.").format(error.strerror)
            )
            return False
        self._told.setText(done)
        return True


def _who(session: Session, paper: Paper) -> tuple[Customer, Any]:
    return session.load(Customer, paper.customer_id), businesses.current(session)


def _write(target: Path, content: bytes) -> None:
    if target.exists() or target.is_symlink():
        raise BookError(
            _tr("There is something at {0} already. It was not touched. Choose another name.").format(target)
        )
    with private_file.appearing(target) as handle:
        handle.write(content)
