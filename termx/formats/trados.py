"""A table for Trados: a row for each concept, a column for each language, synonyms parted by `|`.

What the term bases of Trados take as CSV, and MultiTerm Convert as a spreadsheet: headings that are
names of languages and of fields, the preferred term first. UTF-8 with BOM.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from termx.formats import table
from termx.formats.features import Feature, Keeps
from termx.formats.translator import cell
from termx.models import Concept, Glossary, Review, Status, Term

KEEPS: Keeps = {
    Feature.OTHER_LANGUAGES: "",
    Feature.ONE_SIDED: "",
    Feature.SYNONYMS: "",
    Feature.DEPRECATED: "like other terms",
    Feature.ID: "",
    Feature.SUBJECT: "",
    Feature.STATUS: "by order: the preferred term first",
    Feature.CONCEPT_NOTE: "",
    Feature.SOURCES: "together for the concept",
    Feature.NOTE: "in the note of the concept",
}

_LANGUAGES = {
    "en": "English",
    "zh-Hans": "Chinese (Simplified)",
    "zh-Hant": "Chinese (Traditional)",
    "fr": "French",
    "es": "Spanish",
    "ru": "Russian",
    "ar": "Arabic",
}


def dump(glossary: Glossary) -> bytes:
    """The table; a `|` inside of a term becomes `/`."""
    concepts = [c for c in glossary.concepts if c.terms and c.review is not Review.REJECTED]
    found = {term.lang for concept in concepts for term in concept.terms}
    languages = [lang for lang in _LANGUAGES if lang in found]
    languages += sorted(found - set(languages))
    rows = [["Concept", *(_LANGUAGES.get(lang, lang) for lang in languages)]]
    rows[0] += ["Subject", "Note", "Source"]
    for concept in concepts:
        sources = dict.fromkeys(source for term in concept.terms for source in term.sources)
        row = [concept.id, *(_terms(concept.terms, lang) for lang in languages)]
        row += [concept.subject or "", _note(concept), "; ".join(sources)]
        rows.append([cell(text) for text in row])
    return b"\xef\xbb\xbf" + table.comma_separated(rows).encode("utf-8", "replace")


def load(path: Path, passed: Counter[str]) -> Glossary:
    """The glossary in such a table. Raises `FormatError`."""
    return table.load(path, passed)


def _terms(terms: tuple[Term, ...], lang: str) -> str:
    mine = [term for term in terms if term.lang == lang]
    mine.sort(key=lambda term: term.status is not Status.PREFERRED)
    return "|".join(term.text.replace("|", "/") for term in mine)


def _note(concept: Concept) -> str:
    notes = [concept.note or "", *(f"{t.text}: {t.note}" for t in concept.terms if t.note)]
    return "; ".join(filter(None, notes))
