"""Where terms stand in the Chinese texts of beads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from termx import lang
from termx.engines import Engine, Serial
from termx.match import fold

Span = tuple[int, int]
Places = Mapping[int, tuple[Span, ...]]
"""Bead -> the stretches of its Chinese text where the term stands."""

_SHARE = 2_000
"""Beads that are looked through in one go."""


class Finder:
    """Terms that are to be found in Chinese texts. It can be pickled."""

    def __init__(self, terms: Sequence[str], *, nested: bool = False) -> None:
        self.__setstate__((tuple(terms), nested))

    def __getstate__(self) -> tuple[tuple[str, ...], bool]:
        return self._terms, self._nested

    def __setstate__(self, state: tuple[tuple[str, ...], bool]) -> None:
        self._terms, self._nested = state

    @cached_property
    def _patterns(self) -> list[tuple[str, list[int]]]:
        """The folded forms, and which terms have each."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, term in enumerate(self._terms):
            if form := fold(term).strip():
                found[form].append(index)
        return sorted(found.items())

    @cached_property
    def _automaton(self) -> CharwiseDoubleArrayAhoCorasick:
        forms = [form for form, _ in self._patterns]
        return CharwiseDoubleArrayAhoCorasick(forms, MATCH_KIND_STANDARD)

    def find(self, text: str) -> Iterator[tuple[int, Span, int]]:
        """The number of each term that stands in `text`, the place, and its rank: 0 is best.

        A place across the edge of a word is worse, and worse still is one inside a longer term of
        the list (几内亚 in 几内亚比绍), unless these may be `nested`.
        """
        if not self._patterns:
            return
        folded = fold(text)
        matches = self._automaton.find_overlapping(folded)
        words = _edges(folded) if matches else frozenset()
        for start, end, pattern in matches:
            inner = not self._nested and any(
                a <= start and end <= b and b - a > end - start for a, b, _ in matches
            )
            rank = 2 * inner + (not {start, end} <= words)
            for index in self._patterns[pattern][1]:
                yield index, (start, end), rank


def places(
    terms: Sequence[str],
    texts: Sequence[str],
    *,
    nested: bool = False,
    engine: Engine | None = None,
) -> list[Places]:
    """For each term the places where it stands, width, script and case aside.

    Only its places of the best rank count, see `Finder`.
    """
    shares = [(at, texts[at : at + _SHARE]) for at in range(0, len(texts), _SHARE)]
    found: list[dict[int, list[tuple[Span, int]]]] = [{} for _ in terms]
    for part in (engine or Serial()).map(_found, shares, Finder(terms, nested=nested)):
        for bead, index, span, rank in part:
            found[index].setdefault(bead, []).append((span, rank))
    return [_best(by_bead) for by_bead in found]


def _found(share: tuple[int, Sequence[str]], finder: Finder) -> list[tuple[int, int, Span, int]]:
    """The bead, the term, the place and its rank of all terms in the beads of a share."""
    first, texts = share
    return [(bead, *found) for bead, text in enumerate(texts, first) for found in finder.find(text)]


def _best(by_bead: Mapping[int, Sequence[tuple[Span, int]]]) -> Places:
    best = min((rank for spans in by_bead.values() for _, rank in spans), default=0)
    kept = {
        bead: tuple(span for span, rank in spans if rank == best) for bead, spans in by_bead.items()
    }
    return {bead: spans for bead, spans in kept.items() if spans}


def _edges(text: str) -> frozenset[int]:
    """The offsets at which words of a folded text begin or end."""
    edges = {0}
    at = 0
    for word in lang.words(text):
        at += len(word)
        edges.add(at)
    return frozenset(edges)
