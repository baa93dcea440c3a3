"""Read: a file becomes a `Document`. One module per document format, one line in `READERS` each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from termx.errors import ReadError
from termx.models import Document
from termx.read.docx import read_docx
from termx.read.text import read_text

Reader = Callable[[Path], Document]

READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".markdown": read_text,
    ".docx": read_docx,
    ".docm": read_docx,
}

ORIGINALS: Mapping[str, Reader] = {
    ".docx": partial(read_docx, original=True),
    ".docm": partial(read_docx, original=True),
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
    try:
        if path.is_dir():
            raise ReadError(f"{path}: is a directory; name the files in it")
        if not path.exists():
            raise ReadError(f"{path}: no such file; check the name")
        if reader is None:
            known = ", ".join(READERS)
            raise ReadError(f"{path}: unknown format; termx reads {known}")
        document = reader(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{path}: cannot be read ({reason}); check the file") from error
    if not document.text.strip():
        raise ReadError(f"{path}: holds no text; give a file with text")
    return document
