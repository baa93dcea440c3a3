"""Emit: a glossary to a file, and back where the format can be read.

A format is a module of this package named as the format (`csv-translator` is `csv_translator.py`)
and one line in `FORMATS`. The module has `KEEPS` (what of a glossary the format keeps, see
`features`) and `dump(glossary, **options) -> bytes`, `load(path) -> Glossary` or both; it is
imported when it is first used, so it may import what it needs. `docs/formats.md` has the table of
what each format keeps and loses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType

from termx.errors import FormatError
from termx.files import write_whole
from termx.formats.deprecated import Deprecated, treated
from termx.formats.features import Feature, Losses, losses
from termx.models import Glossary

_PAIR = ("source", "target")


@dataclass(frozen=True, slots=True)
class Format:
    """A file format of glossaries."""

    name: str
    suffixes: tuple[str, ...]
    description: str
    readable: bool = False
    writable: bool = True
    foreign: bool = True
    """Whether files of other programs are read: then what is passed over in them is counted."""
    options: tuple[str, ...] = ()
    deprecated: Deprecated | None = None
    """What becomes of forms that are not to be used, unless the option `deprecated` says so."""

    @property
    def module(self) -> ModuleType:
        return import_module(f"{__name__}.{self.name.replace('-', '_')}")

    def dump(self, glossary: Glossary, **options: str) -> bytes:
        """The bytes of the file that holds `glossary`. Raises `FormatError`."""
        mode = self._mode(options)
        options.pop("deprecated", None)
        data: bytes = self.module.dump(treated(glossary, mode), **options)
        return data

    def losses(self, glossary: Glossary, **options: str) -> Losses:
        """What of `glossary` a file written with these options does not hold."""
        mode = self._mode(options)
        languages = None
        if "source" in self.options:
            from termx.formats.pairs import SOURCE, TARGET

            languages = options.get("source", SOURCE), options.get("target", TARGET)
        omits = mode is Deprecated.OMIT
        return losses(glossary, self.module.KEEPS, languages, omits=omits)

    def load(self, path: Path, passed: Counter[str] | None = None) -> Glossary:
        """The glossary in the file `path`; what is passed over in it is counted in `passed`.

        Raises `FormatError`, also if the format is not `readable`.
        """
        if not self.readable:
            names = ", ".join(other.name for other in FORMATS.values() if other.readable)
            raise FormatError(f"{path}: format {self.name} cannot be read; termx reads {names}")
        arguments = (path, Counter() if passed is None else passed) if self.foreign else (path,)
        glossary: Glossary = self.module.load(*arguments)
        return glossary

    def check_writable(self) -> None:
        """Raises `FormatError` if the format can only be read."""
        if not self.writable:
            names = ", ".join(other.name for other in FORMATS.values() if other.writable)
            raise FormatError(f"format {self.name} cannot be written; termx writes {names}")

    def _mode(self, options: Mapping[str, str]) -> Deprecated:
        """What becomes of forms that are not to be used. Raises `FormatError`."""
        self.check_writable()
        known = (*self.options, *(("deprecated",) if self.deprecated else ()))
        for option in options:
            if option not in known:
                takes = f"takes only {', '.join(known)}" if known else "takes none"
                raise FormatError(f"format {self.name} has no option {option}; it {takes}")
        text = options.get("deprecated", self.deprecated or Deprecated.INCLUDE)
        if text not in tuple(Deprecated):
            raise FormatError(f"deprecated is {text!r}, but must be {', '.join(Deprecated)}")
        mode = Deprecated(text)
        if mode is Deprecated.NOTE and Feature.NOTE not in self.module.KEEPS:
            raise FormatError(
                f"format {self.name} has no notes; deprecated is to be include or omit"
            )
        return mode


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        format.name: format
        for format in (
            Format(
                "json",
                (".json",),
                "all that termx knows, for programs",
                readable=True,
                foreign=False,
            ),
            Format(
                "csv",
                (".csv",),
                "one row per term, to edit and to keep in git",
                readable=True,
                foreign=False,
            ),
            Format("tbx", (".tbx",), "TBX-Basic v3", readable=True, options=("dialect",)),
            Format(
                "tbx2008",
                (".tbx",),
                "TBX-Basic 2008, what most tools import",
                readable=True,
                deprecated=Deprecated.INCLUDE,
            ),
            Format("csv-translator", (".csv",), "one row per concept, for Excel", readable=True),
            Format("xlsx", (".xlsx",), "one row per concept, an Excel workbook", readable=True),
            Format(
                "omegat",
                (".txt", ".utf8", ".tab"),
                "OmegaT: source, target, comment",
                readable=True,
                options=_PAIR,
                deprecated=Deprecated.OMIT,
            ),
            Format(
                "deepl",
                (".csv",),
                "DeepL and Google Translate: source, target",
                readable=True,
                options=_PAIR,
                deprecated=Deprecated.OMIT,
            ),
            Format(
                "matecat",
                (".xlsx",),
                "MateCat's workbook",
                readable=True,
                options=_PAIR,
                deprecated=Deprecated.INCLUDE,
            ),
            Format(
                "memoq",
                (".csv",),
                "memoQ's term base",
                readable=True,
                deprecated=Deprecated.OMIT,
            ),
            Format(
                "trados",
                (".csv",),
                "Trados and MultiTerm Convert",
                readable=True,
                deprecated=Deprecated.OMIT,
            ),
            Format(
                "tmx",
                (".tmx",),
                "TMX 1.4, a unit for each pair of terms",
                readable=True,
                options=_PAIR,
                deprecated=Deprecated.OMIT,
            ),
            Format(
                "utx",
                (".utx",),
                "UTX 1.20 (AAMT)",
                readable=True,
                options=_PAIR,
                deprecated=Deprecated.INCLUDE,
            ),
            Format("skos", (".ttl",), "SKOS in Turtle, for linked data", readable=True),
            Format("skos-jsonld", (".jsonld",), "SKOS in JSON-LD", readable=True),
            Format("markdown", (".md",), "tables for people"),
            Format(
                "table",
                (".tsv", ".csv"),
                "a table of anyone: columns and delimiter are guessed",
                readable=True,
                writable=False,
            ),
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


def load(path: Path, *, format: str | None = None, passed: Counter[str] | None = None) -> Glossary:
    """The glossary in the file `path`, read in `format` or what suffix and content say.

    What is passed over in a file of another program is counted in `passed`. Raises `FormatError`
    naming the place in the file.
    """
    chosen = _of(path, format)
    if format is None and chosen.name == "csv" and not is_curated(path):
        chosen = FORMATS["table"]
    return chosen.load(path, passed)


def of(path: Path, name: str | None = None) -> Format:
    """The format called `name`, else the one that the suffix of `path` means, to be written.

    Raises `FormatError` naming the formats or suffixes that there are.
    """
    chosen = _of(path, name)
    chosen.check_writable()
    return chosen


def _of(path: Path, name: str | None) -> Format:
    """As `of`, to be read or written."""
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


def is_curated(path: Path) -> bool:
    """Whether a file is a curated CSV, with columns concept, lang and term, or an empty one."""
    if path.suffix.lower() != ".csv":
        return False
    try:
        with path.open("rb") as file:
            heading = file.readline(10_000)
    except OSError:
        return True
    names = set(re.split(rb'["\s]*[,;\t]["\s]*', heading.strip(b'\xef\xbb\xbf"\r\n ')))
    return not heading.strip() or names >= {b"concept", b"lang", b"term"}
