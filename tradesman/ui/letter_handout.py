"""A message as a printed letter: made beside the window, to be read, printed, saved and signed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from tradesman.documents import letter_paper
from tradesman.documents.letter_paper import Letter
from tradesman.exchange import clean_pictures
from tradesman.exchange.eml import Attached
from tradesman.services import businesses
from tradesman.services.messages import Facts
from tradesman.ui import paper_making
from tradesman.ui.desk import Desk
from tradesman.ui.dialogs.paper_dialog import Handout
from tradesman.ui.paper_making import Made


def _tr(text: str) -> str:
    return QCoreApplication.translate("letter", text)


def letter(
    desk: Desk, facts: Facts, address: str, subject: str, words: str, files: Sequence[Path | Attached] = ()
) -> Handout:
    """The letter to a customer at an address; photos that go along stand on pages of their own."""
    said = Letter(
        business=desk.ask(businesses.current),
        customer=facts.customer,
        address=address,
        on=desk.today(),
        subject=subject,
        words=words,
        language=facts.language,
    )
    make = partial(_made, desk.book.photos, desk.now, said, tuple(files))
    return Handout(name=_tr("Letter"), title=_tr("Letter to {0}").format(facts.customer), make=make)


def _made(folder: Path, at: datetime, said: Letter, files: Sequence[Path | Attached]) -> Made:
    pictures = [file for file in files if isinstance(file, Attached) and clean_pictures.is_picture(file.content)]
    photos, others = [file.content for file in pictures], [file.name for file in files if file not in pictures]
    told = _tr("Only photos are printed with a letter. Put these in by hand: {0}.").format(", ".join(others))
    logo, fault = paper_making.logo_of(folder, said.business.logo)
    content = letter_paper.pdf(replace(said, photos=photos, logo=logo), at)
    return Made(content, " ".join(part for part in (told if others else "", fault) if part))
