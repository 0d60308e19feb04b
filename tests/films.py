"""Film files for tests: of a few bytes, built as a phone builds them, and telling too much in every way it knows."""

import struct
from dataclasses import dataclass, field

PLACE = b"+51.5074-000.1278+012.000/"  # ISO 6709, as a phone notes it
SEEN, HEARD = [b"first picture....", b"second", b"third picture"], [b"la", b"di", b"da", b"doo"]
TRACKED = b"at +51.5074-000.1278 now"  # in a camera's own track
GAP = b"between +51.5074-000.1278"  # in the data, of no track at all
TELLS = (PLACE, TRACKED, GAP, b"51.5074", b"Phone of Sam", b"location.ISO6709", b"exif:GPSLatitude")
TAKEN = 0xE2A1B3C4  # seconds since 1904


def box(name: bytes, held: bytes = b"", *, wide: bool = False) -> bytes:
    """A part of a film, with a length of 64 bits where that is wanted."""
    if wide:
        return struct.pack(">I4sQ", 1, name, len(held) + 16) + held
    return struct.pack(">I4s", len(held) + 8, name) + held


def full(name: bytes, held: bytes = b"", version: int = 0) -> bytes:
    """A part that begins with its version."""
    return box(name, bytes([version, 0, 0, 0]) + held)


@dataclass
class Track:
    """What a track is, how its samples are coded, its samples in their pieces, and where those lie."""

    kind: bytes
    coded: bytes
    pieces: list[list[bytes]]
    places: list[int] = field(default_factory=list)

    def box(self, *, wide: bool = False, version: int = 0) -> bytes:
        """The track, as a player reads it."""
        samples = [one for piece in self.pieces for one in piece]
        sizes = struct.pack(">II", 0, len(samples)) + b"".join(struct.pack(">I", len(one)) for one in samples)
        runs = b"".join(struct.pack(">III", at + 1, len(piece), 1) for at, piece in enumerate(self.pieces))
        places = b"".join(struct.pack(">Q" if wide else ">I", place) for place in self.places or [0] * len(self.pieces))
        entry = box(self.coded, bytes(6) + b"\0\1" + bytes(20))
        table = full(b"stsd", struct.pack(">I", 1) + entry) + full(b"stsz", sizes)
        table += full(b"stts", struct.pack(">III", 1, len(samples), 40))
        table += full(b"stsc", struct.pack(">I", len(self.pieces)) + runs)
        table += full(b"co64" if wide else b"stco", struct.pack(">I", len(self.pieces)) + places)
        head = full(b"hdlr", b"mhlr" + self.kind + bytes(12) + b"Phone of Sam\0")
        times = struct.pack(">QQ" if version else ">II", TAKEN, TAKEN)
        media = full(b"mdhd", times + bytes(16), version) + head + box(b"minf", box(b"stbl", table))
        told = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0x15C7) + PLACE))
        return box(b"trak", full(b"tkhd", times + bytes(72), version) + box(b"mdia", media) + told)


def film(*, first: bool = False, wide: bool = False, version: int = 0, brand: bytes = b"qt  ") -> bytes:
    """A film with picture, sound and a track of places; `first` puts what describes it before the data."""
    tracks = [
        Track(b"vide", b"avc1", [[SEEN[0], SEEN[1]], [SEEN[2]]]),
        Track(b"soun", b"mp4a", [HEARD[:2], HEARD[2:]]),
        Track(b"meta", b"mebx", [[TRACKED]]),
    ]
    start = box(b"ftyp", brand + bytes(4)) + box(b"wide")
    start += box(b"uuid", bytes(16) + b'exif:GPSLatitude="51,30.4N"')
    size = len(_described(tracks, wide=wide, version=version))
    place = len(start) + (size if first else 0) + (16 if wide else 8)
    data = b""
    for track in tracks:
        track.places = []
        for piece in track.pieces:
            data += GAP
            track.places.append(place + len(data))
            data += b"".join(piece)
    described, held = _described(tracks, wide=wide, version=version), box(b"mdat", data, wide=wide)
    end = box(b"free", PLACE) + box(b"meta", PLACE)
    return start + (described + held if first else held + described) + end


def _described(tracks: list[Track], *, wide: bool, version: int) -> bytes:
    times = struct.pack(">QQ" if version else ">II", TAKEN, TAKEN)
    keys = full(b"keys", box(b"mdta", b"com.apple.quicktime.location.ISO6709")) + box(b"ilst", PLACE)
    told = box(b"udta", box(b"\xa9xyz", b"\0\x1a\x15\xc7" + PLACE) + full(b"loci", b"Garden\0" + PLACE) + bytes(4))
    inside = full(b"mvhd", times + bytes(80), version) + b"".join(one.box(wide=wide, version=version) for one in tracks)
    return box(b"moov", inside + told + box(b"meta", keys))
