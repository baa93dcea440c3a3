"""The glossary of MateCat: a workbook with its own columns, a row for each pair of terms.

The columns are those of MateCat's template: four for the concept, then for each language its code,
notes and an example. A row that is forbidden names a target term that is not to be used.
"""

from __future__ import annotations

from termx.formats.features import Feature, Keeps
from termx.formats.pairs import SOURCE, TARGET, pairs
from termx.formats.tbx_basic import LANGUAGES_2008
from termx.formats.translator import cell
from termx.formats.xlsx import load, workbook
from termx.models import Glossary, Term

__all__ = ["KEEPS", "dump", "load"]

KEEPS: Keeps = {
    Feature.SYNONYMS: "a concept for each source term",
    Feature.DEPRECATED: "as forbidden",
    Feature.SUBJECT: "as domain",
    Feature.CONCEPT_NOTE: "as definition",
    Feature.STATUS: "forbidden or not",
    Feature.CONTEXT: "",
    Feature.NOTE: "",
}

_CODES = {"en": "en-US", **LANGUAGES_2008}


def dump(glossary: Glossary, source: str = SOURCE, target: str = TARGET) -> bytes:
    """The workbook. Raises `FormatError` if a language is not in the glossary."""
    codes = [_CODES.get(lang, lang) for lang in (source, target)]
    head = ["Forbidden", "Domain", "Subdomain", "Definition"]
    for code in codes:
        head += [code, "Notes", "Example of use"]
    rows = []
    for pair in pairs(glossary, source, target):
        row = ["TRUE" if pair.avoid else "", pair.concept.subject or "", ""]
        row += [pair.concept.note or "", *_cells(pair.source), *_cells(pair.target)]
        rows.append([cell(text) or None for text in row])
    return workbook(head, rows)


def _cells(term: Term) -> tuple[str, str, str]:
    return term.text, term.note or "", term.context or ""
