"""Collections that are too large to be paired in memory.

The Chinese side is harvested part by part; the English of each form is then looked for in beads
that stay on disk (`termx.pair.equivalents`). What pairing in memory does besides is left out: terms
that only their English tells of, and English forms as a sign that two Chinese ones are one concept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple, TypeVar

from termx.aligned import Group, aligned, kept
from termx.cache import Cache
from termx.collection import excerpt
from termx.engines import Engine
from termx.harvest.parts import Part, Spot, part
from termx.models import Concept, Occurrence, Segment, Status, Term
from termx.pair import equivalents
from termx.pair.beads import Beads, Names, Stage
from termx.pair.concepts import LEAST, is_chinese
from termx.pair.documents import Couple
from termx.pair.knowledge import Texts
from termx.pair.material import sides_of
from termx.progress import Report, silent
from termx.read.pairs import Pair, Piece, Side, collect
from termx.read.slices import Lines, Slice
from termx.segment import paragraphs

State = TypeVar("State")
Result = TypeVar("Result")
Item = TypeVar("Item")

SIZE = 5_000_000
"""Bytes of the files of documents that translate each other: more are not paired in memory."""
LINES = 50_000
"""The same for pairs of lines."""


class Summary(NamedTuple):
    """How many beads each couple of a group has, and what could not be aligned."""

    counts: tuple[tuple[int, tuple[str, str]], ...]
    warnings: tuple[str, ...]


class Aligned:
    """The beads of groups of documents, aligned once and kept in the cache. It is a `Beads`."""

    def __init__(
        self,
        some: Sequence[Group],
        engine: Engine,
        cache: Cache | None,
        report: Report = silent,
    ) -> None:
        self.engine = engine
        self._cache = cache
        self._items: list[tuple[int, Group]] = []
        self.warnings: list[str] = []
        names: list[tuple[str, str]] = []
        starts: list[int] = []
        self.count = 0
        for group, found in zip(some, engine.map(_summary, some, cache), strict=True):
            self._items.append((self.count, group))
            self.warnings += found.warnings
            for count, both in found.counts:
                starts.append(self.count)
                names.append(both)
                self.count += count
            report("aligning", len(self._items), len(some))
        self.names = Names(tuple(names), tuple(starts))

    def map(self, stage: Stage[State, Result], state: State) -> Iterator[Result]:
        return self.engine.map(_staged, self._items, (stage, state, self._cache))


def _summary(group: Group, cache: Cache | None) -> Summary:
    return kept("texts", _texts, group, cache)[1]


def _staged(
    item: tuple[int, Group], state: tuple[Stage[State, Result], State, Cache | None]
) -> Result:
    stage, own, cache = state
    return stage(item[0], kept("texts", _texts, item[1], cache)[0], own)


def _texts(own: Sequence[Couple]) -> tuple[list[Texts], Summary]:
    """The texts of the beads of a group."""
    texts: list[Texts] = []
    counts: list[tuple[int, tuple[str, str]]] = []
    last: object = None
    found, warnings = aligned(own)
    for side in filter(None, map(sides_of, found)):
        both = side.chinese.document, side.english.document
        if both[1] is not last:
            last = both[1]
            counts.append((0, (both[0].name, both[1].name)))
        counts[-1] = (counts[-1][0] + 1, counts[-1][1])
        texts.append(side.texts)
    return texts, Summary(tuple(counts), warnings)


@dataclass(frozen=True, slots=True)
class Sliced:
    """The Chinese side of line-aligned files, to be harvested slice by slice. It is a `Work`."""

    lines: Lines = field(repr=False)
    engine: Engine

    def map(self, stage: Callable[[Part, State], Result], state: State) -> Iterator[Result]:
        return self.engine.map(_harvested, self.lines.slices, (stage, state))

    def fetch(self, spots: Collection[Spot]) -> Mapping[Spot, Occurrence]:
        wanted: defaultdict[int, list[Spot]] = defaultdict(list)
        for spot in sorted(spots):
            wanted[spot[0]].append(spot)
        items = [(self.lines.slices[number], tuple(own)) for number, own in wanted.items()]
        found: dict[Spot, Occurrence] = {}
        for places in self.engine.map(_fetched, items, None):
            found.update(places)
        return found


def _harvested(own: Slice, state: tuple[Callable[[Part, State], Result], State]) -> Result:
    return state[0](_part(own), state[1])


def _fetched(item: tuple[Slice, tuple[Spot, ...]], _: None) -> list[tuple[Spot, Occurrence]]:
    own = _part(item[0])
    excerpts: dict[int, Segment] = {}
    found = []
    for spot in item[1]:
        number, start, end = spot[1:]
        if number not in excerpts:
            excerpts[number] = excerpt(own.printed[number])
        found.append((spot, Occurrence(excerpts[number], start, end)))
    return found


@lru_cache(4)
def _part(own: Slice) -> Part:
    pairs = (
        Pair(
            str(number),
            None,
            *(
                Side(language, (Piece(text, number, 1),) if text else ())
                for language, text in zip(("zh", "en"), both, strict=True)
            ),
        )
        for number, both in enumerate(own.pairs(), own.first + 1)
    )
    return part(paragraphs(collect(own.paths[0], pairs, own.paths[1]).source))


def with_english(
    concepts: Sequence[Concept],
    work: Beads,
    *,
    given: Sequence[Texts] = (),
    report: Report = silent,
) -> tuple[Concept, ...]:
    """The concepts, each with the English of the form that is surest of it.

    An English form belongs to the concept that is surest of it (Melamed 2000); others take their
    next one, or none.
    """
    forms = {term.text for item in concepts for term in item.terms if is_chinese(term)}
    looked = equivalents(sorted(forms), work, given=given, report=report)
    found = {item.terms[0].text: item for item in looked}
    choices: list[tuple[float, int, Concept]] = []
    for number, item in enumerate(concepts):
        own = [found[term.text] for term in item.terms if is_chinese(term)]
        best = max(own, key=lambda choice: choice.score + 0.1 * (choice is own[0]), default=None)
        if best is not None and best.score >= LEAST:
            choices.append((-best.score, number, best))
    result = list(concepts)
    taken: set[str] = set()
    for _, number, best in sorted(choices, key=lambda choice: choice[:2]):
        free = (term for term in best.terms[1:] if term.text.lower() not in taken)
        if english := next(free, None):
            taken.add(english.text.lower())
            result[number] = _with(concepts[number], best.terms[0], english)
    return tuple(result)


def _with(concept: Concept, paired: Term, english: Term) -> Concept:
    """The concept with an English term; both contexts are those of one bead."""
    chinese = (
        replace(term, context=paired.context) if term.text == paired.text else term
        for term in concept.terms
    )
    return replace(concept, terms=(*chinese, replace(english, status=Status.PREFERRED)))
