"""PDFs on their way out: the photos in them tell no longer where they were taken.

A PDF keeps a JPEG as the camera made it. Its length stays, so that every place the PDF names stays right: what tells
becomes zeros, and in words spaces. Rules: ISO 32000 (PDF), Exif 3.0, XMP.
"""

import re
import zlib
from collections.abc import Iterator

from tradesman.book.errors import BookError

EXIF = re.compile(rb"\xff\xe1(..)Exif\0\0", re.DOTALL)
WORDS = re.compile(rb"(exif:GPS\w+\s*(?:=\s*[\"']|>))([^\"'<]+)")
_TELLS = re.compile(rb"\xff\xe1..Exif\0\0|exif:GPS", re.DOTALL)
_LETTERED = re.compile(rb"/ASCII(?:85|Hex)Decode\s*/DCTDecode")  # photos written as letters
_STREAM = re.compile(rb"stream\r?\n")
_LONGEST = 40  # bytes of what tells, that may lie across two pieces
_PIECE = 1 << 20
_SLICE = 1 << 14  # packed bytes read at once: a part may be short, and the file long
_MOST = 200 * _PIECE  # unpacked bytes; more would take too long


def is_pdf(content: bytes) -> bool:
    """Whether a file is a PDF; some have a few bytes before it."""
    return b"%PDF-" in content[:1024]


def clean(content: bytes, name: str = "The PDF") -> bytes:
    """A copy that can leave, as long as it was.

    BookError for one that is locked, and for one that hides it in packed parts, where it cannot be taken out.
    """
    if b"/Encrypt" in content:
        raise BookError(
            f"{name} is locked, so that nobody can see whether its photos tell where they were taken. It was left out."
            " Print it to a new PDF, and take that."
        )
    if _LETTERED.search(content) or any(_TELLS.search(piece) for piece in _unpacked(content, name)):
        raise BookError(
            f"{name} holds photos that tell where they were taken. It was left out."
            " Print it to a new PDF, and take that."
        )
    copy = bytearray(content)
    for found in EXIF.finditer(content):
        end = min(found.start() + 2 + int.from_bytes(found[1], "big"), len(content))
        copy[found.end() - 6 : end] = bytes(max(end - found.end() + 6, 0))
    return WORDS.sub(lambda found: found[1] + b" " * len(found[2]), bytes(copy))


def _unpacked(content: bytes, name: str) -> Iterator[bytes]:
    """What the packed parts hold, in pieces of which each begins with the end of the one before."""
    room, whole = _MOST, memoryview(content)
    for found in _STREAM.finditer(content):
        if content[found.end() : found.end() + 1] not in (b"\x78", b"\x58", b"\x48", b"\x68"):  # as such parts begin
            continue
        part, here, last = zlib.decompressobj(), found.end(), b""
        try:
            while not part.eof:
                packed = part.unconsumed_tail
                if not packed:
                    packed, here = bytes(whole[here : here + _SLICE]), here + _SLICE
                if not packed:
                    break
                piece = part.decompress(packed, _PIECE)
                room -= len(piece)
                if room < 0:
                    raise BookError(f"{name} is too large to be looked through. It was left out. Save it smaller.")
                yield last + piece
                last = (last + piece)[-_LONGEST:]
        except zlib.error:
            continue  # what no program can unpack tells nobody
