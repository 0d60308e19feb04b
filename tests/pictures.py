"""Picture files for tests: whole ones, small ones that claim to be what they are not, and ones that tell too much."""

import struct
import zlib
from pathlib import Path

from PySide6.QtGui import QColor, QImage

PNG = b"\x89PNG\r\n\x1a\n"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="51,30.4410N"'
    b' exif:GPSLongitude="0,7.6680W"/></x:xmpmeta>'
)
DATUM = b"WGS-84 of a garden"  # stands in the GPS part of Exif
TELLS = (DATUM, b"GPSLatitude", b"51,30.4410N", b"+51.5074-000.1278", b"Phone of Sam", b"Exif\0\0II", b"JFXX")


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


def corners(width: int = 48, height: int = 32) -> QImage:
    """Red, green, blue and yellow corners, so that it is seen how a picture is turned."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    for place, colour in enumerate(("red", "green", "blue", "yellow")):
        for x in range(width // 2):
            for y in range(height // 2):
                image.setPixelColor(x + (place % 2) * width // 2, y + (place // 2) * height // 2, QColor(colour))
    return image


def exif(turned: int = 1, taken: str = "2026:10:05 09:30:00", zone: str = "") -> bytes:
    """Exif as a phone writes it: turn, maker, time, zone, and where it was taken."""
    maker, at, said = b"Phone of Sam\0", taken.encode() + b"\0", zone.encode() + b"\0"
    count = 2 + bool(zone)
    more, gps = 8 + 2 + 12 * 4 + 4, 8 + 2 + 12 * 4 + 4 + 2 + 12 * (count - 1) + 4
    after = gps + 2 + 12 * 2 + 4
    places = {"maker": after, "at": after + len(maker), "zone": after + len(maker) + len(at)}
    places["datum"] = places["zone"] + len(said)
    block = b"II*\0" + struct.pack("<IH", 8, 4)
    block += struct.pack("<HHII", 0x010F, 2, len(maker), places["maker"])
    block += struct.pack("<HHIHH", 0x0112, 3, 1, turned, 0)
    block += struct.pack("<HHII", 0x8769, 4, 1, more) + struct.pack("<HHII", 0x8825, 4, 1, gps) + bytes(4)
    block += struct.pack("<H", count - 1) + struct.pack("<HHII", 0x9003, 2, len(at), places["at"])
    if zone:
        block += struct.pack("<HHII", 0x9011, 2, len(said), places["zone"])
    block += bytes(4)
    block += struct.pack("<H", 2) + struct.pack("<HHI4s", 1, 2, 2, b"N\0\0\0")
    block += struct.pack("<HHII", 0x12, 2, len(DATUM) + 1, places["datum"]) + bytes(4)
    return block + maker + at + said + DATUM + b"\0"


def telling(file: Path, turned: int = 1, image: QImage | None = None, **said: str) -> Path:
    """A picture that tells where it was taken, in every way its kind knows; its kind is what its name ends in."""
    assert (image or corners()).save(str(file), quality=100)
    content, told = file.read_bytes(), exif(turned, **said)
    if file.suffix == ".jpg":
        parts = [(b"\xe1", b"Exif\0\0" + told), (b"\xe1", b"http://ns.adobe.com/xap/1.0/\0" + XMP), (b"\xfe", DATUM)]
        parts += [(b"\xe0", b"JFXX\0\x10small"), (b"\xed", b"Photoshop 3.0\0" + DATUM)]
        added = b"".join(b"\xff" + mark + struct.pack(">H", len(held) + 2) + held for mark, held in parts)
        content = content[:2] + added + content[2:] + b"moov and a film from +51.5074-000.1278/"
    elif file.suffix == ".png":
        told_in = _chunk(b"eXIf", told) + _chunk(b"tEXt", b"Comment\0" + DATUM)
        told_in += _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)
        content = content[:33] + told_in + content[33:] + b"+51.5074-000.1278"
    else:
        inner = QImage(str(file))
        size = (inner.width() - 1).to_bytes(3, "little") + (inner.height() - 1).to_bytes(3, "little")
        chunks = [(b"VP8X", bytes([0x0C, 0, 0, 0]) + size), *_webp(content), (b"EXIF", told), (b"XMP ", XMP)]
        body = b"WEBP" + b"".join(_riff(*chunk) for chunk in [*chunks, (b"WHAT", DATUM)])
        content = b"RIFF" + struct.pack("<I", len(body)) + body
    file.write_bytes(content)
    return file


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _riff(name: bytes, held: bytes) -> bytes:
    return name + struct.pack("<I", len(held)) + held + b"\0" * (len(held) % 2)


def _webp(content: bytes) -> list[tuple[bytes, bytes]]:
    found, place = [], 12
    while place + 8 <= len(content):
        length = int.from_bytes(content[place + 4 : place + 8], "little")
        name = content[place : place + 4]
        if name != b"VP8X":
            found.append((name, content[place + 8 : place + 8 + length]))
        place += 8 + length + length % 2
    return found
