"""The translator's table: one row per concept, as in an UNTERM record, and safe to open in Excel.

Rejected concepts and concepts without terms are left out. Forms that are deprecated or superseded
stand in a column of their own, with what to use instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

import tablib

from termx.formats.fields import xml_text
from termx.models import Concept, Glossary, Review, Status, Term, TermType

_LANGUAGES = {"en": "English", "zh-Hans": "Chinese", "zh-Hant": "Chinese (traditional)"}
_GROUPS = ("", " short forms", " other forms", " do not use", " context", " sources")
_SHORT = (TermType.SHORT_FORM, TermType.ABBREVIATION, TermType.ACRONYM)
_AVOID = (Status.DEPRECATED, Status.SUPERSEDED)

# A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection), also after what is
# not seen; full-width signs are taken for the half-width ones in East Asian versions.
# The last branch is an error value (#N/A, #DIV/0!).
_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]|#[A-Z/0]+[!?]?$")
# Excel cannot hold more in one cell.
_CELL_LIMIT = 32_767


def table(glossary: Glossary) -> tablib.Dataset:
    """The rows as tablib wants them: English first, then Chinese, then other languages."""
    concepts = [
        concept
        for concept in glossary.concepts
        if concept.terms and concept.review is not Review.REJECTED
    ]
    found = {term.lang for concept in concepts for term in concept.terms}
    languages = [lang for lang in _LANGUAGES if lang in found]
    languages += sorted(found - set(languages))
    data = tablib.Dataset(title="Glossary")
    data.headers = [
        *(cell(_LANGUAGES.get(lang, lang) + group) for lang in languages for group in _GROUPS),
        *("Subject", "Kind", "Review", "Note", "Concept"),
    ]
    for concept in concepts:
        # None, or a workbook would hold an empty text where a cell is to be empty.
        data.append([cell(text) or None for text in _row(concept, languages)])
    return data


def cell(text: str) -> str:
    """`text` as a cell that no spreadsheet runs as a formula or refuses as a character."""
    safe = xml_text(text).replace("\r\n", "\n").replace("\r", "\n")
    safe = "".join(char if char >= " " or char in "\t\n" else "\ufffd" for char in safe)
    if _FORMULA.match(safe):
        safe = "'" + safe
    return safe if len(safe) <= _CELL_LIMIT else safe[: _CELL_LIMIT - 1] + "…"


def _row(concept: Concept, languages: list[str]) -> list[str]:
    row: list[str] = []
    for lang in languages:
        row += _language_cells([term for term in concept.terms if term.lang == lang])
    notes = [concept.note or ""]
    notes += [f"{term.text}: {term.note}" for term in concept.terms if term.note]
    return [
        *row,
        concept.subject or "",
        concept.kind,
        concept.review,
        "; ".join(filter(None, notes)),
        concept.id,
    ]


def _several(texts: Sequence[str], remarks: Sequence[str] = ()) -> str:
    """A cell with several terms; a bar parts them, or ends one alone, where one has a semicolon."""
    parts = [text + remark for text, remark in zip_longest(texts, remarks, fillvalue="")]
    if not any(sign in part.replace("; use ", " ", 1) for part in parts for sign in ";；"):
        return "; ".join(parts)
    return " | ".join(parts) + (" |" if len(parts) == 1 else "")


def _language_cells(terms: list[Term]) -> list[str]:
    """The cells of `_GROUPS` for the terms of one language."""
    usable = [term for term in terms if term.status not in _AVOID]
    main = next(
        (term for term in usable if term.status is Status.PREFERRED), usable[0] if usable else None
    )
    rest = [term for term in usable if term is not main]
    avoid = [term for term in terms if term.status in _AVOID]
    instead = f"; use {main.text}" if main else ""
    contexts = [term.context for term in ([main] if main else []) + terms if term.context]
    return [
        main.text if main else "",
        _several([term.text for term in rest if term.type in _SHORT]),
        _several([term.text for term in rest if term.type not in _SHORT]),
        _several([term.text for term in avoid], [f" ({t.status}{instead})" for t in avoid]),
        contexts[0] if contexts else "",
        "; ".join(dict.fromkeys(source for term in terms for source in term.sources)),
    ]
