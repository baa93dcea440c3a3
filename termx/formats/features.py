"""What a glossary holds, and how much of it a format leaves out.

Each module of a format says in `KEEPS` which of these it keeps, with a remark where it keeps them
only in part. The table of `docs/formats.md` is made from it, and what `termx convert` warns of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from termx.models import Concept, Glossary, Review, Status, Term, TermType

AVOID = (Status.DEPRECATED, Status.SUPERSEDED)
"""The statuses of a form that is not to be used."""


class Feature(StrEnum):
    """Something that a glossary can hold; the value is its name for people."""

    TITLE = "title"
    SIGNATURE = "signature of the run"
    REJECTED = "rejected concepts"
    EMPTY = "concepts without terms"
    ONE_SIDED = "concepts in one of the two languages only"
    OTHER_LANGUAGES = "terms in a third language"
    SYNONYMS = "further terms of a language"
    ID = "concept ids"
    KIND = "kind"
    REVIEW = "review"
    SCORE = "score"
    SUBJECT = "subject"
    CONCEPT_NOTE = "note of the concept"
    TYPE = "type of the term"
    STATUS = "status"
    DEPRECATED = "deprecated and superseded terms"
    POS = "part of speech"
    FREQUENCY = "frequency"
    SOURCES = "sources"
    CONTEXT = "context"
    NOTE = "note of the term"


ALL = dict.fromkeys(Feature, "")
"""All features, each kept wholly."""

Keeps = Mapping[Feature, str]
"""The features that a format keeps; a text says in what form, or that it is only in part."""

_TERM = {
    Feature.TYPE: lambda term: term.type is not TermType.FULL_FORM,
    Feature.STATUS: lambda term: term.status is not Status.ADMITTED,
    Feature.POS: lambda term: term.pos != "noun",
    Feature.FREQUENCY: lambda term: term.frequency > 0,
    Feature.SOURCES: lambda term: bool(term.sources),
    Feature.CONTEXT: lambda term: bool(term.context),
    Feature.NOTE: lambda term: bool(term.note),
}
_CONCEPT = {
    Feature.ID: lambda concept: True,
    Feature.KIND: lambda concept: True,
    Feature.REVIEW: lambda concept: concept.review is not Review.PROPOSED,
    Feature.SCORE: lambda concept: concept.score != 0,
    Feature.SUBJECT: lambda concept: bool(concept.subject),
    Feature.CONCEPT_NOTE: lambda concept: bool(concept.note),
}


@dataclass(frozen=True, slots=True)
class Losses:
    """How many concepts, terms or texts of each feature a file does not hold, or only in part."""

    lost: Mapping[Feature, int]
    partly: Mapping[Feature, int]

    def __str__(self) -> str:
        """One line for people, empty if nothing is lost."""
        parts = [
            f"{word} {', '.join(_phrase(feature, count) for feature, count in found.items())}"
            for word, found in (("without", self.lost), ("only in part:", self.partly))
            if found
        ]
        return "; ".join(parts)


def losses(
    glossary: Glossary, keeps: Keeps, languages: tuple[str, str] | None, *, omits: bool
) -> Losses:
    """What of `glossary` a format that keeps `keeps` loses.

    `languages` are the two that a bilingual format takes. `omits` says that forms which are not to
    be used are left out on purpose.
    """
    if omits:
        keeps = {feature: how for feature, how in keeps.items() if feature != Feature.DEPRECATED}
    counts = _counts(glossary, keeps, languages, omits=omits)
    lost = {feature: count for feature, count in counts.items() if count and feature not in keeps}
    partly = {feature: count for feature, count in counts.items() if count and keeps.get(feature)}
    return Losses(lost, partly)


def _counts(
    glossary: Glossary, keeps: Keeps, languages: tuple[str, str] | None, *, omits: bool
) -> dict[Feature, int]:
    concepts = list(glossary.concepts)
    counts = dict.fromkeys(Feature, 0)
    counts[Feature.TITLE] = bool(glossary.title)
    counts[Feature.SIGNATURE] = bool(glossary.signature)
    if Feature.REJECTED not in keeps:
        counts[Feature.REJECTED] = sum(item.review is Review.REJECTED for item in concepts)
        concepts = [item for item in concepts if item.review is not Review.REJECTED]
    if Feature.EMPTY not in keeps:
        counts[Feature.EMPTY] = sum(not item.terms for item in concepts)
        concepts = [item for item in concepts if item.terms]
    if languages:
        both = [item for item in concepts if _in_both(item, languages, omits=omits)]
        counts[Feature.ONE_SIDED] = len(concepts) - len(both)
        concepts = both
    terms = [term for concept in concepts for term in concept.terms]
    if languages:
        counts[Feature.OTHER_LANGUAGES] = sum(term.lang not in languages for term in terms)
        terms = [term for term in terms if term.lang in languages]
    if omits:
        counts[Feature.DEPRECATED] = sum(term.status in AVOID for term in terms)
        terms = [term for term in terms if term.status not in AVOID]
    counts[Feature.SYNONYMS] = sum(
        len(concept.terms) - len({term.lang for term in concept.terms}) for concept in concepts
    )
    for feature, holds in _CONCEPT.items():
        counts[feature] = sum(map(holds, concepts))
    for feature, has in _TERM.items():
        counts[feature] = sum(map(has, terms))
    return counts


def _in_both(concept: Concept, languages: tuple[str, str], *, omits: bool) -> bool:
    found = {term.lang for term in concept.terms if not (omits and term.status in AVOID)}
    return found.issuperset(languages)


def _phrase(feature: Feature, count: int) -> str:
    if feature in (Feature.TITLE, Feature.SIGNATURE):
        return str(feature)
    if (feature not in _CONCEPT and feature not in _TERM) or feature is Feature.ID:
        return f"{count} {feature}"
    unit = "concept" if feature in _CONCEPT else "term"
    name = feature.removesuffix(" of the concept").removesuffix(" of the term")
    return f"{name} of {count} {unit}{'s' * (count != 1)}"


def main(terms: list[Term]) -> Term | None:
    """The term to use: the preferred one, else the first that may be used."""
    usable = [term for term in terms if term.status not in AVOID]
    return next((term for term in usable if term.status is Status.PREFERRED), None) or (
        usable[0] if usable else None
    )
