"""The glossary of OmegaT: source, target and comment, parted by tabs, without a heading.

UTF-8, best saved as `.txt` or `.utf8` in the folder `glossary` of a project. OmegaT takes a line
that begins with `#` for a comment, and has no notation for a tab or a line break in a cell.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from termx.formats import table
from termx.formats.features import Feature, Keeps
from termx.formats.fields import utf8
from termx.formats.pairs import SOURCE, TARGET, pairs
from termx.models import Glossary

KEEPS: Keeps = {
    Feature.SYNONYMS: "a concept for each source term",
    Feature.DEPRECATED: "like other terms",
    Feature.CONCEPT_NOTE: "in the comment",
    Feature.NOTE: "in the comment",
}

_BREAK = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def dump(glossary: Glossary, source: str = SOURCE, target: str = TARGET) -> bytes:
    """A line for each pair of terms. Raises `FormatError` if a language is not in the glossary."""
    lines: dict[str, None] = {}
    for pair in pairs(glossary, source, target):
        notes = dict.fromkeys((pair.concept.note, pair.source.note, pair.target.note))
        comment = "; ".join(note for note in notes if note)
        cells = [_cell(text) for text in (pair.source.text, pair.target.text, comment)]
        if cells[0] and cells[1]:
            lines["\t".join(cells).rstrip("\t") + "\n"] = None
    return utf8("".join(lines))


def load(path: Path, passed: Counter[str]) -> Glossary:
    """The glossary in a file of two or three columns; lines with `#` are passed over.

    Lines with one source term are one concept. Raises `FormatError`.
    """
    rows = [
        line.split("\t")
        for line in table.text_of(path).split("\n")
        if line.strip() and not line.startswith("#")
    ]
    return table.glossary(rows, path, passed)


def _cell(text: str) -> str:
    plain = _BREAK.sub(" ", text).strip()
    return f" {plain}" if plain.startswith("#") else plain
