"""Pairs of terms, for formats that know only a source and a target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from termx.errors import FormatError
from termx.formats.features import AVOID, main
from termx.models import Concept, Glossary, Review, Term, TermType

SOURCE, TARGET = "en", "zh-Hans"
"""The languages of a bilingual file unless others are named."""

_SHORT = (TermType.SHORT_FORM, TermType.ABBREVIATION, TermType.ACRONYM)


class Pair(NamedTuple):
    """A source term, the target term that fits it best, and the concept of both."""

    concept: Concept
    source: Term
    target: Term

    @property
    def avoid(self) -> bool:
        """Whether one of the two is not to be used."""
        return self.source.status in AVOID or self.target.status in AVOID


def pairs(glossary: Glossary, source: str = SOURCE, target: str = TARGET) -> Iterator[Pair]:
    """All terms of each concept that is in both languages, main forms together and first.

    Short forms go with short forms and forms that are not to be used with main forms, so that no
    pair is one that nobody would write. Rejected concepts are left out. Raises `FormatError` if the
    glossary has terms, but not in these two languages.
    """
    langs = {term.lang for concept in glossary.concepts for term in concept.terms}
    if langs and not langs.issuperset((source, target)):
        raise FormatError(
            f"the glossary has no terms in {' and '.join(sorted({source, target} - langs))}, but in"
            f" {', '.join(sorted(langs))}; name two of these as source and target"
        )
    for concept in glossary.concepts:
        if concept.review is not Review.REJECTED:
            yield from _concept_pairs(
                concept,
                [term for term in concept.terms if term.lang == source],
                [term for term in concept.terms if term.lang == target],
            )


def _concept_pairs(concept: Concept, sources: list[Term], targets: list[Term]) -> Iterator[Pair]:
    first, second = (main(side) or (side[0] if side else None) for side in (sources, targets))
    if first is None or second is None:
        return
    ordered = [first, *(term for term in sources if term is not first)]
    used: set[int] = set()
    for term in ordered:
        best = second if term is first else _fitting(term, targets, second)
        used.add(id(best))
        yield Pair(concept, term, best)
    for term in targets:
        if id(term) not in used:
            yield Pair(concept, _fitting(term, sources, first), term)


def _fitting(term: Term, others: list[Term], fallback: Term) -> Term:
    if term.status in AVOID or term.type not in _SHORT:
        return fallback
    same = [other for other in others if other.type in _SHORT and other.status not in AVOID]
    return next((other for other in same if other.type is term.type), same[0] if same else fallback)
