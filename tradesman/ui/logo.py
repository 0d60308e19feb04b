"""The logo of the business, made fit for paper: what a picture file says of itself is not believed."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader

from tradesman.book import picture_file
from tradesman.book.errors import BookError
from tradesman.exchange import clean_pictures

LARGEST = QSize(1200, 600)  # pixels on paper; a larger one is scaled down
MOST_PIXELS = 50_000_000
MOST_MEGABYTES = 256  # that Qt may take for one picture
_KINDS = {".jpg": b"jpeg", ".png": b"png"}
_QUALITY = 92


def read(file: Path) -> bytes:
    """The logo as PNG or JPEG, at most 1200 × 600 pixels; in any thread.

    BookError that says what to do for a file that is gone, is no PNG or JPEG, claims to be huge, or is damaged.
    """
    try:
        with file.open("rb") as handle:
            ending = picture_file.suffix(handle.read(16))
    except OSError as error:
        raise _unfit(f"cannot be read: {error.strerror}") from error
    if ending not in _KINDS:
        raise _unfit("is no PNG or JPEG")
    QImageReader.setAllocationLimit(MOST_MEGABYTES)
    reader = QImageReader(str(file), QByteArray(_KINDS[ending]))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        raise _unfit("is damaged")
    if size.width() * size.height() > MOST_PIXELS:
        raise _unfit(f"claims to be {size.width()} × {size.height()} pixels, which is too large")
    if size.width() > LARGEST.width() or size.height() > LARGEST.height():
        fitting = size.scaled(LARGEST, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        reader.setScaledSize(fitting)
    image = reader.read()
    if image.isNull():
        raise _unfit("is damaged")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, _KINDS[ending].decode().upper(), _QUALITY if ending == ".jpg" else -1)  # type: ignore[call-overload]
    return clean_pictures.clean(bytes(buffer.data().data()))  # Qt hands on what a picture tells in words


def _unfit(why: str) -> BookError:
    return BookError(f"The logo {why}. It was left out. Choose a PNG or JPEG in the settings.")
