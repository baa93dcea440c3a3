"""What pairing works on: beads, the lexicon learnt from them, the terms of their English side."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from termx import lang
from termx.engines import Engine, Serial
from termx.models import Bead, Candidate, Kind, Segment
from termx.pair.compare import Given, compare
from termx.pair.knowledge import Listed, Texts, listed
from termx.pair.lexicon import Lexicon
from termx.pair.links import learn
from termx.pair.places import Places, Span, places
from termx.pair.ranking import Equivalent
from termx.pair.spread import LEARNT, sample

SURE = 0.9
"""Confidence from which on nineteen of twenty pairs are right."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The Chinese and the English segment of a bead."""

    chinese: Segment
    english: Segment

    @property
    def texts(self) -> Texts:
        return self.chinese.text, self.english.text


@dataclass(frozen=True, slots=True)
class Material:
    """Beads with text on both sides, and what is known of them."""

    sides: Sequence[Sides] = field(repr=False)
    texts: Sequence[Texts] = field(repr=False)
    learnt: Lexicon = field(repr=False)
    english: Sequence[Candidate] = field(repr=False)
    known: Given = field(repr=False)
    """Where the English candidates stand, by bead."""
    listed: Listed = field(repr=False)
    engine: Engine = field(default_factory=Serial, repr=False)


@dataclass(frozen=True, slots=True)
class Matches:
    """For each Chinese form its equivalents, best first, and the places where it stands."""

    equivalents: Mapping[str, Sequence[Equivalent]]
    places: Mapping[str, Places]

    @property
    def names(self) -> Mapping[str, str]:
        """The keys of forms that are sure to be names in English, with these, folded."""
        return {
            lang.key(form): items[0].key
            for form, items in self.equivalents.items()
            if items and items[0].is_name and items[0].confidence >= SURE
        }

    def __or__(self, other: Matches) -> Matches:
        return Matches({**self.equivalents, **other.equivalents}, {**self.places, **other.places})


def material(
    beads: Iterable[Bead],
    english: Sequence[Candidate] = (),
    *,
    given: Sequence[Texts] = (),
    engine: Engine | None = None,
) -> Material:
    """The material of `beads`. `english` are what the English harvest found, `given` pairs of terms
    known beforehand.
    """
    sides = [found for bead in beads if (found := sides_of(bead))]
    texts = [side.texts for side in sides]
    taught = [texts[i] for i in sample(range(len(texts)), LEARNT)]
    workers = engine or Serial()
    learnt = learn(taught, given=given, engine=workers)
    known = stretches(english, sides)
    return Material(sides, texts, learnt, english, known, listed(given), workers)


def match(forms: Sequence[str], on: Material, *, nested: bool = False) -> Matches:
    """The equivalents of Chinese forms; forms that are `nested` in others count there, too."""
    chinese = [one for one, _ in on.texts]
    where = places(forms, chinese, nested=nested, engine=on.engine)
    found = compare(
        forms, where, on.texts, on.learnt, given=on.known, listed=on.listed, engine=on.engine
    )
    return Matches(dict(zip(forms, found, strict=True)), dict(zip(forms, where, strict=True)))


def sides_of(bead: Bead) -> Sides | None:
    """The sides of a bead, None if one is empty."""
    both: dict[bool, Segment] = {}
    for side in (bead.source, bead.target):
        if side:
            english = (side[0].document.lang or "").startswith("en")
            both[english] = replace(side[0], end=side[-1].end)
    return Sides(both[False], both[True]) if len(both) == 2 else None


def stretches(candidates: Iterable[Candidate], sides: Sequence[Sides]) -> Given:
    """Bead -> where in its English text the candidates stand, and whether as names."""
    by_document: defaultdict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for candidate in candidates:
        name = candidate.kind is not Kind.THEME
        for place in candidate.occurrences:
            by_document[id(place.segment.document)].append((place.start, place.end, name))
    for spans in by_document.values():
        spans.sort()
    found: dict[int, dict[Span, bool]] = {}
    for bead, side in enumerate(sides):
        segment = side.english
        own = by_document.get(id(segment.document), [])
        first, last = (bisect_left(own, (at,)) for at in (segment.start, segment.end))
        found[bead] = {
            (start - segment.start, end - segment.start): name
            for start, end, name in own[first:last]
            if end <= segment.end
        }
    return found
