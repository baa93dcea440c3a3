"""Terms beside the English of the beads in which they stand: all that may translate each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import NamedTuple

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from termx import lang
from termx.engines import Engine, Serial
from termx.pair.evidence import Seen, rivals, seen
from termx.pair.knowledge import Listed, Texts
from termx.pair.lexicon import Lexicon
from termx.pair.links import linked
from termx.pair.places import Places, Span
from termx.pair.ranking import Equivalent, ranked
from termx.pair.sights import Sights, sights
from termx.pair.spans import folded, spans
from termx.pair.spread import sample, shares

BEADS = 60
"""So many beads of a term are looked at, spread evenly over those that hold it."""
LOOKS = 40_000
"""So often terms are looked at in beads at a time: what is seen there is in memory, some 200 MB."""
TITLE = 10
"""Terms of so many characters may be titles."""
SHARE = 250
"""Beads, or terms, that are worked on in one go."""

Given = Mapping[int, Mapping[Span, bool]]
"""Bead -> stretches of its English text that are known: names (true) and terms."""


@dataclass(frozen=True, slots=True)
class Whole:
    """How many beads hold each term, and the number of beads that hold each folded form."""

    totals: Sequence[int]
    frequencies: Callable[[Collection[str]], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Share:
    """Some beads, with the numbers and places of the terms that stand in each."""

    numbers: Sequence[int]
    texts: Sequence[Texts] = field(repr=False)
    terms: Sequence[Sequence[tuple[int, Sequence[Span], bool]]] = field(repr=False)
    """Number, places, and whether the term is as long as a title."""
    given: Sequence[Mapping[Span, bool]] = field(repr=False)


def compare(
    terms: Sequence[str],
    where: Sequence[Places],
    beads: Sequence[Texts] | Mapping[int, Texts],
    learnt: Lexicon,
    *,
    given: Given | None = None,
    listed: Listed | None = None,
    wanted: Mapping[str, Collection[str]] | None = None,
    engine: Engine | None = None,
    whole: Whole | None = None,
) -> list[list[Equivalent]]:
    """For each term its equivalents, best first; `where` are its places.

    `wanted` are the folded forms that are asked for of a term, however unlikely. `whole` is known
    of all beads if these are only some of them.
    """
    if whole is None:
        english = [folded(beads[i][1]) for i in range(len(beads))]
        whole = Whole([len(places) for places in where], partial(frequencies, texts=english))
    workers = engine or Serial()
    result: dict[int, list[Equivalent]] = {}
    for some in _rounds(terms, where):
        looks = list(_looks(some, terms, where, beads, given))
        best = _seen(some, workers.map(_looked, looks, learnt))
        counts = whole.frequencies({key for own in best.values() for key in own.keys})
        cases = [
            _Case(
                terms[i],
                own,
                whole.totals[i],
                [counts.get(key, 0) for key in own.keys],
                (listed or {}).get(lang.key(terms[i]), frozenset()),
                frozenset((wanted or {}).get(terms[i], ())),
            )
            for i, own in best.items()
        ]
        ranks = chain.from_iterable(workers.map(_decided, shares(cases, SHARE), None))
        result |= zip(best, ranks, strict=True)
    return [result.get(i, []) for i in range(len(terms))]


def _seen(some: Sequence[int], parts: Iterable[Sequence[tuple[int, Sights]]]) -> dict[int, Seen]:
    """What was seen of each of `some` terms of which anything was."""
    found: dict[int, list[Sights]] = {i: [] for i in some}
    for part in parts:
        for number, sight in part:
            found[number].append(sight)
    return {i: own for i in some if (own := seen(found.pop(i)))}


def _rounds(terms: Sequence[str], where: Sequence[Places]) -> Iterator[list[int]]:
    """The numbers of the terms that are compared at a time: like ones, which share beads."""
    some: list[int] = []
    looks = 0
    for i in sorted(range(len(terms)), key=lambda i: terms[i]):
        own = min(len(where[i]), BEADS)
        if looks + own > LOOKS:
            yield some
            some, looks = [], 0
        some.append(i)
        looks += own
    if some:
        yield some


class _Case(NamedTuple):
    """A term and what was seen of it, how many beads hold it and each of the forms, and the forms
    that are listed for it and those that are wanted.
    """

    term: str
    seen: Seen
    total: int
    frequencies: Sequence[int]
    listed: frozenset[str]
    wanted: frozenset[str]


def _decided(cases: Sequence[_Case], _: None) -> list[list[Equivalent]]:
    """The equivalents of each term."""
    return [ranked(rivals(*case[:-1]), case.wanted) for case in cases]


def _looks(
    some: Sequence[int],
    terms: Sequence[str],
    where: Sequence[Places],
    beads: Sequence[Texts] | Mapping[int, Texts],
    given: Given | None,
) -> Iterator[_Share]:
    """The beads in which `some` of the terms are looked at."""
    holding: defaultdict[int, list[tuple[int, Sequence[Span], bool]]] = defaultdict(list)
    for i in some:
        for bead in sample(list(where[i]), BEADS):
            holding[bead].append((i, where[i][bead], len(terms[i]) >= TITLE))
    for part in shares(sorted(holding), SHARE):
        yield _Share(
            part,
            [beads[bead] for bead in part],
            [holding[bead] for bead in part],
            [(given or {}).get(bead, {}) for bead in part],
        )


def _looked(share: _Share, learnt: Lexicon) -> list[tuple[int, Sights]]:
    """The sights of the terms in the beads of a share, in the order of beads and terms."""
    result: dict[int, list[tuple[int, Sights]]] = {}
    for row, links in linked(share.texts, learnt):
        text, given = share.texts[row][1], share.given[row]
        kinds = {long for _, _, long in share.terms[row]}
        english = {long: spans(text, given, titles=long) for long in sorted(kinds)}
        result[row] = [
            (term, sights(share.numbers[row], english[long], links, places))
            for term, places, long in share.terms[row]
        ]
    return [item for row in sorted(result) for item in result[row]]


def frequencies(keys: Collection[str], texts: Iterable[str]) -> Counter[str]:
    """The number of folded texts that hold each folded form."""
    counts: Counter[str] = Counter()
    patterns = sorted(f" {key} " for key in keys if key)
    if patterns:
        automaton = CharwiseDoubleArrayAhoCorasick(patterns, MATCH_KIND_STANDARD)
        for text in texts:
            matches = automaton.find_overlapping(f" {text} ")
            counts.update({patterns[index].strip() for _, _, index in matches})
    return counts
