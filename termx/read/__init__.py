"""Read: a file becomes a `Document`, a translation file two of them.

One module per format, and one line in `READERS`, or in `BITEXT` for a format with two languages.
A module is imported when the first such file is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from termx.errors import ReadError
from termx.models import Bitext, Document
from termx.read.pairs import Pair, collect

Reader = Callable[[Path], Document]
PairReader = Callable[[Path], Iterator[Pair]]


def _reader(module: str, name: str) -> Callable[..., Any]:
    """The function `name` of `termx.read.module`."""

    def read(path: Path, **options: bool) -> Any:
        return getattr(import_module(f"{__name__}.{module}"), name)(path, **options)

    return read


_TEXT, _HTML = _reader("text", "read_text"), _reader("html", "read_html")
_DOCX, _OFFICE = _reader("docx", "read_docx"), _reader("office", "read_office")
_XLIFF, _TABLE = _reader("xliff", "read_xliff"), _reader("tables", "read_table")

READERS: Mapping[str, Reader] = {
    ".txt": _TEXT,
    ".md": _TEXT,
    ".markdown": _TEXT,
    ".docx": _DOCX,
    ".docm": _DOCX,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".odt": _OFFICE,
    ".rtf": _OFFICE,
    ".doc": _OFFICE,
    ".pdf": _reader("pdf", "read_pdf"),
}

BITEXT: Mapping[str, PairReader] = {
    ".xliff": _XLIFF,
    ".xlf": _XLIFF,
    ".sdlxliff": _XLIFF,
    ".mqxliff": _XLIFF,
    ".tmx": _reader("tmx", "read_tmx"),
    ".tsv": _TABLE,
    ".csv": _TABLE,
    ".po": _reader("po", "read_po"),
}

ORIGINALS: Mapping[str, Reader] = {
    suffix: partial(reader, original=True)
    for reader in (_DOCX, _OFFICE)
    for suffix, known in READERS.items()
    if known is reader
}
"""Readers of formats with tracked changes that read what was there before these."""


def read(path: Path, *, original: bool = False) -> Document:
    """The document in the file at `path`; the suffix decides how it is read.

    Tracked changes are taken as accepted, or with `original` as rejected.
    Raises `ReadError` if there is no such file, if its format is unknown or if it holds no text.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    reader = (ORIGINALS.get(suffix) if original else None) or READERS.get(suffix)
    with _readable(path):
        if suffix in BITEXT:
            raise ReadError(f"{path}: holds two languages; read it as bitext")
        if reader is None:
            raise _unknown(path, READERS)
        document = reader(path)
    if not document.text.strip():
        raise ReadError(f"{path}: holds no text; give a file with text")
    return document


def pairs(path: Path, other: Path | None = None) -> Iterator[Pair]:
    """The segments of a translation file, Chinese and English, one by one.

    With `other`, line *i* of one file is the translation of line *i* of the other. Translation
    memories, XLIFF files and catalogues may be of any size: memory is bounded by the longest
    segment, for TSV, PO and pairs of files by the file. Raises `ReadError`.
    """
    path = Path(path)
    with _readable(path):
        if other is not None:
            with _readable(Path(other)):
                from termx.read.moses import read_moses

                yield from read_moses(path, Path(other))
            return
        reader = BITEXT.get(path.suffix.lower())
        if reader is None:
            raise _unknown(path, BITEXT)
        yield from reader(path)


def bitext(path: Path, other: Path | None = None) -> Bitext:
    """The two documents of a translation file, or of two line-aligned files. Raises `ReadError`."""
    path = Path(path)
    return collect(path, pairs(path, other), Path(other) if other is not None else None)


def documents(path: Path, *, original: bool = False) -> tuple[Document, ...]:
    """The document in the file at `path`, or the source and the target of a translation file.

    Raises `ReadError` as `read` and `bitext` do.
    """
    path = Path(path)
    if path.suffix.lower() in BITEXT:
        both = bitext(path)
        return both.source, both.target
    if path.suffix.lower() not in READERS:
        with _readable(path):
            raise _unknown(path, {**READERS, **BITEXT})
    return (read(path, original=original),)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turns what the system says about the file into a `ReadError`."""
    try:
        if path.is_dir():
            raise ReadError(f"{path}: is a directory; name the files in it")
        if not path.exists():
            raise ReadError(f"{path}: no such file; check the name")
        yield
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{path}: cannot be read ({reason}); check the file") from error


def _unknown(path: Path, formats: Mapping[str, object]) -> ReadError:
    return ReadError(f"{path}: unknown format; termx reads {', '.join(formats)}")
