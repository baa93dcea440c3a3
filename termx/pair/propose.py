"""Chinese terms that only their English tells of.

Where the English harvest found a term, the stretch of Chinese that its words are linked to is
looked at; it is a term if its own best equivalent, sought as that of any Chinese term, is the
English term again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from termx import lang
from termx.models import Candidate, Kind, Occurrence
from termx.pair.evidence import Links
from termx.pair.links import linked
from termx.pair.material import Matches, Material, match, stretches
from termx.pair.spans import folded, stops
from termx.pair.spread import sample
from termx.pair.tokens import english

AGREED = 0.9
"""Confidence of the Chinese term in its English one that is asked for."""
BEADS = 20_000
"""So many beads are looked at."""
_FAIR = 0.45
_LOW = 0.01
"""Score of a proposed domain term: it takes the place of none that the Chinese text shows."""
_LEAST = 0.6
_SHORTEST, _LONGEST = 4, 60
_WORDS = 2
"""English terms of fewer words are too general to lead to a term."""

_BREAK = re.compile(r"[。；：！？;:!?\n，,]")
_MARKS = "《》〈〉“”\"'‘’()（）、 　"
_EDGES = frozenset("的之和与及或了在对并以为所等向从由于将被把地") | {"以及"}
"""Words at which no Chinese term begins or ends."""
_BAD_START = re.compile(r"[\d一二三四五六七八九十各本该其此这些所有]")


def propose(candidates: Sequence[Candidate], on: Material) -> tuple[Candidate, ...]:
    """Chinese candidates that the English ones of the material lead to, by form.

    `candidates` are what the Chinese harvest has already.
    """
    kinds = {folded(item.form): item for item in reversed(on.english)}
    have = {lang.key(item.form) for item in candidates}
    proposed: defaultdict[str, set[str]] = defaultdict(set)
    for form, source in _proposals(on):
        if lang.key(form) not in have:
            proposed[form].add(folded(source))
    agreed = match(sorted(proposed), on)
    result = []
    for form in sorted(proposed):
        best = agreed.equivalents[form][:1]
        if best and best[0].confidence >= AGREED and best[0].rival.key in proposed[form]:
            result.append(_candidate(form, kinds[best[0].rival.key], agreed, on))
    return tuple(result)


def _candidate(form: str, source: Candidate, found: Matches, on: Material) -> Candidate:
    places = tuple(
        Occurrence(segment, segment.start + start, segment.start + end)
        for bead, spans in sorted(found.places[form].items())
        for segment in [on.sides[bead].chinese]
        for start, end in spans
    )
    language = places[0].segment.document.lang or "zh-Hans"
    theme = source.kind is Kind.THEME
    return Candidate(form, language, source.kind, places, _LOW if theme else source.score)


def _proposals(on: Material) -> Iterator[tuple[str, str]]:
    """Chinese stretches, each with the English term that it is linked to."""
    where = stretches(on.english, on.sides)
    beads = sample([bead for bead, spans in where.items() if spans], BEADS)
    texts = [on.texts[bead] for bead in beads]
    for row, links in linked(texts, on.learnt):
        one, two = texts[row]
        tokens = english(two)
        edges = _edges(one)
        for start, end in where[beads[row]]:
            inside = [i for i, token in enumerate(tokens) if start <= token.start < end]
            inside = [i for i in inside if two[tokens[i].start : tokens[i].end] not in stops()]
            if len(inside) >= _WORDS and (form := _stretch(one, links, inside, edges)):
                yield form, two[start:end]


def _stretch(text: str, links: Links, inside: Sequence[int], edges: Sequence[int]) -> str | None:
    """The stretch of words of a Chinese text that English units are linked to, if it is clear."""
    strength = links.to_english[inside].sum(axis=0).astype(float)
    unit = links.to_english.sum(axis=0) > 0
    gains = np.where(unit, strength - _FAIR, -0.1)
    for match_ in _BREAK.finditer(text):
        gains[match_.start()] = -1.5
    words = [float(gains[a:b].sum()) for a, b in pairwise(edges)]
    first, last = _best_run(words)
    while first < last and _loose(text[edges[first] : edges[first + 1]]):
        first += 1
    while last > first and _loose(text[edges[last - 1] : edges[last]]):
        last -= 1
    start, end = edges[first], edges[last]
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    form = text[start:end]
    if not _SHORTEST <= len(form) <= _LONGEST or _BREAK.search(form) or _BAD_START.match(form):
        return None
    if not lang.has_han(form) or _unbalanced(form):
        return None
    sure = strength[start:end][unit[start:end]]
    return form if len(sure) and sure.mean() >= _LEAST else None


def _loose(word: str) -> bool:
    return word in _EDGES or all(char in _MARKS for char in word)


def _best_run(gains: Sequence[float]) -> tuple[int, int]:
    """Begin and end of the run with the greatest sum (Kadane's algorithm)."""
    best, run, begin = (0.0, 0, 0), 0.0, 0
    for i, gain in enumerate(gains):
        if run <= 0:
            run, begin = 0.0, i
        run += gain
        if run > best[0]:
            best = (run, begin, i + 1)
    return best[1], best[2]


def _edges(text: str) -> list[int]:
    ends = np.cumsum([len(word) for word in lang.words(lang.simplified(text))], dtype=int)
    return [0, *map(int, ends)]


def _unbalanced(form: str) -> bool:
    return any(form.count(a) != form.count(b) for a, b in ("《》", "（）", "()", "“”"))
