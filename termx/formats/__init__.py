"""Emit: a glossary to a file, and back where the format holds all of it.

A format is a module of this package named as the format (`csv-translator` is `csv_translator.py`)
and one line in `FORMATS`. The module has `dump(glossary, **options) -> bytes` and, if the format
can be read, `load(path) -> Glossary`; it is imported when it is first used, so it may import what
it needs. What each format keeps and loses stands in `docs/formats.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType

from termx.errors import FormatError
from termx.files import write_whole
from termx.models import Glossary


@dataclass(frozen=True, slots=True)
class Format:
    """A file format of glossaries."""

    name: str
    suffixes: tuple[str, ...]
    description: str
    readable: bool = False
    options: tuple[str, ...] = ()

    @property
    def module(self) -> ModuleType:
        return import_module(f"{__name__}.{self.name.replace('-', '_')}")

    def dump(self, glossary: Glossary, **options: str) -> bytes:
        """The bytes of the file that holds `glossary`. Raises `FormatError`."""
        for option in options:
            if option not in self.options:
                takes = f"takes only {', '.join(self.options)}" if self.options else "takes none"
                raise FormatError(f"format {self.name} has no option {option}; it {takes}")
        data: bytes = self.module.dump(glossary, **options)
        return data

    def load(self, path: Path) -> Glossary:
        """The glossary in the file `path`. Raises `FormatError`, also if not `readable`."""
        if not self.readable:
            names = ", ".join(other.name for other in FORMATS.values() if other.readable)
            raise FormatError(f"{path}: format {self.name} cannot be read; termx reads {names}")
        glossary: Glossary = self.module.load(path)
        return glossary


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        format.name: format
        for format in (
            Format("json", (".json",), "all that termx knows, for programs", readable=True),
            Format("csv", (".csv",), "one row per term, to edit and to keep in git", readable=True),
            Format("tbx", (".tbx",), "TBX-Basic v3", readable=True, options=("dialect",)),
            Format("tbx2008", (".tbx",), "TBX-Basic 2008, what most tools import", readable=True),
            Format("csv-translator", (".csv",), "one row per concept, for Excel"),
            Format("xlsx", (".xlsx",), "one row per concept, an Excel workbook"),
        )
    }
)
"""All formats by name. Of two with one suffix the first is meant when only the suffix is given."""


def dump(glossary: Glossary, path: Path, *, format: str | None = None, **options: str) -> None:
    """Write `glossary` to `path`, whole or not at all, in `format` or what the suffix says.

    Raises `FormatError`: unknown format or option, a place that cannot be written, a concept that
    the format cannot hold.
    """
    chosen = of(path, format)
    seen = set()
    for concept in glossary.concepts:
        if concept.id in seen:
            raise FormatError(f"cannot write {path}: two concepts have the id {concept.id}")
        seen.add(concept.id)
    write_whole(path, chosen.dump(glossary, **options))


def load(path: Path, *, format: str | None = None) -> Glossary:
    """The glossary in the file `path`, read in `format` or what the suffix says.

    Raises `FormatError` naming the place in the file.
    """
    return of(path, format).load(path)


def of(path: Path, name: str | None = None) -> Format:
    """The format called `name`, else the one that the suffix of `path` means.

    Raises `FormatError` naming the formats or suffixes that there are.
    """
    if name is not None:
        if name not in FORMATS:
            raise FormatError(f"unknown format {name}; termx has {', '.join(FORMATS)}")
        return FORMATS[name]
    for format in FORMATS.values():
        if path.suffix.lower() in format.suffixes:
            return format
    suffixes = dict.fromkeys(suffix for format in FORMATS.values() for suffix in format.suffixes)
    raise FormatError(
        f"{path}: no format has the suffix {path.suffix or '(none)'};"
        f" use {', '.join(suffixes)} or name the format"
    )
