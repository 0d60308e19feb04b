"""The logo of the business, made fit for paper: what a picture file says of itself is not believed."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader

from tradesman.book import album, picture_file
from tradesman.book.errors import BookError
from tradesman.exchange import clean_pictures

LARGEST = QSize(1200, 600)  # pixels on paper; a larger one is scaled down
MOST_PIXELS = 50_000_000
MOST_MEGABYTES = 256  # that Qt may take for one picture
_KINDS = {".jpg": b"jpeg", ".png": b"png"}
_QUALITY = 92
_LOOKED_AT = QSize(60, 60)  # pixels are enough to find the colour
_COLOURED = 70  # of 255, saturation and brightness from which on a colour is one


class Unfit(BookError):
    """A picture that cannot be the logo; `why` follows upon what it is called: "is damaged"."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The logo {why}. It was left out. Choose a PNG or JPEG in the settings.")
        self.why = why


def read(file: Path) -> bytes:
    """The logo as PNG or JPEG, at most 1200 × 600 pixels; in any thread.

    Unfit for a file that is gone, is no PNG or JPEG, claims to be huge, or is damaged.
    """
    try:
        with file.open("rb") as handle:
            ending = picture_file.suffix(handle.read(16))
    except OSError as error:
        raise Unfit(f"cannot be read: {error.strerror}") from error
    if ending not in _KINDS:
        raise Unfit("is no PNG or JPEG")
    QImageReader.setAllocationLimit(MOST_MEGABYTES)
    reader = QImageReader(str(file), QByteArray(_KINDS[ending]))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        raise Unfit("is damaged")
    if size.width() * size.height() > MOST_PIXELS:
        raise Unfit(f"claims to be {size.width()} × {size.height()} pixels, which is too large")
    if size.width() > LARGEST.width() or size.height() > LARGEST.height():
        fitting = size.scaled(LARGEST, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        reader.setScaledSize(fitting)
    image = reader.read()
    if image.isNull():
        raise Unfit("is damaged")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, _KINDS[ending].decode().upper(), _QUALITY if ending == ".jpg" else -1)  # type: ignore[call-overload]
    return clean_pictures.clean(bytes(buffer.data().data()))  # Qt hands on what a picture tells in words


def keep(folder: Path, source: Path | QImage) -> str:
    """Copies a picture that can be the logo into the photos' folder and gives its name there; in any thread.

    BookError with what to do where it cannot be, or where the disk refuses; nothing is left behind then.
    """
    with TemporaryDirectory() as beside:
        if isinstance(source, QImage):
            image, source = source, Path(beside) / "Logo.png"
            image.save(str(source))
        try:
            read(source)
        except Unfit as error:
            raise BookError(f"This picture {error.why}. The logo stays as it was. Choose a PNG or JPEG.") from error
        return album.keep(folder, source)


def colour(content: bytes) -> str:
    """The colour that strikes most in a logo, "#14553B"; empty for one that is black, white and grey alone."""
    image = QImage.fromData(content).scaled(_LOOKED_AT, Qt.AspectRatioMode.KeepAspectRatio)
    weights: Counter[tuple[int, int, int]] = Counter()
    for x in range(image.width()):
        for y in range(image.height()):
            seen = image.pixelColor(x, y)
            if seen.alpha() > 128 and seen.hsvSaturation() >= _COLOURED and seen.value() >= _COLOURED:
                weights[seen.red() // 16, seen.green() // 16, seen.blue() // 16] += seen.hsvSaturation()
    if not weights:
        return ""
    red, green, blue = (part * 16 + 8 for part in weights.most_common(1)[0][0])
    return QColor(red, green, blue).name().upper()
