"""Write bitext: beads, or the pairs of a bitext file, to a file in one of its formats.

One module per format with a function `write(beads, langs)`, and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from termx.align.write.html import html
from termx.align.write.moses import moses
from termx.align.write.tmx import tmx
from termx.align.write.tsv import tsv
from termx.errors import FormatError
from termx.files import write_whole
from termx.models import Bead

Langs = tuple[str, str]
Writer = Callable[[Sequence[Bead], Langs], bytes]

FORMATS: Mapping[str, Writer] = {"tmx": tmx, "tsv": tsv, "html": html}
"""The formats of one file; `moses` writes two."""
SUFFIXES: Mapping[str, str] = {".tmx": "tmx", ".tsv": "tsv", ".html": "html", ".htm": "html"}


def languages(beads: Iterable[Bead]) -> Langs:
    """The languages of the two sides of `beads`: BCP 47 tags."""
    found: list[str | None] = [None, None]
    for bead in beads:
        for at, side in enumerate((bead.source, bead.target)):
            if found[at] is None and side:
                found[at] = side[0].document.lang
        if all(found):
            break
    first, second = found
    if first is None and second is None:
        return "zh-Hans", "en"
    if first is None:
        first = "en" if (second or "").startswith("zh") else "zh-Hans"
    return first, second or ("en" if first.startswith("zh") else "zh-Hans")


def dump_bitext(beads: Sequence[Bead], format: str) -> bytes:
    """The bytes of a file of `beads` in one of `FORMATS`. Raises `FormatError`."""
    if format not in FORMATS:
        raise FormatError(f"no bitext format {format}; termx writes {', '.join(FORMATS)}, moses")
    return FORMATS[format](beads, languages(beads))


def write_bitext(beads: Sequence[Bead], path: Path, format: str | None = None) -> tuple[Path, ...]:
    """Write `beads` to `path`; the suffix tells the format if it is not given.

    The paths written come back: of the format `moses` there are two, `path` with `.zh` and with
    `.en`, and a path that ends in one of these, or in no suffix, means that format. Raises
    `FormatError`.
    """
    path = Path(path)
    format = format or format_of(path)
    if format == "moses":
        langs = languages(beads)
        base = path.with_suffix("") if path.suffix.lower() in (".zh", ".en") else path
        paths = tuple(base.with_name(f"{base.name}.{lang[:2]}") for lang in langs)
        for at, data in zip(paths, moses(beads), strict=True):
            write_whole(at, data)
        return paths
    write_whole(path, dump_bitext(beads, format))
    return (path,)


def format_of(path: Path) -> str:
    """The format that the suffix of `path` tells. Raises `FormatError`."""
    suffix = path.suffix.lower()
    if suffix in ("", ".zh", ".en"):
        return "moses"
    if suffix not in SUFFIXES:
        raise FormatError(
            f"{path}: no bitext format has the suffix {suffix}; "
            f"use {', '.join(SUFFIXES)}, or a name without one for a pair of files"
        )
    return SUFFIXES[suffix]
