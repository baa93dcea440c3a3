"""Merge: two glossaries become one; where they disagree, the first is right and it is said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from termx.curate.terms import is_short, term_key
from termx.formats.features import AVOID
from termx.models import Concept, Glossary, Status, Term, TermType


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something on which the two differ: what the result has, and what the second glossary has."""

    concept: str
    what: str
    kept: str
    other: str

    def __str__(self) -> str:
        return f"{self.concept}: {self.what}: {self.kept or 'none'}; not {self.other}"


@dataclass(frozen=True, slots=True)
class Merged:
    """The glossary, and what a person should look at."""

    glossary: Glossary
    conflicts: tuple[Conflict, ...]


def merge(first: Glossary, second: Glossary) -> Merged:
    """All concepts and terms of both, in the order of `first`, then what is new of `second`.

    Two concepts are one if they have the same id and a term in common, or share terms that are no
    short forms in two languages; where one of them has a single language, in that one, if no other
    concept does. Two concepts with one id and nothing in common stay two. No term, source or note
    is lost, and a type or part of speech that only one of them gives is taken. The same glossary
    twice gives itself.
    """
    state = _State.of(first)
    for concept in second.concepts:
        at = state.place(concept)
        if at is None:
            state.append(concept)
        else:
            state.join(at, concept, second.title)
    glossary = replace(first, concepts=tuple(state.concepts))
    return Merged(glossary, tuple(dict.fromkeys(state.conflicts)))


