"""Picture files for tests: whole ones, and small ones that claim to be what they are not."""

import struct
import zlib
from pathlib import Path

from PySide6.QtGui import QColor, QImage

PNG = b"\x89PNG\r\n\x1a\n"


def picture(file: Path, colour: str = "red", width: int = 60, height: int = 40) -> Path:
    """A picture of one colour; its kind is what its name ends in."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(file))
    return file


def claims(file: Path, width: int, height: int) -> Path:
    """A PNG of a few bytes that says it is this large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\x00" * 64)
    file.write_bytes(PNG + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b""))
    return file


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
