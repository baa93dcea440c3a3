"""Names that the word lists of the package know (`data/names/`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from termx import data, lang
from termx.harvest.edges import PRINCIPAL
from termx.harvest.heads import heads
from termx.harvest.mentions import Mention
from termx.harvest.occurrences import cover
from termx.harvest.tokens import is_foreign
from termx.models import Kind, Occurrence, Segment


def known(segments: Sequence[Segment]) -> Iterator[Mention]:
    """Names of the lists that stand in `segments`."""
    for segment in segments:
        text = segment.text
        for start, end, kind in known_names(text):
            place = Occurrence(segment, segment.start + start, segment.start + end)
            yield Mention(text[start:end], kind, place, weight=3)
            for form, part, offset in _parts(text[start:end]):
                inner = segment.start + start + offset
                yield Mention(form, part, Occurrence(segment, inner, inner + len(form)), weight=3)


def known_names(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Known names in `text`, longest first: start, end, kind."""
    automaton, forms = _automaton()
    for start, end, index in cover(automaton.find_overlapping(text)):
        if text[end : end + 1] in UNFINISHED and text[end - 1] in "部厅司处局团":
            continue
        if end - start > SHORT or _stands_alone(text, start, end):
            yield start, end, _kinds()[forms[index]]


UNFINISHED = frozenset("长门队级")
"""A name is not over where one of these follows its last character: 新闻部|门."""

PARTS = frozenset({Kind.ORGANIZATION, Kind.INSTRUMENT, Kind.EVENT})

SHORT = 4
"""Names of up to so many characters also turn up by chance across the words of a text."""


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word of the dictionary runs across an edge of `text[start:end]`.

    Nor may it be a part of a foreign name: 伊加特 in 雷扎伊加特.
    """
    if start > 1 and is_foreign(text[start - 2 : end]):
        return False
    left = max(0, start - 8)
    position = left
    for word in lang.words(text[left : end + 8]):
        behind = position + len(word)
        crosses = position < start < behind or position < end < behind
        if crosses and lang.tag(word) != "x":
            return False
        position = behind
    return True


@cache
def _parts(form: str) -> tuple[tuple[str, Kind, int], ...]:
    """Names at an edge of a known name that are other concepts than it.

    安全理事会 in 安全理事会第1540(2004)号决议所设委员会 and 人口司 in 经济和社会事务部人口司, but
    not 人口基金 in 联合国人口基金.
    """
    automaton, forms = _automaton()
    own = _entries()[form]
    parts = []
    for start, end, index in automaton.find_overlapping(form):
        part, kind = forms[index], _kinds()[forms[index]]
        if start == 0 and end < len(form):
            office = kind is Kind.ORGANIZATION and form[end:] in heads()
            if len(part) > SHORT and kind in PARTS and not office and not own & _entries()[part]:
                parts.append((part, kind, start))
        elif end == len(form) and kind is Kind.ORGANIZATION and _is_body(form[:start]):
            parts.append((part, kind, start))
    return tuple(parts)


def _is_body(form: str) -> bool:
    collective = form in ("联合国", "联合国系统")
    return form == "大会" or (_kinds().get(form) is Kind.ORGANIZATION and not collective)


@cache
def _entries() -> dict[str, frozenset[int]]:
    entries: dict[str, set[int]] = {}
    for i, name in enumerate(data.names()):
        for form in name.zh:
            entries.setdefault(form, set()).add(i)
    return {form: frozenset(own) for form, own in entries.items()}


def are_one(form: str, other: str) -> bool:
    """Whether the lists hold the two forms as names of one thing."""
    return not _entries().get(form, frozenset()).isdisjoint(_entries().get(other, frozenset()))


def is_known(form: str) -> bool:
    """Whether `form`, marks aside, is the full form of a name of the lists."""
    return lang.key(form) in _keys()


@cache
def _keys() -> frozenset[str]:
    return frozenset(lang.key(name.zh[0]) for name in data.names())


@cache
def _kinds() -> dict[str, Kind]:
    """The kinds of the forms that are names wherever they stand, as 大会 is not."""
    return {
        form: name.kind
        for name in reversed(data.names())
        for form in name.zh
        if form not in PRINCIPAL
    }


@cache
def _automaton() -> tuple[CharwiseDoubleArrayAhoCorasick, tuple[str, ...]]:
    forms = tuple(sorted(_kinds()))
    return CharwiseDoubleArrayAhoCorasick(list(forms), MATCH_KIND_STANDARD), forms
