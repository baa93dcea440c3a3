"""Files that may be broken or hostile: opened with bounded memory and time, or a `ReadError`.

Every reader of zip archives, and of XML that is read whole, goes through here. Nothing is ever
written or unpacked to disk: parts of an archive are read into memory by name, so names with `..`
mean nothing. XML is parsed without entities, DTDs and network, and with libxml2's own limits (text
nodes of ten million bytes, 256 levels, or 2,048 from version 2.14).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from termx.errors import ReadError

if TYPE_CHECKING:
    import zipfile

    from lxml import etree

MAX_FILE = 256 * 2**20
"""Bytes of a file that is read whole."""
MAX_LINE = 10_000_000
"""Bytes of a line of a text file; libxml2 has the same limit for a text node."""
MAX_PART = 64 * 2**20
"""Bytes of one part of an archive, unpacked: a report of a thousand pages has a fifth of it."""
MAX_TOTAL = 256 * 2**20
"""Bytes of all parts that are read from an archive, unpacked."""
MAX_RATIO = 100
"""How far a part of more than `RATIO_FROM` bytes may expand; XML of real documents does tenfold."""
RATIO_FROM = 8 * 2**20
MAX_DIRECTORY = 4 * 2**20
"""Bytes of an archive's directory: about forty thousand names."""

_CHUNK = 2**20
_END = struct.Struct("<4s4H2LH")
_HINT = re.compile(r",? (?:use|try|see) (?:XML_|xml)\w+(?: option)?\.?| \(<string>.*\)$")
"""What libxml2 says to programmers."""
_MAGIC = (
    (b"%PDF-", "a PDF document", ".pdf"),
    (b"PK\x03\x04", "a zip archive, perhaps a Word document", ".docx or .odt"),
    (b"\xd0\xcf\x11\xe0", "an old Word document", ".doc"),
)
"""How files begin that are given other names, what they are, the suffix that they should have."""


def disguised(head: bytes) -> str:
    """What a file is that begins so and is not what its name says, and what to do; else nothing."""
    for magic, name, suffix in _MAGIC:
        if head.startswith(magic):
            return f"is {name}, whatever its name says; name it {suffix}"
    return ""


def _defects() -> tuple[type[Exception], ...]:
    """What `zipfile` raises when an archive is broken."""
    from zipfile import BadZipFile

    return (
        BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        struct.error,
    )


def read_bytes(path: Path) -> bytes:
    """The bytes of the file, at most `MAX_FILE`, in lines of at most `MAX_LINE`.

    Raises `ReadError`, and `OSError` as files do.
    """
    data = _bounded(path)
    if len(data) > MAX_LINE and max(map(len, data.splitlines())) > MAX_LINE:
        raise ReadError(
            f"{path}: has a line of more than {_size(MAX_LINE)}; break it into paragraphs"
        )
    return data


def _bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise ReadError(f"{path}: is larger than {_size(MAX_FILE)}; split it")
    return data


def _size(number: int) -> str:
    return f"{round(number / 2**20)} MB"


class Archive:
    """The parts of a zip archive, read into memory within the limits of this module."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive = archive
        self._path = path
        self._total = 0
        self.names = tuple(dict.fromkeys(archive.namelist()))

    def read(self, name: str) -> bytes:
        """The bytes of the part `name`. Raises `ReadError`, also if there is no such part."""
        if name not in self.names:
            raise ReadError(f"{self._path}: has no part {name}; save the document again")
        try:
            return self._read(self._archive.getinfo(name))
        except _defects() as error:
            raise _broken(self._path, str(error) or "damaged data") from None

    def xml(self, name: str) -> etree._Element:
        """The root of the XML part `name`. Raises `ReadError`, also if there is no such part."""
        return parse_xml(self.read(name), self._path, part=name)

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        from zipfile import ZIP_DEFLATED, ZIP_STORED

        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise NotImplementedError("a compression that documents do not have")
        chunks = []
        size = 0
        with self._archive.open(info) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                self._total += len(chunk)
                ratio = size > RATIO_FROM and size > MAX_RATIO * info.compress_size
                if ratio or size > MAX_PART or self._total > MAX_TOTAL:
                    raise ReadError(
                        f"{self._path}: its part {info.filename!a:.80} expands to more than a"
                        " document may (a zip bomb?); do not trust it, ask for another file"
                    )
                chunks.append(chunk)
        return b"".join(chunks)


@contextmanager
def open_zip(path: Path) -> Iterator[Archive]:
    """The zip archive at `path`, for a `with` statement.

    Raises `ReadError` if the file is no archive, is encrypted, broken or larger than the limits.
    """
    from zipfile import ZipFile  # plain text needs none of it

    with path.open("rb") as file:
        _check_directory(file, path)
        try:
            archive = ZipFile(file)
        except _defects() as error:
            raise _broken(path, str(error) or "damaged data") from None
        with archive:
            yield Archive(archive, path)


def _check_directory(file: BinaryIO, path: Path) -> None:
    """Refuse an archive whose directory alone would fill the memory."""
    size = file.seek(0, 2)
    if size > MAX_FILE:
        raise ReadError(f"{path}: is larger than {_size(MAX_FILE)}; leave out pictures or split it")
    file.seek(max(0, size - _END.size - 2**16))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        file.seek(0)
        if (known := disguised(file.read(8))) and size and "zip" not in known:
            raise ReadError(f"{path}: {known}")
        raise _broken(path, "it has no directory")
    if _END.unpack_from(tail, at)[5] > MAX_DIRECTORY:
        raise _broken(path, "its directory is too large")
    file.seek(0)


def _broken(path: Path, reason: str) -> ReadError:
    return ReadError(
        f"{path}: the archive is broken or encrypted ({reason}); save the document again"
    )


def parse_xml(source: bytes | BinaryIO, path: Path, *, part: str = "") -> etree._Element:
    """The root element of the XML document in `source`, the file `path` or a `part` of it.

    A document type may be named but not declare entities; external ones are never fetched.
    Raises `ReadError`.
    """
    from lxml import etree  # plain text needs none of it

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        collect_ids=False, remove_pis=True, remove_comments=True,
    )  # fmt: skip
    try:
        if isinstance(source, bytes):
            root = etree.fromstring(source, parser)
        else:
            root = etree.parse(source, parser).getroot()
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise _not_xml(path, part, error) from None
    _refuse_entities(root, path)
    return root


def _refuse_entities(element: etree._Element, path: Path) -> None:
    declared = element.getroottree().docinfo.internalDTD
    entities: Callable[[], list[object]] = getattr(declared, "entities", list)
    if entities():
        raise ReadError(f"{path}: declares XML entities, which documents do not; remove them")


def _not_xml(path: Path, part: str, error: Exception) -> ReadError:
    where = f" in {part}" if part else ""
    reason = _HINT.sub("", " ".join(str(error).split()))[:200] or "no XML"
    return ReadError(f"{path}: not well-formed XML{where} ({reason}); save the file again")
