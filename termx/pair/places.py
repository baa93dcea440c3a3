"""Where terms stand in the Chinese texts of beads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from termx import lang
from termx.match import fold

Span = tuple[int, int]
Places = Mapping[int, tuple[Span, ...]]
"""Bead -> the stretches of its Chinese text where the term stands."""

_AROUND = 8


def places(terms: Sequence[str], texts: Sequence[str], *, nested: bool = False) -> list[Places]:
    """For each term the places where it stands, width, script and case aside.

    A place across the edge of a word counts only if the term stands nowhere else, and so does one
    inside a longer term of the list (几内亚 in 几内亚比绍), unless they may be `nested`.
    """
    patterns: defaultdict[str, list[int]] = defaultdict(list)
    for index, term in enumerate(terms):
        if fold(term).strip():
            patterns[fold(term).strip()].append(index)
    found: list[dict[int, list[tuple[Span, int]]]] = [{} for _ in terms]
    forms = sorted(patterns)
    automaton = CharwiseDoubleArrayAhoCorasick(forms, MATCH_KIND_STANDARD) if forms else None
    for bead, text in enumerate(texts if automaton else ()):
        folded = fold(text)
        matches = list(automaton.find_overlapping(folded)) if automaton else []
        words = _edges(folded) if matches else frozenset()
        for start, end, pattern in matches:
            inner = not nested and any(
                a <= start and end <= b and b - a > end - start for a, b, _ in matches
            )
            rank = 2 * inner + (not {start, end} <= words)
            for index in patterns[forms[pattern]]:
                found[index].setdefault(bead, []).append(((start, end), rank))
    return [_best(by_bead) for by_bead in found]


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
