"""What is checked: files, folders and standard input become drafts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from termx.check.draft import Draft
from termx.errors import ReadError

if TYPE_CHECKING:
    from termx.check.lexicon import Lexicon
    from termx.models import Document


def files(paths: Sequence[Path], exclude: Sequence[str] = ()) -> Iterator[Path]:
    """The files that `paths` name; of a folder those that termx can read, in order of name.

    Hidden files and folders, and what a pattern of `exclude` matches, are left out of folders.
    Raises `ReadError` for what does not exist.
    """
    from termx.read import BITEXT, READERS

    for path in paths:
        if not path.is_dir():
            if not path.exists():
                raise ReadError(f"{path}: no such file; check the name")
            yield path
            continue
        for found in sorted(path.rglob("*")):
            inner = found.relative_to(path)
            hidden = any(part.startswith(".") for part in inner.parts)
            known = found.suffix.lower() in READERS or found.suffix.lower() in BITEXT
            left_out = hidden or any(inner.match(pattern) for pattern in exclude)
            if known and not left_out and found.is_file():
                yield found


def draft(path: Path, lexicon: Lexicon, source: Path | None = None) -> Draft | None:
    """The draft in the file `path`, against its source in another file if there is one.

    A translation file is a draft with its source; an English document is none, and neither is a
    text file without text. Raises `ReadError`.
    """
    if _is_blank(path):
        return None
    from termx.clean import clean
    from termx.read import documents

    sides = [clean(document) for document in documents(path)]
    return of(sides, lexicon, clean(_one(source)) if source is not None else None)


def _is_blank(path: Path) -> bool:
    try:
        small = path.suffix.lower() in _PLAIN and path.stat().st_size < _SMALL
        return small and not path.read_bytes().strip()
    except OSError:  # reported by the reader, in its words
        return False


_PLAIN = frozenset({".txt", ".md", ".markdown"})
_SMALL = 4096


def of(sides: Sequence[Document], lexicon: Lexicon, source: Document | None = None) -> Draft | None:
    """The draft that the clean documents of a file are; None if none of them is Chinese."""
    from termx.models import Bead, Bitext

    if len(sides) == 2:
        first, second = sides
        beads = tuple(Bitext(first, second).beads())
        if (first.lang or "").startswith("zh"):
            beads = tuple(replace(bead, source=bead.target, target=bead.source) for bead in beads)
            first, second = second, first
        return Draft(second, lexicon, source=first, beads=beads)
    (target,) = sides
    if not (target.lang or "zh").startswith("zh"):
        return None
    if source is None:
        return Draft(target, lexicon)
    from termx.align import align

    found: tuple[Bead, ...] = align(source, target)
    return Draft(target, lexicon, source=source, beads=found)


def _one(path: Path) -> Document:
    from termx.read import read

    return read(path)


def standard_input(data: bytes, name: Path) -> tuple[Document, ...]:
    """The clean documents in `data`, read as a file called `name` would be. Raises `ReadError`."""
    from tempfile import TemporaryDirectory

    from termx.clean import clean
    from termx.read import documents

    with TemporaryDirectory(prefix="termx-") as folder:
        path = Path(folder) / (name.name or "draft.txt")
        path.write_bytes(data)
        try:
            read = documents(path)
        except ReadError as error:
            raise ReadError(str(error).replace(str(path), str(name))) from None
    return tuple(replace(clean(document), path=str(name)) for document in read)
