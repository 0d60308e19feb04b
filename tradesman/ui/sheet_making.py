"""PDFs of plain sheets, made beside the window: with the business's picture, and with photos that are fit to leave."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from tradesman.book.errors import BookError
from tradesman.book.photo import Photo
from tradesman.documents import sheet_paper
from tradesman.documents.sheet_paper import Paper
from tradesman.ui import leaving, paper_making
from tradesman.ui.paper_making import Made

LONGEST = 1600  # pixels of a photo on paper

Pictures = Sequence[tuple[bytes, str]]


def made(folder: Path, at: datetime, paper: Callable[[Pictures], Paper], photos: Sequence[Photo] = ()) -> Made:
    """The PDF of a sheet; what had to be left out is told. `folder` is the book's photos folder.

    BookError for a letter that cannot be printed.
    """
    told: list[str] = []
    pictures = []
    for number, photo in enumerate(photos, 1):
        try:
            content, _ending = leaving.fit_file(folder / Path(photo.file).name, f"Photo {number}", LONGEST)
            pictures.append((content, photo.words))
        except BookError as error:
            told.append(str(error))
    sheet = paper(pictures)
    logo, fault = paper_making.logo_of(folder, sheet.business.logo)
    content = sheet_paper.pdf(sheet_paper.with_logo(sheet, logo), at)
    return Made(content, " ".join([*told, fault]).strip())