@dataclass(slots=True)
class _State:
    """The concepts so far, and where their terms stand."""

    concepts: list[Concept]
    ids: dict[str, int]
    full: dict[tuple[str, str], list[int]]
    joined: dict[int, str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    @classmethod
    def of(cls, glossary: Glossary) -> _State:
        full: dict[tuple[str, str], list[int]] = {}
        for at, concept in enumerate(glossary.concepts):
            for name in _full_keys(concept):
                full.setdefault(name, []).append(at)
        ids = {concept.id: at for at, concept in enumerate(glossary.concepts)}
        return cls(list(glossary.concepts), ids, full)

    def place(self, concept: Concept) -> int | None:
        """Which concept of the first glossary `concept` is."""
        own = self.ids.get(concept.id)
        keys = set(map(term_key, concept.terms))
        if own is not None:
            mine = self.concepts[own]
            if not keys or not mine.terms or keys & set(map(term_key, mine.terms)):
                return own
        shared: dict[int, set[str]] = defaultdict(set)
        for lang, text in _full_keys(concept):
            for at in self.full.get((lang, text), ()):
                shared[at].add(lang)
        both = [at for at, langs in shared.items() if len(langs) > 1]
        if not both and len(shared) == 1:
            (at,) = shared
            sides = (_languages(concept), _languages(self.concepts[at]))
            both = [at] if min(map(len, sides)) == 1 else []
        if not both:
            for at in shared:
                name = next(t for t in concept.terms if not is_short(t)).text
                self.conflicts.append(
                    Conflict(self.concepts[at].id, "perhaps the same concept", "kept apart", name)
                )
            return None
        best = max(both, key=lambda at: (len(shared[at]), -at))
        for at in both:
            if at != best:
                self.conflicts.append(
                    Conflict(concept.id, "is like two concepts", self.concepts[best].id,
                             self.concepts[at].id)
                )  # fmt: skip
        return best

    def append(self, concept: Concept) -> None:
        """Add a concept that the first glossary does not have, under a free id."""
        name, number = concept.id, 2
        while name in self.ids:
            name, number = f"{concept.id}-{number}", number + 1
        if name != concept.id:
            self.conflicts.append(
                Conflict(concept.id, "one id for two concepts", concept.id, f"{name} (renamed)")
            )
        self.ids[name] = len(self.concepts)
        self.concepts.append(replace(concept, id=name))

    def join(self, at: int, concept: Concept, title: str) -> None:
        """Put what `concept` has into the one at `at`."""
        mine = self.concepts[at]
        if at in self.joined and self.joined[at] != concept.id:
            self.conflicts.append(
                Conflict(mine.id, "two concepts there are one here", mine.id,
                         f"{self.joined[at]} and {concept.id}")
            )  # fmt: skip
        self.joined[at] = concept.id
        for what in ("kind", "review", "subject"):
            kept, other = getattr(mine, what), getattr(concept, what)
            if kept and other and kept != other:
                self.conflicts.append(Conflict(mine.id, what, kept, other))
        self.concepts[at] = replace(
            mine,
            terms=self._terms(mine, concept, title),
            subject=mine.subject or concept.subject,
            note=_notes(mine.note, concept.note),
            score=max(mine.score, concept.score),
        )

    def _terms(self, mine: Concept, theirs: Concept, title: str) -> tuple[Term, ...]:
        terms = {(term.lang, term.text): term for term in mine.terms}
        preferred = {t.lang: t.text for t in mine.terms if t.status is Status.PREFERRED}
        for term in theirs.terms:
            known = terms.get((term.lang, term.text))
            if known is not None:
                joined = self._joined(mine.id, known, term)
                if term.status is Status.PREFERRED and joined.status is Status.ADMITTED:
                    if term.lang not in preferred:
                        joined = replace(joined, status=Status.PREFERRED)
                        preferred[term.lang] = term.text
                    else:
                        self._preferred_twice(mine.id, preferred[term.lang], term)
                terms[term.lang, term.text] = joined
                continue
            if term.status is Status.PREFERRED and term.lang in preferred:
                self._preferred_twice(mine.id, preferred[term.lang], term)
                note = _notes(term.note, f"preferred in {title}" if title else None)
                term = replace(term, status=Status.ADMITTED, note=note)
            terms[term.lang, term.text] = term
        return tuple(terms.values())

    def _preferred_twice(self, concept: str, kept: str, term: Term) -> None:
        self.conflicts.append(Conflict(concept, f"preferred {term.lang}", kept, term.text))

    def _joined(self, concept: str, mine: Term, theirs: Term) -> Term:
        avoided = mine.status in AVOID or theirs.status in AVOID
        for what, differs in (
            ("status", avoided and mine.status is not theirs.status),
            ("type", TermType.FULL_FORM not in (mine.type, theirs.type)
             and mine.type is not theirs.type),
            ("pos", "noun" not in (mine.pos, theirs.pos) and mine.pos != theirs.pos),
        ):  # fmt: skip
            if differs:
                kept, other = getattr(mine, what), getattr(theirs, what)
                self.conflicts.append(Conflict(concept, f"{what} of {mine.text}", kept, other))
        if mine.context and theirs.context and mine.context != theirs.context:
            self.conflicts.append(
                Conflict(concept, f"context of {mine.text}", mine.context, theirs.context)
            )
        return replace(
            mine,
            type=theirs.type if mine.type is TermType.FULL_FORM else mine.type,
            pos=theirs.pos if mine.pos == "noun" else mine.pos,
            frequency=max(mine.frequency, theirs.frequency),
            sources=tuple(dict.fromkeys((*mine.sources, *theirs.sources))),
            context=mine.context or theirs.context,
            note=_notes(mine.note, theirs.note),
        )


def _full_keys(concept: Concept) -> list[tuple[str, str]]:
    return list(dict.fromkeys(term_key(term) for term in concept.terms if not is_short(term)))


def _languages(concept: Concept) -> set[str]:
    return {term.lang.partition("-")[0] for term in concept.terms}


def _notes(mine: str | None, theirs: str | None) -> str | None:
    """Both notes, unless one says all that the other says."""
    if not mine or not theirs:
        return mine or theirs
    if theirs in mine:
        return mine
    return theirs if mine in theirs else f"{mine}; {theirs}"
