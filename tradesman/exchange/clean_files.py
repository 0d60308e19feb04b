"""Any file on its way out: whatever it is, it does not tell where a picture or a film in it was taken."""

import re
from base64 import b64decode
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from tradesman.book.errors import BookError
from tradesman.exchange import clean_films, clean_pdfs, clean_pictures

_ZIP = b"PK\3\4"
_PACKED = (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_MOST = 200 * 2**20  # bytes that a packed file may hold; more would take too long
_AS_LETTERS = re.compile(rb"/9j/[A-Za-z0-9+/=\s]{60,}")  # how a JPEG begins in base64
_DEEP = 2  # packed files within packed files


def clean(content: bytes, name: str = "The file", deep: int = 0) -> bytes:
    """A copy that can leave; what holds no picture comes back as it is.

    BookError for what cannot be freed of the place for sure. A packed file, and a text or a sheet of an office program,
    which is one too, is looked through and packed anew where that takes something out of it.
    """
    if clean_pictures.is_picture(content[:16]):
        return clean_pictures.clean(content, name)
    if clean_films.is_film(content, name):
        return clean_films.clean(content, name)
    if clean_pdfs.is_pdf(content):
        return clean_pdfs.clean(content, name)
    if content.startswith(_ZIP):
        return _zip(content, name, deep)
    if content.startswith(_PACKED) or content[257:262] == b"ustar":
        raise BookError(
            f"{name} is packed, and its photos may tell where they were taken. It was left out."
            " Attach the files one by one, or pack them as ZIP."
        )
    if clean_pdfs.EXIF.search(content) or clean_pdfs.WORDS.search(content) or _letters_tell(content):
        raise BookError(
            f"{name} holds photos that tell where they were taken. It was left out. Save it as PDF, and take that."
        )
    return content


def _letters_tell(content: bytes) -> bool:
    """Whether a photo that is written as letters, as in a web page or a kept e-mail, tells its place."""
    for found in _AS_LETTERS.finditer(content):
        letters = re.sub(rb"\s", b"", found[0])
        if clean_pdfs.EXIF.search(b64decode(letters[: len(letters) // 4 * 4])):
            return True
    return False


def _zip(content: bytes, name: str, deep: int) -> bytes:
    try:
        with ZipFile(BytesIO(content)) as packed:
            inside = packed.infolist()
            if deep == _DEEP:
                raise BookError(
                    f"{name} is packed in too many packed files. It was left out. Attach the files one by one."
                )
            if sum(one.file_size for one in inside) > _MOST:
                raise BookError(f"{name} is too large to be looked through. It was left out. Make it smaller.")
            if any(one.flag_bits & 1 for one in inside):
                raise BookError(
                    f"{name} is locked, and its photos may tell where they were taken. It was left out."
                    " Attach the files one by one."
                )
            held = [packed.read(one) for one in inside]
    except (BadZipFile, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise BookError(f"{name} is damaged or cannot be unpacked. It was left out. Take another copy.") from error
    freed = [_inner(one, file, name, deep) for one, file in zip(held, inside, strict=True)]
    if freed == held:
        return content
    new = BytesIO()
    with ZipFile(new, "w") as packed:
        for one, file in zip(freed, inside, strict=True):
            packed.writestr(file, one)
    return new.getvalue()


def _inner(content: bytes, file: ZipInfo, name: str, deep: int) -> bytes:
    if file.is_dir():
        return content
    try:
        return clean(content, PurePosixPath(file.filename).name, deep + 1)
    except BookError as error:
        raise BookError(f"{name} was left out because of what is in it. {error}") from error
