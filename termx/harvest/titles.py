"""Names in title marks: 《…》, with inner titles 〈…〉, ‹…›, <…> or 《…》."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from termx import lang
from termx.harvest.heads import head_of, heads
from termx.harvest.known import is_known
from termx.harvest.mentions import Mention
from termx.models import Kind, Occurrence, Segment

_OUTER = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_YEAR = r"\d{4}\s?年"
_DATED = re.compile(rf"{_YEAR}《([^《》]+)》")
_AMENDED = re.compile(
    rf"经(?:《{_YEAR}|{_YEAR}《)[^《》]+》修正的(?:{_YEAR}《|《{_YEAR})([^《》]+)》"
)
_QUOTED = re.compile(r"[“\"]([^“”\"，。；：、！？()（）]{2,20})[”\"]")
_TASK = re.compile(
    r"(?:全球|国际|联合)?(?:行动)?(?:倡议|举措|方案|项目|运动|机制|伙伴关系|十年|论坛|计划)"
)
_EDITION = re.compile(r"\s?[(（]\d{4}年?[)）]$")
_INNER = re.compile(r"[〈‹<《]([^〈〉‹›<>《》]+)[〉›>》]")


def titles(segments: Sequence[Segment], names: Mapping[str, Kind]) -> Iterator[Mention]:
    """Names in title marks; an inner title is yielded after the one that holds it."""
    for segment in segments:
        text = segment.text
        marked = ((start, end, title_kind(text[start:end])) for start, end in title_spans(text))
        for start, end, kind in (*marked, *quoted_spans(text)):
            place = Occurrence(segment, segment.start + start, segment.start + end)
            yield Mention(text[start:end], kind, place, weight=2)
            edition = _EDITION.search(text[start:end])
            if edition:
                place = Occurrence(segment, place.start, place.start + edition.start())
                yield Mention(place.text, title_kind(place.text), place, weight=2)
        for pattern in (_DATED, _AMENDED):
            for match in pattern.finditer(text):
                if pattern is _AMENDED or match[1] in heads() or is_known(match[0]):
                    place = Occurrence(
                        segment, segment.start + match.start(), segment.start + match.end()
                    )
                    yield Mention(match[0], title_kind(match[1]), place, weight=2)


def title_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the titles of `text`, without their marks."""
    for outer in _OUTER.finditer(text):
        if not lang.has_han(outer[1]):
            continue
        yield outer.span(1)
        for inner in _INNER.finditer(text, outer.start(1), outer.end(1)):
            yield inner.span(1)


def quoted_spans(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Start, end and kind of names in quotation marks, without the marks.

    Quotation marks hold much else; a name ends with a head noun (“河野谈话”) or is followed by one
    (“行动呼吁”倡议), which then belongs to a longer form of it.
    """
    for quoted in _QUOTED.finditer(text):
        behind = _TASK.match(text, quoted.end())
        kind = title_kind(behind[0] if behind else quoted[1])
        if behind:
            yield quoted.start(), behind.end(), kind
        if behind or (head_of(quoted[1]) and len(quoted[1]) > SHORTEST):
            yield *quoted.span(1), kind


SHORTEST = 3
"""A name in quotation marks is longer than this, in characters; shorter ones are mere words."""


def title_kind(title: str) -> Kind:
    """The kind of what a title names: by its head noun, else a publication."""
    found = head_of(title)
    return found[0] if found else Kind.PUBLICATION
