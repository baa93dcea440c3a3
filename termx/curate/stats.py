"""Stats: what a glossary holds, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from termx.models import Glossary, Kind, Review, Status, TermType


@dataclass(frozen=True, slots=True)
class Stats:
    """Concepts by kind, review, subject and languages; terms by language, status and type."""

    concepts: int
    terms: int
    kinds: dict[str, int]
    reviews: dict[str, int]
    subjects: dict[str, int]
    languages: dict[str, int]
    terms_by_language: dict[str, int]
    statuses: dict[str, int]
    types: dict[str, int]
    with_source: int
    with_context: int
    with_note: int


def stats(glossary: Glossary) -> Stats:
    """The figures of a glossary.

    `languages` counts concepts by the languages that they have terms in (`en + zh-Hans`).
    """
    terms = [term for concept in glossary.concepts for term in concept.terms]
    concepts = glossary.concepts
    pairs = Counter(
        " + ".join(sorted({term.lang for term in concept.terms})) or "none" for concept in concepts
    )
    return Stats(
        concepts=len(concepts),
        terms=len(terms),
        kinds=_listed(Counter(concept.kind for concept in concepts), Kind),
        reviews=_listed(Counter(concept.review for concept in concepts), Review),
        subjects=_ranked(Counter(concept.subject or "none" for concept in concepts)),
        languages=_ranked(pairs),
        terms_by_language=_ranked(Counter(term.lang for term in terms)),
        statuses=_listed(Counter(term.status for term in terms), Status),
        types=_listed(Counter(term.type for term in terms), TermType),
        with_source=sum(bool(term.sources) for term in terms),
        with_context=sum(bool(term.context) for term in terms),
        with_note=sum(bool(term.note) for term in terms),
    )


def _listed(counts: Counter[str], order: type) -> dict[str, int]:
    return {str(name): counts[name] for name in order if counts[name]}  # type: ignore[attr-defined]


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
