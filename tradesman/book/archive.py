"""The file that a backup is: one zip of fixed names, with a manifest that knows each file by its hash.

A backup may come from anywhere, so reading trusts nothing: not the names, not the sizes, not the order.
"""

import json
import os
import re
import stat
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tradesman.book import private_file
from tradesman.book.vetting import VERSION

MANIFEST = "manifest.json"
FORMAT = 1
CHUNK = 1 << 20

# More than any business of one will have; without these, a small file could fill the disk.
MOST_ENTRIES = 200_000
MOST_BYTES = 50 * 10**9
MOST_MANIFEST = 64 * 10**6
MOST_RATIO = 100
SMALL = 100 * 10**6  # up to here any ratio is harmless: a new book is mostly zeros

KEPT = re.compile(r"[0-9a-f]{64}(\.[a-z0-9]{1,5})?")  # a photo or a paper, named by what it holds


class Unfit(Exception):
    """This is no whole backup, or cannot become one; the text says why."""


@dataclass(frozen=True)
class Entry:
    """One file in the backup."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """What the backup says of itself."""

    program: str
    schema: int
    made_at: str
    files: dict[str, Entry]


def write(handle: BinaryIO, files: dict[str, Path], *, program: str, schema: int, now: datetime) -> Manifest:
    """Packs files under their names in the zip, with the manifest at the end; the names are the caller's to choose.

    Unfit when a photo or paper is not as it was.
    """
    entries = {}
    with ZipFile(handle, "w") as archive:
        for name, path in files.items():
            with path.open("rb") as source:
                # Photos and papers are compressed already.
                entries[name] = _put(archive, name, source, now, ZIP_STORED if KEPT.match(path.name) else ZIP_DEFLATED)
            if content_hash(name) not in (None, entries[name].sha256):
                raise Unfit(f"The {'paper' if path.suffix in ('.pdf', '.eml') else 'photo'} {path} is damaged")
        manifest = Manifest(program, schema, now.isoformat(), entries)
        text = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1)
        archive.writestr(_info(MANIFEST, now, ZIP_DEFLATED), text)
    return manifest


def content_hash(name: str) -> str | None:
    """The SHA-256 that the name of a photo or paper tells of its content; None for another file."""
    base = name.rpartition("/")[2]
    return base[:64] if KEPT.fullmatch(base) else None


def _info(name: str, now: datetime, compression: int) -> ZipInfo:
    info = ZipInfo(name, now.timetuple()[:6])
    info.compress_type = compression
    info.external_attr = (stat.S_IFREG | 0o600) << 16
    return info


def _put(archive: ZipFile, name: str, source: IO[bytes], now: datetime, compression: int) -> Entry:
    digest, size = sha256(), 0
    with archive.open(_info(name, now, compression), "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return Entry(digest.hexdigest(), size)


@contextmanager
def opened(file: Path, database: str, folders: Collection[str]) -> Iterator[tuple[ZipFile, Manifest]]:
    """A backup and its manifest, after every name and size was looked at; Unfit with the reason otherwise.

    Whatever goes wrong while it is being read is Unfit too.
    """
    try:
        with ZipFile(file) as archive:
            _check_directory(archive, file.stat().st_size)
            manifest = _manifest(archive)
            _check_names(archive, manifest, database, folders)
            yield archive, manifest
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Unfit("it is not a backup, or it is damaged") from error


def _check_directory(archive: ZipFile, size: int) -> None:
    infos = archive.infolist()
    names = {info.filename.lower() for info in infos}
    total = sum(info.file_size for info in infos)
    if len(infos) > MOST_ENTRIES or total > MOST_BYTES:
        raise Unfit("it holds more than a book can")
    if total > SMALL and total > MOST_RATIO * size:
        raise Unfit("it would unpack to far more than it is")
    if len(names) != len(infos):
        raise Unfit("it holds a name twice")
    for info in infos:
        kind = stat.S_IFMT(info.external_attr >> 16)
        if info.is_dir() or kind not in (0, stat.S_IFREG):
            raise Unfit("it holds something that is not a file")
        if info.flag_bits & 0x1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unfit("it is packed in a way that Tradesman does not write")


def _manifest(archive: ZipFile) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise Unfit("it has no manifest")
    if archive.getinfo(MANIFEST).file_size > MOST_MANIFEST:
        raise Unfit("its manifest is too long")
    told: Any = json.loads(archive.read(MANIFEST))
    try:
        program = str(told["program"])
        if not VERSION.fullmatch(program):
            raise Unfit("its manifest cannot be understood")
        if told["format"] != FORMAT:
            raise Unfit(f"it was written by Tradesman {program}, which packs in another way")
        files = {str(name): Entry(str(entry["sha256"]), int(entry["bytes"])) for name, entry in told["files"].items()}
        return Manifest(program, int(told["schema"]), str(told["made_at"]), files)
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise Unfit("its manifest cannot be understood") from error


def _check_names(archive: ZipFile, manifest: Manifest, database: str, folders: Collection[str]) -> None:
    if set(archive.namelist()) - {MANIFEST} != set(manifest.files) or database not in manifest.files:
        raise Unfit("its files are not those of its manifest")
    for name, entry in manifest.files.items():
        folder, _, base = name.rpartition("/")
        if name != database and (folder not in folders or not KEPT.fullmatch(base)):
            raise Unfit("it holds a file that no book has")
        if entry.bytes != archive.getinfo(name).file_size:
            raise Unfit("a size is not that of its manifest")


def take(archive: ZipFile, manifest: Manifest, name: str, target: Path | None) -> None:
    """Unpacks one file into a new private one, or only looks at it; Unfit when its content is another one."""
    digest = sha256()
    with archive.open(name) as source:
        if target is None:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
        else:
            with private_file.create(target) as handle:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    handle.write(chunk)
                handle.flush()
                os.fsync(handle.fileno())
    found = digest.hexdigest()
    if found != manifest.files[name].sha256 or content_hash(name) not in (None, found):
        raise Unfit("a file in it is damaged")
