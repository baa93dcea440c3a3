"""A memoQ term base as CSV: a row for each concept, by the columns that memoQ itself exports.

UTF-8 with BOM, commas. A language has its definition column, then three columns for each term; how
many terms is the same for all rows. memoQ numbers entries itself.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from termx.formats import table
from termx.formats.features import Feature, Keeps
from termx.formats.translator import cell
from termx.models import Concept, Glossary, Review, Status, Term, TermType

KEEPS: Keeps = {
    Feature.OTHER_LANGUAGES: "",
    Feature.ONE_SIDED: "",
    Feature.SYNONYMS: "",
    Feature.DEPRECATED: "like other terms",
    Feature.SUBJECT: "",
    Feature.STATUS: "by order: the preferred term first",
    Feature.CONCEPT_NOTE: "",
    Feature.CONTEXT: "as example",
    Feature.NOTE: "in the note of the entry",
}

_LANGUAGES = {
    "en": "English",
    "zh-Hans": "Chinese_PRC",
    "zh-Hant": "Chinese_Taiwan",
    "fr": "French",
    "es": "Spanish",
    "ru": "Russian",
    "ar": "Arabic",
}
_ENTRY = ("Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Note")


def dump(glossary: Glossary) -> bytes:
    """The CSV that memoQ imports as its own."""
    concepts = [c for c in glossary.concepts if c.terms and c.review is not Review.REJECTED]
    most: dict[str, int] = {}
    for concept in concepts:
        for lang, count in Counter(term.lang for term in concept.terms).items():
            most[lang] = max(most.get(lang, 0), count)
    languages = [lang for lang in _LANGUAGES if lang in most]
    languages += sorted(most.keys() - set(languages))
    head = list(_ENTRY)
    for lang in languages:
        name = _LANGUAGES.get(lang, lang)
        head += [f"{name}_Def", *([name, "Term_Info", "Term_Example"] * most[lang])]
    rows = [head]
    for number, concept in enumerate(concepts):
        row = [str(number), concept.subject or "", "", _note(concept)]
        for lang in languages:
            terms = sorted(
                (term for term in concept.terms if term.lang == lang),
                key=lambda term: term.status is not Status.PREFERRED,
            )
            row += ["", *(text for term in terms for text in _cells(term))]
            row += ["", "", ""] * (most[lang] - len(terms))
        rows.append([cell(text) for text in row])
    return b"\xef\xbb\xbf" + table.comma_separated(rows).encode("utf-8", "replace")


def load(path: Path, passed: Counter[str]) -> Glossary:
    """The term base in a CSV that memoQ exported. Raises `FormatError`."""
    return table.load(path, passed)


def _cells(term: Term) -> tuple[str, str, str]:
    # English words may have an ending (half prefix); acronyms are matched as they are written.
    if term.type is TermType.ACRONYM:
        info = "CaseSense;Exact"
    elif term.lang.startswith("zh"):
        info = "CaseInsense;Exact"
    else:
        info = "CasePermissive;HalfPrefix"
    return term.text, info, term.context or ""


def _note(concept: Concept) -> str:
    notes = [concept.note or "", *(f"{t.text}: {t.note}" for t in concept.terms if t.note)]
    return "; ".join(filter(None, notes))
