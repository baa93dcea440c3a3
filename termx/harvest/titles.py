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
_AMENDED = re.compile(rf"经(?:《{_YEAR}|{_YEAR}《)[^《》]+》修正的(?:{_YEAR}《|《{_YEAR})([^《》]+)》")
_INNER = re.compile(r"[〈‹<《]([^〈〉‹›<>《》]+)[〉›>》]")


def titles(segments: Sequence[Segment], names: Mapping[str, Kind]) -> Iterator[Mention]:
    """Names in title marks; an inner title is yielded after the one that holds it."""
    for segment in segments:
        text = segment.text
        for start, end in title_spans(text):
            place = Occurrence(segment, segment.start + start, segment.start + end)
            yield Mention(text[start:end], title_kind(text[start:end]), place, weight=2)
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


def title_kind(title: str) -> Kind:
    """The kind of what a title names: by its head noun, else a publication."""
    found = head_of(title)
    return found[0] if found else Kind.PUBLICATION
