"""English documents without a translation -> concepts of one language."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from termx.harvest.english import ALIKE, harvest_english_parts
from termx.harvest.english.lemma import key
from termx.harvest.parts import Work
from termx.models import Concept, Document
from termx.normalize import normalize
from termx.pair import Material
from termx.progress import Report, silent


def untranslated(collection: Sequence[Document], on: Material | None) -> list[Document]:
    """The English documents of `collection` that have no bead in what pairing works on."""
    paired = {id(side.english.document) for side in on.sides} if on else set()
    return [
        document
        for document in collection
        if (document.lang or "").startswith("en") and id(document) not in paired
    ]


def english_concepts(
    work: Work,
    known: Sequence[Concept],
    *,
    harvesters: Collection[str],
    themes: int,
    limit: int | None = None,
    subject: str | None = None,
    report: Report = silent,
) -> tuple[Concept, ...]:
    """The concepts of English paragraphs that none of the `known` ones holds, best first.

    `harvesters` are named as for Chinese. `themes` limits the printed forms of domain terms, and
    `limit` the occurrences that are kept of a form.
    """
    candidates = harvest_english_parts(
        work,
        harvesters=tuple(own for name in harvesters for own in ALIKE[name]),
        themes=themes,
        limit=limit,
        report=report,
    )
    seen = {
        key(term.text) for concept in known for term in concept.terms if term.lang.startswith("en")
    }
    return tuple(
        concept
        for concept in normalize(candidates, subject=subject)
        if seen.isdisjoint(key(term.text) for term in concept.terms)
    )
