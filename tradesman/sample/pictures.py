"""The sample's photos: small pictures drawn of rectangles and slopes, so that no picture has to be shipped."""

import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tradesman.book import album

WIDTH, HEIGHT = 480, 320
Colour = tuple[int, int, int]

SKY, CLOUD, WALL, PLASTER = (168, 202, 230), (186, 194, 203), (222, 208, 184), (226, 221, 209)
SLATE, MOSS, CLAY = (74, 84, 98), (98, 112, 66), (128, 86, 66)
TIMBER, WOOD, WHITE, INK = (196, 158, 104), (120, 82, 52), (242, 243, 240), (38, 42, 46)
GLASS, LIME, RED, LEAF = (122, 160, 190), (196, 220, 60), (178, 52, 44), (76, 118, 62)


class Picture:
    """A picture that is filled shape by shape."""

    def __init__(self, ground: Colour) -> None:
        self._rows = [bytearray(bytes(ground) * WIDTH) for _ in range(HEIGHT)]

    def box(self, left: int, top: int, width: int, height: int, colour: Colour) -> None:
        """A rectangle, as far as it lies in the picture."""
        width = min(width, WIDTH - left)
        for row in self._rows[top : top + height]:
            row[3 * left : 3 * (left + width)] = bytes(colour) * width

    def slope(self, top: tuple[int, int], foot: tuple[int, int, int], colour: Colour) -> None:
        """A triangle from a point down to a base: its left and right end, and how low it lies."""
        (x, y), (left, right, low) = top, foot
        for at in range(y, low):
            part = (at - y) / (low - y)
            start, end = round(x + (left - x) * part), round(x + (right - x) * part)
            self.box(start, at, end - start, 1, colour)

    def tiles(self, top: int, colours: tuple[Colour, ...]) -> None:
        """Rows of tiles from there down."""
        for number, at in enumerate(range(top, HEIGHT, 20)):
            shift = 20 * (number % 2)
            for place, left in enumerate(range(0, WIDTH, 40)):
                colour = colours[(number * 5 + place * 3) % len(colours)]
                self.box((left + shift) % WIDTH, at, 38, 18, colour)

    def png(self) -> bytes:
        """The picture as a file."""
        head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
        data = zlib.compress(b"".join(b"\x00" + row for row in self._rows), 6)
        parts = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, part) for kind, part in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _board(new: bool) -> Picture:
    picture = Picture(PLASTER)
    picture.box(90, 60, 300, 200, WHITE if new else WOOD)
    picture.box(110, 120, 260, 80, INK)
    for left in range(120, 360, 24 if new else 40):
        picture.box(left, 132, 16 if new else 24, 56, WHITE if new else CLAY)
        picture.box(left, 132, 16 if new else 24, 10, LIME if new else INK)
    picture.box(220, 0, 12, 60, WHITE)
    return picture


def _wiring() -> Picture:
    picture = _board(new=True)
    for left, colour in ((150, RED), (190, INK), (230, LEAF), (270, RED), (310, INK)):
        picture.box(left, 0, 8, 132, colour)
    return picture


def _pane() -> Picture:
    picture = Picture(WALL)
    picture.box(120, 30, 240, 260, WHITE)
    picture.box(140, 50, 200, 220, GLASS)
    for step in range(100):
        picture.box(150 + step * 2, 60 + step * 2, 4, 3, WHITE)
    return picture


def _branch() -> Picture:
    picture = Picture(SKY)
    picture.box(60, 200, 260, 120, WALL)
    picture.slope((190, 130), (30, 350, 200), SLATE)
    picture.box(390, 120, 26, 200, WOOD)
    picture.box(210, 110, 190, 12, WOOD)
    for left, top in ((330, 20), (380, 60), (200, 70), (260, 60)):
        picture.box(left, top, 90, 60, LEAF)
    return picture


def _dormer(sky: Colour, tiles: tuple[Colour, ...], front: Colour, *, boards: bool = False) -> Picture:
    picture = Picture(sky)
    picture.tiles(110, tiles)
    picture.slope((240, 40), (120, 360, 120), INK)
    picture.slope((240, 60), (150, 330, 122), front)
    picture.box(150, 120, 180, 120, front)
    picture.box(200, 150, 80, 70, WHITE)
    picture.box(208, 158, 28, 54, GLASS)
    picture.box(244, 158, 28, 54, GLASS)
    for top in range(130, 240, 22) if boards else ():
        picture.box(150, top, 44, 6, TIMBER)
        picture.box(286, top, 44, 6, TIMBER)
    return picture


def _kitchen() -> Picture:
    picture = Picture(PLASTER)
    picture.box(0, 200, WIDTH, 16, SLATE)
    for left in range(0, WIDTH, 96):
        picture.box(left + 3, 220, 90, 100, WHITE)
        picture.box(left + 78, 236, 6, 30, SLATE)
    for left in (96, 240, 384):
        picture.slope((left, 70), (left - 80, left + 80, 200), (246, 236, 196))
        picture.box(left - 2, 0, 4, 60, INK)
        picture.slope((left, 50), (left - 26, left + 26, 84), INK)
    return picture


def _valley() -> Picture:
    picture = Picture(SKY)
    picture.tiles(90, (SLATE, (66, 76, 90), (82, 92, 106)))
    picture.slope((240, 90), (200, 280, HEIGHT), WHITE)
    picture.slope((240, 96), (214, 266, HEIGHT), CLOUD)
    picture.box(0, 78, WIDTH, 12, CLAY)
    return picture


DRAWN: dict[str, Callable[[], Picture]] = {
    "old_board": lambda: _board(new=False),
    "wiring": _wiring,
    "new_board": lambda: _board(new=True),
    "pane": _pane,
    "branch": _branch,
    "kitchen": _kitchen,
    "valley": _valley,
    "dormer_before": lambda: _dormer(CLOUD, (CLAY, MOSS, CLAY, SLATE), WALL),
    "dormer_battens": lambda: _dormer(SKY, (TIMBER, SLATE), WALL, boards=True),
    "dormer_now": lambda: _dormer(SKY, (SLATE, (66, 76, 90), (82, 92, 106)), WHITE),
}


def keep_all(folder: Path) -> dict[str, str]:
    """Draws every picture into a book's photos; gives the file of each by its name in the story."""
    with TemporaryDirectory() as beside:
        return dict(_kept(folder, Path(beside)))


def _kept(folder: Path, beside: Path) -> Iterator[tuple[str, str]]:
    for name, draw in DRAWN.items():
        file = beside / f"{name}.png"
        file.write_bytes(draw().png())
        yield name, album.keep(folder, file)
