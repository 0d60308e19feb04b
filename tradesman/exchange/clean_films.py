"""Films on their way out: everything goes that tells where, when and with what they were taken.

A film is not written anew: its length and the place of every picture in it stay, and what is not needed to see and hear
it becomes empty room. What is kept is listed, not what goes: the tracks of picture and sound, what describes them, and
of the data only the pieces that they use, so that a camera's own track of places goes with all it holds.
Rules: ISO 14496-12 (MP4) and Apple's QuickTime File Format.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from tradesman.book.errors import BookError

_ENDINGS = (".mp4", ".m4v", ".mov", ".3gp", ".avi", ".mkv", ".webm", ".mts", ".m2ts", ".mpg", ".mpeg", ".wmv", ".flv")
_BEGINS = (b"ftyp", b"moov", b"mdat", b"pnot")  # what stands first in an MP4 or a QuickTime film
_WIDE = b"\0\0\0\x08wide"  # or this
_OTHERS = (b"\x1aE\xdf\xa3", b"\0\0\1\xba", b"\0\0\1\xb3", b"0&\xb2u", b"FLV\1")  # Matroska, MPEG, Windows, Flash
_IN_PIECES = frozenset((b"moof", b"mvex"))
_KEPT = {  # inside what, which parts are kept; all others become empty room
    b"": frozenset((b"ftyp", b"wide", b"moov", b"mdat")),
    b"moov": frozenset((b"mvhd", b"trak")),
    b"trak": frozenset((b"tkhd", b"tapt", b"edts", b"mdia")),
    b"mdia": frozenset((b"mdhd", b"hdlr", b"elng", b"minf")),
    b"minf": frozenset((b"vmhd", b"smhd", b"hdlr", b"dinf", b"stbl")),
    b"stbl": frozenset(
        b"stsd stts ctts cslg stsc stsz stz2 stco co64 stss stsh stps sdtp sbgp sgpd subs saiz saio".split(b" ")
    ),
}
_TIMED = frozenset((b"mvhd", b"tkhd", b"mdhd"))
_PICTURES = frozenset(  # any other kind could hold whole photos, with what they tell
    b"avc1 avc2 avc3 avc4 hvc1 hev1 dvh1 dvhe av01 vp08 vp09 mp4v s263 h263 apco apcs apcn apch ap4h".split(b" ")
)
_PLAIN_SOUND = frozenset((b"sowt", b"twos", b"lpcm", b"raw ", b"in24", b"in32", b"fl32", b"fl64"))
_HANDLER = 24  # bytes of a handler before its name


@dataclass(frozen=True)
class _Box:
    """A part of a film: its name, where it begins, where what it holds begins, and where it ends."""

    name: bytes
    start: int
    inside: int
    end: int


class _DamagedError(Exception):
    """A film is not built as it says."""


class _UnsureError(Exception):
    """A film from which it cannot be taken for sure."""


def is_film(content: bytes, name: str) -> bool:
    """Whether a file is a film, or sound kept like one, by what it holds or else by its name."""
    begins = content[4:8] in _BEGINS or content.startswith(_WIDE)
    return begins or _is_another(content) or name.lower().endswith(_ENDINGS)


def _is_another(content: bytes) -> bool:
    """Whether it is a film of a kind that cannot be taken apart here."""
    streams = content[:377:188] == b"GGG" or content[4:389:192] == b"GGG"  # a mark every 188 bytes, of cameras 192
    return streams or content.startswith(_OTHERS) or (content[:4] == b"RIFF" and content[8:12] == b"AVI ")


def clean(content: bytes, name: str = "The film") -> bytes:
    """A copy that can leave, as long as the film was.

    BookError for a film that is no MP4 or QuickTime, one in pieces as some programs record it, or a damaged one.
    """
    try:
        return _Film(content).clean()
    except (_DamagedError, struct.error) as error:
        raise BookError(f"{name} is damaged or no film at all. It was left out. Take another copy.") from error
    except _UnsureError as error:
        raise BookError(
            f"{name} may tell where it was taken, and that cannot be taken out of this kind of film. It was left out."
            " Save it as an ordinary MP4, and take that."
        ) from error


class _Film:
    """A film, and beside it the copy: at first as many zeros, then what is kept."""

    def __init__(self, content: bytes) -> None:
        self._content, self._copy = content, bytearray(len(content))
        self._data: list[_Box] = []

    def clean(self) -> bytes:
        """The copy."""
        if _is_another(self._content):
            raise _UnsureError
        top = list(self._boxes(0, len(self._content)))
        films = [box for box in top if box.name == b"moov"]
        if not films:
            raise _DamagedError
        if len(films) > 1 or _IN_PIECES & {box.name for box in (*top, *self._inside(films[0]))}:
            raise _UnsureError
        self._data = [box for box in top if box.name == b"mdat"]
        self._keep(b"", top)
        tracks = [box for box in self._inside(films[0]) if box.name == b"trak"]
        kinds = [self._keep_track(track) for track in tracks]
        if not any(kinds) or (b"vide" in map(self._handler, tracks) and b"vide" not in kinds):
            raise _UnsureError
        return bytes(self._copy)

    # What is kept

    def _keep(self, holder: bytes, boxes: list[_Box]) -> None:
        """Keeps of some parts those that are listed, and of all the others the room they took."""
        for box in boxes:
            kept = box.name in _KEPT[holder]
            self._put(box.start, box.inside)
            if not kept or box.name == b"trak":
                self._copy[box.start + 4 : box.start + 8] = b"free"  # a track gets its name back when it is kept
            elif box.name in _KEPT:
                self._keep(box.name, self._inside(box))
            elif box.name == b"hdlr":
                self._put(box.inside, min(box.inside + _HANDLER, box.end))
            elif box.name != b"mdat":
                self._put(box.inside, box.end)
            if kept and box.name in _TIMED:
                size = 16 if self._content[box.inside : box.inside + 1] == b"\1" else 8
                start = box.inside + 4
                self._copy[start : min(start + size, box.end)] = bytes(max(min(size, box.end - start), 0))

    def _keep_track(self, track: _Box) -> bytes:
        """Keeps a track of picture or sound with its data, and says which it is; empty for any other."""
        kind = self._handler(track)
        table = self._find(track, b"mdia", b"minf", b"stbl")
        coded = self._held(table, b"stsd")[12:16] if table is not None else b""
        if table is None or not (kind == b"soun" or (kind == b"vide" and coded in _PICTURES)):
            return b""
        self._put(track.start, track.inside)
        self._keep(b"trak", list(self._inside(track)))
        for start, end in self._pieces(table, sound=kind == b"soun"):
            self._put_data(start, end)
        return kind

    def _put(self, start: int, end: int) -> None:
        self._copy[start:end] = self._content[start:end]

    def _put_data(self, start: int, end: int) -> None:
        """Keeps a piece of the data; one that lies elsewhere would bring back what was taken out."""
        starts = [box.inside for box in self._data]
        place = bisect_right(starts, start) - 1
        if place < 0 or end > self._data[place].end:
            raise _DamagedError
        self._put(start, end)

    # How it is read

    def _boxes(self, start: int, end: int) -> Iterator[_Box]:
        while start < end:
            if not any(self._content[start:end]) and end - start < 8:
                return  # QuickTime closes some lists with an empty word
            size, name = struct.unpack(">I4s", self._content[start : start + 8])
            inside = start + 8
            if size == 1:
                size, inside = struct.unpack(">Q", self._content[inside : inside + 8])[0], start + 16
            elif size == 0 and end == len(self._content):
                size = end - start
            if size < inside - start or start + size > end:
                raise _DamagedError
            yield _Box(name, start, inside, start + size)
            start += size

    def _inside(self, box: _Box) -> list[_Box]:
        return list(self._boxes(box.inside, box.end))

    def _find(self, box: _Box, *names: bytes) -> _Box | None:
        for name in names:
            found = next((one for one in self._inside(box) if one.name == name), None)
            if found is None:
                return None
            box = found
        return box

    def _held(self, box: _Box, name: bytes) -> bytes:
        found = self._find(box, name)
        return self._content[found.inside : found.end] if found is not None else b""

    def _handler(self, track: _Box) -> bytes:
        found = self._find(track, b"mdia", b"hdlr")
        return self._content[found.inside + 8 : found.inside + 12] if found is not None else b""

    def _pieces(self, table: _Box, *, sound: bool) -> Iterator[tuple[int, int]]:
        """Where the data of a track lie: from where to where each of its pieces goes."""
        wide = self._held(table, b"co64")
        places = _numbers(wide, "Q") if wide else _numbers(self._held(table, b"stco"), "I")
        per_piece = _per_piece(self._held(table, b"stsc"), len(places))
        same, count, sizes = _sizes(self._held(table, b"stsz"), self._held(table, b"stz2"))
        bytes_of = _plain_sound(self._held(table, b"stsd")) if sound else 0
        first = 0
        for place, said in zip(places, per_piece, strict=True):
            samples = min(said, count - first)
            length = samples * (bytes_of or same) if same else sum(sizes[first : first + samples])
            yield place, place + length
            first += samples


def _numbers(held: bytes, form: str) -> tuple[int, ...]:
    """A list of numbers as a film holds it: version, how many, then each of them."""
    count = struct.unpack(">I", held[4:8])[0]
    if count > len(held):
        raise _DamagedError
    return struct.unpack(f">{count}{form}", held[8 : 8 + count * struct.calcsize(f">{form}")])


def _per_piece(held: bytes, pieces: int) -> list[int]:
    """How many samples each piece has: the list names only the pieces from which that changes."""
    count = struct.unpack(">I", held[4:8])[0]
    if count * 12 > len(held) - 8:
        raise _DamagedError
    runs = [struct.unpack(">III", held[8 + at * 12 : 20 + at * 12])[:2] for at in range(count)]
    ends = [*(first for first, _samples in runs[1:]), pieces + 1]
    found: list[int] = []
    for (first, samples), end in zip(runs, ends, strict=True):
        if first != len(found) + 1 or not first <= end <= pieces + 1:
            raise _DamagedError
        found += [samples] * (end - first)
    if len(found) != pieces:
        raise _DamagedError
    return found


def _sizes(plain: bytes, compact: bytes) -> tuple[int, int, tuple[int, ...]]:
    """The size of all samples where they are alike, how many there are, and otherwise the size of each."""
    if plain:
        same, count = struct.unpack(">II", plain[4:12])
        return same, count, () if same else _numbers(plain[4:], "I")
    bits, count = compact[7:8], struct.unpack(">I", compact[8:12])[0]
    if bits == b"\4" and count <= 2 * len(compact):
        halves = [half for byte in compact[12:] for half in (byte >> 4, byte & 15)]
        return 0, count, tuple(halves[:count])
    if bits in (b"\x08", b"\x10"):
        return 0, count, _numbers(compact[4:], "B" if bits == b"\x08" else "H")
    raise _DamagedError


def _plain_sound(described: bytes) -> int:
    """Bytes of a sample of sound that is not packed: older films say 1, and mean one for each speaker and each byte."""
    coded = described[12:16]
    if coded not in _PLAIN_SOUND or len(described) < 36:
        return 0
    speakers, bits = struct.unpack(">HH", described[32:36])
    return speakers * bits // 8 if speakers * bits >= 8 else 0
