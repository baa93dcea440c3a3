"""Chinese terms that only their English tells of.

Where the English harvest found a term, the stretch of Chinese that its words are linked to is
looked at; it is a term if its own best equivalent, sought as that of any Chinese term, is the
English term again. Titles in quotation marks need no English harvest: both languages mark them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from termx import lang
from termx.harvest.heads import head_of
from termx.harvest.vocabulary import Role, words
from termx.models import Candidate, Kind, Occurrence
from termx.pair.evidence import Links, Values
from termx.pair.links import linked
from termx.pair.material import Matches, Material, match
from termx.pair.ranking import Equivalent
from termx.pair.spans import folded, stops
from termx.pair.spread import sample
from termx.pair.tokens import english

AGREED = 0.75
"""Confidence of the Chinese term in its English one that is asked for."""
ALONE = 0.9
"""The same where the English is one word: many words translate it here and there."""
TITLED = 0.5
"""The same for a title in quotation marks, whose edges are beyond doubt."""
BEADS = 20_000
"""So many beads are looked at."""
_FAIR = 0.45
_LOW = 0.01
"""Score of a proposed domain term: it takes the place of none that the Chinese text shows."""
_SPECIAL, _SINGLE, _JOINED = 0.3, 0.85, 0.2
"""Scores of English domain terms, of more words and of one, that may lead to Chinese ones; and how
much more is asked for where “and” joins what need not be one term.
"""
_LEAST = 0.6
_EDGE = 0.3
_ASIDE = 0.5
"""A word at an edge of the stretch translates the English at least so much, and other English at
most so much.
"""
_SHORTEST, _LONGEST = 2, 60
_LONG_NAME = 6
"""A name of so many characters needs no head noun (高级别辩论)."""
_BREAKS = frozenset({Role.BREAK, Role.COMMA})

_QUOTED = re.compile(r"“([^“”]{8,})”|《([^《》]{8,})》")
"""What may be a title."""
_TITLED = re.compile(r"(?<=题为)“([^“”]{6,})”")
_PASSIVE = "被"
_RELATED = re.compile(r"相关|有关")
"""与…相关: the two belong together."""

_BREAK = re.compile(r"[。；：！？;:!?\n，,]")
_MARKS = "《》〈〉“”\"'‘’()（）、 　"
_EDGES = frozenset("的之和与及或了在对并以为所等向从由于将被把地有是会能可应使到让给不") | {
    "以及",
    "受到",
    "不会",
    "可能",
}
"""Words at which no Chinese term begins or ends."""
_LOOSE = frozenset({"c", "d", "p", "r", "u", "ud", "ug", "uj", "ul", "uv", "uz", "y", "zg"})
"""Parts of speech (ICTCLAS) of such words: conjunctions, adverbs, pronouns, particles."""
_BAD_START = re.compile(
    r"[\d一二三四五六七八九十各本该其此这些所有号届]"
    r"|形式|方面|领域|层面|相关|有关|包括|下一|一级|两级|各级|现有"
)


@dataclass(frozen=True, slots=True, order=True)
class _Proposal:
    """Chinese stretches of which one may be the term that the English `source` translates."""

    forms: tuple[str, ...]
    source: str
    least: float


def propose(candidates: Sequence[Candidate], on: Material) -> tuple[Candidate, ...]:
    """Chinese candidates that the English ones of the material lead to, by form.

    `candidates` are what the Chinese harvest has already.
    """
    kinds = {folded(item.form): item for item in reversed(on.english)}
    have = {lang.key(item.form) for item in candidates}
    titles = {form for form in _titles(on) if lang.key(form) not in have}
    proposals = set(_proposals(on, kinds))
    forms = {form for item in proposals for form in item.forms} | titles
    agreed = match(sorted(forms), on, nested=True)
    chosen: dict[str, str] = {}
    for item in sorted(proposals):
        sure = {form: _agreement(agreed.equivalents[form], item.source) for form in item.forms}
        form = max(item.forms, key=lambda form: sure[form])
        if sure[form] >= item.least and lang.key(form) not in have:
            chosen[form] = item.source
    found = [_candidate(form, kinds[source], agreed, on) for form, source in chosen.items()]
    for form in titles - chosen.keys():
        best = agreed.equivalents[form]
        if best and best[0].confidence >= TITLED:
            places = _places(form, agreed, on)
            language = places[0].segment.document.lang or "zh-Hans"
            found.append(Candidate(form, language, Kind.INSTRUMENT, places, 1.0))
    return tuple(sorted(found, key=lambda item: item.form))


def _titles(on: Material) -> Iterator[str]:
    """What Chinese text calls a title: 题为“…”."""
    for one, _ in on.texts:
        for title in _TITLED.finditer(one):
            yield title[1]


def _agreement(found: Sequence[Equivalent], source: str) -> float:
    """The confidence of the best equivalent if it is the English term `source`."""
    return found[0].confidence if found and found[0].rival.key == source else 0.0


def _candidate(form: str, source: Candidate, found: Matches, on: Material) -> Candidate:
    places = _places(form, found, on)
    language = places[0].segment.document.lang or "zh-Hans"
    theme = source.kind is Kind.THEME
    return Candidate(form, language, source.kind, places, _LOW if theme else source.score)


def _places(form: str, found: Matches, on: Material) -> tuple[Occurrence, ...]:
    return tuple(
        Occurrence(segment, segment.start + start, segment.start + end)
        for bead, spans in sorted(found.places[form].items())
        for segment in [on.sides[bead].chinese]
        for start, end in spans
    )


def _proposals(on: Material, kinds: Mapping[str, Candidate]) -> Iterator[_Proposal]:
    """Chinese stretches with the English term that they are linked to."""
    sought = {tuple(token.key for token in english(item.form)) for item in on.english}
    longest = max(map(len, sought), default=0)
    beads = sample(range(len(on.texts)), BEADS)
    texts = [on.texts[bead] for bead in beads]
    for row, links in linked(texts, on.learnt):
        one, two = texts[row]
        tokens = english(two)
        keys = tuple(token.key for token in tokens)
        edges = _edges(one)
        for first, last in _standing(keys, sought, longest):
            form = two[tokens[first].start : tokens[last - 1].end]
            source = folded(form)
            count = sum(two[t.start : t.end] not in stops() for t in tokens[first:last])
            if not count or source not in kinds or not _leads(kinds[source], count):
                continue
            found = dict.fromkeys(_stretches(one, links, range(first, last), edges))
            kind = kinds[source].kind
            if forms := tuple(f for f in found if _fits(f, form) and _is_built(f, kind)):
                yield _Proposal(forms, source, AGREED if count > 1 else ALONE)


def _standing(
    keys: tuple[str, ...], sought: Collection[tuple[str, ...]], longest: int
) -> Iterator[tuple[int, int]]:
    """The stretches of units that are `sought`, also those inside of others."""
    starts = {item[0] for item in sought if item}
    for first in (i for i, key in enumerate(keys) if key in starts):
        for last in range(first + 1, min(first + longest, len(keys)) + 1):
            if keys[first:last] in sought:
                yield first, last


def _leads(source: Candidate, words: int) -> bool:
    """Whether an English term is special enough to lead to a Chinese one."""
    least = _SPECIAL if words > 1 else _SINGLE
    if " and " in source.form:
        least += _JOINED
    return source.kind is not Kind.THEME or source.score >= least


def _fits(form: str, source: str) -> bool:
    """Whether a number at the end of the Chinese can belong to it."""
    return not form[-1].isdigit() or any(char.isdigit() for char in source)


def _stretches(
    text: str, links: Links, inside: Sequence[int], edges: Sequence[int]
) -> Iterator[str]:
    """The stretch of words of a Chinese text that English units are linked to, if it is clear, and
    those with a word more.
    """
    strength = links.to_english[inside].sum(axis=0).astype(float)
    aside = links.to_english.sum(axis=0).astype(float) - strength
    unit = strength + aside > 0
    gains = np.where(unit, strength - _FAIR, -0.1)
    for match_ in _BREAK.finditer(text):
        gains[match_.start()] = -1.5
    gain = [float(gains[a:b].sum()) for a, b in pairwise(edges)]
    good = [
        _mean(strength[a:b], unit[a:b]) >= _EDGE and _mean(aside[a:b], unit[a:b]) <= _ASIDE
        for a, b in pairwise(edges)
    ]
    first, last = _best_run(gain)
    for a, b in _around(first, last, len(gain)):
        a, b = _tight(good, a, b)
        start, end = _trimmed(text, edges, a, b)
        form = text[start:end]
        if _is_term(form) and _mean(strength[start:end], unit[start:end]) >= _LEAST:
            yield form
    middle = (edges[first] + edges[last]) // 2
    for title in _QUOTED.finditer(text):
        if title.start() < middle < title.end() and not _unbalanced(title[0][1:-1]):
            yield title[0][1:-1]


def _mean(values: Values, unit: Iterable[bool]) -> float:
    own = values[np.asarray(unit, bool)]
    return float(own.mean()) if len(own) else 0.0


def _around(first: int, last: int, count: int) -> Iterator[tuple[int, int]]:
    """A run of words, and those with a word more on a side or on both."""
    for before, after in ((0, 0), (1, 0), (0, 1), (1, 1)):
        if first - before >= 0 and last + after <= count:
            yield first - before, last + after


def _tight(good: Sequence[bool], first: int, last: int) -> tuple[int, int]:
    """A run of words without those at its ends that do not translate the English term."""
    while first < last and not good[first]:
        first += 1
    while last > first and not good[last - 1]:
        last -= 1
    return first, last


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
    """Whether a form is built as terms are: it begins and ends with words that may stand there, and
    a name ends with a head noun or is long.
    """
    if kind is not Kind.THEME and head_of(form) is not None:
        return True
    found = words(lang.simplified(form.removeprefix(_PASSIVE)))
    inner = all(word.role not in _BREAKS or word.text == "的" for word in found)
    built = inner and found[0].starts and found[-1].ends and (len(found) > 1 or found[0].alone)
    return built and (kind is Kind.THEME or len(form) >= _LONG_NAME)


def _loose(word: str) -> bool:
    return word in _EDGES or not word.strip(_MARKS) or lang.tag(word) in _LOOSE


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
