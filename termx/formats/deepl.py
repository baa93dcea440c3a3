"""Two columns for machine translation: source and target, without a heading.

CSV as DeepL and Google Translate import it (Google calls it a unidirectional glossary): UTF-8
without BOM, one target for each source term.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from termx.formats import table
from termx.formats.features import Feature, Keeps
from termx.formats.fields import utf8
from termx.formats.pairs import SOURCE, TARGET, pairs
from termx.formats.translator import cell
from termx.models import Glossary

KEEPS: Keeps = {
    Feature.SYNONYMS: "one target for a source term",
    Feature.DEPRECATED: "like other terms",
}


def dump(glossary: Glossary, source: str = SOURCE, target: str = TARGET) -> bytes:
    """A row for each source term: DeepL refuses a file that has one twice.

    Raises `FormatError` if a language is not in the glossary.
    """
    rows: dict[str, str] = {}
    for pair in pairs(glossary, source, target):
        if texts := (_plain(pair.source.text), _plain(pair.target.text)):
            rows.setdefault(*texts)
    return utf8(table.comma_separated((a, b) for a, b in rows.items() if a and b))


def load(path: Path, passed: Counter[str]) -> Glossary:
    """The glossary in a file of two columns; DeepL's own files have the languages in two more.

    Rows with one source term are one concept. Raises `FormatError`.
    """
    return table.load(path, passed)


def _plain(text: str) -> str:
    return " ".join(cell(text).split())
