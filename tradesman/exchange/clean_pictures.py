"""Photos on their way out: everything goes that tells where, when and with what they were taken.

Not one pixel changes: a file is taken apart and put together again with the parts alone that are needed to see it.
What is kept is listed, not what goes, so that a part nobody has heard of yet goes too. How the picture is turned is
kept, in the fewest bytes that say it.
"""

import re
import struct
import zlib

from tradesman.book import picture_file
from tradesman.book.errors import BookError
from tradesman.book.picture_file import PNG, UPRIGHT, Facts

_ADOBE, _COLOURS, _PLAIN = b"Adobe", b"ICC_PROFILE\0", b"JFIF\0"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT pHYs bKGD hIST acTL fcTL fdAT".split(b" ")
)
_WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04  # the bits in VP8X that tell of them
_DAMAGED = "The picture is damaged inside. It was left out. Take another copy."
_VP8X = 10  # bytes of that part
_TELLING = re.compile(rb"(?:EXIF|XMP )...\0", re.DOTALL)  # the head of such a part, of at most 16 MB
_OTHERS = (  # TIFF, raw pictures of cameras, Photoshop, JPEG XL and 2000
    *(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"IIRO", b"IIRS", b"IIU\0", b"FUJIFILM", b"FOVb", b"8BPS"),
    *(b"\0\0\0\x0cJXL ", b"\0\0\0\x0cjP  ", b"\xff\x0a"),
)
_BRANDS = frozenset((b"avif", b"avis", b"crx ", b"heim", b"heis", b"hevm", b"hevs", b"hevx", b"mif2", b"miaf"))


def is_picture(content: bytes) -> bool:
    """Whether a file is a picture that could tell where it was taken."""
    return picture_file.suffix(content[:16]) is not None or _is_another(content)


def _is_another(content: bytes) -> bool:
    """Whether it is a picture of a kind that cannot be taken apart here."""
    return content.startswith(_OTHERS) or (content[4:8] == b"ftyp" and content[8:12] in _BRANDS)


def clean(content: bytes, name: str = "The picture") -> bytes:
    """A copy that can leave; a file that is no picture comes back as it is.

    BookError for pictures that cannot be taken apart, such as HEIC, TIFF and raw ones, and for those that are damaged.
    """
    found = picture_file.facts(content)
    if found is None and not _is_another(content):
        return content
    makers = {".jpg": _jpeg, ".png": _png, ".webp": _webp}
    if found is None or found.kind not in makers:
        raise BookError(f"{name} may tell where it was taken. It was left out. Save it as JPEG, and take that.")
    if not found.whole:
        raise BookError(f"{name} is damaged: its end is missing. It was left out. Take another copy.")
    return makers[found.kind](content, found)


def _jpeg(content: bytes, found: Facts) -> bytes:
    kept = [b"\xff\xd8"]
    if found.turned != UPRIGHT:
        told = b"Exif\0\0" + _turn(found.turned)
        kept.append(b"\xff\xe1" + struct.pack(">H", len(told) + 2) + told)
    for marker, part, held in picture_file.jpeg_parts(content):
        if marker == 0xE0 and held.startswith(_PLAIN):
            plain = held[:12] + b"\0\0"  # without its own small picture
            kept.insert(1, b"\xff\xe0" + struct.pack(">H", len(plain) + 2) + plain)
        elif marker == 0xE2 and held.startswith(_COLOURS):
            kept.append(part)
        elif marker == 0xEE and held.startswith(_ADOBE):
            kept.append(b"\xff\xee" + struct.pack(">H", 14) + held[:12])
        elif not 0xE0 <= marker <= 0xEF and marker != 0xFE:
            kept.append(part)
    return b"".join(kept)


def _png(content: bytes, found: Facts) -> bytes:
    kept = [PNG]
    for name, part, held in picture_file.png_parts(content):
        if name in _PNG_KEPT:
            if part[-4:] != struct.pack(">I", zlib.crc32(name + held)):
                raise BookError(_DAMAGED)
            kept.append(part)
        if name == b"IHDR" and found.turned != UPRIGHT:
            turn = _turn(found.turned)
            kept.append(struct.pack(">I", len(turn)) + b"eXIf" + turn + struct.pack(">I", zlib.crc32(b"eXIf" + turn)))
    return b"".join(kept)


def _webp(content: bytes, found: Facts) -> bytes:
    turn = _turn(found.turned) if found.turned != UPRIGHT else b""
    kept = []
    for name, held in picture_file.webp_parts(content):
        # A part with a wrong length may have swallowed the one that tells.
        if name in _WEBP_KEPT and (_TELLING.search(held) or (name == b"VP8X" and len(held) != _VP8X)):
            raise BookError(_DAMAGED)
        if name == b"VP8X":
            told = held[0] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if turn else 0)
            kept.append(_chunk(name, bytes([told]) + held[1:]))
        elif name in _WEBP_KEPT:
            kept.append(_chunk(name, held))
    kept += [_chunk(b"EXIF", turn)] if turn else []
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunk(name: bytes, held: bytes) -> bytes:
    return name + struct.pack("<I", len(held)) + held + b"\0" * (len(held) % 2)


def _turn(turned: int) -> bytes:
    """Exif that says how a picture is turned, and nothing else."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, turned, 0, 0)
