"""Pictures read for the screen, for a drawing and for the way out: upright, and in little memory whatever they claim.

What a picture file says of itself is not believed: its kind is read from its first bytes, and one that would need more
memory than any camera's picture is left alone. How it is turned is read here and not left to Qt, which knows it of JPEG
alone.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QTransform

from tradesman.book import album, picture_file
from tradesman.book.picture_file import UPRIGHT, Facts

MOST_PIXELS = 130_000_000  # of a JPEG, which is made small while it is read: the largest of phones have 108 million
MOST_IN_STEPS = 50_000_000  # of a progressive JPEG, which is held whole while it is read
MOST_WHOLE = 64_000_000  # of every other kind, which is read whole before it is made small
MOST_MEGABYTES = 256  # that Qt may take for one picture
LARGEST_SIDE = 8000  # of a picture that is written anew; a square of it just fits
QUALITY = 90
_KINDS = {".jpg": b"jpeg", ".png": b"png", ".webp": b"webp", ".heic": b"heic"}
_ANGLES = {3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270}  # clockwise, after the mirror
_MIRRORED = frozenset({2, 4, 5, 7})


class Fault(StrEnum):
    """Why a photo cannot be seen."""

    MISSING = "missing"
    TOO_LARGE = "too_large"
    NOT_HERE = "not_here"  # this computer cannot read its kind
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Seen:
    """A photo made small, or why there is none."""

    image: QImage = field(default_factory=QImage)
    fault: Fault | None = None


def read(source: Path, side: int) -> Seen:
    """A picture file, turned upright, no larger than `side` either way; in any thread."""
    try:
        if source.stat().st_size > album.LARGEST:
            return Seen(fault=Fault.TOO_LARGE)
        content = source.read_bytes()
    except OSError as error:
        return Seen(fault=Fault.MISSING if isinstance(error, FileNotFoundError) else Fault.DAMAGED)
    facts = picture_file.facts(content)
    return decode(content, facts, side) if facts is not None else Seen(fault=Fault.DAMAGED)


def can_read(kind: str) -> bool:
    """Whether this computer can read a kind of picture, told by its ending."""
    return QByteArray(_KINDS[kind]) in QImageReader.supportedImageFormats()


def decode(content: bytes, facts: Facts, side: int) -> Seen:
    """A picture from what its file holds, turned upright, on white, no larger than `side` either way."""
    if not can_read(facts.kind):
        return Seen(fault=Fault.NOT_HERE)
    if facts.width * facts.height > most_pixels(facts):
        return Seen(fault=Fault.TOO_LARGE)
    QImageReader.setAllocationLimit(MOST_MEGABYTES)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(_KINDS[facts.kind]))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(facts.kind == ".heic")
    size = reader.size()
    if size.width() * size.height() > most_pixels(facts):
        return Seen(fault=Fault.TOO_LARGE)
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    return Seen(_on_white(_upright(image, facts.turned))) if not image.isNull() else Seen(fault=Fault.DAMAGED)


def most_pixels(facts: Facts) -> int:
    """How many pixels a picture may have, so that reading it takes little memory."""
    if facts.kind != ".jpg":
        return MOST_WHOLE
    return MOST_IN_STEPS if facts.in_steps else MOST_PIXELS


def packed(image: QImage, quality: int = QUALITY) -> bytes:
    """The bytes of a picture as JPEG; what its file told in words does not come along."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    for key in plain.textKeys():
        plain.setText(key, "")
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    plain.save(buffer, "JPEG", quality)  # type: ignore[call-overload]
    return bytes(data.data())


def _upright(image: QImage, turned: int) -> QImage:
    if turned == UPRIGHT:
        return image
    if turned in _MIRRORED:
        image = image.flipped(Qt.Orientation.Horizontal)
    return image.transformed(QTransform().rotate(_ANGLES.get(turned, 0)))


def _on_white(image: QImage) -> QImage:
    if not image.hasAlphaChannel():
        return image
    opaque = QImage(image.size(), QImage.Format.Format_RGB32)
    opaque.fill(Qt.GlobalColor.white)
    painter = QPainter(opaque)
    painter.drawImage(0, 0, image)
    painter.end()
    return opaque
