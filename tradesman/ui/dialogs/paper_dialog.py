"""A paper as it is handed out: the PDF itself, to read, save, print and put into an e-mail."""

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from tradesman.book import private_file
from tradesman.book.errors import BookError
from tradesman.exchange import eml
from tradesman.ui import links, printing
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


@dataclass(frozen=True)
class Handout:
    """A paper to hand out: its name, which says nothing of the customer, and how it is made, beside the window.

    `letter` writes the e-mail it goes with, and names whose draft that is; BookError where nobody can be written to.
    Without one it cannot leave by e-mail. Where a customer looks on, no file is saved: that would show the owner's.
    """

    name: str
    title: str
    make: Callable[[], Made]
    letter: Callable[[], tuple[eml.Letter, UUID]] | None = None
    saves: bool = True


class PaperDialog(Sheet):
    """Shows the PDF that is saved, printed or sent, byte for byte; nothing is sent from here."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        theme: Theme,
        handout: Handout,
        *,
        pickers: Pickers | None = None,
        printers: Printers | None = None,
    ) -> None:
        super().__init__(window, handout.title, theme, width=theme.scaled(_WIDTH), name="paper")
        self._desk, self._handout = desk, handout
        self._pickers, self._printers = pickers or Pickers(), printers or Printers()
        self._made: Made | None = None
        self.view = PdfView(handout.name, desk.background, theme, name="paper_view")
        self.zoom = Segmented(((FIT, _tr("Fit width")), (WHOLE, _tr("100 %"))), theme, compact=True, name="paper_zoom")
        self._pages = Label("", theme, "small", "ink_2", name="paper_pages")
        self._told = ElidedLabel(_tr("Making the PDF…"), theme, "small", "ink_2", name="paper_told")
        self._fill()
        self._listen()
        desk.background.run(handout.make, self._on_made, self._on_failed)

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
        self.set_margins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(top)
        self.body.addWidget(self.view, 1)
        self._save = self.add_button(_tr("Save"), icon="download", name="paper_save")
        self._print = self.add_button(_tr("Print"), icon="printer", name="paper_print")
        self._mail = self.add_button(_tr("Write e-mail"), icon="mail", name="paper_mail")
        self._mail.setVisible(self._handout.letter is not None)
        self._save.setVisible(self._handout.saves)
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
        printer = self._printers.ask(self, self._handout.name, self.view.pages)
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
        """An e-mail with the PDF, for the mail program to open; nothing is sent."""
        if self._made is None or self._handout.letter is None:
            raise BookError(_tr("The PDF is not made yet. No draft was written."))
        letter, whose_id = self._handout.letter()
        with tempfile.TemporaryDirectory() as beside:  # the draft takes it in under this name
            file = Path(beside) / self._file_name()
            file.write_bytes(self._made.content)
            return eml.keep(replace(letter, attachments=[*letter.attachments, file]), whose_id, self._desk.now)

    def _file_name(self) -> str:
        """Says nothing of the customer to whoever sees the file."""
        return f"{re.sub(r'[^0-9A-Za-z]+', ' ', self._handout.name).strip()}.pdf"

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


def _write(target: Path, content: bytes) -> None:
    if target.exists() or target.is_symlink():
        raise BookError(
            _tr("There is something at {0} already. It was not touched. Choose another name.").format(target)
        )
    with private_file.appearing(target) as handle:
        handle.write(content)
