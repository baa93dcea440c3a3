"""The stretch of a Chinese text that English units are linked to, if it can be a term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from termx import lang
from termx.harvest.heads import head_of
from termx.harvest.vocabulary import Role, words
from termx.models import Kind
from termx.pair.sights import Links, Values

_FAIR = 0.45
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
_PASSIVE = "被"
_TAILS = frozenset("年月日号届次项名们者限等为")
"""Words that belong to what stands before a name: 25日|为|司法福祉国际日, 不限|成员名额."""
_RELATED = re.compile(r"相关|有关")
"""与…相关: the two belong together."""

_BREAK = re.compile(r"[。；：！？;:!?\n，,]")
_MARKS = "《》〈〉“”\"'‘’()（）、 　"
_EDGES = frozenset("的之和与及或了在对并以为所等向从由于将被把地有是会能应使到让给不") | {
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


def linked_forms(
    text: str, links: Links, inside: slice, whole: Values, edges: Sequence[int]
) -> Iterator[str]:
    """The stretch of words of a Chinese text that English units are linked to, if it is clear, and
    those with a word more. `whole` is how much of each character translates anything.
    """
    strength = links.to_english[inside].sum(axis=0).astype(float)
    aside = whole - strength
    unit = whole > 0
    gains = np.where(unit, strength - _FAIR, -0.1)
    for match_ in _BREAK.finditer(text):
        gains[match_.start()] = -1.5
    starts = edges[:-1]
    gain = np.add.reduceat(gains, starts).tolist()
    units = np.maximum(np.add.reduceat(unit, starts, dtype=float), 1)
    own, other = (np.add.reduceat(values, starts) / units for values in (strength, aside))
    good = ((own >= _EDGE) & (other <= _ASIDE)).tolist()
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


def edges_of(text: str) -> list[int]:
    ends = np.cumsum([len(word) for word in lang.words(lang.simplified(text))], dtype=int)
    return [0, *map(int, ends)]


def _unbalanced(form: str) -> bool:
    return any(form.count(a) != form.count(b) for a, b in ("《》", "（）", "()", "“”"))


def is_marked(form: str, text: str) -> bool:
    """Whether a form is marked as a title."""
    return f"“{form}”" in text or f"《{form}》" in text


def is_built(form: str, kind: Kind) -> bool:
    """Whether a form is built as terms are: it begins and ends with words that may stand there, and
    a name ends with a head noun or is long.
    """
    found = words(lang.simplified(form.removeprefix(_PASSIVE)))
    if kind is not Kind.THEME and head_of(form) is not None:
        return found[0].text not in _TAILS
    inner = all(word.role not in _BREAKS or word.text == "的" for word in found)
    built = inner and found[0].starts and found[-1].ends and (len(found) > 1 or found[0].alone)
    return built and (kind is Kind.THEME or len(form) >= _LONG_NAME)
