"""Concepts with Chinese terms get their English ones, from the beads in which they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from termx.models import Bead, Candidate, Concept, Kind, Segment, Status, Term, TermType
from termx.pair.compare import Given, compare
from termx.pair.context import context
from termx.pair.evidence import Sight
from termx.pair.knowledge import Texts, listed
from termx.pair.links import learn
from termx.pair.places import Places, Span, places
from termx.pair.ranking import Equivalent, ranked
from termx.progress import Report, silent

LEAST = 0.25
"""An equivalent of less confidence is not offered."""
ALSO = 0.8
"""Confidence of a further equivalent: what another form of the concept is called in English."""
_RIVAL = 0.15
_SHARED = 0.6

_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){2})[A-Z0-9][A-Za-z0-9]*(?:[-/+&][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Sides:
    """The Chinese and the English text of a bead, and where these stand in their documents."""

    chinese: Segment | None
    english: Segment | None

    @property
    def texts(self) -> Texts:
        return (
            self.chinese.text if self.chinese else "",
            self.english.text if self.english else "",
        )


def pair(
    concepts: Sequence[Concept],
    beads: Sequence[Bead],
    english: Sequence[Candidate] = (),
    *,
    given: Sequence[Texts] = (),
    jobs: int = 1,
    report: Report = silent,
) -> tuple[Concept, ...]:
    """The concepts with the English terms that `beads` show, each with its confidence in its note.

    `english` are what the English harvest found, `given` pairs of terms known beforehand. A paired
    Chinese and English term have their contexts from one bead. Concepts without an equivalent stay
    as they are.
    """
    sides = [_sides(bead) for bead in beads]
    texts = [side.texts for side in sides]
    if not any(one and two for one, two in texts):
        return tuple(concepts)
    terms = sorted({term.text for item in concepts for term in item.terms if _chinese(term)})
    report("learning translations", 0, 0)
    learnt = learn(texts, given=given, jobs=jobs)
    report("pairing", len(terms), 0)
    where = places(terms, [one for one, _ in texts])
    found = compare(
        terms,
        where,
        texts,
        learnt,
        given=_given(english, sides),
        listed=listed(given),
        jobs=jobs,
    )
    equivalents = dict(zip(terms, map(ranked, found), strict=True))
    stands = dict(zip(terms, where, strict=True))
    chosen = _compete([_best(item, equivalents) for item in concepts])
    return tuple(
        replace(item, terms=_terms(item, best, equivalents, stands, sides)) if best else item
        for item, best in zip(concepts, chosen, strict=True)
    )


def _chinese(term: Term) -> bool:
    return term.lang.startswith("zh")


def _sides(bead: Bead) -> Sides:
    both: list[Segment | None] = [None, None]
    for side in (bead.source, bead.target):
        if side:
            is_english = (side[0].document.lang or "").startswith("en")
            both[is_english] = replace(side[0], end=side[-1].end)
    return Sides(both[0], both[1])


def _given(candidates: Iterable[Candidate], sides: Sequence[Sides]) -> Given:
    """Bead -> where in its English text the names stand that the English harvest found."""
    by_document: defaultdict[int, list[Span]] = defaultdict(list)
    for candidate in candidates:
        if candidate.kind is not Kind.THEME:
            for place in candidate.occurrences:
                by_document[id(place.segment.document)].append((place.start, place.end))
    for spans in by_document.values():
        spans.sort()
    found: dict[int, list[Span]] = {}
    for bead, side in enumerate(sides):
        if segment := side.english:
            own = by_document.get(id(segment.document), [])
            inside = _within(own, segment.start, segment.end)
            found[bead] = [(start - segment.start, end - segment.start) for start, end in inside]
    return found


def _within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    first = bisect_left(spans, (start, start))
    last = bisect_left(spans, (end, end))
    return [span for span in spans[first:last] if span[1] <= end]


@dataclass(frozen=True, slots=True)
class _Choice:
    """The equivalents of the form by which a concept is paired, best first."""

    term: str
    ranked: Sequence[Equivalent]
    confidence: float


def _best(concept: Concept, equivalents: dict[str, list[Equivalent]]) -> _Choice | None:
    """The form of the concept whose equivalent is surest; of equals the first."""
    choices = [
        _Choice(term.text, found, found[0].confidence)
        for term in concept.terms
        if _chinese(term) and (found := equivalents.get(term.text))
    ]
    if not choices:
        return None
    return max(choices, key=lambda choice: choice.confidence + 0.1 * (choice is choices[0]))


def _compete(choices: Sequence[_Choice | None]) -> list[_Choice | None]:
    """Competitive linking (Melamed 2000): an English form belongs to the concept surest of it.

    Another concept takes its next best form if that is nearly as good, else it keeps the form with
    less confidence: both concepts may be one.
    """
    result: list[_Choice | None] = [None] * len(choices)
    taken: set[str] = set()
    order = [(-choice.confidence, i) for i, choice in enumerate(choices) if choice]
    for _, i in sorted(order):
        choice = choices[i]
        if choice is None:
            continue
        best = choice.ranked[0]
        if best.rival.key in taken:
            others = [item for item in choice.ranked[1:] if item.rival.key not in taken]
            if others and others[0].share >= _RIVAL:
                rest = [item for item in choice.ranked if item is not others[0]]
                choice = _Choice(choice.term, [others[0], *rest], others[0].confidence)
            else:
                choice = replace(choice, confidence=round(_SHARED * best.confidence, 4))
        taken.add(choice.ranked[0].rival.key)
        result[i] = choice if choice.confidence >= LEAST else None
    return result


def _terms(
    concept: Concept,
    choice: _Choice,
    equivalents: dict[str, list[Equivalent]],
    stands: dict[str, Places],
    sides: Sequence[Sides],
) -> tuple[Term, ...]:
    first = choice.ranked[0]
    found = {first.rival.key: (choice.term, first, choice.confidence)}
    for term in concept.terms:
        best = equivalents.get(term.text, [])[:1]
        if best and best[0].confidence >= ALSO:
            found.setdefault(best[0].rival.key, (term.text, best[0], best[0].confidence))
    contexts: dict[str, str] = {}
    english = []
    for rank, (paired, item, confidence) in enumerate(found.values()):
        sight = max(item.rival.sights, key=lambda sight: (sight.rating, -sight.bead))
        one, two = _contexts(sight, stands[paired], sides)
        contexts.setdefault(paired, one)
        english.append(_english(item, confidence, two, sides, preferred=rank == 0))
    chinese = (
        replace(term, context=contexts.get(term.text, term.context)) for term in concept.terms
    )
    return (*chinese, *english)


def _contexts(sight: Sight, where: Places, sides: Sequence[Sides]) -> tuple[str, str]:
    one, two = sides[sight.bead].texts
    start, end = where[sight.bead][0]
    at = max(two.find(sight.form), 0)
    return context(one, start, end), context(two, at, at + len(sight.form))


def _english(
    item: Equivalent, confidence: float, text: str, sides: Sequence[Sides], *, preferred: bool
) -> Term:
    documents = dict.fromkeys(
        segment.document.name
        for sight in item.rival.sights
        if (segment := sides[sight.bead].english)
    )
    return Term(
        text=item.form,
        lang="en",
        type=kind(item.form, preferred=preferred),
        status=Status.PREFERRED if preferred else Status.ADMITTED,
        frequency=item.rival.beads,
        sources=tuple(sorted(documents)),
        context=text,
        note=f"confidence {confidence:.2f}, in {item.rival.beads} aligned segments",
    )


def kind(form: str, *, preferred: bool) -> TermType:
    """The type of an English term, by its letters."""
    if _ACRONYM.fullmatch(form):
        return TermType.ACRONYM
    return TermType.FULL_FORM if preferred else TermType.VARIANT
