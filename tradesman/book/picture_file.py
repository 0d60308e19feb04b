"""What a picture file says of itself, read from its bytes alone: kind, size, how it is turned, when it was taken.

Nothing is decoded here, so that it takes no memory beyond the file, whatever the file claims. Rules: ITU T.81 (JPEG),
the PNG and WebP container specifications, Exif 3.0 (turn, time and zone), ISO 23008-12 (HEIC).
"""

import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

PNG = b"\x89PNG\r\n\x1a\n"
UPRIGHT = 1  # Exif's number for a picture that is neither turned nor mirrored
_EXIF = b"Exif\0\0"
_TURN, _MORE, _TAKEN, _ZONE, _CHANGED = 0x0112, 0x8769, 0x9003, 0x9011, 0x0132
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 7: 1}  # bytes of a value by its type
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # what ends a scan
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_TIMES = ("%Y:%m:%d %H:%M:%S", "%Y-%m-%d %H:%M:%S")


@dataclass(frozen=True)
class Facts:
    """A picture's kind (its ending), width and height in pixels as stored, 0 where they are not known.

    `turned` is Exif's number from 1 to 8. `taken` is the camera's clock, without a zone where the camera noted none.
    `whole` is False for a file that ends too early. `in_steps` is a progressive JPEG, which takes more memory.
    """

    kind: str
    width: int = 0
    height: int = 0
    turned: int = UPRIGHT
    taken: datetime | None = None
    whole: bool = True
    in_steps: bool = False


def suffix(head: bytes) -> str | None:
    """The ending that a picture's first bytes ask for, whatever its name says; None for what is no picture."""
    if head.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if head.startswith(PNG):
        return ".png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return ".webp"
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"):
        return ".heic"
    return None


def facts(content: bytes) -> Facts | None:
    """What a file says of itself; None for what is no picture."""
    kind = suffix(content[:16])
    readers = {".jpg": _of_jpeg, ".png": _of_png, ".webp": _of_webp, ".heic": _of_heic}
    return readers[kind](content) if kind is not None else None


