"""Chinese terms that only their English tells of.

Where the English harvest found a term, the stretch of Chinese that its words are linked to is
looked at; it is a term if its own best equivalent, sought as that of any Chinese term, is the
English term again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from termx import lang
from termx.harvest.heads import head_of
from termx.harvest.vocabulary import Role, words
from termx.models import Candidate, Kind, Occurrence
from termx.pair.evidence import Links
from termx.pair.links import linked
from termx.pair.material import Matches, Material, match, stretches
from termx.pair.ranking import Equivalent
from termx.pair.spans import folded, stops
from termx.pair.spread import sample
from termx.pair.tokens import english

AGREED = 0.85
"""Confidence of the Chinese term in its English one that is asked for."""
BEADS = 20_000
"""So many beads are looked at."""
_FAIR = 0.45
_LOW = 0.01
"""Score of a proposed domain term: it takes the place of none that the Chinese text shows."""
_LEAST = 0.6
_SHORTEST, _LONGEST = 2, 60
_WORDS = 2
"""English terms of fewer words are too general to lead to a term."""

_QUOTED = re.compile(r"“([^“”]{8,})”|《([^《》]{8,})》")
"""What may be a title."""
_PASSIVE = "被"
_RELATED = re.compile(r"相关|有关")
"""与…相关: the two belong together."""

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
    choices = {(forms, folded(source)) for forms, source in _proposals(on)}
    choices = {
        (tuple(form for form in forms if _is_built(form, kinds[source].kind)), source)
        for forms, source in choices
    }
    agreed = match(sorted({form for forms, _ in choices for form in forms}), on, nested=True)
    chosen: dict[str, str] = {}
    for forms, source in sorted((forms, source) for forms, source in choices if forms):
        sure = {form: _agreement(agreed.equivalents[form], source) for form in forms}
        form = max(forms, key=lambda form: sure[form])
        if sure[form] >= AGREED and lang.key(form) not in have:
            chosen[form] = source
    return tuple(_candidate(form, kinds[chosen[form]], agreed, on) for form in sorted(chosen))


def _agreement(found: Sequence[Equivalent], source: str) -> float:
    """The confidence of the best equivalent if it is the English term `source`."""
    return found[0].confidence if found and found[0].rival.key == source else 0.0


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


def _proposals(on: Material) -> Iterator[tuple[tuple[str, ...], str]]:
    """Chinese stretches, likeliest first, with the English term that they are linked to."""
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
            if len(inside) >= _WORDS and (forms := tuple(_stretches(one, links, inside, edges))):
                yield forms, two[start:end]


def _stretches(
    text: str, links: Links, inside: Sequence[int], edges: Sequence[int]
) -> Iterator[str]:
    """The stretch of words of a Chinese text that English units are linked to, if it is clear, and
    those with a word more.
    """
    strength = links.to_english[inside].sum(axis=0).astype(float)
    unit = links.to_english.sum(axis=0) > 0
    gains = np.where(unit, strength - _FAIR, -0.1)
    for match_ in _BREAK.finditer(text):
        gains[match_.start()] = -1.5
    words = [float(gains[a:b].sum()) for a, b in pairwise(edges)]
    first, last = _best_run(words)
    runs = [(first, last)]
    runs += [(a, b) for a, b in ((first - 1, last), (first, last + 1)) if 0 <= a < b < len(edges)]
    seen: set[str] = set()
    for a, b in runs:
        start, end = _trimmed(text, edges, a, b)
        form = text[start:end]
        sure = strength[start:end][unit[start:end]]
        if form not in seen and _is_term(form) and len(sure) and sure.mean() >= _LEAST:
            seen.add(form)
            yield form
    middle = (edges[first] + edges[last]) // 2
    for title in _QUOTED.finditer(text):
        if title.start() < middle < title.end() and not _unbalanced(title[0][1:-1]):
            yield title[0][1:-1]


def _trimmed(text: str, edges: Sequence[int], first: int, last: int) -> tuple[int, int]:
    """The offsets of a run of words without the loose ones at its ends."""
    while first < last and _loose(text[edges[first] : edges[first + 1]]):
        first += 1
    while last > first and _loose(text[edges[last - 1] : edges[last]]):
        last -= 1
    start, end = edges[first], edges[last]
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    before = text[max(start - 1, 0) : start]
    if before == _PASSIVE or (before == "与" and _RELATED.search(text, start, end)):
        start -= 1
    return start, end


def _is_term(form: str) -> bool:
    if not _SHORTEST <= len(form) <= _LONGEST or _BREAK.search(form) or _BAD_START.match(form):
        return False
    return lang.has_han(form) and not _unbalanced(form)


def _is_built(form: str, kind: Kind) -> bool:
    """Whether a form is built as terms are: a name ends with a head noun, a domain term begins and
    ends with words that may stand there.
    """
    if kind is not Kind.THEME:
        return head_of(form) is not None
    found = words(lang.simplified(form))
    inner = all(word.role not in {Role.BREAK, Role.COMMA} for word in found)
    return inner and found[0].starts and found[-1].ends and (len(found) > 1 or found[0].alone)


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
