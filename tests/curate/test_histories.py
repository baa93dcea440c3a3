"""Long histories: harvests of changing documents and decisions of a person, in any order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termx.curate.terms import term_key
from termx.curate.update import PROPOSED, update
from termx.formats import FORMATS
from termx.models import Concept, Glossary, Kind, Review, Status, Term

FORMS = [(lang, text + lang[:1]) for text in "甲乙丙丁戊" for lang in ("zh-Hans", "en")]
GROUPS = [FORMS[at : at + 2] for at in range(0, len(FORMS), 2)]
DOCUMENTS = ["A/1", "A/2", "A/3"]

Concepts = tuple[Concept, ...]


def term(lang: str, text: str, documents: list[str]) -> Term:
    sources = tuple(documents)
    return Term(text, lang, status=Status.PREFERRED, frequency=len(sources), sources=sources,
                context=f"{text} in {sources[-1]}")  # fmt: skip


@st.composite
def harvests(draw: st.DrawFn) -> Glossary:
    """What documents have of the forms, grouped as a harvest may group them: each form once."""
    documents = sorted(draw(st.sets(st.sampled_from(DOCUMENTS), min_size=1)))
    concepts = []
    for number, group in enumerate(GROUPS):
        found = draw(st.lists(st.sampled_from(group), unique=True))
        terms = tuple(term(*form, documents) for form in found)
        if terms and concepts and draw(st.integers(0, 4)) == 0:
            concepts[-1] = replace(concepts[-1], terms=(*concepts[-1].terms, *terms))
        elif terms:
            score = draw(st.sampled_from([0.1, 0.5]))
            concepts.append(Concept(f"c-{number}", Kind.THEME, terms, score=score))
    return Glossary("h", tuple(concepts))


def accept(concepts: Concepts, at: int) -> Concepts:
    return changed(concepts, at, replace(concepts[at], review=Review.ACCEPTED))


def reject(concepts: Concepts, at: int) -> Concepts:
    return changed(concepts, at, replace(concepts[at], review=Review.REJECTED))


def annotate(concepts: Concepts, at: int) -> Concepts:
    return changed(concepts, at, replace(concepts[at], note="checked", subject="law"))


def rename(concepts: Concepts, at: int) -> Concepts:
    return changed(concepts, at, replace(concepts[at], id=f"mine-{concepts[at].id}"[-40:]))


def prefer_last(concepts: Concepts, at: int) -> Concepts:
    terms = [replace(t, status=Status.DEPRECATED, note="old") for t in concepts[at].terms]
    terms[-1] = replace(terms[-1], status=Status.PREFERRED)
    return changed(concepts, at, replace(concepts[at], terms=tuple(terms), review=Review.ACCEPTED))


def merge(concepts: Concepts, at: int) -> Concepts:
    other = concepts[at - 1]
    if len(concepts) < 2 or Review.REJECTED in (concepts[at].review, other.review):
        return concepts
    terms = {term_key(t): t for t in (*concepts[at].terms, *other.terms)}
    joined = replace(concepts[at], terms=tuple(terms.values()), review=Review.ACCEPTED)
    return tuple(c for c in changed(concepts, at, joined) if c is not other)


def split(concepts: Concepts, at: int) -> Concepts:
    first, last = concepts[at].terms[:-1], concepts[at].terms[-1]
    name = f"{concepts[at].id}-split"
    if not first or any(concept.id == name for concept in concepts):
        return concepts
    part = replace(concepts[at], id=name, terms=(last,), review=Review.ACCEPTED)
    kept = replace(concepts[at], terms=first, review=Review.ACCEPTED)
    return (*changed(concepts, at, kept), part)


def changed(concepts: Concepts, at: int, concept: Concept) -> Concepts:
    if concept.id != concepts[at].id and any(other.id == concept.id for other in concepts):
        return concepts
    return (*concepts[:at], concept, *concepts[at + 1 :])


DECISIONS: list[Callable[[Concepts, int], Concepts]] = [
    *(accept, reject, annotate, rename, prefer_last, merge, split)
]
STEPS = st.lists(
    harvests() | st.tuples(st.sampled_from(DECISIONS), st.integers(0, 9)), min_size=2, max_size=10
)


def live(glossary: Glossary) -> set[tuple[str, str]]:
    """The forms of the concepts that nobody has rejected."""
    return {
        term_key(term)
        for concept in glossary.concepts
        if concept.review is not Review.REJECTED
        for term in concept.terms
    }


def forms(glossary: Glossary) -> list[tuple[str, str]]:
    return [term_key(term) for concept in glossary.concepts for term in concept.terms]


def decided(concept: Concept, terms: int) -> object:
    own = [(t.text, t.lang, t.type, t.status, t.pos, t.note) for t in concept.terms[:terms]]
    contexts = [t.context for t in concept.terms[:terms]]
    accepted = concept.review is Review.ACCEPTED
    return replace(concept, terms=()), own, accepted and contexts


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_no_history_loses_or_brings_back_a_decision(
    steps: list[Glossary | tuple[Callable[[Concepts, int], Concepts], int]],
) -> None:
    glossary = Glossary("g", ())
    for step in steps:
        if not isinstance(step, Glossary):
            decide, at = step
            if glossary.concepts:
                concepts = decide(glossary.concepts, at % len(glossary.concepts))
                glossary = replace(glossary, concepts=concepts)
            continue
        before, glossary = glossary, update(glossary, step)
        for old, new in zip(before.concepts, glossary.concepts, strict=False):
            assert decided(new, len(old.terms)) == decided(old, len(old.terms))
            if old.review is Review.REJECTED:
                assert new == old
        # What a person has thrown out stays out; what stands somewhere stands nowhere else.
        refused = set(forms(before)) - live(before)
        assert not refused & live(glossary)
        assert len(forms(glossary)) - len(set(forms(glossary))) <= (
            len(forms(before)) - len(set(forms(before)))
        )
        assert update(glossary, step) == glossary


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=harvests(), second=harvests(), decisions=st.lists(
    st.tuples(st.sampled_from(DECISIONS), st.integers(0, 9)), max_size=5))  # fmt: skip
def test_a_diff_shows_what_is_new_and_evidence(
    first: Glossary,
    second: Glossary,
    decisions: list[tuple[Callable[[Concepts, int], Concepts], int]],
) -> None:
    """A line of the CSV that changes keeps its place and all but frequency, sources, context."""
    concepts = first.concepts
    for decide, at in decisions:
        concepts = decide(concepts, at % len(concepts)) if concepts else concepts
    before = Glossary("g", concepts)
    old, new = (
        [line.split(",") for line in FORMATS["csv"].dump(glossary).decode().splitlines()]
        for glossary in (before, update(before, second))
    )
    rest = iter(new)
    evidence = {11, 12, 13}
    for row in old:
        found = next(line for line in rest if line[0] == row[0] and line[7] == row[7])
        assert [cell for at, cell in enumerate(found) if at not in evidence] == [
            cell for at, cell in enumerate(row) if at not in evidence
        ]


def test_the_file_itself_does_not_change_with_the_same_harvest(tmp_path: Path) -> None:
    found = Glossary("h", (Concept("c-0", Kind.THEME, (term(*FORMS[0], ["A/1"]),)),))
    glossary = replace(found, concepts=accept(found.concepts, 0))
    assert FORMATS["csv"].dump(update(glossary, found)) == FORMATS["csv"].dump(glossary)
    more = Glossary("h", (replace(found.concepts[0], terms=tuple(
        term(*form, ["A/1"]) for form in FORMS[:2])),))  # fmt: skip
    (concept,) = update(glossary, more).concepts
    assert (concept.terms[1].status, concept.terms[1].note) == (Status.ADMITTED, PROPOSED)