def jpeg_parts(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """The parts of a JPEG: marker, the whole part with its marker, and what it holds; ends with 0xD9 in a whole one.

    The data of a scan come with the marker that begins the scan, 0xDA. What follows the end is left out.
    """
    place = 2
    while place + 4 <= len(content) or content[place : place + 2] == b"\xff\xd9":
        if content[place] != 0xFF:
            return
        marker = content[place + 1]
        if marker == 0xFF:  # filling
            place += 1
            continue
        if marker == 0xD9:
            yield marker, b"\xff\xd9", b""
            return
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        held = content[place + 4 : end]
        if marker == 0xDA:
            found = _MARKER.search(content, end)
            end = found.start() if found is not None else len(content)
        if end > len(content) or end < place + 4:
            return
        yield marker, content[place:end], held
        place = end


def png_parts(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The chunks of a PNG: name, the whole chunk, and what it holds; ends with IEND in a whole one."""
    place = len(PNG)
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        name, end = content[place + 4 : place + 8], place + 12 + length
        if end > len(content):
            return
        yield name, content[place:end], content[place + 8 : end - 4]
        if name == b"IEND":
            return
        place = end


def webp_parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a WebP: name, and what it holds."""
    place, last = 12, min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    while place + 8 <= last:
        length = int.from_bytes(content[place + 4 : place + 8], "little")
        if place + 8 + length > last:
            return
        yield content[place : place + 4], content[place + 8 : place + 8 + length]
        place += 8 + length + length % 2


def _of_jpeg(content: bytes) -> Facts:
    width = height = 0
    in_steps = whole = scanned = False
    exif = b""
    for marker, _part, held in jpeg_parts(content):
        if marker == 0xE1 and held.startswith(_EXIF) and not exif:
            exif = held[len(_EXIF) :]
        elif marker in _FRAMES and len(held) >= 5:
            height, width = struct.unpack(">HH", held[1:5])
            in_steps = marker in (0xC2, 0xC6, 0xCA, 0xCE)
        scanned |= marker == 0xDA
        whole |= marker == 0xD9
    turned, taken = _exif(exif)
    return Facts(".jpg", width, height, turned, taken, whole and scanned, in_steps)


def _of_png(content: bytes) -> Facts:
    width = height = 0
    whole = False
    exif = b""
    for name, _part, held in png_parts(content):
        if name == b"IHDR" and len(held) >= 8:
            width, height = struct.unpack(">II", held[:8])
        elif name == b"eXIf":
            exif = held
        whole |= name == b"IEND"
    return Facts(".png", width, height, *_exif(exif), whole)


def _of_webp(content: bytes) -> Facts:
    width = height = 0
    whole = len(content) >= 8 + int.from_bytes(content[4:8], "little")
    exif = b""
    for name, held in webp_parts(content):
        if name == b"VP8X" and len(held) >= 10:
            width, height = (int.from_bytes(held[at : at + 3], "little") + 1 for at in (4, 7))
        elif name == b"VP8 " and len(held) >= 10 and not width:
            width, height = (value & 0x3FFF for value in struct.unpack("<HH", held[6:10]))
        elif name == b"VP8L" and len(held) >= 5 and not width:
            bits = int.from_bytes(held[1:5], "little")
            width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        elif name == b"EXIF":
            exif = held.removeprefix(_EXIF)
    return Facts(".webp", width, height, *_exif(exif), whole)


def _of_heic(content: bytes) -> Facts:
    """Its reader turns it by itself, so that only the time is taken from Exif."""
    place = 0
    while place + 8 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        if length == 1:
            length = int.from_bytes(content[place + 8 : place + 16], "big")
        place += length if length >= 8 else len(content)  # 0 is a box to the end
    sizes = [struct.unpack(">II", found.group(1)) for found in re.finditer(rb"ispe\0{4}(.{8})", content, re.DOTALL)]
    width, height = max(sizes, default=(0, 0), key=lambda size: size[0] * size[1])
    exif = re.search(rb"Exif\0\0(?=II\*\0|MM\0\*)", content)
    _turned, taken = _exif(content[exif.end() :]) if exif is not None else (UPRIGHT, None)
    return Facts(".heic", width, height, UPRIGHT, taken, place <= len(content))


def _exif(block: bytes) -> tuple[int, datetime | None]:
    """How a picture is turned, and when it was taken; what cannot be read says neither."""
    with suppress(struct.error, ValueError, IndexError):
        order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[:4])
        if order is not None:
            first = _entries(block, struct.unpack(f"{order}I", block[4:8])[0], order)
            more: dict[int, bytes] = {}
            if _MORE in first:
                more = _entries(block, struct.unpack(f"{order}I", first[_MORE][:4])[0], order)
            turned = struct.unpack(f"{order}H", first[_TURN][:2])[0] if _TURN in first else UPRIGHT
            taken = _time(more[_TAKEN], more.get(_ZONE, b"")) if _TAKEN in more else _time(first.get(_CHANGED, b""))
            return (turned if 1 <= turned <= 8 else UPRIGHT), taken
    return UPRIGHT, None


def _entries(block: bytes, place: int, order: str) -> dict[int, bytes]:
    found = {}
    for number in range(min(struct.unpack(f"{order}H", block[place : place + 2])[0], 500)):
        entry = block[place + 2 + number * 12 : place + 14 + number * 12]
        tag, kind, count = struct.unpack(f"{order}HHI", entry[:8])
        size = _SIZES.get(kind, 0) * count
        at = struct.unpack(f"{order}I", entry[8:])[0]
        found[tag] = entry[8 : 8 + size] if size <= 4 else block[at : at + min(size, 64)]
    return found


def _time(value: bytes, zone: bytes = b"") -> datetime | None:
    said = value.split(b"\0")[0].decode("ascii", "replace").strip()
    offset = zone.split(b"\0")[0].decode("ascii", "replace").strip()
    for form in _TIMES:
        with suppress(ValueError):
            if offset:
                with suppress(ValueError):
                    return datetime.strptime(f"{said} {offset}", f"{form} %z")
            return datetime.strptime(said, form)  # noqa: DTZ007  the camera noted no zone
    return None
