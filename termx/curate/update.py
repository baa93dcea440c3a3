"""Update: what a new harvest found goes into a curated glossary, and no decision is touched.

A person decides on the review, kind, subject and notes of a concept, on which terms it has and in
which order, and on their type, status, part of speech and notes. Only evidence is refreshed:
frequency, sources, context. The score stays that of the harvest which proposed the concept: every
new document changes all scores a little, and a diff is to show what matters. To refuse a term for
good, give it to a rejected concept, or keep it as deprecated: what stands in the glossary is never
added a second time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from termx.curate.terms import is_short, term_key
from termx.errors import FormatError
from termx.formats import is_curated, load
from termx.models import Concept, Glossary, Review, Status, Term

PROPOSED = "proposed"
"""The note of a term that a harvest added to an accepted concept."""


def load_curated(path: Path) -> Glossary:
    """The glossary in a file that keeps all decisions: curated CSV or JSON.

    Raises `FormatError` for other formats, which would lose some when they are written.
    """
    if path.suffix.lower() != ".json" and not is_curated(path):
        raise FormatError(
            f"{path}: only a curated CSV or JSON keeps all decisions; run termx convert first"
        )
    return load(path)


def update(curated: Glossary, harvested: Glossary) -> Glossary:
    """`curated` with the evidence of `harvested`, then what is new in it as `proposed`.

    A harvested concept is one of the glossary if they share a term that is no short form, or if
    they have one id: so what a person has merged, split or renamed does not come back. What was
    rejected stays so, untouched. New terms go to the concept that shares most, in an accepted one
    with the note `proposed` and never as preferred. The order of the glossary is kept; new concepts
    follow in that of the harvest. The same harvest a second time changes nothing.
    """
    places = _Places.of(curated)
    evidence: dict[int, list[Concept]] = defaultdict(list)
    additions: dict[int, list[Term]] = defaultdict(list)
    new: list[Concept] = []
    for concept in harvested.concepts:
        found, by_id = places.matches(concept)
        live = [at for at in found if curated.concepts[at].review is not Review.REJECTED]
        for at in live:
            evidence[at].append(concept)
        unknown = [term for term in concept.terms if term_key(term) not in places.all]
        if live:
            # With an id alone in common, a person has written all terms anew.
            if not by_id or not curated.concepts[live[0]].terms:
                additions[live[0]] += unknown
        elif not found:
            new.append(replace(concept, review=Review.PROPOSED))
        elif unknown and unknown[0] is concept.terms[0]:
            new.append(replace(concept, review=Review.PROPOSED, terms=tuple(unknown)))
    refreshed = tuple(
        _refreshed(concept, evidence.get(at, []), additions.get(at, []))
        for at, concept in enumerate(curated.concepts)
    )
    return replace(
        curated,
        concepts=refreshed + _with_free_ids(new, refreshed),
        signature=harvested.signature or curated.signature,
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Where in a glossary a term or an id stands."""

    ids: dict[str, int]
    terms: dict[str, set[tuple[str, str]]]
    full: dict[tuple[str, str], list[int]]
    all: set[tuple[str, str]]

    @classmethod
    def of(cls, glossary: Glossary) -> _Places:
        full: dict[tuple[str, str], list[int]] = {}
        terms = {concept.id: set(map(term_key, concept.terms)) for concept in glossary.concepts}
        for at, concept in enumerate(glossary.concepts):
            for name in dict.fromkeys(term_key(t) for t in concept.terms if not is_short(t)):
                full.setdefault(name, []).append(at)
        ids = {concept.id: at for at, concept in enumerate(glossary.concepts)}
        return cls(ids, terms, full, set().union(*terms.values()))

    def matches(self, concept: Concept) -> tuple[list[int], bool]:
        """The concepts that `concept` is, the likeliest first, and whether by its id alone."""
        shared: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for term in concept.terms:
            if not is_short(term):
                for at in self.full.get(term_key(term), ()):
                    shared[at].add(term_key(term))
        own = self.ids.get(concept.id)
        if own is not None:
            common = self.terms[concept.id].intersection(map(term_key, concept.terms))
            if common:
                shared[own] |= common
        if not shared:
            return ([], False) if own is None else ([own], True)
        return sorted(
            shared,
            key=lambda at: (
                -len({lang for lang, _ in shared[at]}),
                -len(shared[at]),
                at != own,
                at,
            ),
        ), False


def _refreshed(concept: Concept, found: list[Concept], added: list[Term]) -> Concept:
    """`concept` with the evidence of what was found, and with its new terms at the end."""
    if not found:
        return concept
    found = sorted(found, key=lambda other: other.id != concept.id)
    exact: dict[tuple[str, str], Term] = {}
    folded: dict[tuple[str, str], Term] = {}
    for other in found:
        for term in other.terms:
            exact.setdefault((term.lang, term.text), term)
            folded.setdefault(term_key(term), term)
    accepted = concept.review is Review.ACCEPTED
    terms = [
        _with_evidence(
            term, exact.get((term.lang, term.text)) or folded.get(term_key(term)), accepted
        )
        for term in concept.terms
    ]
    preferred = {term.lang for term in concept.terms if term.status is Status.PREFERRED}
    have: set[tuple[str, str]] = set()
    for term in added:
        if term_key(term) not in have:
            have.add(term_key(term))
            terms.append(_proposed(term, concept, preferred))
    return replace(concept, terms=tuple(terms))


def _with_evidence(term: Term, found: Term | None, accepted: bool) -> Term:
    """`term` with the evidence of the harvest.

    A harvest of the same documents and more replaces what was known; one of other documents adds to
    it. The context of an accepted term stays: a person has read it, or chosen it.
    """
    if found is None:
        return term
    sources = tuple(dict.fromkeys((*term.sources, *found.sources)))
    if set(found.sources).issuperset(term.sources):
        contexts = (term.context, found.context)
        context = next(filter(None, contexts if accepted else reversed(contexts)), None)
        return replace(term, frequency=found.frequency, sources=sources, context=context)
    return replace(
        term,
        frequency=max(term.frequency, found.frequency),
        sources=sources,
        context=term.context or found.context,
    )


def _proposed(term: Term, concept: Concept, preferred: set[str]) -> Term:
    """A new term of `concept`; where a person has decided it says so, and is not preferred."""
    accepted = concept.review is Review.ACCEPTED
    status = term.status
    if status is Status.PREFERRED and (accepted or term.lang in preferred):
        status = Status.ADMITTED
    note = "; ".join(filter(None, (PROPOSED if accepted else "", term.note)))
    return replace(term, status=status, note=note or None)


def _with_free_ids(new: list[Concept], known: tuple[Concept, ...]) -> tuple[Concept, ...]:
    """`new` with ids that no concept of the glossary has."""
    taken = {concept.id for concept in known}
    named = []
    for concept in new:
        name, number = concept.id, 2
        while name in taken:
            name, number = f"{concept.id}-{number}", number + 1
        taken.add(name)
        named.append(replace(concept, id=name))
    return tuple(named)
